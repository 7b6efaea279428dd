"""A PDF of a deck is what it claims to be: tagged, in its language, described, and fit for archives where asked for."""

from __future__ import annotations

import io

import pikepdf
import pytest

from deckgen.diagnostics import Sink
from deckgen.export.files import Wanted, export_deck
from deckgen.pipeline import build_deck
from deckgen.resources import Resources
from tests.batch.material import write

REPORT = """title: 年度工作报告
language: zh-CN
sections:
  - title: 概况
    slides:
      - title: 走进社区
        photos: [{caption: 活动现场, image: assets/yard.jpg, alt: 院子里的三棵树}]
      - title: 收入逐年增长
        chart: {categories: [2023年, 2024年], unit: 亿元, series: [{name: 收入, values: [1, 2]}]}
"""


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    from PIL import Image

    folder = write(tmp_path_factory.mktemp("archived"), {"report.yaml": REPORT})
    (folder / "assets").mkdir()
    Image.new("RGB", (800, 600), "#447755").save(folder / "assets" / "yard.jpg")
    deck, sink = folder / "deck.pptx", Sink()
    build_deck(folder / "report.yaml", deck, Resources(), sink)
    (pdf,) = export_deck(deck, folder, Wanted(("pdf",), archival=True), sink)
    assert not sink.has_errors
    return pdf.read_bytes()


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


@pytest.mark.office
def test_it_is_tagged_in_its_language_and_pictures_and_charts_are_described(archived: bytes) -> None:
    with pikepdf.open(io.BytesIO(archived)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == "zh-CN"
        assert document.Root.ViewerPreferences.DisplayDocTitle
        tags = [str(one.S) for one in dictionaries(document) if one.get("/P") is not None and "/S" in one]
        assert "/H" in tags or "/H1" in tags
        alts = [str(one.get("/Alt")) for one in dictionaries(document) if one.get("/S") == "/Figure"]
        assert "院子里的三棵树" in alts
        assert any("收入" in alt for alt in alts)
        assert "None" not in alts
