"""A template's slide masters → the one that a deck uses, and the names of all slide layouts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.glancing import Glance
from deckgen.templates.model import SlideLayout
from deckgen.templates.placeholders import (
    TITLE_TYPES,
    Master,
    P,
    Placeholders,
    ground_of,
    idx_of,
    placeholder_shapes,
    type_of,
)

BODIES = ("body", "obj")


class UnreadLayout:
    """A slide layout that is parsed only when a deck needs it: until then its name and the types of its
    placeholders are known. Its root is asked of `parse` then."""

    def __init__(self, part: str, known: Glance, parse: Callable[[], etree._Element], master: Master) -> None:
        self.part, self._parse, self._master = part, parse, master
        self.given_name, self.types = known
        self.name = self.given_name
        """The name it goes by, which no other slide layout has."""

    @property
    def kinds(self) -> set[str]:
        """The types of its placeholders."""
        return set(self.types.values())

    @cached_property
    def root(self) -> etree._Element:
        return self._parse()

    @cached_property
    def slide_layout(self) -> SlideLayout:
        placeholders = Placeholders(placeholder_shapes(self.root), self._master)
        return SlideLayout(self.name, self.part, placeholders, ground_of(self.root) or self._master.ground)


def known_of(root: etree._Element) -> Glance:
    """What a look at its bytes may not tell of a slide layout."""
    common = root.find(f"{P}cSld")
    name = "" if common is None else " ".join(common.get("name", "").split())
    return Glance(name, {idx_of(shape): type_of(shape) for shape in placeholder_shapes(root)})


@dataclass(slots=True)
class SlideMaster:
    """A slide master with its slide layouts. `name` is its theme's, as PowerPoint shows it."""

    name: str
    part: str
    colours: dict[str, str]
    layouts: list[UnreadLayout]
    root: etree._Element
    theme: etree._Element
    inherited: Master

    @property
    def complete(self) -> bool:
        """True when a slide layout has a title with a text."""
        return any(layout.kinds & set(TITLE_TYPES) and layout.kinds & set(BODIES) for layout in self.layouts)


def find_master(wanted: str, masters: Sequence[SlideMaster]) -> SlideMaster | None:
    """The master of this name, number (counting from 1) or part (`slideMaster2`)."""
    key = wanted.casefold()
    numbers = {str(number): master for number, master in enumerate(masters, 1)}
    named = (one for one in masters if key in (one.name.casefold(), stem(one.part).casefold()))
    return next(named, numbers.get(wanted))


def choose_master(masters: Sequence[SlideMaster], used: Iterable[str]) -> SlideMaster:
    """The master of most sample slides; without any, the first with a layout for a title and a text.

    `used` are the parts of the sample slides' slide layouts, one for each slide.
    """
    slides = Counter(used)
    counts = [sum(slides[layout.part] for layout in master.layouts) for master in masters]
    if any(counts):
        return masters[counts.index(max(counts))]
    return next((master for master in masters if master.complete), masters[0])


def name_masters(masters: Sequence[SlideMaster]) -> None:
    """Tell masters of one name apart: `Office Theme`, `Office Theme (2)`."""
    names = own_names([master.name or stem(master.part) for master in masters])
    for master, name in zip(masters, names, strict=True):
        master.name = name


def named_layouts(masters: Iterable[SlideMaster]) -> dict[str, UnreadLayout]:
    """Every slide layout by a name of its own: that in the file, `Name (2)` where it was taken, its part's where
    it has none. The masters count in the order given."""
    layouts = [layout for master in masters for layout in master.layouts]
    names = own_names([layout.given_name or stem(layout.part) for layout in layouts])
    for layout, name in zip(layouts, names, strict=True):
        layout.name = name
    return {layout.name: layout for layout in layouts}


def find_layout(name: str, layouts: dict[str, UnreadLayout]) -> UnreadLayout | None:
    """The slide layout of this name, or of this part (`slideLayout12`)."""
    by_part = (layout for layout in layouts.values() if stem(layout.part) == name)
    return layouts.get(name) or next(by_part, None)


def stem(part: str) -> str:
    return part.rpartition("/")[2].rpartition(".")[0]


def own_names(names: Sequence[str]) -> list[str]:
    """The names, with a number where one comes again: `Title`, `Title (2)`."""
    taken = set(names)
    met: dict[str, int] = {}
    own = []
    for name in names:
        number = met[name] = met.get(name, 0) + 1
        free = name
        while number > 1 and free in taken:
            free = f"{name} ({number})"
            number += 1
        taken.add(free)
        own.append(free)
    return own


def unused_masters(masters: Iterable[SlideMaster], used: Collection[str]) -> list[SlideMaster]:
    """Those none of whose slide layouts is among the parts `used`."""
    return [master for master in masters if not any(layout.part in used for layout in master.layouts)]
