"""Photos that were encoded before, kept within a limit of memory: for one deck, or for many."""

from __future__ import annotations

from collections import OrderedDict

from deckgen.fit.pictures import EncodedPhoto

MOST_BYTES = 64_000_000

FileState = tuple[str, int, int]
"""What tells a file's content without reading it: path, size and time of change."""

Key = tuple[str, tuple[int, int]]
"""SHA-256 of the file, and the pixels wanted."""


class Encodings:
    """The photos used last, up to `most` bytes, and the digests of all photos: a report may have thousands."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._held = 0
        self._photos: OrderedDict[Key, EncodedPhoto] = OrderedDict()
        self._digests: dict[Key, str] = {}
        self.sizes: dict[str, tuple[int, int]] = {}
        """SHA-256 of a file that is known to be sound → width and height of its upright picture, in pixels."""
        self.hashes: dict[FileState, str] = {}
        """The SHA-256 of such files that were read before, by their state."""

    def find(self, key: Key) -> EncodedPhoto | None:
        if key in self._photos:
            self._photos.move_to_end(key)
        return self._photos.get(key)

    def find_digest(self, key: Key) -> str | None:
        """The digest of what `key` was encoded as, also where the photo itself is no longer held."""
        return self._digests.get(key)

    def keep(self, key: Key, photo: EncodedPhoto) -> None:
        self._digests[key] = photo.digest
        self._photos[key] = photo
        self._held += len(photo.data)
        while self._held > self._most and len(self._photos) > 1:
            self._held -= len(self._photos.popitem(last=False)[1].data)
