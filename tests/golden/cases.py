"""The golden cases, and how their outlines are made and compared."""

from __future__ import annotations

import difflib
from pathlib import Path

from deckgen.diagnostics import Sink
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from tests.golden.outline import outline

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent
TRIALS = ("charts", "niceties", "pages", "stories", "tables", "torture")
CASES = [
    *(path.parent for path in sorted((ROOT / "content").glob("*/report.yaml"))),
    *(ROOT / "tests" / "reports" / name for name in TRIALS),
]


def built_outline(case: Path, folder: Path) -> str:
    deck = folder / "deck.pptx"
    build_deck(case / "report.yaml", deck, Resources(), Sink())
    return outline(deck)


def difference(golden: str, found: str) -> str:
    """A readable difference; empty when there is none."""
    return "\n".join(
        difflib.unified_diff(golden.splitlines(), found.splitlines(), "golden", "found", lineterm="")
    )
