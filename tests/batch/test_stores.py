"""Files by URL: how they look, that they are whole, and how they appear as files of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deckgen.batch.addresses import absolute, is_url
from deckgen.batch.mirrors import Mirror
from deckgen.batch.model import Stamp
from deckgen.batch.stamps import NOTHING, Glance

fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed (pip install 'deckgen[dask]')")

from deckgen.batch import stores  # noqa: E402


@pytest.fixture
def store() -> Iterator[str]:
    memory = fsspec.filesystem("memory")
    memory.store.clear()
    yield "memory:///bucket"
    memory.store.clear()


@pytest.fixture
def mirror(tmp_path: Path) -> Mirror:
    return Mirror.make(tmp_path / "tree", tmp_path / "objects")


def test_what_is_put_is_there_and_looks_otherwise_after_a_change(store: str) -> None:
    url = f"{store}/a/b.txt"
    assert stores.look_at(url) == NOTHING
    assert stores.hash_at(url) is None
    first = stores.put(url, b"one")
    assert stores.look_at(url) == first == stores.files_in(f"{store}/a")[url]
    assert stores.look_at(f"{store}/a") == stores.FOLDER
    second = stores.put(url, b"two")
    assert second != first
    assert stores.read(url) == b"two"
    stores.remove([url, f"{store}/never"])
    assert stores.files_in(store, deep=True) == {}


def test_files_of_this_machine_are_written_whole(tmp_path: Path) -> None:
    url = f"file://{tmp_path}/new/deck.pptx"
    stores.put(url, b"deck")
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["deck.pptx"]
    assert stores.files_in(f"file://{tmp_path}", deep=True) == {url: stores.look_at(url)}


@pytest.mark.parametrize("url", ["quark://x/y", "memory:///bucket/none", "file:///no/such/file"])
def test_what_cannot_be_read_is_one_kind_of_fault(url: str) -> None:
    with pytest.raises(stores.StoreFault) as fault:
        stores.read(url)
    assert url in str(fault.value)


@pytest.mark.parametrize("url", ["s3://bucket/a/城市.yaml", "file:///data/a b.yaml", "memory:///x"])
def test_every_url_has_its_path_and_back(mirror: Mirror, url: str) -> None:
    assert mirror.url_of(mirror.path_of(url)) == url
    assert is_url(url)
    assert absolute(url) == url


def test_no_url_leads_out_of_the_mirror(mirror: Mirror) -> None:
    path = mirror.path_of("s3://bucket/../../../../etc/passwd")
    assert path.is_relative_to(mirror.tree)
    assert mirror.url_of("/etc/passwd") is None


def test_names_appear_first_and_contents_when_they_are_asked_for(store: str, mirror: Mirror) -> None:
    url = f"{store}/content/photo.jpg"
    stores.put(url, b"pixels")
    path = mirror.path_of(url)
    assert mirror.list(mirror.path_of(f"{store}/content"), deep=True) == [path]
    assert path.read_bytes() == b""
    mirror.fetch(path)
    assert path.read_bytes() == b"pixels"
    vain = mirror.path_of(f"{store}/content/other.jpg")
    mirror.fetch(vain)
    assert not vain.exists()
    assert mirror.looks == {url: stores.look_at(url), f"{store}/content/other.jpg": NOTHING}


def test_what_was_fetched_once_is_not_fetched_again(
    store: str, mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"{store}/photo.jpg"
    stores.put(url, b"pixels")
    mirror.fetch(mirror.path_of(url))
    monkeypatch.setattr(stores, "fetch", lambda *_: pytest.fail("fetched again"))
    other = Mirror.make(tmp_path / "later", tmp_path / "objects")
    other.fetch(other.path_of(url))
    assert other.path_of(url).read_bytes() == b"pixels"


def test_findings_name_urls(store: str, mirror: Mirror) -> None:
    url = f"{store}/report.yaml"
    stores.put(url, b"title: x")
    path = mirror.path_of(url)
    mirror.fetch(path)
    assert mirror.text_with_urls(f"cannot read `{path}`") == f"cannot read `{url}`"


def test_a_glance_sees_files_of_stores(store: str) -> None:
    url = f"{store}/deck.pptx"
    look = stores.put(url, b"deck")
    stamp = Stamp(url, *look, stores.hash_at(url) or "")
    assert Glance().is_same(stamp)
    assert Glance().exists(url)
    stores.put(url, b"kced")
    assert not Glance().is_same(stamp)
    stores.remove([url])
    assert not Glance().exists(url)
