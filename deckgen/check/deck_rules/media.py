"""Pictures are what they say they are, no larger than needed, and keep to themselves where they were taken.

A picture of another kind than the file declares makes PowerPoint offer a repair, or shows as a red cross. One with many
times the pixels that its place on the slide can show makes the deck slow to send and open; looked at are pictures of
more than 2 MB, and films and sounds of more than 100 MB. Cameras and telephones write place, owner and serial number
into their pictures, and PowerPoint keeps them.

    WebP bytes in image1.png                          # error: picture-type-wrong
    6000 × 4000 pixels on a third of a slide            # warning: media-oversized
    a photo with its GPS position                     # warning: picture-metadata
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.check.limits import FINEST_PICTURE, LARGEST_FILM, LARGEST_PICTURE
from deckgen.codes import MEDIA_OVERSIZED, PICTURE_METADATA, PICTURE_TYPE_WRONG
from deckgen.diagnostics import Sink, Spot
from deckgen.units import EMU_PER_INCH
from deckgen.written.images import ENOUGH, PictureFacts, picture_facts
from deckgen.written.model import WrittenShape, WrittenSlide

MEGABYTE = 1_000_000

_TYPES = {
    "image/png": "png", "image/jpeg": "jpeg", "image/jpg": "jpeg", "image/pjpeg": "jpeg", "image/gif": "gif",
    "image/bmp": "bmp", "image/tiff": "tiff", "image/svg+xml": "svg", "image/x-wmf": "wmf", "image/wmf": "wmf",
    "image/x-emf": "emf", "image/emf": "emf", "image/webp": "webp",
}  # fmt: skip
_DRAWINGS = ("wmf", "emf", "svg")
"""Kinds whose first bytes vary, or which may be packed."""


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report pictures that are something else, too large, or tell too much, and films that are too large."""
    package = subject.deck.package
    places = dict(_places(subject))
    picture, film = (subject.limit(limit) * MEGABYTE for limit in (LARGEST_PICTURE, LARGEST_FILM))
    for part in package.reached:
        fact = package.parts[part]
        spot = places[part][0] if part in places else subject.spot()
        if fact.content_type.startswith(("video/", "audio/")) and fact.size > film:
            message = f"`{part}` has {fact.size // MEGABYTE} MB"
            sink.report(MEDIA_OVERSIZED, message, spot, hint="File, Info, Compress Media")
        wanted = _TYPES.get(fact.content_type.partition(";")[0].strip().lower())
        if wanted is None:
            continue
        facts = picture_facts(package.start(part, ENOUGH))
        if facts.kind != wanted and wanted not in _DRAWINGS:
            message = f"`{part}` is declared as {wanted}, and is {facts.kind or 'no picture'}"
            sink.report(PICTURE_TYPE_WRONG, message, spot, hint="insert the picture anew")
        if facts.tells:
            message = f"the picture tells {', '.join(facts.tells)}"
            sink.report(PICTURE_METADATA, message, spot, hint="remove its properties before inserting it")
        if fact.size > picture and part in places:
            _check_size(facts, fact.size, places[part], subject.limit(FINEST_PICTURE), sink)


def _places(subject: DeckSubject) -> Iterator[tuple[str, tuple[Spot, WrittenShape | None]]]:
    """The pictures of slides with the place that shows most of them."""
    shown: dict[str, tuple[int, WrittenSlide, WrittenShape]] = {}
    for slide in subject.deck.slides:
        for shape in slide.shapes:
            part = shape.picture or shape.paint.picture
            width = shape.box.width if shape.box else 0
            if part and (part not in shown or shown[part][0] < width):
                shown[part] = (width, slide, shape)
    for part, (_, slide, shape) in shown.items():
        yield part, (subject.spot(slide, shape), shape)
    for slide in subject.deck.slides:
        if slide.ground.picture and slide.ground.picture not in shown:
            yield slide.ground.picture, (subject.spot(slide), None)


def _check_size(
    facts: PictureFacts, size: int, place: tuple[Spot, WrittenShape | None], dpi: float, sink: Sink
) -> None:
    spot, shape = place
    if facts.pixels is None or shape is None or shape.box is None:
        return
    left, top, right, bottom = shape.crop
    seen = max(0.01, 1 - max(left, 0) - max(right, 0)), max(0.01, 1 - max(top, 0) - max(bottom, 0))
    wide = shape.box.width / EMU_PER_INCH * dpi / seen[0]
    high = shape.box.height / EMU_PER_INCH * dpi / seen[1]
    if facts.pixels[0] > wide and facts.pixels[1] > high:
        message = (
            f"the picture has {facts.pixels[0]} × {facts.pixels[1]} pixels and {size / MEGABYTE:.1f} MB; "
            f"{round(wide / 2)} × {round(high / 2)} pixels would do where it is shown"
        )
        sink.report(MEDIA_OVERSIZED, message, spot, hint="Picture Format, Compress Pictures")


RULE = DeckRule(
    (PICTURE_TYPE_WRONG, MEDIA_OVERSIZED, PICTURE_METADATA),
    check,
    __doc__,
    (LARGEST_PICTURE, FINEST_PICTURE, LARGEST_FILM),
)
