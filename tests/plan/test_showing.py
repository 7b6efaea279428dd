"""Hidden slides and sections, links inside the deck, transitions, and the sources of figures, as planned."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.diagnostics import Sink
from deckgen.layouts.model import Text
from deckgen.plan.model import DeckPlan, SlidePlan
from tests.plan.planning import ONLY_CONTENT, Json, planned


def slides(plan: DeckPlan) -> dict[str, SlidePlan]:
    return {slide.id: slide for section in plan.sections for slide in section.slides}


def section(title: str, *slides: Json, **more: Any) -> Json:
    return {"title": title, "id": title, "slides": list(slides), **more}


def slide(name: str, **more: Any) -> Json:
    return {"id": name, "achievements": [f"做了{name}"], **more}


def entries(plan: DeckPlan) -> list[tuple[str, str, str | None]]:
    """Number, name and target of each entry of the contents list."""
    agenda = slides(plan)["agenda"].ways[0]
    found = []
    for page in agenda:
        for slot, fill in page.fills.items():
            if slot.startswith("number-"):
                entry = slot.replace("number", "entry")
                name = page.fills[entry]
                assert isinstance(fill, Text)
                assert isinstance(name, Text)
                found.append((fill.text, name.text, page.links.get(entry)))
    return found


def test_a_hidden_slide_is_planned_and_marked() -> None:
    plan = planned([section("一", slide("a"), slide("b", hidden=True))])
    assert {name for name, found in slides(plan).items() if found.hidden} == {"b"}


def test_a_section_without_divider_is_entered_at_the_first_slide_that_is_shown() -> None:
    plan = planned(
        [section("一", slide("a", hidden=True), slide("b")), section("二", slide("c"))],
        show={"dividers": False},
    )
    assert [target for *_, target in entries(plan)] == ["b", "c"]
    assert plan.anchors["一"] == "b"


@pytest.mark.parametrize(
    "hidden",
    [
        section("二", slide("b"), hidden=True),
        section("二", slide("b", hidden=True), slide("c", hidden=True)),
        {"title": "二", "id": "二", "achievements": ["甲"], "hidden": True},
    ],
)
def test_a_section_that_is_hidden_as_a_whole_takes_its_divider_and_its_number_along(hidden: Json) -> None:
    plan = planned([section("一", slide("a")), hidden, section("三", slide("d"))])
    assert [(number, name) for number, name, _ in entries(plan)] == [("01", "一"), ("02", "三")]
    assert [each.number for each in plan.sections] == [None, 1, None, 2, None]
    assert all(each.hidden for each in plan.sections[2].slides)
    assert plan.sections[2].slides[0].layout == "divider"


def test_content_of_the_section_itself_keeps_its_divider_in_the_show() -> None:
    plan = planned([section("一", slide("a", hidden=True), achievements=["甲"])])
    assert [each.hidden for each in plan.sections[1].slides] == [False, False, True]


def test_figures_of_hidden_slides_are_not_promoted_but_may_be_named() -> None:
    figures = [{"value": f"{n}户", "id": f"i{n}", "emphasis": True} for n in range(1, 5)]
    shown = {"indicators": figures[:3], "id": "a"}
    hidden = {"indicators": figures[3:], "id": "b", "hidden": True}
    assert "highlights" not in slides(planned([section("一", shown, hidden)]))
    assert "highlights" in slides(planned([section("一", shown, hidden)], highlights=["i4"]))


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=3), min_size=1, max_size=6))
def test_numbers_of_shown_sections_have_no_gaps(hidden: list[list[bool]]) -> None:
    made = [
        section(f"章{n}", *(slide(f"s{n}-{m}", hidden=each) for m, each in enumerate(row)))
        for n, row in enumerate(hidden)
    ]
    plan = planned(made)
    numbers = [each.number for each in plan.sections if each.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == sum(not all(row) for row in hidden)
    assert ("agenda" in slides(plan)) == (len(numbers) > 1)
    targets = [target for *_, target in entries(plan)] if len(numbers) > 1 else []
    assert all(target and not slides(plan)[target].hidden for target in targets)


def test_links_lead_to_slides_sections_and_framing_slides() -> None:
    sink = Sink()
    text = "[甲](#a)[二](#二)[目录](#agenda)[封面](#cover)"
    plan = planned([section("一", slide("a"), slide("b", title=text)), section("二", slide("c"))], sink)
    assert not len(sink)
    assert {name: plan.anchors[name] for name in ("a", "二", "agenda", "cover")} == {
        "a": "a",
        "二": "二.divider",
        "agenda": "agenda",
        "cover": "cover",
    }


def test_an_authors_own_name_goes_before_that_of_a_framing_slide() -> None:
    plan = planned([section("一", slide("cover"))])
    assert plan.anchors["cover"] == "cover-2"


def test_a_link_to_a_slide_that_the_deck_does_not_have_after_all_is_reported() -> None:
    sink = Sink()
    said = slide("a", title="[目录](#agenda)、[空](#empty)")
    planned([section("一", said, {"id": "empty", "title": "空"})], sink, show=ONLY_CONTENT)
    found = [(each.code.name, each.message) for each in sink]
    assert ("unknown-reference", "no slide or section has the id `agenda`") in found
    assert ("unknown-reference", "no slide or section has the id `empty`") in found


def test_the_reports_transition_holds_for_all_slides_that_do_not_say_otherwise() -> None:
    plan = planned(
        [section("一", slide("a"), slide("b", transition="none"), slide("c", transition="morph"))],
        transition="fade",
    )
    found = {name: each.transition for name, each in slides(plan).items()}
    assert found == {
        "cover": "fade",
        "一.divider": "fade",
        "a": "fade",
        "b": "none",
        "c": "morph",
        "closing": "fade",
    }


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ({}, ""),
        ({"draft": True}, "草稿"),
        ({"draft": True, "language": "en-GB"}, "DRAFT"),
        ({"watermark": "征求意见稿"}, "征求意见稿"),
        ({"draft": True, "watermark": "送审稿"}, "送审稿"),
    ],
)
def test_a_draft_has_the_usual_word_or_the_authors(said: Json, shown: str) -> None:
    assert planned([section("一", slide("a"))], **said).marks.watermark == shown


def test_a_source_names_figure_label_and_quote() -> None:
    figures = [
        {"value": "3万余场", "label": "线上线下**宣讲**", "quote": "开展宣讲3万余场", "id": "talks"},
        {"value": "5个"},
        {"value": "96.9%", "quote": "达96.9%"},
    ]
    chart = {"chart": {"of": ["talks"], "type": "column"}}
    plan = planned([section("一", {"indicators": figures}, chart)])
    path = ("sections", 0, "slides", 0, "indicators")
    assert plan.sources == {
        (*path, 0, "value"): ("3万余场 线上线下宣讲：开展宣讲3万余场",),
        (*path, 2, "value"): ("96.9%：达96.9%",),
        ("sections", 0, "slides", 1, "chart"): ("3万余场 线上线下宣讲：开展宣讲3万余场",),
    }


def test_sources_can_be_switched_off() -> None:
    figures = [{"value": "5个", "quote": "有5个"}]
    assert not planned([section("一", {"indicators": figures})], show={"sources": False}).sources


def test_hidden_parts_of_the_appendix_are_neither_named_nor_counted() -> None:
    appendix = [section("甲", slide("x"), hidden=True), section("乙", slide("y")), section("丙", slide("z"))]
    plan = planned([section("一", slide("a"))], appendix=appendix, transition="fade")
    *_, last = plan.sections
    assert [(each.id, each.hidden) for each in last.slides] == [
        ("appendix", False),
        ("x", True),
        ("y", False),
        ("z", False),
    ]
    headline = last.slides[0].ways[0][0].fills["headline"]
    assert isinstance(headline, Text)
    assert headline.text == "A  乙\nB  丙"
    assert (plan.anchors["丙"], plan.anchors["appendix"]) == ("z", "appendix")
    assert {each.transition for each in last.slides} == {"fade"}


def test_an_appendix_that_is_hidden_as_a_whole_is_not_in_the_contents_list() -> None:
    appendix = [section("甲", slide("x", hidden=True))]
    plan = planned([section("一", slide("a")), section("二", slide("b"))], appendix=appendix)
    assert [name for _, name, _ in entries(plan)] == ["一", "二"]
    assert all(each.hidden for each in plan.sections[-1].slides)


def title_of(found: SlidePlan) -> str:
    fill = found.ways[0][0].fills["title"]
    assert isinstance(fill, Text)
    return fill.text


@pytest.mark.parametrize(
    ("content", "title"),
    [
        ({"indicators": [{"value": "5个"}]}, "家教家风：主要数字"),
        ({"photos": [{"caption": "图"}]}, "家教家风：现场图片"),
        ({"achievements": ["甲"]}, "家教家风：工作情况"),
        ({"indicators": [{"value": "5个"}], "achievements": ["甲"]}, "家教家风：工作情况"),
        ({"achievements": ["甲"], "title": "好家风"}, "好家风"),
    ],
)
def test_without_title_and_headline_a_slide_does_not_repeat_its_divider(content: Json, title: str) -> None:
    plan = planned([{"title": "家教家风", "slides": [content | {"id": "a"}]}])
    assert title_of(slides(plan)["a"]) == title


def test_without_a_divider_the_sections_name_is_title_enough() -> None:
    plan = planned([section("家教家风", slide("a"))], show={"dividers": False})
    assert title_of(slides(plan)["a"]) == "家教家风"
