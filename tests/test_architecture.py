"""The shape of the program: imports point left, one door a library, a light start, a docstring everywhere."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "deckgen"
MODULES = sorted(PACKAGE.rglob("*.py"))

ORDER = """
records patterns project stopwatch units diagnostics codes messages forms icons content templates layouts plan fit
render written sources check export cache resources pipeline editing gate photos survey proof batch cli
""".split()  # noqa: SIM905
"""Each part may import those before it."""

DOORS = {
    "yaml": ["content/reading.py", "content/tree.py", "content/places.py", "content/syntax.py"],
    "markdown_it": ["content/inline.py"],
    "openpyxl": ["content/workbooks.py"],
    "pptx": ["templates/"],
    "lxml": [
        "templates/",
        "sources/word.py",
        "sources/word_runs.py",
        "written/",
        "check/deck_rules/",
        "export/",
    ],
    "pikepdf": ["export/documents.py", "export/tags.py", "export/tiling.py"],
    "PIL": ["templates/inference/pictures.py", "fit/pictures.py", "fit/image_files.py", "fit/embedded.py"],
    "pillow_heif": ["fit/image_files.py"],
    "resvg_py": ["fit/drawings.py"],
    "pypdfium2": ["export/rasters.py", "sources/pdf_pages.py"],
    "click": ["cli/"],
    "budoux": ["fit/"],
    "jinja2": ["batch/expressions.py"],
    "sqlite3": ["batch/cache.py"],
    "fsspec": ["batch/stores.py"],
    "distributed": ["batch/cluster.py"],
    "cloudpickle": ["batch/cluster.py"],
    "multiprocessing": ["batch/workers.py", "batch/working.py"],
    "subprocess": [
        "export/installed.py",
        "export/processes.py",
        "export/vectors.py",
        "fit/drawings.py",
        "gate/validating.py",
        "sources/pdf.py",
    ],
}
"""Library → the only places that may import it. `subprocess`, because LibreOffice has one door, too, and
drawings and PDFs of others are read apart."""

HEAVY = [
    "PIL",
    "pillow_heif",
    "resvg_py",
    "pypdfium2",
    "pikepdf",
    "budoux",
    "markdown_it",
    "openpyxl",
    "fsspec",
    "distributed",
]
"""Libraries that are loaded when first needed, never when a module is imported."""


def name_of(module: Path) -> str:
    return module.relative_to(PACKAGE).as_posix()


def part_of(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse(module.read_text("utf-8"))


def imports_in(nodes: Iterator[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module == "deckgen":
                yield from (f"deckgen.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


def all_imports(module: Path) -> list[str]:
    return list(imports_in(ast.walk(tree_of(module))))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_point_left(module: Path) -> None:
    part = part_of(module)
    if part == "__init__":
        assert not [name for name in all_imports(module) if name.startswith("deckgen.")]
        return
    parts = {name.split(".")[1] for name in all_imports(module) if name.startswith("deckgen.")}
    assert parts - {"__version__"} <= set(ORDER[: ORDER.index(part) + 1])


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_library_comes_in_by_its_door_only(module: Path) -> None:
    for name in {name.partition(".")[0] for name in all_imports(module)} & set(DOORS):
        assert name_of(module).startswith(tuple(DOORS[name])), f"`{name}` belongs into {DOORS[name]}"


def test_xml_is_parsed_in_one_place_only() -> None:
    parsing = [
        name_of(module)
        for module in MODULES
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (node.value.id, node.attr)
        in {("etree", name) for name in ("fromstring", "XML", "parse", "XMLParser")}
    ]
    assert set(parsing) == {"templates/markup.py"}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_heavy_libraries_are_not_loaded_on_import(module: Path) -> None:
    top = {name.partition(".")[0] for name in imports_in(iter(tree_of(module).body))}
    assert not top & set(HEAVY)


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_every_module_says_what_it_is(module: Path) -> None:
    assert ast.get_docstring(tree_of(module))


@pytest.mark.parametrize("part", sorted({part_of(module) for module in MODULES} - {"__init__"}))
def test_every_part_has_its_place_in_the_order(part: str) -> None:
    assert part in ORDER


def test_no_module_needs_another_to_be_imported_first() -> None:
    names = [
        "deckgen." + name_of(module)[:-3].replace("/", ".").removesuffix(".__init__") for module in MODULES
    ]
    # In a process each would hide nothing, but takes a minute; backwards catches what the usual order hides.
    code = "import importlib, sys\nfor name in reversed(sys.argv[1:]): importlib.import_module(name)"
    done = subprocess.run([sys.executable, "-c", code, *names], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_command_line_starts_with_click_alone() -> None:
    code = "import sys, deckgen.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, check=False)
    if done.returncode:  # where site-packages are needed to find click
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "click" in loaded
    assert not loaded & (set(DOORS) - {"click"} - {"subprocess"})


LATE = """
check gate export survey proof written sources editing templates.building templates.inference templates.art
templates.pages content.faults content.syntax fit.charts fit.chart_axes fit.columns fit.tables fit.table_columns
render.chart_xml render.tables render.workbooks forms.schema templates.packing
""".split()  # noqa: SIM905
"""What a build loads only where its report, its template or a fault needs it: imported where it is used, never at the
head of a module that every build loads."""


def test_a_build_of_words_loads_nothing_that_only_other_reports_need(tmp_path: Path) -> None:
    report = tmp_path / "report.yaml"
    report.write_text("title: T\nsections: [{title: A, achievements: [Moved the office.]}]\n", "utf-8")
    code = (
        "import sys; from deckgen.cli import run; code = run(sys.argv[1:])\n"
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, "build", str(report), "-o", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    loaded = done.stderr.split()
    assert not {f"deckgen.{name}" for name in LATE} & set(loaded)
    assert not {name.partition(".")[0] for name in loaded} & {*HEAVY, "pptx"} - {"budoux"}


NOT_FOR_DECKS = [
    "pipeline",
    "resources",
    "layouts",
    "plan",
    "sources.reading",
    "render",
    "content.models",
    "fit.model",
    "fit.sense",
    "check.reports",
]
"""What a deck that is checked alone does without: all that makes decks, and the rules on reports."""


def test_a_check_of_a_deck_loads_nothing_that_makes_decks(tmp_path: Path) -> None:
    report, deck = tmp_path / "report.yaml", tmp_path / "deck.pptx"
    report.write_text("title: T\nsections: [{title: A, achievements: [Moved the office.]}]\n", "utf-8")
    make = "import sys; from deckgen.cli import run; sys.exit(run(sys.argv[1:]))"
    subprocess.run([sys.executable, "-c", make, "build", str(report), "-o", str(deck)], check=True)
    code = (
        "import sys; from deckgen.cli import run; code = run(sys.argv[1:])\n"
        "print(*sys.modules, file=sys.stderr); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(deck)], capture_output=True, text=True, check=True
    )
    loaded = done.stderr.split()
    assert not {f"deckgen.{name}" for name in NOT_FOR_DECKS} & set(loaded)
    assert not {name.partition(".")[0] for name in loaded} & {*HEAVY, "yaml", "pptx"}
