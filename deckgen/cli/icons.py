"""`deckgen icons`: the names that `icon:` may have, all of them or those that suit a word."""

from __future__ import annotations

import click

from deckgen.icons import find_icons, icons, suggest_icon


@click.command("icons", short_help="Find icons by a word, English or Chinese.")
@click.argument("word", required=False)
def command(word: str | None) -> None:
    """Print the names of the icons that suit WORD, best first; without one, all names.

    A name goes after `icon:` at an indicator, a step, or an achievement with a lead phrase. The pictures are those
    of phosphoricons.com, in the weight Fill.
    """
    names = list(icons()) if word is None else find_icons(word)
    if not names:
        close = suggest_icon(word or "")
        raise click.UsageError(
            f"no icon suits '{word}'; "
            + (f"did you mean '{close}'?" if close else "try a simpler word, such as house, money or 就业")
        )
    for name in names:
        click.echo(name)
