"""Theme YAML in, `ThemeDesign` out: the colours, typefaces and grid a template is built from."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from deckgen.diagnostics import Sink
from deckgen.templates.validating import read_model

Colour = Annotated[str, Field(pattern=r"^[0-9A-F]{6}$")]
"""RRGGBB, in capitals as OOXML writes it."""

Typeface = Annotated[str, Field(min_length=1, max_length=60)]


class Design(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Colours(Design):
    text: Colour
    page: Colour
    dark: Colour
    card: Colour
    structure: Colour
    figure: Colour
    figure_on_dark: Colour
    quiet_on_dark: Colour
    quiet: Colour
    extra: Colour

    @property
    def slots(self) -> dict[str, str]:
        """The colours under their names in an OOXML theme."""
        return {
            "dk1": self.text,
            "lt1": self.page,
            "dk2": self.dark,
            "lt2": self.card,
            "accent1": self.structure,
            "accent2": self.figure,
            "accent3": self.figure_on_dark,
            "accent4": self.quiet_on_dark,
            "accent5": self.quiet,
            "accent6": self.extra,
            "hlink": self.structure,
            "folHlink": self.quiet,
        }


class Fonts(Design):
    latin: Typeface
    east_asian: Typeface
    simplified_chinese: Typeface | None = None
    """The name a Chinese Windows knows the East Asian typeface by."""


class GridDesign(Design):
    """Lengths in inches. The margin holds on all sides; footers stand inside the lower one."""

    margin: Annotated[float, Field(ge=0.4, le=0.8)] = 0.6
    gutter: Annotated[float, Field(ge=0.1, le=0.3)] = 0.2


class ThemeDesign(Design):
    name: Annotated[str, Field(min_length=1, max_length=40)]
    colours: Colours
    fonts: Fonts
    grid: GridDesign = GridDesign()


def read_design(data: bytes, file: str, sink: Sink) -> ThemeDesign:
    """The design in a theme YAML; every fault is reported, then BuildStopped is raised."""
    return read_model(ThemeDesign, data, file, sink)
