"""Reports in templates nobody has bound: built at once, whole, and without a fault that can be seen."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from PIL import Image
from pptx import Presentation
from pptx.util import Inches

from benchmarks.deck_faults import Picture, Rect, drawn_faults, file_faults
from deckgen.diagnostics import Severity, Sink
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from tests.templates.test_inference import (
    CONTENT,
    A,
    P,
    backwards,
    changed,
    dark,
    resized,
    without_names,
)

SHORT = ("jiangxi-women", "annual-report-en")


def keeping(*names: str) -> Callable[[Presentation], None]:
    """Only the slide layouts of these names stay."""

    def change(presentation: Presentation) -> None:
        for layout in list(presentation.slide_layouts):
            if layout.name not in names:
                presentation.slide_layouts.remove(layout)

    return change


def same_names(presentation: Presentation) -> None:
    for layout in presentation.slide_layouts:
        layout._element.cSld.set("name", "Layout")


def from_the_right(presentation: Presentation) -> None:
    """Right to left, as Arabic and Hebrew templates are."""
    for style in presentation.slide_master._element.find(f"{P}txStyles"):
        for level in style:
            level.set("rtl", "1")
            level.set("algn", "r" if level.get("algn") == "l" else level.get("algn", "r"))


def upright_titles(presentation: Presentation) -> None:
    """All titles of the content layouts run downwards at the right edge."""
    for layout in presentation.slide_layouts:
        for placeholder in layout.placeholders:
            if placeholder.placeholder_format.type == 1 and layout.name != "Title Slide":
                placeholder._element.find(f"{P}txBody/{A}bodyPr").set("vert", "eaVert")
                placeholder.left, placeholder.top = Inches(8.6), Inches(0.3)
                placeholder.width, placeholder.height = Inches(1.1), Inches(6.5)


def centred(presentation: Presentation) -> None:
    """Lists in the middle."""
    for level in presentation.slide_master._element.find(f"{P}txStyles/{P}bodyStyle"):
        level.set("algn", "ctr")


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "one layout": lambda: changed(keeping("Title and Content")),
    "blank layout": lambda: changed(keeping("Blank")),
    "same names": lambda: changed(same_names),
    "right to left": lambda: changed(from_the_right),
    "titles at the side": lambda: changed(upright_titles),
    "centred": lambda: changed(centred),
    "tiny": lambda: resized(2, 1.5),
    "huge": lambda: resized(55, 31),
    "16:9 of Google": lambda: resized(10, 5.625),
    "portrait": lambda: resized(7.5, 10.833),
    "dark": lambda: changed(dark),
    "unnamed": lambda: changed(without_names),
    "reordered": lambda: changed(backwards),
}


def shortened(report: Path, folder: Path) -> Path:
    """The report with one slide of each kind: of those with the same keys only the first, and all indicators, which
    its highlights name."""
    said = yaml.safe_load(report.read_text("utf-8"))
    seen: set[frozenset[str]] = set()
    for section in said["sections"]:
        slides = section.get("slides", [])
        kinds = [frozenset(slide) - {"id", "notes"} for slide in slides]
        new = [kind not in seen and not seen.add(kind) for kind in kinds]
        section["slides"] = [
            slide for slide, keep in zip(slides, new, strict=True) if keep or "indicators" in slide
        ]
        if not section["slides"]:
            del section["slides"]
    said["sections"] = [
        one for one in said["sections"] if {"slides", "achievements", "indicators"} & one.keys()
    ]
    short = folder / "report.yaml"
    short.write_text(yaml.safe_dump(said, allow_unicode=True, sort_keys=False), "utf-8")
    if (source := report.parent / "source.txt").exists():
        shutil.copy(source, folder)
    return short


def built(pptx: bytes, report: Path, folder: Path) -> tuple[Path, Sink]:
    template, deck, sink = folder / "brand.pptx", folder / "deck.pptx", Sink()
    template.write_bytes(pptx)
    build_deck(report, deck, Resources(), sink, str(template))
    return deck, sink


SMALL = "tiny"
"""There the smallest size that can be read is too large, which the findings say."""


def check(template: str, report: Path, folder: Path) -> None:
    deck, sink = built(TEMPLATES[template](), report, folder)
    errors = [found.message for found in sink if found.code.severity is Severity.ERROR]
    assert bool(errors) == (template == SMALL), errors
    assert list(file_faults(deck, report, [found.message for found in sink])) == []


@pytest.mark.parametrize(
    ("template", "report"), [(name, SHORT[number % 2]) for number, name in enumerate(TEMPLATES)]
)
def test_a_short_report_comes_out_whole(template: str, report: str, tmp_path: Path) -> None:
    check(template, shortened(CONTENT / report / "report.yaml", tmp_path), tmp_path)


@pytest.mark.office
def test_nothing_overflows_or_collides_as_drawn(tmp_path: Path) -> None:
    report = shortened(CONTENT / "annual-report-en" / "report.yaml", tmp_path)
    deck, _ = built(TEMPLATES["portrait"](), report, tmp_path)
    assert list(drawn_faults(deck)) == []


def test_letters_on_what_nobody_sees_of_a_picture_are_no_collision() -> None:
    drawn = Image.new("L", (10, 10), 0)
    drawn.putpixel((2, 2), 255)
    picture = Picture(drawn)
    assert picture.shows(Rect(0.1, 0.1, 0.4, 0.4))
    assert not picture.shows(Rect(0.5, 0.5, 0.9, 0.9))
