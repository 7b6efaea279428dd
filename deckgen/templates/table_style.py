"""The deck's own table style, made of theme colours: a dark head, thin rules, quiet bands, strong totals.

It stands in `ppt/tableStyles.xml`, so that a colleague restyles all tables in PowerPoint at once.
"""

from __future__ import annotations

STYLE_ID = "{3D1B9C52-6E0F-4C1A-9D57-2B7A40C1E8F6}"
NAME = "deckgen"

_RULE, _STRONG = 6_350, 19_050
"""EMU: half a point, a point and a half."""
_FONT = '<a:fontRef idx="minor"><a:prstClr val="black"/></a:fontRef>'
_NONE = "<a:ln><a:noFill/></a:ln>"
_QUIET = '<a:schemeClr val="tx1"><a:lumMod val="20000"/><a:lumOff val="80000"/></a:schemeClr>'
_DIM = '<a:schemeClr val="tx1"><a:lumMod val="35000"/></a:schemeClr>'
_SHADE = (
    '<a:fill><a:solidFill><a:schemeClr val="bg1"><a:lumMod val="95000"/></a:schemeClr></a:solidFill></a:fill>'
)


def table_style_xml(dark: str = "tx2", band: str | None = "bg2", *, dim: bool = False) -> str:
    """The `a:tblStyle` element. `dark` is the theme colour of the head, `band` that of every other row, or None where a
    shade of the page serves better; `dim` rules are those of dark pages."""
    head, rule = f'<a:schemeClr val="{dark}"/>', _DIM if dim else _QUIET
    whole = _part(
        "wholeTbl",
        _text("tx1"),
        _borders(insideH=_line(_RULE, rule), bottom=_line(_RULE, rule)) + "<a:fill><a:noFill/></a:fill>",
    )
    bands = _part("band2H", "", f"<a:tcBdr/>{_fill(band) if band else _SHADE}")
    total = _part(
        "lastRow", _text("tx1", bold=True), _borders(top=_line(_STRONG, head), bottom=_line(_STRONG, head))
    )
    first = _part("firstRow", _text("bg1", bold=True), f"<a:tcBdr/>{_fill(dark)}")
    return f'<a:tblStyle styleId="{STYLE_ID}" styleName="{NAME}">{whole}{bands}{total}{first}</a:tblStyle>'


def _part(name: str, text: str, style: str) -> str:
    return f"<a:{name}>{text}<a:tcStyle>{style}</a:tcStyle></a:{name}>"


def _text(colour: str, *, bold: bool = False) -> str:
    weight = ' b="on"' if bold else ""
    return f'<a:tcTxStyle{weight}>{_FONT}<a:schemeClr val="{colour}"/></a:tcTxStyle>'


def _borders(**lines: str) -> str:
    order = ("left", "right", "top", "bottom", "insideH", "insideV")
    drawn = "".join(f"<a:{side}>{lines.get(side, _NONE)}</a:{side}>" for side in order if side in lines)
    return f"<a:tcBdr>{drawn}</a:tcBdr>"


def _line(width: int, colour: str) -> str:
    return f'<a:ln w="{width}" cmpd="sng"><a:solidFill>{colour}</a:solidFill></a:ln>'


def _fill(colour: str) -> str:
    return f'<a:fill><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill></a:fill>'
