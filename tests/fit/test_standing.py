"""What every slide repeats: page numbers, progress, confidentiality, sources in the notes, the watermark."""

from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.content.models import Report
from deckgen.diagnostics import Sink
from deckgen.fit.deck import fit_deck
from deckgen.fit.fonts import FontBook
from deckgen.fit.model import FittedDeck, FittedSlide, FittedText
from deckgen.fit.palette import Tint, luminance
from deckgen.fit.photos import PhotoBook
from deckgen.fit.watermark import OPACITY
from deckgen.forms.reading import read_form
from deckgen.layouts import find_layouts
from deckgen.plan.deck import plan_deck
from deckgen.templates.binding import Binding, read_binding
from deckgen.templates.contrast import ratio as contrast
from deckgen.templates.inference.furniture import overlap
from deckgen.templates.model import Template
from deckgen.templates.reading import read_template
from deckgen.units import Box
from tests.findings import codes_in
from tests.fit.plain import plain_template
from tests.templates.packages import default_template, read, rewritten
from tests.zips import members_of

SHIPPED = Path(__file__).parents[2] / "templates"
CONFIDENTIALITY, PROGRESS, FOOTER = 261, 260, 11
ONLY_CONTENT = dict.fromkeys(("cover", "highlights", "agenda", "dividers", "closing"), False)
Json = dict[str, Any]


@cache
def plum() -> Template:
    binding = read_binding((SHIPPED / "plum.yaml").read_bytes(), "plum.yaml", Sink())
    return read_template((SHIPPED / "plum.pptx").read_bytes(), "plum", binding, Sink())


def sections(count: int) -> list[Json]:
    return [
        {"title": f"第{n}章", "slides": [{"id": f"s{n}", "title": f"题{n}", "achievements": ["事"]}]}
        for n in range(1, count + 1)
    ]


def fitted(
    made: list[Json] | None = None, sink: Sink | None = None, template: Template | None = None, **more: Any
) -> FittedDeck:
    report = read_form(Report, {"title": "报告", "sections": made or sections(3)} | more)
    sink = Sink() if sink is None else sink
    plan = plan_deck(report, find_layouts(), sink)
    return fit_deck(plan, template or plum(), FontBook(), PhotoBook(lambda _: None), sink)


def text(slide: FittedSlide, idx: int) -> FittedText:
    found = slide.fills[idx]
    assert isinstance(found, FittedText)
    return found


def named(deck: FittedDeck, name: str) -> FittedSlide:
    return next(slide for slide in deck.slides if slide.id == name)


def test_nothing_of_it_is_there_unless_asked_for() -> None:
    deck = fitted()
    assert not any({CONFIDENTIALITY, PROGRESS} & set(slide.fills) for slide in deck.slides)
    assert {slide.number for slide in deck.slides} == {None}
    assert not deck.watermarks


def test_the_present_sections_dot_is_filled_and_its_name_can_be_heard() -> None:
    deck = fitted(show={"progress": True})
    marker = text(named(deck, "s2"), PROGRESS)
    assert marker.text == "○ ● ○"
    assert marker.alt == "第2部分，共3部分：第2章"
    assert {slide.id for slide in deck.slides if PROGRESS in slide.fills} == {"s1", "s2", "s3"}


@pytest.mark.parametrize("count", range(3, 9))
def test_up_to_eight_sections_have_dots_at_a_good_size(count: int) -> None:
    sink = Sink()
    marker = text(named(fitted(sections(count), sink, show={"progress": True}), "s1"), PROGRESS)
    assert marker.text.count("○") == count - 1
    assert marker.points is None or marker.points[0] >= 12
    assert not len(sink)


def test_many_sections_are_counted_in_words() -> None:
    marker = text(named(fitted(sections(30), show={"progress": True}), "s30"), PROGRESS)
    assert marker.text == "第30部分，共30部分"


