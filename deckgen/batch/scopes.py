"""The names that expressions may use for one deck. Tables are read when one is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from deckgen.batch.model import Job
from deckgen.batch.tables import Row, TableFile


@dataclass(frozen=True, slots=True)
class DeckScope:
    """Knows `row`, `rows`, `tables`, `report`, `template` and `language`, as far as the job has them."""

    job: Job
    read: Callable[[TableFile], Sequence[Row]]

    def names(self) -> Iterable[str]:
        job, tables = self.job, dict(self.job.tables)
        yield from ["row"] * (job.row is not None) + ["rows"] * ("rows" in tables)
        yield from ["tables"] * any(name != "rows" for name in tables)
        yield "report"
        yield from ["template"] * bool(job.template) + ["language"] * bool(job.language)

    def value(self, name: str) -> object:
        job = self.job
        match name:
            case "row":
                return job.row.values if job.row else {}
            case "rows":
                return self._table(dict(job.tables)["rows"])
            case "tables":
                return {name: self._table(table) for name, table in job.tables if name != "rows"}
            case "report":
                return job.name
            case "template":
                return template_name(job.template or "")
        return job.language

    def _table(self, table: TableFile) -> list[object]:
        return [row.values for row in self.read(table)]


def about(job: Job) -> str:
    """For people: which row, template and language make the deck what it is."""
    words = (job.row.place if job.row else "", template_name(job.template or ""), job.language or "")
    return ", ".join(filter(None, words))


def template_name(template: str) -> str:
    """A shipped template's name, or that of a file without folder and ending."""
    name = template.replace("\\", "/").rpartition("/")[2]
    stem, _, ending = name.rpartition(".")
    return stem if ending.lower() in ("pptx", "potx", "pptm", "potm") else name
