"""Decks → PDF or ODP by LibreOffice, whose results are only believed when they are sound."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from types import TracebackType

from deckgen.check.stand_ins import StandIns
from deckgen.export.cold import (
    BYTES_PER_PAGE,
    BYTES_TO_START,
    SECONDS_PER_PAGE,
    SECONDS_TO_START,
    ExportFailed,
    at_work,
    limit_of,
    sound,
)
from deckgen.export.copies import DeckCopy
from deckgen.export.targets import PDF, Target
from deckgen.export.warm import Warm

PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
HOW_TO_INSTALL = (
    "install it (Debian, Ubuntu: `apt-get install libreoffice-impress fonts-noto-cjk`; macOS: "
    "`brew install --cask libreoffice`; Windows: `winget install TheDocumentFoundation.LibreOffice`), "
    "or set DECKGEN_SOFFICE to its `soffice`"
)
TOGETHER = 10
"""Decks for each LibreOffice where none is kept warm."""
ALL_HIDDEN = "every slide is hidden"
TRIES = 2
MOST_PAGES = 500
"""Slides of a deck that goes through the warm LibreOffice: its memory is limited beforehand."""
PAGES_OF_A_LIFE = 2_000
"""Slides after which a warm LibreOffice is replaced: it grows by some hundred kB with each deck."""
MOST_FAILURES = 2
"""Decks running that only a fresh LibreOffice could do, after which none is kept warm."""


class OfficeMissing(Exception):
    """There is no LibreOffice to be found."""


def find_office() -> Path | None:
    """The `soffice` to run: DECKGEN_SOFFICE if set, else from PATH, else from the usual places."""
    wanted = os.environ.get("DECKGEN_SOFFICE")
    names = [wanted] if wanted else ["soffice", "libreoffice", *PLACES]
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


def can_be_warm() -> bool:
    """Whether LibreOffice can be kept between decks: where the system ends it when we are killed."""
    return sys.platform != "win32"


def decks_together() -> int:
    """How many decks are best converted at a time: a start takes as long as some decks."""
    return 1 if can_be_warm() else TOGETHER


class Office:
    """LibreOffice for one deck after the other, kept warm in between; not for several threads at a time.

    Closing ends it. What the warm one makes nothing of is tried once more by a fresh one, alone.
    """

    def __init__(self) -> None:
        self._warm: Warm | None = None
        self._pages = 0
        self._failures = 0 if can_be_warm() else MOST_FAILURES

    def __enter__(self) -> Office:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _fault: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        warm, self._warm, self._pages = self._warm, None, 0
        if warm:
            warm.close()

    def warm_up(self, stand_ins: StandIns = ()) -> None:
        """Begin to start it, to have it ready by the time of the first deck. It is no fault if there is none.

        One that draws other stand-ins ends: it reads them when it starts.
        """
        if self._warm and self._warm.stand_ins != stand_ins:
            self.close()
        office = find_office()
        if office and not self._warm and self._failures < MOST_FAILURES:
            with suppress(OSError):
                seconds = SECONDS_TO_START + SECONDS_PER_PAGE * (PAGES_OF_A_LIFE + MOST_PAGES)
                self._warm = Warm(office, seconds, BYTES_TO_START + BYTES_PER_PAGE * MOST_PAGES, stand_ins)

    def convert(self, package: DeckCopy, target: Target = PDF) -> bytes:
        """The deck as `target`; a PDF has one page for each slide that is not hidden.

        Raises OfficeMissing or ExportFailed.
        """
        with self.converting(package, target) as result:
            return result()

    @contextmanager
    def converting(self, package: DeckCopy, target: Target = PDF) -> Iterator[Callable[[], bytes]]:
        """LibreOffice at work on a deck beside this program; what is yielded waits for it, once.

        Raises OfficeMissing or ExportFailed; what is yielded raises ExportFailed.
        """
        office = require_office()
        if not package.pages:
            raise ExportFailed(ALL_HIDDEN)
        if not self._takes(package, target):
            with at_work(office, [package], target, limit_of([package])) as results:
                yield lambda: _first(results()) or convert(package, target=target, tries=1)
            return
        waiting = True

        def result() -> bytes:
            nonlocal waiting
            waiting = False
            return self._result(package, target) or convert(package, target=target, tries=1)

        try:
            yield result
        finally:
            if waiting:  # nobody wants it any more
                self.close()

    def _takes(self, package: DeckCopy, target: Target) -> bool:
        """Whether the warm one has taken the deck."""
        if package.pages > MOST_PAGES:
            return False
        if self._pages >= PAGES_OF_A_LIFE:
            self.close()
        self.warm_up(package.stand_ins)
        if self._warm is None:
            return False
        self._pages += package.pages
        try:
            self._warm.hand_over(package.data, target)
        except OSError:
            self._fail()
            return False
        return True

    def _result(self, package: DeckCopy, target: Target) -> bytes | None:
        """None where it was no success."""
        assert self._warm is not None  # noqa: S101 (it has just taken a deck)
        made, said = self._warm.result(target, limit_of([package]))
        outcome = sound(made, package, target, said)
        if isinstance(outcome, bytes):
            self._failures = 0
            return outcome
        self._fail()
        return None

    def _fail(self) -> None:
        started = self._warm is not None and self._warm.has_started
        self._failures = self._failures + 1 if started else MOST_FAILURES
        self.close()


def convert(
    package: DeckCopy, timeout: float | None = None, target: Target = PDF, tries: int = TRIES
) -> bytes:
    """The same by a LibreOffice of its own. `timeout` in seconds; None allows more for longer decks.

    Raises OfficeMissing or ExportFailed.
    """
    office = require_office()
    fault = ExportFailed(ALL_HIDDEN)
    for _ in range(tries if package.pages else 0):
        (outcome,) = _convert_together(office, [package], target, timeout)
        if isinstance(outcome, bytes):
            return outcome
        fault = outcome
    raise fault


def convert_all(
    packages: Sequence[DeckCopy], office: Office, target: Target = PDF
) -> list[bytes | ExportFailed]:
    """Many decks. Where LibreOffice cannot be kept warm one process does them all, and what it fails on, hangs at or
    never reaches is tried alone.

    Raises OfficeMissing.
    """
    if not can_be_warm():
        return _convert_at_once(packages, target)
    return [_unraised(partial(office.convert, package, target)) for package in packages]


def _convert_at_once(packages: Sequence[DeckCopy], target: Target) -> list[bytes | ExportFailed]:
    program = require_office()
    able = (package for package in packages if package.pages)
    made: dict[int, bytes | ExportFailed] = {}
    for _, alike in groupby(able, key=attrgetter("stand_ins")):
        group = list(alike)
        made |= zip(map(id, group), _convert_together(program, group, target, None), strict=True)
    return [_settled(package, made.get(id(package)), target) for package in packages]


def _settled(package: DeckCopy, made: bytes | ExportFailed | None, target: Target) -> bytes | ExportFailed:
    if isinstance(made, bytes):
        return made
    return _unraised(lambda: convert(package, target=target))


def _unraised(convert: Callable[[], bytes]) -> bytes | ExportFailed:
    try:
        return convert()
    except ExportFailed as fault:
        return fault


def require_office() -> Path:
    office = find_office()
    if office is None:
        raise OfficeMissing
    return office


def _first(outcomes: Sequence[bytes | ExportFailed]) -> bytes | None:
    return outcomes[0] if isinstance(outcomes[0], bytes) else None


def _convert_together(
    office: Path, packages: Sequence[DeckCopy], target: Target, timeout: float | None
) -> list[bytes | ExportFailed]:
    with at_work(office, packages, target, timeout or limit_of(packages)) as results:
        return results()
