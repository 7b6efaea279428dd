"""What of this machine shows in an export: its LibreOffice, and its fonts."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from deckgen.export.office import find_office

FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc", ".pfb")
_SAYS = re.compile(r"(?m)^(?:ProductKey=(?:LibreOffice *)?|buildid=)(.*?)\s*$")


def office_version() -> str:
    """The version and build of the LibreOffice that exports use; empty where there is none."""
    office = find_office()
    if office is None:
        return ""
    program = office.resolve().parent
    places = [place for place in (program, program.parent / "Resources") if place.is_dir()]
    names = ("bootstraprc", "bootstrap.ini", "versionrc", "version.ini")
    said = [match for name in names for place in places for match in _SAYS.findall(_text(place / name))]
    return " ".join(filter(None, said)) or f"of {_size(office):,} bytes"


def fonts_mark() -> str:
    """A digest of the names and sizes of all font files that are installed."""
    fonts = sorted({(file.name, _size(file)) for folder in _font_folders() for file in _fonts_in(folder)})
    return hashlib.sha256(repr(fonts).encode()).hexdigest()[:16]


def _font_folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:\\Windows")) / "Fonts"
        yield home / "AppData" / "Local" / "Microsoft" / "Windows" / "Fonts"
        return
    if sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
    yield from (home / ".fonts", home / ".local" / "share" / "fonts")


def _fonts_in(folder: Path) -> Iterator[Path]:
    for place, _, files in os.walk(folder, followlinks=True):
        yield from (Path(place, name) for name in files if name.lower().endswith(FONT_SUFFIXES))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace")
    except OSError:
        return ""


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0
