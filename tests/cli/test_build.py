"""`deckgen build`: what it writes, what it says, and with which code it exits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation

from deckgen.cli import run
from deckgen.templates.reading import survey_template
from tests.templates.packages import LAYOUT, OFFICE, default_template, related, rewritten

pytestmark = pytest.mark.usefixtures("here")

GOOD = """\
title: 年度工作回眸
sections:
  - title: 服务群众
    slides:
      - title: 一项数字
        indicators: [{value: 96.9%, label: 满意率}]
      - title: 一张照片
        photos: [{caption: 服务站开放首日, alt: 居民排队}]
"""
BAD = "title: 年度\nsections:\n  - title: 一\n    slidse: []\n"
WARNED = GOOD.replace("96.9%", "很多很多")

Capture = pytest.CaptureFixture[str]


def put(name: str, text: str) -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, "utf-8")
    return name


def test_a_good_report_becomes_a_deck_and_a_summary(capsys: Capture) -> None:
    assert run(["build", put("annual.yaml", GOOD)]) == 0
    said = capsys.readouterr()
    assert "annual.pptx: " in said.out
    assert "1 callout, 0 photos placed, 1 pending, 0 warnings" in said.out
    assert Presentation("annual.pptx").slides


def test_a_pending_photo_is_named_with_the_slide_it_is_on(capsys: Capture) -> None:
    run(["build", put("annual.yaml", GOOD)])
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "pending on slide" in line]
    number = int(line.partition(" slide ")[2].partition(":")[0])
    shapes = Presentation("annual.pptx").slides[number - 1].shapes
    assert "服务站开放首日" in [shape.text_frame.text for shape in shapes if shape.has_text_frame]
    assert line.endswith("服务站开放首日")


def test_hidden_slides_are_counted_in_the_summary(capsys: Capture) -> None:
    hidden = GOOD.replace("title: 一张照片", "title: 一张照片\n        hidden: yes")
    assert run(["build", put("annual.yaml", hidden)]) == 0
    assert "slides (1 hidden), 1 callout" in capsys.readouterr().out
    assert run(["build", "annual.yaml", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["reports"][0]["hidden"] == 1


def test_a_broken_report_exits_with_1_and_writes_nothing(capsys: Capture) -> None:
    assert run(["build", put("x.yaml", BAD)]) == 1
    said = capsys.readouterr()
    assert "x.yaml:4:5: error: unknown-key" in said.err
    assert "no deck written" in said.out
    assert sorted(path.name for path in Path().iterdir()) == ["x.yaml"]


def test_a_broken_report_does_not_stop_the_others(capsys: Capture) -> None:
    put("all/a.yaml", BAD)
    put("all/b.yaml", GOOD)
    assert run(["build", "all", "-o", "out"]) == 1
    assert [path.name for path in Path("out").iterdir()] == ["b.pptx"]
    assert "2 reports: 1 deck written, 1 failed" in capsys.readouterr().out


def test_an_earlier_deck_survives_a_failed_build_and_is_named_as_such(capsys: Capture) -> None:
    Path("x.pptx").write_bytes(b"earlier")
    assert run(["build", put("x.yaml", BAD)]) == 1
    assert Path("x.pptx").read_bytes() == b"earlier"
    assert "`x.pptx` stays as it was" in capsys.readouterr().out


def test_warnings_alone_do_not_fail_a_build() -> None:
    assert run(["build", put("x.yaml", WARNED)]) == 0


def test_strictly_a_warning_fails_the_build_and_leaves_no_deck() -> None:
    assert run(["build", "--strict", put("x.yaml", WARNED)]) == 1
    assert sorted(path.name for path in Path().iterdir()) == ["x.yaml"]


def test_strictly_a_faultless_report_gives_the_same_deck() -> None:
    put("x.yaml", GOOD)
    assert run(["build", "x.yaml", "-o", "plain.pptx"]) == 0
    assert run(["build", "--strict", "x.yaml", "-o", "strict.pptx"]) == 0
    assert Path("plain.pptx").read_bytes() == Path("strict.pptx").read_bytes()


def test_as_json_everything_is_one_document_on_stdout(capsys: Capture) -> None:
    put("all/a.yaml", BAD)
    put("all/b.yaml", GOOD)
    assert run(["build", "all", "-o", "out", "--format", "json"]) == 1
    said = capsys.readouterr()
    bad, good = json.loads(said.out)["reports"]
    assert bad["deck"] is None
    assert bad["findings"][0]["code"] == "unknown-key"
    assert good["deck"] == str(Path("out/b.pptx"))
    assert good["pending"][0]["caption"] == "服务站开放首日"
    assert said.err == ""


def test_an_output_folder_that_cannot_be_made_is_reported(capsys: Capture) -> None:
    put("taken", "")
    assert run(["build", put("x.yaml", GOOD), "-o", "taken/out"]) == 1
    assert "output-unwritable" in capsys.readouterr().err


def test_an_unknown_template_gets_a_suggestion(capsys: Capture) -> None:
    assert run(["build", put("x.yaml", GOOD), "--template", "plumm"]) == 1
    assert "did you mean `plum`?" in capsys.readouterr().err


def test_a_template_on_the_command_line_counts_from_the_current_folder(capsys: Capture) -> None:
    from deckgen.resources import Resources

    for file in (Resources().templates / "plum.pptx", Resources().templates / "plum.yaml"):
        Path(f"mine{file.suffix}").write_bytes(file.read_bytes())
    assert run(["build", put("deep/x.yaml", GOOD), "--template", "mine.pptx"]) == 0, capsys.readouterr().err


def test_photos_are_stored_as_finely_as_asked(tmp_path: Path) -> None:
    Image.new("RGB", (3000, 2000), "navy").save(tmp_path / "a.jpg")
    report = tmp_path / "fine.yaml"
    report.write_text(
        "title: 报告\nsections:\n  - title: 一\n    photos: [{caption: 图, image: a.jpg}]\n", encoding="utf-8"
    )
    widths = []
    for dpi in ("100", "200"):
        assert run(["build", str(report), "-o", str(tmp_path / "d.pptx"), "--photo-dpi", dpi]) == 0
        pictures = [shape for slide in Presentation(tmp_path / "d.pptx").slides for shape in slide.shapes]
        widths += [shape.image.size[0] for shape in pictures if hasattr(shape, "image")]
    assert widths[1] == pytest.approx(2 * widths[0], rel=0.01)


def mine(name: str) -> Path:
    """The shipped template under a name of one's own."""
    from deckgen.resources import Resources

    for suffix in (".pptx", ".yaml"):
        Path(f"{name}{suffix}").write_bytes((Resources().templates / f"plum{suffix}").read_bytes())
    return Path(f"{name}.pptx")


