"""The shipped template: built from its theme YAML, bound in full, and drawn on one grid."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from pptx import Presentation

from deckgen.diagnostics import BuildStopped, Sink
from deckgen.forms.form import replaced
from deckgen.layouts.slots import stem_of
from deckgen.templates.binding import binding_yaml, read_binding
from deckgen.templates.building import build_binding, build_template, main
from deckgen.templates.design import ThemeDesign, read_design
from deckgen.templates.model import BoundLayout, Placeholder, Template
from deckgen.templates.reading import read_template
from deckgen.units import Box, inches
from tests.zips import members_of

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "templates"
CHECKER = ROOT.parent / "shared" / "ooxml" / "ooxml_check.py"

FRAME = ("section", "title")
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PATH, PT = f"{DRAWING}path", f"{DRAWING}pt"


def numbered(stems: tuple[str, ...], count: int) -> tuple[str, ...]:
    return tuple(f"{stem}-{n}" for n in range(1, count + 1) for stem in stems)


CALLOUT, PHOTO = ("figure", "label", "detail", "icon"), ("photo", "caption")
VARIANTS: dict[str, tuple[str, ...]] = {
    "cover": ("title", "subtitle", "meta"),
    **{f"agenda-{n}": ("title", *numbered(("number", "entry"), n)) for n in range(3, 9)},
    "divider": ("number", "title", "headline"),
    "statement": ("section", "kicker", "title", "attribution"),
    **dict.fromkeys(("bullets", "bullets-few"), (*FRAME, "body")),
    **{f"columns-{n}": (*FRAME, *numbered(("lead", "text"), n)) for n in range(2, 5)},
    **{f"columns-icons-{n}": (*FRAME, *numbered(("icon", "lead", "text"), n)) for n in range(2, 5)},
    **{f"timeline-{n}": (*FRAME, *numbered(("when", "event"), n)) for n in range(3, 7)},
    **{f"steps-{n}": (*FRAME, *numbered(("number", "icon", "step"), n)) for n in range(3, 6)},
    **{f"comparison-{n}": (*FRAME, *numbered(("lead", "text"), n)) for n in (2, 3)},
    "quote": (*FRAME, "quote", "attribution"),
    "quote-portrait": (*FRAME, "photo-1", "caption-1", "quote", "attribution"),
    **{
        f"matrix{n}": (*FRAME, *numbered(("axis", "low", "high"), 2), *numbered(("cell",), 4))
        for n in ("", "-1", "-2", "-3", "-4")
    },
    **{f"honours-{n}": (*FRAME, *numbered(("year", "honour"), n)) for n in range(3, 9)},
    **{f"logos-{n}": (*FRAME, *numbered(("logo", "name"), n)) for n in range(1, 13)},
    **{f"highlights-{n}": ("title", *numbered(CALLOUT, n)) for n in range(4, 7)},
    "indicators-1": (*FRAME, *numbered(CALLOUT[:3], 1)),
    **{f"indicators-{n}": (*FRAME, *numbered(CALLOUT, n)) for n in range(2, 7)},
    "indicators-icon-1": (*FRAME, *numbered(CALLOUT, 1)),
    **{f"indicators-bullets-{n}": (*FRAME, *numbered(CALLOUT, n), "body") for n in range(1, 5)},
    **{f"indicators-photo-{n}": (*FRAME, *numbered(CALLOUT, n), *numbered(PHOTO, 1)) for n in (1, 2)},
    "indicators-photo-3": (*FRAME, *numbered(CALLOUT[:3], 3), *numbered(PHOTO, 1)),
    **{f"photo{tall}": (*FRAME, *numbered(PHOTO, 1)) for tall in ("", "-tall")},
    **{f"photo-pair{tall}": (*FRAME, *numbered(PHOTO, 2)) for tall in ("", "-tall")},
    **{f"photo-grid-{n}": (*FRAME, *numbered(PHOTO, n)) for n in (3, 4, 6)},
    **{f"photo-text{tall}": (*FRAME, *numbered(PHOTO, 1), "body") for tall in ("", "-tall")},
    "full-photo": ("photo-1", "title", "section", "caption-1"),
    "chart": (*FRAME, "chart", "source"),
    "chart-takeaway": (*FRAME, "chart", "source", "takeaway"),
    "chart-text": (*FRAME, "chart", "source", "body"),
    **{f"charts-{n}": (*FRAME, *numbered(("chart",), n), "takeaway", "source") for n in range(2, 7)},
    "table": (*FRAME, "table", "source"),
    "closing": ("title", "text", "meta"),
}


def design() -> ThemeDesign:
    return read_design((SHIPPED / "plum.theme.yaml").read_bytes(), "plum.theme.yaml", Sink())


@pytest.fixture(scope="module")
def template() -> Template:
    sink = Sink()
    binding = read_binding((SHIPPED / "plum.yaml").read_bytes(), "plum.yaml", sink)
    return read_template((SHIPPED / "plum.pptx").read_bytes(), "plum", binding, sink)


def bound_placeholders(bound: BoundLayout) -> Iterator[tuple[str, Placeholder]]:
    for slot, idx in bound.slots.items():
        yield slot, bound.slide_layout.placeholders[idx]


def overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0 and down > 0


def test_the_committed_template_is_what_the_theme_builds() -> None:
    assert members_of(build_template(design())) == members_of((SHIPPED / "plum.pptx").read_bytes())
    committed = (SHIPPED / "plum.yaml").read_text("utf-8")
    assert binding_yaml(build_binding(design(), "plum.pptx")) == committed, (
        "renew with: python -m deckgen.templates.building templates/plum.theme.yaml"
    )


def test_building_twice_gives_the_same_bytes() -> None:
    assert build_template(design()) == build_template(design())


def test_content_types_come_first_and_parts_in_order_of_name() -> None:
    first, *others = members_of(build_template(design()))
    assert first == "[Content_Types].xml"
    assert others == sorted(others)
    assert not any("thumbnail" in name for name in others)


def test_the_command_writes_template_and_binding_beside_the_theme(tmp_path: Path) -> None:
    theme = tmp_path / "mine.theme.yaml"
    theme.write_bytes((SHIPPED / "plum.theme.yaml").read_bytes())
    assert main([str(theme)]) == 0
    assert (tmp_path / "mine.pptx").read_bytes() == build_template(design())
    assert 'template: "mine.pptx"' in (tmp_path / "mine.yaml").read_text("utf-8")


def test_the_command_names_the_line_of_a_faulty_theme(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theme = tmp_path / "mine.theme.yaml"
    text = (SHIPPED / "plum.theme.yaml").read_text("utf-8")
    theme.write_text(text.replace("gutter: 0.2", "guter: 0.2").replace("7A2E6B", "plum"), "utf-8")
    assert main([str(theme)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["invalid-value", "unknown-key"]
    assert all(line.startswith("mine.theme.yaml:") for line in lines)
    assert not (tmp_path / "mine.pptx").exists()


def test_a_misspelt_theme_key_is_answered_with_the_nearest_one() -> None:
    sink = Sink()
    text = (SHIPPED / "plum.theme.yaml").read_text("utf-8").replace("gutter:", "guter:")
    with pytest.raises(BuildStopped):
        read_design(text.encode(), "mine.theme.yaml", sink)
    assert [found.hint for found in sink] == ["did you mean `gutter`?"]


@pytest.mark.parametrize(
    ("text", "place", "hint"),
    [
        ("brand: #FFE600", "there is neither a `brand` colour nor `colours`", "is a comment"),
        ('brand: "FFE600"\nstyle: quite', "`style` cannot be `quite`", "did you mean `quiet`?"),
        ("brand: yellow", "`brand`: a colour is six hexadecimal digits", ""),
    ],
)
def test_a_slip_in_a_short_theme_is_one_finding(text: str, place: str, hint: str) -> None:
    sink = Sink()
    with pytest.raises(BuildStopped):
        read_design(text.encode(), "mine.theme.yaml", sink)
    (found,) = sink
    assert place in found.message
    assert hint in (found.hint or "")


def test_one_colour_makes_a_theme_that_is_called_as_its_file() -> None:
    design = read_design(b"brand: '#fc0'", "mine.theme.yaml", Sink())
    assert (design.name, design.brand) == ("mine", "FFCC00")


def test_every_variant_is_bound_with_its_slots_in_reading_order(template: Template) -> None:
    assert {variant: tuple(bound.slots) for variant, bound in template.layouts.items()} == VARIANTS


def test_every_slot_has_a_placeholder_of_its_kind(template: Template) -> None:
    for variant, bound in template.layouts.items():
        for slot, placeholder in bound_placeholders(bound):
            expected = (
                ("ctrTitle" if variant == "cover" else "title")
                if slot == "title"
                else "pic"
                if slot.startswith(("photo-", "logo-", "icon-"))
                else {"chart": "chart", "table": "tbl"}[stem_of(slot)]
                if stem_of(slot) in ("chart", "table")
                else "subTitle"
                if slot == "subtitle"
                else "body"
            )
            assert placeholder.type == expected, (variant, slot)


def test_a_slot_has_one_idx_wherever_it_stands(template: Template) -> None:
    found: dict[str, set[int]] = {}
    for bound in template.layouts.values():
        for slot, idx in bound.slots.items():
            found.setdefault(slot, set()).add(idx)
            assert idx == 0 or idx >= 20
    assert {slot: idx for slot, idx in found.items() if len(idx) > 1} == {}


def test_content_pages_carry_date_footer_and_number(template: Template) -> None:
    for variant, bound in template.layouts.items():
        standing = {
            idx: placeholder.type
            for idx, placeholder in bound.slide_layout.placeholders.items()
            if 10 <= idx <= 12
        }
        expected = {} if variant in ("cover", "closing") else {10: "dt", 11: "ftr", 12: "sldNum"}
        assert standing == expected, variant


def is_ground(placeholder: Placeholder, variant: str) -> bool:
    """On a full photo all words stand on the photo, and on the bar that is the title's."""
    return variant == "full-photo" and placeholder.type in ("pic", "title")


