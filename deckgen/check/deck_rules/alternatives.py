"""Pictures, charts, tables, diagrams and groups have a description for people who cannot see them.

It says what there is to see, not what the file is called. Pictures that only decorate are marked as decorative instead.
A group is described as a whole, or all its parts are. Empty picture places and plain shapes are not asked.

    a photo without alternative text          # warning: alt-missing
    alternative text `IMG_2041.JPG`           # warning: alt-unhelpful
    two photos, one description               # warning: alt-unhelpful
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import ALT_MISSING, ALT_UNHELPFUL
from deckgen.diagnostics import Sink
from deckgen.written.model import Kind, WrittenShape, WrittenSlide

_NOUNS: dict[Kind, str] = {
    "picture": "picture", "media": "film or sound", "chart": "chart", "table": "table", "diagram": "diagram",
    "object": "object", "ink": "drawing",
}  # fmt: skip
_HINT = "Alt Text in PowerPoint: say what there is to see, or mark it as decorative"
_FILE = re.compile(
    r"\S*\.(?:png|jpe?g|gif|svg|bmp|tiff?|emf|wmf|webp|heic|avif|mp4|mov|avi|pptx?|xlsx?)", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:picture|image|photo|graphic|figure|chart|table|diagram|object|content placeholder|picture placeholder|"
    r"screenshot|screen shot|img|dsc|dscn|pic|"
    r"图片|图像|照片|图表|表格|图形|对象|图示|内容占位符|图片占位符|屏幕截图|截图|微信图片)"
    r"[\s_-]*\d[\d\s_.-]*",
    re.IGNORECASE,
)
_BARE = frozenset(
    "picture image photo graphic chart table diagram alt text 图片 图像 照片 图表 表格 替代文字 图".split()  # noqa: SIM905
)
_MADE = re.compile(
    "description automatically generated|自动生成的说明|已自动生成说明|描述已自动生成", re.IGNORECASE
)


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report descriptions that are missing or say nothing."""
    for slide in subject.deck.slides:
        described = {shape.id for shape in slide.shapes if shape.kind == "group" and _is_settled(shape)}
        seen: dict[str, str] = {}
        for shape in _asked(slide, described):
            spot, noun = subject.spot(slide, shape), _NOUNS[shape.kind]
            if not shape.alt.strip():
                sink.report(ALT_MISSING, f"the {noun} has no description", spot, hint=_HINT)
                continue
            why = _why_unhelpful(shape, noun)
            alt = " ".join(shape.alt.split()).casefold()
            if why is None and shape.picture and seen.setdefault(alt, shape.picture) != shape.picture:
                why = "is that of another picture on this slide, too"
            if why:
                message = f"the description `{_short(shape.alt)}` {why}"
                sink.report(ALT_UNHELPFUL, message, spot, hint=_HINT)


def _is_settled(shape: WrittenShape) -> bool:
    return shape.decorative or bool(shape.alt.strip())


def _asked(slide: WrittenSlide, described: set[int]) -> Iterator[WrittenShape]:
    """What needs a description of its own; a described group speaks for all that is in it."""
    for shape in slide.shapes:
        if shape.kind == "group" and shape.group in described:
            described.add(shape.id)
        elif (
            shape.kind in _NOUNS
            and not shape.decorative
            and not shape.hidden
            and shape.group not in described
        ):
            yield shape


def _why_unhelpful(shape: WrittenShape, noun: str) -> str | None:
    alt = shape.alt.strip()
    if _FILE.fullmatch(alt):
        return "is the name of a file"
    if _NUMBERED.fullmatch(alt) or alt.casefold() in _BARE:
        return f"does not say what the {noun} shows"
    if _MADE.search(alt):
        return "was made by a machine, and nobody has looked at it"
    return None


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


RULE = DeckRule((ALT_MISSING, ALT_UNHELPFUL), check, __doc__)
