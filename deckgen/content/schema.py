"""The content model → a JSON Schema for editors.

`python -m deckgen.content.schema` renews the committed copy.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, JsonSchemaValue
from pydantic_core import core_schema

from deckgen.content.models import Report

COPY = Path(__file__).with_name("report.schema.json")
_WORDS_FOR_TRUE_OR_FALSE = ["yes", "no", "on", "off"]


class _ForEditors(GenerateJsonSchema):
    """Allows what the loader allows: it keeps scalars as text, an editor's YAML reads 96 as a number."""

    def field_title_should_be_set(self, _: object) -> bool:
        return False  # a title made from the key says nothing

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        return super().str_schema(schema) | {"type": ["string", "number"]}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"anyOf": [super().bool_schema(schema), {"enum": _WORDS_FOR_TRUE_OR_FALSE}]}

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> JsonSchemaValue:
        """A text, or the mapping that it is short for."""
        whole = self.generate_inner(schema["schema"])
        if "json_schema_input_schema" not in schema:
            return whole
        if schema["json_schema_input_schema"]["type"] == "nullable":  # a cell, which may be blank
            return {"anyOf": [{"type": ["string", "number"]}, whole, {"type": "null"}]}
        return {"anyOf": [{"type": ["string", "number"], "minLength": 1}, whole]}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """What may be left out may also be left empty."""
        inner = super().default_schema(schema)
        options = inner.get("anyOf", [])
        if {"type": "null"} in options:
            return {key: value for key, value in inner.items() if key != "default"}
        about = {key: inner.pop(key) for key in ("default", "description") if key in inner}
        return {"anyOf": [*(options or [inner]), {"type": "null"}]} | about

    def generate(
        self, schema: core_schema.CoreSchema, mode: JsonSchemaMode = "validation"
    ) -> JsonSchemaValue:
        made = super().generate(schema, mode)
        _allow_loops(made)
        head = {"$schema": self.schema_dialect, "$id": "urn:deckgen:report", "title": "deckgen report"}
        return head | {key: value for key, value in made.items() if key != "title"}


def _allow_loops(schema: JsonSchemaValue) -> None:
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


def report_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a content file."""
    return Report.model_json_schema(schema_generator=_ForEditors, mode="validation")


def schema_text() -> str:
    """The schema as it is written to files."""
    return json.dumps(report_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    COPY.write_text(schema_text(), encoding="utf-8")
