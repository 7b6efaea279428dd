"""A page design: what stands on one slide layout; and the parts that many pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from deckgen.records import dataclass
from deckgen.templates.drawing import Drawing, Slot, Tint, Type
from deckgen.templates.pages.grid import Grid
from deckgen.units import Box, inches

if TYPE_CHECKING:
    from deckgen.templates.logos import Picture

TOP, BOTTOM = 2.1, 6.8
"""Where content stands between title and footer, in inches."""

LOWEST_EDGE = 6.6
"""Where cards end at the latest: nearer to it, their lower edges would seem to belong to the footer."""

CARD = Tint("bg2")
CARD_SHADE = Tint("bg2", 94)
PLUM = Tint("accent1")
DARK = Tint("tx2")
DARK_CARD = Tint("tx2", 85, 8)
DARK_SHADE = Tint("tx2", 90, 14)
MAUVE = Tint("accent4")


@dataclass(frozen=True, slots=True)
class Inks:
    """The theme colours of words on one kind of ground: main, secondary, and of figures."""

    main: str
    quiet: str
    figure: str


LIGHT = Inks("tx1", "accent5", "accent2")
"""On pages and cards."""
REVERSED = Inks("bg1", "accent4", "accent3")
"""On the dark pages of a light template."""

IDX = {
    "title": 0,
    "section": 20,
    "subtitle": 21,
    "meta": 22,
    "kicker": 23,
    "attribution": 24,
    "body": 25,
    "headline": 26,
    "number": 27,
    "text": 28,
    "quote": 29,
    "chart": 150,
    "source": 151,
    "takeaway": 152,
    "table": 160,
    "progress": 260,
    "confidentiality": 261,
}
"""Slots that stand once on a page. 10–12 are PowerPoint's own: date, footer, slide number."""

REPEATED_IDX = {
    "number": 30,
    "entry": 40,
    "lead": 50,
    "text": 60,
    "figure": 70,
    "label": 80,
    "detail": 90,
    "photo": 100,
    "caption": 110,
    "when": 120,
    "event": 130,
    "step": 140,
    "chart": 170,
    "axis": 180,
    "low": 183,
    "high": 186,
    "cell": 190,
    "year": 195,
    "honour": 204,
    "logo": 213,
    "name": 226,
    "icon": 240,
}
"""Slots that stand several times: `figure-3` is 73."""

NAMES = {
    "title": ("标题", "Title"),
    "section": ("章节", "Section"),
    "subtitle": ("副标题", "Subtitle"),
    "meta": ("单位 · 汇报人 · 日期", "Organisation · Presenter · Date"),
    "kicker": ("引题", "Kicker"),
    "attribution": ("出处", "Attribution"),
    "body": ("正文", "Text"),
    "headline": ("要点", "Headline"),
    "number": ("序号", "No."),
    "entry": ("章节名称", "Section"),
    "lead": ("要点", "Lead"),
    "text": ("正文", "Text"),
    "figure": ("数字", "Figure"),
    "label": ("指标名称", "What is counted"),
    "detail": ("变化 · 时期", "Change · Period"),
    "photo": ("照片", "Photo"),
    "caption": ("图片说明", "Caption"),
    "when": ("时间", "When"),
    "event": ("事件", "Event"),
    "step": ("步骤", "Step"),
    "icon": ("图标", "Icon"),
    "quote": ("引语", "Quote"),
    "chart": ("图表", "Chart"),
    "source": ("数据来源", "Source"),
    "takeaway": ("结论", "Takeaway"),
    "axis": ("坐标轴", "Axis"),
    "low": ("低端", "Low end"),
    "high": ("高端", "High end"),
    "cell": ("象限", "Quadrant"),
    "year": ("年份", "Year"),
    "honour": ("荣誉", "Honour"),
    "logo": ("标识", "Logo"),
    "name": ("名称", "Name"),
    "progress": ("进度", "Progress"),
    "confidentiality": ("密级", "Confidentiality"),
    "table": ("表格", "Table"),
}

KINDS = {
    "subtitle": "subTitle",
    "photo": "pic",
    "logo": "pic",
    "icon": "pic",
    "chart": "chart",
    "table": "tbl",
}
BLANK = "\u00a0"
"""LibreOffice sets footers as the slide layout sets its own text: with none there, not at all as it should."""

NUMBER_FIELD = "{6C9C1B6E-0A55-4D0B-9C2F-5D1F7B3E8A41}"


