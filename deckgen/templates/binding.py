"""Binding YAML in, `Binding` out: which placeholder of a template serves which slot."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Annotated, ClassVar, Literal

from deckgen.diagnostics import Sink, SourceMap
from deckgen.forms.form import Form, as_data, field
from deckgen.forms.marks import limits
from deckgen.templates.limits import Limit
from deckgen.templates.validating import read_file

Name = Annotated[str, limits(1)]
Idx = Annotated[int, limits(0, 4_294_967_295)]
ThemeColour = Literal[
    "tx1",
    "tx2",
    "bg1",
    "bg2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
]

TONES = ("accent", "muted")
Tone = Literal["accent", "muted", "frame"]


class VariantBinding(Form):
    """The slide layout that serves one variant, by its name, and the placeholders that serve its slots. Slots that
    name no `title` are those that differ from what is inferred."""

    slide_layout: Name
    slots: Mapping[str, Idx] = field(default={})


class StandingBinding(Form):
    """The placeholders of what is said on every slide, the same on all slide layouts that have them."""

    confidentiality: Idx | None = None
    progress: Idx | None = None

    @property
    def places(self) -> dict[str, int]:
        said: dict[str, int] = as_data(self)
        return said


class Binding(Form):
    """How deckgen uses a template. `tones` are the theme colours of secondary and of stressed words; `master` is
    the slide master whose slide layouts come first; with `prune`, masters that nothing uses are left out; `fonts`
    says which known typeface is as wide as one that is not. With `mend`, a slide layout that is named here gets what
    an inferred one gets: places that are too low grow, and text that cannot be read changes its colour. What is left
    out is inferred from the template."""

    template: str | None = None
    master: str | None = None
    prune: bool = False
    mend: bool = False
    variants: Mapping[str, VariantBinding] = field(default={})
    tones: Mapping[Tone, ThemeColour] = field(default={})
    fonts: Mapping[str, Name] = field(default={})
    standing: StandingBinding = StandingBinding()
    aliases: Mapping[Name, Name] = field(default={})
    limits: Mapping[str, Limit] = field(default={})

    _source: ClassVar[SourceMap | None] = None
    """Where its keys stand in its file; each binding that was read has its own."""

    @contextmanager
    def blamed(self, sink: Sink) -> Iterator[None]:
        """Key paths reported inside mean places of the binding file, not of the content file."""
        before, sink.source = sink.source, self._source
        try:
            yield
        finally:
            sink.source = before


def read_binding(data: bytes, file: str, sink: Sink) -> Binding:
    """The binding in a YAML file; every fault is reported, then BuildStopped is raised.

    `sink.source` is afterwards what it was: the binding remembers its own places.
    """
    before = sink.source
    try:
        binding = read_file(Binding, data, file, sink)
        vars(binding)["_source"] = sink.source
        return binding
    finally:
        sink.source = before


def binding_yaml(binding: Binding) -> str:
    """The file that `read_binding` reads back as `binding`."""
    lines = [
        f"# Which placeholder (idx) of {binding.template} serves which slot. Generated with the template.",
        f"template: {_quoted(binding.template or '')}",
        f"tones: {_flow({str(tone): colour for tone, colour in binding.tones.items()})}",
        *([f"standing: {_flow(places)}"] if (places := binding.standing.places) else ()),
        "variants:",
    ]
    for variant, bound in binding.variants.items():
        lines += [f"  {variant}:", f"    slide_layout: {_quoted(bound.slide_layout)}", "    slots:"]
        lines += [f"      {slot}: {idx}" for slot, idx in bound.slots.items()]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # A JSON text is a YAML text.
    return json.dumps(text, ensure_ascii=False)


def _flow(pairs: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
