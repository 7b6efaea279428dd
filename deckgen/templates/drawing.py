"""What a slide layout is drawn with: flat shapes, petals, and placeholders, as values and as XML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from math import cos, pi, sin
from xml.sax.saxutils import escape, quoteattr

from deckgen.records import dataclass
from deckgen.units import EMU_PER_POINT, Box

ROUND = 0.5523
"""How far the control points of a Bézier quarter circle stand off, in radii."""

RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Tint:
    """A theme colour, as it is or made lighter (`off` > 0) or darker, or see-through; all in per cent."""

    colour: str
    mod: int = 100
    off: int = 0
    opaque: int = 100

    @property
    def xml(self) -> str:
        changes = f'<a:lumMod val="{self.mod * 1000}"/>' if self.mod != 100 else ""
        changes += f'<a:lumOff val="{self.off * 1000}"/>' if self.off else ""
        changes += f'<a:alpha val="{self.opaque * 1000}"/>' if self.opaque != 100 else ""
        return f'<a:solidFill><a:schemeClr val="{self.colour}">{changes}</a:schemeClr></a:solidFill>'


@dataclass(frozen=True, slots=True)
class Drawing:
    """A flat shape of the slide layout, behind the placeholders: outlines in EMU, filled with one colour."""

    name: str
    tint: Tint
    outlines: tuple[tuple[tuple[str, Points], ...], ...]

    @property
    def box(self) -> Box:
        return bounds(*self.outlines)

    def xml(self, number: int) -> str:
        box = self.box
        paths = "".join(_path(outline, box) for outline in self.outlines)
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(self.name)}/><p:cNvSpPr/>'
            f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{transform(box)}'
            '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
            f"<a:pathLst>{paths}</a:pathLst></a:custGeom>{self.tint.xml}<a:ln><a:noFill/></a:ln></p:spPr>"
            f'<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang="zh-CN"/></a:p></p:txBody></p:sp>'
        )


def bounds(*outlines: tuple[tuple[str, Points], ...]) -> Box:
    """The smallest box around all points of the outlines, those that only bend a curve among them."""
    points = [point for outline in outlines for _, points in outline for point in points]
    left, top = (round(min(point[axis] for point in points)) for axis in (0, 1))
    right, bottom = (round(max(point[axis] for point in points)) for axis in (0, 1))
    return Box(left, top, right - left, bottom - top)


def _path(outline: Sequence[tuple[str, Points]], box: Box) -> str:
    steps = []
    for step, points in outline:
        placed = "".join(f'<a:pt x="{round(x) - box.left}" y="{round(y) - box.top}"/>' for x, y in points)
        steps.append(f"<a:{step}>{placed}</a:{step}>")
    return f'<a:path w="{box.width}" h="{box.height}">{"".join(steps)}<a:close/></a:path>'


def transform(box: Box) -> str:
    return (
        f'<a:xfrm><a:off x="{box.left}" y="{box.top}"/><a:ext cx="{box.width}" cy="{box.height}"/></a:xfrm>'
    )


Outline = tuple[tuple[str, Points], ...]


def rectangle(box: Box) -> Outline:
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    return (
        ("moveTo", ((left, top),)),
        ("lnTo", ((right, top),)),
        ("lnTo", ((right, bottom),)),
        ("lnTo", ((left, bottom),)),
    )


def leaning(box: Box, radius: int) -> Outline:
    """A rectangle whose top right corner is round, the shape of all cards."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    near = radius * (1 - ROUND)
    return (
        ("moveTo", ((left, top),)),
        ("lnTo", ((right - radius, top),)),
        ("cubicBezTo", ((right - near, top), (right, top + near), (right, top + radius))),
        ("lnTo", ((right, bottom),)),
        ("lnTo", ((left, bottom),)),
    )


