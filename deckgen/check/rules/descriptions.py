"""Every photo has words for those who cannot see it.

A photo without an `alt` is read out by its caption, which names the occasion, not what there is to see; a file's name,
or a mere `photo 3`, says nothing at all. `--fix` writes the caption down as the `alt`, to start from. Photos that are
still to come are left alone.

    {caption: 服务站开放首日, image: a.jpg, alt: IMG_0815.jpg}      # note: photo-undescribed
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.describing import why_unhelpful
from deckgen.check.model import Rule, Subject
from deckgen.check.texts import lines_of
from deckgen.codes import PHOTO_UNDESCRIBED
from deckgen.content.models import Photo, Report, Slide
from deckgen.content.sections import bodies_of
from deckgen.diagnostics import Edit, KeyPath, Sink


def check(subject: Subject, sink: Sink) -> None:
    """Report photos that nothing describes."""
    for path, photo in _photos(subject.report):
        alt = (photo.alt or "").strip()
        why = why_unhelpful(alt, "photo")
        if not photo.image or (alt and not why):
            continue
        message = f"the `alt` `{alt}` {why}" if alt else "the photo has no `alt`"
        caption = " ".join(lines_of(photo.caption))
        edit = Edit((*path, "alt"), caption) if caption else None
        hint = "say what can be seen; `--fix` starts you off with the caption"
        sink.report(PHOTO_UNDESCRIBED, message, (*path, "alt") if alt else path, hint=hint, edit=edit)


def _photos(report: Report) -> Iterator[tuple[KeyPath, Photo]]:
    for path, body in bodies_of(report):
        yield from (((*path, "photos", place), photo) for place, photo in enumerate(body.photos))
        if isinstance(body, Slide) and body.quote and body.quote.portrait:
            yield (*path, "quote", "portrait"), body.quote.portrait


RULE = Rule((PHOTO_UNDESCRIBED,), check, __doc__)
