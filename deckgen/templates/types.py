"""Relationship and content types of the parts a template is made of."""

from __future__ import annotations

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
R_ID = f"{{{OFFICE}}}id"
"""The attribute by which an element names a relationship."""
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

OFFICE_DOCUMENT = f"{OFFICE}/officeDocument"
SLIDE = f"{OFFICE}/slide"
MASTER = f"{OFFICE}/slideMaster"
LAYOUT = f"{OFFICE}/slideLayout"
NOTES_MASTER = f"{OFFICE}/notesMaster"
THEME = f"{OFFICE}/theme"
PRES_PROPS = f"{OFFICE}/presProps"
VIEW_PROPS = f"{OFFICE}/viewProps"
TABLE_STYLES = f"{OFFICE}/tableStyles"
CORE = f"{PACKAGE}/relationships/metadata/core-properties"
APP = f"{OFFICE}/extended-properties"
HYPERLINK = f"{OFFICE}/hyperlink"
CUSTOM_XML = f"{OFFICE}/customXml"
MACROS = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
CONTROL = f"{OFFICE}/control"

_PRESENTATIONML = "application/vnd.openxmlformats-officedocument.presentationml"
PRESENTATION_TYPE = f"{_PRESENTATIONML}.presentation.main+xml"

_CONTENT_TYPES = {
    OFFICE_DOCUMENT: PRESENTATION_TYPE,
    MASTER: f"{_PRESENTATIONML}.slideMaster+xml",
    LAYOUT: f"{_PRESENTATIONML}.slideLayout+xml",
    NOTES_MASTER: f"{_PRESENTATIONML}.notesMaster+xml",
    PRES_PROPS: f"{_PRESENTATIONML}.presProps+xml",
    VIEW_PROPS: f"{_PRESENTATIONML}.viewProps+xml",
    TABLE_STYLES: f"{_PRESENTATIONML}.tableStyles+xml",
    THEME: "application/vnd.openxmlformats-officedocument.theme+xml",
    CORE: "application/vnd.openxmlformats-package.core-properties+xml",
    APP: "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}


def content_type(relationship_type: str) -> str:
    """The content type of the part that such a relationship leads to; empty for the package itself."""
    return _CONTENT_TYPES.get(relationship_type, "")
