"""An account of a check → one HTML file that needs nothing else: to read, to print, to file with the deck."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from deckgen import __version__
from deckgen.diagnostics import Severity
from deckgen.proof.account import Account, Marked, Proved
from deckgen.proof.slides import findings, said, slide_card, slide_item
from deckgen.proof.words import Words, words_of

STYLE = Path(__file__).with_name("page.css")
"""Nothing in it is loaded from anywhere, and kinds are told by more than colour."""
_TICK = '<path d="M6 16.5 12.5 23 25 9" fill="none" stroke="#fff" stroke-width="3.4" stroke-linecap="round"/>'
_SIGN = '<svg viewBox="0 0 32 32" aria-hidden="true">{}</svg>'
_STROKE = (
    '<path d="M16 6v13M16 25.2v.2" fill="none" stroke="#fff" stroke-width="3.6" stroke-linecap="round"/>'
)


def page_of(account: Account) -> str:
    """The page, in the language of the report. No scripts, no addresses; all texts are escaped."""
    words = words_of(account.language)
    parts = [_head(account, words), "<main>", *_figures(account, words), *_slides(account, words)]
    parts += [*_pending(account, words), "</main>"]
    parts.append(f"<footer><p>{said(words.made_by.format(__version__))}</p></footer>\n</body>\n</html>\n")
    return "\n".join(parts)


def _head(account: Account, words: Words) -> str:
    sink = account.sink
    state = "bad" if sink.has_errors else "warned" if sink.count(Severity.WARNING) else ""
    verdict = {"bad": words.bad, "warned": words.warned, "": words.good}[state]
    title = f"{words.heading} · {account.title}"
    errors, photos = sink.count(Severity.ERROR), len(account.pending)
    whys = [words.faulty.format(errors)] if errors else []
    whys += [words.awaited.format(photos)] if photos else []
    reasons = "".join(f"<small>{said(why)}</small>" for why in whys)
    return f"""<!DOCTYPE html>
<html lang="{said(account.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{said(title)}</title>
<style>
{STYLE.read_text("utf-8")}</style>
</head>
<body>
<header>
<p class="over">{said(words.heading)}</p>
<h1>{said(account.title)}</h1>
<p class="file">{said(account.file)}</p>
<p class="verdict {state}">{_SIGN.format(_STROKE if state else _TICK)}<span>{said(verdict)}{reasons}</span></p>
<ul class="counts">
{"".join(_counts(account, words))}</ul>
</header>"""


def _counts(account: Account, words: Words) -> Iterator[str]:
    for severity, name in words.severities.items():
        number = account.sink.count(severity)
        yield _count(str(number), name, severity.value if number else "")
    if account.proved:
        held = words.of.format(account.borne_out, len(account.proved))
        yield _count(held, words.borne_out, "good" if account.borne_out == len(account.proved) else "error")
    if account.deck:
        yield _count(str(len(account.deck.slides)), words.slides, "")
    if account.report:
        yield _count(str(len(account.pending)), words.pending, "warning" if account.pending else "")


def _count(number: str, name: str, kind: str) -> str:
    return f'<li class="{kind}"><b>{said(number)}</b><span>{said(name)}</span></li>\n'


def _figures(account: Account, words: Words) -> Iterator[str]:
    if account.report is None:
        return
    yield f"<section>\n<h2>{said(words.figures)}</h2>"
    if account.proved:
        heads = "".join(f'<th scope="col">{said(name)}</th>' for name in words.columns)
        yield f'<div class="wide"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>'
        yield from (_row(proved, words) for proved in account.proved)
        yield "</tbody></table></div>"
    else:
        yield f'<p class="aside">{said(words.figures_none)}</p>'
    if account.exempt:
        yield f'<p class="aside">{said(words.exempt.format(account.exempt))}</p>'
    yield "</section>"


def _row(proved: Proved, words: Words) -> str:
    trace = proved.trace
    holds = trace.verdict.holds
    verdict = words.verdicts.get(trace.verdict, trace.verdict.name.lower())
    slides = words.comma.join(map(str, proved.slides))
    line = f"<small>{said(words.line.format(proved.line))}</small>" if proved.line else ""
    pinned = f"<small>{said(words.pinned)}</small>" if trace.pinned else ""
    marked = f"<mark>{said(proved.said)}</mark>" if proved.said else ""
    sentence = f"{said(proved.before)}{marked}{said(proved.after)}" or (
        f'<span class="aside">{said(trace.reason or words.nothing_said)}</span>'
    )
    return (
        f'<tr class="{"" if holds else "faulty"}">'
        f'<td class="figure"><b>{said(trace.shown)}</b><span>{said(proved.name)}</span></td>'
        f'<td class="pages">{said(words.on_slides.format(slides) if slides else words.dash)}{line}</td>'
        f'<td class="holds"><span class="{"held" if holds else "fails"}">{said(verdict)}</span>{pinned}</td>'
        f"<td>{sentence}</td></tr>"
    )


def _slides(account: Account, words: Words) -> Iterator[str]:
    on_slide: dict[int | None, list[Marked]] = defaultdict(list)
    known = {slide.number for slide in account.deck.slides} if account.deck else set()
    for one in account.marked:
        on_slide[one.slide if one.slide in known else None].append(one)
    if account.deck:
        if not account.laid_out:
            yield f'<p class="aside">{said(words.no_pictures)}</p>'
        yield from _marked_slides(account, on_slide, words)
    yield from _elsewhere(on_slide[None], words)
    slides = account.deck.slides if account.deck else ()
    clean = [slide for slide in slides if slide.number not in on_slide]
    if clean:
        heading = words.clean_slides if len(clean) < len(slides) else words.all_slides
        yield f'<section>\n<h2>{said(heading)}</h2>\n<ul class="sheets">'
        yield from (slide_item(account, slide, words) for slide in clean)
        yield "</ul>\n</section>"


def _marked_slides(account: Account, on_slide: dict[int | None, list[Marked]], words: Words) -> Iterator[str]:
    assert account.deck is not None  # noqa: S101
    marked = [slide for slide in account.deck.slides if slide.number in on_slide]
    if marked:
        yield f"<section>\n<h2>{said(words.marked_slides)}</h2>"
        yield from (slide_card(account, slide, on_slide[slide.number], words) for slide in marked)
        yield "</section>"


def _elsewhere(marked: Sequence[Marked], words: Words) -> Iterator[str]:
    if marked:
        yield f"<section>\n<h2>{said(words.elsewhere)}</h2>\n{findings(marked, words)}</section>"


def _pending(account: Account, words: Words) -> Iterator[str]:
    if account.pending:
        yield f'<section>\n<h2>{said(words.to_come)}</h2>\n<ol class="photos">'
        for slide, caption in account.pending:
            yield f"<li><span>{said(words.slide.format(slide))}</span>{said(caption)}</li>"
        yield "</ol>\n</section>"
