"""LibreOffice's result is only believed when it is sound, and nothing it started outlives the call."""

from __future__ import annotations

import io
import sys
import time
from pathlib import Path

import pypdfium2
import pytest

from deckgen.export.copies import render_copy
from deckgen.export.fontconfig import fontconfig
from deckgen.export.office import ExportFailed, OfficeMissing, convert, convert_all, find_office
from deckgen.export.targets import ODP
from deckgen.written.reading import read_deck
from tests.export.decks import Deck

COPY = render_copy(read_deck(Deck().box("a", 1, 1).box("b", 1, 1).saved()))


def pdf(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(100, 100)
    target = io.BytesIO()
    document.save(target)
    document.close()
    return target.getvalue()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for `soffice`: what a test writes to `act.py` is what it does."""
    program = tmp_path / "soffice"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} {tmp_path / "act.py"} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("DECKGEN_SOFFICE", str(program))
    return tmp_path


def act(office: Path, *lines: str) -> None:
    where = "import os, pathlib, sys, time\nout = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])"
    (office / "act.py").write_text("\n".join([where, *lines]))


def put(office: Path, data: bytes) -> str:
    (office / "made.pdf").write_bytes(data)
    return f"(out / 'deck.pdf').write_bytes(pathlib.Path({str(office / 'made.pdf')!r}).read_bytes())"


def test_a_sound_pdf_is_the_result(office: Path) -> None:
    act(office, put(office, pdf(2)))
    assert convert(COPY) == (office / "made.pdf").read_bytes()


def test_without_libreoffice_it_is_said_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DECKGEN_SOFFICE", str(tmp_path / "none"))
    assert find_office() is None
    with pytest.raises(OfficeMissing):
        convert(COPY)


def test_success_without_a_pdf_is_a_failure(office: Path) -> None:
    act(office, "print('source file could not be loaded')")
    with pytest.raises(ExportFailed, match="source file could not be loaded"):
        convert(COPY)


@pytest.mark.parametrize(
    ("data", "reason"), [(pdf(2)[:-9], "damaged"), (b"%PDF-1.7\n%%EOF", "damaged"), (pdf(1), "1 pages for 2")]
)
def test_a_pdf_that_is_not_whole_is_a_failure(office: Path, data: bytes, reason: str) -> None:
    act(office, put(office, data))
    with pytest.raises(ExportFailed, match=reason):
        convert(COPY)


def test_it_is_tried_once_more_with_a_fresh_profile(office: Path) -> None:
    log = office / "log"
    act(
        office,
        f"log = pathlib.Path({str(log)!r})",
        "first = not log.exists()",
        "log.open('a').write(sys.argv[1] + '\\n')",
        "if first: sys.exit(1)",
        put(office, pdf(2)),
    )
    assert convert(COPY)
    first, second = log.read_text().split()
    assert first != second


def test_after_the_time_limit_it_is_ended_with_all_its_children(office: Path) -> None:
    child = office / "child"
    act(office, f"pid = os.fork()\npathlib.Path({str(child)!r}).write_text(str(os.getpid()))\ntime.sleep(60)")
    started = time.monotonic()
    with pytest.raises(ExportFailed, match="no PDF"):
        convert(COPY, timeout=1)
    assert time.monotonic() - started < 30
    assert not alive(int(child.read_text()))


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_it_gets_a_profile_that_blocks_links_and_macros(office: Path) -> None:
    seen = office / "seen"
    act(
        office,
        "profile = pathlib.Path(sys.argv[1].partition('file://')[2])",
        "text = (profile / 'user' / 'registrymodifications.xcu').read_text()",
        f"pathlib.Path({str(seen)!r}).write_text(text)",
        put(office, pdf(2)),
    )
    convert(COPY)
    assert "BlockUntrustedRefererLinks" in seen.read_text()
    assert "DisableMacrosExecution" in seen.read_text()


def test_nothing_is_left_of_it(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = office / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    act(office, put(office, pdf(2)))
    convert(COPY)
    assert list(scratch.iterdir()) == []


def test_a_stand_in_comes_behind_the_face_that_is_wanted() -> None:
    text = fontconfig()
    assert "<family>微软雅黑</family><accept><family>Noto Sans CJK SC</family>" in text
    assert "<family>Source Han Sans SC</family><accept><family>Noto Sans CJK SC</family>" in text


@pytest.mark.office
def test_a_deck_becomes_a_page_for_each_slide() -> None:
    data = convert(COPY)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    document.close()


def decks_given() -> str:
    return "decks = [pathlib.Path(a) for a in sys.argv if a.endswith('.pptx')]"


def test_many_decks_share_one_process(office: Path) -> None:
    (office / "made.pdf").write_bytes(pdf(2))
    act(
        office,
        decks_given(),
        f"pathlib.Path({str(office / 'log')!r}).open('a').write(f'{{len(decks)}} ')",
        f"[(out / (d.stem + '.pdf')).write_bytes(pathlib.Path({str(office / 'made.pdf')!r}).read_bytes())",
        " for d in decks]",
    )
    assert convert_all([COPY] * 3) == [pdf_of(office)] * 3
    assert (office / "log").read_text() == "3 "


def pdf_of(office: Path) -> bytes:
    return (office / "made.pdf").read_bytes()


@pytest.mark.parametrize("fault", ["os._exit(139)", "time.sleep(60)"])
def test_decks_after_a_crash_or_a_hang_are_tried_alone(
    office: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckgen.export.office.SECONDS_TO_START", 2)
    monkeypatch.setattr("deckgen.export.office.SECONDS_PER_PAGE", 0)
    (office / "made.pdf").write_bytes(pdf(2))
    act(
        office,
        decks_given(),
        "for number, d in enumerate(decks):",
        "    if number == 1:",
        f"        {fault}",
        f"    data = pathlib.Path({str(office / 'made.pdf')!r}).read_bytes()",
        "    (out / (d.stem + '.pdf')).write_bytes(data)",
    )
    assert convert_all([COPY] * 3) == [pdf_of(office)] * 3


def test_one_bad_deck_of_many_is_the_only_one_that_fails(office: Path) -> None:
    (office / "made.pdf").write_bytes(pdf(2))
    act(
        office,
        decks_given(),
        "for d in decks:",
        "    if b'box-one' not in d.read_bytes():",
        f"        data = pathlib.Path({str(office / 'made.pdf')!r}).read_bytes()",
        "        (out / (d.stem + '.pdf')).write_bytes(data)",
    )
    bad = render_copy(read_deck(Deck().box("box-one", 1, 1).box("b", 1, 1).saved()))
    first, second, third = convert_all([COPY, bad, COPY])
    assert first == third == pdf_of(office)
    assert isinstance(second, ExportFailed)


def test_what_is_no_zip_is_no_odp(office: Path) -> None:
    act(office, "(out / 'deck.odp').write_bytes(b'PK but not really')")
    with pytest.raises(ExportFailed, match="damaged ODP"):
        convert(COPY, target=ODP)
