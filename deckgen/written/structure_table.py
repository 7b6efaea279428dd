"""`structure.txt` → what may stand in an element, and what it must and may say."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from deckgen.templates.types import OFFICE
from deckgen.written.structure_values import KINDS

_SPACES = {
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "r": OFFICE,
}
PREFIXES = {space: prefix for prefix, space in _SPACES.items()}


class Step(NamedTuple):
    """One of `tags` may stand here: none too where it is not `needed`, several where they are `many`."""

    tags: frozenset[str]
    needed: bool
    many: bool


class Pattern:
    """What a line says of an element. `steps` and `attributes` that are None are not looked at; `within` is what it
    is inside other elements, by their tags."""

    __slots__ = ("attributes", "required", "steps", "within")

    def __init__(
        self,
        steps: tuple[Step, ...] | None = None,
        attributes: dict[str, Callable[[str], bool]] | None = None,
        required: tuple[str, ...] = (),
    ) -> None:
        self.steps = steps
        self.attributes = attributes
        self.required = required
        self.within: dict[str, Pattern] = {}


@cache
def read_patterns() -> dict[str, Pattern]:
    """What the table says of every element, by its tag."""
    found: dict[str, Pattern] = {}
    words: dict[str, str] = {}
    for line in Path(__file__).with_name("structure.txt").read_text("utf-8").splitlines():
        if line.startswith("$"):
            name, _, said = line[1:].partition(" = ")
            words[name] = _expanded(said, words)
        elif line and not line.startswith("#"):
            names, _, said = _expanded(line, words).partition(":" if line.endswith(":") else ": ")
            for name in names.split(", "):
                _add(name, said, found)
    return found


def _expanded(said: str, words: dict[str, str]) -> str:
    for word, meaning in words.items() if "$" in said else ():
        said = said.replace(f"${word}", meaning)
    return said


def _add(name: str, said: str, found: dict[str, Pattern]) -> None:
    above, _, short = name.rpartition("/")
    pattern, tag = _pattern(said, short[0]), _long(short)
    if not above:
        pattern.within = found[tag].within if tag in found else {}
        found[tag] = pattern
    for one in above.split("|") if above else ():
        found.setdefault(tag, Pattern()).within[_long(one)] = pattern


def _pattern(said: str, prefix: str) -> Pattern:
    children, at, attributes = said.partition("@")
    steps = (
        None
        if "..." in children or not (children.strip() or at)
        else tuple(
            Step(
                frozenset(_long(name, prefix) for name in step.rstrip("?*+").split("|")),
                step[-1] not in "?*",
                step[-1] in "*+",
            )
            for step in children.split()
        )
    )
    kinds: dict[str, Callable[[str], bool]] = {}
    required = []
    for attribute in attributes.split():
        name, _, kind = attribute.partition("=")
        plain = name.rstrip("!")
        full = _long(plain) if ":" in plain else plain
        kinds[full] = KINDS.get(kind) or frozenset(kind.split("|")).__contains__
        if name.endswith("!"):
            required.append(full)
    return Pattern(steps, kinds if at else None, tuple(required))


def _long(name: str, prefix: str = "") -> str:
    """The tag with its namespace that `p:sp` is short for."""
    space, _, local = name.rpartition(":")
    return f"{{{_SPACES[space or prefix]}}}{local}"
