"""Which typefaces this machine has, as its fontconfig tells; nothing where there is none to be asked."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from functools import cache

SECONDS = 20
"""A machine that has never been asked reads all its fonts first."""


def faces_of(typeface: str) -> frozenset[str]:
    """The names that its faces have in a PDF; none where it is not installed."""
    return typefaces_here().get(typeface.casefold(), ("", frozenset()))[1]


@cache
def typefaces_here() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Each by its name in small letters: the name, and those of its faces in a PDF."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for line in _listed().splitlines():
        names, _, face = line.partition("\t")
        for name in names.split(","):
            faces = found.get(name.casefold(), (name, frozenset()))[1]
            found[name.casefold()] = name, faces | {face}
    return found


def _listed() -> str:
    program = shutil.which("fc-list")
    if program is None:
        return ""
    command = [program, "--format", "%{family}\t%{postscriptname}\n"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace")
