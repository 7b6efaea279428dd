"""A few slides still look as they did. Renew with `python -m tests.golden --pictures`, then look at them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.golden.pictures import (
    MOST_BYTES,
    MOST_DIFFERING,
    SLIDES,
    drawn_slides,
    golden_path,
    report,
    share_differing,
)


@pytest.mark.office
def test_the_slides_look_as_they_did(tmp_path: Path) -> None:
    pairs = [
        (Image.open(golden_path(slide)), drawn) for slide, drawn in zip(SLIDES, drawn_slides(), strict=True)
    ]
    changed = [
        slide for slide, pair in zip(SLIDES, pairs, strict=True) if share_differing(*pair) > MOST_DIFFERING
    ]
    page = tmp_path / "pictures.html"
    page.write_text(report(pairs), encoding="utf-8")
    assert not changed, (
        f"slides {changed} look different, see {page}; if meant: python -m tests.golden --pictures"
    )


@pytest.mark.parametrize("slide", SLIDES)
def test_golden_pictures_stay_small(slide: int) -> None:
    assert golden_path(slide).stat().st_size <= MOST_BYTES


def test_the_comparison_sees_a_missing_line_of_text_and_another_size() -> None:
    golden = Image.open(golden_path(SLIDES[0])).convert("RGB")
    changed = golden.copy()
    ImageDraw.Draw(changed).rectangle((10, 70, 180, 90), fill=changed.getpixel((5, 5)))
    assert share_differing(golden, golden) == 0
    assert share_differing(golden, changed) > MOST_DIFFERING
    assert share_differing(golden, changed.crop((0, 0, 300, 180))) == 1
