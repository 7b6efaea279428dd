"""A theme of a few lines becomes a template that builds reports; its faults are told by their places."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from deckgen.cli import run
from deckgen.diagnostics import Sink
from deckgen.templates.logos import read_logo

pytestmark = pytest.mark.usefixtures("here")


def test_a_new_theme_becomes_a_template_in_which_a_new_report_builds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["new", "theme", "acme"]) == 0
    assert run(["template", "new", "acme.theme.yaml"]) == 0
    assert run(["new", "report", "mine"]) == 0
    assert run(["build", "--strict", "mine", "--template", "acme.pptx"]) == 0, capsys.readouterr().err
    assert Presentation("mine.pptx").slide_width == 12_192_000


def test_the_output_names_the_template_and_the_binding() -> None:
    Path("t.yaml").write_text("name: T\nbrand: 00843D\nratio: 4:3\n")
    assert run(["template", "new", "t.yaml", "-o", "out/brand.pptx"]) == 0
    assert 'template: "brand.pptx"' in Path("out/brand.yaml").read_text("utf-8")
    assert Presentation("out/brand.pptx").slide_width == 9_144_000


def test_files_that_exist_are_kept_unless_asked() -> None:
    Path("t.theme.yaml").write_text("name: T\nbrand: 00843D\n")
    Path("t.yaml").write_text("mine")
    assert run(["template", "new", "t.theme.yaml"]) == 2
    assert Path("t.yaml").read_text() == "mine"
    assert not Path("t.pptx").exists()
    assert run(["template", "new", "--force", "t.theme.yaml"]) == 0


@pytest.mark.parametrize("arguments", [["t.yaml"], ["t.yaml", "-o", "t.potx"], ["none.yaml"]])
def test_a_theme_is_never_written_over_and_a_template_is_a_pptx(arguments: list[str]) -> None:
    Path("t.yaml").write_text("name: T\nbrand: 00843D\n")
    assert run(["template", "new", *arguments]) == 2
    assert Path("t.yaml").read_text().startswith("name")


def test_all_faults_of_a_theme_are_told_with_their_places(capsys: pytest.CaptureFixture[str]) -> None:
    Path("t.theme.yaml").write_text("name: T\nstyle: quite\nbrand: blue\ncolours:\n  figur: 00FF00\n")
    assert run(["template", "new", "t.theme.yaml"]) == 1
    told = capsys.readouterr().err
    for place in ("t.theme.yaml:2:8: error: invalid-value", "t.theme.yaml:3:8: error: invalid-value"):
        assert place in told
    assert "t.theme.yaml:5:3: error: unknown-key" in told
    assert "did you mean `figure`?" in told
    assert not Path("t.pptx").exists()


def test_gold_words_on_a_light_page_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    Path("t.theme.yaml").write_text("name: T\nbrand: 8F1015\ncolours:\n  figure: EDC877\n")
    assert run(["template", "new", "t.theme.yaml"]) == 1
    assert "4:11: error: invalid-value: `figure` EDC877 on `page`" in capsys.readouterr().err


def test_without_a_brand_all_colours_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    Path("t.theme.yaml").write_text("name: T\ncolours:\n  text: 222222\n")
    assert run(["template", "new", "t.theme.yaml"]) == 1
    assert capsys.readouterr().err.count("missing-field") == 9


def test_a_logo_stands_at_the_footer_and_on_cover_and_closing() -> None:
    Image.new("RGB", (640, 200)).save("logo.png")
    Path("t.theme.yaml").write_text("name: T\nstyle: stage\nbrand: 005A9C\nlogo: logo.png\n")
    assert run(["template", "new", "t.theme.yaml"]) == 0
    layouts = {layout.name.split(" · ")[1]: layout for layout in Presentation("t.pptx").slide_layouts}
    for name in ("Cover", "Closing", "Text", "Section"):
        (logo,) = [shape for shape in layouts[name].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
        assert logo.width / logo.height == pytest.approx(3.2, rel=0.01)
    footer = next(shape for shape in layouts["Text"].placeholders if shape.placeholder_format.idx == 11)
    logo = next(shape for shape in layouts["Text"].shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE)
    assert footer.left > logo.left + logo.width


@pytest.mark.parametrize("data", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xc0"])
def test_what_is_no_logo_is_said_so(data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    Path("logo.png").write_bytes(data)
    Path("t.theme.yaml").write_text("name: T\nbrand: 005A9C\nlogo: logo.png\n")
    assert run(["template", "new", "t.theme.yaml"]) == 1
    assert "3:7: error: invalid-value: `logo.png` is no PNG or JPEG" in capsys.readouterr().err


def test_a_logo_in_jpeg_has_its_size_read(tmp_path: Path) -> None:
    Image.new("RGB", (300, 150)).save("logo.jpg")
    assert read_logo(tmp_path / "logo.jpg", Sink()).ratio == 2
