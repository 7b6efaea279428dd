"""Quality bar 1: on no slide of any report does LibreOffice lay out a glyph beyond its shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import Sink
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from tests.audit import audit

ROOT = Path(__file__).resolve().parents[2]
REPORTS = [
    each for folder in ("content", "tests/reports") for each in sorted((ROOT / folder).glob("*/report.yaml"))
]


@pytest.mark.office
@pytest.mark.parametrize("report", REPORTS, ids=lambda path: path.parent.name)
def test_no_text_leaves_its_shape(report: Path, tmp_path: Path) -> None:
    deck = tmp_path / "deck.pptx"
    build_deck(report, deck, Resources(), Sink())
    found = audit(deck)
    assert not found, "\n".join(map(str, found))
