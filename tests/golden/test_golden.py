"""The example decks have not changed unnoticed. Renew with `python -m tests.golden`, then review the difference."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden.cases import CASES, FOLDER, built_outline, difference


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_outline_is_the_golden_one(case: Path, tmp_path: Path) -> None:
    golden = FOLDER / f"{case.name}.txt"
    assert golden.exists(), "no golden outline yet: run `python -m tests.golden`"
    found = difference(golden.read_text("utf-8"), built_outline(case, tmp_path))
    assert not found, f"{found}\nIf this is meant: python -m tests.golden"


def test_the_comparison_sees_a_changed_word() -> None:
    assert difference("1 [封面]\n  甲\n", "1 [封面]\n  乙\n")


def test_the_comparison_sees_a_missing_and_an_extra_slide() -> None:
    assert difference("1 [封面]\n\n2 [目录]\n", "1 [封面]\n")
    assert difference("1 [封面]\n", "1 [封面]\n\n2 [目录]\n")


def test_the_comparison_is_silent_on_equal_outlines() -> None:
    assert not difference("1 [封面]\n", "1 [封面]\n")
