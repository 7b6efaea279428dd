"""`ThemeDesign` in, the XML of an Office theme out: flat, without gradients, gloss or shadow."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from deckgen.templates.design import Faces, ThemeDesign

MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_FLAT = (
    f'<a:fmtScheme name="Flat"><a:fillStyleLst>{_SOLID * 3}</a:fillStyleLst><a:lnStyleLst>'
    + "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_SOLID}<a:prstDash val="solid"/></a:ln>'
        for width in (6350, 12700, 19050)
    )
    + "</a:lnStyleLst><a:effectStyleLst>"
    + "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    + f"</a:effectStyleLst><a:bgFillStyleLst>{_SOLID * 3}</a:bgFillStyleLst></a:fmtScheme>"
)


def theme_xml(design: ThemeDesign) -> str:
    """The theme part."""
    name = quoteattr(design.name)
    colours = "".join(
        f'<a:{slot}><a:srgbClr val="{value}"/></a:{slot}>' for slot, value in design.palette.slots.items()
    )
    font = _font(design.fonts)
    headings = _font(design.fonts.headings or design.fonts)
    return (
        f'{DECLARATION}<a:theme xmlns:a="{MAIN}" name={name}><a:themeElements>'
        f"<a:clrScheme name={name}>{colours}</a:clrScheme>"
        f"<a:fontScheme name={name}><a:majorFont>{headings}</a:majorFont><a:minorFont>{font}</a:minorFont>"
        f"</a:fontScheme>{_FLAT}</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _font(fonts: Faces) -> str:
    hans = fonts.simplified_chinese or fonts.east_asian
    return (
        f"<a:latin typeface={quoteattr(fonts.latin)}/><a:ea typeface={quoteattr(fonts.east_asian)}/>"
        f'<a:cs typeface=""/><a:font script="Hans" typeface={quoteattr(hans)}/>'
    )
