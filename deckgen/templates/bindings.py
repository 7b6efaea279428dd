"""What a binding says of a template, and inference where it says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from deckgen.templates.binding import TONES, Binding
from deckgen.templates.masters import SlideMaster
from deckgen.templates.model import BoundLayout, Part
from deckgen.templates.page import Page

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

    @property
    def said(self) -> Mapping[str, BoundLayout]:
        """What the binding says; where it leaves slots out, with those that are inferred."""
        return {variant: self._completed(variant) for variant in self._bound}

    @cached_property
    def inferred(self) -> Inferred:
        """The template's slide layouts as if nobody had bound them."""
        # A whole room, which a template that is bound completely never enters.
        from deckgen.templates.inference.mastering import master_sheet, sheets_of
        from deckgen.templates.inference.serving import Inferred

        own = master_sheet(self._master)
        return Inferred(sheets_of(self._master, own, self._parts), own, self._page, list(self._parts))

    @cached_property
    def tones(self) -> dict[str, str]:
        """The theme colours that the tones of words stand for."""
        said = {str(tone): colour for tone, colour in self._binding.tones.items()}
        return said if said.keys() >= set(TONES) else self.inferred.tones | said

    def _completed(self, variant: str) -> BoundLayout:
        if (said := self._said[variant]) is None:
            said = self._said[variant] = self.inferred.completed(variant, self._bound[variant])
        return said

    def __getitem__(self, variant: str) -> BoundLayout:
        if variant not in self._said:
            return self.inferred[variant]
        said = self._completed(variant)
        return self.inferred.mended(variant, said) if self._binding.mend else said

    def __contains__(self, variant: object) -> bool:
        return variant in self._said or variant in self.inferred

    def __iter__(self) -> Iterator[str]:
        yield from self._said
        yield from (variant for variant in self.inferred if variant not in self._said)

    def __len__(self) -> int:
        return sum(1 for _ in self)
