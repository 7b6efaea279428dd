"""Output names are safe on every system, and no two decks share one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.batch.model import Job
from deckgen.batch.naming import Unsafe, default_pattern, find_collisions, output_stem
from deckgen.batch.scopes import DeckScope
from deckgen.batch.tables import Row
from deckgen.batch.values import Unfit

FOLDER = Path("base")


def stem(pattern: str, city: str = "南昌") -> str:
    job = Job("c/r.yaml", "r", "", template="brand/Red Gold.pptx", row=Row({"city": city}, "row 2"))
    return output_stem(pattern, DeckScope(job, lambda _: ()), FOLDER).relative_to(FOLDER).as_posix()


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("out/{{ row.city }}-{{ template }}.pptx", "out/南昌-Red Gold"),
        ("{{ report }}", "r"),
        ("v1.2/{{ row.city }}", "v1.2/南昌"),
        ("a\\b.PPTX", "a/b"),
        ("{{ row.city }}.final.pdf", "南昌.final"),
    ],
)
def test_a_pattern_names_a_deck(pattern: str, expected: str) -> None:
    assert stem(pattern) == expected


@pytest.mark.parametrize(
    ("city", "expected"),
    [
        ("赣州/南康", "赣州-南康"),
        ("../../etc/passwd", "..-..-etc-passwd"),
        ("a\\b:c*?", "a-b-c-"),
        ("CON", "CON_"),
        ("com1.x", "com1_.x"),
        ("lpt9", "lpt9_"),
        ("console", "console"),
        ("end. ", "end"),
        ("a\u202eb\x00c\nd", "a-b-c d"),
    ],
)
def test_a_value_never_leaves_its_place_in_the_name(city: str, expected: str) -> None:
    assert stem("{{ row.city }}.pptx", city) == expected


@pytest.mark.parametrize(
    ("pattern", "city"),
    [
        ("../{{ row.city }}", "x"),
        ("a/../../{{ row.city }}", "x"),
        ("/tmp/{{ row.city }}", "x"),
        ("C:/{{ row.city }}", "x"),
        ("{{ row.city }}", ".."),
        ("{{ row.city }}", " "),
        ("out/{{ row.city }}.pptx", "..."),
        ("{{ row.city }}", "长" * 90),
        ("", "x"),
    ],
)
def test_a_pattern_that_leads_elsewhere_or_nowhere_is_refused(pattern: str, city: str) -> None:
    with pytest.raises(Unsafe):
        stem(pattern, city)


@given(st.text(max_size=60))
def test_whatever_a_value_holds_the_deck_stays_in_its_folder(city: str) -> None:
    try:
        name = stem("out/x-{{ row.city }}.pptx", city)
    except (Unsafe, Unfit):
        return
    assert Path(name).parent == Path("out")
    assert not set(name.removeprefix("out/")) & set('<>:"/\\|?*\0\n\r')


def test_names_that_some_file_system_takes_for_one_collide() -> None:
    stems = ["out/Nanchang", "out/nanchang", "out/caf\u00e9", "out/cafe\u0301", "out/x"]
    pairs = find_collisions([Job("r", "r", each) for each in stems])
    assert [(first.stem, second.stem) for first, second in pairs] == [
        (stems[0], stems[1]),
        (stems[2], stems[3]),
    ]


def test_the_default_tells_apart_what_a_job_multiplies() -> None:
    assert default_pattern(None, 1, 1) == "{{ report }}"
    assert stem(default_pattern(["city"], 2, 1)) == "r-南昌-Red Gold"
