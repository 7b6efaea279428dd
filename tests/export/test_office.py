"""LibreOffice's result is only believed when it is sound, and nothing it started outlives the call."""

from __future__ import annotations

import io
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest

from deckgen.export.cold import ExportFailed
from deckgen.export.copies import DeckCopy, render_copy
from deckgen.export.fontconfig import fontconfig
from deckgen.export.office import Office, OfficeMissing, convert, convert_all, find_office
from deckgen.export.rasters import draw_pages
from deckgen.export.targets import ODP
from deckgen.written.reading import read_deck
from tests.export.decks import Deck
from tests.export.processes import alive, wait_until

PACKAGE = render_copy(read_deck(Deck().box("a", 1, 1).box("b", 1, 1).saved()))


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
    assert convert(PACKAGE) == (office / "made.pdf").read_bytes()


def test_without_libreoffice_it_is_said_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DECKGEN_SOFFICE", str(tmp_path / "none"))
    assert find_office() is None
    with pytest.raises(OfficeMissing):
        convert(PACKAGE)


def test_success_without_a_pdf_is_a_failure(office: Path) -> None:
    act(office, "print('source file could not be loaded')")
    with pytest.raises(ExportFailed, match="source file could not be loaded"):
        convert(PACKAGE)


@pytest.mark.parametrize(
    ("data", "reason"), [(pdf(2)[:-9], "damaged"), (b"%PDF-1.7\n%%EOF", "damaged"), (pdf(1), "1 pages for 2")]
)
def test_a_pdf_that_is_not_whole_is_a_failure(office: Path, data: bytes, reason: str) -> None:
    act(office, put(office, data))
    with pytest.raises(ExportFailed, match=reason):
        convert(PACKAGE)


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
    assert convert(PACKAGE)
    first, second = log.read_text().split()
    assert first != second


def test_after_the_time_limit_it_is_ended_with_all_its_children(office: Path) -> None:
    child = office / "child"
    act(office, f"pid = os.fork()\npathlib.Path({str(child)!r}).write_text(str(os.getpid()))\ntime.sleep(60)")
    started = time.monotonic()
    with pytest.raises(ExportFailed, match="no PDF"):
        convert(PACKAGE, timeout=1)
    assert time.monotonic() - started < 30
    assert not alive(int(child.read_text()))


def test_it_gets_a_profile_that_blocks_links_and_macros(office: Path) -> None:
    seen = office / "seen"
    act(
        office,
        "profile = pathlib.Path(sys.argv[1].partition('file://')[2])",
        "text = (profile / 'user' / 'registrymodifications.xcu').read_text()",
        f"pathlib.Path({str(seen)!r}).write_text(text)",
        put(office, pdf(2)),
    )
    convert(PACKAGE)
    assert "BlockUntrustedRefererLinks" in seen.read_text()
    assert "DisableMacrosExecution" in seen.read_text()


