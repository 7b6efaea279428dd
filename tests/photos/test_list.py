"""The list of photo slots: what it says of each, in every form."""

from __future__ import annotations

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from deckgen.diagnostics import Sink
from deckgen.fit.resolution import LEAST_DPI
from deckgen.messages import columns_of
from deckgen.photos.sheet import as_html
from deckgen.photos.slots import PhotoSlot, State, photo_slots
from deckgen.photos.table import HEADINGS, as_csv, as_json, as_table, counts
from deckgen.photos.words import list_words
from deckgen.pipeline import Prepared, prepare_deck
from deckgen.resources import Resources
from deckgen.units import EMU_PER_INCH

REPORT = """\
title: 年度工作回眸 <五年>
sections:
  - title: 服务群众
    slides:
      - title: 四张照片
        photos:
          - {caption: 服务站开放首日, image: good.jpg, credit: 张三}
          - {caption: "=SUM(A1) <b>&", image: null}
          - {caption: 太小的照片, image: small.jpg}
          - {caption: 没有这个文件, image: missing.jpg}
      - title: 一句话
        quote: {text: 说得好, by: 李四, portrait: {image: }}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    folder = tmp_path_factory.mktemp("list")
    Image.effect_noise((3000, 2000), 40).save(folder / "good.jpg")
    Image.new("RGB", (90, 60), "navy").save(folder / "small.jpg")
    (folder / "x.yaml").write_text(REPORT, "utf-8")
    return prepare_deck(folder / "x.yaml", Resources(), Sink())


@pytest.fixture(scope="module")
def slots(made: Prepared) -> list[PhotoSlot]:
    return photo_slots(made)


def test_every_slot_is_there_in_the_order_of_slides(slots: list[PhotoSlot]) -> None:
    assert [slot.number for slot in slots] == [1, 2, 3, 4, 5]
    assert slots[0].caption == "服务站开放首日"
    assert [slot.slide for slot in slots] == sorted(slot.slide for slot in slots)
    assert {slot.section for slot in slots} == {"服务群众"}
    assert slots[0].credit == "张三"
    assert [slot.kind for slot in slots] == [*["photo"] * 4, "portrait"]
    assert slots[4].caption == "李四"


def test_the_state_says_what_there_is(slots: list[PhotoSlot]) -> None:
    assert [slot.state for slot in slots] == [
        State.PLACED,
        State.PENDING,
        State.TOO_SMALL,
        State.FAULTY,
        State.PENDING,
    ]
    assert [slot.pixels for slot in slots] == [(3000, 2000), None, (90, 60), None, None]
    assert slots[3].image == "missing.jpg"


def test_the_size_is_that_of_the_place_on_the_slide(slots: list[PhotoSlot], made: Prepared) -> None:
    slide = made.deck.slides[slots[0].slide - 1]
    boxes = [slide.slide_layout.placeholders[idx].box for idx in slide.fills]
    assert slots[0].box in boxes
    assert slots[0].wanted[0] == -(-slots[0].box.width * 200 // EMU_PER_INCH)
    assert slots[0].least[0] == -(-slots[0].box.width * LEAST_DPI // EMU_PER_INCH)


def test_orientations_are_those_of_the_places(slots: list[PhotoSlot]) -> None:
    assert slots[0].orientation == "landscape"
    assert slots[4].orientation in ("portrait", "square")


def test_the_table_counts_chinese_characters_as_two_columns(slots: list[PhotoSlot]) -> None:
    heading, *lines = [line for line in as_table(slots).splitlines() if line]
    start = columns_of(heading[: heading.index("File")])
    rows = {line for line in lines if ".jpg" in line}
    assert len(rows) == 3
    for row in rows:
        name = next(word for word in row.split() if word.endswith(".jpg"))
        assert columns_of(row[: row.index(name)]) == start
    assert lines[-1] == "5 photo slots: 1 placed, 2 pending, 1 too small, 1 faulty"


def test_a_column_without_anything_in_it_is_left_out(slots: list[PhotoSlot]) -> None:
    assert "Credit" not in as_table(slots[1:2])
    assert all(name in as_table(slots) for name in HEADINGS)
    assert as_table([]) == counts([]) == "0 photo slots"


def test_csv_opens_in_excel_and_computes_nothing(slots: list[PhotoSlot]) -> None:
    text = as_csv(slots, list_words("zh-CN"))
    assert text.startswith("\ufeff编号,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["状态"] for row in rows] == ["已就位", "待拍摄", "像素不足", "文件有问题", "待拍摄"]
    assert rows[1]["照片说明"] == "'=SUM(A1) <b>&"
    assert rows[0]["文件宽（像素）"] == "3000"


def test_json_has_everything(slots: list[PhotoSlot]) -> None:
    first, second, *_ = json.loads(as_json(slots))
    assert first["state"] == "placed"
    assert first["pixels"] == [3000, 2000]
    assert second["image"] is None
    assert second["path"] == ["sections", 0, "slides", 0, "photos", 1]


class Page(HTMLParser):
    """The words, pictures and addresses of a page; every tag must be closed."""

    VOID = ("meta", "img")

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.sources: list[str] = []
        self.classes: list[str] = []
        self.feed(text)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert not {"href", "srcset"} & set(found)
        self.classes += [found["class"] or ""] if "class" in found else []
        self.sources += [found["src"] or ""] if "src" in found else []
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize(("language", "state"), [("zh-CN", "像素不足"), ("en-GB", "too small")])
def test_the_page_stands_alone_and_shows_what_there_is(
    slots: list[PhotoSlot], made: Prepared, language: str, state: str
) -> None:
    page = Page(as_html(slots, "<五年>", language, list_words(language), made.photos))
    assert state in page.words
    assert "=SUM(A1) <b>&" in "".join(page.words)
    assert all(source.startswith("data:image/") for source in page.sources)
    assert len(page.sources) == 2  # the placed photo and the small one
    assert page.classes.count("tick") == len(slots)


def test_a_thumbnail_is_small_and_carries_no_metadata(slots: list[PhotoSlot], made: Prepared) -> None:
    text = as_html(slots[:1], "t", "en", list_words("en"), made.photos)
    assert len(text) < 200_000


def test_the_frame_has_the_proportions_of_the_place(slots: list[PhotoSlot], made: Prepared) -> None:
    text = as_html(slots[1:2], "t", "en", list_words("en"), made.photos)
    style = text.partition('class="frame" style="')[2].partition('"')[0]
    width, height = (float(part.partition(":")[2].removesuffix("mm")) for part in style.split(";"))
    assert width / height == pytest.approx(slots[1].box.width / slots[1].box.height, rel=0.01)


def test_an_empty_list_says_so(made: Prepared) -> None:
    assert "没有" in as_html([], "t", "zh-CN", list_words("zh-CN"), made.photos)


def test_examples_can_be_listed() -> None:
    root = Path(__file__).resolve().parents[2] / "content"
    made = prepare_deck(root / "annual-report-en" / "report.yaml", Resources(), Sink())
    assert {slot.state for slot in photo_slots(made)} >= {State.PLACED, State.PENDING}
