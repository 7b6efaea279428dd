"""What workers elsewhere were about to put in place, as small files beside the decks: they cannot write the cache of
the one that started the run, and that one may be killed at any moment."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from deckgen.batch import stores
from deckgen.batch.addresses import is_url
from deckgen.batch.cache import Cache
from deckgen.batch.model import Outcome
from deckgen.render.saving import OutputUnwritable, write_whole

SUFFIX = ".json"


def announce(folder: str, files: Iterable[tuple[str, str]]) -> None:
    """Say which files (path or URL, hash) will be written. Where that cannot be said, the batch does without it."""
    for path, digest in files:
        data = json.dumps({"path": path, "sha256": digest}).encode()
        with suppress(stores.StoreFault, OutputUnwritable):
            place = _place(folder, path, digest)
            if is_url(folder):
                stores.put(place, data)
            else:
                write_whole(Path(place), data)


def take_in(folder: str, cache: Cache) -> None:
    """Tell the cache what an earlier run, which was killed, had announced. Raises CacheUnusable."""
    found: list[tuple[str, str]] = []
    places: list[str] = []
    with suppress(stores.StoreFault, OSError):
        for place, data in _read(folder):
            places.append(place)
            with suppress(ValueError, KeyError, TypeError):
                said = json.loads(data)
                found.append((str(said["path"]), str(said["sha256"])))
    cache.announce(found)
    _remove(places)


def clear(folder: str, outcomes: Iterable[Outcome]) -> None:
    """Remove the marks of files that the cache has a record of by now."""
    outputs = [stamp for outcome in outcomes for stamp in outcome.outputs]
    _remove([_place(folder, stamp.path, stamp.sha256) for stamp in outputs])


def _place(folder: str, path: str, digest: str) -> str:
    name = hashlib.sha256(f"{path}\0{digest}".encode()).hexdigest()[:32]
    return f"{folder}/{name}{SUFFIX}"


def _read(folder: str) -> Iterator[tuple[str, bytes]]:
    if is_url(folder):
        yield from ((url, stores.read(url)) for url in stores.files_in(folder) if url.endswith(SUFFIX))
    else:
        yield from ((str(file), file.read_bytes()) for file in Path(folder).glob(f"*{SUFFIX}"))


def _remove(places: Iterable[str]) -> None:
    for place in places:
        with suppress(stores.StoreFault, OSError):
            if is_url(place):
                stores.remove([place])
            else:
                Path(place).unlink(missing_ok=True)
