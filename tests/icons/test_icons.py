"""The set of icons: whole, small enough to travel, and found by the words people use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from deckgen import icons as icons_module
from deckgen.icons import chinese, find_icons, icons, suggest_icon

FOLDER = Path(icons_module.__file__).parent


def test_every_icon_is_an_outline_that_xml_can_hold() -> None:
    assert len(icons()) > 1000
    for name, icon in icons().items():
        assert re.fullmatch(r"[a-z0-9-]+", name)
        assert re.fullmatch(r"M[MmLlHhVvCcSsQqTtAaZz0-9eE., -]+", icon.outline), name


def test_the_table_is_small_and_its_licence_stands_beside_it() -> None:
    assert (FOLDER / "phosphor.tsv").stat().st_size < 1_500_000
    assert "MIT License" in (FOLDER / "LICENSE").read_text("utf-8")
    assert list(icons()) == sorted(icons())


def test_the_marks_of_firms_are_not_handed_on() -> None:
    assert not [name for name in icons() if "facebook" in name or "wechat" in name]


def test_every_chinese_word_leads_to_icons_that_are_there() -> None:
    for word, names in chinese().items():
        assert names, word
        assert set(names) <= set(icons()), word


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("heart", "heart"),
        ("Money", "money"),
        ("就业", "briefcase"),
        ("妇女创业贷款", "bank"),
        ("factory", "factory"),
    ],
)
def test_an_icon_is_found_by_its_name_or_what_it_stands_for(word: str, name: str) -> None:
    assert name in find_icons(word)[:5]


def test_a_word_that_says_nothing_finds_nothing() -> None:
    assert find_icons(" ") == []
    assert find_icons("qqqqq") == []
    assert suggest_icon("qqqqq") is None


def test_a_slip_of_the_pen_is_understood() -> None:
    assert suggest_icon("haert") == "heart"
    assert suggest_icon("briefcases") == "briefcase"
    assert suggest_icon("爱心") == "heart"
