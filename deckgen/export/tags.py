"""The structure of a tagged PDF, by which it is read aloud: what LibreOffice leaves out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def tag(document: Any, language: str, titles: Sequence[str], alts: Sequence[Sequence[str]]) -> None:
    """Give the document its language, its pictures and charts what they are described as, and each slide a section
    with its title. Where a page has not the figures that are expected, they stay as they are."""
    _speak(document, language)
    if "/StructTreeRoot" in document.Root:
        _describe(document, alts)
        _divide(document, titles)


def tag_notes(document: Any, language: str, titles: Sequence[str], alts: Sequence[Sequence[str]]) -> None:
    """The same for notes pages, on which LibreOffice makes all of a slide one figure, its texts within."""
    _speak(document, language)
    if "/StructTreeRoot" in document.Root:
        _open_figures(document, titles, alts)
        _divide(document, titles)


def elements(document: Any) -> Iterator[Any]:
    """All elements of the structure, in the order of reading."""
    yield from _below(document.Root.get("/StructTreeRoot", {}))


def _below(element: Any) -> Iterator[Any]:
    for kid in _kids(element):
        if _is_element(kid):
            yield kid
            yield from _below(kid)


def _kids(element: Any) -> list[Any]:
    from pikepdf import Array

    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_element(kid: Any) -> bool:
    """And not the mark of what is drawn: a number, or a dictionary without a role."""
    from pikepdf import Dictionary

    return isinstance(kid, Dictionary) and "/S" in kid


def _speak(document: Any, language: str) -> None:
    if language:
        document.Root.Lang = language


def _describe(document: Any, alts: Sequence[Sequence[str]]) -> None:
    """LibreOffice drops what charts are described as."""
    pages = _pages(document)
    figures: dict[int, list[Any]] = {}
    for element in elements(document):
        if element.S == "/Figure" and "/Pg" in element:
            figures.setdefault(pages.get(element.Pg.objgen, -1), []).append(element)
    for number, texts in enumerate(alts):
        found = figures.get(number, [])
        for figure, text in zip(found, texts, strict=True) if len(found) == len(texts) else ():
            if text and "/Alt" not in figure:
                figure.Alt = text


def _open_figures(document: Any, titles: Sequence[str], alts: Sequence[Sequence[str]]) -> None:
    """What is in a figure is not read: texts go behind it, and it keeps what is drawn."""
    from pikepdf import Array

    pages, top = _pages(document), _top(document)
    opened = []
    for element in _kids(top):
        opened.append(element)
        if not _is_element(element) or element.S != "/Figure":
            continue
        texts = [kid for kid in _kids(element) if _is_element(kid)]
        element.K = Array([kid for kid in _kids(element) if not _is_element(kid)])
        for text in texts:
            text.P = top
        number = pages.get(element.Pg.objgen, -1) if "/Pg" in element else -1
        element.Alt = _told(number, titles, alts)
        opened += texts
    top.K = Array(opened)


def _told(number: int, titles: Sequence[str], alts: Sequence[Sequence[str]]) -> str:
    """What is drawn on a slide, in words: its pictures and charts, or else its title."""
    inside = "; ".join(filter(None, alts[number])) if 0 <= number < len(alts) else ""
    return inside or (titles[number] if 0 <= number < len(titles) else "") or str(number + 1)


def _divide(document: Any, titles: Sequence[str]) -> None:
    """One document, and in it a section for each page; LibreOffice lays all elements side by side."""
    from pikepdf import Array, Dictionary, Name

    pages, top, root = _pages(document), _top(document), document.Root.StructTreeRoot
    whole = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root, K=Array()))
    section, at = None, -1
    for element in _kids(top):
        number = pages.get(_page_of(element), at)
        if section is None or number != at:
            at = number
            section = Dictionary(Type=Name.StructElem, S=Name.Sect, P=whole, K=Array())
            section = document.make_indirect(section)
            if 0 <= at < len(titles) and titles[at]:
                section.T = titles[at]
            whole.K.append(section)
        section.K.append(element)
        element.P = section
    root.K = Array([whole])
    _tag_links(document, {_page_of(section): section for section in whole.K})


def _tag_links(document: Any, sections: Mapping[tuple[int, int], Any]) -> None:
    """LibreOffice leaves links out of the structure, where nobody who listens finds them."""
    from pikepdf import Array, Dictionary, Name

    root = document.Root.StructTreeRoot
    if "/Nums" not in root.get("/ParentTree", {}):
        return
    rows = root.ParentTree.Nums
    key = max((int(each) for each in rows[::2]), default=-1) + 1
    for page in document.pages:
        for link in page.obj.get("/Annots", ()):
            page.obj.Tabs = Name.S
            section = sections.get(page.obj.objgen)
            if link.get("/Subtype") != "/Link" or "/StructParent" in link or section is None:
                continue
            mark = Dictionary(Type=Name.OBJR, Obj=link, Pg=page.obj)
            element = Dictionary(Type=Name.StructElem, S=Name.Link, P=section, Pg=page.obj, K=Array([mark]))
            section.K.append(document.make_indirect(element))
            rows.extend([key, section.K[-1]])
            link.StructParent = key
            link.Contents = link.get("/Contents") or _aim(document, link)
            key += 1
    root.ParentTreeNextKey = key


def _aim(document: Any, link: Any) -> str:
    """Where a link leads, in words."""
    pages, action = _pages(document), link.get("/A", {})
    target = link.get("/Dest") or action.get("/D")
    if "/URI" in action:
        return str(action.URI)
    number = pages.get(target[0].objgen, -1) if _is_place(target) else -1
    return str(number + 1) if number >= 0 else "?"


def _is_place(target: Any) -> bool:
    from pikepdf import Array, Dictionary

    return isinstance(target, Array) and len(target) > 0 and isinstance(target[0], Dictionary)


def _top(document: Any) -> Any:
    """What all elements of slides stand in: newer versions of LibreOffice begin with the document."""
    root = document.Root.StructTreeRoot
    kids = _kids(root)
    return kids[0] if len(kids) == 1 and _is_element(kids[0]) and kids[0].S == "/Document" else root


def _page_of(element: Any) -> tuple[int, int]:
    """By which the page is known; (0, 0) for none."""
    for one in (element, *_below(element)):
        if "/Pg" in one:
            found: tuple[int, int] = one.Pg.objgen
            return found
    return 0, 0


def _pages(document: Any) -> dict[tuple[int, int], int]:
    return {page.obj.objgen: number for number, page in enumerate(document.pages)}
