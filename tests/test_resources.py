"""Templates are found by name or path; images only where a report may take them from."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.content.models import Report
from deckgen.diagnostics import BuildStopped, Sink
from deckgen.forms.reading import read_form
from deckgen.resources import DataFolders, Images, Resources, check_images
from tests.findings import codes_in


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """project/content/north/report.yaml with images beside it, above it, and outside the project."""
    for name in (
        "project/pyproject.toml",
        "project/content/north/report.yaml",
        "project/content/north/beside.jpg",
        "project/content/north/both.jpg",
        "project/content/north/deep/er.jpg",
        "project/content/assets/near.jpg",
        "project/content/assets/both.jpg",
        "project/assets/near.jpg",
        "project/assets/far.jpg",
        "project/secret.jpg",
        "assets/outside.jpg",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path / "project"


@pytest.fixture
def images(project: Path) -> Images:
    return Images(project / "content" / "north" / "report.yaml")


@pytest.mark.parametrize(
    ("image", "found"),
    [
        ("beside.jpg", "content/north/beside.jpg"),
        ("deep/er.jpg", "content/north/deep/er.jpg"),
        ("./deep/../beside.jpg", "content/north/beside.jpg"),
        ("near.jpg", "content/assets/near.jpg"),
        ("far.jpg", "assets/far.jpg"),
        ("../../assets/far.jpg", "assets/far.jpg"),
        ("both.jpg", "content/north/both.jpg"),
    ],
)
def test_an_image_is_looked_for_beside_the_report_then_in_the_nearest_assets(
    image: str, found: str, images: Images, project: Path
) -> None:
    assert images.find(image) == project / found
    assert not images.strays(image)


@pytest.mark.parametrize("image", ["none.jpg", "outside.jpg", "deep", "", "a\0b", "x" * 5000])
def test_what_is_not_there_is_not_found_and_is_no_crime(image: str, images: Images) -> None:
    assert images.find(image) is None
    assert not images.strays(image)


@pytest.mark.parametrize(
    "image", ["../../secret.jpg", "../../../assets/outside.jpg", "/etc/hostname", "../none.jpg"]
)
def test_a_path_that_leads_outside_is_not_followed(image: str, images: Images) -> None:
    assert images.find(image) is None
    assert images.strays(image)


def test_a_link_that_leads_outside_is_not_followed(images: Images, project: Path) -> None:
    (project / "content" / "north" / "link.jpg").symlink_to(project / "secret.jpg")
    assert images.find("link.jpg") is None
    assert images.strays("link.jpg")


def test_an_assets_folder_that_is_a_link_to_elsewhere_is_not_searched(project: Path) -> None:
    (project / "content" / "north" / "assets").symlink_to(project.parent / "assets")
    fresh = Images(project / "content" / "north" / "report.yaml")
    assert fresh.find("outside.jpg") is None


def test_a_link_from_one_allowed_folder_to_another_is_followed(images: Images, project: Path) -> None:
    (project / "content" / "north" / "link.jpg").symlink_to(project / "assets" / "far.jpg")
    assert images.find("link.jpg") == project / "assets" / "far.jpg"


def test_a_misspelt_image_gets_a_suggestion(images: Images) -> None:
    assert images.suggest("besides.jpg") == "beside.jpg"


def test_a_name_in_another_case_is_suggested(images: Images) -> None:
    assert images.suggest("photos/BESIDE.JPG") == "beside.jpg"


def test_what_is_no_file_is_not_suggested_for_itself(images: Images, project: Path) -> None:
    (project / "content" / "north" / "nothing-like-others.jpg").mkdir()
    assert images.suggest("nothing-like-others.jpg") is None


def test_an_image_outside_is_reported(images: Images) -> None:
    photo = {"caption": "c", "image": "../../secret.jpg"}
    report = read_form(
        Report,
        {"title": "t", "sections": [{"title": "s", "photos": [photo], "slides": [{"photos": [photo]}]}]},
    )
    sink = Sink()
    check_images(report, images, sink)
    assert set(codes_in(sink)) == {"photo-outside"}


def test_a_portrait_outside_is_reported_at_its_image(images: Images) -> None:
    quote = {"text": "t", "by": "b", "portrait": "../../secret.jpg"}
    report = read_form(Report, {"title": "t", "sections": [{"title": "s", "slides": [{"quote": quote}]}]})
    sink = Sink()
    check_images(report, images, sink)
    assert codes_in(sink) == ["photo-outside"]


def test_a_logo_outside_and_a_photo_of_the_appendix_outside_are_reported(images: Images) -> None:
    slides = [{"logos": [{"name": "n"}, {"name": "n", "image": "../../secret.jpg"}]}]
    photos = [{"caption": "c", "image": "../../other.jpg"}]
    report = read_form(
        Report,
        {
            "title": "t",
            "sections": [{"title": "s", "slides": slides}],
            "appendix": [{"title": "a", "slides": [{"photos": photos}]}],
        },
    )
    sink = Sink()
    check_images(report, images, sink)
    assert codes_in(sink) == ["photo-outside", "photo-outside"]


def test_the_shipped_templates_are_found_by_name() -> None:
    assert "plum" in Resources().template_names()


@pytest.mark.parametrize("name", ["plumm", "none.pptx", "../x.potx"])
def test_a_template_that_is_not_there_stops_the_build(name: str, tmp_path: Path) -> None:
    sink = Sink()
    with pytest.raises(BuildStopped):
        Resources().template(name, tmp_path / "report.yaml", sink)
    assert codes_in(sink) == ["template-unreadable"]


def test_a_template_of_ones_own_needs_no_binding(tmp_path: Path) -> None:
    (tmp_path / "mine.pptx").write_bytes((Resources().templates / "plum.pptx").read_bytes())
    sink = Sink()
    template = Resources().template("mine.pptx", tmp_path / "report.yaml", sink)
    assert not list(sink)
    assert {"cover", "bullets", "indicators-4"} <= set(template.layouts)


def test_data_files_are_found_where_images_are_and_nowhere_else(tmp_path: Path):
    report = tmp_path / "project" / "reports" / "report.yaml"
    (tmp_path / "project" / "assets").mkdir(parents=True)
    report.parent.mkdir()
    (tmp_path / "project" / "pyproject.toml").touch()
    (report.parent / "figures.csv").write_bytes(b"a,b")
    (tmp_path / "project" / "assets" / "shared.xlsx").write_bytes(b"PK")
    (tmp_path / "secret.csv").write_bytes(b"s")
    files = DataFolders(report)
    assert files.find_bytes("figures.csv") == b"a,b"
    assert files.find_bytes("shared.xlsx") == b"PK"
    assert files.find_bytes("../../secret.csv") is None
    assert files.strays("../../secret.csv")
    assert not files.strays("absent.csv")
    assert files.suggest("figure.csv") == "figures.csv"
