"""`deckgen batch --dask`: where a run on a cluster keeps its books."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from deckgen.batch.cache import FOLDER, Cache, CacheUnusable
from deckgen.batch.model import Outcome, Runner
from deckgen.cache import find_folder
from deckgen.cli.batch_order import Order
from deckgen.diagnostics import Sink


def cache_folder(order: Order) -> Path:
    """The folder of the batch's cache: beside the decks, or for decks in a store, in the user's cache folder."""
    if order.store is None:
        return order.outputs
    own = find_folder()
    name = hashlib.sha256(order.store.encode()).hexdigest()[:16]
    return own / "batch" / name if own else Path()


def dask_runner(address: str, order: Order, sink: Sink) -> Runner:
    """What builds on the cluster at `address`. Its run raises ClusterLost."""
    from deckgen.batch.cluster import DaskRunner

    return DaskRunner(address, _marks(order), sink)


def take_in_marks(order: Order, cache: Cache) -> None:
    from deckgen.batch import marks

    with suppress(CacheUnusable):  # it is said when it is read next
        marks.take_in(_marks(order), cache)


def clear_marks(order: Order, outcomes: Sequence[Outcome]) -> None:
    from deckgen.batch import marks

    marks.clear(_marks(order), outcomes)


def _marks(order: Order) -> str:
    return f"{order.store or order.outputs.absolute()}/{FOLDER}/written"