def rounded(box: Box, radius: int) -> Outline:
    """A rectangle with four round corners."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    near = radius * (1 - ROUND)
    return (
        ("moveTo", ((left + radius, top),)),
        ("lnTo", ((right - radius, top),)),
        ("cubicBezTo", ((right - near, top), (right, top + near), (right, top + radius))),
        ("lnTo", ((right, bottom - radius),)),
        ("cubicBezTo", ((right, bottom - near), (right - near, bottom), (right - radius, bottom))),
        ("lnTo", ((left + radius, bottom),)),
        ("cubicBezTo", ((left + near, bottom), (left, bottom - near), (left, bottom - radius))),
        ("lnTo", ((left, top + radius),)),
        ("cubicBezTo", ((left, top + near), (left + near, top), (left + radius, top))),
    )


def petal(box: Box, *, rising: bool) -> Outline:
    """A leaf between two opposite corners: bottom left to top right when `rising`, else the other two."""
    width, height = box.width, box.height

    def place(across: float, down: float) -> tuple[float, float]:
        return box.left + width * across, box.top + height * (1 - down if rising else down)

    return (
        ("moveTo", (place(0, 0),)),
        ("cubicBezTo", (place(ROUND, 0), place(1, 1 - ROUND), place(1, 1))),
        ("cubicBezTo", (place(1 - ROUND, 1), place(0, ROUND), place(0, 0))),
    )


def quarter(box: Box, corner: str) -> Outline:
    """A quarter disc whose square corner is `tl`, `tr`, `bl` or `br`."""

    def place(across: float, down: float) -> tuple[float, float]:
        x = across if corner[1] == "l" else 1 - across
        y = down if corner[0] == "t" else 1 - down
        return box.left + box.width * x, box.top + box.height * y

    return (
        ("moveTo", (place(0, 0),)),
        ("lnTo", (place(1, 0),)),
        ("cubicBezTo", (place(1, ROUND), place(ROUND, 1), place(0, 1))),
    )


def disc(box: Box) -> Outline:
    def place(across: float, down: float) -> tuple[float, float]:
        return box.left + box.width * (1 + across) / 2, box.top + box.height * (1 + down) / 2

    return (
        ("moveTo", (place(0, -1),)),
        ("cubicBezTo", (place(ROUND, -1), place(1, -ROUND), place(1, 0))),
        ("cubicBezTo", (place(1, ROUND), place(ROUND, 1), place(0, 1))),
        ("cubicBezTo", (place(-ROUND, 1), place(-1, ROUND), place(-1, 0))),
        ("cubicBezTo", (place(-1, -ROUND), place(-ROUND, -1), place(0, -1))),
    )


def polygon(*points: tuple[float, float]) -> Outline:
    first, *others = points
    return (("moveTo", (first,)), *(("lnTo", (point,)) for point in others))


def star(box: Box) -> Outline:
    """A five-pointed star that fills the square."""
    return star_around(box.left + box.width / 2, box.top + box.height * 0.525, box.width * 0.5)


def star_around(across: float, down: float, radius: float) -> Outline:
    """A five-pointed star whose points are `radius` from its middle; all in EMU."""
    radii = (radius, radius * 0.382)
    points = (
        (across + radii[n % 2] * sin(n * pi / 5), down - radii[n % 2] * cos(n * pi / 5)) for n in range(10)
    )
    return polygon(*points)


@dataclass(frozen=True, slots=True)
class Type:
    """How a level of text is set. Lengths in points, line spacing in per cent."""

    points: float
    colour: str | Tint | None = "tx1"
    """A theme colour; None for the one that the master gives."""
    bold: bool = False
    bullet: str | None = None
    margin: float = 0
    hang: float = 0
    before: float = 0
    spacing: int = 100
    align: str = "l"
    major: bool = False
    fonts: str | None = None
    """The XML of the typefaces, empty for those that the master gives; None stands for the theme's."""
    inherits: bool = False
    """Only the size is its own, and that no stop hangs over the edge; all else comes from the master."""

    def xml(self, level: int) -> str:
        """The `a:lvlNpPr` element; says everything, so that nothing creeps in from the master."""
        if self.inherits:
            size = f'<a:defRPr sz="{round(self.points * 100)}"/>'
            return f'<a:lvl{level}pPr hangingPunct="0">{size}</a:lvl{level}pPr>'
        bullet = (
            f'{self._bullet_colour}<a:buFont typeface="Arial"/><a:buChar char="{self.bullet}"/>'
            if self.bullet
            else "<a:buNone/>"
        )
        reading = "" if self.fonts is None else ' rtl="0"'
        return (
            f'<a:lvl{level}pPr marL="{round(self.margin * EMU_PER_POINT)}" '
            f'indent="{round(-self.hang * EMU_PER_POINT)}" algn="{self.align}"{reading} hangingPunct="0">'
            f'<a:lnSpc><a:spcPct val="{self.spacing * 1000}"/></a:lnSpc>'
            f'<a:spcBef><a:spcPts val="{round(self.before * 100)}"/></a:spcBef>'
            f'<a:spcAft><a:spcPts val="0"/></a:spcAft>{bullet}'
            f'<a:defRPr sz="{round(self.points * 100)}" b="{int(self.bold)}" i="0">'
            f"{self._fill}{self._typefaces}</a:defRPr></a:lvl{level}pPr>"
        )

    @property
    def _bullet_colour(self) -> str:
        return '<a:buClr><a:schemeClr val="accent1"/></a:buClr>' if self.fonts is None else "<a:buClrTx/>"

    @property
    def _fill(self) -> str:
        match self.colour:
            case None:
                return ""
            case Tint():
                return self.colour.xml
            case name:
                return f'<a:solidFill><a:schemeClr val="{name}"/></a:solidFill>'

    @property
    def _typefaces(self) -> str:
        if self.fonts is not None:
            return self.fonts
        face = "mj" if self.major else "mn"
        return f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/>'


