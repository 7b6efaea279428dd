"""A text → a YAML scalar that every reader takes for this text: plain where that is certain, else in quotes."""

from __future__ import annotations

import json
import re

from deckgen.patterns import regex

_PLAIN = regex(r"[^\W_](?:[\w ./()+~\\（）《》“”‘’，。、；！？…·—\-]*[\w)）》”’。！？…])?")
_OTHER_TYPE = regex(
    r"[-+.\d][-+.,_:\d]*|0x[\da-f_]+|0o[0-7_]+|[-+.\d]+e[-+\d]+|\d{4}-\d\d?-\d\d?.*"
    r"|null|true|false|yes|no|on|off|y|n",
    re.IGNORECASE,
)
"""What other readers of YAML take for a number, a date, a truth value or nothing."""
_NEEDS_CODES = regex("[\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff]")


def scalar_text(value: str, *, in_flow: bool = False) -> str:
    """`value` as it is written into a YAML file, on one line. `in_flow` is inside brackets, where commas end it."""
    if _PLAIN.fullmatch(value) and not _OTHER_TYPE.fullmatch(value) and not (in_flow and "\\" in value):
        return value
    if _NEEDS_CODES.search(value):
        return _with_codes(value)
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def _with_codes(value: str) -> str:
    """In double quotes, with a code for each character that cannot be seen."""
    quoted = json.dumps(value, ensure_ascii=False)
    return _NEEDS_CODES.sub(lambda found: f"\\u{ord(found[0]):04X}", quoted)