def test_words_on_a_full_photo_keep_the_margins_and_out_of_each_others_way(template: Template) -> None:
    bound = template.layouts["full-photo"]
    photo, title = bound.find_placeholder("photo-1"), bound.find_placeholder("title")
    assert photo
    assert title
    assert photo.box == Box(0, 0, template.width, template.height)
    others = [each for each in bound.slide_layout.placeholders.values() if each not in (photo, title)]
    assert all(title.box.covers(each.box) for each in others)
    assert not any(overlap(title.text_box, each.box) for each in others)
    assert title.text_box.left == inches(0.6)


def test_placeholders_keep_the_margins_and_do_not_overlap(template: Template) -> None:
    margin = inches(0.6)
    for variant, bound in template.layouts.items():
        placeholders = [
            each for each in bound.slide_layout.placeholders.values() if not is_ground(each, variant)
        ]
        for placeholder in placeholders:
            box = placeholder.box
            assert box.left >= margin, (variant, placeholder.name)
            assert box.right <= template.width - margin, (variant, placeholder.name)
            assert box.top >= margin - inches(0.1), (variant, placeholder.name)
            assert box.bottom <= template.height - inches(0.25), (variant, placeholder.name)
        lying = [(one, other) for one, other in combinations(placeholders, 2) if overlap(one.box, other.box)]
        assert [(one.name, other.name) for one, other in lying if not shared({one.idx, other.idx})] == [], (
            variant
        )


