"""Single faults of written decks: what colleagues, scripts and other programs do to a deck."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from typing import NamedTuple

from lxml import etree
from PIL import Image

from deckgen.check.source import Source
from tests.faults.deck import NS, Element, Parts, find, findings, good_deck
from tests.faults.report_faults import example

A = f"{{{NS['a']}}}"
P = f"{{{NS['p']}}}"
R = f"{{{NS['r']}}}"
C = f"{{{NS['c']}}}"
AMOUNT = re.compile(r"(?<![\d.,])\d{2,3}(?![\d,])")
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


class DeckFault(NamedTuple):
    """One of `codes` is to be found, on `slide`; where that is None, anywhere in the file."""

    kind: str
    deck: str
    codes: frozenset[str]
    slide: int | None
    change: Callable[[Parts], None]

    def is_found(self) -> bool:
        parts = Parts(dict(good_deck(self.deck)))
        self.change(parts)
        return any(
            found.code.name in self.codes
            and (self.slide is None or (found.spot is not None and found.spot.slide == self.slide))
            for found in findings(parts.zipped(), self.codes, source_of(self.deck))
        )


def source_of(name: str) -> Source | None:
    """What the deck's figures come from; those of the other deck come from data files, too."""
    return example(name).source if name == "annual-report-en" else None


MOST_OF_A_KIND = 2
"""In one deck: more of the same would take time and tell little."""


def deck_faults(name: str) -> Iterator[DeckFault]:
    taken: Counter[str] = Counter()
    for fault in _all_faults(name):
        taken[fault.kind] += 1
        if taken[fault.kind] <= MOST_OF_A_KIND:
            yield fault


def _all_faults(name: str) -> Iterator[DeckFault]:
    parts = Parts(dict(good_deck(name)))
    for number in parts.slides:
        for kind, codes, in_xml in _of_slide(parts, number, sourced=source_of(name) is not None):
            yield DeckFault(kind, name, frozenset(codes.split()), number, _in_xml(number, in_xml))
        for kind, codes, in_parts in _of_relationships(parts, number):
            # What cannot be read has no slide any more.
            slide = None if codes == "part-damaged" else number
            yield DeckFault(kind, name, frozenset(codes.split()), slide, partial(in_parts, number=number))
    for kind, codes, of_file in OF_FILE:
        yield DeckFault(kind, name, frozenset(codes.split()), None, of_file)


def _in_xml(number: int, change: Callable[[Element], None]) -> Callable[[Parts], None]:
    def changed(parts: Parts) -> None:
        root = parts.root(parts.slide(number))
        change(root)
        parts.put(parts.slide(number), root)

    return changed


# --- what can be wrong with a slide --------------------------------------------------------------------


