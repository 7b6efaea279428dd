"""Files that are no template: one finding each, which says what they are."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest

from deckgen.diagnostics import BuildStopped, Diagnostic, Sink
from deckgen.templates import unpacking
from deckgen.templates.reading import read_template
from deckgen.templates.unpacking import unpack
from tests.templates.packages import (
    LAYOUT,
    PRESENTATION,
    TYPES,
    Change,
    default_binding,
    default_template,
    read,
    replacing,
    rewritten,
)
from tests.zips import zipped

DEFAULT = default_template()


def refusal(data: bytes) -> Diagnostic:
    sink = Sink()
    with pytest.raises(BuildStopped):
        read_template(data, "mine", default_binding(), sink)
    (found,) = sink
    assert found.code.name == "template-unreadable"
    assert found.hint
    return found


def compound(*streams: str) -> bytes:
    directory = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\0") + directory


def of_type(kind: str) -> bytes:
    office = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    return rewritten(DEFAULT, {TYPES: replacing(office, f"application/vnd.{kind}+xml")})


OTHERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "encrypted": (lambda: compound("EncryptionInfo", "EncryptedPackage"), "protected by a password"),
    "rights management": (
        lambda: compound("EncryptedPackage", "DRMEncryptedDataSpace"),
        "protected by rights management",
    ),
    "old PowerPoint": (lambda: compound("PowerPoint Document"), "in the old .ppt format"),
    "old Word": (lambda: compound("WordDocument"), "an old Word document"),
    "old Excel": (lambda: compound("Workbook"), "an old Excel workbook"),
    "other compound file": (lambda: compound("Contents"), "no PowerPoint file"),
    "Word": (
        lambda: of_type("openxmlformats-officedocument.wordprocessingml.document.main"),
        "a Word document",
    ),
    "Excel": (lambda: of_type("openxmlformats-officedocument.spreadsheetml.sheet.main"), "an Excel workbook"),
    "theme": (lambda: of_type("openxmlformats-officedocument.themeManager"), "an Office theme"),
    "Visio": (lambda: of_type("ms-visio.drawing.main"), "an Office file, but no PowerPoint file"),
    "OpenDocument": (
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.presentation", "content": b""}),
        "an OpenDocument presentation",
    ),
    "OpenDocument text": (
        lambda: zipped({"mimetype": "application/vnd.oasis.opendocument.text"}),
        "an OpenDocument file, but no presentation",
    ),
    "Keynote": (lambda: zipped({"Index/Document.iwa": b""}), "a Keynote file"),
    "PDF": (lambda: b"%PDF-1.7\n", "a PDF file"),
    "web page": (lambda: b"\xef\xbb\xbf\n<!doctype HTML><html>", "a web page"),
    "LFS pointer": (lambda: b"version https://git-lfs.github.com/spec/v1\n", "a Git LFS pointer"),
    "cut off": (lambda: DEFAULT[: len(DEFAULT) // 2], "cut off or damaged"),
    "empty": (lambda: b"", "empty"),
    "noise": (lambda: b"abc" * 100, "damaged, or no PowerPoint file"),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_file_of_another_kind_is_called_by_its_name(kind: str) -> None:
    make, words = OTHERS[kind]
    assert words in refusal(make()).message


def with_comment_before_doctype(_: bytes) -> bytes:
    return b"<!--" + b" " * 9_000 + b'--><!DOCTYPE a [<!ENTITY b "c">]><a/>'


DANGERS: dict[str, tuple[str, Change, str]] = {
    "a document type behind a long comment": (
        "ppt/tableStyles.xml",
        with_comment_before_doctype,
        "declares a document type",
    ),
    "an encoding that hides it": (
        "ppt/tableStyles.xml",
        lambda _: b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4APA-a/+AD4-',
        "an encoding that Office does not use",
    ),
    "UTF-16 without mark": ("ppt/tableStyles.xml", lambda _: "<a/>".encode("utf-16-le"), "an encoding"),
    "slides too small": (PRESENTATION, replacing('cx="9144000"', 'cx="1"'), "between 1 and 56 inches"),
    "slides too large": (
        PRESENTATION,
        replacing('cx="9144000"', 'cx="999999999"'),
        "between 1 and 56 inches",
    ),
    "no number": (PRESENTATION, replacing('cx="9144000"', 'cx="NaN"'), "between 1 and 56 inches"),
    "no slide layouts": (
        "ppt/slideMasters/slideMaster1.xml",
        lambda xml: xml.replace(b"p:sldLayoutIdLst", b"p:other"),
        "no slide layouts",
    ),
}


@pytest.mark.parametrize("danger", sorted(DANGERS))
def test_dangerous_parts_are_refused(danger: str) -> None:
    member, change, words = DANGERS[danger]
    assert words in refusal(rewritten(DEFAULT, {member: change})).message


def test_a_tree_of_a_million_elements_is_not_grown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_TAGS", 20_000)
    many = replacing("</p:cSld>", "</p:cSld>" + "<a/>" * 30_000)
    assert "too much XML" in refusal(rewritten(DEFAULT, {LAYOUT: many})).message


def test_names_that_differ_in_case_only_are_one_name() -> None:
    assert "twice" in refusal(rewritten(DEFAULT, added={"PPT/presentation.XML": b""})).message


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\boot.ini", "ppt/../../x", "\\\\host\\x"]
)
def test_names_that_lead_elsewhere_are_only_names(name: str) -> None:
    template = read(rewritten(DEFAULT, added={name: b"x"}))
    assert all(part.data != b"x" for part in template.parts)
    assert not [part.name for part in template.parts if ".." in part.name or "\\" in part.name]


def test_damaged_sample_slides_do_no_harm() -> None:
    pptx = rewritten(default_template(1), {"ppt/slides/slide1.xml": lambda _: b"<broken"})
    assert "bullets" in read(pptx).layouts


def test_an_entry_without_a_name_is_no_part() -> None:
    named = rewritten(DEFAULT, {}, {"zq.bin": b"x"})
    data = named.replace(b"zq.bin", b"\0q.bin")
    assert len(list(unpack(data).sizes())) == len(list(unpack(named).sizes())) - 1
    assert ZipFile(BytesIO(unpack(data).saved({}))).testzip() is None
