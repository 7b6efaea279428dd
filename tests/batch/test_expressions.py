"""Expressions give the values of rows, exactly as written, and reach nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.batch.expressions import evaluate, fill_text
from deckgen.batch.values import LARGEST, Unfit, is_true

ROW = {"city": "南昌", "loans": "1,234.50", "a b": "x", "items": "i", "empty": None, "list": ["p", "q"]}


class Names:
    def __init__(self, **values: object) -> None:
        self._values: Mapping[str, object] = values

    def names(self) -> Iterable[str]:
        return self._values

    def value(self, name: str) -> object:
        return self._values[name]


SCOPE = Names(row=ROW, rows=[{"n": "1"}, {"n": "2"}])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在{{ row.city }}的{{row.loans}}万元", "在南昌的1,234.50万元"),
        ('{{ row["a b"] }}', "x"),
        ("{{ row.items }}", "i"),
        ("{{ row.empty }}|{{ row.empty or '无' }}", "|无"),
        ("{{ row.loans | number * 2 }}", "2469.00"),
        ("{{ (10 / 3) | round(2) }}", "3.33"),
        ("{{ '多' if row.loans | number > 1000 else '少' }}", "多"),
        ("{{ rows | join('、', 'n') }} {{ rows | length }}", "1、2 2"),
        ("{{ row.list[1] }}{{ row.list | first }}", "qp"),
        ("{{ row.city ~ '市' }}", "南昌市"),
        ('{{ "}}" }} {{ "{{" }}', "}} {{"),
        ("{{ 'a-b' | upper | replace('-', '+') }}", "A+B"),
        ("no {braces} here", "no {braces} here"),
    ],
)
def test_values_come_out_as_they_are_written(text: str, expected: str) -> None:
    assert fill_text(text, SCOPE) == expected


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("{{ row.cty }}", "no column `cty`", "did you mean `city`?"),
        ("{{ rw.city }}", "no `rw`", "did you mean `row`?"),
        ("{{ row.loans > 5 }}", "compared by size", "number"),
        ("{{ row.loans == 5 }}", "a text is compared with a number", "number"),
        ("{{ row.loans + 1 }}", "reckon with a text", "number"),
        ("{{ row.city | number }}", "no plain number", ""),
        ("{{ row.empty | number }}", "empty cell", ""),
        ("{{ 1 / 0 }}", "divides by zero", ""),
        ("{{ row }}", "a whole row", "columns"),
        ("{{ row.city", "without its", ""),
        ("{% if row.city %}x{% endif %}", "not understood", "`if:`"),
        ("{{ row.city | uper }}", "no filter `uper`", "did you mean `upper`?"),
        ("{{ }}", "cannot be read", ""),
        ("{{ row.city row.loans }}", "cannot be read", ""),
    ],
)
def test_what_cannot_be_worked_out_is_said_in_the_authors_words(text: str, message: str, hint: str) -> None:
    with pytest.raises(Unfit) as raised:
        fill_text(text, SCOPE)
    assert message in raised.value.message
    assert hint in (raised.value.hint or "")


@pytest.mark.parametrize(
    "text",
    [
        "{{ row.__class__ }}",
        "{{ row.city.__class__.__mro__ }}",
        '{{ row["__class__"] }}',
        "{{ row.keys() }}",
        "{{ ''.join(rows) }}",
        "{{ range(10) }}",
        "{{ self }}",
        "{{ cycler }}",
        "{{ lipsum }}",
        "{{ row.city * 1000000000 }}",
        "{{ 'x' * 1000000000 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ 1e999 }}",
        "{{ rows | map('x') }}",
        "{{ {'a': 1} }}",
        "{{ row.city is defined }}",
        "{{ " + "(" * 900 + "1" + ")" * 900 + " }}",
        "{{ " + "1 if 1 else " * 160 + "1 }}",
        "{{ " + "x" * 5_000 + " }}",
        "{{ 'aaaaaaaaaa'" + " | replace('a', 'aaaaaaaaaa')" * 8 + " }}",
        "{{" * 20_000,
        "{{ \x00 }}",
    ],
)
def test_nothing_loops_grows_or_looks_behind_the_values(text: str) -> None:
    try:
        found = fill_text(text, SCOPE)
    except Unfit:
        return
    assert len(found) <= LARGEST


@given(st.text(alphabet="{}%|.()[]'\"~+-*/<>=! \\rowcity1a南", max_size=60))
def test_any_text_is_filled_or_refused(text: str) -> None:
    try:
        assert isinstance(fill_text(text, SCOPE), str)
    except Unfit:
        return


@given(st.text(max_size=200).filter(lambda text: "{{" not in text and "{%" not in text))
def test_texts_without_expressions_stay_as_they_are(text: str) -> None:
    assert fill_text(text, SCOPE) == text


@given(st.text(max_size=80))
def test_a_value_is_never_read_as_an_expression(value: str) -> None:
    assert fill_text("<{{ row.v }}>", Names(row={"v": value})) == f"<{value}>"


@pytest.mark.parametrize(
    ("expression", "holds"),
    [
        ("row.city", True),
        ("{{ row.city }}", True),
        ("row.empty", False),
        ("not row.empty", True),
        ("row.zero", False),
        ("row.no", False),
        ("row.city == '南昌' and row.loans | number > 1", True),
        ("row.city in ['九江', '赣州']", False),
        ("rows", True),
    ],
)
def test_conditions_take_blank_zero_and_no_for_false(expression: str, holds: bool) -> None:
    scope = Names(row=ROW | {"zero": "0", "no": "否"}, rows=[{}])
    assert is_true(evaluate(expression, scope)) is holds
