"""Typeface names in, advance widths out: bundled tables and rules, so no font needs to be installed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, Protocol

from deckgen.fit.scripts import is_east_asian

METRICS = Path(__file__).parent / "metrics"

LINE_HEIGHT = 1.22
"""Ems a line. PowerPoint is reported at 1.2117 em + 0.07 pt, LibreOffice measured at 1.2."""
LINE_EXTRA = 0.1
"""Points a line, on top of LINE_HEIGHT."""

SUBSTITUTE_MARGIN = 1.03
"""Widths guessed from other faces are taken this much wider."""

EMOJI_WIDTH = 1.4
"""Ems; the widest emoji font seen (Segoe UI Emoji) advances 1.37."""

TABLE_NAMES = {
    "liberation-sans": "Arial, Helvetica, Helvetica Neue, Liberation Sans, Arimo",
    "liberation-serif": "Times New Roman, Times, Liberation Serif, Tinos",
    "liberation-mono": "Courier New, Courier, Liberation Mono, Cousine",
    "carlito": "Calibri, Carlito",
    "caladea": "Cambria, Caladea",
    "dejavu-sans": "DejaVu Sans",
    "noto-sans-cjk": "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, Source Han Sans CN,"
    " Source Han Sans, 思源黑体, 思源黑体 CN",
    "noto-serif-cjk": "Noto Serif CJK SC, Noto Serif SC, Source Han Serif SC, Source Han Serif CN,"
    " Source Han Serif, 思源宋体, 思源宋体 CN",
}
"""Table → the typefaces it is exact for: the face itself and those made to the same widths."""

HALF_WIDTH_NAMES = (
    "SimSun, NSimSun, SimHei, KaiTi, KaiTi_GB2312, FangSong, FangSong_GB2312, 宋体, 新宋体, 黑体, 楷体,"
    " 楷体_GB2312, 仿宋, 仿宋_GB2312"
)
"""Typefaces drawn on a half-em grid: every Latin letter and digit is half as wide as a Chinese character."""

RESEMBLED_NAMES = (
    "Microsoft YaHei, Microsoft YaHei UI, Microsoft YaHei Light, 微软雅黑, 微软雅黑 Light, DengXian,"
    " DengXian Light, 等线, 等线 Light, Segoe UI, Segoe UI Semibold, PingFang SC, 苹方, 苹方-简"
)
"""Typefaces without an open twin that are known to be about as wide as RESEMBLING."""
RESEMBLING = ("liberation-sans", "noto-sans-cjk", "carlito")
WIDEST = (*RESEMBLING, "liberation-serif", "dejavu-sans")
"""For a typeface nothing is known of."""

Weight = Literal["regular", "bold"]


def _keys(names: str) -> Iterable[str]:
    return (name.strip().casefold() for name in names.split(","))


TABLE_OF = {key: table for table, names in TABLE_NAMES.items() for key in _keys(names)}
HALF_WIDTH = frozenset(_keys(HALF_WIDTH_NAMES))
RESEMBLED = frozenset(_keys(RESEMBLED_NAMES))
NOTO_CJK = ("noto-sans-cjk", "noto-serif-cjk")


def is_east_asian_face(typeface: str) -> bool:
    """Whether the typeface is made for Chinese, by its name: its lines are higher than those of Latin faces."""
    key = typeface.strip().casefold()
    listed = key in HALF_WIDTH or key in RESEMBLED or TABLE_OF.get(key) in NOTO_CJK
    return (listed and not key.startswith("segoe")) or any(map(is_east_asian, key))


class Advances(dict[str, float]):
    """Character → advance width in ems. What the table lacks follows from what kind of character it is."""

    def __missing__(self, character: str) -> float:
        self[character] = width = width_by_rule(character)
        return width


class WideAdvances(dict[str, float]):
    """Widths within Chinese text, where quotes, dashes and symbols are as wide as an ideograph."""

    def __init__(self, latin: Mapping[str, float]) -> None:
        super().__init__({" ": latin[" "], "\N{NO-BREAK SPACE}": latin[" "]})

    def __missing__(self, character: str) -> float:
        self[character] = width = width_by_rule(character)
        return width


def is_emoji(character: str) -> bool:
    return "\U0001f000" <= character <= "\U0001faff" or "\u2600" <= character <= "\u27bf"


def width_by_rule(character: str) -> float:
    """Ems of a character no table lists: nothing for marks that combine, an em for all else but emoji."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    return EMOJI_WIDTH if is_emoji(character) else 1.0


