"""Bytes of a content file → text, in whichever of the usual encodings they are; refused when in doubt."""

from __future__ import annotations

import codecs
from itertools import islice
from typing import NoReturn

from deckgen.codes import CONTROL_CHARACTER, ENCODING_UNKNOWN, TOO_LARGE
from deckgen.diagnostics import BuildStopped, Sink, SourceMap, Span
from deckgen.patterns import regex

MAX_BYTES = 20_000_000
SAVE_AS_UTF_8 = "save the file as UTF-8"
MOST_FINDINGS = 20
"""A damaged file can hold thousands of control characters; so many are named, the rest counted."""

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ILLEGAL = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 or YAML 1.1 does not allow in a text."""
LINE_END = regex("\r\n|[\n\r\x85\u2028\u2029]")
"""What ends a line in YAML."""
_PRIVATE_USE = regex("[\ue000-\uf8ff]")


def decode_text(data: bytes, file: str, sink: Sink) -> str:
    """The text of a file. Illegal characters are reported and stand as U+FFFD, so that places keep."""
    if len(data) > MAX_BYTES:
        sink.report(
            TOO_LARGE,
            f"the file has more than {MAX_BYTES:,} bytes",
            Span(file, 1, 1),
            hint="split it into several reports",
        )
        raise BuildStopped
    text = _decode(data, file, sink)
    lines = split_lines(text)
    sink.source = SourceMap(file, lines)
    legal, count = ILLEGAL.subn("\ufffd", text)
    if count:
        _report_illegal(lines, count, file, sink)
    return legal


def encoding_of(data: bytes) -> tuple[bytes, str]:
    """The byte order mark and the codec of a file that `decode_text` could read."""
    marked = _marked(data)
    if marked or _is_utf_8(data):
        return marked or (b"", "utf-8")
    return b"", "gb18030"


def _marked(data: bytes) -> tuple[bytes, str] | None:
    return next(((mark, codec) for mark, codec in _MARKS if data.startswith(mark)), None)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def split_lines(text: str) -> tuple[str, ...]:
    """The lines as YAML counts them, which is not quite as Python does."""
    return tuple(LINE_END.split(text))


class Undecodable(Exception):
    """The bytes are not text in UTF-8, UTF-16 or GB18030, from `offset` on."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


def _decode(data: bytes, file: str, sink: Sink) -> str:
    try:
        return decode_bytes(data)
    except Undecodable as error:
        _refuse(data, error.offset, file, sink)


def decode_bytes(data: bytes) -> str:
    """The text, without a byte order mark. Raises Undecodable."""
    mark, codec = _marked(data) or (b"", "utf-8")
    try:
        text = data[len(mark) :].decode(codec)
    except UnicodeDecodeError as error:
        chinese = None if mark else _find_gb18030(data)
        if chinese is None:
            raise Undecodable(len(mark) + error.start) from None
        return chinese
    # Half a file of zero bytes is UTF-16 without its mark: it decodes, but not to what was meant.
    if text.count("\0") * 4 > len(text):
        raise Undecodable(data.index(b"\0"))
    return text


def _find_gb18030(data: bytes) -> str | None:
    """The text if the bytes are surely GB18030: legal, without private characters, mostly everyday ones."""
    damaged = data.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    if len(damaged) - len(damaged.encode("ascii", "ignore")) > 2 * broken:
        return None  # UTF-8 with a few bad bytes would decode to rare characters without end
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    if ILLEGAL.search(text) or _PRIVATE_USE.search(text):
        return None
    plain = len(text.encode("ascii", "ignore"))
    everyday = (len(text.encode("gb2312", "ignore")) - plain) // 2
    return text if everyday >= 0.8 * (len(text) - plain) else None


def _refuse(data: bytes, offset: int, file: str, sink: Sink) -> NoReturn:
    lines = split_lines(data[:offset].decode("utf-8", "replace"))
    sink.source = SourceMap(file, split_lines(data.decode("utf-8", "replace")))
    sink.report(
        ENCODING_UNKNOWN,
        f"the bytes from offset {offset} on are not text in UTF-8, UTF-16 or GB18030",
        Span(file, len(lines), len(lines[-1]) + 1),
        hint=SAVE_AS_UTF_8,
    )
    raise BuildStopped


def _report_illegal(lines: tuple[str, ...], count: int, file: str, sink: Sink) -> None:
    found = (
        (Span(file, number, match.start() + 1), f"U+{ord(match[0]):04X}")
        for number, line in enumerate(lines, 1)
        for match in ILLEGAL.finditer(line)
    )
    for span, name in islice(found, MOST_FINDINGS):
        sink.report(CONTROL_CHARACTER, f"the character {name} cannot be used", span, hint="delete it")
    if further := next(found, None):
        message = f"{count - MOST_FINDINGS:,} more such characters follow"
        sink.report(CONTROL_CHARACTER, message, further[0], hint="delete them")
