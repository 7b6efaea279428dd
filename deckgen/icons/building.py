"""The npm package @phosphor-icons/core, unpacked, in; `phosphor.tsv` and the set's licence out.

    npm pack @phosphor-icons/core@2.1.1 && tar xf phosphor-icons-core-2.1.1.tgz
    python -m deckgen.icons.building package

One line an icon: its name, the words it is found by, and the outline of its `fill` weight on a square of 256. The
marks of firms are left out: they are not ours to hand on.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent
_ICON = re.compile(
    r'readonly name: "([^"]+)";.*?readonly categories: readonly \[(.*?)\];.*?readonly tags: readonly \[(.*?)\];',
    re.S,
)
_WORD = re.compile(r'"([^"]+)"')
_OUTLINE = re.compile(r'<path d="([^"]+)"/>')
_NOTHING = "*new*"


def lines(package: Path) -> Iterator[str]:
    """The table's lines, by name."""
    described = (package / "dist" / "icons.d.ts").read_text("utf-8")
    for name, categories, tags in sorted(_ICON.findall(described)):
        if "IconCategory.BRAND" in categories:
            continue
        words = [word for word in _WORD.findall(tags) if word != _NOTHING]
        drawn = (package / "assets" / "fill" / f"{name}-fill.svg").read_text("utf-8")
        outlines = _OUTLINE.findall(drawn)
        if drawn.count("<") != 2 + len(outlines) or any(not outline.startswith("M") for outline in outlines):
            raise ValueError(f"{name} is more than outlines")
        yield "\t".join((name, ",".join(words), "".join(outlines)))


def main(package: Path) -> None:
    (FOLDER / "phosphor.tsv").write_text("\n".join(lines(package)) + "\n", "utf-8")
    (FOLDER / "LICENSE").write_bytes((package / "LICENSE").read_bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
