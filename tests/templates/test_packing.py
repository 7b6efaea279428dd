"""What is remembered of a template comes back as it was, and nothing else does."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.records import dataclass
from deckgen.templates.packing import packed, unpacked
from deckgen.units import Box

NUMBERS = st.integers(-9, 9)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.floats(allow_nan=False) | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
)


@dataclass(frozen=True, slots=True)
class Inner:
    name: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Outer:
    flag: bool
    size: float
    data: bytes
    pair: tuple[int, int]
    inners: tuple[Inner, ...]
    by_number: Mapping[int, Inner]
    by_name: Mapping[str, bool]


INNERS = st.builds(Inner, st.text(max_size=3), st.none() | st.builds(Box, *[NUMBERS] * 4))
OUTERS = st.builds(
    Outer,
    st.booleans(),
    st.floats(allow_nan=False),
    st.text(max_size=3).map(str.encode),
    st.tuples(NUMBERS, NUMBERS),
    st.lists(INNERS, max_size=2).map(tuple),
    st.dictionaries(NUMBERS, INNERS, max_size=2),
    st.dictionaries(st.text(max_size=2), st.booleans(), max_size=2),
)


@given(OUTERS)
def test_a_record_comes_back_as_it_was(record: Outer) -> None:
    assert unpacked(Outer, packed(record)) == record


@given(JSON)
def test_other_data_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="no packed Outer"):
        unpacked(Outer, packed(data))


@pytest.mark.parametrize("data", [b"", b"[", b"\xff", b"[" * 100_000, b'{"flag": true}'])
def test_damaged_data_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="no packed Outer"):
        unpacked(Outer, data)
