"""`deckgen new`: a working skeleton of a report, a layout or a theme; nothing is overwritten."""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Mapping
from pathlib import Path
from string import Template

import click

from deckgen.cli.writing import write_text

SKELETONS = Path(__file__).parent / "skeletons"
SCHEMA = "report.schema.json"
THEME_NAME = re.compile(r"\w[\w-]{0,39}")
_CHINESE = re.compile("[一-鿿]")
LAYOUT_NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@click.group("new", short_help="Write a working skeleton of a report, a layout or a theme.")
def command() -> None:
    """Write a working skeleton to start from. Files that exist are never overwritten."""


@command.command("report", short_help="A report that builds as it is.")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    help="Its language. Default: Chinese for a Chinese name or on a Chinese computer, else English.",
)
def report(path: Path, language: str | None) -> int:
    """Write a report that builds as it is to PATH: a .yaml file, or a folder that gets a report.yaml.

    The JSON Schema goes beside it, so that an editor with a YAML language server completes and checks.
    """
    from deckgen.content.schema import schema_text

    target = path if path.suffix.lower() in (".yaml", ".yml") else path / "report.yaml"
    schema = target.with_name(SCHEMA)
    skeleton = SKELETONS / f"report.{language or _usual_language(path)}.yaml"
    files = {target: skeleton.read_text("utf-8")}
    if not schema.exists():
        files[schema] = schema_text()
    return _write_new(files, f"deckgen build {target}")


@command.command("layout", short_help="A package with a layout and its test.")
@click.argument("name")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="The package's folder. Default: deckgen-layout-NAME.",
)
def layout(name: str, output: Path | None) -> int:
    """Write a package with the layout NAME and its test; installed, deckgen finds it by its entry point."""
    from deckgen.layouts import find_layouts

    if not LAYOUT_NAME.fullmatch(name):
        raise click.UsageError(f"'{name}': a layout's name is of small letters, digits and single hyphens")
    if name in find_layouts():
        raise click.UsageError(f"there is a layout '{name}' already")
    package = f"deckgen-layout-{name}"
    module = package.replace("-", "_")
    folder = output or Path(package)
    words = {"name": name, "package": package, "module": module}
    files = {
        folder / "pyproject.toml": _filled("layout_pyproject.toml.txt", words),
        folder / f"{module}.py": _filled("layout.py.txt", words),
        folder / f"test_{module}.py": _filled("layout_test.py.txt", words),
    }
    return _write_new(files, f"pip install -e {folder}, then `layout: {name}` on a slide")


@command.command("theme", short_help="A theme, from which a template is made.")
@click.argument("name")
def theme(name: str) -> int:
    """Write the theme NAME.theme.yaml, from which `deckgen template new` makes a template."""
    if not THEME_NAME.fullmatch(name):
        raise click.UsageError(f"'{name}': a theme's name is of letters, digits and hyphens; it names files")
    path = Path(f"{name}.theme.yaml")
    return _write_new({path: _filled("theme.yaml.txt", {"name": name})}, f"deckgen template new {path}")


def _usual_language(path: Path) -> str:
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = next(filter(None, named), None) or locale.getlocale()[0] or ""
    return "zh" if _CHINESE.search(path.name) or spoken.startswith(("zh", "Chinese")) else "en"


def _filled(skeleton: str, words: Mapping[str, str]) -> str:
    return Template((SKELETONS / skeleton).read_text("utf-8")).substitute(words)


def _write_new(files: Mapping[Path, str], next_step: str) -> int:
    taken = [path for path in files if path.exists()]
    if taken:
        raise click.UsageError(f"`{taken[0]}` exists already; nothing was written")
    for path, text in files.items():
        code = write_text(path, text)
        if code:
            return code
        click.echo(f"wrote {path}")
    click.echo(f"next: {next_step}")
    return 0
