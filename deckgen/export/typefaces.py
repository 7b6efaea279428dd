"""Which typefaces of a deck LibreOffice had to draw another for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from deckgen.check.drawn_typefaces import as_good, family
from deckgen.export.fontconfig import NAMESAKES, stand_ins_of
from deckgen.fit.fonts import is_east_asian_face
from deckgen.written.model import WrittenDeck, WrittenRun

IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
"""Digits and marks are drawn in either of a run's typefaces."""


def typefaces_of(deck: WrittenDeck) -> tuple[str, ...]:
    """Those that the letters of its slides are to be shown in."""
    return tuple(dict.fromkeys(_wanted(deck)))


def replaced(wanted: Iterable[str], drawn: Iterable[str]) -> Mapping[str, str]:
    """Typeface → the one in its place, for those that look or measure otherwise; `drawn` are names from the PDF.

    Where nothing is declared for a typeface, it may have been any of those that nobody has asked for.
    """
    families = {_key(name): _spoken(name) for name in map(_unmarked, drawn)}
    wanted = tuple(wanted)
    missing = [name for name in wanted if not _as_good(name) & families.keys()]
    found = {name: _declared(name, families) for name in missing}
    taken = {_key(name) for name in found.values()}.union(*map(_as_good, wanted))
    others = sorted(name for key, name in families.items() if key not in taken)
    return {name: stand_in or " or ".join(others) or "another" for name, stand_in in found.items()}


def _as_good(name: str) -> set[str]:
    return {_key(each) for each in as_good(NAMESAKES.get(name, name))}


def _declared(name: str, families: Mapping[str, str]) -> str:
    return next((each for each in stand_ins_of(name) if _key(each) in families), "")


def _key(name: str) -> str:
    """Noto Sans CJK SC is NotoSansCJKjp in a PDF: LibreOffice calls a collection after its first typeface."""
    return re.sub(r"(?<=cjk)(sc|tc|hk|jp|kr)$", "", family(name))


def _unmarked(name: str) -> str:
    """Without the mark of a subset: `BAAAAA+Carlito` is Carlito."""
    return name.partition("+")[2] or name


def _spoken(name: str) -> str:
    """As people know it: `LiberationSans-Bold` is Liberation Sans, and DejaVu stays one word."""
    return re.sub(r"(?<=[a-z])(?=Sans|Serif|Mono|[A-Z][a-z]{4})", " ", re.sub(r"[-,].*$", "", name))


def _wanted(deck: WrittenDeck) -> Iterator[str]:
    for slide in deck.slides:
        for shape in () if slide.hidden else slide.shapes:
            for body in shape.bodies:
                for run in body.runs:
                    yield from filter(None, _faces_of(run))


def _faces_of(run: WrittenRun) -> Iterator[str]:
    # Where a theme names no typeface for Chinese, the Latin one stands there; it has no ideographs.
    if IDEOGRAPH.search(run.text) and (run.east_asian != run.latin or is_east_asian_face(run.latin)):
        yield run.east_asian
    if LETTER.search(run.text):
        yield run.latin
