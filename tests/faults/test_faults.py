"""Single faults put into good reports and decks: nearly all are found where they are, and nothing where none is."""

from __future__ import annotations

import pytest

from tests.faults.deck import KEPT, Parts, findings, good_deck
from tests.faults.deck_faults import deck_faults, source_of
from tests.faults.report_faults import REPORTS, example, report_faults

MAY_BE_MISSED = 0.02


@pytest.mark.parametrize("name", REPORTS)
def test_faults_of_reports_are_found(name: str) -> None:
    assert [found.message for found in example(name).findings(example(name).report)] == []
    seeded = list(report_faults(name))
    missed = [(fault.kind, fault.path) for fault in seeded if not fault.is_found()]
    assert len(seeded) >= 70
    assert len(missed) <= MAY_BE_MISSED * len(seeded), missed


@pytest.mark.parametrize("name", KEPT)
def test_faults_of_decks_are_found(name: str) -> None:
    good = Parts(dict(good_deck(name))).zipped()
    assert [found.message for found in findings(good, source=source_of(name))] == []
    seeded = list(deck_faults(name))
    missed = [(fault.kind, fault.slide) for fault in seeded if not fault.is_found()]
    assert len(seeded) >= 80
    assert len(missed) <= MAY_BE_MISSED * len(seeded), missed


def test_no_fault_is_put_in_twice() -> None:
    kinds = {fault.kind for name in REPORTS for fault in report_faults(name)}
    kinds |= {fault.kind for name in KEPT for fault in deck_faults(name)}
    assert len(kinds) >= 100
