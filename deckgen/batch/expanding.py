"""Jobs as they were ordered → one job for each deck, with every name settled before the first is built."""

from __future__ import annotations

import glob
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path

from deckgen.batch.addresses import is_url
from deckgen.batch.exporting import is_drawn
from deckgen.batch.model import Batch, Job, Options
from deckgen.batch.naming import Unsafe, default_pattern, find_collisions, output_stem
from deckgen.batch.reports import is_report, report_name, reports_in
from deckgen.batch.scopes import DeckScope, about, template_name
from deckgen.batch.specs import JobSpec, Source
from deckgen.batch.tables import Row, TableFile, read_table
from deckgen.batch.values import Unfit
from deckgen.check.stand_ins import StandIns
from deckgen.codes import OUTPUT_COLLISION, REPORTS_MISSING
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import BuildStopped, KeyPath, Sink
from deckgen.resources import TEMPLATE_SUFFIXES

MOST_NAMED = 20
"""Faults of output names that are told one by one."""


def expand(specs: Sequence[JobSpec], base: Path, outputs: Path, sink: Sink, unnamed: str = "") -> Batch:
    """Every deck of all jobs. Paths in a job count from `base`, outputs from `outputs`; `unnamed` is the folder there
    of jobs that name no output.

    Raises BuildStopped, with all reasons in `sink`, when anything is not as it must be.
    """
    jobs: list[Job] = []
    skipped: list[Path] = []
    for number, spec in enumerate(specs):
        try:
            reports, others = _find_reports(spec, base, number, sink)
            folder = outputs if spec.output else outputs / unnamed
            jobs += _decks(spec, reports, base, folder, ("jobs", number), sink)
            skipped += others
        except BuildStopped:
            continue
    _refuse_collisions(jobs, sink)
    if sink.has_errors:
        raise BuildStopped
    return Batch(tuple(jobs), tuple(map(str, dict.fromkeys(skipped))), tuple(sink))


def select(jobs: Sequence[Job], patterns: Sequence[str]) -> list[Job]:
    """The jobs that fit all patterns: `*nan*` on the output's path, or `city=Nan*` on a column of the row."""
    return [job for job in jobs if all(_fits(job, pattern) for pattern in patterns)]


def _fits(job: Job, pattern: str) -> bool:
    name, equals, wanted = pattern.partition("=")
    if not equals:
        return fnmatchcase(job.stem.casefold(), f"*{pattern.casefold()}*")
    about = {"template": template_name(job.template or ""), "language": job.language or ""}
    known = {"report": job.name} | about | (job.row.values if job.row else {})
    return name in known and fnmatchcase(str(known[name]).casefold(), wanted.casefold())


def _no_rows(_: TableFile) -> Sequence[Row]:
    return ()


def _find_reports(spec: JobSpec, base: Path, number: int, sink: Sink) -> tuple[list[Path], list[Path]]:
    found: list[Path] = []
    skipped: list[Path] = []
    for place, pattern in enumerate(spec.reports):
        there, others = _matches(pattern, base)
        found += there
        skipped += others
        if not there:
            where: KeyPath = ("jobs", number, "reports", place)
            close = did_you_mean(Path(pattern).name, sorted(_yaml_beside(base / pattern)))
            hint = close or f"paths count from `{base}`; `content/**/*.yaml` looks through all folders"
            sink.report(REPORTS_MISSING, f"no report in `{pattern}`", where, hint=hint)
    if not found:
        raise BuildStopped
    return list(dict.fromkeys(found)), skipped


def _matches(pattern: str, base: Path) -> tuple[list[Path], list[Path]]:
    path = base / pattern
    if path.exists():
        return reports_in([path])
    files = [Path(name) for name in sorted(glob.glob(str(path), recursive=True))]  # noqa: PTH207
    reports = [file for file in files if file.is_file() and is_report(file)]
    return reports, [file for file in files if file.is_file() and file not in set(reports)]


