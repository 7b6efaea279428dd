"""Whether any installed package may have entry points of a group: `importlib.metadata` takes much longer to tell."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.machinery import PathFinder
from pathlib import Path

_DESCRIBED = (".dist-info", ".egg-info")
"""Endings of the folders in which installed packages are described."""


def may_register(group: str) -> bool:
    """False only if `importlib.metadata` would find no entry point of this group."""
    finders = [finder for finder in sys.meta_path if hasattr(finder, "find_distributions")]
    if any(finder is not PathFinder for finder in finders):
        return True
    return any(_may_name(folder, group.encode()) for folder in sys.path)


def _may_name(folder: str, group: bytes) -> bool:
    try:
        with os.scandir(folder or ".") as entries:
            names = [entry.name for entry in entries]
    except NotADirectoryError:  # a zip file, perhaps
        return True
    except OSError:
        return False
    described = (name for name in names if name.lower().endswith(_DESCRIBED) or name.lower() == "egg-info")
    return any(group in said for said in _entry_points(Path(folder), described))


def _entry_points(folder: Path, described: Iterator[str]) -> Iterator[bytes]:
    for name in described:
        try:
            yield (folder / name / "entry_points.txt").read_bytes()
        except OSError:  # a package without any
            continue
