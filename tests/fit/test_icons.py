"""Icons in the colours of the theme: as drawings that follow it, and as pictures for other programs."""

from __future__ import annotations

import io
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from deckgen.diagnostics import Sink
from deckgen.fit.icons import PIXELS, draw_icon, icon_svg
from deckgen.fit.model import FittedIcon
from tests.findings import codes_in
from tests.fit.plain import plain_template
from tests.fit.test_deck import fills, fitted, variants

ONE = {"value": "3户", "label": "户", "icon": "house"}


@pytest.mark.parametrize(
    ("slot", "named"),
    [("accent1", "Accent1"), ("accent6", "Accent6"), ("bg1", "Background1"), ("tx2", "Text2")],
)
def test_an_icon_follows_the_theme_by_powerpoints_own_class(slot: str, named: str) -> None:
    root = ElementTree.fromstring(icon_svg("M0,0Z", slot, "7A2E6E"))
    (shape,) = root.iter("{http://www.w3.org/2000/svg}path")
    assert shape.get("class") == f"MsftOfcThm_{named}_Fill_v2"
    style = root.findtext("{http://www.w3.org/2000/svg}style") or ""
    assert style == f".MsftOfcThm_{named}_Fill_v2 {{ fill:#7A2E6E; }}"


def test_its_picture_has_the_colour_and_a_clear_ground() -> None:
    icon = draw_icon("house", "accent1", "7A2E6E")
    picture = Image.open(io.BytesIO(icon.data))
    assert picture.size == icon.pixels == (PIXELS, PIXELS)
    assert picture.getpixel((60, 160)) == (0x7A, 0x2E, 0x6E, 255)
    assert picture.getpixel((2, 2))[3] == 0  # type: ignore[index]
    assert draw_icon("house", "accent1", "7A2E6E") is icon


def test_indicators_steps_and_columns_show_their_icons() -> None:
    lead = {"lead": "就业", "text": "发放贷款", "icon": "briefcase"}
    steps = [{"text": f"第{n}步", "icon": "leaf"} for n in range(3)]
    deck = fitted({"indicators": [ONE, ONE]}, {"steps": steps}, {"achievements": [lead, lead]})
    shown = [
        [fill.name for fill in fills(slide, "icon") if isinstance(fill, FittedIcon)] for slide in deck.slides
    ]
    assert shown == [["house"] * 2, ["leaf"] * 3, ["briefcase"] * 2]


def test_some_may_have_icons_and_others_none() -> None:
    (slide,) = fitted({"indicators": [ONE, {"value": "4户", "label": "户"}, ONE]}).slides
    assert [slide.slots[idx] for idx, fill in slide.fills.items() if isinstance(fill, FittedIcon)] == [
        "icon-1",
        "icon-3",
    ]


def columns(*, icon: str | None) -> dict[str, Any]:
    return {"achievements": [{"lead": "就业", "text": "发放贷款", **({"icon": icon} if icon else {})}] * 3}


def test_pages_without_icons_stay_as_they_are() -> None:
    plain = {"value": "3户", "label": "户"}
    assert variants(fitted(columns(icon=None), {"indicators": [plain]})) == ["columns-3", "indicators-1"]


def test_where_the_template_has_no_place_an_icon_is_left_out_with_a_note() -> None:
    template = plain_template(frozenset(["columns-icons-3"]))
    sink = Sink()
    deck = fitted(columns(icon="house"), template=template, sink=sink)
    assert variants(deck) == ["columns-3"]
    assert set(codes_in(sink)) == {"icon-omitted"}


def test_the_list_that_long_columns_become_goes_without_icons() -> None:
    long = {"lead": "就业", "text": "发放贷款" * 60, "icon": "house"}
    deck = fitted({"achievements": [long, long]})
    assert "bullets" in variants(deck)
