"""What `deckgen batch` was asked for, by file or by options → jobs, and where their paths count from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from deckgen.batch.addresses import absolute
from deckgen.batch.naming import ENDINGS
from deckgen.batch.reports import LOOKED_AT, YAML_SUFFIXES
from deckgen.batch.specs import FORMATS, JobSpec, NamedSource, Source, check_spec, read_jobs
from deckgen.cli.targets import template_from_here
from deckgen.codes import FILE_UNREADABLE
from deckgen.content.decoding import MAX_BYTES
from deckgen.diagnostics import BuildStopped, Sink, Span
from deckgen.records import dataclass

JOBS_KEY = re.compile(rb"""(?m)^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?["']?jobs["']?[ ]*:""")
DEFAULT_FOLDER = "out"


@dataclass(frozen=True, slots=True)
class Order:
    """The jobs that are asked for. Paths in them count from `base`, their outputs from `outputs`."""

    specs: tuple[JobSpec, ...]
    base: Path
    outputs: Path
    unnamed: str = ""
    """The folder below `outputs` for jobs that name no output."""
    store: str | None = None
    """The URL of `outputs` where they go to a store."""
    name: str = ""
    """What all calls that order the same have in common: the jobs file, or the reports and their table of rows."""


def is_jobs_file(paths: Sequence[Path]) -> bool:
    if len(paths) != 1 or paths[0].is_dir() or not paths[0].name.lower().endswith(YAML_SUFFIXES):
        return False
    try:
        with paths[0].open("rb") as file:
            return JOBS_KEY.search(file.read(LOOKED_AT).replace(b"\0", b"")) is not None
    except OSError:
        return False


def from_file(path: Path, options: Mapping[str, Any], sink: Sink) -> Order:
    """The order in a jobs file. Raises BuildStopped with all its faults in `sink`."""
    given = sorted(name for name, value in options.items() if value and name != "output")
    if given:
        raise click.UsageError(f"with a jobs file, {', '.join(given)} stand in the file")
    if "{{" in (options["output"] or ""):
        raise click.UsageError(
            "with a jobs file, patterns stand in the file; -o names the folder they count from"
        )
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as fault:
        sink.report(FILE_UNREADABLE, f"cannot read `{path}`: {fault.strerror}", Span(str(path), 1, 1))
        raise BuildStopped from fault
    folder = Path(options["output"]) if options["output"] else path.parent
    return Order(
        read_jobs(data, str(path), sink), path.parent, folder, DEFAULT_FOLDER, name=absolute(str(path))
    )


def from_arguments(paths: Sequence[Path], options: Mapping[str, Any]) -> Order:
    """The order in the options. What contradicts itself is a usage error."""
    folder, pattern = _split(options["output"])
    known = {key: options[key] for key in ("photo_dpi", "dpi") if options[key] is not None}
    spec = JobSpec(
        reports=tuple(map(str, paths)),
        rows=Source(file=str(options["rows"])) if options["rows"] else None,
        tables=tuple(map(_table, options["tables"])),
        templates=tuple(str(template_from_here(name)) for name in options["templates"]),
        languages=options["languages"],
        formats=_formats(options["formats"]),
        output=pattern,
        strict=options["strict"],
        check=options["check"],
        **known,
    )
    sink = Sink()
    check_spec(spec, sink)
    for finding in sink:
        raise click.UsageError(f"{finding.message}; {finding.hint}")
    given = [*paths, *([options["rows"]] if options["rows"] else [])]
    return Order((spec,), Path(), folder, name="\n".join(sorted(absolute(str(path)) for path in given)))


def _split(output: str | None) -> tuple[Path, str | None]:
    """The folder that output names count from, and the pattern of the names; None for one that suits the job."""
    if output is None:
        return Path(DEFAULT_FOLDER), None
    fixed = output.partition("{{")[0]
    if "{{" not in output and not output.lower().endswith(ENDINGS):
        return Path(output), None
    folder = fixed.rpartition("/")[0] + "/" if "/" in fixed else ""
    return Path(folder), output[len(folder) :]


def _table(given: str) -> NamedSource:
    name, equals, file = given.partition("=")
    if not (name and equals and file):
        raise click.UsageError(f"--table `{given}`: write NAME=FILE")
    return NamedSource(name=name, file=file)


def _formats(given: str | None) -> tuple[Any, ...]:
    words = tuple(
        dict.fromkeys(word.strip().lower() for word in (given or "pptx").split(",") if word.strip())
    )
    if not words or not set(words) <= set(FORMATS):
        raise click.UsageError(f"--to `{given}`: give {', '.join(FORMATS)}, with commas between them")
    return words
