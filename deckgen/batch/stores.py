"""Files by URL: `s3://…`, `file://…` and whatever else fsspec reads. The one door to fsspec."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from deckgen.batch.stamps import NOTHING, Look
from deckgen.diagnostics import BuildStopped
from deckgen.render.saving import save_whole

FOLDER: Look = (0, 1)
HOW_TO_INSTALL = "pip install 'deckgen[dask]'"
MOST_FOUND = 10_000
"""Files of one folder that are looked at."""
_VERSIONS = (
    ("ETag", "etag", "md5Hash", "content_md5", "generation"),
    ("mtime", "LastModified", "last_modified", "updated", "modified", "modify", "Last-Modified", "created"),
)
"""What stores call it, the surest first."""
_SINGLE_PUT = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "memory"}
"""Stores in which a file appears whole by itself."""


class StoreFault(BuildStopped):
    """Why a file of a store cannot be had. The message names it."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"`{url}`: {reason}")


def look_at(url: str) -> Look:
    """The file as it is now."""
    with _opened(url) as (system, path):
        try:
            return _look(system.info(path))
        except FileNotFoundError:
            return NOTHING


def files_in(folder: str, *, deep: bool = False) -> dict[str, Look]:
    """The files of a folder by URL, with those of folders in it if asked for; none where there is no such folder."""
    with _opened(folder) as (system, path):
        try:
            found = system.find(path, detail=True, maxdepth=None if deep else 1)
        except FileNotFoundError:
            return {}
        rest = folder.split("://", 1)[1].rstrip("/")
        scheme = folder.partition("://")[0]
        # Stores have names of their own for a path; what stands below the folder is the same in all.
        top = path.rstrip("/")
        return {
            f"{scheme}://{rest}{name[len(top) :]}": _look(info)
            for name, info in list(found.items())[:MOST_FOUND]
            if name.startswith(top + "/") and info.get("type", "file") == "file"
        }


def fetch(url: str, target: Path) -> Look:
    """Copy a file to `target`, and say as what it was read. A file that is changed meanwhile is read again."""
    with _opened(url) as (system, path):
        for _ in range(3):
            before = look_at(url)
            system.get_file(path, str(target))
            if before == look_at(url):
                return before
        raise OSError("it is being written to")


def put(url: str, data: bytes) -> Look:
    """Write a file, whole or not at all; what it looks like there."""
    with _opened(url) as (system, path):
        names = {system.protocol} if isinstance(system.protocol, str) else set(system.protocol)
        if names & {"file", "local"}:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
            with save_whole(Path(path)) as file:
                file.write(data)
        elif names & _SINGLE_PUT:
            system.pipe_file(path, data)
        else:
            _put_by_way_of_a_part(system, path, data)
        return look_at(url)


def _put_by_way_of_a_part(system: Any, path: str, data: bytes) -> None:
    folder = posixpath.dirname(path)
    system.makedirs(folder, exist_ok=True)
    part = f"{folder}/.{os.urandom(8).hex()}.deckgen-part"
    try:
        system.pipe_file(part, data)
        system.mv(part, path)
    finally:
        if system.exists(part):
            system.rm_file(part)


def read(url: str) -> bytes:
    with _opened(url) as (system, path):
        found = system.cat_file(path)
        assert isinstance(found, bytes)  # noqa: S101
        return found


def hash_at(url: str) -> str | None:
    """SHA-256 of a file; None where there is none."""
    try:
        return hashlib.sha256(read(url)).hexdigest()
    except StoreFault as fault:
        if isinstance(fault.__cause__, FileNotFoundError):
            return None
        raise


def remove(urls: Iterable[str]) -> None:
    """Remove files; those that are gone already are no fault."""
    for url in urls:
        with _opened(url) as (system, path):
            if system.exists(path):
                system.rm_file(path)


@contextmanager
def _opened(url: str) -> Iterator[tuple[Any, str]]:
    """The file system of a URL, and the path in it. Whatever goes wrong inside comes out as a StoreFault."""
    try:
        import fsspec
    except ImportError as fault:
        raise StoreFault(url, f"reading URLs takes fsspec: {HOW_TO_INSTALL}") from fault
    try:
        system, path = fsspec.core.url_to_fs(url)
        system.invalidate_cache()
        yield system, path
    except (StoreFault, KeyboardInterrupt):
        raise
    except FileNotFoundError as fault:
        raise StoreFault(url, "it is not there") from fault
    except OSError as fault:
        raise StoreFault(url, fault.strerror or str(fault) or type(fault).__name__) from fault
    except Exception as fault:  # every store has faults of its own: no credentials, an unknown scheme
        raise StoreFault(url, str(fault).partition("\n")[0][:300] or type(fault).__name__) from fault


def _look(info: Mapping[str, Any]) -> Look:
    if info.get("type", "file") != "file":
        return FOLDER
    for names in _VERSIONS:
        said = next((info[name] for name in names if info.get(name)), None)
        if said is not None:
            break
    if isinstance(said, datetime):
        said = said.timestamp()
    mark = hashlib.sha256(str(said).strip('"').encode()).hexdigest()
    return int(info.get("size") or 0), int(mark[:15], 16)
