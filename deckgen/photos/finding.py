"""The photos of a folder, matched to the slots of a report that wait for one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from deckgen.diagnostics import Sink
from deckgen.fit.photos import PhotoBook
from deckgen.fit.placing import fit_photo
from deckgen.fit.resolution import is_coarse
from deckgen.layouts.model import PhotoFill
from deckgen.photos.folder import files_in, photo_files, texts_of
from deckgen.photos.matching import Match, match_names, unmatched
from deckgen.photos.slots import PhotoSlot, State
from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class Proposal:
    """A file for a slot; `remark` says what speaks against it."""

    slot: PhotoSlot
    file: Path
    confidence: float
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """What a folder holds for a report. `broken` are files that match and cannot be read, with the reason."""

    sure: tuple[Proposal, ...]
    doubtful: tuple[tuple[Proposal, ...], ...]
    broken: Mapping[Path, str]
    left: tuple[Path, ...]
    """Files that are like no caption, or whose slot has its photo."""
    without: tuple[PhotoSlot, ...]
    """Slots that no file is like."""
    cut: bool = False
    """Whether the folder holds more files than are looked at."""


def find_photos(folder: Path, slots: Sequence[PhotoSlot]) -> Findings:
    """Match the photos in `folder` to the slots without a file. Files that the report uses already are left out."""
    waiting = {slot.number: slot for slot in slots if slot.state is State.PENDING}
    looked_at, cut = files_in(folder)
    files = photo_files(looked_at, {slot.file.resolve() for slot in slots if slot.file})
    texts = {file: texts_of(file, folder) for file in files}
    book = PhotoBook(Path)
    broken: dict[Path, str] = {}
    while True:
        captions = {number: slot.caption for number, slot in waiting.items()}
        matches = match_names(captions, [texts[file] for file in files])
        faulty = dict(_unreadable((files[match.file] for match in matches.sure), book))
        if not faulty:
            break
        # Another file may be what was meant.
        broken |= faulty
        files = [file for file in files if file not in faulty]

    def proposal(match: Match) -> Proposal:
        slot, file = waiting[match.photo], files[match.file]
        return Proposal(slot, file, match.confidence, remark(slot, file, book))

    sure = tuple(map(proposal, matches.sure))
    doubtful = tuple(tuple(map(proposal, group)) for group in matches.doubtful)
    seen = {each.slot.number for group in (sure, *doubtful) for each in group}
    return Findings(
        sure,
        doubtful,
        broken,
        tuple(files[place] for place in unmatched(len(files), matches)),
        tuple(slot for number, slot in waiting.items() if number not in seen),
        cut,
    )


def remark(slot: PhotoSlot, file: Path, book: PhotoBook) -> str:
    """What a look at the picture says against it: too few pixels, or the wrong way up."""
    size = book.size(str(file), (), Sink())
    if size is None:
        return "cannot be read"
    fill = PhotoFill(str(file), slot.caption, slot.caption)
    dpi = fit_photo(fill, slot.box, book, Sink()).dpi
    if dpi is not None and is_coarse(dpi):
        return f"{size[0]} × {size[1]} px is too small; at least {slot.least[0]} × {slot.least[1]} px"
    if {slot.orientation, "landscape" if size[0] > size[1] else "portrait"} == {"landscape", "portrait"}:
        way = "landscape" if size[0] > size[1] else "upright"
        return f"the photo is {way}, its place is {slot.orientation}"
    return ""


def _unreadable(files: Iterator[Path], book: PhotoBook) -> Iterator[tuple[Path, str]]:
    for file in files:
        sink = Sink()
        if book.size(str(file), (), sink) is None:
            reasons = [found.message.removeprefix(f"`{file}` ") for found in sink]
            yield file, reasons[0] if reasons else "cannot be read"
