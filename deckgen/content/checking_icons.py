"""What content can have wrong about its icons: names that the set does not have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deckgen.codes import UNKNOWN_ICON
from deckgen.content.raw import Fault, Item, items_in, text_of

HOLDERS = ("indicators", "achievements", "steps")
SOME = 4


def check_icons(bodies: Iterable[Item]) -> Iterator[Fault]:
    """Faults in the `icon` of indicators, achievements and steps."""
    named = (
        (path, text_of(item, "icon"))
        for body in bodies
        for holder in HOLDERS
        for path, item in items_in(body, holder)
        if item.get("icon")
    )
    for path, name in named:
        # Here, so that the table is read only where an icon is asked for.
        from deckgen.icons import find_icons, icons, suggest_icon

        if not name or name in icons():
            continue
        close = suggest_icon(name)
        others = [other for other in find_icons(name) if other != close][: SOME - 1]
        also = f" Others: {', '.join(f'`{other}`' for other in others)}" if others else ""
        hint = f"did you mean `{close}`?{also}" if close else "find one with `deckgen icons WORD`"
        yield Fault(UNKNOWN_ICON, f"no icon `{name}`", (*path, "icon"), hint)
