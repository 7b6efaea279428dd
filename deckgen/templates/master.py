"""`PageDesign` in, the XML of slide layouts out; and of the slide master they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from xml.sax.saxutils import quoteattr

from deckgen.templates.drawing import Drawing, Slot, Type
from deckgen.templates.logos import Picture
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.model import BOTTOM, TOP, PageDesign, slot, standing, title_box
from deckgen.templates.theme import DECLARATION, MAIN

PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:a="{MAIN}" xmlns:r="{RELATIONSHIPS}" xmlns:p="{PRESENTATION}"'

FIRST_LAYOUT_ID = 2_147_483_649
"""One above the master's: ids of masters and slide layouts are one sequence."""

_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
    "</a:xfrm></p:grpSpPr>"
)
_COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
_LEVELS = range(1, 10)
_PLAIN = Type(18, "tx1")
_TITLE = Type(30, "tx1", bold=True, major=True)


def layout_xml(page: PageDesign, ground: str = "tx2") -> str:
    """A slide layout part; `ground` is the theme colour behind strong pages."""
    background = _background(ground) if page.dark and ground != "bg1" else ""
    shapes = _shapes((*page.drawings, *page.pictures), page.slots)
    kind = ' type="title"' if page.variant == "cover" else ""
    return (
        f'{DECLARATION}<p:sldLayout {NAMESPACES}{kind} preserve="1" userDrawn="1">'
        f"<p:cSld name={quoteattr(page.name)}>{background}{shapes}</p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def master_xml(grid: Grid, layouts: int) -> str:
    """The slide master part; its slide layouts have the relationships rId1, rId2, …"""
    slots = (
        replace(slot("title", title_box(grid), _TITLE), prompt="标题 · Title"),
        replace(
            slot("body", grid.box(1, 12, TOP, BOTTOM), _PLAIN),
            idx=1,
            name="正文 · Text",
            prompt="正文 · Text",
        ),
        *standing(grid, mark=False),
    )
    listed = "".join(f'<p:sldLayoutId id="{FIRST_LAYOUT_ID + n}" r:id="rId{n + 1}"/>' for n in range(layouts))
    shapes = _shapes((), slots).replace(' hasCustomPrompt="1"', "")
    return (
        f"{DECLARATION}<p:sldMaster {NAMESPACES}><p:cSld>{_background('bg1')}{shapes}</p:cSld>{_COLOUR_MAP}"
        f"<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst><p:txStyles>"
        f"<p:titleStyle>{levels_xml(_TITLE)}</p:titleStyle><p:bodyStyle>{levels_xml(_PLAIN)}</p:bodyStyle>"
        f"<p:otherStyle>{levels_xml(_PLAIN)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def levels_xml(style: Type) -> str:
    """`style` for all nine levels."""
    return "".join(style.xml(level) for level in _LEVELS)


def _background(colour: str) -> str:
    fill = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    return f"<p:bg><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>"


def _shapes(drawings: Sequence[Drawing | Picture], slots: Iterable[Slot]) -> str:
    drawn = "".join(drawing.xml(number) for number, drawing in enumerate(drawings, start=2))
    placed = "".join(place.xml(number) for number, place in enumerate(slots, start=2 + len(drawings)))
    return f"<p:spTree>{_TREE}{drawn}{placed}</p:spTree>"
