"""Fonts on this machine in, width tables out: `python -m deckgen.fit.measure` renews `fit/metrics/`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

METRICS = Path(__file__).parent / "metrics"
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")

TABLES = {
    "liberation-sans": ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", ""),
    "liberation-serif": ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", ""),
    "liberation-mono": ("LiberationMono-Regular.ttf", "LiberationMono-Bold.ttf", ""),
    "carlito": ("Carlito-Regular.ttf", "Carlito-Bold.ttf", ""),
    "caladea": ("Caladea-Regular.ttf", "Caladea-Bold.ttf", ""),
    "dejavu-sans": ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", ""),
    "noto-sans-cjk": ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "Noto Sans CJK SC"),
    "noto-serif-cjk": ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "Noto Serif CJK SC"),
}
"""Table → regular file, bold file, and the family inside a collection."""

RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x386, 0x3CE),
    (0x401, 0x45F),
    (0x2010, 0x2027),
    (0x202F, 0x203A),
    (0x2070, 0x208E),
    (0x20A0, 0x20BF),
    (0x2116, 0x2122),
    (0x2150, 0x2193),
    (0x2202, 0x2265),
    (0x25A0, 0x25CF),
    (0x2605, 0x2606),
    (0x2713, 0x2717),
)
"""What Latin, Greek and Cyrillic reports use; East Asian characters are one em by rule and need no table."""

ABSENT = -1


def find_font(name: str) -> Path:
    """The font file `name`, wherever it is installed; raises FileNotFoundError."""
    for folder in FONT_FOLDERS:
        for path in sorted(folder.rglob(name)):
            return path
    raise FileNotFoundError(f"{name} is not installed")


def open_face(path: Path, family: str) -> Any:
    """The face in `path`; `family` chooses one from a collection."""
    from fontTools.ttLib import TTFont

    number = 0 if path.suffix == ".ttc" else -1
    while (face := TTFont(path, fontNumber=number, lazy=True))["name"].getDebugName(1) != family and family:
        face.close()
        number += 1
    return face


def measured_widths(face: Any) -> Iterator[tuple[str, list[int]]]:
    """First code point in hexadecimal → advance widths from there on, -1 where the face has no glyph."""
    glyphs, advances = face.getBestCmap(), face["hmtx"]
    for first, last in RANGES:
        widths = [advances[glyphs[code]][0] if code in glyphs else ABSENT for code in range(first, last + 1)]
        if any(width != ABSENT for width in widths):
            yield f"{first:x}", widths


def write_table(name: str) -> Path:
    """Measure one family and write its table."""
    regular, bold, family = TABLES[name]
    table: dict[str, object] = {}
    for weight, file in (("regular", regular), ("bold", bold)):
        with open_face(find_font(file), family) as face:
            table[weight] = {"units": face["head"].unitsPerEm, "widths": dict(measured_widths(face))}
    path = METRICS / f"{name}.json"
    path.write_text(json.dumps(table, separators=(",", ":")) + "\n", "utf-8")
    return path


def main() -> None:
    for name in TABLES:
        path = write_table(name)
        sys.stdout.write(f"{path.name}: {path.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
