"""The zip files that deckgen writes are those that others read: every byte, every name, nothing of clock or system."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.render.zipping import MOST_BYTES, Packed, is_as_written, pack, store, write_zip

NAMES = st.text(st.characters(exclude_characters="\\\0", exclude_categories=["Cs"]), min_size=1, max_size=20)


def written(entries: list[tuple[str, Packed]]) -> bytes:
    target = io.BytesIO()
    write_zip(target, entries)
    return target.getvalue()


@given(st.dictionaries(NAMES, st.tuples(st.binary(max_size=500), st.booleans()), max_size=8))
def test_what_goes_in_comes_out(parts: dict[str, tuple[bytes, bool]]) -> None:
    entries = [(name, pack(data) if packed else store(data)) for name, (data, packed) in parts.items()]
    with zipfile.ZipFile(io.BytesIO(written(entries))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            name: data for name, (data, _) in parts.items()
        }


def test_names_and_dates_do_not_depend_on_the_system() -> None:
    with zipfile.ZipFile(io.BytesIO(written([("ppt/图.xml", pack(b"<a/>"))]))) as archive:
        (entry,) = archive.infolist()
    assert (entry.filename, entry.date_time, entry.create_system) == ("ppt/图.xml", (1980, 1, 1, 0, 0, 0), 0)
    assert entry.flag_bits & 0x800


@pytest.mark.parametrize("count", [0xFFFE, 0xFFFF, 0x10000, 70_000])
def test_more_entries_than_the_first_zip_programs_knew(count: int) -> None:
    empty = store(b"")
    with zipfile.ZipFile(io.BytesIO(written([(f"{number}", empty) for number in range(count)]))) as archive:
        assert len(archive.namelist()) == count
        assert archive.read(str(count - 1)) == b""


def test_beyond_four_gigabytes_it_is_refused() -> None:
    with pytest.raises(OSError, match="File too large"):
        written([("a", Packed(0, 0, MOST_BYTES + 1, b""))])


def is_ours(data: bytes) -> bool:
    return is_as_written(io.BytesIO(data))


@given(st.lists(NAMES, max_size=8, unique=True))
def test_what_was_written_is_known_again(names: list[str]) -> None:
    assert is_ours(written([(name, pack(name.encode())) for name in names]))


def test_so_is_a_file_of_many_entries() -> None:
    assert is_ours(written([(f"{number}", store(b"")) for number in range(70_000)]))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_what_another_program_has_saved_is_not(method: int) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
    assert not is_ours(target.getvalue())


def test_nor_is_one_to_which_something_was_added() -> None:
    target = io.BytesIO(written([("a", store(b"1"))]))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(zipfile.ZipInfo("b"), b"2")
    assert not is_ours(target.getvalue())


@given(st.integers(0, 200), st.binary(max_size=40))
def test_nor_is_one_that_is_cut_off_or_no_zip_file_at_all(kept: int, junk: bytes) -> None:
    whole = written([("ppt/slides/slide1.xml", pack(b"<sld/>"))])
    assert not is_ours(whole[: min(kept, len(whole) - 1)])
    assert not is_ours(whole + b"x" + junk)
    assert not is_ours(junk)
