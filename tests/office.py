"""The LibreOffice of all tests that only want to see what it draws: its start takes longer than most decks."""

from __future__ import annotations

import atexit
from functools import cache

from deckgen.export.office import Office


@cache
def shared_office() -> Office:
    office = Office()
    atexit.register(office.close)
    return office
