"""What the source said when quotes were last pinned to it: NAME.source.lock beside a report."""

from __future__ import annotations

from pathlib import Path

from deckgen.check.pins import MAX_PINS, Pins, PinsUnreadable, pin, pins_beside, read_pins, written
from deckgen.check.source import Source
from deckgen.codes import OUTPUT_UNWRITABLE, PINS_UNREADABLE
from deckgen.content.indicators import indicators_of
from deckgen.content.models import Report
from deckgen.diagnostics import Sink
from deckgen.gate.sources import SOURCE_KEY
from deckgen.render.saving import OutputUnwritable, save_whole


def find_pins(content: Path, sink: Sink) -> Pins | None:
    """What the source said when the report's quotes were last pinned; None where they never were."""
    path = pins_beside(content)
    try:
        with path.open("rb") as file:
            return read_pins(file.read(MAX_PINS))
    except FileNotFoundError:
        return None
    except (OSError, PinsUnreadable):
        hint = "write it anew with `deckgen check --pin`"
        sink.report(PINS_UNREADABLE, f"`{path.name}` is damaged or cannot be read", SOURCE_KEY, hint=hint)
        return None


def write_pins(content: Path, report: Report, source: Source, sink: Sink) -> int:
    """Pin the report's quotes to what the source says now; how many there are."""
    pins = pin(source, [indicator.quote for _, indicator in indicators_of(report) if indicator.quote])
    try:
        with save_whole(pins_beside(content)) as file:
            file.write(written(pins).encode())
    except OutputUnwritable as fault:
        sink.report(OUTPUT_UNWRITABLE, str(fault))
        return 0
    return len(pins.sentences)
