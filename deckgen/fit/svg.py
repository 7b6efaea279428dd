"""The bytes of an SVG file, which may be hostile → the same drawing, still and complete in itself, and its size.

What is known to be harmless is written anew; scripts, comments, metadata and animation are left out. What cannot
be left out without changing the drawing (another file it refers to, a bitmap, an entity) is a reason to refuse it.
"""

from __future__ import annotations

import math
import re
from typing import NoReturn

from deckgen.fit.image_files import Unreadable
from deckgen.patterns import regex
from deckgen.records import dataclass

MOST_BYTES = 4_000_000
MOST_ELEMENTS = 50_000
DEEPEST = 100

SVG, XLINK, XML = (
    "http://www.w3.org/2000/svg",
    "http://www.w3.org/1999/xlink",
    "http://www.w3.org/XML/1998/namespace",
)
_KEPT = frozenset(
    """
    svg g a defs symbol use switch path rect circle ellipse line polyline polygon text tspan textPath
    linearGradient radialGradient stop clipPath mask pattern marker style title desc
    """.split()  # noqa: SIM905
)
_REFUSED = {
    "image": "holds a bitmap: use that picture itself",
    "feImage": "holds a bitmap: use that picture itself",
    "foreignObject": "holds a part of a web page: save it as plain SVG",
}
"""What would be missed, and what to do about it. Everything else that is not kept goes unseen."""
_START = regex(
    rb"\s*(<\?xml[^>]*>\s*)?((<!--.*?-->|<!DOCTYPE[^>\[]*(\[[^\]]*\])?>)\s*)*<(\w+:)?svg[\s>]", re.S
)
_ADDRESS = regex(r"url\(\s*([\"']?)(.*?)\1\s*\)", re.S | re.I)
_COMMENT = regex(r"/\*.*?\*/", re.S)
_FILTER = regex(r"(^|[;{\s])filter\s*:[^;}]*", re.I)
_LENGTH = regex(r"\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|)\s*", re.I)
_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_VALUE = _TEXT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})
_HINT = "save it as plain SVG, without links and with texts as outlines"


@dataclass(frozen=True, slots=True)
class CleanSvg:
    """An SVG without anything that acts or refers to elsewhere. `size` is its width and height in pixels."""

    data: bytes
    size: tuple[float, float]
    has_text: bool
    """Whether it sets words in fonts, which are another machine's."""


def is_svg(data: bytes) -> bool:
    """Whether a file begins as an SVG does, in UTF-8 or UTF-16."""
    start = data[:4096]
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.decode("utf-16", "ignore").encode()
    return _START.match(start.removeprefix(b"\xef\xbb\xbf")) is not None


def read_svg(data: bytes) -> CleanSvg:
    """The drawing in `data`. Raises `Unreadable` where there is none, or none that is safe to hand on."""
    if len(data) > MOST_BYTES:
        raise Unreadable(f"is an SVG of more than {MOST_BYTES // 1_000_000} MB", "simplify it")
    return _Cleaner().clean(data)


