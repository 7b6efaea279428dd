"""What really stands behind text in templates nobody has bound, and what is made of it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from deckgen.diagnostics import Severity, Sink
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from deckgen.templates.inference.outlines import covered, outline_of
from deckgen.templates.inference.serving import Inferred
from deckgen.units import Box
from tests.templates.test_inference import A, P, changed, dark, default, read

PAGE = (0, 0, 9144000, 6858000)
WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
BLACK = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'


def ring(step: str = "") -> str:
    """A free form as large as its box with a hole that leaves a tenth at each side."""
    loops = [[(0, 0), (100, 0), (100, 100), (0, 100)], [(10, 10), (90, 10), (90, 90), (10, 90)]]
    drawn = "".join(
        "".join(
            f'<a:{name}><a:pt x="{x}" y="{y}"/></a:{name}>'
            for name, (x, y) in zip(["moveTo", *["lnTo"] * 3], loop, strict=True)
        )
        + "<a:close/>"
        for loop in loops
    )
    path = f'<a:path w="100" h="100">{drawn}{step}</a:path>'
    return f"<a:custGeom><a:pathLst>{path}</a:pathLst></a:custGeom>"


def shape(geometry: str, fill: str, box: tuple[int, int, int, int] = PAGE, said: str = "") -> etree._Element:
    left, top, width, height = box
    return etree.fromstring(
        f'<p:sp xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}" {said}><p:nvSpPr><p:cNvPr id="90" name="Drawn"/>'
        f'<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{left}" y="{top}"/>'
        f'<a:ext cx="{width}" cy="{height}"/></a:xfrm>{geometry}{fill}</p:spPr></p:sp>'
    )


def drawing(*shapes: etree._Element):  # type: ignore[no-untyped-def]
    """The change that puts shapes at the bottom of the slide master."""

    def change(presentation: Presentation) -> None:
        for place, one in enumerate(shapes, start=2):
            presentation.slide_master.shapes._spTree.insert(place, one)

    return change


def inferred(*changes) -> Inferred:  # type: ignore[no-untyped-def]
    def change(presentation: Presentation) -> None:
        for each in changes:
            each(presentation)

    found = vars(read(changed(change)).layouts)["inferred"]
    assert isinstance(found, Inferred)
    return found


def test_a_shape_with_the_backgrounds_fill_hides_what_is_below() -> None:
    below, above = shape(RECTANGLE, WHITE), shape(RECTANGLE, "", said='useBgFill="1"')
    assert inferred(dark, drawing(below)).look.ground == "FFFFFF"
    assert inferred(dark, drawing(below, above)).look.ground == "000000"


def test_the_hole_of_a_free_form_is_no_ground() -> None:
    layouts = inferred(drawing(shape(ring(), BLACK)))
    assert layouts.look.ground == "FFFFFF"
    assert layouts.room is not None
    assert not layouts.room.covered


def test_free_forms_are_measured_by_their_outline() -> None:
    drawn = shape(ring(), BLACK).find(f"{P}spPr")
    outline = outline_of(drawn)
    assert outline is not None
    box = Box(0, 0, 1000, 1000)
    assert covered(box, box, outline) < 0.5
    assert covered(Box(200, 200, 500, 500), box, outline) == 0
    assert covered(Box(0, 0, 1000, 90), box, outline) == 1


@pytest.mark.parametrize("step", ['<a:arcTo wR="1" hR="1" stAng="0" swAng="9"/>', "<a:lnTo/>", "<a:odd/>"])
def test_outlines_that_are_not_understood_are_boxes(step: str) -> None:
    assert outline_of(shape(ring(step), BLACK).find(f"{P}spPr")) is None


def test_on_a_background_picture_words_stand_without_a_panel() -> None:
    def change(presentation: Presentation) -> None:
        common = presentation.slide_master._element.find(f"{P}cSld")
        for old in common.findall(f"{P}bg"):
            common.remove(old)
        fill = "<a:blipFill><a:blip/><a:stretch/></a:blipFill><a:effectLst/>"
        xml = f'<p:bg xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}"><p:bgPr>{fill}</p:bgPr></p:bg>'
        common.insert(0, etree.fromstring(xml))

    layouts = inferred(change)
    assert layouts.look.pictured
    built = layouts["agenda-5"].slide_layout.built
    assert built is not None
    assert b'name="Ground"' not in built.data
    assert b'val="accent' not in built.data.partition(b"Rules")[2].partition(b'type="body"')[2]


def test_an_authors_colour_is_kept_where_its_title_stays() -> None:
    """White on a light blue bar is little contrast, but it was meant."""

    def change(presentation: Presentation) -> None:
        style = presentation.slide_master._element.find(
            f"{P}txStyles/{P}titleStyle/{A}lvl1pPr/{A}defRPr/{A}solidFill"
        )
        style[0].getparent().replace(
            style[0], etree.fromstring(f'<a:srgbClr xmlns:a="{A[1:-1]}" val="FFFFFF"/>')
        )

    light_blue = '<a:solidFill><a:srgbClr val="94B6D2"/></a:solidFill>'
    bar = shape(RECTANGLE, light_blue, (0, 0, 9144000, 1500000))
    assert inferred(change, drawing(bar)).title_change.ink is None
    assert inferred(change).title_change.ink is not None


def test_highlights_have_places_for_their_icons() -> None:
    slots = read(default()).layouts["highlights-6"].slots
    assert {f"icon-{number}" for number in range(1, 7)} <= set(slots)


def test_a_place_beyond_the_slide_is_used_within_it() -> None:
    def change(presentation: Presentation) -> None:
        body = presentation.slide_layouts[1].placeholders[1]
        body.left, body.top, body.width, body.height = Inches(0.5), Inches(1.6), Inches(9), Inches(7)

    bound = inferred(change)["bullets"]
    assert bound.slide_layout.placeholders[bound.slots["body"]].box.bottom <= Inches(7.5)


def test_without_a_footer_the_mark_stands_on_every_slide_layout_in_use(tmp_path: Path) -> None:
    def change(presentation: Presentation) -> None:
        for sheet in (presentation.slide_master, *presentation.slide_layouts):
            for one in list(sheet.placeholders):
                if "Footer" in one.name:
                    one._element.getparent().remove(one._element)

    template, content, sink = tmp_path / "brand.pptx", tmp_path / "r.yaml", Sink()
    template.write_bytes(changed(change))
    content.write_text(
        "title: Report\nconfidentiality: Internal\nlanguage: en\nsections:\n"
        "  - {title: One, achievements: [a, b]}\n  - {title: Two, achievements: [c, d]}\n",
        encoding="utf-8",
    )
    build_deck(content, tmp_path / "r.pptx", Resources(), sink, str(template))
    assert [found.code.name for found in sink if found.code.severity is not Severity.NOTE] == []
    for slide in Presentation(io.BytesIO((tmp_path / "r.pptx").read_bytes())).slides:
        marks = [one for one in slide.slide_layout.shapes if one.name == "密级 · Confidentiality"]
        assert [one.text_frame.text for one in marks] == ["Internal"]


def test_numbers_in_a_disc_keep_to_the_rectangle_within() -> None:
    def change(presentation: Presentation) -> None:
        number = next(one for one in presentation.slide_master.placeholders if "Number" in one.name)
        number._element.spPr.find(f"{A}prstGeom").set("prst", "ellipse")

    shown = read(changed(change)).layouts["bullets"].slide_layout.placeholders.values()
    number = next(one for one in shown if one.type == "sldNum")
    assert number.text_box.width < 0.71 * number.box.width
    assert number.text_box.height < 0.71 * number.box.height
