"""The page of a check: it says the verdict, shows every slide, marks findings where they lie, and loads nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from deckgen.check.reports import KNOWN
from deckgen.check.source import Source
from deckgen.cli import run
from deckgen.codes import CODES
from deckgen.proof.names import CHINESE_NAMES

VOID = frozenset(["meta", "img", "br", "path", "rect", "circle"])
HOSTILE = '"><script>alert(1)</script>\u202e'
REPORT = """\
title: 年度工作回眸
source: source.txt
sections:
  - title: 服务群众
    slides:
      - title: 宣讲走心，TODO
        indicators:
          - {label: 线上线下宣讲, value: 3万场, quote: 开展线上线下宣讲3万余场}
          - {label: 新媒体账号, value: 167个, quote: 联动167个账号}
      - title: 服务站开放
        photos: [{caption: 服务站开放首日, image: null}]
        notes: 共有9个
"""
SOURCE = "各级宣讲团开展线上线下宣讲3万余场。联动167个账号。"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "r.yaml").write_text(REPORT, "utf-8")
    (tmp_path / "source.txt").write_text(SOURCE, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DECKGEN_SOFFICE", "/nowhere/soffice")


class Reader(HTMLParser):
    """Takes the page apart, and refuses what does not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text += f"{data}\n" if self.open[-1:] in (["p"], ["li"], ["td"]) else data

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        named = {name.rstrip("_"): value for name, value in wanted.items()}
        return [
            attrs
            for name, attrs in self.tags
            if name == tag and all(value in attrs.get(key, "").split() for key, value in named.items())
        ]


def page(*arguments: str, report: str = "r.yaml", code: int = 1) -> Reader:
    assert run(["check", report, "--html", "page.html", *arguments]) == code
    reader = Reader()
    reader.feed(Path("page.html").read_text("utf-8"))
    assert reader.open == []
    return reader


def test_the_page_says_the_verdict_and_what_was_counted() -> None:
    read = page()
    assert "暂不能交付有 3 处错误须先改正尚待补照片 1 张" in read.text
    counts = re.findall(r"(\d+(?:/\d+)?)(错误|数字与原文相符|待补照片)", read.text)
    assert {name: number for number, name in counts} == {
        "错误": "3",
        "数字与原文相符": "1/3",
        "待补照片": "1",
    }
    assert "服务站开放首日" in read.text
    assert read.all("html")[0]["lang"] == "zh-CN"


def test_a_good_report_may_go_out() -> None:
    good = REPORT.replace("，TODO", "").replace("3万场", "3万余场").replace("9个", "167个")
    Path("r.yaml").write_text(good, "utf-8")
    read = page(code=0)
    assert "可以交付尚待补照片 1 张" in read.text
    assert "全部幻灯片" in read.text


def test_every_slide_is_shown_and_findings_are_marked_where_they_lie() -> None:
    read = page()
    slides = len(read.all("div", class_="sheet"))
    assert slides == len(read.all("svg", role="img"))
    assert int(re.findall(r"(\d+)幻灯片", read.text)[0]) == slides
    numbers = [attrs["href"] for attrs in read.all("a")]
    assert numbers == [f"#f{number}" for number in range(1, len(numbers) + 1)]
    assert {attrs["id"] for attrs in read.all("li") if "id" in attrs} >= {name[1:] for name in numbers}
    assert len(read.all("rect", class_="box")) >= 2


def test_every_slide_that_shows_a_fault_is_marked_and_the_finding_told_once() -> None:
    ids = {
        "label: 线上线下宣讲": "id: talks, label: 线上线下宣讲",
        "label: 新媒体账号": "id: accounts, label: 新媒体账号",
    }
    text = REPORT.replace("sections:", "highlights: [talks, accounts]\nsections:", 1)
    for old, new in ids.items():
        text = text.replace(old, new)
    Path("r.yaml").write_text(text, "utf-8")
    read = page()
    text = re.sub(r"<title>.*?</title>", "", Path("page.html").read_text("utf-8"))
    assert text.count("与所引原句的") == 1
    assert read.text.count("本页也有") == 1
    numbers = [attrs["href"] for attrs in read.all("a")]
    (twice,) = {number for number in numbers if numbers.count(number) > 1}
    assert len([attrs for attrs in read.all("li") if attrs.get("id") == twice[1:]]) == 1


def test_figures_stand_beside_the_sentence_they_come_from() -> None:
    read = page()
    rows = Path("page.html").read_text("utf-8").split("<tr")
    (faulty,) = (row for row in rows if "<b>3万场</b>" in row)
    assert 'class="faulty"' in faulty
    assert "各级宣讲团开展线上线下宣讲<mark>3万余场</mark>" in faulty
    (right,) = (row for row in rows if "<b>167个</b>" in row)
    assert 'class="held"' in right
    assert "<mark>167个</mark>" in right
    (absent,) = (row for row in rows if "<b>9个</b>" in row)
    assert "原文中没有找到" in absent
    assert read.text.index("3万场") < read.text.index("167个")


