"""GUIDs that depend on what they name and on nothing else."""

from __future__ import annotations

from uuid import UUID, uuid5

from deckgen.render.markup import legal

_NAMESPACE = UUID("5f4a1a3e-6a58-5d0c-9c0f-1d2b7c8e9a40")


def guid(*names: str) -> str:
    """The GUID that belongs to `names`, as OOXML writes it."""
    return f"{{{str(uuid5(_NAMESPACE, chr(0).join(map(legal, names)))).upper()}}}"
