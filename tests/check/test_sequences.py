"""A number of a chart or table that stands in the source, but not where its row stands."""

from __future__ import annotations

import pytest

from deckgen.check.model import Subject
from deckgen.check.source import Source
from deckgen.content.models import Slide
from deckgen.forms.reading import read_form
from tests.check.reporting import codes_of, findings_of, report_of

SOURCE = (
    "完成投资2021年1.8亿元，2022年2.6亿元，2023年3.4亿元，2024年2.9亿元，2025年1.9亿元。"
    "另有0.4亿元结转，计划2.4亿元。"
)


def chart(*values: str) -> Slide:
    categories = [f"{2021 + place}年" for place in range(len(values))]
    return read_form(Slide, {"chart": {"unit": "亿元", "categories": categories, "values": values}})


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        (["1.8", "2.6", "3.4", "2.9", "1.9"], []),
        (["1.8", "2.6", "2.4", "2.9", "1.9"], ["figure-elsewhere"]),  # 2.4 is the plan
        (["1.8", "2.6", "3.4", "2.9", "2.9"], ["figure-elsewhere"]),
        (["1.8", "2.6", "3.5", "2.9", "1.9"], ["figure-not-in-source"]),
        (["1.9", "2.9", "3.4", "2.6", "1.8"], []),  # in an order of its own
        (["2.6", "3.4", "2.9"], []),
        (["1.8", "2.4", "3.4"], []),  # too few to tell
    ],
)
def test_a_number_beside_the_wrong_neighbours_is_found(values: list[str], codes: list[str]):
    assert codes_of(report_of(chart(*values)), SOURCE) == codes


def test_of_equal_numbers_the_one_in_the_same_row_is_the_evidence():
    source = Source(
        "s.txt", "中央资金0.7亿元、1.0亿元、1.2亿元、0.5亿元；省级资金0.5亿元、0.7亿元、0.9亿元、0.8亿元。"
    )
    report = report_of(chart("0.5", "0.7", "0.9", "0.8"))
    said = [trace.said for trace in Subject(report, source).traces if trace.path[-2:-1] == ("values",)]
    assert [source.text[: one.digits].count("省级资金") for one in said if one] == [1, 1, 1, 1]


def test_the_message_names_what_belongs_there():
    (_, message), *_ = findings_of(report_of(chart("1.8", "2.6", "2.4", "2.9", "1.9")), SOURCE)
    assert message == "`2.4亿元` stands in the source, but beside its neighbours there is `3.4亿元`"


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        ([["甲", "11", "12"], ["乙", "21", "22"], ["丙", "31", "32"], ["丁", "41", "42"]], []),
        (
            [["甲", "11", "12"], ["乙", "41", "22"], ["丙", "31", "32"], ["丁", "41", "42"]],
            ["figure-elsewhere"],
        ),
    ],
)
@pytest.mark.parametrize(
    "source",
    [
        "甲11、12，乙21、22，丙31、32，丁41、42。",
        "第一季度11、21、31、41，第二季度12、22、32、42。",
    ],
)
def test_tables_are_compared_by_row_or_by_column(source: str, rows: list[list[str]], codes: list[str]):
    table = {"columns": ["", "一", "二"], "rows": rows}
    found = codes_of(report_of(read_form(Slide, {"table": table})), source)
    # Rows of two are too short to be known again; columns of four are not.
    assert found == (codes if source.startswith("第一") else [])
