"""`python -m benchmarks.foreign FOLDER [--audit]`: do the example reports come out well in templates of others?

Builds every report in every `.pptx`, `.potx`, `.pptm` and `.potm` of FOLDER, looks for faults, prints a table and
writes all to `faults.json` beside the decks. With --audit LibreOffice lays the decks out and validators read them,
too; what they found is kept for each deck, so that a second run looks only at decks that have changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benchmarks.deck_faults import Fault, counted, drawn_faults, file_faults
from deckgen.diagnostics import BuildStopped, Severity, Sink
from deckgen.pipeline import build_deck
from deckgen.resources import Resources

ROOT = Path(__file__).resolve().parents[1]
REPORTS = [
    ROOT / "content" / name / "report.yaml"
    for name in ("jiangxi-women", "annual-report-en", "project-review")
]
ENDINGS = (".pptx", ".potx", ".pptm", ".potm")
CHECKER = ROOT.parent / "shared" / "ooxml" / "ooxml_check.py"
AWAITED = ("photo-missing", "photo-pending")
"""Findings about photos that nobody has brought yet: every deck of the examples has them."""


@dataclass
class Trial:
    """One report built in one template."""

    template: str
    report: str
    seconds: float = 0.0
    slides: int = 0
    own_layouts: int = 0
    built_layouts: int = 0
    stopped: str = ""
    """Why there is no deck; empty where there is one."""
    findings: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not self.stopped and not self.faults


def main() -> int:
    options = parse()
    templates = sorted(path for path in options.folder.rglob("*") if path.suffix.lower() in ENDINGS)
    work = options.work
    work.mkdir(parents=True, exist_ok=True)
    trials: list[Trial] = []
    for number, template in enumerate(templates, start=1):
        print(f"\r{number}/{len(templates)} {template.name[:60]:60}", end="", file=sys.stderr, flush=True)
        trials += [tried(template, report, work, audited=options.audit) for report in options.report]
        found = [asdict(trial) for trial in trials]
        (work / "faults.json").write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    print(file=sys.stderr)
    print("\n".join(table(trials)))
    return 0 if all(trial.good for trial in trials) else 1


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.foreign", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--report", type=Path, nargs="+", default=REPORTS)
    parser.add_argument("--work", type=Path, default=Path("build/foreign"), help="where decks and results go")
    parser.add_argument("--audit", action="store_true", help="lay the decks out and validate them, too")
    return parser.parse_args()


def tried(template: Path, report: Path, work: Path, *, audited: bool) -> Trial:
    trial = Trial(template.name, report.parent.name)
    deck, sink = work / f"{template.stem}--{report.parent.name}.pptx", Sink()
    deck.unlink(missing_ok=True)
    start = time.perf_counter()
    try:
        built = build_deck(report, deck, Resources(), sink, str(template.absolute()))
        trial.seconds = round(time.perf_counter() - start, 2)
        trial.slides = built.slides
        trial.own_layouts, trial.built_layouts = built.layouts_used, built.layouts_built
        trial.faults += file_faults(deck, report, [found.message for found in sink])
        trial.faults += [
            Fault("error", 0, f"{found.code.name}: {found.message}")
            for found in sink
            if found.code.severity is Severity.ERROR
        ]
        if audited:
            trial.faults += kept("schema", deck, work, lambda: schema_faults(template, deck))
            trial.faults += kept("drawn", deck, work, lambda: drawn_faults(deck))
    except BuildStopped:
        trial.stopped = next((found.message for found in sink), "stopped")
    except Exception:
        trial.stopped = traceback.format_exc()[-1500:]
    trial.findings = dict(Counter(found.code.name for found in sink if found.code.name not in AWAITED))
    return trial


def kept(what: str, deck: Path, work: Path, find: Callable[[], Iterable[Fault]]) -> list[Fault]:
    """What was found in the same deck before, by the same code; else what is found now."""
    code = b"".join(path.read_bytes() for path in sorted((ROOT / "deckgen" / "export").glob("*.py")))
    ours = ("benchmarks/deck_faults.py", "benchmarks/furniture.py", "tests/audit.py")
    code += b"".join((ROOT / name).read_bytes() for name in ours)
    key = hashlib.sha256(code + deck.read_bytes()).hexdigest()[:24]
    store = work / "kept" / f"{what}-{key}.json"
    if store.exists():
        return [Fault(*entry) for entry in json.loads(store.read_text("utf-8"))]
    found = list(find())
    store.parent.mkdir(exist_ok=True)
    store.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    return found


def schema_faults(template: Path, deck: Path) -> Iterator[Fault]:
    """What the package rules and, if OOXML_VALIDATOR_CLI names it, Microsoft's validator say of the deck but not of
    the template."""
    if CHECKER.is_file():
        command = [sys.executable, *map(str, [CHECKER, "--no-sdk", "--strict", "--baseline", template, deck])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            yield Fault("schema", 0, (done.stdout + done.stderr)[-400:])
    validator = os.environ.get("OOXML_VALIDATOR_CLI")
    if validator:
        known = {description for description, _ in validated(validator, template)}
        for description, part in sorted(validated(validator, deck)):
            if description not in known:
                yield Fault("schema", 0, f"{part}: {description}")


def validated(validator: str, file: Path) -> set[tuple[str, str]]:
    """The validator's complaints: description and part."""
    done = subprocess.run([validator, file, "Microsoft365"], capture_output=True, text=True, check=False)
    said = json.loads(done.stdout)
    return {(error["description"], error["path"]) for error in said.get("errors", [])}


def table(trials: Iterable[Trial]) -> Iterator[str]:
    """A line for each template with faults of all its reports, and what it comes to."""
    grouped: dict[str, list[Trial]] = {}
    for trial in trials:
        grouped.setdefault(trial.template, []).append(trial)
    yield f"{'template':34}{'decks':>6}{'slides':>7}{'own':>4}{'built':>6}{'s':>6}  faults"
    for name, group in grouped.items():
        faults = counted(fault for trial in group for fault in trial.faults)
        told = ", ".join(f"{kind} {number}" for kind, number in faults.items()) or "-"
        stopped = "; ".join(trial.stopped.strip().splitlines()[-1][:80] for trial in group if trial.stopped)
        decks = sum(not trial.stopped for trial in group)
        yield (
            f"{name[:33]:34}{f'{decks}/{len(group)}':>6}{sum(trial.slides for trial in group):7}"
            f"{max(trial.own_layouts for trial in group):4}{max(trial.built_layouts for trial in group):6}"
            f"{max(trial.seconds for trial in group):6.1f}  {told} {stopped}"
        )
    clean = sum(all(trial.good for trial in group) for group in grouped.values())
    yield f"{clean} of {len(grouped)} templates without a fault"


if __name__ == "__main__":
    sys.exit(main())
