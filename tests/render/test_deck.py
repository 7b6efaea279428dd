"""What rendering draws, seen by reopening the file."""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from deckgen.check.deck_model import DeckSubject
from deckgen.check.decks import check_written
from deckgen.content.inline import Run
from deckgen.diagnostics import Sink
from deckgen.fit.model import (
    DeckSection,
    FittedDeck,
    FittedFigure,
    FittedParagraph,
    FittedPhoto,
    FittedText,
    Properties,
)
from deckgen.fit.photos import PhotoBook
from deckgen.render.presentation import PresentationUnusable, presentation_xml
from deckgen.units import Box
from deckgen.written.reading import read_deck
from tests.render.material import (
    COMPARISON,
    CONTENT,
    PHOTO,
    TITLE_SLIDE,
    deck,
    full_deck,
    plain_template,
    rendered,
    reopened,
    slide,
    text,
)
from tests.zips import members_of


@pytest.fixture
def photos(tmp_path: Path) -> PhotoBook:
    Image.effect_noise((900, 600), 60).convert("RGB").save(tmp_path / "a.jpg")
    (tmp_path / "copy.jpg").write_bytes((tmp_path / "a.jpg").read_bytes())
    Image.effect_noise((900, 600), 61).convert("RGB").save(tmp_path / "b.jpg")
    book = PhotoBook(lambda name: tmp_path / name)
    for name in ("a.jpg", "copy.jpg", "b.jpg"):
        book.size(name, (), Sink())
    return book


def part(data: bytes, name: str) -> str:
    return members_of(data)[name].decode()


def names(data: bytes, start: str = "") -> list[str]:
    return [name for name in members_of(data) if name.startswith(start)]


def by_idx(shown: Any) -> dict[int, Any]:
    return {shape.placeholder_format.idx: shape for shape in shown.placeholders}


def test_every_shape_is_a_placeholder_of_its_slide_layout(photos: PhotoBook) -> None:
    for shown in reopened(rendered(full_deck("a.jpg"), photos)).slides:
        of_layout = {shape.placeholder_format.idx for shape in shown.slide_layout.placeholders}
        assert len(shown.shapes) == len(list(shown.placeholders))
        assert set(by_idx(shown)) <= of_layout


def test_texts_stand_in_their_placeholders_in_reading_order() -> None:
    shown = reopened(rendered(full_deck())).slides[2]
    assert [shape.text_frame.text for shape in shown.placeholders][:2] == [
        "创业就业",
        "搭平台：举办招聘会（来源）\n细节",
    ]
    assert [paragraph.level for paragraph in by_idx(shown)[1].text_frame.paragraphs] == [0, 1]
    assert shown.shapes.title.text_frame.text == "创业就业"


def test_a_break_that_fitting_decided_on_is_a_line_break_in_the_runs_own_style() -> None:
    bold = FittedText((FittedParagraph((Run("上\v下", bold=True),)),))
    xml = part(rendered(deck(slide("s", {0: bold}))), "ppt/slides/slide1.xml")
    assert re.search(r"上</a:t></a:r><a:br><a:rPr[^>]* b=\"1\"/></a:br><a:r>", xml)
    assert reopened(rendered(deck(slide("s", {0: bold})))).slides[0].shapes.title.text_frame.text == "上\v下"


def test_runs_carry_no_size_where_the_slide_layouts_size_serves() -> None:
    xml = part(rendered(full_deck()), "ppt/slides/slide2.xml")
    assert ' sz="' not in re.sub(r"<p:ph[^>]*>", "", xml)


def test_sizes_of_text_stand_in_the_list_style_of_the_levels_in_use() -> None:
    xml = part(rendered(full_deck()), "ppt/slides/slide3.xml")
    styles = re.search(r"<a:lstStyle>(<a:lvl1pPr>.*?)</a:lstStyle>", xml)
    assert styles is not None
    assert re.findall(r'<a:(lvl\dpPr)><a:defRPr sz="(\d+)"/></a:\1>', styles[1]) == [
        ("lvl1pPr", "2000"),
        ("lvl2pPr", "1650"),
    ]
    assert "lvl3pPr" not in xml
    assert not re.search(r"<a:rPr[^>]* sz=", xml)


