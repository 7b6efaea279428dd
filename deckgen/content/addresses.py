"""Addresses of links: which of them a deck can hold, and how they are written there."""

from __future__ import annotations

import re
from functools import lru_cache

from deckgen.patterns import regex

_HOST = regex(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\.?|\[[0-9A-Fa-f:.]+\]")
_MAIL = regex(r"[^@\s<>()\[\]\\,;:\"]+@[A-Za-z0-9.-]+(?:\?[^\s<>\"]*)?")


def named_slide(link: str) -> str | None:
    """The id in a link to a slide of the same deck, `#loans`; None for links that lead out of it."""
    return link[1:] or None if link.startswith("#") else None


def unescaped(address: str) -> str:
    """`address` with its %-escapes read."""
    from urllib.parse import unquote

    return unquote(address)


@lru_cache(maxsize=4096)
def sound_address(link: str) -> str | None:
    """`link` as a relationship may name it, or None: a broken address makes PowerPoint repair the file."""
    from urllib.parse import quote, urlsplit

    link = link.strip()
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
