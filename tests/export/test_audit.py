"""The audit finds every text outside its shape, and nothing else. One conversion serves all cases."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from pptx.util import Inches

from tests.audit import Overflow, audit, main
from tests.export.decks import LONG, Deck

pytestmark = pytest.mark.office


@pytest.fixture(scope="module")
def deck() -> Deck:
    deck = Deck()
    deck.bullets("一行标题", "正文放得下，with Latin words.\n第二段")  # 1: sound
    deck.bullets("一行标题", LONG * 8)  # 2: below, inherited box
    deck.box("一个没有折行的长标题" * 3, width=2, height=1, wrap=False)  # 3: beside
    deck.box("W" * 30, width=2, height=2)  # 4: a word that is broken by the program, sound
    deck.box(LONG, width=3, height=0.5)  # 5: below
    deck.bullets("隐藏", LONG * 9).hide_last()  # 6: not shown, so not looked at
    deck.box("放得下", width=2, height=1)  # 7: sound, after a hidden one
    deck.box("😀 office fluffy ﬁne — 汉字", width=6, height=1)  # 8: sound with emoji and ligatures
    deck.box("竖放的长标题也放得下", width=4, height=1, turn=90)  # 9: sound, turned
    deck.box("", width=2, height=1)  # 10: a group below
    slide = deck.presentation.slides[9]
    group = slide.shapes.add_group_shape()
    inner = group.shapes.add_textbox(Inches(2), Inches(2), Inches(2), Inches(0.4))
    inner.name = "in a group"
    inner.text_frame.word_wrap = True
    inner.text_frame.text = LONG
    slide = deck.presentation.slides[0]
    run = slide.placeholders[1].text_frame.paragraphs[1].add_run()
    run.text = " 一个链接"
    run.hyperlink.address = "https://example.org/"
    return deck


@pytest.fixture(scope="module")
def found(deck: Deck, tmp_path_factory: pytest.TempPathFactory) -> list[Overflow]:
    path = tmp_path_factory.mktemp("audit") / "deck.pptx"
    path.write_bytes(deck.saved())
    return audit(path)


def test_exactly_the_slides_with_an_overflow_are_named(found: list[Overflow]) -> None:
    assert [overflow.slide for overflow in found] == [2, 3, 5, 10]


def test_the_shape_its_text_and_the_distance_are_told(found: list[Overflow]) -> None:
    beside = found[1]
    assert beside.shape == "the box"
    assert "标题" in beside.text
    assert 100 < beside.points < 1000


def test_autofit_does_not_hide_what_would_overflow_without_it(found: list[Overflow]) -> None:
    # The body of slide 2 inherits normAutofit, with which LibreOffice would shrink the text to fit.
    assert found[0].shape == "Content Placeholder 2"


def test_a_shape_within_a_group_is_watched(found: list[Overflow]) -> None:
    assert found[3].shape == "in a group"


def test_text_that_does_not_appear_is_an_overflow(tmp_path: Path) -> None:
    deck = Deck().box("白日依山尽", width=3, height=1)
    shape = deck.presentation.slides[0].shapes[0]
    shape.element.nvSpPr.cNvPr.set("hidden", "1")
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck.saved())
    (overflow,) = audit(path)
    assert math.isinf(overflow.points)
    assert overflow.text == "白日依山尽"


def test_by_hand_it_prints_what_it_finds_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(Deck().box(LONG, width=3, height=0.5).saved())
    assert main([str(path)]) == 1
    assert "slide 1, the box" in capsys.readouterr().out
