"""What `deckgen build` was asked for → one job per report, checked before the first one starts."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

import click

from deckgen.batch.addresses import is_url
from deckgen.batch.reports import identity, report_name, reports_in
from deckgen.records import dataclass

DECK_SUFFIXES = frozenset([".pptx", ".potx", ".ppsx", ".pptm", ".potm", ".ppsm"])


@dataclass(frozen=True, slots=True)
class Job:
    """One report and the deck to make of it."""

    report: Path
    deck: Path


def find_reports(asked: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The reports, and the YAML files in folders that are none. To ask for none at all is a usage error."""
    reports, skipped = reports_in(asked)
    if not reports:
        raise click.UsageError(f"no report in {', '.join(f'`{path}`' for path in asked)}")
    return reports, skipped


def find_jobs(asked: Sequence[Path], output: Path | None) -> tuple[list[Job], list[Path]]:
    """The jobs, and the YAML files in folders that are no reports. Contradictions are usage errors."""
    reports, skipped = find_reports(asked)
    jobs = [Job(report, deck) for report, deck in zip(reports, _name_decks(reports, output), strict=True)]
    _refuse_collisions(jobs)
    return jobs, skipped


def split_decks(asked: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The written decks among what was asked for, each once, and the rest: content files and folders."""
    decks = {identity(path): path for path in asked if is_deck(path)}
    return list(decks.values()), [path for path in asked if not is_deck(path)]


def is_deck(path: Path) -> bool:
    """Whether it is named like a PowerPoint file."""
    return path.suffix.lower() in DECK_SUFFIXES and not is_folder(path)


def template_from_here(template: str | None) -> str | None:
    """A path on the command line counts from the current folder; one in a report, from the report."""
    if template is None:
        return None
    from deckgen.resources import TEMPLATE_SUFFIXES

    is_file = template.lower().endswith(TEMPLATE_SUFFIXES) and not is_url(template)
    return str(Path(template).absolute()) if is_file else template


def is_there(path: Path) -> bool:
    """False, too, where that cannot even be asked (a name that is too long): writing there says why."""
    try:
        return path.exists()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """Whether it is a folder; False, too, where that cannot even be asked."""
    return is_there(path) and path.is_dir()


def _name_decks(reports: Sequence[Path], output: Path | None) -> list[Path]:
    names = [f"{report_name(report)}.pptx" for report in reports]
    if output is None:
        return [Path(name) for name in names]
    if is_folder(output) or output.suffix.lower() != ".pptx":
        if is_there(output) and not is_folder(output):
            raise click.UsageError(f"-o `{output}` is a file; give a .pptx file or a folder")
        return [output / name for name in names]
    if len(reports) > 1:
        raise click.UsageError(f"{len(reports)} reports do not go into one file; let -o name a folder")
    return [output]


def _refuse_collisions(jobs: Sequence[Job]) -> None:
    taken: dict[str, Path] = {}
    for job in jobs:
        # As file systems see names that ignore case or compose accents.
        key = unicodedata.normalize("NFC", str(job.deck)).casefold()
        if key in taken:
            raise click.UsageError(
                f"`{taken[key]}` and `{job.report}` would both be written to `{job.deck}`; "
                "build them one by one with -o, or rename one"
            )
        taken[key] = job.report
