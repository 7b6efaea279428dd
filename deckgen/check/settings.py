"""`[check]` of deckgen.toml, or `[tool.deckgen.check]` of pyproject.toml → how severe findings of rules are.

[check]
label-drift = "error"      # error, warning, note or off
spacing-mixed = "off"
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping

from deckgen.codes import SETTINGS_FAULTY
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import Severity, Sink, Span

OFF = "off"
Settings = Mapping[str, Severity | None]
"""Code → its severity here; None switches it off."""


def read_settings(data: bytes, file: str, sink: Sink, known: Collection[str]) -> Settings:
    """The settings in the file, none where it has none. Faults are reported, and what is sound is used."""
    place = Span(file, 1, 1)
    try:
        table: Mapping[str, object] = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fault:
        sink.report(SETTINGS_FAULTY, f"`{file}` is no sound TOML: {fault}", place)
        return {}
    if file.endswith("pyproject.toml"):
        table = _part(_part(table, "tool"), "deckgen")
    return dict(_sound(_part(table, "check"), place, sink, known))


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
