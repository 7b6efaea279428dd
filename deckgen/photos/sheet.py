"""Photo slots → a page that a photographer prints: self-contained HTML for A4."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from html import escape

from deckgen.diagnostics import BuildStopped
from deckgen.fit.photos import PhotoBook
from deckgen.photos.slots import PhotoSlot, State
from deckgen.photos.words import ListWords

FRAME = (50.0, 40.0)
"""Room for a thumbnail, in millimetres; the frame keeps the proportions of the photo's place inside it."""
THUMBNAIL = 480
"""Pixels of a thumbnail's longer side."""
TYPES = {"jpg": "image/jpeg", "png": "image/png"}

STYLE = """
@page { size: A4 portrait; margin: 14mm 14mm 16mm }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 182mm; color: #222; background: #fff;
  font: 10.5pt/1.45 "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK SC", "Noto Sans SC",
    "PingFang SC", "Microsoft YaHei", "Hiragino Sans GB", sans-serif }
header { border-bottom: 1.5pt solid #222; padding-bottom: 3mm; margin: 6mm 0 2mm }
h1 { font-size: 17pt; line-height: 1.25; margin: 0 0 1.5mm }
header p { margin: 0; color: #444 }
ol { list-style: none; margin: 0; padding: 0 }
li { display: grid; grid-template-columns: 6mm 10mm 51mm 1fr; column-gap: 3.5mm; padding: 4mm 0;
  align-items: start;
  border-bottom: .5pt solid #aaa; break-inside: avoid }
.tick { width: 5.5mm; height: 5.5mm; border: 1pt solid #222; border-radius: .6mm; text-align: center;
  font-size: 13pt; line-height: 4.6mm }
.number { font-size: 15pt; font-weight: 700; line-height: 1.1; text-align: right }
.frame { position: relative; overflow: hidden; margin: 0 auto; border: .8pt solid #222; background: #f4f4f4 }
.pending .frame, .faulty .frame { border: 1pt dashed #555; background: #fff; display: flex; flex-direction: column;
  align-items: center; justify-content: center; color: #444; font-size: 9.5pt; text-align: center }
.frame img { position: absolute; display: block }
.caption { font-size: 12pt; font-weight: 700; line-height: 1.35; margin: 0 0 1.5mm; overflow-wrap: anywhere }
.where, .size, .file { margin: 0 0 .6mm; font-size: 9.5pt; color: #444; overflow-wrap: anywhere }
.size b { color: #222 }
.size span { white-space: nowrap }
.state { display: inline-block; border: .8pt solid #222; border-radius: 2.5mm; padding: 0 2.2mm; font-size: 9pt;
  color: #222; margin-right: 2mm }
.placed .state { border-color: #999; color: #555 }
.too-small .state, .faulty .state { background: #222; color: #fff }
.by { margin: 2.5mm 0 0; color: #444 }
.by span { display: inline-block; width: 46mm; border-bottom: .5pt solid #777 }
@media screen { body { padding: 0 6mm 12mm } }
@media print { .frame, .state { print-color-adjust: exact; -webkit-print-color-adjust: exact } }
"""


def as_html(
    slots: Sequence[PhotoSlot], heading: str, language: str, words: ListWords, photos: PhotoBook
) -> str:
    """The page: for each slot a tick box, its frame or thumbnail, caption, place, size and what there is."""
    placed = sum(slot.state is State.PLACED for slot in slots)
    title = f"{words.heading} · {heading}"
    items = "\n".join(_item(slot, words, photos) for slot in slots) or f"<li><p>{escape(words.none)}</p></li>"
    return f"""<!DOCTYPE html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{STYLE}</style>
</head>
<body>
<header>
<h1>{escape(title)}</h1>
<p>{escape(words.counted.format(len(slots), placed))}</p>
<p>{escape(words.advice)}</p>
</header>
<ol>
{items}
</ol>
</body>
</html>
"""


