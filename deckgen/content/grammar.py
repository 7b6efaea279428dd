"""The patterns of figures in Chinese and English: numbers, scales, units and the words around them."""

from __future__ import annotations

import re

from deckgen.content.widths import HALF_WIDTH
from deckgen.patterns import regex

SIGNS = "+-−–±"
LONGEST = 100
"""A text with more characters is no figure."""
LONGEST_BEFORE = 16

_GROUPED = r"\d{1,3}(?:[,'\u2009\u202f\u00a0 ]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}"
_DIGITS = rf"(?:(?:{_GROUPED}|\d+)(?:\.\d+)?|\.\d+)(?![.,]?\d)"
_RATE = r"\s?/\s?10*\s?[百千]?[万亿]"
"""What a rate counts by, not what a number is divided by: 6.1/10万."""
SEPARATOR = regex(r"[,'\s]")
_MONEY = r"(?:US|HK|A|C|S|NT|R)?\$|[¥£€₹₩￥]|(?:RMB|CNY|USD|EUR|GBP|HKD|JPY|CHF)\s?"
CURRENCY = regex(rf"(?:{_MONEY})(?=\s?$)")
NUMBER = regex(
    rf"(?:(?<![A-Za-z])(?P<early_sign>[-−–+])(?=(?:{_MONEY})\s?[\d.]))?"
    rf"(?:(?<=[-−–+])(?:{_MONEY})\s?)?"
    rf"(?P<sign>[+−±]|(?:^|(?<=[^\w)）]))[-–]|(?<=[一-鿿])[-–])?(?P<first>{_DIGITS})"
    rf"(?:(?!{_RATE})\s?[/:]\s?(?P<divisor>{_DIGITS})"
    rf"|(?P<between>\s?[^\s\d–—~～至到-]{{0,3}}?)\s?(?:[–—~～至到-]|\bto\b)\s?(?P<last>{_DIGITS}))?"
)
_NUMERALS = "零〇一二两三四五六七八九十百千"
NUMERAL = regex(f"[{_NUMERALS}]+")
SHARE_IN_WORDS = regex(f"(?P<whole>[{_NUMERALS}]+)分之(?P<parts>[{_NUMERALS}]+)")
PER_HUNDRED = "百分之"

