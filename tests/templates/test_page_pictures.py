"""Pictures as large as the page: what is drawn in them is as good as drawn on the slide master."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from lxml import etree
from PIL import Image, ImageDraw
from pptx import Presentation

from deckgen.templates.inference.serving import Inferred
from deckgen.units import Box
from tests.templates.test_inference import BUILT, A, P, changed, read

PAGE = Box(0, 0, 9_144_000, 6_858_000)
SIZE = (640, 480)


def picture(ground: str, *drawn: tuple[tuple[int, int, int, int], str]) -> bytes:
    """PNG of a ground and rectangles on it."""
    image = Image.new("RGB", SIZE, ground)
    for box, colour in drawn:
        ImageDraw.Draw(image).rectangle(box, fill=colour)
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()


def as_shape(data: bytes) -> Callable[[Presentation], None]:
    """The picture lies at the bottom of the slide master."""

    def change(presentation: Presentation) -> None:
        master = presentation.slide_master
        _, related = master.part.get_or_add_image_part(io.BytesIO(data))
        master.shapes._spTree.insert(
            2,
            etree.fromstring(
                f'<p:pic xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}" xmlns:r="http://schemas.openxmlformats.org/'
                'officeDocument/2006/relationships"><p:nvPicPr><p:cNvPr id="90" name="Ground"/><p:cNvPicPr/><p:nvPr/>'
                f'</p:nvPicPr><p:blipFill><a:blip r:embed="{related}"/><a:stretch/></p:blipFill><p:spPr><a:xfrm>'
                f'<a:off x="0" y="0"/><a:ext cx="{PAGE.width}" cy="{PAGE.height}"/></a:xfrm>'
                '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
            ),
        )

    return change


def as_background(data: bytes) -> Callable[[Presentation], None]:
    """The picture is the background of the slide master."""

    def change(presentation: Presentation) -> None:
        master = presentation.slide_master
        _, related = master.part.get_or_add_image_part(io.BytesIO(data))
        common = master._element.find(f"{P}cSld")
        for old in common.findall(f"{P}bg"):
            common.remove(old)
        common.insert(
            0,
            etree.fromstring(
                f'<p:bg xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}" xmlns:r="http://schemas.openxmlformats.org/'
                f'officeDocument/2006/relationships"><p:bgPr><a:blipFill><a:blip r:embed="{related}"/><a:stretch/>'
                "</a:blipFill><a:effectLst/></p:bgPr></p:bg>"
            ),
        )

    return change


def inferred(change: Callable[[Presentation], None]) -> Inferred:
    found = vars(read(changed(change)).layouts)["inferred"]
    assert isinstance(found, Inferred)
    return found


@pytest.mark.parametrize("laid", [as_shape, as_background])
def test_pages_keep_off_a_logo_in_the_picture(
    laid: Callable[[bytes], Callable[[Presentation], None]],
) -> None:
    logo = (500, 150, 640, 260)
    layouts = inferred(laid(picture("white", (logo, "navy"))))
    left = PAGE.width * 500 // 640
    for variant in BUILT:
        for placeholder in layouts[variant].slide_layout.placeholders.values():
            if placeholder.type not in ("title", "dt", "ftr", "sldNum"):
                box = placeholder.box
                assert box.right <= left or box.top >= PAGE.height * 260 // 480


def test_titles_keep_off_a_logo_in_the_picture() -> None:
    layouts = inferred(as_shape(picture("white", ((480, 0, 640, 90), "navy"))))
    titles = [one for one in layouts["agenda-5"].slide_layout.placeholders.values() if one.type == "title"]
    assert titles[0].box.right <= PAGE.width * 480 // 640


def test_the_colour_of_the_picture_tells_how_pages_look() -> None:
    def white_text(presentation: Presentation) -> None:
        as_shape(picture("#102030"))(presentation)

    layouts = inferred(white_text)
    assert not layouts.look.pictured
    assert layouts.look.ground == "102030"
    ink = layouts.title_change.ink
    assert ink is not None
    assert layouts.look.rgb(ink) == "FFFFFF"


def test_a_photo_all_over_leaves_the_place_as_it_is() -> None:
    stripes = [((x, 0, x + 9, 480), "black") for x in range(0, 640, 20)]
    layouts, plain = inferred(as_shape(picture("white", *stripes))), inferred(lambda _: None)
    assert layouts.look.pictured
    assert layouts.area == plain.area


@pytest.mark.parametrize("data", [b"", b"no picture", picture("white")[:100]])
def test_pictures_that_cannot_be_read_are_passed_over(data: bytes) -> None:
    def change(presentation: Presentation) -> None:
        as_shape(picture("white"))(presentation)
        for part in presentation.part.package.iter_parts():
            if part.partname.endswith(".png"):
                part._blob = data

    layouts = inferred(change)
    assert layouts["agenda-5"].slots
    assert layouts.look.pictured


def test_a_cropped_picture_counts_as_it_is_shown() -> None:
    def change(presentation: Presentation) -> None:
        as_shape(picture("white", ((320, 0, 640, 480), "black")))(presentation)
        fill = presentation.slide_master._element.find(f".//{P}blipFill")
        fill.insert(1, etree.fromstring(f'<a:srcRect xmlns:a="{A[1:-1]}" r="50000"/>'))

    assert inferred(change).look.ground == "FFFFFF"


def test_the_master_is_not_seen_where_a_layout_hides_it() -> None:
    def change(presentation: Presentation) -> None:
        as_shape(picture("black"))(presentation)
        for layout in presentation.slide_layouts:
            layout._element.set("showMasterSp", "0")

    assert inferred(change).look.ground == "FFFFFF"


def test_titles_stay_in_a_band_of_the_picture_in_words_that_can_be_read() -> None:
    layouts = inferred(as_shape(picture("white", ((0, 20, 640, 100), "#201040"))))
    title = next(one for one in layouts["agenda-5"].slide_layout.placeholders.values() if one.type == "title")
    ink = layouts.title_change.ink
    assert title.box.bottom <= PAGE.height * 102 // 480
    assert ink is not None
    assert layouts.look.rgb(ink) == "FFFFFF"
