"""Speaker notes → the XML of a notes slide, as PowerPoint writes it."""

from __future__ import annotations

from deckgen.render.lettering import Lettering
from deckgen.render.markup import DECLARATION, NAMESPACES

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesSlide+xml"
EMPTY_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/>'
    "</a:xfrm></p:grpSpPr>"
)
END = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
_BEFORE = (
    f"{DECLARATION}<p:notes {NAMESPACES}><p:cSld><p:spTree>{EMPTY_TREE}"
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide Image Placeholder 1"/>'
    '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
    '<p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
    '<p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes Placeholder 2"/>'
    '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
    '<p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/>'
)
_AFTER = f"</p:sp></p:spTree></p:cSld>{END}</p:notes>"


def notes_xml(notes: str, lettering: Lettering) -> bytes:
    """The notes slide that says `notes`, one paragraph for each line."""
    return f"{_BEFORE}{lettering.plain(notes)}{_AFTER}".encode()
