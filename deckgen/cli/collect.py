"""`deckgen photos --collect`: says which file goes to which photo, and writes what is sure into the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from deckgen.codes import OUTPUT_UNWRITABLE
from deckgen.diagnostics import Sink
from deckgen.editing import edit_report, save_report
from deckgen.messages import columns_of, count_of, padded, printable, shortened
from deckgen.photos.copying import Destination
from deckgen.photos.finding import Findings, Proposal, find_photos
from deckgen.photos.folder import MOST_FILES
from deckgen.photos.slots import photo_slots
from deckgen.pipeline import Prepared, read_bytes
from deckgen.records import dataclass
from deckgen.render.saving import OutputUnwritable

BESIDE = "photos"
"""The folder beside the report that photos from elsewhere are copied into."""
WIDEST_CAPTION, MOST_LEFT = 50, 20


@dataclass(frozen=True, slots=True)
class Wishes:
    """The folder to look through, where photos from outside go, and whether nothing is to be written."""

    folder: Path
    into: Path | None = None
    dry_run: bool = False


def collect(report: Path, made: Prepared, wishes: Wishes, sink: Sink) -> bool:
    """Match, tell, copy and write. False, with the reason in `sink`, when not all that is sure could be written."""
    into = wishes.into or report.resolve().parent / BESIDE
    if made.images.name_of(into / "photo.jpg") is None:
        hint = "choose a folder beside the report, or in an `assets` folder above it"
        raise click.UsageError(f"a report cannot use photos in `{into}`; {hint}")
    data = read_bytes(report, sink)
    found = find_photos(wishes.folder, photo_slots(made))
    destination = Destination(made.images, into)
    names = {each.slot.number: destination.name_for(each.file) for each in found.sure}
    for line in told(found, names, wishes.folder):
        click.echo(printable(line))
    edits = {
        (*each.slot.origin, "image"): name
        for each in found.sure
        if (name := names[each.slot.number]) is not None
    }
    edited = edit_report(data, report, made.report, edits, sink)
    what = f"{count_of(len(edited.made), 'image')} into `{report}`"
    if wishes.dry_run or not edited.made:
        click.echo(f"would write {what}" if edited.made else "nothing to write")
        return len(edited.made) == len(edits)
    if not _copied(destination, edited.made.values(), sink) or not save_report(
        report, data, edited.data, sink
    ):
        return False
    click.echo(f"wrote {what}")
    return len(edited.made) == len(edits)


def _copied(destination: Destination, names: Iterable[str], sink: Sink) -> bool:
    try:
        for file, copy in destination.copies(list(names)):
            click.echo(printable(f"copied `{file}` to `{copy}`"))
    except OutputUnwritable as fault:
        sink.report(OUTPUT_UNWRITABLE, str(fault))
        return False
    except OSError as fault:
        sink.report(OUTPUT_UNWRITABLE, f"cannot copy `{fault.filename}`: {fault.strerror}")
        return False
    return True


def told(found: Findings, names: dict[int, str | None], folder: Path) -> Iterator[str]:
    """Lines about sure matches, doubtful ones, and what is left over of captions and of files."""
    if found.sure:
        yield "Matched:"
        yield from _proposals(found.sure, folder)
        yield from (
            f"  {each.slot.number:>3}  a report cannot name `{shown(each.file, folder)}`; rename the file"
            for each in found.sure
            if names[each.slot.number] is None
        )
    if found.doubtful:
        yield "Doubtful, not written; rename the files or write them in by hand:"
        for group in found.doubtful:
            yield from _proposals(group, folder)
    for file, reason in found.broken.items():
        yield f"Left out: `{shown(file, folder)}` {reason}"
    if found.without:
        yield "No file for:"
        yield from (
            f"  {slot.number:>3}  {shortened(slot.caption, WIDEST_CAPTION)}" for slot in found.without
        )
    if found.cut:
        yield f"There are more than {MOST_FILES:,} files; the rest was not looked at."
    if found.left:
        names_left = [shown(file, folder) for file in found.left]
        more = f" and {len(names_left) - MOST_LEFT} more" if len(names_left) > MOST_LEFT else ""
        yield f"Files that are like no caption: {', '.join(names_left[:MOST_LEFT])}{more}"


def _proposals(proposals: Sequence[Proposal], folder: Path) -> Iterator[str]:
    captions = [shortened(printable(each.slot.caption), WIDEST_CAPTION) for each in proposals]
    width = max(map(columns_of, captions))
    for each, caption in zip(proposals, captions, strict=True):
        remark = f"  ({each.remark})" if each.remark else ""
        file = shown(each.file, folder)
        yield f"  {each.slot.number:>3}  {padded(caption, width)}  {each.confidence:4.0%}  {file}{remark}"


def shown(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()
