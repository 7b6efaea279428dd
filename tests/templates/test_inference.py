"""Templates nobody has bound: what serves what, what is built, and that a deck comes out whole."""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from deckgen.diagnostics import BuildStopped, Sink
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from deckgen.templates.binding import read_binding
from deckgen.templates.model import Template
from deckgen.templates.reading import read_template
from deckgen.units import Box

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CONTENT = Path(__file__).parents[2] / "content"
BUILT = (
    "indicators-4",
    "agenda-5",
    "photo-grid-4",
    "timeline-5",
    "chart",
    "highlights-6",
    "statement",
    "quote",
)


def default() -> bytes:
    """python-pptx's own template: 4:3, the eleven layouts of Office."""
    return (files("pptx") / "templates" / "default.pptx").read_bytes()


def changed(change) -> bytes:  # type: ignore[no-untyped-def]
    """The default template after `change` had its way with it."""
    presentation = Presentation(io.BytesIO(default()))
    change(presentation)
    written = io.BytesIO()
    presentation.save(written)
    return written.getvalue()


def read(pptx: bytes, binding: str | None = None) -> Template:
    sink = Sink()
    said = read_binding(binding.encode(), "mine.yaml", sink) if binding else None
    return read_template(pptx, "mine", said, sink)


def build(pptx: bytes, tmp_path: Path, report: str = "annual-report-en") -> tuple[Presentation, Sink]:
    template = tmp_path / "brand.pptx"
    template.write_bytes(pptx)
    sink = Sink()
    content = CONTENT / report / "report.yaml"
    build_deck(content, tmp_path / "deck.pptx", Resources(), sink, str(template))
    return Presentation(str(tmp_path / "deck.pptx")), sink


def resized(width: float, height: float) -> bytes:
    """The default template on slides of another size, its placeholders moved along."""

    def change(presentation: Presentation) -> None:
        across, down = Inches(width) / presentation.slide_width, Inches(height) / presentation.slide_height
        presentation.slide_width, presentation.slide_height = Inches(width), Inches(height)
        master = presentation.slide_master
        for element in (master._element, *(layout._element for layout in presentation.slide_layouts)):
            for name, factors in (("off", ("x", "y")), ("ext", ("cx", "cy"))):
                for place in element.iter(f"{A}{name}"):
                    for key, factor in zip(factors, (across, down), strict=True):
                        place.set(key, str(round(int(place.get(key)) * factor)))

    return changed(change)


def without_names(presentation: Presentation) -> None:
    for number, layout in enumerate(presentation.slide_layouts):
        layout._element.cSld.set("name", f"x{number}")
        layout._element.attrib.pop("type", None)


def backwards(presentation: Presentation) -> None:
    listed = presentation.slide_master._element.find(f"{P}sldLayoutIdLst")
    for entry in list(listed):
        listed.insert(0, entry)


def dark(presentation: Presentation) -> None:
    mapping = presentation.slide_master._element.find(f"{P}clrMap")
    for name, slot in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        mapping.set(name, slot)


def test_what_office_calls_its_layouts_is_found() -> None:
    found = read(default()).layouts
    names = {
        variant: found[variant].slide_layout.name for variant in ("cover", "divider", "bullets", "closing")
    }
    assert {variant: name.partition(" (")[0] for variant, name in names.items()} == {
        "cover": "Title Slide",
        "divider": "Section Header",
        "bullets": "Title and Content",
        "closing": "Title Slide",
    }
    assert found["comparison-2"].slide_layout.name == "Comparison"


@pytest.mark.parametrize("change", [without_names, backwards])
def test_types_and_places_count_more_than_names_and_order(change) -> None:  # type: ignore[no-untyped-def]
    usual, other = read(default()).layouts, read(changed(change)).layouts
    for variant in ("cover", "divider", "bullets", "comparison-2"):
        assert usual[variant].slots == other[variant].slots
        assert usual[variant].slide_layout.part == other[variant].slide_layout.part


@pytest.mark.parametrize("variant", BUILT)
def test_what_the_template_lacks_is_built_from_its_title_only_layout(variant: str) -> None:
    bound = read(default()).layouts[variant]
    built = bound.slide_layout.built
    assert built is not None
    assert b'type="title"' in built.data
    assert all(idx in bound.slide_layout.placeholders for idx in bound.slots.values())


def test_nothing_is_built_before_it_is_asked_for() -> None:
    template = read(default())
    assert "indicators-4" in template.layouts
    assert not any("Indicators" in part.data.decode("utf-8", "replace") for part in template.parts)


def test_built_pages_keep_off_logos_and_bars() -> None:
    logo = Box(Inches(8.2), Inches(1.2), Inches(1.6), Inches(1.1))

    def change(presentation: Presentation) -> None:
        shapes = presentation.slide_master.shapes._spTree
        bar = etree.fromstring(
            f'<p:sp xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}"><p:nvSpPr><p:cNvPr id="90" name="Logo"/><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{logo.left}" y="{logo.top}"/>'
            f'<a:ext cx="{logo.width}" cy="{logo.height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
            '<a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></p:spPr></p:sp>'
        )
        shapes.append(bar)

    layouts = read(changed(change)).layouts
    for variant in BUILT:
        for placeholder in layouts[variant].slide_layout.placeholders.values():
            if placeholder.type not in ("title", "dt", "ftr", "sldNum"):
                assert placeholder.box.top >= logo.bottom or placeholder.box.right <= logo.left


def test_only_the_layouts_in_use_are_added(tmp_path: Path) -> None:
    deck, _ = build(default(), tmp_path)
    used = {slide.slide_layout.part.partname for slide in deck.slides}
    added = {layout.part.partname for layout in deck.slide_layouts if "·" in layout.name}
    assert added
    assert added <= used
    ids = [entry.get("id") for entry in deck.slide_master._element.iter(f"{P}sldLayoutId")]
    assert len(ids) == len(set(ids))


def test_a_binding_says_only_what_differs() -> None:
    cover = "  cover:\n    slide_layout: Title Slide\n    slots: {meta: 10}\n"
    text = f"variants:\n  divider:\n    slide_layout: Title Slide\n{cover}"
    layouts = read(default(), text).layouts
    assert layouts["divider"].slide_layout.name == "Title Slide"
    assert layouts["divider"].slots["title"] == 0
    assert layouts["cover"].slots["meta"] == 10
    assert layouts["cover"].slots["subtitle"] == 1
    assert layouts["bullets"].slide_layout.name.startswith("Title and Content")


def test_a_wrong_binding_is_told_by_line() -> None:
    sink = Sink()
    said = read_binding(b"variants:\n  divider:\n    slide_layout: Title Slid\n", "mine.yaml", sink)
    with pytest.raises(BuildStopped):
        read_template(default(), "mine", said, sink)
    (found,) = sink
    assert (found.code.name, found.span and found.span.line) == ("slide-layout-not-found", 3)
    assert "Title Slide" in (found.hint or "")


def test_the_same_template_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    for folder in (first, second):
        folder.mkdir()
        build(default(), folder)
    assert (first / "deck.pptx").read_bytes() == (second / "deck.pptx").read_bytes()
