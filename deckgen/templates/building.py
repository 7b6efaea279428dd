"""`ThemeDesign` in, a template out; as a command, a theme YAML in and both template files beside it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from deckgen.diagnostics import BuildStopped, Sink
from deckgen.forms.reading import read_form
from deckgen.templates.art import ARTS
from deckgen.templates.art.plain import Plain
from deckgen.templates.binding import Binding, binding_yaml
from deckgen.templates.design import ThemeDesign, read_design
from deckgen.templates.drawing import Type
from deckgen.templates.logos import IMAGE, Logo, read_logo, with_logo
from deckgen.templates.master import NAMESPACES, layout_xml, levels_xml, master_xml
from deckgen.templates.model import Part, Relationship
from deckgen.templates.notes import notes_master_xml
from deckgen.templates.pages import all_pages
from deckgen.templates.pages.grid import HEIGHT, Grid
from deckgen.templates.pages.model import IDX
from deckgen.templates.palettes import DARK
from deckgen.templates.table_style import STYLE_ID, table_style_xml
from deckgen.templates.theme import DECLARATION, theme_xml
from deckgen.templates.types import (
    APP,
    CORE,
    LAYOUT,
    MASTER,
    NOTES_MASTER,
    OFFICE_DOCUMENT,
    PACKAGE,
    PRES_PROPS,
    TABLE_STYLES,
    THEME,
    VIEW_PROPS,
    content_type,
)

TONES = {"accent": "accent2", "muted": "accent5", "frame": "bg2"}
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_CORE_XML = (
    f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>deckgen</dc:creator>'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
_APP_XML = (
    f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<TotalTime>0</TotalTime><Application>deckgen</Application></Properties>"
)


def build_template(theme: ThemeDesign, logo: Logo | None = None) -> bytes:
    """The .pptx of the template, without slides; the same bytes every time."""
    return _pack(list(_parts(theme, logo)), theme.name)


def build_binding(theme: ThemeDesign, template: str) -> Binding:
    """Which placeholder of the built template serves which slot; `template` is its file name."""
    variants = {
        page.variant: {
            "slide_layout": page.name,
            "slots": {placed.slot: placed.idx for placed in page.slots if placed.slot},
        }
        for page in all_pages(grid_of(theme))
    }
    standing = {name: IDX[name] for name in ("confidentiality", "progress")}
    return read_form(
        Binding, {"template": template, "tones": TONES, "standing": standing, "variants": variants}
    )


def grid_of(theme: ThemeDesign, logo: Logo | None = None) -> Grid:
    ratio = logo.ratio if logo else None
    return Grid.of(theme.grid, ARTS[theme.style], narrow=theme.ratio == "4:3", logo=ratio)


def _parts(theme: ThemeDesign, logo: Logo | None) -> Iterator[Part]:
    grid = grid_of(theme, logo)
    dark, ground = theme.style in DARK, grid.art.ground
    pages = [with_logo(page, grid, dark or (page.dark and ground != "bg1")) for page in all_pages(grid)]
    layouts = [f"/ppt/slideLayouts/slideLayout{n}.xml" for n in range(1, len(pages) + 1)]
    master, notes = "/ppt/slideMasters/slideMaster1.xml", "/ppt/notesMasters/notesMaster1.xml"
    themes = ("/ppt/theme/theme1.xml", "/ppt/theme/theme2.xml")
    targets = (
        (MASTER, master),
        (NOTES_MASTER, notes),
        (PRES_PROPS, "/ppt/presProps.xml"),
        (VIEW_PROPS, "/ppt/viewProps.xml"),
        (THEME, themes[0]),
        (TABLE_STYLES, "/ppt/tableStyles.xml"),
    )
    yield _part("/ppt/presentation.xml", _presentation_xml(grid), OFFICE_DOCUMENT, *targets)
    own = ((LAYOUT, name) for name in layouts)
    yield _part(master, master_xml(grid, len(pages)), MASTER, *own, (THEME, themes[0]))
    for name, page in zip(layouts, pages, strict=True):
        pictures = ((IMAGE, logo.part),) if logo and page.pictures else ()
        yield _part(name, layout_xml(page, ground), LAYOUT, (MASTER, master), *pictures)
    if logo:
        yield Part(logo.part, f"image/{logo.extension}", logo.data)
    yield _part(notes, notes_master_xml(), NOTES_MASTER, (THEME, themes[1]))
    for name in themes:
        yield _part(name, theme_xml(theme), THEME)
    yield _part("/ppt/presProps.xml", f"{DECLARATION}<p:presentationPr {NAMESPACES}/>", PRES_PROPS)
    yield _part("/ppt/viewProps.xml", f"{DECLARATION}<p:viewPr {NAMESPACES}/>", VIEW_PROPS)
    yield _part("/ppt/tableStyles.xml", _table_styles_xml(grid.art), TABLE_STYLES)


def _part(name: str, xml: str, kind: str, *targets: tuple[str, str]) -> Part:
    relationships = tuple(
        Relationship(f"rId{n}", of_kind, target) for n, (of_kind, target) in enumerate(targets, start=1)
    )
    return Part(name, content_type(kind), xml.encode(), relationships)


def _presentation_xml(grid: Grid) -> str:
    return (
        f'{DECLARATION}<p:presentation {NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{grid.width}" cy="{HEIGHT}"/><p:notesSz cx="6858000" cy="9144000"/>'
        '<p:defaultTextStyle><a:defPPr><a:defRPr lang="zh-CN"/></a:defPPr>'
        f"{levels_xml(Type(18))}</p:defaultTextStyle></p:presentation>"
    )


def _table_styles_xml(art: Plain) -> str:
    style = table_style_xml(art.table_head, art.table_band, dim=art.dim_rules)
    listed = f'{NAMESPACES.split(" ")[0]} def="{STYLE_ID}"'
    return f"{DECLARATION}<a:tblStyleLst {listed}>{style}</a:tblStyleLst>"


def _pack(parts: list[Part], title: str) -> bytes:
    """One zip file: content types first, where readers look first, then everything by name."""
    root = (
        (OFFICE_DOCUMENT, "/ppt/presentation.xml"),
        (CORE, "/docProps/core.xml"),
        (APP, "/docProps/app.xml"),
    )
    parts = [
        *parts,
        _part("/docProps/core.xml", _CORE_XML.format(escape(title)), CORE),
        _part("/docProps/app.xml", _APP_XML, APP),
    ]
    members = {part.name[1:]: part.data for part in parts}
    for part in (*parts, _part("/", "", "", *root)):
        if part.relationships:
            folder, _, name = part.name.rpartition("/")
            members[f"{folder}/_rels/{name}.rels"[1:]] = _relationships_xml(part)
    types = _content_types_xml(parts)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as file:
        for name, data in (("[Content_Types].xml", types), *sorted(members.items())):
            entry = ZipInfo(name, _FIRST_DATE)
            entry.compress_type, entry.create_system = ZIP_DEFLATED, 0
            file.writestr(entry, data, compresslevel=9)
    return buffer.getvalue()


def _relationships_xml(part: Part) -> bytes:
    # Targets from the root of the package: legal everywhere, and no part can be lost by a wrong `..`.
    listed = "".join(
        f'<Relationship Id="{one.id}" Type="{one.type}" Target="{one.target}"/>' for one in part.relationships
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'.encode()


def _content_types_xml(parts: list[Part]) -> bytes:
    listed = "".join(
        f'<Override PartName="{part.name}" ContentType="{part.content_type}"/>'
        for part in sorted(parts, key=lambda part: part.name)
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{defaults}{listed}</Types>'.encode()


def main(arguments: list[str]) -> int:
    """`THEME.theme.yaml` → `THEME.pptx` and `THEME.yaml` beside it."""
    source = Path(arguments[0])
    name = source.name.removesuffix(".yaml").removesuffix(".theme")
    sink = Sink()
    try:
        theme = read_design(source.read_bytes(), source.name, sink)
        logo = read_logo(source.parent / theme.logo, sink) if theme.logo else None
    except BuildStopped:
        for found in sink:
            place = f"{found.place}: " if found.place else ""
            sys.stderr.write(f"{place}{found.code.name}: {found.message}\n")
        return 1
    source.with_name(f"{name}.pptx").write_bytes(build_template(theme, logo))
    binding = binding_yaml(build_binding(theme, f"{name}.pptx"))
    source.with_name(f"{name}.yaml").write_text(binding, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
