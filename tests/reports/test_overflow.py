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
    ROOT / "content" / "jiangxi-women",
    ROOT / "content" / "annual-report-en",
    ROOT / "tests" / "reports" / "torture",
    ROOT / "tests" / "reports" / "stories",
    ROOT / "tests" / "reports" / "niceties",
    ROOT / "tests" / "reports" / "pages",
]


@pytest.mark.office
@pytest.mark.parametrize("report", REPORTS, ids=lambda folder: folder.name)
def test_no_text_leaves_its_shape(report: Path, tmp_path: Path) -> None:
    deck = tmp_path / "deck.pptx"
    build_deck(report / "report.yaml", deck, Resources(), Sink())
    found = audit(deck)
    assert not found, "\n".join(map(str, found))
