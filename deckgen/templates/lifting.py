"""Formatting that LibreOffice leaves in sample texts → the list styles that slides inherit from."""

from __future__ import annotations

from collections.abc import Collection
from copy import deepcopy

from lxml import etree

from deckgen.templates.placeholders import P, placeholder_shapes, reference_of
from deckgen.templates.styles import LEVELS, A, whole

ON_MASTERS = ("title", "body", "dt", "ftr", "sldNum")
ON_LAYOUTS = ("subTitle",)
"""All else on a slide layout of LibreOffice looks as on the master."""

_OF_THE_SAMPLE = ("lang", "altLang", "dirty", "err", "smtClean", "smtId", "bmk")
"""What a run says of its own text, not of how it looks."""

_LOOKS = frozenset(
    f"{A}{name}"
    for name in (
        "ln",
        "noFill",
        "solidFill",
        "gradFill",
        "effectLst",
        "highlight",
        "latin",
        "ea",
        "cs",
        "sym",
    )
)


def lacks_styles(master: etree._Element) -> bool:
    """True for a slide master as LibreOffice writes it: no text styles, only formatted sample texts."""
    return master.find(f"{P}txStyles") is None


def lift_styles(root: etree._Element, kinds: Collection[str]) -> bool:
    """Give each placeholder of these types that has no list style that of its sample texts, level by level; True
    when one got it."""
    lifted = False
    for shape in placeholder_shapes(root):
        body = shape.find(f"{P}txBody")
        if body is not None and reference_of(shape).get("type", "obj") in kinds:
            lifted |= _lift(body)
    return lifted


def _lift(body: etree._Element) -> bool:
    style = body.find(f"{A}lstStyle")
    if style is not None and len(style):
        return False
    levels = {}
    for paragraph in body.findall(f"{A}p"):
        properties = paragraph.find(f"{A}pPr")
        level = whole(None if properties is None else properties.get("lvl"), 0)
        if 0 <= level < LEVELS and level not in levels:
            levels[level] = _level(level, properties, _run_properties(paragraph))
    if style is None:
        style = etree.Element(f"{A}lstStyle")
        body.insert(1, style)
    style.extend(levels[level] for level in sorted(levels))
    return bool(levels)


def _level(number: int, said: etree._Element | None, run: etree._Element | None) -> etree._Element:
    level = etree.Element(f"{A}lvl{number + 1}pPr")
    if said is not None:
        for name, value in said.attrib.items():
            if name != "lvl":
                level.set(name, value)
        level.extend(deepcopy(child) for child in said if child.tag not in (f"{A}defRPr", f"{A}extLst"))
    if run is not None:
        default = etree.SubElement(level, f"{A}defRPr")
        for name, value in run.attrib.items():
            if name not in _OF_THE_SAMPLE:
                default.set(name, value)
        default.extend(deepcopy(child) for child in run if child.tag in _LOOKS)
    return level


def _run_properties(paragraph: etree._Element) -> etree._Element | None:
    run = paragraph.find(f"*/{A}rPr")
    return paragraph.find(f"{A}endParaRPr") if run is None else run
