"""What fitting decides is never less than what LibreOffice lays out, over texts and boxes of all kinds."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from deckgen.content.inline import Run
from deckgen.fit.fonts import FontBook
from deckgen.fit.phrases import MOST_LINES
from deckgen.fit.text import LaidOut, lay_out
from deckgen.layouts.model import Paragraph
from deckgen.templates.model import LevelStyle
from deckgen.units import emu

from .drawn import DrawnBox, DrawnText, read_back
from .random_text import random_text

FACES = [
    ("Arial", "Microsoft YaHei"),
    ("Microsoft YaHei", "Microsoft YaHei"),
    ("Calibri", "Noto Sans CJK SC"),
]
FACES += [("Times New Roman", "Noto Serif CJK SC"), ("Noto Sans CJK SC", "Noto Sans CJK SC")]


@dataclass(frozen=True)
class Case:
    """A box to draw, and what fitting made of it."""

    box: DrawnBox
    laid: LaidOut
    headline: bool

    def __str__(self) -> str:
        ours = [line for lines in self.laid.lines for line in lines]
        return (
            f"{self.box.points} {self.box.width / emu(self.box.points[0]):.2f} em {ours} {self.box.levels[0]}"
        )


def random_level(
    dice: random.Random, level: int, points: float, faces: tuple[str, str], *, plain: bool
) -> LevelStyle:
    hang = emu(points * dice.choice([0.9, 1.0, 1.25, 1.5])) if not plain else 0
    bulleted = not plain and dice.random() < 0.7
    return LevelStyle(
        points=points,
        bold=dice.random() < 0.25,
        latin=faces[0],
        east_asian=faces[1],
        margin_left=(level + 1) * hang,
        indent=-hang if bulleted else dice.choice([0, -hang, hang]),
        line_spacing=dice.choice([0.8, 0.9, 1.0, 1.1, 1.2, 1.5]),
        line_points=points * 1.3 if dice.random() < 0.1 else None,
        space_before=dice.choice([0.0, 6.0, 10.0]),
        space_after=dice.choice([0.0, 0.0, 4.0]),
        bullet=dice.choice("•–■") if bulleted else None,
    )


def random_case(dice: random.Random, fonts: FontBook) -> Case:
    headline = dice.random() < 0.35
    points = dice.choice([9.0, 10.5, 12.0, 14.0, 16.0, 18.0, 20.0, 24.0, 28.0, 32.0, 36.0, 44.0])
    sizes = (points, points if headline else dice.choice([points, points - 2, points - 1.5]))
    faces = dice.choice(FACES)
    levels = tuple(random_level(dice, n, size, faces, plain=headline) for n, size in enumerate(sizes))
    kinds = ["zh", "mixed", "mixed", "en"] + ["odd"] * (not headline)
    paragraphs = []
    for _ in range(1 if headline else dice.randint(1, 3)):
        text = random_text(dice, dice.choice(kinds), dice.randint(1, 4 if headline else 6))
        cut = dice.randrange(len(text)) if dice.random() < 0.3 and not headline else 0
        runs = (Run(text[:cut], bold=True), Run(text[cut:])) if cut else (Run(text),)
        paragraphs.append(Paragraph(runs, 0 if headline else dice.randint(0, 1)))
    width = emu(points * dice.uniform(8, 36)) + levels[1].margin_left
    laid = lay_out(paragraphs, levels, sizes, width, fonts, headline=headline)
    return Case(DrawnBox(laid.paragraphs, levels, sizes, width), laid, headline)


def check_seed(seed: int, count: int, folder: Path) -> list[tuple[Case, DrawnText]]:
    dice, fonts = random.Random(seed), FontBook()
    cases = [random_case(dice, fonts) for _ in range(count)]
    return list(zip(cases, read_back([case.box for case in cases], folder), strict=True))


@pytest.mark.office
def test_fitted_text_is_never_lower_than_libreoffice_draws_it(tmp_path: Path) -> None:
    pairs = check_seed(20_250_101, 150, tmp_path)
    low = [f"{case}\n{drawn.lines}" for case, drawn in pairs if drawn.height > case.laid.height]
    assert not low, "\n\n".join(low)
    longer = [
        f"{case}\n{drawn.lines}"
        for case, drawn in pairs
        if len(drawn.lines) > case.laid.line_count and "://" not in str(case)
    ]
    assert not longer, "\n\n".join(longer)
    headlines = [
        (case, drawn) for case, drawn in pairs if case.headline and case.laid.line_count <= MOST_LINES
    ]
    different = [
        f"{case}\n{drawn.lines}"
        for case, drawn in headlines
        if [line.replace(" ", "") for line in case.laid.lines[0]] != list(drawn.lines)
    ]
    assert not different, "\n\n".join(different)