class _Cleaner:
    """Writes the harmless part of what expat reads."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._depth = self._count = 0
        self._skipped: int | None = None
        """The depth of the element that is left out with all that is in it."""
        self._style: list[str] | None = None
        self._size: tuple[float, float] | None = None
        self._has_text = False

    def clean(self, data: bytes) -> CleanSvg:
        from xml.parsers import expat

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = lambda *_: _refuse("declares entities")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise Unreadable(f"is no well-formed SVG (line {error.lineno})", _HINT) from error
        except (ValueError, LookupError) as error:  # an encoding nobody knows
            raise Unreadable("is no well-formed SVG", _HINT) from error
        if self._size is None:
            _refuse("does not say how large it is", "save it with width and height, or a viewBox")
        return CleanSvg("".join(self._out).encode(), self._size, self._has_text)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, has_subset: int) -> None:
        if has_subset:  # where entities are declared; without it a document type does nothing
            _refuse("declares entities")

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > DEEPEST or self._count > MOST_ELEMENTS:
            _refuse("is too intricate", "simplify it")
        space, _, name = qualified.rpartition(" ")
        if self._skipped is not None:
            return
        if space == SVG and name in _REFUSED:
            reason, hint = _REFUSED[name].split(": ")
            _refuse(reason, hint)
        if space != SVG or name not in _KEPT:
            self._skipped = self._depth
            return
        kept = dict(self._attributes(name, attributes))
        if self._depth == 1:
            self._size = _size(kept)
            kept = {"xmlns": SVG, "xmlns:xlink": XLINK, "viewBox": "0 0 {:g} {:g}".format(*self._size)} | kept
            kept |= {"width": f"{self._size[0]:g}", "height": f"{self._size[1]:g}"}
        self._has_text = self._has_text or name == "text"
        if name == "style":
            self._style = []
        written = "".join(f' {key}="{value.translate(_VALUE)}"' for key, value in kept.items())
        self._out.append(f"<{_renamed(name)}{written}>")

    def _end(self, qualified: str) -> None:
        if self._skipped is None:
            name = qualified.rpartition(" ")[2]
            if name == "style" and self._style is not None:
                self._out.append(_harmless("".join(self._style)).translate(_TEXT))
                self._style = None
            self._out.append(f"</{_renamed(name)}>")
        elif self._skipped == self._depth:
            self._skipped = None
        self._depth -= 1

    def _characters(self, text: str) -> None:
        if self._skipped is not None:
            return
        if self._style is not None:
            self._style.append(text)
        else:
            self._out.append(text.translate(_TEXT))

    def _attributes(self, element: str, attributes: dict[str, str]) -> list[tuple[str, str]]:
        kept = []
        for qualified, value in attributes.items():
            space, _, name = qualified.rpartition(" ")
            if name == "href" and space in ("", XLINK):
                if element != "a":  # a link is no part of the drawing
                    kept.append(("xlink:href", _inner(value)))
            elif space == XML and name == "space":
                kept.append(("xml:space", value))
            elif not space and name != "filter" and not name.lower().startswith(("on", "data-")):
                kept.append((name, _harmless(value)))
        return kept


def _renamed(name: str) -> str:
    return "g" if name == "a" else name


def _inner(address: str) -> str:
    """An address, which must lead to a place in the same drawing."""
    if not address.strip().startswith("#"):
        _refuse(f"refers to something outside it, `{address.strip()[:60]}`")
    return address.strip()


def _harmless(value: str) -> str:
    """An attribute's value or a style sheet without comments and filters, referring to nothing outside."""
    plain = _FILTER.sub(r"\1", _COMMENT.sub("", value))
    if "@import" in plain.lower() or ("\\" in plain and re.search("[(@]", plain)):
        _refuse("refers to something outside it")
    for found in _ADDRESS.finditer(plain):
        _inner(found[2])
    if plain.lower().count("url(") != len(_ADDRESS.findall(plain)):
        _refuse("refers to something outside it")
    return plain


def _size(attributes: dict[str, str]) -> tuple[float, float]:
    """Width and height in pixels, by themselves or by the viewBox."""
    width, height = (_pixels(attributes.get(key, "")) for key in ("width", "height"))
    box = [_number(part) for part in re.split(r"[\s,]+", attributes.get("viewBox", "").strip())]
    if len(box) == 4 and min(box[2:]) > 0:
        ratio = box[2] / box[3]
        width, height = width or height * ratio, height or width / ratio
        width, height = width or box[2], height or box[3]
    elif "viewBox" in attributes:
        del attributes["viewBox"]
    if not (0 < width < 1e6 and 0 < height < 1e6 and 0.01 <= width / height <= 100):
        _refuse("does not say how large it is", "save it with width and height, or a viewBox")
    return width, height


def _pixels(length: str) -> float:
    """0 where the length says nothing by itself, as percentages do."""
    found = _LENGTH.fullmatch(length)
    return _number(found[1]) * _PIXELS[found[2].lower()] if found else 0.0


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0


def _refuse(reason: str, hint: str = _HINT) -> NoReturn:
    raise Unreadable(reason, hint)