def _yaml_beside(path: Path) -> Iterator[str]:
    if path.parent.is_dir():
        yield from (file.name for file in path.parent.iterdir() if file.suffix.lower() in (".yaml", ".yml"))


def _decks(
    spec: JobSpec, reports: Sequence[Path], base: Path, outputs: Path, origin: KeyPath, sink: Sink
) -> list[Job]:
    tables = {"rows": _file(spec.rows, base)} if spec.rows else {}
    tables |= {table.name: _file(table, base) for table in spec.tables}
    rows: Sequence[Row | None] = [None]
    if spec.rows:
        rows = read_table(tables["rows"], sink, (*origin, "rows"))
    for place, table in enumerate(spec.tables):
        read_table(tables[table.name], sink, (*origin, "tables", place))
    columns = list(rows[0].values) if rows[0] else None
    pattern = spec.output or default_pattern(columns, len(spec.templates), len(spec.languages))
    stand_ins = _stand_ins(reports, sink) if is_drawn(spec.formats) else {}
    matrix = itertools.product(reports, rows, spec.templates or [None], spec.languages or [None])
    unnamed = (
        Job(
            report=str(report),
            name=report_name(report),
            stem="",
            formats=tuple(dict.fromkeys(spec.formats)),
            template=_template(template, base),
            language=language,
            row=row,
            tables=tuple(tables.items()),
            options=Options(spec.strict, spec.check, spec.photo_dpi, spec.dpi),
            stand_ins=stand_ins.get(report.parent, ()),
        )
        for report, row, template, language in matrix
    )
    return _named(unnamed, pattern, outputs, (*origin, "output"), sink)


def _named(jobs: Iterable[Job], pattern: str, outputs: Path, origin: KeyPath, sink: Sink) -> list[Job]:
    """The jobs with their outputs, as far as the pattern gives a name."""
    named: list[Job] = []
    faults: dict[str, Unfit | Unsafe] = {}
    for job in jobs:
        try:
            stem = output_stem(pattern, DeckScope(job, _no_rows), outputs)
            named.append(replace(job, stem=str(stem)))
        except Unfit as unfit:
            faults.setdefault(unfit.message, unfit)
        except Unsafe as unsafe:
            where = f"{job.row.place}: " if job.row else ""
            faults.setdefault(where + unsafe.message, unsafe)
    for message, fault in list(faults.items())[:MOST_NAMED]:
        sink.report(fault.code, message, origin, hint=fault.hint)
    return named


def _stand_ins(reports: Sequence[Path], sink: Sink) -> dict[Path, StandIns]:
    """What is drawn for missing typefaces, by the reports' folders."""
    from deckgen.gate.settings import find_stand_ins  # most batches draw nothing

    return {
        report.parent: find_stand_ins(report, sink)
        for report in {one.parent: one for one in reports}.values()
    }


def _file(source: Source, base: Path) -> TableFile:
    return TableFile(str(base / source.file), source.sheet or "", source.range or "")


def _template(name: str | None, base: Path) -> str | None:
    """A path in a job counts from the job's folder; the builder would count it from the report's."""
    is_file = name is not None and name.lower().endswith(TEMPLATE_SUFFIXES) and not is_url(name)
    return str((base / name).absolute()) if name and is_file else name


def _refuse_collisions(jobs: Sequence[Job], sink: Sink) -> None:
    pairs = find_collisions(jobs)
    for first, second in pairs[:MOST_NAMED]:
        message = f"{_said(first)} and {_said(second)} would both be written to `{second.stem}`"
        hint = "put what tells them apart into the pattern: `{{ report }}-{{ row.city }}-{{ template }}`"
        sink.report(OUTPUT_COLLISION, message, hint=hint)
    if len(pairs) > MOST_NAMED:
        sink.report(OUTPUT_COLLISION, f"and {len(pairs) - MOST_NAMED:,} more decks", hint="mend the pattern")


def _said(job: Job) -> str:
    return ", ".join(filter(None, (f"`{job.report}`", about(job))))
