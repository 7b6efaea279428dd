"""Photos are remembered as far as memory should go, their digests for good."""

from __future__ import annotations

from deckgen.fit.encodings import Encodings
from deckgen.fit.pictures import EncodedPhoto


def photo(size: int) -> EncodedPhoto:
    return EncodedPhoto(bytes(size), "jpg", (1, 1), f"digest of {size}")


def test_the_photos_used_last_are_kept() -> None:
    known = Encodings(most=100)
    for size in (40, 50):
        known.keep((str(size), (1, 1)), photo(size))
    assert known.find(("40", (1, 1))) == photo(40)
    known.keep(("45", (1, 1)), photo(45))
    assert known.find(("50", (1, 1))) is None
    assert known.find(("40", (1, 1))) == photo(40)
    assert known.find_digest(("50", (1, 1))) == "digest of 50"


def test_one_photo_larger_than_all_room_is_kept() -> None:
    known = Encodings(most=10)
    known.keep(("big", (1, 1)), photo(50))
    assert known.find(("big", (1, 1))) == photo(50)