def test_the_last_page_is_the_last_that_is_shown() -> None:
    slides = [{"id": name, "achievements": [name], "hidden": name in "bd"} for name in "abcd"]
    show = ONLY_CONTENT | {"page_total": True}
    deck = fitted([{"title": "一", "slides": slides}], show=show)
    assert {slide.number.after for slide in deck.slides if slide.number} == {" / 3"}


def test_page_numbers_of_long_decks_are_set_smaller_not_cut() -> None:
    sink = Sink()
    slides = [{"id": f"s{n}", "title": f"题{n}", "achievements": ["事"]} for n in range(1, 1101)]
    show = ONLY_CONTENT | {"page_total": True}
    deck = fitted([{"title": "一", "slides": slides}], sink, show=show)
    number = deck.slides[0].number
    assert number
    assert number.after == " / 1100"
    assert number.points
    assert 9 <= number.points[0] < 12
    assert not len(sink)


def test_the_confidentiality_stands_on_every_slide() -> None:
    sink = Sink()
    figures = [{"value": f"{n}户", "emphasis": True} for n in range(1, 5)]
    made = [*sections(2), {"title": "数", "slides": [{"indicators": figures}]}]
    deck = fitted(made, sink, confidentiality="内部资料 注意保存")
    assert [text(slide, CONFIDENTIALITY).text for slide in deck.slides] == ["内部资料 注意保存"] * len(
        deck.slides
    )
    assert not len(sink)


def test_a_footer_makes_way_for_the_confidentiality_and_only_for_that() -> None:
    footer = "江西省妇女联合会第十三届执行委员会第五次会议秘书处综合材料组"
    alone = text(named(fitted(footer=footer), "s1"), FOOTER)
    beside = text(named(fitted(footer=footer, confidentiality="内部资料"), "s1"), FOOTER)
    assert alone.points is None
    assert beside.points
    assert beside.points[0] < 12


def test_a_confidentiality_too_long_for_its_place_is_reported_once_for_all_slides() -> None:
    sink = Sink()
    fitted(sink=sink, confidentiality="此件仅供参加会议的同志在会场内阅读，" * 8)
    assert codes_in(sink) == ["text-too-long"]
    assert "confidentiality" in next(iter(sink)).message


def test_a_template_without_places_is_reported() -> None:
    sink = Sink()
    show = ONLY_CONTENT | {"progress": True}
    fitted(sink=sink, template=plain_template(), confidentiality="内部资料", show=show)
    assert sorted(codes_in(sink)) == ["placeholder-not-found", "progress-omitted"]
    hints = " ".join(found.hint or "" for found in sink)
    assert "standing: {confidentiality: …}" in hints
    assert "standing: {progress: …}" in hints


def without_footers(data: bytes) -> bytes:
    return re.sub(rb'<p:sp>(?:(?!</p:sp>).)*type="ftr"(?:(?!</p:sp>).)*</p:sp>', b"", data, flags=re.DOTALL)


def footerless() -> Template:
    pptx = default_template()
    pages = [name for name in members_of(pptx) if re.match(r"ppt/slide(Layout|Master)s/[^/]+xml$", name)]
    return read(rewritten(pptx, dict.fromkeys(pages, without_footers)), Binding())


def test_without_a_footer_the_confidentiality_stands_free_on_every_slide_layout() -> None:
    sink = Sink()
    template = footerless()
    deck = fitted(sink=sink, template=template, confidentiality="Internal", show=ONLY_CONTENT)
    assert "confidentiality-omitted" not in codes_in(sink)
    for slide in deck.slides:
        stamp = deck.stamps[slide.slide_layout.part]
        assert stamp.text == "Internal"
        assert Box(0, 0, template.width, template.height).covers(stamp.box)
        places = (one.box for one in slide.slide_layout.placeholders.values())
        assert not any(overlap(stamp.box, box) for box in places)


