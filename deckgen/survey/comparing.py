"""Two states of a template in, the changes out: those that change reports' decks for the worse, and all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from deckgen.fit.fonts import FontBook
from deckgen.fit.room import NO_TEXT, rooms
from deckgen.layouts import find_layouts
from deckgen.layouts.slots import stem_of
from deckgen.records import dataclass
from deckgen.survey.account import Account, LayoutAccount, account_of
from deckgen.survey.describing import centimetres, listed
from deckgen.templates.model import BoundLayout
from deckgen.templates.reading import suits
from deckgen.templates.surveying import Survey

NOTICED = 0.1
"""Share by which a place must have grown or shrunk to be told."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `kind` names it for programs."""

    kind: str
    message: str
    breaking: bool = False


def changes(old: Survey, new: Survey) -> list[Change]:
    """What is different in `new`, the breaking changes first."""
    before, after = account_of(old), account_of(new)
    found = [
        *_page_changes(before, after),
        *_layout_changes(before, after),
        *_possible_changes(before, after),
        *_standing_changes(old, new),
        *_room_changes(old, new),
        *_look_changes(before, after),
    ]
    return sorted(dict.fromkeys(found), key=lambda change: not change.breaking)


def _page_changes(before: Account, after: Account) -> Iterator[Change]:
    one, other = before.page, after.page
    if one != other:
        sizes = [f"{centimetres(page.width):g} × {centimetres(page.height):g} cm" for page in (one, other)]
        yield Change("slide-size", f"slides are {sizes[1]}, no longer {sizes[0]}")
    names = [next(master.name for master in each.masters if master.chosen) for each in (before, after)]
    if names[0] != names[1]:
        yield Change("master", f"the slide master in use is `{names[1]}`, no longer `{names[0]}`")


def _layout_changes(before: Account, after: Account) -> Iterator[Change]:
    """Slide layouts by their names, and the placeholders that are used in them."""
    old, new = ({layout.name: layout for layout in each.layouts} for each in (before, after))
    serving = {use.variant: layout.name for layout, use in after.uses}
    for name, layout in old.items():
        if name not in new:
            variants = [use.variant for use in layout.uses]
            if not variants:
                yield Change("slide-layout-gone", f"slide layout `{name}` is gone; nothing used it")
                continue
            instead = _instead(variants, serving, after)
            message = f"slide layout `{name}` is gone; {listed(variants)} used it, {instead}"
            lost = any(variant not in serving for variant in variants)
            yield Change("slide-layout-gone", message, breaking=lost)
        else:
            yield from _placeholder_changes(layout, new[name])
    for name in new:
        if name not in old:
            yield Change("slide-layout-new", f"slide layout `{name}` is new")
    kept = ((layout, use) for layout, use in before.uses if layout.name in new)
    for layout, use in kept:
        name = serving.get(use.variant, "")
        if name != layout.name:
            now = _instead([use.variant], serving, after)
            message = f"slide layout `{layout.name}` serves `{use.variant}` no more; {now}"
            yield Change("use", message, breaking=not name)


def _instead(variants: Sequence[str], serving: Mapping[str, str], after: Account) -> str:
    names = list(dict.fromkeys(serving[variant] for variant in variants if variant in serving))
    if names:
        return f"now served by {listed([f'`{name}`' for name in names])}"
    impossible = {variant for each in after.missing.values() for variant in each}
    return "now nothing does" if impossible & set(variants) else "now deckgen builds it itself"


def _placeholder_changes(old: LayoutAccount, new: LayoutAccount) -> Iterator[Change]:
    for idx, one in old.sheet.placeholders.items():
        served = old.slots_at(idx)
        other = new.sheet.placeholders.get(idx)
        what = f"placeholder {idx}, `{one.name}`, of `{old.name}`"
        used = f"; {listed(served, 4)} used it" if served else "; nothing used it"
        if other is None:
            yield Change("placeholder-gone", f"{what} is gone{used}", breaking=bool(served))
        elif other.type != one.type:
            fits = all(suits(slot.partition(".")[2], other.type) for slot in served)
            message = f"{what} is of type `{other.type}`, no longer `{one.type}`"
            yield Change("placeholder-type", message if fits else message + used, breaking=not fits)
    for idx, other in new.sheet.placeholders.items():
        if idx not in old.sheet.placeholders:
            yield Change("placeholder-new", f"placeholder {idx}, `{other.name}`, of `{new.name}` is new")


