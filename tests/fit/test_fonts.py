from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.fit import measure
from deckgen.fit.fonts import METRICS, FontBook, make_face
from deckgen.fit.text import lay_out, line_width

from .square import level, paragraph

SENTENCE = "The quick brown fox, 1,234.56"


def width(typeface: str, text: str, *, bold: bool = False) -> float:
    face = FontBook().face(typeface, bold)
    return sum(face.latin[character] for character in text)


@pytest.mark.parametrize(("known", "twin"), [("Arial", "Liberation Sans"), ("Calibri", "Carlito")])
def test_metric_compatible_faces_share_their_widths(known: str, twin: str) -> None:
    assert width(known, SENTENCE) == width(twin, SENTENCE)


@pytest.mark.parametrize(("english", "chinese"), [("SimHei", "黑体"), ("Source Han Sans SC", "思源黑体")])
def test_chinese_names_find_the_same_face(english: str, chinese: str) -> None:
    assert width(english, SENTENCE) == width(chinese, SENTENCE)


def test_letters_of_songti_are_half_an_em() -> None:
    assert width("宋体", SENTENCE) == len(SENTENCE) / 2


def test_an_unknown_face_is_taken_wider_than_all_that_it_might_be() -> None:
    known = ("Arial", "Calibri", "Times New Roman", "DejaVu Sans", "Noto Sans CJK SC", "微软雅黑")
    assert all(width("Nobody Sans", SENTENCE) >= width(face, SENTENCE) for face in known)


def test_a_substitute_is_reported_once_and_only_when_its_widths_were_used() -> None:
    fonts = FontBook()
    style = level(latin="微软雅黑", east_asian="微软雅黑")
    lay_out([paragraph("只有汉字，和标点")], [style], [10.0], 10_000_000, fonts)
    assert fonts.substituted == ()
    for text in ("含 Latin 字母", "又 Latin"):
        lay_out([paragraph(text)], [style], [10.0], 10_000_000, fonts)
    assert fonts.substituted == ("微软雅黑",)


def test_a_substitute_is_reported_for_every_deck_though_texts_are_set_once_for_all() -> None:
    style = level(latin="微软雅黑", east_asian="微软雅黑")
    for fonts in (FontBook(), FontBook()):
        lay_out([paragraph("Latin, once")], [style], [10.0], 10_000_000, fonts)
        assert fonts.substituted == ("微软雅黑",)
        line_width("Latin, once", style, 10.0, fonts := FontBook())
        assert fonts.substituted == ("微软雅黑",)


def test_books_with_other_substitutes_set_texts_otherwise() -> None:
    style = level(latin="Nobody Sans")
    wide, narrow = FontBook(), FontBook({"Nobody Sans": "Arial"})
    assert line_width("Latin", style, 10.0, narrow) < line_width("Latin", style, 10.0, wide)
    assert not narrow.substituted


def test_a_measured_face_is_not_reported() -> None:
    fonts = FontBook()
    lay_out([paragraph("Latin")], [level(latin="Arial")], [10.0], 10_000_000, fonts)
    assert fonts.substituted == ()


@given(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF) | st.sampled_from("，。、（）“”—…"))
def test_chinese_characters_and_marks_are_one_em(character: str) -> None:
    assert make_face("Arial", "regular").east_asian[character] == 1.0


@given(st.characters(categories=["Mn"]))
def test_combining_marks_take_no_room(character: str) -> None:
    if not unicodedata.name(character, "").startswith("COMBINING"):
        return
    assert make_face("Arial", "regular").latin[character] == 0.0


def test_emoji_are_wider_than_ideographs() -> None:
    assert make_face("Arial", "regular").east_asian["🎉"] > 1.0


@pytest.mark.parametrize("table", measure.TABLES)
def test_a_committed_width_table_is_what_the_font_says(
    table: str, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:  # type: ignore[no-untyped-def]
    try:
        for file in measure.TABLES[table][:2]:
            measure.find_font(file)
    except FileNotFoundError as missing:
        pytest.skip(f"{missing} (apt-get install fonts-noto-cjk fonts-liberation fonts-crosextra-carlito …)")
    committed = json.loads((METRICS / f"{table}.json").read_text("utf-8"))
    monkeypatch.setattr(measure, "METRICS", tmp_path)
    assert json.loads(measure.write_table(table).read_text("utf-8")) == committed
