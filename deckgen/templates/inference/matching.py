"""Slide layouts in, those that serve a variant as they are out: each with its slots, a confidence and a reason.

Types of placeholders count most, then their places, the size of their text and the layouts' order; names last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from deckgen.records import dataclass
from deckgen.templates.inference.names import is_called
from deckgen.templates.inference.sheets import Sheet
from deckgen.templates.model import Placeholder
from deckgen.templates.page import Page
from deckgen.templates.placeholders import TITLE_TYPES, P, find_reference
from deckgen.templates.styles import A
from deckgen.units import Box

TEXTS = ("body", "obj", "subTitle")
OTHERS = ("pic", "chart", "tbl", "clipArt", "dgm", "media")

LIKELY = 0.4
"""Below this a slide layout is not taken for what it might be."""


@dataclass(frozen=True, slots=True)
class Match:
    """A slide layout that serves a variant. `confidence` runs from 0 to 1."""

    sheet: Sheet
    slots: Mapping[str, int]
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """What matters of one slide layout, looked up once."""

    sheet: Sheet
    order: int
    page: Page
    title: Placeholder | None
    texts: tuple[Placeholder, ...]
    """Places for text, in reading order."""
    others: tuple[Placeholder, ...]
    last: bool = False
    """Whether it is the last of several."""
    usual: Box | None = None
    """Where pages with nothing but a title have it."""

    @property
    def titled_alike(self) -> bool:
        """Whether its title is where other pages have theirs."""
        if self.usual is None or self.title is None:
            return False
        one, other, near = self.title.box, self.usual, self.page.height // 20
        beside = abs(one.left - other.left) < near and abs(one.top - other.top) < near
        return beside and one.width >= other.width * 0.8

    @property
    def pictures(self) -> list[Placeholder]:
        return [one for one in self.others if one.type == "pic"]

    def share(self, box: Box) -> float:
        return box.width * box.height / (self.page.width * self.page.height)

    @property
    def is_central(self) -> bool:
        """Whether the title stands away from where content pages have it: further down, or very high."""
        if self.title is None:
            return False
        box = self.title.box
        return box.top > 0.2 * self.page.height or box.height > 0.3 * self.page.height

    def slots(self, **named: Placeholder | None) -> dict[str, int]:
        """Slots by name, `lead_1` for `lead-1`, with footers for the section's name."""
        found = {name.replace("_", "-"): one.idx for name, one in named.items() if one is not None}
        footer = next((one for one in self.sheet.of_types("ftr")), None)
        return found | ({"section": footer.idx} if footer else {})


def candidates_of(sheets: Sequence[Sheet], page: Page) -> list[Candidate]:
    """The slide layouts in their order."""
    found = [candidate(sheet, order, page) for order, sheet in enumerate(sheets)]
    usual = title_only(found)
    box = usual.title.box if usual and usual.title else None
    last = len(found) - 1
    return [replace(each, last=0 < each.order == last, usual=box) for each in found]


def candidate(sheet: Sheet, order: int, page: Page) -> Candidate:
    upright = [one for one in sheet.upright() if _on_page(one.box, page)]
    titles = [one for one in upright if one.type in TITLE_TYPES]
    texts = sorted((one for one in upright if one.type in TEXTS), key=_reading_order(page))
    others = sorted((one for one in upright if one.type in OTHERS), key=_reading_order(page))
    return Candidate(sheet, order, page, titles[0] if titles else None, tuple(texts), tuple(others))


def _on_page(box: Box, page: Page) -> bool:
    return box.left < page.width and box.top < page.height and box.right > 0 and box.bottom > 0


