"""The example reports say what they are meant to say: nothing lost, nothing invented, nothing too long."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from deckgen.content.loading import load_report
from deckgen.content.models import Body, Indicator, Photo, Report, Slide
from deckgen.diagnostics import Sink

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT.parent / "shared" / "seed-article.txt"

HEADINGS = {
    "强化思想政治引领": "广大妇女听党话跟党走的信念更加坚定",
    "围绕中心服务大局": "促进妇女建功立业更加有力",
    "注重家庭家教家风": "推动社会主义核心价值观更加深入",
    "抓实维权关爱服务": "妇女儿童获得感幸福感安全感更加充实",
    "迈出改革铿锵步伐": "妇联基层组织建设更加完善",
}
FIGURES = {
    "强化思想政治引领": "3万余场 167个",
    "围绕中心服务大局": "205.78亿元 160万名 12万名 3100余场(次) 860余家 3000余期 14个",
    "注重家庭家教家风": "7999个 76个 707万户 33.7万户 151个",
    "抓实维权关爱服务": "1631个 118个 18个 96.9% 80万名 9万余人 3.3亿元 4.8万名 1500所 12.7万名 10.3万户",
    "迈出改革铿锵步伐": "334万名 2.5万个 270余个 18.5万人 8178家 连续5年 6个",
}
CAPTIONS = {
    "强化思想政治引领": [
        "邀请江西省出席党的二十大全体女代表宣讲党的二十大精神",
        "在全省各界妇女纪念“三八”国际劳动妇女节109周年大会上,老中青三代陶瓷文化传承人受到表彰",
    ],
    "围绕中心服务大局": ["联合省人社厅、省发改委、省商务厅和省教育厅举办“振兴杯”家政服务行业职业技能竞赛"],
    "注重家庭家教家风": [
        "举办“颂党恩 传家风”2021年江西省最美家庭揭晓会",
        "抚州市举办“不要彩礼要幸福”百对新人国潮集体婚礼",
    ],
    "抓实维权关爱服务": [
        "举办江西省农村妇女“法律明白人”培养总结会",
        "2023年“爱向未来——儿童音体美教育”公益项目启动",
    ],
    "迈出改革铿锵步伐": ["基层社区召开妇女小组长推进会"],
}


def load(name: str) -> Report:
    path = ROOT / "content" / name / "report.yaml"
    sink = Sink()
    report = load_report(path.read_bytes(), str(path), sink)
    assert [(found.code.name, found.message) for found in sink] == []
    return report


@pytest.fixture(scope="module")
def jiangxi() -> Report:
    return load("jiangxi-women")


@pytest.fixture(scope="module")
def english() -> Report:
    return load("annual-report-en")


def bodies(report: Report) -> Iterator[Body]:
    for section in report.sections:
        yield section
        yield from section.slides


def slides(report: Report) -> list[Slide]:
    return list(chain.from_iterable(section.slides for section in report.sections))


def indicators(report: Report) -> list[Indicator]:
    return list(chain.from_iterable(body.indicators for body in bodies(report)))


def photos(report: Report) -> list[Photo]:
    return list(chain.from_iterable(body.photos for body in bodies(report)))


def body_text(body: Body) -> str:
    parts = (
        part for line in body.achievements for part in (line.lead, line.text, *(i.text for i in line.items))
    )
    return joined("".join(part or "" for part in parts))


def joined(text: str) -> str:
    """`text` without spaces and line breaks: the article's lines are broken anywhere, even inside words."""
    return re.sub(r"\s", "", text)


def test_the_jiangxi_report_has_the_five_headings_of_the_article(jiangxi: Report) -> None:
    assert {section.title: section.headline for section in jiangxi.sections} == HEADINGS


def test_every_figure_of_the_article_stands_once_in_its_section(jiangxi: Report) -> None:
    found = {s.title: [i.value for slide in s.slides for i in slide.indicators] for s in jiangxi.sections}
    assert found == {title: figures.split() for title, figures in FIGURES.items()}
    assert [len(values) for values in found.values()] == [2, 7, 5, 11, 7]


def test_every_figure_stands_in_the_clause_that_it_quotes(jiangxi: Report) -> None:
    assert [i.value for i in indicators(jiangxi) if joined(i.value) not in joined(i.quote or "")] == []