def _of_slide(
    parts: Parts, number: int, *, sourced: bool
) -> Iterator[tuple[str, str, Callable[[Element], None]]]:
    root = parts.root(parts.slide(number))
    shapes = [find(shape, ".//p:cNvPr")[0].get("name") for shape in find(root, "//p:sp")]
    texts = [name for name in shapes if not re.search("·", name) and _text(_shape(root, name))]
    bodies = [name for name in texts if name != "title"]
    yield "title emptied", "title-missing", lambda r: _set_text(_shape(r, "title"), "")
    if number > 2:
        yield "title of another slide", "title-repeated", _twin_title
    for name in texts[:3]:
        yield "tiny type", "type-too-small", lambda r, n=name: _each(_shape(r, n), "sz", "600")
        yield "text far too long", "text-overflows text-may-overflow", lambda r, n=name: _repeat(_shape(r, n))
    for name in bodies[:3]:
        yield (
            "moved off the slide",
            "shape-off-slide",
            lambda r, n=name: _move(_shape(r, n), -9_000_000),
        )
        yield "half off the slide", "outside-slide", lambda r, n=name: _move_over_edge(_shape(r, n))
        if number > 1 and name != "section":
            yield "laid on the title", "texts-collide text-covered", lambda r, n=name: _onto_title(r, n)
        yield "pale text", "contrast-low", lambda r, n=name: _paint_like_ground(_shape(r, n))
        yield (
            "private character",
            "glyph-missing",
            lambda r, n=name: _set_text(_shape(r, n), "落实\ue123机制"),
        )
        yield "rare typeface", "font-uncommon", lambda r, n=name: _face(_shape(r, n), "Feathered Script Pro")
        yield (
            "prompt typed in",
            "prompt-left placeholder-empty",
            lambda r, n=name: _set_text(_shape(r, n), "单击此处添加文本"),
        )
    for name in texts if sourced and number > 1 else ():  # on the cover there is a date
        if name != "section" and _figure(_shape(root, name)) is not None:
            yield "figure changed by hand", "figure-not-in-source", lambda r, n=name: _miscount(_shape(r, n))
    if bodies:
        first = bodies[0]
        yield (
            "Chinese marked English",
            "language-wrong",
            lambda r, n=first: _speak(_shape(r, n), "en-US", "推进妇女创业就业工作"),
        )
        yield (
            "English marked Chinese",
            "language-wrong",
            lambda r, n=first: _speak(_shape(r, n), "zh-CN", "We opened the river to all migrating fish"),
        )
        yield "shape id twice", "shape-id-twice", lambda r, n=first: _same_id(r, n)
        yield "no paragraph", "text-body-empty", lambda r, n=first: _strip(_shape(r, n), "a:p")
        yield "half a unit of length", "number-faulty", lambda r, n=first: _place(_shape(r, n), "12.5")
        yield "size of text in words", "number-faulty", lambda r, n=first: _each(_shape(r, n), "sz", "large")
        yield "five digits of colour", "number-faulty", lambda r, n=first: _colour(_shape(r, n), "12345")
        yield "read before the title", "reading-order", _title_last
        yield from _of_structure(first)
    for picture in find(root, "//p:pic"):
        name = find(picture, ".//p:cNvPr")[0].get("name")
        if not name.startswith("icon"):
            yield "picture without alt", "alt-missing", lambda r, n=name: _alt(r, n, "")
            yield "alt is a file name", "alt-unhelpful", lambda r, n=name: _alt(r, n, "IMG_2041.JPG")
    for frame in find(root, "//p:graphicFrame"):
        name = find(frame, ".//p:cNvPr")[0].get("name")
        yield "table or chart without alt", "alt-missing", lambda r, n=name: _alt(r, n, "")
        yield "alt is a shape's name", "alt-unhelpful", lambda r, n=name: _alt(r, n, "Chart 4")
        yield "table or chart over the edge", "outside-slide", lambda r, n=name: _move_over_edge(_shape(r, n))
    if find(root, "//a:tbl"):
        yield "head of table not marked", "table-header-missing", _unmark_head
        yield "cell lost", "table-ragged", lambda r: _drop(find(r, "//a:tr")[2], "a:tc")
        yield "column lost", "table-ragged", lambda r: _drop(r, "//a:gridCol")
        yield "merged beyond the table", "table-ragged", lambda r: find(r, "//a:tc")[-1].set("gridSpan", "3")


def _of_structure(name: str) -> Iterator[tuple[str, str, Callable[[Element], None]]]:
    yield "text before its properties", "schema-place", lambda r: _turn(_runs(_shape(r, name))[0].getparent())
    yield "body before its shape", "schema-place", lambda r: _turn(_shape(r, name))
    yield "an element of no format", "schema-place", lambda r: _add(_shape(r, name), "a:p", "glow")
    yield "properties lost", "schema-lack", lambda r: _strip(_shape(r, name), "p:spPr")
    yield "name lost", "schema-lack", lambda r: find(_shape(r, name), ".//p:cNvPr")[0].attrib.pop("name")
    yield "text of a run lost", "schema-lack", lambda r: _strip(_shape(r, name), "a:t")
    yield (
        "a word for another",
        "schema-value",
        lambda r: _say(_shape(r, name), "a:bodyPr", "anchor", "middle"),
    )
    yield "bold in words", "schema-value", lambda r: _each(_shape(r, name), "b", "bold")
    yield "an attribute of no format", "schema-value", lambda r: _say(_shape(r, name), "a:p", "align", "l")


