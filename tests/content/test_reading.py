from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.content import reading
from deckgen.content.decoding import MAX_BYTES
from deckgen.content.reading import read_yaml
from deckgen.diagnostics import BuildStopped, KeyPath, Sink


def read(content: str | bytes) -> tuple[Any, Sink]:
    sink = Sink()
    return read_yaml(content.encode() if isinstance(content, str) else content, "report.yaml", sink), sink


def findings(content: str | bytes) -> list[tuple[str, int, int]]:
    """Code, line and column of everything reported."""
    sink = Sink()
    try:
        read_yaml(content.encode() if isinstance(content, str) else content, "report.yaml", sink)
    except BuildStopped:
        assert sink.has_errors
    return [(found.code.name, found.span.line, found.span.column) for found in sink if found.span]


def place(sink: Sink, *path: str | int, key: bool = False) -> tuple[int, int, int]:
    assert sink.source is not None
    span = sink.source.find_span(path, key=key)
    return span.line, span.column, span.length


@pytest.fixture(params=["libyaml", "python"])
def each_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(reading, "_Loader", reading._PythonLoader)
    elif reading.CParser is None:
        pytest.skip("PyYAML was built without libyaml")


@pytest.mark.parametrize(
    "text", ["1.50", "12:30", "on", "yes", "2025", "1_000", "0x1F", "2026-03-08", "1e3", ".5"]
)
@pytest.mark.usefixtures("each_parser")
def test_scalars_stay_as_they_are_written(text: str):
    assert read(f"value: {text}")[0] == {"value": text}


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
@pytest.mark.usefixtures("each_parser")
def test_a_plain_scalar_that_says_nothing_is_none(text: str):
    assert read(f"value: {text}\nother: a")[0] == {"value": None, "other": "a"}


def test_a_quoted_null_is_a_text():
    assert read("""{a: "null", b: '~', c: ""}""")[0] == {"a": "null", "b": "~", "c": ""}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030"])
def test_the_usual_encodings_are_read(encoding: str):
    text = "title: 巾帼繁如花 铿锵绽芳华\nsubtitle: ——江西妇联五年工作回眸\n"
    assert read(text.encode(encoding))[0] == {
        "title": "巾帼繁如花 铿锵绽芳华",
        "subtitle": "——江西妇联五年工作回眸",
    }


def test_utf_16_is_read_in_both_byte_orders():
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        assert read(mark + "a: 中".encode(encoding))[0] == {"a": "中"}


@pytest.mark.parametrize(
    "data",
    [
        "a: 中文".encode("utf-16-le"),
        "a: plain words".encode("utf-16-be"),
        "title: café au lait".encode("latin-1"),
        "a: 中文内容很多字".encode()[:-1],
        "title: 漢字仮名交じり文".encode("shift-jis"),
        b"\xff\xfea",
        bytes(range(256)),
    ],
)
def test_bytes_of_doubtful_encoding_are_refused(data: bytes):
    assert [code for code, _, _ in findings(data)] == ["encoding-unknown"]


def test_a_wrong_byte_is_named_by_its_offset_and_shown_at_its_place():
    sink = Sink()
    with pytest.raises(BuildStopped):
        read_yaml("title: a\nnote: 中".encode() + b"\xff\xff" + "文字".encode(), "report.yaml", sink)
    (found,) = sink
    assert "offset 18" in found.message
    assert found.span is not None
    assert (found.span.line, found.span.column) == (2, 8)


@pytest.mark.usefixtures("each_parser")
def test_every_key_and_value_has_its_place():
    _, sink = read("title: 报告\nsections:\n  - title: One\n    photos: [{caption: a, focus: [0, 1]}]\n")
    assert place(sink, "title") == (1, 8, 2)
    assert place(sink, "title", key=True) == (1, 1, 5)
    assert place(sink, "sections", 0, "title", key=True) == (3, 5, 5)
    assert place(sink, "sections", 0, "photos", 0, "focus", 1) == (4, 38, 1)


def test_what_is_not_in_the_file_is_placed_at_its_nearest_ancestor():
    _, sink = read("a:\n  b: [c]\n")
    assert place(sink, "a", "b", 0, "x", key=True) == (2, 7, 1)
    assert place(sink, "a", "b", 7) == (2, 6, 1)
    assert place(sink, "nowhere") == (1, 1, 1)


