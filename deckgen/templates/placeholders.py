"""The placeholders of a slide layout, with what they inherit from its master."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from itertools import count

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.model import LevelStyle, Placeholder
from deckgen.templates.styles import A, Levels, ThemeFonts, first_said, overlay, read_levels, resolve, whole
from deckgen.units import Box

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"

DEFAULT_TYPE = "obj"
"""What a placeholder is that does not say."""

NON_VISUAL, REFERENCE = f"{P}nvPr", f"{P}ph"

TITLE_TYPES = ("title", "ctrTitle")
"""What titles are; the second one is a title page's."""

MASTER_TYPES = {"title": "title", "ctrTitle": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
"""Which of the master's placeholders one inherits from; all others inherit from its `body`."""

STYLES = {"title": "titleStyle", "body": "bodyStyle"}
"""Which of the master's text styles; all others take `otherStyle`."""

_FIRST_OWN_IDX = 13
"""From which PowerPoint numbers placeholders that someone adds to a slide layout."""

_OUTSIDE = (1 - 0.5**0.5) / 2
"""Share of an ellipse's width or height that lies beside its text, at each side."""

_INSETS = (("lIns", 91_440), ("tIns", 45_720), ("rIns", 91_440), ("bIns", 45_720))


@dataclass(frozen=True, slots=True)
class Ancestor:
    """What the placeholders of one kind inherit from the master."""

    box: Box | None
    body: etree._Element | None
    levels: Levels
    styles: tuple[LevelStyle, ...]


@dataclass(frozen=True, slots=True)
class Master:
    """A slide master, ready to be inherited from."""

    fonts: ThemeFonts
    ancestors: Mapping[str, Ancestor]
    ground: str = "bg1"
    styles: dict[tuple[str, bytes], tuple[LevelStyle, ...]] = field(default_factory=dict)
    """What was resolved before: most slide layouts say the same of their titles, footers and numbers."""

    def placeholder(self, shape: etree._Element) -> Placeholder:
        """The slide layout's placeholder that `shape` describes."""
        reference = reference_of(shape)
        kind = type_of(shape)
        ancestor = self.ancestors[MASTER_TYPES.get(kind, "body")]
        bodies = (_body(shape), ancestor.body)
        box = _box(shape) or ancestor.box or Box(0, 0, 0, 0)
        return Placeholder(
            idx=whole(reference.get("idx"), 0),
            type=kind,
            name=_name(shape),
            box=box,
            insets=_round(_insets(bodies), bodies, box),
            levels=self._styles(shape, kind),
            anchor=first_said("anchor", bodies, "t"),
            size=reference.get("sz"),
            orient=reference.get("orient"),
            vertical=first_said("vert", bodies, "horz") != "horz",
        )

    def _styles(self, shape: etree._Element, kind: str) -> tuple[LevelStyle, ...]:
        own = shape.find(f"{P}txBody/{A}lstStyle")
        ancestor = self.ancestors[MASTER_TYPES.get(kind, "body")]
        if own is None or len(own) == 0:
            return ancestor.styles
        known = (kind, etree.tostring(own, with_tail=False))
        if known not in self.styles:
            self.styles[known] = resolve(overlay(ancestor.levels, read_levels(own)), self.fonts)
        return self.styles[known]


class Placeholders(Mapping[int, Placeholder]):
    """The placeholders of one slide layout by idx. Each is read in full when it is first asked for."""

    def __init__(self, shapes: Iterable[etree._Element], master: Master) -> None:
        self._master = master
        self._shapes, _ = numbered(shapes)
        self._read: dict[int, Placeholder] = {}

    def __getitem__(self, idx: int) -> Placeholder:
        if idx not in self._read:
            self._read[idx] = self._master.placeholder(self._shapes[idx])
        return self._read[idx]

    def __contains__(self, idx: object) -> bool:
        return idx in self._shapes

    def __iter__(self) -> Iterator[int]:
        return iter(self._shapes)

    def __len__(self) -> int:
        return len(self._shapes)


def read_master(root: etree._Element, fonts: ThemeFonts, defaults: Levels) -> Master:
    """`defaults` are the presentation's text styles, the last to be asked."""
    shapes = {type_of(shape): shape for shape in placeholder_shapes(root)}
    kinds = ("title", "body", "dt", "ftr", "sldNum")
    ancestors = {kind: _ancestor(root, shapes.get(kind), kind, fonts, defaults) for kind in kinds}
    return Master(fonts, ancestors, ground_of(root) or "bg1")


def ground_of(root: etree._Element) -> str | None:
    """The first colour of the background that a master or slide layout has of its own."""
    background = root.find(f"{P}cSld/{P}bg")
    if background is None:
        return None
    colour = next(background.iter(f"{A}schemeClr", f"{A}srgbClr"), None)
    return None if colour is None else colour.get("val")


def placeholder_shapes(root: etree._Element) -> Iterator[etree._Element]:
    """The placeholders among the shapes of a master or slide layout, in reading order."""
    tree = root.find(f"{P}cSld/{P}spTree")
    for shape in () if tree is None else tree:
        if find_reference(shape) is not None:
            yield shape


def reference_of(shape: etree._Element) -> etree._Element:
    reference = find_reference(shape)
    if reference is None:
        raise ValueError("not a placeholder")
    return reference


def idx_of(shape: etree._Element) -> int:
    return whole(reference_of(shape).get("idx"), 0)


def type_of(shape: etree._Element) -> str:
    """The placeholder's type, as in `Placeholder`."""
    return reference_of(shape).get("type", DEFAULT_TYPE)


def find_reference(shape: etree._Element) -> etree._Element | None:
    """What makes `shape` a placeholder; None if it is none."""
    # Step by step: a path is taken apart anew for each of a template's thousand shapes.
    for described in shape:
        properties = described.find(NON_VISUAL)
        if properties is not None:
            return properties.find(REFERENCE)
    return None


def numbered(shapes: Iterable[etree._Element]) -> tuple[dict[int, etree._Element], bool]:
    """A slide layout's placeholders by idx, and whether some had to be given one of their own.

    LibreOffice writes all but footers without any, which makes them 0, and slides could mean the first only.
    """
    known: dict[int, etree._Element] = {}
    again = []
    for shape in shapes:
        if (holder := known.setdefault(idx := idx_of(shape), shape)) is not shape:
            # A title needs no idx, so of those that have none it keeps the 0.
            takes = reference_of(shape).get("type") in TITLE_TYPES
            known[idx] = shape if takes else holder
            again.append(holder if takes else shape)
    free = (idx for idx in count(_FIRST_OWN_IDX) if idx not in known)
    for shape, idx in zip(again, free, strict=False):
        reference_of(shape).set("idx", str(idx))
        known[idx] = shape
    return known, bool(again)


def _ancestor(
    root: etree._Element, shape: etree._Element | None, kind: str, fonts: ThemeFonts, defaults: Levels
) -> Ancestor:
    styles = root.find(f"{P}txStyles/{P}{STYLES.get(kind, 'otherStyle')}")
    levels = overlay(defaults, read_levels(styles))
    if shape is None:
        return Ancestor(None, None, levels, resolve(levels, fonts))
    levels = overlay(levels, read_levels(shape.find(f"{P}txBody/{A}lstStyle")))
    return Ancestor(_box(shape), _body(shape), levels, resolve(levels, fonts))


def _body(shape: etree._Element) -> etree._Element | None:
    return shape.find(f"{P}txBody/{A}bodyPr")


def _name(shape: etree._Element) -> str:
    properties = shape.find(f"*/{P}cNvPr")
    return "" if properties is None else properties.get("name", "")


def _box(shape: etree._Element) -> Box | None:
    transform = shape.find(f"{P}spPr/{A}xfrm")
    if transform is None:
        transform = shape.find(f"{P}xfrm")
    return None if transform is None else box_of(transform)


def box_of(transform: etree._Element, corner: str = "off", size: str = "ext") -> Box | None:
    """The rectangle that a transform names: the shape's own, or that of a group's inside (`chOff`, `chExt`)."""
    offset, extent = transform.find(f"{A}{corner}"), transform.find(f"{A}{size}")
    if offset is None or extent is None:
        return None
    return Box(
        whole(offset.get("x"), 0),
        whole(offset.get("y"), 0),
        max(0, whole(extent.get("cx"), 0)),
        max(0, whole(extent.get("cy"), 0)),
    )


def _insets(bodies: tuple[etree._Element | None, ...]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (whole(first_said(side, bodies, ""), default) for side, default in _INSETS)
    return left, top, right, bottom


def _round(
    insets: tuple[int, int, int, int], bodies: tuple[etree._Element | None, ...], box: Box
) -> tuple[int, int, int, int]:
    """An ellipse keeps its text within the rectangle that its outline touches with all four corners."""
    shapes = (body.getparent() for body in bodies if body is not None)
    drawn = (shape.getparent() for shape in shapes if shape is not None)
    said = (one.find(f"{P}spPr/{A}prstGeom") for one in drawn if one is not None)
    preset = next((each.get("prst") for each in said if each is not None), None)
    if preset != "ellipse":
        return insets
    across, down = round(box.width * _OUTSIDE), round(box.height * _OUTSIDE)
    return insets[0] + across, insets[1] + down, insets[2] + across, insets[3] + down
