"""Reading templates: resolved styles, kept parts, and refusals with one finding each."""

from __future__ import annotations

import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches, Pt

from deckgen.diagnostics import BuildStopped, Sink, SourceMap
from deckgen.forms.reading import read_form
from deckgen.templates.binding import Binding, read_binding
from deckgen.templates.model import Template
from deckgen.templates.reading import read_template
from tests.findings import codes_in
from tests.templates.packages import rewritten
from tests.zips import members_of, zipped

SHIPPED = Path(__file__).parents[2] / "templates"
PLUM = (SHIPPED / "plum.pptx").read_bytes()
BINDING_YAML = (SHIPPED / "plum.yaml").read_bytes()
PRESENTATION = "ppt/presentation.xml"
TYPES = "[Content_Types].xml"


def plum_binding() -> Binding:
    return read_binding(BINDING_YAML, "plum.yaml", Sink())


def read(pptx: bytes, binding: Binding | None = None) -> Template:
    return read_template(pptx, "mine", binding or plum_binding(), Sink())


def codes_of(pptx: bytes, binding: Binding | None = None) -> list[str]:
    sink = Sink()
    with pytest.raises(BuildStopped):
        read_template(pptx, "mine", binding or plum_binding(), sink)
    return codes_in(sink)


def changed(pptx: bytes, **changes: Callable[[bytes], bytes]) -> bytes:
    """The package with some members rewritten; `_` stands for `/`, the folder `ppt` is left out."""
    members = {
        TYPES if name == "types" else f"ppt/{name.replace('_', '/')}.xml": by for name, by in changes.items()
    }
    return rewritten(pptx, members)


def test_styles_come_from_the_slide_layout() -> None:
    figure = read(PLUM).layouts["indicators-6"].find_placeholder("figure-2")
    assert figure is not None
    style = figure.levels[0]
    assert (style.points, style.bold, style.bullet, style.margin_left) == (44, True, None, 0)
    assert (style.latin, style.east_asian) == ("Arial", "Microsoft YaHei")
    assert (figure.insets, figure.anchor) == ((0, 0, 0, 0), "b")


def test_bullets_indents_and_spacing_are_resolved_to_points() -> None:
    body = read(PLUM).layouts["bullets"].find_placeholder("body")
    assert body is not None
    first, second = body.levels[:2]
    assert (first.points, first.bullet, first.line_spacing, first.space_before) == (20, "•", 1.1, 14)
    assert (first.margin_left, first.indent) == (254_000, -254_000)
    assert (second.points, second.bullet) == (18, "–")
    assert len(body.levels) == 9


def default_template() -> bytes:
    """python-pptx's own template: styles in the master, 4:3, a thumbnail, no notes master."""
    presentation = Presentation()
    buffer = BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def default_binding(**slots: int) -> Binding:
    slots = slots or {"title": 0, "body": 1}
    return read_form(
        Binding, {"variants": {"bullets": {"slide_layout": "Title and Content", "slots": slots}}}
    )


def test_what_the_slide_layout_leaves_open_comes_from_the_master() -> None:
    template = read(default_template(), default_binding())
    body = template.layouts["bullets"].find_placeholder("body")
    title = template.layouts["bullets"].find_placeholder("title")
    assert body is not None
    assert title is not None
    assert (template.width, template.height) == (9_144_000, 6_858_000)
    assert body.box.left == 457_200
    assert body.insets == (91_440, 45_720, 91_440, 45_720)
    assert [level.points for level in body.levels[:3]] == [32, 28, 24]
    assert [level.bullet for level in body.levels[:3]] == ["•", "–", "•"]
    assert body.levels[0].space_before == pytest.approx(0.2 * 32)
    assert (title.anchor, title.levels[0].points, title.levels[0].align) == ("ctr", 44, "ctr")


def test_an_open_east_asian_typeface_is_that_for_simplified_chinese() -> None:
    body = read(default_template(), default_binding()).layouts["bullets"].find_placeholder("body")
    assert body is not None
    assert (body.levels[0].latin, body.levels[0].east_asian) == ("Calibri", "宋体")


def test_a_template_without_notes_master_gets_one_with_a_theme_of_its_own() -> None:
    template = read(default_template(), default_binding())
    parts = {part.name: part for part in template.parts}
    theme = parts[template.notes_master].relationships[0].target
    assert theme in parts
    masters = [part for part in template.parts if "/slideMasters/" in part.name]
    assert all(theme != one.target for part in masters for one in part.relationships)
    assert b"notesMasterIdLst" in template.presentation.data


