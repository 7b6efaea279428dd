"""The delivery gate: a report and its source, or a written deck → findings. Loaded only where it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from io import BytesIO
from itertools import islice
from pathlib import Path

from deckgen.check import KNOWN, Tally, check_report
from deckgen.check.deck_model import DeckSubject, Origins
from deckgen.check.decks import check_written
from deckgen.check.laid_out import LaidOut
from deckgen.check.settings import Settings, read_names, read_settings
from deckgen.codes import DECK_UNREADABLE, EXPORT_FAILED, FILE_UNREADABLE, OFFICE_MISSING
from deckgen.content.models import Name
from deckgen.diagnostics import BuildStopped, KeyPath, Sink, Spot
from deckgen.fit.model import FittedDeck
from deckgen.pipeline import PendingPhoto, Prepared, prepare_deck, read_report, summary
from deckgen.records import dataclass
from deckgen.render.deck import render_deck
from deckgen.resources import PROJECT_MARKS, House, Resources
from deckgen.sourcing import find_pins, find_source, read_sources, write_pins
from deckgen.templates.foreign import Unreadable
from deckgen.written.reading import read_deck

SETTINGS_FILES = ("deckgen.toml", "pyproject.toml")
MAX_SETTINGS = 1_000_000
MOST_LEVELS = 12
"""How many folders above the content file are searched for settings."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """How LibreOffice is to lay out a deck: with pictures of so many pixels' width, or without. That it cannot is a
    finding if it is `required`."""

    pictures: int | None = None
    required: bool = True


@dataclass(frozen=True, slots=True)
class Checked:
    """What was gone through. `figures` is None for a deck whose report is not known, `slides` where a report could
    not be laid out."""

    figures: Tally | None
    slides: int | None
    subject: DeckSubject | None = None
    """The deck with all that is known of it; None where there is none."""
    pending: tuple[PendingPhoto, ...] = ()
    pinned: int | None = None
    """How many quotes were pinned to the source; None where that was not asked for, or errors forbade it."""


def check_deck(
    content: Path,
    resources: Resources,
    sink: Sink,
    template: str | None = None,
    *,
    unused: bool = False,
    pin: bool = False,
    rendering: Rendering | None = None,
) -> Checked:
    """Everything that a build would find, and all rules, also those on the deck; no deck is written.

    `unused` asks for the figures of the source that no slide shows, `pin` to write down what the source says now,
    `rendering` for what LibreOffice makes of the deck. Raises BuildStopped where there is no report.
    """
    try:
        made = prepare_deck(content, resources, sink, template)
    except BuildStopped:
        report = read_report(content, sink, House(resources, content, sink, template).names)
        source, settings = find_source(report, content, sink), find_settings(content, sink)
        pins, names = find_pins(content, sink), find_names(content, sink)
        tally = check_report(report, source, sink, settings, unused_too=unused, pins=pins, house_names=names)
        return Checked(tally, None)
    drawn = BytesIO()
    render_deck(made.deck, made.template, made.photos, drawn)
    return check_drawn(made, drawn.getvalue(), content, sink, unused=unused, pin=pin, rendering=rendering)


def check_drawn(
    made: Prepared,
    drawn: bytes,
    content: Path,
    sink: Sink,
    *,
    unused: bool = False,
    pin: bool = False,
    rendering: Rendering | None = None,
) -> Checked:
    """All rules on a report that was read from `content`, with the source that it names, and on its deck."""
    report = made.report
    source, settings = find_source(report, content, sink), find_settings(content, sink)
    pins = None if pin else find_pins(content, sink)
    names = find_names(content, sink)
    with rendered(drawn, Spot(str(content)), rendering, sink) as result:
        written = DeckSubject(read_deck(drawn, str(content)), report, source, origins_of(made.deck), result)
        tally = check_report(
            report, source, sink, settings, unused_too=unused, written=written, pins=pins, house_names=names
        )
    pinned = write_pins(content, report, source, sink) if pin and source and not sink.has_errors else None
    built = summary(content, made.deck, made.file)
    return Checked(tally, built.slides, written, built.pending, pinned)


Rendered = Callable[[], LaidOut | None]


@contextmanager
def rendered(
    deck: bytes | Path, file: Spot, rendering: Rendering | None, sink: Sink
) -> Iterator[Rendered | None]:
    """LibreOffice at work on a deck while rules run that can do without; None where it is not asked.

    What is yielded waits for it, and has None where it is not installed, or makes nothing of the deck.
    """
    if rendering is None:
        yield None
        return
    from deckgen.export.copies import UnreadableDeck, read_package
    from deckgen.export.laying_out import laying_out
    from deckgen.export.office import HOW_TO_INSTALL, ExportFailed, OfficeMissing

    told = sink if rendering.required else Sink()
    with ExitStack() as stack:
        try:
            data = deck.read_bytes() if isinstance(deck, Path) else deck
            result = stack.enter_context(laying_out(read_package(data), rendering.pictures))
        except OfficeMissing:
            told.report(OFFICE_MISSING, "LibreOffice was not found", file, hint=HOW_TO_INSTALL)
        except ExportFailed as fault:
            told.report(EXPORT_FAILED, str(fault), file)
        except UnreadableDeck as fault:
            told.report(DECK_UNREADABLE, str(fault), file)
        else:

            def waited() -> LaidOut | None:
                try:
                    return result()
                except ExportFailed as fault:
                    told.report(EXPORT_FAILED, str(fault), file)
                    return None

            yield waited
            return
    yield None


def origins_of(deck: FittedDeck) -> Origins:
    """Where in the report every slide and every fill comes from."""
    origins: dict[tuple[int, int | None], KeyPath] = {}
    for number, slide in enumerate(deck.slides, start=1):
        origins[number, None] = slide.origin
        origins |= {(number, idx): fill.origin for idx, fill in slide.fills.items()}
    return origins


def check_edited(
    content: Path,
    deck: Path,
    resources: Resources,
    sink: Sink,
    template: str | None = None,
    *,
    rendering: Rendering | None = None,
) -> Checked:
    """Whether a deck that was made from `content`, and perhaps edited since, still says what the report says, and
    all rules on decks. Raises BuildStopped where one of them cannot be read."""
    made = prepare_deck(content, resources, sink, template)
    drawn = BytesIO()
    render_deck(made.deck, made.template, made.photos, drawn)
    source = find_source(made.report, content, sink)
    names = made.report.glossary + find_names(content, sink)
    fresh = read_deck(drawn.getvalue(), str(content))
    with _readable(deck, sink), rendered(deck, Spot(str(deck)), rendering, sink) as result:
        written = read_deck(deck, str(deck))
        subject = DeckSubject(written, made.report, source, rendered=result, fresh=fresh, names=names)
        check_written(subject, sink, find_settings(content, sink))
    return Checked(None, len(written.slides), subject)


def check_file(
    deck: Path, sink: Sink, sources: Sequence[Path] = (), *, rendering: Rendering | None = None
) -> Checked:
    """The rules on decks, for a .pptx that anybody made; its figures must stand in `sources`, if there are any.
    Raises BuildStopped where something cannot be read."""
    source = read_sources(sources, sink)
    with _readable(deck, sink), rendered(deck, Spot(str(deck)), rendering, sink) as result:
        subject = DeckSubject(
            read_deck(deck, str(deck)), source=source, rendered=result, names=find_names(deck, sink)
        )
        check_written(subject, sink, find_settings(deck, sink))
    return Checked(None, len(subject.deck.slides), subject)


@contextmanager
def _readable(deck: Path, sink: Sink) -> Iterator[None]:
    """Reports what cannot be read inside, and raises BuildStopped."""
    try:
        yield
    except OSError as fault:
        sink.report(FILE_UNREADABLE, f"cannot read `{deck}`: {fault.strerror}", Spot(str(deck)))
        raise BuildStopped from fault
    except Unreadable as reason:
        sink.report(
            DECK_UNREADABLE,
            f"the deck cannot be checked: {reason.message}",
            Spot(str(deck)),
            hint=reason.hint,
        )
        raise BuildStopped from None


def find_settings(content: Path, sink: Sink) -> Settings:
    """What the nearest deckgen.toml or pyproject.toml says, up to the project's top."""
    for name, data in _settings_files(content):
        found = read_settings(data, name, sink, KNOWN)
        if found or name.endswith(SETTINGS_FILES[0]):
            return found
    return {}


def find_names(content: Path, sink: Sink) -> tuple[Name, ...]:
    """The glossary of the nearest deckgen.toml or pyproject.toml that has one."""
    found = (read_names(data, name, sink) for name, data in _settings_files(content))
    return next((names for names in found if names), ())


def settings_places(content: Path) -> Iterator[Path]:
    """Where settings may stand, nearest first."""
    for folder in islice(content.resolve().parents, MOST_LEVELS):
        yield from (folder / name for name in SETTINGS_FILES)
        if any((folder / mark).exists() for mark in PROJECT_MARKS):
            return


def _settings_files(content: Path) -> Iterator[tuple[str, bytes]]:
    for path in settings_places(content):
        try:
            with path.open("rb") as file:
                yield str(path), file.read(MAX_SETTINGS)
        except OSError:
            continue
