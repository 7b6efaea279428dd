"""A PowerPoint file and its binding in, `Template` out: everything later stages need to know, read once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import partial

from lxml import etree

from deckgen.codes import (
    MASTER_NOT_FOUND,
    PLACEHOLDER_NOT_FOUND,
    PLACEHOLDER_UNSUITABLE,
    SLIDE_LAYOUT_NOT_FOUND,
    TEMPLATE_MACROS,
    TEMPLATE_MASTERS,
    TEMPLATE_UNREADABLE,
)
from deckgen.diagnostics import BuildStopped, KeyPath, Sink
from deckgen.templates.binding import Binding, VariantBinding
from deckgen.templates.bindings import Bindings
from deckgen.templates.colours import mapped_colours
from deckgen.templates.foreign import AGAIN, Unreadable
from deckgen.templates.glancing import glance
from deckgen.templates.keeping import Keeper
from deckgen.templates.lifting import ON_LAYOUTS, ON_MASTERS, lacks_styles, lift_styles
from deckgen.templates.masters import (
    SlideMaster,
    UnreadLayout,
    choose_master,
    find_layout,
    find_master,
    known_of,
    name_masters,
    named_layouts,
    unused_masters,
)
from deckgen.templates.memory import Memory
from deckgen.templates.model import Part, Relationship, Template
from deckgen.templates.notes import notes_master_xml, notes_theme_xml
from deckgen.templates.page import Page
from deckgen.templates.placeholders import Master, P, numbered, placeholder_shapes, read_master
from deckgen.templates.presentation import cleared, free_id, slide_size
from deckgen.templates.styles import read_levels, theme_fonts
from deckgen.templates.surveying import Survey
from deckgen.templates.types import (
    LAYOUT,
    MACROS,
    MASTER,
    NOTES_MASTER,
    PRESENTATION_TYPE,
    R_ID,
    SLIDE,
    THEME,
    content_type,
)
from deckgen.templates.unpacking import Archive, unpack


def read_template(
    pptx: bytes, name: str, binding: Binding | None, sink: Sink, memory: Memory | None = None
) -> Template:
    """The template, without its sample slides and what only they need. What no binding says is inferred, unless
    `memory` has it from an earlier time.

    Raises BuildStopped, with the reasons in `sink`, when file or binding are unusable.
    """
    return survey_template(pptx, name, binding, sink, memory).template


def survey_template(
    pptx: bytes,
    name: str,
    binding: Binding | None,
    sink: Sink,
    memory: Memory | None = None,
    *,
    trusted: bool = False,
) -> Survey:
    """The template as `read_template` gives it, with all its slide masters and what was inferred. A `trusted` one is
    known to be sound, like those that deckgen brings along."""
    try:
        return _Reader(unpack(pptx, trusted=trusted), name, sink).survey(binding, memory)
    except Unreadable as reason:
        _report_unreadable(name, reason, sink)
        raise BuildStopped from None


class _Reader:
    def __init__(self, archive: Archive, name: str, sink: Sink) -> None:
        self._archive = archive
        self._name = name
        self._sink = sink
        self._main = archive.main_part()
        self._root = archive.parse(self._main)
        if self._root.tag != f"{P}presentation":
            raise Unreadable("its presentation part is damaged", AGAIN)
        self._defaults = read_levels(self._root.find(f"{P}defaultTextStyle"))

    def survey(self, said: Binding | None, memory: Memory | None) -> Survey:
        binding = said or Binding()
        size = slide_size(self._root)
        if size is None:
            hint = "set their size in PowerPoint: Design, Slide Size"
            raise Unreadable("its slides are not between 1 and 56 inches wide and high", hint)
        masters = self._masters()
        preferred = self._preferred(masters, binding)
        layouts = named_layouts([preferred, *(one for one in masters if one is not preferred)])
        bound = _bind(binding, layouts, self._sink)
        used = {preferred.layouts[0].part, *(layout.part for layout in bound.values())}
        unused = unused_masters(masters, used) if binding.prune else []
        presentation, parts, notes_master = self._parts({master.part for master in unused})
        if any(one.type == MACROS for one in self._archive.relationships(self._main)):
            message = f"the macros of the template `{self._name}` are left out of the deck"
            self._sink.report(TEMPLATE_MACROS, message, ("template",))
        page = Page(*size)
        bindings = Bindings(binding, bound, preferred, page, parts, memory)
        template = Template(
            name=self._name,
            width=page.width,
            height=page.height,
            layouts=bindings,
            colours=preferred.colours,
            presentation=presentation,
            parts=parts,
            notes_master=notes_master,
            tones=bindings.tones,
            fonts=binding.fonts,
            scale=page.scale,
            standing=binding.standing.places,
            limits=binding.limits,
            packed=self._archive.packed,
        )
        return Survey(template, binding, bindings, tuple(masters), preferred)

    def _masters(self) -> list[SlideMaster]:
        """The slide masters that have slide layouts, in the file's order."""
        listed = self._listed(self._main, self._root, f"{P}sldMasterIdLst", MASTER)
        masters = [master for part in listed if (master := self._master(part)).layouts]
        if not masters:
            raise Unreadable("it has no slide layouts", "add one in PowerPoint: View, Slide Master")
        name_masters(masters)
        return masters

    def _master(self, part: str) -> SlideMaster:
        root = self._archive.parse(part)
        lift = lacks_styles(root)
        self._mend(part, root, lift and lift_styles(root, ON_MASTERS))
        theme = self._theme_of(part)
        read = read_master(root, theme_fonts(theme), self._defaults)
        listed = self._listed(part, root, f"{P}sldLayoutIdLst", LAYOUT)
        layouts = [self._layout(name, read, lift=lift) for name in listed]
        return SlideMaster(
            theme.get("name", ""), part, mapped_colours(root, theme), layouts, root, theme, read
        )

    def _layout(self, name: str, master: Master, *, lift: bool) -> UnreadLayout:
        known = None if lift else glance(self._archive.read(name))
        if known:
            self._archive.check(name)
            return UnreadLayout(name, known, partial(self._parse_later, name), master)
        root = self._archive.parse(name)
        lifted = lift and lift_styles(root, ON_LAYOUTS)
        _, renumbered = numbered(placeholder_shapes(root))
        self._mend(name, root, lifted or renumbered)
        return UnreadLayout(name, known_of(root), lambda: root, master)

    def _parse_later(self, name: str) -> etree._Element:
        """A part that is well-formed, but may still be too much for the parser of trees."""
        try:
            return self._archive.parse(name)
        except Unreadable as reason:
            _report_unreadable(self._name, reason, self._sink)
            raise BuildStopped from None

    def _mend(self, part: str, root: etree._Element, changed: bool) -> None:
        """Where slides could inherit nothing from a part, or mean only some of it, the deck gets it changed."""
        if changed:
            self._archive.replace(part, root)

    def _preferred(self, masters: list[SlideMaster], binding: Binding) -> SlideMaster:
        """The master that the binding names, or the one to choose; with several, the finding says which."""
        names = ", ".join(f"`{master.name}`" for master in masters)
        if binding.master:
            if found := find_master(binding.master, masters):
                return found
            with binding.blamed(self._sink):
                self._sink.report(
                    MASTER_NOT_FOUND,
                    f"no slide master `{binding.master}`",
                    ("master",),
                    hint=f"it has {names}",
                )
            raise BuildStopped
        chosen = masters[0] if len(masters) == 1 else choose_master(masters, self._sample_layouts())
        if len(masters) > 1:
            message = f"the template `{self._name}` has {len(masters)} slide masters; `{chosen.name}` is used"
            hint = f"`master:` in the binding chooses among {names}"
            self._sink.report(TEMPLATE_MASTERS, message, ("template",), hint=hint)
        return chosen

    def _sample_layouts(self) -> Iterator[str]:
        """The slide layout of each sample slide."""
        for slide in self._archive.relationships(self._main):
            if slide.type == SLIDE:
                yield from (
                    one.target for one in self._archive.relationships(slide.target) if one.type == LAYOUT
                )

    def _listed(self, source: str, root: etree._Element, list_tag: str, kind: str) -> Iterator[str]:
        """The parts that a list of ids names, in its order. What is not there is passed over."""
        targets = {one.id: one.target for one in self._archive.relationships(source) if one.type == kind}
        listed = root.find(list_tag)
        for entry in () if listed is None else listed:
            target = targets.pop(entry.get(R_ID, ""), None)
            if target is not None:
                yield target

    def _theme_of(self, master: str) -> etree._Element:
        for one in self._archive.relationships(master):
            if one.type == THEME:
                return self._archive.parse(one.target)
        raise Unreadable("a slide master has no theme", AGAIN)

    def _parts(self, pruned: set[str]) -> tuple[Part, tuple[Part, ...], str]:
        """The presentation part, every other part that a deck keeps, and the notes master's name."""
        keeper = Keeper(self._archive, self._main, pruned)
        kept = list(keeper.relationships(self._main))
        parts = {part.name: part for part in keeper.parts()}
        keeper.report(self._name, self._sink)
        notes = next((one for one in kept if one.type == NOTES_MASTER), None)
        if notes is None:
            theme, master = _own_notes_master(parts)
            parts |= {theme.name: theme, master.name: master}
            notes = Relationship(free_id(kept), NOTES_MASTER, master.name)
            kept.append(notes)
        data = cleared(self._root, {one.id for one in kept}, notes.id)
        presentation = Part(self._main, PRESENTATION_TYPE, data, tuple(kept))
        return presentation, tuple(parts[name] for name in sorted(parts)), notes.target


