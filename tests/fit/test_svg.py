"""SVG files of others: what is harmless stays, what acts or leads elsewhere goes or is refused."""

from __future__ import annotations

from contextlib import suppress
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.fit.image_files import Unreadable
from deckgen.fit.svg import is_svg, read_svg

XLINK = "http://www.w3.org/1999/xlink"


def svg(inside: str = "", attributes: str = 'viewBox="0 0 30 20"', before: str = "") -> bytes:
    start = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="{XLINK}"'
    return f"{before}{start} {attributes}>{inside}</svg>".encode()


def cleaned(inside: str) -> str:
    return read_svg(svg(inside)).data.decode()


@pytest.mark.parametrize(
    "start",
    [
        b"<svg>",
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg width="1"/>',
        b'<?xml version="1.0"?><!-- Generator: Inkscape --><!DOCTYPE svg PUBLIC "-//W3C" "http://x"><svg:svg>',
        "<svg ".encode("utf-16"),
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>",
    ],
)
def test_an_svg_is_known_by_its_beginning(start: bytes) -> None:
    assert is_svg(start)


@pytest.mark.parametrize("start", [b"", b"<html><svg>", b"<svgs>", b"\x89PNG", b"<?xml version='1.0'?><a/>"])
def test_other_files_are_none(start: bytes) -> None:
    assert not is_svg(start)


def test_shapes_and_their_styles_stay() -> None:
    inside = (
        '<defs><linearGradient id="g"><stop offset="0" stop-color="#fff"/></linearGradient></defs>'
        '<style>.a &gt; .b { fill: url(#g) }</style><g class="a" transform="scale(2)">'
        '<path class="b" d="M0 0h3v3z"/><use xlink:href="#p" x="1"/></g>'
    )
    root = ElementTree.fromstring(cleaned(inside))
    names = [element.tag.partition("}")[2] for element in root.iter()]
    assert names == ["svg", "defs", "linearGradient", "stop", "style", "g", "path", "use"]
    assert root.find(".//{*}style").text == ".a > .b { fill: url(#g) }"  # type: ignore[union-attr]
    assert root.find(".//{*}use").attrib == {f"{{{XLINK}}}href": "#p", "x": "1"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "acting",
    [
        "<script>alert(1)</script>",
        '<script href="http://evil/x.js"/>',
        '<rect onclick="alert(1)" onload="alert(1)"/>',
        '<a xlink:href="http://evil"><rect/></a>',
        '<a href="javascript:alert(1)"><rect/></a>',
        "<animate attributeName='x'/><set attributeName='y'/>",
        "<metadata>alert</metadata><!-- alert -->",
        '<x:alert xmlns:x="urn:alert"><x:evil/></x:alert>',
        '<rect x:href="http://evil" xmlns:x="urn:alert"/>',
        '<rect style="fill:red;filter:url(http://evil)" filter="url(#evil)"/>',
        "<style>/* http://evil */ .a{fill:red}</style>",
        '<filter id="evil"><feTurbulence/></filter>',
        "<?alert evil?>",
        '<rect data-evil="alert"/>',
    ],
)
def test_what_acts_or_says_who_made_it_is_left_out(acting: str) -> None:
    text = cleaned(acting + '<circle r="3"/>')
    assert "circle" in text
    for word in ("alert", "evil", "animate", "<set", "onclick", "filter"):
        assert word not in text


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('<use xlink:href="http://evil/a.svg#b"/>', "refers to something outside it, `http://evil/a.svg#b`"),
        ('<use href="other.svg#b"/>', "refers to something outside it"),
        ('<use href="file:///etc/passwd"/>', "refers to something outside it"),
        ('<rect fill="url(http://evil)"/>', "refers to something outside it"),
        ("<rect style=\"fill:url('//evil')\"/>", "refers to something outside it"),
        ('<rect fill="URL( other.svg#a )"/>', "refers to something outside it"),
        ('<rect fill="url(other.svg"/>', "refers to something outside it"),
        ("<style>@import 'http://evil';</style>", "refers to something outside it"),
        (r"<style>@\69mport 'http://evil';</style>", "refers to something outside it"),
        (r'<rect style="fill:u\72l(//evil)"/>', "refers to something outside it"),
        ("<style>@font-face{src:url(//evil)}</style>", "refers to something outside it"),
        ("<style>u/**/rl(//evil) url(/**/'//evil')</style>", "refers to something outside it"),
        ('<image href="data:image/png;base64,AAAA"/>', "holds a bitmap"),
        ('<image href="http://evil/a.png"/>', "holds a bitmap"),
        ("<foreignObject><p/></foreignObject>", "holds a part of a web page"),
        ("<g>" * 200 + "</g>" * 200, "is too intricate"),
        ("<g/>" * 60_000, "is too intricate"),
        ("<g>", "is no well-formed SVG"),
        ("&lol;", "is no well-formed SVG"),
    ],
)
def test_what_leads_elsewhere_or_cannot_be_left_out_is_refused(inside: str, words: str) -> None:
    with pytest.raises(Unreadable, match="^" + words.replace("`", ".")):
        read_svg(svg(inside))


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "http://evil">%a;]>',
    ],
)
def test_entities_are_refused(before: str) -> None:
    with pytest.raises(Unreadable, match="declares entities"):
        read_svg(svg("&b;", before=before))


def test_a_document_type_without_entities_does_nothing() -> None:
    doctype = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert b"DOCTYPE" not in read_svg(svg(before=doctype)).data


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 30 20"', (30, 20)),
        ('width="60" height="40px"', (60, 40)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ('width="60" viewBox="0,0,30,20"', (60, 40)),
        ('height="40" viewBox="0 0 30 20"', (60, 40)),
        ('width="100%" height="100%" viewBox="0 0 30 20"', (30, 20)),
        ('width="9" height="6" viewBox="nonsense"', (9, 6)),
    ],
)
def test_the_size_is_read_in_every_spelling(attributes: str, size: tuple[float, float]) -> None:
    assert read_svg(svg(attributes=attributes)).size == pytest.approx(size)


@pytest.mark.parametrize(
    "attributes",
    [
        "",
        'width="10"',
        'viewBox="0 0 0 0"',
        'viewBox="0 0 nan 5"',
        'width="-4" height="4"',
        'viewBox="0 0 1e30 1"',
        'viewBox="0 0 1000 1"',
    ],
)
def test_a_drawing_without_a_usable_size_is_refused(attributes: str) -> None:
    with pytest.raises(Unreadable, match="how large"):
        read_svg(svg(attributes=attributes))


def test_text_is_noticed() -> None:
    assert read_svg(svg("<text>a &lt; b</text>")).has_text
    assert b"a &lt; b" in read_svg(svg("<text>a &lt; b</text>")).data
    assert not read_svg(svg("<g/>")).has_text


def test_a_file_of_many_megabytes_is_refused() -> None:
    with pytest.raises(Unreadable, match="of more than 4 MB"):
        read_svg(svg(" " * 4_000_000))


@given(st.binary(max_size=300), st.text(max_size=100))
def test_whatever_is_in_it_a_file_is_cleaned_or_refused(data: bytes, text: str) -> None:
    for whole in (data, svg().replace(b"</svg>", data), svg(f"<style>{text}</style><rect fill='{text}'/>")):
        with suppress(Unreadable):
            again = read_svg(whole).data
            assert read_svg(again).data == again