_SCALES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 10**8, "万亿": 10**12}
_SCALES |= {head + tail: _SCALES[head] * _SCALES[tail] for head in "十百千" for tail in ("万", "亿", "万亿")}
_LETTERS = {"K": 10**3, "k": 10**3, "M": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9, "tn": 10**12}
_LETTERS |= {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_AFTER_MONEY = {"m": 10**6, "B": 10**9, "b": 10**9, "T": 10**12}
_SCALE = (
    "(?:十|百|千)?万亿|[十百千]?[万亿]|[十百千](?!分)"
    "|(?:thousand|[mb]illion|trillion|mln|mn|bn|tn|[KkMmBbT])(?![A-Za-z²³])"
)
_MORE = "以上|以下|以内|左右|上下|不等|多|余|or more|or less|plus|\\+"
TAIL = regex(
    rf"(?P<gap>\s*)(?P<early>[余多来]|\+(?!\d))?(?P<scale>{_SCALE})?(?P<late>[余多来]|\+(?!\d))?\s*"
    rf"(?P<unit>.*?)(?P<last>\s*(?:{_MORE}))?",
    re.DOTALL,
)


def find_scale(word: str, *, with_currency: bool) -> int | None:
    """What a scale word multiplies by; None for a letter that is one only after a currency sign."""
    if word in _AFTER_MONEY:
        return _AFTER_MONEY[word] if with_currency else None
    return (_SCALES | _LETTERS)[word] if word else 1


_QUALIFIER = (
    "大约|将近|接近|超过|不少于|不低于|不足|不到|至少|至多|最多|多达|高达|达到|累计|共计|合计|总计|连续|突破"
    "|近|约|超|逾|达|共|第|满"
    r"|\b(?:over|nearly|about|around|almost|approximately|roughly|more than|less than|fewer than|at least"
    r"|at most|up to|under|some|top)\b|\b(?:approx|ca|circa|No)\b\.?|[~∼≈<>≤≥#]"
)
QUALIFIER = regex(_QUALIFIER, re.IGNORECASE)
_OTHER_WORDS = (
    "同比|环比|增长|上升|下降|提高|提升|减少|增加|降低|翻|百分之"
    "|全国|全省|全市|全县|排名|位居|名列|位列|居|平均|人均|年均"
)
ONLY_WORDS_BEFORE = regex(rf"(?:{_QUALIFIER}|{_OTHER_WORDS}|\s)*", re.IGNORECASE)
GLUED = regex(r"[A-Za-z][-–_]?$")
"""A number that hangs on a Latin letter is part of a name: COVID-19, Q3, CO2."""
STRAY_DIGIT = regex(r"(?<![A-Za-z])\d")
"""A further number, which makes the text more than one figure; a digit after a letter (m2, CO2) is none."""
OF_WHOLE = regex(rf"^(?:(?:out )?of|per) [\d,]*\d|^in \d{{1,3}}(?:,\d{{3}})*(?!\d)|^{_RATE}")
"""The whole that the number is a part of: 9 of 10, 1 in 4, 6.1 per 100,000, 6.1/10万; a year (12 in 2024) is none."""

_LONG_UNITS = (
    "个百分点|百分点|平方公里|平方千米|平方米|立方米|周年|个月|公里|千米|公斤|千克|公顷|小时|分钟|人次|人份|万亩"
    "|名次|等次|方阵|梯队|亿元|万元|美元|欧元|港元|日元|英镑"
)
_SHORT_UNITS = (
    "个家户名人所期场次站点元倍年月日天周届位项件台套辆架艘座栋间处条支只头匹株棵本册篇份张幅部集首门类种批组队班"
    "级层米吨斤克升亩村镇县市省区校岁度秒分番成起宗笔单对双例桩步款道回遍轮趟页字句章节课堂代席号星段片块根枚颗粒"
    "滴包箱瓶"
)
_UNIT = rf"(?:{_LONG_UNITS}|[{_SHORT_UNITS}])(?:[(（][一-鿿]{{1,2}}[)）])?"
MEASURE = regex(rf"(?:{_UNIT}|[%‰])?")

STREAK = regex(r"连续|\bconsecutive\b|\bin a row\b|\brunning\b|\bstraight\b", re.IGNORECASE)
RANK_BEFORE = regex(
    r"第\s*$|(?:\bNo\.?|\btop|\brank(?:ed)?|#)\s*$|(?:排名|位居|名列|位列)\D*$", re.IGNORECASE
)
NO_RANK = regex("季度|届|期|次|章|条|批|步|阶段")
ORDINAL = regex(r"(?:st|nd|rd|th)\b")
GROWTH = regex(
    "增长|上升|下降|提高|提升|减少|增加|降低|上涨|下跌|同比|环比|翻|增幅|降幅|[↑↓▲▼△▽]"
    r"|\b(?:up|down|grow(?:th|n)?|grew|increase[ds]?|decrease[ds]?|rise|rose|fell|fall)\b",
    re.IGNORECASE,
)
POINTS = regex(r"个?百分点|pps?\b|p\.p\.|percentage points?\b|bps?\b")
SHARE = regex(r"[%‰]|成(?![员立果功])|percent\b|per cent\b")

_SPAN = regex(
    rf"(?:{_GROUPED}|\d+)(?:\.\d+)?(?:\s?[–—~～/:-]\s?\d+(?:[.,]\d+)*)*"
    r"(?:[%‰]|\s?(?:[mbt]r?illion|thousand|pp|bn|km|kg|ha|[KMBTm])(?![A-Za-z])"
    r"|\s?[余多来]?(?:[十百千]?(?:万亿|[万亿])|[十百千](?!分))?[余多来]?"
    rf"(?:{_UNIT})?)(?:以上|以下|以内|左右)?"
)
_SPAN_BEFORE = regex(rf"(?:近|约|大约|超|超过|逾|达|第|连续|共|仅|满|[~≈<>≤≥#])?(?:{_MONEY})?[+−±-]?$")
_LONGEST_SPAN_BEFORE = 8


def figure_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each figure in running text with all its own: 近12万名, 3100余场(次), $1.2M."""
    plain = text if text.isascii() else text.translate(HALF_WIDTH)
    spans: list[tuple[int, int]] = []
    for match in _SPAN.finditer(plain):
        floor = max(match.start() - _LONGEST_SPAN_BEFORE, spans[-1][1] if spans else 0)
        before = _SPAN_BEFORE.search(plain, floor, match.start())
        start = before.start() if before else match.start()
        end = match.start() + len(match[0].rstrip())
        if end - start > 1:
            spans.append((start, end))
    return tuple(spans)
