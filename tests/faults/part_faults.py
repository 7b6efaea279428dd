"""What can be wrong with the parts of a slide and their relationships."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from lxml import etree

from tests.faults.deck import NS, A, Element, Parts, R, find
from tests.faults.slide_faults import runs, set_text, shape_of

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def of_relationships(parts: Parts, number: int) -> Iterator[tuple[str, str, Callable[..., None]]]:
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
    yield "slide id too small", "slide-id-faulty", partial(slide_id, id_="12")
    if "chart" in kinds:
        for text in ("nan", "None", "12,5"):
            yield "no number in a chart", "chart-data-faulty", partial(_chart_value, text=text)
        yield "point beyond the count", "chart-data-faulty", _chart_count
        yield "workbook truncated", "workbook-damaged", _truncate_workbook


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
    title = shape_of(root, "title")
    if text:
        set_text(title, text)
    run = runs(title)[0]
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
    declare(parts, f"/ppt/{name}", f"application/{office}{said}")
    _new_rel(parts, number, kind, f"../{name}")


def declare(parts: Parts, part: str, content_type: str) -> None:
    root = parts.root("[Content_Types].xml")
    etree.SubElement(root, f"{{{NS['ct']}}}Override", PartName=part, ContentType=content_type)
    parts.put("[Content_Types].xml", root)


def _rel_twice(parts: Parts, number: int) -> None:
    part = parts.rels(parts.slide(number))
    root = parts.root(part)
    first = find(root, "//rel:Relationship")[0]
    root.append(etree.fromstring(etree.tostring(first)))
    parts.put(part, root)


def slide_id(parts: Parts, number: int, id_: str) -> None:
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
