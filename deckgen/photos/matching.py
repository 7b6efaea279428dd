"""Captions and files → which file is which photo: surely, perhaps, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from deckgen.photos.names import Name, commonness, likeness, name_of
from deckgen.records import dataclass

SURE = 0.5
"""Less likeness is chance."""
MARGIN = 0.08
"""A match counts only where every other one is less alike by so much."""
BY_NUMBER = 0.9
NUMBER_BEFORE = 0.1
"""What a name gains that begins with the photo's number: 03 服务站."""


@dataclass(frozen=True, slots=True)
class Match:
    """A photo (by its number in the list) and a file (by its place among the files), and how sure that is."""

    photo: int
    file: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Matches:
    """`doubtful` has, for each photo that more than one file could be or whose file could be another photo, these."""

    sure: tuple[Match, ...]
    doubtful: tuple[tuple[Match, ...], ...]


def match_names(captions: Mapping[int, str], files: Sequence[Sequence[str]]) -> Matches:
    """Match photos, by number and caption, to files, of each of which there may be several texts that name it.

    No photo gets two files and no file two photos. The more alike go first.
    """
    scores = _scores(captions, files)
    table = _Table(scores)
    sure: list[Match] = []
    doubtful: list[tuple[Match, ...]] = []
    for photo, file in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if table.is_free(photo, file):
            group = [Match(photo, file, scores[photo, file]), *table.rivals(photo, file)]
            if len(group) == 1:
                sure += group
            else:
                doubtful.append(tuple(group))
            table.take(group)
    return Matches(tuple(sorted(sure, key=lambda each: each.photo)), tuple(doubtful))


class _Table:
    """The likenesses, and which photos and files are already spoken for."""

    def __init__(self, scores: Mapping[tuple[int, int], float]) -> None:
        self._files: defaultdict[int, dict[int, float]] = defaultdict(dict)
        self._photos: defaultdict[int, dict[int, float]] = defaultdict(dict)
        for (photo, file), score in scores.items():
            self._files[photo][file] = score
            self._photos[file][photo] = score
        self._taken_photos: set[int] = set()
        self._taken_files: set[int] = set()

    def is_free(self, photo: int, file: int) -> bool:
        return photo not in self._taken_photos and file not in self._taken_files

    def rivals(self, photo: int, file: int) -> Iterator[Match]:
        """Matches almost as good of the same photo or file, unless the other side has a better one itself."""
        least = self._files[photo][file] - MARGIN
        for other, score in self._files[photo].items():
            if other != file and score > least and self.is_free(photo, other):
                better = (
                    each > score and self.is_free(owner, other) for owner, each in self._photos[other].items()
                )
                if not any(better):
                    yield Match(photo, other, score)
        for owner, score in self._photos[file].items():
            if owner != photo and score > least and self.is_free(owner, file):
                better = (
                    each > score and self.is_free(owner, other) for other, each in self._files[owner].items()
                )
                if not any(better):
                    yield Match(owner, file, score)

    def take(self, group: Sequence[Match]) -> None:
        self._taken_photos |= {each.photo for each in group}
        self._taken_files |= {each.file for each in group}


def _scores(captions: Mapping[int, str], files: Sequence[Sequence[str]]) -> dict[tuple[int, int], float]:
    """What is alike enough to be a match: (number of the photo, place of the file) → likeness."""
    names = {number: name_of(caption) for number, caption in captions.items()}
    common = commonness(names.values())
    holders: dict[str, list[int]] = {}
    for number, caption in names.items():
        for piece in (*caption.grams, caption.plain):
            holders.setdefault(piece, []).append(number)
    found: dict[tuple[int, int], float] = {}
    for place, texts in enumerate(files):
        for name in map(name_of, texts):
            # Only captions that share something with the name: a folder may hold thousands of files.
            near = {number for piece in (*name.grams, name.plain) for number in holders.get(piece, ())}
            near |= {number for number in names if number == name.numbering}
            for number in near:
                score = _score(number, names[number], name, common)
                if score >= SURE:
                    found[number, place] = max(score, found.get((number, place), 0.0))
    return found


def _score(number: int, caption: Name, name: Name, common: Mapping[str, int]) -> float:
    if name.numbering is not None and name.plain != caption.plain:
        return BY_NUMBER if name.numbering == number else 0.0
    alike = likeness(caption, name, common)
    return min(1.0, alike + NUMBER_BEFORE) if alike and name.leading == number else alike


def unmatched(count: int, matches: Matches) -> Iterator[int]:
    """The places of the files that are like no caption."""
    used = {each.file for each in matches.sure} | {each.file for group in matches.doubtful for each in group}
    return (place for place in range(count) if place not in used)