def _reading_order(page: Page) -> Callable[[Placeholder], tuple[int, int, int]]:
    row = max(1, page.height // 12)
    return lambda one: (one.box.top // row, one.box.left, one.idx)


def matches(candidates: Sequence[Candidate]) -> dict[str, Match]:
    """Variant → the slide layout that serves it best, for all variants that one serves."""
    found: dict[str, Match] = {}
    for variant, finder in FINDERS.items():
        tried = [match for each in candidates for match in finder(each)]
        best = max(tried, key=lambda match: match.confidence, default=None)
        if best is not None and best.confidence >= LIKELY:
            found[variant] = best
    return found


def title_only(candidates: Sequence[Candidate]) -> Candidate | None:
    """The slide layout with a title and nothing else that content pages can be made from; failing that, the one
    whose text goes."""
    ordinary = [
        each for each in candidates if each.title and not each.is_central and each.title.type == "title"
    ]
    ordinary = [each for each in ordinary if not _is_written_on(each.sheet)] or ordinary
    bare = [each for each in ordinary if not each.texts and not each.others]
    named = [
        each for each in bare if each.sheet.kind == "titleOnly" or is_called(each.sheet.name, "title-only")
    ]
    usual = Counter(each.title.box for each in ordinary if each.title).most_common(1)
    return min(named or bare or ordinary, key=lambda each: _distance_from_bare(each, usual), default=None)


def _distance_from_bare(each: Candidate, usual: Sequence[tuple[Box, int]]) -> tuple[bool, bool, bool, int]:
    """How little a slide layout is one for a title alone; `usual` is where most titles are, and how many."""
    named = any(is_called(each.sheet.name, use) for use in ("divider", "closing", "cover"))
    special = named or each.sheet.kind in ("secHead", "title")
    elsewhere = any(count > 1 and each.title is not None and each.title.box != box for box, count in usual)
    rare = each.sheet.kind not in ("obj", "tx")
    return special, elsewhere, rare, len(each.texts) + len(each.others)


def _is_written_on(sheet: Sheet) -> bool:
    """Whether words are drawn on the slide layout itself, which then is made for what they say."""
    drawn = (shape for shape in sheet.root.iter(f"{P}sp") if find_reference(shape) is None)
    return any(len("".join(text.text or "" for text in shape.iter(f"{A}t")).strip()) > 3 for shape in drawn)


def cover(each: Candidate) -> Iterator[Match]:
    title, sheet = each.title, each.sheet
    if title is None or len(each.texts) > 4:
        return
    subtitle = next((one for one in each.texts if one.type == "subTitle"), None)
    reasons = (
        (0.4, title.type == "ctrTitle" or sheet.kind == "title", "a centred title"),
        (0.3, subtitle is not None, "a subtitle"),
        (0.12, each.is_central, "a title in the page"),
        (0.08, each.order == 0, "the first of its master"),
        (0.1, is_called(sheet.name, "cover"), "its name"),
        (0.05, len(each.texts) <= 1 and not each.others, "nothing else"),
        (-0.4, sheet.kind in ("obj", "twoObj", "blank", "titleOnly", "secHead"), ""),
        (-0.2, any(is_called(sheet.name, use) for use in ("divider", "closing")), ""),
    )
    below = subtitle or _under(title, each.texts) or next(iter(each.texts), None)
    slots = each.slots(title=title, subtitle=below or title, meta=_further(each, below) or below or title)
    yield _weighed(sheet, slots, reasons)


def divider(each: Candidate) -> Iterator[Match]:
    title, sheet = each.title, each.sheet
    if title is None or len(each.texts) > 3:
        return
    reasons = (
        (0.6, sheet.kind == "secHead", "a section header"),
        (0.35, is_called(sheet.name, "divider"), "its name"),
        (0.2, each.is_central, "a title in the page"),
        (0.15, len(each.texts) <= 1 and not each.others, "little else"),
        (
            0.25,
            title.type == "title" and each.is_central and [one.type for one in each.texts] == ["body"],
            "a text by it",
        ),
        (0.1, title.type == "ctrTitle" or sheet.kind == "title", "set like the cover"),
        (-0.5, sheet.kind in ("obj", "tx", "twoObj", "blank", "titleOnly", "picTx"), ""),
        (-0.2, is_called(sheet.name, "closing"), ""),
        (-0.3, not each.texts, ""),
        (-0.1, bool(each.others), ""),
    )
    number = _for_number(each, title)
    rest = [one for one in each.texts if one is not number]
    headline = _under(title, rest) or next(iter(rest), None) or title
    yield _weighed(sheet, each.slots(number=number or title, title=title, headline=headline), reasons)


def closing(each: Candidate) -> Iterator[Match]:
    title, sheet = each.title, each.sheet
    if title is None or len(each.texts) > 3:
        return
    reasons = (
        (0.6, is_called(sheet.name, "closing") and not each.others, "its name"),
        (0.3, title.type == "ctrTitle" or sheet.kind == "title", "set like the cover"),
        (0.2, each.is_central, "a title in the page"),
        (0.12, len(each.texts) == 1, "a text besides"),
        (0.05, each.last, "the last one"),
        (-0.5, sheet.kind in ("obj", "tx", "twoObj", "blank", "titleOnly", "picTx"), ""),
        (-0.1, bool(each.others) or sheet.kind == "secHead", ""),
        (-0.15, not each.texts, ""),
    )
    below = _under(title, each.texts) or next(iter(each.texts), None) or title
    slots = each.slots(title=title, text=below, meta=_further(each, below) or below)
    yield _weighed(sheet, slots, reasons)


def bullets(each: Candidate) -> Iterator[Match]:
    title, sheet = each.title, each.sheet
    bodies = [one for one in each.texts if one.type != "subTitle"]
    if title is None or not bodies or title.type != "title":
        return
    body = max(bodies, key=lambda one: one.box.width * one.box.height)
    alone = len(each.texts) == 1 and not each.others
    reasons = (
        (0.4, alone, "a title and one place for text"),
        (0.2, sheet.kind in ("obj", "tx"), "what its author says it is"),
        (0.15, each.share(body.box) >= 0.3, "much room"),
        (0.1, body.box.top >= title.box.bottom - each.page.height // 50, "the text below the title"),
        (0.06, is_called(sheet.name, "bullets"), "its name"),
        (0.05, not each.is_central, "the title at the head"),
        (0.01, each.order <= 1, "one of the first"),
        (-0.4, each.share(body.box) < 0.15 or body.box.width < 0.35 * each.page.width, ""),
        (-0.35, len(each.texts) > 2 or bool(each.others), ""),
        (-0.3, sheet.kind in ("secHead", "objTx", "picTx", "title") or is_called(sheet.name, "divider"), ""),
    )
    yield _weighed(sheet, each.slots(title=title, body=body), reasons)


def sides(each: Candidate) -> Iterator[Match]:
    """Two columns, each with a head and its text."""
    if each.title is None or len(each.texts) != 4 or each.others or each.is_central:
        return
    middle = each.page.width // 2
    left = [one for one in each.texts if one.box.left + one.box.width // 2 < middle]
    right = [one for one in each.texts if one not in left]
    if len(left) != 2 or len(right) != 2:
        return
    lead_1, text_1 = sorted(left, key=lambda one: one.box.top)
    lead_2, text_2 = sorted(right, key=lambda one: one.box.top)
    heads = lead_1.box.height < text_1.box.height / 2 and lead_2.box.height < text_2.box.height / 2
    reasons = (
        (0.6, heads, "two columns with heads"),
        (0.25, each.sheet.kind == "twoTxTwoObj", "what its author says it is"),
        (0.1, is_called(each.sheet.name, "comparison"), "its name"),
        (0.05, abs(text_1.box.top - text_2.box.top) < each.page.height // 50, "side by side"),
    )
    named = each.slots(title=each.title, lead_1=lead_1, text_1=text_1, lead_2=lead_2, text_2=text_2)
    yield _weighed(each.sheet, named, reasons)


def photo(each: Candidate) -> Iterator[Match]:
    """A large picture and its caption, the title where all other pages have it."""
    if len(each.pictures) != 1 or len(each.others) != 1 or len(each.texts) != 1 or each.title is None:
        return
    picture, caption = each.pictures[0], each.texts[0]
    reasons = (
        (0.5, each.share(picture.box) >= 0.25, "a large picture"),
        (0.2, each.share(caption.box) <= 0.2, "a place for its caption"),
        (0.2, each.titled_alike, "the title where other pages have it"),
        (0.1, is_called(each.sheet.name, "photo"), "its name"),
        (-0.5, not each.titled_alike, ""),
    )
    yield _weighed(each.sheet, each.slots(title=each.title, photo_1=picture, caption_1=caption), reasons)


def photo_text(each: Candidate) -> Iterator[Match]:
    """A picture with its caption, and a text beside it."""
    if len(each.pictures) != 1 or len(each.others) != 1 or len(each.texts) != 2 or each.title is None:
        return
    picture = each.pictures[0]
    caption, body = sorted(each.texts, key=lambda one: one.box.width * one.box.height)
    under = caption.box.top >= picture.box.bottom - each.page.height // 20
    reasons = (
        (0.4, each.share(picture.box) >= 0.15, "a picture"),
        (0.3, each.share(body.box) >= 0.12, "a text beside it"),
        (0.2, under, "a caption under the picture"),
        (0.1, each.titled_alike, "the title where other pages have it"),
        (-0.5, not under or not each.titled_alike, ""),
    )
    named = each.slots(title=each.title, photo_1=picture, caption_1=caption, body=body)
    yield _weighed(each.sheet, named, reasons)


FINDERS: dict[str, Callable[[Candidate], Iterator[Match]]] = {
    "cover": cover,
    "divider": divider,
    "closing": closing,
    "bullets": bullets,
    "columns-2": sides,
    "comparison-2": sides,
    "photo": photo,
    "photo-text": photo_text,
}


def _weighed(sheet: Sheet, slots: Mapping[str, int], reasons: Sequence[tuple[float, bool, str]]) -> Match:
    """The match with the sum of what holds, and the heaviest two of the reasons for it."""
    holding = [(weight, reason) for weight, holds, reason in reasons if holds]
    told = [reason for weight, reason in sorted(holding, reverse=True) if reason][:2]
    confidence = round(min(1.0, max(0.0, sum(weight for weight, _ in holding))), 2)
    return Match(sheet, slots, confidence, ", ".join(told) or "nothing better")


def _under(title: Placeholder, texts: Sequence[Placeholder]) -> Placeholder | None:
    """The place right below the title."""
    below = [one for one in texts if one.box.top >= title.box.top + title.box.height // 2]
    return min(below, key=lambda one: one.box.top, default=None)


def _further(each: Candidate, taken: Placeholder | None) -> Placeholder | None:
    """A place for text below the one that is taken, wide enough for names and dates."""
    if taken is None:
        return None
    below = [one for one in each.texts if one.box.top >= taken.box.bottom - taken.box.height // 4]
    wide = [one for one in below if one.idx != taken.idx and one.box.width >= 0.2 * each.page.width]
    return min(wide, key=lambda one: one.box.top, default=None)


def _for_number(each: Candidate, title: Placeholder) -> Placeholder | None:
    """A small place set in large type: a section's number belongs there."""
    small = [one for one in each.texts if one.box.width <= 0.25 * each.page.width]
    large = [one for one in small if one.levels[0].points >= title.levels[0].points]
    return next(iter(large), None) if len(each.texts) > 1 else None
