"""Where a project ends, above which nothing is searched."""

from __future__ import annotations

from pathlib import Path

MARKS = ("pyproject.toml", ".git")


def is_top(folder: Path) -> bool:
    """Whether it is a project's top."""
    return any((folder / mark).exists() for mark in MARKS)
