"""Strict Open XML is read like any other file, and the deck is transitional throughout."""

from __future__ import annotations

import pytest

from deckgen.templates.strict import transitional_address, transitional_xml
from tests.templates.packages import (
    LAYOUT,
    PRESENTATION,
    dangling,
    default_template,
    read,
    replacing,
    rewritten,
)
from tests.zips import members_of

NAMES = [
    ("schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties",
     "purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties"),
    ("schemas.openxmlformats.org/officeDocument/2006/", "purl.oclc.org/ooxml/officeDocument/"),
    ("schemas.openxmlformats.org/presentationml/2006/", "purl.oclc.org/ooxml/presentationml/"),
    ("schemas.openxmlformats.org/drawingml/2006/", "purl.oclc.org/ooxml/drawingml/"),
]  # fmt: skip


def strict(pptx: bytes) -> bytes:
    def rename(data: bytes) -> bytes:
        for transitional, name in NAMES:
            data = data.replace(transitional.encode(), name.encode())
        return data

    names = [name for name in members_of(pptx) if name.endswith((".xml", ".rels"))]
    conformance = replacing("<p:presentation ", '<p:presentation conformance="strict" ')
    return rewritten(rewritten(pptx, dict.fromkeys(names, rename)), {PRESENTATION: conformance})


def test_a_strict_template_says_the_same_as_its_transitional_twin() -> None:
    pptx = default_template(1, 3)
    one, other = read(pptx), read(strict(pptx))
    assert other.layouts == one.layouts
    assert (other.colours, other.width, other.height) == (one.colours, one.width, one.height)
    assert [part.name for part in other.parts] == [part.name for part in one.parts]


def test_nothing_strict_is_left_in_the_deck() -> None:
    template = read(strict(default_template(1)))
    for part in (template.presentation, *template.parts):
        assert b"purl.oclc.org" not in part.data
        assert b"conformance" not in part.data
        assert not [one.type for one in part.relationships if "purl.oclc.org" in one.type]
    assert dangling(template) == []


def test_strict_percentages_are_read_in_thousandths() -> None:
    spacing = '<a:lstStyle><a:lvl1pPr><a:lnSpc><a:spcPct val="90%"/></a:lnSpc></a:lvl1pPr></a:lstStyle>'
    pptx = rewritten(strict(default_template()), {LAYOUT: replacing("<a:lstStyle/>", spacing)})
    title = read(pptx).layouts["bullets"].find_placeholder("title")
    assert title is not None
    assert title.levels[0].line_spacing == pytest.approx(0.9)


def test_charts_count_in_whole_percents_and_words_are_left_alone() -> None:
    strict_xml = (
        b'<c:chart xmlns:c="http://purl.oclc.org/ooxml/drawingml/chart" '
        b'xmlns:a="http://purl.oclc.org/ooxml/drawingml/main"><c:gapWidth val="150%"/>'
        b'<c:numFmt formatCode="0%"/><a:alpha val="37.5%"/><a:x name="50%"/></c:chart>'
    )
    xml = transitional_xml(strict_xml)
    for expected in (b'gapWidth val="150"', b'formatCode="0%"', b'alpha val="37500"', b'name="50%"'):
        assert expected in xml


def test_addresses_that_are_not_strict_stay() -> None:
    assert transitional_address("http://example.org/a") == "http://example.org/a"
