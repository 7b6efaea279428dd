"""The bytes of a PDF → its text, page by page. Lines that only repeat on page after page are left out.

Sentences run on from line to line and from page to page, so running heads and page numbers would stand in the
middle of them. A page that is a mere picture has no text; the reader is told which ones.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from deckgen.sources.model import MAX_TEXT, SourceText, SourceUnreadable
from deckgen.sources.pdf_pages import DAMAGED, PROTECTED

MOST_SECONDS = 30
MOST_MEMORY = 2_000_000_000
MOST_PAGES = 3_000
EDGE = 3
"""How many lines at the top and at the foot of a page may be such as repeat."""

_READER = Path(__file__).with_name("pdf_pages.py")
_LINE_END = re.compile("\r\n|[\r\n]")
_HYPHEN = re.compile("(?<=[^\\W\\d])[\x02\ufffe\xad](?:\r\n|[\r\n])?")
_DASH = re.compile("[\x02\ufffe](?:\r\n|[\r\n])?")
"""What pdfium makes of a hyphen at the end of a line: after a letter the word goes on, after a digit it is a dash."""
_BROKEN_NUMBER = re.compile("(?<=[\u3400-\u9fff])(\\d{1,4}(?:[.．]\n(?=\\d)|\n(?=[.．]\\d)))")
"""A decimal in Chinese text that goes on on the next line."""
_NUMBER = re.compile(r"\d+")
_VARIANTS = re.compile("[\u2e80-\u2fd5\uf900-\ufaff\ufb00-\ufb06]")
"""Radicals, compatibility characters and ligatures, which fonts in PDFs give for everyday characters."""
_NO_CHARACTER = re.compile("[\ufffd\ue000-\uf8ff\x00-\x01\x03-\x08\x0e-\x1f]")
_FEWEST_LEGIBLE = 0.8


def read_pdf(data: bytes, file: str) -> SourceText:
    """The text of all pages. Raises SourceUnreadable."""
    pages = _read_apart(data)
    pictures = tuple(number for number, (text, pictured) in enumerate(pages, 1) if pictured)
    texts = _without_furniture([_lines(text) for text, _ in pages])
    places: list[tuple[int, str]] = []
    length = 0
    shown = [_with_whole_numbers("".join(f"{line}\n" for line in lines)) for lines in texts]
    for number, text in enumerate(shown, 1):
        places.append((length, f"page {number}"))
        length += len(text)
    whole = "".join(shown)
    if not whole.strip():
        count = "its page is a picture" if len(pages) == 1 else f"its {len(pages)} pages are pictures"
        hint = "let its text be recognised (OCR), or name the file that it was made from"
        raise SourceUnreadable(f"it has no text: {count if pictures else 'its pages are empty'}", hint)
    illegible = len(_NO_CHARACTER.findall(whole))
    if illegible > (1 - _FEWEST_LEGIBLE) * len("".join(whole.split())):
        hint = "name the file that it was made from, or print it to PDF anew"
        raise SourceUnreadable("its fonts do not tell which characters they draw", hint)
    return SourceText(file, whole, tuple(places), pictures)


def _read_apart(data: bytes) -> list[tuple[str, bool]]:
    import subprocess

    limits = map(str, (MOST_MEMORY, MOST_PAGES, MAX_TEXT))
    command = [sys.executable, "-P", str(_READER), *limits]
    try:
        # S603: our own interpreter and our own words; the PDF comes in as data.
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise SourceUnreadable(f"it takes more than {MOST_SECONDS} seconds to read") from None
    found = json.loads(done.stdout) if done.returncode == 0 and done.stdout else DAMAGED
    if isinstance(found, list):
        return cast(list[tuple[str, bool]], found)
    if found == PROTECTED:
        raise SourceUnreadable("it is protected by a password", "save it without password")
    if found == DAMAGED:
        raise SourceUnreadable("it is damaged, or no PDF file", "copy or download it again")
    raise SourceUnreadable(f"it has more than {MOST_PAGES:,} pages or {MAX_TEXT:,} characters")


def _lines(text: str) -> list[str]:
    plain = _DASH.sub("-", _HYPHEN.sub("\xad", text))
    plain = _VARIANTS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), plain)
    return [line.strip() for line in _LINE_END.split(plain) if line.strip()]


def _with_whole_numbers(text: str) -> str:
    return _BROKEN_NUMBER.sub(lambda found: found[0].replace("\n", ""), text)


def _without_furniture(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without the lines at their edges that stand at the same edge of a page nearby, too."""
    tops = [_edge(pages, page, 1) for page in range(len(pages))]
    feet = [_edge(pages, page, -1) for page in range(len(pages))]
    return [
        list(lines[top : max(top, len(lines) - foot)])
        for lines, top, foot in zip(pages, tops, feet, strict=True)
    ]


def _edge(pages: Sequence[Sequence[str]], page: int, step: int) -> int:
    """How many lines at the top (or, going backwards, at the foot) of a page are no text of its own."""
    own = pages[page][::step][:EDGE]
    count = 0
    for place, line in enumerate(own, 1):
        near = (page + apart for apart in (-2, -1, 1, 2) if 0 <= page + apart < len(pages))
        if any(_repeats(line, other, near - page) for near in near for other in pages[near][::step][:EDGE]):
            count = place
        else:
            break
    return count


def _repeats(line: str, other: str, apart: int) -> bool:
    """Whether two lines are the same but for a page number, which has grown by as many pages as they are apart."""
    if line == other:
        return True
    if _NUMBER.sub("#", line) != _NUMBER.sub("#", other):
        return False
    pairs = zip(_NUMBER.findall(line), _NUMBER.findall(other), strict=True)
    moves = [int(there) - int(here) for here, there in pairs if here != there]
    return moves == [apart]
