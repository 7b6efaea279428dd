"""A slide master as the reader knows it → the sheets that inference looks at."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.templates.colours import theme_colours
from deckgen.templates.inference.colours import scheme_of
from deckgen.templates.inference.sheets import MasterSheet, Sheet
from deckgen.templates.masters import SlideMaster
from deckgen.templates.model import Part, Relationship
from deckgen.templates.placeholders import P


def master_sheet(master: SlideMaster, parts: Mapping[str, Part] | None = None) -> MasterSheet:
    """`parts` are those of the package, by name; without them no picture is looked at."""
    scheme = scheme_of(master.root.find(f"{P}clrMap"), theme_colours(master.theme))
    return MasterSheet(master.part, master.root, master.theme, scheme, master.inherited, parts or {})


def sheets_of(
    master: SlideMaster, own: MasterSheet, relationships: Mapping[str, tuple[Relationship, ...]]
) -> list[Sheet]:
    """Its slide layouts; `relationships` are those of each part."""
    return [
        Sheet(layout.part, layout.root, own, relationships.get(layout.part, ()), layout.name)
        for layout in master.layouts
    ]
