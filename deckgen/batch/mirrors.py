"""Files of stores as files of this machine: a tree of their names, each filled when it is first needed."""

from __future__ import annotations

import hashlib
import os
import posixpath
import shutil
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from deckgen.batch import stores
from deckgen.batch.addresses import renamed
from deckgen.batch.model import Job, Outcome, Stamp
from deckgen.batch.stamps import ABSENT, NOTHING, Look, hash_of

ROOTED = "@root"
"""Marks schemes whose paths begin with a slash: `file:///data` is `file@root/data`."""
AT_ONCE = 16
"""Files that are fetched at the same time."""
READ_NS = 1
"""The time of every fetched file: it was there before anything was built from it."""
MOST_KEPT = 4 << 30
"""Bytes of fetched files that are kept for later runs."""


@dataclass(slots=True)
class Mirror:
    """Files of stores under paths of this machine.

    `tree` shows one state of the stores, with a path for every URL. `objects` is shared by all trees: it keeps what
    was fetched by its hash, so that no file is fetched twice.
    """

    tree: Path
    objects: Path
    looks: dict[str, Look] = field(default_factory=dict)
    """The look of every URL that was fetched, or looked for in vain."""
    faults: list[stores.StoreFault] = field(default_factory=list)
    """Why something could not be had."""
    _listed: set[str] = field(default_factory=set)
    _whole: list[str] = field(default_factory=list)
    """Folders of which every file is known, at any depth."""
    _seen: dict[str, Look] = field(default_factory=dict)

    @classmethod
    def make(cls, tree: Path, objects: Path) -> Mirror:
        for folder in (tree, objects):
            folder.mkdir(parents=True, exist_ok=True)
        # What is searched from a report upwards is not searched beyond the store.
        (tree / ".git").touch()
        return cls(tree.resolve(), objects.resolve())

    def path_of(self, url: str) -> Path:
        """Where the file of a URL is, or would be."""
        scheme, rest = url.split("://", 1)
        rooted = rest.startswith("/")
        parts = posixpath.normpath("/" + rest).lstrip("/")
        return self.tree / (scheme + ROOTED if rooted else scheme) / parts

    def url_of(self, path: str | Path) -> str | None:
        """The URL of a path in the tree; None for any other."""
        name = os.path.abspath(path)  # noqa: PTH100 (thousands of paths)
        top = f"{self.tree}{os.sep}"
        if not name.startswith(top):
            return None
        scheme, _, rest = name[len(top) :].replace(os.sep, "/").partition("/")
        if not rest:
            return None
        return _url_start(scheme) + rest

    def list(self, folder: Path, *, deep: bool = False) -> list[Path]:
        """Make the files of a folder appear in the tree, still empty; their paths, or none if it was listed before."""
        url = self.url_of(folder)
        if url is None or url in self._listed:
            return []
        with self._noting_faults():
            found = stores.files_in(url, deep=deep)
        self._listed.add(url)
        self._seen |= found
        if deep and len(found) < stores.MOST_FOUND:
            self._whole.append(url + "/")
        paths = [self.path_of(each) for each in found]
        for path in paths:
            if not path.exists():
                _make_empty(path)
        return paths

    def show(self, path: Path) -> None:
        """Make one file or folder appear in the tree, still empty, if it is in the store."""
        url = self.url_of(path)
        if url is None or path.exists():
            return
        with self._noting_faults():
            look = stores.look_at(url)
        if look != NOTHING:
            _make_empty(path)

    def fetch(self, path: Path) -> None:
        """Fill a file of the tree with what its store has; remove it where the store has none."""
        url = self.url_of(path)
        if url is None or url in self.looks or path.is_dir():
            return
        with self._noting_faults():
            look = self._seen.get(url) or self._looked(url)
            if look in (NOTHING, stores.FOLDER):
                path.unlink(missing_ok=True)
            else:
                kept, look = self._keep(url, look)
                _link(path, kept)
        self.looks[url] = look

    @contextmanager
    def _noting_faults(self) -> Iterator[None]:
        try:
            yield
        except stores.StoreFault as fault:
            self.faults.append(fault)
            raise

    def _looked(self, url: str) -> Look:
        return NOTHING if url.startswith(tuple(self._whole)) else stores.look_at(url)

    def _keep(self, url: str, look: Look) -> tuple[Path, Look]:
        """The file's copy among the objects, fetched if need be, and the look of what was fetched."""
        known = self.objects / f"{hashlib.sha256(repr((url, look)).encode()).hexdigest()}.known"
        part = self.objects / f"{os.urandom(8).hex()}.part"
        try:
            kept = self.objects / known.read_text()
            os.utime(kept, ns=(time.time_ns(), READ_NS))
        except OSError:
            look = stores.fetch(url, part)
            digest = hash_of(part)
            kept = self.objects / digest
            os.utime(part, ns=(time.time_ns(), READ_NS))
            part.replace(kept)
            part.write_text(digest)
            part.replace(known)
        finally:
            part.unlink(missing_ok=True)
        return kept, look

    def fetch_all(self, paths: Iterable[Path]) -> None:
        """Fetch several files at a time: most of the time goes by in waiting."""
        with ThreadPoolExecutor(AT_ONCE) as pool:
            list(pool.map(self.fetch, paths))

    def with_urls(self, job: Job) -> Job:
        """The job with URLs instead of paths in the tree."""
        return job.with_files(lambda path: self.url_of(path) or path)

    def outcome_with_urls(self, outcome: Outcome) -> Outcome:
        """An outcome with the names that things have in their stores."""
        return replace(
            outcome,
            findings=tuple(renamed(found, self.text_with_urls) for found in outcome.findings),
            inputs=tuple(found for stamp in outcome.inputs for found in self._stamp_with_url(stamp)),
        )

    def _stamp_with_url(self, stamp: Stamp) -> Iterable[Stamp]:
        url = self.url_of(stamp.path)
        if url is not None:
            size, version = self.looks.get(url, NOTHING)
            yield Stamp(url, size, version, stamp.sha256 if size != ABSENT else "")
        elif not stamp.path.startswith(str(self.tree)):
            yield stamp

    def text_with_urls(self, text: str) -> str:
        """A text with the URLs of the paths in it."""
        if str(self.tree) not in text:
            return text
        for folder in self.tree.iterdir():
            text = text.replace(f"{folder}{os.sep}", _url_start(folder.name))
        return text


def _url_start(folder: str) -> str:
    """What URLs begin with whose files are mirrored in this folder of the tree."""
    return f"{folder.removesuffix(ROOTED)}://{'/' if folder.endswith(ROOTED) else ''}"


def _make_empty(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def _link(path: Path, kept: Path) -> None:
    """Let the kept file appear under `path`, as a copy where the file system has no links."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    try:
        path.hardlink_to(kept)
    except OSError:
        shutil.copyfile(kept, path)
        os.utime(path, ns=(READ_NS, READ_NS))


def thin_out(objects: Path) -> None:
    """Remove the kept files that were not used for the longest time, down to MOST_KEPT. Trees keep their own links."""
    with suppress(OSError):
        found = sorted((entry.stat().st_atime, entry.stat().st_size, entry) for entry in objects.iterdir())
        kept = sum(size for _, size, _ in found)
        for _, size, entry in found:
            if kept <= MOST_KEPT:
                return
            entry.unlink(missing_ok=True)
            kept -= size
