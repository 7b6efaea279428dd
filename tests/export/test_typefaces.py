"""Exports say which typefaces were drawn in others' place, and none that was not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation
from pptx.util import Inches

from deckgen.check.stand_ins import StandIns, read_stand_ins
from deckgen.cli import run
from deckgen.diagnostics import Sink
from deckgen.export import installed
from deckgen.export.documents import typefaces_in
from deckgen.export.files import Wanted, export_deck
from deckgen.export.typefaces import replaced, report_missing, typefaces_of
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


def declared(**names: str) -> StandIns:
    """House_Grotesk="Carlito, Lack Sans"."""
    lines = (f'"{name.replace("_", " ")}" = {others.split(", ")!r}' for name, others in names.items())
    return read_stand_ins("\n".join(["[fonts]", *lines]).encode(), "deckgen.toml", Sink())


def test_what_the_house_declares_goes_before_what_deckgen_knows() -> None:
    drawn = {"BAAAAA+DejaVuSans", "CAAAAA+LiberationSans", "DAAAAA+Carlito-Bold"}
    wanted = ("Segoe UI", "House Grotesk", "微软雅黑")
    stand_ins = declared(
        Segoe_UI="Lack Sans, DejaVu Sans", house_grotesk="Carlito", Microsoft_YaHei="DejaVu Sans"
    )
    assert replaced(wanted, drawn, stand_ins) == {
        "Segoe UI": "DejaVu Sans",
        "House Grotesk": "Carlito",
        "微软雅黑": "DejaVu Sans",
    }


def fonts_of(monkeypatch: pytest.MonkeyPatch, listed: str) -> None:
    installed.typefaces_here.cache_clear()
    monkeypatch.setattr(installed, "_listed", lambda: listed)


@pytest.fixture(autouse=True)
def forget() -> Iterator[None]:
    yield
    installed.typefaces_here.cache_clear()


def test_a_typeface_that_goes_by_another_name_in_a_pdf_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts_of(monkeypatch, "FZXiaoBiaoSong-B05S,方正小标宋简体\tFZXBSJW--GB1-0\nCarlito\tCarlito\n")
    drawn = {"BAAAAA+FZXBSJW--GB1-0"}
    assert replaced(["方正小标宋简体"], drawn) == {}
    assert replaced(["House Song"], drawn, declared(House_Song="方正小标宋简体")) == {
        "House Song": "方正小标宋简体"
    }


@pytest.mark.parametrize(
    ("stand_in", "told"),
    [
        (
            "Lack Sans",
            ["`House Grotesk` is not installed, nor is what is declared in its place: `Lack Sans`"],
        ),
        ("Lack Sans, Carlito", []),
        ("DejaVu Sans", []),  # LibreOffice brings it along
    ],
)
def test_stand_ins_that_are_missing_are_told_where_they_are_declared(
    monkeypatch: pytest.MonkeyPatch, stand_in: str, told: list[str]
) -> None:
    fonts_of(monkeypatch, "Carlito\tCarlito\nLast Sans\tLastSans-Regular\n")
    sink = Sink()
    report_missing(["House Grotesk", "Arial"], {"A+DejaVuSans"}, declared(House_Grotesk=stand_in), sink)
    assert [found.message for found in sink] == told
    for found in sink:
        assert found.code.name == "stand-in-missing"
        assert found.span is not None
        assert (found.span.file, found.span.line) == ("deckgen.toml", 2)
        assert found.hint == "did you mean `Last Sans`?"


def test_where_nobody_can_be_asked_nothing_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    fonts_of(monkeypatch, "")
    sink = Sink()
    report_missing(["House Grotesk"], {"A+DejaVuSans"}, declared(House_Grotesk="Lack Sans"), sink)
    assert not list(sink)


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


def drawn_in(pdf: Path) -> list[str]:
    return sorted(name.partition("+")[2] for name in typefaces_in(pdf.read_bytes()))


@pytest.mark.office
def test_a_declared_stand_in_is_drawn_before_the_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two decks of two houses by one command: each is drawn as its own house wishes."""
    own = tmp_path / "own.conf"
    own.write_text(ALIAS.replace("assign", "append").format("Segoe UI", "Carlito"), "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(own))
    for house, stand_in in (("a", "Liberation Serif"), ("b", "DejaVu Sans")):
        folder = tmp_path / house
        folder.mkdir()
        (folder / "deck.pptx").write_bytes(deck(("words", "Segoe UI"), ("words", "House Grotesk")))
        (folder / "deckgen.toml").write_text(
            f'[fonts]\n"House Grotesk" = "{stand_in}"\n"Segoe UI" = ["Lack Sans", "{stand_in}"]\n'
        )
    decks = [tmp_path / "a" / "deck.pptx", tmp_path / "b" / "deck.pptx"]
    assert run(["export", *map(str, decks)]) == 0
    assert [drawn_in(each.with_suffix(".pdf")) for each in decks] == [["LiberationSerif"], ["DejaVuSans"]]
    said = capsys.readouterr().err
    assert "`House Grotesk` was drawn as Liberation Serif (as declared)" in said
    assert "`Segoe UI` was drawn as DejaVu Sans (as declared)" in said
    assert "stand-in-missing" not in said


@pytest.mark.office
def test_what_is_declared_goes_before_twins_and_never_before_what_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """LibreOffice has its own mind about Calibri; the machine about Segoe UI."""
    own = tmp_path / "own.conf"
    own.write_text(ALIAS.format("Segoe UI", "Carlito"), "utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(own))
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck(("calibri", "Calibri"), ("segoe", "Segoe UI"), ("dejavu", "DejaVu Sans")))
    (tmp_path / "deckgen.toml").write_text(
        '[fonts]\nCalibri = "Liberation Mono"\n"Segoe UI" = "Liberation Serif"\n"DejaVu Sans" = "Carlito"\n'
    )
    run(["export", str(path)])
    assert drawn_in(path.with_suffix(".pdf")) == ["DejaVuSans", "LiberationMono", "LiberationSerif"]
    (said, _hint) = capsys.readouterr().err.splitlines()
    assert said.endswith(
        "`Calibri` was drawn as Liberation Mono (as declared), "
        "`Segoe UI` was drawn as Liberation Serif (as declared)"
    )


@pytest.mark.office
def test_a_check_draws_declared_stand_ins_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck(("words", "House Grotesk")))
    settings = tmp_path / "deckgen.toml"
    settings.write_text('[fonts]\n"House Grotesk" = "Liberation Serif"\n')
    run(["check", "--render", str(path)])
    assert "`House Grotesk` was drawn as LiberationSerif on 1 slide" in capsys.readouterr().out
    settings.write_text('[fonts]\n"House Grotesk" = "Liberation Sreif"\n')
    run(["check", "--render", str(path)])
    said = capsys.readouterr().out
    assert f"{settings}:2:1: warning: stand-in-missing" in said
    assert "did you mean `Liberation Serif`?" in said