def test_nothing_is_left_of_it(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = office / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    act(office, put(office, pdf(2)))
    convert(PACKAGE)
    assert list(scratch.iterdir()) == []


def test_a_stand_in_comes_behind_the_face_that_is_wanted() -> None:
    text = fontconfig()
    assert "<family>微软雅黑</family><accept><family>Noto Sans CJK SC</family>" in text
    assert "<family>Source Han Sans SC</family><accept><family>Noto Sans CJK SC</family>" in text


@pytest.mark.office
def test_a_deck_becomes_a_page_for_each_slide() -> None:
    data = convert(PACKAGE)
    document = pypdfium2.PdfDocument(data)
    assert len(document) == 2
    document.close()


def decks_given() -> str:
    return "decks = [pathlib.Path(a) for a in sys.argv if a.endswith('.pptx')]"


def put_all(office: Path) -> str:
    """A line for a loop over the decks `d`."""
    (office / "made.pdf").write_bytes(pdf(2))
    data = f"pathlib.Path({str(office / 'made.pdf')!r}).read_bytes()"
    return f"(out / (d.stem + '.pdf')).write_bytes({data})"


def waiting() -> str:
    """What a LibreOffice does that is to be kept warm: it makes a page, and stays."""
    return "if '--view' in sys.argv: out.mkdir(); (out / 'page.pdf').write_bytes(b'.'); time.sleep(600)"


def log(office: Path, what: str) -> str:
    return f"pathlib.Path({str(office / 'log')!r}).open('a').write({what})"


def pdf_of(office: Path) -> bytes:
    return (office / "made.pdf").read_bytes()


@pytest.fixture
def cold(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where LibreOffice cannot be kept warm."""
    monkeypatch.setattr("deckgen.export.office.can_be_warm", lambda: False)


def converted(*packages: DeckCopy) -> list[bytes | ExportFailed]:
    with Office() as one:
        return convert_all(packages, one)


@pytest.mark.usefixtures("cold")
def test_many_decks_share_one_process(office: Path) -> None:
    act(office, decks_given(), log(office, "f'{len(decks)} '"), f"for d in decks: {put_all(office)}")
    assert converted(PACKAGE, PACKAGE, PACKAGE) == [pdf_of(office)] * 3
    assert (office / "log").read_text() == "3 "


@pytest.mark.usefixtures("cold")
@pytest.mark.parametrize("fault", ["os._exit(139)", "time.sleep(60)"])
def test_decks_after_a_crash_or_a_hang_are_tried_alone(
    office: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckgen.export.cold.SECONDS_TO_START", 2)
    monkeypatch.setattr("deckgen.export.cold.SECONDS_PER_PAGE", 0)
    act(
        office,
        decks_given(),
        "for number, d in enumerate(decks):",
        "    if number == 1:",
        f"        {fault}",
        f"    {put_all(office)}",
    )
    assert converted(PACKAGE, PACKAGE, PACKAGE) == [pdf_of(office)] * 3


def test_one_libreoffice_is_kept_for_all_decks(office: Path) -> None:
    act(
        office,
        log(office, "sys.argv[1] + ' '"),
        waiting(),
        decks_given(),
        f"for d in decks: {put_all(office)}",
    )
    assert converted(PACKAGE, PACKAGE, PACKAGE) == [pdf_of(office)] * 3
    profiles = (office / "log").read_text().split()
    assert len(profiles) == 4  # it and three that hand their decks over
    assert len(set(profiles)) == 1


@pytest.mark.parametrize("wrong", ["one", "both"])
def test_only_a_bad_deck_fails_and_costs_the_others_nothing(office: Path, wrong: str) -> None:
    """What the warm LibreOffice makes nothing of is tried once more by a fresh one, with a profile of its own."""
    act(
        office,
        waiting(),
        decks_given(),
        log(office, "sys.argv[1] + ' '"),
        "for d in decks:",
        "    warm = not (d.parent / 'profile').exists()",
        f"    if b'box-one' not in d.read_bytes() or ({wrong == 'one'} and not warm):",
        f"        {put_all(office)}",
    )
    bad = render_copy(read_deck(Deck().box("box-one", 1, 1).box("b", 1, 1).saved()))
    first, second, third = converted(PACKAGE, bad, PACKAGE)
    assert first == third == pdf_of(office)
    assert isinstance(second, ExportFailed) == (wrong == "both")
    profiles = (office / "log").read_text().split()
    assert profiles[0] == profiles[1] != profiles[2] != profiles[3]


KILL_THE_WARM_ONE = """with contextlib.suppress(OSError): os.kill(int(pids.read_text().split()[0]), 9)
        os._exit(139)"""


@pytest.mark.parametrize("fault", [KILL_THE_WARM_ONE, "time.sleep(60)"])
def test_a_crash_or_a_hang_ends_it_and_the_next_deck_gets_another(
    office: Path, fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("deckgen.export.cold.SECONDS_TO_START", 3)
    monkeypatch.setattr("deckgen.export.cold.SECONDS_PER_PAGE", 0)
    pids = office / "pids"
    act(
        office,
        f"import contextlib; pids = pathlib.Path({str(pids)!r})",
        "pids.open('a').write(f'{os.getpid()} ')",
        waiting(),
        decks_given(),
        "for d in decks:",
        "    if b'box-one' in d.read_bytes():",
        f"        {fault}",
        f"    {put_all(office)}",
    )
    bad = render_copy(read_deck(Deck().box("box-one", 1, 1).box("b", 1, 1).saved()))
    first, second, third = converted(PACKAGE, bad, PACKAGE)
    assert first == third == pdf_of(office)
    assert isinstance(second, ExportFailed)
    assert not any(map(alive, map(int, pids.read_text().split())))


def test_where_none_can_be_kept_each_deck_gets_its_own(office: Path) -> None:
    act(
        office,
        "if '--view' in sys.argv: sys.exit(1)",
        log(office, "sys.argv[1] + ' '"),
        decks_given(),
        f"for d in decks: {put_all(office)}",
    )
    assert converted(PACKAGE, PACKAGE, PACKAGE) == [pdf_of(office)] * 3
    profiles = (office / "log").read_text().split()
    assert len(profiles) == len(set(profiles)) == 3


def test_it_ends_when_this_program_is_killed(office: Path) -> None:
    """Nobody closes anything then."""
    pids = office / "pids"
    act(office, f"pathlib.Path({str(pids)!r}).write_text(str(os.getpid()))", waiting())
    program = "import time; from deckgen.export.office import Office; Office().warm_up(); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", program]) as process:
        wait_until(lambda: pids.exists() and pids.read_text() != "")
        process.kill()
    wait_until(lambda: not alive(int(pids.read_text())))


@pytest.mark.office
def test_a_warm_libreoffice_draws_what_a_fresh_one_draws(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deck = render_copy(read_deck(Deck().bullets("标题", "正文 12.5%\nmore").saved()))
    (fresh,) = draw_pages(convert(deck), 30)
    monkeypatch.setattr("deckgen.export.office.at_work", None)  # from now on, a fresh one would be a fault
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Office() as one:
        first, odp, second = one.convert(deck), one.convert(deck, ODP), one.convert(deck)
        sockets = sockets_of(tmp_path)
        assert sockets
    assert odp.startswith(b"PK")
    assert [next(draw_pages(pdf, 30)) for pdf in (first, second)] == [fresh, fresh]
    assert not any(map(Path.exists, sockets))
    assert not list(tmp_path.iterdir())


def sockets_of(folder: Path) -> list[Path]:
    """The named sockets of the processes that work in the folder."""
    fields = [line.split() for line in Path("/proc/net/unix").read_text().splitlines()[1:]]
    names = {f"socket:[{line[6]}]": Path(line[7]) for line in fields if len(line) == 8}
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (process / "cwd").readlink().is_relative_to(folder):
                found += [names.get(str(one.readlink())) for one in (process / "fd").iterdir()]
    return [path for path in found if path]


def test_what_is_no_zip_is_no_odp(office: Path) -> None:
    act(office, "(out / 'deck.odp').write_bytes(b'PK but not really')")
    with pytest.raises(ExportFailed, match="damaged ODP"):
        convert(PACKAGE, target=ODP)
