"""Exports say which typefaces were drawn in others' place, and none that was not."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from deckgen.diagnostics import Sink
from deckgen.export.documents import typefaces_in
from deckgen.export.files import Wanted, export_deck
from deckgen.export.typefaces import replaced, typefaces_of
from deckgen.written.reading import read_deck

EA = '<a:ea xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" typeface="{}"/>'


def deck(*runs: tuple[str, str]) -> bytes:
    """A slide with texts, each with the typeface it is to be shown in."""
    from lxml import etree

    made = Presentation()
    frame = (
        made.slides.add_slide(made.slide_layouts[6]).shapes.add_textbox(*map(Inches, (1, 1, 8, 4))).text_frame
    )
    for text, typeface in runs:
        run = frame.add_paragraph().add_run()
        run.text = text
        run.font.name = typeface
        run._r.rPr.append(etree.fromstring(EA.format(typeface)))
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def found(drawn: set[str], *runs: tuple[str, str]) -> dict[str, str]:
    return dict(replaced(typefaces_of(read_deck(deck(*runs), "deck.pptx")), drawn))


def test_what_was_drawn_as_it_is_or_in_its_widths_is_not_listed() -> None:
    drawn = {
        "BAAAAA+LiberationSans-Bold",
        "CAAAAA+Carlito",
        "DAAAAA+MicrosoftYaHei-Bold",
        "EAAAAA+NotoSansCJKjp-Regular",
    }
    runs = [("bold", "Arial"), ("plain", "Calibri"), ("汉字", "微软雅黑"), ("汉字", "Noto Sans CJK SC")]
    assert found(drawn, *runs) == {}


def test_declared_stand_ins_are_named() -> None:
    drawn = {"BAAAAA+NotoSansCJKjp-Bold-VKana", "CAAAAA+NotoSerifCJKjp-Regular", "DAAAAA+LiberationSans"}
    runs = [("汉字", "微软雅黑"), ("汉字", "SimSun"), ("words", "Segoe UI")]
    assert found(drawn, *runs) == {
        "微软雅黑": "Noto Sans CJK SC",
        "SimSun": "Noto Serif CJK SC",
        "Segoe UI": "Liberation Sans",
    }


def test_for_a_stranger_those_that_nobody_asked_for_come_into_question() -> None:
    drawn = {"BAAAAA+DejaVuSans-Bold", "CAAAAA+Carlito"}
    assert found(drawn, ("words", "House Grotesk"), ("words", "Calibri")) == {"House Grotesk": "DejaVu Sans"}


def test_digits_are_nobodys() -> None:
    """Beside Chinese they are drawn in its typeface."""
    assert found({"BAAAAA+NotoSansCJKjp-Regular"}, ("12.5%", "Segoe UI"), ("汉字", "Noto Sans CJK SC")) == {}


@pytest.mark.office
def test_an_export_lists_them_in_one_line(tmp_path: Path) -> None:
    path, sink = tmp_path / "deck.pptx", Sink()
    path.write_bytes(deck(("words", "House Grotesk"), ("words", "Palace Script No 7"), ("words", "Arial")))
    (pdf,) = export_deck(path, tmp_path, Wanted(("pdf",)), sink)
    (note,) = sink
    assert note.code.name == "typeface-replaced"
    assert "`House Grotesk` was drawn as " in note.message
    assert "`Palace Script No 7` was drawn as " in note.message
    assert "Arial" not in note.message
    assert not any("House" in name for name in typefaces_in(pdf.read_bytes()))


ALIAS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include>/etc/fonts/fonts.conf</include>
<match target="pattern"><test name="family"><string>{}</string></test>
<edit name="family" mode="assign" binding="strong"><string>{}</string></edit></match></fontconfig>"""


@pytest.mark.office
def test_the_machines_own_fontconfig_decides_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own.conf"
    own.write_text(ALIAS.format("Segoe UI", "Liberation Serif"), "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(own))
    path, sink = tmp_path / "deck.pptx", Sink()
    path.write_bytes(deck(("words", "Segoe UI")))
    (pdf,) = export_deck(path, tmp_path, Wanted(("pdf",)), sink)
    assert [name.partition("+")[2] for name in typefaces_in(pdf.read_bytes())] == ["LiberationSerif"]
    assert [note.message for note in sink] == ["`Segoe UI` was drawn as Liberation Serif"]
