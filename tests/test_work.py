"""A build's work grows with its slides and no faster: counted, not timed, at the doors through which it all goes."""

from __future__ import annotations

import cProfile
import io
import pstats
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import deckgen
from benchmarks.workload import write_workload
from deckgen.diagnostics import Sink
from deckgen.fit import fonts
from deckgen.pipeline import build_deck
from deckgen.render.package import Package
from deckgen.resources import Resources
from deckgen.templates import unpacking
from tests.zips import members_of

PACKAGE = Path(deckgen.__file__).parent

SLIDES = (50, 100, 200)
"""Each twice the one before, of whole sections. All kinds of slides are in all of them, in equal shares."""

CONSTANT = ("slide layouts parsed",)
LINEAR = (
    "pieces added",
    "bytes added",
    "XML elements",
    "relationships",
    "texts measured",
)
LEEWAY = 1.03
"""How much more than its share a slide of a large deck may cost: names grow by a digit."""

MOST_CALLS = 1.25
"""The same for the calls of one function, some of which depend on what else is on the slides."""


@dataclass(frozen=True)
class Work:
    """What a build did: countable things by name, and the calls of every function of deckgen."""

    done: Counter[str]
    calls: Counter[str]


def counted(door: Callable[..., Any], note: Callable[..., None]) -> Callable[..., Any]:
    def wrapper(*arguments: Any, **named: Any) -> Any:
        note(*arguments)
        return door(*arguments, **named)

    return wrapper


def work(folder: Path, slides: int) -> Work:
    """What the build of a deck of so many slides did."""
    report, deck, done = write_workload(folder, slides), folder / "deck.pptx", Counter[str]()

    def note(what: str, *_: object) -> None:
        done[what] += 1

    def note_parsed(_data: bytes, name: str) -> None:
        done["slide layouts parsed"] += "/slideLayouts/slideLayout" in name

    def note_added(_package: Package, _name: str, data: bytes, *_: bool) -> None:
        done["pieces added"] += 1
        done["bytes added"] += len(data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(unpacking, "parse_xml", counted(unpacking.parse_xml, note_parsed))
        patch.setattr(fonts, "make_face", counted(fonts.make_face, partial(note, "fonts opened")))
        patch.setattr(Package, "_put", counted(Package._put, note_added))
        calls = cProfile.Profile()
        calls.runcall(build_deck, report, deck, Resources(), Sink())
    called = Counter[str]()
    for (file, _, name), (_, number, *_) in pstats.Stats(calls, stream=io.StringIO()).stats.items():
        if file.startswith(str(PACKAGE)):
            called[f"{Path(file).relative_to(PACKAGE)} {name}"] += number
    done["texts measured"] = called["fit/text.py lay_out"]
    for name, data in members_of(deck).items():
        if name.endswith((".xml", ".rels")):
            done["XML elements"] += len(re.findall(rb"<[\w]", data))
            done["relationships"] += data.count(b"<Relationship ")
    return Work(done, called)


@pytest.fixture(scope="module")
def works(tmp_path_factory: pytest.TempPathFactory) -> list[Work]:
    folder = tmp_path_factory.mktemp("work")
    work(folder, 4)  # what is read once and kept would count for the smallest deck only
    return [work(folder, slides) for slides in SLIDES]


@pytest.mark.parametrize("what", LINEAR)
def test_work_grows_with_the_slides_and_no_faster(works: list[Work], what: str) -> None:
    small, middle, large = (each.done[what] for each in works)
    assert 0 < small < middle < large
    assert large - middle <= LEEWAY * 2 * (middle - small)


def test_no_function_is_called_more_often_for_each_slide_of_a_larger_deck(works: list[Work]) -> None:
    _, middle, large = (each.calls for each in works)
    faster = {
        name: (middle[name], calls)
        for name, calls in large.items()
        if calls > MOST_CALLS * 2 * middle[name] + SLIDES[0]
    }
    assert not faster


@pytest.mark.parametrize("what", CONSTANT)
def test_work_on_the_template_is_the_same_for_every_deck(works: list[Work], what: str) -> None:
    assert 0 < works[0].done[what] == works[-1].done[what]


def test_fonts_are_opened_once_for_all_decks(works: list[Work]) -> None:
    assert works[-1].done["fonts opened"] == 0


def test_only_the_slide_layouts_that_a_deck_uses_are_parsed(works: list[Work]) -> None:
    assert works[0].done["slide layouts parsed"] < 15  # of 88
