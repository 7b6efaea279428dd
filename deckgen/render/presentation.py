"""The template's presentation part + slides and sections → the deck's presentation part."""

from __future__ import annotations

import re
from collections.abc import Sequence

from deckgen.fit.model import DeckSection, FittedDeck
from deckgen.patterns import regex
from deckgen.render.identity import guid
from deckgen.render.markup import PRESENTATION, PRESENTATION_2010, RELATIONSHIPS, attribute

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
FIRST_SLIDE_ID = 256
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_ROOT = regex(r"<(?:([\w.-]+):)?presentation\b[^>]*>")


class PresentationUnusable(Exception):
    """The template's presentation part lacks what every presentation has; reading should have refused it."""


def presentation_xml(data: bytes, deck: FittedDeck, slides: Sequence[str], notes_master: str) -> bytes:
    """`data` with the deck's slides and sections; `slides` and `notes_master` are relationship ids."""
    text = data.decode().removeprefix("\ufeff")
    root = _ROOT.search(text)
    if root is None or PRESENTATION not in root[0]:
        raise PresentationUnusable("no presentation element in the template's presentation part")
    editor = _Editor(text, f"{root[1]}:" if root[1] else "", f'xmlns:r="{RELATIONSHIPS}"' in root[0])
    editor.list_notes_master(notes_master)
    editor.list_slides(slides)
    editor.list_sections(_sections(deck))
    return editor.text.encode()


class _Editor:
    """Puts lists at the places the schema gives them, and leaves every other character as it is."""

    def __init__(self, text: str, prefix: str, knows_r: bool) -> None:
        self.text = text
        self._prefix = prefix
        self._r = "" if knows_r else f' xmlns:r="{RELATIONSHIPS}"'

    def list_notes_master(self, relationship: str) -> None:
        p = self._prefix
        if f"<{p}notesMasterIdLst" not in self.text:
            master = f'<{p}notesMasterId{self._r} r:id="{relationship}"/>'
            self._insert_after(("sldMasterIdLst",), f"<{p}notesMasterIdLst>{master}</{p}notesMasterIdLst>")

    def list_slides(self, relationships: Sequence[str]) -> None:
        p = self._prefix
        self.text = re.sub(rf"<{p}sldIdLst\s*/>|<{p}sldIdLst[ >].*?</{p}sldIdLst>", "", self.text, flags=re.S)
        slides = "".join(
            f'<{p}sldId id="{FIRST_SLIDE_ID + n}" r:id="{relationship}"/>'
            for n, relationship in enumerate(relationships)
        )
        before = ("handoutMasterIdLst", "notesMasterIdLst", "sldMasterIdLst")
        self._insert_after(before, f"<{p}sldIdLst{self._r}>{slides}</{p}sldIdLst>")

    def list_sections(self, sections: str) -> None:
        """Replace the template's sections, which name slides that are no longer there."""
        p = self._prefix
        stale = rf'<{p}ext\s[^>]*{re.escape(_SECTIONS)}"[^>]*>.*?</{p}ext>'
        text = re.sub(stale, "", self.text, flags=re.S | re.I)
        text = re.sub(rf"(?:<{p}extLst\s*/>|<{p}extLst>\s*</{p}extLst>)\s*(?=</{p}presentation>)", "", text)
        if sections:
            extension = f'<{p}ext uri="{_SECTIONS}">{sections}</{p}ext>'
            text, merged = re.subn(
                rf"(?=</{p}extLst>\s*</{p}presentation>)", lambda _: extension, text, count=1
            )
            if not merged:
                end = text.rindex(f"</{p}presentation>")
                text = f"{text[:end]}<{p}extLst>{extension}</{p}extLst>{text[end:]}"
        self.text = text

    def _insert_after(self, elements: Sequence[str], xml: str) -> None:
        for element in elements:
            end = f"</{self._prefix}{element}>"
            place = self.text.find(end)
            if place >= 0:
                place += len(end)
                self.text = self.text[:place] + xml + self.text[place:]
                return
        raise PresentationUnusable(f"no {elements[-1]} in the template's presentation part")


def _sections(deck: FittedDeck) -> str:
    """Every slide in exactly one section: PowerPoint repairs a file whose sections miss one."""
    if not deck.sections:
        return ""
    members = _members(deck)
    names: dict[str, int] = {}
    drawn = []
    for section, slides in zip(deck.sections, members, strict=True):
        if not slides:
            continue
        names[section.name] = names.get(section.name, 0) + 1
        ids = "".join(f'<p14:sldId id="{FIRST_SLIDE_ID + number}"/>' for number in slides)
        identity = guid("section", section.name, str(names[section.name]))
        drawn.append(
            f'<p14:section name="{attribute(section.name)}" id="{identity}">'
            f"<p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>"
        )
    return (
        f'<p14:sectionLst xmlns:p14="{PRESENTATION_2010}">{"".join(drawn)}</p14:sectionLst>' if drawn else ""
    )


def _members(deck: FittedDeck) -> list[list[int]]:
    """The slides of every section, by number; one that no section names goes with the slide before it."""
    section_by_slide = _section_by_slide(deck.sections)
    members: list[list[int]] = [[] for _ in deck.sections]
    current = 0
    for number, slide in enumerate(deck.slides):
        current = section_by_slide.get(slide.id, current)
        members[current].append(number)
    return members


def _section_by_slide(sections: Sequence[DeckSection]) -> dict[str, int]:
    return {slide: n for n, section in enumerate(sections) for slide in section.slides}
