"""A link's text says where it leads.

Screen readers can list a slide's links; a list of `here` and `click here` helps nobody, and addresses are spelt out
letter by letter. Short addresses that people can type (example.org) may stand: on paper they are all there is.

    [点击这里](https://example.org)                          # note: link-text-unhelpful
    https://example.org/a/very/long/path?with=more            # note: link-text-unhelpful
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import LINK_TEXT_UNHELPFUL
from deckgen.diagnostics import Sink
from deckgen.patterns import regex
from deckgen.written.model import TextBody, WrittenShape

_EMPTY = regex(
    r"(?:(?:please )?(?:click|tap|press) (?:here|this)|here|this|this (?:link|page)|link|more|read more|learn more"
    r"|details"
    r"|(?:请)?(?:点击|单击|点)(?:此处|这里|此|查看|链接)|这里|此处|此|链接|网址|详情|更多|查看更多|了解更多|查看详情)[.…。：:>»→]*",
    re.IGNORECASE,
)
_ADDRESS = regex(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SHORT_ADDRESS = 30


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report links whose text says nothing."""
    for slide in subject.deck.slides:
        for shape in slide.shapes:
            for text in _link_texts(shape):
                is_long = _ADDRESS.fullmatch(text) and len(text) > _SHORT_ADDRESS
                if is_long or _EMPTY.fullmatch(text):
                    message = f"the link's text `{text[:60]}` does not say where it leads"
                    hint = "let the text name what it leads to"
                    sink.report(LINK_TEXT_UNHELPFUL, message, subject.spot(slide, shape), hint=hint)


def _link_texts(shape: WrittenShape) -> Iterator[str]:
    for body in shape.bodies:
        yield from _texts_in(body)


def _texts_in(body: TextBody) -> Iterator[str]:
    """The text of each link, of neighbouring runs together."""
    for paragraph in body.paragraphs:
        target, text = "", ""
        for run in paragraph.runs:
            leads = run.link.target if run.link else ""
            if leads != target and target:
                yield text.strip()
            target, text = leads, text + run.text if leads == target else run.text
        if target:
            yield text.strip()


RULE = DeckRule((LINK_TEXT_UNHELPFUL,), check, __doc__)