def _item(slot: PhotoSlot, words: ListWords, photos: PhotoBook) -> str:
    state = slot.state.value.replace(" ", "-")
    ticked = "✓" if slot.state is State.PLACED else ""
    said = (words.slide.format(slot.slide), slot.section, slot.title)
    where = " · ".join(escape(part) for part in said if part)
    return f"""<li class="{state}">
<div class="tick">{ticked}</div>
<div class="number">{slot.number:02}</div>
<div>{_frame(slot, words, photos)}</div>
<div>
<p class="caption">{escape(slot.caption)}</p>
<p class="where"><span class="state">{escape(words.states[slot.state])}</span>{where}</p>
<p class="size">{_size(slot, words)}</p>
{"".join(_about(slot, words))}</div>
</li>"""


def _size(slot: PhotoSlot, words: ListWords) -> str:
    shape = f"<b>{escape(words.orientations[slot.orientation])} {_centimetres(slot)}</b>"
    wanted, least = (
        f"<span>{escape(pattern.format(f'{width} × {height}'))}</span>"
        for pattern, (width, height) in ((words.wanted, slot.wanted), (words.least, slot.least))
    )
    return f"{shape} · {wanted}{words.between}{least}"


def _centimetres(slot: PhotoSlot) -> str:
    width, height = slot.centimetres
    return f"{width:.1f} × {height:.1f} cm"


def _about(slot: PhotoSlot, words: ListWords) -> Iterator[str]:
    if slot.image:
        size = f" ({slot.pixels[0]} × {slot.pixels[1]})" if slot.pixels else ""
        yield f'<p class="file">{escape(words.file.format(slot.image + size))}</p>\n'
    if slot.credit:
        yield f'<p class="file">{escape(words.credit.format(slot.credit))}</p>\n'
    elif slot.state is State.PENDING:
        yield f'<p class="by">{escape(words.taken_by)} <span></span></p>\n'


def _frame(slot: PhotoSlot, words: ListWords, photos: PhotoBook) -> str:
    """The place in its proportions: outlined, or with what the slide shows of the photo."""
    width, height = _fitted(slot.box.width, slot.box.height, *FRAME)
    inside = _thumbnail(slot, photos) or (
        f"<div>{escape(words.orientations[slot.orientation])}</div><div>{_centimetres(slot)}</div>"
    )
    return f'<div class="frame" style="width:{width:.1f}mm;height:{height:.1f}mm">{inside}</div>'


def _thumbnail(slot: PhotoSlot, photos: PhotoBook) -> str:
    if slot.fitted.image is None or slot.pixels is None:
        return ""
    width, height = _fitted(*slot.pixels, THUMBNAIL, THUMBNAIL)
    try:
        found = photos.encoded(slot.fitted.image, (max(1, round(width)), max(1, round(height))))
    except BuildStopped:  # the file changed meanwhile; the sink says so
        return ""
    data = base64.b64encode(found.data).decode("ascii")
    source = f"data:{TYPES.get(found.extension, 'image/png')};base64,{data}"
    return f'<img alt="{escape(slot.fitted.alt)}" src="{source}" style="{_position(slot)}">'


def _position(slot: PhotoSlot) -> str:
    """Where the whole picture lies against its frame, in per cent of the frame."""
    if slot.fitted.place:
        left, top, width, height = slot.fitted.place
        return _percent(
            (left - slot.box.left) / slot.box.width,
            (top - slot.box.top) / slot.box.height,
            width / slot.box.width,
            height / slot.box.height,
        )
    left_cut, top_cut, right_cut, bottom_cut = slot.fitted.crop
    across, down = 1 / max(1 - left_cut - right_cut, 1e-3), 1 / max(1 - top_cut - bottom_cut, 1e-3)
    return _percent(-left_cut * across, -top_cut * down, across, down)


def _percent(left: float, top: float, width: float, height: float) -> str:
    named = {"left": left, "top": top, "width": width, "height": height}
    return ";".join(f"{name}:{value * 100:.2f}%" for name, value in named.items())


def _fitted(width: float, height: float, most_width: float, most_height: float) -> tuple[float, float]:
    """The largest size of these proportions in the given room."""
    scale = min(most_width / max(width, 1), most_height / max(height, 1))
    return width * scale, height * scale
