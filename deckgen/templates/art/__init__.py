"""How a template's pages are drawn, one art to a file. The pages themselves are the same in all."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.templates.art.petals import Petals
from deckgen.templates.art.plain import Plain
from deckgen.templates.art.quiet import Quiet
from deckgen.templates.art.solemn import Solemn
from deckgen.templates.art.stage import Stage

ARTS: Mapping[str, Plain] = {
    "petals": Petals(),
    "plain": Plain(),
    "quiet": Quiet(),
    "solemn": Solemn(),
    "stage": Stage(),
}
"""A theme's `style` → its art."""
