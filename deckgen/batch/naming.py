"""A pattern of output names and the values of a deck → a path that every file system takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from deckgen.batch.expressions import Scope, fill_text
from deckgen.batch.model import Job
from deckgen.codes import OUTPUT_UNSAFE

ENDINGS = (".pptx", ".pdf", ".png")
MOST_BYTES = 200
"""Of a name; file systems take 255, and endings and page numbers follow."""
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever follows the first full stop."""


class Unsafe(Exception):
    """Why a pattern gives no file to write to, and what to do about it."""

    code = OUTPUT_UNSAFE

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


def output_stem(pattern: str, scope: Scope, folder: Path) -> Path:
    """The output, without its ending, of one deck below `folder`. Raises Unsafe or Unfit.

    A value never adds a folder: what no file name may hold becomes a hyphen.
    """
    parts = [_checked_part(part) for part in _parts(fill_text(pattern, scope, safe_value))]
    if not parts:
        raise Unsafe("the pattern gives no name", "write `out/{{ report }}.pptx`")
    return folder.joinpath(*parts)


def safe_value(value: str) -> str:
    """A value as a piece of a file name."""
    text = " ".join(unicodedata.normalize("NFC", value).split())
    return _UNSAFE.sub("-", text).strip()


def _parts(path: str) -> list[str]:
    parts = [part for part in path.replace("\\", "/").split("/") if part != "."]
    if not parts[0] or re.match(r"[A-Za-z]:", path):
        raise Unsafe(
            "the pattern leads to a folder of its own", "leave the first `/` out; -o names the folder"
        )
    name, ending = parts[-1], Path(parts[-1]).suffix.lower()
    return [*parts[:-1], name[: -len(ending)] if ending in ENDINGS else name]


def _checked_part(part: str) -> str:
    if part.strip() == "..":
        raise Unsafe("the pattern leads out of its folder with `..`", "delete the `..`; -o names the folder")
    name = _UNSAFE.sub("-", part).strip().rstrip(".").strip()
    if not name:
        raise Unsafe("a part of the output's name is empty", "use a column that is filled in")
    if len(name.encode()) > MOST_BYTES:
        raise Unsafe(f"the name `{name[:40]}…` is too long", f"keep it to {MOST_BYTES} bytes")
    return _RESERVED.sub(lambda found: found[0] + "_", name) if _RESERVED.match(name) else name


def default_pattern(rows: Sequence[str] | None, templates: int, languages: int) -> str:
    """Names by all that tells the decks of a job apart; `rows` are the columns, the first of which names a row."""
    parts = ["{{ report }}"]
    if rows:
        quoted = rows[0].replace("\\", "\\\\").replace('"', '\\"')
        parts.append(f'{{{{ row["{quoted}"] }}}}')
    parts += ["{{ template }}"] * (templates > 1) + ["{{ language }}"] * (languages > 1)
    return "-".join(parts)


def find_collisions(jobs: Sequence[Job]) -> list[tuple[Job, Job]]:
    """Pairs of jobs that would be written to one file on some file system."""
    taken: dict[str, Job] = {}
    pairs = []
    for job in jobs:
        key = unicodedata.normalize("NFC", job.stem).casefold()
        first = taken.setdefault(key, job)
        if first is not job:
            pairs.append((first, job))
    return pairs
