"""Every shipped template, lightly: built from its theme, bound in full, orderly on the page, good for every report."""

from __future__ import annotations

import subprocess
import sys
from itertools import combinations
from pathlib import Path

import pytest

from deckgen.diagnostics import Sink
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from deckgen.templates.binding import binding_yaml, read_binding
from deckgen.templates.building import build_binding, build_template
from deckgen.templates.design import read_design
from deckgen.templates.model import Placeholder, Template
from deckgen.templates.reading import read_template
from deckgen.units import inches
from tests.audit import audit
from tests.zips import members_of

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "templates"
CHECKER = ROOT.parent / "shared" / "ooxml" / "ooxml_check.py"
NAMES = sorted(path.stem for path in SHIPPED.glob("*.pptx"))
every_template = pytest.mark.parametrize("name", NAMES)


def template(name: str) -> Template:
    sink = Sink()
    binding = read_binding((SHIPPED / f"{name}.yaml").read_bytes(), f"{name}.yaml", sink)
    return read_template((SHIPPED / f"{name}.pptx").read_bytes(), name, binding, sink)


def test_there_are_four_in_two_ratios() -> None:
    wide = [name for name in NAMES if not name.endswith("-4x3")]
    assert len(wide) == 4
    assert sorted([*wide, *(f"{name}-4x3" for name in wide)]) == NAMES


@every_template
def test_the_committed_files_are_what_the_theme_builds(name: str) -> None:
    design = read_design((SHIPPED / f"{name}.theme.yaml").read_bytes(), f"{name}.theme.yaml", Sink())
    assert members_of(build_template(design)) == members_of((SHIPPED / f"{name}.pptx").read_bytes()), (
        "build it anew"
    )
    binding = binding_yaml(build_binding(design, f"{name}.pptx"))
    assert binding == (SHIPPED / f"{name}.yaml").read_text("utf-8")


@every_template
def test_every_template_serves_the_same_variants_and_slots(name: str) -> None:
    served, usual = template(name).layouts, template("plum").layouts
    assert {variant: set(bound.slots) for variant, bound in served.items()} == {
        variant: set(bound.slots) for variant, bound in usual.items()
    }


@every_template
def test_placeholders_keep_the_margins_and_out_of_each_others_way(name: str) -> None:
    found = template(name)
    assert (found.width, found.height) == (9_144_000 if name.endswith("-4x3") else 12_192_000, 6_858_000)
    page, margin = found.width, inches(0.6)
    for variant, bound in found.layouts.items():
        places = [
            each
            for each in bound.slide_layout.placeholders.values()
            if not (variant == "full-photo" and each.type in ("pic", "title"))
        ]
        for place in places:
            assert place.box.left >= margin, (variant, place.name)
            assert place.box.right <= page - margin, (variant, place.name)
            assert place.box.bottom <= found.height - inches(0.25), (variant, place.name)
        lying = [
            (one.name, other.name) for one, other in combinations(places, 2) if lie_on_each_other(one, other)
        ]
        assert lying == [], variant


def lie_on_each_other(one: Placeholder, other: Placeholder) -> bool:
    """The footer (11) makes way for the confidentiality (261) where there is any."""
    across = min(one.box.right, other.box.right) - max(one.box.left, other.box.left)
    down = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return across > 0 and down > 0 and {one.idx, other.idx} != {11, 261}


@pytest.mark.office
@pytest.mark.parametrize("name", ["quiet", "red-gold-4x3", "stage-4x3"])
def test_no_text_leaves_its_shape(name: str, tmp_path: Path) -> None:
    deck = tmp_path / "deck.pptx"
    build_deck(ROOT / "content" / "project-review" / "report.yaml", deck, Resources(), Sink(), name)
    assert audit(deck) == []


@pytest.mark.skipif(not CHECKER.exists(), reason="../shared/ooxml is not beside this checkout")
@every_template
def test_the_package_is_valid(name: str) -> None:
    command = [sys.executable, str(CHECKER), "--strict", str(SHIPPED / f"{name}.pptx")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
