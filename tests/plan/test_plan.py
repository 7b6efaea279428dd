"""Which slides a report gets, in which layout, and what stands on them."""

from __future__ import annotations

from typing import Any

import pytest

from deckgen.content.models import Indicator
from deckgen.diagnostics import Sink
from deckgen.forms.reading import read_form
from deckgen.layouts.model import Figure, PhotoFill, Text
from deckgen.plan.deck import letter
from deckgen.plan.identity import Names
from deckgen.plan.material import Reader
from deckgen.plan.model import DeckPlan, SlidePlan
from deckgen.plan.words import words_of
from tests.findings import codes_in
from tests.plan.planning import ONLY_CONTENT, planned


def slides(plan: DeckPlan) -> list[SlidePlan]:
    return [slide for section in plan.sections for slide in section.slides]


def layouts(plan: DeckPlan) -> list[str]:
    return [slide.layout for slide in slides(plan)]


def figures(count: int) -> list[dict[str, str]]:
    return [{"value": f"{n}万户", "label": f"第{n}项", "id": f"i{n}"} for n in range(1, count + 1)]


def texts(count: int) -> list[str]:
    return [f"做了第{n}件事" for n in range(1, count + 1)]


def test_a_whole_deck_has_cover_overview_contents_dividers_content_and_closing() -> None:
    section = {"title": "一", "headline": "一句话", "slides": [{"indicators": figures(4)}]}
    plan = planned(
        [section, section | {"title": "二", "slides": [{"achievements": texts(2)}]}], highlights=["i1"]
    )
    assert layouts(plan) == [
        "cover",
        "highlights",
        "agenda",
        "divider",
        "indicators",
        "divider",
        "bullets",
        "closing",
    ]


@pytest.mark.parametrize("name", ["cover", "agenda", "closing"])
def test_each_framing_slide_can_be_switched_off(name: str) -> None:
    sections = [{"title": title, "slides": [{"indicators": figures(2)}]} for title in "一二"]
    assert name in layouts(planned(sections))
    assert name not in layouts(planned(sections, show={name: False}))


def test_without_any_framing_only_the_content_is_left() -> None:
    plan = planned([{"title": "一", "slides": [{"indicators": figures(2)}]}], show=ONLY_CONTENT)
    assert layouts(plan) == ["indicators"]


def test_contents_lead_to_the_first_slide_where_there_are_no_dividers() -> None:
    shown = {"dividers": False, "agenda": True}
    plan = planned([{"title": "一", "slides": [{"indicators": figures(2)}]}], show=shown)
    agenda = next(slide for slide in slides(plan) if slide.layout == "agenda")
    content = next(slide for slide in slides(plan) if slide.layout == "indicators")
    assert list(agenda.ways[0][0].links.values()) == [content.id]


@pytest.mark.parametrize(
    ("sections", "appendix", "asked_for", "listed"),
    [(1, 0, None, False), (1, 0, True, True), (1, 1, None, True), (2, 0, None, True), (2, 0, False, False)],
)
def test_contents_of_a_single_line_are_not_listed_unless_asked_for(
    sections: int, appendix: int, asked_for: bool | None, listed: bool
) -> None:
    made = [{"title": f"第{n}章", "slides": [{"achievements": texts(1)}]} for n in range(sections + appendix)]
    show = {} if asked_for is None else {"agenda": asked_for}
    plan = planned(made[:sections], appendix=made[sections:], show=show)
    assert ("agenda" in layouts(plan)) == listed


def test_contents_say_the_same_words_as_the_dividers() -> None:
    section = {"title": "一", "headline": "甲", "slides": [{"achievements": texts(1)}]}
    plan = planned([section], show={"agenda": True})
    (agenda,) = (slide.ways[0][0].fills for slide in slides(plan) if slide.layout == "agenda")
    (divider,) = (slide.ways[0][0].fills for slide in slides(plan) if slide.layout == "divider")
    assert agenda["number-1"].text == divider["number"].text == "01"
    assert agenda["entry-1"].text == f"{divider['title'].text}\n{divider['headline'].text}"


def test_a_section_may_hold_its_content_directly() -> None:
    section = {"title": "一", "indicators": figures(11), "notes": "讲稿"}
    plan = planned([section], show=ONLY_CONTENT)
    (slide,) = slides(plan)
    assert slide.notes == "讲稿"
    assert [page.variant for page in slide.ways[0]] == ["indicators-4", "indicators-4", "indicators-3"]


