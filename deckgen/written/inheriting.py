"""What slides inherit: slide layouts and masters, each read once, however many slides stand on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from functools import cached_property

from lxml import etree

from deckgen.records import dataclass
from deckgen.templates.colours import theme_colours
from deckgen.templates.placeholders import MASTER_TYPES, STYLES, P, box_of
from deckgen.templates.styles import A, read_levels, theme_fonts, whole
from deckgen.units import Box
from deckgen.written.colours import Scheme
from deckgen.written.model import NOTHING, Colour, Paint, PlaceholderRef, WrittenShape
from deckgen.written.package import Package
from deckgen.written.texts import Inherited, read_inks

_TITLES = ("title", "ctrTitle")
_FURNITURE = ("dt", "ftr", "sldNum", "hdr")
_EMPTY = etree.Element("empty")
_USUAL_MAP = {
    "bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2", "hlink": "hlink", "folHlink": "folHlink",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heritage:
    """What a placeholder takes from the placeholders of slide layout and master, the nearest first."""

    shapes: tuple[tuple[etree._Element, str], ...]
    """The shapes that it stands for, with the parts they are in."""
    box: Box | None
    rotation: float
    inherited: Inherited


@dataclass(eq=False)
class Page:
    """A slide layout or a master."""

    part: str
    root: etree._Element
    master: Page | None = None
    found: dict[PlaceholderRef, Heritage] = field(default_factory=dict)
    scheme: Scheme | None = None
    """The colours of slides that map none themselves."""

    @property
    def name(self) -> str:
        common = self.root.find(f"{P}cSld")
        return "" if common is None else " ".join(common.get("name", "").split())

    @cached_property
    def holders(self) -> list[tuple[PlaceholderRef, etree._Element]]:
        """Its placeholders."""
        tree = self.root.find(f"{P}cSld/{P}spTree")
        found = ((reference_of(shape), shape) for shape in (() if tree is None else tree))
        return [(reference, shape) for reference, shape in found if reference is not None]

    def find_holder(self, wanted: PlaceholderRef) -> etree._Element | None:
        """The placeholder that one of a slide stands for: by idx, titles and footers by type."""
        holders = self.holders
        if wanted.type in _TITLES:
            return next((shape for one, shape in holders if one.type in _TITLES), None)
        if wanted.type in _FURNITURE:
            same = next((shape for one, shape in holders if one.type == wanted.type), None)
            if same is not None:
                return same
        exact = next(
            (shape for one, shape in holders if one.idx == wanted.idx and one.type not in _TITLES), None
        )
        return (
            exact
            if exact is not None
            else next((one for ref, one in holders if ref.type == wanted.type), None)
        )

    @property
    def shows_master(self) -> bool:
        return self.root.get("showMasterSp", "1") not in ("0", "false")


class Ancestry:
    """The pages and colour schemes of a deck."""

    def __init__(self, package: Package, presentation: etree._Element) -> None:
        self._package = package
        styles = presentation.find(f"{P}defaultTextStyle")
        self.plain = Inherited(read_levels(styles), read_inks(styles))
        """What text outside placeholders inherits."""
        self._pages: dict[str, Page | None] = {}
        self._schemes: dict[tuple[str, tuple[tuple[str, str], ...]], Scheme] = {}
        self._kinds: dict[tuple[str, str], Inherited] = {}
        self.backdrops: dict[str, tuple[WrittenShape, ...]] = {}
        """What was drawn of pages before, by part."""

    def page_of(self, part: str, kind: str) -> Page | None:
        """The slide layout of a slide, or the master of a slide layout (`slideLayout`, `slideMaster`)."""
        name = next(self._package.related(part, kind), None)
        if name is None:
            return None
        if name not in self._pages:
            root = self._package.root(name)
            above = self.page_of(name, "slideMaster") if kind == "slideLayout" else None
            self._pages[name] = None if root is None else Page(name, root, above)
        return self._pages[name]

    def scheme_of(self, slide: etree._Element, layout: Page | None) -> Scheme:
        """The colours of a slide: its own map, or that of its master."""
        master = layout.master if layout else None
        mapping = dict(_USUAL_MAP)
        own = slide.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        if own is None and layout is not None and layout.scheme is not None:
            return layout.scheme
        said = own if own is not None else None if master is None else master.root.find(f"{P}clrMap")
        if said is not None:
            mapping |= {str(name): str(slot) for name, slot in said.attrib.items()}
        scheme = self._scheme(master.part if master else "", mapping)
        if own is None and layout is not None:
            layout.scheme = scheme
        return scheme

    def _scheme(self, master: str, mapping: Mapping[str, str]) -> Scheme:
        key = (master, tuple(sorted(mapping.items())))
        if key not in self._schemes:
            part = next(self._package.related(master, "theme"), "") if master else ""
            root = self._package.root(part) if part else None
            theme = _EMPTY if root is None else root
            slots = theme_colours(theme)
            colours = slots | {name: slots[slot] for name, slot in mapping.items() if slot in slots}
            self._schemes[key] = Scheme(colours, theme_fonts(theme), theme, part, self._package)
        return self._schemes[key]

    def heritage(self, reference: PlaceholderRef, layout: Page | None) -> Heritage:
        """What a slide's placeholder inherits; resolved once for each placeholder of a slide layout."""
        if layout is None:
            return Heritage((), None, 0.0, self.plain)
        if reference not in layout.found:
            layout.found[reference] = self._read_heritage(reference, layout)
        return layout.found[reference]

    def _read_heritage(self, reference: PlaceholderRef, layout: Page) -> Heritage:
        shapes: list[tuple[etree._Element, str]] = []
        holder = layout.find_holder(reference)
        if holder is not None:
            shapes.append((holder, layout.part))
            reference = reference_of(holder) or reference
        kind = MASTER_TYPES.get(reference.type, "body")
        inherited = self.plain
        if layout.master is not None:
            inherited = self._kind(layout.master, kind)
            above = layout.master.find_holder(PlaceholderRef(kind, -1))
            if above is not None:
                shapes.append((above, layout.master.part))
        for shape, _ in reversed(shapes):
            body = shape.find(f"{P}txBody")
            if body is not None:
                inherited = inherited.under(body.find(f"{A}lstStyle"), body.find(f"{A}bodyPr"))
        placed = (transform_of(shape) for shape, _ in shapes)
        transform = next((one for one in placed if one is not None), None)
        box = None if transform is None else box_of(transform)
        turn = 0.0 if transform is None else whole(transform.get("rot"), 0) / 60_000
        return Heritage(tuple(shapes), box, turn, inherited)

    def _kind(self, master: Page, kind: str) -> Inherited:
        if (master.part, kind) not in self._kinds:
            styles = master.root.find(f"{P}txStyles/{P}{STYLES.get(kind, 'otherStyle')}")
            self._kinds[master.part, kind] = self.plain.under(styles)
        return self._kinds[master.part, kind]

    def ground(self, slide: etree._Element, part: str, layout: Page | None, scheme: Scheme) -> Paint:
        """The slide's background."""
        pages = [(slide, part)] + [(one.root, one.part) for one in _line(layout)]
        for root, name in pages:
            background = root.find(f"{P}cSld/{P}bg")
            if background is None:
                continue
            own = scheme.find_paint(background.find(f"{P}bgPr"), name)
            named = own or scheme.styled_paint(background.find(f"{P}bgRef"), "bgFillStyleLst", 1001)
            return named or _page_colour(scheme)
        return _page_colour(scheme)


def _line(layout: Page | None) -> Iterator[Page]:
    while layout is not None:
        yield layout
        layout = layout.master


def _page_colour(scheme: Scheme) -> Paint:
    return Paint((scheme.named("bg1") or Colour("FFFFFF"),)) or NOTHING


def reference_of(shape: etree._Element) -> PlaceholderRef | None:
    """What makes `shape` a placeholder."""
    for described in shape:
        properties = described.find(f"{P}nvPr")
        if properties is not None:
            found = properties.find(f"{P}ph")
            return (
                None
                if found is None
                else PlaceholderRef(found.get("type", "obj"), whole(found.get("idx"), 0))
            )
    return None


def transform_of(shape: etree._Element) -> etree._Element | None:
    """Where the shape says that it stands."""
    for element in shape:
        if element.tag == f"{P}xfrm":
            return element
        if element.tag == f"{P}spPr" or element.tag == f"{P}grpSpPr":
            return element.find(f"{A}xfrm")
    return None
