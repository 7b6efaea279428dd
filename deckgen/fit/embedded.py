"""The caption that a photographer stored in an image file, if any: EXIF, Windows' title, IPTC."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from deckgen.fit.image_files import Unreadable, opened

if TYPE_CHECKING:
    from PIL.Image import Image

_DESCRIPTION = 0x010E
_WINDOWS_TITLE, _WINDOWS_SUBJECT = 0x9C9B, 0x9C9F
_IPTC = ((2, 120), (2, 105), (2, 5))
"""Caption, headline, object name."""
_LONGEST = 500
_CAMERAS_OWN = ("olympus digital camera", "sony dsc", "default", "minolta digital camera", "dcim")


def embedded_caption(data: bytes) -> list[str]:
    """Every caption, without those that cameras write by themselves. Damage gives none; no pixel is decoded."""
    try:
        with opened(data) as image:
            found = [*_exif(image), *_iptc(image)]
    except Unreadable:  # `opened` takes every fault for damage of the file; here the metadata may be at fault
        return []
    clean = (" ".join(text.replace("\0", " ").split())[:_LONGEST] for text in found)
    return list(dict.fromkeys(text for text in clean if text and text.casefold() not in _CAMERAS_OWN))


def _exif(image: Image) -> Iterator[str]:
    exif = image.getexif()
    if isinstance(text := exif.get(_DESCRIPTION), str):
        # Pillow reads the bytes as Latin-1, where programs write UTF-8.
        yield _utf_8(text.encode("latin-1", "ignore")) if not text.isascii() else text
    for tag in (_WINDOWS_TITLE, _WINDOWS_SUBJECT):
        if isinstance(raw := exif.get(tag), bytes):
            yield raw.decode("utf-16-le", "ignore")


def _iptc(image: Image) -> Iterator[str]:
    from PIL import IptcImagePlugin

    fields = IptcImagePlugin.getiptcinfo(image) or {}  # type: ignore[arg-type]
    for tag in _IPTC:
        if isinstance(raw := fields.get(tag), bytes):
            yield _utf_8(raw)


def _utf_8(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("gb18030", "ignore")