def test_a_confidentiality_that_finds_no_room_at_the_edge_is_reported() -> None:
    sink = Sink()
    deck = fitted(sink=sink, template=footerless(), confidentiality="Internal " * 20, show=ONLY_CONTENT)
    assert "confidentiality-omitted" in codes_in(sink)
    assert not deck.stamps


def test_every_page_names_the_sources_of_the_figures_it_shows() -> None:
    label = "覆盖城乡社区的妇女儿童维权服务站点和法律援助工作站的建设数量与服务人次总计"
    figures = [{"value": f"{n}万户", "label": label * 2, "quote": f"第{n}句"} for n in range(1, 5)]
    slide = {"title": "题", "indicators": figures, "notes": "讲稿\n第二行"}
    deck = fitted([{"title": "一", "slides": [slide]}], show=ONLY_CONTENT)
    notes = [slide.notes or "" for slide in deck.slides]
    assert len(notes) > 1
    assert notes[0].startswith("讲稿\n第二行\n\n数据来源：\n1万户 ")
    assert all(page.count("数据来源：") == 1 for page in notes)
    assert [f"第{n}句" for page in notes for n in range(1, 5) if f"第{n}句" in page] == [
        "第1句",
        "第2句",
        "第3句",
        "第4句",
    ]


def test_notes_stay_as_written_where_no_figure_has_a_source() -> None:
    slide = {"title": "题", "indicators": [{"value": "5个"}], "notes": "讲稿"}
    deck = fitted([{"title": "一", "slides": [slide]}], show=ONLY_CONTENT)
    assert [slide.notes for slide in deck.slides] == ["讲稿"]


def test_the_watermark_stands_once_on_each_slide_layout_in_use() -> None:
    deck = fitted(draft=True)
    assert set(deck.watermarks) == {slide.slide_layout.part for slide in deck.slides}
    assert {found.text for found in deck.watermarks.values()} == {"草稿"}


def test_on_dark_pages_the_watermark_is_light() -> None:
    deck = fitted(draft=True)
    tints = {slide.id: deck.watermarks[slide.slide_layout.part].tint for slide in deck.slides}
    assert (tints["cover"], tints["agenda"], tints["s1"]) == ("bg1", "tx1", "tx1")


@settings(deadline=None, max_examples=40)
@given(st.text(st.sampled_from("征求意见稿DRAFT 0W—"), min_size=1, max_size=60).filter(str.strip))
def test_a_watermark_stays_on_the_page_and_is_reported_when_it_gets_small(words: str) -> None:
    sink = Sink()
    deck = fitted(sections(1), sink, watermark=words, show=ONLY_CONTENT)
    (mark,) = deck.watermarks.values()
    angle = math.radians(-mark.angle)
    across = mark.box.width * math.cos(angle) + mark.box.height * math.sin(angle)
    down = mark.box.width * math.sin(angle) + mark.box.height * math.cos(angle)
    assert across <= plum().width
    assert down <= plum().height
    assert bool(len(sink)) == (mark.points < 60)


def test_text_on_the_watermark_keeps_its_contrast() -> None:
    colours = plum().colours
    light = [("lt1", "dk1"), ("lt2", "dk1")]
    words = {"lt1": ["dk1", "accent1", "accent2", "accent5"], "lt2": ["dk1", "accent1", "accent2", "accent5"]}
    dark = ["lt1", "accent3", "accent4"]
    pairs = [(ground, mark, word) for ground, mark in light for word in words[ground]]
    pairs += [("dk2", "lt1", word) for word in dark]
    for ground, mark, word in pairs:
        behind = blended(colours[ground], colours[mark])
        found = contrast(luminance({"accent1": behind}, Tint("accent1")), luminance(colours, Tint(word)))
        assert found >= 4.5, (ground, word, found)


def blended(ground: str, mark: str) -> str:
    pairs = zip(bytes.fromhex(ground), bytes.fromhex(mark), strict=True)
    return "".join(f"{round(under * (1 - OPACITY) + over * OPACITY):02X}" for under, over in pairs)