def test_more_than_three_of_one_layout_in_a_row_are_avoided() -> None:
    led = {"achievements": [{"lead": f"其{n}", "text": "做了事"} for n in range(3)]}
    plan = planned(
        [{"title": "一", "slides": [led | {"title": f"第{n}张"} for n in range(6)]}], show=ONLY_CONTENT
    )
    assert layouts(plan) == ["columns", "columns", "columns", "bullets", "columns", "columns"]


def test_a_mixture_no_layout_takes_is_shown_in_parts() -> None:
    slide = {"indicators": figures(2), "achievements": texts(2), "photos": [{"caption": "图"}]}
    plan = planned([{"title": "一", "slides": [slide | {"notes": "讲稿"}]}], show=ONLY_CONTENT)
    assert layouts(plan) == ["indicators-bullets", "photo"]
    assert [each.notes for each in slides(plan)] == ["讲稿", None]


STORIES: dict[str, Any] = {
    "milestones": [{"when": f"{year}年", "text": f"第{year}件大事"} for year in range(2019, 2023)],
    "steps": ["申请", {"lead": "审批", "text": "两级审核"}, "放款"],
    "comparison": [{"title": "之前", "items": ["跑三趟"]}, {"title": "之后", "items": ["跑一趟"]}],
    "quote": {"text": "人人有活干", "by": "李秀兰", "role": "理事长"},
    "matrix": {"across": "可行性", "up": {"name": "需求", "high": "迫切"}, "cells": ["甲", "乙", "丙", "丁"]},
    "honours": ["标兵岗", {"title": "先进集体", "by": "全国妇联", "year": "2022"}, "文明岗"],
    "logos": ["总工会", {"image": None, "name": "团省委"}],
}


@pytest.mark.parametrize(
    ("kind", "layout"),
    [(kind, "timeline" if kind == "milestones" else kind) for kind in STORIES],
)
def test_each_kind_of_story_gets_its_layout(kind: str, layout: str) -> None:
    plan = planned([{"title": "一", "slides": [{kind: STORIES[kind], "notes": "讲稿"}]}], show=ONLY_CONTENT)
    (slide,) = slides(plan)
    assert (slide.layout, slide.notes) == (layout, "讲稿")


@pytest.mark.parametrize("kind", list(STORIES))
def test_a_story_beside_other_content_is_shown_on_a_page_of_its_own(kind: str) -> None:
    slide = {kind: STORIES[kind], "achievements": texts(2)}
    plan = planned([{"title": "一", "slides": [slide]}], show=ONLY_CONTENT)
    assert layouts(plan) == ["bullets", "timeline" if kind == "milestones" else kind]


@pytest.mark.parametrize("kind", list(STORIES))
def test_a_story_is_told_by_name_to_who_asks_for_another_layout(kind: str) -> None:
    sink = Sink()
    planned([{"title": "一", "slides": [{"layout": "bullets", kind: STORIES[kind]}]}], sink)
    (found,) = sink
    assert found.code.name == "layout-unsuitable"
    assert kind in found.message


def test_untitled_stories_have_ids_from_their_own_words() -> None:
    untitled = [{kind: story} for kind, story in STORIES.items()]
    forth = slides(planned([{"title": "一", "slides": untitled}], show=ONLY_CONTENT))
    back = slides(planned([{"title": "一", "slides": untitled[::-1]}], show=ONLY_CONTENT))
    assert [slide.id for slide in forth] == [slide.id for slide in back][::-1]


def test_steps_are_numbered_and_named_in_running_text() -> None:
    slide = {"steps": STORIES["steps"]}
    ways = slides(planned([{"title": "一", "slides": [slide]}], show=ONLY_CONTENT))[0].ways
    assert [ways[0][0].fills[f"number-{n}"].text for n in (1, 2, 3)] == ["1", "2", "3"]
    assert ways[-1][0].fills["body"].text == "第1步：申请\n第2步 审批：两级审核\n第3步：放款"


def test_a_milestone_opens_running_text_with_its_time() -> None:
    items = [{"when": "2021年", "lead": "立法", "text": "条例施行"}]
    slide = slides(planned([{"title": "一", "slides": [{"milestones": items}]}], show=ONLY_CONTENT))[0]
    body = slide.ways[-1][0].fills["body"]
    assert body.text == "2021年 立法：条例施行"
    assert isinstance(body, Text)
    assert body.paragraphs[0].runs[0].bold


