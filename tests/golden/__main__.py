"""`python -m tests.golden` renews the golden outlines."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.golden.cases import CASES, FOLDER, built_outline

for case in CASES:
    with tempfile.TemporaryDirectory() as folder:
        (FOLDER / f"{case.name}.txt").write_text(built_outline(case, Path(folder)), encoding="utf-8")