def test_a_figure_is_one_line_whose_small_runs_alone_carry_a_size() -> None:
    frames = {
        idx: shape.text_frame for idx, shape in by_idx(reopened(rendered(full_deck())).slides[3]).items()
    }
    assert [run.text for run in frames[2].paragraphs[0].runs] == ["近", "12", "万名"]
    assert [run.font.size and run.font.size.pt for run in frames[2].paragraphs[0].runs] == [22, None, 22]
    assert [run.font.size and run.font.size.pt for run in frames[4].paragraphs[0].runs] == [None, 20]
    assert 'lvl1pPr><a:defRPr sz="4000"/>' in part(rendered(full_deck()), "ppt/slides/slide4.xml")


def test_runs_carry_emphasis_tone_and_link() -> None:
    data = rendered(full_deck())
    runs = by_idx(reopened(data).slides[2])[1].text_frame.paragraphs[0].runs
    assert [run.font.bold for run in runs] == [True, None, None]
    assert [run.hyperlink.address for run in runs] == [None, None, "https://example.org/a?b=1&c=2"]
    assert '<a:schemeClr val="tx2"/></a:solidFill><a:hlinkClick' in part(data, "ppt/slides/slide3.xml")


def test_a_link_used_twice_on_a_slide_is_one_relationship() -> None:
    linked = text(*[(Run(word, link="https://example.org/"),) for word in "ab"])
    relationships = part(
        rendered(deck(slide("s", {0: text("t"), 1: linked}))), "ppt/slides/_rels/slide1.xml.rels"
    )
    assert relationships.count("https://example.org/") == 1
    assert 'TargetMode="External"' in relationships


@pytest.mark.parametrize(
    "link", ["https://", "http://a b/", "mailto:", "https://[::1", "file:///etc/passwd", "x"]
)
def test_a_broken_address_leaves_the_text_without_a_link(link: str) -> None:
    data = rendered(deck(slide("s", {0: text((Run("词", link=link),))})))
    assert reopened(data).slides[0].shapes.title.text_frame.text == "词"
    assert "hlinkClick" not in part(data, "ppt/slides/slide1.xml")


def test_an_address_beyond_ascii_is_encoded() -> None:
    data = rendered(deck(slide("s", {0: text((Run("词", link="https://例.cn/路"),))})))
    run = reopened(data).slides[0].shapes.title.text_frame.paragraphs[0].runs[0]
    assert run.hyperlink.address == "https://xn--fsq.cn/%E8%B7%AF"


@pytest.mark.parametrize(
    ("language", "marks"),
    [
        ("zh-CN", 'lang="zh-CN" altLang="en-US"'),
        ("zh", 'lang="zh-CN" altLang="en-US"'),
        ("en-GB", 'lang="en-GB"/'),
    ],
)
def test_runs_name_the_decks_language(language: str, marks: str) -> None:
    fitted = deck(slide("s", {0: text("t")}), properties=Properties("t", language=language))
    assert f"<a:rPr {marks}" in part(rendered(fitted), "ppt/slides/slide1.xml")


@pytest.mark.parametrize(
    ("language", "said", "runs"),
    [
        (
            "en-GB",
            "Visit to Nanchang (南昌市), “fine”",
            [
                ("Visit to Nanchang (", "en-GB", None),
                ("南昌市", "zh-CN", "en-GB"),
                ("), “fine”", "en-GB", None),
            ],
        ),
        ("fr-FR", "東京（とうきょう）", [("東京（とうきょう）", "ja-JP", "fr-FR")]),
        ("en-US", "서울 2025", [("서울", "ko-KR", "en-US"), (" 2025", "en-US", None)]),
        ("en-US", "Three·two，one", [("Three·two，one", "en-US", None)]),
        ("zh-CN", "接种HPV疫苗", [("接种HPV疫苗", "zh-CN", "en-US")]),
    ],
)
def test_words_in_another_script_are_runs_that_name_their_language(
    language: str, said: str, runs: list[tuple[str, str, str | None]]
) -> None:
    fitted = deck(slide("s", {0: text(said)}), properties=Properties("t", language=language))
    data = rendered(fitted)
    shown = reopened(data).slides[0].shapes.title.text_frame.paragraphs[0].runs
    marks = [(run.text, run._r.rPr.get("lang"), run._r.rPr.get("altLang")) for run in shown]
    assert marks == runs
    sink = Sink()
    check_written(DeckSubject(read_deck(data)), sink)
    assert "language-wrong" not in [found.code.name for found in sink]


