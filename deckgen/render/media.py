"""Photos in the package: the same picture is stored once, however many slides show it."""

from __future__ import annotations

from deckgen.fit.pictures import EncodedPhoto
from deckgen.render.package import PHOTO_TYPES, Package


class Media:
    """The picture parts of one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._parts: dict[str | bytes, str] = {}

    def part_of(self, photo: EncodedPhoto) -> str:
        """The name of the part that holds `photo`, added when it is new."""
        return self._stored(photo.digest, photo.data, photo.extension)

    def drawing_of(self, photo: EncodedPhoto) -> str | None:
        """The name of the part that holds the SVG of `photo`, if it is the picture of one."""
        return self._stored(photo.svg, photo.svg, "svg") if photo.svg else None

    def _stored(self, key: str | bytes, data: bytes, extension: str) -> str:
        part = self._parts.get(key)
        if part is None:
            part = self._package.free_name("/ppt/media/image{}." + extension)
            self._parts[key] = part
            self._package.add(part, data, PHOTO_TYPES[extension])
        return part
