"""A prepared deck → its photo slots in slide order: what belongs there, how large, and what there is so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum
from pathlib import Path

from deckgen.diagnostics import KeyPath, Sink
from deckgen.fit.crops import DPI
from deckgen.fit.model import FittedPhoto, FittedSlide
from deckgen.fit.resolution import EMU_PER_CM, LEAST_DPI, is_coarse, sharp_size
from deckgen.pipeline import Prepared
from deckgen.records import dataclass
from deckgen.units import Box


class State(Enum):
    """What there is of a photo. `FAULTY` names a file that is missing or cannot be read."""

    PLACED = "placed"
    PENDING = "pending"
    TOO_SMALL = "too small"
    FAULTY = "faulty"


@dataclass(frozen=True, slots=True)
class PhotoSlot:
    """One place for a photo. Slides and slots count from 1; `origin` is the photo's key path in the report."""

    number: int
    slide: int
    title: str
    section: str
    caption: str
    credit: str
    state: State
    image: str | None
    """The file's name as the report gives it."""
    file: Path | None
    pixels: tuple[int, int] | None
    """Width and height of the file's picture; None while there is none that can be read."""
    box: Box
    fitted: FittedPhoto
    origin: KeyPath
    kind: str = "photo"
    """`photo`, `portrait` of the person who is quoted, or `logo`."""

    @property
    def centimetres(self) -> tuple[float, float]:
        return self.box.width / EMU_PER_CM, self.box.height / EMU_PER_CM

    @property
    def wanted(self) -> tuple[int, int]:
        """The pixels that show every detail, at the resolution that photos are stored in."""
        return sharp_size(self.box, DPI)

    @property
    def least(self) -> tuple[int, int]:
        """The pixels below which the photo looks soft."""
        return sharp_size(self.box, LEAST_DPI)

    @property
    def orientation(self) -> str:
        """`landscape`, `portrait` or `square`, as photographers say."""
        ratio = self.box.width / max(self.box.height, 1)
        return "landscape" if ratio > 1.05 else "portrait" if ratio < 0.95 else "square"


def photo_slots(made: Prepared) -> list[PhotoSlot]:
    """Every photo slot of the deck, in the order of its slides."""
    sections = {slide: section.name for section in made.deck.sections for slide in section.slides}
    slots: list[PhotoSlot] = []
    for number, slide in enumerate(made.deck.slides, start=1):
        for idx, fill in photos_on(slide):
            box = slide.slide_layout.placeholders[idx].box
            slots.append(_slot(made, len(slots) + 1, number, slide, sections.get(slide.id, ""), fill, box))
    return slots


def photos_on(slide: FittedSlide) -> Iterator[tuple[int, FittedPhoto]]:
    return ((idx, fill) for idx, fill in slide.fills.items() if isinstance(fill, FittedPhoto))


def _slot(
    made: Prepared,
    number: int,
    slide_number: int,
    slide: FittedSlide,
    section: str,
    fill: FittedPhoto,
    box: Box,
) -> PhotoSlot:
    said = _said(made.report, fill.origin)
    image = fill.image or getattr(said, "image", None) or None
    return PhotoSlot(
        number=number,
        slide=slide_number,
        title=slide.title,
        section=section,
        caption=fill.caption,
        credit=getattr(said, "credit", None) or "",
        state=_state(image, fill),
        image=image,
        file=made.images.find(image) if image else None,
        pixels=made.photos.size(image, fill.origin, Sink()) if image else None,
        box=box,
        fitted=fill,
        origin=fill.origin,
        kind=_kind(fill.origin),
    )


def _kind(origin: KeyPath) -> str:
    return "portrait" if "portrait" in origin else "logo" if "logos" in origin else "photo"


def _state(image: str | None, fill: FittedPhoto) -> State:
    if image is None:
        return State.PENDING
    if fill.image is None:
        return State.FAULTY
    return State.TOO_SMALL if fill.dpi is not None and is_coarse(fill.dpi) else State.PLACED


def _said(report: object, origin: KeyPath) -> object:
    """What the report holds at a key path; None where there is no such place."""
    place = report
    for part in origin:
        if isinstance(part, str):
            place = place.get(part) if isinstance(place, Mapping) else getattr(place, part, None)
        elif isinstance(place, tuple) and part < len(place):
            place = place[part]
        else:
            return None
    return place
