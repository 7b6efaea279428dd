"""PDFs of a deck, its handout and its notes are what they claim to be: tagged, in the deck's language, described, and
fit for archives where asked for."""

from __future__ import annotations

import io
import re
import shutil
import subprocess

import pikepdf
import pytest

from deckgen.diagnostics import Sink
from deckgen.export.files import Wanted, export_deck
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from tests.batch.material import write

REPORT = """title: 年度工作报告
language: zh-HK
sections:
  - title: 概况
    slides:
      - title: 走进社区
        notes: 这里讲三棵树的故事。
        achievements: ["见[网站](https://example.org/)"]
        photos: [{caption: 活动现场, image: assets/yard.jpg, alt: 院子里的三棵树}]
      - title: 收入逐年增长
        chart: {categories: [2023年, 2024年], unit: 亿元, series: [{name: 收入, values: [1, 2]}]}
"""


ALL = {"pdf": "deck.pdf", "handout": "deck-handout.pdf", "notes": "deck-notes.pdf"}


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    from PIL import Image

    folder = write(tmp_path_factory.mktemp("archived"), {"report.yaml": REPORT})
    (folder / "assets").mkdir()
    Image.new("RGB", (800, 600), "#447755").save(folder / "assets" / "yard.jpg")
    deck, sink = folder / "deck.pptx", Sink()
    build_deck(folder / "report.yaml", deck, Resources(), sink)
    made = export_deck(deck, folder, Wanted(tuple(ALL), archival=True), sink)
    assert not sink.has_errors
    assert {path.name for path in made} == set(ALL.values())
    return {form: (folder / name).read_bytes() for form, name in ALL.items()}


@pytest.fixture(params=list(ALL))
def archived(request: pytest.FixtureRequest, exports: dict[str, bytes]) -> bytes:
    return exports[request.param]


def dictionaries(document: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]


@pytest.mark.office
def test_it_keeps_the_main_rules_of_pdf_a_2b(archived: bytes) -> None:
    """No validator is at hand; these are the parts that archives look at."""
    with pikepdf.open(io.BytesIO(archived)) as document:
        with document.open_metadata() as metadata:
            assert metadata.pdfa_status == "2B"
            assert metadata["dc:title"] == document.docinfo.Title
        (intent,) = document.Root.OutputIntents
        assert intent.S == "/GTS_PDFA1"
        assert intent.DestOutputProfile.read_bytes()[36:40] == b"acsp"  # an ICC profile
        assert not document.is_encrypted
        assert "/ID" in document.trailer
        found = dictionaries(document)
        faces = [one for one in found if one.get("/Type") == "/FontDescriptor"]
        assert faces
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys()) for one in faces)
        assert all(
            "/ToUnicode" in one
            for one in found
            if one.get("/Type") == "/Font" and "/DescendantFonts" not in one
        )
        forbidden = {"/JS", "/JavaScript", "/AA", "/Launch", "/EmbeddedFiles", "/NeedAppearances", "/OPI"}
        assert not [one for one in found if forbidden & set(one.keys())]
        assert not [one for one in found if one.get("/S") in ("/Launch", "/Movie", "/Sound", "/JavaScript")]
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        assert not [one for one in streams if "LZW" in str(one.get("/Filter")) or "/F" in one]
        links = [link for page in document.pages for link in page.obj.get("/Annots", ())]
        assert [str(link.A.URI) for link in links] == ["https://example.org/"]
        assert all(link.F == 4 for link in links)  # it is printed, and not hidden


@pytest.mark.office
def test_it_is_tagged_in_its_language_and_pictures_and_charts_are_described(archived: bytes) -> None:
    with pikepdf.open(io.BytesIO(archived)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "zh-HK"
        assert document.docinfo.Title == "年度工作报告"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        tags = [str(one.S) for one in dictionaries(document) if one.get("/P") is not None and "/S" in one]
        assert tags.count("/Document") == 1
        titles = [str(one.get("/T", "")) for one in dictionaries(document) if one.get("/S") == "/Sect"]
        assert {"年度工作报告", "走进社区", "收入逐年增长"} <= set(titles)
        alts = [str(one.get("/Alt")) for one in dictionaries(document) if one.get("/S") == "/Figure"]
        assert "院子里的三棵树" in alts
        assert any("收入" in alt for alt in alts)
        assert "None" not in alts


def words(pdf: bytes) -> list[str]:
    """As poppler reads them by their tags."""
    done = subprocess.run(["pdfinfo", "-struct-text", "-"], input=pdf, capture_output=True, check=True)
    return re.findall(r'^ *"(.+)"$', done.stdout.decode(errors="replace"), re.M)


@pytest.mark.office
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="poppler is not installed")
def test_all_is_read_aloud_in_the_order_of_the_deck(exports: dict[str, bytes]) -> None:
    deck, handout, notes = (words(exports[form]) for form in ALL)
    assert deck.index("走进社区") < deck.index("收入逐年增长")
    assert handout == deck
    assert notes.index("走进社区") < notes.index("这里讲三棵树的故事。") < notes.index("收入逐年增长")
    assert {one for one in deck if not one.isdigit()} <= set(notes)
