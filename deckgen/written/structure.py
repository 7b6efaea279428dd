"""Elements against `structure.txt`: what stands in the wrong place, what is missing, what an attribute cannot say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from lxml import etree

from deckgen.written.structure_table import PREFIXES, Pattern, Step, read_patterns

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOST = 50_000
"""How many sound elements are remembered, so that a large deck takes no more memory than others."""


class Broken(NamedTuple):
    """What is not as the table has it; `element` is where it shows."""

    kind: Literal["place", "lack", "value"]
    element: etree._Element
    message: str


class Structures:
    """The table, and what of a deck was found to be as it says: most of a deck repeats itself."""

    def __init__(self) -> None:
        self._patterns = read_patterns()
        self._sound: set[tuple[object, ...]] = set()

    def knows(self, tag: str) -> bool:
        """Whether the table says what an element of this tag is."""
        return tag in self._patterns

    def find_broken(self, root: etree._Element) -> Iterator[Broken]:
        """Elements and attributes of a part that are not as the table has them. What other namespaces put in between
        is left out, and of alternatives the last one counts, as for a program that knows none."""
        look_up, sound = self._patterns.get, self._sound
        for element in root.iter():
            pattern = look_up(element.tag)
            if pattern is None:
                continue
            if pattern.within and (parent := element.getparent()) is not None:
                pattern = pattern.within.get(str(parent.tag), pattern)
            count = len(element)
            held = [child.tag for child in element] if count else []
            known = (pattern, count, *held, *element.keys(), *element.values())
            if known not in sound:
                faults = [*_attribute_faults(element, pattern), *_child_faults(element, pattern)]
                yield from faults
                if not faults and _ALTERNATIVES not in held:
                    self._remember(known)

    def _remember(self, what: tuple[object, ...]) -> None:
        if len(self._sound) >= _MOST:
            self._sound.clear()
        self._sound.add(what)


def _attribute_faults(element: etree._Element, pattern: Pattern) -> Iterator[Broken]:
    if pattern.attributes is None:
        return
    where, known = _name(element), pattern.attributes
    for name, value in ((str(name), str(value)) for name, value in element.items()):
        if name not in known and not name.startswith("{"):
            yield Broken("value", element, f"`{where}` has no attribute `{name}`")
        elif name in known and not known[name](value.strip()):
            yield Broken("value", element, f"`{value[:40]}` is no `{_short(name)}` of `{where}`")
    for name in pattern.required:
        if element.get(name) is None:
            yield Broken("lack", element, f"`{where}` has no `{_short(name)}`, and needs one")


def _child_faults(element: etree._Element, pattern: Pattern) -> Iterator[Broken]:
    """The first child that stands in the wrong place, or else the first that is missing."""
    if pattern.steps is None:
        return
    steps, at, taken = pattern.steps, 0, False
    children = list(_children(element))
    for number, child in enumerate(children):
        while at < len(steps) and (child.tag not in steps[at].tags or (taken and not steps[at].many)):
            comes = any(one.tag in steps[at].tags for one in children[number:])
            if steps[at].needed and not taken and not comes:
                yield _lack(element, steps[at])
                return
            at, taken = at + 1, False
        if at == len(steps):
            place = f"behind `{_name(children[number - 1])}`, where it has" if number else "where it has"
            yield Broken("place", child, f"`{_name(child)}` stands in `{_name(element)}` {place} no place")
            return
        taken = True
    lacking = next((step for step in steps[at + taken :] if step.needed), None)
    if lacking:
        yield _lack(element, lacking)


def _lack(element: etree._Element, step: Step) -> Broken:
    wanted = " or ".join(f"`{_short(one)}`" for one in sorted(step.tags)[:3])
    return Broken("lack", element, f"`{_name(element)}` has no {wanted}, and needs one")


def _children(element: etree._Element) -> Iterator[etree._Element]:
    """Those of known namespaces; of alternatives the one for programs that know nothing else."""
    for child in element.iterchildren(etree.Element):
        if child.tag == _ALTERNATIVES:
            for fallback in child.iterchildren(_FALLBACK):
                yield from _children(fallback)
        elif etree.QName(child).namespace in PREFIXES:
            yield child


def _name(element: etree._Element) -> str:
    return _short(str(element.tag))


def _short(tag: str) -> str:
    """`p:sp` for a tag with its namespace."""
    space, _, name = tag.rpartition("}")
    return f"{PREFIXES.get(space[1:], '')}:{name}".removeprefix(":")
