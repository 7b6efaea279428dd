"""What `deckgen build` was asked for → one job per report, checked before the first one starts."""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from deckgen.records import dataclass
from deckgen.resources import TEMPLATE_SUFFIXES

DECK_SUFFIXES = frozenset([".pptx", ".potx", ".ppsx", ".pptm", ".potm", ".ppsm"])
YAML_SUFFIXES = (".yaml", ".yml")

REPORT_KEY = re.compile(rb"""(?m)^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?["']?(?:title|sections)["']?[ ]*:""")
"""What tells a report from other YAML files of a folder, even when it is too broken to be parsed."""

LOOKED_AT = 100_000
"""How many bytes of a YAML file are searched for it."""

REPORTS = click.argument(
    "reports",
    metavar="REPORT...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
"""The reports that a command is asked for: content files, and folders with content files."""


@dataclass(frozen=True, slots=True)
class Job:
    """One report and the deck to make of it."""

    report: Path
    deck: Path


def find_reports(asked: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The reports, and the YAML files in folders that are none. To ask for none at all is a usage error."""
    reports, skipped = _find_reports(asked)
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
    decks = {_identity(path): path for path in asked if is_deck(path)}
    return list(decks.values()), [path for path in asked if not is_deck(path)]


def is_deck(path: Path) -> bool:
    """Whether it is named like a PowerPoint file."""
    return path.suffix.lower() in DECK_SUFFIXES and not is_folder(path)


def template_from_here(template: str | None) -> str | None:
    """A path on the command line counts from the current folder; one in a report, from the report."""
    is_file = template is not None and template.lower().endswith(TEMPLATE_SUFFIXES)
    return str(Path(template).absolute()) if template and is_file else template


def _find_reports(asked: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    reports: dict[str, Path] = {}
    skipped: list[Path] = []
    for path in asked:
        if not path.is_dir():
            reports.setdefault(_identity(path), path)
            continue
        for file in _yaml_files(path):
            if _is_report(file):
                reports.setdefault(_identity(file), file)
            else:
                skipped.append(file)
    return list(reports.values()), skipped


def _yaml_files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(YAML_SUFFIXES) and not name.startswith("."):
                yield Path(place, name)


def is_there(path: Path) -> bool:
    """False, too, where that cannot even be asked (a name that is too long): writing there says why."""
    try:
        return path.exists()
    except OSError:
        return False


def is_folder(path: Path) -> bool:
    """`is_there`, and a folder."""
    return is_there(path) and path.is_dir()


def _identity(file: Path) -> str:
    """The same for all ways to one file. A link that leads round in a circle is a file of its own."""
    return os.path.realpath(file)


def _is_report(file: Path) -> bool:
    try:
        # A pipe or a device would be waited for without end.
        if not stat.S_ISREG(file.stat().st_mode):
            return False
        with file.open("rb") as stream:
            head = stream.read(LOOKED_AT)
    except OSError:
        return True  # the build says why it cannot be read
    # Without its NULs, UTF-16 can be searched like any other text.
    return REPORT_KEY.search(head.replace(b"\0", b"")) is not None


def _name_decks(reports: Sequence[Path], output: Path | None) -> list[Path]:
    names = [f"{_stem(report)}.pptx" for report in reports]
    if output is None:
        return [Path(name) for name in names]
    if is_folder(output) or output.suffix.lower() != ".pptx":
        if is_there(output) and not is_folder(output):
            raise click.UsageError(f"-o `{output}` is a file; give a .pptx file or a folder")
        return [output / name for name in names]
    if len(reports) > 1:
        raise click.UsageError(f"{len(reports)} reports do not go into one file; let -o name a folder")
    return [output]


def _stem(report: Path) -> str:
    """`report.yaml` says nothing: the folder that holds it does."""
    return Path(_identity(report)).parent.name or "report" if report.stem.lower() == "report" else report.stem


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
