"""Plans of small reports."""

from __future__ import annotations

from typing import Any

from deckgen.content.models import Report
from deckgen.diagnostics import Sink
from deckgen.forms.reading import read_form
from deckgen.layouts import find_layouts
from deckgen.plan.deck import plan_deck
from deckgen.plan.model import DeckPlan

Json = dict[str, Any]
ONLY_CONTENT = dict.fromkeys(("cover", "highlights", "agenda", "dividers", "closing", "appendix"), False)


def planned(sections: list[Json], sink: Sink | None = None, **more: Any) -> DeckPlan:
    report = read_form(Report, {"title": "报告", "sections": sections, **more})
    return plan_deck(report, find_layouts(), Sink() if sink is None else sink)
