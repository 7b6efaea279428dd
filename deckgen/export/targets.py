"""What LibreOffice is asked to make of a deck."""

from __future__ import annotations

import json

from deckgen.records import dataclass

SCREEN_DPI = 150
"""To which pictures are reduced where their quality is."""


@dataclass(frozen=True, slots=True)
class Target:
    """The ending of the file, and LibreOffice's filter with its options."""

    ending: str
    filter: str

    @property
    def argument(self) -> str:
        return f"{self.ending}:{self.filter}"


def pdf_target(*, archival: bool = False, notes: bool = False, quality: int | None = None) -> Target:
    """A tagged PDF: `archival` by the rules of PDF/A-2b, `notes` of the notes pages alone. `quality` is that of its
    JPEGs in percent, which are then reduced to 150 dpi, too."""
    options: dict[str, object] = {"UseTaggedPDF": True}
    if archival:
        options["SelectPdfVersion"] = 2
    if notes:
        options |= {"ExportNotesPages": True, "ExportOnlyNotesPages": True}
    if quality is not None:
        options |= {"Quality": quality, "ReduceImageResolution": True, "MaxImageResolution": SCREEN_DPI}
    typed = {name: {"type": _type(value), "value": str(value).lower()} for name, value in options.items()}
    return Target("pdf", f"impress_pdf_Export:{json.dumps(typed)}")


def _type(value: object) -> str:
    return "boolean" if isinstance(value, bool) else "long"


PDF = pdf_target()
ODP = Target("odp", "impress8")
