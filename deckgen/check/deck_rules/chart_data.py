"""The values that a chart has stored are numbers, and its workbook can be opened.

A chart is drawn from values stored in it; the workbook behind it is for editing. Scripts store what is no number (None,
nan), number two series alike, or ask for labels where the kind of chart has none: PowerPoint offers a repair, or shows
the chart empty.

    <c:v>nan</c:v>                              # error: chart-data-faulty
    the workbook was not copied along           # error: workbook-damaged
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import CHART_DATA_FAULTY, WORKBOOK_DAMAGED
from deckgen.diagnostics import Sink
from deckgen.patterns import regex
from deckgen.written.charts import C
from deckgen.written.model import WrittenShape, WrittenSlide
from deckgen.written.relating import KINDS

_NUMBER = regex(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*|#[A-Z/0!?]+|\s*")
_IN_STACKS = ("ctr", "inBase", "inEnd")
_ZIP, _COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report charts that PowerPoint could not draw or edit."""
    package = subject.deck.package
    for slide in subject.deck.slides:
        for part in package.related(slide.part, "chart"):
            root = package.root(part)
            if root is None or root.tag != KINDS["chart"].root:
                continue
            shape = _shape_of(slide, part)
            for message in _faults(root):
                sink.report(CHART_DATA_FAULTY, message, subject.spot(slide, shape))
            _check_workbook(subject, slide, shape, part, sink)


def _shape_of(slide: WrittenSlide, part: str) -> WrittenShape | None:
    charts = (shape for shape in slide.shapes if shape.kind == "chart")
    return next((shape for shape in charts if shape.chart and shape.chart.part == part), None)


def _faults(root: etree._Element) -> Iterator[str]:
    for cache in root.iter(f"{C}numCache", f"{C}numLit"):
        yield from _cache_faults(cache)
    numbers = Counter(
        one.get("val") for series in root.iter(f"{C}ser") for one in series.iterchildren(f"{C}idx")
    )
    for number, times in numbers.items():
        if times > 1:
            yield f"{times} of its series are number {number}"
    for group in root.iter(f"{C}barChart", f"{C}areaChart"):
        places = [one.get("val") for one in group.iter(f"{C}dLblPos")]
        stacked = group.find(f"{C}grouping")
        is_stack = stacked is not None and stacked.get("val") in ("stacked", "percentStacked")
        if group.tag == f"{C}areaChart" and places:
            yield "areas have no places for labels to choose from"
        elif is_stack and any(place not in _IN_STACKS for place in places):
            yield "labels cannot stand outside stacked bars"


def _cache_faults(cache: etree._Element) -> Iterator[str]:
    said = cache.find(f"{C}ptCount")
    count = "" if said is None else said.get("val", "")
    seen: set[str] = set()
    for point in cache.iterchildren(f"{C}pt"):
        place = point.get("idx", "")
        value = point.findtext(f"{C}v") or ""
        if not _NUMBER.fullmatch(value):
            yield f"`{value[:40]}` stands where a number should"
        if place in seen:
            yield f"two of its points are number {place}"
        elif place.isdecimal() and count.isdecimal() and int(place[:9]) >= int(count[:9]):
            yield f"point {place} is beyond the {count} that it says it has"
        seen.add(place)


def _check_workbook(
    subject: DeckSubject, slide: WrittenSlide, shape: WrittenShape | None, part: str, sink: Sink
) -> None:
    for book in subject.deck.package.related(part, "package"):
        start = subject.deck.package.start(book, 8)
        if not start.startswith((_ZIP, _COMPOUND)):
            message = "the workbook behind the chart is none"
            sink.report(WORKBOOK_DAMAGED, message, subject.spot(slide, shape))


RULE = DeckRule((CHART_DATA_FAULTY, WORKBOOK_DAMAGED), check, __doc__)
