"""`python -m tests.layout_docs` writes `docs/layouts.md` from the layouts' docstrings; with `--pictures`, the pictures
as well (needs LibreOffice). The pictures show the samples in `tests/reports/gallery` and `gallery-zh`.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from pathlib import Path

from PIL import Image

from deckgen.cli.layouts import room_lines
from deckgen.diagnostics import Sink
from deckgen.export.copies import render_copy
from deckgen.export.office import convert
from deckgen.export.rasters import draw_pages
from deckgen.layouts import own_layouts
from deckgen.layouts.model import Layout
from deckgen.pipeline import Prepared, prepare_deck
from deckgen.plan.record import Record
from deckgen.render.deck import render_deck
from deckgen.resources import Resources
from deckgen.written.reading import read_deck
from tests.layouts.documentation import read_documentation

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "layouts.md"
PICTURES = ROOT / "docs" / "layouts"
GALLERIES = {"en": ROOT / "tests/reports/gallery", "zh": ROOT / "tests/reports/gallery-zh"}
WIDTHS, COLOURS = (480, 360, 240), (256, 128, 96, 64, 48, 32, 24, 16)
MOST_BYTES = 25_000

HEAD = """\
# Layouts

A slide gets the layout that suits what it holds; `layout: NAME` asks for one, and `deckgen build --explain-plan` says
why each was chosen. `deckgen layouts NAME` prints what stands here, for layouts of other packages, too.

This page is made by `python -m tests.layout_docs` from the docstrings in `deckgen/layouts/`. How much text a place
takes is measured in the template `plum`, at a comfortable size, in Chinese characters / letters; less is better.
"""


@cache
def gallery(language: str) -> tuple[Prepared, Mapping[str, int]]:
    """The sample deck, and layout → place of its slide; only where the layout's best way was taken."""
    record = Record()
    made = prepare_deck(GALLERIES[language] / "report.yaml", Resources(), Sink(), record=record)
    places: dict[str, int] = {}
    for number, slide in enumerate(made.deck.slides):
        trials = record.trials.get(slide.id, [])
        if trials and trials[0] == record.taken[slide.id] and trials[0].fits:
            places.setdefault(record.layouts[slide.id], number)
    return made, places


def markdown() -> str:
    layouts = own_layouts()
    offered = [layout for layout in layouts if not layout.framing]
    framing = [layout for layout in layouts if layout.framing]
    listed = " · ".join(f"[{layout.name}](#{layout.name})" for layout in (*offered, *framing))
    sections = ["## For `layout:` on a slide", *map(_section, offered)]
    sections += ["## Made from the report itself", *map(_section, framing)]
    return "\n\n".join([HEAD.rstrip(), listed, *sections]) + "\n"


def _section(layout: Layout) -> str:
    said = read_documentation(layout.doc)
    pictures = " ".join(
        f"![{layout.name}, {name}](layouts/{picture_name(layout.name, language)})"
        for language, name in (("en", "in English"), ("zh", "in Chinese"))
    )
    parts = {"Takes": said.takes, "Holds": said.holds, "Beyond that": said.beyond}
    lines = [f"- **{label}:** {text}" for label, text in parts.items() if text]
    table = "\n".join(f"    {line}".rstrip() for line in room_lines(layout))
    return "\n\n".join(
        [f"### {layout.name}", said.summary, pictures, "\n".join(lines), said.more, table]
    ).replace("\n\n\n\n", "\n\n")


def picture_name(layout: str, language: str) -> str:
    return f"{layout}.png" if language == "en" else f"{layout}.{language}.png"


def pictures(language: str) -> Iterator[tuple[str, bytes]]:
    """Layout → its sample slide as a small PNG."""
    made, places = gallery(language)
    file = io.BytesIO()
    render_deck(made.deck, made.template, made.photos, file)
    pages = list(draw_pages(convert(render_copy(read_deck(file.getvalue()))), dpi=96))
    for layout, place in places.items():
        yield layout, small(Image.open(io.BytesIO(pages[place])).convert("RGB"))


def small(picture: Image.Image) -> bytes:
    """The picture in as many colours as the limit allows, and smaller where even few are too many."""
    data = b""
    for width, colours in product(WIDTHS, COLOURS):
        size = (width, width * picture.height // picture.width)
        reduced = picture.resize(size, Image.Resampling.LANCZOS)
        file = io.BytesIO()
        reduced.quantize(colours, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
        data = file.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return data


def write_pictures() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for language in GALLERIES:
        for layout, data in pictures(language):
            (PICTURES / picture_name(layout, language)).write_bytes(data)


if __name__ == "__main__":
    PAGE.write_text(markdown(), encoding="utf-8")
    if "--pictures" in sys.argv:
        write_pictures()
