"""A PDF on standard input → a JSON list of its pages on standard output. Run as a script, in a process of its own.

Each page is its text and whether it holds pictures; or the output is one word for why there are none. A PDF of few
bytes can ask for hours of work or for all memory, hence the process and its limits.
"""

from __future__ import annotations

import sys

PROTECTED, DAMAGED, TOO_LONG = "protected", "damaged", "too-long"
IMAGE = 3
"""pdfium's number for a picture among the objects of a page."""


def main() -> None:
    memory, most_pages, most_text = map(int, sys.argv[1:])
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    except (ImportError, ValueError, OSError):  # Windows has none, and elsewhere it may be forbidden
        pass
    import json

    sys.stdout.buffer.write(json.dumps(pages_of(sys.stdin.buffer.read(), most_pages, most_text)).encode())


def pages_of(data: bytes, most_pages: int, most_text: int) -> list[tuple[str, bool]] | str:
    """Text of each page, and whether it holds pictures; or why there are none."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return PROTECTED if raw.FPDF_GetLastError() in (4, 5) else DAMAGED  # a password, another protection
    if len(document) > most_pages:
        return TOO_LONG
    pages: list[tuple[str, bool]] = []
    length = 0
    for page in document:
        text = page.get_textpage().get_text_range(errors="replace")
        length += len(text)
        if length > most_text:
            return TOO_LONG
        pictured = not text.strip() and any(True for _ in page.get_objects([IMAGE], max_depth=5))
        pages.append((text, pictured))
        page.close()
    return pages


if __name__ == "__main__":
    main()