def test_a_link_over_two_scripts_leads_to_one_place() -> None:
    fitted = deck(
        slide("s", {0: text((Run("Report of 南昌", link="https://example.org"),))}),
        properties=Properties("t", language="en-GB"),
    )
    runs = reopened(rendered(fitted)).slides[0].shapes.title.text_frame.paragraphs[0].runs
    assert [run.hyperlink.address for run in runs] == ["https://example.org"] * 2


def test_shape_ids_and_names_are_unique_on_every_slide(photos: PhotoBook) -> None:
    twice = deck(slide("s", {0: text("t"), 1: text("a")}, slots={0: "body", 1: "body"}))
    for data in (rendered(full_deck("a.jpg"), photos), rendered(twice)):
        for shown in reopened(data).slides:
            assert max(Counter(shape.shape_id for shape in shown.shapes).values()) == 1
            assert max(Counter(shape.name for shape in shown.shapes).values()) == 1


def test_shapes_are_named_after_their_slots() -> None:
    shown = reopened(rendered(full_deck())).slides[3]
    assert [shape.name for shape in shown.placeholders][:5] == [
        "title",
        "label-1",
        "figure-1",
        "label-2",
        "figure-2",
    ]


def test_footer_date_and_number_stand_on_every_slide_that_has_a_place_for_them() -> None:
    shown = reopened(rendered(full_deck())).slides
    assert [by_idx(one)[12].text_frame.text for one in shown] == list("12345")
    assert {by_idx(one)[11].text_frame.text for one in shown} == {"江西省妇联"}
    assert {by_idx(one)[10].text_frame.text for one in shown} == {"2026年3月8日"}
    assert 'type="slidenum"' in part(rendered(full_deck()), "ppt/slides/slide1.xml")


def test_a_footer_without_text_stays_off_the_slide() -> None:
    shown = reopened(rendered(deck(slide("s", {0: text("t")})))).slides[0]
    assert set(by_idx(shown)) == {0, 12}


def test_a_photo_is_a_picture_in_its_placeholder_with_crop_and_alt_text(photos: PhotoBook) -> None:
    data = rendered(full_deck("a.jpg"), photos)
    picture = by_idx(reopened(data).slides[4])[1]
    assert (picture.crop_top, picture.crop_bottom, picture.crop_left) == (0.125, 0.2, 0)
    assert picture.image.size == (600, 400)
    assert '<p:cNvPr id="3" name="photo-1" descr="选手在操作台前"/>' in part(data, "ppt/slides/slide5.xml")
    assert '<a:srcRect t="12500" b="20000"/>' in part(data, "ppt/slides/slide5.xml")


def test_a_photo_shown_whole_has_a_place_of_its_own_in_its_placeholder(photos: PhotoBook) -> None:
    whole = FittedPhoto(
        "a.jpg", "c", "a", pixels=(600, 400), place=Box(1_000_000, 2_000_000, 300_000, 200_000)
    )
    data = rendered(deck(slide("s", {0: text("t"), 1: whole}, layout=PHOTO)), photos)
    picture = by_idx(reopened(data).slides[0])[1]
    assert picture.is_placeholder
    assert (picture.left, picture.top, picture.width, picture.height) == whole.place
    assert (picture.crop_left, picture.crop_top, picture.crop_right, picture.crop_bottom) == (0, 0, 0, 0)


