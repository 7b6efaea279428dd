"""Folding keeps places: a place in the folded text is a place in the author's file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.check.figures import figures_in
from deckgen.check.folding import fold, join_lines
from deckgen.check.source import Source
from deckgen.sources.model import SourceUnreadable
from deckgen.sources.reading import read_source_text

TEXTS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("０９１２万億亿余餘，。“”—…　 \n\r\t35%"))
)


@given(TEXTS)
def test_folding_takes_one_character_to_one(text: str):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_joined_characters_are_those_at_their_offsets(raw: str):
    joined = join_lines(raw)
    assert len(joined.text) == len(joined.offsets)
    assert list(joined.offsets) == sorted(set(joined.offsets))
    pairs = zip(joined.text, joined.offsets, strict=True)
    assert all(raw[place] == shown or (shown == " " and raw[place].isspace()) for shown, place in pairs)


@given(TEXTS, st.text("宣讲3万余场 \n", min_size=1), TEXTS)
def test_whatever_stands_in_a_source_is_found_there(before: str, quote: str, after: str):
    wanted = join_lines(quote.strip()).text.strip()
    source = Source("a.txt", f"{before}。{quote.strip()}。{after}")
    places = list(source.find_all(quote))
    assert bool(places) == bool(wanted)
    assert all(fold(source.text[start:end]) == fold(wanted) for start, end in places)


@given(TEXTS)
def test_figures_stand_where_they_say_and_never_overlap(text: str):
    last = 0
    for figure in figures_in(text):
        assert last <= figure.start <= figure.digits < figure.end
        assert text[figure.start : figure.end] == figure.text
        last = figure.end


@given(TEXTS)
def test_a_place_in_a_source_is_a_line_and_column_of_its_file(raw: str):
    source = Source("a.txt", raw)
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for place, shown in enumerate(source.text):
        span = source.span(place, place + 1)
        if shown != " ":
            assert lines[span.line - 1][span.column - 1] == shown


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("３萬餘場（次）", "3万余场(次)"),
        ("“两癌”", '"两癌"'),
        ("—", "-"),
        ("村、镇，县。", "村,镇,县."),
        ("２０５．７８億元", "205.78亿元"),
    ],
)
def test_spellings_of_the_same_fold_alike(one: str, other: str):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("开展\n\n线上宣讲", "开展线上宣讲"),
        ("开展 3 万场", "开展3万场"),
        ("212\n  miles", "212 miles"),
        ("法\u200b律", "法律"),
        ("10\u202f000 trees", "10000 trees"),
    ],
)
def test_lines_are_joined_as_they_are_read(raw: str, text: str):
    assert join_lines(raw).text == text


def test_emphasis_of_markdown_does_not_count():
    assert list(Source("a.md", "贷款**205.78**亿元").find_all("贷款205.78亿元")) != []
    assert list(Source("a.txt", "贷款**205.78**亿元").find_all("贷款205.78亿元")) == []


@pytest.mark.parametrize("data", [b"", b" \n", b"PK\x03\x04\xff\xfe\x00\x01", b"a\0b\0c\0", b"x" * 2_000_001])
def test_what_is_no_text_is_refused(data: bytes):
    with pytest.raises(SourceUnreadable):
        read_source_text(data, "a.txt")


def test_texts_in_other_encodings_are_read():
    text = "全省婚检率达百分之九十六点九，居全国领先水平。"
    for codec in ("utf-8-sig", "utf-16", "gb18030"):
        assert read_source_text(text.encode(codec), "a.txt").text == text
