"""`deckgen explain`: the entry of the table of findings."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from deckgen.codes import CODES

if TYPE_CHECKING:
    from deckgen.check.deck_model import DeckRule
    from deckgen.check.model import Rule


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

    rules: tuple[Rule | DeckRule, ...] = (*RULES, *DECK_RULES)
    for rule in rules:
        if found.name in (code.name for code in rule.codes):
            click.echo(f"\nThe rule: {rule.doc.strip()}")
            for limit in rule.limits:
                click.echo(f"\nIn [check.limits]: {limit.line}")


def _list_all() -> None:
    width = max(map(len, CODES))
    for name in sorted(CODES):
        click.echo(f"{name:{width}}  {CODES[name].severity.value:7}  {CODES[name].explain}")
