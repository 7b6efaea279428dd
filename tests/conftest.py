"""What all tests share: what needs LibreOffice is skipped, and says so, where LibreOffice is missing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is slow, not wrong. The gate asks the same questions each time; people's runs ask new ones.
settings.register_profile("deckgen", deadline=None)
settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("gate" if os.environ.get("CI") else "deckgen"))

# Tests neither read nor leave anything in the user's own folder.
os.environ["DECKGEN_CACHE_DIR"] = "off"

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if OFFICE:
        return
    skip = pytest.mark.skip(reason="LibreOffice is not installed (apt-get install libreoffice-impress)")
    for item in items:
        if item.get_closest_marker("office"):
            item.add_marker(skip)
