"""The written file as a package: the same bytes every time, and nothing that calls for a repair."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from PIL import Image

from deckgen.content.inline import Run
from deckgen.diagnostics import Sink
from deckgen.fit.photos import PhotoBook
from deckgen.render.package import Package
from tests.render.material import deck, full_deck, plain_pptx, plain_template, rendered, reopened, slide, text
from tests.zips import members_of

ROOT = Path(__file__).parents[2]
CHECKER = ROOT.parent / "shared" / "ooxml" / "ooxml_check.py"
VALIDATOR = os.environ.get("OOXML_VALIDATOR_CLI")


def photo_book(folder: Path) -> PhotoBook:
    Image.radial_gradient("L").resize((900, 600)).convert("RGB").save(folder / "a.jpg")
    (folder / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 6"><circle cx="4" cy="3" r="3"/></svg>'
    )
    book = PhotoBook(lambda name: folder / name)
    for name in ("a.jpg", "logo.svg"):
        book.size(name, (), Sink())
    return book


def test_two_builds_are_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib; from tests.render.material import full_deck, rendered; "
        "print(hashlib.sha256(rendered(full_deck())).hexdigest())"
    )
    expected = hashlib.sha256(rendered(full_deck())).hexdigest()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": "Asia/Shanghai"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == expected


def test_the_file_is_a_sound_zip_with_sorted_names_and_a_fixed_date(tmp_path: Path) -> None:
    data = rendered(full_deck("a.jpg"), photo_book(tmp_path))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        names = package.namelist()
        assert names[0] == "[Content_Types].xml"
        assert names[1:] == sorted(names[1:])
        assert len(set(names)) == len(names)
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        stored = {info.filename for info in package.infolist() if info.compress_type == zipfile.ZIP_STORED}
    assert stored == {"ppt/media/image1.jpg"}


def test_the_templates_parts_go_in_as_they_are() -> None:
    members = members_of(rendered(full_deck()))
    for part in plain_template().parts:
        if not part.name.startswith("/docProps/"):
            assert members[part.name[1:]] == part.data


def test_new_parts_keep_clear_of_names_the_template_has_taken() -> None:
    package = Package()
    package.reserve(["/ppt/Tags/tag2.xml"])
    assert [package.free_name("/ppt/tags/tag{}.xml") for _ in range(3)] == [
        "/ppt/tags/tag1.xml",
        "/ppt/tags/tag3.xml",
        "/ppt/tags/tag4.xml",
    ]


def test_a_part_of_a_taken_name_is_refused() -> None:
    package = Package()
    package.add("/a.xml", b"<a/>", "application/xml")
    with pytest.raises(ValueError, match=r"/a\.xml"):
        package.add("/a.xml", b"<a/>", "application/xml")


def test_growing_by_a_slide_adds_the_same_parts_each_time() -> None:
    def parts(count: int) -> int:
        slides = [slide(f"s{n}", {0: text(str(n))}, notes="n") for n in range(count)]
        return len(members_of(rendered(deck(*slides))))

    assert parts(20) - parts(10) == 10 * 5


@pytest.fixture
def hard_cases(tmp_path: Path) -> list[Path]:
    """Decks with everything that rendering can draw, and with the texts and links that could break a file."""
    links = [
        "https://a.cn/[b]",
        "https://a.cn/#x#y",
        "https://例.cn/<路>",
        "mailto:a@b.cn?subject=x",
        "http://a/%zz",
    ]
    odd = deck(
        slide(
            "s<&>\"'\x0b",
            {0: text("<&>\"'\x00\ufffe\ud800]]>"), 1: text(*[(Run(ln, link=ln),) for ln in links])},
        ),
        slide("empty", {0: text(), 1: text("")}, notes="\x07\r\n😀"),
    )
    files = {
        "pending": rendered(full_deck()),
        "present": rendered(full_deck("a.jpg"), photo_book(tmp_path)),
        "drawn": rendered(full_deck("logo.svg"), photo_book(tmp_path)),
        "odd": rendered(odd),
        "none": rendered(deck()),
    }
    for name, data in files.items():
        (tmp_path / f"{name}.pptx").write_bytes(data)
    return [tmp_path / f"{name}.pptx" for name in files]


@pytest.mark.skipif(not CHECKER.is_file(), reason="the OOXML checker is not beside this checkout")
def test_the_file_meets_the_schemas_and_the_package_rules(hard_cases: list[Path], tmp_path: Path) -> None:
    baseline = tmp_path / "template.pptx"
    baseline.write_bytes(plain_pptx())
    command = [sys.executable, CHECKER, "--no-sdk", "--strict", "--baseline", baseline, *hard_cases]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(VALIDATOR is None, reason="OOXML_VALIDATOR_CLI does not name Microsoft's validator")
@pytest.mark.parametrize("version", ["Office2013", "Microsoft365"])
def test_the_file_satisfies_microsofts_validator(hard_cases: list[Path], version: str) -> None:
    for case in hard_cases:
        done = subprocess.run([str(VALIDATOR), case, version], capture_output=True, text=True, check=False)
        assert '"ok": true' in done.stdout, f"{case.name}: {done.stdout}{done.stderr}"


def drawn_by_libreoffice(folder: Path, *sources: Path) -> list[Path]:
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    assert soffice is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *sources],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return [folder / source.with_suffix(".pdf").name for source in sources]


@pytest.mark.office
def test_libreoffice_draws_every_slide(hard_cases: list[Path], tmp_path: Path) -> None:
    sources = hard_cases[:4]
    for source, drawn in zip(sources, drawn_by_libreoffice(tmp_path, *sources), strict=True):
        document = pypdfium2.PdfDocument(drawn)
        pages = len(document)
        document.close()
        assert pages == len(reopened(source.read_bytes()).slides)


@pytest.mark.office
def test_libreoffice_draws_the_footer_in_the_slide_layouts_own_style(tmp_path: Path) -> None:
    source = tmp_path / "deck.pptx"
    source.write_bytes(rendered(full_deck()))
    (drawn,) = drawn_by_libreoffice(tmp_path, source)
    with pdfplumber.open(drawn) as document:
        sizes = {round(char["size"]) for char in document.pages[1].chars if char["text"] in "江西省"}
    assert sizes == {12}


def test_photos_beyond_memory_wait_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deckgen.render.package.MOST_HELD", 10)
    package = Package()
    photos = {f"/ppt/media/image{number}.jpg": bytes([number]) * 7 for number in range(5)}
    for name, data in photos.items():
        package.add(name, data, "image/jpeg")
    target = io.BytesIO()
    package.write(target)
    members = members_of(target.getvalue())
    assert {name: members[name[1:]] for name in photos} == photos
