"""Texts of Word documents and PDFs: what a reader sees is what is read, with the name of its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.check.folding import join_lines
from deckgen.check.reports import check_report
from deckgen.check.source import Source
from deckgen.diagnostics import Sink
from deckgen.gate.sources import find_source
from deckgen.pipeline import read_report
from deckgen.sources.model import SourceUnreadable
from deckgen.sources.reading import read_source_text
from tests.sources.files import docx, header, notes, paragraph, pdf, run, table
from tests.zips import members_of, zipped

ROOT = Path(__file__).parents[2]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def word(*blocks: str, **more: dict[str, str]) -> Source:
    return Source.of([read_source_text(docx(*blocks, **more), "a.docx")])


def printed(*pages: list[str] | None) -> Source:
    return Source.of([read_source_text(pdf(*pages), "a.pdf")])


def place_of(source: Source, quote: str) -> str | None:
    found = next(source.find_all(quote), None)
    return source.place(found[0]) if found else None


def of_field(instruction: str) -> tuple[str, ...]:
    """A field with the result 12."""
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")
    )
    return begin, f"<w:r><w:instrText> {instruction} </w:instrText></w:r>", separate, run("12"), end


def test_runs_are_joined_and_places_are_named():
    source = word(
        paragraph("前言"),
        paragraph("累计发放", "205", ".78", "亿元"),
        table(["甲", "12"], ["乙", "近9万"]),
        paragraph("完"),
        parts={"footnotes": notes("footnote", "另有3万余场"), "header": header(paragraph("内部资料"))},
    )
    assert place_of(source, "累计发放205.78亿元") == "a.docx, paragraph 2"
    assert place_of(source, "乙\t近9万") == "a.docx, table 1, row 2"
    assert place_of(source, "另有3万余场") == "a.docx, footnote 1"
    assert place_of(source, "内部资料") == "a.docx, header"
    assert [figure.text for figure in source.figures] == ["205.78亿元", "12", "近9万", "3万余场"]


def test_neighbouring_cells_make_no_figure_together():
    source = word(table(["12", "万户工程"], ["3", "5"]))
    assert [figure.value for figure in source.figures] == [12, 3, 5]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ((run("增长"), f'<w:ins w:id="1">{run("3万")}</w:ins>', run("场")), "增长3万场"),
        ((run("增长"), '<w:del w:id="1"><w:r><w:delText>3万</w:delText></w:r></w:del>', run("场")), "增长场"),
        ((f'<w:moveFrom w:id="1">{run("3万")}</w:moveFrom>', run("场")), "场"),
        ((f'<w:moveTo w:id="1">{run("3万")}</w:moveTo>', run("场")), "3万场"),
        ((run("3万", "<w:vanish/>"), run("场")), "场"),
        ((run("3万", '<w:vanish w:val="0"/>'), run("场")), "3万场"),
        ((f'<w:hyperlink w:anchor="x">{run("3万")}</w:hyperlink>', run("场")), "3万场"),
        ((f"<w:sdt><w:sdtPr/><w:sdtContent>{run('3万')}</w:sdtContent></w:sdt>",), "3万"),
        (
            ("<w:ruby><w:rt>" + run("wàn") + "</w:rt><w:rubyBase>" + run("万") + "</w:rubyBase></w:ruby>",),
            "万",
        ),
        (("<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5万</w:t></w:r>",), "3-5万"),
        ((*of_field("PAGE"), run("万")), "万"),
        ((*of_field("REF x"), run("万")), "12万"),
        ((f'<w:fldSimple w:instr=" NUMPAGES ">{run("12")}</w:fldSimple>', run("页")), "页"),
    ],
)
def test_a_paragraph_reads_as_with_all_changes_accepted(content: tuple[str, ...], text: str):
    assert word(paragraph(*content), paragraph("完")).text == f"{text}\x03完\x03"


def test_a_deleted_row_and_a_deleted_end_of_a_paragraph_are_gone():
    kept, gone = table(["甲"]), table(["乙"]).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>")
    assert word(kept, gone).text == "甲\x03"
    joined = paragraph("共3").replace("<w:p>", "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>")
    assert word(joined, paragraph("万场")).text == "共3万场\x03"


def test_a_text_box_counts_once():
    choice = f"<wps:txbx><w:txbxContent>{paragraph('3万场')}</w:txbxContent></wps:txbx>"
    fallback = choice.replace("wps:txbx", "v:textbox")
    box = f"<mc:AlternateContent><mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>"
    assert word(paragraph(f"<w:r>{box}</mc:AlternateContent></w:r>", run("正文"))).text == "正文\x033万场\x03"


def test_the_results_of_a_table_of_contents_are_no_text():
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    first = paragraph(begin, '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', run("一、总则 12"))
    last = paragraph(run("二、分则 15"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    assert word(first, last, paragraph("一、总则")).text == "一、总则\x03"


def test_lines_and_pages_of_a_pdf_are_joined():
    source = printed(
        ["工作报告 2025", "五年来，累计发放妇女创", "业贷款205.78亿元，开展宣讲3万", "— 1 —"],
        [
            "工作报告 2025",
            "余场，惠及11 个市。",
            "The develop\u00adment of",
            "12 year\u00adend plans.",
            "— 2 —",
        ],
    )
    assert place_of(source, "累计发放妇女创业贷款205.78亿元") == "a.pdf, page 1"
    assert place_of(source, "开展宣讲3万余场，惠及11个市") == "a.pdf, page 1"
    assert place_of(source, "12 year-end plans") == "a.pdf, page 2"
    assert [figure.text for figure in source.figures] == ["205.78亿元", "3万余场", "11个", "12"]


def test_what_differs_from_page_to_page_is_no_running_head():
    source = printed(["2023年发放12万元"], ["2024年发放15万元"])
    assert [figure.text for figure in source.amounts] == ["12万元", "15万元"]


def test_characters_that_pdf_fonts_give_for_others_are_made_usual():
    source = printed(["覆盖\u2f08口3万户"])
    assert place_of(source, "覆盖人口3万户") == "a.pdf, page 1"


def test_pages_that_are_pictures_are_told():
    assert read_source_text(pdf(["一"], None, ["三"]), "a.pdf").unread == (2,)
    with pytest.raises(SourceUnreadable, match="it has no text: its 2 pages are pictures"):
        read_source_text(pdf(None, None), "a.pdf")
    with pytest.raises(SourceUnreadable, match="its pages are empty"):
        read_source_text(pdf([]), "a.pdf")


GOOD = docx(paragraph("一"))
RICH = docx(paragraph("一"), table(["甲", "1"]), parts={"footnotes": notes("footnote", "二")})
BOMB = docx(paragraph("一"), extra={"word/media.xml": bytes(60_000_000)})


@pytest.mark.parametrize(
    ("data", "name", "message"),
    [
        (OLE + "WordDocument".encode("utf-16-le"), "a.doc", "an old Word or WPS document"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.wps", "an old Word or WPS document"),
        (OLE + "WordDocument".encode("utf-16-le"), "a.docx", "an old Word or WPS document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "protected by a password"),
        (b"{\\rtf1 x}", "a.doc", "a rich text file"),
        (GOOD, "a.pdf", "it is a Word document, though its name ends in `.pdf`"),
        (pdf(["一"]), "a.docx", "it is a PDF file, though its name ends in `.docx`"),
        (pdf(["一"]), "a.txt", "it is a PDF file"),
        ("一".encode(), "a.docx", "damaged, or no Word document"),
        ("一".encode(), "a.wps", "files whose names end in `.wps` are not read"),
        (GOOD[:-60], "a.docx", "cut off, damaged, or no Word file"),
        (zipped({"a": b"b"}), "a.docx", "it is a zip file"),
        (zipped({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b""}), "a.pptx", "a presentation"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), "a.docx", "no Word document"),
        (zipped({"content.xml": b"", "mimetype": b""}), "a.odt", "an OpenDocument file"),
        (docx(), "a.docx", "it has no text"),
        (BOMB, "a.docx", "unpacks to more than 100 times its size"),
        (docx('<w:p><w:r><w:t>&x;</w:t></w:r></w:p>'), "a.docx", "is damaged"),
        (pdf(["一"], password=True), "a.pdf", "protected by a password"),
        (pdf(["一"])[:300], "a.pdf", "damaged, or no PDF file"),
        (b"", "a.docx", "it is empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why(data: bytes, name: str, message: str):
    with pytest.raises(SourceUnreadable) as fault:
        read_source_text(data, name)
    assert message in fault.value.message
    assert fault.value.hint
    assert "PowerPoint" not in fault.value.message + fault.value.hint


def test_a_document_type_is_refused():
    bad = docx(paragraph("一"))
    parts = members_of(bad)
    parts["word/document.xml"] = b'<!DOCTYPE x [<!ENTITY x "y">]>' + parts["word/document.xml"]
    with pytest.raises(SourceUnreadable, match="declares a document type"):
        read_source_text(zipped(parts), "a.docx")


REPORT = """\
title: 报告
source: SOURCE
sections:
  - title: 一
    slides:
      - title: 贷款
        indicators:
          - {value: 205.78亿元, label: 创业贷款, quote: 累计发放创业贷款205.78亿元}
          - {value: 3万场, label: 宣讲, quote: 宣讲3万余场}
