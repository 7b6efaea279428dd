"""deckgen.toml or pyproject.toml → the tables that are deckgen's in it, and where everything stands."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.check.toml_places import fault_span, key_span, table_span
from deckgen.codes import SETTINGS_FAULTY
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import Sink, Span
from deckgen.records import dataclass

TABLES = ("check", "glossary", "fonts")
IN_PYPROJECT = "tool.deckgen."


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A file of settings, as far as it is sound. Whoever reads a table reports its faults."""

    name: str
    text: str
    tables: Mapping[str, object]
    sink: Sink

    def refuse(self, message: str, table: str, key: str, hint: str) -> None:
        self.sink.report(SETTINGS_FAULTY, message, self.span(table, key), hint=hint)

    def span(self, table: str, key: str) -> Span:
        return key_span(self.text, self.name, self._prefix + table, key)

    def part(self, table: Mapping[str, object], key: str, above: str = "") -> Mapping[str, object]:
        """A table in the table; none where something else stands there, which is reported."""
        if not isinstance(table.get(key, {}), dict):
            name = f"{above}.{key}" if above else key
            self.refuse(f"`{key}` is no table", above, key, f"write [{name}]")
        return _inner(table, key)

    def refuse_strangers(self) -> None:
        """Report tables that deckgen does not know."""
        for name in self.tables:
            if name not in TABLES:
                hint = did_you_mean(name, TABLES) or f"there are {', '.join(TABLES)}"
                span = table_span(self.text, self.name, self._prefix + name)
                self.sink.report(SETTINGS_FAULTY, f"deckgen has no settings `{name}`", span, hint=hint)

    @property
    def _prefix(self) -> str:
        return IN_PYPROJECT if self.name.endswith("pyproject.toml") else ""


def read_settings_file(data: bytes, file: str, sink: Sink) -> SettingsFile:
    """The file; one without tables where it is no TOML, which is reported."""
    import tomllib  # most reports have no settings

    text = ""
    try:
        text = data.decode("utf-8-sig")
        tables: Mapping[str, object] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fault:
        message, span = fault_span(text, file, str(fault))
        sink.report(SETTINGS_FAULTY, f"`{file}` is no sound TOML: {message}", span)
        tables = {}
    if file.endswith("pyproject.toml"):
        tables = _inner(_inner(tables, "tool"), "deckgen")
    read = SettingsFile(file, text, tables, sink)
    read.refuse_strangers()
    return read


def _inner(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    found = table.get(key)
    return found if isinstance(found, dict) else {}