@pytest.mark.parametrize(
    ("portrait", "image", "caption"),
    [
        ("li.jpg", "li.jpg", None),
        ({"image": None}, None, None),
        ({"image": "li.jpg", "credit": "新华社"}, "li.jpg", "摄影：新华社"),
        ({"caption": "在茶园", "credit": "新华社"}, None, "在茶园 · 摄影：新华社"),
    ],
)
def test_a_portrait_is_an_image_or_a_photo_and_goes_by_the_name(
    portrait: Any, image: str | None, caption: str | None
) -> None:
    slide = {"quote": STORIES["quote"] | {"portrait": portrait}}
    (page,) = slides(planned([{"title": "一", "slides": [slide]}], show=ONLY_CONTENT))[0].ways[0]
    photo = page.fills["photo-1"]
    assert isinstance(photo, PhotoFill)
    assert photo.image == image
    assert photo.caption == ("在茶园" if isinstance(portrait, dict) and "caption" in portrait else "李秀兰")
    found = page.fills.get("caption-1")
    assert (found.text if isinstance(found, Text) else None) == caption
    assert page.fills["attribution"].text == "李秀兰\n理事长"


def test_ids_survive_a_new_neighbour() -> None:
    first, second = {"title": "甲", "achievements": texts(1)}, {"title": "乙", "achievements": texts(1)}
    before = slides(planned([{"title": "一", "slides": [second]}], show=ONLY_CONTENT))
    after = slides(planned([{"title": "一", "slides": [first, second]}], show=ONLY_CONTENT))
    assert before[-1].id == after[-1].id
    assert len({slide.id for slide in after}) == 2


def test_equal_slides_get_different_ids() -> None:
    slide = {"title": "甲", "achievements": texts(1)}
    plan = planned([{"title": "一", "slides": [slide, slide]}], show=ONLY_CONTENT)
    assert len({each.id for each in slides(plan)}) == 2


def test_an_unknown_layout_is_reported_with_the_nearest_name() -> None:
    sink = Sink()
    planned([{"title": "一", "slides": [{"layout": "bulets", "achievements": texts(1)}]}], sink)
    (found,) = sink
    assert found.code.name == "unknown-layout"
    assert found.hint == "did you mean `bullets`?"


def test_a_layout_without_a_place_for_the_content_is_refused() -> None:
    sink = Sink()
    planned([{"title": "一", "slides": [{"layout": "photo", "achievements": texts(2)}]}], sink)
    (found,) = sink
    assert found.code.name == "layout-unsuitable"
    assert "2 achievements" in found.message
    assert found.hint == "use bullets, or leave `layout` out"


def test_framing_layouts_are_not_for_the_authors_slides() -> None:
    sink = Sink()
    planned([{"title": "一", "slides": [{"layout": "cover", "achievements": texts(2)}]}], sink)
    assert codes_in(sink) == ["unknown-layout"]


def test_an_empty_slide_is_reported_and_left_out() -> None:
    sink = Sink()
    plan = planned([{"title": "一", "slides": [{"title": "空"}]}], sink, show=ONLY_CONTENT)
    assert codes_in(sink) == ["slide-empty", "deck-empty"]
    assert not slides(plan)


def test_emphasised_figures_come_first() -> None:
    indicators = [*figures(2), {"value": "1亿元", "label": "要紧", "emphasis": True}]
    plan = planned([{"title": "一", "slides": [{"indicators": indicators}]}], show=ONLY_CONTENT)
    assert slides(plan)[0].ways[0][0].fills["figure-1"].text == "1亿元"


