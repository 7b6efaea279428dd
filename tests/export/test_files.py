"""Exports are whole, named after the deck, and say what went wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.diagnostics import Sink
from deckgen.export.files import FORMATS, Wanted, export_deck
from deckgen.export.rasters import count_pages, read_glyphs
from deckgen.export.vectors import DrawerMissing, draw_svgs
from deckgen.templates.unpacking import unpack
from deckgen.written import reading
from tests.export.decks import LONG, Deck


@pytest.mark.office
def test_a_deck_becomes_a_pdf_and_a_picture_a_slide(tmp_path: Path) -> None:
    deck = tmp_path / "年报 2025.pptx"
    deck.write_bytes(Deck().box("一", 1, 1).picture_layout("说明").saved())
    sink = Sink()
    written = export_deck(deck, tmp_path / "out", Wanted(("pdf", "png"), dpi=30), sink)
    assert [path.name for path in written] == ["年报 2025.pdf", "年报 2025-01.png", "年报 2025-02.png"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(path.name for path in written)
    assert written[1].read_bytes().startswith(b"\x89PNG")
    assert {found.code.name for found in sink} <= {"typeface-replaced"}


def test_a_damaged_deck_is_reported_by_name(tmp_path: Path) -> None:
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(b"PK")
    sink = Sink()
    assert export_deck(deck, tmp_path, Wanted(("pdf",)), sink) == ()
    (finding,) = sink
    assert finding.code.name == "deck-unreadable"
    assert finding.span is not None
    assert finding.span.file == str(deck)


def test_a_missing_libreoffice_is_reported_with_the_way_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DECKGEN_SOFFICE", str(tmp_path / "none"))
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(Deck().box("一", 1, 1).saved())
    sink = Sink()
    export_deck(deck, tmp_path, Wanted(("pdf",)), sink)
    (finding,) = sink
    assert finding.code.name == "office-missing"
    assert "apt-get install libreoffice" in (finding.hint or "")


@pytest.mark.office
def test_a_deck_becomes_everything_else(tmp_path: Path) -> None:
    deck = tmp_path / "年报.pptx"
    deck.write_bytes(Deck().box("第一页的话", 1, 1).box("第二页的话", 1, 1).saved())
    sink = Sink()
    wanted = Wanted(
        ("jpeg", "webp", "sheet", "handout", "notes", "odp", "md", "txt", "svg"), dpi=20, quality=60
    )
    written = {path.name: path.read_bytes() for path in export_deck(deck, tmp_path / "out", wanted, sink)}
    assert not sink.has_errors
    pages = {f"年报-{page}.{ending}" for page in ("01", "02") for ending in ("jpg", "webp", "svg")}
    rest = {"年报-sheet.png", "年报-handout.pdf", "年报-notes.pdf", "年报.odp", "年报.md", "年报.txt"}
    assert written.keys() == pages | rest
    assert written["年报-01.jpg"].startswith(b"\xff\xd8")
    assert written["年报-02.webp"][8:12] == b"WEBP"
    assert b"<svg" in written["年报-01.svg"][:200]
    assert count_pages(written["年报-notes.pdf"]) == 2
    assert count_pages(written["年报-handout.pdf"]) == 1
    assert written["年报.odp"][30:].startswith(b"mimetypeapplication/vnd.oasis.opendocument.presentation")
    assert "第二页的话" in written["年报.txt"].decode()


def test_words_need_no_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKGEN_SOFFICE", str(tmp_path / "none"))
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(Deck().box("一", 1, 1).saved())
    sink = Sink()
    assert [path.name for path in export_deck(deck, tmp_path, Wanted(("md", "txt")), sink)] == [
        "deck.md",
        "deck.txt",
    ]
    assert not sink.has_errors


def test_without_poppler_svg_is_refused_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("deckgen.export.vectors.PROGRAM", "no-such-program")
    with pytest.raises(DrawerMissing):
        next(draw_svgs(b"", 1))


def test_a_deck_is_read_once_for_all_formats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DECKGEN_SOFFICE", str(tmp_path / "none"))
    read: list[int] = []
    monkeypatch.setattr(reading, "unpack", lambda data: read.append(len(data)) or unpack(data))
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(Deck().box("一", 1, 1).saved())
    export_deck(deck, tmp_path, Wanted(FORMATS), Sink())
    assert read == [deck.stat().st_size]


@pytest.mark.office
def test_lines_of_notes_begin_below_each_other(tmp_path: Path) -> None:
    made, path = Deck().box("一", 1, 1), tmp_path / "deck.pptx"
    made.presentation.slides[0].notes_slide.notes_text_frame.text = LONG
    path.write_bytes(made.saved())
    (pdf,) = export_deck(path, tmp_path, Wanted(("notes",)), Sink())
    (glyphs,) = read_glyphs(pdf.read_bytes())
    lines: dict[int, float] = {}
    for glyph in (
        one for one in glyphs if one.text in LONG and one.top > 360
    ):  # not on the slide, nor the page number
        lines.setdefault(round(glyph.baseline), glyph.left)
    assert len(lines) > 2
    assert max(lines.values()) - min(lines.values()) < 3
