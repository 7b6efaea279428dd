"""What is sent in place of a function of deckgen, by its code: the scheduler, which need not have deckgen, reads it,
and so does a worker that has another one."""

from __future__ import annotations

from typing import Any


def carry(module: str, function: str, *given: Any) -> Any:
    """Call a function by its name, where it is."""
    from importlib import import_module

    return getattr(import_module(module), function)(*given)
