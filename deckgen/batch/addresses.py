"""Names of files: paths of this machine, and URLs, which are left as they are."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Callable
from dataclasses import replace

from deckgen.diagnostics import Diagnostic


def is_url(name: str) -> bool:
    scheme, found, _ = name.partition("://")
    return bool(found) and scheme.replace("+", "").replace("-", "").isalnum()


def absolute(name: str) -> str:
    """The name from any folder: links are not followed, for they may change."""
    return name if is_url(name) else os.path.abspath(name)  # noqa: PTH100


def parent_of(url: str) -> str:
    scheme, rest = url.split("://", 1)
    return f"{scheme}://{posixpath.dirname(rest.rstrip('/'))}"


def renamed(found: Diagnostic, in_text: Callable[[str], str]) -> Diagnostic:
    """The finding with other names for files; `in_text` replaces them wherever they stand in a text."""
    span, spot = found.span, found.spot
    return replace(
        found,
        message=in_text(found.message),
        hint=in_text(found.hint) if found.hint else found.hint,
        span=replace(span, file=in_text(span.file)) if span else None,
        spot=replace(spot, file=in_text(spot.file)) if spot else None,
    )