def test_a_drawing_goes_in_as_svg_with_a_picture_for_other_programs(tmp_path: Path) -> None:
    square = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    (tmp_path / "logo.svg").write_text(square)
    book = PhotoBook(lambda name: tmp_path / name)
    book.size("logo.svg", (), Sink())
    shown = FittedPhoto("logo.svg", "c", "a", pixels=(90, 90))
    slides = [slide(f"s{n}", {0: text("t"), 1: shown}, layout=PHOTO) for n in range(2)]
    data = rendered(deck(*slides), book)
    assert names(data, "ppt/media/") == ["ppt/media/image1.png", "ppt/media/image1.svg"]
    assert b"M0 0h9v9z" in members_of(data)["ppt/media/image1.svg"]
    picture = by_idx(reopened(data).slides[1])[1]
    (drawing,) = picture._element.xpath(".//a:blip/a:extLst/a:ext/*")
    target = picture.part.related_part(drawing.get(f"{{{drawing.nsmap['r']}}}embed"))
    assert target.content_type == "image/svg+xml"
    assert picture.image.content_type == "image/png"


def test_a_pending_photo_keeps_an_empty_placeholder_that_says_what_belongs_there() -> None:
    shown = by_idx(reopened(rendered(full_deck())).slides[4])[1]
    assert shown.placeholder_format.type.name == "PICTURE"
    assert shown.name == "photo-1 · 举办“振兴杯”竞赛"
    assert shown._element.xpath("./p:nvSpPr/p:cNvPr/@descr") == ["选手在操作台前"]
    assert shown._element.xpath("./p:txBody | ./p:blipFill") == []


def test_a_long_caption_is_cut_in_the_name_only() -> None:
    pending = FittedPhoto(None, "长" * 200, "")
    shape = by_idx(reopened(rendered(deck(slide("s", {0: text("t"), 1: pending}, layout=PHOTO)))).slides[0])[
        1
    ]
    assert len(shape.name) == 60
    assert shape.name.endswith("…")
    assert shape._element.xpath("./p:nvSpPr/p:cNvPr/@descr") == ["长" * 200]


def test_one_picture_at_one_size_is_stored_once(photos: PhotoBook) -> None:
    shown = [("a.jpg", (600, 400)), ("copy.jpg", (600, 400)), ("a.jpg", (300, 200)), ("b.jpg", (600, 400))]
    slides = [
        slide(f"s{n}", {0: text("t"), 1: FittedPhoto(image, "c", "a", pixels=pixels)}, layout=PHOTO)
        for n, (image, pixels) in enumerate(shown)
    ]
    assert len(names(rendered(deck(*slides), photos), "ppt/media/")) == 3


def test_cuts_that_meet_still_leave_something_to_see(photos: PhotoBook) -> None:
    sliver = FittedPhoto("a.jpg", "c", "a", (0.5, 0.0, 0.5, 0.0), (600, 400))
    picture = by_idx(
        reopened(rendered(deck(slide("s", {0: text("t"), 1: sliver}, layout=PHOTO)), photos)).slides[0]
    )[1]
    assert picture.crop_left + picture.crop_right < 1


def test_notes_are_read_back_paragraph_by_paragraph() -> None:
    shown = reopened(rendered(full_deck())).slides
    assert [one.has_notes_slide for one in shown] == [True, False, True, False, False]
    assert [p.text for p in shown[2].notes_slide.notes_text_frame.paragraphs] == ["第一段", "第二段"]
    assert {shape.placeholder_format.type.name for shape in shown[0].notes_slide.placeholders} == {
        "SLIDE_IMAGE",
        "BODY",
    }


def test_notes_and_slide_know_each_other_and_the_notes_master() -> None:
    data = rendered(full_deck())
    relationships = part(data, "ppt/notesSlides/_rels/notesSlide2.xml.rels")
    assert 'Target="../slides/slide3.xml"' in relationships
    assert 'Target="../notesMasters/notesMaster1.xml"' in relationships
    assert 'Target="../notesSlides/notesSlide2.xml"' in part(data, "ppt/slides/_rels/slide3.xml.rels")


