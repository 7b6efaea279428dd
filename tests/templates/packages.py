"""Templates made on the spot: python-pptx's own, changed the way other programs or attackers would."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import BytesIO

from lxml import etree
from pptx import Presentation

from deckgen.diagnostics import Sink
from deckgen.forms.reading import read_form
from deckgen.templates.binding import Binding
from deckgen.templates.model import Template
from deckgen.templates.reading import read_template
from tests.zips import members_of, zipped

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "[Content_Types].xml"
PRESENTATION = "ppt/presentation.xml"
MASTER = "ppt/slideMasters/slideMaster1.xml"
LAYOUT = "ppt/slideLayouts/slideLayout2.xml"

Change = Callable[[bytes], bytes]


def default_template(*sample_layouts: int) -> bytes:
    """python-pptx's own template: 4:3, eleven slide layouts, no notes master; with a sample slide for each
    number, which is that of its slide layout."""
    presentation = Presentation()
    for number in sample_layouts:
        presentation.slides.add_slide(presentation.slide_layouts[number])
    buffer = BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def default_binding(slide_layout: str = "Title and Content", **more: object) -> Binding:
    bullets = {"slide_layout": slide_layout, "slots": {"title": 0, "body": 1}}
    return read_form(Binding, {"variants": {"bullets": bullets}, **more})


def read(pptx: bytes, binding: Binding | None = None, sink: Sink | None = None) -> Template:
    return read_template(pptx, "mine", binding or default_binding(), Sink() if sink is None else sink)


def rewritten(
    pptx: bytes, changes: Mapping[str, Change] | None = None, added: Mapping[str, bytes] | None = None
) -> bytes:
    """The package with some members changed and some added."""
    members = members_of(pptx)
    for name, change in (changes or {}).items():
        members[name] = change(members[name])
    return zipped(members | dict(added or {}))


def replacing(old: str, new: str) -> Change:
    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return change


def related(source: str, *relationships: str) -> dict[str, Change]:
    """The change that gives the member `source` further relationships: `Id="…" Type="…" Target="…"`."""
    folder, _, name = source.rpartition("/")
    entries = "".join(f"<Relationship {one}/>" for one in relationships)
    return {f"{folder}/_rels/{name}.rels": replacing("</Relationships>", f"{entries}</Relationships>")}


def shaped(xml: str) -> Change:
    """The change that puts a shape at the end of a slide layout or master."""
    names = f'xmlns:r="{OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    start, _, rest = xml.partition(" ") if " " in xml.partition(">")[0] else xml.partition(">")
    joined = f"{start} {names} {rest}" if " " in xml.partition(">")[0] else f"{start} {names}>{rest}"
    return replacing("</p:spTree>", f"{joined}</p:spTree>")


def with_second_master(pptx: bytes, theme: str = "Night") -> bytes:
    """The template with a copy of its master and slide layouts behind a theme of another name."""
    members = members_of(pptx)
    copies = {
        _second(name): _second(data.decode(), theme).encode()
        for name, data in members.items()
        if re.search(r"/(?:slideMasters|slideLayouts)/|theme1\.xml", name)
    }
    overrides = "".join(
        f'<Override PartName="/{_second(found[1])}" ContentType="{found[2]}"/>'
        for found in re.finditer(
            r'<Override PartName="/([^"]*(?:slideMaster|slideLayout|theme)\d+\.xml)" ContentType="([^"]*)"/>',
            members[TYPES].decode(),
        )
    )
    target = f'Id="rId99" Type="{OFFICE}/slideMaster" Target="slideMasters/slideMaster21.xml"'
    entry = '<p:sldMasterId id="2147484000" r:id="rId99"/></p:sldMasterIdLst>'
    changes = {
        TYPES: replacing("</Types>", f"{overrides}</Types>"),
        PRESENTATION: replacing("</p:sldMasterIdLst>", entry),
        **related(PRESENTATION, target),
    }
    return rewritten(pptx, changes, copies)


def _second(text: str, theme: str = "") -> str:
    text = re.sub(r"(slideMaster|slideLayout|theme)(\d+)(\.xml)", r"\g<1>2\2\3", text)
    text = re.sub(r'(<p:sldLayoutId [^>]*?id="21474)8', r"\g<1>9", text)
    return re.sub(r'(<a:theme [^>]*?name=")[^"]*', rf"\g<1>{theme}", text)


def dangling(template: Template) -> list[str]:
    """References without relationship, and relationships without part: what PowerPoint repairs or refuses."""
    names = {part.name for part in template.parts} | {template.presentation.name}
    faults = []
    for part in (template.presentation, *template.parts):
        ids = {one.id for one in part.relationships}
        faults += [one.target for one in part.relationships if not one.external and one.target not in names]
        if part.content_type.endswith("xml"):
            for element in etree.fromstring(part.data).iter(etree.Element):
                faults += [
                    f"{part.name}: {element.tag}"
                    for name, value in element.attrib.items()
                    if str(name).startswith(f"{{{OFFICE}}}") and value and value not in ids
                ]
    return faults
