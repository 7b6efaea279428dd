"""A .pptx or .potx and its binding in, `Template` out: everything later stages need to know, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cached_property

from lxml import etree

from deckgen.codes import (
    PLACEHOLDER_NOT_FOUND,
    PLACEHOLDER_UNSUITABLE,
    SLIDE_LAYOUT_NOT_FOUND,
    TEMPLATE_UNREADABLE,
)
from deckgen.diagnostics import BuildStopped, KeyPath, Severity, Sink
from deckgen.templates.binding import Binding, VariantBinding
from deckgen.templates.model import BoundLayout, Part, Relationship, SlideLayout, Template
from deckgen.templates.notes import notes_master_xml, notes_theme_xml
from deckgen.templates.placeholders import Master, P, Placeholders, ground_of, placeholder_shapes, read_master
from deckgen.templates.styles import A, read_levels, theme_fonts, whole
from deckgen.templates.types import (
    LAYOUT,
    MASTER,
    NOTES_MASTER,
    OFFICE,
    PRESENTATION_TYPE,
    SLIDE,
    THEME,
    content_type,
)
from deckgen.templates.unpacking import Archive, Unreadable, parse_xml, refuse_document_type, unpack

R_ID = f"{{{OFFICE}}}id"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"

SHED = (
    SLIDE,
    "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
    "http://schemas.microsoft.com/office/2015/10/relationships/revisionInfo",
    "http://schemas.microsoft.com/office/2016/11/relationships/changesInfo",
)
"""What a deck does not take over: sample slides, macros, and the history of the template's own editing."""


def read_template(pptx: bytes, name: str, binding: Binding, sink: Sink) -> Template:
    """The template, without its sample slides and what only they need.

    Raises BuildStopped, with the reasons in `sink`, when file or binding are unusable.
    """
    try:
        return _Reader(unpack(pptx), name).template(binding, sink)
    except Unreadable as reason:
        message = f"the template `{name}` cannot be used: {reason.message}"
        sink.report(TEMPLATE_UNREADABLE, message, ("template",), hint=reason.hint)
        raise BuildStopped from None


