"""`deckgen template check`: what keeps a template's decks from being good, each with a cure."""

from __future__ import annotations

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.telling import tell
from deckgen.cli.template_files import FORM, TEMPLATE, findings, print_record, survey_file
from deckgen.diagnostics import Severity, Sink
from deckgen.messages import count_of


@click.command("check", short_help="Find what keeps a template's decks from being good.")
@TEMPLATE
@FORM
@click.option("--strict", is_flag=True, help="Exit with 1 also for warnings.")
def command(template: str, form: str, strict: bool) -> int:
    """Check FILE: what is missing, too small for its text, hard to read, off the slide, unnamed or too heavy.

    Each finding says what to do. The exit code is 1 when there are errors; with --strict, also for warnings.
    """
    from deckgen.survey.account import account_of
    from deckgen.survey.checking import check_template

    sink = Sink()
    survey = survey_file(template, form, sink)
    if survey is None:
        return AUTHOR_MUST_ACT
    check_template(survey, account_of(survey), sink)
    counts = {severity: sink.count(severity) for severity in Severity}
    if form == "json":
        print_record({"template": survey.template.name, "findings": findings(sink)})
    else:
        tell(sink)
        told = ", ".join(count_of(count, severity.value) for severity, count in counts.items())
        click.echo(f"{survey.template.name}: {told}")
    failed = sink.has_errors or (strict and counts[Severity.WARNING])
    return AUTHOR_MUST_ACT if failed else 0
