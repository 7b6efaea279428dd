"""Every layout is documented in the same manner, has a sample in both languages, and its page is up to date."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from deckgen.cli import run
from deckgen.diagnostics import Sink
from deckgen.fit.fonts import FontBook
from deckgen.fit.room import rooms
from deckgen.layouts import own_layouts
from deckgen.layouts.model import Layout
from deckgen.pipeline import prepare_deck
from deckgen.resources import Resources
from tests.layout_docs import (
    GALLERIES,
    MOST_BYTES,
    PAGE,
    PICTURES,
    gallery,
    markdown,
    picture_name,
    pictures,
    small,
)
from tests.layouts.documentation import read_documentation

LAYOUTS = own_layouts()
NAMES = [layout.name for layout in LAYOUTS]
RENEW = "run `python -m tests.layout_docs --pictures`"


@pytest.mark.parametrize("layout", LAYOUTS, ids=NAMES)
def test_a_layout_says_what_it_takes_how_much_and_what_comes_then(layout: Layout) -> None:
    said = read_documentation(layout.doc)
    assert said.summary.endswith((".", "。")), "the first line is one sentence"
    missing = [part for part in ("takes", "holds", "beyond") if not getattr(said, part)]
    assert not missing, f"the docstring of `{layout.name}` lacks {', '.join(missing)}"


def test_the_parts_of_a_docstring_run_up_to_the_next_one() -> None:
    said = read_documentation(
        "Sums up.\n\nAnd more.\n\nTakes: one\n    thing.\nHolds: two.\nBeyond: three.\n\nAt last.\n"
    )
    assert (said.summary, said.takes, said.holds, said.beyond) == ("Sums up.", "one thing.", "two.", "three.")
    assert said.more == "And more.\n\nAt last."
    assert read_documentation("Only this").summary == "Only this"


@pytest.mark.parametrize("language", GALLERIES)
def test_every_layout_has_a_sample(language: str) -> None:
    _, places = gallery(language)
    lacking = sorted(set(NAMES) - set(places))
    assert not lacking, f"no slide of {GALLERIES[language].name} shows {', '.join(lacking)} in its best way"


@pytest.mark.parametrize("language", GALLERIES)
def test_samples_are_without_fault(language: str) -> None:
    sink = Sink()
    prepare_deck(GALLERIES[language] / "report.yaml", Resources(), sink)
    assert [found.code.name for found in sink if found.code.severity.value != "note"] == []


def test_every_layout_stands_on_the_page() -> None:
    text = markdown()
    for layout in LAYOUTS:
        assert f"\n### {layout.name}\n" in text
        assert read_documentation(layout.doc).takes in text


@pytest.mark.skipif(not PAGE.exists(), reason="docs/layouts.md is not made yet")
def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == markdown(), RENEW


@pytest.mark.skipif(not PAGE.exists(), reason="docs/layouts.md is not made yet")
def test_every_layout_has_its_pictures_and_no_picture_is_left_over() -> None:
    wanted = {picture_name(name, language) for name in NAMES for language in GALLERIES}
    there = {file.name: file for file in PICTURES.glob("*.png")}
    assert set(there) == wanted, RENEW
    assert max(file.stat().st_size for file in there.values()) <= MOST_BYTES


@pytest.mark.office
def test_pictures_are_drawn_and_small() -> None:
    drawn = dict(pictures("en"))
    assert set(drawn) >= set(NAMES)
    for data in drawn.values():
        assert len(data) <= MOST_BYTES
        assert Image.open(io.BytesIO(data)).format == "PNG"


def test_a_picture_with_much_in_it_gets_fewer_colours() -> None:
    noise = Image.effect_noise((960, 540), 60).convert("RGB")
    assert len(small(noise.resize((96, 54)).resize((960, 540)))) <= MOST_BYTES


def test_more_room_takes_more_text() -> None:
    template = Resources().template(None, PAGE, Sink())
    narrow, wide = (rooms(name, template.layouts[name], FontBook()) for name in ("columns-4", "columns-2"))
    assert wide["text"].chinese > narrow["text"].chinese > 0
    assert wide["text"].english > wide["text"].chinese


def test_a_layout_s_room_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["layouts", "columns"]) == 0
    said = capsys.readouterr().out
    assert "Takes: achievements" in said
    assert "columns-4" in said.partition("Room in")[2]
