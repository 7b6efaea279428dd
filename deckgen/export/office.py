"""Deck → PDF. The only place that runs LibreOffice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from deckgen.export.copies import Package
from deckgen.export.fontconfig import fontconfig

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
PDF_FILTER = 'pdf:impress_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'

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
    """LibreOffice made no sound PDF of the deck, twice."""


def find_office() -> Path | None:
    """The `soffice` to run: DECKGEN_SOFFICE if set, else from PATH, else from the usual places."""
    wanted = os.environ.get("DECKGEN_SOFFICE")
    names = [wanted] if wanted else ["soffice", "libreoffice", *PLACES]
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


def convert(package: Package, timeout: float | None = None) -> bytes:
    """The deck as PDF, one page for each slide that is not hidden.

    Raises OfficeMissing or ExportFailed. `timeout` in seconds; None allows more for longer decks.
    """
    office = find_office()
    if office is None:
        raise OfficeMissing
    if not package.pages:
        raise ExportFailed("every slide is hidden")
    limit = timeout or SECONDS_TO_START + SECONDS_PER_PAGE * package.pages
    reason = ""
    for _ in range(TRIES):
        try:
            return _convert_once(office, package, limit)
        except ExportFailed as fault:
            reason = str(fault)
    raise ExportFailed(reason)


def _convert_once(office: Path, package: Package, limit: float) -> bytes:
    with TemporaryDirectory(prefix="deckgen-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _prepare(folder, package)
        said = _run(_command(office, folder), folder, limit, BYTES_TO_START + BYTES_PER_PAGE * package.pages)
        pdf = folder / "out" / "deck.pdf"
        data = pdf.read_bytes() if pdf.is_file() else b""
    _require_sound(data, package.pages, said)
    return data


def _prepare(folder: Path, package: Package) -> None:
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_settings(), "utf-8")
    (folder / "fonts.conf").write_text(fontconfig(), "utf-8")
    (folder / "deck.pptx").write_bytes(package.zipped())
    (folder / "out").mkdir()
    (folder / "tmp").mkdir()


def _command(office: Path, folder: Path) -> list[str]:
    profile = (folder / "profile").as_uri()
    job = ["--convert-to", PDF_FILTER, "--outdir", str(folder / "out"), str(folder / "deck.pptx")]
    return [str(office), f"-env:UserInstallation={profile}", *QUIETLY, *job]


def _run(command: list[str], folder: Path, limit: float, memory: int) -> str:
    """Run to the end, or to the limit; what it started goes with it. Returns what it printed."""
    environment = os.environ | {
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
        "SAL_USE_VCLPLUGIN": "svp",
        "TMPDIR": str(folder / "tmp"),
    }
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        preexec_fn=_limits(limit, memory),
    )
    try:
        return process.communicate(timeout=limit)[0].decode(errors="replace")
    except subprocess.TimeoutExpired:
        return f"no end after {limit:.0f} seconds"
    finally:
        _end_group(process)


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


def _require_sound(pdf: bytes, pages: int, said: str) -> None:
    # LibreOffice exits with 0 even when it wrote nothing.
    from deckgen.export.rasters import count_pages

    if not pdf:
        raise ExportFailed(f"LibreOffice wrote no PDF: {_last_line(said)}")
    found = count_pages(pdf) if pdf.rstrip().endswith(b"%%EOF") else None
    if found is None:
        raise ExportFailed("LibreOffice wrote a damaged PDF")
    if found != pages:
        raise ExportFailed(f"LibreOffice wrote {found} pages for {pages} slides")


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
