"""What a binding says of a template, and inference where it says nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from deckgen.templates.binding import TONES, Binding
from deckgen.templates.masters import SlideMaster, UnreadLayout
from deckgen.templates.memory import Memory
from deckgen.templates.model import BoundLayout, Part
from deckgen.templates.page import Page

if TYPE_CHECKING:
    from deckgen.templates.inference.serving import Inferred


class Bindings(Mapping[str, BoundLayout]):
    """Variant → the slide layout that serves it: as bound, or else as inferred, neither of which is read before it is
    asked for. `bound` are those slide layouts that the binding names."""

    def __init__(
        self,
        binding: Binding,
        bound: Mapping[str, UnreadLayout],
        master: SlideMaster,
        page: Page,
        parts: Iterable[Part],
        memory: Memory | None = None,
    ) -> None:
        self.memory = memory or Memory()
        """What inference has found out, perhaps for an earlier deck."""
        self._binding, self._master, self._page = binding, master, page
        self._parts = {part.name: part for part in parts}
        self._bound = bound
        self._said: dict[str, BoundLayout] = {}

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

        own = master_sheet(self._master, self._parts)
        relationships = {name: part.relationships for name, part in self._parts.items()}
        return Inferred(sheets_of(self._master, own, relationships), own, self._page, list(self._parts))

    @cached_property
    def tones(self) -> dict[str, str]:
        """The theme colours that the tones of words stand for."""
        said: dict[str, str] = {str(tone): colour for tone, colour in self._binding.tones.items()}
        if said.keys() >= set(TONES):
            return said
        return self.memory.tones(lambda: self.inferred.tones) | said

    def _completed(self, variant: str) -> BoundLayout:
        if variant not in self._said:
            slots = self._binding.variants[variant].slots
            said = BoundLayout(self._bound[variant].slide_layout, slots)
            whole = self._is_whole(variant)
            self._said[variant] = said if whole else self.inferred.completed(variant, said)
        return self._said[variant]

    def __getitem__(self, variant: str) -> BoundLayout:
        if variant in self._bound and self._is_whole(variant) and not self._binding.mend:
            return self._completed(variant)
        return self.memory.layout(variant, lambda: self._found(variant))

    def _is_whole(self, variant: str) -> bool:
        """One that names a title names everything that it means to use."""
        return "title" in self._binding.variants[variant].slots

    def _found(self, variant: str) -> BoundLayout:
        """With the help of inference."""
        if variant not in self._bound:
            return self.inferred[variant]
        said = self._completed(variant)
        return self.inferred.mended(variant, said) if self._binding.mend else said

    def __contains__(self, variant: object) -> bool:
        if variant in self._bound or not isinstance(variant, str):
            return variant in self._bound
        return self.memory.offers(variant, lambda: variant in self.inferred)

    def __iter__(self) -> Iterator[str]:
        yield from self._bound
        yield from (variant for variant in self.inferred if variant not in self._bound)

    def __len__(self) -> int:
        return sum(1 for _ in self)
