"""What can be wrong with a deck as a file: properties, pictures, content types, lists of slides and slide layouts."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO

from lxml import etree
from PIL import Image

from tests.faults.deck import NS, C, Element, Parts, find
from tests.faults.part_faults import declare, slide_id
from tests.faults.slide_faults import drop


def _macros(parts: Parts) -> None:
    parts.parts["ppt/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    declare(parts, "/ppt/vbaProject.bin", "application/vnd.ms-office.vbaProject")
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
    slide_id(parts, 2, find(root, "//p:sldIdLst/p:sldId")[0].get("id"))


def _layout_id(parts: Parts) -> None:
    root = parts.root("ppt/slideMasters/slideMaster1.xml")
    find(root, "//p:sldLayoutId")[1].set("id", "300")
    parts.put("ppt/slideMasters/slideMaster1.xml", root)


def _layout_unlisted(parts: Parts) -> None:
    root = parts.root("ppt/slideMasters/slideMaster1.xml")
    drop(root, "//p:sldLayoutId")
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
