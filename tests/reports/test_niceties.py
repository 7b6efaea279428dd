"""What a deck carries besides its content, seen in the written files of the trial report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from deckgen.diagnostics import Sink
from deckgen.export.copies import render_copy
from deckgen.export.files import Wanted, export_deck
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from deckgen.written.reading import read_deck
from tests.audit import audit
from tests.findings import codes_in
from tests.zips import members_of

FOLDER = Path(__file__).parent / "niceties"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WATERMARK = "水印 · Watermark"
CONFIDENTIALITY, PROGRESS = 261, 260


@pytest.fixture(scope="module")
def deck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    sink = Sink()
    built = build_deck(FOLDER / "report.yaml", tmp_path_factory.mktemp("n") / "deck.pptx", Resources(), sink)
    assert codes_in(sink) == []
    assert (built.slides, built.hidden) == (26, 4)
    return built.output


def parts(deck: Path, start: str) -> Iterator[str]:
    for name, data in members_of(deck).items():
        if name.startswith(start) and name.endswith(".xml"):
            yield data.decode()


def by_idx(slide: Any) -> dict[int, Any]:
    return {shape.placeholder_format.idx: shape for shape in slide.placeholders}


def titles(deck: Path, *, hidden: bool) -> list[str]:
    return [
        slide.shapes.title.text_frame.text
        for slide in Presentation(str(deck)).slides
        if (slide._element.get("show") == "0") == hidden
    ]


def test_hidden_slides_are_hidden_with_the_divider_of_a_section_that_has_no_others(deck: Path) -> None:
    assert titles(deck, hidden=True) == [
        "备用：各设区市宣讲场次",
        "备用材料（不放映）",
        "备用：指标口径说明",
        "与省卫健委的往来函件",
    ]


def test_a_continued_hidden_slide_is_hidden_on_all_its_pages(tmp_path: Path) -> None:
    long = "各级妇联组织扎实开展服务妇女群众的各项工作并取得了显著成效，得到广大妇女群众的一致好评。"
    items = "".join(f"          - 第{n}件：{long}\n" for n in range(14))
    report = tmp_path / "long.yaml"
    report.write_text(
        f"title: 报告\nsections:\n  - title: 一\n    slides:\n      - title: 长\n        hidden: yes\n"
        f"        transition: push\n        achievements:\n{items}",
        "utf-8",
    )
    built = build_deck(report, tmp_path / "deck.pptx", Resources(), Sink())
    pages = [
        slide
        for slide in Presentation(str(built.output)).slides
        if slide.shapes.title.text_frame.text[0] == "长"
    ]
    assert len(pages) > 1
    assert {slide._element.get("show") for slide in pages} == {"0"}
    assert all("p:push" in xml for xml in parts(built.output, "ppt/slides/") if ">长" in xml)


def test_the_contents_list_leaves_out_the_hidden_section(deck: Path) -> None:
    agenda = Presentation(str(deck)).slides[2]
    entries = [
        shape.text_frame.paragraphs[0].text for shape in agenda.placeholders if shape.name.startswith("entry")
    ]
    assert entries == [
        "强化思想政治引领",
        "围绕中心服务大局",
        "注重家庭家教家风",
        "抓实维权关爱服务",
        "迈出改革铿锵步伐",
        "附录",
    ]


def test_transitions_stand_after_the_colour_map_with_what_older_programs_do_instead(deck: Path) -> None:
    slides = list(parts(deck, "ppt/slides/"))
    pattern = re.compile(
        r"</p:clrMapOvr><mc:AlternateContent [^>]*><mc:Choice [^>]*Requires=\"(p14|p159)\"[^>]*>"
        r"<p:transition [^>]*p14:dur=\"\d+\"[^>]*><(p:fade|p159:morph)[^>]*/></p:transition></mc:Choice>"
        r"<mc:Fallback><p:transition [^>]*><p:fade/></p:transition></mc:Fallback></mc:AlternateContent></p:sld>$"
    )
    found = [match.groups() for xml in slides if (match := pattern.search(xml))]
    assert len(found) == len(slides)
    assert found.count(("p159", "p159:morph")) == 1


def test_links_lead_to_slides_of_the_deck(deck: Path) -> None:
    slides = Presentation(str(deck)).slides
    jumps = {}
    for slide in slides:
        for link in slide._element.iter(f"{A}hlinkClick"):
            run = next(link.iterancestors(f"{A}r"), None)
            if run is not None and link.get("action") == "ppaction://hlinksldjump":
                target = slide.part.related_part(
                    link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
                )
                jumps[run.findtext(f"{A}t")] = target.slide.shapes.title.text_frame.text
    assert jumps == {"就业一页": "资金、岗位、培训一起上，创业就业有依靠", "目录": "目录"}
    runs = [
        run
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.text == "联系我们"
    ]
    assert [run.hyperlink.address for run in runs] == ["mailto:office@example.org"]


def test_links_on_dark_pages_keep_the_colour_of_their_text(deck: Path) -> None:
    cover, *others = parts(deck, "ppt/slides/slide1.xml"), *parts(deck, "ppt/slides/slide5.xml")
    assert "hyperlinkcolor" in "".join(cover)
    assert "hlinkClick" in "".join(others)
    assert "hyperlinkcolor" not in "".join(others)


def test_page_numbers_count_by_themselves_and_name_the_last_page(deck: Path) -> None:
    numbered = [
        (number, shape._element)
        for number, slide in enumerate(Presentation(str(deck)).slides, start=1)
        for shape in slide.placeholders
        if shape.placeholder_format.type.name == "SLIDE_NUMBER"
    ]
    assert len(numbered) == 24
    for number, element in numbered:
        assert element.find(f".//{A}fld").get("type") == "slidenum"
        assert "".join(node.text for node in element.iter(f"{A}t")) == f"{number} / 25"


def test_the_confidentiality_stands_on_every_slide_as_a_placeholder(deck: Path) -> None:
    for slide in Presentation(str(deck)).slides:
        assert by_idx(slide)[CONFIDENTIALITY].text_frame.text == "内部资料 注意保存"


def test_the_marker_shows_the_section_and_says_its_name(deck: Path) -> None:
    found = {}
    for slide in Presentation(str(deck)).slides:
        if marker := by_idx(slide).get(PROGRESS):
            found[marker._element.nvSpPr.cNvPr.get("descr")] = marker.text_frame.text
    assert found["第1部分，共5部分：强化思想政治引领"] == "● ○ ○ ○ ○"
    assert found["第5部分，共5部分：迈出改革铿锵步伐"] == "○ ○ ○ ○ ●"
    assert len(found) == 5


def test_the_watermark_is_a_shape_of_the_slide_layout_behind_its_placeholders(deck: Path) -> None:
    presentation = Presentation(str(deck))
    used = {slide.slide_layout.name for slide in presentation.slides}
    for layout in presentation.slide_layouts:
        names = [shape.name for shape in layout.shapes]
        assert names.count(WATERMARK) == (layout.name in used), layout.name
        assert len({shape.shape_id for shape in layout.shapes}) == len(names)
        if layout.name in used:
            at = names.index(WATERMARK)
            assert all(not shape.is_placeholder for shape in list(layout.shapes)[: at + 1])
            assert all(shape.is_placeholder for shape in list(layout.shapes)[at + 1 :])


def test_the_notes_end_with_the_sources_of_the_slides_figures(deck: Path) -> None:
    notes = {
        slide.shapes.title.text_frame.text: slide.notes_slide.notes_text_frame.text
        for slide in Presentation(str(deck)).slides
        if slide.has_notes_slide
    }
    assert notes["资金、岗位、培训一起上，创业就业有依靠"] == (
        "先讲资金，再讲岗位。\n一句话：有钱办事、有岗可上。\n\n数据来源：\n"
        "205.78亿元 累计发放妇女创业贷款：累计发放妇女创业贷款205.78亿元\n"
        "近12万名 帮助女性高校毕业生就业：推动近12万名女性高校毕业生留赣就业创业,帮助她们安心扎根\n"
        "3100余场 女性专场招聘会：举办女性专场招聘会3100余场"
    )
    assert notes["数说成效"].count("\n") == 4
    assert notes["宣讲、典型、网络三路并进，引领更有力"] == "每一路各举一个例子。"


@pytest.mark.office
def test_exports_leave_hidden_slides_out(deck: Path, tmp_path: Path) -> None:
    assert render_copy(read_deck(deck)).pages == 22
    sink = Sink()
    assert len(export_deck(deck, tmp_path, Wanted(("png",), 20), sink)) == 22
    assert set(codes_in(sink)) <= {"typeface-replaced"}


@pytest.mark.office
def test_no_text_of_the_english_report_leaves_its_shape(tmp_path: Path) -> None:
    sink = Sink()
    built = build_deck(FOLDER / "english.yaml", tmp_path / "deck.pptx", Resources(), sink)
    assert codes_in(sink) == []
    assert audit(built.output) == []
