"""The example reports pass the gate without a finding, in every template that comes along, wide and 4:3."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from deckgen.diagnostics import Sink
from deckgen.gate.reports import check_deck
from deckgen.resources import Resources

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted((ROOT / "content").glob("*/report.yaml"))
TEMPLATES = sorted(path.stem for path in (ROOT / "templates").glob("*.pptx"))


@cache
def resources() -> Resources:
    """Shared, so that every template is read once."""
    return Resources()


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("report", EXAMPLES, ids=lambda path: path.parent.name)
def test_an_example_passes_without_a_finding(report: Path, template: str) -> None:
    sink = Sink()
    checked = check_deck(report, resources(), sink, template)
    assert [(found.place, found.code.name, found.message) for found in sink] == []
    assert checked.figures is not None
    assert checked.slides


def test_there_are_examples_and_templates_of_both_shapes() -> None:
    assert len(EXAMPLES) >= 3
    assert {name.endswith("-4x3") for name in TEMPLATES} == {True, False}
