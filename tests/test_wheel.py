"""The wheel carries all that is needed: installed elsewhere, it builds a deck in another folder."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (file,) = folder.glob("deckgen-*.whl")
    return file


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh virtual environment with the wheel; what deckgen depends on is lent from here."""
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False, symlinks=sys.platform != "win32")
    places = sysconfig.get_paths("venv", {"base": str(folder), "platbase": str(folder)})
    packages = Path(places["purelib"])
    interpreter = Path(places["scripts"]) / ("python.exe" if sys.platform == "win32" else "python")
    call(
        sys.executable,
        "-m",
        "pip",
        "--python",
        interpreter,
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        wheel,
    )
    # Behind the environment's own packages, and without the .pth files that lead back to this checkout.
    (packages / "lent.pth").write_text(
        sysconfig.get_path("purelib") + "\n" + sysconfig.get_path("platlib") + "\n"
    )
    return interpreter


def call(*command: object, cwd: Path | None = None) -> str:
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_templates_schema_and_metrics_travel_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"deckgen/shipped_templates/plum.pptx", "deckgen/shipped_templates/plum.yaml"} <= names
    assert "deckgen/cli/skeletons/report.zh.yaml" in names
    assert "deckgen/py.typed" in names
    assert any(name.startswith("deckgen/fit/metrics/") for name in names)
    assert {f"deckgen/icons/{name}" for name in ("phosphor.tsv", "chinese.txt", "LICENSE")} <= names


def test_nothing_else_travels_in_it(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top.partition("-")[0] for top in tops} == {"deckgen"}


def test_it_builds_a_deck_from_another_folder(python: Path, tmp_path: Path) -> None:
    where = call(python, "-c", "import deckgen; print(deckgen.__file__)", cwd=tmp_path)
    assert not Path(where.strip()).is_relative_to(ROOT)
    deckgen = python.parent / "deckgen"
    call(deckgen, "new", "report", "mine", cwd=tmp_path)
    call(deckgen, "build", "--strict", "mine", cwd=tmp_path)
    assert zipfile.is_zipfile(tmp_path / "mine.pptx")
