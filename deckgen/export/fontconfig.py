"""The fontconfig file that LibreOffice runs with: stand-ins for faces that the machine lacks."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from deckgen.check.stand_ins import StandIns

SANS_CJK = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei")
SERIF_CJK = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC")

STAND_INS: dict[tuple[str, ...], tuple[str, ...]] = {
    (
        "Microsoft YaHei",
        "微软雅黑",
        "Microsoft YaHei UI",
        "Microsoft YaHei Light",
        "DengXian",
        "等线",
        "DengXian Light",
        "等线 Light",
        "SimHei",
        "黑体",
        "PingFang SC",
        "苹方-简",
        "STHeiti",
        "华文黑体",
        "Heiti SC",
        "Hiragino Sans GB",
        "YouYuan",
        "幼圆",
        "Source Han Sans SC",
        "Source Han Sans CN",
        "思源黑体",
        "思源黑体 CN",
    ): SANS_CJK,
    (
        "SimSun",
        "宋体",
        "NSimSun",
        "新宋体",
        "FangSong",
        "仿宋",
        "FangSong_GB2312",
        "仿宋_GB2312",
        "KaiTi",
        "楷体",
        "KaiTi_GB2312",
        "楷体_GB2312",
        "STSong",
        "华文宋体",
        "STZhongsong",
        "华文中宋",
        "STKaiti",
        "华文楷体",
        "Songti SC",
        "Source Han Serif SC",
        "Source Han Serif CN",
        "思源宋体",
        "思源宋体 CN",
    ): SERIF_CJK,
    ("Arial", "Helvetica", "Helvetica Neue"): ("Liberation Sans", "Arimo"),
    ("Segoe UI",): ("Selawik", "Noto Sans", "Liberation Sans"),
    ("Calibri", "Calibri Light"): ("Carlito",),
    ("Cambria",): ("Caladea",),
    ("Times New Roman", "Times"): ("Liberation Serif", "Tinos"),
    ("Courier New", "Consolas"): ("Liberation Mono", "Cousine"),
}
"""Faces that reports are set in → open faces in their place, used where the wanted one is not installed."""

NAMESAKES = {
    "微软雅黑": "Microsoft YaHei",
    "等线": "DengXian",
    "等线 Light": "DengXian Light",
    "黑体": "SimHei",
    "苹方-简": "PingFang SC",
    "华文黑体": "STHeiti",
    "幼圆": "YouYuan",
    "宋体": "SimSun",
    "新宋体": "NSimSun",
    "仿宋": "FangSong",
    "仿宋_GB2312": "FangSong_GB2312",
    "楷体": "KaiTi",
    "楷体_GB2312": "KaiTi_GB2312",
    "华文宋体": "STSong",
    "华文中宋": "STZhongsong",
    "华文楷体": "STKaiti",
}
"""Chinese name → the name by which the same typeface goes in a PDF."""


def stand_ins_of(typeface: str) -> tuple[str, ...]:
    """What deckgen draws in its place where it is not installed, best first; empty where it knows nothing."""
    return next((instead for faces, instead in STAND_INS.items() if typeface in faces), ())


def spellings_of(typeface: str) -> frozenset[str]:
    """Its names, in small letters: 微软雅黑 is Microsoft YaHei."""
    key = typeface.casefold()
    pairs = ({one.casefold(), other.casefold()} for one, other in NAMESAKES.items())
    return frozenset({key}.union(*(pair for pair in pairs if key in pair)))


def fontconfig(declared: StandIns = ()) -> str:
    """The text of the file. It includes the machine's own configuration, so that all its fonts are there.

    What comes later goes before: stand-ins that are declared, then those of the machine, then deckgen's own.
    """
    system = os.environ.get("FONTCONFIG_FILE") or _system_file()
    known = "\n".join(_alias(wanted, instead) for faces, instead in STAND_INS.items() for wanted in faces)
    wished = "\n".join(_wished(declared))
    return f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{known}
<include ignore_missing="yes">{escape(system)}</include>
{wished}
</fontconfig>
"""


def _wished(declared: StandIns) -> Iterator[str]:
    for one in declared:
        for name in sorted(spellings_of(one.typeface)):
            yield _alias(name, one.instead)


def _alias(wanted: str, instead: tuple[str, ...]) -> str:
    families = "".join(f"<family>{escape(family)}</family>" for family in instead if family != wanted)
    # Accepted ones come behind the wanted face; bound as strongly, so that no fallback for the language wins.
    return f'<alias binding="same"><family>{escape(wanted)}</family><accept>{families}</accept></alias>'


def _system_file() -> str:
    places = (
        "/etc/fonts/fonts.conf",
        "/usr/local/etc/fonts/fonts.conf",
        "/opt/homebrew/etc/fonts/fonts.conf",
    )
    return next((place for place in places if Path(place).is_file()), places[0])
