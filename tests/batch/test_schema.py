"""The JSON Schema of jobs files takes what `deckgen batch` takes, and nothing else."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from deckgen.batch.specs import read_jobs
from deckgen.cli import run
from deckgen.diagnostics import BuildStopped, Sink

DOCS = (Path(__file__).parents[2] / "docs" / "batch.md").read_text("utf-8")
PRINTED = next(text for text in re.findall(r"```yaml\n(.*?)```", DOCS, re.DOTALL) if text.startswith("jobs:"))


@pytest.fixture(scope="module")
def validator(tmp_path_factory: pytest.TempPathFactory) -> Draft202012Validator:
    file = tmp_path_factory.mktemp("schema") / "jobs.schema.json"
    assert run(["schema", "--jobs", "-o", str(file)]) == 0
    schema = json.loads(file.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def is_read(text: str) -> bool:
    try:
        read_jobs(text.encode(), "jobs.yaml", Sink())
    except BuildStopped:
        return False
    return True


@pytest.mark.parametrize(
    ("text", "good"),
    [
        (PRINTED, True),
        ("jobs: [{reports: content/}]", True),
        ("jobs: [{reports: [a.yaml, b.yaml], rows: c.csv, formats: pdf}]", True),
        ("jobs: [{reports: a.yaml, rows: {file: c.xlsx, sheet: 2025, range: A1:B9}, photo_dpi: 96}]", True),
        ("jobs: [{reports: a.yaml, strict: yes, dpi: 72.5, templates: , output: '{{ report }}'}]", True),
        ("jobs: [{report: a.yaml}]", False),
        ("jobs: [{rows: a.csv}]", False),
        ("jobs: [{reports: a.yaml, formats: [docx]}]", False),
        ("jobs: [{reports: a.yaml, formats: []}]", False),
        ("jobs: [{reports: a.yaml, rows: {sheet: x}}]", False),
        ("jobs: [{reports: a.yaml, tables: [{file: x.csv}]}]", False),
        ("jobs: [{reports: a.yaml, photo_dpi: 5}]", False),
        ("jobs: []", False),
        ("job: [{reports: a.yaml}]", False),
    ],
)
def test_editors_and_batches_agree(text: str, good: bool, validator: Draft202012Validator) -> None:
    assert validator.is_valid(yaml.safe_load(text)) is good
    assert is_read(text) is good


def test_one_schema_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--jobs", "--template", "plum"]) == 2
    assert "give one of them" in capsys.readouterr().err
