from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.content.inline import Run, parse_inline
from deckgen.diagnostics import Sink


def runs(text: str) -> list[tuple[str, str, str | None]]:
    """Text, b/i and link of each run."""
    sink = Sink()
    found = parse_inline(text, ("title",), sink)
    assert not len(sink)
    return [(run.text, "b" * run.bold + "i" * run.italic, run.link) for run in found]


def test_a_text_without_marks_is_one_run():
    assert parse_inline("推动12万名女性留赣就业", (), Sink()) == (Run("推动12万名女性留赣就业"),)
    assert parse_inline("", (), Sink()) == ()


def test_bold_emphasis_and_links_are_read():
    assert runs("a **b** *c* ***d*** [e](https://example.org)") == [
        ("a ", "", None),
        ("b", "b", None),
        (" ", "", None),
        ("c", "i", None),
        (" ", "", None),
        ("d", "bi", None),
        (" ", "", None),
        ("e", "", "https://example.org"),
    ]


@pytest.mark.parametrize(
    ("text", "bold"),
    [
        ("**“引领”**，好", ["“引领”"]),
        ("开展**“引领”**行动", ["“引领”"]),
        ("**引领。**然后", ["引领。"]),
        ("**重点：**内容", ["重点："]),
        ("妇联**（省）**组织", ["（省）"]),
        ("**A**、**B**和**C**", ["A", "B", "C"]),
        ("（**100%**）", ["100%"]),
        ("达**96.9%**，居", ["96.9%"]),
        ("推动**《条例》**出台", ["《条例》"]),
        ("增长**+3.2%**以上", ["+3.2%"]),
    ],
)
def test_bold_works_beside_chinese_letters_and_punctuation(text: str, bold: list[str]):
    found = runs(text)
    assert [run for run, style, _ in found if style == "b"] == bold
    assert "".join(run for run, _, _ in found) == text.replace("*", "")


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4",
        "5*3=15",
        "**never closed",
        "****",
        "_under_ __score__",
        "`code` <b>&amp;</b>",
        "![alt](https://example.org/a.png)",
        "[no link] [a][b]",
        "C:\\new",
        "# no heading",
        "中 ** 文 ** 字",
    ],
)
def test_everything_else_is_shown_as_it_is_written(text: str):
    assert runs(text) == [(text, "", None)]


def test_a_backslash_keeps_a_mark_as_it_is():
    assert runs(r"\*not\* \[this\](either)") == [("*not* [this](either)", "", None)]


def test_marks_may_stand_inside_links_and_links_inside_marks():
    assert runs("**[x](mailto:a@b.org)** [**粗**体](http://e.org)") == [
        ("x", "b", "mailto:a@b.org"),
        (" ", "", None),
        ("粗", "b", "http://e.org"),
        ("体", "", "http://e.org"),
    ]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "page.html",
        "data:text/html,x",
        "//a.b",
        "",
        "https://",
        "https://-a.b",
        "http://a.b:port",
        "mailto:nobody",
    ],
)
def test_an_unsafe_link_is_reported_and_its_text_stays(address: str):
    sink = Sink()
    assert parse_inline(f"see [this]({address})", ("title",), sink) == (Run("see this"),)
    (found,) = sink
    assert found.code.name == "unsafe-link"
    assert address in found.message


def test_a_text_parsed_twice_is_reported_once():
    sink = Sink()
    for _ in range(2):
        parse_inline("[x](ftp://y)", ("title",), sink)
    assert len(sink) == 1


@given(st.text(st.sampled_from("*[]()\\ab 中，“”!_<:/\n"), max_size=40) | st.text(max_size=60))
def test_no_letter_is_ever_lost(text: str):
    shown = "".join(run.text for run in parse_inline(text, (), Sink()))
    if "[" not in text:
        assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum()]
    assert all(run.text for run in parse_inline(text, (), Sink()))


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("[见贷款一页](#loans)", "#loans"),
        ("[见贷款一页](#贷款)", "#贷款"),
        ("[见贷款一页](<#my page>)", "#my page"),
        ("[见贷款一页](#100%25)", "#100%"),
        ("[写信](mailto:office@example.org)", "mailto:office@example.org"),
    ],
)
def test_links_lead_to_slides_by_id_and_to_mail_addresses(text: str, link: str):
    assert [found for _, _, found in runs(text)] == [link]


@pytest.mark.parametrize(
    "address", ["#", "", "data:text/html,x", "file:///etc/passwd", "javascript:alert(1)#a"]
)
def test_a_link_to_nowhere_and_an_unsafe_one_lose_their_address(address: str):
    sink = Sink()
    assert [run.link for run in parse_inline(f"[见]({address})", (), sink)] == [None]
    assert [found.code.name for found in sink] == ["unsafe-link"]
