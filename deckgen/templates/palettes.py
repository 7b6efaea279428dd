"""One brand colour in, all colours of a template out: legible on every ground, and told apart in charts."""

from __future__ import annotations

import colorsys

from deckgen.templates.contrast import channels, contrast

DARK = ("stage",)
"""Styles whose pages are dark."""
ONE_HUE = ("quiet", "solemn")
"""Styles whose figures have the brand's hue, only brighter."""
GOLDEN = ("solemn",)
"""Styles with gold on dark pages."""
TEXT, STRONG, SEEN = 4.6, 7.0, 3.2
"""Contrasts aimed at, of words, of what leads, and of charts: a little above what WCAG asks."""
STEP = 0.01
GLARING = 3.0
"""A brand that stands out less from white can be no word and no mark there; on dark pages it is shown as it is."""
YELLOW = (0.1, 0.2)
"""Hues that are mud when they are dark."""
VERMILION, BLUE, AMBER, CYAN, GOLD = 0.035, 0.6, 0.12, 0.52, 0.115


def derived(brand: str, style: str) -> dict[str, str]:
    """The colours of a theme by name, as RRGGBB. `brand` gives the hue, and the strength where it is strong."""
    hue, _, saturation = parts_of(brand)
    if style in DARK:
        return on_dark(hue, saturation)
    return on_light(brand, hue, saturation, style)


def on_light(brand: str, hue: float, strength: float, style: str) -> dict[str, str]:
    glares = is_glaring(brand, strength)
    vivid, pale = min(strength, 0.75), min(strength, 0.35)
    if glares and YELLOW[0] < hue < YELLOW[1]:
        strength, vivid, pale = 0.15, 0.12, 0.8
    card = code(hue, 0.968, pale)
    shade = code(hue, 0.968 * 0.94, pale)
    # The darker the page, the brighter what glows on it.
    dark = darkened(hue, 0.26, vivid, "FFFFFF", 14 if glares else 10.5)
    raised = code(hue, lightness(dark) * 0.9 + 0.14, vivid)
    accent, vigour = (BLUE if is_warm(hue, parts_of(brand)[2]) else VERMILION), 0.72
    if style in ONE_HUE:
        accent, vigour = hue, strength
    gold = style in GOLDEN
    return {
        "text": code(hue, 0.12, min(strength, 0.25)),
        "page": "FFFFFF",
        "dark": dark,
        "card": card,
        "structure": darkened(hue, min(lightness(brand), 0.42), strength, shade, STRONG),
        "figure": darkened(accent, 0.5, vigour, shade, TEXT),
        "figure_on_dark": lightened(
            *on_dark_pages(brand, glares=glares, accent=accent, gold=gold), raised, TEXT
        ),
        "quiet_on_dark": lightened(
            *((GOLD, 0.7, 0.75) if gold else (hue, 0.8, 0.9 if glares else min(strength, 0.4))), raised, TEXT
        ),
        "quiet": darkened(hue, 0.45, min(strength, 0.12), shade, TEXT),
        "extra": darkened(GOLD if gold else (hue + 0.45) % 1, 0.78, 0.5, "FFFFFF", SEEN),
    }


def on_dark(hue: float, strength: float) -> dict[str, str]:
    """Chart colours are steps of lightness, so that they are told apart without their hues, too."""
    page = code(hue, 0.085, min(strength, 0.5))
    card = code(hue, 0.17, min(strength, 0.42))
    accent = CYAN if abs(hue - AMBER) < 0.08 and strength > 0.2 else AMBER
    return {
        "text": code(hue, 0.97, min(strength, 0.4)),
        "page": page,
        "dark": code(hue, 0.86, min(strength, 0.5)),
        "card": card,
        "structure": lightened(hue, 0.35, max(min(strength, 0.85), 0.15), card, 7.4),
        "figure": lightened(accent, 0.6, 0.95, card, STRONG),
        "figure_on_dark": lightened((hue + 0.33) % 1, 0.35, 0.55, card, 10.8),
        "quiet_on_dark": lightened((hue + 0.12) % 1, 0.35, 0.7, card, TEXT),
        "quiet": lightened(hue, 0.35, min(strength, 0.25), card, 6.0),
        "extra": lightened((hue + 0.6) % 1, 0.35, 0.65, card, 8.9),
    }


def on_dark_pages(brand: str, *, glares: bool, accent: float, gold: bool) -> tuple[float, float, float]:
    """Hue, lightness and strength of figures on the dark pages of a light theme."""
    if gold or not glares:
        return (GOLD if gold else accent), 0.8, 0.9
    return parts_of(brand)


def is_glaring(brand: str, strength: float) -> bool:
    return strength > 0.3 and contrast(brand, "FFFFFF") < GLARING


def is_warm(hue: float, strength: float) -> bool:
    return strength > 0.15 and (hue < 0.14 or hue > 0.86)


def darkened(hue: float, light: float, strength: float, ground: str, least: float) -> str:
    """The colour, made darker until it stands out from a light `ground`."""
    while light > STEP and contrast(code(hue, light, strength), ground) < least:
        light -= STEP
    return code(hue, light, strength)


def lightened(hue: float, light: float, strength: float, ground: str, least: float) -> str:
    """The colour, made lighter until it stands out from a dark `ground`."""
    while light < 1 - STEP and contrast(code(hue, light, strength), ground) < least:
        light += STEP
    return code(hue, light, strength)


def parts_of(colour: str) -> tuple[float, float, float]:
    """Hue, lightness and saturation of a colour, RRGGBB; each from 0 to 1."""
    return colorsys.rgb_to_hls(*channels(colour))


def lightness(colour: str) -> float:
    return parts_of(colour)[1]


def code(hue: float, light: float, strength: float) -> str:
    return "".join(f"{round(part * 255):02X}" for part in colorsys.hls_to_rgb(hue, min(light, 1.0), strength))
