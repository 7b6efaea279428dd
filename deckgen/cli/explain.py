"""`deckgen explain`: the entry of the table of findings."""

from __future__ import annotations

import difflib

import click

from deckgen.codes import CODES


@click.command("explain", short_help="Explain a finding by its code.")
@click.argument("code", required=False)
def command(code: str | None) -> None:
    """Explain the finding CODE; without CODE, list every kind of finding."""
    if code is None:
        _list_all()
        return
    found = CODES.get(code.strip().lower().strip("[]:"))
    if found is None:
        close = difflib.get_close_matches(code, CODES, n=1)
        advice = f"did you mean '{close[0]}'?" if close else "`deckgen explain` lists them all"
        raise click.UsageError(f"no finding has the code '{code}'; {advice}")
    click.echo(f"{found.name} ({found.severity.value})\n\n{found.explain}")
    from deckgen.check.decks import DECK_RULES
    from deckgen.check.reports import RULES

    docs = [(rule.codes, rule.doc) for rule in RULES] + [(rule.codes, rule.doc) for rule in DECK_RULES]
    for codes, doc in docs:
        if any(code.name == found.name for code in codes):
            click.echo(f"\nThe rule: {doc.strip()}")


def _list_all() -> None:
    width = max(map(len, CODES))
    for name in sorted(CODES):
        click.echo(f"{name:{width}}  {CODES[name].severity.value:7}  {CODES[name].explain}")
