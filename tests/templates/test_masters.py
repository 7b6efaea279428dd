"""Several slide masters, and slide layouts with one name, with none, or with placeholders nobody can tell apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pptx import Presentation

from deckgen.diagnostics import BuildStopped, Sink
from deckgen.forms.reading import read_form
from deckgen.templates.binding import Binding, read_binding
from deckgen.templates.masters import own_names
from deckgen.templates.model import Template
from tests.templates.packages import (
    MASTER,
    Change,
    dangling,
    default_binding,
    default_template,
    read,
    replacing,
    rewritten,
    with_second_master,
)


def slides_on_second(pptx: bytes) -> bytes:
    """The template with its sample slides moved to the second master."""
    rels = "ppt/slides/_rels/slide1.xml.rels"
    return rewritten(pptx, {rels: replacing("slideLayout2.xml", "slideLayout22.xml")})


def used(template: Template) -> str:
    return template.layouts["bullets"].slide_layout.part.rpartition("/")[2]


def masters_of(template: Template) -> list[str]:
    return [part.name.rpartition("/")[2] for part in template.parts if "/slideMasters/" in part.name]


def test_the_master_of_most_sample_slides_is_used_and_named() -> None:
    sink = Sink()
    template = read(slides_on_second(with_second_master(default_template(1))), sink=sink)
    (found,) = sink
    assert found.code.name == "template-masters"
    assert found.message.endswith("2 slide masters; `Night` is used")
    assert found.hint is not None
    assert "`Office Theme`" in found.hint
    assert used(template) == "slideLayout22.xml"


def test_without_sample_slides_the_first_complete_master_is_used() -> None:
    pptx = with_second_master(default_template())
    assert used(read(pptx)) == "slideLayout2.xml"
    empty: dict[str, Change] = {
        f"ppt/slideLayouts/slideLayout{number}.xml": lambda xml: re.sub(rb"<p:ph[^>]*>", b"", xml)
        for number in range(1, 12)
    }
    assert used(read(rewritten(pptx, empty))) == "slideLayout22.xml"


@pytest.mark.parametrize("wanted", ["Night", "night", "2", "slideMaster21"])
def test_the_binding_names_a_master_by_name_number_or_part(wanted: str) -> None:
    sink = Sink()
    template = read(with_second_master(default_template()), default_binding(master=wanted), sink)
    assert used(template) == "slideLayout22.xml"
    assert len(sink) == 0


def test_an_unknown_master_is_reported_in_the_binding() -> None:
    text = b"master: Day\nvariants:\n  bullets: {slide_layout: Title and Content, slots: {title: 0}}\n"
    sink = Sink()
    with pytest.raises(BuildStopped):
        read(with_second_master(default_template()), read_binding(text, "mine.yaml", sink), sink)
    (found,) = sink
    assert found.code.name == "master-not-found"
    assert found.span is not None
    assert (found.span.file, found.span.line) == ("mine.yaml", 1)
    assert found.hint == "it has `Office Theme`, `Night`"


def test_masters_of_one_name_are_told_apart() -> None:
    pptx = with_second_master(default_template(), "Office Theme")
    assert used(read(pptx, default_binding(master="Office Theme (2)"))) == "slideLayout22.xml"


def test_colours_come_from_the_master_that_is_used_as_it_maps_them() -> None:
    dark: Change = replacing('bg1="lt1" tx1="dk1"', 'bg1="dk1" tx1="lt1"')
    template = read(rewritten(default_template(), {MASTER: dark}))
    assert template.colours["bg1"] == template.colours["dk1"]
    assert template.colours["tx1"] == template.colours["lt1"]


def test_colours_that_are_no_colours_are_left_out() -> None:
    theme = "ppt/theme/theme1.xml"
    pptx = rewritten(default_template(), {theme: replacing('srgbClr val="4F81BD"', 'srgbClr val="blueish"')})
    assert "accent1" not in read(pptx).colours


def test_pruning_leaves_unused_masters_out_with_all_that_is_theirs() -> None:
    pptx = with_second_master(default_template())
    assert masters_of(read(pptx)) == ["slideMaster1.xml", "slideMaster21.xml"]
    pruned = read(pptx, default_binding(prune=True))
    assert masters_of(pruned) == ["slideMaster1.xml"]
    assert not [part.name for part in pruned.parts if re.search(r"(slideLayout|theme)2\d", part.name)]
    assert pruned.presentation.data.count(b"<p:sldMasterId ") == 1
    assert dangling(pruned) == []


def test_pruning_keeps_every_master_that_the_binding_uses() -> None:
    pptx = with_second_master(default_template())
    assert masters_of(read(pptx, default_binding(master="Night", prune=True))) == ["slideMaster21.xml"]
    slots = {"title": 0, "body": 1}
    layouts = {"bullets": "Title and Content", "statement": "Title and Content (2)"}
    variants = {variant: {"slide_layout": name, "slots": slots} for variant, name in layouts.items()}
    both = read_form(Binding, {"variants": variants, "prune": True})
    assert masters_of(read(pptx, both)) == ["slideMaster1.xml", "slideMaster21.xml"]


def test_a_slide_layout_is_named_by_number_or_by_part() -> None:
    presentation = Presentation()
    presentation.slide_layouts[3].name = "Title and Content"
    presentation.slide_layouts[4].name = ""
    buffer = BytesIO()
    presentation.save(buffer)
    for name, part in (
        ("Title and Content", "slideLayout2.xml"),
        ("Title and Content (2)", "slideLayout4.xml"),
        ("slideLayout4", "slideLayout4.xml"),
        ("slideLayout5", "slideLayout5.xml"),
    ):
        assert used(read(buffer.getvalue(), default_binding(name))) == part


def unnumbered(xml: bytes) -> bytes:
    """The slide layout as LibreOffice writes it: no idx but for footers."""
    return re.sub(rb'(<p:ph(?! type="(?:dt|ftr|sldNum)")[^>]*?) idx="\d+"', rb"\1", xml)


def test_placeholders_without_idx_get_one_each() -> None:
    layout = "ppt/slideLayouts/slideLayout4.xml"
    slots = {"title": 0, "left-text": 13, "right-text": 14}
    binding = read_form(Binding, {"variants": {"columns": {"slide_layout": "Two Content", "slots": slots}}})
    template = read(rewritten(default_template(), {layout: unnumbered}), binding)
    placeholders = template.layouts["columns"].slide_layout.placeholders
    assert {placeholders[13].box, placeholders[14].box} == {
        one.box
        for one in read(default_template(), default_binding("Two Content"))
        .layouts["bullets"]
        .slide_layout.placeholders.values()
        if one.type == "obj"
    }
    changed = next(part.data for part in template.parts if part.name == f"/{layout}")
    assert b'idx="13"' in changed
    assert b'idx="14"' in changed


def test_of_placeholders_without_idx_the_title_keeps_none() -> None:
    def title_last(xml: bytes) -> bytes:
        title = re.findall(rb"<p:sp>.*?</p:sp>", xml, flags=re.S)[0]
        return unnumbered(xml).replace(title, b"").replace(b"</p:spTree>", title + b"</p:spTree>")

    layout = "ppt/slideLayouts/slideLayout2.xml"
    wanted = {"bullets": {"slide_layout": "Title and Content", "slots": {"title": 0, "body": 13}}}
    binding = read_form(Binding, {"variants": wanted})
    template = read(rewritten(default_template(), {layout: title_last}), binding)
    assert template.layouts["bullets"].slide_layout.placeholders[0].type == "title"


@given(st.lists(st.sampled_from(["A", "A (2)", "B", "", "A (2) (2)"])))
def test_own_names_are_all_different_and_the_first_of_each_keeps_its_own(names: Sequence[str]) -> None:
    own = own_names(names)
    assert len(set(own)) == len(own)
    for name in names:
        assert own[names.index(name)] == name
