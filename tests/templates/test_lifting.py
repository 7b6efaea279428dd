"""Templates that LibreOffice wrote: their looks stand in sample texts, and slides inherit them all the same."""

from __future__ import annotations

import re

from tests.templates.packages import LAYOUT, MASTER, dangling, default_template, read, rewritten

BODY = re.compile(rb'(<p:ph type="body".*?<a:bodyPr.*?)<a:lstStyle/>(?:<a:p>.*?</a:p>)+', re.S)
SAMPLE = (
    b'<a:p><a:pPr marL="432000" indent="-324000"><a:spcAft><a:spcPts val="1060"/></a:spcAft>'
    b'<a:buChar char="*"/></a:pPr>'
    b'<a:r><a:rPr lang="en-US" sz="2400" b="1"><a:latin typeface="Own Face"/></a:rPr><a:t>First level</a:t></a:r></a:p>'
    b'<a:p><a:pPr lvl="1" algn="ctr"/><a:endParaRPr lang="en-US" sz="2100"/></a:p>'
)


def by_libreoffice(xml: bytes) -> bytes:
    """The master without text styles, its body's looks on sample paragraphs."""
    changed, count = BODY.subn(rb"\1" + SAMPLE, xml, count=1)
    assert count
    return re.sub(rb"<p:txStyles>.*</p:txStyles>", b"", changed, flags=re.S)


def test_sample_paragraphs_become_the_list_style_level_by_level() -> None:
    template = read(rewritten(default_template(), {MASTER: by_libreoffice}))
    body = template.layouts["bullets"].find_placeholder("body")
    assert body is not None
    first, second = body.levels[:2]
    assert (first.points, first.bold, first.latin, first.bullet) == (24, True, "Own Face", "*")
    assert (first.margin_left, first.indent, first.space_after) == (432_000, -324_000, 10.6)
    assert (second.points, second.align) == (21, "ctr")
    assert dangling(template) == []


def test_the_deck_gets_the_list_style_too() -> None:
    template = read(rewritten(default_template(), {MASTER: by_libreoffice}))
    master = next(part.data for part in template.parts if part.name == f"/{MASTER}")
    assert b"<a:lvl1pPr" in master
    assert b"<a:lvl2pPr" in master
    assert b'<a:defRPr sz="2400" b="1"><a:latin typeface="Own Face"/></a:defRPr>' in master


def test_masters_with_text_styles_stay_as_they_are() -> None:
    pptx = default_template()
    masters = [part.data for part in read(pptx).parts if part.name in (f"/{MASTER}", f"/{LAYOUT}")]
    assert all(b"<a:lvl2pPr" not in data.partition(b"<p:txStyles>")[0] for data in masters)