def test_sample_slides_and_the_thumbnail_are_left_behind() -> None:
    presentation = Presentation(BytesIO(default_template()))
    for _ in range(3):
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.add_textbox(0, 0, Inches(1), Inches(1)).text_frame.text = "sample"
        slide.notes_slide.notes_text_frame.text = "note"
    buffer = BytesIO()
    presentation.save(buffer)
    template = read(buffer.getvalue(), default_binding())
    names = [part.name for part in template.parts]
    assert not [name for name in names if "/slides/" in name or "/notesSlides/" in name or "docProps" in name]
    assert b"sldIdLst" not in template.presentation.data
    assert template.notes_master in names


def test_every_relationship_leads_to_a_part() -> None:
    for pptx, binding in ((PLUM, plum_binding()), (default_template(), default_binding())):
        template = read(pptx, binding)
        names = {part.name for part in template.parts} | {template.presentation.name}
        for part in (template.presentation, *template.parts):
            assert [
                one.target for one in part.relationships if not one.external and one.target not in names
            ] == []


def test_parts_stay_as_their_author_made_them() -> None:
    members = members_of(PLUM)
    assert all(part.data == members[part.name[1:]] for part in read(PLUM).parts)


def test_a_potx_is_read_like_a_pptx() -> None:
    potx = changed(PLUM, types=lambda xml: xml.replace(b"presentation.main+xml", b"template.main+xml"))
    template = read(potx)
    assert template.presentation.content_type.endswith("presentation.main+xml")
    assert template.layouts.keys() == read(PLUM).layouts.keys()


def test_macros_are_left_behind() -> None:
    def related(xml: bytes) -> bytes:
        macros = b'<Relationship Id="rIdV" Target="vbaProject.bin" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject"/>'
        return xml.replace(b"</Relationships>", macros + b"</Relationships>")

    changes, added = {"ppt/_rels/presentation.xml.rels": related}, {"ppt/vbaProject.bin": b"macros"}
    template = read(rewritten(PLUM, changes, added))
    assert not [part.name for part in template.parts if "vba" in part.name]
    assert not [one for one in template.presentation.relationships if "vba" in one.type]


def test_sections_of_the_template_are_dropped() -> None:
    sections = (
        b'<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
        b'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"/></p:ext></p:extLst></p:presentation>'
    )
    pptx = changed(PLUM, presentation=lambda xml: xml.replace(b"</p:presentation>", sections))
    assert b"sectionLst" not in read(pptx).presentation.data
    assert b"extLst" not in read(pptx).presentation.data


def bomb() -> bytes:
    return zipped({TYPES: "<Types/>", "ppt/media/image1.png": b"\0" * 20_000_000})


def crowd() -> bytes:
    return zipped({f"{number}": b"" for number in range(10_001)}, ZIP_STORED)


def twice() -> bytes:
    buffer = BytesIO(PLUM)
    with pytest.warns(UserWarning, match="Duplicate name"), ZipFile(buffer, "a") as file:
        file.writestr(PRESENTATION, b"<p/>")
    return buffer.getvalue()


def other_zip() -> bytes:
    return zipped({"hello.txt": "hello"})


def with_doctype(xml: bytes) -> bytes:
    return xml.replace(b"<p:", b'<!DOCTYPE x [<!ENTITY a "b">]><p:', 1)


