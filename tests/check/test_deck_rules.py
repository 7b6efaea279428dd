"""Each rule on decks has faults that it finds, put into a good deck one by one, and cases in which it is silent."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from deckgen.check.deck_model import DeckSubject
from deckgen.check.decks import DECK_RULES, check_written
from deckgen.check.settings import Settings
from deckgen.codes import CODES
from deckgen.diagnostics import Severity, Sink
from deckgen.written.reading import read_deck
from tests.check.decks import both, changed, codes, faulty, findings, good_deck, subbed
from tests.check.test_text_rules import OF_TEXT
from tests.templates.packages import (
    OFFICE,
    PRESENTATION,
    TYPES,
    Change,
    related,
    replacing,
    shaped,
)

ROOT = Path(__file__).parents[2]
TEXT, CHARTED, TABLED, PICTURED = (f"ppt/slides/slide{number}.xml" for number in (4, 5, 6, 7))
CHART, PHOTO = "ppt/charts/chart1.xml", "ppt/media/image1.jpg"
RELS = "ppt/slides/_rels/slide4.xml.rels"
BODY = '<p:cNvPr id="4" name="body"/>'


def external(kind: str, target: str) -> dict[str, Change]:
    return related(TEXT, f'Id="rId90" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"')


def box(
    text: str, *, id_: int = 50, place: str = "3000000,3000000,3000000,900000", run: str = "", fill: str = ""
) -> Change:
    """The change that puts a text box onto a slide."""
    left, top, width, height = place.split(",")
    properties = run or '<a:rPr lang="zh-CN" altLang="en-US"/>'
    return shaped(
        f'<p:sp><p:nvSpPr><p:cNvPr id="{id_}" name="box"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>'
        f'<a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom>{fill}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:r>{properties}<a:t>{text}</a:t></a:r></a:p>"
        "</p:txBody></p:sp>"
    )


def inked(colour: str, more: str = "") -> str:
    fill = f'<a:solidFill><a:srgbClr val="{colour}">{more}</a:srgbClr></a:solidFill>'
    return f'<a:rPr lang="zh-CN" altLang="en-US" sz="1600">{fill}</a:rPr>'


def solid(colour: str, more: str = "") -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}">{more}</a:srgbClr></a:solidFill>'


GRADIENT = (
    '<a:gradFill><a:gsLst><a:gs pos="0"><a:srgbClr val="000000"/></a:gs>'
    '<a:gs pos="100000"><a:srgbClr val="F0F0F0"/></a:gs></a:gsLst></a:gradFill>'
)


def line(angle: int) -> str:
    """A linear gradient from dark to light; `angle` is in degrees."""
    return GRADIENT.replace("</a:gradFill>", f'<a:lin ang="{angle * 60_000}"/></a:gradFill>')


def below(preset: str, place: str = "2900000,1500000,3200000,3200000") -> Change:
    """A dark shape of a preset geometry, which the box of the next change stands in."""
    return both(
        box("", id_=51, place=place, fill=solid("101010")),
        subbed(
            'prst="rect"(?=><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="101010")', f'prst="{preset}"'
        ),
    )


OBJECT = (
    '<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="60" name="formula" descr="公式"/><p:cNvGraphicFramePr/><p:nvPr/>'
    '</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="0"/><a:ext cx="9" cy="9"/></p:xfrm><a:graphic><a:graphicData '
    'uri="http://schemas.openxmlformats.org/presentationml/2006/ole"><p:oleObj progId="Equation.3" r:id="rId90">'
    "<p:embed/></p:oleObj></a:graphicData></a:graphic></p:graphicFrame>"
)


def photo(*, gps: bool = False, size: tuple[int, int] = (800, 600), form: str = "JPEG") -> bytes:
    image, buffer, exif = Image.effect_noise(size, 90).convert("RGB"), io.BytesIO(), Image.Exif()
    if gps:
        exif.get_ifd(0x8825)[1], exif.get_ifd(0x8825)[2] = "N", (28.0, 41.0, 0.0)
    image.save(buffer, form, exif=exif, **({"quality": 100} if form == "JPEG" else {}))
    return buffer.getvalue()


def before_title(data: bytes) -> bytes:
    """The slide with its body drawn first."""
    text = data.decode()
    start = text.index("<p:sp><p:nvSpPr>" + BODY)
    end = text.index("</p:sp>", start) + len("</p:sp>")
    first = text.index("<p:sp>")
    return (text[:first] + text[start:end] + text[first:start] + text[end:]).encode()


FAULTS: dict[str, tuple[dict[str, Change], str, int | None]] = {
    # parts
    "a picture that was not copied": (
        {"ppt/slides/_rels/slide7.xml.rels": replacing("image1.jpg", "image9.jpg")}, "part-missing", 7,
    ),
    "a slide without slide layout": (
        {RELS: subbed(r"<Relationship [^>]*slideLayout[^>]*/>", "")}, "part-missing", 4,
    ),
    "a lost relationship": ({TEXT: replacing('r:id="rId4"', 'r:id="rId77"')}, "relationship-missing", 4),
    "two relationships of one id": (
        related(TEXT, f'Id="rId4" Type="{OFFICE}/hyperlink" Target="https://a.org" TargetMode="External"'),
        "relationship-twice", 4,
    ),
    "a control character": ({TEXT: replacing("宣讲覆盖城乡", "宣讲\x0b覆盖")}, "part-damaged", None),
    "a part cut off": ({CHART: lambda data: data[: len(data) // 2]}, "part-damaged", None),
    "another root": (
        {"ppt/theme/theme1.xml": both(subbed("<a:theme ", "<a:thema "), subbed("</a:theme>", "</a:thema>"))},
        "part-damaged", None,
    ),
    "no content type": ({TYPES: subbed(r'<Override [^>]*/slide4\.xml"[^>]*/>', ""),}, "content-type-wrong", 4),
    "a content type of something else": (
        {TYPES: subbed(r'(/slide4\.xml" ContentType="[^"]*)slide\+xml', r"\1notesSlide+xml")}, "content-type-wrong", 4,
    ),
    "a template under the name of a deck": (
        {TYPES: replacing("presentation.main+xml", "template.main+xml")}, "content-type-wrong", None,
    ),
    "a slide deleted by half": ({PRESENTATION: subbed(r'<p:sldId id="259"[^>]*/>', "")}, "slide-orphaned", None),
    # ids
    "a slide id twice": ({PRESENTATION: replacing('<p:sldId id="259"', '<p:sldId id="258"')}, "slide-id-faulty", 4),
    "a small slide id": ({PRESENTATION: replacing('<p:sldId id="259"', '<p:sldId id="9"')}, "slide-id-faulty", 4),
    "a slide listed twice": ({PRESENTATION: replacing('r:id="rId10"', 'r:id="rId9"')}, "slide-id-faulty", None),
    "a small master id": (
        {PRESENTATION: replacing('<p:sldMasterId id="2147483648"', '<p:sldMasterId id="12"')}, "layout-id-faulty", None,
    ),
    "a slide layout that is not listed": (
        {"ppt/slideMasters/slideMaster1.xml": subbed(r"<p:sldLayoutId [^>]*/>", "")}, "layout-id-faulty", None,
    ),
    "a shape id twice": ({TEXT: replacing(BODY, '<p:cNvPr id="3" name="body"/>')}, "shape-id-twice", 4),
    "sections without the slides": (
        {PRESENTATION: replacing("</p:presentation>",
            '<p:extLst><p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst '
            'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main"><p14:section name="a" id="{1}">'
            '<p14:sldIdLst><p14:sldId id="999"/></p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>'
            "</p:presentation>")}, "section-stale", None,
    ),
    # markup
    "a place with a fraction": (
        {TABLED: subbed(r'<a:off x="(\d+)" y="(\d+)"/>(?=<a:ext cx="[1-9])', r'<a:off x="\1.5" y="\2"/>')},
        "number-faulty", 6,
    ),
    "a negative size": ({TEXT: box("内容文字", place="0,0,-5,900000")}, "number-faulty", 4),
    "a colour by name": ({TEXT: box("内容文字", fill=solid("red"))}, "number-faulty", 4),
    "a size in points": ({TEXT: replacing('altLang="en-US"/>', 'altLang="en-US" sz="18"/>')}, "number-faulty", 4),
    "a text without paragraph": ({TEXT: subbed(r"<a:p>.*?</a:p>", "")}, "text-body-empty", 4),
    "a row that is short": ({TABLED: subbed(r"(<a:tr .*?</a:tr>.*?)<a:tc>.*?</a:tc>", r"\1")}, "table-ragged", 6),
    "a cell that reaches out": ({TABLED: subbed("<a:tc>", '<a:tc gridSpan="9">')}, "table-ragged", 6),
    "notes of another slide": (
        {"ppt/notesSlides/_rels/notesSlide1.xml.rels": replacing("slides/slide4.xml", "slides/slide5.xml")},
        "notes-unlinked", 4,
    ),
    # structure
    "a fill behind its typeface": (
        {TEXT: replacing('altLang="en-US"/>', f'altLang="en-US"><a:ea typeface="宋体"/>{solid("111111")}</a:rPr>')},
        "schema-place", 4,
    ),
    "paragraph properties behind the text": (
        {TEXT: subbed(r"(<a:r>.*?</a:r>)", r"\1<a:pPr/>")}, "schema-place", 4,
    ),
    "an element that nobody knows": (
        {TEXT: replacing("<a:lstStyle/>", "<a:lstStyle/><a:wordart/>")}, "schema-place", 4,
    ),
    "transition before the slide": ({TEXT: replacing("<p:cSld", "<p:transition/><p:cSld")}, "schema-place", 4),
    "slides before masters": (
        {PRESENTATION: subbed("(<p:sldMasterIdLst>.*</p:sldMasterIdLst>)(.*)(<p:sldIdLst>.*</p:sldIdLst>)", r"\3\2\1")},
        "schema-place", None,
    ),
    "series before the direction of bars": (
        {CHART: subbed('(<c:barDir val="[a-z]*"/>)(.*)(<c:ser>.*</c:ser>)', r"\3\1\2")}, "schema-place", None,
    ),
    "a shape without properties": ({TEXT: subbed("<p:spPr/>", "")}, "schema-lack", 4),
    "a shape without a name": ({TEXT: replacing('id="4" name="body"', 'id="4"')}, "schema-lack", 4),
    "a table without grid": ({TABLED: subbed("<a:tblGrid>.*</a:tblGrid>", "")}, "schema-lack", 6),
    "a theme of two fills": (
        {"ppt/theme/theme1.xml": subbed(
            "<a:fillStyleLst>.*?</a:fillStyleLst>", f"<a:fillStyleLst>{2 * solid('111111')}</a:fillStyleLst>"
        )}, "schema-lack", None,
    ),
    "a word for another": ({TEXT: subbed("<a:bodyPr[^>]*?(/?)>", r'<a:bodyPr anchor="middle"\1>')}, "schema-value", 4),
    "an attribute of something else": ({TEXT: subbed("<a:p>", '<a:p algn="ctr">')}, "schema-value", 4),
    "a share of text": (
        {TEXT: subbed("<a:bodyPr[^>]*?/>", '<a:bodyPr><a:normAutofit fontScale="most"/></a:bodyPr>')},
        "schema-value", 4,
    ),
    "an unheard-of placeholder": ({TEXT: replacing('type="title"', 'type="heading"')}, "schema-value", 4),
    # charts
    "a value that is no number": ({CHART: replacing("<c:v>18</c:v>", "<c:v>nan</c:v>")}, "chart-data-faulty", 5),
    "a point twice": ({CHART: subbed(r'(<c:formatCode>0.*?)idx="1"', r'\1idx="0"')}, "chart-data-faulty", 5),
    "a point too many": (
        {CHART: subbed(r'(<c:formatCode>0</c:formatCode><c:ptCount val=)"3"', r'\1"2"')}, "chart-data-faulty", 5,
    ),
    "labels outside stacked bars": (
        {CHART: replacing('grouping val="clustered"', 'grouping val="stacked"')}, "chart-data-faulty", 5,
    ),
    "a workbook that is none": (
        {"ppt/embeddings/Microsoft_Excel_Sheet1.xlsx": lambda _: b"<html>"}, "workbook-damaged", 5,
    ),
    # media and properties
    "a picture that is another": ({PHOTO: lambda _: b"RIFF\0\0\0\0WEBPVP8 "}, "picture-type-wrong", 7),
    "a photo with its place": ({PHOTO: lambda _: photo(gps=True)}, "picture-metadata", 7),
    "a huge photo": ({PHOTO: lambda _: photo(size=(7000, 5000))}, "media-oversized", 7),
    "a property twice": (
        {"docProps/core.xml": subbed(r"(<dc:title>.*?</dc:title>)", r"\1\1")}, "properties-faulty", None,
    ),
    "a date that is none": (
        {"docProps/core.xml": subbed("</cp:core", "<dcterms:created>yesterday</dcterms:created></cp:core")},
        "properties-faulty", None,
    ),
    # outside and unseen
    "a linked picture": (external("image", "https://example.com/a.png"), "link-outside", 4),
    "a link to a file": (external("hyperlink", "file:///C:/Users/me/plan.xlsx"), "link-outside", 4),
    "a link to an inner server": (external("hyperlink", "http://192.168.1.4/x"), "link-outside", 4),
    "macros": (
        related(PRESENTATION, 'Id="rId90" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
                'Target="presProps.xml"'), "macros-present", None,
    ),
    "an embedded workbook": (
        related(TEXT, f'Id="rId90" Type="{OFFICE}/package" Target="../embeddings/Microsoft_Excel_Sheet1.xlsx"'),
        "object-embedded", 4,
    ),
    "a name in the properties": (
        {"docProps/app.xml": subbed("</Properties>", "<Company>某某公司</Company></Properties>")},
        "metadata-personal", None,
    ),
    "comments": (related(TEXT, f'Id="rId90" Type="{OFFICE}/comments" Target="../presProps.xml"'), "comments-left", 4),
    "a hidden slide of somebody else": (
        {TEXT: both(replacing("<p:sld ", '<p:sld show="0" '), subbed("<p:custDataLst>.*</p:custDataLst>", ""))},
        "slide-hidden", 4,
    ),
    "a text beside the slide": ({TEXT: box("先别给领导看", place="-4000000,0,3000000,900000")}, "shape-off-slide", 4),
    "an uncommon typeface": (
        {TEXT: replacing('altLang="en-US"/>', 'altLang="en-US"><a:ea typeface="站酷快乐体"/></a:rPr>')},
        "font-uncommon", 4,
    ),
    # everybody can read it
    "no title": ({TEXT: subbed("<a:t>宣讲覆盖城乡</a:t>", "<a:t></a:t>")}, "title-missing", 4),
    "a title twice": (
        {PICTURED: subbed("<a:t>基层妇女之家启用</a:t>", "<a:t>宣讲覆盖城乡</a:t>")}, "title-repeated", 7,
    ),
    "a photo without description": ({PICTURED: subbed(' descr="几位[^"]*"', "")}, "alt-missing", 7),
    "a chart without description": ({CHARTED: subbed(' descr="[^"]*"', "")}, "alt-missing", 5),
    "a table without description": ({TABLED: subbed(' descr="[^"]*"', "")}, "alt-missing", 6),
    "a file name": ({PICTURED: subbed(' descr="几位[^"]*"', ' descr="IMG_2041.JPG"')}, "alt-unhelpful", 7),
    "a number": ({PICTURED: subbed(' descr="几位[^"]*"', ' descr="图片 3"')}, "alt-unhelpful", 7),
    "a machine's description": (
        {PICTURED: subbed(' descr="几位[^"]*"', ' descr="人群&#10;&#10;描述已自动生成"')}, "alt-unhelpful", 7,
    ),
    "a body before the title": ({TEXT: before_title}, "reading-order", 4),
    "an upper text read last": (
        {TEXT: both(
            box("第二段文字在下面，先被读出来了", place="3000000,5000000,3000000,500000"),
            box("第一段文字在上面，后被读出来了", id_=51, place="3000000,4200000,3000000,500000"),
        )}, "reading-order", 4,
    ),
    "grey on white": ({TEXT: box("看不清的文字", run=inked("B0B0B0"), fill=solid("FFFFFF"))}, "contrast-low", 4),
    "a see-through text": (
        {TEXT: box("看不清的文字", run=inked("000000", '<a:alpha val="30000"/>'), fill=solid("FFFFFF"))},
        "contrast-low", 4,
    ),
    "white on the light end of a gradient": (
        {TEXT: box("看不清的文字", run=inked("FFFFFF"), fill=GRADIENT)},
        "contrast-low", 4,
    ),
    "white at the light end of a linear gradient": (
        {TEXT: both(
            box("", id_=51, place="3000000,3000000,9000000,900000", fill=line(0)),
            box("看不清的文字", run=inked("FFFFFF"), place="10000000,3000000,2000000,900000"),
        )},
        "contrast-low", 4,
    ),
    "dark text on a dark shape": (
        {TEXT: both(below("rect"), box("看不清的文字", run=inked("202020")))}, "contrast-low", 4,
    ),
    "a pale date": (
        {TEXT: both(
            box("2026年1月", run=inked("D0D0D0"), fill=solid("FFFFFF")),
            replacing('<p:cNvSpPr txBox="1"/><p:nvPr/>', '<p:cNvSpPr/><p:nvPr><p:ph type="dt" idx="90"/></p:nvPr>'),
        )}, "contrast-low", 4,
    ),
    "white on a shape below": (
        {TEXT: both(
            box("", id_=51, place="2900000,2900000,3200000,1100000", fill=solid("FFE699")),
            box("看不清的文字", run=inked("FFFFFF")),
        )}, "contrast-low", 4,
    ),
    "white on the page": ({TEXT: box("看不清的文字", run=inked("FFFFFF"))}, "contrast-low", 4),
    "a pale head of a table": (
        {TABLED: subbed("(<a:tr .*?<a:rPr [^>]*?)/>", rf'\1>{solid("603060")}</a:rPr>')},
        "contrast-low", 6,
    ),
    "a table without head": ({TABLED: subbed(' firstRow="1"', "")}, "table-header-missing", 6),
    "Chinese as English": (
        {TEXT: subbed('lang="zh-CN" altLang="en-US"(/><a:t>开展)', r'lang="en-US"\1')}, "language-wrong", 4,
    ),
    "English as Chinese": (
        {TEXT: box("we went to every single town", run='<a:rPr lang="zh-CN"/>')}, "language-wrong", 4,
    ),
    "text without language": ({TEXT: subbed(' lang="zh-CN" altLang="en-US"', "")}, "language-missing", None),
    "click here": ({TEXT: replacing("省妇联官方网站", "点击这里")}, "link-text-unhelpful", 4),
    "a long address": (
        {TEXT: replacing("省妇联官方网站", "https://example.org/a/long/path/to/it.html")}, "link-text-unhelpful", 4,
    ),
    "a pie that only colours explain": (
        {CHART: both(
            both(subbed("<c:dLbls>.*?</c:dLbls>", ""), subbed("barChart>", "pieChart>", 2)),
            subbed("</c:plotArea>", "</c:plotArea><c:legend/>"),
        )}, "colour-alone", 5,
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found_where_it_is(fault: str) -> None:
    changes, code, slide = FAULTS[fault]
    places = {(one.code.name, one.spot.slide if one.spot else None) for one in faulty(changes)}
    assert (code, slide) in places


BESIDE_A_REPORT = {
    "figure-foreign",
    "figure-lost",
    "figure-displaced",
    "words-changed",
    "agenda-differs",
    "sections-misnumbered",
    "prompt-left",
    "schema-broken",
}
"""Tested with a report, in test_deck_figures.py, test_names.py and test_rules.py, and by the seeded faults."""


def test_every_rule_has_a_fault_and_every_code_a_rule() -> None:
    of_rules = [code.name for rule in DECK_RULES for code in rule.codes]
    assert len(set(of_rules)) == len(of_rules)
    assert {code for _, code, _ in FAULTS.values()} == set(of_rules) - BESIDE_A_REPORT - OF_TEXT
    assert all(CODES[name].severity in Severity for name in of_rules)
    assert all(rule.doc.count("\n") > 2 for rule in DECK_RULES)


def test_nothing_is_found_in_a_good_deck() -> None:
    assert findings(good_deck()) == []


HARMLESS: dict[str, dict[str, Change]] = {
    "a face drawn with a kana": {TEXT: box("¯\\_(ツ)_/¯", run='<a:rPr lang="en-US"/>')},
    "a sound web link": external("hyperlink", "https://example.com/?a=b"),
    "a mail address": external("hyperlink", "mailto:a@example.com"),
    "a relationship to NULL": related(TEXT, f'Id="rId90" Type="{OFFICE}/image" Target="NULL"'),
    "a decorative picture": {
        PICTURED: subbed(
            ' descr="几位[^"]*"/>',
            '><a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
            'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
            "</a:extLst></p:cNvPr>",
        )
    },
    "a title outside the slide": {
        TEXT: subbed(
            r'(type="title"/></p:nvPr></p:nvSpPr>)<p:spPr/>',
            r'\1<p:spPr><a:xfrm><a:off x="0" y="-2000000"/><a:ext cx="9000000" cy="900000"/></a:xfrm></p:spPr>',
        )
    },
    "a title that continues": {TABLED: subbed("<a:t>三个地市的进度</a:t>", "<a:t>经费逐年增加</a:t>")},
    "a short address": {TEXT: replacing("省妇联官方网站", "www.example.org")},
    "dark on a light shape on a dark one": {
        TEXT: both(
            box("", id_=51, place="2900000,2900000,3200000,1100000", fill=solid("202020")),
            box("看得清的文字", run=inked("000000"), fill=solid("FFE699")),
        )
    },
    "white on a dark shape with a light one beside it": {
        TEXT: both(
            both(
                box("", id_=51, place="2900000,2900000,3200000,1100000", fill=solid("202020")),
                box("", id_=52, place="6200000,2900000,900000,1100000", fill=solid("FFFFFF")),
            ),
            box("看得清的文字", run=inked("FFFFFF")),
        )
    },
    "white at the dark end of a linear gradient": {
        TEXT: both(
            box("", id_=51, place="3000000,3000000,9000000,900000", fill=line(0)),
            box("看得清的文字", run=inked("FFFFFF"), place="3000000,3000000,2000000,900000"),
        )
    },
    "dark text in a ring": {TEXT: both(below("donut"), box("看得清的文字", run=inked("202020")))},
    "dark text beside a corner": {TEXT: both(below("corner"), box("看得清的文字", run=inked("202020")))},
    "a grey date": {
        TEXT: both(
            box("2026年1月", run=inked("898989"), fill=solid("FFFFFF")),
            replacing(
                '<p:cNvSpPr txBox="1"/><p:nvPr/>', '<p:cNvSpPr/><p:nvPr><p:ph type="dt" idx="90"/></p:nvPr>'
            ),
        )
    },
    "one shape without a number": {TEXT: replacing(BODY, '<p:cNvPr id="0" name="body"/>')},
    "a weight under a name of its own": {
        TEXT: replacing('altLang="en-US"/>', 'altLang="en-US"><a:ea typeface="Heiti SC Light"/></a:rPr>')
    },
    "a formula": {
        **related(
            TEXT, f'Id="rId90" Type="{OFFICE}/package" Target="../embeddings/Microsoft_Excel_Sheet1.xlsx"'
        ),
        TEXT: shaped(OBJECT),
    },
    "grey that is large": {
        TEXT: box("大字", run=inked("808080").replace("1600", "2400"), fill=solid("FFFFFF"))
    },
    "Latin names in Chinese text": {TEXT: box("WPS Office")},
    "a photo without place": {PHOTO: lambda _: photo()},
    "a number with an exponent": {CHART: replacing("<c:v>18</c:v>", "<c:v>1.8E1</c:v>")},
    "attributes of later versions": {
        TEXT: subbed(
            "<p:cNvPr ",
            '<p:cNvPr xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" p14:new="1" ',
        )
    },
    "a transition in two versions": {
        TEXT: subbed(
            "</p:sld>",
            '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
            'xmlns:p14="http://schemas.microsoft.com/office/powerpoint/2010/main" Requires="p14">'
            '<p:transition p14:dur="9"><p14:vortex/></p:transition></mc:Choice><mc:Fallback><p:transition spd="slow">'
            "<p:fade/></p:transition></mc:Fallback></mc:AlternateContent></p:sld>",
        )
    },
    "shares with a percent sign": {
        TEXT: subbed("<a:bodyPr[^>]*?/>", '<a:bodyPr><a:normAutofit fontScale="92.5%"/></a:bodyPr>')
    },
    "an error value": {CHART: replacing("<c:v>18</c:v>", "<c:v>#N/A</c:v>")},
}


@pytest.mark.parametrize("case", HARMLESS)
def test_what_is_all_right_is_not_reported(case: str) -> None:
    # The boxes are put anywhere, also onto the body: rules on where text lies have tests of their own.
    found = [one for one in faulty(HARMLESS[case]) if one.code.name not in OF_TEXT]
    assert [(one.code.name, one.message) for one in found] == []


@pytest.mark.parametrize(("shade", "expected"), [(40, set()), (235, {"contrast-low"})])
def test_text_on_a_picture_is_measured_against_its_pixels(shade: int, expected: set[str]) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (400, 300), (shade, shade, shade)).save(picture, "JPEG")
    on_photo = {PHOTO: lambda _: picture.getvalue(), PICTURED: box("照片上的白字", run=inked("FFFFFF"))}
    assert codes(faulty(on_photo)) == expected


def test_what_nobody_can_measure_is_left_out() -> None:
    on_chart = {CHARTED: box("图上的字", run=inked("FFFFFF"))}
    broken = {
        PHOTO: lambda _: b"\xff\xd8\xff\xe0 not a picture",
        PICTURED: box("照片上的白字", run=inked("FFFFFF")),
    }
    assert "contrast-low" not in codes(faulty(on_chart)) | codes(faulty(broken))


def test_a_group_is_described_as_a_whole_or_by_its_parts() -> None:
    start = '<p:grpSp><p:nvGrpSpPr><p:cNvPr id="60" name="g"{}/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    grouped: Callable[[str], Change] = lambda alt: subbed(  # noqa: E731
        r'(<p:pic>.*?) descr="几位[^"]*"(.*?</p:pic>)',
        start.format(alt).replace("\\", "") + r"\1\2</p:grpSp>",
    )
    assert codes(faulty({PICTURED: grouped("")})) == {"alt-missing"}
    assert codes(faulty({PICTURED: grouped(' descr="剪彩"')})) == set()


def test_a_deck_named_as_a_template_may_be_one() -> None:
    template = changed({TYPES: replacing("presentation.main+xml", "template.main+xml")})
    assert codes(findings(template, "deck.potx")) == set()


def test_settings_make_findings_of_decks_more_or_less_severe() -> None:
    subject = DeckSubject(read_deck(changed({TABLED: subbed(' firstRow="1"', "")}), "deck.pptx"))
    severe, silent = Sink(), Sink()
    check_written(subject, severe, Settings({"table-header-missing": Severity.ERROR}))
    check_written(subject, silent, Settings({"table-header-missing": None}))
    assert [one.code.severity for one in severe] == [Severity.ERROR]
    assert not len(silent)
