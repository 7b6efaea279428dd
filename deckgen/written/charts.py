"""A chart part → its series with the values that it has stored."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from deckgen.templates.styles import A, whole
from deckgen.written.model import WrittenChart, WrittenSeries
from deckgen.written.package import Package

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
CHART_EX = "http://schemas.microsoft.com/office/drawing/2014/chartex"
C = f"{{{CHART}}}"
_MOST_POINTS = 20_000
_OFF = ("0", "false")
_SHOWN = (f"{C}showVal", f"{C}showPercent", f"{C}showCatName", f"{C}showSerName")


def read_chart(package: Package, part: str) -> WrittenChart | None:
    """The chart in `part`; None where it is missing, damaged, or a newer kind, which stores its data otherwise."""
    root = package.root(part) if part else None
    if root is None or root.tag != f"{C}chartSpace":
        return None
    plot = root.find(f"{C}chart/{C}plotArea")
    series = [
        _series(element, group)
        for group in (() if plot is None else plot)
        if group.tag.endswith("Chart")
        for element in group.iterchildren(f"{C}ser")
    ]
    title = root.find(f"{C}chart/{C}title")
    rich = [_text(one) for one in root.iter(f"{C}rich", f"{C}userShapes")]
    return WrittenChart(
        part,
        "" if title is None else _text(title),
        tuple(series),
        legend=root.find(f"{C}chart/{C}legend") is not None,
        texts=tuple(text for text in rich if text.strip()),
    )


def _text(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{A}t"))


def _series(element: etree._Element, group: etree._Element) -> WrittenSeries:
    kind = group.tag.rpartition("}")[2]
    across = next(
        (found for name in ("cat", "xVal") if (found := element.find(f"{C}{name}")) is not None), None
    )
    up = next((found for name in ("val", "yVal") if (found := element.find(f"{C}{name}")) is not None), None)
    name = element.find(f"{C}tx")
    marker = element.find(f"{C}marker/{C}symbol")
    return WrittenSeries(
        " ".join(filter(None, () if name is None else _points(name))),
        tuple(text or "" for text in (() if across is None else _points(across))),
        () if up is None else tuple(_points(up)),
        _format(up),
        kind,
        any(_labels(holder) for holder in (element, group)),
        (kind == "lineChart" and (marker is None or marker.get("val") != "none"))
        or next(element.iter(f"{A}pattFill", f"{A}prstDash"), None) is not None,
    )


def _labels(holder: etree._Element) -> bool:
    labels = holder.find(f"{C}dLbls")
    return labels is not None and any(one.get("val", "1") not in _OFF for one in labels.iter(*_SHOWN))


def _points(holder: etree._Element) -> Iterator[str | None]:
    """The stored points in their order, None for gaps. Of categories on several levels, the innermost."""
    cache = next(holder.iter(f"{C}lvl"), None)
    if cache is None:
        cache = next(holder.iter(f"{C}strCache", f"{C}numCache", f"{C}strLit", f"{C}numLit"), None)
    if cache is None:
        literal = holder.findtext(f"{C}v")
        if literal is not None:
            yield literal
        return
    points = {whole(one.get("idx"), -1): one.findtext(f"{C}v") for one in cache.iterchildren(f"{C}pt")}
    count = next((whole(one.get("val"), 0) for one in holder.iter(f"{C}ptCount")), 0)
    last = max(points, default=-1)
    yield from (points.get(number) for number in range(min(max(count, last + 1), _MOST_POINTS)))


def _format(values: etree._Element | None) -> str:
    return (
        "General"
        if values is None
        else next((one.text or "" for one in values.iter(f"{C}formatCode")), "General")
    )