def shared(indexes: set[int]) -> bool:
    """The footer (11) makes way for the confidentiality (261) where there is any."""
    return indexes == {11, 261}


def test_every_page_has_a_place_for_the_confidentiality_and_those_of_sections_for_the_progress(
    template: Template,
) -> None:
    assert template.standing == {"confidentiality": 261, "progress": 260}
    for variant, bound in template.layouts.items():
        assert 261 in bound.slide_layout.placeholders, variant
        assert (260 in bound.slide_layout.placeholders) == ("section" in bound.slots), variant


def test_sibling_callouts_are_set_alike(template: Template) -> None:
    for variant, bound in template.layouts.items():
        for stem in (
            "figure",
            "label",
            "detail",
            "lead",
            "text",
            "caption",
            "entry",
            "number",
            "when",
            "event",
            "step",
            "cell",
            "year",
            "honour",
            "logo",
            "name",
        ):
            siblings = [found for slot, found in bound_placeholders(bound) if slot.startswith(f"{stem}-")]
            # The quadrant that stands out has another colour.
            styles = {tuple(replace(level, colour="") for level in found.levels) for found in siblings}
            assert len(styles) <= 1, (variant, stem)
            assert len({found.box.height for found in siblings}) <= 1, (variant, stem)


def test_photos_have_one_of_three_ratios_or_one_of_two_upright_ones(template: Template) -> None:
    ratios = set()
    for bound in template.layouts.values():
        for slot, placeholder in bound_placeholders(bound):
            if slot.startswith("photo-"):
                ratios.add(round(placeholder.box.width / placeholder.box.height, 2))
    assert ratios == {1.5, 1.78, 2.33, 0.83, 0.67}