@dataclass(frozen=True, slots=True)
class Slot:
    """A placeholder of a slide layout and the slot it serves; `slot` is empty for the standing ones."""

    slot: str
    idx: int
    kind: str
    name: str
    prompt: str
    box: Box
    levels: tuple[Type, ...] = ()
    anchor: str = "t"
    insets: tuple[int, int, int, int] = (0, 0, 0, 0)
    field: str | None = field(default=None)
    ground: Tint | None = None
    """What the placeholder is filled with; slides inherit it."""

    def xml(self, number: int) -> str:
        idx = f' idx="{self.idx}"' if self.idx else ""
        size = ' sz="quarter"' if self.kind in ("dt", "ftr", "sldNum") else ""
        custom = ' hasCustomPrompt="1"' if self.field is None and not size else ""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name={quoteattr(self.name)}/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f'<p:nvPr><p:ph type="{self.kind}"{size}{idx}{custom}/></p:nvPr></p:nvSpPr>'
            f"<p:spPr>{transform(self.box)}{RECTANGLE}{self.ground.xml if self.ground else ''}</p:spPr>"
            f"<p:txBody>{self._body_properties()}<a:lstStyle>{''.join(self._levels())}</a:lstStyle>"
            f"{self._prompt()}</p:txBody></p:sp>"
        )

    def _levels(self) -> Iterator[str]:
        return (level.xml(number) for number, level in enumerate(self.levels, start=1))

    def _body_properties(self) -> str:
        left, top, right, bottom = self.insets
        return (
            f'<a:bodyPr vert="horz" wrap="square" lIns="{left}" tIns="{top}" rIns="{right}" bIns="{bottom}" '
            f'rtlCol="0" anchor="{self.anchor}"><a:normAutofit/></a:bodyPr>'
        )

    def _prompt(self) -> str:
        if self.kind == "sldNum":
            run = f'<a:fld id="{self.field}" type="slidenum"><a:rPr lang="en-US"/><a:t>‹#›</a:t></a:fld>'
            return f'<a:p>{run}<a:endParaRPr lang="en-US"/></a:p>'
        lines = self.prompt.split("\n") if self.prompt else []
        paragraphs = "".join(
            f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr lang="zh-CN" altLang="en-US"/>'
            f"<a:t>{escape(line)}</a:t></a:r></a:p>"
            for level, line in enumerate(lines)
        )
        return paragraphs or '<a:p><a:endParaRPr lang="zh-CN"/></a:p>'
