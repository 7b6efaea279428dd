"""`deckgen template`: commands on a template by itself, each in a module of its own."""

from __future__ import annotations

import click

from deckgen.cli import CommandGroup

COMMANDS = {
    "new": "Make a template from a theme: colours, fonts, style.",
    "describe": "Show a template's slide layouts, and what deckgen uses them for.",
    "bind": "Write how deckgen uses a template, to be corrected.",
    "try": "Make a trial deck with every layout, and pictures of it.",
    "check": "Find what keeps a template's decks from being good.",
    "diff": "Tell what a new state of a template changes for its reports.",
}


class TemplateCommands(CommandGroup):
    offered = COMMANDS
    modules = "deckgen.cli.template_"


@click.group("template", cls=TemplateCommands, short_help="See, bind, check, try and compare templates.")
def command() -> None:
    """See, bind, check, try and compare templates.

    FILE is a .pptx, .potx, .pptm or .potm, or the name of a shipped template. A binding beside it, a .yaml file
    of the same name, counts.
    """
