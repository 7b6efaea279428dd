"""Photos from outside a report's folders get a name inside them, and are copied there when all is decided."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Collection, Iterator
from itertools import count
from pathlib import Path

from deckgen.content.decoding import ILLEGAL
from deckgen.render.saving import make_folder, save_whole
from deckgen.resources import Images


class Destination:
    """The names that a report can give to photos. What it can reach stays where it is; all else goes to `folder`."""

    def __init__(self, images: Images, folder: Path) -> None:
        self._images = images
        self._folder = folder
        self._planned: dict[str, tuple[Path, Path]] = {}
        """Name in the report → the file and its copy."""

    def name_for(self, file: Path) -> str | None:
        """What the report is to call the file; None where no report can name it so."""
        name = self._images.name_of(file)
        target = None if name else self._free_place(file)
        name = self._images.name_of(target) if target else name
        if not name or name != name.strip() or ILLEGAL.search(name):
            return None
        if target:
            self._planned[name] = file, target
        return name

    def copies(self, names: Collection[str]) -> Iterator[tuple[Path, Path]]:
        """Make the copies that go by `names` and are not there yet: each file and its copy. Raises OutputUnwritable."""
        for file, target in (self._planned[name] for name in names if name in self._planned):
            if not target.exists():
                make_folder(target.parent)
                with file.open("rb") as source, save_whole(target) as copy:
                    shutil.copyfileobj(source, copy)
                yield file, target

    def _free_place(self, file: Path) -> Path:
        """Where nothing else is: a file with the same content may stand for the copy."""
        stem = file.stem.strip() or "photo"
        taken = {target for _, target in self._planned.values()}
        for number in count(1):
            place = self._folder / (stem + (f"-{number}" if number > 1 else "") + file.suffix.strip())
            if place not in taken and (not place.exists() or _is_same(place, file)):
                return place
        raise AssertionError


def _is_same(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
