"""Decks → PDF or ODP. The only place that runs LibreOffice."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from deckgen.export.copies import DeckCopy
from deckgen.export.fontconfig import fontconfig
from deckgen.export.targets import PDF, Target

PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
HOW_TO_INSTALL = (
    "install it (Debian, Ubuntu: `apt-get install libreoffice-impress fonts-noto-cjk`; macOS: "
    "`brew install --cask libreoffice`; Windows: `winget install TheDocumentFoundation.LibreOffice`), "
    "or set DECKGEN_SOFFICE to its `soffice`"
)
ALL_HIDDEN = "every slide is hidden"
TRIES = 2
SECONDS_TO_START = 120
SECONDS_PER_PAGE = 1
BYTES_TO_START = 4 << 30
BYTES_PER_PAGE = 8 << 20

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
POLL = 0.05
"""Seconds between two looks at what is there."""

# A deck must not make LibreOffice fetch pictures from the network or read files of this machine.
SETTINGS = {
    "org.openoffice.Office.Common/Security/Scripting": {
        "BlockUntrustedRefererLinks": "true",
        "DisableMacrosExecution": "true",
        "MacroSecurityLevel": "3",
        "DisableActiveContent": "true",
    },
    "org.openoffice.Office.Common/Misc": {"FirstRun": "false", "CrashReport": "false"},
    "org.openoffice.Setup/Office": {"ooSetupInstCompleted": "true"},
}


class OfficeMissing(Exception):
    """There is no LibreOffice to be found."""


class ExportFailed(Exception):
    """LibreOffice made nothing sound of the deck, twice."""


def find_office() -> Path | None:
    """The `soffice` to run: DECKGEN_SOFFICE if set, else from PATH, else from the usual places."""
    wanted = os.environ.get("DECKGEN_SOFFICE")
    names = [wanted] if wanted else ["soffice", "libreoffice", *PLACES]
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


def convert(package: DeckCopy, timeout: float | None = None, target: Target = PDF) -> bytes:
    """The deck as `target`; a PDF has one page for each slide that is not hidden.

    Raises OfficeMissing or ExportFailed. `timeout` in seconds; None allows more for longer decks.
    """
    office = _require_office()
    fault = ExportFailed(ALL_HIDDEN)
    for _ in range(TRIES if package.pages else 0):
        (outcome,) = _convert_together(office, [package], target, timeout)
        if isinstance(outcome, bytes):
            return outcome
        fault = outcome
    raise fault


@contextmanager
def converting(package: DeckCopy) -> Iterator[Callable[[], bytes]]:
    """LibreOffice at work on a deck's PDF beside this program; what is yielded waits for it.

    Raises OfficeMissing; what is yielded raises ExportFailed. Leaving ends LibreOffice.
    """
    office = _require_office()
    if not package.pages:
        raise ExportFailed(ALL_HIDDEN)
    with _at_work(office, [package], PDF, None) as results:

        def result() -> bytes:
            (outcome,) = results()
            return outcome if isinstance(outcome, bytes) else convert(package)

        yield result


def convert_all(packages: Sequence[DeckCopy], target: Target = PDF) -> list[bytes | ExportFailed]:
    """Many decks by one process, which saves its start; what it fails on, hangs at or never reaches is tried alone.

    Raises OfficeMissing.
    """
    office = _require_office()
    able = [package for package in packages if package.pages]
    made = dict(
        zip(map(id, able), _convert_together(office, able, target, None) if able else [], strict=True)
    )
    return [_settled(package, made.get(id(package)), target) for package in packages]


def _settled(package: DeckCopy, made: bytes | ExportFailed | None, target: Target) -> bytes | ExportFailed:
    if isinstance(made, bytes):
        return made
    try:
        return convert(package, target=target)
    except ExportFailed as fault:
        return fault


def _require_office() -> Path:
    office = find_office()
    if office is None:
        raise OfficeMissing
    return office


def _convert_together(
    office: Path, packages: Sequence[DeckCopy], target: Target, timeout: float | None
) -> list[bytes | ExportFailed]:
    with _at_work(office, packages, target, timeout) as results:
        return results()


@contextmanager
def _at_work(
    office: Path, packages: Sequence[DeckCopy], target: Target, timeout: float | None
) -> Iterator[Callable[[], list[bytes | ExportFailed]]]:
    """One process at work on the decks; what is yielded waits for what it makes of them. `timeout` is for each;
    without, it depends on the longest."""
    pages = [package.pages for package in packages]
    limit = timeout or SECONDS_TO_START + SECONDS_PER_PAGE * max(pages)
    memory = BYTES_TO_START + BYTES_PER_PAGE * sum(pages)
    names = [f"deck{number or ''}" for number in range(len(packages))]
    with TemporaryDirectory(prefix="deckgen-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _prepare(folder)
        for stem, package in zip(names, packages, strict=True):
            (folder / f"{stem}.pptx").write_bytes(package.data)
        command = _command(office, folder, names, target)
        with _started(command, folder, limit * len(packages), memory) as process:

            def results() -> list[bytes | ExportFailed]:
                said = _said(process, folder, limit)
                made = [_read(folder / "out" / f"{stem}.{target.ending}") for stem in names]
                return [
                    _sound(data, package, target, said) for data, package in zip(made, packages, strict=True)
                ]

            yield results


def _prepare(folder: Path) -> None:
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_settings(), "utf-8")
    (folder / "fonts.conf").write_text(fontconfig(), "utf-8")
    (folder / "out").mkdir()
    (folder / "tmp").mkdir()


def _command(office: Path, folder: Path, names: Sequence[str], target: Target) -> list[str]:
    profile = (folder / "profile").as_uri()
    decks = [str(folder / f"{name}.pptx") for name in names]
    job = ["--convert-to", target.argument, "--outdir", str(folder / "out"), *decks]
    return [str(office), f"-env:UserInstallation={profile}", *QUIETLY, *job]


def _read(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


@contextmanager
def _started(
    command: list[str], folder: Path, seconds: float, memory: int
) -> Iterator[subprocess.Popen[bytes]]:
    """A process that may take so much; what it started goes with it."""
    environment = os.environ | {
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        "SAL_USE_VCLPLUGIN": "svp",
        "TMPDIR": str(folder / "tmp"),
    }
    with (folder / PRINTED).open("wb") as target:
        process = subprocess.Popen(  # noqa: S603
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=target,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_limits(seconds, memory),
        )
    try:
        yield process
    finally:
        _end_group(process)


def _said(process: subprocess.Popen[bytes], folder: Path, limit: float) -> str:
    """Wait for its end, or until a deck takes longer than the limit. Returns what it printed."""
    if not _ends(process, folder / "out", limit):
        return f"no end after {limit:.0f} seconds"
    return (folder / PRINTED).read_bytes().decode(errors="replace")


def _ends(process: subprocess.Popen[bytes], out: Path, limit: float) -> bool:
    """Whether it ends by itself; each deck that comes out gives it `limit` seconds more."""
    made, patience = 0, time.monotonic() + limit
    while process.poll() is None:
        if (now := len(list(out.iterdir()))) > made:
            made, patience = now, time.monotonic() + limit
        if time.monotonic() > patience:
            return False
        with suppress(subprocess.TimeoutExpired):
            process.wait(POLL)
    return True


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


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End our own process group only: LibreOffice's start script leaves children behind when it is killed."""
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _sound(data: bytes, package: DeckCopy, target: Target, said: str) -> bytes | ExportFailed:
    """The data, or what is wrong with it: LibreOffice exits with 0 even when it wrote nothing."""
    name = target.ending.upper()
    if not data:
        return ExportFailed(f"LibreOffice wrote no {name}: {_last_line(said)}")
    if target.ending != "pdf":
        whole = zipfile.is_zipfile(io.BytesIO(data))
        return data if whole else ExportFailed(f"LibreOffice wrote a damaged {name}")
    from deckgen.export.rasters import count_pages

    found = count_pages(data) if data.rstrip().endswith(b"%%EOF") else None
    if found is None:
        return ExportFailed("LibreOffice wrote a damaged PDF")
    if found != package.pages:
        return ExportFailed(f"LibreOffice wrote {found} pages for {package.pages} slides")
    return data


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1][:200] if lines else "it gave no reason"


def _settings() -> str:
    items = "\n".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, properties in SETTINGS.items()
        for name, value in properties.items()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