class _Reader:
    def __init__(self, archive: Archive, name: str) -> None:
        self._archive = archive
        self._name = name
        self._main = archive.main_part()
        self._root = parse_xml(archive.data[self._main], self._main)
        if self._root.tag != f"{P}presentation":
            raise Unreadable("its presentation part is damaged", "save it again in PowerPoint")

    def template(self, binding: Binding, sink: Sink) -> Template:
        layouts = self._layouts()
        bound = _bind(binding, layouts, sink)
        presentation, parts, notes_master = self._parts()
        size = self._root.find(f"{P}sldSz")
        return Template(
            name=self._name,
            width=whole(None if size is None else size.get("cx"), 12_192_000),
            height=whole(None if size is None else size.get("cy"), 6_858_000),
            layouts=bound,
            colours=self._colours,
            presentation=presentation,
            parts=parts,
            notes_master=notes_master,
            tones=binding.tones,
            standing=binding.standing.places,
        )

    def _layouts(self) -> dict[str, _UnreadLayout]:
        """Every slide layout by its name; where two have one name, the first counts."""
        defaults = read_levels(self._root.find(f"{P}defaultTextStyle"))
        layouts: dict[str, _UnreadLayout] = {}
        self._colours: dict[str, str] = {}
        for name in self._listed(self._main, self._root, f"{P}sldMasterIdLst", MASTER):
            root = parse_xml(self._archive.data[name], name)
            theme = self._theme_of(name)
            self._colours = self._colours or theme_colours(theme)
            master = read_master(root, theme_fonts(theme), defaults)
            for part in self._listed(name, root, f"{P}sldLayoutIdLst", LAYOUT):
                layout = _UnreadLayout(part, parse_xml(self._archive.data[part], part), master)
                layouts.setdefault(layout.name, layout)
        if not layouts:
            raise Unreadable("it has no slide layouts")
        return layouts

    def _listed(self, source: str, root: etree._Element, list_tag: str, kind: str) -> Iterator[str]:
        """The parts that a list of ids names, in its order."""
        targets = {one.id: one.target for one in self._archive.relationships(source) if one.type == kind}
        listed = root.find(list_tag)
        for entry in () if listed is None else listed:
            target = targets.get(entry.get(R_ID, ""))
            if target is None:
                raise Unreadable(f"a part that `{source}` lists is missing", "save it again in PowerPoint")
            yield target

    def _theme_of(self, master: str) -> etree._Element:
        for one in self._archive.relationships(master):
            if one.type == THEME:
                return parse_xml(self._archive.data[one.target], one.target)
        raise Unreadable("a slide master has no theme", "save it again in PowerPoint")

    def _parts(self) -> tuple[Part, tuple[Part, ...], str]:
        """The presentation part, every other part that a deck keeps, and the notes master's name."""
        kept = [one for one in self._archive.relationships(self._main) if one.type not in SHED]
        parts = {name: self._archive.part(name) for name in self._reached(kept)}
        notes_master = next((one.target for one in kept if one.type == NOTES_MASTER), None)
        if notes_master is None:
            for part in _own_notes_master(parts):
                parts[part.name] = part
                notes_master = part.name if part.relationships else notes_master
            kept.append(Relationship(_free_id(kept), NOTES_MASTER, notes_master or ""))
        for part in parts.values():
            refuse_document_type(part)
        relationship = next(one.id for one in kept if one.type == NOTES_MASTER)
        data = _without_slides(self._root, relationship)
        presentation = Part(self._main, PRESENTATION_TYPE, data, tuple(kept))
        return presentation, tuple(parts[name] for name in sorted(parts)), notes_master or ""

    def _reached(self, relationships: list[Relationship]) -> set[str]:
        """All parts that can be reached, however indirectly, without passing a slide."""
        reached: set[str] = set()
        ahead = list(relationships)
        while ahead:
            one = ahead.pop()
            if one.external or one.type in SHED or one.target in reached or one.target == self._main:
                continue
            reached.add(one.target)
            ahead += self._archive.relationships(one.target)
        return reached


class _UnreadLayout:
    """A slide layout that is read in full only when a binding names it."""

    def __init__(self, part: str, root: etree._Element, master: Master) -> None:
        self._part, self._root, self._master = part, root, master
        common = root.find(f"{P}cSld")
        self.name = "" if common is None else common.get("name", "")

    @cached_property
    def placeholders(self) -> Placeholders:
        return Placeholders(placeholder_shapes(self._root), self._master)

    def read(self) -> SlideLayout:
        return SlideLayout(
            self.name, self._part, self.placeholders, ground_of(self._root) or self._master.ground
        )


def theme_colours(theme: etree._Element) -> dict[str, str]:
    """The theme's colours by slot name, as RRGGBB."""
    scheme = theme.find(f".//{A}clrScheme")
    return {
        str(slot.tag).removeprefix(A): slot[0].get("lastClr") or slot[0].get("val") or "000000"
        for slot in (() if scheme is None else scheme)
        if len(slot)
    }


def _bind(binding: Binding, layouts: Mapping[str, _UnreadLayout], sink: Sink) -> dict[str, BoundLayout]:
    before = sink.count(Severity.ERROR)
    read: dict[str, SlideLayout] = {}
    bound = {}
    with binding.blamed(sink):
        for variant, wanted in binding.variants.items():
            path: KeyPath = ("variants", variant)
            if wanted.slide_layout not in layouts:
                _report_layout(wanted.slide_layout, layouts, path, sink)
                continue
            if wanted.slide_layout not in read:
                read[wanted.slide_layout] = layouts[wanted.slide_layout].read()
            slide_layout = read[wanted.slide_layout]
            _check_slots(wanted, layouts[wanted.slide_layout].placeholders, path, sink)
            bound[variant] = BoundLayout(slide_layout, wanted.slots)
    if sink.count(Severity.ERROR) > before:
        raise BuildStopped
    return bound


