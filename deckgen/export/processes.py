"""LibreOffice's processes: each in a folder and with a profile of its own, within limits, and ended with all that it
started, even when we are killed. The only place that runs LibreOffice."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from deckgen.check.stand_ins import StandIns
from deckgen.export.fontconfig import fontconfig
from deckgen.export.profile import write_profile

QUIETLY = (
    "--headless",
    "--invisible",
    "--norestore",
    "--nolockcheck",
    "--nodefault",
    "--nofirststartwizard",
    "--nologo",
)
PRINTED = "printed"
PROFILE = "profile"
# Ends the group when the program has ended, or when nobody holds the other end of standard input any more: a killed
# deckgen cannot end anything itself.
KEEPER = '("$@"; kill -9 0) & cat; kill -9 0'
WHEN_THERE = 'until [ -e "$0" ]; do sleep 0.02; done; exec "$@"'
SOCKET_FOLDERS = ("/tmp", "/var/tmp")  # noqa: S108 (where LibreOffice puts it)

Process = subprocess.Popen[bytes]


def prepare(office: Path, folder: Path, stand_ins: StandIns) -> None:
    """Put profile and fonts into an empty folder."""
    user = folder / PROFILE / "user"
    user.mkdir(parents=True)
    write_profile(office, user, stand_ins)
    (folder / "fonts.conf").write_text(fontconfig(stand_ins), "utf-8")
    (folder / "tmp").mkdir()


def command(office: Path, folder: Path, job: Sequence[str]) -> list[str]:
    """What to run for a job with the profile in `folder`."""
    return [str(office), f"-env:UserInstallation={(folder / PROFILE).as_uri()}", *QUIETLY, *job]


def conversion(filter_: str, out: Path, decks: Sequence[Path]) -> list[str]:
    """The job that makes a file in `out` of each deck."""
    return ["--convert-to", filter_, "--outdir", str(out), *map(str, decks)]


def start(command: Sequence[str], folder: Path, seconds: float, memory: int) -> Process:
    """A process that may take so much time of the processor and so many bytes."""
    keeper = () if sys.platform == "win32" else ("/bin/sh", "-c", KEEPER, "sh")
    with (folder / PRINTED).open("wb") as printed:
        return subprocess.Popen(  # noqa: S603
            [*keeper, *command],
            cwd=folder,
            env=_environment(folder),
            stdin=subprocess.PIPE,
            stdout=printed,
            stderr=subprocess.STDOUT,
            process_group=None if sys.platform == "win32" else 0,
            preexec_fn=_limits(seconds, memory),
        )


def start_beside(first: Process, command: Sequence[str], folder: Path, ready: Path) -> Process:
    """A process that begins once the file `ready` is there, and ends with the group of the first.

    Raises OSError when that has gone.
    """
    return subprocess.Popen(  # noqa: S603
        ["/bin/sh", "-c", WHEN_THERE, str(ready), *command],
        cwd=folder,
        env=_environment(folder),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=first.pid,
    )


def ends(process: Process, seconds: float) -> bool:
    """Whether it ends by itself within so many seconds."""
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    return process.poll() is not None


def end(process: Process, folder: Path) -> None:
    """End our own process group only: LibreOffice's start script leaves children behind when it is killed."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):  # macOS refuses where only dead ones are left
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    _remove_socket(folder)


def printed(folder: Path) -> bytes:
    return (folder / PRINTED).read_bytes()


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        "SAL_USE_VCLPLUGIN": "svp",
        "TMPDIR": str(folder / "tmp"),
    }


def _limits(seconds: float, memory: int) -> Callable[[], None] | None:
    """Sets the limits in the new process, where the system knows them."""
    if sys.platform == "win32":
        return None
    import resource

    wanted = {resource.RLIMIT_CPU: int(seconds) + 1, resource.RLIMIT_CORE: 0}
    if sys.platform == "linux":
        wanted[resource.RLIMIT_AS] = memory

    def limit() -> None:
        for kind, value in wanted.items():
            hard = resource.getrlimit(kind)[1]
            soft = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (soft, hard))

    return limit


def _remove_socket(folder: Path) -> None:
    """LibreOffice listens on a socket outside its profile, which it leaves behind when it is killed."""
    if sys.platform == "win32":
        return
    profile = (folder / PROFILE).as_uri().encode("utf-16-le")
    digest = hashlib.md5(profile, usedforsecurity=False).digest()
    name = f"OSL_PIPE_{os.getuid()}_SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
    for place in SOCKET_FOLDERS:
        with suppress(OSError):
            Path(place, name).unlink()
