"""What a part refers to: relationships with ids of their own, each target once; sound web addresses only."""

from __future__ import annotations

import re
from functools import lru_cache

from deckgen.render.markup import RELATIONSHIPS, legal
from deckgen.templates.model import Relationship

SLIDE = f"{RELATIONSHIPS}/slide"
SLIDE_LAYOUT = f"{RELATIONSHIPS}/slideLayout"
NOTES_SLIDE = f"{RELATIONSHIPS}/notesSlide"
NOTES_MASTER = f"{RELATIONSHIPS}/notesMaster"
TAGS = f"{RELATIONSHIPS}/tags"
CHART = f"{RELATIONSHIPS}/chart"
EMBEDDED = f"{RELATIONSHIPS}/package"
IMAGE = f"{RELATIONSHIPS}/image"
HYPERLINK = f"{RELATIONSHIPS}/hyperlink"
CUSTOM_XML = f"{RELATIONSHIPS}/customXml"
CUSTOM_XML_PROPERTIES = f"{RELATIONSHIPS}/customXmlProps"

_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]+\]")
_MAIL = re.compile(r"[^@\s<>()\[\]\\,;:\"]+@[A-Za-z0-9.-]+(?:\?[^\s<>\"]*)?")


class References:
    """The relationships of one part, in the order in which they were asked for."""

    def __init__(self, taken: tuple[Relationship, ...] = ()) -> None:
        self._relationships = list(taken)
        self._ids = {(found.type, found.target): found.id for found in taken}
        self._last = max((int(digits) for found in taken if (digits := found.id[3:]).isdecimal()), default=0)

    def id_of(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id under which this part refers to `target`."""
        found = self._ids.get((kind, target))
        if found is None:
            self._last += 1
            found = self._ids[kind, target] = f"rId{self._last}"
            self._relationships.append(Relationship(found, kind, target, external))
        return found

    @property
    def relationships(self) -> tuple[Relationship, ...]:
        return tuple(self._relationships)


@lru_cache(maxsize=4096)
def sound_address(link: str) -> str | None:
    """`link` as a relationship may name it, or None: a broken address makes PowerPoint repair the file."""
    from urllib.parse import quote, urlsplit

    link = legal(link).strip()
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
        if parts.scheme == "mailto":
            whole = _MAIL.fullmatch(link[len("mailto:") :])
        else:
            address = host
            if not host.isascii():
                address = host.encode("idna").decode("ascii")
                link = link.replace(parts.netloc, parts.netloc.lower().replace(host, address), 1)
            whole = _HOST.fullmatch(f"[{address}]" if ":" in address else address)
    except ValueError:
        return None
    if whole is None or parts.scheme not in ("http", "https", "mailto"):
        return None
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", link), safe=":/?#[]@!$&'()*+,;=%-._~")