def half_width_advances() -> Advances:
    """Letters of the Latin script take half an em; all else is as wide as an ideograph."""
    latin = (*range(0x20, 0x7F), 0xA0, *range(0xC0, 0x250))
    return Advances((chr(code), 0.5) for code in latin)


@cache
def read_table(name: str) -> Mapping[Weight, Mapping[str, float]]:
    """The bundled table `name`: weight → character → ems."""
    data = json.loads((METRICS / f"{name}.json").read_text("utf-8"))
    return {weight: dict(_ems(face)) for weight, face in data.items()}


def _ems(face: dict[str, object]) -> Iterable[tuple[str, float]]:
    units, ranges = face["units"], face["widths"]
    assert isinstance(units, int)  # noqa: S101 (what our own table holds)
    assert isinstance(ranges, dict)  # noqa: S101
    for first, widths in ranges.items():
        for offset, width in enumerate(widths):
            if width >= 0:
                yield chr(int(first, 16) + offset), width / units


def widest(tables: Sequence[str], weight: Weight) -> Advances:
    """For every character that all of several faces have, the widest of them plus a margin."""
    faces = [read_table(name)[weight] for name in tables]
    shared = set(faces[0]).intersection(*faces[1:])
    return Advances((each, max(face[each] for face in faces) * SUBSTITUTE_MARGIN) for each in shared)


class Face:
    """One typeface in one weight. `latin` and `east_asian` hold widths in ems by the script of the text."""

    __slots__ = ("east_asian", "latin", "line_extra", "line_height", "name", "substituted")

    def __init__(
        self,
        name: str,
        latin: Mapping[str, float],
        east_asian: Mapping[str, float] | None = None,
        *,
        substituted: bool = False,
        line_height: float = LINE_HEIGHT,
        line_extra: float = LINE_EXTRA,
    ) -> None:
        self.name = name
        self.latin = latin
        self.east_asian = WideAdvances(latin) if east_asian is None else east_asian
        self.substituted = substituted
        """`latin` was not measured on this typeface."""
        self.line_height = line_height
        self.line_extra = line_extra


class Fonts(Protocol):
    """Where measuring gets its faces from. Those that are equal have the same faces: what was set with one is not set
    again with the other."""

    def face(self, typeface: str, bold: bool) -> Face: ...

    def note(self, guessed: Iterable[str]) -> None:
        """Remember typefaces whose real widths are unknown and that a text was measured with."""

    def __hash__(self) -> int: ...


class FontBook:
    """The faces that bundled tables and rules describe, as one deck uses them."""

    def __init__(self, substitutes: Mapping[str, str] | None = None) -> None:
        """`substitutes` are typefaces whose widths are unknown, with those that are as wide."""
        self._substitutes = {name.casefold(): other for name, other in (substitutes or {}).items()}
        self._hash = hash(tuple(sorted(self._substitutes.items())))
        self._guessed: dict[str, None] = {}

    def face(self, typeface: str, bold: bool) -> Face:
        """The face for `typeface`, in English or Chinese spelling; one is made up where it is unknown."""
        known = self._substitutes.get(typeface.casefold(), typeface) if self._substitutes else typeface
        return shared_face(known, bold)

    def note(self, guessed: Iterable[str]) -> None:
        self._guessed.update(dict.fromkeys(guessed))

    @property
    def substituted(self) -> tuple[str, ...]:
        """Typefaces whose real widths are unknown and that some text was measured with, in order of use."""
        return tuple(self._guessed)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FontBook) and self._substitutes == other._substitutes

    def __hash__(self) -> int:
        return self._hash


@lru_cache(maxsize=64)
def shared_face(typeface: str, bold: bool) -> Face:
    """The face, made once for all decks."""
    return make_face(typeface, "bold" if bold else "regular")


def make_face(typeface: str, weight: Weight) -> Face:
    key = typeface.strip().casefold()
    if key in TABLE_OF:
        return Face(typeface, Advances(read_table(TABLE_OF[key])[weight]))
    if key in HALF_WIDTH:
        return Face(typeface, half_width_advances())
    return Face(typeface, widest(RESEMBLING if key in RESEMBLED else WIDEST, weight), substituted=True)
