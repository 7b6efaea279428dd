"""LibreOffice's settings: nothing is fetched or run, declared stand-ins go before its own, and it starts quickly."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from xml.sax.saxutils import escape

from deckgen.check.stand_ins import StandIns
from deckgen.export.fontconfig import spellings_of
from deckgen.export.installed import faces_of

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
    # In a profile of an older version it first tries out its drawing, on pictures of 64 MB: half of its start.
    "org.openoffice.Setup/Product": {"ooSetupLastVersion": "999.0"},
    "org.openoffice.Office.Common/Font/Substitution": {"Replacement": "true"},
}
PAIRS = "org.openoffice.Office.Common/Font/Substitution/FontPairs"


def write_profile(office: Path, user: Path, stand_ins: StandIns) -> None:
    """Put what LibreOffice finds of its user into an empty folder."""
    (user / "registrymodifications.xcu").write_text(registry(stand_ins), "utf-8")
    if build := _build_of(office):
        # Of another build it would set up its extensions anew, and then start once more (LibreOffice's
        # desktop/source/app/app.cxx, `cleanExtensionCache`).
        (user / "extensions").mkdir()
        (user / "extensions" / "buildid").write_text(build, "utf-8")


def _build_of(office: Path) -> str:
    """What LibreOffice says of itself beside its program; empty where it says nothing."""
    with suppress(OSError, UnicodeDecodeError):
        for line in office.resolve().with_name("versionrc").read_text("utf-8").splitlines():
            key, _, value = line.partition("=")
            if key == "buildid":
                return value.strip()
    return ""


def registry(stand_ins: StandIns) -> str:
    """The file of its settings."""
    items = [
        f'<item oor:path="/{path}">{_prop(name, value)}</item>'
        for path, properties in SETTINGS.items()
        for name, value in properties.items()
    ]
    items += map(_pair, sorted(_pairs(stand_ins)))
    lines = "\n".join(items)
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{lines}
</oor:items>
"""


def _pairs(stand_ins: StandIns) -> Iterator[tuple[str, str]]:
    """A typeface that is not installed, and the first in its place that is.

    LibreOffice draws Carlito for Calibri and Liberation Sans for Arial, whatever fontconfig says. What it replaces by
    these settings it does not look for any more; so nothing is said of typefaces that are installed.
    """
    for one in stand_ins:
        names = spellings_of(one.typeface)
        instead = next(filter(faces_of, one.instead), None)
        if instead and not any(map(faces_of, names)):
            yield from ((name, instead) for name in names)


def _pair(pair: tuple[str, str]) -> str:
    wanted, instead = map(escape, pair)
    values = {"ReplaceFont": wanted, "SubstituteFont": instead, "Always": "true", "OnScreenOnly": "false"}
    properties = "".join(_prop(name, value) for name, value in values.items())
    key = escape(pair[0], {'"': "&quot;"})
    return f'<item oor:path="/{PAIRS}"><node oor:name="{key}" oor:op="replace">{properties}</node></item>'


def _prop(name: str, value: str) -> str:
    return f'<prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop>'
