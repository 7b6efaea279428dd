"""What a binding says of a template, and inference where it says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from deckgen.templates.binding import TONES, Binding
from deckgen.templates.colours import theme_colours
from deckgen.templates.masters import SlideMaster
from deckgen.templates.model import BoundLayout, Part
from deckgen.templates.page import Page
from deckgen.templates.placeholders import P

if TYPE_CHECKING:
    from deckgen.templates.inference.serving import Inferred


class Bindings(Mapping[str, BoundLayout]):
    """Variant → the slide layout that serves it: as bound, or else as inferred, which is not even begun before it is
    asked for."""

    def __init__(
        self,
        binding: Binding,
        bound: Mapping[str, BoundLayout],
        master: SlideMaster,
        page: Page,
        parts: Iterable[Part],
    ) -> None:
        self._binding, self._master, self._page = binding, master, page
        self._parts = {part.name: part.relationships for part in parts}
        # One that names a title names everything that it means to use.
        self._said = {name: one if "title" in one.slots else None for name, one in bound.items()}
        self._bound = bound

    @cached_property
    def inferred(self) -> Inferred:
        """The template's slide layouts as if nobody had bound them."""
        # A whole room, which a template that is bound completely never enters.
        from deckgen.templates.inference.colours import scheme_of
        from deckgen.templates.inference.serving import Inferred
        from deckgen.templates.inference.sheets import MasterSheet, Sheet

        master = self._master
        scheme = scheme_of(master.root.find(f"{P}clrMap"), theme_colours(master.theme))
        own = MasterSheet(master.part, master.root, master.theme, scheme, master.inherited)
        sheets = [
            Sheet(layout.part, layout.root, own, self._parts.get(layout.part, ()), layout.name)
            for layout in master.layouts
        ]
        return Inferred(sheets, own, self._page, list(self._parts))

    @cached_property
    def tones(self) -> dict[str, str]:
        """The theme colours that the tones of words stand for."""
        said = {str(tone): colour for tone, colour in self._binding.tones.items()}
        return said if said.keys() >= set(TONES) else self.inferred.tones | said

    def __getitem__(self, variant: str) -> BoundLayout:
        if variant not in self._said:
            return self.inferred[variant]
        if (said := self._said[variant]) is None:
            said = self._said[variant] = self.inferred.completed(variant, self._bound[variant])
        return said

    def __contains__(self, variant: object) -> bool:
        return variant in self._said or variant in self.inferred

    def __iter__(self) -> Iterator[str]:
        yield from self._said
        yield from (variant for variant in self.inferred if variant not in self._said)

    def __len__(self) -> int:
        return sum(1 for _ in self)
