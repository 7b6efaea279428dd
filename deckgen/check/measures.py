"""Words around a number → what they mean, so that 名 and 人, `pp` and 个百分点, 余 and 超 compare as equal."""

from __future__ import annotations

import re

from deckgen.content import grammar
from deckgen.patterns import regex
from deckgen.sources.model import BREAK

_UNITS = {
    "%": ("％", "percent", "per cent"),
    "pp": (
        "pps",
        "p.p.",
        "percentage point",
        "percentage points",
        "percentage-point",
        "个百分点",
        "百分点",
    ),
    "CNY": ("元", "人民币", "¥", "￥", "RMB", "yuan"),
    "USD": ("美元", "$", "US$", "dollar", "dollars"),
    "HKD": ("港元", "HK$"),
    "JPY": ("日元", "yen"),
    "EUR": ("欧元", "€", "euro", "euros"),
    "GBP": ("英镑", "£", "pound", "pounds"),
    "人": ("名", "people", "persons"),
    "km": ("公里", "千米", "kilometre", "kilometres", "kilometer", "kilometers"),
    "kg": ("公斤", "千克", "kilogram", "kilograms"),
    "km2": ("km²", "平方公里", "平方千米", "square kilometres", "square kilometers"),
    "m2": ("m²", "平方米", "square metres", "square meters"),
    "m3": ("m³", "立方米", "cubic metres", "cubic meters"),
    "ha": ("公顷", "hectare", "hectares"),
    "t": ("吨", "tonne", "tonnes", "ton", "tons"),
    "mile": ("miles",),
    "acre": ("acres",),
    "foot": ("feet", "ft"),
    "inch": ("inches",),
    "hour": ("hours", "小时"),
    "minute": ("minutes", "分钟"),
    "day": ("days", "天"),
    "week": ("weeks",),
    "month": ("months", "个月"),
    "year": ("years", "年"),
    "times": ("倍", "-fold", "fold"),
    "bp": ("bps", "basis points"),
    "MW": (),
    "GW": (),
    "MWh": (),
    "GWh": (),
    "kWh": ("千瓦时",),
}
_MEANS = {word: unit for unit, words in _UNITS.items() for word in (unit, *words)}
_LATIN = sorted((word for word in _MEANS if word.isascii() and word[0].isalpha()), key=len, reverse=True)
UNIT = regex(
    rf"(?:{'|'.join(map(re.escape, _LATIN))})(?![A-Za-z])|-fold\b"
    rf"|(?:万|亿)?千瓦时|[kK]?m[²³](?!\w)|{grammar.MEASURE.pattern}"
)
"""The unit after a number in running text, perhaps none. Other English words than these are no units to us."""

HARD = frozenset(["%", "‰", "pp", "bp", "times", "CNY", "USD", "HKD", "JPY", "EUR", "GBP"])
"""Units without which a number says something else; 个 and 家 may well stand in a label."""

_MEANINGS = {
    "about": "约 大约 左右 上下 来 about around approximately approx approx. roughly ca ca. circa ~ ∼ ≈",
    "under": "近 将近 接近 不足 不到 nearly almost under less|than fewer|than <",
    "over": "超 超过 逾 余 多 突破 over more|than > + plus",
    "at least": "不少于 不低于 至少 以上 at|least ≥ or|more",
    "at most": "至多 最多 以内 以下 at|most up|to ≤ or|less",
    "some": "不等 some",
    "rank": "第 No No. # top",
    "streak": "连续 running in|a|row straight consecutive",
}
MEANING = {
    word.replace("|", " ").lower(): meaning for meaning, words in _MEANINGS.items() for word in words.split()
}
"""What a qualifying word says of the number. Words that only introduce it (累计, 共, 达) are not here."""

BEFORE = regex(rf"(?:(?:{grammar.QUALIFIER.pattern})\s*)+$", re.IGNORECASE)
NO_QUALIFIER = regex("[节预签条合制特邀][约]$|[附最靠临邻]近$|赶超$|圆满$")
"""Words that only end like a qualifier: 节约3万元 saves exactly so much."""

UP = regex(
    "增长|上升|提高|提升|增加|上涨|回升|增|升|[↑▲△]"
    r"|\b(?:up|grow(?:th|n|s)?|grew|increase[ds]?|rise[ns]?|rose|more|higher|gain(?:ed)?)\b",
    re.IGNORECASE,
)
DOWN = regex(
    "下降|减少|降低|下跌|回落|减|降|[↓▼▽]"
    r"|\b(?:down|fall(?:en|s)?|fell|decrease[ds]?|drop(?:ped)?|declined?|less|fewer|lower)\b",
    re.IGNORECASE,
)
LEVEL = regex("至|到|为|达|\\s*to\\b")
"""After a word of movement: the number is where it ended, not how far it went."""

NO_MOVE = regex("(?:than|or) (?:more|less|fewer)$|(?:more|less|fewer) than$|or more$|or less$", re.IGNORECASE)
CLAUSE_END = regex(rf"[,，;；。！!？?:：、](?!\d)|\.(?!\d)|{BREAK}")


def unit_of(word: str) -> str:
    """One name for all spellings of a unit; 场(次) is 场."""
    plain = re.sub(r"\(.*\)", "", word.strip())
    return _MEANS.get(plain) or _MEANS.get(plain.lower(), plain)


def meanings_of(words: str) -> frozenset[str]:
    """What the qualifiers in `words` say together."""
    found = (match[0].strip().lower() for match in grammar.QUALIFIER.finditer(words))
    return frozenset(MEANING[word] for word in found if word in MEANING)
