"""What a worker process does: jobs in, outcomes out, until the process that started it has no more, or is gone."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import tempfile
import threading
from collections.abc import Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from deckgen.batch.building import Announce, Builder

DECKS_BETWEEN_SWEEPS = 10


def work(connection: Connection, cache: Path | None, folder: str) -> None:
    """A worker's life: jobs in, outcomes out, until the other end is closed or dies.

    `cache` is the file in which it announces what it writes, `folder` its own for temporary files.
    """
    # Ctrl-C reaches every process of the terminal; what it means is decided by the one that started us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_leave_after, args=(multiprocessing.parent_process(),), daemon=True).start()
    tempfile.tempdir = folder  # what is left in it when we are killed is removed with the folder of the run
    from deckgen.batch.building import Builder

    announce = _announcer(cache) if cache else None
    builder = Builder(announce) if announce else Builder()
    try:
        _serve(connection, builder)
    except (EOFError, OSError):
        return
    finally:
        builder.close()
        _remove(folder)


def _serve(connection: Connection, builder: Builder) -> NoReturn:
    """Build what comes in. Raises EOFError or OSError when the other end is gone."""
    # Reference counting frees all but cycles: those are looked for between decks, but not between any two, because it
    # takes a quarter of a deck's time.
    gc.disable()
    gc.freeze()
    done = 0
    while True:
        for outcome in builder.build_all(connection.recv()):
            connection.send(outcome)
            done += 1
            if done == 1 or done % DECKS_BETWEEN_SWEEPS == 0:
                gc.collect()
            if done == 1:  # what was read for the first deck, above all the template, stays
                gc.freeze()


def _remove(folder: str) -> None:
    rmtree(folder, ignore_errors=True)
    run = multiprocessing.parent_process()
    if run is not None and not run.is_alive():
        with suppress(OSError):  # it was killed: the last one out removes its folder
            Path(folder).parent.rmdir()


def _announcer(path: Path) -> Announce | None:
    """Writes announcements into the cache; None where it cannot be used."""
    from deckgen.batch.cache import Cache, CacheUnusable

    try:
        cache = Cache(path)
    except CacheUnusable:
        return None

    def announce(files: Iterable[tuple[str, str]]) -> None:
        with suppress(CacheUnusable):
            cache.announce(files)

    return announce


def _leave(_number: int, _frame: object) -> NoReturn:
    # Through every `finally`: a half-written file goes, and LibreOffice does not outlive us.
    raise SystemExit(1)


def _leave_after(run: BaseProcess | None) -> None:
    """Leave when the one that started us has been killed: LibreOffice may take minutes yet for what nobody wants."""
    if run is not None:
        run.join()
        os.kill(os.getpid(), signal.SIGTERM)
