"""What became of a batch, as a web page of one file: no scripts, nothing fetched."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from deckgen.batch.accounts import counts_of, deck_name, name_of, sink_of
from deckgen.batch.addresses import is_url
from deckgen.batch.leftovers import Leftover
from deckgen.batch.model import Outcome, Status
from deckgen.batch.running import key_of
from deckgen.batch.scopes import about
from deckgen.codes import OUTPUT_KEPT, TYPEFACE_REPLACED
from deckgen.diagnostics import Diagnostic, Severity
from deckgen.messages import printable

_STYLE = """
:root { color-scheme: light dark; --line: #8884; --bad: #b3261e; --warn: #8a5a00; --good: #1b6e3c; --soft: #7777; }
@media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --warn: #ffc46b; --good: #7fd6a0; } }
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto;
  max-width: 72rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } .sum { display: flex; gap: 2rem; margin: 1rem 0 2rem; flex-wrap: wrap; }
.sum b { display: block; font-size: 1.6rem; } article { border-top: 1px solid var(--line); padding: .9rem 0;
  display: grid; grid-template-columns: 12rem 1fr; gap: 0 1.2rem; }
article.bare { grid-template-columns: 1fr; } img { width: 12rem; border: 1px solid var(--line); }
h2 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
.about, .pending { opacity: .75; margin: .1rem 0; }
.failed, .error { color: var(--bad); } .warning { color: var(--warn); } .built { color: var(--good); }
ul { margin: .3rem 0 0; padding-left: 1.1rem; } li { overflow-wrap: anywhere; } code { font-size: .9em; }
.old img { opacity: .45; } h2.aside { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .9rem; }
"""
_ORDER = (Status.FAILED, Status.NOT_DONE, Status.BUILT, Status.UNCHANGED)


def html_of(
    outcomes: Sequence[Outcome],
    thumbnails: Mapping[str, bytes],
    page: Path,
    skipped: Sequence[str] = (),
    leftovers: Sequence[Leftover] = (),
) -> str:
    """The page, which is to lie at `page`; `thumbnails` are PNG pictures by the key of the job."""
    counts = counts_of(outcomes)
    pending = sum(len(outcome.facts.pending) for outcome in outcomes)
    numbers = counts | {"photos pending": pending}
    summary = "".join(f"<div><b>{number:,}</b>{name}</div>" for name, number in numbers.items())
    folder = str(page.absolute().parent)
    ordered = sorted(outcomes, key=lambda outcome: _ORDER.index(outcome.status))
    decks = "".join(_deck(one, thumbnails.get(key_of(one.job), one.thumbnail), folder) for one in ordered)
    left = "".join(f"<li>{_text(name)}</li>" for name in skipped)
    no_reports = f'<h2 class="aside">No reports</h2><ul>{left}</ul>' if left else ""
    unasked = "".join(f"<li>{_text(deck_name(each.stem))}{_fate(each)}</li>" for each in leftovers)
    no_reports += f'<h2 class="aside">No longer asked for</h2><ul>{unasked}</ul>' if unasked else ""
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>deckgen batch</title>\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<style>{_STYLE}</style></head>\n<body><h1>deckgen batch: {len(outcomes):,} decks</h1>\n"
        f'<div class="sum">{summary}</div>\n{decks}{no_reports}</body></html>\n'
    )


def _fate(leftover: Leftover) -> str:
    if leftover.edited:
        return ": edited since it was built; it stays"
    return ": removed" if leftover.removed else ""


def _deck(outcome: Outcome, thumbnail: bytes, folder: str) -> str:
    picture = ""
    if thumbnail:
        data = base64.b64encode(thumbnail).decode()
        old = outcome.status in (Status.FAILED, Status.NOT_DONE)
        title = ' title="as it was built last"' if old else ""
        picture = f'<img alt=""{title} src="data:image/png;base64,{data}">'
    bare = (" old" if old else "") if picture else " bare"
    body = "".join(_body(outcome, folder))
    return f'<article class="deck{bare}">{picture}<div>{body}</div></article>\n'


def _body(outcome: Outcome, folder: str) -> Iterator[str]:
    status = outcome.status
    kind = status.value.replace(" ", "-")
    reason = f" ({_text(outcome.reason)})" if outcome.reason else ""
    yield f'<h2>{_text(name_of(outcome))} <span class="{kind}">{status.value}</span></h2>'
    facts = outcome.facts
    slides = f"{facts.slides} slides" if facts.slides else ""
    time = f"{outcome.seconds:.1f} s" if outcome.seconds else ""
    words = [_text(about(outcome.job)), slides, time, "".join(_links(outcome, folder))]
    yield f'<p class="about">{" · ".join(filter(None, words))}{reason}</p>'
    for slide, caption in facts.pending:
        yield f'<p class="pending">photo pending on slide {slide}: {_text(caption)}</p>'
    findings = [found for found in sink_of(outcome) if _is_told(found)]
    if findings:
        yield "<ul>" + "".join(map(_finding, findings)) + "</ul>"


def _is_told(found: Diagnostic) -> bool:
    return found.code.severity is not Severity.NOTE or found.code in (OUTPUT_KEPT, TYPEFACE_REPLACED)


def _links(outcome: Outcome, folder: str) -> Iterator[str]:
    """Links to the deck and its PDF; those to pictures of slides would be many."""
    for stamp in outcome.outputs:
        ending = os.path.splitext(stamp.path)[1]  # noqa: PTH122 (thousands of paths)
        if ending in (".pptx", ".pdf"):
            if is_url(stamp.path):
                yield f'<a href="{escape(stamp.path)}">{ending[1:]}</a> '
                continue
            try:
                target = os.path.relpath(stamp.path, folder)
            except ValueError:  # on another drive
                continue
            yield f'<a href="{quote(os.fsencode(target.replace(os.sep, "/")))}">{ending[1:]}</a> '


def _finding(found: Diagnostic) -> str:
    place = f"{found.place} " if found.place else ""
    hint = f"<br>{_quoted(found.hint)}" if found.hint else ""
    kind = found.code.severity.value
    return f'<li class="{kind}"><code>{_text(place)}{found.code.name}</code>: {_quoted(found.message)}{hint}</li>'


def _quoted(text: str) -> str:
    """What stands in backticks is set as it is typed."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", _text(text))


def _text(text: str) -> str:
    return escape(printable(text))
