"""PDF → PNG, and what else is read from a PDF. The only place that loads pypdfium2."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

POINTS_PER_INCH = 72


class Glyph(NamedTuple):
    """A character as it stands on a page: points from the page's top-left corner, colour as RRGGBB."""

    text: str
    colour: str
    left: float
    top: float
    right: float
    bottom: float
    """Where the ink ends; for blank ink equal to `top`."""
    baseline: float
    points: float


def count_pages(pdf: bytes) -> int | None:
    """How many pages it has, or None when it is damaged."""
    import pypdfium2

    try:
        with _opened(pdf) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return None


def draw_pages(pdf: bytes, dpi: float) -> Iterator[bytes]:
    """Each page as PNG."""
    with _opened(pdf) as document:
        for page in document:
            image = page.render(scale=dpi / POINTS_PER_INCH).to_pil()
            target = io.BytesIO()
            image.save(target, "PNG", compress_level=4)
            yield target.getvalue()


def read_glyphs(pdf: bytes) -> Iterator[list[Glyph]]:
    """The characters of each page, blanks left out."""
    with _opened(pdf) as document:
        for page in document:
            textpage = page.get_textpage()
            height = page.get_height()
            yield [glyph for n in range(textpage.count_chars()) if (glyph := _glyph(textpage, n, height))]


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def _glyph(textpage: Any, index: int, height: float) -> Glyph | None:
    import ctypes

    from pypdfium2 import raw

    text = chr(raw.FPDFText_GetUnicode(textpage, index))
    if raw.FPDFText_IsGenerated(textpage, index) == 1 or text.isspace():
        return None
    left, bottom, right, top = textpage.get_charbox(index)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, index, x, y)
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(textpage, index, matrix)
    points = raw.FPDFText_GetFontSize(textpage, index) * abs(matrix.d or matrix.b)
    return Glyph(
        text, _colour(textpage, index), left, height - top, right, height - bottom, height - y.value, points
    )


def _colour(textpage: Any, index: int) -> str:
    import ctypes

    from pypdfium2 import raw

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha)
    return f"{red.value:02X}{green.value:02X}{blue.value:02X}"
