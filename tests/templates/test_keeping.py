"""What a deck takes over from its template, and what stays behind without leaving a reference to it."""

from __future__ import annotations

import re

import pytest

from deckgen.diagnostics import Sink
from deckgen.templates.model import Part, Template
from tests.templates.packages import (
    LAYOUT,
    MASTER,
    OFFICE,
    PRESENTATION,
    Change,
    dangling,
    default_template,
    read,
    related,
    replacing,
    rewritten,
    shaped,
)

DEFAULT = default_template()
NAMED = '<p:cNvPr id="900" name="x"/>'
PICTURE = (
    f"<p:pic><p:nvPicPr>{NAMED}<p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip %s/>"
    "<a:stretch/></p:blipFill><p:spPr/></p:pic>"
)
SHAPE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="900" name="x">%s</p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr>'
    "<p:spPr>%s</p:spPr></p:sp>"
)
OBJECT = (
    f"<p:graphicFrame><p:nvGraphicFramePr>{NAMED}<p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>"
    '<a:graphic><a:graphicData uri="x"><p:oleObj r:id="rId90"/></a:graphicData></a:graphic></p:graphicFrame>'
)


def outside(kind: str, target: str) -> str:
    return f'Id="rId90" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"'


def inside(kind: str, target: str) -> str:
    return f'Id="rId90" Type="{kind if "/" in kind else f"{OFFICE}/{kind}"}" Target="{target}"'


def layout_with(xml: str, relationship: str, **added: bytes) -> bytes:
    return rewritten(DEFAULT, {LAYOUT: shaped(xml), **related(LAYOUT, relationship)}, added)


def layout_of(template: Template) -> Part:
    return next(part for part in template.parts if part.name == f"/{LAYOUT}")


def found(pptx: bytes) -> tuple[Template, list[str]]:
    sink = Sink()
    template = read(pptx, sink=sink)
    return template, [f"{one.code.name}: {one.message}" for one in sink]


@pytest.mark.parametrize(
    ("xml", "kind", "target"),
    [
        (PICTURE % 'r:link="rId90"', "image", "file:///\\\\server\\share\\logo.png"),
        (PICTURE % 'r:link="rId90"', "image", "https://example.org/logo.png"),
        (
            SHAPE % ("", '<a:blipFill><a:blip r:link="rId90"/></a:blipFill>'),
            "image",
            "http://example.org/a.png",
        ),
        (SHAPE % ('<a:hlinkClick r:id="rId90"/>', ""), "hyperlink", "file:///C:/tools/run.exe"),
        (SHAPE % ('<a:hlinkClick r:id="rId90"/>', ""), "hyperlink", "javascript:alert(1)"),
        (OBJECT, "oleObject", "file:///C:/figures.xlsx"),
    ],
)
def test_what_lies_outside_is_reported_once_and_left_out(xml: str, kind: str, target: str) -> None:
    template, findings = found(layout_with(xml, outside(kind, target)))
    (finding,) = findings
    assert finding.startswith("template-external: ")
    assert f"/{LAYOUT}" in finding
    assert target in finding
    assert not [one for one in layout_of(template).relationships if one.external]
    assert target.encode() not in layout_of(template).data
    assert dangling(template) == []


def test_one_address_on_many_slide_layouts_is_one_finding() -> None:
    links = [MASTER, LAYOUT, "ppt/slideLayouts/slideLayout3.xml"]
    changes: dict[str, Change] = {}
    for member in links:
        changes |= {member: shaped(PICTURE % 'r:link="rId90"')}
        changes |= related(member, outside("image", "http://example.org/logo.png"))
    _, findings = found(rewritten(DEFAULT, changes))
    assert len(findings) == 1
    assert "and 2 more" in findings[0]


@pytest.mark.parametrize("target", ["https://example.org/", "mailto:office@example.org"])
def test_links_to_click_on_stay(target: str) -> None:
    pptx = layout_with(SHAPE % ('<a:hlinkClick r:id="rId90"/>', ""), outside("hyperlink", target))
    template, findings = found(pptx)
    assert findings == []
    assert [one.target for one in layout_of(template).relationships if one.external] == [target]
    assert b"hlinkClick" in layout_of(template).data


def test_a_linked_picture_that_is_also_embedded_stays_without_its_link() -> None:
    image = inside("image", "../media/logo.png").replace("rId90", "rId91")
    xml = PICTURE % 'r:embed="rId91" r:link="rId90"'
    changes = {
        LAYOUT: shaped(xml),
        **related(LAYOUT, outside("image", "http://example.org/a.png"), image),
        "[Content_Types].xml": replacing(
            "</Types>", '<Default Extension="png" ContentType="image/png"/></Types>'
        ),
    }
    template = read(rewritten(DEFAULT, changes, {"ppt/media/logo.png": b"png"}))
    assert b"r:embed" in layout_of(template).data
    assert b"r:link" not in layout_of(template).data
    assert "/ppt/media/logo.png" in [part.name for part in template.parts]


