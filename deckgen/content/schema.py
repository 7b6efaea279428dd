"""The content model → a JSON Schema for editors.

`python -m deckgen.content.schema` renews the committed copy.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from deckgen.content.models import Report
from deckgen.forms.schema import Schema, json_schema

COPY = Path(__file__).with_name("report.schema.json")


def report_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a content file."""
    schema = json_schema(Report, "deckgen report", "report")
    _allow_loops(schema)
    return schema


def _allow_loops(schema: Schema) -> None:
    """Items of lists may carry `for` and `if`, which `deckgen batch` works out before the model sees them."""
    kinds = schema.get("$defs", {})
    listed = set(_item_kinds(schema))
    for name in [name for name, kind in kinds.items() if name in listed and kind.get("type") == "object"]:
        kinds[name]["properties"] |= {"for": {"$ref": "#/$defs/Loop"}, "if": {"$ref": "#/$defs/Condition"}}
    kinds["Loop"] = {
        "description": "For `deckgen batch`: the item stands once for each row of a table.",
        "type": "object",
        "properties": {
            "each": {"type": "string", "description": "The table: rows, tables.districts"},
            "as": {"type": "string", "description": "How expressions of the item call its row."},
        },
        "required": ["each", "as"],
        "additionalProperties": False,
    }
    kinds["Condition"] = {
        "description": "For `deckgen batch`: the item stands only where this is true: row.loans",
        "type": "string",
    }


def _item_kinds(schema: object) -> Iterator[str]:
    """The names of all kinds of which there are lists."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "items":
                yield from _references(value)
            yield from _item_kinds(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _item_kinds(value)


def _references(items: object) -> Iterator[str]:
    options = items.get("anyOf", [items]) if isinstance(items, dict) else []
    for option in options:
        if "$ref" in option:
            yield option["$ref"].rpartition("/")[2]


def schema_text() -> str:
    """The schema as it is written to files."""
    return json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    COPY.write_text(schema_text(), encoding="utf-8")
