"""Which typefaces of a deck LibreOffice had to draw another for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from deckgen.check.drawn_typefaces import as_good, family
from deckgen.check.stand_ins import StandIn, StandIns
from deckgen.codes import STAND_IN_MISSING, TYPEFACE_REPLACED
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import Sink, Span, Spot
from deckgen.export.fontconfig import NAMESAKES, spellings_of, stand_ins_of
from deckgen.export.installed import faces_of, typefaces_here
from deckgen.fit.fonts import is_east_asian_face
from deckgen.written.model import WrittenDeck, WrittenRun

HOW_TO_SEE = (
    "install them to see the deck as it will be; `[fonts]` of deckgen.toml says what to draw where they lack"
)
IDEOGRAPH = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u04ff]")
"""Digits and marks are drawn in either of a run's typefaces."""


def typefaces_of(deck: WrittenDeck) -> tuple[str, ...]:
    """Those that the letters of its slides are to be shown in."""
    return tuple(dict.fromkeys(_wanted(deck)))


def report_replaced(
    wanted: Iterable[str], drawn: Iterable[str], stand_ins: StandIns, where: Span | Spot, sink: Sink
) -> None:
    """Report typefaces that another was drawn for; `drawn` are names from the PDF."""
    if pairs := replaced(wanted, drawn, stand_ins):
        message = ", ".join(_told(name, instead, stand_ins) for name, instead in pairs.items())
        sink.report(TYPEFACE_REPLACED, message, where, hint=HOW_TO_SEE)


def report_missing(wanted: Iterable[str], drawn: Iterable[str], stand_ins: StandIns, sink: Sink) -> None:
    """Report declared stand-ins of which a typeface is in need, and none is installed, where they are declared."""
    families = _families(drawn)
    for name in _replaced(wanted, families, stand_ins) if stand_ins else ():
        declared = _declared(name, stand_ins)
        if declared and typefaces_here() and not any(_is_here(each, families) for each in declared.instead):
            names = ", ".join(f"`{each}`" for each in declared.instead)
            message = f"`{name}` is not installed, nor is what is declared in its place: {names}"
            hint = _installed_like(declared.instead[0]) or "install it, or name another"
            sink.report(STAND_IN_MISSING, message, declared.declared, hint=hint)


def replaced(wanted: Iterable[str], drawn: Iterable[str], stand_ins: StandIns = ()) -> Mapping[str, str]:
    """Typeface → the one in its place, for those that look or measure otherwise; `drawn` are names from the PDF.

    Where nothing is declared for a typeface, it may have been any of those that nobody has asked for.
    """
    families = _families(drawn)
    wanted = tuple(wanted)
    found = {name: _stand_in(name, families, stand_ins) for name in _replaced(wanted, families, stand_ins)}
    named = (*wanted, *filter(None, found.values()))
    taken = set().union(*map(_as_good, wanted), *(_as_drawn(name, families) for name in named))
    others = sorted(name for key, name in families.items() if key not in taken)
    return {name: stand_in or " or ".join(others) or "another" for name, stand_in in found.items()}


def _replaced(wanted: Iterable[str], families: Mapping[str, str], stand_ins: StandIns) -> list[str]:
    strange = (name for name in wanted if not _is_as_good(name, families, stand_ins))
    return [name for name in strange if not _as_drawn(NAMESAKES.get(name, name), families)]


def _is_as_good(name: str, families: Mapping[str, str], stand_ins: StandIns) -> bool:
    """Whether what was drawn for it was made to its widths, and was not there for another alone."""
    declared = _declared(name, stand_ins)
    wished = declared and any(_as_drawn(each, families) for each in declared.instead)
    return not wished and bool(_as_good(name) & families.keys())


def _told(name: str, instead: str, stand_ins: StandIns) -> str:
    declared = _declared(name, stand_ins)
    by_wish = " (as declared)" if declared and instead in declared.instead else ""
    return f"`{name}` was drawn as {instead}{by_wish}"


def _families(drawn: Iterable[str]) -> Mapping[str, str]:
    return {_key(name): _spoken(name) for name in map(_unmarked, drawn)}


def _as_good(name: str) -> set[str]:
    return {_key(each) for each in as_good(NAMESAKES.get(name, name))}


def _stand_in(name: str, families: Mapping[str, str], stand_ins: StandIns) -> str:
    """The first that was drawn of what is declared for it, then of what deckgen knows."""
    declared = _declared(name, stand_ins)
    known = (declared.instead if declared else ()) + stand_ins_of(name)
    return next((each for each in known if _as_drawn(each, families)), "")


def _declared(name: str, stand_ins: StandIns) -> StandIn | None:
    spellings = spellings_of(name)
    return next((one for one in stand_ins if one.typeface.casefold() in spellings), None)


def _as_drawn(name: str, families: Mapping[str, str]) -> set[str]:
    """How it is called in the PDF, if it was drawn: 方正小标宋简体 goes by another name there."""
    if _key(name) in families:
        return {_key(name)}
    faces = faces_of(name)
    return {_key(each) for face in faces for each in (face, face.replace("-", ""))} & families.keys()


def _is_here(name: str, families: Mapping[str, str]) -> bool:
    """Whether it is installed. LibreOffice may bring it along."""
    return bool(faces_of(name)) or _key(name) in families


def _installed_like(name: str) -> str | None:
    here = (spoken for spoken, _ in typefaces_here().values())
    return did_you_mean(name, (each for each in here if each[:1].casefold() == name[:1].casefold()))


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