def test_four_emphasised_figures_make_an_overview_by_themselves() -> None:
    indicators = [item | {"emphasis": True} for item in figures(4)]
    plan = planned([{"title": "一", "slides": [{"indicators": indicators}]}])
    assert "highlights" in layouts(plan)


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        ({"value": "96.9%", "period": "2022年"}, "2022年"),
        ({"value": "5年", "change": "+3.2 pp"}, "▲ +3.2 pp"),
        ({"value": "5年", "change": {"value": "-3.2%", "against": "2021年"}}, "▼ -3.2% 较2021年"),
        ({"value": "5年", "change": {"value": "3%", "direction": "down"}}, "▼ 3%"),
        ({"value": "连续5年"}, "■ 连续"),
        ({"value": "第1名", "note": "全国"}, "◆ 位次 · 全国"),
        ({"value": "+12%"}, "▲ 增幅"),
        ({"value": "-12%"}, "▼ 降幅"),
        ({"value": "7件", "target": "9件"}, "目标 9件"),
    ],
)
def test_the_line_beneath_a_figure_says_how_it_moved_and_when(
    indicator: dict[str, Any], expected: str
) -> None:
    reader = Reader(words_of("zh-CN"), Sink())
    detail = reader.callout(read_form(Indicator, indicator), ()).detail
    assert isinstance(detail, Text)
    assert detail.text == expected


def test_a_plain_count_has_nothing_beneath_it() -> None:
    reader = Reader(words_of("zh-CN"), Sink())
    assert reader.callout(Indicator(value="33.7万户"), ()).detail is None


@pytest.mark.parametrize(
    "value", ["205.78亿元", "3万余场", "近12万名", "连续5年", "$1,234.5M", "1/3", "不详"]
)
def test_a_figure_is_shown_exactly_as_written(value: str) -> None:
    figure = Reader(words_of("zh-CN"), Sink()).callout(Indicator(value=value), ()).figure
    assert isinstance(figure, Figure)
    assert figure.text == value


@pytest.mark.parametrize(
    ("lead", "language", "expected"),
    [
        ("守护健康", "zh-CN", "守护健康：救助困难群众"),
        ("守护健康。", "zh-CN", "守护健康。救助困难群众"),
        ("Health", "en-GB", "Health: 救助困难群众"),
        ("Health.", "en-GB", "Health. 救助困难群众"),
    ],
)
def test_a_lead_phrase_opens_its_achievement_in_bold(lead: str, language: str, expected: str) -> None:
    section = {
        "title": "一",
        "slides": [{"achievements": [{"lead": lead, "text": "救助困难群众", "items": ["细节"]}]}],
    }
    plan = planned([section], show=ONLY_CONTENT, language=language)
    body = slides(plan)[0].ways[0][0].fills["body"]
    assert isinstance(body, Text)
    opened, detail = body.paragraphs
    assert opened.text == expected
    assert opened.runs[0].bold
    assert not opened.runs[-1].bold
    assert detail.level == 1


def test_a_statement_is_the_title_of_its_slide() -> None:
    slide = {"title": "小题", "statement": "把实事办到心坎上", "attribution": "省妇联"}
    fills = slides(planned([{"title": "一", "slides": [slide]}], show=ONLY_CONTENT))[0].ways[0][0].fills
    assert fills["title"].text == "把实事办到心坎上"
    assert fills["kicker"].text == "小题"
    assert fills["attribution"].text == "省妇联"


def test_marks_in_titles_do_not_show_where_there_is_only_plain_text() -> None:
    section = {"title": "**强化**引领", "slides": [{"achievements": texts(1)}]}
    plan = planned([section], show=ONLY_CONTENT)
    assert plan.sections[0].name == "强化引领"
    assert slides(plan)[0].ways[0][0].fills["section"].text == "01  强化引领"


def test_deckgens_own_words_follow_the_language() -> None:
    assert words_of("zh-CN").agenda == "目录"
    assert words_of("zh-Hant-TW").agenda == "目錄"
    assert words_of("en-GB").agenda == "Contents"
    assert words_of("fr").agenda == "Contents"


def test_notes_of_a_section_without_divider_are_said_on_its_first_slide() -> None:
    section = {"title": "一", "notes": "开场", "slides": [{"achievements": ["甲"], "notes": "甲的话"}]}
    plan = planned([section], show=ONLY_CONTENT)
    assert [slide.notes for slide in slides(plan)] == ["开场\n\n甲的话"]


def test_contents_lead_to_the_right_one_of_two_sections_that_are_alike() -> None:
    section = {"title": "一", "slides": [{"achievements": ["甲"]}]}
    plan = planned([section, section], show=ONLY_CONTENT | {"agenda": True})
    agenda, first, second = slides(plan)
    assert dict(agenda.ways[0][0].links) == {"entry-1": first.id, "entry-2": second.id}
    assert first.id != second.id