@pytest.mark.parametrize(
    ("xml", "relationship"),
    [
        (PICTURE % 'r:embed="rId90"', inside("image", "NULL")),
        (PICTURE % 'r:embed="rId90"', inside("image", "../media/gone.png")),
        (SHAPE % ('<a:hlinkClick r:id="rId90"/>', ""), inside("slide", "../slides/slide1.xml")),
        (SHAPE % ('<a:hlinkClick r:id="rId90"/>', ""), inside("hyperlink", "#Slide 2")),
        (OBJECT, inside("control", "../activeX/activeX1.xml")),
    ],
)
def test_references_to_what_is_not_there_or_not_taken_over_go_with_it(xml: str, relationship: str) -> None:
    pptx = rewritten(
        default_template(1),
        {LAYOUT: shaped(xml), **related(LAYOUT, relationship)},
        {"ppt/activeX/activeX1.xml": b"<x/>"},
    )
    template, findings = found(pptx)
    assert findings == []
    assert dangling(template) == []
    assert b"rId90" not in layout_of(template).data


def test_parts_that_lose_nothing_stay_byte_for_byte() -> None:
    pptx = layout_with(SHAPE % ('<a:hlinkClick r:id="rId90"/>', ""), outside("hyperlink", "file:///C:/a"))
    before = {part.name: part.data for part in read(DEFAULT).parts}
    after = {part.name: part.data for part in read(pptx).parts}
    assert before.keys() == after.keys()
    assert [name for name in before if before[name] != after[name]] == [f"/{LAYOUT}"]


def test_macros_are_left_out_and_a_note_says_so() -> None:
    macros = inside("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin")
    pptx = rewritten(DEFAULT, related(PRESENTATION, macros), {"ppt/vbaProject.bin": b"macros"})
    template, findings = found(pptx)
    assert [finding.partition(":")[0] for finding in findings] == ["template-macros"]
    assert not [part.name for part in template.parts if "vba" in part.name]


def test_the_password_against_changes_is_the_templates_own() -> None:
    lock = replacing("<p:notesSz", '<p:modifyVerifier algorithmName="SHA-512"/><p:notesSz')
    assert b"modifyVerifier" not in read(rewritten(DEFAULT, {PRESENTATION: lock})).presentation.data


def test_the_snapshot_of_an_earlier_build_is_not_the_new_decks() -> None:
    custom = inside("customXml", "../customXml/item1.xml")
    other = custom.replace("rId90", "rId91").replace("item1", "item2")
    pptx = rewritten(
        DEFAULT,
        related(PRESENTATION, custom, other),
        {
            "customXml/item1.xml": b'<snapshot xmlns="urn:deckgen:snapshot"/>',
            "customXml/item2.xml": b"<brand/>",
        },
    )
    names = [part.name for part in read(pptx).parts]
    assert "/customXml/item2.xml" in names
    assert "/customXml/item1.xml" not in names


def test_embedded_fonts_stay_with_their_relationships() -> None:
    fonts = (
        '<p:embeddedFontLst><p:embeddedFont><p:font typeface="Own"/><p:regular r:id="rId90"/>'
        "</p:embeddedFont></p:embeddedFontLst><p:defaultTextStyle>"
    )
    changes = {
        PRESENTATION: replacing("<p:defaultTextStyle>", fonts),
        **related(PRESENTATION, inside("font", "fonts/font1.fntdata")),
    }
    template = read(rewritten(DEFAULT, changes, {"ppt/fonts/font1.fntdata": b"font"}))
    assert "/ppt/fonts/font1.fntdata" in [part.name for part in template.parts]
    assert b'r:id="rId90"' in template.presentation.data
    assert dangling(template) == []


def test_a_template_that_says_no_slide_size_has_powerpoints_own() -> None:
    template = read(rewritten(DEFAULT, {PRESENTATION: replacing("<p:sldSz ", "<p:other ")}))
    assert (template.width, template.height) == (9_144_000, 6_858_000)
    assert b'sldSz cx="9144000" cy="6858000"' in template.presentation.data


def test_a_notes_master_that_is_listed_but_not_there_is_replaced() -> None:
    listed = '</p:sldMasterIdLst><p:notesMasterIdLst><p:notesMasterId r:id="rId77"/></p:notesMasterIdLst>'
    template = read(rewritten(DEFAULT, {PRESENTATION: replacing("</p:sldMasterIdLst>", listed)}))
    assert dangling(template) == []
    assert template.presentation.data.count(b"<p:notesMasterId ") == 1


def test_a_show_of_some_sample_slides_becomes_one_of_all_slides() -> None:
    shows = '<p:custShowLst><p:custShow name="A" id="0"><p:sldLst/></p:custShow></p:custShowLst><p:defaultTextStyle>'
    some = '<p:showPr loop="1"><p:custShow id="0"/></p:showPr></p:presentationPr>'
    changes = {
        PRESENTATION: replacing("<p:defaultTextStyle>", shows),
        "ppt/presProps.xml": lambda xml: re.sub(rb"/>\s*$|</p:presentationPr>", some.encode(), xml),
    }
    template = read(rewritten(DEFAULT, changes))
    properties = next(part.data for part in template.parts if part.name == "/ppt/presProps.xml")
    assert b'<p:showPr loop="1"><p:sldAll/></p:showPr>' in properties
    assert b"custShow" not in template.presentation.data


def test_comments_go_with_the_sample_slides() -> None:
    authors = inside("commentAuthors", "commentAuthors.xml")
    pptx = rewritten(DEFAULT, related(PRESENTATION, authors), {"ppt/commentAuthors.xml": b"<x/>"})
    assert "/ppt/commentAuthors.xml" not in [part.name for part in read(pptx).parts]
