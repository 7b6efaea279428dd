"""The watermark's shape. It stands once on each slide layout in use: no slide has anything to remove."""

from __future__ import annotations

from deckgen.fit.model import FittedWatermark
from deckgen.render.lettering import Lettering
from deckgen.render.markup import NAMESPACES, escaped, offset_and_extent
from deckgen.templates.layering import insert_behind
from deckgen.templates.model import Part

_DEGREE = 60_000


def with_watermark(part: Part, watermark: FittedWatermark, lettering: Lettering) -> Part:
    """The slide layout `part` with the watermark behind its placeholders."""
    data = insert_behind(part.data, lambda number: watermark_xml(watermark, number, lettering))
    return Part(part.name, part.content_type, data, part.relationships)


def watermark_xml(watermark: FittedWatermark, number: int, lettering: Lettering) -> str:
    turn = round(watermark.angle * _DEGREE) % (360 * _DEGREE)
    colour = f'<a:schemeClr val="{watermark.tint}"><a:alpha val="{round(watermark.opacity * 100_000)}"/></a:schemeClr>'
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{number}" name="{watermark.name}"/><p:cNvSpPr txBox="1"/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm rot="{turn}">'
        f'{offset_and_extent(watermark.box)}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
        '<a:noAutofit/></a:bodyPr><a:lstStyle/><a:p><a:pPr marL="0" indent="0" algn="ctr"><a:lnSpc>'
        '<a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/></a:pPr>'
        f'<a:r><a:rPr{lettering.language} sz="{round(watermark.points * 100)}" b="0">'
        f"<a:solidFill>{colour}</a:solidFill>"
        '<a:latin typeface="+mj-lt"/><a:ea typeface="+mj-ea"/></a:rPr>'
        f"<a:t>{escaped(watermark.text)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )
