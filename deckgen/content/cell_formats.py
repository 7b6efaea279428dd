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
            general(abs(number)) if t.kind in ("general", "text") else t.text for t in section.tokens
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
    tokens: list[Token] = []
    condition = None
    chinese = False
    for match in matches:
        kind = match.lastgroup or "literal"
        if kind == "bracket":
            inside = match[kind]
            if found := _CONDITION.fullmatch(inside):
                condition = (found[1], Decimal(found[2]))
            elif _ELAPSED.fullmatch(inside):
                tokens.append(Token("elapsed", inside.lower()))
            elif currency := _CURRENCY.match(inside):
                tokens.append(Token("literal", currency[1]))
                locale = _LOCALE.match(inside)
                chinese = chinese or bool(locale and int(locale[1], 16) & 0x3FF == 4)
        elif kind in ("quoted", "escaped"):
            tokens.append(Token("literal", match[kind]))
        elif kind != "skipped":
            tokens.append(Token(kind, match[0]))
    if any(token.text.startswith(("上", "aaa")) for token in tokens if token.kind == "date"):
        chinese = True
    chinese = chinese or any(token.text in "年月日时分秒" for token in tokens if token.text)
    return Section(_settled(tokens), condition, chinese)


def _settled(tokens: list[Token]) -> tuple[Token, ...]:
    """With `?/?` told from a slash that is only text."""
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
            if section.condition is None or _meets(number, *section.condition):
                below = section.condition is not None and section.condition[0] in ("<", "<=")
                return section, below and section.condition is not None and section.condition[1] <= 0
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


def _digits(number: Decimal, tokens: tuple[Token, ...]) -> str:
    places = [place for place, token in enumerate(tokens) if token.kind == "digit"]
    cut = next((place for place, token in enumerate(tokens) if token.kind == "exponent"), len(tokens))
    places = [place for place in places if place < cut]
    if not places:
        return general(number)
    point = next((place for place, token in enumerate(tokens[:cut]) if token.kind == "point"), None)
    whole = [place for place in places if point is None or place < point]
    decimals = [place for place in places if point is not None and place > point]
    last = (whole or places)[-1]
    commas = [place for place, token in enumerate(tokens[:cut]) if token.kind == "comma"]
    grouped = bool(whole) and any(whole[0] < place < whole[-1] for place in commas)
    # After the decimals, too: `0.0,` shows thousands.
    scaling = [place for place in commas if place > (decimals[-1] if decimals else last) or last < place]
    power = 2 * sum(token.kind == "percent" for token in tokens) - 3 * len(scaling)
    exponent = ""
    number = number.scaleb(power)
    if cut < len(tokens):
        shift = (number.adjusted() if number else 0) - max(len(whole) - 1, 0)
        step = Decimal(1).scaleb(shift - len(decimals))
        if number and number.quantize(step, ROUND_HALF_UP).adjusted() > number.adjusted():
            shift += 1  # 99.99 in the format 0.0E+0 is 1.0E+2, not 10.0E+1
        number = number.scaleb(-shift)
        digits = sum(token.kind == "digit" for token in tokens[cut:])
        sign = "-" if shift < 0 else "+" if tokens[cut].text[1] == "+" else ""
        exponent = f"E{sign}{abs(shift):0{max(digits, 1)}d}"
    with localcontext(prec=400):
        rounded = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    head, _, tail = f"{rounded:f}".partition(".")
    shown = _spread(head.lstrip("0"), [tokens[place].text for place in whole], grouped=grouped)
    shown += _spread_decimals(tail, [tokens[place].text for place in decimals])
    text = dict(zip((*whole, *decimals), shown, strict=True))
    pieces: list[str] = []
    for place, token in enumerate(tokens[:cut]):
        if token.kind == "digit":
            pieces.append(text[place])
        elif token.kind == "point":
            pieces.append(("" if whole else head.lstrip("0")) + "." if place == point else "")
        elif token.kind != "comma":
            pieces.append(token.text)
    pieces.append(exponent)
    pieces += [token.text for token in tokens[cut + 1 :] if token.kind not in ("digit", "comma")]
    return "".join(pieces)


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
    needed = max(
        (
            place + 1
            for place, mark in enumerate(marks)
            if mark == "0" or digits[place : place + 1].strip("0")
        ),
        default=0,
    )
    return [digits[place] if place < needed else "" for place in range(len(marks))]
