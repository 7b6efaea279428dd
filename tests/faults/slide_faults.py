"""What can be wrong with a slide: each fault as the change that makes it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import etree

from tests.faults.deck import A, Element, P, Parts, find

AMOUNT = re.compile(r"(?<![\d.,])\d{2,3}(?![\d,])")


Fault = tuple[str, str, Callable[[Element], None]]
"""What kind of fault it is, the codes that may tell of it, and the change that makes it."""


def of_slide(parts: Parts, number: int, *, sourced: bool) -> Iterator[Fault]:
    """What can be wrong with a slide; `sourced` says whether its figures have a source."""
    root = parts.root(parts.slide(number))
    shapes = [find(shape, ".//p:cNvPr")[0].get("name") for shape in find(root, "//p:sp")]
    texts = [name for name in shapes if not re.search("·", name) and text_of(shape_of(root, name))]
    bodies = [name for name in texts if name != "title"]
    yield "title emptied", "title-missing", lambda r: set_text(shape_of(r, "title"), "")
    if number > 2:
        yield "title of another slide", "title-repeated", _twin_title
    yield from _of_texts(texts, number)
    for name in texts if sourced and number > 1 else ():  # on the cover there is a date
        if name != "section" and _figure(shape_of(root, name)) is not None:
            yield (
                "figure changed by hand",
                "figure-not-in-source",
                lambda r, n=name: _miscount(shape_of(r, n)),
            )
    if bodies:
        yield from _of_body(bodies[0])
        yield "read before the title", "reading-order", _title_last
        yield from _of_structure(bodies[0])
    yield from _of_pictures(root)
    if find(root, "//a:tbl"):
        yield "head of table not marked", "table-header-missing", _unmark_head
        yield "cell lost", "table-ragged", lambda r: drop(find(r, "//a:tr")[2], "a:tc")
        yield "column lost", "table-ragged", lambda r: drop(r, "//a:gridCol")
        yield "merged beyond the table", "table-ragged", lambda r: find(r, "//a:tc")[-1].set("gridSpan", "3")


def _of_texts(texts: list[str], number: int) -> Iterator[Fault]:
    for name in texts[:3]:
        yield "tiny type", "type-too-small", lambda r, n=name: _each(shape_of(r, n), "sz", "600")
        yield (
            "text far too long",
            "text-overflows text-may-overflow",
            lambda r, n=name: _repeat(shape_of(r, n)),
        )
    for name in [name for name in texts if name != "title"][:3]:
        yield (
            "moved off the slide",
            "shape-off-slide",
            lambda r, n=name: _move(shape_of(r, n), -9_000_000),
        )
        yield "half off the slide", "outside-slide", lambda r, n=name: _move_over_edge(shape_of(r, n))
        if number > 1 and name != "section":
            yield "laid on the title", "texts-collide text-covered", lambda r, n=name: _onto_title(r, n)
        yield "pale text", "contrast-low", lambda r, n=name: _paint_like_ground(shape_of(r, n))
        yield (
            "private character",
            "glyph-missing",
            lambda r, n=name: set_text(shape_of(r, n), "落实\ue123机制"),
        )
        yield (
            "rare typeface",
            "font-uncommon",
            lambda r, n=name: _face(shape_of(r, n), "Feathered Script Pro"),
        )
        yield (
            "prompt typed in",
            "prompt-left placeholder-empty",
            lambda r, n=name: set_text(shape_of(r, n), "单击此处添加文本"),
        )


def _of_body(name: str) -> Iterator[Fault]:
    """Of the slide's first text below its title."""
    yield (
        "Chinese marked English",
        "language-wrong",
        lambda r: _speak(shape_of(r, name), "en-US", "推进妇女创业就业工作"),
    )
    yield (
        "English marked Chinese",
        "language-wrong",
        lambda r: _speak(shape_of(r, name), "zh-CN", "We opened the river to all migrating fish"),
    )
    yield "shape id twice", "shape-id-twice", lambda r: _same_id(r, name)
    yield "no paragraph", "text-body-empty", lambda r: _strip(shape_of(r, name), "a:p")
    yield "half a unit of length", "number-faulty", lambda r: _place(shape_of(r, name), "12.5")
    yield (
        "size of text in words",
        "number-faulty",
        lambda r: _each(shape_of(r, name), "sz", "large"),
    )
    yield "five digits of colour", "number-faulty", lambda r: _colour(shape_of(r, name), "12345")


