"""A number of a workbook and its number format → the text that Excel shows.

Known are digits, thousands, decimals, percent, scaling by commas, literal text (`0.00"亿元"`, `0!.0,"万"`),
sections and conditions, exponents, dates and times. What is not known is shown as the plain number.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache
from typing import NamedTuple

from deckgen.content.cell_dates import date_text

GENERAL = "General"
SIGNIFICANT = 15
"""Excel calculates with so many digits; what a file holds beyond them is noise: 0.30000000000000004."""
SHOWN = 10
"""So many digits the format General shows of a number that is not whole."""
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?'
    r"|[\\!](?P<escaped>.)"
    r"|(?P<skipped>[_*].)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>General|G/通用格式|Standard)"
    r"|(?P<exponent>[Ee][+-])"
    r"|(?P<date>AM/PM|A/P|上午/下午|yyyy|yy|e+|m{1,5}|d{1,4}|aaaa?|h{1,2}|s{1,2}(?:\.0+)?)"
    r"|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[\d.]+)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)")
_LOCALE = re.compile(r"\$[^-]*-([0-9A-Fa-f]+)")


class Token(NamedTuple):
    """One piece of a format; `kind` names the group of the pattern that found it."""

    kind: str
    text: str


class Section(NamedTuple):
    """One of the parts that `;` separates."""

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    chinese: bool

    def has(self, kind: str) -> bool:
        return any(token.kind == kind for token in self.tokens)


def exact(text: str) -> Decimal:
    """The number that a file's digits mean, without the noise of binary fractions. Raises ValueError."""
    try:
        number = Decimal(text)
    except ArithmeticError:
        raise ValueError(text) from None
    if not number.is_finite():
        raise ValueError(text)
    return Context(prec=SIGNIFICANT).plus(number)


def format_number(number: Decimal, code: str, *, since_1904: bool = False) -> str:
    """`number` as Excel shows it in a cell of the number format `code`."""
    sections = _sections(code)
    section, own_sign = _choose(sections, number)
    if section.has("date") or section.has("elapsed"):
        shown = date_text(number, section.tokens, chinese=section.chinese, since_1904=since_1904)
        return shown if shown is not None else general(number)
    if section.has("fraction"):
        return general(number)
    if not section.has("digit"):
        shown = "".join(
            general(abs(number)) if token.kind in ("general", "text") else token.text
            for token in section.tokens
        )
        plain = section.has("general") or section.has("text")
        return f"-{shown}" if number < 0 and plain and not own_sign else shown.strip()
    return _with_sign(number, section, own_sign)


def general(number: Decimal) -> str:
    """The number without a format: no exponent, no digits that say nothing."""
    if not number:
        return "0"
    if number.adjusted() >= 2 * SIGNIFICANT or number.adjusted() < -SHOWN:
        return f"{Context(prec=6).plus(number).normalize():E}"
    whole = number == number.to_integral_value()
    with localcontext(prec=SIGNIFICANT if whole or number.adjusted() >= SHOWN else SHOWN) as context:
        rounded = context.plus(number)
    shown = f"{rounded:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Section, ...]:
    parts: list[list[re.Match[str]]] = [[]]
    for match in _TOKEN.finditer(code):
        if match.lastgroup == "literal" and match[0] == ";":
            parts.append([])
        else:
            parts[-1].append(match)
    return tuple(_section(part) for part in parts)


def _section(matches: list[re.Match[str]]) -> Section:
    brackets = [match["bracket"] for match in matches if match.lastgroup == "bracket"]
    conditions = [
        (found[1], Decimal(found[2])) for inside in brackets if (found := _CONDITION.fullmatch(inside))
    ]
    tokens = [token for match in matches if (token := _token(match)) is not None]
    chinese = (
        any(map(_is_chinese_locale, brackets))
        or any(token.text.startswith(("上", "aaa")) for token in tokens if token.kind == "date")
        or any(token.text in "年月日时分秒" for token in tokens if token.text)
    )
    return Section(_with_fractions(tokens), conditions[-1] if conditions else None, chinese)


def _token(match: re.Match[str]) -> Token | None:
    """What the match shows; None for what it does not: colours, conditions, room for another sign."""
    kind = match.lastgroup or "literal"
    if kind in ("quoted", "escaped"):
        return Token("literal", match[kind])
    if kind != "bracket":
        return None if kind == "skipped" else Token(kind, match[0])
    if _ELAPSED.fullmatch(match[kind]):
        return Token("elapsed", match[kind].lower())
    currency = _CURRENCY.match(match[kind])
    return Token("literal", currency[1]) if currency else None


def _is_chinese_locale(inside: str) -> bool:
    """Whether brackets name a locale of the Chinese language, as `$-804` does."""
    locale = _LOCALE.match(inside)
    return locale is not None and int(locale[1], 16) & 0x3FF == 4


def _with_fractions(tokens: list[Token]) -> tuple[Token, ...]:
    """The tokens, the slash of a fraction (`?/?`) told from one that is only text."""
    kinds = [token.kind for token in tokens]
    for place, token in enumerate(tokens):
        around = kinds[max(0, place - 1) : place] == ["digit"] and kinds[place + 1 : place + 2] == ["digit"]
        if token == Token("literal", "/") and around:
            tokens[place] = Token("fraction", "/")
    return tuple(tokens)


