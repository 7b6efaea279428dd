"""What must hold of the example decks as files: native, complete, valid, and the same every time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation

from deckgen.content.indicators import indicators_of
from deckgen.content.loading import load_report
from deckgen.content.models import Report, Slide
from deckgen.content.sections import bodies_of
from deckgen.diagnostics import Sink
from deckgen.forms.form import as_data
from deckgen.layouts import find_layouts
from deckgen.pipeline import build_deck
from deckgen.resources import DataFolders, Resources
from deckgen.templates.binding import read_binding

ROOT = Path(__file__).resolve().parents[2]
CHECKER = ROOT.parent / "shared" / "ooxml" / "ooxml_check.py"
VALIDATOR = os.environ.get("OOXML_VALIDATOR_CLI")
EXAMPLES = sorted((ROOT / "content").glob("*/report.yaml"))
TRIALS = sorted((ROOT / "tests" / "reports").glob("*/report.yaml"))
DECKS = [*EXAMPLES, *TRIALS]
STORIES, PAGES = (ROOT / "tests" / "reports" / name / "report.yaml" for name in ("stories", "pages"))
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    folder = tmp_path_factory.mktemp("decks")
    return {report: built(report, folder / f"{report.parent.name}.pptx") for report in DECKS}


def built(report: Path, deck: Path) -> Path:
    return build_deck(report, deck, Resources(), Sink()).output


def report_in(path: Path) -> Report:
    return load_report(path.read_bytes(), path.name, Sink(), files=DataFolders(path))


def shapes(deck: Path) -> Iterator[tuple[Any, Any]]:
    for slide in Presentation(str(deck)).slides:
        yield from ((slide, shape) for shape in slide.shapes)


def words(shape: Any) -> str:
    return shape.text_frame.text.replace("\v", "") if shape.has_text_frame else ""


@pytest.mark.parametrize("report", DECKS, ids=lambda path: path.parent.name)
def test_everything_on_a_slide_is_a_placeholder_of_its_slide_layout(
    report: Path, decks: dict[Path, Path]
) -> None:
    for slide, shape in shapes(decks[report]):
        assert shape.is_placeholder
        known = {each.placeholder_format.idx for each in slide.slide_layout.placeholders}
        assert shape.placeholder_format.idx in known


@pytest.mark.parametrize("report", DECKS, ids=lambda path: path.parent.name)
def test_only_pending_photos_are_empty(report: Path, decks: dict[Path, Path]) -> None:
    for _, shape in shapes(decks[report]):
        if not hasattr(shape, "image") and shape.has_text_frame and not words(shape).strip():
            assert shape.placeholder_format.type.name == "PICTURE"


@pytest.mark.parametrize("report", DECKS, ids=lambda path: path.parent.name)
def test_every_slide_has_a_title_of_its_own(report: Path, decks: dict[Path, Path]) -> None:
    titles = [words(slide.shapes.title) for slide in Presentation(str(decks[report])).slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("report", DECKS, ids=lambda path: path.parent.name)
def test_every_figure_and_caption_stands_on_a_slide_as_written(report: Path, decks: dict[Path, Path]) -> None:
    content = report_in(report)
    shown = [words(shape) for _, shape in shapes(decks[report])]
    for _, indicator in indicators_of(content):
        assert "".join(indicator.value.split()) in ("".join(text.split()) for text in shown)
    bodies = [body for section in content.sections for body in (section, *section.slides)]
    squeezed = ["".join(text.split()) for text in shown]
    for photo in (photo for body in bodies for photo in body.photos):
        assert any(text.startswith("".join(photo.caption.split())) for text in squeezed)


@pytest.mark.parametrize("report", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_contents_list_says_what_the_dividers_say(report: Path, decks: dict[Path, Path]) -> None:
    named = [(shape.name, words(shape)) for _, shape in shapes(decks[report])]
    entries = [text.splitlines() for name, text in named if name.startswith("entry-")]
    content = report_in(report)
    sections = [[section.title, section.headline] for section in content.sections]
    assert entries == sections + ([["附录"]] if content.appendix else [])
    # Steps have numbers, too, of one digit.
    numbers = [text for name, text in named if name.startswith("number") and len(text) == 2]
    count = len(content.sections)
    assert numbers[:count] == numbers[count:] == [f"{number:02}" for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("report", "layouts"),
    [
        (STORIES, ("timeline", "steps", "comparison", "quote")),
        (PAGES, ("matrix", "honours", "logos", "full-photo")),
    ],
)
def test_every_page_for_stories_and_for_boards_is_tried(
    report: Path, layouts: tuple[str, ...], decks: dict[Path, Path]
) -> None:
    names = {slide.slide_layout.name for slide in Presentation(str(decks[report])).slides}
    bound = read_binding((ROOT / "templates" / "plum.yaml").read_bytes(), "plum.yaml", Sink()).variants
    for variant in (v for name in layouts for v in find_layouts()[name].variants):
        assert bound[variant].slide_layout in names, variant


def test_a_full_photo_lies_under_its_title_and_everything_else(decks: dict[Path, Path]) -> None:
    slides = [
        slide
        for slide in Presentation(str(decks[PAGES])).slides
        if slide.slide_layout.name.endswith("Full photo")
    ]
    assert len(slides) == 4
    for slide in slides:
        photo, title, *others = slide.shapes
        assert photo.placeholder_format.type.name == "PICTURE"
        assert title == slide.shapes.title
        assert {shape.name for shape in others} >= {"section", "caption-1"}
        # With a place of its own, LibreOffice draws it over the photo, too.
        assert "<a:xfrm>" in etree.tostring(others[-1]._element).decode()


def test_every_word_of_a_matrix_an_award_and_a_logo_is_shown(decks: dict[Path, Path]) -> None:
    content = report_in(PAGES)
    shown = "\n".join("".join(words(shape).split()) for _, shape in shapes(decks[PAGES]))
    slides = [slide for _, body in bodies_of(content) if isinstance(slide := body, Slide)]
    texts = [text for slide in slides for award in slide.honours for text in as_data(award).values()]
    texts += [logo.name for slide in slides for logo in slide.logos]
    for matrix in (slide.matrix for slide in slides if slide.matrix):
        texts += [text for cell in matrix.cells for text in (cell.lead, cell.text)]
        texts += [text for axis in (matrix.across, matrix.up) for text in as_data(axis).values()]
    assert len(texts) > 300
    assert [text for text in texts if text and "".join(text.split()) not in shown] == []


def test_no_logo_is_cropped_or_leaves_its_card(decks: dict[Path, Path]) -> None:
    for slide, shape in shapes(decks[PAGES]):
        if shape.name.startswith("logo-") and hasattr(shape, "image"):
            assert (shape.crop_left, shape.crop_top, shape.crop_right, shape.crop_bottom) == (0, 0, 0, 0)
            (place,) = (
                each
                for each in slide.slide_layout.placeholders
                if each.placeholder_format.idx == shape.placeholder_format.idx
            )
            assert place.left <= shape.left
            assert place.top <= shape.top
            assert shape.left + shape.width <= place.left + place.width
            assert shape.top + shape.height <= place.top + place.height
            width, height = shape.image.size
            assert abs(shape.width / shape.height - width / height) < 0.02 * width / height


@pytest.mark.parametrize("report", EXAMPLES, ids=lambda path: path.parent.name)
def test_nothing_is_set_smaller_than_twelve_points(report: Path, decks: dict[Path, Path]) -> None:
    for _, shape in shapes(decks[report]):
        assert all(
            int(each.get("sz", "1800")) >= 1200 for each in shape._element.iter(f"{A}rPr", f"{A}defRPr")
        )


@pytest.mark.parametrize("report", EXAMPLES, ids=lambda path: path.parent.name)
def test_siblings_have_one_size(report: Path, decks: dict[Path, Path]) -> None:
    for slide in Presentation(str(decks[report])).slides:
        figures = [shape for shape in slide.shapes if shape.name.startswith("figure-")]
        sizes = {tuple(each.get("sz") for each in shape._element.iter(f"{A}defRPr")) for shape in figures}
        assert len(sizes) <= 1


@pytest.mark.parametrize("report", EXAMPLES, ids=lambda path: path.parent.name)
def test_two_builds_are_the_same_bytes(report: Path, decks: dict[Path, Path], tmp_path: Path) -> None:
    assert built(report, tmp_path / "again.pptx").read_bytes() == decks[report].read_bytes()


@pytest.mark.skipif(not CHECKER.is_file(), reason="the OOXML checker is not beside this checkout")
def test_the_decks_meet_the_schemas_and_the_package_rules(decks: dict[Path, Path]) -> None:
    command = [
        sys.executable,
        CHECKER,
        "--no-sdk",
        "--strict",
        ROOT / "templates" / "plum.pptx",
        *decks.values(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(VALIDATOR is None, reason="OOXML_VALIDATOR_CLI does not name Microsoft's validator")
def test_the_decks_satisfy_microsofts_validator(decks: dict[Path, Path]) -> None:
    for deck in (ROOT / "templates" / "plum.pptx", *decks.values()):
        command = [str(VALIDATOR), deck, "Microsoft365"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert '"ok": true' in done.stdout, f"{deck.name}: {done.stdout}{done.stderr}"
