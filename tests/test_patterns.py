"""Patterns that are compiled late do what compiled ones do."""

from __future__ import annotations

import re

import pytest

from deckgen.patterns import regex


def test_a_pattern_finds_what_a_compiled_one_finds() -> None:
    late, early = regex(r"(?P<first>a+)b", re.IGNORECASE), re.compile(r"(?P<first>a+)b", re.IGNORECASE)
    text = "xAAb ab b"
    assert [found.span() for found in late.finditer(text)] == [found.span() for found in early.finditer(text)]
    assert late.sub("-", text) == early.sub("-", text)
    assert late.pattern == early.pattern
    assert late.fullmatch("aab")
    assert not late.fullmatch("aabc")
    assert regex(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_it_is_compiled_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    real = re.compile
    monkeypatch.setattr(re, "compile", lambda *said: compiled.append(said) or real(*said))
    late = regex("never met before")
    assert not compiled
    assert late.search("this was never met before")
    assert late.search("again") is None
    assert len(compiled) == 1
