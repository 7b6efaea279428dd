"""How a slide comes on, as PowerPoint writes it: with its duration, and what older programs do instead."""

from __future__ import annotations

from deckgen.render.markup import PRESENTATION_2010

COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_P159 = "http://schemas.microsoft.com/office/powerpoint/2015/09/main"


def _transition(requires: str, seconds: float, speed: str, effect: str, fallback: str) -> str:
    """`requires`: which programs read `effect`; all others take `fallback`."""
    lasting = f'p14:dur="{round(seconds * 1000)}" xmlns:p14="{PRESENTATION_2010}"'
    return (
        f'<mc:AlternateContent xmlns:mc="{COMPATIBILITY}"><mc:Choice {requires}>'
        f'<p:transition spd="{speed}" {lasting}>{effect}</p:transition>'
        f'</mc:Choice><mc:Fallback><p:transition spd="{speed}">{fallback}</p:transition></mc:Fallback>'
        "</mc:AlternateContent>"
    )


_P14_ONLY = f'xmlns:p14="{PRESENTATION_2010}" Requires="p14"'
TRANSITIONS = {
    "none": "",
    "fade": _transition(_P14_ONLY, 0.7, "med", "<p:fade/>", "<p:fade/>"),
    "push": _transition(_P14_ONLY, 0.8, "med", '<p:push dir="l"/>', '<p:push dir="l"/>'),
    "morph": _transition(
        f'xmlns:p159="{_P159}" Requires="p159"', 1.2, "slow", '<p159:morph option="byObject"/>', "<p:fade/>"
    ),
}
"""By the report's word: what stands in a slide between its colour map and its timing."""