def _of_pictures(root: Element) -> Iterator[Fault]:
    """Of tables and charts, too."""
    for picture in find(root, "//p:pic"):
        name = find(picture, ".//p:cNvPr")[0].get("name")
        if not name.startswith("icon"):
            yield "picture without alt", "alt-missing", lambda r, n=name: _alt(r, n, "")
            yield "alt is a file name", "alt-unhelpful", lambda r, n=name: _alt(r, n, "IMG_2041.JPG")
    for frame in find(root, "//p:graphicFrame"):
        name = find(frame, ".//p:cNvPr")[0].get("name")
        yield "table or chart without alt", "alt-missing", lambda r, n=name: _alt(r, n, "")
        yield "alt is a shape's name", "alt-unhelpful", lambda r, n=name: _alt(r, n, "Chart 4")
        yield (
            "table or chart over the edge",
            "outside-slide",
            lambda r, n=name: _move_over_edge(shape_of(r, n)),
        )


def _of_structure(name: str) -> Iterator[Fault]:
    yield (
        "text before its properties",
        "schema-place",
        lambda r: _turn(runs(shape_of(r, name))[0].getparent()),
    )
    yield "body before its shape", "schema-place", lambda r: _turn(shape_of(r, name))
    yield "an element of no format", "schema-place", lambda r: _add(shape_of(r, name), "a:p", "glow")
    yield "properties lost", "schema-lack", lambda r: _strip(shape_of(r, name), "p:spPr")
    yield "name lost", "schema-lack", lambda r: find(shape_of(r, name), ".//p:cNvPr")[0].attrib.pop("name")
    yield "text of a run lost", "schema-lack", lambda r: _strip(shape_of(r, name), "a:t")
    yield (
        "a word for another",
        "schema-value",
        lambda r: _say(shape_of(r, name), "a:bodyPr", "anchor", "middle"),
    )
    yield "bold in words", "schema-value", lambda r: _each(shape_of(r, name), "b", "bold")
    yield "an attribute of no format", "schema-value", lambda r: _say(shape_of(r, name), "a:p", "align", "l")


def shape_of(root: Element, name: str) -> Element:
    return next(one for one in find(root, "//p:cNvPr") if one.get("name") == name).getparent().getparent()


def _turn(parent: Element) -> None:
    """Let its last child be its first."""
    parent.insert(0, parent[-1])


def _add(shape: Element, path: str, tag: str) -> None:
    etree.SubElement(find(shape, f".//{path}")[0], f"{A}{tag}")


def _say(shape: Element, path: str, name: str, value: str) -> None:
    find(shape, f".//{path}")[0].set(name, value)


def text_of(shape: Element) -> str:
    return "".join(one.text or "" for one in find(shape, ".//a:t"))


def set_text(shape: Element, text: str) -> None:
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
    title = shape_of(root, "title")
    set_text(title, others[any("\u4e00" <= char <= "\u9fff" for char in text_of(title))])


def runs(shape: Element) -> list[Element]:
    found = []
    for run in find(shape, ".//a:r"):
        properties = run.find(f"{A}rPr")
        if properties is None:
            properties = etree.Element(f"{A}rPr")
            run.insert(0, properties)
        found.append(properties)
    return found


def _each(shape: Element, name: str, value: str) -> None:
    for run in runs(shape):
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
    frame = _frame(shape_of(root, name))
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
    for run in runs(shape):
        for old in run.findall(f"{A}solidFill"):
            run.remove(old)
        run.insert(0, _fill(code))


def _face(shape: Element, name: str) -> None:
    for run in runs(shape):
        for tag in ("latin", "ea"):
            for old in run.findall(f"{A}{tag}"):
                run.remove(old)
        links = run.findall(f"{A}hlinkClick")
        for tag in ("latin", "ea"):
            face = etree.Element(f"{A}{tag}", typeface=name)
            run.insert(len(run) - len(links), face)


def _speak(shape: Element, language: str, text: str) -> None:
    set_text(shape, text)
    _each(shape, "lang", language)
    for run in runs(shape):
        run.attrib.pop("altLang", None)


def _same_id(root: Element, name: str) -> None:
    title = find(shape_of(root, "title"), ".//p:cNvPr")[0]
    find(shape_of(root, name), ".//p:cNvPr")[0].set("id", title.get("id"))


def _strip(shape: Element, path: str) -> None:
    for one in find(shape, f".//{path}"):
        one.getparent().remove(one)


def drop(root: Element, path: str) -> None:
    last = find(root, path)[-1]
    last.getparent().remove(last)


def _place(shape: Element, length: str) -> None:
    _frame(shape).find(f"{A}off").set("x", length)


def _alt(root: Element, name: str, text: str) -> None:
    next(one for one in find(root, "//p:cNvPr") if one.get("name") == name).set("descr", text)


def _unmark_head(root: Element) -> None:
    find(root, "//a:tblPr")[0].set("firstRow", "0")


def _title_last(root: Element) -> None:
    title = shape_of(root, "title")
    title.getparent().append(title)
