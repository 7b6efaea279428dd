"""Every text of a report that a slide or its notes show, with its key path and what it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from deckgen.content.inline import parse_inline
from deckgen.content.models import (
    Change,
    Chart,
    Indicator,
    Matrix,
    Multiple,
    Photo,
    Report,
    Series,
    TableCell,
)
from deckgen.diagnostics import KeyPath, Sink
from deckgen.forms.form import Form, fields_of

Kind = Literal["prose", "caption", "figure", "number", "cell"]

_UNSEEN = frozenset(
    """id image layout template language icon focus transition type of highlights highlight kind direction crop align
    data axis lines emphasis hidden show draft total totals header across down allow
    derived glossary""".split()  # noqa: SIM905
)
"""Keys whose values are for deckgen, not for readers."""


class Said(NamedTuple):
    """A line of text: a `figure` is an indicator's value or change, a `number` one of a chart."""

    path: KeyPath
    text: str
    kind: Kind


def texts_of(report: Report) -> Iterator[Said]:
    """Each line by itself, without its marks, in the order of the content file."""
    for name in fields_of(Report):
        if name != "source" and name not in _UNSEEN:
            yield from _walk(getattr(report, name), (name,), "prose")


def _walk(item: object, path: KeyPath, kind: Kind) -> Iterator[Said]:
    if isinstance(item, str):
        yield from (Said(path, line, kind) for line in lines_of(item))
    elif isinstance(item, tuple):
        for place, one in enumerate(item):
            yield from _walk(one, (*path, place), kind)
    elif isinstance(item, Form):
        for name in fields_of(type(item)):
            if _is_seen(item, name):
                yield from _walk(getattr(item, name), (*path, name), _kind_of(item, name))


def _is_seen(item: Form, name: str) -> bool:
    if isinstance(item, Matrix) and name in ("across", "up"):
        return True
    return name not in _UNSEEN and not (isinstance(item, Indicator) and name == "quote")


def _kind_of(item: Form, name: str) -> Kind:
    match item:
        case Indicator() | Change() if name == "value":
            return "figure"
        case Chart() | Series() | Multiple() if name in ("values", "value"):
            return "number"
        case TableCell() if name == "text":
            return "cell"
        case Photo() if name == "caption":
            return "caption"
    return "prose"


def lines_of(text: str) -> Iterator[str]:
    """The lines of `text` without their marks."""
    for line in text.splitlines():
        plain = "".join(run.text for run in parse_inline(line.strip(), (), Sink()))
        if plain:
            yield plain