@pytest.mark.parametrize("options", [[], ["--strict"], ["--template", "mine.pptx"]])
def test_a_deck_never_replaces_its_template(options: list[str], capsys: Capture) -> None:
    template = mine("mine")
    before = template.read_bytes()
    put("x.yaml", f"template: mine.pptx\n{GOOD}")
    assert run(["build", "x.yaml", "-o", "mine.pptx", *options]) == 1
    assert "output-is-input" in capsys.readouterr().err
    assert template.read_bytes() == before


def test_a_deck_never_replaces_its_report_through_a_link(capsys: Capture) -> None:
    Path("x.pptx").symlink_to(put("x.yaml", GOOD))
    assert run(["build", "x.yaml"]) == 1
    assert "output-is-input" in capsys.readouterr().err
    assert Path("x.yaml").read_text("utf-8") == GOOD


def test_a_fault_of_the_template_asked_for_is_not_blamed_on_the_report(capsys: Capture) -> None:
    assert run(["build", put("x.yaml", GOOD), "--template", "nope.pptx"]) == 1
    assert capsys.readouterr().err.startswith("error: template-unreadable")


def test_a_misspelt_template_file_gets_a_suggestion(capsys: Capture) -> None:
    mine("ours")
    assert run(["build", put("x.yaml", f"template: our.pptx\n{GOOD}")]) == 1
    assert "did you mean `ours.pptx`?" in capsys.readouterr().err


def test_a_build_that_fails_leaves_no_new_folder() -> None:
    assert run(["build", put("x.yaml", BAD), "-o", "new/out"]) == 1
    assert not Path("new").exists()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a device without an end")
def test_a_report_without_an_end_is_refused(capsys: Capture) -> None:
    assert run(["build", "/dev/zero", "-o", "x.pptx"]) == 1
    assert "too-large" in capsys.readouterr().err


