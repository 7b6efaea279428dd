"""jobs.yaml → every deck that is to be built, or all that is wrong with it, with places."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.batch.expanding import select
from deckgen.diagnostics import BuildStopped, Sink
from tests.batch.material import CITIES, CITY, PLAIN, ordered, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {"content/city.yaml": CITY, "content/annual/report.yaml": PLAIN.format("年报")}
    return write(tmp_path, files | {"cities.csv": CITIES, "content/other.yaml": "a: b\n"})


def stems(folder: Path, jobs: str) -> list[str]:
    return [Path(job.stem).relative_to(folder).as_posix() for job in ordered(folder, jobs).jobs]


def faults(folder: Path, jobs: str) -> list[tuple[str, str, str | None]]:
    sink = Sink()
    with pytest.raises(BuildStopped):
        ordered(folder, jobs, sink)
    return [
        (found.code.name, f"{found.span.line}:{found.span.column}" if found.span else "", found.hint)
        for found in sink
    ]


def test_a_job_is_reports_by_rows_by_templates_by_languages(folder: Path) -> None:
    jobs = """jobs:
  - reports: content/city.yaml
    rows: cities.csv
    templates: [plum, quiet]
    languages: [zh-CN, en-GB]
    output: out/{{ language }}/{{ row.city }}-{{ template }}.pptx
"""
    found = stems(folder, jobs)
    assert len(found) == 12
    assert found[:2] == ["out/zh-CN/南昌-plum", "out/en-GB/南昌-plum"]


def test_reports_come_by_pattern_and_folder_and_others_are_left_out(folder: Path) -> None:
    jobs = "jobs: [{reports: [content/**/*.yaml, content]}]\n"
    batch = ordered(folder, jobs)
    assert sorted(Path(job.stem).name for job in batch.jobs) == ["annual", "city"]
    assert [Path(name).name for name in batch.skipped] == ["other.yaml"]


def test_without_a_pattern_decks_are_named_by_what_makes_them(folder: Path) -> None:
    assert stems(folder, "jobs: [{reports: content/city.yaml, rows: cities.csv}]\n") == [
        "out/city-南昌",
        "out/city-九江",
        "out/city-赣州",
    ]


@pytest.mark.parametrize(
    ("jobs", "expected"),
    [
        ("jobs: [{report: x}]\n", ("unknown-key", "1:9", "did you mean `reports`?")),
        ("job: []\n", ("unknown-key", "1:1", "did you mean `jobs`?")),
        ("jobs: []\n", ("missing-field", "1:7", "fill it in, or delete it")),
        ("jobs: [{reports: content/cty.yaml}]\n", ("reports-missing", "1:18", "did you mean `city.yaml`?")),
        (
            "jobs: [{reports: content, rows: city.csv}]\n",
            ("rows-unreadable", "1:33", "did you mean `cities.csv`?"),
        ),
        (
            "jobs:\n  - reports: content/city.yaml\n    rows: cities.csv\n    output: '{{ row.cty }}'\n",
            ("column-missing", "4:13", "did you mean `city`?"),
        ),
        (
            "jobs:\n  - reports: content/city.yaml\n    output: ../x\n",
            ("output-unsafe", "3:13", "delete the `..`; -o names the folder"),
        ),
        ("jobs: [{reports: content, formats: [pptx, ppt]}]\n", ("invalid-value", "1:43", None)),
        ("jobs: [{reports: content, languages: chinese}]\n", ("invalid-value", "1:38", None)),
    ],
)
def test_faults_of_the_file_are_told_with_place_and_hint(
    folder: Path, jobs: str, expected: tuple[str, str, str | None]
) -> None:
    (found,) = faults(folder, jobs)
    assert found[:2] == expected[:2]
    if expected[2] is not None:
        assert found[2] == expected[2]


def test_all_faults_come_at_once(folder: Path) -> None:
    items = ("reports: nowhere.yaml", "reports: content, rows: none.csv", "reports: content, output: a")
    jobs = "jobs:\n" + "".join(f"  - {{{item}}}\n" for item in items)
    assert [code for code, _, _ in faults(folder, jobs)] == [
        "reports-missing",
        "rows-unreadable",
        "output-collision",
    ]


def test_collisions_are_found_before_anything_is_built(folder: Path) -> None:
    write(folder, {"cities.csv": "city\nNanchang\nnanchang\n"})
    ((code, _, hint),) = faults(folder, "jobs: [{reports: content/city.yaml, rows: cities.csv}]\n")
    assert code == "output-collision"
    assert "{{ row.city }}" in (hint or "")


@pytest.mark.parametrize(
    ("patterns", "count"),
    [
        (["*九江*"], 2),
        (["九江"], 2),
        (["city=南*"], 2),
        (["template=quiet"], 3),
        (["template=quiet", "city=赣州"], 1),
        (["loans=9"], 0),
    ],
)
def test_decks_are_selected_by_name_row_and_template(folder: Path, patterns: list[str], count: int) -> None:
    jobs = "jobs: [{reports: content/city.yaml, rows: cities.csv, templates: [plum, quiet]}]\n"
    assert len(select(ordered(folder, jobs).jobs, patterns)) == count
