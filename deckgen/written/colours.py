"""Colours and fills of a written file → RRGGBB with opacity, as the slide's colour map and theme make them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import field

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.styles import A, ThemeFonts, whole
from deckgen.templates.types import OFFICE
from deckgen.written.model import NOTHING, Colour, Paint
from deckgen.written.package import Package

EMBED = f"{{{OFFICE}}}embed"
_KINDS = frozenset(
    f"{A}{name}" for name in ("srgbClr", "schemeClr", "sysClr", "prstClr", "scrgbClr", "hslClr")
)
_RECOLOURING = frozenset(
    f"{A}{name}" for name in ("duotone", "clrChange", "lum", "biLevel", "grayscl", "tint", "hsl", "clrRepl")
)
_WHOLE = 100_000
_SYSTEM = {"window": "FFFFFF", "windowText": "000000"}
_PRESET = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF",
    "yellow": "FFFF00", "gray": "808080", "grey": "808080", "silver": "C0C0C0", "maroon": "800000",
    "navy": "000080", "purple": "800080", "orange": "FFA500", "lime": "00FF00", "aqua": "00FFFF",
    "cyan": "00FFFF", "teal": "008080", "olive": "808000", "magenta": "FF00FF", "fuchsia": "FF00FF",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scheme:
    """What theme references mean on slides of one master, or one with a colour map of its own."""

    colours: Mapping[str, str]
    """Theme slots and mapped names (`bg1`, `accent1`) → RRGGBB."""
    fonts: ThemeFonts
    theme: etree._Element
    theme_part: str
    package: Package
    known: dict[tuple[str, str], Colour | None] = field(default_factory=dict)
    """Colours that were resolved before: a deck has thousands, and a few dozen different ones."""

    @property
    def dark(self) -> Colour | None:
        """The colour of text that nobody gives one."""
        return self.named("tx1")

    def named(self, slot: str) -> Colour | None:
        """The colour of a theme slot."""
        code = self.colours.get(slot)
        return Colour(code) if code else None

    def find_colour(self, holder: etree._Element, base: Colour | None = None) -> Colour | None:
        """The colour that the holder (`a:solidFill`, `a:gs`, `a:fontRef` …) has inside; `base` stands for phClr."""
        for element in holder:
            if element.tag in _KINDS:
                if base is not None:
                    return self._resolved(element, base)
                if not len(element) and (name := element.get("val")):
                    known = (element.tag, name)
                    if known not in self.known:
                        self.known[known] = self._resolved(element, None)
                    return self.known[known]
                return self._resolved(element, None)
        return None

    def _resolved(self, element: etree._Element, base: Colour | None) -> Colour | None:
        if base is not None and element.tag == f"{A}schemeClr" and element.get("val") == "phClr":
            return _changed(base, element)
        code = self._code_of(element)
        try:
            int(code, 16)
        except ValueError:
            return None
        return _changed(Colour(code.upper()), element) if len(code) == 6 else None

    def _code_of(self, element: etree._Element) -> str:
        """RRGGBB before all changes; anything else where the file does not say."""
        value = element.get("val", "")
        match element.tag.rpartition("}")[2]:
            case "schemeClr":
                return self.colours.get(value, "")
            case "sysClr":
                return element.get("lastClr", "") or _SYSTEM.get(value, "")
            case "prstClr":
                return _PRESET.get(value, "")
            case "scrgbClr":
                return _code(_from_linear(_part(element.get(side))) for side in "rgb")
            case "hslClr":
                hue = whole(element.get("hue"), 0) / 21_600_000
                return _code(hls_to_rgb(hue % 1, _part(element.get("lum")), _part(element.get("sat"))))
        return value

    def find_paint(
        self, holder: Iterable[etree._Element] | None, part: str, base: Colour | None = None
    ) -> Paint | None:
        """The fill among the children of `holder`, which stands in `part`; None where there is none."""
        for element in () if holder is None else holder:
            match element.tag.rpartition("}")[2] if isinstance(element.tag, str) else "":
                case "noFill":
                    return NOTHING
                case "solidFill":
                    colour = self.find_colour(element, base)
                    return Paint((colour,)) if colour else None
                case "gradFill":
                    return self._gradient(element, base)
                case "pattFill":
                    sides = (element.find(f"{A}{side}") for side in ("fgClr", "bgClr"))
                    found = (self.find_colour(side, base) for side in sides if side is not None)
                    return Paint(tuple(colour for colour in found if colour))
                case "blipFill":
                    return self.picture_of(element, part)
        return None

    def _gradient(self, fill: etree._Element, base: Colour | None) -> Paint:
        found = [(_part(stop.get("pos")), self.find_colour(stop, base)) for stop in fill.iter(f"{A}gs")]
        known = sorted(((at, colour) for at, colour in found if colour), key=lambda one: one[0])
        colours = tuple(colour for _, colour in known)
        line = fill.find(f"{A}lin")
        if line is None or not known:
            return Paint(colours)
        angle = whole(line.get("ang"), 0) / 60_000
        return Paint(colours, stops=tuple(at for at, _ in known), angle=angle)

    def picture_of(self, fill: etree._Element, part: str) -> Paint:
        """The picture that a `blipFill` of `part` shows."""
        blip = fill.find(f"{A}blip")
        if blip is None:
            return NOTHING
        opacity = next((_part(one.get("amt")) for one in blip.iter(f"{A}alphaModFix")), 1.0)
        found = self.package.target(part, blip.get(EMBED))
        shown = None if found is None or found.external else found.target
        return Paint((), shown, opacity, any(one.tag in _RECOLOURING for one in blip))

    def styled_paint(self, reference: etree._Element | None, group: str, first: int = 1) -> Paint | None:
        """The theme's fill that `a:fillRef` or `p:bgRef` names, in the colour that it gives."""
        idx = whole(None if reference is None else reference.get("idx"), 0)
        if reference is None or not idx:
            return None
        base = self.find_colour(reference)
        styles = self.theme.find(f"{A}themeElements/{A}fmtScheme/{A}{group}")
        fills = [] if styles is None else list(styles)
        if not 0 <= idx - first < len(fills):
            return Paint((base,)) if base else None
        return self.find_paint([fills[idx - first]], self.theme_part, base)