def _choose(sections: tuple[Section, ...], number: Decimal) -> tuple[Section, bool]:
    """The section for the number, and whether its format says itself that the number is negative."""
    numeric = sections[:3]
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None:
                return section, False
            sign, limit = section.condition
            if _meets(number, sign, limit):
                return section, sign in ("<", "<=") and limit <= 0
        return numeric[-1], False
    if number < 0 and len(numeric) > 1:
        return numeric[1], True
    if number == 0 and len(numeric) > 2:
        return numeric[2], False
    return numeric[0], False


def _meets(number: Decimal, sign: str, limit: Decimal) -> bool:
    return {
        "<": number < limit,
        "<=": number <= limit,
        ">": number > limit,
        ">=": number >= limit,
        "=": number == limit,
        "<>": number != limit,
    }[sign]


def _with_sign(number: Decimal, section: Section, own_sign: bool) -> str:
    shown = _digits(abs(number), section.tokens).strip()
    # A minus before nothing but zeros says nothing.
    shows_value = any(digit in "123456789" for digit in shown)
    return f"-{shown}" if number < 0 and not own_sign and shows_value else shown


class _DigitPlaces:
    """Which tokens of a section take the digits of a number, by their places in the section."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        exponents = (place for place, token in enumerate(tokens) if token.kind == "exponent")
        self.end = next(exponents, len(tokens))
        """Where the exponent begins, or else the section ends."""
        self.all = self._of_kind("digit")
        self.point = next(iter(self._of_kind("point")), None)
        point = self.end if self.point is None else self.point
        self.whole = [place for place in self.all if place < point]
        self.decimals = [place for place in self.all if place > point]

    def _of_kind(self, kind: str) -> list[int]:
        return [place for place, token in enumerate(self.tokens[: self.end]) if token.kind == kind]

    @property
    def grouped(self) -> bool:
        """Whether a comma between digits asks for separators of thousands."""
        commas = self._of_kind("comma")
        return bool(self.whole) and any(self.whole[0] < place < self.whole[-1] for place in commas)

    @property
    def thousands(self) -> int:
        """How often the number is divided by 1,000: once for each comma behind the digits before the point, also
        behind the decimals (`0.0,`)."""
        last = (self.whole or self.all)[-1]
        return sum(place > last for place in self._of_kind("comma"))

    def marks(self, places: list[int]) -> list[str]:
        return [self.tokens[place].text for place in places]


def _digits(number: Decimal, tokens: tuple[Token, ...]) -> str:
    """The number, which is not negative, as the tokens of its section show it."""
    places = _DigitPlaces(tokens)
    if not places.all:
        return general(number)
    percents = sum(token.kind == "percent" for token in tokens)
    number, exponent = _with_exponent(number.scaleb(2 * percents - 3 * places.thousands), places)
    with localcontext(prec=400):
        rounded = number.quantize(Decimal(1).scaleb(-len(places.decimals)), ROUND_HALF_UP)
    head, _, tail = f"{rounded:f}".partition(".")
    head = head.lstrip("0")
    digits = _spread(head, places.marks(places.whole), grouped=places.grouped)
    digits += _spread_decimals(tail, places.marks(places.decimals))
    shown = dict(zip(places.all, digits, strict=True))
    if places.point is not None:
        shown[places.point] = "." if places.whole else f"{head}."
    before = (
        shown.get(place, "") if token.kind in ("digit", "point") else token.text
        for place, token in enumerate(tokens[: places.end])
        if token.kind != "comma"
    )
    after = (token.text for token in tokens[places.end + 1 :] if token.kind not in ("digit", "comma"))
    return "".join((*before, exponent, *after))


def _with_exponent(number: Decimal, places: _DigitPlaces) -> tuple[Decimal, str]:
    """The number divided by a power of ten, and that power as the section shows it; unchanged where it shows none."""
    tokens, end = places.tokens, places.end
    if end == len(tokens):
        return number, ""
    power = (number.adjusted() if number else 0) - max(len(places.whole) - 1, 0)
    step = Decimal(1).scaleb(power - len(places.decimals))
    if number and number.quantize(step, ROUND_HALF_UP).adjusted() > number.adjusted():
        power += 1  # 99.99 in the format 0.0E+0 is 1.0E+2, not 10.0E+1
    digits = sum(token.kind == "digit" for token in tokens[end:])
    sign = "-" if power < 0 else "+" if tokens[end].text[1] == "+" else ""
    return number.scaleb(-power), f"E{sign}{abs(power):0{max(digits, 1)}d}"


def _spread(digits: str, marks: list[str], *, grouped: bool) -> list[str]:
    """The digits before the point, given to the format's marks from the right; the first takes all that are left."""
    shown: list[str] = []
    rest, count = digits, 0
    for place in range(len(marks) - 1, -1, -1):
        taken = rest if place == 0 else rest[-1:]
        if not taken and marks[place] == "0":
            taken = "0"
        rest = "" if place == 0 else rest[:-1]
        piece = ""
        for digit in reversed(taken):
            piece = digit + ("," if grouped and count and count % 3 == 0 else "") + piece
            count += 1
        shown.insert(0, piece)
    return shown


def _spread_decimals(digits: str, marks: list[str]) -> list[str]:
    """The digits after the point, given to the format's marks; zeros at the end are shown by the mark `0` only."""
    needed = max(
        (
            place + 1
            for place, mark in enumerate(marks)
            if mark == "0" or digits[place : place + 1].strip("0")
        ),
        default=0,
    )
    return [digits[place] if place < needed else "" for place in range(len(marks))]
