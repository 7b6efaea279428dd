"""Text boxes drawn by LibreOffice, one to a page, and the lines it made of them read back from the PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pdfplumber
from lxml import etree
from pptx import Presentation
from pptx.util import Emu

from deckgen.fit.model import FittedParagraph
from deckgen.templates.model import LevelStyle
from deckgen.units import emu, inches

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TOP = inches(0.5)
LEFT = inches(1)
PAGE = inches(50)
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"

ALIASES = {
    "Microsoft YaHei": "Noto Sans CJK SC",
    "Arial": "Liberation Sans",
    "Calibri": "Carlito",
    "Times New Roman": "Liberation Serif",
}


@dataclass(frozen=True)
class DrawnBox:
    """What is drawn: fitted paragraphs with a size per level, in a box without insets."""

    paragraphs: tuple[FittedParagraph, ...]
    levels: tuple[LevelStyle, ...]
    points: tuple[float, ...]
    width: int
    language: str = "zh-CN"


@dataclass(frozen=True)
class DrawnText:
    """What came of it. `height` is EMU from the top of the box to the last descender."""

    lines: tuple[str, ...]
    height: int


def read_back(boxes: Sequence[DrawnBox], folder: Path) -> list[DrawnText]:
    """Draw the boxes and read their lines; blanks are left out of the lines' text."""
    deck = Presentation()
    deck.slide_width = deck.slide_height = Emu(PAGE)
    for box in boxes:
        slide = deck.slides.add_slide(deck.slide_layouts[6])
        shape = slide.shapes.add_textbox(LEFT, TOP, box.width, inches(1))
        body = etree.fromstring(_body(box))
        for child in list(shape.text_frame._txBody):
            shape.text_frame._txBody.remove(child)
        shape.text_frame._txBody.extend(list(body))
    file = folder / "boxes.pptx"
    deck.save(str(file))
    pages = _convert(file, folder)
    with pdfplumber.open(pages) as pdf:
        return [_read_page(page, box) for page, box in zip(pdf.pages, boxes, strict=True)]


def _convert(file: Path, folder: Path) -> Path:
    aliases = "".join(
        f'<match target="pattern"><test name="family"><string>{wanted}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{there}</string></edit></match>'
        for wanted, there in ALIASES.items()
    )
    fonts = folder / "fonts.conf"
    fonts.write_text(
        f"<fontconfig><include>/etc/fonts/fonts.conf</include>{aliases}</fontconfig>", encoding="utf-8"
    )
    profile = f"-env:UserInstallation=file://{folder}/profile"
    assert OFFICE
    subprocess.run(
        [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)],
        check=True,
        capture_output=True,
        timeout=300,
        env={**os.environ, "FONTCONFIG_FILE": str(fonts)},
    )
    return file.with_suffix(".pdf")


def _body(box: DrawnBox) -> str:
    levels = "".join(_level(number, level) for number, level in enumerate(box.levels, 1))
    paragraphs = "".join(_paragraph(paragraph, box) for paragraph in box.paragraphs)
    return (
        f'<a:body xmlns:a="{MAIN}"><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0">'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle>{levels}</a:lstStyle>{paragraphs}</a:body>"
    )


def _level(number: int, level: LevelStyle) -> str:
    spacing = (
        f'<a:spcPts val="{round(level.line_points * 100)}"/>'
        if level.line_points is not None
        else f'<a:spcPct val="{round(level.line_spacing * 100_000)}"/>'
    )
    bullet = f"<a:buChar char={quoteattr(level.bullet)}/>" if level.bullet else "<a:buNone/>"
    return (
        f'<a:lvl{number}pPr marL="{level.margin_left}" indent="{level.indent}" hangingPunct="0">'
        f"<a:lnSpc>{spacing}</a:lnSpc>"
        f'<a:spcBef><a:spcPts val="{round(level.space_before * 100)}"/></a:spcBef>'
        f'<a:spcAft><a:spcPts val="{round(level.space_after * 100)}"/></a:spcAft>{bullet}'
        f'<a:defRPr b="{int(level.bold)}"><a:latin typeface={quoteattr(level.latin)}/>'
        f"<a:ea typeface={quoteattr(level.east_asian)}/></a:defRPr></a:lvl{number}pPr>"
    )


def _paragraph(paragraph: FittedParagraph, box: DrawnBox) -> str:
    other = "zh-CN" if box.language.startswith("en") else "en-US"
    size = f'lang="{box.language}" altLang="{other}" sz="{round(box.points[paragraph.level] * 100)}"'
    runs = []
    for run in paragraph.runs:
        bold = ' b="1"' if run.bold else ""
        texts = (
            f"<a:r><a:rPr {size}{bold}/><a:t>{escape(text)}</a:t></a:r>" for text in run.text.split("\v")
        )
        runs.append(f"<a:br><a:rPr {size}/></a:br>".join(texts))
    level = f'<a:pPr lvl="{paragraph.level}"/>'
    return f"<a:p>{level}{''.join(runs)}<a:endParaRPr {size}/></a:p>"


def _read_page(page: pdfplumber.page.Page, box: DrawnBox) -> DrawnText:
    """Characters of one baseline are one line."""
    bullets = {level.bullet for level in box.levels}
    letters = [char for char in page.chars if char["text"] not in bullets]
    marks = sorted(letters, key=lambda char: (-round(char["matrix"][5], 1), char["x0"]))
    rows = groupby(marks, key=lambda char: round(char["matrix"][5], 1))
    lines = ["".join(char["text"] for char in row).replace(" ", "") for _, row in rows]
    lowest = min(char["matrix"][5] for char in marks)
    size = box.points[box.paragraphs[-1].level]
    return DrawnText(tuple(lines), emu(float(page.height) - lowest + 0.2 * size) - TOP)
