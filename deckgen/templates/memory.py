"""What was inferred of a template, as plain data that outlives a build: tones, and slide layouts by variant."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from deckgen.templates.model import BoundLayout


class Store(Protocol):
    """Where bytes outlive a build. What it gives back may be anything, and nothing depends on its being there."""

    def load(self) -> bytes | None: ...

    def keep(self, data: bytes) -> None: ...


@dataclass(slots=True)
class Known:
    tones: dict[str, str] | None = None
    offered: dict[str, bool] = field(default_factory=dict)
    layouts: dict[str, BoundLayout] = field(default_factory=dict)


class Memory:
    """Answers by what is remembered, else by asking, which is remembered. Without a store it lasts for one build."""

    def __init__(self, store: Store | None = None) -> None:
        self._store = store
        self._loaded: Known | None = None
        self._grown = False

    @property
    def _known(self) -> Known:
        """Loaded only when something has to be known: a template that is bound completely needs no memory."""
        if self._loaded is None:
            self._loaded = self._remembered() or Known()
        return self._loaded

    def _remembered(self) -> Known | None:
        data = self._store.load() if self._store else None
        if data is None:
            return None
        from deckgen.templates.packing import unpacked

        with suppress(ValueError):  # cut off, or written by something else
            return unpacked(Known, data)
        return None

    def tones(self, ask: Callable[[], dict[str, str]]) -> dict[str, str]:
        if self._known.tones is None:
            self._known.tones, self._grown = ask(), True
        return self._known.tones

    def offers(self, variant: str, ask: Callable[[], bool]) -> bool:
        if variant not in self._known.offered:
            self._known.offered[variant], self._grown = ask(), True
        return self._known.offered[variant]

    def layout(self, variant: str, ask: Callable[[], BoundLayout]) -> BoundLayout:
        if variant not in self._known.layouts:
            self._known.layouts[variant], self._grown = ask(), True
        return self._known.layouts[variant]

    def keep(self) -> None:
        """Put what is known into the store, if that is more than what was there."""
        if self._store and self._grown:
            from deckgen.templates.packing import packed

            self._store.keep(packed(self._known))
            self._grown = False
