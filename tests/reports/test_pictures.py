"""The trial report with pictures of every kind: all of them shown, nothing lost, nothing beyond its shape."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.diagnostics import Sink
from deckgen.pipeline import Built, build_deck
from deckgen.resources import Resources
from deckgen.templates.binding import read_binding
from tests.audit import audit
from tests.reports.drawn_pictures import with_pictures
from tests.zips import members_of

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT.parent / "shared" / "ooxml" / "ooxml_check.py"
VALIDATOR = os.environ.get("OOXML_VALIDATOR_CLI")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_pictures(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="module")
def built(report: Path) -> Built:
    sink = Sink()
    made = build_deck(report, report.with_suffix(".pptx"), Resources(), sink)
    assert [found.message for found in sink] == []
    return made


def test_every_picture_is_shown(built: Built) -> None:
    assert [photo.caption for photo in built.pending] == ["待补"]
    assert built.photos_placed == 24


def test_everything_is_a_placeholder_and_every_picture_lies_within_its_own(built: Built) -> None:
    for slide in Presentation(str(built.output)).slides:
        places = {each.placeholder_format.idx: each for each in slide.slide_layout.placeholders}
        for shape in slide.placeholders:
            place = places[shape.placeholder_format.idx]
            if hasattr(shape, "image"):
                assert place.left <= shape.left
                assert shape.left + shape.width <= place.left + place.width
                assert place.top <= shape.top
                assert shape.top + shape.height <= place.top + place.height
        assert len(list(slide.shapes)) == len(list(slide.placeholders))


def test_every_page_for_upright_photos_and_icons_is_tried(built: Built) -> None:
    shown = {slide.slide_layout.name for slide in Presentation(str(built.output)).slides}
    bound = read_binding((ROOT / "templates" / "plum.yaml").read_bytes(), "plum.yaml", Sink()).variants
    wanted = {name for name in bound if "tall" in name or "icon" in name}
    assert {bound[name].slide_layout for name in wanted} <= shown


def test_icons_are_stored_once_and_called_decoration(built: Built) -> None:
    members = members_of(built.output)
    drawings = [data for name, data in members.items() if name.endswith(".svg")]
    slides = [data for name, data in members.items() if name.startswith("ppt/slides/slide")]
    assert len(set(drawings)) == len(drawings)
    icons = sum(slide.count(b'name="icon-') for slide in slides)
    assert icons == sum(slide.count(b"adec:decorative ") for slide in slides)
    assert icons > len(drawings) > 10


def test_a_second_build_gives_the_same_bytes(report: Path, built: Built, tmp_path: Path) -> None:
    again = build_deck(report, tmp_path / "again.pptx", Resources(), Sink()).output
    assert again.read_bytes() == built.output.read_bytes()


@pytest.mark.skipif(not CHECKER.is_file(), reason="the OOXML checker is not beside this checkout")
def test_the_deck_meets_the_schemas_and_the_package_rules(built: Built) -> None:
    command = [
        sys.executable,
        CHECKER,
        "--no-sdk",
        "--strict",
        ROOT / "templates" / "plum.pptx",
        built.output,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(VALIDATOR is None, reason="OOXML_VALIDATOR_CLI does not name Microsoft's validator")
def test_the_deck_satisfies_microsofts_validator(built: Built) -> None:
    command = [str(VALIDATOR), built.output, "Microsoft365"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert '"ok": true' in done.stdout, done.stdout + done.stderr


@pytest.mark.office
def test_no_text_leaves_its_shape(built: Built) -> None:
    found = audit(built.output)
    assert not found, "\n".join(map(str, found))
