"""How many instructions a build takes: comparable between commits and machines under load, which times are not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

VALGRIND = "valgrind"
MISSING = (
    "valgrind is not installed: no instructions are counted (apt install valgrind, dnf install valgrind)"
)
_COUNT = re.compile(r"Collected : (\d+)")


class NotCounted(Exception):
    """The instructions could not be counted; says why."""


def count_instructions(command: Sequence[str]) -> int:
    """Those of one whole process, the interpreter's start included; two runs differ by less than 0.1 %.

    Raises NotCounted.
    """
    if shutil.which(VALGRIND) is None:
        raise NotCounted(MISSING)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        counted = [VALGRIND, "--tool=callgrind", f"--callgrind-out-file={Path(folder) / 'counts'}", *command]
        subprocess.run(
            command, capture_output=True, check=True, env=kept
        )  # compiles what is not yet compiled
        # Sets are walked in another order, and hashes collide elsewhere, with every other seed.
        fixed = {**kept, "PYTHONHASHSEED": "0"}
        done = subprocess.run(counted, capture_output=True, text=True, env=fixed, check=False)
    found = _COUNT.search(done.stderr)
    if done.returncode or found is None:
        raise NotCounted(f"{' '.join(command)} failed: {done.stderr[-2000:]}")
    return int(found[1])
