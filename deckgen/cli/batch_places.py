"""URLs on the command line of `deckgen batch`: what has to be known of their files is read before anything is built."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from deckgen.batch.addresses import is_url
from deckgen.batch.model import Batch
from deckgen.batch.stamps import NOTHING
from deckgen.cli.batch_order import Order

if TYPE_CHECKING:
    from deckgen.batch.mirrors import Mirror

_KEY = "deckgen.mirror"


class Place(click.Path):
    """A path, or a URL that fsspec reads, which is given back as a path in the mirror of this call."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if ctx is not None and isinstance(value, str) and is_url(value):
            return _mirrored(value, ctx)
        return super().convert(value, param, ctx)


def place_tables(ctx: click.Context, _param: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """The values of --table, with paths in the mirror in place of URLs."""
    found = []
    for each in given:
        name, equals, file = each.partition("=")
        found.append(f"{name}{equals}{_mirrored(file, ctx)}" if is_url(file) else each)
    return tuple(found)


def place_output(ctx: click.Context, _param: click.Parameter, given: str | None) -> str | None:
    """A pattern that leads to a store, as a path in the mirror, where nothing is written."""
    if given is None or not is_url(given):
        return given
    fixed, braces, rest = given.partition("{{")
    folder, slash, name = fixed.rpartition("/")
    if folder.endswith((":/", ":")):
        raise click.BadParameter(f"`{given}` names no folder")
    return f"{_mirror(ctx).path_of(folder)}{os.sep if slash else ''}{name}{braces}{rest}"


def with_urls(order: Order, batch: Batch, ctx: click.Context) -> tuple[Order, Batch]:
    """The order and its decks with URLs in place of paths in the mirror."""
    mirror: Mirror | None = ctx.meta.get(_KEY)
    if mirror is None:
        return order, batch
    jobs = tuple(map(mirror.with_urls, batch.jobs))
    skipped = tuple(map(mirror.text_with_urls, batch.skipped))
    store, name = mirror.url_of(order.outputs), mirror.text_with_urls(order.name)
    return replace(order, store=store, name=name), replace(batch, jobs=jobs, skipped=skipped)


def url_teller(ctx: click.Context) -> Callable[[str], str]:
    """A function that puts URLs in place of paths in the mirror into a text."""
    mirror: Mirror | None = ctx.meta.get(_KEY)
    return mirror.text_with_urls if mirror else str


def _mirror(ctx: click.Context) -> Mirror:
    from deckgen.batch.mirrors import Mirror

    if _KEY not in ctx.meta:
        folder = tempfile.mkdtemp(prefix="deckgen-batch-")
        ctx.call_on_close(lambda: shutil.rmtree(folder, ignore_errors=True))
        ctx.meta[_KEY] = Mirror.make(Path(folder) / "tree", Path(folder) / "objects")
    mirror: Mirror = ctx.meta[_KEY]
    return mirror


def _mirrored(url: str, ctx: click.Context) -> Path:
    """The path of a URL in the mirror, after fetching the content files, tables and settings beside it or in the
    folder."""
    from deckgen.batch import stores
    from deckgen.batch.tables import SUFFIXES
    from deckgen.gate.settings import SETTINGS_FILES

    mirror = _mirror(ctx)
    path = mirror.path_of(url)
    try:
        look = stores.look_at(url)
        if look == NOTHING:
            raise click.BadParameter(f"`{url}` is not there")
        folder = path if look == stores.FOLDER else path.parent
        there = mirror.list(folder, deep=True)
        wanted = (file for file in there if file.suffix.lower() in SUFFIXES or file.name in SETTINGS_FILES)
        mirror.fetch_all(wanted)
    except stores.StoreFault as fault:
        raise click.BadParameter(f"cannot read {fault}") from fault
    return path
