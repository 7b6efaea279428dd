"""A plain template of python-pptx's own and decks put together by hand, for the tests of rendering."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from pptx import Presentation
from pptx.opc.package import Part as OpcPart

from deckgen.content.inline import Run
from deckgen.fit.model import (
    DeckSection,
    FittedDeck,
    FittedFigure,
    FittedFill,
    FittedParagraph,
    FittedPhoto,
    FittedSlide,
    FittedText,
    Properties,
)
from deckgen.fit.photos import PhotoBook
from deckgen.render.deck import render_deck
from deckgen.templates.model import (
    BoundLayout,
    LevelStyle,
    Part,
    Placeholder,
    Relationship,
    SlideLayout,
    Template,
)
from deckgen.units import Box

TITLE_SLIDE, CONTENT, COMPARISON, PHOTO = (f"/ppt/slideLayouts/slideLayout{n}.xml" for n in (1, 2, 5, 9))
NO_PHOTOS = PhotoBook(lambda _: None)
_LEVEL = LevelStyle(18.0, False, "Calibri", "Calibri", 0, 0)


@cache
def plain_pptx() -> bytes:
    """python-pptx's default template with a notes master, and without what only a printer needs."""
    presentation = Presentation()
    assert presentation.notes_master is not None
    for relationship in list(presentation.part.rels.values()):
        if relationship.reltype.endswith("/printerSettings"):
            presentation.part.drop_rel(relationship.rId)
    # python-pptx makes a notes master without listing it, which some programs take amiss.
    listed = presentation.part._element
    notes_id = presentation.part.relate_to(
        presentation.part.notes_master_part,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/notesMaster",
    )
    masters = listed.find("{*}sldMasterIdLst")
    space = masters.tag[: masters.tag.index("}") + 1]
    notes = masters.makeelement(f"{space}notesMasterIdLst", {})
    master = notes.makeelement(f"{space}notesMasterId", {})
    master.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", notes_id)
    notes.append(master)
    masters.addnext(notes)
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


@cache
def plain_template() -> Template:
    presentation = Presentation(io.BytesIO(plain_pptx()))
    main = presentation.part
    others = [part for part in main.package.iter_parts() if part is not main]
    return Template(
        name="plain",
        width=presentation.slide_width,
        height=presentation.slide_height,
        layouts={
            layout.name: BoundLayout(_slide_layout(layout), {}) for layout in presentation.slide_layouts
        },
        colours={},
        presentation=_part(main),
        parts=tuple(_part(part) for part in others),
        notes_master=str(main.notes_master_part.partname),
    )


def slide_layout(part: str) -> SlideLayout:
    return next(
        bound.slide_layout for bound in plain_template().layouts.values() if bound.slide_layout.part == part
    )


def _part(part: OpcPart) -> Part:
    relationships = tuple(
        Relationship(
            found.rId,
            found.reltype,
            found.target_ref if found.is_external else str(found.target_part.partname),
            found.is_external,
        )
        for found in part.rels.values()
    )
    return Part(str(part.partname), part.content_type, part.blob, relationships)


def _slide_layout(layout: Any) -> SlideLayout:
    placeholders = {}
    for shape in layout.placeholders:
        reference = shape.element.xpath("./*/p:nvPr/p:ph")[0]
        idx = shape.placeholder_format.idx
        placeholders[idx] = Placeholder(
            idx=idx,
            type=reference.get("type", "obj"),
            name=shape.name,
            box=Box(shape.left, shape.top, shape.width, shape.height),
            insets=(91440, 45720, 91440, 45720),
            levels=(_LEVEL,) * 9,
            size=reference.get("sz"),
            orient=reference.get("orient"),
        )
    return SlideLayout(layout.name, str(layout.part.partname), placeholders)


def text(*lines: str | tuple[Run, ...], points: tuple[float, ...] | None = None) -> FittedText:
    runs = ((Run(line),) if isinstance(line, str) else line for line in lines)
    return FittedText(tuple(FittedParagraph(line) for line in runs), points)


def slide(
    slide_id: str,
    fills: Mapping[int, FittedFill],
    *,
    layout: str = CONTENT,
    slots: Mapping[int, str] | None = None,
    links: Mapping[int, str] | None = None,
    notes: str | None = None,
) -> FittedSlide:
    title = fills[0].text if isinstance(fills.get(0), FittedText) else slide_id
    return FittedSlide(slide_id, title, slide_layout(layout), fills, slots or {}, links or {}, notes)


def deck(
    *slides: FittedSlide, sections: tuple[DeckSection, ...] = (), properties: Properties | None = None
) -> FittedDeck:
    return FittedDeck(properties or Properties("五年工作回眸"), slides, sections)


def with_footers(plain: FittedDeck) -> FittedDeck:
    """`plain` with a footer and a date on every slide."""
    footers = {11: text("江西省妇联"), 10: text("2026年3月8日")}
    return replace(
        plain, slides=tuple(replace(each, fills={**each.fills, **footers}) for each in plain.slides)
    )


def full_deck(image: str | None = None) -> FittedDeck:
    """A deck with something of everything that rendering draws."""
    lead = (
        Run("搭平台：", bold=True),
        Run("举办招聘会"),
        Run("（来源）", tone="muted", link="https://example.org/a?b=1&c=2"),
    )
    return with_footers(
        deck(
            slide(
                "cover",
                {0: text("巾帼繁如花\v铿锵绽芳华"), 1: text("工作回眸")},
                layout=TITLE_SLIDE,
                notes="开场白",
            ),
            slide("agenda", {0: text("目录"), 1: text("服务大局")}, links={1: "jobs"}),
            slide(
                "jobs",
                {
                    0: text("创业就业"),
                    1: FittedText(
                        (FittedParagraph(lead), FittedParagraph((Run("细节", italic=True),), 1)), (20.0, 16.5)
                    ),
                },
                slots={0: "title", 1: "body"},
                notes="第一段\n第二段",
            ),
            slide(
                "figures",
                {
                    0: text("数字"),
                    1: text("贷款"),
                    2: FittedFigure("近", "12", "万名", None, 22.0),
                    3: text("场次", points=(14.0,)),
                    4: FittedFigure("", "205.78", "亿元", 40.0, 20.0),
                },
                layout=COMPARISON,
                slots={0: "title", 1: "label-1", 2: "figure-1", 3: "label-2", 4: "figure-2"},
            ),
            slide(
                "photo",
                {
                    0: text("一张照片"),
                    1: FittedPhoto(
                        image, "举办“振兴杯”竞赛", "选手在操作台前", (0.0, 0.125, 0.0, 0.2), (600, 400)
                    ),
                    2: text("举办“振兴杯”竞赛"),
                },
                layout=PHOTO,
                slots={1: "photo-1", 2: "caption-1"},
            ),
            sections=(
                DeckSection("封面", ("cover", "agenda")),
                DeckSection("服务大局", ("jobs", "figures", "photo")),
            ),
            properties=Properties(
                "五年工作回眸", "工作报告", "江西省妇女联合会", "zh-CN", "江西省妇联", "2026年3月8日"
            ),
        )
    )


def rendered(fitted: FittedDeck, photos: PhotoBook = NO_PHOTOS, template: Template | None = None) -> bytes:
    file = io.BytesIO()
    render_deck(fitted, template or plain_template(), photos, file)
    return file.getvalue()


def reopened(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))
