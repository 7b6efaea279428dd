"""Charts rendered into whole decks and reopened, for the tests of what stands in the file."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

from pptx import Presentation

from deckgen.content.models import Report
from deckgen.diagnostics import Sink
from deckgen.fit.deck import fit_deck
from deckgen.fit.fonts import FontBook
from deckgen.fit.photos import PhotoBook
from deckgen.forms.reading import read_form
from deckgen.layouts import find_layouts
from deckgen.plan.deck import plan_deck
from deckgen.render.deck import render_deck
from deckgen.templates.binding import read_binding
from deckgen.templates.model import Template
from deckgen.templates.reading import read_template

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "templates"
CHECKER = ROOT.parent / "shared" / "ooxml" / "ooxml_check.py"
BARE = {"cover": False, "highlights": False, "agenda": False, "dividers": False, "closing": False}
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@cache
def plum() -> Template:
    sink = Sink()
    binding = read_binding((SHIPPED / "plum.yaml").read_bytes(), "plum.yaml", sink)
    return read_template((SHIPPED / "plum.pptx").read_bytes(), "plum", binding, sink)


def rendered(*slides: dict[str, Any], sink: Sink | None = None, **more: Any) -> bytes:
    section = {"title": "一", "slides": [{"title": f"第{n}页"} | slide for n, slide in enumerate(slides)]}
    report = read_form(Report, {"title": "报告", "sections": [section], "show": BARE} | more)
    sink = Sink() if sink is None else sink
    plan = plan_deck(report, find_layouts(), sink)
    photos = PhotoBook(lambda _: None)
    deck = fit_deck(plan, plum(), FontBook(), photos, sink)
    file = io.BytesIO()
    render_deck(deck, plum(), photos, file)
    return file.getvalue()


def frames(data: bytes) -> list[Any]:
    return [s for slide in Presentation(io.BytesIO(data)).slides for s in slide.shapes if s.has_chart]


def frame(chart: dict[str, Any], **more: Any) -> Any:
    (found,) = frames(rendered({"chart": chart}, **more))
    return found


def formats(found: Any) -> list[str]:
    return [each.get("formatCode") for each in found.chart._chartSpace.iter(f"{C}numFmt")]


def colours(found: Any) -> list[str]:
    return [each.get("val") for each in found.chart._chartSpace.iter(f"{A}schemeClr")]


def alt(found: Any) -> str:
    return str(found._element._nvXxPr.cNvPr.get("descr", ""))
