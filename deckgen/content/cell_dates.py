"""A day number of a workbook and the pieces of a date format → the date or time as text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

_SECONDS = 86_400
_DAYS_CN = "一二三四五六日"
_MONTHS_CN = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_EPOCH = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_DAY = 2_958_465
"""31 December 9999."""
_FICTION = 60
"""Excel takes 1900 for a leap year: its day 60 is 29 February 1900."""

Piece = tuple[str, str]


def date_text(number: Decimal, tokens: Sequence[Piece], *, chinese: bool, since_1904: bool) -> str | None:
    """The day number as the pieces (kind and text) show it; None where there is no such day."""
    if number < 0 or number > _LAST_DAY:
        return None
    fine = max(
        (len(text) - text.index(".") - 1 for kind, text in tokens if _has_point(kind, text)), default=0
    )
    seconds = (number * _SECONDS).quantize(Decimal(1).scaleb(-fine), ROUND_HALF_UP)
    days, left = divmod(seconds, _SECONDS)
    epoch = _EPOCH_1904 if since_1904 else _EPOCH
    if not since_1904 and days < _FICTION:
        epoch += timedelta(days=1)
    try:
        moment = epoch + timedelta(days=int(days), seconds=int(left))
    except OverflowError:
        return None
    shown = _Shown(moment, seconds, chinese, half_days=any(_is_half_day(k, t) for k, t in tokens))
    return "".join(shown.piece(tokens, place) for place in range(len(tokens))).strip()


def _has_point(kind: str, text: str) -> bool:
    return kind == "date" and "." in text


def _is_half_day(kind: str, text: str) -> bool:
    return kind == "date" and text.lower() in ("am/pm", "a/p", "上午/下午")


class _Shown:
    def __init__(self, moment: datetime, seconds: Decimal, chinese: bool, *, half_days: bool) -> None:
        self.moment, self.seconds, self.chinese, self.half_days = moment, seconds, chinese, half_days

    def piece(self, tokens: Sequence[Piece], place: int) -> str:
        kind, text = tokens[place]
        if kind == "elapsed":
            unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
            return f"{int(self.seconds // unit):0{len(text)}d}"
        if kind != "date":
            return text
        code = text.lower()
        match code[0]:
            case "y" | "e":
                return f"{self.moment.year % 100:02d}" if code == "yy" else f"{self.moment.year:04d}"
            case "m" if self.is_minute(tokens, place):
                return f"{self.moment.minute:0{len(code)}d}"
            case "m":
                return self.month(len(code))
            case "d":
                return self.day(len(code))
            case "h":
                hour = self.moment.hour
                return f"{(hour % 12 or 12) if self.half_days else hour:0{len(code)}d}"
            case "s":
                return self.second(code)
        return self.half_day(code)

    def is_minute(self, tokens: Sequence[Piece], place: int) -> bool:
        """`m` is a minute after hours or before seconds, else a month."""
        near = [text[0].lower() for kind, text in tokens[:place] if kind in ("date", "elapsed")]
        next_ = [text[0].lower() for kind, text in tokens[place + 1 :] if kind in ("date", "elapsed")]
        return len(tokens[place][1]) < 3 and (near[-1:] == ["h"] or next_[:1] == ["s"])

    def month(self, length: int) -> str:
        month = self.moment.month
        if length < 3:
            return f"{month:0{length}d}"
        if self.chinese:
            return f"{_MONTHS_CN[month - 1] if length == 4 else month}月"
        name = _MONTHS[month - 1]
        return {3: name[:3], 5: name[:1]}.get(length, name)

    def day(self, length: int) -> str:
        if length < 3:
            return f"{self.moment.day:0{length}d}"
        return self.weekday(whole=length == 4)

    def weekday(self, *, whole: bool) -> str:
        day = self.moment.weekday()
        if self.chinese:
            return ("星期" if whole else "周") + _DAYS_CN[day]
        return _DAYS[day] if whole else _DAYS[day][:3]

    def second(self, code: str) -> str:
        head, _, zeros = code.partition(".")
        shown = f"{self.moment.second:0{len(head)}d}"
        return f"{shown}.{int(self.seconds % 1 * 10 ** len(zeros)):0{len(zeros)}d}" if zeros else shown

    def half_day(self, code: str) -> str:
        if code.startswith("aaa"):
            return self.weekday(whole=True) if code == "aaaa" else _DAYS_CN[self.moment.weekday()]
        early, _, late = code.upper().partition("/")
        return early if self.moment.hour < 12 else late