def _report_layout(name: str, layouts: Mapping[str, _UnreadLayout], path: KeyPath, sink: Sink) -> None:
    close = get_close_matches(name, layouts, n=1, cutoff=0.4)
    hint = f"did you mean `{close[0]}`?" if close else f"it has {', '.join(f'`{one}`' for one in layouts)}"
    sink.report(SLIDE_LAYOUT_NOT_FOUND, f"no slide layout `{name}`", (*path, "slide_layout"), hint=hint)


def _check_slots(wanted: VariantBinding, placeholders: Placeholders, path: KeyPath, sink: Sink) -> None:
    for slot, idx in wanted.slots.items():
        where = (*path, "slots", slot)
        if idx not in placeholders:
            hint = f"it has {', '.join(str(known) for known in sorted(placeholders))}"
            message = f"slot `{slot}` wants placeholder {idx}, which `{wanted.slide_layout}` lacks"
            sink.report(PLACEHOLDER_NOT_FOUND, message, where, hint=hint)
        elif not _suits(slot, kind := placeholders.type_of(idx)):
            message = f"slot `{slot}` cannot use placeholder {idx}, which is of type `{kind}`"
            hint = (
                "photos go into picture placeholders, charts and tables into those for them or any object, "
                "texts into others"
            )
            sink.report(PLACEHOLDER_UNSUITABLE, message, where, hint=hint)


OBJECTS = {"chart": "chart", "table": "tbl"}
"""Slot → the type of placeholder that is made for it."""


def _suits(slot: str, kind: str) -> bool:
    """Whether a placeholder of this type can take what the slot gets."""
    if slot.startswith(("photo", "logo-", "icon-")):
        return kind == "pic"
    stem = slot.partition("-")[0]
    if stem in OBJECTS:
        return kind in (OBJECTS[stem], "obj")
    return kind not in ("pic", *OBJECTS.values())


def _without_slides(root: etree._Element, notes_master: str) -> bytes:
    """The presentation part without slides and whatever names them, but with its notes master listed."""
    for tag in (f"{P}sldIdLst", f"{P}custShowLst"):
        for element in root.findall(tag):
            root.remove(element)
    for extension in root.findall(f"{P}extLst/{P}ext"):
        if extension.get("uri", "").upper() == SECTIONS:
            _remove_extension(extension)
    if root.find(f"{P}notesMasterIdLst") is None:
        masters = root.find(f"{P}sldMasterIdLst")
        listed = etree.Element(f"{P}notesMasterIdLst")
        etree.SubElement(listed, f"{P}notesMasterId").set(R_ID, notes_master)
        if masters is not None:
            masters.addnext(listed)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _remove_extension(extension: etree._Element) -> None:
    extensions = extension.getparent()
    if extensions is None:
        return
    extensions.remove(extension)
    parent = extensions.getparent()
    if len(extensions) == 0 and parent is not None:
        parent.remove(extensions)


def _own_notes_master(taken: Mapping[str, Part]) -> tuple[Part, Part]:
    themes = {name.lower() for name in taken}
    number = next(n for n in range(1, len(themes) + 2) if f"/ppt/theme/theme{n}.xml" not in themes)
    theme = Part(f"/ppt/theme/theme{number}.xml", content_type(THEME), notes_theme_xml().encode())
    own = (Relationship("rId1", THEME, theme.name),)
    master = Part(
        "/ppt/notesMasters/notesMaster1.xml", content_type(NOTES_MASTER), notes_master_xml().encode(), own
    )
    return replace(theme), master


def _free_id(relationships: list[Relationship]) -> str:
    taken = {one.id for one in relationships}
    return next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
