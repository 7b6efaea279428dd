"""A mended text → the edit that puts it into the content file, if nothing but what was meant changes by it."""

from __future__ import annotations

import re
from collections.abc import Callable

from deckgen.check.figures import figures_in
from deckgen.check.texts import lines_of
from deckgen.content.models import Report
from deckgen.diagnostics import Edit, KeyPath
from deckgen.forms.form import Form
from deckgen.patterns import regex

Mend = Callable[[str], str]

QUOTED = regex("(?<=“)[^“”]*(?=”)|(?<=‘)[^‘’]*(?=’)|(?<=《)[^《》]*(?=》)")
"""What stands in quotation marks is verbatim."""
_ADDRESS = regex(r"\]\([^)\s]*\)|https?://[^\s）)，。；]+")
_HIDDEN = "\ufffc"
_DATE = frozenset("年月日号时時")
_NAMED = frozenset(["categories", "series", "columns"])
"""Other keys of a chart or a table name these texts: `highlight`, `lines`."""


def mask(text: str) -> str:
    """`text` as patterns look at it, character by character.

    Of Chinese characters those that write dates become 日 and all others 一, because a pattern with a class of
    27,000 characters takes milliseconds to compile. What stands in quotation marks or in an address is hidden.
    """
    for pattern in (_ADDRESS, QUOTED):
        text = pattern.sub(lambda found: _HIDDEN * len(found[0]), text)
    return "".join("日" if char in _DATE else "一" if "\u3400" <= char <= "\u9fff" else char for char in text)


def substitute(pattern: re.Pattern[str], mark: str | Mend, text: str) -> str:
    """Put `mark` for every match in the masked text."""
    for found in reversed(list(pattern.finditer(mask(text)))):
        new = mark if isinstance(mark, str) else mark(text[found.start() : found.end()])
        text = text[: found.start()] + new + text[found.end() :]
    return text


def find_edit(report: Report, path: KeyPath, mend: Mend) -> Edit | None:
    """The edit that mends every line of the text at `path`; None where it would change anything else: a figure, bold
    letters, the address of a link, what other keys name."""
    raw = text_at(report, path)
    if raw is None or _NAMED & set(path):
        return None
    mended = "\n".join(map(mend, raw.split("\n")))
    if mended == raw or list(lines_of(mended)) != [mend(line) for line in lines_of(raw)]:
        return None
    same = _figures(raw) == _figures(mended)
    return Edit(path, mended) if same and mended.strip() == mended else None


def _figures(text: str) -> list[tuple[object, ...]]:
    return [
        (figure.shown, figure.value, figure.unit, figure.bounds, figure.direction)
        for figure in figures_in(text)
    ]


def text_at(report: Report, path: KeyPath) -> str | None:
    """The text at a key path; None where there is none."""
    item: object = report
    for part in path:
        match item, part:
            case Form(), str():
                item = getattr(item, part)
            case tuple(), int():
                item = item[part]
    return item if isinstance(item, str) else None
