"""What fitting decides about tables: widths, sizes, heights, pages, and what it reports."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from deckgen.diagnostics import Sink
from deckgen.fit.fonts import FontBook
from deckgen.fit.model import FittedTable
from deckgen.fit.table_pages import groups_of, page_starts
from deckgen.fit.tables import FLOOR, fit_table
from deckgen.layouts.model import TableCell, TableFill, TableRow, Text
from deckgen.units import emu, inches
from tests.findings import codes_in
from tests.fit.square import SQUARE, level, paragraph, placeholder

WIDTH, HEIGHT = inches(12), inches(4.3)


def cell(text: str, column: int, across: int = 1, down: int = 1) -> TableCell:
    return TableCell(Text((paragraph(text),) if text else (), ("rows", column)), column, across, down)


def row(*texts: str) -> TableRow:
    return tuple(cell(text, column) for column, text in enumerate(texts))


def table(
    *rows: TableRow, head: TableRow = (), total: bool = False, aligns: tuple[str, ...] = ()
) -> TableFill:
    count = max(each.column + each.across for line in (head, *rows) for each in line)
    return TableFill(aligns or ("left",) * count, (head,) if head else (), rows, "a table", total)


def fitted(fill: TableFill, sink: Sink | None = None, height: int = HEIGHT) -> list[FittedTable]:
    place = placeholder(WIDTH, height, level(points=18.0))
    return fit_table(fill, place, SQUARE, Sink() if sink is None else sink)


def texts(pages: list[FittedTable]) -> list[list[str]]:
    return [[each.text for each in line.cells] for page in pages for line in page.rows[page.header :]]


def test_a_small_table_has_large_letters_and_takes_the_whole_width():
    (page,) = fitted(table(row("a", "1"), row("b", "2"), head=row("name", "n")))
    assert page.points == 18.0
    assert sum(page.widths) == WIDTH


def test_rows_in_a_chinese_face_are_as_high_as_its_lines():
    def height(typeface: str) -> int:
        style = replace(level(points=18.0), latin=typeface)
        (page,) = fit_table(table(row("a", "1")), placeholder(WIDTH, HEIGHT, style), FontBook(), Sink())
        return page.rows[0].height - 2 * page.padding[1]

    assert height("等线") == height("DengXian") >= emu(1.44 * 18) > height("Arial") == height("Segoe UI")


def test_a_column_with_more_to_say_is_wider():
    (page,) = fitted(table(row("a", "x" * 20, "xxx")))
    assert page.widths[1] > page.widths[2] > page.widths[0]


def test_a_long_text_takes_lines_before_a_short_one_does():
    (page,) = fitted(table(row("short one", "word " * 60)))
    assert page.widths[0] > emu(9 * page.points)
    assert "\v" not in "".join(run.text for each in page.rows[0].cells[0].paragraphs for run in each.runs)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.lists(st.text("ab 中，", max_size=40), min_size=3, max_size=3), min_size=1, max_size=60),
    st.booleans(),
)
def test_every_row_stands_once_in_order_and_every_page_inside_its_place(rows: list[list[str]], total: bool):
    sink = Sink()
    fill = table(*(row(*each) for each in rows), head=row("a", "b", "c"), total=total)
    pages = fitted(fill, sink)
    assert not len(sink)
    assert texts(pages) == rows
    for page in pages:
        assert page.points >= FLOOR
        assert page.header == 1
        assert [each.text for each in page.rows[0].cells] == ["a", "b", "c"]
        assert sum(line.height for line in page.rows) <= HEIGHT + len(page.rows)
        assert sum(page.widths) == WIDTH
    assert {(page.points, page.widths) for page in pages} == {(pages[0].points, pages[0].widths)}
    assert [page.total for page in pages] == [False] * (len(pages) - 1) + [total]


def test_pages_are_about_equally_full():
    pages = fitted(table(*(row(f"{n}", "x") for n in range(13)), head=row("a", "b")), height=inches(3.4))
    counts = [len(page.rows) - 1 for page in pages]
    assert len(counts) > 1
    assert max(counts) - min(counts) <= 1


def test_the_totals_row_never_stands_alone():
    for count in range(2, 40):
        pages = fitted(table(*(row(f"{n}", "x") for n in range(count)), total=True))
        assert len(pages[-1].rows) > 1


def test_rows_that_are_merged_stay_together():
    rows = [(cell("g", 0, down=3), cell("x", 1)) if n % 3 == 0 else (cell("x", 1),) for n in range(30)]
    pages = fitted(table(*rows))
    assert len(pages) > 1
    assert all(len(page.rows) % 3 == 0 for page in pages)
    assert not any(page.banded for page in pages)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=60), st.booleans())
def test_pages_hold_what_they_may_and_are_no_more_than_needed(heights: list[int], keep_last: bool):
    rows = [row("x")] * len(heights)
    cuts = page_starts([float(h) for h in heights], groups_of(rows), 20.0, keep_last=keep_last)
    sums = [sum(heights[first:last]) for first, last in pairwise(cuts)]
    assert (cuts[0], cuts[-1]) == (0, len(heights))
    assert all(total <= 20 for total in sums)
    assert len(sums) <= 2 * -(-sum(heights) // 20) + 1


@settings(max_examples=60, deadline=None)
@example([1, 11, 12, 12], 2)
@given(st.lists(st.integers(1, 12), min_size=1, max_size=9), st.integers(1, 30))
def test_no_word_is_ever_cut(lengths: list[int], many: int):
    head = row(*("H" * min(length, 5) for length in lengths))
    pages = fitted(
        table(row(*("x" * length for length in lengths)), row(*["word " * many] * len(lengths)), head=head)
    )
    for page in pages:
        if page.points >= FLOOR:
            for width, left, length in zip(page.widths, page.lefts, lengths, strict=True):
                inner = (width - left - page.padding[0]) / emu(1)
                assert inner >= max(length, min(length, 5), 4) * page.points


def test_a_cell_too_long_for_any_page_is_reported_at_its_place():
    sink = Sink()
    fitted(table(row("a", "word " * 3000), row("b", "c")), sink)
    found = list(sink)
    assert set(codes_in(found)) == {"text-too-long"}


def test_too_many_columns_are_reported_and_nothing_is_lost():
    sink = Sink()
    pages = fitted(table(row(*["unbreakable"] * 40)), sink)
    assert codes_in(sink) == ["text-too-long"]
    assert texts(pages) == [["unbreakable"] * 40]
    assert pages[0].points < FLOOR


def test_words_after_a_column_of_numbers_keep_away_from_it():
    (page,) = fitted(table(row("a", "1", "done"), aligns=("left", "right", "left")))
    assert page.lefts[2] > page.lefts[1] == page.lefts[0]


def test_a_row_is_higher_where_chinese_characters_stand():
    (page,) = fitted(table(row("a"), row("中")))
    assert page.rows[1].height > page.rows[0].height
