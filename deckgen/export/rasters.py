"""PDF → PNG, and what else is read from a PDF. The only place that loads pypdfium2."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

POINTS_PER_INCH = 72
LONGEST_NAME = 128


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
    font: str
    """The name of its typeface in the PDF, without the mark of a subset."""


DESCENT_EMS = 0.2
"""What LibreOffice keeps below a baseline, whatever the face (1.2 em a line)."""


def count_pages(pdf: bytes) -> int | None:
    """How many pages it has, or None when it is damaged."""
    import pypdfium2

    try:
        with _opened(pdf) as document:
            return len(document)
    except pypdfium2.PdfiumError:
        return None


def page_size(pdf: bytes) -> tuple[float, float]:
    """Width and height of the first page, in points."""
    with _opened(pdf) as document:
        width, height = document[0].get_size()
        return width, height


def draw_pages(pdf: bytes, dpi: float, form: str = "png", quality: int = 85) -> Iterator[bytes]:
    """Each page as a picture: png, jpeg or webp, the last two of so much quality in percent."""
    options = {"compress_level": 4} if form == "png" else {"quality": quality}
    with _opened(pdf) as document:
        for page in document:
            image = page.render(scale=dpi / POINTS_PER_INCH).to_pil()
            target = io.BytesIO()
            image.save(target, form, **options)
            yield target.getvalue()


def read_glyphs(pdf: bytes) -> Iterator[list[Glyph]]:
    """The characters of each page, blanks left out, in the order in which they are drawn."""
    with _opened(pdf) as document:
        for page in document:
            textpage = page.get_textpage()
            height = page.get_height()
            places = range(textpage.count_chars())
            order = _drawing_order(page, textpage)
            glyphs = ((order(n), glyph) for n in places if (glyph := _glyph(textpage, n, height)))
            yield [glyph for _, glyph in sorted(glyphs, key=lambda found: found[0])]


def _drawing_order(page: Any, textpage: Any) -> Callable[[int], int]:
    """Character → when it is drawn; a text page sorts what stands on one line from left to right."""
    import ctypes

    from pypdfium2 import raw

    def address(drawn: Any) -> int | None:
        return ctypes.cast(drawn, ctypes.c_void_p).value

    objects = page.get_objects([raw.FPDF_PAGEOBJ_TEXT], max_depth=15)
    order = {address(drawn.raw): number for number, drawn in enumerate(objects)}
    return lambda index: order.get(address(raw.FPDFText_GetTextObject(textpage, index)), len(order))


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
        text, _colour(textpage, index), left, height - top, right, height - bottom, height - y.value, points,
        _font(textpage, index),
    )  # fmt: skip


def _font(textpage: Any, index: int) -> str:
    import ctypes

    from pypdfium2 import raw

    name, flags = ctypes.create_string_buffer(LONGEST_NAME), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, LONGEST_NAME, flags)
    return name.value.decode(errors="replace").rpartition("+")[2]


def _colour(textpage: Any, index: int) -> str:
    import ctypes

    from pypdfium2 import raw

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha)
    return f"{red.value:02X}{green.value:02X}{blue.value:02X}"
