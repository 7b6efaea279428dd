from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from deckgen.content.models import Report
from deckgen.content.schema import COPY, report_schema, schema_text
from deckgen.forms.form import fields_of

EXAMPLES = sorted((Path(__file__).parents[2] / "content").glob("*/report.yaml"))


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    return Draft202012Validator(report_schema())


def as_an_editor_reads(text: str) -> Any:
    return yaml.safe_load(text)


def report(**more: object) -> dict[str, object]:
    return {"title": "T", "sections": [{"title": "S"} | more]}


def test_the_committed_copy_is_fresh():
    hint = "run python -m deckgen.content.schema"
    assert COPY.read_text(encoding="utf-8") == schema_text(), hint


def test_the_schema_is_a_sound_one():
    Draft202012Validator.check_schema(report_schema())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_example_reports_satisfy_it(path: Path, validator: Draft202012Validator):
    assert list(validator.iter_errors(as_an_editor_reads(path.read_text(encoding="utf-8")))) == []


def test_there_are_two_examples_to_try_it_on():
    assert len(EXAMPLES) >= 2


def test_every_key_of_the_report_is_described():
    schema = report_schema()
    for name, field in schema["properties"].items():
        assert field.get("description"), name
    assert set(schema["properties"]) == set(fields_of(Report))
    assert schema["required"] == ["title", "sections"]


@pytest.mark.parametrize(
    "content",
    [
        report(achievements=["plain", {"text": "long", "items": ["plain", {"text": "x"}]}]),
        report(indicators=[{"value": 96, "change": "+3"}, {"value": "x", "change": {"value": 3}}]),
        report(indicators=[{"value": 1.5, "emphasis": True}, {"value": 2, "emphasis": "yes"}]),
        report(photos=[{"caption": "x", "image": None, "focus": [0.5, 1]}]),
        report(achievements=None, notes=None),
        report() | {"date": 2026, "closing": "Thanks", "show": {"cover": False, "agenda": None}},
        report() | {"closing": {"title": "Thanks"}, "show": None},
        report(
            slides=[
                {"for": {"each": "rows", "as": "r"}, "if": "r.x", "photos": [{"if": "r.y", "caption": "c"}]}
            ]
        ),
    ],
)
def test_what_the_loader_takes_the_schema_takes(content: object, validator: Draft202012Validator):
    assert list(validator.iter_errors(content)) == []


@pytest.mark.parametrize(
    "content",
    [
        {"sections": [{"title": "S"}]},
        {"title": "T", "sections": []},
        report(achievments=["x"]),
        report(achievements="x"),
        report(achievements=[["x"]]),
        report(indicators=[{"label": "x"}]),
        report(indicators=[{"value": "1", "emphasis": "maybe"}]),
        report(photos=[{"caption": "x", "focus": [0.5]}]),
        report(photos=[{"caption": "x", "focus": [0.5, 2]}]),
        report() | {"language": "chinese"},
        report(slides=[{"for": {"each": "rows", "in": "r"}}]),
        report() | {"if": "row.x"},
        report() | {"title": None},
    ],
)
def test_what_the_loader_refuses_the_schema_refuses(content: object, validator: Draft202012Validator):
    assert list(validator.iter_errors(content))
