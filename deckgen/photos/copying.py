"""Photos from outside a report's folders get a name inside them, and are copied there when all is decided."""

from __future__ import annotations

import filecmp
import shutil
from collections.abc import Iterator
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
        self._planned: dict[Path, Path] = {}
        """Copy → the file it is made from."""

    def name_for(self, file: Path) -> str | None:
        """What the report is to call the file; None where no report can name it so."""
        name = self._images.name_of(file)
        if name is None:
            target = self._free_place(file)
            name = self._images.name_of(target)
            self._planned[target] = file
        return name if name and name == name.strip() and not ILLEGAL.search(name) else None

    def copies(self) -> Iterator[tuple[Path, Path]]:
        """Make the copies that are not there yet: each file and its copy. Raises OutputUnwritable."""
        for target, file in self._planned.items():
            if not target.exists():
                make_folder(target.parent)
                with file.open("rb") as source, save_whole(target) as copy:
                    shutil.copyfileobj(source, copy)
                yield file, target

    def _free_place(self, file: Path) -> Path:
        """Where nothing else is: a file with the same content may stand for the copy."""
        stem = file.stem.strip() or "photo"
        for number in count(1):
            place = self._folder / (stem + (f"-{number}" if number > 1 else "") + file.suffix.strip())
            if place not in self._planned and (not place.exists() or _is_same(place, file)):
                return place
        raise AssertionError


def _is_same(one: Path, other: Path) -> bool:
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
