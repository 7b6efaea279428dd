"""How pages are made in templates nobody has bound: their base, their places, their colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Inches, Pt

from deckgen.diagnostics import Severity
from deckgen.templates.contrast import LEGIBLE, contrast
from deckgen.templates.inference.restyling import ART, GUTTER, MARGIN
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.stories import steps
from tests.templates.test_grounds import RECTANGLE, WHITE, drawing, inferred, shape
from tests.templates.test_inference import A, P, build, changed

GREY = '<a:solidFill><a:srgbClr val="404040"/></a:solidFill>'
Change = Callable[[Presentation], None]


def layout_named(presentation: Presentation, name: str):  # type: ignore[no-untyped-def]
    return next(layout for layout in presentation.slide_layouts if layout.name == name)


def without_title_only(presentation: Presentation) -> None:
    presentation.slide_layouts.remove(layout_named(presentation, "Title Only"))


def test_a_section_header_is_no_base_for_pages() -> None:
    def change(presentation: Presentation) -> None:
        without_title_only(presentation)
        section = layout_named(presentation, "Section Header")
        section._element.attrib.pop("type")
        for placeholder in section.placeholders:
            if placeholder.placeholder_format.type == 1:
                placeholder.top, placeholder.height = Inches(0.9), Inches(1.5)

    assert inferred(change).base.name != "Section Header"


def test_a_layout_with_words_on_it_is_no_base_for_pages() -> None:
    def change(presentation: Presentation) -> None:
        box = shape(RECTANGLE, WHITE, (0, 2_000_000, 9_144_000, 900_000))
        words = "<a:bodyPr/><a:p><a:r><a:t>TRUE or FALSE?</a:t></a:r></a:p>"
        body = f'<p:txBody xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}">{words}</p:txBody>'
        box.append(etree.fromstring(body))
        layout_named(presentation, "Title Only").shapes._spTree.append(box)

    assert inferred(change).base.name != "Title Only"


def test_titles_give_way_to_a_logo_beside_them() -> None:
    left = Inches(7.5)
    logo = shape(RECTANGLE, GREY, (left, Inches(0.4), Inches(1.9), Inches(0.8)))
    box = inferred(drawing(logo)).title_box
    assert box is not None
    assert box.right <= left


def test_titles_stay_on_the_bar_that_is_theirs() -> None:
    bar = shape(RECTANGLE, GREY, (0, Inches(0.2), Inches(10), Inches(1.4)))
    assert inferred(drawing(bar)).title_box is None


def test_text_keeps_off_the_footers() -> None:
    def change(presentation: Presentation) -> None:
        body = layout_named(presentation, "Title and Content").placeholders[1]
        body.left, body.top, body.width, body.height = Inches(0.5), Inches(1.75), Inches(9), Inches(5.7)

    bound = inferred(change)["bullets"]
    places = bound.slide_layout.placeholders
    footers = [one.box.top for one in places.values() if one.type in ("dt", "ftr", "sldNum")]
    assert places[bound.slots["body"]].box.bottom <= min(footers)


def test_content_keeps_from_the_edges_of_the_slide() -> None:
    def change(presentation: Presentation) -> None:
        body = layout_named(presentation, "Title and Content").placeholders[1]
        body.left, body.width = 0, presentation.slide_width

    area = inferred(change).area
    assert area is not None
    assert area.left >= Inches(0.2)
    assert area.right <= Inches(9.8)


def test_lists_begin_at_the_left_where_the_template_centres_its_text() -> None:
    def change(presentation: Presentation) -> None:
        for level in presentation.slide_master._element.find(f"{P}txStyles/{P}bodyStyle"):
            level.set("algn", "ctr")

    bound = inferred(change)["indicators-bullets-2"]
    assert bound.slide_layout.placeholders[bound.slots["body"]].levels[0].align == "l"


def test_lists_have_lines_as_high_as_their_type() -> None:
    def change(presentation: Presentation) -> None:
        for level in presentation.slide_master._element.find(f"{P}txStyles/{P}bodyStyle"):
            level.insert(
                0, etree.fromstring(f'<a:lnSpc xmlns:a="{A[1:-1]}"><a:spcPts val="1000"/></a:lnSpc>')
            )

    bound = inferred(change)["indicators-bullets-2"]
    assert bound.slide_layout.placeholders[bound.slots["body"]].levels[0].line_points is None


def test_white_titles_stay_white_on_their_own_bar() -> None:
    """A title that brings its bar along, dark under white words, keeps its colour; one that moves loses the bar."""

    def change(presentation: Presentation) -> None:
        master = presentation.slide_master
        title = next(one for one in master.placeholders if one.placeholder_format.type == 1)
        title.fill.solid()
        title.fill.fore_color.rgb = RGBColor.from_string("404040")
        colour = master._element.find(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr/{A}defRPr/{A}solidFill")
        colour[:] = [etree.fromstring(f'<a:srgbClr xmlns:a="{A[1:-1]}" val="FFFFFF"/>')]

    layouts = inferred(change)
    assert layouts.title_change.ink is None
    part = layouts["statement"].slide_layout.built
    assert part is not None
    title = next(
        one
        for one in etree.fromstring(part.data).iter(f"{P}sp")
        if (found := one.find(f".//{P}ph")) is not None and found.get("type") == "title"
    )
    assert title.find(f"{P}spPr/{A}noFill") is not None
    words = title.find(f".//{A}lvl1pPr/{A}defRPr/{A}solidFill/{A}schemeClr")
    assert contrast(layouts.look.scheme.rgb(words.get("val")), "FFFFFF") >= LEGIBLE


def test_words_on_a_strong_colour_are_light() -> None:
    look = inferred(lambda _: None).look
    assert look.scheme.of_tint(look.words("4472C4")) == "FFFFFF"
    assert look.scheme.of_tint(look.words("F2C811")) == "000000"


def test_titles_have_a_size_where_the_master_says_none() -> None:
    def change(presentation: Presentation) -> None:
        master = presentation.slide_master._element
        master.find(f"{P}txStyles/{P}titleStyle").clear()
        tree = master.find(f"{P}cSld/{P}spTree")
        for one in list(tree.iter(f"{P}sp")):
            if (found := one.find(f".//{P}ph")) is not None and found.get("type") == "title":
                tree.remove(one)
        for layout in list(presentation.slide_layouts):
            if layout.name != "Blank":
                presentation.slide_layouts.remove(layout)

    placeholders = inferred(change)["agenda-5"].slide_layout.placeholders
    title = next(one for one in placeholders.values() if one.type == "title")
    assert 20 <= title.levels[0].points <= 36


def test_the_lines_of_a_divider_share_a_place_that_is_high_enough() -> None:
    """The section header has a title and nothing else, as those of Google have."""

    def change(presentation: Presentation) -> None:
        section = layout_named(presentation, "Section Header")
        for placeholder in list(section.placeholders):
            if placeholder.placeholder_format.type == 1:
                placeholder.top, placeholder.height = Inches(3), Inches(0.8)
            else:
                placeholder._element.getparent().remove(placeholder._element)

    bound = inferred(change)["divider"]
    idx = bound.slots["title"]
    assert bound.slots["number"] == bound.slots["headline"] == idx
    assert bound.slide_layout.placeholders[idx].box.height >= 3 * Pt(20)


def test_a_cover_of_a_title_alone_shows_the_subtitle_too(tmp_path: Path) -> None:
    def change(presentation: Presentation) -> None:
        cover = presentation.slide_layouts[0]
        for placeholder in list(cover.placeholders):
            if placeholder.placeholder_format.type == 4:
                placeholder._element.getparent().remove(placeholder._element)

    deck, sink = build(changed(change), tmp_path)
    assert [found.message for found in sink if found.code.severity is Severity.ERROR] == []
    assert "Annual Report" in " ".join(shape.text_frame.text for shape in deck.slides[0].placeholders)


@pytest.mark.parametrize("width", [8, 10, 13.333])
@pytest.mark.parametrize("count", [4, 5])
def test_the_icons_of_steps_stand_beside_their_numbers(width: float, count: int) -> None:
    page = steps(Grid(MARGIN, GUTTER, ART, Inches(width)), count)
    boxes = {placed.slot: placed.box for placed in page.slots}
    for number in range(1, count + 1):
        assert boxes[f"number-{number}"].right <= boxes[f"icon-{number}"].left


def test_both_sides_of_a_comparison_keep_off_the_footers() -> None:
    def change(presentation: Presentation) -> None:
        for placeholder in layout_named(presentation, "Comparison").placeholders:
            if placeholder.placeholder_format.type == 7:
                placeholder.height = Inches(7.3) - placeholder.top

    bound = inferred(change)["comparison-2"]
    places = bound.slide_layout.placeholders
    footers = [one.box.top for one in places.values() if one.type in ("dt", "ftr", "sldNum")]
    assert all(places[bound.slots[slot]].box.bottom <= min(footers) for slot in ("text-1", "text-2"))


def test_no_stop_hangs_over_the_edge_of_a_list() -> None:
    part = inferred(lambda _: None)["indicators-bullets-2"].slide_layout.built
    assert part is not None
    levels = etree.fromstring(part.data).iter(f"{A}lvl1pPr")
    placed = [level for level in levels if level.getparent().tag == f"{A}lstStyle" and len(level)]
    assert placed
    assert all(level.get("hangingPunct") == "0" for level in placed)
