"""The command line: parse, call, print; and the one door through which every error leaves."""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import importlib
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from types import FrameType
from typing import NoReturn

import click

AUTHOR_MUST_ACT = 1
WRONG_USAGE = 2
OUR_BUG = 3
UNPRINTABLE = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EPIPE)
INTERRUPTED = 130
TERMINATED = 143

COMMANDS = {
    "build": "Make a deck from each report.",
    "batch": "Make many decks: reports × rows × templates × formats.",
    "watch": "Build a report anew whenever something that it is made of changes.",
    "check": "Prove that reports say what their sources say.",
    "photos": "List the photos a report needs, or put a folder of photos into it.",
    "template": "See, bind, check, try and compare templates.",
    "new": "Write a working skeleton of a report, a layout or a theme.",
    "layouts": "List the layouts, or show what one of them takes.",
    "icons": "Find icons by a word, English or Chinese.",
    "schema": "Print the JSON Schema of content files.",
    "explain": "Explain a finding by its code.",
    "export": "Turn decks into PDF or PNG with LibreOffice.",
}
"""Command → its line in `--help`. Each is the module of its name, imported only when it is called."""


class CommandGroup(click.Group):
    """Imports a command's module when the command is called: `--help` loads nothing but click."""

    offered: Mapping[str, str]
    modules: str
    """What the names of their modules begin with."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.offered)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in self.offered:
            return None
        command = importlib.import_module(self.modules + cmd_name).command
        assert isinstance(command, click.Command)  # noqa: S101
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in self.offered and not name.startswith("-"):
            import difflib

            close = difflib.get_close_matches(name, self.offered, n=1)
            advice = f"did you mean '{close[0]}'?" if close else f"there are {', '.join(self.offered)}"
            ctx.fail(f"no command '{name}'; {advice}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(self.offered.items()))


class Deckgen(CommandGroup):
    offered = COMMANDS
    modules = "deckgen.cli."


def _print_version(ctx: click.Context, _param: click.Parameter, wanted: bool) -> None:
    if wanted:
        from deckgen import __version__

        click.echo(f"deckgen {__version__}")
        ctx.exit()


@click.group(cls=Deckgen, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version.",
)
def deckgen() -> None:
    """Reports in, board-ready native PowerPoint out.

    Exit codes: 0 all good, 1 the author must act, 2 wrong usage, 3 a bug in deckgen.
    """


def main() -> NoReturn:
    """The `deckgen` command."""
    for stream in (sys.stdout, sys.stderr):
        # A caption may hold what the terminal's encoding lacks; printing must not fail over it.
        if stream is not None:  # it was closed by whoever called
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    signal.signal(signal.SIGTERM, _terminate)
    # A command makes many lasting objects and few cycles: looking for cycles would take a fifth of its time.
    gc.disable()
    ending = _Ending()
    ending.code = run(sys.argv[1:])
    sys.exit(ending.code)


class _Ending:
    """Ends the process before Python takes apart, one by one, all objects that it made: that would take an eighth of
    a command's time. What was registered to be done at the end, and waiting for threads, comes before."""

    def __init__(self) -> None:
        self.code: int | None = None
        # Whoever registers first is called last.
        atexit.register(self._leave)

    def _leave(self) -> None:
        if self.code is None:  # terminated, and then by another way out
            return
        with contextlib.suppress(OSError, ValueError):  # what cannot be printed, Python says in its own way
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            os._exit(self.code)


def run(args: Sequence[str]) -> int:
    """One call of the command line → its exit code. Everything that goes wrong ends here."""
    try:
        code = deckgen.main(args=list(args), prog_name="deckgen", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return WRONG_USAGE
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted; nothing half-written is left", err=True)
        return INTERRUPTED
    except OSError as error:
        # Faults of files carry a name and are told where they happen; this one is of what we print to.
        if error.filename is not None or error.errno not in UNPRINTABLE:
            _show_bug(error, args)
            return OUR_BUG
        with contextlib.suppress(OSError):
            click.echo(f"the result could not be printed: {error.strerror}", err=True)
        return AUTHOR_MUST_ACT
    except Exception as error:
        _show_bug(error, args)
        return OUR_BUG
    return code if isinstance(code, int) else 0


def _terminate(_number: int, _frame: FrameType | None) -> NoReturn:
    # Leaves through every `finally`: temporary files go, and LibreOffice does not outlive us.
    raise SystemExit(TERMINATED)


def _show_bug(error: Exception, args: Sequence[str]) -> None:
    import platform
    import traceback
    from importlib.metadata import PackageNotFoundError, version

    def installed(package: str) -> str:
        try:
            return f"{package} {version(package)}"
        except PackageNotFoundError:
            return f"{package} unknown"

    packages = ("deckgen", "click", "PyYAML", "python-pptx", "lxml", "pillow", "pypdfium2")
    click.echo("This is a bug in deckgen. Please report it with the following lines:\n", err=True)
    click.echo(f"command: deckgen {' '.join(args)}", err=True)
    click.echo(f"Python {platform.python_version()} on {platform.platform()}", err=True)
    click.echo(", ".join(map(installed, packages)) + "\n", err=True)
    click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
