"""`python -m tests.contact_sheet REPORT PICTURE`: every slide of a report's deck on one picture, as in README."""

from __future__ import annotations

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

from deckgen.diagnostics import Sink
from deckgen.export.copies import render_copy
from deckgen.export.office import convert
from deckgen.export.rasters import draw_pages
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from deckgen.written.reading import read_deck

COLUMNS, WIDTH, GAP, GROUND = 5, 384, 10, "#d9d4d7"


def contact_sheet(report: Path) -> Image.Image:
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "deck.pptx"
        build_deck(report, deck, Resources(), Sink())
        pdf = convert(render_copy(read_deck(deck)))
    slides = [Image.open(io.BytesIO(page)).convert("RGB") for page in draw_pages(pdf, dpi=60)]
    height = WIDTH * slides[0].height // slides[0].width
    rows = -(-len(slides) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (WIDTH + GAP) + GAP, rows * (height + GAP) + GAP), GROUND)
    for number, slide in enumerate(slides):
        row, column = divmod(number, COLUMNS)
        small = slide.resize((WIDTH, height), Image.Resampling.LANCZOS)
        sheet.paste(small, (GAP + column * (WIDTH + GAP), GAP + row * (height + GAP)))
    return sheet.quantize(200)


if __name__ == "__main__":
    contact_sheet(Path(sys.argv[1])).save(sys.argv[2], optimize=True)