def _part(value: str | None) -> float:
    return whole(value, _WHOLE) / _WHOLE


def _changed(colour: Colour, element: etree._Element) -> Colour:
    """The colour after the changes that its children name, in their order."""
    code, opacity = colour
    for change in element:
        name, amount = change.tag.rpartition("}")[2], _part(change.get("val"))
        if name == "alpha":
            opacity = min(max(amount, 0.0), 1.0)
        elif name in ("lumMod", "lumOff", "satMod", "satOff", "lum", "sat"):
            code = _with_hls(code, name, amount)
        elif name in ("shade", "tint"):
            lift = 0.0 if name == "shade" else 1 - amount
            code = _code(_from_linear(_to_linear(part) * amount + lift) for part in _parts(code))
    return Colour(code, opacity)


def _with_hls(code: str, change: str, amount: float) -> str:
    hue, light, full = rgb_to_hls(*_parts(code))
    is_light, kind = change.startswith("lum"), change[3:]
    value = light if is_light else full
    value = value * amount if kind == "Mod" else value + amount if kind == "Off" else amount
    value = min(max(value, 0.0), 1.0)
    return _code(hls_to_rgb(hue, value, full) if is_light else hls_to_rgb(hue, light, value))


def _parts(code: str) -> tuple[float, float, float]:
    return int(code[0:2], 16) / 255, int(code[2:4], 16) / 255, int(code[4:6], 16) / 255


def _code(parts: Iterable[float]) -> str:
    return "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02X}" for part in parts)


def _to_linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _from_linear(part: float) -> float:
    part = min(max(part, 0.0), 1.0)
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
