"""A deck is built when something that it is made of has changed, and only then; edits of others are never lost."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import pytest
from PIL import Image

from deckgen.batch.accounts import sink_of
from deckgen.batch.building import Builder
from deckgen.batch.cache import Cache
from deckgen.batch.model import Status
from deckgen.batch.running import start
from deckgen.diagnostics import Sink
from deckgen.messages import as_text
from deckgen.resources import Resources
from tests.batch.material import CITIES, CITY, PLAIN, Here, ordered, run_here, write

ALL = ["南昌", "九江", "赣州"]
JOBS = "jobs: [{reports: city.yaml, rows: cities.csv, output: 'out/{{ row.city }}'}]\n"
PHOTO = CITY + "        photos: [{caption: 现场, image: a.png}]\n"
TEMPLATED = (
    "jobs: [{reports: city.yaml, rows: cities.csv, output: 'out/{{ row.city }}', templates: own.pptx}]\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path, {"city.yaml": CITY, "cities.csv": CITIES})


def picture(path: Path, colour: str = "red") -> None:
    path.parent.mkdir(exist_ok=True)
    Image.new("RGB", (640, 480), colour).save(path)


def statuses(folder: Path, jobs: str = JOBS, **wishes: bool) -> dict[str, str]:
    run, _ = run_here(folder, jobs, **wishes)
    return {Path(one.job.stem).name: one.status.value for one in run.all()}


def reasons(folder: Path, jobs: str = JOBS) -> dict[str, str]:
    """What would be built now, and why."""
    cache = Cache(folder / ".deckgen-cache" / "batch.sqlite3")
    run = start(ordered(folder, jobs).jobs, cache, Sink())
    return {Path(each.job.stem).name: each.reason for each in run.decisions if each.reason}


def test_what_has_not_changed_is_not_built_again(folder: Path) -> None:
    assert run_here(folder, JOBS)[1] == ALL
    assert run_here(folder, JOBS)[1] == []


def test_a_row_rebuilds_its_own_deck_only(folder: Path) -> None:
    run_here(folder, JOBS)
    write(folder, {"cities.csv": CITIES.replace("120", "121") + "吉安,5\n"})
    assert reasons(folder) == {"南昌": "its row changed", "吉安": "new"}
    assert run_here(folder, JOBS)[1] == ["南昌", "吉安"]


def test_a_loop_over_all_rows_depends_on_the_whole_table(folder: Path) -> None:
    loop = "      - {for: {each: rows, as: one}, title: '{{ one.city }}', achievements: [x]}\n"
    write(folder, {"city.yaml": CITY + loop})
    run_here(folder, JOBS)
    write(folder, {"cities.csv": CITIES.replace("120", "121")})
    assert run_here(folder, JOBS)[1] == ALL


def test_files_that_are_only_touched_change_nothing(folder: Path) -> None:
    run_here(folder, JOBS)
    os.utime(folder / "city.yaml", (1, 1))
    assert run_here(folder, JOBS)[1] == []


def test_a_change_of_the_same_size_is_seen(folder: Path) -> None:
    run_here(folder, JOBS)
    write(folder, {"city.yaml": CITY.replace("概况", "近况")})
    assert reasons(folder) == dict.fromkeys(ALL, "the content changed")


def change_photo(folder: Path) -> None:
    picture(folder / "a.png", "blue")


def remove_photo(folder: Path) -> None:
    (folder / "a.png").unlink()


@pytest.mark.parametrize(
    ("change", "reason"), [(change_photo, "`a.png` changed"), (remove_photo, "`a.png` is gone")]
)
def test_photos_count(folder: Path, change: Callable[[Path], None], reason: str) -> None:
    write(folder, {"city.yaml": PHOTO})
    picture(folder / "a.png")
    run_here(folder, JOBS)
    change(folder)
    assert reasons(folder) == dict.fromkeys(ALL, reason)


@pytest.mark.parametrize("place", ["a.png", "assets/a.png"])
def test_a_photo_that_was_missing_counts_when_it_comes(folder: Path, place: str) -> None:
    write(folder, {"city.yaml": PHOTO, "pyproject.toml": ""})
    run, _ = run_here(folder, JOBS)
    assert [len(one.facts.pending) for one in run.all()] == [1, 1, 1]
    picture(folder / place)
    run, built = run_here(folder, JOBS)
    assert built == ALL
    assert [one.facts.photos for one in run.all()] == [1, 1, 1]


def test_template_and_binding_count(folder: Path) -> None:
    templates = Resources().templates
    copyfile(templates / "plum.pptx", folder / "own.pptx")
    run_here(folder, TEMPLATED)
    assert reasons(folder, TEMPLATED) == {}
    copyfile(templates / "plum.yaml", folder / "own.yaml")
    assert reasons(folder, TEMPLATED) == dict.fromkeys(ALL, "`own.yaml` is there now")
    run_here(folder, TEMPLATED)
    copyfile(templates / "quiet.pptx", folder / "own.pptx")
    assert reasons(folder, TEMPLATED) == dict.fromkeys(ALL, "`own.pptx` changed")


def test_data_files_count(folder: Path) -> None:
    table = CITY.replace("achievements: [完成了任务]", "table: {data: f.csv}")
    write(folder, {"city.yaml": table, "f.csv": "a,b\n1,2\n"})
    run_here(folder, JOBS)
    write(folder, {"f.csv": "a,b\n1,3\n"})
    assert reasons(folder) == dict.fromkeys(ALL, "`f.csv` changed")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("strict: true", "options changed"),
        ("templates: quiet", "another template"),
        ("languages: en-GB", "another language"),
        ("formats: [pptx, md]", "other formats"),
    ],
)
def test_options_count(folder: Path, more: str, reason: str) -> None:
    run_here(folder, JOBS)
    assert set(reasons(folder, JOBS.replace("}]", f", {more}}}]")).values()) == {reason}


def test_another_version_builds_everything(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_here(folder, JOBS)
    monkeypatch.setattr("deckgen.batch.running.__version__", "99")
    assert set(reasons(folder).values()) == {"another version of deckgen"}


def test_a_deleted_deck_comes_back_as_it_was(folder: Path) -> None:
    run_here(folder, JOBS)
    deck = folder / "out" / "九江.pptx"
    before = deck.read_bytes()
    deck.unlink()
    assert reasons(folder) == {"九江": "`九江.pptx` is gone"}
    assert run_here(folder, JOBS)[1] == ["九江"]
    assert deck.read_bytes() == before


def test_force_builds_everything_once_more(folder: Path) -> None:
    run_here(folder, JOBS)
    assert run_here(folder, JOBS, force=True)[1] == ALL


def edit(folder: Path) -> Path:
    deck = folder / "out" / "九江.pptx"
    deck.write_bytes(deck.read_bytes() + b"edited")
    return deck


def test_an_edited_deck_stays_while_nothing_else_changes(folder: Path) -> None:
    run_here(folder, JOBS)
    deck = edit(folder)
    run, built = run_here(folder, JOBS)
    assert built == []
    (note,) = [found for one in run.all() for found in one.findings]
    assert note.code.name == "output-kept"
    assert deck.read_bytes().endswith(b"edited")


@pytest.mark.parametrize("force", [False, True])
def test_an_edited_deck_is_never_overwritten_unasked(folder: Path, force: bool) -> None:
    run_here(folder, JOBS)
    deck = edit(folder)
    if not force:
        write(folder, {"city.yaml": CITY.replace("概况", "近况")})
    assert statuses(folder, force=force) == {"南昌": "built", "九江": "failed", "赣州": "built"}
    assert deck.read_bytes().endswith(b"edited")
    assert statuses(folder, force=force, overwrite=True)["九江"] == "built"
    assert not deck.read_bytes().endswith(b"edited")


def test_a_file_of_somebody_else_is_not_overwritten(folder: Path) -> None:
    write(folder, {"out/九江.pptx": "mine"})
    run, _ = run_here(folder, JOBS)
    assert [one.status for one in run.all()] == [Status.BUILT, Status.FAILED, Status.BUILT]
    assert [found.code.name for one in run.all() for found in one.findings] == ["output-edited"]
    assert (folder / "out" / "九江.pptx").read_text() == "mine"


def test_an_edited_file_of_a_format_that_is_asked_for_no_more_is_not_in_the_way(folder: Path) -> None:
    both = JOBS.replace("}]", ", formats: [pptx, md]}]")
    run_here(folder, both)
    (folder / "out" / "九江.md").write_text("mine")
    assert statuses(folder, both) == dict.fromkeys(ALL, "unchanged")
    assert statuses(folder) == dict.fromkeys(ALL, "built")
    assert sorted(path.name for path in (folder / "out").glob("*.md")) == ["九江.md"]
    assert (folder / "out" / "九江.md").read_text() == "mine"


def test_an_edited_file_of_one_format_stops_all_formats_of_its_deck(folder: Path) -> None:
    both = JOBS.replace("}]", ", formats: [pptx, md]}]")
    run_here(folder, both)
    (folder / "out" / "九江.md").write_text("mine")
    deck = (folder / "out" / "九江.pptx").read_bytes()
    write(folder, {"city.yaml": CITY.replace("概况", "近况")})
    assert statuses(folder, both) == {"南昌": "built", "九江": "failed", "赣州": "built"}
    assert (folder / "out" / "九江.pptx").read_bytes() == deck


def test_an_edit_during_the_run_is_not_overwritten_either(folder: Path) -> None:
    run_here(folder, JOBS)
    write(folder, {"city.yaml": CITY.replace("概况", "近况")})
    cache = Cache(folder / ".deckgen-cache" / "batch.sqlite3")
    run = start(ordered(folder, JOBS).jobs, cache, Sink())
    deck = edit(folder)
    run.go(Here(Builder(cache.announce)), lambda _: None)
    assert [one.status.value for one in run.all()] == ["built", "failed", "built"]
    assert deck.read_bytes().endswith(b"edited")


def test_without_its_cache_equal_decks_are_taken_for_its_own(folder: Path) -> None:
    run_here(folder, JOBS)
    times = [path.stat().st_mtime_ns for path in sorted((folder / "out").iterdir())]
    (folder / ".deckgen-cache" / "batch.sqlite3").unlink()
    assert set(statuses(folder).values()) == {"built"}
    assert [path.stat().st_mtime_ns for path in sorted((folder / "out").iterdir())] == times


def test_a_deck_put_in_place_by_a_run_that_was_killed_is_its_own(folder: Path) -> None:
    """Killed between the file and the record: the file is not as the record says, but was announced."""
    run_here(folder, JOBS)
    write(folder, {"city.yaml": CITY.replace("概况", "近况")})
    cache = Cache(folder / ".deckgen-cache" / "batch.sqlite3")
    run = start(ordered(folder, JOBS).jobs, cache, Sink())
    Builder(cache.announce).build(run.decisions[0].job)
    assert set(statuses(folder).values()) == {"built"}


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0" + b"\xff" * 5000, b"no database at all" * 100])
def test_a_damaged_cache_is_put_aside(folder: Path, damage: bytes) -> None:
    run_here(folder, JOBS)
    path = folder / ".deckgen-cache" / "batch.sqlite3"
    path.write_bytes(damage)
    assert set(statuses(folder).values()) == {"built"}
    assert run_here(folder, JOBS)[1] == []


def test_a_record_of_another_kind_counts_as_none(folder: Path) -> None:
    run_here(folder, JOBS)
    with sqlite3.connect(folder / ".deckgen-cache" / "batch.sqlite3") as connection:
        connection.execute("UPDATE decks SET record = '{}'")
    connection.close()
    assert set(statuses(folder).values()) == {"built"}


def test_findings_and_pending_photos_of_unchanged_decks_are_still_told(folder: Path) -> None:
    write(folder, {"city.yaml": PHOTO})
    first, _ = run_here(folder, JOBS)
    second, built = run_here(folder, JOBS)
    assert built == []
    assert [one.facts for one in second.all()] == [one.facts for one in first.all()]
    assert [as_text(sink_of(one)) for one in second.all()] == [as_text(sink_of(one)) for one in first.all()]
    assert all(one.findings for one in second.all())


def test_one_bad_deck_does_not_stop_the_others(folder: Path) -> None:
    write(folder, {"city.yaml": CITY + "        indicators: [{value: '{{ row.loans | number }}'}]\n"})
    write(folder, {"cities.csv": CITIES.replace("120", "many")})
    assert statuses(folder) == {"南昌": "failed", "九江": "built", "赣州": "built"}


def test_the_order_of_decks_does_not_change_them(folder: Path) -> None:
    """Templates are read once for many decks: none leaves a trace in the next."""
    foreign = folder / "own.pptx"
    copyfile(Resources().templates / "stage.pptx", foreign)
    write(folder, {"plain.yaml": PLAIN.format("T") + "        photos: [{caption: c}]\n"})
    job = "{reports: plain.yaml, templates: own.pptx}"
    run_here(folder, f"jobs: [{job}]\n")
    alone = (folder / "out" / "plain.pptx").read_bytes()
    (folder / "out" / "plain.pptx").unlink()
    city = TEMPLATED.removeprefix("jobs: [").rstrip("]\n")
    run_here(folder, f"jobs: [{city}, {job}]\n")
    assert (folder / "out" / "plain.pptx").read_bytes() == alone
