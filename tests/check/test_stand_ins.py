"""`[fonts]`: what is sound in it is used, and all that is not is told at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.check.stand_ins import read_stand_ins
from deckgen.diagnostics import Sink
from deckgen.gate.settings import find_stand_ins

SOUND = """\
[fonts]
"Corporate Sans" = ["Source Sans 3", "Carlito", "Carlito"]
方正小标宋 = "Noto Serif CJK SC"
"""


def read(text: str, file: str = "deckgen.toml") -> tuple[dict[str, tuple[str, ...]], list[str]]:
    sink = Sink()
    found = read_stand_ins(text.encode(), file, sink)
    told = [f"{one.span.line}:{one.span.column}: {one.message}; {one.hint}" for one in sink if one.span]
    return {one.typeface: one.instead for one in found}, told


def test_one_name_or_several_are_declared() -> None:
    found, told = read(SOUND.replace("方正小标宋 ", '"方正小标宋" '))
    assert found == {"Corporate Sans": ("Source Sans 3", "Carlito"), "方正小标宋": ("Noto Serif CJK SC",)}
    assert told == []


def test_pyproject_has_them_among_its_tools() -> None:
    found, told = read('[fonts]\nA = "B"\n[tool.deckgen.fonts]\nC = "D"\n', "pyproject.toml")
    assert (found, told) == ({"C": ("D",)}, [])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('"A" = 3', "`A` has no typefaces in its place"),
        ('"A" = []', "`A` has no typefaces in its place"),
        ('"A" = ["B", " "]', "`A` has no typefaces in its place"),
        ('"A" = "B\\n<alias>"', "`A` has no typefaces in its place"),
        ('"A" = ["B", "a"]', "`A` stands for itself"),
        ('"good" = "D"', "`good` is declared as `Good`, too"),
    ],
)
def test_faults_are_told_at_their_place_and_the_rest_is_used(line: str, message: str) -> None:
    found, told = read(f'# ours\n[fonts]\n"Good" = "Fine"\n{line}\n')
    assert found == {"Good": ("Fine",)}
    assert [one.partition("; ")[0] for one in told] == [f"4:1: {message}"]


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ('[font]\nA = "B"\n', "1:2", "did you mean `fonts`?"),
        ('ok = 1\n\n[ "colours" ]\n', "3:3", "there are check, glossary, fonts"),
        ('[check]\n[fonts.A]\nb = "c"\n', "2:8", None),
    ],
)
def test_tables_that_there_are_not_are_told(text: str, place: str, hint: str | None) -> None:
    _, told = read(text)
    if hint:
        assert any(one.startswith(place) and one.endswith(hint) for one in told)
    else:
        assert "`A` has no typefaces in its place" in told[0]


def test_fonts_that_are_no_table_are_told() -> None:
    assert read('fonts = "Noto Sans"\n') == ({}, ["1:1: `fonts` is no table; write [fonts]"])


def test_where_it_was_declared_makes_no_difference() -> None:
    one, other = (
        read_stand_ins(f'{above}[fonts]\nA = "B"\n'.encode(), "x.toml", Sink()) for above in ("", "\n")
    )
    assert one == other
    assert repr(one) == repr(other)
    assert one[0].declared != other[0].declared


def test_the_nearest_file_that_declares_any_counts(tmp_path: Path) -> None:
    deep = tmp_path / "reports" / "2025"
    deep.mkdir(parents=True)
    (tmp_path / ".git").touch()
    (tmp_path / "deckgen.toml").write_text('[fonts]\nA = "far"\n')
    (deep / "deckgen.toml").write_text('[check]\nlabel-drift = "off"\n')
    assert [one.instead for one in find_stand_ins(deep / "report.yaml", Sink())] == [("far",)]
    (deep.parent / "deckgen.toml").write_text('[fonts]\nA = "near"\n')
    assert [one.instead for one in find_stand_ins(deep / "report.yaml", Sink())] == [("near",)]
