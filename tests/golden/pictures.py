"""Small pictures of a few slides: how they are drawn and compared."""

from __future__ import annotations

import base64
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from deckgen.diagnostics import Sink
from deckgen.export.copies import render_copy
from deckgen.export.rasters import draw_pages
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from deckgen.written.reading import read_deck
from tests.golden.cases import FOLDER, ROOT
from tests.office import shared_office

CASE = ROOT / "content" / "jiangxi-women"
SLIDES = (1, 2, 3, 5, 8, 9, 24)
"""Cover, at a glance, contents, figures with text, figures, photo with text, columns."""

WIDTH = 320
MOST_BYTES = 20 * 1024
CLEARLY = 60
"""A pixel that differs by more than this of 255, after a slight blur, is no matter of anti-aliasing."""
MOST_DIFFERING = 0.004


def golden_path(slide: int) -> Path:
    return FOLDER / "pictures" / f"{CASE.name}-{slide:02}.png"


def drawn_slides() -> Iterator[Image.Image]:
    """The chosen slides as they look now."""
    with tempfile.TemporaryDirectory() as folder:
        deck = Path(folder) / "deck.pptx"
        build_deck(CASE / "report.yaml", deck, Resources(), Sink())
        pages = list(draw_pages(shared_office().convert(render_copy(read_deck(deck))), dpi=72))
    for slide in SLIDES:
        page = Image.open(io.BytesIO(pages[slide - 1])).convert("RGB")
        yield page.resize((WIDTH, WIDTH * page.height // page.width), Image.Resampling.LANCZOS)


def write_goldens() -> None:
    for slide, picture in zip(SLIDES, drawn_slides(), strict=True):
        golden_path(slide).parent.mkdir(exist_ok=True)
        picture.quantize(64).save(golden_path(slide), optimize=True)


def share_differing(golden: Image.Image, drawn: Image.Image) -> float:
    """The share of pixels that clearly differ; 1 where the sizes do."""
    if golden.size != drawn.size:
        return 1.0
    soft = [image.convert("RGB").filter(ImageFilter.GaussianBlur(1)) for image in (golden, drawn)]
    difference = ImageChops.difference(*soft).convert("L")
    return sum(difference.histogram()[CLEARLY:]) / (golden.width * golden.height)


def report(pairs: list[tuple[Image.Image, Image.Image]]) -> str:
    """A page that shows golden, drawn and difference side by side."""
    rows = "".join(
        f"<p>{picture(golden)} {picture(drawn)} {picture(ImageChops.difference(golden.convert('RGB'), drawn))}</p>"
        for golden, drawn in pairs
    )
    return f"<!doctype html><title>golden, drawn, difference</title>{rows}"


def picture(image: Image.Image) -> str:
    file = io.BytesIO()
    image.save(file, "PNG")
    return f'<img src="data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}">'
