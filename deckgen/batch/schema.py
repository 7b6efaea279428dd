"""The form of a jobs file → a JSON Schema for editors."""

from __future__ import annotations

import json

from deckgen.batch.specs import JobsFile
from deckgen.forms.schema import json_schema


def jobs_schema_text() -> str:
    """The JSON Schema (draft 2020-12) of a jobs file."""
    return json.dumps(json_schema(JobsFile, "deckgen jobs", "jobs"), ensure_ascii=False, indent=2) + "\n"
