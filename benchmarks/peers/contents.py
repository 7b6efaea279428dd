"""A workload in the forms that peers read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml


def read_slides(report: Path) -> list[dict[str, Any]]:
    """The content slides of a workload's report."""
    content = yaml.load(report.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return [slide for section in content["sections"] for slide in section["slides"]]


def as_report(report: Path) -> Path:
    """The report itself."""
    return report


def as_json(report: Path) -> Path:
    """The slides as JSON, beside the report; photos named by their paths."""
    slides = read_slides(report)
    for photo in (photo for slide in slides for photo in slide.get("photos", ())):
        photo["image"] = str(report.parent / photo["image"])
    return _write(report.with_suffix(".json"), json.dumps(slides, ensure_ascii=False))


def as_pandoc(report: Path) -> Path:
    """Markdown for pandoc: figures and charts, which it cannot draw, become bullets and a table."""
    return _markdown(report, ".pandoc.md", lambda notes: ["::: notes", notes, ":::"], notes_first=False)


def as_markdown_pptx(report: Path) -> Path:
    """Markdown for markdown-pptx, with the same bullets and tables."""

    def comment(notes: str) -> list[str]:
        return ["<!-- markdown-pptx:slide", f"notes: {notes}", "-->"]

    return _markdown(report, ".slides.md", comment, notes_first=True)


def _markdown(report: Path, suffix: str, notes: Any, *, notes_first: bool) -> Path:
    lines: list[str] = []
    for slide in read_slides(report):
        parts = [notes(slide["notes"]), list(_body(slide, report.parent))]
        lines += [f"# {slide['title']}", *([] if notes_first else [""])]
        for part in parts if notes_first else reversed(parts):
            lines += [*part, ""]
    return _write(report.with_suffix(suffix), "\n".join(lines))


def _body(slide: dict[str, Any], folder: Path) -> Iterator[str]:
    yield from (f"- {text}" for text in slide.get("achievements", ()))
    yield from (f"- {indicator['value']} {indicator['label']}" for indicator in slide.get("indicators", ()))
    yield from (f"![{photo['caption']}]({folder / photo['image']})" for photo in slide.get("photos", ()))
    if chart := slide.get("chart"):
        yield "| | " + " | ".join(chart["categories"]) + " |"
        yield "|---" * (len(chart["categories"]) + 1) + "|"
        for series in chart["series"]:
            yield f"| {series['name']} | " + " | ".join(str(value) for value in series["values"]) + " |"


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path
