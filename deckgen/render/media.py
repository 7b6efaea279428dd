"""Photos in the package: the same picture is stored once, however many slides show it."""

from __future__ import annotations

from deckgen.fit.pictures import EncodedPhoto
from deckgen.render.package import PHOTO_TYPES, Package


class Media:
    """The picture parts of one package."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._parts: dict[str, str] = {}

    def part_of(self, photo: EncodedPhoto) -> str:
        """The name of the part that holds `photo`, added when it is new."""
        part = self._parts.get(photo.digest)
        if part is None:
            part = self._package.free_name("/ppt/media/image{}." + photo.extension)
            self._parts[photo.digest] = part
            self._package.add(part, photo.data, PHOTO_TYPES[photo.extension])
        return part
