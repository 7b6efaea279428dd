"""`deckgen template diff`: what a new state of a template changes for the reports that use it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.telling import tell
from deckgen.cli.template_files import FORM, findings, print_record, survey_file
from deckgen.diagnostics import Sink
from deckgen.messages import printable

if TYPE_CHECKING:
    from deckgen.survey.comparing import Change


@click.command("diff", short_help="Tell what a new state of a template changes for its reports.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@FORM
def command(old: str, new: str, form: str) -> int:
    """Compare two states of a template: what NEW breaks for reports that use OLD, and what it changes harmlessly.

    Breaking is what deckgen uses and no longer finds, and each place that takes at least a tenth less. The exit code
    is 1 when there is any of it.
    """
    from deckgen.survey.comparing import changes

    sink = Sink()
    surveys = [survey_file(asked, form, sink) for asked in (old, new)]
    if surveys[0] is None or surveys[1] is None:
        return AUTHOR_MUST_ACT
    found = changes(surveys[0], surveys[1])
    if form == "json":
        breaking, harmless = (
            [
                {"kind": change.kind, "message": change.message}
                for change in found
                if change.breaking is wanted
            ]
            for wanted in (True, False)
        )
        print_record(
            {"old": old, "new": new, "breaking": breaking, "harmless": harmless, "findings": findings(sink)}
        )
    else:
        tell(sink)
        click.echo("\n".join(_lines(f"{old} → {new}", found)))
    return AUTHOR_MUST_ACT if any(change.breaking for change in found) else 0


def _lines(heading: str, found: Sequence[Change]) -> Iterator[str]:
    breaking = [change for change in found if change.breaking]
    harmless = [change for change in found if not change.breaking]
    yield printable(f"{heading}: {len(breaking)} breaking, {len(harmless)} harmless")
    for name, each in (("breaking", breaking), ("harmless", harmless)):
        if each:
            yield f"{name}:"
            yield from (printable(f"  {change.message}") for change in each)
