"""Records are what `dataclasses.dataclass` makes of the same class, but for the time it takes."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass as standard
from dataclasses import field, replace

from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    tags: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


@standard(frozen=True, slots=True)
class Standard:
    name: str
    tags: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class One:
    name: str


@dataclass(frozen=True, slots=True)
class Other:
    name: str


@dataclass(frozen=True, slots=True)
class Nothing:
    pass


def test_records_are_shown_and_taken_apart_as_dataclasses_are() -> None:
    here, there = Place("a", ("x",)), Standard("a", ("x",))
    assert repr(here) == repr(there).replace("Standard", "Place")
    assert dataclasses.asdict(here) == dataclasses.asdict(there)
    assert Place.__match_args__ == Standard.__match_args__
    assert Place.__slots__ == Standard.__slots__


def test_records_are_equal_and_hash_by_their_values_within_one_class() -> None:
    assert Place("a") == Place("a") != Place("b")
    assert replace(Place("a"), name="b") == Place("b")
    assert One("a") != Other("a")
    assert len({One("a"), One("a"), One("b"), Nothing(), Nothing()}) == 3


@dataclass(frozen=True, slots=True)
class Noted:
    name: str
    remark: str = field(default="", compare=False, repr=False)


def test_fields_that_do_not_count_are_left_out() -> None:
    assert Noted("a", "x") == Noted("a", "y")
    assert len({Noted("a", "x"), Noted("a", "y")}) == 1
    assert repr(Noted("a", "x")) == "Noted(name='a')"


def test_defaults_are_made_for_each_record() -> None:
    first, second = Place("a"), Place("a")
    first.counts["x"] = 1
    assert second.counts == {}


def test_a_record_takes_no_other_attributes() -> None:
    assert not hasattr(Place("a"), "__dict__")


@dataclass(frozen=True, slots=True)
class Derived:
    name: str = ""
    length: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "length", len(self.name))


def test_what_a_record_derives_is_not_given() -> None:
    assert Derived("abc").length == 3
    assert replace(Derived("abc"), name="a").length == 1
