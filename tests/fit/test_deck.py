"""What fitting decides about whole slides: ways, continuations, common sizes, titles, photos, footers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from deckgen.content.models import Report
from deckgen.diagnostics import Sink
from deckgen.fit.deck import fit_deck
from deckgen.fit.fonts import FontBook
from deckgen.fit.model import FittedDeck, FittedFigure, FittedFill, FittedPhoto, FittedSlide, FittedText
from deckgen.fit.photos import PhotoBook
from deckgen.forms.reading import read_form
from deckgen.layouts import find_layouts
from deckgen.plan.deck import plan_deck
from deckgen.templates.model import Template
from deckgen.units import Box
from tests.findings import codes_in
from tests.fit.plain import FOOTER, plain_template

ONLY_CONTENT = dict.fromkeys(("cover", "highlights", "agenda", "dividers", "closing", "appendix"), False)
LONG = "各级妇联组织扎实开展服务妇女群众的各项工作并取得了显著成效。"


def fitted(
    *slides: dict[str, Any],
    template: Template | None = None,
    photos: Path | None = None,
    sink: Sink | None = None,
    **more: Any,
) -> FittedDeck:
    section = {"title": "一", "headline": "工作成效显著", "slides": list(slides)}
    report = read_form(Report, {"title": "报告", "sections": [section], "show": ONLY_CONTENT} | more)
    sink = Sink() if sink is None else sink
    plan = plan_deck(report, find_layouts(), sink)
    book = PhotoBook(lambda name: photos / name if photos and (photos / name).exists() else None)
    return fit_deck(plan, template or plain_template(), FontBook(), book, sink)


def fills(slide: FittedSlide, stem: str) -> list[FittedFill]:
    return [fill for idx, fill in slide.fills.items() if slide.slots.get(idx, "").startswith(stem)]


def words(deck: FittedDeck, stem: str) -> str:
    return "".join(
        fill.text.replace("\n", "")
        for slide in deck.slides
        for fill in fills(slide, stem)
        if isinstance(fill, FittedText)
    )


def variants(deck: FittedDeck) -> list[str]:
    return [slide.slide_layout.name for slide in deck.slides]


def test_what_fits_keeps_the_slide_layouts_own_size() -> None:
    (slide,) = fitted({"achievements": ["做了一件事"], "title": "短题"}).slides
    assert all(fill.points is None for fill in slide.fills.values() if isinstance(fill, FittedText))


def test_a_long_list_goes_on_on_a_further_slide_with_the_title_repeated() -> None:
    sink = Sink()
    items = [f"第{n}件：{LONG}" for n in range(12)]
    deck = fitted({"title": "十二件事", "achievements": items, "notes": "讲稿"}, sink=sink)
    assert len(deck.slides) > 1
    assert [slide.title for slide in deck.slides[:3]] == ["十二件事", "十二件事（续）", "十二件事（续2）"][
        : len(deck.slides)
    ]
    assert words(deck, "body") == "".join(items)
    assert [slide.notes for slide in deck.slides] == ["讲稿"] + [None] * (len(deck.slides) - 1)
    assert len({slide.id for slide in deck.slides}) == len(deck.slides)
    assert "text-continued" in codes_in(sink)
    assert not sink.has_errors


def test_a_continuation_is_set_at_a_comfortable_size() -> None:
    deck = fitted({"title": "题", "achievements": [LONG * 3] * 8})
    sizes = {fill.points[0] for slide in deck.slides for fill in fills(slide, "body") if fill.points}  # type: ignore[union-attr]
    assert all(size >= 18 for size in sizes)


def test_labels_too_long_for_four_callouts_get_fewer_to_a_page() -> None:
    label = "覆盖城乡社区的妇女儿童维权服务站点和法律援助工作站的建设数量与服务人次总计"
    deck = fitted({"indicators": [{"value": f"{n}万户", "label": label * 2} for n in range(1, 5)]})
    assert len(deck.slides) > 1
    assert words(deck, "label") == label * 8


def test_one_figure_that_fits_nowhere_does_not_drive_its_siblings_apart() -> None:
    sink = Sink()
    values = ["5万户", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 2, "7个"]
    deck = fitted({"indicators": [{"value": value, "label": "标签"} for value in values]}, sink=sink)
    assert variants(deck) == ["indicators-3"]
    assert "text-too-long" in codes_in(sink)


def test_siblings_share_one_size() -> None:
    values = ["96.9%", "205.78亿元", "12345678元", "5年"]
    (slide,) = fitted({"indicators": [{"value": value, "label": "标签"} for value in values]}).slides
    sizes = {fill.points for fill in fills(slide, "figure") if isinstance(fill, FittedFigure)}
    assert len(sizes) == 1
    assert sizes != {None}


def test_the_deck_agrees_on_one_title_size_where_it_can() -> None:
    long = "全省各级妇联组织团结带领广大妇女围绕中心服务大局在各项工作中取得显著成效，为高质量发展作出新的更大贡献"
    deck = fitted({"title": long, "achievements": ["事"]}, {"title": "短题", "achievements": ["事"]})
    points = [fill.points[0] for slide in deck.slides for fill in fills(slide, "title") if fill.points]  # type: ignore[union-attr]
    assert len(points) in (0, 2)
    assert len(set(points)) <= 1


def test_text_that_fits_nowhere_is_reported_and_set_smaller_not_cut() -> None:
    sink = Sink()
    deck = fitted({"title": LONG * 8, "achievements": ["事"]}, sink=sink)
    (title,) = fills(deck.slides[0], "title")
    assert isinstance(title, FittedText)
    assert title.points is not None
    assert title.points[0] < 24
    assert title.text == LONG * 8
    assert codes_in(sink) == ["text-too-long"]


def test_a_repeated_title_is_told_apart() -> None:
    deck = fitted({"achievements": ["甲"]}, {"achievements": ["乙"]}, {"achievements": ["丙"]})
    assert [slide.title for slide in deck.slides] == [
        "工作成效显著",
        "工作成效显著（续）",
        "工作成效显著（续2）",
    ]


def test_a_pending_photo_keeps_its_slot_and_caption() -> None:
    (slide,) = fitted({"photos": [{"caption": "开幕式", "alt": "会场"}]}).slides
    (photo,) = fills(slide, "photo")
    assert isinstance(photo, FittedPhoto)
    assert (photo.image, photo.caption, photo.alt) == (None, "开幕式", "会场")
    assert words(FittedDeck(None, (slide,), ()), "caption") == "开幕式"  # type: ignore[arg-type]


def test_a_missing_image_is_reported_and_stays_pending() -> None:
    sink = Sink()
    (slide,) = fitted({"photos": [{"caption": "开幕式", "image": "gone.jpg"}]}, sink=sink).slides
    assert codes_in(sink) == ["photo-not-found"]
    assert [fill.image for fill in fills(slide, "photo") if isinstance(fill, FittedPhoto)] == [None]


def test_a_photo_is_cropped_to_its_frame_around_its_focus(tmp_path: Path) -> None:
    Image.new("RGB", (3000, 1000)).save(tmp_path / "wide.jpg")
    photo = {"caption": "横幅", "image": "wide.jpg", "focus": [0.9, 0.5]}
    (slide,) = fitted({"photos": [photo]}, photos=tmp_path).slides
    (fill,) = (fill for fill in fills(slide, "photo") if isinstance(fill, FittedPhoto))
    left, top, right, bottom = fill.crop
    assert (top, bottom) == (0, 0)
    assert left == pytest.approx(0.5)
    assert right == pytest.approx(0)
    assert fill.pixels == (2400, 800)


@pytest.mark.parametrize(
    ("size", "more", "variant"),
    [
        ((1200, 1600), {}, "photo-text-tall"),
        ((1600, 1200), {}, "photo-text"),
        ((1200, 1600), {"crop": "contain"}, "photo-text-tall"),
        ((1200, 1600), {"crop": "cover"}, "photo-text"),
        ((1200, 1600), {"focus": [0.5, 0.3]}, "photo-text"),
        ((5000, 1000), {}, "photo-text"),
    ],
)
def test_an_upright_photo_gets_an_upright_place(
    size: tuple[int, int], more: dict[str, Any], variant: str, tmp_path: Path
) -> None:
    Image.new("RGB", size).save(tmp_path / "a.jpg")
    slide = {"achievements": ["甲"], "photos": [{"caption": "乙", "image": "a.jpg", **more}]}
    assert variants(fitted(slide, photos=tmp_path)) == [variant]


def test_an_upright_place_is_not_taken_where_the_template_has_none_or_a_text_does_not_fit(
    tmp_path: Path,
) -> None:
    Image.new("RGB", (1200, 1600)).save(tmp_path / "a.jpg")
    slide = {"achievements": ["甲"], "photos": [{"caption": "乙", "image": "a.jpg"}]}
    bare = plain_template(frozenset(["photo-text-tall"]))
    deck = fitted(slide, photos=tmp_path, template=bare)
    assert variants(deck) == ["photo-text"]
    (photo,) = fills(deck.slides[0], "photo")
    assert isinstance(photo, FittedPhoto)
    assert photo.place is not None
    long = {"achievements": [LONG] * 12, "photos": [{"caption": "乙", "image": "a.jpg"}]}
    assert variants(fitted(long, photos=tmp_path))[0] != "photo-text-tall"


def test_two_upright_photos_stand_side_by_side_but_not_one_of_each_kind(tmp_path: Path) -> None:
    Image.new("RGB", (1200, 1600)).save(tmp_path / "tall.jpg")
    Image.new("RGB", (1800, 1200)).save(tmp_path / "wide.jpg")
    tall, wide = ({"caption": name, "image": f"{name}.jpg"} for name in ("tall", "wide"))
    assert variants(fitted({"photos": [tall, tall]}, photos=tmp_path)) == ["photo-pair-tall"]
    assert variants(fitted({"photos": [tall, wide]}, photos=tmp_path)) == ["photo-pair"]
    assert variants(fitted({"photos": [tall]}, photos=tmp_path)) == ["photo-tall"]
    assert variants(fitted({"photos": [{"caption": "pending"}]}, photos=tmp_path)) == ["photo"]


def test_a_template_without_the_variant_gives_another_way_or_a_finding() -> None:
    slide = {"indicators": [{"value": f"{n}户", "label": "户"} for n in range(1, 5)]}
    deck = fitted(slide, template=plain_template(frozenset(["indicators-4"])))
    assert variants(deck) == ["indicators-2", "indicators-2"]
    sink = Sink()
    none = frozenset(f"indicators-{n}" for n in range(1, 7))
    assert not fitted(slide, template=plain_template(none), sink=sink).slides
    assert codes_in(sink) == ["slide-layout-not-found"]


def test_the_footer_stands_on_every_slide_and_is_reported_once_when_too_long() -> None:
    sink = Sink()
    slides = [{"title": f"第{n}张", "achievements": ["事"]} for n in range(3)]
    deck = fitted(*slides, sink=sink, footer=LONG * 30)
    assert all(FOOTER in slide.fills for slide in deck.slides)
    assert codes_in(sink) == ["text-too-long"]


def test_nothing_stands_in_the_footer_that_the_report_does_not_say() -> None:
    assert all(FOOTER not in slide.fills for slide in fitted({"achievements": ["事"]}).slides)


texts = st.text(st.sampled_from("妇联组织，。；“”ab 12%万户"), min_size=1, max_size=120).filter(str.strip)


@settings(deadline=None, max_examples=40)
@given(st.lists(texts, min_size=1, max_size=12))
def test_no_character_of_a_list_is_lost_whatever_its_length(items: list[str]) -> None:
    deck = fitted({"title": "题", "achievements": items})
    squeezed = "".join("".join(item.split()) for item in items)
    assert "".join(words(deck, "body").split()) == squeezed


def test_a_photo_that_the_title_stands_on_comes_before_it() -> None:
    template = plain_template()
    bound = template.layouts["full-photo"]
    idx = bound.slots["photo-1"]
    whole = replace(bound.slide_layout.placeholders[idx], box=Box(0, 0, template.width, template.height))
    layout = replace(bound.slide_layout, placeholders={**bound.slide_layout.placeholders, idx: whole})
    template = replace(
        template, layouts={**template.layouts, "full-photo": replace(bound, slide_layout=layout)}
    )
    photo = {"photos": [{"caption": "合影"}]}
    full, plain = fitted(
        photo | {"layout": "full-photo"}, photo | {"title": "另一题"}, template=template
    ).slides
    assert [full.slots[each] for each in full.fills if each in full.slots][:2] == ["photo-1", "title"]
    assert next(iter(plain.slots[each] for each in plain.fills)) == "title"


def test_an_appendix_may_be_denser_and_does_not_make_the_slides_before_it_smaller() -> None:
    items = [LONG[:24]] * 12
    appendix = [{"title": "附", "slides": [{"title": "附页", "achievements": items}]}]
    slide = {"title": "正文", "achievements": ["做了一件事"]}
    spoken, dense = fitted(slide, appendix=appendix).slides
    (small,) = (fill for fill in fills(dense, "body") if isinstance(fill, FittedText))
    assert small.points
    assert 14 <= small.points[0] < 16
    assert all(fill.points is None for fill in fills(spoken, "body") if isinstance(fill, FittedText))
    assert len(fitted(slide | {"achievements": items}).slides) > 1