def test_a_click_on_a_linked_shape_leads_to_its_slide() -> None:
    presentation = reopened(rendered(full_deck()))
    target = by_idx(presentation.slides[1])[1].click_action.target_slide
    assert target.slide_id == presentation.slides[2].slide_id


def test_every_slide_carries_its_id_as_a_tag() -> None:
    data = rendered(full_deck())
    tags = [part(data, f"ppt/tags/tag{n}.xml") for n in range(1, 6)]
    assert [re.findall(r'name="DECKGEN_ID" val="([^"]*)"', tag) for tag in tags] == [
        ["cover"], ["agenda"], ["jobs"], ["figures"], ["photo"],
    ]  # fmt: skip
    assert "<p:custDataLst><p:tags r:id=" in part(data, "ppt/slides/slide1.xml")


def sections_of(fitted: FittedDeck) -> list[tuple[str, list[str]]]:
    xml = part(rendered(fitted), "ppt/presentation.xml")
    return [
        (name, re.findall(r'<p14:sldId id="(\d+)"', inside))
        for name, inside in re.findall(r'<p14:section name="([^"]*)"[^>]*>(.*?)</p14:section>', xml)
    ]


def test_sections_name_their_slides() -> None:
    assert sections_of(full_deck()) == [("封面", ["256", "257"]), ("服务大局", ["258", "259", "260"])]


def test_a_slide_that_no_section_names_goes_with_the_one_before_it() -> None:
    slides = [slide(name, {0: text(name)}) for name in "abcd"]
    fitted = deck(
        *slides, sections=(DeckSection("一", ("b",)), DeckSection("空", ()), DeckSection("二", ("c", "gone")))
    )
    assert sections_of(fitted) == [("一", ["256", "257"]), ("二", ["258", "259"])]


def test_sections_of_one_name_have_different_ids() -> None:
    slides = [slide(name, {0: text(name)}) for name in "ab"]
    fitted = deck(*slides, sections=(DeckSection("一", ("a",)), DeckSection("一", ("b",))))
    ids = re.findall(
        r'<p14:section [^>]*id="(\{[0-9A-F-]{36}\})"', part(rendered(fitted), "ppt/presentation.xml")
    )
    assert len(set(ids)) == 2


def test_the_snapshot_holds_what_a_reader_of_the_slides_would_find(photos: PhotoBook) -> None:
    footers = {"11": ["江西省妇联"], "10": ["2026年3月8日"]}
    xml = part(rendered(full_deck("a.jpg"), photos), "customXml/item1.xml")
    packed = re.search(r">([A-Za-z0-9+/=]+)</snapshot>", xml)
    assert packed is not None
    slides = json.loads(zlib.decompress(base64.b64decode(packed[1])))["slides"]
    assert slides[0]["fills"]["0"] == ["巾帼繁如花\v铿锵绽芳华"]
    assert slides[2] == {
        "id": "jobs",
        "layout": "Title and Content",
        "fills": {"0": ["创业就业"], "1": ["搭平台：举办招聘会（来源）", "细节"], **footers},
        "notes": "第一段\v第二段",
    }
    assert slides[3]["fills"]["2"] == ["近12万名"]
    assert slides[4]["fills"]["1"]["photo"] == photos.encoded("a.jpg", (600, 400)).digest


def test_document_properties_say_what_the_deck_is() -> None:
    properties = reopened(rendered(full_deck())).core_properties
    assert (properties.title, properties.subject) == ("五年工作回眸", "工作报告")
    assert (properties.author, properties.language) == ("江西省妇女联合会", "zh-CN")
    assert properties.created is None


def test_dates_come_from_source_date_epoch_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772928000")
    properties = reopened(rendered(full_deck())).core_properties
    assert properties.created.isoformat().startswith("2026-03-08T00:00:00")
    assert properties.modified == properties.created
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert reopened(rendered(full_deck())).core_properties.created is None