def test_every_figure_says_what_it_counts_in_4_to_14_characters(jiangxi: Report) -> None:
    assert [i.label for i in indicators(jiangxi) if not 4 <= len(joined(i.label or "")) <= 14] == []


@pytest.mark.skipif(
    not ARTICLE.exists(), reason="the article is not beside the checkout (it belongs to its paper)"
)
def test_every_quote_and_caption_stands_in_the_article_word_for_word(jiangxi: Report) -> None:
    article = joined(ARTICLE.read_text(encoding="utf-8"))
    quoted = [i.quote or "" for i in indicators(jiangxi)] + [photo.caption for photo in photos(jiangxi)]
    assert [quote for quote in quoted if joined(quote) not in article] == []


def test_each_photo_is_pending_in_the_section_that_it_depicts(jiangxi: Report) -> None:
    found = {
        s.title: [photo.caption for slide in s.slides for photo in slide.photos] for s in jiangxi.sections
    }
    assert found == CAPTIONS
    assert all(photo.image is None and photo.alt for photo in photos(jiangxi))


def test_no_slide_has_more_text_than_an_audience_reads(jiangxi: Report) -> None:
    assert [slide.title for slide in slides(jiangxi) if len(body_text(slide)) > 90] == []
    lines = chain.from_iterable(slide.achievements for slide in slides(jiangxi))
    assert [line.text for line in lines if len(line.text) > 40] == []


def test_no_slide_has_more_than_four_callouts_or_six_elements(jiangxi: Report) -> None:
    for slide in slides(jiangxi):
        assert len(slide.indicators) <= 4
        assert len(slide.indicators) + len(slide.photos) + bool(slide.achievements) <= 6


def test_titles_are_short_and_each_says_something_of_its_own(jiangxi: Report) -> None:
    titles = [slide.title or "" for slide in slides(jiangxi)]
    assert len(set(titles)) == len(titles)
    assert [title for title in titles if not 1 <= len(title) <= 24] == []


@pytest.mark.parametrize("name", ["jiangxi-women", "annual-report-en"])
def test_every_slide_has_notes_and_every_highlight_is_an_indicator(name: str) -> None:
    report = load(name)
    assert [slide.title for slide in slides(report) if not slide.notes] == []
    assert set(report.highlights) <= {i.id for i in indicators(report)}
    assert len(report.highlights) == 6


def test_the_english_report_has_figures_of_every_kind(english: Report) -> None:
    values = {i.value for i in indicators(english)}
    assert values >= {"$1,234.5M", "1/3", "96.9%", "No. 2", "6 years running", "nearly 11,400", "+18%"}
    changes = [i.change for i in indicators(english) if i.change]
    assert "+3.2 pp" in {change.value for change in changes}
    assert {change.direction for change in changes} >= {"up", "down", "flat"}
    assert any(i.target for i in indicators(english))
    assert any(i.period for i in indicators(english))
    assert [i.value for i in indicators(english) if i.value not in (i.quote or "")] == []


def test_the_english_report_has_nested_lines_inline_marks_and_a_crowded_slide(english: Report) -> None:
    text = "\n".join(body_text(body) for body in bodies(english))
    assert "**" in text
    assert re.search(r"(?<!\*)\*(?!\*)", text)
    assert "](https://example.org" in text
    assert any(line.items for body in bodies(english) for line in body.achievements)
    assert max(len(slide.indicators) for slide in slides(english)) >= 9
    assert any(slide.statement for slide in slides(english))


def test_the_english_report_has_a_section_in_the_short_form(english: Report) -> None:
    short = [section for section in english.sections if not section.slides]
    assert [bool(s.achievements and s.indicators and s.photos) for s in short] == [True]


def test_the_english_report_has_photos_at_hand_and_photos_still_to_come(english: Report) -> None:
    at_hand = [photo for photo in photos(english) if photo.image]
    assert len(at_hand) == 6
    assert len(photos(english)) > len(at_hand)
    for photo in at_hand:
        file = ROOT / "assets" / str(photo.image)
        assert file.stat().st_size <= 120_000
        assert photo.alt
        assert photo.credit