def locked() -> bytes:
    data = bytearray(PLUM)
    directory = data.rindex(b"PK\x01\x02")
    struct.pack_into("<H", data, directory + 8, 1)
    return bytes(data)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"not a template",
    "password-protected": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "locked entry": locked,
    "truncated": lambda: PLUM[: len(PLUM) // 2],
    "only the beginning": lambda: PLUM[:100],
    "another zip": other_zip,
    "zip bomb": bomb,
    "too many entries": crowd,
    "a part twice": twice,
    "document type in the presentation": lambda: changed(PLUM, presentation=with_doctype),
    "document type in a slide layout": lambda: changed(PLUM, slideLayouts_slideLayout3=with_doctype),
    "document type in a part that is not parsed": lambda: changed(
        PLUM, tableStyles=lambda xml: b"<!DOCTYPE a>" + xml
    ),
    "document type in UTF-16": lambda: changed(
        PLUM,
        tableStyles=lambda _: '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"),
    ),
    "broken XML": lambda: changed(PLUM, slideMasters_slideMaster1=lambda xml: xml[:-30]),
    "another root": lambda: changed(PLUM, presentation=lambda _: b"<a/>"),
    "no slide layouts": lambda: changed(
        PLUM, presentation=lambda xml: xml.replace(b"sldMasterIdLst", b"none")
    ),
    "a word document": lambda: changed(
        PLUM,
        types=lambda xml: xml.replace(b"presentationml.presentation.main", b"wordprocessingml.document.main"),
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_usable_template_is_refused_with_one_finding(kind: str) -> None:
    assert codes_of(HOSTILE[kind]()) == ["template-unreadable"]


@given(st.data())
def test_damaged_bytes_are_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    damaged = bytearray(PLUM)
    for _ in range(data.draw(st.integers(1, 6))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    sink = Sink()
    try:
        read_template(bytes(damaged), "mine", plum_binding(), sink)
    except BuildStopped:
        assert sink.has_errors


@given(
    st.sampled_from(
        ["presentation", "slideMasters_slideMaster1", "slideLayouts_slideLayout4", "theme_theme1"]
    ),
    st.data(),
)
def test_damaged_xml_is_read_or_refused_and_nothing_else(part: str, data: st.DataObject) -> None:
    def damage(xml: bytes) -> bytes:
        start = data.draw(st.integers(0, len(xml)))
        end = data.draw(st.integers(start, min(len(xml), start + 40)))
        return xml[:start] + data.draw(st.sampled_from([b"", b"0", b"-1", b"x", b"9" * 30, b'"'])) + xml[end:]

    sink = Sink()
    try:
        read_template(changed(PLUM, **{part: damage}), "mine", plum_binding(), sink)
    except BuildStopped:
        assert sink.has_errors


def test_an_unknown_slide_layout_is_answered_with_the_nearest_name() -> None:
    sink = Sink()
    text = BINDING_YAML.decode().replace("照片 2 · Photos 2", "照片 2 · Photo 2")
    binding = read_binding(text.encode(), "mine.yaml", sink)
    with pytest.raises(BuildStopped):
        read_template(PLUM, "mine", binding, sink)
    (found,) = sink
    assert found.code.name == "slide-layout-not-found"
    assert found.hint is not None
    assert "照片 2 · Photos 2" in found.hint
    assert found.span is not None
    assert found.source_line is not None
    assert (found.span.file, "Photo 2" in found.source_line) == ("mine.yaml", True)


@pytest.mark.parametrize("kind", ["chart", "obj", "body", "pic"])
def test_a_chart_goes_into_a_placeholder_for_charts_or_for_any_object(kind: str) -> None:
    binding = read_binding(BINDING_YAML, "mine.yaml", Sink())
    old, new = b'<p:ph type="chart"', f'<p:ph type="{kind}"'.encode()
    pptx = zipped({name: data.replace(old, new) for name, data in members_of(PLUM).items()}, ZIP_STORED)
    sink = Sink()
    if kind in ("chart", "obj"):
        template = read_template(pptx, "mine", binding, sink)
        placeholder = template.layouts["chart"].find_placeholder("chart")
        assert placeholder is not None
        assert placeholder.type == kind
    else:
        with pytest.raises(BuildStopped):
            read_template(pptx, "mine", binding, sink)
        assert set(codes_in(sink)) == {"placeholder-unsuitable"}


def test_missing_and_unsuitable_placeholders_are_all_reported_at_their_lines() -> None:
    sink = Sink(SourceMap("report.yaml", ("title: …",)))
    text = (
        BINDING_YAML.decode()
        .replace("photo-1: 101", "photo-1: 111", 1)
        .replace("subtitle: 21", "subtitle: 99")
    )
    binding = read_binding(text.encode(), "mine.yaml", sink)
    assert sink.source is not None
    assert sink.source.file == "report.yaml"
    with pytest.raises(BuildStopped):
        read_template(PLUM, "mine", binding, sink)
    assert sorted(codes_in(sink)) == ["placeholder-not-found", "placeholder-unsuitable"]
    assert all(found.span and found.span.file == "mine.yaml" for found in sink)
    assert sink.source.file == "report.yaml"


def test_a_faulty_binding_is_reported_in_full() -> None:
    sink = Sink()
    text = (
        b"template: a.pptx\nvarants: {}\ntones: {accent: red, mutd: tx2}\nlimits: {title: {smallest: 3 pt}}\n"
    )
    with pytest.raises(BuildStopped):
        read_binding(text, "mine.yaml", sink)
    assert [(found.code.name, found.span.line if found.span else 0, found.message) for found in sink] == [
        ("unknown-key", 2, "there is no key `varants` here"),
        ("invalid-value", 3, "`accent` cannot be `red`"),
        ("unknown-key", 3, "there is no key `mutd` here"),
        ("invalid-value", 4, "`smallest` is 3 pt; it cannot be less than 6"),
    ]
    assert [found.hint for found in sink][2] == "did you mean `muted`?"


def test_of_two_slide_layouts_with_one_name_the_first_serves() -> None:
    presentation = Presentation()
    presentation.slide_layouts[5].name = "Title and Content"
    presentation.slide_layouts[1].placeholders[0].text_frame.paragraphs[0].font.size = Pt(10)
    buffer = BytesIO()
    presentation.save(buffer)
    template = read(buffer.getvalue(), default_binding())
    assert template.layouts["bullets"].slide_layout.part.endswith("slideLayout2.xml")
