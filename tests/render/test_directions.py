"""Text from right to left, and places whose lines run from top to bottom."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from deckgen.content.languages import is_right_to_left
from deckgen.diagnostics import Sink
from deckgen.messages import as_text
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from tests.templates.packages import LAYOUT, MASTER, default_template, replacing, rewritten

pytestmark = pytest.mark.usefixtures("here")

REPORT = """\
title: %s
language: %s
template: %s
sections:
  - title: الخدمات
    slides:
      - title: أرقام
        indicators: [{label: المستفيدون, value: '12,500'}, {label: نسبة الرضا, value: 96.5%%}]
        notes: ملاحظات
      - {title: ما الذي تحقق, achievements: [افتتاح 14 مركزاً جديداً في المدينة, تدريب 230 موظفاً, ثالث, رابع, خامس]}
      - {title: جدول, table: {columns: [الحي, العدد], rows: [[الشمال, 12], [الجنوب, 14]]}}
"""


def rtl_master(data: bytes) -> bytes:
    turned = data.replace(b'algn="l" defTabSz="457200" rtl="0"', b'algn="r" defTabSz="457200" rtl="1"')
    assert turned != data
    return turned


def deck(language: str = "ar", template: str = "plum") -> Presentation:
    Path("r.yaml").write_text(REPORT % ("تقرير", language, template), "utf-8")
    sink = Sink()
    build_deck(Path("r.yaml"), Path("r.pptx"), Resources(), sink)
    assert not sink.has_errors, as_text(sink)
    return Presentation("r.pptx")


def paragraphs(presentation: Presentation) -> list[tuple[str, str | None, str | None]]:
    """Text, direction and alignment of each paragraph of the slides."""
    found = []
    for slide in presentation.slides:
        for paragraph in slide.element.iter(qn("a:p")):
            said = paragraph.find(qn("a:pPr"))
            text = "".join(run.text or "" for run in paragraph.iter(qn("a:t")))
            get = (lambda _name: None) if said is None else said.get
            found.append((text, get("rtl"), get("algn")))
    return [one for one in found if one[0]]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", True),
        ("he-IL", True),
        ("fa", True),
        ("az-Arab", True),
        ("ar-Latn", False),
        ("en", False),
        ("zh-CN", False),
    ],
)
def test_what_is_written_from_right_to_left(tag: str, expected: bool) -> None:
    assert is_right_to_left(tag) is expected


def test_all_text_runs_from_right_to_left_and_stands_at_the_other_edge() -> None:
    found = paragraphs(deck())
    assert {rtl for _, rtl, _ in found} == {"1"}
    assert next(algn for text, _, algn in found if text == "ما الذي تحقق") == "r"


def test_notes_run_from_right_to_left() -> None:
    slides = deck().slides
    notes = next(slide.notes_slide.notes_text_frame for slide in slides if slide.has_notes_slide)
    assert notes is not None
    assert notes.paragraphs[0]._p.find(qn("a:pPr")).get("rtl") == "1"


def test_the_first_column_of_a_table_is_on_the_right() -> None:
    tables = [one for slide in deck().slides for one in slide.element.iter(qn("a:tblPr"))]
    assert [one.get("rtl") for one in tables] == ["1"]


def test_a_template_that_runs_so_already_is_left_alone() -> None:
    Path("brand.pptx").write_bytes(rewritten(default_template(), {MASTER: rtl_master}))
    found = [one for one in paragraphs(deck(template="brand.pptx")) if one[0] == "تدريب 230 موظفاً"]
    assert found == [("تدريب 230 موظفاً", None, None)]


def test_in_such_a_template_other_languages_run_from_left_to_right() -> None:
    Path("brand.pptx").write_bytes(rewritten(default_template(), {MASTER: rtl_master}))
    found = [one for one in paragraphs(deck("en", "brand.pptx")) if one[0] == "تدريب 230 موظفاً"]
    assert found == [("تدريب 230 موظفاً", "0", "l")]


def test_nothing_is_said_where_language_and_template_agree() -> None:
    assert {(rtl, algn) for _, rtl, algn in paragraphs(deck("en"))} <= {(None, None), (None, "r")}


VERTICAL = '<p:ph idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/>'


@pytest.mark.parametrize("direction", ["eaVert", "vert", "vert270"])
def test_inference_does_not_choose_places_whose_lines_run_downwards(direction: str) -> None:
    turned = replacing(VERTICAL, VERTICAL.replace("<a:bodyPr/>", f'<a:bodyPr vert="{direction}"/>'))
    Path("brand.pptx").write_bytes(rewritten(default_template(), {LAYOUT: turned}))
    used = {slide.slide_layout.name for slide in deck(template="brand.pptx").slides}
    assert "Title and Content" not in used


def test_a_place_whose_lines_run_downwards_is_measured_so_where_a_binding_names_it() -> None:
    turned = replacing(VERTICAL, VERTICAL.replace("<a:bodyPr/>", '<a:bodyPr vert="eaVert"/>'))
    Path("brand.pptx").write_bytes(rewritten(default_template(), {LAYOUT: turned}))
    said = "variants: {bullets: {slide_layout: Title and Content, slots: {title: 0, body: 1}}}"
    Path("brand.yaml").write_text(said, "utf-8")
    sink = Sink()
    files = Resources().find_template("brand.pptx", Path("r.yaml"), sink)
    place = Resources().read_template(files, sink).layouts["bullets"].find_placeholder("body")
    assert place is not None
    assert place.vertical
    assert (place.text_box.width, place.text_box.height) == (place.inner.height, place.inner.width)
    assert place.inner.width > place.inner.height
