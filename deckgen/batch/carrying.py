"""The one function that goes to Dask as code: other functions go by name, which a scheduler without deckgen, and a
worker with another deckgen, could not read."""

from __future__ import annotations

from typing import Any


def carry(module: str, function: str, *given: Any) -> Any:
    """Call a function by its name on the machine where this runs."""
    from importlib import import_module

    return getattr(import_module(module), function)(*given)