@dataclass(frozen=True, slots=True)
class PageDesign:
    """One slide layout: the variant it serves, its bilingual name, drawings behind, placeholders in front."""

    variant: str
    name: str
    drawings: tuple[Drawing, ...]
    slots: tuple[Slot, ...]
    dark: bool = False
    pictures: tuple[Picture, ...] = ()


def idx_of(name: str) -> int:
    """The placeholder index of a slot, the same on every page."""
    stem, _, number = name.rpartition("-")
    return REPEATED_IDX[stem] + int(number) if number.isdigit() else IDX[name]


def slot(name: str, box: Box, *levels: Type, anchor: str = "t", kind: str | None = None) -> Slot:
    """A placeholder for the slot `name`, with its usual index, type and prompt."""
    stem, _, number = name.rpartition("-")
    stem = stem if number.isdigit() else name
    chinese, english = NAMES[stem]
    known = kind or ("title" if stem == "title" else KINDS.get(stem, "body"))
    suffix = f" {number}" if number.isdigit() else ""
    prompt = f"{chinese} · {english}"
    if len(levels) > 1:
        prompt += "\n" + ("要点 · Headline" if stem == "entry" else "细节 · Detail")
    return Slot(name, idx_of(name), known, f"{chinese} · {english}{suffix}", prompt, box, levels, anchor)


def standing(
    grid: Grid, *, dark: bool = False, first: int = 1, last: int = 11, mark: bool = True
) -> tuple[Slot, ...]:
    """Footer and date in the columns from `first` to `last`; the slide number always in its corner.

    On pages with all columns the confidentiality lies in the middle, over the end of the footer, which need not make
    way for what most decks do not have: where it is shown, the footer is fitted to what it leaves. Other pages have
    a place of their own for it.
    """
    style = Type(12, grid.art.strong.quiet if dark else LIGHT.quiet)
    footer = grid.box(first, last - 3, 7.0, 7.25).inset(grid.footer_indent if mark else 0, 0, 0, 0)
    date, number = grid.box(last - 2, last, 7.0, 7.25), grid.box(12, 12, 7.0, 7.25)
    right = replace(style, align="r")
    ink = grid.art.strong.quiet if dark else "accent1"
    return (
        Slot("", 11, "ftr", "页脚 · Footer", BLANK, footer, (style,), "ctr"),
        Slot("", 10, "dt", "日期 · Date", BLANK, date, (right,), "ctr"),
        Slot(
            "",
            12,
            "sldNum",
            "页码 · Slide number",
            "",
            number,
            (replace(right, bold=True),),
            "ctr",
            field=NUMBER_FIELD,
        ),
        *((confidentiality(grid.box(5, 8, 7.0, 7.25), ink),) if (first, last) == (1, 11) else ()),
    )


def inked(placed: Slot, colour: str) -> Slot:
    """The placeholder with all its words in one theme colour."""
    return replace(placed, levels=tuple(replace(level, colour=colour) for level in placed.levels))


def confidentiality(box: Box, ink: str, points: float = 12, *, align: str = "ctr") -> Slot:
    """Who may see the deck. Empty, and so not to be seen, where the report says nothing of it."""
    style = Type(points, ink, bold=True, align=align)
    return replace(slot("confidentiality", box, style, anchor="ctr"), slot="")


def progress(box: Box, ink: str = "accent1") -> Slot:
    """How far the deck has come; as quiet as a section's name."""
    return replace(slot("progress", box, Type(14, ink, align="r")), slot="")


def card_corner(card: Box) -> int:
    """The side of the square in a card's lower right corner that text keeps out of."""
    return min(inches(0.9), card.height // 4)


def title_box(grid: Grid, last: int = 12) -> Box:
    """Where the title of every page with content stands; holds two lines at full size."""
    return grid.box(1, last, 0.83, 1.88)


def heading(grid: Grid) -> tuple[Slot, ...]:
    """Section name and title, at one place on all light pages; right of the name, how far the deck has come."""
    return (
        slot("section", grid.box(1, 10, 0.5, 0.8), Type(14, "accent1", bold=True)),
        slot("title", title_box(grid), Type(grid.sized(30, 28), "tx1", bold=True, major=True)),
        progress(grid.box(11, 12, 0.5, 0.8)),
    )


def topic_page(
    grid: Grid, variant: str, name: str, drawings: Iterable[Drawing], slots: Iterable[Slot]
) -> PageDesign:
    """A page as most are: the frame of its art, heading and footers, and between them its own."""
    return PageDesign(
        variant, name, (*grid.art.frame(grid), *drawings), (*heading(grid), *slots, *standing(grid))
    )


def numbers(count: int) -> Iterator[int]:
    yield from range(1, count + 1)
