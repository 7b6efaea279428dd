"""PDF → SVG, a file a page, by poppler's `pdftocairo` where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

PROGRAM = "pdftocairo"
SECONDS_PER_PAGE = 30
HOW_TO_INSTALL = (
    "install poppler (Debian, Ubuntu: `apt-get install poppler-utils`; macOS: `brew install poppler`; Windows: "
    "`winget install oschwartz10612.Poppler`)"
)


class DrawerMissing(Exception):
    """There is no `pdftocairo` to be found."""


class DrawingFailed(Exception):
    """A page could not be turned into SVG."""


def draw_svgs(pdf: bytes, pages: int) -> Iterator[bytes]:
    """Each page as SVG, with its text as outlines, so that it looks the same without the fonts.

    Raises DrawerMissing or DrawingFailed.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise DrawerMissing
    with TemporaryDirectory(prefix="deckgen-svg-", ignore_cleanup_errors=True) as name:
        source, target = Path(name) / "deck.pdf", Path(name) / "page.svg"
        source.write_bytes(pdf)
        for page in range(1, pages + 1):
            command = [program, "-svg", "-f", str(page), "-l", str(page), str(source), str(target)]
            try:
                subprocess.run(command, check=True, capture_output=True, timeout=SECONDS_PER_PAGE)  # noqa: S603
                yield target.read_bytes()
            except (subprocess.SubprocessError, OSError) as fault:
                raise DrawingFailed(f"page {page} could not be drawn as SVG") from fault
