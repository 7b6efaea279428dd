"""Image files → sizes, and pictures as small, upright and clean as the slide needs them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from deckgen.codes import DRAWING_LETTERED, PHOTO_NOT_FOUND, PHOTO_UNREADABLE
from deckgen.diagnostics import BuildStopped, KeyPath, Sink
from deckgen.fit.crops import DPI
from deckgen.fit.drawings import Drawing, read_drawing
from deckgen.fit.encodings import Encodings, FileState, Key
from deckgen.fit.image_files import Unreadable
from deckgen.fit.pictures import EncodedPhoto, encode, upright_size
from deckgen.fit.svg import is_svg
from deckgen.records import dataclass

MOST_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a sound image file."""

    path: Path
    digest: str
    size: tuple[int, int]
    drawing: Drawing | None = None
    """What an SVG file holds; its size is that of its picture."""


class PhotoBook:
    """The report's photos by the names the content gives them. Each file is examined once, when needed."""

    def __init__(
        self,
        find: Callable[[str], Path | None],
        suggest: Callable[[str], str | None] = lambda _: None,
        dpi: int = DPI,
        encodings: Encodings | None = None,
    ) -> None:
        """`find` gives a photo's file, or None; `suggest` the name that could have been meant instead.

        `dpi` is how finely photos are stored: dots to the inch of the slide; `encodings` may be shared by many books.
        """
        self.dpi = dpi
        self._find = find
        self._suggest = suggest
        self._known: dict[str, _Known | Unreadable | None] = {}
        self._encodings = encodings or Encodings()
        self._asked: dict[str, tuple[KeyPath, Sink]] = {}

    def size(self, image: str, origin: KeyPath, sink: Sink) -> tuple[int, int] | None:
        """Width and height of the upright photo in pixels, or None, with a finding, where there is none."""
        match self._look_up(image):
            case None:
                sink.report(PHOTO_NOT_FOUND, f"no image `{image}`", origin, hint=self._hint(image))
                return None
            case Unreadable() as reason:
                sink.report(PHOTO_UNREADABLE, f"`{image}` {reason}", origin, hint=reason.hint)
                return None
            case known:
                if known.drawing and known.drawing.svg.has_text:
                    message = (
                        f"`{image}` sets text in fonts, which may look otherwise or be missing elsewhere"
                    )
                    sink.report(DRAWING_LETTERED, message, origin, hint="turn its texts into outlines")
                self._asked.setdefault(image, (origin, sink))
                return known.size

    def find_size(self, image: str) -> tuple[int, int] | None:
        """The same without a finding."""
        known = self._look_up(image)
        return known.size if isinstance(known, _Known) else None

    def is_drawing(self, image: str) -> bool:
        """Whether it is an SVG: made of shapes, without pixels of its own."""
        known = self._look_up(image)
        return isinstance(known, _Known) and known.drawing is not None

    def encoded(self, image: str, pixels: tuple[int, int]) -> EncodedPhoto:
        """The photo, for which `size` gave an answer, at `pixels` or at its own size if that is less."""
        known, key = self._key(image, pixels)
        found = self._encodings.find(key)
        if found is None:
            found = self._encode(image, known, key[1])
            self._encodings.keep(key, found)
        return found

    def digest(self, image: str, pixels: tuple[int, int]) -> str:
        """The SHA-256 of what `encoded` gives; known also of photos that are no longer held in memory."""
        _, key = self._key(image, pixels)
        return self._encodings.find_digest(key) or self.encoded(image, pixels).digest

    def _key(self, image: str, pixels: tuple[int, int]) -> tuple[_Known, Key]:
        known = self._known.get(image)
        if not isinstance(known, _Known):
            raise ValueError(f"photo {image} was never sized")
        size = known.size if 0 in pixels else (min(pixels[0], known.size[0]), min(pixels[1], known.size[1]))
        return known, (known.digest, size)

    def _look_up(self, image: str) -> _Known | Unreadable | None:
        if image not in self._known:
            self._known[image] = self._examine(image)
        return self._known[image]

    def _examine(self, image: str) -> _Known | Unreadable | None:
        path = self._find(image)
        if path is None:
            return None
        hashes, sizes = self._encodings.hashes, self._encodings.sizes
        try:
            state = _state_of(path)
            if state in hashes:
                return _Known(path, hashes[state], sizes[hashes[state]])
            data = _read(path)
            digest = hashlib.sha256(data).hexdigest()
            if is_svg(data):
                drawing = read_drawing(data)
                return _Known(path, digest, drawing.pixels, drawing)
            if digest not in sizes:
                sizes[digest] = upright_size(data)
            hashes[state] = digest
            return _Known(path, digest, sizes[digest])
        except Unreadable as reason:
            return reason

    def _encode(self, image: str, known: _Known, size: tuple[int, int]) -> EncodedPhoto:
        if known.drawing:
            return replace(encode(known.drawing.png, size, drawn=True), svg=known.drawing.svg.data)
        try:
            data = _read(known.path)
            if hashlib.sha256(data).hexdigest() != known.digest:
                raise Unreadable("changed while the deck was being made")
            return encode(data, size)
        except Unreadable as reason:
            origin, sink = self._asked[image]
            sink.report(PHOTO_UNREADABLE, f"`{image}` {reason}", origin, hint="build again")
            raise BuildStopped from reason

    def _hint(self, image: str) -> str:
        if "://" in image:
            return "nothing is fetched: save the photo as a file and name that"
        close = self._suggest(image)
        return f"did you mean `{close}`?" if close else "put the file there; until then its slot stays open"


def _state_of(path: Path) -> FileState:
    try:
        found = path.stat()
    except OSError:  # the reading says why
        return str(path), -1, 0
    return str(path), found.st_size, found.st_mtime_ns


def _read(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise Unreadable("is not a file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"cannot be read ({error.strerror or error})") from error
    if not data:
        raise Unreadable("is empty")
    if len(data) > MOST_BYTES:
        raise Unreadable(f"is larger than {MOST_BYTES // 1_000_000} MB")
    return data
