"""The smallest pieces of a chart's XML: fills, lines, letters, markers."""

from __future__ import annotations

from deckgen.fit.model import Tint
from deckgen.fit.palette import PAGE
from deckgen.units import emu

MARKER = 8
"""Points: the diameter of the dots on a line."""
NO_LINE = "<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>"
NOTHING = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
"""Neither a fill nor a line."""


def marker(tint: Tint, size: int = MARKER) -> str:
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/><c:spPr>{fill(tint)}'
        f"{line(PAGE, 1.5)}</c:spPr></c:marker>"
    )


def seam() -> str:
    """A thin line of the page's colour between parts."""
    return line(PAGE, 1.5)


def line(tint: Tint, points: float) -> str:
    return f'<a:ln w="{emu(points)}" cap="rnd">{fill(tint)}<a:round/></a:ln>'


def fill(tint: Tint) -> str:
    changes = f'<a:lumMod val="{tint.mod * 1000}"/>' if tint.mod != 100 else ""
    changes += f'<a:lumOff val="{tint.off * 1000}"/>' if tint.off else ""
    return f'<a:solidFill><a:schemeClr val="{tint.slot}">{changes}</a:schemeClr></a:solidFill>'


def letters(tint: Tint) -> str:
    """The colour and the typefaces of text: the theme's for body text."""
    return f'{fill(tint)}<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/>'


def lettering(points: float, tint: Tint, turned: str = "", *, bold: bool = False) -> str:
    """How text is set; `turned` is the attribute of its rotation, where it needs one."""
    return (
        f'<c:txPr><a:bodyPr{turned}/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(points * 100)}" b="{int(bold)}">'
        f'{letters(tint)}</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )
