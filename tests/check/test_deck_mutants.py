"""Damaged decks, at random: they are refused, or checked; nothing else may happen."""

from __future__ import annotations

import re
from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from deckgen.templates.foreign import Unreadable
from tests.check.decks import changed, findings, good_members

_PIECE = re.compile(rb"<[^>]*>|\"[^\"]*\"")
_MEMBERS = sorted(
    name
    for name in good_members()
    if name.endswith((".xml", ".rels")) and "slideLayouts/slideLayout" not in name
)
_VALUES = [
    b"",
    b"-1",
    b"99999999999999999999",
    b"NaN",
    b"rId1",
    b"/",
    b"\xe6\x97\xa0",
    b"<a:p/>",
    b"1.5",
    b"FFFFFF",
]


@st.composite
def mutants(draw: st.DrawFn) -> bytes:
    """The good deck with a few pieces of its XML taken out, doubled, or made something else."""
    members: dict[str, bytes] = {}
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(_MEMBERS))
        data = members.get(name, good_members()[name])
        pieces = list(_PIECE.finditer(data))
        if not pieces:
            continue
        piece = pieces[draw(st.integers(0, len(pieces) - 1))]
        value = draw(st.sampled_from(_VALUES))
        quoted = b'"%s"' % value if piece[0].startswith(b'"') else value
        new = draw(st.sampled_from([quoted, b"", piece[0] * 2]))
        members[name] = data[: piece.start()] + new + data[piece.end() :]
    return changed({name: lambda _, data=data: data for name, data in members.items()})


@settings(max_examples=30)
@given(mutants())
def test_a_damaged_deck_is_refused_or_checked(deck: bytes) -> None:
    with suppress(Unreadable):
        findings(deck)
