"""What a layout is: slots, what suits it, and how content becomes pages of fills."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from deckgen.content.inline import Run
from deckgen.content.models import Slide
from deckgen.diagnostics import KeyPath


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of text between two line ends. `level` 0 is an achievement, 1 a detail below it."""

    runs: tuple[Run, ...]
    level: int = 0
    origin: KeyPath = ()

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Text:
    """Words for a slot."""

    paragraphs: tuple[Paragraph, ...]
    origin: KeyPath = ()

    @property
    def text(self) -> str:
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Figure:
    """An indicator's display string in three pieces that together are the string: 近 + 12 + 万名.

    The number is set large, what stands before and after it smaller, all on one line.
    """

    before: str
    number: str
    after: str
    origin: KeyPath = ()

    @property
    def text(self) -> str:
        return self.before + self.number + self.after


@dataclass(frozen=True, slots=True)
class PhotoFill:
    """A photo for a slot; `image` is None while the photo is pending."""

    image: str | None
    caption: str
    alt: str
    focus: tuple[float, float] | None = None
    origin: KeyPath = ()


Fill = Text | Figure | PhotoFill


@dataclass(frozen=True, slots=True)
class Page:
    """One slide's worth of fills. `variant` names the arrangement (`indicators-4`) a template binds."""

    variant: str
    fills: Mapping[str, Fill]
    links: Mapping[str, str] = field(default_factory=dict)
    """Slots that lead to another slide when clicked: slot → slide id."""


@dataclass(frozen=True, slots=True)
class Role:
    """What slots of one kind have in common wherever they stand; sizes in points.

    The largest size is the template's own. Between it and `uniform` the whole deck agrees on one size; below
    that a slide goes alone, down to `floor`. A role that `continues` goes on on a further slide after that.
    """

    name: str
    floor: float
    uniform: float
    continues: bool = False
    headline: bool = False
    """Broken at phrase boundaries, with balanced lines."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One of deckgen's layouts. `pages` yields ways to lay the slide out, best first."""

    name: str
    variants: Mapping[str, tuple[str, ...]]
    """Variant → its slots, in reading order."""
    score: Callable[[Slide], float]
    """How well the slide's content suits: 0 not at all, 1 as if made for it."""
    pages: Callable[[Slide, KeyPath], Iterator[tuple[Page, ...]]]
    doc: str = ""