def test_a_numbered_id_that_the_author_has_taken_is_not_given_out_again() -> None:
    ids = ["x", "x-2", "x"]
    names = Names()
    assert [names.unique(name) for name in ids] == ["x", "x-2", "x-3"]


def test_a_section_that_gets_no_slide_is_reported() -> None:
    sink = Sink()
    planned([{"title": "一"}, {"title": "二", "achievements": texts(1)}], sink, show=ONLY_CONTENT)
    assert codes_in(sink) == ["section-empty"]


def test_with_dividers_a_section_may_be_its_name_only() -> None:
    sink = Sink()
    assert "divider" in layouts(planned([{"title": "一"}], sink))
    assert not len(sink)


def test_marks_are_not_shown_where_text_is_plain() -> None:
    photo = {"caption": "**图**", "credit": "*甲*"}
    indicator = {"value": "3\n万", "change": {"value": "**+1**", "against": "*去年*"}, "note": "一\n二"}
    section = {"title": "一", "slides": [{"photos": [photo]}, {"indicators": [indicator]}]}
    plan = planned([section], organisation="**妇联**", date="*今天*", show=ONLY_CONTENT)
    assert (plan.properties.author, plan.properties.footer, plan.properties.date) == ("妇联", "妇联", "今天")
    shown = [fill for slide in slides(plan) for page in slide.ways[0] for fill in page.fills.values()]
    photos = [fill for fill in shown if isinstance(fill, PhotoFill)]
    assert [(fill.caption, fill.alt) for fill in photos] == [("图", "图")]
    said = "".join(fill.text for fill in shown if not isinstance(fill, PhotoFill))
    assert "*" not in said
    assert "\n二" not in said
    assert "3 万" in said


def test_lines_of_the_cover_are_blamed_where_they_are_written() -> None:
    plan = planned([{"title": "一"}], presenter="甲", closing={"title": "谢谢", "text": "再见"})
    cover, closing = slides(plan)[0].ways[0][0], slides(plan)[-1].ways[0][0]
    origins = [fill.origin for page in (cover, closing) for fill in page.fills.values()]
    assert origins == [("title",), ("presenter",), ("closing", "title"), ("closing", "text")]


def test_the_words_of_a_matrix_are_the_authors_or_those_of_the_language() -> None:
    for language, low in (("zh-CN", "低"), ("en", "low")):
        plan = planned(
            [{"title": "一", "slides": [{"matrix": STORIES["matrix"]}]}], show=ONLY_CONTENT, language=language
        )
        (slide,) = slides(plan)
        first = slide.ways[0][0].fills
        said = [first[slot].text for slot in ("axis-1", "low-1", "axis-2", "low-2", "high-2", "cell-3")]
        assert said == ["可行性", low, "需求", low, "迫切", "丙"]


def test_a_matrix_as_a_list_says_where_each_quadrant_stands() -> None:
    plan = planned([{"title": "一", "slides": [{"matrix": STORIES["matrix"]}]}], show=ONLY_CONTENT)
    (slide,) = slides(plan)
    body = slide.ways[-1][0].fills["body"]
    assert body.text.splitlines()[:6] == ["甲", "需求：迫切", "可行性：低", "乙", "需求：迫切", "可行性：高"]


def test_an_award_says_who_got_it_and_who_gave_it() -> None:
    award = {"title": "先进集体", "by": "全国妇联", "year": "2022", "winner": "权益部"}
    plan = planned([{"title": "一", "slides": [{"honours": [award] * 3}]}], show=ONLY_CONTENT)
    (slide,) = slides(plan)
    fills = slide.ways[0][0].fills
    assert (fills["year-3"].text, fills["honour-3"].text) == ("2022", "先进集体\n权益部\n全国妇联授予")
    assert slide.ways[-1][0].fills["body"].text.splitlines()[0] == "2022 先进集体"


def test_a_logo_goes_by_its_name_and_is_shown_whole() -> None:
    logos = [{"image": "a.png", "name": "总工会"}, {"image": "b.png", "alt": "团省委"}]
    plan = planned([{"title": "一", "slides": [{"logos": logos}]}], show=ONLY_CONTENT)
    (slide,) = slides(plan)
    fills = slide.ways[0][0].fills
    assert set(fills) == {"section", "title", "logo-1", "name-1", "logo-2"}
    first, second = fills["logo-1"], fills["logo-2"]
    assert isinstance(first, PhotoFill)
    assert isinstance(second, PhotoFill)
    assert (first.alt, second.alt, first.crop) == ("总工会", "团省委", "balance")


