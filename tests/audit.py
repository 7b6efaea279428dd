"""The overflow audit for tests and by hand: `python -m tests.audit deck.pptx …`."""

from __future__ import annotations

import sys
from pathlib import Path

from deckgen.export.audit import TOLERANCE, Overflow, audit_deck
from deckgen.export.copies import read_package


def audit(pptx: Path, tolerance: float = TOLERANCE) -> list[Overflow]:
    """Every text of the deck that LibreOffice lays out beyond its shape, or does not show."""
    return audit_deck(read_package(pptx.read_bytes()), tolerance)


def main(paths: list[str]) -> int:
    found = [(path, overflow) for path in paths for overflow in audit(Path(path))]
    sys.stdout.writelines(f"{path}: {overflow}\n" for path, overflow in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
