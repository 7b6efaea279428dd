"""An account of a template → text for people, or records for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from deckgen.forms.form import as_data
from deckgen.messages import columns_of, count_of, padded, printable, shortened
from deckgen.survey.account import Account, LayoutAccount, MasterAccount, Use
from deckgen.templates.limits import Limit
from deckgen.templates.model import Placeholder
from deckgen.units import EMU_PER_INCH, Box

RATIOS = {"16:9": 16 / 9, "16:10": 1.6, "4:3": 4 / 3, "A4": 297 / 210, "9:16": 9 / 16, "3:4": 3 / 4}
NAME_WIDTH = 32


def centimetres(length: float) -> float:
    return round(length / EMU_PER_INCH * 2.54, 2)


def as_lines(account: Account) -> Iterator[str]:
    """The account, a line at a time."""
    page, count = account.page, len(account.layouts)
    yield (
        f"{printable(account.name)}: slides of {centimetres(page.width):g} × {centimetres(page.height):g} cm"
        f"{_ratio(page.width / page.height)}, {count_of(count, 'slide layout')}, "
        f"{'bound' if account.bound else 'no binding: uses are inferred'}"
    )
    yield ""
    yield f"colours  {'  '.join(f'{name} {rgb}' for name, rgb in account.colours.items())}"
    fonts = account.fonts
    yield (f"fonts    headings {_faces(fonts, 'headings')}; text {_faces(fonts, 'text')}")
    yield f"tones    {'  '.join(f'{tone} {colour}' for tone, colour in account.tones.items())}"
    if account.aliases:
        yield f"names    {', '.join(f'{printable(alias)} = {meant}' for alias, meant in account.aliases.items())}"
    if account.limits:
        yield f"limits   {'; '.join(f'{slot}: {_limit(limit)}' for slot, limit in account.limits.items())}"
    for master in account.masters:
        yield from _master_lines(master, alone=len(account.masters) == 1)
    for heading, layouts in (
        ("deckgen builds in the deck, in this template's style", account.built),
        ("not possible in this template", account.missing),
    ):
        if layouts:
            yield ""
            yield from variant_lines(heading, layouts)


def _limit(limit: Limit) -> str:
    said = [
        count_of(limit.lines, "line") if limit.lines else "",
        count_of(limit.characters, "character") if limit.characters else "",
        f"{limit.smallest:g} pt or more" if limit.smallest else "",
    ]
    return ", ".join(filter(None, said))


def _master_lines(master: MasterAccount, *, alone: bool) -> Iterator[str]:
    state = "" if alone else " (used)" if master.chosen else " (not used; `master:` in a binding chooses it)"
    yield ""
    yield f"slide master `{printable(master.name)}`{state}"
    for layout in master.layouts:
        yield ""
        yield f"  {printable(layout.name)}"
        yield from (f"    {line}" for line in _layout_lines(layout))


def _layout_lines(layout: LayoutAccount) -> Iterator[str]:
    rows = [_cells(layout, one) for one in layout.placeholders]
    widths = [max(map(columns_of, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (
            padded(cell, width, right=at in (0, 3, 4))
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(cells).rstrip()
    if not rows:
        yield "no placeholders"
    for use in layout.uses:
        yield f"→ {use.variant}: {_slots(use)} ({why(use)})"


def _cells(layout: LayoutAccount, one: Placeholder) -> list[str]:
    box = one.box
    place = f"{centimetres(box.left):.1f}, {centimetres(box.top):.1f}"
    size = f"{centimetres(box.width):.1f} × {centimetres(box.height):.1f} cm"
    points = f"{one.levels[0].points:g} pt" if one.type not in ("pic", "chart", "tbl", "media") else ""
    name = shortened(printable(one.name), NAME_WIDTH)
    return [str(one.idx), one.type, name, place, size, points, _served(layout, one.idx)]


def _served(layout: LayoutAccount, idx: int) -> str:
    slots = dict.fromkeys(slot.rpartition(".")[2] for slot in layout.slots_at(idx))
    return ", ".join(slots)


def _slots(use: Use) -> str:
    return ", ".join(f"{slot} {idx}" for slot, idx in use.slots.items())


def why(use: Use) -> str:
    """How sure the use is, and for what reason."""
    sure = use.reason if use.confidence is None else f"{use.confidence:.0%} sure: {use.reason}"
    return f"{sure}; mended in the deck" if use.mended else sure


def variant_lines(heading: str, layouts: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """A heading, and below it each layout with its variants, where they are not just the layout itself."""
    yield f"{heading}:"
    for name, variants in layouts.items():
        yield f"  {name}" if list(variants) == [name] else f"  {name}: {', '.join(variants)}"


def _faces(fonts: Mapping[str, str], use: str) -> str:
    latin, east_asian = fonts[use], fonts[f"{use}_east_asian"]
    return latin if latin == east_asian else f"{latin} / {east_asian}"


def _ratio(found: float) -> str:
    return next((f" ({name})" for name, ratio in RATIOS.items() if abs(found - ratio) < 0.01), "")


def listed(names: Sequence[str], most: int = 8) -> str:
    """The names with commas; of many, the first few."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def as_record(account: Account) -> dict[str, object]:
    """The account for programs. Lengths are centimetres, sizes points, confidences from 0 to 1."""
    page = account.page
    return {
        "template": account.name,
        "slide": {"width_cm": centimetres(page.width), "height_cm": centimetres(page.height)},
        "bound": account.bound,
        "colours": dict(account.colours),
        "fonts": dict(account.fonts),
        "tones": dict(account.tones),
        "aliases": dict(account.aliases),
        "limits": {slot: as_data(limit) for slot, limit in account.limits.items()},
        "masters": [
            {
                "name": master.name,
                "used": master.chosen,
                "layouts": [_layout_record(layout) for layout in master.layouts],
            }
            for master in account.masters
        ],
        "built": {name: list(variants) for name, variants in account.built.items()},
        "missing": {name: list(variants) for name, variants in account.missing.items()},
    }


def _layout_record(layout: LayoutAccount) -> dict[str, object]:
    return {
        "name": layout.name,
        "part": layout.sheet.part,
        "placeholders": [
            {
                "idx": one.idx,
                "type": one.type,
                "name": one.name,
                "box_cm": _box_record(one.box),
                "points": one.levels[0].points,
                "font": one.levels[0].latin,
                "serves": layout.slots_at(one.idx),
            }
            for one in layout.placeholders
        ],
        "uses": [
            {
                "variant": use.variant,
                "slots": dict(use.slots),
                "confidence": use.confidence,
                "reason": use.reason,
                "mended": use.mended,
            }
            for use in layout.uses
        ],
    }


def _box_record(box: Box) -> dict[str, float]:
    sides = {"left": box.left, "top": box.top, "width": box.width, "height": box.height}
    return {name: centimetres(length) for name, length in sides.items()}
