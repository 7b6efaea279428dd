"""One fill → one placeholder of the slide; what never changes about a placeholder is put together once."""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from deckgen.fit.model import (
    FittedChart,
    FittedFigure,
    FittedFill,
    FittedIcon,
    FittedNumber,
    FittedPhoto,
    FittedSlide,
    FittedTable,
    FittedText,
)
from deckgen.fit.photos import PhotoBook
from deckgen.fit.pictures import EncodedPhoto
from deckgen.records import dataclass
from deckgen.render.charts import Charts
from deckgen.render.identity import guid
from deckgen.render.lettering import Lettering
from deckgen.render.markup import CHARTS, TABLES, attribute, offset_and_extent, solid_fill
from deckgen.render.media import Media
from deckgen.render.references import CHART, IMAGE, SLIDE, References
from deckgen.render.table_styles import TableTheme
from deckgen.templates.model import Placeholder
from deckgen.units import Box

SLIDE_NUMBER_FIELD = guid("field", "slide number")
FOOTERS = ("ftr", "dt")
SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
"""What tells readers for those who cannot see that there is nothing to describe."""
_PHOTO_NAME = 60
_WHOLE = 100_000


@dataclass(frozen=True, slots=True)
class Frame:
    """The unchanging pieces of a placeholder's shape, after its name."""

    placeholder: Placeholder
    text: str
    photo: str
    pending: str
    chart: str
    table: str


def frame_of(placeholder: Placeholder) -> Frame:
    """The pieces that let a slide's shape inherit everything from `placeholder`."""
    reference = f"<p:nvPr>{_reference(placeholder)}</p:nvPr>"
    shape = f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>{reference}</p:nvSpPr><p:spPr/>'
    picture = (
        '<p:cNvPicPr><a:picLocks noGrp="1" noChangeAspect="1"/></p:cNvPicPr>'
        f"{reference}</p:nvPicPr><p:blipFill>"
    )
    table = (
        f'<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr>{reference}'
        "</p:nvGraphicFramePr>"
    )
    chart = (
        f"{table}<p:xfrm>{offset_and_extent(placeholder.box)}</p:xfrm>"
        f'<a:graphic><a:graphicData uri="{CHARTS}">'
    )
    return Frame(placeholder, shape, picture, f"{shape}</p:sp>", chart, table)


