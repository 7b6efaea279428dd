"""A written deck as text for human eyes: every slide, its slide layout, each shape with type, size and words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pptx import Presentation

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def outline(deck: Path) -> str:
    presentation = Presentation(str(deck))
    lines = [
        line for number, slide in enumerate(presentation.slides, 1) for line in slide_lines(number, slide)
    ]
    return "\n".join(lines) + "\n"


def slide_lines(number: int, slide: Any) -> Iterator[str]:
    yield f"{number} [{slide.slide_layout.name}]"
    for shape in slide.shapes:
        yield from shape_lines(shape)
    if slide.has_notes_slide:
        first, *rest = slide.notes_slide.notes_text_frame.text.splitlines() or [""]
        yield f"  notes: {first}" + (f" (+{len(rest)} lines)" if rest else "")
    yield ""


def shape_lines(shape: Any) -> Iterator[str]:
    kind = f"{shape.placeholder_format.type.name.lower()} {shape.placeholder_format.idx}"
    head = f"  {shape.name} ({kind})"
    if hasattr(shape, "image"):
        crop = [f"{getattr(shape, 'crop_' + side):.3f}" for side in ("left", "top", "right", "bottom")]
        width, height = shape.image.size
        yield f"{head} {width}×{height} px, crop {' '.join(crop)}: {alt(shape)}"
    elif shape.has_chart:
        yield f"{head} {shape.chart.chart_type.name.lower()}: {alt(shape)}"
        yield from chart_lines(shape.chart)
    elif shape.has_table:
        yield f"{head}: {alt(shape)}"
        yield from table_lines(shape.table)
    elif kind.startswith("picture"):
        yield f"{head} pending: {alt(shape)}"
    else:
        sizes = [
            f"{int(each.get('sz')) / 100:g}" for each in shape._element.iter(f"{A}defRPr") if each.get("sz")
        ]
        yield f"{head}{' at ' + '/'.join(sizes) + ' pt' if sizes else ''}{' → slide' if linked(shape) else ''}"
        yield from (
            f"    {'  ' * paragraph.level}{words(paragraph)}" for paragraph in shape.text_frame.paragraphs
        )


def chart_lines(chart: Any) -> Iterator[str]:
    for series in chart.plots[0].series:
        yield f"    {series.name}: {' '.join(f'{value:g}' for value in series.values)}"
    yield f"    {' | '.join(str(category) for category in chart.plots[0].categories)}"


def table_lines(table: Any) -> Iterator[str]:
    """The rows with their cells: `=` for what a cell covers at its right, `^` for what it covers below."""
    size = int(next(table._tbl.iter(f"{A}rPr")).get("sz")) / 100
    widths = " ".join(f"{column.width / 12700:.0f}" for column in table.columns)
    flags = [name for name in ("first_row", "last_row", "horz_banding") if getattr(table, name)]
    yield f"    {size:g} pt, columns {widths}: {', '.join(flags)}"
    for row in table.rows:
        yield "    " + " | ".join(cell_words(cell) for cell in row.cells)


def cell_words(cell: Any) -> str:
    if cell.is_spanned:
        return "^" if cell._tc.get("vMerge") else "="
    return (
        " / ".join(words(paragraph) for paragraph in cell.text_frame.paragraphs)
        .replace("⟨", "")
        .replace("⟩", "")
    )


def alt(shape: Any) -> str:
    return str(shape._element._nvXxPr.cNvPr.get("descr", ""))


def linked(shape: Any) -> bool:
    return shape._element._nvXxPr.cNvPr.find(f"{A}hlinkClick") is not None


def words(paragraph: Any) -> str:
    """The paragraph's runs: **bold**, ⟨small⟩ for runs with a size of their own, ⏎ for a decided line break."""
    return "".join(piece(child) for child in paragraph._p)


def piece(element: Any) -> str:
    if element.tag == f"{A}br":
        return "⏎"
    if element.tag not in (f"{A}r", f"{A}fld"):
        return ""
    text = element.findtext(f"{A}t") or ""
    style = element.find(f"{A}rPr")
    if style is None:
        return text
    if style.get("sz"):
        text = f"⟨{text}⟩"
    if style.get("b") == "1":
        text = f"**{text}**"
    return text
