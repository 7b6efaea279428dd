"""Single faults put into good reports and decks: nearly all are found where they are, and nothing where none is."""

from __future__ import annotations

import pytest

from tests.faults.deck import KEPT, Parts, findings, good_deck
from tests.faults.deck_faults import deck_faults, source_of
from tests.faults.derived_faults import (
    NAMES,
    PLACES,
    derived_report,
    made_faults,
    named_report,
)
from tests.faults.derived_faults import (
    findings as made_findings,
)
from tests.faults.later_faults import PINNED, edited_faults, in_deck, in_source, source_faults
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


def test_faults_of_derived_figures_and_of_names_are_found() -> None:
    assert [found.message for found in made_findings(derived_report())] == []
    right = [named_report(place, name) for place in PLACES for name in NAMES]
    assert [found.message for report in right for found in made_findings(report)] == []
    seeded = list(made_faults())
    missed = [fault.kind for fault in seeded if not fault.is_found()]
    assert len({fault.kind for fault in seeded}) >= 140
    assert len(missed) <= MAY_BE_MISSED * len(seeded), missed


@pytest.mark.parametrize("name", PINNED)
def test_faults_that_come_later_are_found(name: str) -> None:
    source = example(name).source
    assert source is not None
    assert [found.message for found in in_source(name, source.text)] == []
    assert [found.message for found in in_deck(name, lambda _: None)] == []
    seeded = [*source_faults(name), *edited_faults(name)]
    missed = [fault.kind for fault in seeded if not fault.is_found()]
    assert len({fault.kind for fault in seeded}) >= 17
    assert len(seeded) >= 40
    assert len(missed) <= MAY_BE_MISSED * len(seeded), missed


def test_no_fault_is_put_in_twice() -> None:
    kinds = {fault.kind for name in REPORTS for fault in report_faults(name)}
    kinds |= {fault.kind for name in KEPT for fault in deck_faults(name)}
    assert len(kinds) >= 100
