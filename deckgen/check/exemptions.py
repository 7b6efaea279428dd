"""Figures that need no source, each for a named reason: years, dates, ordinals, parts of names and of documents."""

from __future__ import annotations

from deckgen.check.figures import Figure
from deckgen.content.widths import HALF_WIDTH
from deckgen.patterns import regex

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
_PATTERNS = {
    "address": r"https?://\S+|\S+@\S+\.\w+|\bwww\.\S+",
    "document": r"《[^》]*》|[〔\[（(]\d{4}[〕\])）]\s?\d*号?|\b(?:ISO|GB/T|GB|IEC|EN)[ -]?\d[\d.:-]*",
    "date": (
        r"(?:19|20)\d\d\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?"
        r"|(?:19|20)\d\d(?P<mark>[./-])\d{1,2}(?:(?P=mark)\d{1,2})?(?![\d.%万亿])"
        r"|\d{1,2}月(?!份?[个多])(?:\d{1,2}[日号])?"
        rf"|\b\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}\b(?: \d{{4}})?|\b{_MONTH} \d{{1,2}}\b(?:st|nd|rd|th)?(?:, \d{{4}})?"
    ),
    "time": r"\b\d{1,2}:\d\d\b|\d{1,2}时\d{1,2}分|\b\d{1,2} ?[ap]\.?m\b",
    "ordinal": r"第\s?\d+|\b\d+(?:st|nd|rd|th)\b",
    "numbering": (
        r"^\s*[(（]?\d{1,2}(?:[.、)）]\s?(?!\d)|\s?[-–—]\s)"
        r"|\b(?:Figure|Fig\.|Table|Chapter|Page|Slide|Step|Part|Section|Phase|Annex|Item|Goal)s? \d+"
        r"|[图表附件页]\s?\d+"
    ),
    "name": r"(?<![A-Za-z])[A-Za-z]+[-–_.]?\d[\w.]*|“[^”]{0,12}”|\d{3,6}(?:热线|平台)|\d+[A-Za-z]+\d*(?![A-Za-z ])",
}
_REASONS = {reason: regex(said) for reason, said in _PATTERNS.items()}
NO_AMOUNT = frozenset(["year", "date", "time", "ordinal", "numbering", "address"])
"""Reasons by which a figure of the source, too, can bear out no amount on a slide."""

_AMOUNT = regex(r"\d[KkMBbT]$|\d(?:bn|mn|pp|bps?|km|kg|ha|kWh|[MG]Wh?|m|t)$")

_NEAR = 40
"""How many characters on either side of a figure are looked at."""


def find_exemption(line: str, figure: Figure) -> str | None:
    """Why this figure of `line` needs no source, or None where it does."""
    if _is_year(figure):
        return "year"
    first = max(0, figure.start - _NEAR)
    near = line[first : figure.end + _NEAR]
    plain = near.translate(HALF_WIDTH)
    for reason, pattern in _REASONS.items():
        for match in pattern.finditer(near if reason in ("document", "name") else plain):
            if match.start() <= figure.digits - first < match.end() and not _is_amount(reason, match[0]):
                return reason
    return None


def _is_year(figure: Figure) -> bool:
    """Four plain digits between 1900 and 2099 that count nothing but years."""
    alone = figure.scale == 1 and figure.unit in ("", "year", "年度") and not figure.bounds
    return alone and len(figure.shown) == 4 and figure.shown.isdigit() and 1900 <= figure.number < 2100


def _is_amount(reason: str, text: str) -> bool:
    """Latin letters after the digits may be a unit: 48M is no name."""
    return reason == "name" and _AMOUNT.search(text) is not None