def _report_unreadable(name: str, reason: Unreadable, sink: Sink) -> None:
    message = f"the template `{name}` cannot be used: {reason.message}"
    sink.report(TEMPLATE_UNREADABLE, message, ("template",), hint=reason.hint)


def _bind(binding: Binding, layouts: dict[str, UnreadLayout], sink: Sink) -> dict[str, UnreadLayout]:
    """The slide layout that the binding names for each variant."""
    bound = {}
    with sink.stopping_on_errors(), binding.blamed(sink):
        for variant, wanted in binding.variants.items():
            path: KeyPath = ("variants", variant)
            layout = find_layout(wanted.slide_layout, layouts)
            if layout is None:
                _report_layout(wanted.slide_layout, layouts, path, sink)
                continue
            _check_slots(wanted, layout.types, path, sink)
            bound[variant] = layout
    return bound


def _report_layout(name: str, layouts: Mapping[str, UnreadLayout], path: KeyPath, sink: Sink) -> None:
    close = get_close_matches(name, layouts, n=1, cutoff=0.4)
    hint = f"did you mean `{close[0]}`?" if close else f"it has {', '.join(f'`{one}`' for one in layouts)}"
    sink.report(SLIDE_LAYOUT_NOT_FOUND, f"no slide layout `{name}`", (*path, "slide_layout"), hint=hint)


