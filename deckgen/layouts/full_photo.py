"""One photo that fills the whole slide; title and caption stand on a dark bar at its foot.

Takes: photos only, and only where the slide says `layout: full-photo`, because it cuts a photo to the slide's
    format: use it for wide photos without anything that matters at the foot.
Holds: one photo a page.
Beyond: each photo gets a page of its own; one with `crop: contain` gets the page of `photo`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from deckgen.layouts import photo
from deckgen.layouts.model import CaptionedPhoto, Layout, Material, Page, Pages

SLOTS = ("photo-1", "title", "section", "caption-1")
LAST_CHOICE = 0.1
"""Below every other layout for photos."""


def score(material: Material) -> float:
    return LAST_CHOICE * material.holds("photos")


def pages(material: Material) -> Iterator[Pages]:
    yield tuple(page(material, captioned) for captioned in material.photos)


def page(material: Material, captioned: CaptionedPhoto) -> Page:
    if captioned.photo.crop == "contain":
        return photo.page(material, [captioned])
    # Tones are made for light pages: on the bar, who took the photo would be dark on dark.
    lines = (
        replace(line, runs=tuple(replace(run, tone=None) for run in line.runs))
        for line in captioned.caption.paragraphs
    )
    on_bar = CaptionedPhoto(
        replace(captioned.photo, crop="cover"), replace(captioned.caption, paragraphs=tuple(lines))
    )
    return Page("full-photo", {**material.frame, **on_bar.fills(1)})


FULL_PHOTO = Layout("full-photo", __doc__, {"full-photo": SLOTS}, pages, score)
