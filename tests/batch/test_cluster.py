"""Batches on a real Dask cluster: the same decks as at home, whatever happens to its workers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from deckgen.batch.accounts import record_of
from deckgen.cli import run as main
from tests.batch.clusters import Cluster
from tests.batch.material import CITY, call, command, report_of, run_here, with_path, write

pytest.importorskip("distributed", reason="Dask is not installed (pip install 'deckgen[dask]')")

WITH_PHOTO = (
    CITY
    + """      - title: 现场
        photos: [{caption: 现场照片, image: site.png}, {caption: 还没有的照片, image: later.png}]
"""
)
JOBS = """jobs:
  - reports: city.yaml
    rows: cities.csv
    templates: [plum, own/brand.pptx]
    output: out/{{ row.city }}-{{ template }}.pptx
"""
TEMPLATES = Path(__file__).parents[2] / "templates"


def order(folder: Path, cities: int, jobs: str = JOBS) -> Path:
    rows = "city,loans\n" + "".join(f"城市{number},{number}\n" for number in range(cities))
    write(folder, {"city.yaml": WITH_PHOTO, "cities.csv": rows, "jobs.yaml": jobs})
    Image.effect_noise((600, 400), 60).convert("RGB").save(folder / "site.png")
    (folder / "own").mkdir()
    shutil.copy(TEMPLATES / "quiet.pptx", folder / "own" / "brand.pptx")
    shutil.copy(TEMPLATES / "quiet.yaml", folder / "own" / "brand.yaml")
    return folder


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    found = Cluster(tmp_path_factory.mktemp("cluster"))
    try:
        for _ in range(2):
            found.add_worker()
        yield found
    finally:
        found.end()


def decks(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*.pptx")}


def started(folder: Path, cluster: Cluster) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command("jobs.yaml", "--dask", cluster.address),
        cwd=folder,
        env=with_path(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def said(found: list[object], place: Path | str) -> str:
    """Findings as text, with names that count from `place`."""
    return json.dumps(found, ensure_ascii=False).replace(f"{place}/", "")


def findings(folder: Path) -> list[object]:
    found = report_of(folder)["decks"]
    assert isinstance(found, list)
    return [deck["findings"] for deck in found]


def test_decks_are_the_same_as_at_home_by_path_and_by_url(tmp_path: Path, cluster: Cluster) -> None:
    home, away, shared = (tmp_path / name for name in ("home", "away", "shared"))
    order(home, 2)
    shutil.copytree(home, away)
    shutil.copytree(home, shared)
    run, _ = run_here(home, JOBS)
    made, told = decks(home / "out"), said([record_of(one)["findings"] for one in run.all()], home)
    assert len(made) == 4
    assert "photo-not-found" in told

    done = call(shared, "jobs.yaml", "--dask", cluster.address)
    assert done.returncode == 0, done.stderr
    assert decks(shared / "out") == made
    assert said(findings(shared / "out" / "_report"), shared) == told
    assert "4 unchanged" in call(shared, "jobs.yaml").stdout

    url, here = f"file://{away}", tmp_path / "elsewhere"
    here.mkdir()
    words = [
        f"{url}/jobs.yaml",
        "-o",
        f"file://{tmp_path}/store",
        "--dask",
        cluster.address,
        "--cache",
        "books",
    ]
    done = call(here, *words)
    assert done.returncode == 0, done.stderr
    assert decks(tmp_path / "store" / "out") == made
    assert not (away / "out").exists()
    assert said(findings(here / "_report"), url) == told
    assert "4 unchanged" in call(here, *words).stdout

    # What is looked for in vain counts, too; and what people edited stays.
    Image.new("RGB", (1200, 800), "navy").save(away / "later.png")
    (tmp_path / "store" / "out" / "城市0-plum.pptx").write_bytes(b"edited")
    done = call(here, *words)
    assert done.returncode == 1
    assert "output-edited" in done.stderr
    assert "`later.png` is there now" in json.dumps(report_of(here / "_report"), ensure_ascii=False)
    assert decks(tmp_path / "store" / "out")["城市0-plum.pptx"] == b"edited"
    assert decks(tmp_path / "store" / "out")["城市1-plum.pptx"] != made["城市1-plum.pptx"]
    left = [file for file in (tmp_path / "store").rglob("*") if file.is_file() and file.suffix != ".pptx"]
    assert left == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_what_a_killed_worker_had_is_built_by_another(tmp_path: Path, cluster: Cluster) -> None:
    victim = cluster.add_worker()
    folder = order(tmp_path / "batch", 6)
    run = started(folder, cluster)
    assert run.stderr
    for _ in range(3):
        assert " built " in run.stderr.readline()
    cluster.kill(victim)
    out, told = run.communicate(timeout=120)
    assert run.returncode == 0, told
    assert "12 decks: 12 built" in out
    there = decks(folder / "out")
    shutil.rmtree(folder / "out")
    run_here(folder, JOBS, force=True)
    assert decks(folder / "out") == there


def test_faults_of_content_are_told_with_the_names_that_were_given(tmp_path: Path, cluster: Cluster) -> None:
    folder = order(tmp_path / "batch", 1)
    write(folder, {"city.yaml": WITH_PHOTO.replace("achievements", "achievments")})
    for report, rows in (
        ("city.yaml", "cities.csv"),
        (f"file://{folder}/city.yaml", f"file://{folder}/cities.csv"),
    ):
        done = call(folder, report, "--rows", rows, "--dask", cluster.address, "--force")
        assert done.returncode == 1
        assert f"{report}:6:9: error: unknown-key" in done.stderr
        assert "did you mean" in done.stderr


@pytest.mark.office
def test_declared_stand_ins_go_along_by_path_and_by_url(tmp_path: Path, cluster: Cluster) -> None:
    folder = order(tmp_path / "batch", 1)
    for place, out in (("", "out"), (f"file://{folder}/", f"file://{tmp_path}/store")):
        for stand_in, told in (
            (
                "Lack Sans",
                "`Microsoft YaHei` is not installed, nor is what is declared in its place: `Lack Sans`",
            ),
            ("Noto Serif CJK SC", "`Microsoft YaHei` was drawn as Noto Serif CJK SC (as declared)"),
        ):
            write(folder, {"deckgen.toml": f'[fonts]\n"Microsoft YaHei" = "{stand_in}"\n'})
            report = [
                "--to",
                "pdf",
                "-o",
                out,
                "--dask",
                cluster.address,
                "--cache",
                "books",
                "--report",
                "told",
            ]
            row = ["--rows", f"{place}cities.csv"]
            done = call(folder, f"{place}city.yaml", *row, *report)
            assert done.returncode == 0, done.stderr
            found = json.dumps(findings(folder / "told"), ensure_ascii=False)
            assert told in found
            if stand_in == "Lack Sans":
                where = place or f"{folder}/"
                assert f'"{where}deckgen.toml", "line": 2' in found


def another_deckgen(folder: Path) -> Path:
    """A folder with a deckgen of another version."""
    root = Path(__file__).parents[2]
    shutil.copytree(root / "deckgen", folder / "deckgen", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / "templates", folder / "templates")
    init = folder / "deckgen" / "__init__.py"
    init.write_text(init.read_text("utf-8").replace("__version__ = ", "__version__ = 'old-' + "), "utf-8")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_other_deckgens_are_refused_and_a_lost_scheduler_is_one_message(tmp_path: Path) -> None:
    folder = order(tmp_path / "batch", 5)
    cluster = Cluster(tmp_path)
    try:
        cluster.add_worker(another_deckgen(tmp_path / "other"))
        alone = call(folder, "jobs.yaml", "--dask", cluster.address)
        cluster.add_worker()
        run = started(folder, cluster)
        assert run.stderr
        for _ in range(3):
            assert " built " in run.stderr.readline()
        cluster.kill(cluster.scheduler)
        out, told = run.communicate(timeout=120)
    finally:
        cluster.end()
    assert alone.returncode == 1
    assert "worker-refused" in alone.stderr
    assert "deckgen old-0." in alone.stderr
    assert "10 not done" in alone.stdout

    assert run.returncode == 1
    assert "worker-refused" in told
    assert told.count("cluster-lost") == 1
    assert "not done" in out
    gone = call(folder, "jobs.yaml", "--dask", cluster.address)
    assert gone.returncode == 1
    assert "no Dask scheduler at" in gone.stderr
    assert not any("Traceback" in words for words in (alone.stderr, told, gone.stderr))

    before = decks(folder / "out")
    done = call(folder, "jobs.yaml")
    assert done.returncode == 0, done.stderr
    assert "unchanged" in done.stdout
    assert len(decks(folder / "out")) == 10
    assert decks(folder / "out").items() >= before.items()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("file://{}/jobs.yaml", "--dask"),
        ("file://{}/nothing.yaml", "is not there"),
        ("quark://x/jobs.yaml", "quark"),
        ("file://{}/city.yaml -o s3://", "names no folder"),
    ],
)
def test_urls_without_a_cluster_and_urls_of_nothing_are_wrong_usage(
    words: str, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = order(tmp_path / "batch", 1)
    assert main(["batch", *words.format(folder).split()]) == 2
    assert expected in capsys.readouterr().err
