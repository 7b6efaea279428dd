"""A template and the account of it in, findings out: what keeps its decks from being good, each with a cure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from deckgen import codes
from deckgen.diagnostics import Sink
from deckgen.survey.account import Account
from deckgen.survey.binding_text import unknown_fonts
from deckgen.survey.describing import listed
from deckgen.survey.legibility import check_contrast
from deckgen.survey.places import check_places
from deckgen.templates.inference.sheets import STANDING, Sheet
from deckgen.templates.surveying import Survey

MOST_MEDIA = 2_000_000
"""Bytes of one picture, sound or film that every deck carries; a sound background takes a tenth."""

CURE_MISSING = (
    "leave more of the page free: fewer and smaller bars and pictures on the master, a title at its head"
)


def check_template(survey: Survey, account: Account, sink: Sink) -> None:
    """Everything there is to find in the slide layouts that decks can use."""
    sheets = [layout.sheet for master in account.masters if master.chosen for layout in master.layouts]
    used = {layout.sheet.part: layout.sheet for layout, _ in account.uses}
    looked_at = list({sheet.part: sheet for sheet in (*sheets, *used.values())}.values())
    _check_missing(account, sink)
    check_places(survey, account, looked_at, sink)
    check_contrast(looked_at, account.page, sink)
    _check_names(survey, sink)
    _check_titles(looked_at, sink)
    for name in unknown_fonts(survey):
        hint = f"in the binding, name a typeface that is as wide: `fonts: {{{name}: Arial}}`"
        sink.report(
            codes.TEMPLATE_FONT_UNKNOWN, f"the widths of the typeface `{name}` are not known", hint=hint
        )
    _check_media(survey, sink)


def _check_missing(account: Account, sink: Sink) -> None:
    if account.missing:
        message = f"decks of this template cannot have {listed(list(account.missing))}"
        sink.report(codes.LAYOUT_MISSING, message, hint=CURE_MISSING)
    if account.built:
        names = list(account.built)
        message = f"without a slide layout of its own, deckgen builds {listed(names)} in the template's style"
        hint = (
            "nothing needs to be done; a slide layout that you draw yourself is used when a binding names it"
        )
        sink.report(codes.LAYOUT_BUILT, message, hint=hint)


def _check_names(survey: Survey, sink: Sink) -> None:
    layouts = survey.preferred.layouts
    cure = "in PowerPoint: View, Slide Master, right-click the layout, Rename Layout"
    unnamed = [layout.name for layout in layouts if not layout.given_name]
    if unnamed:
        what = "1 slide layout has" if len(unnamed) == 1 else f"{len(unnamed)} slide layouts have"
        message = f"{what} no name; bindings know them by their parts: {listed(unnamed)}"
        sink.report(codes.SLIDE_LAYOUT_UNNAMED, message, hint=cure)
    names = Counter(layout.given_name for layout in layouts if layout.given_name)
    for name, count in names.items():
        if count > 1:
            message = (
                f"{count} slide layouts are called `{name}`; bindings know the second one as `{name} (2)`"
            )
            sink.report(codes.SLIDE_LAYOUT_NAMESAKE, message, hint=cure)


def _check_titles(sheets: list[Sheet], sink: Sink) -> None:
    found = [sheet.name for sheet in sheets if _lacks_title(sheet)]
    if found:
        hint = "insert one in PowerPoint: View, Slide Master, Title; screen readers and the outline go by it"
        message = f"{listed([f'`{name}`' for name in found])} {'has' if len(found) == 1 else 'have'} no title"
        sink.report(codes.SLIDE_LAYOUT_UNTITLED, message, hint=hint)


def _lacks_title(sheet: Sheet) -> bool:
    """Whether it has places for content but none for a title; a blank page needs none."""
    types = {one.type for one in sheet.placeholders.values()} - set(STANDING)
    return bool(types) and not types & {"title", "ctrTitle"}


def _check_media(survey: Survey, sink: Sink) -> None:
    for name, size in _media(survey):
        message = f"`{name}` takes {size / 1e6:.1f} MB, in every deck"
        hint = "in PowerPoint: Picture Format, Compress Pictures; for a background, 1920 pixels across do"
        sink.report(codes.TEMPLATE_MEDIA_LARGE, message, hint=hint)


def _media(survey: Survey) -> Iterator[tuple[str, int]]:
    for part in survey.template.parts:
        if part.content_type.startswith(("image/", "video/", "audio/")) and len(part.data) > MOST_MEDIA:
            yield part.name, len(part.data)
