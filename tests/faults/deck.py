"""A small good deck, taken apart so that single faults can be put into it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED

from lxml import etree

from deckgen.check.deck_model import DeckSubject
from deckgen.check.decks import DECK_RULES
from deckgen.check.source import Source
from deckgen.content.loading import load_report
from deckgen.content.reading import read_yaml
from deckgen.diagnostics import Diagnostic, Sink
from deckgen.fit.deck import fit_deck
from deckgen.fit.fonts import FontBook
from deckgen.fit.photos import PhotoBook
from deckgen.layouts import find_layouts
from deckgen.plan.deck import plan_deck
from deckgen.render.deck import render_deck
from deckgen.resources import DataFolders, Images, Resources
from deckgen.written.reading import read_deck
from tests.zips import members_of, zipped

ROOT = Path(__file__).parents[2]
NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
}
A, P, R, C = (f"{{{NS[prefix]}}}" for prefix in "aprc")
KEPT = {
    "annual-report-en": {0: (0, 1, 3), 3: (1,)},
    "project-review": {0: (1,), 1: (5, 6), 2: (2,)},
}
"""Report → sections and their slides that make the deck: one of each kind, so that reading it takes little time."""

Element = Any
OF_REPORTS = {"figure-not-in-source", "scale-changed", "unit-changed", "qualifier-changed", "prompt-left"}
"""Codes that rules on reports and on decks share; they stand in the lists of the former."""


@cache
def good_deck(name: str) -> Mapping[str, bytes]:
    """The parts of a deck without a fault."""
    path, sink = ROOT / "content" / name / "report.yaml", Sink()
    data: Any = read_yaml(path.read_bytes(), str(path), sink)
    kept = KEPT[name]
    sections = [data["sections"][number] for number in kept]
    for section, slides in zip(sections, kept.values(), strict=True):
        section["slides"] = [section["slides"][number] for number in slides]
    data |= {"sections": sections, "appendix": [], "highlights": [], "closing": None}
    data |= {"show": {"agenda": "false", "dividers": "false", "closing": "false"}, "draft": "false"}
    text = yaml_of(data)
    report = load_report(text.encode(), str(path), sink, files=DataFolders(path))
    images, template = Images(path), Resources().template(report.template, path, sink)
    photos = PhotoBook(images.find, images.suggest)
    deck = fit_deck(plan_deck(report, find_layouts(), sink), template, FontBook(template.fonts), photos, sink)
    target = BytesIO()
    render_deck(deck, template, photos, target)
    return members_of(target.getvalue())


def yaml_of(data: object) -> str:
    """JSON is YAML."""
    import json

    return json.dumps(data, ensure_ascii=False)


@dataclass
class Parts:
    """The deck's parts, to be changed."""

    parts: dict[str, bytes]

    def slide(self, number: int) -> str:
        return f"ppt/slides/slide{number}.xml"

    @property
    def slides(self) -> list[int]:
        found = (re.fullmatch(r"ppt/slides/slide(\d+)\.xml", name) for name in self.parts)
        return sorted(int(match[1]) for match in found if match)

    def root(self, part: str) -> Element:
        return etree.fromstring(self.parts[part])

    def put(self, part: str, root: Element) -> None:
        self.parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def rels(self, part: str) -> str:
        folder, _, name = part.rpartition("/")
        return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"

    def zipped(self) -> bytes:
        return zipped(self.parts, ZIP_STORED)


def find(root: Element, path: str) -> list[Element]:
    found: list[Element] = root.xpath(path, namespaces=NS)
    return found


def findings(
    data: bytes, codes: frozenset[str] | None = None, source: Source | None = None
) -> Iterator[Diagnostic]:
    """What the rules find in a deck, or those among them that may report one of `codes`."""
    subject, sink = DeckSubject(read_deck(data, "deck.pptx"), source=source), Sink()
    for rule in DECK_RULES:
        named = {code.name for code in rule.codes} or OF_REPORTS
        if not rule.on_request and (codes is None or codes & named):
            rule.check(subject, sink)
    return iter(sink)
