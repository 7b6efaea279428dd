"""Names of files: paths of this machine, and URLs, which are left as they are."""

from __future__ import annotations

import os
import posixpath


def is_url(name: str) -> bool:
    scheme, found, _ = name.partition("://")
    return bool(found) and scheme.replace("+", "").replace("-", "").isalnum()


def absolute(name: str) -> str:
    """The name from any folder: links are not followed, for they may change."""
    return name if is_url(name) else os.path.abspath(name)  # noqa: PTH100


def parent_of(url: str) -> str:
    scheme, rest = url.split("://", 1)
    return f"{scheme}://{posixpath.dirname(rest.rstrip('/'))}"
