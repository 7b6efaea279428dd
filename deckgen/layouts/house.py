"""A binding and the layouts there are → findings about aliases, limits, variants and slots that mean nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from deckgen.codes import ALIAS_TAKEN, BINDING_UNUSED, UNKNOWN_KEY, UNKNOWN_LAYOUT
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import Sink
from deckgen.layouts import offered_layouts
from deckgen.layouts.model import Layout
from deckgen.layouts.slots import FRAME, stem_of
from deckgen.templates.binding import Binding

UNLIMITED = ("photo", "icon", "logo", "chart", "table")
"""Stems of slots that hold no text."""


def check_house(binding: Binding, layouts: Mapping[str, Layout], sink: Sink) -> None:
    """Report every name in the binding that no layout or slot has, at its place in the binding's file."""
    with binding.blamed(sink):
        _check_aliases(binding.aliases, layouts, sink)
        _check_limits(binding.limits, layouts, sink)
        _check_variants(binding, layouts, sink)


def _check_aliases(aliases: Mapping[str, str], layouts: Mapping[str, Layout], sink: Sink) -> None:
    taken = {name.casefold(): f"is a layout of deckgen's: `{name}`" for name in layouts}
    offered = offered_layouts(layouts)
    for alias, meant in aliases.items():
        where, folded = ("aliases", alias), alias.casefold()
        if folded in taken:
            sink.report(
                ALIAS_TAKEN, f"`{alias}` {taken[folded]}", where, hint="choose another name", key=True
            )
        taken.setdefault(folded, f"is the same as `{alias}` but for capitals")
        if meant not in offered:
            hint = did_you_mean(meant, offered) or f"an alias stands for one of {', '.join(offered)}"
            why = (
                "is made from the report itself, no slide asks for it" if meant in layouts else "is no layout"
            )
            sink.report(UNKNOWN_LAYOUT, f"`{meant}` {why}", where, hint=_owner_hint(meant, layouts) or hint)


def _owner_hint(variant: str, layouts: Mapping[str, Layout]) -> str | None:
    owner = next((one.name for one in layouts.values() if variant in one.variants and not one.framing), None)
    return f"name its layout, `{owner}`; what a slide holds decides on the arrangement" if owner else None


def _check_limits(limits: Mapping[str, object], layouts: Mapping[str, Layout], sink: Sink) -> None:
    known = set(_limit_keys(layouts)) if limits else ()
    for key in limits:
        if key not in known:
            hint = did_you_mean(key, _likely(key, known)) or (
                "name a slot, `title`, or a slot of one layout, `cover.title`; `deckgen template describe` has them"
            )
            sink.report(UNKNOWN_KEY, f"no text slot `{key}`", ("limits", key), hint=hint, key=True)


def _likely(key: str, known: Collection[str]) -> list[str]:
    """The keys that `key` may be a misspelling of: first of all those with the same layout or the same slot."""
    head, dot, tail = key.rpartition(".")
    alike = sorted(one for one in known if ("." in one) == bool(dot))
    akin = [one for one in alike if one.startswith(f"{head}.") or one.endswith(f".{tail}")] if dot else []
    return akin or alike


def _limit_keys(layouts: Mapping[str, Layout]) -> Iterator[str]:
    for layout in layouts.values():
        for variant, slots in layout.variants.items():
            for stem in {stem_of(slot) for slot in slots} - {*UNLIMITED}:
                yield from (stem, f"{layout.name}.{stem}", f"{variant}.{stem}")


def _check_variants(binding: Binding, layouts: Mapping[str, Layout], sink: Sink) -> None:
    slots = {variant: found for layout in layouts.values() for variant, found in layout.variants.items()}
    for variant, bound in binding.variants.items():
        where = ("variants", variant)
        if variant not in slots:
            hint = did_you_mean(variant, slots)
            message = f"no layout has the arrangement `{variant}`; what is bound to it is not used"
            sink.report(BINDING_UNUSED, message, where, hint=hint, key=True)
            continue
        for slot in bound.slots:
            # Inference gives every page a place for its section's name, for which framing pages have no use.
            if slot not in (*slots[variant], *FRAME):
                hint = did_you_mean(slot, slots[variant]) or f"it has {', '.join(slots[variant])}"
                message = f"`{variant}` has no slot `{slot}`; what is bound to it is not used"
                sink.report(BINDING_UNUSED, message, (*where, "slots", slot), hint=hint, key=True)
