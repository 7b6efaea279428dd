"""The copy for LibreOffice holds no empty placeholder and leads nowhere else; hostile files are refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from deckgen.export.copies import DeckCopy, render_copy
from deckgen.templates.foreign import Unreadable
from deckgen.written.reading import read_deck
from tests.export.decks import Deck

SLIDE = "ppt/slides/slide1.xml"


def repacked(deck: bytes, changes: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(deck)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        parts = {name: source.read(name) for name in source.namelist()} | changes
        for name, data in parts.items():
            archive.writestr(name, data)
    return target.getvalue()


def copied(deck: bytes) -> DeckCopy:
    return render_copy(read_deck(deck))


def part(deck: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(deck)).read(name)


def test_empty_placeholders_are_gone_and_filled_ones_stay() -> None:
    deck = Deck().picture_layout("说明").saved()
    assert b'type="pic"' in part(deck, SLIDE)
    copy = part(copied(deck).data, SLIDE)
    assert b'type="pic"' not in copy
    assert b'type="title"' not in copy
    assert "说明".encode() in copy


def test_a_text_box_without_text_is_no_placeholder_and_stays() -> None:
    assert b"the box" in part(copied(Deck().box("", 1, 1).saved()).data, SLIDE)


def test_hidden_slides_make_no_page() -> None:
    assert copied(Deck().box("a", 1, 1).box("b", 1, 1).hide_last().saved()).pages == 1


def test_all_parts_but_those_that_are_changed_are_copied_as_they_are() -> None:
    deck = Deck().box("a", 1, 1).saved()
    source, copy = (zipfile.ZipFile(io.BytesIO(data)) for data in (deck, copied(deck).data))
    assert copy.namelist() == source.namelist()
    kept = [name for name in source.namelist() if name != SLIDE and not name.endswith(".rels")]
    assert all(copy.read(name) == source.read(name) for name in kept)


def test_the_deck_that_was_read_stays_as_it_is() -> None:
    deck = read_deck(Deck().picture_layout("说明").saved())
    first = render_copy(deck, {"/" + SLIDE: lambda root: root.clear()})
    assert part(first.data, SLIDE) != part(render_copy(deck).data, SLIDE)
    assert [shape.placeholder.type for shape in deck.slides[0].shapes if shape.placeholder] == [
        "title",
        "pic",
        "body",
    ]


def test_links_to_pictures_outside_are_dropped_and_hyperlinks_stay() -> None:
    relationships = "ppt/slides/_rels/slide1.xml.rels"
    start = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    deck = Deck().box("a", 1, 1).saved()
    old = part(deck, relationships)
    links = "".join(
        f'<Relationship Id="rId9{n}" Type="{start}{kind}" Target="http://192.0.2.1/" TargetMode="External"/>'
        for n, kind in enumerate(("image", "video", "hyperlink"))
    )
    changed = old.replace(b"</Relationships>", links.encode() + b"</Relationships>")
    copy = part(copied(repacked(deck, {relationships: changed})).data, relationships)
    assert copy.count(b"External") == 1
    assert b"hyperlink" in copy


@pytest.mark.parametrize("data", [b"", b"not a zip", Deck().saved()[:2000]], ids=["empty", "text", "cut off"])
def test_what_is_no_deck_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        copied(data)


def test_a_deck_without_slides_is_refused() -> None:
    with pytest.raises(Unreadable, match="no slides"):
        copied(Deck().saved())


@pytest.mark.parametrize("slide", [b"<p:sld", b"<x/>"], ids=["damaged", "no slide"])
def test_a_deck_that_lacks_one_of_its_slides_is_refused(slide: bytes) -> None:
    deck = repacked(Deck().box("a", 1, 1).box("b", 1, 1).saved(), {SLIDE: slide})
    assert read_deck(deck).lost == (1,)
    with pytest.raises(Unreadable, match="slides are missing or damaged: 1"):
        copied(deck)


def test_a_deck_in_strict_open_xml_is_copied_too() -> None:
    with zipfile.ZipFile(io.BytesIO(Deck().box("a", 1, 1).saved())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    usual, strict = b"http://schemas.openxmlformats.org/%s/2006/", b"http://purl.oclc.org/ooxml/%s/"
    for word in (b"officeDocument", b"presentationml", b"drawingml"):
        parts = {name: data.replace(usual % word, strict % word) for name, data in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert b"purl.oclc.org" not in part(copied(target.getvalue()).data, SLIDE)


def test_a_bomb_is_refused() -> None:
    with pytest.raises(Unreadable, match="more than 100 times"):
        copied(repacked(Deck().box("a", 1, 1).saved(), {"ppt/media/image1.png": bytes(50_000_000)}))


def test_a_document_type_is_refused() -> None:
    deck = Deck().box("a", 1, 1).saved()
    hostile = part(deck, SLIDE).replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1)
    with pytest.raises(Unreadable):
        copied(repacked(deck, {SLIDE: hostile}))


def test_a_document_type_is_refused_in_a_part_that_nobody_looks_into() -> None:
    hostile = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
    with pytest.raises(Unreadable, match="document type"):
        copied(repacked(Deck().box("a", 1, 1).saved(), {"ppt/viewProps.xml": hostile}))
