"""What a YAML parser complains of → plain words for someone who never heard of scalars and anchors."""

from __future__ import annotations

from collections.abc import Sequence

from deckgen.patterns import regex
from deckgen.records import dataclass

QUOTE_IT = "put the whole text in quotes"


@dataclass(frozen=True, slots=True)
class _Rule:
    """Serves a complaint that holds `sign`, in its problem or in the parser's context."""

    sign: str
    message: str
    hint: str
    at_start: bool = False
    """The fault lies where the parser began (an opening quote), not where it gave up."""


_RULES = (
    _Rule(
        "mapping values are not allowed",
        "a `:` does not fit here: the line holds two, or is indented too far",
        "put a text that holds `: ` in quotes, and align the keys of one item",
    ),
    _Rule("scanning an alias", "a text cannot begin with `*`", QUOTE_IT, at_start=True),
    _Rule("scanning an anchor", "a text cannot begin with `&`", QUOTE_IT, at_start=True),
    _Rule("scanning a tag", "a text cannot begin with `!`", QUOTE_IT, at_start=True),
    _Rule("undefined tag handle", "a text cannot begin with `!`", QUOTE_IT),
    _Rule("parsing a tag", "a text cannot begin with `!`", QUOTE_IT, at_start=True),
    _Rule("undefined alias", "`*` names an anchor that the file does not have", QUOTE_IT),
    _Rule("duplicate anchor", "the same `&` anchor is defined twice", "rename one of them"),
    _Rule(
        "cannot start any token",
        "a text cannot begin with {character}",
        "put the whole text in quotes, and indent with spaces only",
    ),
    _Rule(
        "unknown escape character",
        "a backslash in double quotes begins a code, and this is none",
        "use single quotes, or write two backslashes",
    ),
    _Rule("escape", "this backslash code is not one of a character", "use single quotes"),
    _Rule("hexdecimal", "this backslash code is not one of a character", "use single quotes"),
    _Rule("hexadecimal", "this backslash code is not one of a character", "use single quotes"),
    _Rule("quoted scalar", "this quote mark is never closed", "close it", at_start=True),
    _Rule("flow sequence", "this `[` is not closed", "close it, or put the text in quotes", at_start=True),
    _Rule("flow mapping", "this `{{` is not closed", "close it, or put the text in quotes", at_start=True),
    _Rule("flow node", "a value is missing after `[`, `{{`, `,` or `:`", "close the bracket that was opened"),
    _Rule(
        "could not find expected ':'",
        "this line has no `: ` after its key",
        "write `key: value`, or indent the line to continue the text above",
        at_start=True,
    ),
    _Rule(
        "parsing a block mapping",
        "this does not belong to the `key: value` lines above",
        "align it with its neighbours; after a closing quote or bracket nothing may follow",
    ),
    _Rule(
        "parsing a block collection",
        "this does not belong to the list above",
        "begin it with `- ` like its neighbours, or put the whole text above in quotes",
    ),
    _Rule(
        "parsing a block sequence",
        "this does not belong to the list above",
        "begin it with `- ` like its neighbours",
    ),
    _Rule("block scalar", "after `|` or `>` the text begins on a new line", "move it there, indented"),
    _Rule("sequence entries", "a list cannot begin on this line", "begin it on a new line"),
    _Rule("<document start>", "nothing may follow the end of the document", "delete the `...` above"),
    _Rule("directive", "a line cannot begin with `%`", QUOTE_IT),
)


_SLIP = regex(r"\s*(?:- +)?(?P<key>[A-Za-z_]{2,})(?:(?P<wide>\s*：)|:(?=[^\s/\\]))")
"""A key with a full-width colon, or with no blank after it; `https://` and `C:\\` are none."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A key that YAML takes for text. `column` counts from 0."""

    message: str
    hint: str
    column: int
    length: int


def find_slip(line: str) -> Slip | None:
    """What is wrong with the colon after the key at the line's beginning, if anything is."""
    found = _SLIP.match(line)
    if found is None:
        return None
    key = found["key"]
    fault = "a full-width `：` stands after" if found["wide"] else "no blank stands after the `:` of"
    hint = f"write `{key}: …`, with a plain colon and a blank"
    return Slip(f"{fault} `{key}`", hint, found.start("key"), found.end() - found.start("key"))


def find_slips(lines: Sequence[str], last: int) -> list[tuple[int, Slip]]:
    """The lines, counted from 0, that make the parser give up on line `last`: that one and those right above it."""
    found: list[tuple[int, Slip]] = []
    for number in range(min(last, len(lines) - 1), -1, -1):
        if slip := find_slip(lines[number]):
            found.append((number, slip))
        elif number < last and lines[number].strip():
            break
    return found[::-1]


@dataclass(frozen=True, slots=True)
class Complaint:
    """`at_start`: the place to show is where the parser began, not where it gave up."""

    message: str
    hint: str | None
    at_start: bool = False


def explain_complaint(problem: str, context: str, character: str) -> Complaint:
    """`character` is what stands at the place where the parser gave up."""
    said = f"{problem} {context}"
    for rule in _RULES:
        if rule.sign in said:
            shown = "a backtick" if character == "`" else f"`{character}`"
            return Complaint(rule.message.format(character=shown), rule.hint, rule.at_start)
    return Complaint(problem.lower() or "the file is not well-formed YAML", None)
