"""Inline marks in text → runs. The subset: **bold**, *emphasis*, [link](https://…) or (#slide-id), and \\ to escape.

Everything else that Markdown knows (headings, code, images, HTML, _underscores_) is shown as it is written.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from deckgen.codes import UNSAFE_LINK
from deckgen.content.addresses import named_slide, sound_address, unescaped
from deckgen.diagnostics import KeyPath, Sink
from deckgen.patterns import regex
from deckgen.records import dataclass

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_MARK = regex(r"[*\[\\]")
_QUOTES_AND_DASHES = "“”‘’—…·"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. `tone` names a colour role of the slide (`muted`, `accent`) or None."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str | None = None
    """A web or mail address, or `#` and the id of a slide or section."""
    tone: str | None = None


def parse_inline(text: str, origin: KeyPath, sink: Sink) -> tuple[Run, ...]:
    """The runs of `text`. A link that is neither a sound http, https or mailto one nor leads to a slide is reported;
    its text stays."""
    if _MARK.search(text) is None:
        return (Run(text),) if text else ()
    runs, unsafe = _parse(text)
    for address in unsafe:
        message = f"the link to `{address}` is left out" if address else "a link has no address"
        sink.report(
            UNSAFE_LINK,
            message,
            origin,
            hint="write a whole address, such as https://example.org/page, or `#` and the id of a slide",
        )
    return runs


@lru_cache(maxsize=4096)
def _parse(text: str) -> tuple[tuple[Run, ...], tuple[str, ...]]:
    """The runs, and the addresses that are not safe."""
    runs: list[Run] = []
    unsafe: list[str] = []
    bold = italic = 0
    link: str | None = None
    for token in _tokens(text):
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                address = str(token.attrs["href"])
                # Parsing has escaped whatever is not ASCII, and ids may well be Chinese.
                name = named_slide(unescaped(address))
                link = f"#{name}" if name else address if sound_address(address) else None
                unsafe += [] if link else [address]
            case "link_close":
                link = None
            case _:
                _append(runs, Run(token.content, bold > 0, italic > 0, link))
    return tuple(runs), tuple(unsafe)


def _append(runs: list[Run], run: Run) -> None:
    if runs and (runs[-1].bold, runs[-1].italic, runs[-1].link) == (run.bold, run.italic, run.link):
        runs[-1] = Run(runs[-1].text + run.text, run.bold, run.italic, run.link)
    elif run.text:
        runs.append(run)


def _tokens(text: str) -> list[Token]:
    return _parser().parseInline(text)[0].children or []


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # costs 30 ms, and most reports have no marks

    parser = MarkdownIt("zero").enable(["emphasis", "link", "escape"])
    # Accept every address while parsing: an unsafe one is to be reported, not overlooked.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    parser.inline.ruler.at("emphasis", _mark_emphasis)
    parser.inline.ruler.before("link", "literal_image", _leave_image)
    return parser


def _leave_image(state: StateInline, silent: bool) -> bool:
    """`![…](…)` stays text: without its own rule the `[…](…)` in it would become a link."""
    if not state.src.startswith("![", state.pos):
        return False
    if not silent:
        state.pending += "!["
    state.pos += 2
    return True


def _mark_emphasis(state: StateInline, silent: bool) -> bool:
    """Like markdown-it's own rule, with asterisks only, and at home in text without blanks.

    CommonMark refuses 开展**“引领”**行动, because a mark between a letter and a punctuation mark is taken to
    belong to the letter. Where a neighbour is Chinese or Japanese, only blanks decide.
    """
    if silent or state.src[state.pos] != "*":
        return False
    scanned = state.scanDelims(state.pos, True)
    end = state.pos + scanned.length
    before = state.src[state.pos - 1] if state.pos else " "
    after = state.src[end] if end < state.posMax else " "
    opens, closes = scanned.can_open, scanned.can_close
    if _is_east_asian(before) or _is_east_asian(after):
        opens, closes = not after.isspace(), not before.isspace()
    _push_marks(state, scanned.length, opens, closes)
    state.pos = end
    return True


def _push_marks(state: StateInline, count: int, opens: bool, closes: bool) -> None:
    from markdown_it.rules_inline.state_inline import Delimiter

    for _ in range(count):
        token = state.push("text", "", 0)
        token.content = "*"
        place = len(state.tokens) - 1
        state.delimiters.append(
            Delimiter(marker=ord("*"), length=count, token=place, end=-1, open=opens, close=closes)
        )


def _is_east_asian(character: str) -> bool:
    return character in _QUOTES_AND_DASHES or unicodedata.east_asian_width(character) in "WF"
