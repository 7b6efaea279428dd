"""Colour elements of DrawingML → RRGGBB."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.colours import NAMED
from deckgen.templates.contrast import channels
from deckgen.templates.drawing import Tint
from deckgen.templates.styles import A, whole

SLOTS = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
"""What a slide master maps where it says nothing."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The theme's colours as a slide master maps them."""

    theme: Mapping[str, str]
    mapped: Mapping[str, str]

    def rgb(self, name: str) -> str:
        """The colour behind `tx1`, `accent2` …; grey for what the theme lacks."""
        return self.theme.get(self.mapped.get(name, name)) or self.theme.get(name) or "808080"

    @property
    def named(self) -> dict[str, str]:
        """The theme's colours, and those that the master maps otherwise than usual."""
        other = {name: self.rgb(name) for name, slot in self.mapped.items() if SLOTS.get(name, name) != slot}
        return {**self.theme, **other}

    def of_tint(self, tint: Tint) -> str:
        return changed(self.rgb(tint.colour), [("lumMod", tint.mod / 100), ("lumOff", tint.off / 100)])

    def of_element(self, element: etree._Element, placeholder: str = "808080") -> str:
        """The colour of a `srgbClr`, `schemeClr` …; `placeholder` is what a theme's `phClr` stands for."""
        value = element.get("val", "")
        match str(element.tag).removeprefix(A):
            case "srgbClr":
                colour = value
            case "schemeClr":
                colour = placeholder if value == "phClr" else self.rgb(value)
            case "sysClr":
                colour = element.get("lastClr") or ("FFFFFF" if value == "window" else "000000")
            case _:
                colour = NAMED.get(value, "808080")
        changes = [
            (str(change.tag).removeprefix(A), whole(change.get("val"), 100_000) / 100_000)
            for change in element
        ]
        return changed(colour if is_colour(colour) else "808080", changes)


def scheme_of(mapping: etree._Element | None, theme: Mapping[str, str]) -> Scheme:
    """The theme's colours under a master's `p:clrMap` or a slide layout's `a:overrideClrMapping`."""
    said = {} if mapping is None else {str(key): str(value) for key, value in mapping.attrib.items()}
    return Scheme(theme, {**SLOTS, **said})


def is_colour(text: str) -> bool:
    return len(text) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in text)


def changed(colour: str, changes: list[tuple[str, float]]) -> str:
    """The colour after its `lumMod`, `tint` and the like."""
    parts = channels(colour)
    for change, amount in changes:
        hue, light, saturation = colorsys.rgb_to_hls(*parts)
        match change:
            case "lumMod":
                light *= amount
            case "lumOff":
                light += amount
            case "shade":
                light *= amount
            case "tint":
                light = light * amount + 1 - amount
            case "satMod":
                saturation *= amount
            case _:
                continue
        parts = colorsys.hls_to_rgb(hue, min(max(light, 0), 1), min(max(saturation, 0), 1))
    return "".join(f"{round(part * 255):02X}" for part in parts)


def mixed(colours: list[str]) -> str:
    """The average of several colours."""
    channels = zip(
        *((int(colour[place : place + 2], 16) for place in (0, 2, 4)) for colour in colours), strict=True
    )
    return "".join(f"{round(sum(channel) / len(colours)):02X}" for channel in channels)
