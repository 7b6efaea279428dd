"""`deckgen build --explain-plan`: why each slide has its layout, and what did not fit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.cli import run
from deckgen.diagnostics import Sink
from deckgen.messages import columns_of
from deckgen.pipeline import prepare_deck
from deckgen.plan.record import ASKED, BEST, VARIETY, Record
from deckgen.resources import Resources

LONG = "这个标签长得无论如何也放不进四个指标一页的卡片里，" * 2 + "直到两个指标一页才勉强放得下它的全部文字"
REPORT = f"""\
title: 报告
show: {{cover: off, agenda: off, closing: off}}
sections:
  - title: 一
    slides:
      - {{title: 甲, achievements: [做了一件事], id: first}}
      - {{title: 乙, achievements: [做了一件事]}}
      - {{title: 丙, achievements: [做了一件事]}}
      - title: 四个指标
        indicators:
          - {{value: 1万户, label: {LONG}}}
          - {{value: 2万户, label: b}}
          - {{value: 3万户, label: c}}
          - {{value: 4万户, label: d}}
      - title: 照片
        layout: photo
        photos: [{{caption: 一}}, {{caption: 二}}]
      - title: 混合
        statement: 一句话
        achievements: [一件事]
      - title: 一直说下去
        achievements: [{", ".join(["这一件事要用很多的字才能说清楚来龙去脉和前因后果" * 3] * 12)}]
"""

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    Path("x.yaml").write_text(REPORT, "utf-8")
    return here


@pytest.fixture
def record(folder: Path) -> Record:
    found = Record()
    prepare_deck(folder / "x.yaml", Resources(), Sink(), record=found)
    return found


def by_title(record: Record, title: str) -> str:
    return next(slide for slide, found in record.titles.items() if found == title)


def test_the_reason_and_the_scores_are_kept(record: Record) -> None:
    bullets = record.choices[by_title(record, "甲")]
    assert bullets.reason == BEST
    assert bullets.holds == "1 achievement"
    assert dict(bullets.scores)["bullets"] == 0.6
    photos = record.choices[by_title(record, "照片")]
    assert photos.reason == ASKED
    assert photos.scores[0][0] != "photo"


def test_variety_is_a_reason(tmp_path: Path) -> None:
    slides = [f"  - {{title: {n}, photos: [{{caption: a}}, {{caption: b}}]}}" for n in range(4)]
    (tmp_path / "v.yaml").write_text(
        "title: t\nsections:\n- title: a\n  slides:\n" + "\n".join(slides), "utf-8"
    )
    record = Record()
    prepare_deck(tmp_path / "v.yaml", Resources(), Sink(), record=record)
    assert [choice.reason for choice in record.choices.values()] == [BEST, BEST, BEST, VARIETY]


def test_ways_that_did_not_fit_say_what_was_crowded(record: Record) -> None:
    trials = record.trials[by_title(record, "四个指标")]
    assert not trials[0].fits
    assert trials[0].crowded[0].slot == "label-1"
    assert trials[0].crowded[0].text == LONG
    assert trials[-1] == record.taken[by_title(record, "四个指标")]


def test_a_mixture_is_named_as_such(record: Record) -> None:
    assert [choice.part for choice in record.choices.values() if choice.part] == [True, True]


def test_a_continuation_is_named_as_such(record: Record) -> None:
    taken = record.taken[by_title(record, "一直说下去")]
    assert taken.continues
    assert len(taken.variants) > 1


def test_the_text_is_aligned_and_numbers_the_slides_as_the_deck_does(capsys: Capture) -> None:
    assert run(["build", "x.yaml", "--explain-plan"]) == 0
    said = capsys.readouterr().out
    assert "\n    2  甲\n       holds   1 achievement\n       chosen  bullets: no other has a place" in said
    assert "too long for its place: label-1 “这个标签" in said
    assert "chosen  photo: the report asks for it" in said
    assert "cut from a mixture" in said
    assert "goes on on a further page ← taken" in said
    pages = [
        int(line.split()[0].partition("–")[2] or line.split()[0])
        for line in said.splitlines()
        if line[4:5].isdigit()
    ]
    assert pages[-1] == len(Presentation("x.pptx").slides)
    verdicts = [line for line in said.splitlines() if line.startswith("       tried   indicators-")]
    starts = {
        columns_of(line[: line.index(word)])
        for line in verdicts
        for word in ("too long", "fits")
        if word in line
    }
    assert len(starts) == 1


def test_as_json_the_plan_stands_with_its_report(capsys: Capture) -> None:
    assert run(["build", "x.yaml", "--explain-plan", "--format", "json"]) == 0
    plan = json.loads(capsys.readouterr().out)["reports"][0]["plan"]
    first = next(slide for slide in plan if slide["holds"] == "1 achievement")
    assert first["scores"] == {"bullets": 0.6}
    assert any(way["taken"] for way in first["ways_tried"])


def test_nobody_is_told_who_did_not_ask(capsys: Capture) -> None:
    assert run(["build", "x.yaml", "--format", "json"]) == 0
    assert "plan" not in json.loads(capsys.readouterr().out)["reports"][0]


def test_asking_does_not_change_the_deck() -> None:
    assert run(["build", "x.yaml", "-o", "plain.pptx"]) == 0
    assert run(["build", "x.yaml", "-o", "explained.pptx", "--explain-plan"]) == 0
    assert Path("plain.pptx").read_bytes() == Path("explained.pptx").read_bytes()
