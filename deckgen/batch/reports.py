"""What counts as a report: content files by name, in folders at any depth, and by pattern."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

YAML_SUFFIXES = (".yaml", ".yml")

REPORT_KEY = re.compile(rb"""(?m)^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?["']?(?:title|sections)["']?[ ]*:""")
"""What tells a report from other YAML files of a folder, even when it is too broken to be parsed."""

LOOKED_AT = 100_000
"""How many bytes of a YAML file are searched for it."""


def reports_in(asked: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The reports among files and in folders, each once, and the YAML files of the folders that are none."""
    reports: dict[str, Path] = {}
    skipped: list[Path] = []
    for path in asked:
        if not path.is_dir():
            reports.setdefault(identity(path), path)
            continue
        for file in _yaml_files(path):
            if is_report(file):
                reports.setdefault(identity(file), file)
            else:
                skipped.append(file)
    return list(reports.values()), skipped


def _yaml_files(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.lower().endswith(YAML_SUFFIXES) and not name.startswith("."):
                yield Path(place, name)


def is_report(file: Path) -> bool:
    try:
        # A pipe or a device would be waited for without end.
        if not stat.S_ISREG(file.stat().st_mode):
            return False
        with file.open("rb") as stream:
            head = stream.read(LOOKED_AT)
    except OSError:
        return True  # the build says why it cannot be read
    # Without its NULs, UTF-16 can be searched like any other text.
    return REPORT_KEY.search(head.replace(b"\0", b"")) is not None


def report_name(report: Path) -> str:
    """What decks of a report are called: like its file, or like its folder where the file is just `report.yaml`."""
    return Path(identity(report)).parent.name or "report" if report.stem.lower() == "report" else report.stem


def identity(file: Path) -> str:
    """The same text for all paths that lead to one file. A link that leads round in a circle is a file of its own."""
    return os.path.realpath(file)
