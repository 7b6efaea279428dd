"""Edits change one value each; whatever else stands in the file stays byte for byte."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.content.edits import changed, edit_yaml
from deckgen.content.reading import read_yaml
from deckgen.content.scalars import scalar_text
from deckgen.diagnostics import BuildStopped, KeyPath, Sink

IMAGE = ("photos", 0, "image")


def edited(text: str, edits: dict[KeyPath, str] | None = None) -> str:
    """`text` after the edits, none of which may be refused."""
    sink = Sink()
    done = edit_yaml(text.encode(), "x.yaml", {IMAGE: "a.jpg"} if edits is None else edits, sink)
    assert not list(sink)
    return done.decode()


def refused(text: str, edits: dict[KeyPath, str] | None = None) -> list[str]:
    """What is said of edits that are all refused."""
    sink = Sink()
    assert edit_yaml(text.encode(), "x.yaml", edits or {IMAGE: "a.jpg"}, sink) == text.encode()
    assert {found.code.name for found in sink} == {"edit-refused"}
    return [found.message for found in sink]


@pytest.mark.parametrize("nothing", ["null", "~", "Null", "''", '""', "old.jpg", '"old.jpg"', "'old''s.jpg'"])
def test_a_value_gives_way_and_its_comment_stays(nothing: str) -> None:
    before = f"photos:\n  - caption: c # one\n    image: {nothing}   # two\n    alt: a\n"
    assert edited(before) == before.replace(f"image: {nothing} ", "image: a.jpg ")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("photos:\n- caption: c\n  image:\n", "photos:\n- caption: c\n  image: a.jpg\n"),
        ("photos:\n- image: # when?\n  caption: c\n", "photos:\n- image: a.jpg # when?\n  caption: c\n"),
        ("photos: [{caption: c, image: }]", "photos: [{caption: c, image: a.jpg }]"),
        ("photos: [{image, caption: c}]", "photos: [{image: a.jpg, caption: c}]"),
        ("photos:\n- {image: # one\n   , caption: c}", "photos:\n- {image: a.jpg # one\n   , caption: c}"),
        (
            "photos:\n- image: |\n    old\n    older\n\n  # c\n  alt: b\n",
            "photos:\n- image: a.jpg\n\n  # c\n  alt: b\n",
        ),
        ("photos:\n- image: old\n    and older\n  alt: b\n", "photos:\n- image: a.jpg\n  alt: b\n"),
    ],
)
def test_every_way_to_write_nothing_is_understood(before: str, after: str) -> None:
    assert edited(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("photos:\n  - caption: c  # one\n", "photos:\n  - caption: c  # one\n    image: a.jpg\n"),
        ("photos:\n- caption: c", "photos:\n- caption: c\n  image: a.jpg"),
        ("photos:\n-   caption: c\n    alt:\n", "photos:\n-   caption: c\n    image: a.jpg\n    alt:\n"),
        ("photos: [{caption: c}]\n", "photos: [{caption: c, image: a.jpg}]\n"),
        ("photos: [{caption: c, }]\n", "photos: [{caption: c, image: a.jpg, }]\n"),
        ("photos: [{}]\n", "photos: [{image: a.jpg}]\n"),
        ("photos:\n- alt: |\n    long\n# end\n", "photos:\n- image: a.jpg\n  alt: |\n    long\n# end\n"),
        (
            "photos:\n- caption: c\n  focus: [0.5,\n    0.5]\nx: y\n",
            "photos:\n- caption: c\n  focus: [0.5,\n    0.5]\n  image: a.jpg\nx: y\n",
        ),
        (
            "photos:\r\n  - caption: c\r\nx: y\r\n",
            "photos:\r\n  - caption: c\r\n    image: a.jpg\r\nx: y\r\n",
        ),
    ],
)
def test_a_missing_key_is_added_in_the_style_of_its_mapping(before: str, after: str) -> None:
    assert edited(before) == after


def test_a_mapping_that_merges_gets_a_key_of_its_own() -> None:
    before = "base: &b {credit: me, image: x.jpg}\nphotos:\n- <<: *b\n  caption: c\n"
    assert edited(before) == before + "  image: a.jpg\n"


def test_several_edits_are_made_at_once() -> None:
    before = "title: t\nphotos:\n- caption: c\n- {caption: d}\n- {}\n"
    edits: dict[KeyPath, str] = {
        IMAGE: "a.jpg",
        ("photos", 0, "alt"): "x",
        ("photos", 0, "caption"): "e: f",
        ("photos", 1, "image"): "b, c.jpg",
        ("photos", 2, "image"): "1",
        ("photos", 2, "alt"): "2",
        ("date",): "today",
    }
    assert edited(before, edits) == (
        'title: t\ndate: today\nphotos:\n- caption: "e: f"\n  image: a.jpg\n  alt: x\n'
        '- {caption: d, image: "b, c.jpg"}\n- {image: "1", alt: "2"}\n'
    )


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
def test_byte_order_marks_and_encodings_stay(codec: str) -> None:
    text = "标题: 妇联五年工作回眸\nphotos:\n  - caption: 服务站开放首日\n"
    data = ("\ufeff" if codec == "utf-16-be" else "") + text
    done = edit_yaml(data.encode(codec), "x.yaml", {IMAGE: "服务站.jpg"}, Sink())
    added = "    image: 服务站.jpg\n"
    assert done == (data + added).encode(codec)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("base: &b {caption: c}\nphotos: [*b]\n", "an anchor is used here"),
        ("photos: [&b {caption: c}, *b]\n", "an anchor is used here"),
        ("a: &x y\nphotos: [{image: *x}]\n", "has an anchor"),
        ("photos: [{image: &x y}]\n", "has an anchor"),
        ("photos: [{image: [a, b]}]\n", "a list or a mapping stands here"),
        ("photos: []\n", "no such place"),
        ("photos: text\n", "no such place"),
        ("photos: [text]\n", "a text stands for the whole mapping"),
        ("photos: [caption: c]\n", "cannot be changed without changing others"),
    ],
)
def test_what_would_change_other_places_is_refused(text: str, reason: str) -> None:
    (message,) = refused(text)
    assert reason in message


def test_one_refused_edit_does_not_stop_the_others() -> None:
    sink = Sink()
    text = b"photos: [caption: c]\nmore: [{caption: d}]\n"
    done = edit_yaml(text, "x.yaml", {IMAGE: "a", ("more", 0, "image"): "b"}, sink)
    assert done == b"photos: [caption: c]\nmore: [{caption: d, image: b}]\n"
    assert len(sink) == 1


@pytest.mark.parametrize("value", ["\0", "\ud800", "\x1b[0m"])
def test_a_value_no_file_may_hold_is_refused(value: str) -> None:
    assert "may hold" in refused("photos: [{}]", {IMAGE: value})[0]


AWKWARD = [
    *("null ~ yes 1.50 12:30 2026-03-08 {x} [y] *a &a !t % @ ' \" \\ a\\b '\" | > << = ? . ... ---").split(),  # noqa: SIM905
    *("- a", "a: b", "a #b", "a, b", "a\nb", " x", "x ", "\t", "\u2028", "\ufeff", "\xa0"),
]
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))
VALUES = st.text(LETTERS, max_size=20) | st.sampled_from(AWKWARD)


@given(VALUES, st.booleans())
def test_every_text_is_written_so_that_it_is_read_back(value: str, in_flow: bool) -> None:
    text = scalar_text(value, in_flow=in_flow)
    assert "\n" not in text
    line = f"[{text}, x]" if in_flow else f"- {text} # comment\n- x"
    sink = Sink()
    assert read_yaml(line.encode(), "x", sink) == [value, "x"]
    assert not sink.has_errors


NAMES = st.sampled_from(["a", "b", "c", "名", "key with blanks", "on", "1", '"q: r"'])
TREES = st.recursive(
    VALUES.map(str.strip) | st.none(),
    lambda inner: st.dictionaries(NAMES, inner, max_size=4) | st.lists(inner, max_size=3),
    max_leaves=12,
)


class Writer:
    """Writes data as YAML, each time in another of the ways in which it can be written."""

    def __init__(self, data: st.DataObject) -> None:
        self.draw = data.draw
        self.step = data.draw(st.sampled_from([2, 4]))

    def yes(self) -> bool:
        return self.draw(st.booleans())

    def comment(self) -> str:
        return self.draw(st.sampled_from(["", "", "  # a comment: {x", " #", "   "]))

    def scalar(self, value: str | None, in_flow: bool) -> str:
        if value is None:
            return self.draw(st.sampled_from(["null", "~", ""]))
        if self.yes():
            return scalar_text(value, in_flow=in_flow)
        quoted = "".join(char if char.isalnum() else f"\\U{ord(char):08x}" for char in value)
        return f'"{quoted}"'

    def flow(self, data: Any) -> str:
        match data:
            case dict():
                return "{" + ", ".join(f"{key}: {self.flow(value)}" for key, value in data.items()) + "}"
            case list():
                return "[" + ", ".join(self.flow(item) or "~" for item in data) + "]"
        return self.scalar(data, True)

    def block(self, data: Any, indent: int) -> list[str]:
        if not data or not isinstance(data, dict | list) or self.yes():
            return [" " * indent + self.flow(data) + self.comment()]
        lines = []
        for part in data.items() if isinstance(data, dict) else [(None, item) for item in data]:
            lines += self.entry(*part, indent)
            if self.yes():
                lines.append(self.draw(st.sampled_from(["", " " * indent + "# between: [", "# far left"])))
        return lines

    def entry(self, key: str | None, value: Any, indent: int) -> list[str]:
        head = " " * indent + ("-" if key is None else f"{key}:")
        if isinstance(value, str | None):
            return [f"{head} {self.scalar(value, False)}{self.comment()}"]
        inner = self.block(value, indent + self.step)
        if key is None and self.yes():
            return [head + inner[0][len(head) :], *inner[1:]]
        return [head + self.comment(), *inner]

    def text(self, data: Any) -> str:
        lines = ["---"] * self.yes() + self.block(data, 0)
        return self.draw(st.sampled_from(["\n", "\r\n"])).join(lines) + "\n" * self.yes()


def places(data: Any, path: KeyPath = ()) -> list[KeyPath]:
    """Every scalar there is, and in each mapping a key that is not there."""
    match data:
        case dict():
            inner = [place for key, value in data.items() for place in places(value, (*path, key))]
            return [*inner, (*path, "new")]
        case list():
            return [place for number, item in enumerate(data) for place in places(item, (*path, number))]
    return [path]


@given(st.data(), st.dictionaries(NAMES, TREES, min_size=1))
def test_the_file_reads_as_before_with_the_edits_and_nothing_else_moves(
    data: st.DataObject, tree: Any
) -> None:
    text = Writer(data).text(tree)
    before = read_yaml(text.encode(), "x", Sink())
    path = data.draw(st.sampled_from(places(before)))
    value = data.draw(VALUES)
    after = edited(text, {path: value})
    assert read_yaml(after.encode(), "x", Sink()) == changed(before, {path: value})
    # What the old and the new text share at both ends is all but the old value.
    start = shared(text, after)
    end = shared(text[start:][::-1], after[start:][::-1])
    gone = text[start : len(text) - end]
    assert len(gone) <= (2 + 10 * len(old) if isinstance(old := value_at(before, path), str) else 4)


def shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def value_at(data: Any, path: KeyPath) -> object:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else data[part]
    return data


@given(st.data(), st.dictionaries(NAMES, TREES, min_size=1))
def test_many_edits_are_as_good_as_one(data: st.DataObject, tree: Any) -> None:
    text = Writer(data).text(tree)
    before = read_yaml(text.encode(), "x", Sink())
    paths = data.draw(st.lists(st.sampled_from(places(before)), unique=True, max_size=6))
    edits = {path: data.draw(VALUES) for path in paths}
    assert read_yaml(edited(text, edits).encode(), "x", Sink()) == changed(before, edits)


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(noise: bytes) -> None:
    with suppress(BuildStopped):
        edit_yaml(b"photos:\n- caption: c\n" + noise, "x", {IMAGE: "a.jpg"}, Sink())
