"""What the parts of a package need of one another: their kinds, and the references in their XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from deckgen.templates.placeholders import P
from deckgen.templates.styles import A
from deckgen.written.charts import C
from deckgen.written.package import Package


class PartKind(NamedTuple):
    """What a part is that relationships of one type lead to; `needs` are relationships that it cannot be without."""

    content: str
    """The end of its content type."""
    root: str
    needs: tuple[str, ...] = ()


KINDS = {
    "slide": PartKind("presentationml.slide+xml", f"{P}sld", ("slideLayout",)),
    "slideLayout": PartKind("presentationml.slideLayout+xml", f"{P}sldLayout", ("slideMaster",)),
    "slideMaster": PartKind("presentationml.slideMaster+xml", f"{P}sldMaster", ("theme",)),
    "notesSlide": PartKind("presentationml.notesSlide+xml", f"{P}notes"),
    "notesMaster": PartKind("presentationml.notesMaster+xml", f"{P}notesMaster", ("theme",)),
    "handoutMaster": PartKind("presentationml.handoutMaster+xml", f"{P}handoutMaster", ("theme",)),
    "theme": PartKind("theme+xml", f"{A}theme"),
    "tableStyles": PartKind("tableStyles+xml", f"{A}tblStyleLst"),
    "presProps": PartKind("presProps+xml", f"{P}presentationPr"),
    "viewProps": PartKind("viewProps+xml", f"{P}viewPr"),
    "tags": PartKind("tags+xml", f"{P}tagLst"),
    "chart": PartKind("chart+xml", f"{C}chartSpace"),
}
"""By the last word of the relationship's type."""

_RELATIONSHIPS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_USUAL = b'xmlns:r="%s"' % _RELATIONSHIPS
_PREFIX = re.compile(rb"""xmlns:([\w.-]+)\s*=\s*["']%s["']""" % re.escape(_RELATIONSHIPS))


def references_in(package: Package, part: str) -> Iterator[str]:
    """The relationship ids that the XML of a part names, each once. Empty ones are left out: they mean none."""
    data = package.read(part)
    # Most parts declare the usual prefix and use none: then there is nothing to search for.
    usual = data.count(_RELATIONSHIPS) == data.count(_USUAL)
    found: set[bytes] = set()
    for prefix in [b"r"] if usual else set(_PREFIX.findall(data)):
        if prefix + b":" not in data:
            continue
        found.update(re.findall(rb"""\s%s:\w+\s*=\s*["']([^"']+)["']""" % re.escape(prefix), data))
    return (name.decode("utf-8", "replace") for name in sorted(found))


def kind_of(relationship: str) -> str:
    """The last word of a relationship's type."""
    return relationship.rpartition("/")[2]
