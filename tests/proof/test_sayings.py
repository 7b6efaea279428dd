"""What findings say on Chinese pages: held against what the rules really say of seeded faults."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from deckgen.content.models import Report
from deckgen.diagnostics import Diagnostic
from deckgen.forms.reading import read_form
from deckgen.proof.sayings import CHINESE_HINTS, CHINESE_SAYINGS, hint_in_chinese, in_chinese
from tests.faults.derived_faults import findings as made_findings
from tests.faults.derived_faults import made_faults
from tests.faults.report_faults import example, report_faults

_SLOT = re.compile(r"\{\d?\}")
OFTEN_SEEN = {
    "figure-not-in-source", "figure-elsewhere", "qualifier-changed", "unit-changed", "scale-changed", "trend-reversed",
    "quote-not-in-source", "figure-unpinned", "label-drift", "figures-disagree", "total-wrong", "shares-incomplete",
    "derived-wrong", "derived-rounded", "prompt-left", "name-misspelt", "name-doubtful", "punctuation-mixed",
    "spacing-mixed", "blank-stray", "mark-unpaired", "mark-repeated", "photo-undescribed",
}  # fmt: skip


def found_in_chinese_reports() -> Iterator[Diagnostic]:
    for name in ("jiangxi-women", "project-review"):
        for fault in report_faults(name):
            yield from example(name).findings(read_form(Report, fault.data))
    for made in list(made_faults())[:60]:
        yield from made_findings(made.data, made.source)


def test_what_a_communications_officer_sees_most_is_said_in_chinese() -> None:
    found = {one for one in found_in_chinese_reports() if one.code.name in OFTEN_SEEN}
    assert len({one.code.name for one in found}) >= 18
    assert [one.message for one in found if in_chinese(one.message) == one.message] == []


def test_nothing_that_was_written_is_lost_in_chinese() -> None:
    for one in found_in_chinese_reports():
        said = in_chinese(one.message)
        assert set(re.findall("`[^`]+`", one.message)) == set(re.findall("`[^`]+`", said)), one.message


@pytest.mark.parametrize("table", [CHINESE_SAYINGS, CHINESE_HINTS], ids=["sayings", "hints"])
def test_both_languages_have_the_same_slots(table: dict[str, str]) -> None:
    for english, chinese in table.items():
        assert english.count("{}") == len(_SLOT.findall(chinese)), english
        assert (
            chinese.format(*map(str, range(100, 100 + english.count("{}")))) != chinese or "{}" not in english
        )
        assert re.search("[\u4e00-\u9fff]", chinese)


def test_what_is_not_listed_stays_as_it_is() -> None:
    assert in_chinese("`/ppt/theme1.xml` is no well-formed XML") == "`/ppt/theme1.xml` is no well-formed XML"
    assert hint_in_chinese("the sentence says `3万余场`") == "原句写的是`3万余场`"
    assert hint_in_chinese("see the source says") == "see the source says"
