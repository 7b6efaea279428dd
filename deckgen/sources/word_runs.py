"""A paragraph of a Word document → its text, runs joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

_SKIPPED = frozenset(
    """del moveFrom rt pPr rPr instrText delText delInstrText Fallback sdtPr footnoteReference commentReference
    annotationRef""".split()  # noqa: SIM905
)
_TYPED = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_FILLED_IN = ("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF", "TOC", "SEQ")
"""Fields whose results are numbers of pages, or repeat headings."""


@dataclass
class _Field:
    """A field that has begun: its instruction so far, and whether its result has."""

    instruction: str = ""
    in_result: bool = False

    @property
    def is_filled_in(self) -> bool:
        return self.instruction.strip().upper().startswith(_FILLED_IN)


@dataclass
class Runs:
    """Reads paragraphs in order: a field such as a table of contents goes on from one to the next."""

    _fields: list[_Field] = field(default_factory=list)

    def text_of(self, paragraph: etree._Element, boxes: list[etree._Element]) -> str:
        """The paragraph's text; the contents of text boxes that hang on it are added to `boxes`."""
        pieces: list[str] = []
        self._walk(paragraph, pieces, boxes)
        return "".join(pieces).strip()

    def _walk(self, parent: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
        for child in parent:
            name = name_of(child)
            if name == "fldChar":
                self._turn(attribute_of(child, "fldCharType"))
            elif name == "instrText" and self._fields and not self._fields[-1].in_result:
                self._fields[-1].instruction += child.text or ""
            elif name == "txbxContent":
                boxes.append(child)
            elif name == "t":
                if self._is_shown():
                    pieces.append(child.text or "")
            elif name in _TYPED:
                if self._is_shown():
                    pieces.append(_TYPED[name])
            elif name == "fldSimple" and _Field(attribute_of(child, "instr")).is_filled_in:
                continue
            elif name not in _SKIPPED and not (name == "r" and _is_hidden(child)):
                self._walk(child, pieces, boxes)

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _is_shown(self) -> bool:
        return all(one.in_result and not one.is_filled_in for one in self._fields)


def _is_hidden(run: etree._Element) -> bool:
    switch = run.find("{*}rPr/{*}vanish")
    return switch is not None and attribute_of(switch, "val") not in ("0", "false", "off")


def name_of(element: etree._Element) -> str:
    """The tag without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute_of(element: etree._Element, name: str) -> str:
    """The attribute of this name in whatever namespace; empty where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")
