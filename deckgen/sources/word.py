"""The bytes of a .docx file → its text as a reader sees it with all changes accepted.

What was inserted counts, what was deleted or moved away does not; neither do comments, hidden text, and the page
numbers that Word fills in. Paragraphs, cells and notes are texts of their own, named by their place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from deckgen.sources.model import BREAK, MAX_TEXT, SourceText, SourceUnreadable
from deckgen.sources.word_runs import Runs, attribute_of, name_of
from deckgen.templates.foreign import Unreadable
from deckgen.templates.types import OFFICE_DOCUMENT
from deckgen.templates.unpacking import Archive, unpack

AGAIN = "save it again in Word"
_NOTES = {"footnote": "footnotes", "endnote": "endnotes"}
_EDGES = ("header", "footer")
_OWN_NOTES = ("separator", "continuationSeparator", "continuationNotice")


def read_word(data: bytes, file: str) -> SourceText:
    """The text of the document. Raises SourceUnreadable."""
    try:
        return _Document(unpack(data)).read(file)
    except Unreadable as fault:
        message = fault.message if "PowerPoint" not in fault.message else "it is damaged, or no Word file"
        hint = fault.hint if fault.hint and "PowerPoint" not in fault.hint else AGAIN
        if "password" in message:
            hint = "save it without password"
        raise SourceUnreadable(message, hint) from None


class _Document:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._length = 0
        self._pieces: list[str] = []
        self._places: list[tuple[int, str]] = []

    def read(self, file: str) -> SourceText:
        main = next((one for one in self._archive.relationships("/") if one.type == OFFICE_DOCUMENT), None)
        if main is None or main.external or "word" not in (self._archive.find_type(main.target) or ""):
            raise SourceUnreadable("it is an Office file, but no Word document")
        self._read_main(main.target)
        for name, part in _NOTES.items():
            for target in self._related(main.target, part):
                self._read_notes(target, name)
        for name in _EDGES:
            for target in dict.fromkeys(self._related(main.target, name)):
                self._read_blocks(self._archive.parse(target), name)
        text = "".join(self._pieces)
        if not text.strip(BREAK + " \t\n"):
            raise SourceUnreadable("it has no text: whatever it shows are pictures")
        return SourceText(file, text, tuple(self._places))

    def _related(self, source: str, kind: str) -> list[str]:
        found = self._archive.relationships(source)
        return [one.target for one in found if one.type.endswith(f"/{kind}") and not one.external]

    def _read_main(self, name: str) -> None:
        body = self._archive.parse(name).find("{*}body")
        if body is None:
            raise SourceUnreadable("it is a Word file without a text", AGAIN)
        self._read_blocks(body, "")

    def _read_notes(self, name: str, kind: str) -> None:
        number = 0
        for note in self._archive.parse(name):
            if name_of(note) == kind and attribute_of(note, "type") not in _OWN_NOTES:
                number += 1
                self._read_blocks(note, f"{kind} {number}")

    def _read_blocks(self, parent: etree._Element, place: str) -> None:
        """`place` is the name of a note or the like; the body's own paragraphs and tables are counted."""
        runs, paragraphs, tables = Runs(), 0, 0
        for block in _blocks(parent):
            if name_of(block) == "p":
                paragraphs += 1
                self._add(runs, block, place or f"paragraph {paragraphs}")
            else:
                tables += 1
                self._read_table(runs, block, place or f"table {tables}")

    def _read_table(self, runs: Runs, table: etree._Element, place: str) -> None:
        for number, row in enumerate(_rows(table), 1):
            for cell in _cells(row):
                for block in _blocks(cell):
                    self._read_block(runs, block, f"{place}, row {number}")

    def _read_block(self, runs: Runs, block: etree._Element, place: str) -> None:
        if name_of(block) == "p":
            self._add(runs, block, place)
        else:
            self._read_table(runs, block, place)

    def _add(self, runs: Runs, paragraph: etree._Element, place: str) -> None:
        boxes: list[etree._Element] = []
        text = runs.text_of(paragraph, boxes)
        if text:
            self._places.append((self._length, place))
            end = "" if _mark_is_gone(paragraph) else BREAK
            self._pieces.append(text + end)
            self._length += len(text) + len(end)
        if self._length > MAX_TEXT:
            raise SourceUnreadable(f"it has more than {MAX_TEXT:,} characters")
        for box in boxes:
            for block in _blocks(box):
                self._read_block(Runs(), block, place)


_WRAPPED = ("sdt", "sdtContent", "customXml")
_INSERTED = (*_WRAPPED, "ins")


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and tables in order, those in content controls and insertions among them."""
    return _within(parent, ("p", "tbl"), (*_INSERTED, "moveTo", "AlternateContent", "Choice"))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return (row for row in _within(table, ("tr",), _INSERTED) if row.find("{*}trPr/{*}del") is None)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in _within(row, ("tc",), _WRAPPED) if cell.find("{*}tcPr/{*}cellDel") is None)


def _within(
    parent: etree._Element, wanted: Sequence[str], wrappers: Sequence[str]
) -> Iterator[etree._Element]:
    """The children of these names, and those in wrappers, however deep."""
    for child in parent:
        name = name_of(child)
        if name in wanted:
            yield child
        elif name in wrappers:
            yield from _within(child, wanted, wrappers)


def _mark_is_gone(paragraph: etree._Element) -> bool:
    """Whether the paragraph's end was deleted, so that the next one goes on with its sentence."""
    return paragraph.find("{*}pPr/{*}rPr/{*}del") is not None
