"""`deckgen template` and `deckgen schema --template`: templates seen, bound, checked, tried and compared."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from deckgen.cli import run
from deckgen.layouts import find_layouts
from deckgen.survey.trial import language_of, trial_report
from tests.templates.packages import (
    LAYOUT,
    default_template,
    replacing,
    rewritten,
    shaped,
    with_second_master,
)

Capture = pytest.CaptureFixture[str]

COMMANDS = {
    "describe": [],
    "bind": [],
    "check": [],
    "try": ["-o", "out", "--no-pictures"],
    "diff": ["brand.pptx"],
}
REPORT = """\
title: Report
language: en
organisation: The Trust
sections:
  - title: One
    headline: What was done
    slides:
      - title: Three things were done
        achievements: [The first thing, The second thing, The third thing]
  - title: Two
    slides:
      - title: Two sides
        comparison: [{title: Before, items: [Slow]}, {title: Now, items: [Fast]}]
"""


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    Path("brand.pptx").write_bytes(default_template())
    return here


def answer(capsys: Capture, *args: str, code: int = 0) -> Any:
    assert run(args) == code, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def codes(capsys: Capture, file: str) -> set[str]:
    run(["template", "check", file, "--format", "json"])
    return {found["code"] for found in json.loads(capsys.readouterr().out)["findings"]}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("file", ["missing.pptx", "plumm", "broken.potx", "word.docx"])
def test_a_template_that_cannot_be_used_is_a_finding(command: str, file: str, capsys: Capture) -> None:
    Path("broken.potx").write_bytes(default_template()[:2000])
    Path("word.docx").write_bytes(b"PK\x03\x04 and no more")
    assert run(["template", command, file, *COMMANDS[command]]) == 1
    assert "template-unreadable" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["describe", "check", "diff"])
def test_json_stays_json_when_the_template_cannot_be_used(command: str, capsys: Capture) -> None:
    said = answer(capsys, "template", command, "missing.pptx", *COMMANDS[command], "--format", "json", code=1)
    assert said["findings"][0]["code"] == "template-unreadable"


@pytest.mark.parametrize("command", ["describe", "check"])
def test_a_shipped_template_goes_by_its_name(command: str, capsys: Capture) -> None:
    assert run(["template", command, "plum"]) == 0
    assert "plum" in capsys.readouterr().out


def test_describe_names_places_and_uses(capsys: Capture) -> None:
    assert run(["template", "describe", "brand.pptx"]) == 0
    said = capsys.readouterr().out
    assert "25.4 × 19.05 cm (4:3), 11 slide layouts, no binding" in said
    assert "→ cover: title 0, subtitle 1" in said
    assert "100% sure" in said
    assert "deckgen builds in the deck" in said


def test_describe_as_json_tells_every_use_with_its_confidence_and_reason(capsys: Capture) -> None:
    said = answer(capsys, "template", "describe", "brand.pptx", "--format", "json")
    layouts = {layout["name"]: layout for layout in said["masters"][0]["layouts"]}
    [use] = layouts["Title and Content"]["uses"]
    assert use["variant"] == "bullets"
    assert use["slots"]["body"] == 1
    assert 0.4 <= use["confidence"] <= 1
    assert use["reason"]
    body = next(one for one in layouts["Title and Content"]["placeholders"] if one["idx"] == 1)
    assert body["serves"] == ["bullets.body"]
    assert "indicators" in said["built"]


def test_every_variant_is_served_built_or_missing(capsys: Capture) -> None:
    said = answer(capsys, "template", "describe", "brand.pptx", "--format", "json")
    served = {use["variant"] for layout in said["masters"][0]["layouts"] for use in layout["uses"]}
    rest = {variant for part in ("built", "missing") for each in said[part].values() for variant in each}
    assert served | rest == {variant for layout in find_layouts().values() for variant in layout.variants}


def test_describe_says_which_master_is_used(capsys: Capture) -> None:
    Path("two.pptx").write_bytes(with_second_master(default_template()))
    said = answer(capsys, "template", "describe", "two.pptx", "--format", "json")
    assert [(master["name"], master["used"]) for master in said["masters"]] == [
        ("Office Theme", True),
        ("Night", False),
    ]


def test_a_picture_is_drawn() -> None:
    assert run(["template", "describe", "brand.pptx", "--picture", "out/all.png"]) == 0
    assert Path("out/all.png").read_bytes().startswith(b"\x89PNG")
    assert run(["template", "describe", "brand.pptx", "--picture", "all.svg"]) == 0
    drawn = Path("all.svg").read_text("utf-8")
    assert "Title and Content" in drawn
    assert "0 ctrTitle" in drawn
    assert run(["template", "describe", "brand.pptx", "--picture", "all.gif"]) == 2


def test_a_written_binding_makes_the_very_same_deck() -> None:
    Path("x.yaml").write_text(REPORT)
    assert run(["build", "x.yaml", "--template", "brand.pptx", "-o", "inferred.pptx"]) == 0
    assert run(["template", "bind", "brand.pptx", "-o", "brand.yaml"]) == 0
    assert run(["build", "x.yaml", "--template", "brand.pptx", "-o", "bound.pptx"]) == 0
    assert Path("inferred.pptx").read_bytes() == Path("bound.pptx").read_bytes()


def test_a_written_binding_gives_confidence_and_reason(capsys: Capture) -> None:
    assert run(["template", "bind", "brand.pptx"]) == 0
    text = capsys.readouterr().out
    assert "# 100% sure: a centred title, a subtitle\n  cover:" in text
    assert yaml.safe_load(text)["variants"]["cover"]["slots"]["subtitle"] == 1


def test_a_part_of_a_written_binding_does(capsys: Capture) -> None:
    Path("brand.yaml").write_text(
        "mend: true\nvariants:\n  bullets: {slide_layout: Two Content, slots: {body: 2}}\n"
    )
    said = answer(capsys, "template", "describe", "brand.pptx", "--format", "json")
    uses = {
        use["variant"]: (layout["name"], use["slots"], use["confidence"])
        for layout in said["masters"][0]["layouts"]
        for use in layout["uses"]
    }
    name, slots, confidence = uses["bullets"]
    assert (name, slots["title"], slots["body"], confidence) == ("Two Content", 0, 2, None)
    assert uses["cover"][0] == "Title Slide"


def test_bind_overwrites_only_when_told() -> None:
    Path("brand.yaml").write_text("prune: true\n")
    assert run(["template", "bind", "brand.pptx", "-o", "brand.yaml"]) == 2
    assert Path("brand.yaml").read_text() == "prune: true\n"
    assert run(["template", "bind", "brand.pptx", "-o", "brand.yaml", "--force"]) == 0
    assert "prune: true" in Path("brand.yaml").read_text("utf-8")


def test_the_binding_of_a_shipped_template_reads_back() -> None:
    shipped = Path(__file__).resolve().parents[2] / "templates"
    shutil.copy(shipped / "plum.pptx", "plum.pptx")
    assert run(["template", "bind", "plum", "-o", "plum.yaml"]) == 0
    bound = yaml.safe_load(Path("plum.yaml").read_text("utf-8"))
    said = yaml.safe_load((shipped / "plum.yaml").read_text("utf-8"))
    assert bound["variants"] == said["variants"]
    assert (bound["tones"], bound["standing"]) == (said["tones"], said["standing"])


def test_shipped_templates_pass() -> None:
    assert run(["template", "check", "plum", "--strict"]) == 0


def test_every_finding_has_a_cure(capsys: Capture) -> None:
    Path("bad.pptx").write_bytes(
        rewritten(default_template(), {LAYOUT: replacing('<p:cSld name="Title and Content">', "<p:cSld>")})
    )
    found = answer(capsys, "template", "check", "bad.pptx", "--format", "json")["findings"]
    assert "slide-layout-unnamed" in {one["code"] for one in found}
    assert all(one["hint"] for one in found)


def test_off_slide_overlapping_and_untitled_are_found(capsys: Capture) -> None:
    title = '<p:ph type="title"/>'
    moved = (
        '<p:sp><p:nvSpPr><p:cNvPr id="90" name="Stray"/><p:cNvSpPr/><p:nvPr><p:ph type="body" idx="90"/></p:nvPr>'
        '</p:nvSpPr><p:spPr><a:xfrm><a:off x="{}" y="3000000"/><a:ext cx="2000000" cy="900000"/></a:xfrm></p:spPr>'
        "<p:txBody><a:bodyPr/><a:p/></p:txBody></p:sp>"
    )
    for name, change, code in (
        ("off", shaped(moved.format(8_500_000)), "placeholder-off-slide"),
        ("over", shaped(moved.format(3_000_000)), "placeholders-overlap"),
        ("bare", replacing(title, '<p:ph type="body" idx="77"/>'), "slide-layout-untitled"),
    ):
        Path(f"{name}.pptx").write_bytes(rewritten(default_template(), {LAYOUT: change}))
        assert code in codes(capsys, f"{name}.pptx")
    assert not codes(capsys, "brand.pptx") - {"layout-built"}


def test_light_text_on_a_light_page_is_found(capsys: Capture) -> None:
    pale = '<a:lstStyle><a:lvl1pPr><a:defRPr><a:srgbClr val="FFFFFF"/></a:defRPr></a:lvl1pPr></a:lstStyle>'
    pale = pale.replace("<a:srgbClr", "<a:solidFill><a:srgbClr").replace(
        "</a:defRPr>", "</a:solidFill></a:defRPr>"
    )
    Path("pale.pptx").write_bytes(rewritten(default_template(), {LAYOUT: replacing("<a:lstStyle/>", pale)}))
    assert "template-contrast" in codes(capsys, "pale.pptx")
    assert run(["template", "check", "pale.pptx"]) == 0
    assert run(["template", "check", "pale.pptx", "--strict"]) == 1


@pytest.mark.parametrize(("template", "language"), [("plum", "zh"), ("brand.pptx", "en")])
def test_a_trial_deck_needs_no_excuse(template: str, language: str, capsys: Capture) -> None:
    assert run(["template", "try", template, "-o", "out", "--language", language, "--no-pictures"]) == 0
    said = capsys.readouterr()
    assert "error" not in said.err
    assert Path("out", f"{Path(template).stem}-trial.pptx").is_file()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_trial_report_asks_for_every_layout(language: str) -> None:
    report = yaml.safe_load(trial_report(language).read_text("utf-8"))
    asked = {slide.get("layout") for section in report["sections"] for slide in section["slides"]}
    assert asked >= {layout.name for layout in find_layouts().values() if not layout.framing}
    assert report["highlights"]
    assert report["closing"]


@pytest.mark.parametrize(
    ("names", "language"),
    [
        (["标题幻灯片", "标题和内容"], "zh"),
        (["Title Slide"], "en"),
        (["タイトル スライド 表紙"], "en"),
        ([], "en"),
    ],
)
def test_the_language_follows_the_names(names: list[str], language: str) -> None:
    assert language_of(names) == language


@pytest.mark.office
def test_pictures_of_the_trial_deck() -> None:
    assert run(["template", "try", "brand.pptx", "-o", "out", "--dpi", "20"]) == 0
    assert len(list(Path("out").glob("brand-trial-*.png"))) > len(find_layouts()) - 3


HOUSE = "aliases: {数据页: indicators}\nlimits: {title: {lines: 2, smallest: 24pt}}\n"


def test_names_and_limits_of_the_house_are_described_bound_and_offered(capsys: Capture) -> None:
    Path("brand.yaml").write_text(HOUSE, "utf-8")
    said = answer(capsys, "template", "describe", "brand.pptx", "--format", "json")
    assert (said["aliases"], said["limits"]) == (
        {"数据页": "indicators"},
        {"title": {"lines": 2, "smallest": 24}},
    )
    run(["template", "describe", "brand.pptx"])
    assert "数据页 = indicators" in (told := capsys.readouterr().out)
    assert "title: 2 lines, 24 pt or more" in told
    assert run(["template", "bind", "brand.pptx", "-o", "brand.yaml", "--force"]) == 0
    bound = yaml.safe_load(Path("brand.yaml").read_text("utf-8"))
    assert (bound["aliases"], bound["limits"]) == (said["aliases"], said["limits"])
    capsys.readouterr()
    schema = answer(capsys, "schema", "--template", "brand.pptx")
    choices = [one.get("const") for one in schema["$defs"]["Slide"]["properties"]["layout"]["anyOf"]]
    assert "数据页" in choices


def test_the_examples_in_a_written_binding_can_be_used(capsys: Capture) -> None:
    run(["template", "bind", "brand.pptx", "-o", "brand.yaml"])
    lines = Path("brand.yaml").read_text("utf-8").splitlines()
    examples = (
        "# aliases",
        "# limits",
        "#   key figures",
        "#   数据页",
        "#   title: {",
        "#   indicators.label: {",
    )
    kept = [line.removeprefix("# ") if line.startswith(examples) else line for line in lines]
    Path("brand.yaml").write_text("\n".join(kept), "utf-8")
    capsys.readouterr()
    said = answer(capsys, "template", "describe", "brand.pptx", "--format", "json")
    assert said["findings"] == []
    assert said["aliases"]
    assert said["limits"]


def test_nothing_changed(capsys: Capture) -> None:
    assert run(["template", "diff", "brand.pptx", "brand.pptx"]) == 0
    assert "0 breaking, 0 harmless" in capsys.readouterr().out


def test_what_is_used_and_gone_is_breaking(capsys: Capture) -> None:
    Path("new.pptx").write_bytes(rewritten(default_template(), {LAYOUT: replacing('idx="1"', 'idx="41"')}))
    said = answer(capsys, "template", "diff", "brand.pptx", "new.pptx", "--format", "json", code=1)
    assert "placeholder-gone" in {change["kind"] for change in said["breaking"]}
    assert "placeholder-new" in {change["kind"] for change in said["harmless"]}


def test_a_smaller_place_is_breaking_and_a_larger_one_is_not(capsys: Capture) -> None:
    box = (
        '<p:spPr><a:xfrm xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:off x="457200" '
        'y="1600200"/><a:ext cx="5000000" cy="3500000"/></a:xfrm></p:spPr>'
    )
    old = default_template()
    spot = '<p:ph idx="1"/></p:nvPr></p:nvSpPr><p:spPr/>'
    Path("new.pptx").write_bytes(rewritten(old, {LAYOUT: replacing(spot, spot.replace("<p:spPr/>", box))}))
    assert run(["template", "diff", "brand.pptx", "new.pptx"]) == 1
    assert "`body` takes" in capsys.readouterr().out
    run(["template", "diff", "new.pptx", "brand.pptx"])
    _, _, harmless = capsys.readouterr().out.partition("harmless:")
    assert "in bullets" in next(line for line in harmless.splitlines() if "`body` takes" in line)


def test_a_new_name_is_harmless_where_inference_finds_the_layout_all_the_same(capsys: Capture) -> None:
    Path("new.pptx").write_bytes(
        rewritten(default_template(), {LAYOUT: replacing('name="Title and Content"', 'name="Words"')})
    )
    assert run(["template", "diff", "brand.pptx", "new.pptx"]) == 0
    assert "now served by `Words`" in capsys.readouterr().out


@pytest.mark.parametrize("template", ["plum", "brand.pptx"])
def test_the_schema_of_a_template_takes_the_trial_reports(template: str, capsys: Capture) -> None:
    schema = answer(capsys, "schema", "--template", template)
    jsonschema.Draft202012Validator.check_schema(schema)
    for language in ("zh", "en"):
        jsonschema.validate(yaml.safe_load(trial_report(language).read_text("utf-8")), schema)


def test_the_schema_offers_layouts_and_tells_capacities(capsys: Capture) -> None:
    schema = answer(capsys, "schema", "--template", "plum")
    slide = schema["$defs"]["Slide"]["properties"]
    choices = {one["const"]: one["description"] for one in slide["layout"]["anyOf"] if "const" in one}
    assert choices.keys() == {layout.name for layout in find_layouts().values() if not layout.framing}
    assert "Room in Chinese characters/letters: title " in choices["bullets"]
    assert "Chinese characters or" in slide["title"]["description"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(
            {"title": "t", "sections": [{"title": "s", "slides": [{"layout": "nope"}]}]}, schema
        )
