"""Decks that earlier runs of the same order have built, and that it asks for no longer: a row or a report is gone, or
the names follow another pattern."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from deckgen.batch.addresses import is_url
from deckgen.batch.model import Stamp
from deckgen.batch.records import from_text
from deckgen.batch.stamps import Glance, hash_of

ORDER = "order"
"""The trait that says which order asked for a deck last; it causes nothing."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A deck that nobody asks for. `files` are there as they were built, `edited` are there otherwise."""

    stem: str
    files: tuple[Stamp, ...]
    edited: tuple[str, ...]
    removed: bool = False


def find_leftovers(
    records: Mapping[str, str], asked: Collection[str], order: str, glance: Glance
) -> tuple[Leftover, ...]:
    """Those of `order`, as far as any file of theirs is there; `asked` are the stems of all decks that it wants."""
    found = []
    for stem in sorted(records.keys() - set(asked)):
        record = from_text(records[stem])
        if record is None or record.traits.get(ORDER) != order:
            continue
        there = [stamp for stamp in record.outputs if glance.exists(stamp.path)]
        same = tuple(stamp for stamp in there if glance.is_same(stamp))
        if there:
            edited = tuple(stamp.path for stamp in there if stamp not in same)
            found.append(Leftover(stem, same, edited))
    return tuple(found)


def prune(leftovers: Iterable[Leftover]) -> tuple[Leftover, ...]:
    """Remove every file that is, to the byte, as it was built."""
    pruned = []
    for each in leftovers:
        kept = tuple(stamp for stamp in each.files if not remove_unedited(stamp))
        edited = (*each.edited, *(stamp.path for stamp in kept))
        pruned.append(replace(each, edited=edited, removed=len(kept) < len(each.files)))
    return tuple(pruned)


def remove_unedited(stamp: Stamp) -> bool:
    """Remove a file, unless somebody has edited it; whether it is gone."""
    if is_url(stamp.path):
        return _removed_from_store(stamp)
    with suppress(OSError):
        if hash_of(stamp.path) == stamp.sha256:
            Path(stamp.path).unlink()
    return not Path(stamp.path).exists()


def _removed_from_store(stamp: Stamp) -> bool:
    from deckgen.batch import stores

    with suppress(stores.StoreFault):
        if stores.hash_at(stamp.path) == stamp.sha256:
            stores.remove([stamp.path])
            return True
    return False
