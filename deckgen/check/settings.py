"""`[check]` of deckgen.toml, or `[tool.deckgen.check]` of pyproject.toml → severities and limits of rules.

[check]
label-drift = "error"      # error, warning, note or off
spacing-mixed = "off"

[check.limits]
smallest-text = "14 pt"

[glossary]
"江西省妇女联合会" = ["江西妇女联合会"]      # names that must be spelt so, and spellings that are wrong
"赣鄱红色娘子军" = []
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from deckgen.check.limits import LIMITS, Limits
from deckgen.check.settings_file import SettingsFile, read_settings_file
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import Severity, Sink
from deckgen.records import dataclass

if TYPE_CHECKING:
    from deckgen.content.models import Name

OFF = "off"
OF_LIMITS = "limits"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a house has decided for its checks."""

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    """Code → its severity here; None switches it off."""
    limits: Limits = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.severities or self.limits)


def read_settings(data: bytes, file: str, sink: Sink, known: Callable[[], Collection[str]]) -> Settings:
    """The settings in the file, none where it has none. Faults are reported, and what is sound is used.

    `known` gives the codes of all rules; it is asked only where there are settings.
    """
    read = read_settings_file(data, file, sink)
    table = dict(read.part(read.tables, "check"))
    limits = dict(_limits(read, read.part(table, OF_LIMITS, "check")))
    table.pop(OF_LIMITS, None)
    return Settings(dict(_severities(read, table, known())) if table else {}, limits)


def read_names(data: bytes, file: str, sink: Sink) -> tuple[Name, ...]:
    """The names of `[glossary]` in the file: each with a list of its wrong spellings, which may be empty."""
    read = read_settings_file(data, file, sink)
    return tuple(_names(read, read.part(read.tables, "glossary")))


def _names(read: SettingsFile, table: Mapping[str, object]) -> Iterator[Name]:
    if not table:
        return
    from deckgen.content.models import Name  # the models take a while to load

    for right, wrong in table.items():
        if right.strip() and isinstance(wrong, list) and all(isinstance(one, str) and one for one in wrong):
            yield Name(right=right, wrong=tuple(wrong))
        else:
            hint = f'write "{right}" = ["a wrong spelling"], or [] for none'
            read.refuse(f"`{right}` of the glossary has no list of texts", "glossary", right, hint)


def _severities(
    read: SettingsFile, table: Mapping[str, object], known: Collection[str]
) -> Iterator[tuple[str, Severity | None]]:
    names = [severity.value for severity in Severity]
    for code, wanted in table.items():
        if code not in known:
            hint = _elsewhere(code) or did_you_mean(code, known) or "`deckgen explain` lists all findings"
            read.refuse(f"`{code}` is no finding of a rule", "check", code, hint)
        elif wanted == OFF:
            yield code, None
        elif wanted in names:
            yield code, Severity(wanted)
        else:
            hint = f"write one of {', '.join([*names, OFF])}"
            read.refuse(f"`{code}` cannot be `{wanted}`", "check", code, hint)


def _elsewhere(code: str) -> str | None:
    return "limits stand in [check.limits]" if code in LIMITS else None


def _limits(read: SettingsFile, table: Mapping[str, object]) -> Iterator[tuple[str, float]]:
    for name, wanted in table.items():
        limit = LIMITS.get(name)
        value = limit.read(wanted) if limit else None
        if limit is None:
            hint = did_you_mean(name, LIMITS) or f"there are {', '.join(LIMITS)}"
            read.refuse(f"`{name}` is no limit of a rule", "check.limits", name, hint)
        elif value is None:
            hint = f'write "{limit.write(limit.usual)}"; from {limit.write(limit.least)} to {limit.write(limit.most)}'
            read.refuse(f"`{name}` cannot be `{wanted}`", "check.limits", name, hint)
        else:
            yield name, value
