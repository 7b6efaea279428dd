"""`deckgen template new`: a theme YAML in, a complete template and its binding out."""

from __future__ import annotations

from pathlib import Path

import click

from deckgen.cli import AUTHOR_MUST_ACT
from deckgen.cli.telling import tell
from deckgen.cli.writing import write_bytes, write_text
from deckgen.diagnostics import BuildStopped, Sink


@click.command("new", short_help="Make a template from a theme: colours, fonts, style.")
@click.argument("theme", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The template, a .pptx. Default: beside THEME, under its name.",
)
@click.option("--force", is_flag=True, help="Write over files that exist.")
def command(theme: Path, output: Path | None, force: bool) -> int:
    """Make a template from THEME, a YAML file of a dozen lines, and a binding beside it.

    THEME names a style and one brand colour, from which a legible palette is derived, or all colours; fonts; and
    the ratio of the pages. `deckgen new theme NAME` writes one to start from.
    """
    from deckgen.templates.binding import binding_yaml
    from deckgen.templates.building import build_binding, build_template
    from deckgen.templates.design import read_design
    from deckgen.templates.logos import read_logo

    target = output or theme.with_name(theme.name.removesuffix(theme.suffix).removesuffix(".theme") + ".pptx")
    if target.suffix.lower() != ".pptx":
        raise click.UsageError(f"`{target}`: a template is written as .pptx")
    binding = target.with_suffix(".yaml")
    if binding.resolve() == theme.resolve():
        raise click.UsageError(f"the binding would overwrite `{theme}`; name the template otherwise with -o")
    taken = [path for path in (target, binding) if path.exists()]
    if taken and not force:
        raise click.UsageError(f"`{taken[0]}` exists already; nothing was written. --force writes over it")
    sink = Sink()
    try:
        design = read_design(theme.read_bytes(), theme.name, sink)
        logo = read_logo(theme.parent / design.logo, sink) if design.logo else None
    except BuildStopped:
        tell(sink)
        return AUTHOR_MUST_ACT
    code = write_bytes(target, build_template(design, logo)) or write_text(
        binding, binding_yaml(build_binding(design, target.name))
    )
    if not code:
        click.echo(f"wrote {target}\nwrote {binding}\nnext: deckgen build REPORT --template {target}")
    return code
