"""Typefaces that come with Office (its cloud fonts included), Windows or macOS, by all their names."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def common_typefaces() -> frozenset[str]:
    """Their names, folded to small letters."""
    names = Path(__file__).with_name("typefaces.txt").read_text("utf-8")
    return frozenset(name.casefold() for name in names.splitlines())
