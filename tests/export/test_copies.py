"""The copy for LibreOffice holds no empty placeholder and leads nowhere else; hostile files are refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from deckgen.export.copies import UnreadableDeck, read_package, render_copy
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


def test_empty_placeholders_are_gone_and_filled_ones_stay() -> None:
    package = read_package(Deck().picture_layout("说明").saved())
    assert b'type="pic"' in package.parts[SLIDE]
    copy = render_copy(package)
    assert b'type="pic"' not in copy.parts[SLIDE]
    assert b'type="title"' not in copy.parts[SLIDE]
    assert "说明".encode() in copy.parts[SLIDE]


def test_a_text_box_without_text_is_no_placeholder_and_stays() -> None:
    package = read_package(Deck().box("", 1, 1).saved())
    assert b"the box" in render_copy(package).parts[SLIDE]


def test_hidden_slides_make_no_page() -> None:
    package = read_package(Deck().box("a", 1, 1).box("b", 1, 1).hide_last().saved())
    assert (len(package.slides), package.pages) == (2, 1)


def test_links_to_pictures_outside_are_dropped_and_hyperlinks_stay() -> None:
    relationships = "ppt/slides/_rels/slide1.xml.rels"
    start = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    deck = Deck().box("a", 1, 1).saved()
    old = zipfile.ZipFile(io.BytesIO(deck)).read(relationships)
    links = "".join(
        f'<Relationship Id="rId9{n}" Type="{start}{kind}" Target="http://192.0.2.1/" TargetMode="External"/>'
        for n, kind in enumerate(("image", "video", "hyperlink"))
    )
    changed = old.replace(b"</Relationships>", links.encode() + b"</Relationships>")
    copy = render_copy(read_package(repacked(deck, {relationships: changed})))
    assert copy.parts[relationships].count(b"External") == 1
    assert b"hyperlink" in copy.parts[relationships]


@pytest.mark.parametrize("data", [b"", b"not a zip", Deck().saved()[:2000]], ids=["empty", "text", "cut off"])
def test_what_is_no_deck_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDeck):
        read_package(data)


def test_a_deck_without_slides_is_refused() -> None:
    with pytest.raises(UnreadableDeck, match="no slides"):
        read_package(Deck().saved())


def test_a_bomb_is_refused() -> None:
    with pytest.raises(UnreadableDeck, match="far more"):
        read_package(repacked(Deck().box("a", 1, 1).saved(), {"ppt/media/image1.png": bytes(50_000_000)}))


def test_a_document_type_is_refused() -> None:
    deck = Deck().box("a", 1, 1).saved()
    slide = zipfile.ZipFile(io.BytesIO(deck)).read(SLIDE)
    hostile = slide.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', 1)
    with pytest.raises(UnreadableDeck, match="DTD"):
        read_package(repacked(deck, {SLIDE: hostile}))
