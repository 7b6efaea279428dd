"""`[check]` of deckgen.toml, or `[tool.deckgen.check]` of pyproject.toml → how severe findings of rules are.

[check]
label-drift = "error"      # error, warning, note or off
spacing-mixed = "off"

[glossary]
"江西省妇女联合会" = ["江西妇女联合会"]      # names that must be spelt so, and spellings that are wrong
"赣鄱红色娘子军" = []
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from deckgen.codes import SETTINGS_FAULTY
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import Severity, Sink, Span

if TYPE_CHECKING:
    from deckgen.content.models import Name

OFF = "off"
Settings = Mapping[str, Severity | None]
"""Code → its severity here; None switches it off."""


def read_settings(data: bytes, file: str, sink: Sink, known: Callable[[], Collection[str]]) -> Settings:
    """The settings in the file, none where it has none. Faults are reported, and what is sound is used.

    `known` gives the codes of all rules; it is asked only where there are settings.
    """
    table = _part(_table(data, file, sink), "check")
    return dict(_sound(table, Span(file, 1, 1), sink, known())) if table else {}


def read_names(data: bytes, file: str, sink: Sink) -> tuple[Name, ...]:
    """The names of `[glossary]` in the file: each with a list of its wrong spellings, which may be empty."""
    return tuple(_names(_part(_table(data, file, sink), "glossary"), Span(file, 1, 1), sink))


def _names(table: Mapping[str, object], place: Span, sink: Sink) -> Iterator[Name]:
    if not table:
        return
    from deckgen.content.models import Name  # the models take a while to load

    for right, wrong in table.items():
        if right.strip() and isinstance(wrong, list) and all(isinstance(one, str) and one for one in wrong):
            yield Name(right=right, wrong=tuple(wrong))
        else:
            hint = f'write "{right}" = ["a wrong spelling"], or [] for none'
            sink.report(SETTINGS_FAULTY, f"`{right}` of the glossary has no list of texts", place, hint=hint)


def _table(data: bytes, file: str, sink: Sink) -> Mapping[str, object]:
    """What is deckgen's in the file."""
    import tomllib  # most reports have no settings

    try:
        table: Mapping[str, object] = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fault:
        sink.report(SETTINGS_FAULTY, f"`{file}` is no sound TOML: {fault}", Span(file, 1, 1))
        return {}
    return _part(_part(table, "tool"), "deckgen") if file.endswith("pyproject.toml") else table


def _sound(
    table: Mapping[str, object], place: Span, sink: Sink, known: Collection[str]
) -> Iterator[tuple[str, Severity | None]]:
    names = [severity.value for severity in Severity]
    for code, wanted in table.items():
        if code not in known:
            hint = did_you_mean(code, known) or "`deckgen explain` lists all findings"
            sink.report(SETTINGS_FAULTY, f"`{code}` is no finding of a rule", place, hint=hint)
        elif wanted == OFF:
            yield code, None
        elif wanted in names:
            yield code, Severity(wanted)
        else:
            hint = f"write one of {', '.join([*names, OFF])}"
            sink.report(SETTINGS_FAULTY, f"`{code}` cannot be `{wanted}`", place, hint=hint)


def _part(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = table.get(key)
    return found if isinstance(found, dict) else {}