def _of_relationships(parts: Parts, number: int) -> Iterator[tuple[str, str, Callable[..., None]]]:
    rels = find(parts.root(parts.rels(parts.slide(number))), "//rel:Relationship")
    kinds = {rel.get("Type").rpartition("/")[2] for rel in rels if rel.get("TargetMode") != "External"}
    for kind in sorted(kinds & {"chart", "image", "notesSlide", "slideLayout"}):
        yield f"{kind} not copied", "part-missing", partial(_lose_target, kind=kind)
    for kind in sorted(kinds & {"chart", "image"}):
        yield f"relationship to {kind} lost", "relationship-missing", partial(_lose_rel, kind=kind)
    if "image" in kinds:
        yield "linked picture", "link-outside", _link_picture
    yield "link to a file of ours", "link-outside", _link_file
    yield "link named here", "link-text-unhelpful", _link_here
    yield "slide is no XML", "part-damaged", _cut_short
    yield "control character", "part-damaged", _control
    yield (
        "macros of a control",
        "macros-present",
        partial(_add_part, kind="control", name="activeX/activeX1.bin"),
    )
    yield (
        "embedded workbook",
        "object-embedded",
        partial(_add_part, kind="package", name="embeddings/plan.xlsx"),
    )
    yield "comments", "comments-left", partial(_add_part, kind="comments", name="comments/comment1.xml")
    yield "relationship twice", "relationship-twice", _rel_twice
    yield "slide id too small", "slide-id-faulty", partial(_slide_id, id_="12")
    if "chart" in kinds:
        for text in ("nan", "None", "12,5"):
            yield "no number in a chart", "chart-data-faulty", partial(_chart_value, text=text)
        yield "point beyond the count", "chart-data-faulty", _chart_count
        yield "workbook truncated", "workbook-damaged", _truncate_workbook


def _shape(root: Element, name: str) -> Element:
    return next(one for one in find(root, "//p:cNvPr") if one.get("name") == name).getparent().getparent()


def _turn(parent: Element) -> None:
    """Let its last child be its first."""
    parent.insert(0, parent[-1])


def _add(shape: Element, path: str, tag: str) -> None:
    etree.SubElement(find(shape, f".//{path}")[0], f"{A}{tag}")


def _say(shape: Element, path: str, name: str, value: str) -> None:
    find(shape, f".//{path}")[0].set(name, value)


def _text(shape: Element) -> str:
    return "".join(one.text or "" for one in find(shape, ".//a:t"))


def _set_text(shape: Element, text: str) -> None:
    first, *rest = find(shape, ".//a:t")
    first.text = text
    for one in rest:
        one.getparent().getparent().remove(one.getparent())


def _figure(shape: Element) -> Element | None:
    """The first piece of its text with an amount of several digits."""
    found = (text for text in find(shape, ".//a:t") if AMOUNT.search(text.text or ""))
    return next(found, None)


def _miscount(shape: Element) -> None:
    text = _figure(shape)
    assert text is not None
    text.text = AMOUNT.sub(
        lambda found: found[0][:-1] + str((int(found[0][-1]) + 3) % 10), text.text, count=1
    )


def _twin_title(root: Element) -> None:
    others = ["Room for the River", "让每个村都喝上放心水"]
    title = _shape(root, "title")
    _set_text(title, others[any("\u4e00" <= char <= "\u9fff" for char in _text(title))])


def _runs(shape: Element) -> list[Element]:
    found = []
    for run in find(shape, ".//a:r"):
        properties = run.find(f"{A}rPr")
        if properties is None:
            properties = etree.Element(f"{A}rPr")
            run.insert(0, properties)
        found.append(properties)
    return found


