"""A clean SVG → its picture in pixels, for programs that cannot draw SVG themselves. The only door to resvg."""

from __future__ import annotations

import sys

from deckgen.fit.image_files import Unreadable
from deckgen.fit.svg import CleanSvg, read_svg
from deckgen.records import dataclass

LONGER_SIDE = 2000
"""Pixels a drawing of somebody's is made in: finer than any slide shows it."""

MOST_SECONDS = 20
MOST_MEMORY = 2_000_000_000

_CHILD = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[3]),) * 2)
except (ImportError, ValueError, OSError):  # Windows has none, and elsewhere it may be forbidden
    pass
from resvg_py import svg_to_bytes
svg = sys.stdin.buffer.read().decode()
drawn = svg_to_bytes(svg_string=svg, width=int(sys.argv[1]), height=int(sys.argv[2]), skip_system_fonts=True)
sys.stdout.buffer.write(drawn)
"""


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG and its picture as a PNG of `pixels`."""

    svg: CleanSvg
    png: bytes
    pixels: tuple[int, int]


def read_drawing(data: bytes) -> Drawing:
    """The drawing in an SVG file. Raises `Unreadable` where it is not sound, or not safe to hand on."""
    svg = read_svg(data)
    png = draw_apart(svg)
    return Drawing(svg, png, (int.from_bytes(png[16:20]), int.from_bytes(png[20:24])))


def draw_apart(svg: CleanSvg) -> bytes:
    """The drawing as a PNG, made in a process of its own: an SVG of few words can ask for years of work.

    Raises `Unreadable` where it cannot be drawn in time.
    """
    import subprocess

    scale = LONGER_SIDE / max(svg.size)
    sides = (max(1, round(side * scale)) for side in svg.size)
    command = [sys.executable, "-P", "-c", _CHILD, *map(str, (*sides, MOST_MEMORY))]
    try:
        # S603: our own interpreter and our own words; the drawing comes in as data.
        done = subprocess.run(  # noqa: S603
            command, input=svg.data, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreadable(f"takes more than {MOST_SECONDS} seconds to draw", "simplify it") from None
    if done.returncode or not done.stdout.startswith(b"\x89PNG"):
        raise Unreadable("cannot be drawn", "save it as plain SVG, or as PNG")
    return done.stdout


def draw(svg: str, width: int, height: int) -> bytes:
    """A drawing of our own as a PNG. No font of the machine is used, so that it is the same everywhere."""
    from resvg_py import svg_to_bytes

    return svg_to_bytes(svg_string=svg, width=width, height=height, skip_system_fonts=True)


def draw_lettered(svg: str, width: int, height: int) -> bytes:
    """A drawing of our own with words in it as a PNG, set in the fonts that this machine has."""
    from resvg_py import svg_to_bytes

    return svg_to_bytes(svg_string=svg, width=width, height=height)
