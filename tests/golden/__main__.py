"""`python -m tests.golden` renews the golden outlines; with `--pictures` the pictures, too (needs LibreOffice)."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.golden.cases import CASES, FOLDER, built_outline
from tests.golden.pictures import write_goldens

for case in CASES:
    with tempfile.TemporaryDirectory() as folder:
        (FOLDER / f"{case.name}.txt").write_text(built_outline(case, Path(folder)), encoding="utf-8")
if "--pictures" in sys.argv:
    write_goldens()
