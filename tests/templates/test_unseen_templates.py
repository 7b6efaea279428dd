"""Every example report in templates nobody has bound: built at once, whole, and without a fault that can be seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from benchmarks.deck_faults import drawn_faults, file_faults
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
    default,
    resized,
    without_names,
)

REPORTS = ("jiangxi-women", "annual-report-en", "project-review")


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
    "4:3": default,
    "16:9": lambda: resized(13.333, 7.5),
    "16:9 of Google": lambda: resized(10, 5.625),
    "portrait": lambda: resized(7.5, 10.833),
    "dark": lambda: changed(dark),
    "unnamed": lambda: changed(without_names),
    "reordered": lambda: changed(backwards),
}


def built(pptx: bytes, report: str, folder: Path) -> tuple[Path, Sink]:
    template, deck, sink = folder / "brand.pptx", folder / "deck.pptx", Sink()
    template.write_bytes(pptx)
    build_deck(CONTENT / report / "report.yaml", deck, Resources(), sink, str(template))
    return deck, sink


SMALL = "tiny"
"""There the smallest size that can be read is too large, which the findings say."""

EACH = [(template, REPORTS[number % 3]) for number, template in enumerate(TEMPLATES)]
ALL = [(template, report) for template in ("one layout", "4:3") for report in REPORTS]


@pytest.mark.parametrize(("template", "report"), sorted({*EACH, *ALL}))
def test_a_report_comes_out_whole(template: str, report: str, tmp_path: Path) -> None:
    deck, sink = built(TEMPLATES[template](), report, tmp_path)
    errors = [found.message for found in sink if found.code.severity is Severity.ERROR]
    assert bool(errors) == (template == SMALL), errors
    assert list(file_faults(deck, CONTENT / report / "report.yaml", [found.message for found in sink])) == []


@pytest.mark.office
@pytest.mark.parametrize("template", ["one layout", "portrait"])
def test_nothing_overflows_or_collides_as_drawn(template: str, tmp_path: Path) -> None:
    deck, _ = built(TEMPLATES[template](), "project-review", tmp_path)
    assert list(drawn_faults(deck)) == []
