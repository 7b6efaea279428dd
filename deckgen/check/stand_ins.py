"""`[fonts]` of deckgen.toml, or `[tool.deckgen.fonts]` of pyproject.toml → what is drawn in the place of typefaces that
a machine lacks.

[fonts]
"Corporate Sans" = ["Source Sans 3", "Carlito"]      # one name, or several, best first
"方正小标宋简体" = "Noto Serif CJK SC"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field, replace

from deckgen.check.settings_file import SettingsFile, read_settings_file
from deckgen.diagnostics import Sink, Span
from deckgen.records import dataclass

EXAMPLE = '"Corporate Sans" = "Carlito", or ["Source Sans 3", "Carlito"], best first'


@dataclass(frozen=True, slots=True)
class StandIn:
    """A typeface, and those to draw in its place where it is not installed, best first."""

    typeface: str
    instead: tuple[str, ...]
    declared: Span = field(compare=False)

    def __repr__(self) -> str:
        """What shows in an export: not where it was declared."""
        return f"{self.typeface!r}: {self.instead!r}"

    def in_file(self, name: str) -> StandIn:
        """The same, where the file that declares it goes by another name."""
        return replace(self, declared=replace(self.declared, file=name))


StandIns = tuple[StandIn, ...]


def read_stand_ins(data: bytes, file: str, sink: Sink) -> StandIns:
    """The stand-ins that the file declares. Faults are reported, and what is sound is used."""
    read = read_settings_file(data, file, sink)
    return tuple(_stand_ins(read))


def _stand_ins(read: SettingsFile) -> Iterator[StandIn]:
    known: dict[str, str] = {}
    for typeface, wanted in read.part(read.tables, "fonts").items():
        names = [wanted] if isinstance(wanted, str) else wanted
        first = known.setdefault(typeface.casefold(), typeface)
        if not typeface.strip() or not isinstance(names, list) or not names or not all(map(_is_name, names)):
            read.refuse(f"`{typeface}` has no typefaces in its place", "fonts", typeface, f"write {EXAMPLE}")
        elif typeface.casefold() in map(str.casefold, names):
            hint = "name others; it is drawn as it is wherever it is installed"
            read.refuse(f"`{typeface}` stands for itself", "fonts", typeface, hint)
        elif first != typeface:
            read.refuse(f"`{typeface}` is declared as `{first}`, too", "fonts", typeface, "keep one of them")
        else:
            yield StandIn(typeface, tuple(dict.fromkeys(names)), read.span("fonts", typeface))


def _is_name(name: object) -> bool:
    return isinstance(name, str) and bool(name.strip()) and name.isprintable()
