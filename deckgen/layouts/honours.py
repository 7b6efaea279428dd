"""Three to eight awards on cards with laurels: the year, what the award is called, who got it and who gave it.

Takes: `honours` only, each a name, or `title`, `by`, `year` and `winner`. Of five or seven the first has a row of
    its own, so let it be the highest.
Holds: three to eight awards a page.
Beyond: more are shared evenly over further pages; one or two, and awards with very long names, become a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from deckgen.content.inline import Run
from deckgen.layouts.bullets import text_page
from deckgen.layouts.model import Award, Layout, Material, Page, Pages, Paragraph, Text
from deckgen.layouts.slots import FRAME, numbered, ways

FEWEST, MOST = 3, 8


def score(material: Material) -> float:
    return 1.0 if material.holds("honours") else 0.0


def pages(material: Material) -> Iterator[Pages]:
    for parts in ways(material.honours, MOST, FEWEST):
        yield tuple(page(material, part) for part in parts)
    yield (listed(material),)


def page(material: Material, awards: Sequence[Award]) -> Page:
    fills = material.frame
    for number, award in enumerate(awards, start=1):
        if award.year:
            fills[f"year-{number}"] = award.year
        fills[f"honour-{number}"] = award.text
    return Page(f"honours-{len(awards)}", fills)


def listed(material: Material) -> Page:
    lines = tuple(line for award in material.honours for line in in_list(award))
    return text_page(material, Text(lines, material.honours[0].text.origin))


def in_list(award: Award) -> Iterator[Paragraph]:
    """The year and the name in bold, and one level below who got it and who gave it."""
    name, *others = award.text.paragraphs
    year = (*award.year.paragraphs[0].runs, Run(" ")) if award.year else ()
    yield replace(name, runs=(*year, *name.runs)).in_bold
    yield from (replace(line, level=1) for line in others)


HONOURS = Layout(
    "honours",
    __doc__,
    {f"honours-{n}": (*FRAME, *numbered(("year", "honour"), n)) for n in range(FEWEST, MOST + 1)},
    pages,
    score,
)
