"""What the commands on templates have in common: which file is meant, how findings are said."""

from __future__ import annotations

import json
from pathlib import Path

import click

from deckgen.cli.telling import tell
from deckgen.codes import TEMPLATE_UNREADABLE
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.messages import as_json
from deckgen.resources import TEMPLATE_SUFFIXES, Resources, TemplateFiles, bound_files, is_file
from deckgen.templates.surveying import Survey

FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the result is printed.",
)
TEMPLATE = click.argument("template", metavar="FILE")


def find_files(asked: str, sink: Sink) -> TemplateFiles:
    """The template's file, or the shipped template of that name. Raises BuildStopped, with the reason in `sink`."""
    path = Path(asked)
    if is_file(path):
        return bound_files(path)
    if path.suffix.lower() in TEMPLATE_SUFFIXES:
        sink.report(TEMPLATE_UNREADABLE, f"no template file `{asked}`")
        raise BuildStopped
    return Resources().find_template(asked, Path(), sink)


def survey_files(files: TemplateFiles, sink: Sink) -> Survey:
    """The template with everything in it. Raises BuildStopped, with the reason in `sink`."""
    return Resources().survey_template(files, sink)


def survey_file(asked: str, form: str, sink: Sink) -> Survey | None:
    """The template that is meant; None where there is none to be had, after saying why in the form asked for."""
    try:
        return survey_files(find_files(asked, sink), sink)
    except BuildStopped:
        if form == "json":
            print_record({"findings": findings(sink)})
        else:
            tell(sink)
        return None


def findings(sink: Sink) -> list[object]:
    """The findings as records."""
    found: list[object] = json.loads(as_json(sink))
    return found


def print_record(record: object) -> None:
    click.echo(json.dumps(record, ensure_ascii=False, indent=2))
