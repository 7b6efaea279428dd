"""The bytes of any .pptx → `WrittenDeck`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from weakref import finalize

from lxml import etree

from deckgen.templates.foreign import AGAIN, Unreadable
from deckgen.templates.placeholders import P
from deckgen.templates.presentation import DEFAULT_SIZE, slide_size
from deckgen.templates.styles import A
from deckgen.templates.types import R_ID
from deckgen.templates.unpacking import MAX_PACKED, Archive, unpack, unpack_file
from deckgen.written.inheriting import Ancestry, Page, reference_of
from deckgen.written.model import Paint, WrittenDeck, WrittenShape, WrittenSlide
from deckgen.written.package import Package
from deckgen.written.shapes import ShapeReader
from deckgen.written.tables import TableReader

ID_TAG = "DECKGEN_ID"
_MOST_SLIDES = 10_000


def read_deck(deck: Path | bytes | BinaryIO, name: str | None = None) -> WrittenDeck:
    """The deck in a file, or of these bytes; `name` is what findings call it. A large one is not held in memory; a file
    that is given open has to stay so.

    Slides whose parts are missing or damaged are left out; the rules on the package tell of them. Raises Unreadable
    for what is no presentation at all, is hostile, or passes a limit, and OSError for what cannot be read.
    """
    package = Package(_archive(deck))
    return _Reader(package, name or (deck.name if isinstance(deck, Path) else "deck.pptx")).deck()


def _archive(deck: Path | bytes | BinaryIO) -> Archive:
    if isinstance(deck, Path):
        if deck.stat().st_size > MAX_PACKED:
            return _kept_open(deck)
        with deck.open("rb") as file:
            return unpack(file.read(MAX_PACKED + 1))
    if isinstance(deck, bytes):
        return unpack(deck) if len(deck) <= MAX_PACKED else unpack_file(BytesIO(deck))
    return unpack_file(deck)


def _kept_open(path: Path) -> Archive:
    """The parts of a large file, which is closed when nothing reads them any more."""
    with ExitStack() as stack:
        archive = unpack_file(stack.enter_context(path.open("rb")))
        finalize(archive, stack.pop_all().close)
    return archive


class _Reader:
    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        self._name = name
        self._main = package.archive.main_part()
        root = package.root(self._main)
        if root is None or root.tag != f"{P}presentation":
            raise Unreadable("its presentation part is damaged", AGAIN)
        self._root = root
        self._ancestry = Ancestry(package, root)
        styles = next(package.related(self._main, "tableStyles"), "")
        self._tables = TableReader(package.root(styles) if styles else None, styles, self._ancestry.plain)

    def deck(self) -> WrittenDeck:
        width, height = slide_size(self._root) or DEFAULT_SIZE
        slides: list[WrittenSlide] = []
        lost: list[int] = []
        for number, part in enumerate(self._listed(), start=1):
            root = self._package.root(part)
            if root is not None and root.tag == f"{P}sld":
                slides.append(self._slide(number, part, root))
            else:
                lost.append(number)
        return WrittenDeck(
            self._name,
            width,
            height,
            tuple(slides),
            self._package,
            frozenset(self._fonts()),
            self._main,
            tuple(lost),
        )

    def _listed(self) -> Iterator[str]:
        """The slides' parts in order; an entry that leads nowhere, or to a slide that was before, has no part."""
        listed = self._root.find(f"{P}sldIdLst")
        seen: set[str] = set()
        for entry in list(() if listed is None else listed)[:_MOST_SLIDES]:
            found = self._package.target(self._main, entry.get(R_ID))
            part = "" if found is None or found.external or found.target in seen else found.target
            seen.add(part)
            yield part

    def _slide(self, number: int, part: str, root: etree._Element) -> WrittenSlide:
        layout = self._ancestry.page_of(part, "slideLayout")
        shows_behind = root.get("showMasterSp", "1") not in ("0", "false")
        return WrittenSlide(
            number=number,
            part=part,
            layout=layout.name if layout else "",
            hidden=root.get("show", "1") in ("0", "false"),
            id=self._id(part, root),
            read_shapes=partial(self._shapes, part, root, layout),
            read_backdrop=partial(self._backdrop, layout, layout) if layout and shows_behind else tuple,
            read_ground=partial(self._ground, part, root, layout),
            read_notes=partial(_notes, self._package, part),
        )

    def _shapes(self, part: str, root: etree._Element, layout: Page | None) -> tuple[WrittenShape, ...]:
        scheme = self._ancestry.scheme_of(root, layout)
        reader = ShapeReader(part, self._package, self._ancestry, layout, scheme, self._tables)
        return tuple(reader.read(root))

    def _ground(self, part: str, root: etree._Element, layout: Page | None) -> Paint:
        return self._ancestry.ground(root, part, layout, self._ancestry.scheme_of(root, layout))

    def _backdrop(self, page: Page, layout: Page) -> tuple[WrittenShape, ...]:
        """What the slide layout, or its master, draws behind the slide's shapes, in the colours of the layout."""
        if page.part not in self._ancestry.backdrops:
            master = page.master
            scheme = self._ancestry.scheme_of(layout.root, layout)
            reader = ShapeReader(page.part, self._package, self._ancestry, None, scheme, self._tables)
            below = self._backdrop(master, layout) if master and page.shows_master else ()
            self._ancestry.backdrops[page.part] = (*below, *reader.read(page.root, placeholders=False))
        return self._ancestry.backdrops[page.part]

    def _id(self, part: str, root: etree._Element) -> str | None:
        tags = root.find(f"{P}cSld/{P}custDataLst/{P}tags")
        found = None if tags is None else self._package.target(part, tags.get(R_ID))
        listed = None if found is None or found.external else self._package.root(found.target)
        for tag in () if listed is None else listed:
            if tag.get("name") == ID_TAG:
                return tag.get("val")
        return None

    def _fonts(self) -> Iterator[str]:
        """Typefaces that are embedded."""
        for font in self._root.iterfind(f"{P}embeddedFontLst/{P}embeddedFont/{P}font"):
            yield font.get("typeface", "")


def _notes(package: Package, slide: str) -> str:
    """What the notes page of the slide says to the speaker."""
    part = next(package.related(slide, "notesSlide"), None)
    root = package.root(part) if part else None
    tree = None if root is None else root.find(f"{P}cSld/{P}spTree")
    for shape in () if tree is None else tree:
        reference, body = reference_of(shape), shape.find(f"{P}txBody")
        if reference is not None and reference.type == "body" and body is not None:
            return "\n".join(_line(paragraph) for paragraph in body.iterchildren(f"{A}p"))
    return ""


def _line(paragraph: etree._Element) -> str:
    texts = (("\n" if one.tag == f"{A}br" else one.text or "") for one in paragraph.iter(f"{A}t", f"{A}br"))
    return "".join(texts)