def test_text_sizes_keep_to_what_can_be_read_from_the_back_row(template: Template) -> None:
    least = {"title": 28, "body": 18, "caption": 14, "label": 16, "detail": 14, "section": 14, "figure": 36}
    least |= {"when": 20, "event": 18, "step": 18, "quote": 28, "text": 18, "lead": 18, "attribution": 18}
    for variant, bound in template.layouts.items():
        for slot, placeholder in bound_placeholders(bound):
            stem = slot.rstrip("-0123456789")
            assert placeholder.levels[0].points >= least.get(stem, 12), (variant, slot)


def test_a_title_of_two_lines_and_a_label_of_two_fit_their_places(template: Template) -> None:
    for variant, bound in template.layouts.items():
        for slot, placeholder in bound_placeholders(bound):
            if slot == "title" or slot.startswith("label-"):
                needed = 2 * placeholder.levels[0].points * 1.22 * 12_700
                assert placeholder.box.height >= needed, (variant, slot)


def test_numbers_of_steps_stand_in_the_full_part_of_their_arrows() -> None:
    presentation = Presentation(SHIPPED / "plum.pptx")
    for layout in presentation.slide_layouts:
        for arrows in (shape for shape in layout.shapes if shape.name == "Arrows"):
            outlines = [
                [
                    (int(point.get("x")) + arrows.left, int(point.get("y")) + arrows.top)
                    for point in path.iter(PT)
                ]
                for path in arrows._element.iter(PATH)
            ]
            numbers = [shape for shape in layout.placeholders if "No." in shape.name]
            assert len(numbers) == len(outlines)
            for number, (back, shoulder, _, _, _, notch) in zip(numbers, outlines, strict=True):
                assert notch[0] < number.left
                assert number.left + number.width < shoulder[0]
                assert number.top >= back[1]


def test_python_pptx_opens_the_template_and_finds_its_layouts() -> None:
    presentation = Presentation(BytesIO(build_template(design())))
    assert len(presentation.slides) == 0
    assert len(presentation.slide_layouts) == len(VARIANTS)
    names = [layout.name for layout in presentation.slide_layouts]
    assert len(set(names)) == len(names)
    assert all(" · " in name for name in names)


def test_shape_ids_are_unique_on_every_slide_layout() -> None:
    for layout in Presentation(BytesIO(build_template(design()))).slide_layouts:
        ids = [shape.shape_id for shape in layout.shapes]
        assert len(set(ids)) == len(ids), layout.name


@pytest.mark.skipif(not CHECKER.exists(), reason="../shared/ooxml is not beside this checkout")
def test_the_package_is_valid() -> None:
    command = [sys.executable, str(CHECKER), "--strict", str(SHIPPED / "plum.pptx")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_names_with_marks_of_xml_and_yaml_survive() -> None:
    theme = replaced(design(), name='A & B <"C">: d')
    presentation = Presentation(BytesIO(build_template(theme)))
    assert presentation.core_properties.title == 'A & B <"C">: d'
    binding = build_binding(theme, 'a: "b".pptx')
    again = read_binding(binding_yaml(binding).encode(), "a.yaml", Sink())
    assert again == binding