class Shapes:
    """Draws the placeholders of one slide; ids count from 2, because 1 is the shape tree itself."""

    def __init__(
        self,
        slide: FittedSlide,
        lettering: Lettering,
        references: References,
        photos: PhotoBook,
        media: Media,
        charts: Charts,
        table_theme: TableTheme,
    ) -> None:
        self._slide = slide
        self._lettering = lettering
        self._references = references
        self._photos = photos
        self._media = media
        self._charts = charts
        self._table_theme = table_theme
        self._names: set[str] = set()
        self._last_id = 1

    def fill(self, frame: Frame, fill: FittedFill, link: str | None) -> str:
        """The shape that shows `fill`; a click on it leads to slide part `link`."""
        name = self._slide.slots.get(frame.placeholder.idx) or frame.placeholder.name
        match fill:
            case FittedText():
                footer = frame.placeholder.type in FOOTERS
                styles = frame.placeholder.levels
                body = self._lettering.body(fill, self._references, styles, footer=footer)
                return self._text(frame, name, body, link, fill.alt)
            case FittedFigure():
                return self._text(frame, name, self._lettering.figure(fill, frame.placeholder.levels), link)
            case FittedPhoto():
                if fill.image is None:
                    return self._pending(frame, name, fill, link)
                return self._photo(frame, name, fill, fill.image, link)
            case FittedIcon():
                return self._icon(frame, name, fill, link)
            case FittedChart():
                return self._chart(frame, name, fill, link)
            case FittedTable():
                return self._table(frame, name, fill, link)
            case _:
                assert_never(fill)

    def number(self, frame: Frame, number: int, *, on_photo: bool = False) -> str:
        """The slide number, as a field, and what stands after it; `on_photo` says that another placeholder lies
        beneath it."""
        shown = self._slide.number or FittedNumber("")
        body = self._lettering.slide_number(number, SLIDE_NUMBER_FIELD, shown, frame.placeholder.levels)
        if on_photo:
            # LibreOffice draws a number that inherits its place with the slide layout, beneath the slide's shapes.
            frame = replace(
                frame,
                text=frame.text.replace("<p:spPr/>", f"<p:spPr>{_transform(frame.placeholder.box)}</p:spPr>"),
            )
        return self._text(frame, frame.placeholder.name, body, None)

    def _text(self, frame: Frame, name: str, body: str, link: str | None, alt: str = "") -> str:
        return f"<p:sp><p:nvSpPr>{self._identity(name, alt, link)}{frame.text}{body}</p:sp>"

    def _pending(self, frame: Frame, name: str, photo: FittedPhoto, link: str | None) -> str:
        # The name shows in the selection pane and on hovering: it says which photo belongs here.
        named = f"{name} · {photo.caption}" if photo.caption else name
        if len(named) > _PHOTO_NAME:
            named = named[: _PHOTO_NAME - 1] + "…"
        return f"<p:sp><p:nvSpPr>{self._identity(named, photo.alt or photo.caption, link)}{frame.pending}"

    def _photo(self, frame: Frame, name: str, photo: FittedPhoto, image: str, link: str | None) -> str:
        encoded = self._photos.encoded(image, photo.pixels)
        identity = self._identity(name, photo.alt or photo.caption or name, link)
        return (
            f"<p:pic><p:nvPicPr>{identity}{frame.photo}"
            f"{self._blip(encoded)}{_crop(photo.crop)}"
            f"<a:stretch><a:fillRect/></a:stretch></p:blipFill>{_place(photo, see_through=encoded.see_through)}</p:pic>"
        )

    def _icon(self, frame: Frame, name: str, icon: FittedIcon, link: str | None) -> str:
        identity = self._identity(f"{name} · {icon.name}", "", link, extension=DECORATIVE)
        return (
            f"<p:pic><p:nvPicPr>{identity}{frame.photo}{self._blip(icon.picture)}"
            "<a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr/></p:pic>"
        )

    def _blip(self, encoded: EncodedPhoto) -> str:
        """The reference to a picture, and to the drawing that takes its place where a program can draw it."""
        reference = self._references.id_of(IMAGE, self._media.part_of(encoded))
        drawing = self._media.drawing_of(encoded)
        if drawing is None:
            return f'<a:blip r:embed="{reference}"/>'
        embedded = f'<asvg:svgBlip xmlns:asvg="{SVG}" r:embed="{self._references.id_of(IMAGE, drawing)}"/>'
        extension = f'<a:ext uri="{SVG_EXTENSION}">{embedded}</a:ext>'
        return f'<a:blip r:embed="{reference}"><a:extLst>{extension}</a:extLst></a:blip>'

    def _chart(self, frame: Frame, name: str, chart: FittedChart, link: str | None) -> str:
        reference = self._references.id_of(CHART, self._charts.part_of(chart))
        return (
            f"<p:graphicFrame><p:nvGraphicFramePr>{self._identity(name, chart.alt, link)}{frame.chart}"
            f'<c:chart xmlns:c="{CHARTS}" r:id="{reference}"/></a:graphicData></a:graphic></p:graphicFrame>'
        )

    def _table(self, frame: Frame, name: str, table: FittedTable, link: str | None) -> str:
        height = sum(row.height for row in table.rows)
        place = frame.placeholder.box._replace(width=sum(table.widths), height=height)
        from deckgen.render.tables import table_xml  # many decks have none

        drawn = table_xml(table, self._lettering, self._references, self._table_theme)
        return (
            f"<p:graphicFrame><p:nvGraphicFramePr>{self._identity(name, table.alt, link)}{frame.table}"
            f"<p:xfrm>{offset_and_extent(place)}</p:xfrm>"
            f'<a:graphic><a:graphicData uri="{TABLES}">{drawn}</a:graphicData></a:graphic></p:graphicFrame>'
        )

    def _identity(self, name: str, description: str, link: str | None, extension: str = "") -> str:
        self._last_id += 1
        described = f' descr="{attribute(description)}"' if description else ""
        start = f'<p:cNvPr id="{self._last_id}" name="{attribute(self._unique(name))}"{described}'
        if link is None:
            return f"{start}>{extension}</p:cNvPr>" if extension else f"{start}/>"
        relationship = self._references.id_of(SLIDE, link)
        click = f'<a:hlinkClick r:id="{relationship}" action="ppaction://hlinksldjump"/>'
        return f"{start}>{click}{extension}</p:cNvPr>"

    def _unique(self, name: str) -> str:
        free, number = name, 1
        while free in self._names:
            number += 1
            free = f"{name} ({number})"
        self._names.add(free)
        return free


def _reference(placeholder: Placeholder) -> str:
    # What has its default value is left out, as PowerPoint does.
    kind = "" if placeholder.type in ("", "obj") else f' type="{attribute(placeholder.type)}"'
    orient = "" if placeholder.orient in (None, "horz") else f' orient="{attribute(placeholder.orient)}"'
    size = "" if placeholder.size in (None, "full") else f' sz="{attribute(placeholder.size)}"'
    idx = f' idx="{placeholder.idx}"' if placeholder.idx else ""
    return f"<p:ph{kind}{orient}{size}{idx}/>"


def _place(photo: FittedPhoto, *, see_through: bool) -> str:
    """The picture's own properties; it inherits its place unless it is to be seen whole.

    Then it gets a smaller place of its own, as when one resizes it by hand in PowerPoint. The other way, to cut
    off less than nothing (negative `srcRect`), other programs draw stretched, or with black at the sides.
    """
    place = _transform(photo.place) if photo.place else ""
    # Behind what is transparent in places, so that its frame does not show through.
    ground = solid_fill(photo.ground) if see_through and photo.ground else ""
    return f"<p:spPr>{place}{ground}</p:spPr>" if place or ground else "<p:spPr/>"


def _transform(box: Box) -> str:
    return f"<a:xfrm>{offset_and_extent(box)}</a:xfrm>"


def _crop(crop: tuple[float, float, float, float]) -> str:
    left, top, right, bottom = (min(max(round(cut * _WHOLE), 0), _WHOLE - 1) for cut in crop)
    # Two cuts that meet would leave nothing to show.
    right, bottom = min(right, _WHOLE - 1 - left), min(bottom, _WHOLE - 1 - top)
    cuts = "".join(
        f' {side}="{cut}"' for side, cut in zip("ltrb", (left, top, right, bottom), strict=True) if cut
    )
    return f"<a:srcRect{cuts}/>" if cuts else ""