def test_the_tables_of_places_can_be_listed():
    _, sink = read("a: {b: [c]}")
    assert sink.source is not None
    paths: set[KeyPath] = {("a",), ("a", "b")}
    assert set(sink.source.keys) == paths
    assert set(sink.source.values) == paths | {(), ("a", "b", 0)}
    assert len(sink.source.values) == 4


@pytest.mark.usefixtures("each_parser")
def test_all_keys_that_stand_twice_are_reported_at_the_later_one():
    assert findings("a: 1\nb: {c: 1, c: 2}\na: 3\na: 4\n") == [
        ("duplicate-key", 2, 11),
        ("duplicate-key", 3, 1),
        ("duplicate-key", 4, 1),
    ]


def test_anchors_and_aliases_share_what_was_written_once():
    data, sink = read("a: &x {n: 1}\nb: *x\nc: [*x, *x]")
    assert data == {"a": {"n": "1"}, "b": {"n": "1"}, "c": [{"n": "1"}, {"n": "1"}]}
    assert place(sink, "c", 1, "n") == (1, 11, 1)


def test_merge_keys_are_expanded_and_what_the_mapping_says_itself_wins():
    data, sink = read("a: &x {n: 1, m: 2}\nb: &y {k: 5, n: 6}\nc:\n  <<: [*x, *y]\n  m: 3")
    assert data["c"] == {"n": "1", "m": "3", "k": "5"}
    assert not len(sink)
    assert place(sink, "c", "k") == (2, 11, 1)
    assert place(sink, "c", "m") == (5, 6, 1)


@pytest.mark.usefixtures("each_parser")
def test_a_bomb_of_aliases_is_refused_before_it_goes_off():
    layers = ["l0: &l0 [x]"]
    layers += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 60)]
    assert [code for code, _, _ in findings("\n".join(layers))] == ["alias-bomb"]


def test_a_few_aliases_of_something_large_are_refused_too():
    many = ", ".join("x" for _ in range(5000))
    assert [code for code, _, _ in findings(f"a: &a [{many}]\nb: [{', '.join(['*a'] * 30)}]")] == [
        "alias-bomb"
    ]


@pytest.mark.usefixtures("each_parser")
def test_an_alias_inside_its_own_anchor_is_refused():
    assert findings("a: &x [1, *x]") == [("alias-bomb", 1, 4)]
    assert findings("a: &x {<<: *x}") == [("alias-bomb", 1, 4)]


@pytest.mark.usefixtures("each_parser")
def test_nesting_beyond_the_limit_is_refused_however_deep_it_is():
    assert read("[" * 99 + "]" * 99)[0]
    assert [code for code, _, _ in findings("[" * 100_000)] == ["too-large"]
    assert [code for code, _, _ in findings("- " * 200 + "a")] == ["too-large"]


def test_a_file_above_the_limit_is_refused_unread():
    assert findings(b"a" * (MAX_BYTES + 1)) == [("too-large", 1, 1)]


def test_more_values_than_any_report_has_are_refused():
    assert findings("a: [" + "1," * 600_000 + "]") == [("too-large", 1, 4)]


def test_of_very_many_tabs_the_rest_is_counted():
    sink = Sink()
    with pytest.raises(BuildStopped):
        read_yaml(b"a:\n" + b"\tb: 1\n" * 150, "report.yaml", sink)
    assert len(sink) == 101
    assert "50 more" in list(sink)[-1].message


@pytest.mark.usefixtures("each_parser")
def test_tabs_that_indent_are_reported_on_every_line():
    text = "a:\n\tb: 1\n  \tc: 2\nnotes: |\n  text\n  \ttext with a tab\n\td: 3\n"
    assert findings(text) == [("tab-indent", 2, 1), ("tab-indent", 3, 3), ("tab-indent", 7, 1)]


def test_tabs_inside_texts_are_texts():
    assert read("a: |\n  x\n  \ty\nb: 'x\ty'")[0] == {"a": "x\n\ty\n", "b": "x\ty"}


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "~", "\ufeff"])
@pytest.mark.usefixtures("each_parser")
def test_a_file_without_content_is_reported_as_empty(text: str):
    assert findings(text) == [("empty-file", 1, 1)]


