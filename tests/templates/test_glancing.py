"""A look at the bytes of a slide layout tells what parsing tells, or nothing."""

from __future__ import annotations

import pytest

from deckgen.resources import shipped_templates
from deckgen.templates.glancing import Glance, glance
from deckgen.templates.masters import known_of
from deckgen.templates.unpacking import parse_xml
from tests.zips import members_of

MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def layout(shapes: str, name: str = 'name="Text · 文字"', head: str = HEAD) -> bytes:
    return (
        f'{head}<p:sldLayout xmlns:p="{MAIN}"><p:cSld {name}><p:spTree>{shapes}</p:spTree></p:cSld></p:sldLayout>'
    ).encode()


def shape(reference: str) -> str:
    return f"<p:sp><p:nvSpPr><p:nvPr>{reference}</p:nvPr></p:nvSpPr></p:sp>"


TITLE, BODY = shape('<p:ph type="title"/>'), shape('<p:ph idx="12"></p:ph>')


def test_names_and_types_are_those_that_parsing_finds() -> None:
    for path in sorted(shipped_templates().glob("*.pptx")):
        for name, data in members_of(path).items():
            if name.startswith("ppt/slideLayouts/slideLayout"):
                assert glance(data) == known_of(parse_xml(data, "layout"))


def test_what_is_left_out_has_its_usual_meaning() -> None:
    assert glance(layout(TITLE + BODY)) == Glance("Text · 文字", {0: "title", 12: "obj"})


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(layout(f"<p:grpSp>{BODY}</p:grpSp>"), id="group"),
        pytest.param(layout(f"<!--{BODY}-->"), id="comment"),
        pytest.param(layout(BODY + BODY), id="two of one idx"),
        pytest.param(layout(shape("<p:ph idx='12'/>")), id="other quotes"),
        pytest.param(layout(shape('<p:ph idx="&#49;2"/>')), id="entity"),
        pytest.param(layout(TITLE, name='name="a &amp; b"'), id="entity in the name"),
        pytest.param(layout(TITLE).replace(b"p:", b"q:").replace(b":p=", b":q="), id="other prefix"),
        pytest.param(layout(TITLE, head=HEAD.replace("UTF-8", "iso-8859-1")), id="other encoding"),
        pytest.param(layout(TITLE)[:-9], id="cut off"),
        pytest.param(layout(TITLE).decode().encode("utf-16"), id="UTF-16"),
    ],
)
def test_what_is_written_in_another_way_is_left_to_the_parser(data: bytes) -> None:
    assert glance(data) is None
