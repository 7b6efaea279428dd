"""Names of a glossary are spelt so; and the sections of a deck are those of its contents list."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation

from deckgen.check.spelling import misspellings
from deckgen.content.models import Name, Slide
from deckgen.diagnostics import Sink
from deckgen.forms.reading import read_form
from deckgen.gate.decks import check_file
from deckgen.gate.reports import check_deck, check_edited
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from tests.check.reporting import codes_of, report_of

OFFICE = Name(right="江西省妇女联合会", wrong=("江西妇女联合会", "省妇联合会"))
BRAND = Name(right="赣鄱红色娘子军")
TRUST = Name(right="Lightbridge Trust")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("江西省妇女联合会召开会议", []),
        ("江西省婦女聯合會召開會議", []),
        ("江西妇女联合会召开会议", [("江西妇女联合会", True)]),
        ("妇女联合会和广大妇女", []),
        ("山西省妇女联合会来访", []),
        ("江西省妇女联谊会", [("江西省妇女联谊会", False)]),
        ("江西省妇联合会", [("省妇联合会", True)]),
        ("江西省妇女女联合会", [("江西省妇女女联合会", False)]),
        ("赣鄱红色娘子队", [("赣鄱红色娘子队", False)]),
        ("赣鄱红色娘子、", []),
        ("山鄱红色娘子军", []),
        ("这是Lightbrige Trust的工作", [("Lightbrige Trust", False)]),
        ("两家Lightbridge Trusts的工作", []),
        ("赣鄱红色娘子们军", [("赣鄱红色娘子们军", False)]),
        ("赣番红色娘子军、赣鄱红色娘子军", [("赣番红色娘子军", False)]),
        ("the Lightbridge Trust’s wardens", []),
        ("two Lightbridge Trusts", []),
        ("the Lightbrige Trust", [("Lightbrige Trust", False)]),
        ("the Lightbridge trust", [("Lightbridge trust", False)]),
        ("the Lightbridge Trustees", []),
    ],
)
def test_what_is_not_spelt_as_the_glossary_says_is_found(text: str, found: list[tuple[str, bool]]):
    names = (OFFICE, BRAND, TRUST)
    assert [(one.found, one.sure) for one in misspellings(text, names)] == found


def test_a_name_of_the_glossary_is_no_slip_of_another():
    names = (Name(right="南昌市妇女联合会"), Name(right="南昌县妇女联合会"))
    assert list(misspellings("南昌市妇女联合会与南昌县妇女联合会", names)) == []


def test_titles_captions_and_notes_are_looked_at():
    glossary = [{"right": "江西省妇女联合会", "wrong": ["江西妇女联合会"]}]
    wrong = "江西妇女联合会工作"
    for content in ({"title": wrong}, {"photos": [{"caption": wrong}]}, {"title": "好", "notes": wrong}):
        assert codes_of(report_of(read_form(Slide, content), glossary=glossary)) == ["name-misspelt"]
    right = Slide(title="江西省妇女联合会工作")
    assert codes_of(report_of(right, glossary=["江西省妇女联合会"])) == []
    assert codes_of(report_of(Slide(title="江西省妇女联谊会"), glossary=["江西省妇女联合会"])) == [
        "name-doubtful"
    ]


REPORT = """\
title: 报告
glossary: [赣鄱红色娘子军]
sections:
  - {title: 思想政治引领, slides: [{title: 赣鄱红色娘子军进乡村, statement: 走进乡村}]}
  - {title: 妇女建功立业, slides: [{title: 江西妇女联合会支持创业, statement: 支持创业}]}
  - {title: 家庭家教家风, slides: [{title: 家风传承, statement: 传承}]}
"""


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("names")
    content = folder / "report.yaml"
    content.write_text(REPORT, "utf-8")
    build_deck(content, folder / "deck.pptx", Resources(), Sink())
    (folder / "deckgen.toml").write_text('[glossary]\n"江西省妇女联合会" = ["江西妇女联合会"]\n', "utf-8")
    return content


def codes(sink: Sink) -> list[str]:
    wanted = ("name-", "agenda-", "sections-", "settings-")
    return [found.code.name for found in sink if found.code.name.startswith(wanted)]


def test_names_may_stand_in_the_settings(content: Path):
    sink = Sink()
    check_deck(content, Resources(), sink)
    assert codes(sink) == ["name-misspelt"]
    sink = Sink()
    check_file(content.parent / "deck.pptx", sink)
    assert codes(sink) == ["name-misspelt"]


def test_faulty_names_in_the_settings_are_told(tmp_path: Path):
    (tmp_path / "deckgen.toml").write_text('[glossary]\n"甲" = "乙"\n', "utf-8")
    path = tmp_path / "report.yaml"
    path.write_text(REPORT, "utf-8")
    sink = Sink()
    check_deck(path, Resources(), sink)
    assert codes(sink) == ["settings-faulty"]


def rewrite(slide: int, shape: str, text: str) -> Callable[[Any], None]:
    def change(deck: Any) -> None:
        found = next(one for one in deck.slides[slide - 1].shapes if one.name == shape)
        found.text_frame.paragraphs[0].runs[0].text = text
        for run in found.text_frame.paragraphs[0].runs[1:]:
            run.text = ""

    return change


def move_last_section_first(deck: Any) -> None:
    listed = deck.slides._sldIdLst
    last_two = list(listed)[6:8]
    for place, item in enumerate(last_two, 2):
        listed.remove(item)
        listed.insert(place, item)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda _: None, []),
        (rewrite(2, "entry-2", "妇女创业就业"), ["agenda-differs", "agenda-differs"]),
        (rewrite(3, "title", "政治引领"), ["agenda-differs", "agenda-differs"]),
        (rewrite(5, "number", "03"), ["sections-misnumbered"]),
        (move_last_section_first, ["sections-misnumbered", "agenda-differs"]),
        (rewrite(4, "title", "赣番红色娘子军进乡村"), ["name-doubtful"]),
    ],
)
def test_the_contents_list_names_the_sections(
    content: Path, change: Callable[[Any], None], expected: list[str]
):
    deck = Presentation(str(content.parent / "deck.pptx"))
    change(deck)
    edited = content.parent / "edited.pptx"
    deck.save(str(edited))
    sink = Sink()
    check_edited(content, edited, Resources(), sink)
    found = codes(sink)
    found.remove("name-misspelt")
    assert sorted(set(found)) == sorted(set(expected))
