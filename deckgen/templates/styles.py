"""Text styles of a placeholder, resolved: slide layout, then master, then the presentation's defaults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.model import LevelStyle

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FILLS = ("noFill", "solidFill", "gradFill", "blipFill", "pattFill", "grpFill")
"""Every element that says how a shape or text is filled."""
LEVELS = 9
DEFAULT_POINTS = 18.0

Level = dict[str, str]
"""What one level says itself, as written: `marL`, `sz`, `lnSpc` …"""

Levels = tuple[Level, ...]
NOTHING: Levels = tuple({} for _ in range(LEVELS))

TRUE = ("1", "true", "on")
"""What an attribute says that is on."""


@dataclass(frozen=True, slots=True, eq=False)
class ThemeFonts:
    """The typefaces behind `+mn-lt` and its like; also remembers the styles they went into."""

    names: Mapping[str, str]
    styles: dict[frozenset[tuple[str, str]], LevelStyle] = field(default_factory=dict)

    def resolve(self, typeface: str, fallback: str) -> str:
        if not typeface.startswith("+"):
            return typeface or self.names.get(fallback, "")
        return self.names.get(typeface) or self.names.get(fallback, "")


def theme_fonts(theme: etree._Element) -> ThemeFonts:
    """Where a theme leaves the East Asian typeface open, its entry for simplified Chinese counts."""
    names = {}
    for prefix, group in (("+mj", "majorFont"), ("+mn", "minorFont")):
        fonts = theme.find(f".//{A}{group}")
        latin = _typeface(fonts, "latin")
        scripts = (
            {}
            if fonts is None
            else {one.get("script"): one.get("typeface", "") for one in fonts.iter(f"{A}font")}
        )
        names[f"{prefix}-lt"] = latin
        names[f"{prefix}-ea"] = _typeface(fonts, "ea") or scripts.get("Hans", "") or latin
        names[f"{prefix}-cs"] = _typeface(fonts, "cs") or latin
    return ThemeFonts(names)


def read_levels(styles: etree._Element | None) -> Levels:
    """What a list of level styles (`a:lstStyle`, `p:bodyStyle` …) says."""
    if styles is None or len(styles) == 0:
        return NOTHING
    default = styles.find(f"{A}defPPr")
    common = {} if default is None else read_level(default)
    found = {element.tag: element for element in styles}
    levels = (found.get(f"{A}lvl{number}pPr") for number in range(1, LEVELS + 1))
    return tuple(common if level is None else common | read_level(level) for level in levels)


def read_level(element: etree._Element) -> Level:
    level = _said(element, ("marL", "indent", "algn", "rtl"))
    for child in element:
        match str(child.tag).removeprefix(A):
            case "lnSpc" | "spcBef" | "spcAft" as name if len(child):
                kind = "%" if child[0].tag == f"{A}spcPct" else "pt"
                level[name] = child[0].get("val", "") + kind
            case "buNone":
                level["bullet"] = ""
            case "buChar":
                level["bullet"] = child.get("char", "•")
            case "buAutoNum":
                level["bullet"] = "1."
            case "buBlip":
                level["bullet"] = "•"
            case "defRPr":
                level |= _said(child, ("sz", "b", "cap", "spc"))
                if (colour := child.find(f"{A}solidFill")) is not None:
                    scheme = colour.find(f"{A}schemeClr")
                    level["colour"] = "" if scheme is None else scheme.get("val", "")
                level |= {kind: face for kind in ("latin", "ea") if (face := _typeface(child, kind))}
    return level


def _said(element: etree._Element, keys: Iterable[str]) -> Level:
    return {key: value for key in keys if (value := element.get(key)) is not None}


def overlay(base: Levels, above: Levels) -> Levels:
    """`above` where it says something, `base` elsewhere."""
    if above is NOTHING:
        return base
    return tuple(low | high for low, high in zip(base, above, strict=True))


def resolve(levels: Levels, fonts: ThemeFonts) -> tuple[LevelStyle, ...]:
    return tuple(_level_style(level, fonts) for level in levels)


def _level_style(level: Level, fonts: ThemeFonts) -> LevelStyle:
    # A template has thousands of levels, and a few dozen different ones.
    known = frozenset(level.items())
    if known not in fonts.styles:
        fonts.styles[known] = _resolved(level, fonts)
    return fonts.styles[known]


def _resolved(level: Level, fonts: ThemeFonts) -> LevelStyle:
    points = whole(level.get("sz"), 0) / 100 or DEFAULT_POINTS
    spacing, fraction = _amount(level.get("lnSpc"))
    return LevelStyle(
        points=points,
        bold=level.get("b") in TRUE,
        latin=fonts.resolve(level.get("latin", ""), "+mn-lt"),
        east_asian=fonts.resolve(level.get("ea", ""), "+mn-ea"),
        margin_left=whole(level.get("marL"), 0),
        indent=whole(level.get("indent"), 0),
        line_spacing=1.0 if fraction is None else fraction,
        line_points=spacing,
        space_before=_points(level.get("spcBef"), points),
        space_after=_points(level.get("spcAft"), points),
        bullet=level.get("bullet") or None,
        align=level.get("algn", "l"),
        capitals=level.get("cap") in ("all", "small"),
        tracking=max(0, whole(level.get("spc"), 0)) / 100,
        colour=level.get("colour", ""),
        rtl=level.get("rtl") in TRUE,
    )


def _amount(spacing: str | None) -> tuple[float | None, float | None]:
    """Points, or a fraction, or neither."""
    if not spacing:
        return None, None
    if spacing.endswith("%"):
        return None, whole(spacing[:-1].rstrip("%"), 100_000) / 100_000
    return whole(spacing[:-2], 0) / 100 or None, None


def _points(spacing: str | None, size: float) -> float:
    points, fraction = _amount(spacing)
    return points or (fraction or 0.0) * size


def whole(text: str | None, default: int) -> int:
    """A number from an attribute; `default` for what is none, or is beyond any slide."""
    try:
        number = int(text or "")
    except ValueError:
        return default
    return number if abs(number) < 2**31 else default


def _typeface(parent: etree._Element | None, kind: str) -> str:
    element = None if parent is None else parent.find(f"{A}{kind}")
    return "" if element is None else element.get("typeface", "")


def first_said(attribute: str, elements: Sequence[etree._Element | None], default: str) -> str:
    """The value of the first element that has the attribute."""
    return next(
        (value for element in elements if element is not None and (value := element.get(attribute))), default
    )