def test_the_figures_of_a_chart_are_named_by_row_and_column_and_shown_in_their_own_place() -> None:
    chart = """\
      - title: 投入逐年增加
        chart: {label: 投入, unit: 亿元, categories: [2023年, 2024年], values: ["0.5", "0.7"]}
        notes: |-
          先说背景。
          **再说**投入0.7亿元这一项
"""
    Path("r.yaml").write_text(REPORT + chart, "utf-8")
    Path("source.txt").write_text(SOURCE + "投入0.7亿元，其中0.5亿元自筹。", "utf-8")
    page()
    text = Path("page.html").read_text("utf-8")
    assert "<b>0.5亿元</b><span>投入 · 2023年</span>" in text
    assert "投入0.7亿元，其中<mark>0.5亿元</mark>自筹。" in text
    assert "<b>0.7亿元</b><span>再说投入0.7亿元这一项</span>" in text


def test_a_sentence_is_cut_between_words_and_begins_after_its_heading() -> None:
    text = (
        "THE RIVERS\n\nBy December, 212 miles of river were open to migrating fish, which is 38 miles more than a year"
        " before, and puts us at No. 2 of 412. The end."
    )
    source = Source("s.txt", text)

    def around(figure: str) -> str:
        return source.sentence_at(source.text.index(figure))

    assert around("212").startswith("By December, 212 miles")
    assert around("38").endswith("No. 2 of 412.")
    assert around("38").startswith("…December, 212 miles")
    assert all(word.strip("…") in text.split() for word in around("38").split())


def test_a_line_of_a_list_is_marked_where_the_list_stands() -> None:
    listed = REPORT.replace(
        "      - title: 服务站开放\n",
        "      - title: 服务站\n        achievements: [一切顺利, 还差一项 TODO]\n",
    )
    Path("r.yaml").write_text(listed, "utf-8")
    page()
    card = next(
        card
        for card in Path("page.html").read_text("utf-8").split('<section class="slide"')
        if "服务站</h3>" in card
    )
    assert '<rect class="box' in card


def test_nothing_is_loaded_and_nothing_runs() -> None:
    Path("r.yaml").write_text(REPORT.replace("宣讲走心", f"'{HOSTILE}'".strip("'")), "utf-8")
    text = REPORT.replace("title: 宣讲走心，TODO", f"title: '{HOSTILE}，TODO'").replace(
        "服务站开放首日", "'<img src=x>&amp;'"
    )
    Path("r.yaml").write_text(text, "utf-8")
    read = page()
    assert not read.all("script")
    assert "\u202e" not in read.text
    assert "<img src=x>&amp;" in read.text
    assert "<script>alert(1)</script>" in read.text
    outside = [value for _, attrs in read.tags for name, value in attrs.items() if name in ("src", "href")]
    assert all(value.startswith(("data:image/jpeg;base64,", "#")) for value in outside)
    assert not any(name.startswith("on") for _, attrs in read.tags for name in attrs)


def test_a_report_that_cannot_be_read_has_a_page_too() -> None:
    Path("r.yaml").write_text("title: [", "utf-8")
    assert "invalid-yaml" in page().text


def test_a_deck_of_strangers_has_a_page() -> None:
    Path("r.yaml").write_text(REPORT.replace("年度工作回眸", "Annual Report\nlanguage: en-GB"), "utf-8")
    assert run(["build", "r.yaml", "-o", "deck.pptx"]) == 0
    assert run(["check", "deck.pptx", "--html", "page.html"]) in (0, 1)
    assert "<svg" in Path("page.html").read_text("utf-8")


def test_every_finding_of_a_rule_has_a_chinese_name() -> None:
    assert KNOWN <= CHINESE_NAMES.keys() <= CODES.keys()


def test_one_page_tells_of_one_report(capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.yaml").write_text(REPORT, "utf-8")
    assert run(["check", "r.yaml", "other.yaml", "--html", "page.html"]) == 2
    assert run(["check", "r.yaml", "--html", "r.yaml"]) == 2
    assert Path("r.yaml").read_text("utf-8") == REPORT
    assert not Path("page.html").exists()
    assert "--html tells of one report" in capsys.readouterr().err


@pytest.mark.office
def test_slides_are_shown_as_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DECKGEN_SOFFICE")
    read = page()
    pictures = read.all("img")
    assert len(pictures) == len(read.all("div", class_="sheet"))
    assert all(attrs["alt"] for attrs in pictures)
    assert "LibreOffice" not in read.text
    assert Path("page.html").stat().st_size < 150_000 * len(pictures)