def test_a_deck_of_no_slides_is_still_a_file_that_opens() -> None:
    assert len(reopened(rendered(deck())).slides) == 0


def test_a_link_to_a_slide_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="nowhere"):
        rendered(deck(slide("s", {0: text("t")}, links={0: "nowhere"})))


PRESENTATION = (
    '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"{r}>'
    "<p:sldMasterIdLst/>{masters}<p:sldSz/>{end}</p:presentation>"
)
R = ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def test_slides_are_listed_after_all_masters() -> None:
    masters = "<p:sldMasterIdLst></p:sldMasterIdLst><p:notesMasterIdLst></p:notesMasterIdLst>"
    masters += "<p:handoutMasterIdLst></p:handoutMasterIdLst><p:sldIdLst/>"
    xml = PRESENTATION.format(r=R, masters=masters, end="").encode()
    found = presentation_xml(xml, deck(slide("s", {0: text("t")})), ["rId7"], "rId2").decode()
    assert (
        '</p:handoutMasterIdLst><p:sldIdLst><p:sldId id="256" r:id="rId7"/></p:sldIdLst><p:sldSz/>' in found
    )
    assert found.count("sldIdLst") == 2


def test_sections_join_the_extensions_that_are_there_and_replace_stale_ones() -> None:
    stale = '<p:ext uri="{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"><p14:sectionLst xmlns:p14="u"/></p:ext>'
    end = f'<p:extLst>{stale}<p:ext uri="{{EFAFB233-063F-42B5-8137-9DF3F51BA10A}}"></p:ext></p:extLst>'
    xml = PRESENTATION.format(r=R, masters="<p:sldMasterIdLst></p:sldMasterIdLst>", end=end).encode()
    fitted = deck(slide("s", {0: text("t")}), sections=(DeckSection(r"\1 & <一>", ("s",)),))
    found = presentation_xml(xml, fitted, ["rId7"], "rId2").decode()
    assert found.count("521415D9") == 1
    assert found.count("<p:extLst>") == 1
    assert r'name="\1 &amp; &lt;一&gt;"' in found
    assert found.endswith("</p14:sectionLst></p:ext></p:extLst></p:presentation>")


def test_a_presentation_without_masters_is_refused_clearly() -> None:
    xml = PRESENTATION.format(r=R, masters="", end="").encode()
    with pytest.raises(PresentationUnusable, match="sldMasterIdLst"):
        presentation_xml(xml, deck(), [], "rId2")


ILLEGAL = re.compile("[\x00-\x08\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


def as_read(written: str) -> str:
    return ILLEGAL.sub("", re.sub("\r\n|[\r\n]", "\v", written))


@settings(max_examples=60, deadline=None)
@given(words=ANY_TEXT, bold=st.booleans(), notes=ANY_TEXT, name=ANY_TEXT)
def test_any_text_comes_back_as_it_was_written(words: str, bold: bool, notes: str, name: str) -> None:
    fitted = deck(
        slide(
            "s" + name,
            {
                0: text((Run(words, bold=bold),)),
                1: FittedPhoto(None, words, notes),
                2: FittedFigure(words, "1", notes, None, 10.0),
            },
            layout=PHOTO,
            slots={1: name},
            notes=notes,
        ),
        sections=(DeckSection(name, ("s" + name,)),),
        properties=Properties(words, name, notes),
    )
    shown = reopened(rendered(fitted)).slides[0]
    assert shown.shapes.title.text_frame.text == as_read(words)
    assert by_idx(shown)[2].text_frame.text == as_read(words) + "1" + as_read(notes)
    if notes.strip():
        expected = ILLEGAL.sub("", notes.replace("\r\n", "\n").replace("\r", "\v"))
        assert shown.notes_slide.notes_text_frame.text == expected


def test_the_plain_template_has_what_these_tests_take_for_granted() -> None:
    parts = {bound.slide_layout.part for bound in plain_template().layouts.values()}
    assert {TITLE_SLIDE, CONTENT, COMPARISON, PHOTO} <= parts
