"""Every layout places everything its material holds, in slots it declares, whatever the count."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.content.charts import chart_number
from deckgen.content.inline import Run
from deckgen.layouts import find_layouts
from deckgen.layouts.bullets import BULLETS
from deckgen.layouts.model import (
    Award,
    Axis,
    Callout,
    CaptionedPhoto,
    ChartFill,
    ChartRow,
    ChartSet,
    Entry,
    Figure,
    Layout,
    Logo,
    Marked,
    Material,
    Matrix,
    Page,
    Paragraph,
    PhotoFill,
    Point,
    Quotation,
    Side,
    SourcedChart,
    SourcedTable,
    TableFill,
    Text,
)
from deckgen.layouts.roles import ROLES, role_of
from deckgen.layouts.slots import shares, stem_of, ways

AUTHORS = [layout for layout in find_layouts().values() if not layout.framing]


def text(words: str) -> Text:
    return Text((paragraph(words),))


def paragraph(words: str, level: int = 0) -> Paragraph:
    return Paragraph((Run(words),), level)


def point(n: int, lead: bool = False, details: int = 0) -> Point:
    sentence = paragraph(f"done {n}")
    below = tuple(paragraph(f"detail {n}.{m}", 1) for m in range(details))
    if not lead:
        return Point(sentence, details=below)
    return Point(sentence, paragraph(f"lead {n}"), paragraph(f"lead {n}: done {n}"), below)


def callout(n: int) -> Callout:
    return Callout(Figure("", f"{n}", "万户"), text(f"label {n}"), text(f"detail {n}"))


def photo(n: int) -> CaptionedPhoto:
    return CaptionedPhoto(PhotoFill(None, f"caption {n}", f"alt {n}"), text(f"caption {n}"))


def sourced_chart(takeaway: bool) -> SourcedChart:
    fill = ChartFill("column", (), (), "the chart")
    return SourcedChart(fill, text("from here"), text("it grew") if takeaway else None)


def ranked_chart(count: int, takeaway: bool = True) -> SourcedChart:
    names = tuple(f"{n} region" for n in range(1, count + 1))
    values = tuple(quantity for n in names if (quantity := chart_number(f"{n.split()[0]}%")))
    fill = ChartFill("ranking", names, (ChartRow("", values),), "the chart", highlight=0)
    return SourcedChart(fill, text("from here"), text("it grew") if takeaway else None)


def ranking(count: int, points: int = 0, takeaway: bool = True) -> Material:
    return replace(material(points=points), chart=ranked_chart(count, takeaway))


def small_charts(count: int, takeaway: bool = True) -> Material:
    fills = tuple(ChartFill("column", (), (), f"chart {n}") for n in range(count))
    charts = ChartSet(fills, text("from here"), text("it grew") if takeaway else None)
    return Material(text("title"), section=text("01  section"), charts=charts)


def material(
    points: int = 0,
    callouts: int = 0,
    photos: int = 0,
    *,
    charted: bool = False,
    takeaway: bool = False,
    leads: bool = False,
    details: int = 0,
    says: bool = False,
) -> Material:
    return Material(
        title=text("title"),
        section=text("01  section"),
        points=tuple(point(n, leads, details) for n in range(points)),
        callouts=tuple(callout(n) for n in range(callouts)),
        photos=tuple(photo(n) for n in range(photos)),
        chart=sourced_chart(takeaway) if charted else None,
        statement=text("statement") if says else None,
    )


def marked(n: int, lead: bool) -> Marked:
    told = point(n, lead)
    opened = f"when {n}. " + (told.opened or told.text).text
    return Marked(text(f"when {n}."), told, paragraph(opened))


def side(n: int, lines: int) -> Side:
    return Side(text(f"side {n}"), tuple(point(10 * n + m, m % 2 == 0, m % 3) for m in range(lines)))


def quotation(portrait: bool, caption: bool) -> Quotation:
    by = Text((paragraph("somebody"), paragraph("her office", 1)))
    if not portrait:
        return Quotation(text("well said"), by)
    fill = PhotoFill(None, "somebody", "somebody")
    return Quotation(text("well said"), by, fill, text("taken by") if caption else None)


def milestones(count: int, lead: bool = False) -> Material:
    return Material(text("title"), milestones=tuple(marked(n, lead) for n in range(count)))


def steps(count: int, lead: bool = False) -> Material:
    return Material(text("title"), steps=tuple(marked(n, lead) for n in range(count)))


def comparison(lines: list[int]) -> Material:
    return Material(text("title"), comparison=tuple(side(n, count) for n, count in enumerate(lines, start=1)))


def quote(portrait: bool = False, caption: bool = False) -> Material:
    return Material(text("title"), quote=quotation(portrait, caption))


def axis(name: str) -> Axis:
    return Axis(text(f"{name} name"), text(f"{name} low"), text(f"{name} high"))


def matrix(emphasis: int | None = None, lead: bool = False) -> Material:
    cells = tuple(replace(point(n, lead), details=(paragraph(f"there {n}", 1),)) for n in range(4))
    return Material(text("title"), matrix=Matrix(axis("across"), axis("up"), cells, emphasis))


def award(n: int, full: bool) -> Award:
    lines = (paragraph(f"award {n}."), paragraph(f"winner {n}.", 1), paragraph(f"giver {n}.", 2))
    return Award(Text(lines), text(f"year {n}.")) if full else Award(text(f"award {n}."))


def honours(count: int, full: bool = True) -> Material:
    return Material(text("title"), honours=tuple(award(n, full) for n in range(count)))


def logos(count: int, named: bool = True) -> Material:
    fills = (PhotoFill(None, f"logo {n}.", f"alt {n}") for n in range(count))
    return Material(
        text("title"), logos=tuple(Logo(fill, text(fill.caption) if named else None) for fill in fills)
    )


boards = st.one_of(
    st.builds(matrix, st.none() | st.integers(0, 3), st.booleans()),
    st.builds(honours, st.integers(1, 40), st.booleans()),
    st.builds(logos, st.integers(1, 60), st.booleans()),
)
stories = st.one_of(
    st.builds(milestones, st.integers(1, 25), st.booleans()),
    st.builds(steps, st.integers(1, 25), st.booleans()),
    st.builds(comparison, st.lists(st.integers(1, 9), min_size=2, max_size=3)),
    st.builds(quote, st.booleans(), st.booleans()),
)
charted = st.one_of(
    st.builds(ranking, st.integers(1, 60), st.integers(0, 9), st.booleans()),
    st.builds(small_charts, st.integers(2, 20), st.booleans()),
)
materials = st.builds(
    material,
    points=st.integers(0, 9),
    callouts=st.integers(0, 12),
    photos=st.integers(0, 13),
    charted=st.booleans(),
    takeaway=st.booleans(),
    leads=st.booleans(),
    details=st.integers(0, 2),
    says=st.booleans(),
)


def words_on(pages: tuple[Page, ...]) -> Counter[str]:
    """Each text on the pages, without the frame that every page repeats."""
    found: Counter[str] = Counter()
    for page in pages:
        for slot, fill in page.fills.items():
            if slot in ("section", "title") and page.variant != "statement":
                continue
            if isinstance(fill, Text):
                found.update(each.text for each in fill.paragraphs)
            elif isinstance(fill, ChartFill):
                found[fill.alt] += 1
            else:
                found[fill.caption if isinstance(fill, PhotoFill) else fill.text] += 1
    return found


@given(materials)
def test_every_way_of_a_suited_layout_shows_every_word_once(given_material: Material) -> None:
    for layout in AUTHORS:
        if layout.score(given_material) > 0:
            for pages in layout.pages(given_material):
                shown = " / ".join(words_on(pages).elements())
                for each in given_material.points:
                    assert shown.count(each.text.text) == 1
                    assert all(shown.count(detail.text) == 1 for detail in each.details)
                counts = words_on(pages)
                assert all(counts[each.figure.text] == 1 for each in given_material.callouts)
                assert all(counts[each.photo.caption] == 2 for each in given_material.photos)
                if given_material.chart:
                    told = (given_material.chart.source, given_material.chart.takeaway)
                    assert counts["the chart"] == 1
                    assert all(counts[each.text] == 1 for each in told if each)


@given(stories)
def test_every_way_to_tell_a_story_shows_every_word_once(given_material: Material) -> None:
    (layout,) = (layout for layout in AUTHORS if layout.score(given_material) > 0)
    for pages in layout.pages(given_material):
        shown = " / ".join(words_on(pages).elements())
        told = [each.point for each in (*given_material.milestones, *given_material.steps)]
        told += [each for side in given_material.comparison for each in side.points]
        for each in told:
            said = (each.text, *each.details, *([each.lead] if each.lead else []))
            assert [len(re.findall(rf"\b{paragraph.text}(?![\d.])", shown)) for paragraph in said] == [
                1
            ] * len(said)
        for each in (*given_material.milestones, *given_material.steps):
            assert shown.count(each.mark.text) == 1
        assert all(side.title.text in shown for side in given_material.comparison)
        if given_material.quote:
            lines = ["well said", "her office", *(["taken by"] if given_material.quote.caption else [])]
            assert [shown.count(line) for line in lines] == [1] * len(lines)
            assert "somebody" in shown


@given(boards)
def test_every_way_to_show_a_board_shows_every_word_once(given_material: Material) -> None:
    (layout,) = (layout for layout in AUTHORS if layout.score(given_material) > 0)
    for pages in layout.pages(given_material):
        shown = " / ".join(words_on(pages).elements())
        for each in given_material.honours:
            lines = [*each.text.paragraphs, *(each.year.paragraphs if each.year else ())]
            assert [shown.count(line.text) for line in lines] == [1] * len(lines)
        for logo in given_material.logos:
            assert shown.count(logo.image.caption) == (2 if logo.name else 1)
        if given_material.matrix:
            for cell in given_material.matrix.cells:
                said = (cell.text, *([cell.lead] if cell.lead else []))
                assert [shown.count(paragraph.text) for paragraph in said] == [1] * len(said)
            listed = pages[0].variant == "bullets"
            named = [f"there {n}" for n in range(4)] if listed else ["across name", "up low", "up high"]
            assert [shown.count(words) for words in named] == [1] * len(named)


@given(charted)
def test_every_way_to_show_charts_shows_every_bar_and_chart_once_in_order(given_material: Material) -> None:
    for layout in AUTHORS:
        if layout.score(given_material) > 0:
            for pages in layout.pages(given_material):
                fills = [
                    fill for page in pages for fill in page.fills.values() if isinstance(fill, ChartFill)
                ]
                if given_material.charts:
                    assert tuple(fills) == given_material.charts.charts
                elif given_material.chart:
                    bars = [name for fill in fills for name in fill.categories]
                    assert tuple(bars) == given_material.chart.chart.categories
                    assert max(len(fill.categories) for fill in fills) <= 12
                    assert len({fill.compared for fill in fills}) == 1
                told = words_on(pages)
                takeaway = given_material.chart or given_material.charts
                assert told["it grew"] == (1 if takeaway and takeaway.takeaway else 0)
                assert told["from here"] >= 1
                assert all(told[each.text.text] == 1 for each in given_material.points)


@given(stories)
def test_stories_keep_their_order(given_material: Material) -> None:
    (layout,) = (layout for layout in AUTHORS if layout.score(given_material) > 0)
    for pages in layout.pages(given_material):
        shown = " / ".join(words_on(pages).elements())
        marks = [each.mark.text for each in (*given_material.milestones, *given_material.steps)]
        places = [shown.index(mark) for mark in marks]
        assert places == sorted(places)


@given(materials | stories | boards | charted)
def test_pages_fill_only_slots_that_their_variant_declares(given_material: Material) -> None:
    declared = {name: slots for layout in find_layouts().values() for name, slots in layout.variants.items()}
    for layout in AUTHORS:
        if layout.score(given_material) > 0:
            for pages in layout.pages(given_material):
                assert all(set(page.fills) <= set(declared[page.variant]) for page in pages)


@given(materials | stories | boards | charted)
def test_a_suited_layout_has_at_least_one_way(given_material: Material) -> None:
    for layout in AUTHORS:
        if layout.score(given_material) > 0:
            assert next(layout.pages(given_material), None)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        (material(callouts=3), "indicators"),
        (material(callouts=3, points=2), "indicators-bullets"),
        (material(callouts=2, photos=1), "indicators-photo"),
        (material(points=3, photos=1), "photo-text"),
        (material(points=3), "bullets"),
        (material(points=3, leads=True), "columns"),
        (material(points=3, leads=True, details=1), "bullets"),
        (material(charted=True), "chart"),
        (material(charted=True, takeaway=True), "chart"),
        (material(charted=True, points=2), "chart-text"),
        (ranking(11), "ranking"),
        (ranking(31), "ranking"),
        (ranking(11, points=3), "chart-text"),
        (small_charts(4), "charts"),
        (Material(text("title"), table=SourcedTable(TableFill(("left",), (), (), "the table"))), "table"),
        (material(photos=1), "photo"),
        (material(photos=2), "photo-pair"),
        (material(photos=3), "photo-grid"),
        (material(says=True), "statement"),
        (milestones(4), "timeline"),
        (steps(4), "steps"),
        (comparison([2, 2]), "comparison"),
        (quote(), "quote"),
        (quote(portrait=True), "quote"),
        (matrix(), "matrix"),
        (honours(5), "honours"),
        (logos(5), "logos"),
    ],
)
def test_the_best_suited_layout_is_the_one_made_for_the_content(held: Material, expected: str) -> None:
    best = max(find_layouts().values(), key=lambda layout: layout.score(held))
    assert best.name == expected


def test_a_figure_stays_with_the_achievement_that_names_it() -> None:
    held = Material(
        title=text("title"),
        points=(Point(paragraph("health")), Point(paragraph("3万户 were helped"))),
        callouts=tuple(callout(n) for n in (7, 8, 9, 6, 3)),
    )
    first, second = next(find_layouts()["indicators-bullets"].pages(held))
    assert isinstance(second.fills["figure-1"], Figure)
    assert second.fills["figure-1"].text == "3万户"
    assert second.fills["body"].text == "3万户 were helped"
    assert first.variant == "indicators-bullets-4"


def test_eleven_figures_make_even_pages() -> None:
    pages = next(find_layouts()["indicators"].pages(material(callouts=11)))
    assert [page.variant for page in pages] == ["indicators-4", "indicators-4", "indicators-3"]


def test_five_photos_are_shown_as_three_and_two() -> None:
    pages = next(find_layouts()["photo-grid"].pages(material(photos=5)))
    assert [page.variant for page in pages] == ["photo-grid-3", "photo-pair"]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (1, ["bullets"]),
        (2, ["bullets"]),
        (3, ["timeline-3"]),
        (6, ["timeline-6"]),
        (7, ["timeline-4", "timeline-3"]),
        (9, ["timeline-3", "timeline-3", "timeline-3"]),
        (11, ["timeline-6", "timeline-5"]),
    ],
)
def test_milestones_go_on_along_lines_of_one_direction(count: int, expected: list[str]) -> None:
    pages = next(find_layouts()["timeline"].pages(milestones(count)))
    assert [page.variant for page in pages] == expected


def test_steps_go_on_counting_on_the_next_page() -> None:
    first, second = next(find_layouts()["steps"].pages(steps(7)))
    assert (first.variant, second.variant) == ("steps-4", "steps-3")
    assert second.fills["number-1"].text == "when 4."  # type: ignore[union-attr]


def test_all_sides_of_a_comparison_go_on_together() -> None:
    ways = list(find_layouts()["comparison"].pages(comparison([4, 6])))
    assert [[page.variant for page in way] for way in ways] == [
        ["comparison-2"],
        ["comparison-2"] * 2,
        ["bullets"],
    ]
    first, second = ways[1]
    assert first.fills["lead-1"] == second.fills["lead-1"]


def test_a_quote_too_long_to_be_large_stays_beside_its_portrait() -> None:
    ways = find_layouts()["quote"].pages(quote(portrait=True, caption=True))
    assert [[page.variant for page in way] for way in ways] == [
        ["quote-portrait"],
        ["photo-text"],
        ["photo-text"],
    ]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (2, ["bullets"]),
        (3, ["honours-3"]),
        (8, ["honours-8"]),
        (9, ["honours-5", "honours-4"]),
        (17, ["honours-6", "honours-6", "honours-5"]),
    ],
)
def test_honours_are_shared_evenly_over_pages(count: int, expected: list[str]) -> None:
    pages = next(find_layouts()["honours"].pages(honours(count)))
    assert [page.variant for page in pages] == expected


def test_thirteen_logos_make_two_pages() -> None:
    pages = next(find_layouts()["logos"].pages(logos(13)))
    assert [page.variant for page in pages] == ["logos-7", "logos-6"]


def test_the_quadrant_that_matters_decides_the_page_of_a_matrix() -> None:
    pages = find_layouts()["matrix"].pages
    assert [next(pages(matrix(emphasis)))[0].variant for emphasis in (None, 0, 3)] == [
        "matrix",
        "matrix-1",
        "matrix-4",
    ]


def test_a_full_photo_is_never_the_first_choice() -> None:
    full = find_layouts()["full-photo"]
    for count in (1, 2, 3, 7):
        others = (layout.score(material(photos=count)) for layout in AUTHORS if layout is not full)
        assert 0 < full.score(material(photos=count)) < max(others)
    assert [page.variant for page in next(full.pages(material(photos=2)))] == ["full-photo"] * 2


def test_on_a_full_photo_words_have_no_tones_of_light_pages() -> None:
    captioned = photo(1)
    credit = Paragraph((Run("taken by", tone="muted"),))
    captioned = replace(captioned, caption=Text((*captioned.caption.paragraphs, credit)))
    (page,) = next(find_layouts()["full-photo"].pages(Material(text("title"), photos=(captioned,))))
    caption = page.fills["caption-1"]
    assert isinstance(caption, Text)
    assert [run.tone for line in caption.paragraphs for run in line.runs] == [None, None]


def test_a_photo_to_be_shown_whole_does_not_fill_the_slide() -> None:
    whole, other = photo(1), photo(2)
    whole = replace(whole, photo=replace(whole.photo, crop="contain"))
    (pages,) = find_layouts()["full-photo"].pages(Material(text("title"), photos=(whole, other)))
    assert [page.variant for page in pages] == ["photo", "full-photo"]
    cut = pages[1].fills["photo-1"]
    assert isinstance(cut, PhotoFill)
    assert cut.crop == "cover"


def test_a_contents_entry_without_a_number_leaves_its_place_empty() -> None:
    entries = (Entry(text("01"), text("section"), "a"), Entry(None, text("appendix"), "b"))
    (page,) = next(find_layouts()["agenda"].pages(Material(text("contents"), entries=entries)))
    assert set(page.fills) == {"title", "number-1", "entry-1", "entry-2"}
    assert page.links == {"entry-1": "a", "entry-2": "b"}


def test_dense_roles_are_smaller_by_a_little_and_titles_are_not() -> None:
    for role in ROLES.values():
        dense = role_of("any", role.name, True)
        assert dense.floor >= min(role.floor, 14)
        assert (dense.floor, dense.uniform) <= (role.floor, role.uniform)
    assert role_of("bullets", "title", True) == ROLES["title"]
    assert role_of("bullets", "body", True).floor == 14


def test_ten_sections_make_two_even_contents_pages() -> None:
    entries = tuple(Entry(text(f"{n:02}"), text(f"section {n}"), f"id-{n}") for n in range(10))
    pages = next(find_layouts()["agenda"].pages(Material(text("contents"), entries=entries)))
    assert [page.variant for page in pages] == ["agenda-5", "agenda-5"]
    assert pages[1].links == {f"entry-{n}": f"id-{n + 4}" for n in range(1, 6)}


@given(st.integers(1, 60), st.integers(1, 9))
def test_shares_are_even_complete_and_small_enough(count: int, most: int) -> None:
    parts = shares(range(count), most)
    assert [item for part in parts for item in part] == list(range(count))
    assert max(map(len, parts)) <= most
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


def test_ways_go_from_few_large_parts_to_single_items() -> None:
    assert [[len(part) for part in parts] for parts in ways(range(6), 6)] == [[6], [3, 3], [2, 2, 2], [1] * 6]


@pytest.mark.parametrize("layout", find_layouts().values(), ids=lambda layout: layout.name)
def test_every_layout_documents_itself(layout: Layout) -> None:
    assert layout.doc
    assert layout.doc.strip().splitlines()[0].endswith((".", ":"))


def test_every_slot_has_a_role_of_its_own_kind() -> None:
    for layout in find_layouts().values():
        for variant, slots in layout.variants.items():
            for slot in slots:
                stem = stem_of(slot)
                assert (
                    stem in ("photo", "icon", "logo", "chart", "table")
                    or role_of(variant, slot).name.split(".")[-1] == stem
                )


def test_no_role_goes_below_twelve_points() -> None:
    assert all(12 <= role.floor <= role.uniform for role in ROLES.values())


@pytest.mark.parametrize(
    ("count", "details", "variants"),
    [
        (1, 0, ["bullets-few", "bullets"]),
        (2, 0, ["bullets-few", "bullets"]),
        (2, 1, ["bullets"]),
        (3, 0, ["bullets"]),
    ],
)
def test_one_or_two_short_achievements_stand_on_a_card(count: int, details: int, variants: list[str]) -> None:
    detail = tuple(Paragraph((Run("细节"),), 1) for _ in range(details))
    points = tuple(Point(Paragraph((Run(f"第{n}件"),)), details=detail) for n in range(count))
    ways = BULLETS.pages(Material(Text((Paragraph((Run("题"),)),)), points=points))
    assert [page.variant for way in ways for page in way] == variants