def test_a_photo_fills_the_slide_only_where_that_is_asked_for() -> None:
    photo = {"photos": [{"caption": "图"}]}
    asked = photo | {"layout": "full-photo", "title": "满版"}
    plan = planned([{"title": "一", "slides": [photo, photo, photo, photo, asked]}], show=ONLY_CONTENT)
    assert layouts(plan).count("full-photo") == 1
    assert layouts(plan)[-1] == "full-photo"


APPENDIX: list[dict[str, Any]] = [
    {"title": "口径", "slides": [{"title": "说明", "achievements": texts(2)}]},
    {"title": "名录", "indicators": [{"value": "9万户", "label": "附项", "id": "x", "emphasis": True}]},
]


def test_an_appendix_follows_the_closing_slide_as_a_section_of_its_own() -> None:
    section = {"title": "一", "slides": [{"indicators": figures(2)}]}
    plan = planned([section], appendix=APPENDIX)
    assert [part.name for part in plan.sections] == ["封面与概览", "一", "谢谢", "附录"]
    assert layouts(plan)[-4:] == ["closing", "divider", "bullets", "indicators"]
    opening, *others = plan.sections[-1].slides
    assert opening.ways[0][0].fills["headline"].text == "A  口径\nB  名录"
    assert [slide.ways[0][0].fills["section"].text for slide in others] == ["附录 A  口径", "附录 B  名录"]
    assert all(slide.dense for slide in others)
    assert not any(slide.dense for part in plan.sections[:-1] for slide in part.slides)


def test_the_page_that_opens_the_appendix_names_all_parts_or_none() -> None:
    parts = [{"title": f"第{n}份", "achievements": texts(1)} for n in range(5)]
    plan = planned([{"title": "一", "achievements": texts(1)}], appendix=parts)
    opening = plan.sections[-1].slides[0]
    assert [set(page.fills) for way in opening.ways for page in way] == [{"title"}]


def test_the_contents_list_names_the_appendix_last_and_without_a_number() -> None:
    sections = [{"title": f"第{n}节", "slides": [{"indicators": figures(2)}]} for n in range(3)]
    plan = planned([{**each, "slides": [{"achievements": texts(2)}]} for each in sections], appendix=APPENDIX)
    page = plan.sections[0].slides[-1].ways[0][0]
    assert page.variant == "agenda-4"
    assert page.fills["entry-4"].text == "附录"
    assert "number-4" not in page.fills
    assert page.links["entry-4"] == plan.sections[-1].slides[0].id


def test_the_contents_list_never_gets_a_page_more_for_the_appendix() -> None:
    sections = [{"title": f"第{n}节", "achievements": texts(2)} for n in range(8)]
    plan = planned(sections, appendix=APPENDIX)
    (page,) = plan.sections[0].slides[-1].ways[0]
    assert page.variant == "agenda-8"


def test_the_page_that_opens_the_appendix_can_be_switched_off() -> None:
    section = {"title": "一", "slides": [{"achievements": texts(2)}]}
    plan = planned([section], appendix=APPENDIX, show=ONLY_CONTENT)
    assert layouts(plan) == ["bullets", "bullets", "indicators"]


def test_what_is_at_a_glance_comes_from_the_sections_unless_the_appendix_is_named() -> None:
    section = {"title": "一", "indicators": [each | {"emphasis": "true"} for each in figures(4)]}
    plan = planned([section], appendix=APPENDIX)
    glance = plan.sections[0].slides[1].ways[0][0]
    assert glance.variant == "highlights-4"
    assert "9万户" not in [fill.text for fill in glance.fills.values() if isinstance(fill, Figure)]
    named = planned([section], appendix=APPENDIX, highlights=["x", "i1"])
    assert named.sections[0].slides[1].ways[0][0].fills["figure-1"].text == "9万户"


def test_an_empty_part_of_the_appendix_is_reported() -> None:
    sink = Sink()
    planned([{"title": "一", "achievements": texts(1)}], sink, appendix=[{"title": "空"}])
    assert codes_in(sink) == ["section-empty"]


@pytest.mark.parametrize(("number", "expected"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_parts_of_the_appendix_are_lettered_on_and_on(number: int, expected: str) -> None:
    assert letter(number) == expected
