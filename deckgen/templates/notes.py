"""The notes master of templates that bring none: python-pptx's own, with a theme to itself."""

from __future__ import annotations

from importlib.resources import files


def notes_master_xml() -> str:
    """A plain notes page: slide, notes, header, footer, date and number."""
    return _brought("notesMaster.xml").replace("'", '"', 6)


def notes_theme_xml() -> str:
    """The theme such a notes master refers to; it must not be shared with a slide master."""
    return _brought("theme.xml").replace("'", '"', 6)


def _brought(name: str) -> str:
    return (files("pptx") / "templates" / name).read_text("utf-8")
