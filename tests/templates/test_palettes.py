"""A palette derived from one colour is legible whatever the colour, and its charts can be read in grey."""

from __future__ import annotations

from io import BytesIO
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.diagnostics import Sink
from deckgen.forms.reading import read_form
from deckgen.templates.building import build_template
from deckgen.templates.contrast import contrast
from deckgen.templates.design import ThemeDesign, check_colours
from tests.templates.test_contrast import NEEDED, cases

STYLES = ("petals", "plain", "quiet", "solemn", "stage")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"{number:06X}")


def theme(style: str, brand: str, **named: str) -> ThemeDesign:
    return read_form(ThemeDesign, {"name": "x", "style": style, "brand": brand, "colours": named})


@given(COLOURS, st.sampled_from(STYLES))
def test_words_are_legible_whatever_the_brand(brand: str, style: str) -> None:
    sink = Sink()
    check_colours(theme(style, brand), sink)
    assert [found.message for found in sink] == []


@given(COLOURS, st.sampled_from(STYLES))
def test_chart_colours_differ_in_lightness_and_from_the_page(brand: str, style: str) -> None:
    palette = theme(style, brand).palette
    series = [palette.structure, palette.quiet, palette.extra]
    if style == "stage":
        series += [palette.figure_on_dark, palette.quiet_on_dark]
    assert min(contrast(one, other) for one, other in combinations(series, 2)) >= 1.15
    assert min(contrast(colour, palette.page) for colour in series) >= 3


@pytest.mark.parametrize(
    ("style", "brand"), [("petals", "005A9C"), ("solemn", "FFCC00"), ("stage", "C8102E")]
)
def test_a_template_of_one_brand_colour_is_legible_throughout(style: str, brand: str) -> None:
    built = BytesIO(build_template(theme(style, brand)))
    assert [case for case in cases(built) if case[2] < NEEDED] == []


def test_a_named_colour_stays_as_it_is() -> None:
    assert theme("quiet", "#005a9c", figure="c2410c").palette.figure == "C2410C"
