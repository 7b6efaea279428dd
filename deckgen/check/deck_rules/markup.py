"""What the slides' XML says can be drawn as it stands.

The format wants whole numbers for places and sizes, six hexadecimal digits for colours, a paragraph in every text body,
a cell for every column of a table. Programs that write decks break this now and then; LibreOffice draws such slides,
PowerPoint offers a repair.

    <a:off x="12.5" y="0"/>                     # error: number-faulty
    a table row with four cells for five columns   # error: table-ragged
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import NOTES_UNLINKED, NUMBER_FAULTY, TABLE_RAGGED, TEXT_BODY_EMPTY
from deckgen.diagnostics import Sink, Spot
from deckgen.patterns import regex
from deckgen.templates.placeholders import P
from deckgen.templates.styles import A, whole
from deckgen.written.model import WrittenSlide

_WHOLE = regex(r"[+-]?[0-9]{1,18}")
_MEASURE = regex(r"[+-]?[0-9]{1,18}(?:\.[0-9]+(?:mm|cm|in|pt|pc|pi))?|[+-]?[0-9]+(?:mm|cm|in|pt|pc|pi)")
"""Newer files may give lengths with units."""

_COLOUR = regex("[0-9A-Fa-f]{6}")
_LENGTHS = {"off": ("x", "y"), "ext": ("cx", "cy"), "chOff": ("x", "y"), "chExt": ("cx", "cy")}
_SIZES = (f"{A}rPr", f"{A}defRPr", f"{A}endParaRPr")
_TOLD = frozenset([*(f"{A}{name}" for name in _LENGTHS), f"{A}srgbClr"])
_TRUE = ("1", "true")


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report what PowerPoint cannot read, slide by slide."""
    for slide in subject.deck.slides:
        root = subject.deck.package.root(slide.part)
        if root is None:
            continue
        for element, message in _faulty_numbers(root):
            sink.report(NUMBER_FAULTY, message, spot_of(subject, slide, element))
        for body in root.iter(f"{P}txBody", f"{A}txBody"):
            if body.find(f"{A}p") is None:
                sink.report(TEXT_BODY_EMPTY, "a text has no paragraph", spot_of(subject, slide, body))
        for table in root.iter(f"{A}tbl"):
            for message in _table_faults(table):
                sink.report(TABLE_RAGGED, message, spot_of(subject, slide, table))
        _check_notes(subject, slide, sink)


def spot_of(subject: DeckSubject, slide: WrittenSlide, element: etree._Element) -> Spot:
    """The shape that the element is in."""
    for above in (element, *element.iterancestors()):
        if above.getparent() is not None and etree.QName(above.getparent()).localname in ("spTree", "grpSp"):
            described = next(above.iter(f"{P}cNvPr"), None)
            id_ = whole(None if described is None else described.get("id"), 0)
            shape = next((one for one in slide.shapes if one.id == id_), None)
            return subject.spot(slide, shape)
    return subject.spot(slide)


def is_told(element: etree._Element, kind: str) -> bool:
    """Whether this rule tells of what `element` says amiss (`kind` is `value`), so that others need not."""
    if kind != "value":
        return False
    size = element.get("sz")
    return element.tag in _TOLD or (element.tag in _SIZES and size is not None and not _is_size(size))


def _is_size(given: str) -> bool:
    return _WHOLE.fullmatch(given) is not None and 100 <= int(given) <= 400_000


def _faulty_numbers(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for name, attributes in _LENGTHS.items():
        for element in root.iter(f"{A}{name}"):
            for attribute in attributes:
                given = element.get(attribute)
                negative = given is not None and given.startswith("-") and name in ("ext", "chExt")
                if given is not None and (negative or not _MEASURE.fullmatch(given)):
                    yield element, f"`{given}` is no length ({name} {attribute})"
    for element in root.iter(*_SIZES):
        given = element.get("sz")
        if given is not None and not _is_size(given):
            yield element, f"`{given}` is no size of text: hundredths of a point, from 100 to 400000"
    for element in root.iter(f"{A}srgbClr"):
        given = element.get("val", "")
        if not _COLOUR.fullmatch(given):
            yield element, f"`{given}` is no colour: six hexadecimal digits"


def _table_faults(table: etree._Element) -> Iterator[str]:
    columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
    rows = [row.findall(f"{A}tc") for row in table.iterchildren(f"{A}tr")]
    if not columns or not rows:
        yield f"the table has {columns} columns and {len(rows)} rows"
        return
    uneven = [number for number, cells in enumerate(rows) if len(cells) != columns]
    if uneven:
        more = f", and so have {len(uneven) - 1} more rows not one for each" if len(uneven) > 1 else ""
        yield f"row {uneven[0] + 1} has {len(rows[uneven[0]])} cells for {columns} columns{more}"
        return
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            across, down = whole(cell.get("gridSpan"), 1), whole(cell.get("rowSpan"), 1)
            place = f"row {number + 1}, column {column + 1}"
            if column + across > columns or number + down > len(rows):
                yield f"the cell in {place} reaches out of the table"
            elif any(one.get("hMerge") not in _TRUE for one in cells[column + 1 : column + across]):
                yield f"the cell in {place} is merged with cells that do not say so"


def _check_notes(subject: DeckSubject, slide: WrittenSlide, sink: Sink) -> None:
    package = subject.deck.package
    pages = list(package.related(slide.part, "notesSlide"))
    if len(pages) > 1:
        sink.report(NOTES_UNLINKED, f"the slide has {len(pages)} notes pages", subject.spot(slide))
    for page in pages:
        if not any(True for _ in package.related(page, "notesMaster")):
            sink.report(NOTES_UNLINKED, "its notes page has no notes master", subject.spot(slide))
        back = list(package.related(page, "slide"))
        if back and back != [slide.part]:
            sink.report(NOTES_UNLINKED, "its notes page belongs to another slide", subject.spot(slide))


RULE = DeckRule((NUMBER_FAULTY, TEXT_BODY_EMPTY, TABLE_RAGGED, NOTES_UNLINKED), check, __doc__)
