"""Every part that is referred to is there, sound, and of its kind.

A .pptx is a package of parts that refer to one another. PowerPoint offers to repair a deck in which something is
missing or is something else than it says, and repairs by throwing away. Most such decks were made by scripts that copy
or delete slides. Looked at are all parts that a program could meet: what they refer to, their XML, their content types.

    slide 3 shows a picture that was not copied along     # error: part-missing
    a chart has lost its relationship                     # error: relationship-missing
    a pasted control character                            # error: part-damaged
"""

from __future__ import annotations

from collections.abc import Iterator

from deckgen.check.deck_model import DeckRule, DeckSubject
from deckgen.codes import (
    CONTENT_TYPE_WRONG,
    PART_DAMAGED,
    PART_MISSING,
    RELATIONSHIP_MISSING,
    RELATIONSHIP_TWICE,
    SLIDE_ORPHANED,
)
from deckgen.diagnostics import Sink, Spot
from deckgen.templates.placeholders import P
from deckgen.templates.types import R_ID
from deckgen.written.relating import KINDS, kind_of, references_in

_AGAIN = "open it in PowerPoint, let it repair the file, and look at what is left"
_MAIN_TYPES = {
    ".pptx": "presentation.main+xml",
    ".potx": "template.main+xml",
    ".ppsx": "slideshow.main+xml",
    ".pptm": "presentation.macroEnabled.main+xml",
    ".potm": "template.macroEnabled.main+xml",
    ".ppsm": "slideshow.macroEnabled.main+xml",
}
_UNHARMFUL = ("thumbnail", "hyperlink", "printerSettings")
"""Relationships without a target that PowerPoint takes as they are."""


def check(subject: DeckSubject, sink: Sink) -> None:
    """Report parts that are missing, damaged or of another kind than they are referred to as."""
    _check_main(subject, sink)
    _check_orphans(subject, sink)
    kinds = dict(_kinds(subject))
    missing: set[str] = set()
    for part in ("/", *subject.deck.package.reached):
        _check_relationships(subject, part, missing, sink)
        if part != "/":
            _check_part(subject, part, kinds.get(part, ""), sink)


def _check_main(subject: DeckSubject, sink: Sink) -> None:
    """Whether the file's name and what it says of itself agree: PowerPoint refuses it otherwise."""
    deck = subject.deck
    wanted = _MAIN_TYPES.get(f".{deck.file.rpartition('.')[2].lower()}")
    said = deck.package.parts[deck.main].content_type if deck.main in deck.package.parts else ""
    if wanted and not said.endswith(wanted):
        message = f"the file is named as one kind of deck and says that it is another: `{said}`"
        sink.report(
            CONTENT_TYPE_WRONG, message, subject.spot(), hint="save it as the kind that its name says"
        )


def _kinds(subject: DeckSubject) -> Iterator[tuple[str, str]]:
    """The parts and as what they are referred to."""
    package = subject.deck.package
    for source in package.reached:
        for one in package.relationships(source):
            if not one.external and kind_of(one.type) in KINDS:
                yield one.target, kind_of(one.type)


def _check_relationships(subject: DeckSubject, source: str, missing: set[str], sink: Sink) -> None:
    """Report what is wrong with what a part refers to; a part that is not there once, and it is `missing` then."""
    package = subject.deck.package
    relationships = package.relationships(source)
    lost = (one for one in relationships if not one.external and one.target not in package.archive)
    for target in dict.fromkeys(one.target for one in lost if kind_of(one.type) not in _UNHARMFUL):
        if target not in missing and target.rpartition("/")[2] not in ("NULL", ""):
            missing.add(target)
            message = f"`{source}` refers to `{target}`, which is not there"
            sink.report(PART_MISSING, message, _spot(subject, source), hint=_AGAIN)
    for id_ in package.archive.repeated_ids(source):
        message = f"`{source}` has two relationships `{id_}`"
        sink.report(RELATIONSHIP_TWICE, message, _spot(subject, source), hint=_AGAIN)
    if source == "/" or not _is_xml(subject, source):
        return
    known = {one.id for one in relationships}
    for id_ in references_in(package, source):
        if id_ not in known:
            message = f"`{source}` names the relationship `{id_}`, which it does not have"
            sink.report(RELATIONSHIP_MISSING, message, _spot(subject, source), hint=_AGAIN)


def _check_part(subject: DeckSubject, part: str, kind: str, sink: Sink) -> None:
    package, spot = subject.deck.package, _spot(subject, part)
    said = package.parts[part].content_type if part in package.parts else ""
    if not said:
        sink.report(CONTENT_TYPE_WRONG, f"`{part}` has no content type", spot, hint=_AGAIN)
    known = KINDS.get(kind)
    if known and said and not said.endswith(known.content):
        sink.report(
            CONTENT_TYPE_WRONG, f"`{part}` is a {kind} and says that it is `{said}`", spot, hint=_AGAIN
        )
    if not _is_xml(subject, part):
        return
    # That slide layouts are sound has been seen when the template was read; most of a deck is theirs.
    seen = kind == "slideLayout" and subject.is_just_made
    root = known.root if known and seen else package.root_name(part)
    if root is None:
        sink.report(PART_DAMAGED, f"`{part}` is no well-formed XML", spot, hint=_AGAIN)
    elif known and root != known.root:
        name = root.rpartition("}")[2]
        sink.report(PART_DAMAGED, f"`{part}` is a {kind}, but holds `{name}`", spot, hint=_AGAIN)
    for need in known.needs if known else ():
        # One that it names and that is not there was told before.
        named = (kind_of(one.type) == need for one in package.relationships(part) if not one.external)
        if not any(named):
            sink.report(PART_MISSING, f"`{part}` has no {need}", spot, hint=_AGAIN)


def _is_xml(subject: DeckSubject, part: str) -> bool:
    """Whether PowerPoint reads it as XML. What other programs leave under plain names (customXml) it does not."""
    fact = subject.deck.package.parts.get(part)
    return fact is not None and fact.content_type.endswith("+xml") and "svg" not in fact.content_type


def _spot(subject: DeckSubject, part: str) -> Spot:
    """The slide of a part, or the file."""
    return subject.spot(subject.deck.by_part.get(part))


def _check_orphans(subject: DeckSubject, sink: Sink) -> None:
    """Report slides in the file that are not among the deck's."""
    package, main = subject.deck.package, subject.deck.main
    named = {one.target for one in package.relationships(main) if kind_of(one.type) == "slide"}
    known = _listed(subject)
    for part, fact in package.parts.items():
        if fact.content_type.endswith(KINDS["slide"].content) and part not in known:
            how = "deleted by half" if part in named else "deleted"
            message = f"`{part}` was {how} and is still in the file"
            hint = "save the deck anew in PowerPoint, which leaves it out"
            sink.report(SLIDE_ORPHANED, message, subject.spot(), hint=hint)


def _listed(subject: DeckSubject) -> set[str]:
    """Parts that the list of slides names, damaged ones too."""
    package, main = subject.deck.package, subject.deck.main
    root = package.root(main)
    ids = () if root is None else (one.get(R_ID) for one in root.iterfind(f"{P}sldIdLst/{P}sldId"))
    return {found.target for id_ in ids if (found := package.target(main, id_)) and not found.external}


RULE = DeckRule(
    (
        PART_MISSING,
        RELATIONSHIP_MISSING,
        RELATIONSHIP_TWICE,
        PART_DAMAGED,
        CONTENT_TYPE_WRONG,
        SLIDE_ORPHANED,
    ),
    check,
    __doc__,
)
