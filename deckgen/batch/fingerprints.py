"""What makes two installations build the same bytes: two that differ in any of this must not share a batch."""

from __future__ import annotations

import hashlib
import platform
import zlib
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from deckgen import __version__
from deckgen.resources import shipped_templates

DRAWING = ("pillow", "resvg-py", "budoux", "python-pptx", "lxml", "jinja2", "pikepdf", "pypdfium2")
"""Libraries that have a part in what a deck says and looks like."""
OFFICE, FONTS = "LibreOffice", "fonts"


@cache
def fingerprint() -> dict[str, str]:
    """Name → state, in the order of importance."""
    python = ".".join(platform.python_version_tuple()[:2])
    libraries = {name: _installed(name) for name in DRAWING}
    return {
        "deckgen": __version__,
        "code": _code(),
        "Python": python,
        **libraries,
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


@cache
def drawing() -> dict[str, str]:
    """What else shows in PDFs and pictures."""
    from deckgen.export.machine import fonts_mark, office_version

    return {OFFICE: office_version(), FONTS: fonts_mark()}


def differences(ours: Mapping[str, str], theirs: Mapping[str, str]) -> str:
    """What the other installation has otherwise: `deckgen 0.1 instead of 0.2`; empty when both are the same."""
    unlike = [name for name in ours if theirs.get(name) != ours[name]]
    if unlike == ["code"]:
        return f"deckgen {ours['deckgen']} with other code"
    words = [
        f"{name} {theirs.get(name) or 'missing'} instead of {ours[name]}" for name in unlike if name != "code"
    ]
    return ", ".join(words)


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _code() -> str:
    """A digest of deckgen's code and of the templates it brings along: a checkout changes without its version."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for top, patterns in ((package, ("*.py", "*.json")), (shipped_templates(), ("*.pptx", "*.yaml"))):
        for file in sorted(found for pattern in patterns for found in top.rglob(pattern)):
            digest.update(file.relative_to(top).as_posix().encode() + b"\0")
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