@pytest.mark.usefixtures("each_parser")
def test_a_second_document_is_reported_and_the_first_still_read():
    data, sink = read("a: 1\n---\nb: 2\n")
    assert data == {"a": "1"}
    assert [found.code.name for found in sink] == ["several-documents"]
    assert findings("a: 1\na: 2\n--- \nb: 2\n") == [("duplicate-key", 2, 1), ("several-documents", 3, 1)]


def test_control_characters_are_reported_each_and_reading_goes_on():
    assert findings("a: x\x0by\nb: \x00\nb: \ufffe\n") == [
        ("control-character", 1, 5),
        ("control-character", 2, 4),
        ("duplicate-key", 3, 1),
        ("control-character", 3, 4),
    ]


def test_a_control_character_written_as_a_code_is_found_too():
    assert findings('a: "bell \\a"\nb: "\\ufffe"\nc: "a \\t tab"') == [
        ("control-character", 1, 4),
        ("control-character", 2, 4),
    ]


def test_of_very_many_control_characters_the_rest_is_counted():
    sink = Sink()
    read_yaml(b"a: abcdefghijklmnopqrstuvwxyz" + b"\x01bcd" * 100, "report.yaml", sink)
    assert len(sink) == 21
    assert "80 more" in list(sink)[-1].message


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: b: c", 1, 5, "`:`"),
        ("a: **bold** text", 1, 4, "begin with `*`"),
        ("- ok\n- @home", 2, 3, "begin with `@`"),
        ("- `code`", 1, 3, "backtick"),
        ("a: [1, 2\nb: 3", 1, 4, "`[`"),
        ("a: {b: 1", 1, 4, "`{`"),
        ("a: 'open\nb: 1", 1, 4, "quote mark"),
        ('a: "C:\\qnew"', 1, 0, "backslash"),
        ("a: *nothing", 1, 4, "anchor"),
        ("- [x](https://a.b) is here", 1, 0, "does not belong"),
        ("a: 1\n...\nb", 3, 1, "end of the document"),
        ("a: - b", 1, 4, "list"),
        ("a: !foo b", 1, 4, "tag"),
        ("? [a]\n: b", 1, 3, "key"),
        ("a: {{ name }}", 1, 4, "begin with `{`"),
        ("a:\n  <<: text", 2, 7, "<<"),
    ],
)
@pytest.mark.usefixtures("each_parser")
def test_faults_of_yaml_are_told_in_plain_words(text: str, line: int, column: int, words: str):
    sink = Sink()
    with suppress(BuildStopped):
        read_yaml(text.encode(), "report.yaml", sink)
    (found,) = sink
    assert found.code.name == "invalid-yaml"
    assert words in found.message
    assert found.span is not None
    assert found.span.line == line
    if column:  # where the two parsers agree on it
        assert found.span.column == column


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_stopped_with_a_reason(data: bytes):
    findings(data)


@given(st.text(st.sampled_from("ab:-[]{}&*!|>'\"%@`#,?~\n\t\\ x\x00\u2028中<"), max_size=60))
def test_any_text_is_read_or_stopped_with_a_reason_by_both_parsers(text: str):
    findings(text)
    with parsing_in_python():
        findings(text)


@contextmanager
def parsing_in_python() -> Iterator[None]:
    """The slower parser, as where PyYAML comes without libyaml."""
    usual, reading._Loader = reading._Loader, reading._PythonLoader
    try:
        yield
    finally:
        reading._Loader = usual


TEXTS = st.text(st.characters(exclude_categories=("Cc", "Cn", "Co", "Cs")), max_size=20)


@given(
    st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=15),
)
def test_every_place_in_the_data_is_found_in_the_file(data: object):
    content, sink = read(json.dumps({"root": data}, ensure_ascii=False))
    assert sink.source is not None
    assert len(sink.source.values) == _count(content)


def _count(data: object) -> int:
    if isinstance(data, dict):
        return 1 + sum(map(_count, data.values()))
    return 1 + sum(map(_count, data)) if isinstance(data, list) else 1