"""


def findings(folder: Path, sources: str, *, unused: bool = False) -> list[tuple[str, str, int]]:
    content = folder / "report.yaml"
    content.write_text(REPORT.replace("SOURCE", sources), "utf-8")
    sink = Sink()
    report = read_report(content, sink)
    check_report(report, find_source(report, content, sink), sink, unused_too=unused)
    return [(found.code.name, found.message, found.span.line if found.span else 0) for found in sink]


def test_several_sources_are_one(tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(docx(paragraph("累计发放创业贷款205.78亿元。")))
    (tmp_path / "b.pdf").write_bytes(pdf(["开展宣讲3万余场，共7次。"]))
    found = findings(tmp_path, "[a.docx, b.pdf]", unused=True)
    assert {(code, line) for code, _, line in found} == {("figure-unused", 2), ("qualifier-changed", 9)}
    assert any(message.endswith("b.pdf, page 1: `共7次` is on no slide") for _, message, _ in found)
    missing = [code for code, _, _ in findings(tmp_path, "a.docx")]
    assert "quote-not-in-source" in missing


def test_an_unreadable_source_is_one_finding(tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(docx(paragraph("累计发放创业贷款205.78亿元。")))
    (tmp_path / "b.pdf").write_bytes(pdf(None))
    found = findings(tmp_path, "[a.docx, b.pdf]")
    assert ("source-unreadable", 2) in [(code, line) for code, _, line in found]
    assert "quote-not-in-source" not in [code for code, _, _ in found]
    (tmp_path / "b.pdf").write_bytes(pdf(["开展宣讲3万余场。"], None))
    assert "source-partly-unread" in [code for code, _, _ in findings(tmp_path, "[a.docx, b.pdf]")]


def test_there_is_no_source_without_its_name(tmp_path: Path):
    content = tmp_path / "report.yaml"
    content.write_text(REPORT.replace("source: SOURCE\n", ""), "utf-8")
    sink = Sink()
    assert find_source(read_report(content, sink), content, sink) is None
    assert len(sink) == 0


def as_word(text: str) -> bytes:
    """Its paragraphs, cut into runs of a few characters."""
    lines = [join_lines(block).text for block in re.split(r"\n\s*\n", text)]
    cut = ([run(line[start : start + 5]) for start in range(0, len(line), 5)] for line in lines if line)
    return docx(*(paragraph(*runs) for runs in cut), parts={"header": header(paragraph("工作报告 2025"))})


def as_pdf(text: str) -> bytes:
    """Its lines broken, with heads and page numbers."""
    lines = [piece for line in text.splitlines() for piece in broken(line)]
    pages = [lines[start : start + 30] for start in range(0, len(lines), 30)]
    return pdf(*(["Report 2025", *page, f"— {number} —"] for number, page in enumerate(pages, 1)))


def broken(line: str) -> Iterator[str]:
    """As a program breaks lines: between words, or before Chinese characters."""
    while len(line) > 34:
        place = next(at for at in range(34, 0, -1) if line[at] > "\u3400" or line[at] == " " or at == 1)
        yield line[:place]
        line = line[place:].lstrip()
    yield line


@pytest.mark.parametrize("name", ["annual-report-en", "project-review"])
@pytest.mark.parametrize(("form", "make"), [("docx", as_word), ("pdf", as_pdf)])
def test_the_examples_are_borne_out_by_their_sources_in_every_format(
    name: str, form: str, make: Callable[[str], bytes]
):
    folder = ROOT / "content" / name
    sink = Sink()
    report = read_report(folder / "report.yaml", sink)
    text = make((folder / "source.txt").read_text("utf-8"))
    source = Source.of([read_source_text(text, f"source.{form}")])
    check_report(report, source, sink)
    assert [(found.code.name, found.message) for found in sink] == []


@given(st.lists(st.tuples(st.integers(0), st.integers(0, 255)), min_size=1, max_size=20))
def test_damage_is_told_or_harmless(changes: list[tuple[int, int]]):
    data = bytearray(RICH)
    for place, value in changes:
        data[place % len(data)] = value
    with suppress(SourceUnreadable):
        assert read_source_text(bytes(data), "a.docx").text
