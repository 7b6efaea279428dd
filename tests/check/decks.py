"""A good deck, the same deck with one fault, and what the rules on decks find in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_STORED

from PIL import Image

from deckgen.check.deck_model import DeckSubject
from deckgen.check.decks import check_written
from deckgen.diagnostics import Diagnostic, Sink
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from deckgen.written.reading import read_deck
from tests.templates.packages import Change
from tests.zips import members_of, zipped

REPORT = """\
title: 年度工作报告
template: plum
show: {agenda: true}
sections:
  - title: 成效
    slides:
      - title: 宣讲覆盖城乡
        notes: 先讲覆盖面，再讲效果。
        achievements: [开展宣讲三万余场，城乡全覆盖, '详见[省妇联官方网站](https://example.org/)']
      - title: 经费逐年增加
        chart:
          type: column
          categories: ['2023', '2024', '2025']
          values: ['12', '18', '25']
          unit: 万元
      - title: 三个地市的进度
        table:
          columns: [地市, 已建成, 在建]
          rows: [[南昌, '12', '3'], [九江, '9', '4'], [赣州, '15', '2']]
      - title: 基层妇女之家启用
        photos: [{image: photo.jpg, caption: 新启用的妇女之家, alt: 几位村民在妇女之家门前剪彩}]
"""


@cache
def good_deck() -> bytes:
    """Text with a link, a chart, a table and a photo, made by deckgen. Slides 4 to 7 hold them, in this order."""
    with TemporaryDirectory() as folder:
        content, deck = Path(folder, "report.yaml"), Path(folder, "deck.pptx")
        content.write_text(REPORT, "utf-8")
        Image.effect_noise((800, 600), 90).convert("RGB").save(Path(folder, "photo.jpg"))
        build_deck(content, deck, Resources(), Sink())
        return deck.read_bytes()


def findings(deck: bytes, name: str = "deck.pptx") -> list[Diagnostic]:
    sink = Sink()
    check_written(DeckSubject(read_deck(deck, name)), sink)
    return list(sink)


def faulty(changes: Mapping[str, Change], added: Mapping[str, bytes] | None = None) -> list[Diagnostic]:
    """What is found in the good deck after these changes."""
    return findings(changed(changes, added))


def changed(changes: Mapping[str, Change], added: Mapping[str, bytes] | None = None) -> bytes:
    """The good deck after these changes; unpacked, which is quicker."""
    members = dict(good_members())
    for name, change in changes.items():
        members[name] = change(members[name])
    return zipped(members | dict(added or {}), ZIP_STORED)


@cache
def good_members() -> Mapping[str, bytes]:
    return members_of(good_deck())


def codes(found: list[Diagnostic]) -> set[str]:
    return {one.code.name for one in found}


def subbed(pattern: str, new: str, count: int = 1) -> Change:
    """The change that replaces what a pattern matches."""

    def change(data: bytes) -> bytes:
        text, times = re.subn(pattern, new, data.decode(), count=count, flags=re.DOTALL)
        assert times, f"{pattern} is not there"
        return text.encode()

    return change


def both(first: Change, second: Change) -> Change:
    return lambda data: second(first(data))
