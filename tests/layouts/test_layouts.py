"""Every layout places everything its material holds, in slots it declares, whatever the count."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.content.inline import Run
from deckgen.layouts import find_layouts
from deckgen.layouts.model import (
    Callout,
    CaptionedPhoto,
    ChartFill,
    Entry,
    Figure,
    Layout,
    Material,
    Page,
    Paragraph,
    PhotoFill,
    Point,
    SourcedChart,
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


@given(materials)
def test_pages_fill_only_slots_that_their_variant_declares(given_material: Material) -> None:
    declared = {name: slots for layout in find_layouts().values() for name, slots in layout.variants.items()}
    for layout in AUTHORS:
        if layout.score(given_material) > 0:
            for pages in layout.pages(given_material):
                assert all(set(page.fills) <= set(declared[page.variant]) for page in pages)


@given(materials)
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
        (material(photos=1), "photo"),
        (material(photos=2), "photo-pair"),
        (material(photos=3), "photo-grid"),
        (material(says=True), "statement"),
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
                assert stem in ("photo", "chart") or role_of(variant, slot).name.split(".")[-1] == stem


def test_no_role_goes_below_twelve_points() -> None:
    assert all(12 <= role.floor <= role.uniform for role in ROLES.values())
