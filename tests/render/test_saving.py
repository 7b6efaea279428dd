"""Whatever goes wrong while a file is saved: the old file or the complete new one, and nothing beside it."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from deckgen.render.saving import OutputUnwritable, save_whole

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and locks")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")
    return path


def save(path: Path, data: bytes = b"new") -> None:
    with save_whole(path) as file:
        file.write(data)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fault_of_saving(path: Path) -> OutputUnwritable | None:
    try:
        save(path)
    except OutputUnwritable as fault:
        return fault
    return None


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise OSError(number, os.strerror(number))

    return fail


def assert_old_and_alone(target: Path) -> None:
    assert target.read_bytes() == b"old"
    assert names_in(target.parent) == [target.name]


def test_the_new_file_replaces_the_old_one(target: Path) -> None:
    save(target)
    assert target.read_bytes() == b"new"
    assert names_in(target.parent) == [target.name]


def test_the_name_stays_with_the_old_file_until_the_block_has_ended(target: Path) -> None:
    with save_whole(target) as file:
        file.write(b"new")
        file.flush()
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("interrupt", [KeyboardInterrupt, SystemExit, ValueError, MemoryError])
def test_an_interrupted_block_leaves_the_old_file(target: Path, interrupt: type[BaseException]) -> None:
    def interrupted() -> None:
        with save_whole(target) as file:
            file.write(b"half")
            raise interrupt

    with pytest.raises(interrupt):
        interrupted()
    assert_old_and_alone(target)


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.ENOSPC, "the disk is full"), (errno.EIO, "the disk reports an error"), (errno.EDQUOT, "quota")],
)
@pytest.mark.parametrize("call", ["os.fsync", "os.replace", "pathlib.Path.replace", "os.open", "os.fdopen"])
def test_every_failing_call_leaves_the_old_file_or_the_whole_new_one(
    target: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, reason: str
) -> None:
    monkeypatch.setattr(call, failing(number))
    fault = fault_of_saving(target)
    monkeypatch.undo()
    if fault is None:
        assert target.read_bytes() == b"new"
    else:
        assert str(target) in str(fault)
        assert reason in str(fault)
        assert_old_and_alone(target)


def test_a_write_that_fails_leaves_the_old_file(target: Path) -> None:
    def write_on_full_disk(file: BinaryIO) -> None:
        file.write(b"half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def saved() -> None:
        with save_whole(target) as file:
            write_on_full_disk(file)

    with pytest.raises(OutputUnwritable, match="the disk is full"):
        saved()
    assert_old_and_alone(target)


def test_the_fault_of_another_file_keeps_its_own_name(target: Path) -> None:
    def read_elsewhere() -> None:
        with save_whole(target):
            (target.parent / "photo.jpg").read_bytes()

    with pytest.raises(FileNotFoundError, match=r"photo\.jpg"):
        read_elsewhere()
    assert_old_and_alone(target)


def test_a_folder_fault_after_the_rename_does_not_undo_it(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync, calls = os.fsync, []

    def fail_second(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(errno.EIO, "late")
        sync(handle)

    monkeypatch.setattr(os, "fsync", fail_second)
    save(target)
    assert target.read_bytes() == b"new"


def test_a_folder_of_that_name_is_refused_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / "deck.pptx"
    folder.mkdir()
    with pytest.raises(OutputUnwritable, match="it is a folder"):
        save(folder)
    assert names_in(tmp_path) == ["deck.pptx"]


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputUnwritable, match="its folder does not exist"):
        save(tmp_path / "nowhere" / "deck.pptx")


def test_a_file_in_the_place_of_a_folder_is_named(target: Path) -> None:
    with pytest.raises(OutputUnwritable, match="a part of its path is a file"):
        save(target / "deck.pptx")


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.EACCES, "no permission"), (errno.EROFS, "the file system is read-only")]
)
def test_a_folder_that_takes_no_files_is_reported(
    target: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    monkeypatch.setattr("os.open", failing(number))
    fault = fault_of_saving(target)
    monkeypatch.undo()
    assert reason in str(fault)
    assert_old_and_alone(target)


@posix_only
def test_a_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    save(tmp_path / ("长" * 83 + ".pptx"))
    assert len(names_in(tmp_path)) == 1


@posix_only
def test_permissions_follow_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        save(tmp_path / "deck.pptx")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "deck.pptx").stat().st_mode) == 0o640


@posix_only
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "deck.pptx"
    link.symlink_to(tmp_path / "real" / "deck.pptx")
    save(link)
    assert link.is_symlink()
    assert (tmp_path / "real" / "deck.pptx").read_bytes() == b"new"


@posix_only
def test_what_a_killed_run_left_behind_goes_with_the_next_run(target: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from deckgen.render.saving import save_whole\n"
        "with save_whole(Path(sys.argv[1])) as file:\n"
        "    file.write(b'half'); file.flush(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", program, target], check=False)
    assert target.read_bytes() == b"old"
    assert len(names_in(target.parent)) == 2
    save(target)
    assert target.read_bytes() == b"new"
    assert names_in(target.parent) == [target.name]


@posix_only
def test_two_runs_in_one_folder_leave_each_other_alone(tmp_path: Path) -> None:
    with save_whole(tmp_path / "one.pptx") as one:
        one.write(b"one")
        save(tmp_path / "two.pptx", b"two")
    assert (tmp_path / "one.pptx").read_bytes() == b"one"
    assert (tmp_path / "two.pptx").read_bytes() == b"two"


def test_many_runs_that_save_into_one_folder_at_once_all_succeed(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from deckgen.render.saving import save_whole\n"
        "for number in range(300):\n"
        "    with save_whole(Path(sys.argv[1]) / f'{sys.argv[2]}-{number}.pptx') as file:\n"
        "        file.write(b'new')"
    )
    runs = [subprocess.Popen([sys.executable, "-c", program, tmp_path, str(run)]) for run in range(4)]
    assert [run.wait() for run in runs] == [0, 0, 0, 0]
    assert names_in(tmp_path) == sorted(f"{run}-{number}.pptx" for run in range(4) for number in range(300))
