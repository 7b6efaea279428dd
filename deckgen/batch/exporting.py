"""A deck in memory → its files, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from deckgen.batch.model import Job
from deckgen.diagnostics import BuildStopped, Sink

THUMBNAIL_DPI = 18.0
"""240 pixels across a slide of 13.33 inches."""


@dataclass(slots=True)
class Export:
    """What one job makes of its deck. `thumbnail` is there once a PDF was made."""

    job: Job
    thumbnail: bytes = b""

    def files(self, deck: bytes, sink: Sink) -> Iterator[tuple[Path, bytes]]:
        """Each file with its path. Raises BuildStopped, with the reason in `sink`, where a format is not to be had;
        those before it have been given by then."""
        stem = Path(self.job.stem)
        if "pptx" in self.job.formats:
            yield stem.with_name(f"{stem.name}.pptx"), deck
        formats = tuple(form for form in self.job.formats if form != "pptx")
        if formats:
            yield from self._exported(deck, formats, sink)

    def _exported(self, deck: bytes, formats: tuple[str, ...], sink: Sink) -> Iterator[tuple[Path, bytes]]:
        """By way of a folder of its own: only what is whole, and nobody else's, takes its place."""
        from deckgen.export.files import FROM_PAGES, Wanted, export_deck

        stem = Path(self.job.stem)
        # All pages come from a PDF, which shows the first of them, too.
        extra = ("pdf",) if "pdf" not in formats and FROM_PAGES & set(formats) else ()
        own = Sink()
        with TemporaryDirectory(prefix="deckgen-export-", ignore_cleanup_errors=True) as name:
            source = Path(name) / f"{stem.name}.pptx"
            source.write_bytes(deck)
            made = export_deck(source, Path(name), Wanted((*formats, *extra), self.job.options.dpi), own)
            for finding in own:
                sink.add(replace(finding, span=None))
            for path in made:
                data = path.read_bytes()
                if path.name == f"{stem.name}.pdf":
                    self.thumbnail = _first_page(data)
                if path.name != f"{stem.name}.pdf" or not extra:
                    yield stem.with_name(path.name), data
        if own.has_errors:
            raise BuildStopped


def _first_page(pdf: bytes) -> bytes:
    from deckgen.export.rasters import draw_pages

    return next(draw_pages(pdf, THUMBNAIL_DPI), b"")
