"""One cause makes one finding, whichever rules could see it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from deckgen.content.models import Slide
from deckgen.diagnostics import Sink
from deckgen.forms.reading import read_form
from deckgen.gate.reports import check_deck
from deckgen.resources import Resources
from tests.check.decks import changed, faulty, findings, subbed
from tests.check.reporting import codes_of, report_of
from tests.faults.deck import Parts, good_deck
from tests.faults.deck import findings as found_in
from tests.faults.deck_faults import deck_faults
from tests.findings import codes_in
from tests.templates.packages import PRESENTATION, Change, replacing

SLIDE, TABLED = "ppt/slides/slide4.xml", "ppt/slides/slide6.xml"

DOUBLED: dict[str, tuple[Mapping[str, Change], str]] = {
    "a column taken out": ({TABLED: subbed(r"<a:gridCol [^>]*?(?:/>|>.*?</a:gridCol>)", "")}, "table-ragged"),
    "a text without paragraph": (
        {SLIDE: subbed(r'(name="body".*?<p:txBody>.*?)<a:p>.*?(</p:txBody>)', r"\1\2")},
        "text-body-empty",
    ),
    "a link that says nothing": ({SLIDE: replacing("省妇联官方网站", "点击这里")}, "link-text-unhelpful"),
    "two slides of one id": (
        {PRESENTATION: replacing('<p:sldId id="259"', '<p:sldId id="258"')},
        "slide-id-faulty",
    ),
}


@pytest.mark.parametrize("name", DOUBLED)
def test_a_fault_of_a_deck_is_told_once(name: str) -> None:
    changes, code = DOUBLED[name]
    assert codes_in(faulty(changes)) == [code]


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        ("table or chart over the edge", "outside-slide"),
        ("text far too long", "text-may-overflow"),
        ("theme lost", "part-missing"),
        ("slideLayout not copied", "part-missing"),
    ],
)
def test_a_seeded_fault_is_told_once(kind: str, code: str) -> None:
    seeded = [fault for fault in deck_faults("annual-report-en") if fault.kind == kind]
    assert seeded
    for fault in seeded:
        parts = Parts(dict(good_deck(fault.deck)))
        fault.change(parts)
        assert codes_in(found_in(parts.zipped())) == [code]


def test_a_part_that_two_refer_to_is_told_once_and_two_lost_ones_twice() -> None:
    lost = changed({})
    assert findings(lost) == []
    with_two = {"ppt/slides/_rels/slide4.xml.rels": subbed(r"slideLayout\d+\.xml", "slideLayout98.xml")}
    assert codes_in(faulty(with_two)) == ["part-missing"]
    with_two["ppt/slides/_rels/slide6.xml.rels"] = subbed(r"slideLayout\d+\.xml", "slideLayout99.xml")
    assert codes_in(faulty(with_two)) == ["part-missing", "part-missing"]


REPORT = """\
title: 年度工作报告
sections:
  - title: 成效
    slides:
      - title: 基层妇女之家启用
        photos: [{image: photo.jpg, caption: 新启用的妇女之家, alt: ALT}]
"""


@pytest.mark.parametrize(
    ("alt", "codes"),
    [("IMG_0815.jpg", ["photo-undescribed"]), ("照片 3", ["photo-undescribed"]), ("几位村民在剪彩", [])],
)
def test_an_alt_that_says_nothing_is_told_in_the_report_only(
    tmp_path: Path, alt: str, codes: list[str]
) -> None:
    Image.effect_noise((1600, 1200), 90).convert("RGB").save(tmp_path / "photo.jpg")
    (tmp_path / "report.yaml").write_text(REPORT.replace("ALT", alt), "utf-8")
    sink = Sink()
    check_deck(tmp_path / "report.yaml", Resources(), sink)
    assert codes_in(sink) == codes


def test_a_report_in_another_language_than_it_says_is_told_once(tmp_path: Path) -> None:
    text = REPORT.replace("image: photo.jpg, ", "").replace(", alt: ALT", "") + "language: en-GB\n"
    notes = "        notes: " + "全省各级妇联组织扎实开展宣讲和服务，" * 6 + "\n"
    (tmp_path / "report.yaml").write_text(text.replace("language:", notes + "language:"), "utf-8")
    sink = Sink()
    check_deck(tmp_path / "report.yaml", Resources(), sink)
    assert codes_in(sink) == ["language-differs"]


def test_a_figure_that_the_source_lacks_is_not_asked_for_its_sentence() -> None:
    unquoted = report_of(read_form(Slide, {"title": "好", "indicators": [{"value": "4711个"}]}))
    assert codes_of(unquoted, "全省有4712个。") == ["figure-not-in-source"]
    assert codes_of(unquoted, "全省有4711个。") == ["figure-unpinned"]


def test_a_right_figure_with_a_wrong_quote_is_told_of_its_quote() -> None:
    wrong = {"value": "4711个", "quote": "全省有4712个"}
    assert codes_of(
        report_of(read_form(Slide, {"title": "好", "indicators": [wrong]})), "全省有4711个。"
    ) == ["quote-not-in-source"]