def test_an_output_name_that_is_too_long_is_reported(capsys: Capture) -> None:
    assert run(["build", put("x.yaml", GOOD), "-o", "x" * 300 + ".pptx"]) == 1
    assert "the name is too long" in capsys.readouterr().err


def test_a_report_that_makes_no_slide_is_refused(capsys: Capture) -> None:
    off = ", ".join(f"{name}: off" for name in ("cover", "highlights", "agenda", "dividers", "closing"))
    assert run(["build", put("x.yaml", f"title: T\nshow: {{{off}}}\nsections: [{{title: A}}]\n")]) == 1
    assert "deck-empty" in capsys.readouterr().err
    assert not Path("x.pptx").exists()


def test_contents_lead_nowhere_for_a_section_without_slides(capsys: Capture) -> None:
    report = """\
title: T
show: {dividers: off}
sections:
  - title: A
  - {title: B, slides: [{title: nothing here}]}
  - {title: C, achievements: [one]}
"""
    assert run(["build", put("x.yaml", report)]) == 0
    said = capsys.readouterr().err
    assert "section-empty" in said
    assert "slide-empty" in said
    agenda = Presentation("x.pptx").slides[1]
    targets = {shape.text_frame.text: shape.click_action.target_slide for shape in agenda.placeholders}
    assert targets["A"] is None
    assert targets["B"] is None
    assert targets["C"] is not None


def test_timings_tell_each_stage_once_in_the_order_of_their_first_end(capsys: Capture) -> None:
    assert run(["build", put("a.yaml", GOOD), put("b.yaml", GOOD), "--timings"]) == 0
    lines = [line.split() for line in capsys.readouterr().err.splitlines() if line.endswith("%")]
    stages = ["start-up", "load", "plan", "template", "fit", "render", "write", "other", "all"]
    assert [stage for stage, *_ in lines] == stages
    spent = [float(line[1].replace(",", "")) for line in lines]
    assert sum(spent[:-1]) == pytest.approx(spent[-1], abs=1)


def test_reports_share_one_template_and_each_hears_what_is_wrong_with_it(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = f'Id="rId90" Type="{OFFICE}/image" Target="https://example.org/a.png" TargetMode="External"'
    Path("own.pptx").write_bytes(rewritten(default_template(), related(LAYOUT, picture)))
    read: list[str] = []
    monkeypatch.setattr(
        "deckgen.resources.survey_template",
        lambda pptx, name, *rest, **more: read.append(name) or survey_template(pptx, name, *rest, **more),
    )
    reports = [put("a.yaml", "template: own.pptx\n" + GOOD), put("b.yaml", GOOD + "template: own.pptx\n")]
    assert run(["build", *reports]) == 0
    assert read == ["own"]
    told = [line for line in capsys.readouterr().err.splitlines() if "template-external" in line]
    assert [line.split(": ")[0] for line in told] == ["a.yaml:1:11", "b.yaml:9:11"]


def edited(deck: str) -> bytes:
    """What the deck holds after somebody wrote another title into it."""
    presentation = Presentation(deck)
    title = presentation.slides[0].shapes.title
    assert title
    title.text = "another title"
    presentation.save(deck)
    return Path(deck).read_bytes()


def test_a_deck_that_was_edited_is_not_overwritten_unasked(capsys: Capture) -> None:
    report = put("annual.yaml", GOOD)
    assert run(["build", report]) == 0
    mine = edited("annual.pptx")
    assert run(["build", report]) == 1
    assert "output-edited: `annual.pptx` was changed by somebody else" in capsys.readouterr().err
    assert Path("annual.pptx").read_bytes() == mine
    assert run(["build", report, "--overwrite-edited"]) == 0
    assert Path("annual.pptx").read_bytes() != mine


def test_a_deck_of_somebody_else_is_not_overwritten_either() -> None:
    Presentation().save("talk.pptx")
    mine = Path("talk.pptx").read_bytes()
    assert run(["build", put("annual.yaml", GOOD), "-o", "talk.pptx"]) == 1
    assert Path("talk.pptx").read_bytes() == mine


def test_a_deck_of_ours_and_an_empty_file_are_overwritten() -> None:
    report = put("annual.yaml", GOOD)
    Path("annual.pptx").touch()
    assert run(["build", report]) == 0
    put("annual.yaml", GOOD.replace("年度", "全年"))
    assert run(["build", report]) == 0