def _check_slots(wanted: VariantBinding, types: Mapping[int, str], path: KeyPath, sink: Sink) -> None:
    for slot, idx in wanted.slots.items():
        where = (*path, "slots", slot)
        if idx not in types:
            hint = f"it has {', '.join(str(known) for known in sorted(types))}"
            message = f"slot `{slot}` wants placeholder {idx}, which `{wanted.slide_layout}` lacks"
            sink.report(PLACEHOLDER_NOT_FOUND, message, where, hint=hint)
        elif not suits(slot, kind := types[idx]):
            message = f"slot `{slot}` cannot use placeholder {idx}, which is of type `{kind}`"
            hint = (
                "photos go into picture placeholders, charts and tables into those for them or any object, "
                "texts into others"
            )
            sink.report(PLACEHOLDER_UNSUITABLE, message, where, hint=hint)


OBJECTS = {"chart": "chart", "table": "tbl"}
"""Slot → the type of placeholder that is made for it."""


def suits(slot: str, kind: str) -> bool:
    """Whether a placeholder of this type can take what the slot gets."""
    if slot.startswith(("photo", "logo-", "icon-")):
        return kind == "pic"
    stem = slot.partition("-")[0]
    if stem in OBJECTS:
        return kind in (OBJECTS[stem], "obj")
    return kind not in ("pic", *OBJECTS.values())


def _own_notes_master(taken: Mapping[str, Part]) -> tuple[Part, Part]:
    """A theme and a notes master for a template that has none, under names that none of its parts has."""
    themes = {name.lower() for name in taken}
    number = next(n for n in range(1, len(themes) + 2) if f"/ppt/theme/theme{n}.xml" not in themes)
    theme = Part(f"/ppt/theme/theme{number}.xml", content_type(THEME), notes_theme_xml().encode())
    own = (Relationship("rId1", THEME, theme.name),)
    master = Part(
        "/ppt/notesMasters/notesMaster1.xml", content_type(NOTES_MASTER), notes_master_xml().encode(), own
    )
    return theme, master
