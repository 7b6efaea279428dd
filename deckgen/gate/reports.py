"""A report, with the source that it names and the deck that it makes → findings."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO
from weakref import finalize

from deckgen.check.deck_model import DeckSubject, Origins
from deckgen.check.decks import check_written
from deckgen.check.reports import check_report
from deckgen.codes import DECK_UNREADABLE
from deckgen.content.loading import Fill
from deckgen.diagnostics import BuildStopped, KeyPath, Sink, Spot
from deckgen.fit.model import FittedDeck
from deckgen.gate.decks import readable, validated
from deckgen.gate.model import Checked, Rendering
from deckgen.gate.pins import find_pins, write_pins
from deckgen.gate.rendering import rendered
from deckgen.gate.settings import find_names, find_settings
from deckgen.gate.sources import find_source
from deckgen.pipeline import Prepared, prepare_deck, read_report, summary
from deckgen.render.deck import drawn_deck
from deckgen.resources import House, Resources
from deckgen.templates.foreign import Unreadable
from deckgen.written.model import WrittenDeck
from deckgen.written.reading import read_deck


def check_deck(
    content: Path,
    resources: Resources,
    sink: Sink,
    template: str | None = None,
    *,
    unused: bool = False,
    pin: bool = False,
    rendering: Rendering | None = None,
    schema: bool = False,
    fill: Fill | None = None,
) -> Checked:
    """Everything that a build would find, and all rules, also those on the deck; no deck is written.

    `unused` asks for the figures of the source that no slide shows, `pin` to write down what the source says now,
    `rendering` for what LibreOffice makes of the deck, `schema` for what Microsoft's validator says of it; `fill`
    puts the values of a row into the content. Raises BuildStopped where there is no report.
    """
    try:
        made = prepare_deck(content, resources, sink, template, fill=fill)
    except BuildStopped:
        report = read_report(content, sink, House(resources, content, sink, template).names, fill=fill)
        source, settings = find_source(report, content, sink), find_settings(content, sink)
        pins, names = find_pins(content, sink), find_names(content, sink)
        tally = check_report(report, source, sink, settings, unused_too=unused, pins=pins, house_names=names)
        return Checked(tally, None)
    drawn = drawn_deck(made.deck, made.template, made.photos)
    with ExitStack() as stack:
        if not isinstance(drawn, bytes):
            stack.enter_context(drawn)
        checked = check_drawn(
            made, drawn, content, sink, unused=unused, pin=pin, rendering=rendering, schema=schema
        )
        if checked.subject:
            # Parts are read when they are asked for, which a page of the check still does.
            finalize(checked.subject.deck.package.archive, stack.pop_all().close)
    return checked


def check_drawn(
    made: Prepared,
    drawn: bytes | BinaryIO,
    content: Path,
    sink: Sink,
    *,
    unused: bool = False,
    pin: bool = False,
    rendering: Rendering | None = None,
    schema: bool = False,
) -> Checked:
    """All rules on a report that was read from `content`, with the source that it names, and on its deck."""
    report = made.report
    source, settings = find_source(report, content, sink), find_settings(content, sink)
    pins = None if pin else find_pins(content, sink)
    names = find_names(content, sink)
    deck = _own_deck(drawn, content, sink)
    with rendered(deck, Spot(str(content)), rendering, sink) as result:
        written = DeckSubject(
            deck,
            report,
            source,
            origins_of(made.deck),
            result,
            validated=validated(drawn, Spot(str(content)), sink) if schema else None,
            limits=settings.limits,
        )
        tally = check_report(
            report, source, sink, settings, unused_too=unused, written=written, pins=pins, house_names=names
        )
    pinned = write_pins(content, report, source, sink) if pin and source and not sink.has_errors else None
    built = summary(content, made.deck, made.file)
    return Checked(tally, built.slides, written, built.pending, pinned)


def check_edited(
    content: Path,
    deck: Path,
    resources: Resources,
    sink: Sink,
    template: str | None = None,
    *,
    rendering: Rendering | None = None,
    schema: bool = False,
    fill: Fill | None = None,
) -> Checked:
    """Whether a deck that was made from `content`, and perhaps edited since, still says what the report says, and
    all rules on decks. Raises BuildStopped where one of them cannot be read."""
    made = prepare_deck(content, resources, sink, template, fill=fill)
    drawn = drawn_deck(made.deck, made.template, made.photos)
    fresh = _own_deck(drawn, content, sink)
    if not isinstance(drawn, bytes):
        finalize(fresh.package.archive, drawn.close)
    source = find_source(made.report, content, sink)
    names, settings = made.report.glossary + find_names(content, sink), find_settings(content, sink)
    with readable(deck, sink):
        written = read_deck(deck, str(deck))
        with rendered(written, Spot(str(deck)), rendering, sink) as result:
            faults = validated(deck, Spot(str(deck)), sink) if schema else None
            subject = DeckSubject(
                written,
                made.report,
                source,
                rendered=result,
                fresh=fresh,
                names=names,
                validated=faults,
                limits=settings.limits,
            )
            check_written(subject, sink, settings)
    return Checked(None, len(written.slides), subject)


def _own_deck(drawn: bytes | BinaryIO, content: Path, sink: Sink) -> WrittenDeck:
    """The deck of the report as rules see it. Raises BuildStopped where it is larger than what they read."""
    try:
        return read_deck(drawn, str(content))
    except Unreadable as reason:
        message = f"the deck that it makes cannot be checked: {reason.message}"
        hint = "split the report; photos stored more coarsely (--photo-dpi) take less room"
        sink.report(DECK_UNREADABLE, message, Spot(str(content)), hint=hint)
        raise BuildStopped from None


def origins_of(deck: FittedDeck) -> Origins:
    """Where in the report every slide and every fill comes from."""
    origins: dict[tuple[int, int | None], KeyPath] = {}
    for number, slide in enumerate(deck.slides, start=1):
        origins[number, None] = slide.origin
        origins |= {(number, idx): fill.origin for idx, fill in slide.fills.items()}
    return origins