def _each(shape: Element, name: str, value: str) -> None:
    for run in _runs(shape):
        run.set(name, value)


def _repeat(shape: Element) -> None:
    text = find(shape, ".//a:t")[0]
    text.text = " ".join([text.text or "文字"] * (1 + 2_000 // max(1, len(text.text or ""))))


def _frame(shape: Element) -> Element:
    """The shape's own place, written down if it was inherited."""
    found = find(shape, ".//a:xfrm|./p:xfrm")
    if found:
        return found[0]
    properties = shape.find(f"{P}spPr")
    frame = etree.Element(f"{A}xfrm")
    etree.SubElement(frame, f"{A}off", x="1000000", y="3000000")
    etree.SubElement(frame, f"{A}ext", cx="3000000", cy="900000")
    properties.insert(0, frame)
    return frame


def _move(shape: Element, across: int) -> None:
    frame = _frame(shape)
    frame.find(f"{A}off").set("x", str(across))


def _move_over_edge(shape: Element) -> None:
    frame = _frame(shape)
    for run in find(shape, ".//a:pPr"):
        run.set("algn", "l")
    frame.find(f"{A}off").set("x", str(-int(frame.find(f"{A}ext").get("cx")) // 4))
    if not find(shape, ".//a:pPr") and find(shape, ".//a:p"):
        find(shape, ".//a:p")[0].insert(0, etree.Element(f"{A}pPr", algn="l"))


def _onto_title(root: Element, name: str) -> None:
    frame = _frame(_shape(root, name))
    layout = frame.find(f"{A}off")
    layout.set("x", "760000")
    layout.set("y", "560000")
    frame.find(f"{A}ext").set("cx", "9000000")
    frame.find(f"{A}ext").set("cy", "1000000")


def _fill(code: str) -> Element:
    fill = etree.Element(f"{A}solidFill")
    etree.SubElement(fill, f"{A}srgbClr", val=code)
    return fill


def _paint_like_ground(shape: Element) -> None:
    """Ground and text of nearly one colour: what becomes of a slide that is pasted into another theme."""
    properties = shape.find(f"{P}spPr")
    frame = properties.find(f"{A}xfrm")
    properties.insert(0 if frame is None else 1, _fill("F4F4F4"))
    _colour(shape, "E2E2E2")


def _colour(shape: Element, code: str) -> None:
    for run in _runs(shape):
        for old in run.findall(f"{A}solidFill"):
            run.remove(old)
        run.insert(0, _fill(code))


def _face(shape: Element, name: str) -> None:
    for run in _runs(shape):
        for tag in ("latin", "ea"):
            for old in run.findall(f"{A}{tag}"):
                run.remove(old)
        links = run.findall(f"{A}hlinkClick")
        for tag in ("latin", "ea"):
            face = etree.Element(f"{A}{tag}", typeface=name)
            run.insert(len(run) - len(links), face)


def _speak(shape: Element, language: str, text: str) -> None:
    _set_text(shape, text)
    _each(shape, "lang", language)
    for run in _runs(shape):
        run.attrib.pop("altLang", None)


def _same_id(root: Element, name: str) -> None:
    title = find(_shape(root, "title"), ".//p:cNvPr")[0]
    find(_shape(root, name), ".//p:cNvPr")[0].set("id", title.get("id"))


def _strip(shape: Element, path: str) -> None:
    for one in find(shape, f".//{path}"):
        one.getparent().remove(one)


def _drop(root: Element, path: str) -> None:
    last = find(root, path)[-1]
    last.getparent().remove(last)


def _place(shape: Element, length: str) -> None:
    _frame(shape).find(f"{A}off").set("x", length)


def _alt(root: Element, name: str, text: str) -> None:
    next(one for one in find(root, "//p:cNvPr") if one.get("name") == name).set("descr", text)


def _unmark_head(root: Element) -> None:
    find(root, "//a:tblPr")[0].set("firstRow", "0")


def _title_last(root: Element) -> None:
    title = _shape(root, "title")
    title.getparent().append(title)


# --- what can be wrong with parts ----------------------------------------------------------------------


def _rel(parts: Parts, number: int, kind: str) -> tuple[str, Element, Element]:
    part = parts.rels(parts.slide(number))
    root = parts.root(part)
    found = [one for one in find(root, "//rel:Relationship") if one.get("Type").endswith(f"/{kind}")]
    return part, root, found[0]


def _target(parts: Parts, number: int, kind: str) -> str:
    return "ppt" + _rel(parts, number, kind)[2].get("Target").removeprefix("..")


def _lose_target(parts: Parts, number: int, kind: str) -> None:
    del parts.parts[_target(parts, number, kind)]


def _lose_rel(parts: Parts, number: int, kind: str) -> None:
    part, root, rel = _rel(parts, number, kind)
    root.remove(rel)
    parts.put(part, root)


def _link_picture(parts: Parts, number: int) -> None:
    part, root, rel = _rel(parts, number, "image")
    rel.set("Target", "https://example.com/photo.jpg")
    rel.set("TargetMode", "External")
    parts.put(part, root)


def _new_rel(parts: Parts, number: int, kind: str, target: str, **more: str) -> str:
    part = parts.rels(parts.slide(number))
    root = parts.root(part)
    etree.SubElement(
        root, f"{{{NS['rel']}}}Relationship", Id="rIdNew", Type=TYPE + kind, Target=target, **more
    )
    parts.put(part, root)
    return "rIdNew"


def _link(parts: Parts, number: int, target: str, text: str | None) -> None:
    id_ = _new_rel(parts, number, "hyperlink", target, TargetMode="External")
    root = parts.root(parts.slide(number))
    title = _shape(root, "title")
    if text:
        _set_text(title, text)
    run = _runs(title)[0]
    run.append(etree.Element(f"{A}hlinkClick", {f"{R}id": id_}))
    parts.put(parts.slide(number), root)


def _link_file(parts: Parts, number: int) -> None:
    _link(parts, number, "file:///C:/Users/me/plan.xlsx", None)


def _link_here(parts: Parts, number: int) -> None:
    _link(parts, number, "https://example.org", "点击这里")


def _cut_short(parts: Parts, number: int) -> None:
    parts.parts[parts.slide(number)] = parts.parts[parts.slide(number)][:-20]


def _control(parts: Parts, number: int) -> None:
    part = parts.slide(number)
    parts.parts[part] = parts.parts[part].replace(b"</a:t>", b"\x0b</a:t>", 1)


def _add_part(parts: Parts, number: int, kind: str, name: str) -> None:
    xml = b'<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>'
    parts.parts[f"ppt/{name}"] = xml if name.endswith("xml") else b"PK\x03\x04 embedded"
    types = {
        "bin": "vnd.ms-office.activeX",
        "xml": "presentationml.comments+xml",
        "xlsx": "spreadsheetml.sheet",
    }
    said = types[name.rpartition(".")[2]]
    office = "" if said.startswith("vnd") else "vnd.openxmlformats-officedocument."
    _declare(parts, f"/ppt/{name}", f"application/{office}{said}")
    _new_rel(parts, number, kind, f"../{name}")


def _declare(parts: Parts, part: str, content_type: str) -> None:
    root = parts.root("[Content_Types].xml")
    etree.SubElement(root, f"{{{NS['ct']}}}Override", PartName=part, ContentType=content_type)
    parts.put("[Content_Types].xml", root)


def _rel_twice(parts: Parts, number: int) -> None:
    part = parts.rels(parts.slide(number))
    root = parts.root(part)
    first = find(root, "//rel:Relationship")[0]
    root.append(etree.fromstring(etree.tostring(first)))
    parts.put(part, root)


def _slide_id(parts: Parts, number: int, id_: str) -> None:
    root = parts.root("ppt/presentation.xml")
    find(root, "//p:sldIdLst/p:sldId")[number - 1].set("id", id_)
    parts.put("ppt/presentation.xml", root)


def _chart_value(parts: Parts, number: int, text: str) -> None:
    part = _target(parts, number, "chart")
    root = parts.root(part)
    find(root, "//c:numCache/c:pt/c:v")[0].text = text
    parts.put(part, root)


def _chart_count(parts: Parts, number: int) -> None:
    part = _target(parts, number, "chart")
    root = parts.root(part)
    find(root, "//c:numCache/c:pt")[-1].set("idx", "99")
    parts.put(part, root)


def _truncate_workbook(parts: Parts, number: int) -> None:
    rels = parts.root(parts.rels(_target(parts, number, "chart")))
    book = next(one for one in find(rels, "//rel:Relationship") if one.get("Type").endswith("/package"))
    name = "ppt" + book.get("Target").removeprefix("..")
    parts.parts[name] = b"\0" * 40


# --- what can be wrong with the file -------------------------------------------------------------------


def _macros(parts: Parts) -> None:
    parts.parts["ppt/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    _declare(parts, "/ppt/vbaProject.bin", "application/vnd.ms-office.vbaProject")
    root = parts.root("ppt/_rels/presentation.xml.rels")
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    etree.SubElement(root, f"{{{NS['rel']}}}Relationship", Id="rIdM", Type=kind, Target="vbaProject.bin")
    parts.put("ppt/_rels/presentation.xml.rels", root)


def _photo(parts: Parts) -> str:
    return next(name for name in parts.parts if re.fullmatch(r"ppt/media/image\d+\.jpe?g", name))


def _gps(parts: Parts) -> None:
    name, target = _photo(parts), BytesIO()
    with Image.open(BytesIO(parts.parts[name])) as picture:
        exif = Image.Exif()
        exif.get_ifd(0x8825).update({1: "N", 2: (28.0, 41.0, 0.0), 3: "E", 4: (115.0, 53.0, 0.0)})
        exif[0x8825] = exif.get_ifd(0x8825)
        exif[0x010F] = "Camera Works"
        picture.save(target, "JPEG", exif=exif)
    parts.parts[name] = target.getvalue()


def _other_bytes(parts: Parts) -> None:
    target = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(target, "WEBP")
    parts.parts[_photo(parts)] = target.getvalue()


def _oversized(parts: Parts) -> None:
    target = BytesIO()
    Image.effect_noise((4_000, 3_000), 90).save(target, "JPEG", quality=50)
    parts.parts[_photo(parts)] = target.getvalue()


def _no_type(parts: Parts) -> None:
    _edit_types(parts, lambda one: one.getparent().remove(one))


def _wrong_type(parts: Parts) -> None:
    _edit_types(parts, lambda one: one.set("ContentType", "application/xml"))


def _edit_types(parts: Parts, change: Callable[[Element], None]) -> None:
    root = parts.root("[Content_Types].xml")
    change(
        next(one for one in find(root, "//ct:Override") if one.get("PartName") == "/ppt/slides/slide2.xml")
    )
    parts.put("[Content_Types].xml", root)


def _orphan(parts: Parts) -> None:
    root = parts.root("ppt/presentation.xml")
    last = find(root, "//p:sldIdLst/p:sldId")[-1]
    last.getparent().remove(last)
    for one in find(root, f"//*[local-name()='sldId' and @id='{last.get('id')}']"):
        one.getparent().remove(one)
    parts.put("ppt/presentation.xml", root)


def _same_slide_id(parts: Parts) -> None:
    root = parts.root("ppt/presentation.xml")
    _slide_id(parts, 2, find(root, "//p:sldIdLst/p:sldId")[0].get("id"))


def _layout_id(parts: Parts) -> None:
    root = parts.root("ppt/slideMasters/slideMaster1.xml")
    find(root, "//p:sldLayoutId")[1].set("id", "300")
    parts.put("ppt/slideMasters/slideMaster1.xml", root)


def _layout_unlisted(parts: Parts) -> None:
    root = parts.root("ppt/slideMasters/slideMaster1.xml")
    _drop(root, "//p:sldLayoutId")
    parts.put("ppt/slideMasters/slideMaster1.xml", root)


def _section(parts: Parts) -> None:
    root = parts.root("ppt/presentation.xml")
    listed = [one for one in find(root, "//*[local-name()='sldId']") if "p14" in (one.prefix or "")]
    listed[0].set("id", "999")
    parts.put("ppt/presentation.xml", root)


def _no_theme(parts: Parts) -> None:
    del parts.parts["ppt/theme/theme1.xml"]


def _manager(parts: Parts) -> None:
    root = parts.root("docProps/app.xml")
    space = etree.QName(root).namespace
    etree.SubElement(root, f"{{{space}}}Manager").text = "Zhang Wei"
    parts.put("docProps/app.xml", root)


def _dated(parts: Parts) -> None:
    root = parts.root("docProps/core.xml")
    space = "http://purl.org/dc/terms/"
    etree.SubElement(root, f"{{{space}}}created").text = "yesterday"
    parts.put("docProps/core.xml", root)


def _titled_twice(parts: Parts) -> None:
    root = parts.root("docProps/core.xml")
    title = next(one for one in root if one.tag.endswith("}title"))
    root.append(etree.fromstring(etree.tostring(title)))
    parts.put("docProps/core.xml", root)


def _notes_of_another(parts: Parts) -> None:
    pages = sorted(name for name in parts.parts if re.fullmatch(r"ppt/notesSlides/notesSlide\d+\.xml", name))
    rels = parts.rels(pages[0])
    parts.parts[rels] = re.sub(rb"slides/slide\d+\.xml", b"slides/slide3.xml", parts.parts[rels])


def _unmarked_language(parts: Parts) -> None:
    root = parts.root(parts.slide(2))
    for run in find(root, "//a:rPr"):
        run.attrib.pop("lang", None)
    parts.put(parts.slide(2), root)


def _chart_of_colours(parts: Parts) -> None:
    """A legend, three lines, no labels, no markers."""
    name = next(name for name in parts.parts if re.fullmatch(r"ppt/charts/chart\d+\.xml", name))
    root = parts.root(name)
    for one in find(root, "//c:dLbls|//c:marker|//c:legend"):
        one.getparent().remove(one)
    series = find(root, "//c:ser")[0]
    for number in (7, 8):
        twin = etree.fromstring(etree.tostring(series))
        twin.find(f"{C}idx").set("val", str(number))
        twin.find(f"{C}order").set("val", str(number))
        series.addnext(twin)
    legend = etree.Element(f"{C}legend")
    etree.SubElement(legend, f"{C}legendPos", val="b")
    find(root, "//c:plotArea")[0].addnext(legend)
    parts.put(name, root)


OF_FILE: tuple[tuple[str, str, Callable[[Parts], None]], ...] = (
    ("macros", "macros-present", _macros),
    ("place and camera in a photo", "picture-metadata", _gps),
    ("picture of another kind", "picture-type-wrong", _other_bytes),
    ("picture far too large", "media-oversized", _oversized),
    ("content type missing", "content-type-wrong part-damaged", _no_type),
    ("content type of something else", "content-type-wrong", _wrong_type),
    ("slide deleted by half", "slide-orphaned", _orphan),
    ("slide id twice", "slide-id-faulty", _same_slide_id),
    ("id of a slide layout too small", "layout-id-faulty", _layout_id),
    ("slide layout not listed", "layout-id-faulty", _layout_unlisted),
    ("section names a slide that is gone", "section-stale", _section),
    ("theme lost", "part-missing", _no_theme),
    ("manager in the properties", "metadata-personal", _manager),
    ("date in words", "properties-faulty", _dated),
    ("two titles in the properties", "properties-faulty", _titled_twice),
    ("notes of another slide", "notes-unlinked", _notes_of_another),
    ("language not marked", "language-missing", _unmarked_language),
    ("chart told apart by colour", "colour-alone", _chart_of_colours),
)
