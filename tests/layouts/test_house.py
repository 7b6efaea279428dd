"""What a binding says in deckgen's words: the house's own names for layouts, and what it allows their texts."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.diagnostics import BuildStopped, Sink
from deckgen.messages import as_text
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from tests.templates.packages import default_template

SLIDES = """\
title: Report
language: en
template: brand.pptx
show: {dividers: no}
sections:
  - title: One
    slides:
"""


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    Path("brand.pptx").write_bytes(default_template())
    return here


def built(
    binding: str, slides: str = "- achievements: [One thing]", template: str | None = None
) -> list[str]:
    """The findings, each on one line: place, severity, code, message."""
    Path("brand.yaml").write_text(textwrap.dedent(binding), "utf-8")
    slides = textwrap.indent(textwrap.dedent(slides), " " * 6)
    Path("r.yaml").write_text(f"{SLIDES}{slides}\n", "utf-8")
    sink = Sink()
    try:
        build_deck(Path("r.yaml"), Path("r.pptx"), Resources(), sink, template)
    except BuildStopped:
        assert sink.has_errors
    return [line for line in as_text(sink).splitlines() if ": error: " in line or ": warning: " in line]


def texts() -> list[list[str]]:
    """The texts of each slide."""
    return [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        for slide in Presentation("r.pptx").slides
    ]


FIGURES = "- {layout: %s, title: Two figures, indicators: [{label: a, value: '1'}, {label: b, value: '2'}]}"


@pytest.mark.parametrize("name", ["Kennzahlen", "kennzahlen", "数据页", "indicators"])
def test_a_slide_asks_for_a_layout_by_the_name_of_the_house(name: str) -> None:
    assert built("aliases: {Kennzahlen: indicators, 数据页: indicators}", FIGURES % name) == []
    assert any("Two figures" in slide for slide in texts())


def test_names_of_another_house_are_unknown() -> None:
    (found,) = built("aliases: {Kennzahlen: indicators}", FIGURES % "Kennzahlen", template="plum")
    assert "r.yaml:8:18: error: unknown-layout: no layout `Kennzahlen`" in found


def test_a_slip_of_the_pen_is_held_against_the_names_of_the_house() -> None:
    (found,) = built("aliases: {Kennzahlen: indicators}", FIGURES % "Kenzahlen")
    assert found.startswith("r.yaml:8:18: error: unknown-layout")


def test_a_binding_that_cannot_be_read_is_the_only_fault() -> None:
    assert [line[:23] for line in built("aliases: [1]", FIGURES % "Kennzahlen")] == [
        "brand.yaml:1:10: error:"
    ]


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("aliases: {a: bulets}", "1:14: error: unknown-layout: `bulets` is no layout"),
        ("aliases: {a: indicators-4}", "1:14: error: unknown-layout: `indicators-4` is no layout"),
        ("aliases: {a: cover}", "1:14: error: unknown-layout: `cover` is made from the report itself"),
        (
            "aliases: {Bullets: table}",
            "1:11: error: alias-taken: `Bullets` is a layout of deckgen's: `bullets`",
        ),
        ("aliases: {a: table, A: bullets}", "1:21: error: alias-taken: `A` is the same as `a`"),
        ("limits: {titel: {lines: 1}}", "1:10: error: unknown-key: no text slot `titel`"),
        ("limits: {indicator.label: {lines: 1}}", "1:10: error: unknown-key: no text slot `indicator.label`"),
        ("limits: {photo: {lines: 1}}", "1:10: error: unknown-key: no text slot `photo`"),
        ("limits: {title: {lines: 0}}", "1:25: error: invalid-value: `lines`"),
        ("limits: {title: {smallest: small}}", "1:28: error: invalid-value: `smallest`"),
        ("limits: {title: {rows: 1}}", "1:18: error: unknown-key: there is no key `rows` here"),
        (
            "variants: {bulets: {slide_layout: Title and Content, slots: {title: 0, body: 1}}}",
            "1:12: warning: binding-unused: no layout has the arrangement `bulets`",
        ),
        (
            "variants: {bullets: {slide_layout: Title and Content, slots: {titel: 0}}}",
            "1:63: warning: binding-unused: `bullets` has no slot `titel`",
        ),
    ],
)
def test_what_means_nothing_is_a_finding_at_its_place(said: str, place: str) -> None:
    (found,) = built(said)
    assert f"brand.yaml:{place}" in found


def test_all_faults_of_a_binding_are_told_at_once() -> None:
    found = built("aliases: {a: no}\nlimits: {b: {lines: 1}}\nvariants: {bullets: {slide_layout: No}}")
    assert len(found) == 3


def test_a_title_with_more_characters_is_a_finding_in_the_report() -> None:
    slide = "- {title: More than ten, achievements: [a]}"
    (found,) = built("limits: {bullets.title: {characters: 10}}", slide)
    assert "r.yaml:8:17: error: limit-exceeded: `More than ten` has 13 characters" in found
    assert built("limits: {bullets.title: {characters: 13}}", slide) == []


def test_a_title_with_more_lines_is_a_finding() -> None:
    slide = '- {title: "On two\\nlines", achievements: [a]}'
    (found,) = built("limits: {title: {lines: 1}}", slide)
    assert "r.yaml:8:17: error: limit-exceeded: `On two" in found
    assert "takes more than 1 line even at" in found
    assert built("limits: {title: {lines: 2}}", slide) == []


def test_a_title_gets_smaller_to_keep_to_its_lines_as_far_as_the_house_allows() -> None:
    slide = "- {title: Many letters that take two lines at their own size, achievements: [a]}"
    assert built("limits: {title: {lines: 1, smallest: 16pt}}", slide) == []
    (found,) = built("limits: {title: {lines: 1, smallest: 40pt}}", slide)
    assert "40 pt" in found


def test_a_text_with_more_lines_goes_on_on_a_further_slide() -> None:
    slide = "- {title: Six, achievements: [first, second, third, fourth, fifth, sixth]}"
    assert built("limits: {body: {lines: 3}}", slide) == []
    found = [text.split("\n") for slide in texts() for text in slide if "first" in text or "sixth" in text]
    assert found == [["first", "second", "third"], ["fourth", "fifth", "sixth"]]


def test_a_text_with_more_characters_goes_on_on_a_further_slide() -> None:
    slide = "- {title: Words, achievements: ['" + "A sentence of some words. " * 6 + "']}"
    assert built("limits: {body: {characters: 60}}", slide) == []
    found = [text for slide in texts() for text in slide if "sentence" in text]
    assert len(found) == 3
    assert all(len(text) <= 60 for text in found)


def test_the_limit_of_a_variant_has_the_last_word() -> None:
    said = "limits: {label: {characters: 1}, indicators.label: {characters: 2}, indicators-2.label: {characters: %s}}"
    slide = FIGURES.replace("label: a", "label: abc") % "indicators"
    assert built(said % 3, slide) == []
    assert len(built(said % 2, slide)) == 1


def test_what_shares_a_place_with_a_limited_text_is_not_counted() -> None:
    report = Path("r.yaml")
    built("limits: {title: {lines: 1, characters: 3}}", "- {title: Abc, achievements: [a]}")
    report.write_text(report.read_text("utf-8").replace("show: {dividers: no}\n", ""), "utf-8")
    sink = Sink()
    build_deck(report, Path("r.pptx"), Resources(), sink)
    assert "`01" not in as_text(sink)
    assert any("01" in text for slide in texts() for text in slide)


def test_in_a_template_nobody_has_bound_a_full_photo_has_a_title_of_the_size_of_the_others() -> None:
    slides = """\
    - {layout: full-photo, title: Short, photos: [{caption: A river, image: null, alt: A river}]}
    - {title: 'A title of so many words that it has to be set smaller than the template has it', achievements: [a]}
    """
    built("{}", slides)
    sizes = [
        [style.get("sz") for style in slide.shapes.title.element.iter() if style.get("sz")]
        for slide in Presentation("r.pptx").slides
        if slide.shapes.title is not None and slide.shapes.title.text.startswith(("Short", "A title"))
    ]
    assert len(sizes) == 2
    assert sizes[0] == sizes[1] != []
