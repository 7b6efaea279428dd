"""Theme YAML in, `ThemeDesign` out: the colours, typefaces and grid a template is built from."""

from typing import Annotated, Literal

from deckgen.codes import INVALID_VALUE, MISSING_FIELD
from deckgen.diagnostics import Sink
from deckgen.forms.form import Form, as_data, fields_of, replaced
from deckgen.forms.marks import limits, tidied
from deckgen.templates.contrast import LEGIBLE, contrast
from deckgen.templates.palettes import DARK, derived
from deckgen.templates.validating import read_file


def _colour(written: str) -> str:
    code = written.removeprefix("#").upper()
    if len(code) == 3:
        code = "".join(digit * 2 for digit in code)
    if len(code) == 6 and set(code) <= set("0123456789ABCDEF"):
        return code
    raise ValueError("a colour is six hexadecimal digits, as in 005A9C")


Colour = Annotated[str, tidied(_colour)]
"""RRGGBB, in capitals as OOXML writes it."""

Style = Literal["petals", "plain", "quiet", "solemn", "stage"]
Ratio = Literal["16:9", "4:3"]
Typeface = Annotated[str, limits(1, 60)]


class Colours(Form):
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


class GivenColours(Form):
    """Those that a theme names; a brand colour gives the others."""

    text: Colour | None = None
    page: Colour | None = None
    dark: Colour | None = None
    card: Colour | None = None
    structure: Colour | None = None
    figure: Colour | None = None
    figure_on_dark: Colour | None = None
    quiet_on_dark: Colour | None = None
    quiet: Colour | None = None
    extra: Colour | None = None


class Faces(Form):
    latin: Typeface = "Arial"
    east_asian: Typeface = "Microsoft YaHei"
    simplified_chinese: Typeface | None = None
    """The name a Chinese Windows knows the East Asian typeface by."""


class Fonts(Faces):
    headings: Faces | None = None
    """Of titles and figures, where they differ from those of the text."""


class GridDesign(Form):
    """Lengths in inches. The margin holds on all sides; footers stand inside the lower one."""

    margin: Annotated[float, limits(0.4, 0.8)] = 0.6
    gutter: Annotated[float, limits(0.1, 0.3)] = 0.2


class ThemeDesign(Form):
    name: Annotated[str, limits(most=40)] = ""
    """What PowerPoint calls it; without one it has the name of its file."""
    style: Style = "petals"
    ratio: Ratio = "16:9"
    brand: Colour | None = None
    """The one colour from which those that `colours` does not name are derived."""
    colours: GivenColours = GivenColours()
    fonts: Fonts = Fonts()
    logo: Annotated[str, limits(1)] | None = None
    """A PNG or JPEG, by its path from the theme's folder."""
    grid: GridDesign = GridDesign()

    @property
    def given(self) -> dict[str, str]:
        """The colours there are, by name: all of them where there is a brand colour."""
        named = as_data(self.colours)
        return {**(derived(self.brand, self.style) if self.brand else {}), **named}

    @property
    def palette(self) -> Colours:
        return Colours(**self.given)


ON_LIGHT = (
    ("text", "page card"),
    ("structure", "page card"),
    ("figure", "page card"),
    ("quiet", "page card"),
    ("page", "dark"),
    ("figure_on_dark", "dark"),
    ("quiet_on_dark", "dark"),
)
ON_DARK = (("text", "page card"), ("structure", "page card"), ("figure", "page card"), ("quiet", "page card"))
"""Colours of words, and the grounds on which every page design sets them."""


def read_design(data: bytes, file: str, sink: Sink) -> ThemeDesign:
    """The design in a theme YAML. Raises BuildStopped when every fault is reported."""
    design = read_file(ThemeDesign, data, file, sink)
    with sink.stopping_on_errors():
        check_colours(design, sink)
    named = file.rpartition("/")[2].removesuffix(".yaml").removesuffix(".yml").removesuffix(".theme")
    return design if design.name else replaced(design, name=named[:40])


def check_colours(design: ThemeDesign, sink: Sink) -> None:
    """All colours must be there, and words legible on what they stand on."""
    given = design.given
    if not given:
        hint = 'write `brand: "0B5CAD"`; in YAML, what stands behind a # outside quotes is a comment'
        sink.report(MISSING_FIELD, "there is neither a `brand` colour nor `colours`", ("brand",), hint=hint)
        return
    for name in (name for name in fields_of(Colours) if name not in given):
        hint = "name it, or give a `brand` colour, from which all others are derived"
        sink.report(MISSING_FIELD, f"`{name}` is missing", ("colours", name), hint=hint)
    for name, grounds in ON_DARK if design.style in DARK else ON_LIGHT:
        for ground in grounds.split():
            if name in given and ground in given:
                check_contrast(name, ground, given, sink)


def check_contrast(name: str, ground: str, given: dict[str, str], sink: Sink) -> None:
    found = contrast(given[name], given[ground])
    if found < LEGIBLE:
        message = f"`{name}` {given[name]} on `{ground}` {given[ground]} has a contrast of {found:.1f}"
        hint = f"words need {LEGIBLE:g}: make one of them darker or lighter"
        sink.report(INVALID_VALUE, message, ("colours", name), hint=hint)