def _possible_changes(before: Account, after: Account) -> Iterator[Change]:
    lost = [name for name in after.missing if set(after.missing[name]) - set(before.missing.get(name, ()))]
    if lost:
        yield Change("layout-missing", f"decks cannot have {listed(lost)} any more", breaking=True)
    won = [name for name in before.missing if set(before.missing[name]) - set(after.missing.get(name, ()))]
    if won:
        yield Change("layout-possible", f"decks can have {listed(won)} now")


def _standing_changes(old: Survey, new: Survey) -> Iterator[Change]:
    for name in old.template.standing:
        if name not in new.template.standing:
            yield Change("standing-gone", f"the place of `{name}` on all slides is gone", breaking=True)


@dataclass(frozen=True, slots=True)
class Measure:
    """How much a place takes, and of what."""

    amount: int
    unit: str


@dataclass(frozen=True, slots=True)
class _Shift:
    """How the room in one place of a variant has changed."""

    variant: str
    before: Measure
    after: Measure

    @property
    def share(self) -> float:
        return (self.after.amount - self.before.amount) / max(1, self.before.amount)


def _room_changes(old: Survey, new: Survey) -> Iterator[Change]:
    """Places that take more or less: one change for each kind of place, which tells the largest shift."""
    told: dict[tuple[str, bool], list[_Shift]] = {}
    for stem, shift in _shifts(old, new):
        told.setdefault((stem, shift.share < 0), []).append(shift)
    for (stem, smaller), shifts in sorted(told.items()):
        worst = max(shifts, key=lambda shift: abs(shift.share))
        most = "up to " if len(shifts) > 1 else ""
        example = f"{worst.before.amount} → {worst.after.amount} {worst.before.unit} in {worst.variant}"
        others = [shift.variant for shift in shifts if shift is not worst]
        also = f"; also in {listed(others, 3)}" if others else ""
        message = (
            f"`{stem}` takes {most}{abs(worst.share):.0%} {'less' if smaller else 'more'}: {example}{also}"
        )
        yield Change("room-smaller" if smaller else "room-larger", message, breaking=smaller)


def _shifts(old: Survey, new: Survey) -> Iterator[tuple[str, _Shift]]:
    sides = [
        (survey.bindings, FontBook(survey.template.fonts), survey.template.scale) for survey in (old, new)
    ]
    for variant in (variant for layout in find_layouts().values() for variant in layout.variants):
        if all(variant in bindings for bindings, _, _ in sides):
            before, after = (
                _measures(variant, bindings[variant], fonts, scale) for bindings, fonts, scale in sides
            )
            for stem in before:
                shift = stem in after and _Shift(variant, before[stem], after[stem])
                if shift and abs(shift.share) > NOTICED:
                    yield stem, shift


def _measures(variant: str, bound: BoundLayout, fonts: FontBook, scale: float) -> dict[str, Measure]:
    """Stem of the slot → the room in its smallest place: Chinese characters, or square centimetres."""
    texts = rooms(variant, bound, fonts, scale)
    found = {stem: Measure(room.chinese, "Chinese characters") for stem, room in texts.items()}
    for slot in bound.slots:
        placeholder, stem = bound.find_placeholder(slot), stem_of(slot)
        if placeholder is None or stem not in NO_TEXT:
            continue
        width, height = (centimetres(side / scale) for side in placeholder.box[2:])
        area = round(width * height)
        if stem not in found or area < found[stem].amount:
            found[stem] = Measure(area, "cm²")
    return found


def _look_changes(before: Account, after: Account) -> Iterator[Change]:
    pairs: list[tuple[str, Callable[[Account], Mapping[str, str]]]] = [
        ("colour", lambda account: account.colours),
        ("typeface", lambda account: account.fonts),
        ("tone", lambda account: account.tones),
    ]
    for kind, part in pairs:
        old, new = part(before), part(after)
        for name in dict.fromkeys([*old, *new]):
            if old.get(name) != new.get(name):
                was, now = old.get(name, "nothing"), new.get(name, "nothing")
                yield Change(kind, f"{kind} `{name}` is {now}, no longer {was}")
