"""A logo's file in; its place on every page of a template out. PNG and JPEG, as every program shows those."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import quoteattr

from deckgen.codes import INVALID_VALUE
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.records import dataclass
from deckgen.templates.drawing import RECTANGLE, Drawing, rounded, transform
from deckgen.templates.pages.grid import Grid
from deckgen.templates.pages.model import PageDesign
from deckgen.units import Box, inches

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
MOST_BYTES = 4_000_000
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
FOOTER_MIDDLE, FRAME_MIDDLE = 7.125, 0.88
"""Inches from the page's top: of the footer's line, and of the line where cover and closing have their mark."""
AIR = inches(0.06)
REPLACED = ("Footer flower", "Mark")
"""Drawings that stand where the logo does."""


@dataclass(frozen=True, slots=True)
class Logo:
    data: bytes
    extension: str
    ratio: float
    """Width to height."""

    @property
    def part(self) -> str:
        return f"/ppt/media/logo.{self.extension}"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a slide layout; its relationship is the second, after the master's."""

    name: str
    box: Box

    def xml(self, number: int) -> str:
        return (
            f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name={quoteattr(self.name)}/><p:cNvPicPr>'
            '<a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill>'
            '<a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
            f"<p:spPr>{transform(self.box)}{RECTANGLE}</p:spPr></p:pic>"
        )


def read_logo(path: Path, sink: Sink) -> Logo:
    """The logo in a file. Raises BuildStopped where it cannot be used, with the reason in `sink`."""
    try:
        data = path.read_bytes() if path.stat().st_size <= MOST_BYTES else b""
    except OSError:
        return refused(f"no file `{path.name}`", "the path counts from the theme's folder", sink)
    size = png_size(data) if data.startswith(PNG) else jpeg_size(data) if data.startswith(JPEG) else None
    if not size or not all(size):
        return refused(f"`{path.name}` is no PNG or JPEG of up to 4 MB", "save the logo as PNG", sink)
    return Logo(data, "png" if data.startswith(PNG) else "jpeg", size[0] / size[1])


def refused(message: str, hint: str, sink: Sink) -> Logo:
    sink.report(INVALID_VALUE, message, ("logo",), hint=hint)
    raise BuildStopped


def png_size(data: bytes) -> tuple[int, int] | None:
    return struct.unpack(">II", data[16:24]) if len(data) > 32 else None


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """What the first frame header says."""
    place = 2
    while place + 9 < len(data) and data[place] == 0xFF:
        kind, length = data[place + 1], int.from_bytes(data[place + 2 : place + 4], "big")
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return None


def _size(ratio: float, height: float, most: float) -> tuple[int, int]:
    """Width and height in EMU of a logo that is at most so high and so wide, in inches."""
    height = min(height, most / ratio)
    return inches(height * ratio), inches(height)


def with_logo(page: PageDesign, grid: Grid, on_dark: bool) -> PageDesign:
    """The page with the logo at its footer, or on cover and closing in the upper left; `on_dark` on a light plate."""
    if grid.logo is None:
        return page
    if page.variant in ("cover", "closing"):
        size, middle = _size(grid.logo, 0.62, 2.6), FRAME_MIDDLE
    elif any(each.idx == 11 and each.box.left == grid.margin + grid.footer_indent for each in page.slots):
        size, middle = _size(grid.logo, 0.3, 1.5), FOOTER_MIDDLE
    else:
        return page
    box = Box(grid.margin, inches(middle) - size[1] // 2, *size)
    plate = Drawing("Logo plate", grid.art.logo_ground, (rounded(box.inset(*(-AIR,) * 4), AIR),))
    kept = drawings_kept(page.drawings)
    return replace(
        page, drawings=(*kept, plate) if on_dark else kept, pictures=(Picture("标志 · Logo", box),)
    )


def drawings_kept(drawings: Sequence[Drawing]) -> tuple[Drawing, ...]:
    return tuple(drawing for drawing in drawings if drawing.name not in REPLACED)
