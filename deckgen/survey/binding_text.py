"""How deckgen uses a template → a binding file that says so, with the reasons as comments."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping

from deckgen.fit.fonts import FontBook
from deckgen.forms.form import as_data
from deckgen.messages import printable
from deckgen.survey.account import Account, LayoutAccount, Use
from deckgen.survey.describing import centimetres, variant_lines, why
from deckgen.templates.binding import Binding
from deckgen.templates.model import Placeholder
from deckgen.templates.surveying import Survey

HEAD = """\
# How deckgen uses {file}. It is read when it lies beside the template under the template's name: {binding}.
# All of it may be left out: what is not said here is inferred anew. So delete what needs no change, and correct
# the rest: a slide layout by its name, a slot by the idx of its placeholder (`deckgen template describe` has them).
"""
MEND = "mend: true  # places that are too low grow, and text that cannot be read changes its colour"
ALIASES = """\
# aliases:  # what your house calls the layouts: a report may say `layout: key figures`
#   key figures: indicators
#   数据页: indicators"""
LIMITS = """\
# limits:  # what exceeds them goes on on a further slide where it can, and is reported where it cannot
#   title: {lines: 2, smallest: 24pt}  # on all slides
#   indicators.label: {characters: 14}  # on those of one layout"""
NOT_BOUND = ("pic", "chart", "tbl")


def binding_text(survey: Survey, account: Account, file: str, binding: str) -> str:
    """The text of a binding file that reads back to the same use; `file` and `binding` are what files are called."""
    return "\n".join(_lines(survey, account, file, binding)) + "\n"


def _lines(survey: Survey, account: Account, file: str, binding: str) -> Iterator[str]:
    said = survey.binding
    mends = said.mend or not account.bound
    yield HEAD.format(file=printable(file), binding=printable(binding)).rstrip()
    yield f"template: {_quoted(file)}"
    if len(account.masters) > 1:
        others = ", ".join(f"`{printable(master.name)}`" for master in account.masters)
        yield f"master: {_quoted(survey.preferred.name)}  # of {others}"
    yield from (["prune: true"] if said.prune else [])
    yield from ([MEND] if mends else [])
    yield f"tones: {_flow(account.tones)}  # theme colours of stressed words, of quiet ones, of frames"
    yield from ([f"standing: {_flow(places)}"] if (places := said.standing.places) else [])
    yield from _fonts(survey)
    yield from _aliases(said)
    yield from _limits(said)
    yield from _variants(account, {} if mends else survey.bindings.said)
    for heading, layouts in (
        ("deckgen builds these itself, in the template's style", account.built),
        ("these are not possible in this template", account.missing),
    ):
        if layouts:
            yield from (f"# {line}" for line in variant_lines(heading, layouts))


def _aliases(said: Binding) -> Iterator[str]:
    yield "aliases:  # what the house calls the layouts" if said.aliases else ALIASES
    yield from (f"  {_quoted(alias)}: {meant}" for alias, meant in said.aliases.items())


def _limits(said: Binding) -> Iterator[str]:
    yield "limits:" if said.limits else LIMITS
    for slot, limit in said.limits.items():
        yield f"  {slot}: {_flow(as_data(limit))}"


def _fonts(survey: Survey) -> Iterator[str]:
    """The substitutes that the binding names, and typefaces that still need one, as comments."""
    unknown = unknown_fonts(survey)
    if said := survey.binding.fonts:
        yield "fonts:  # typefaces whose widths are unknown, with those that are as wide"
        yield from (f"  {_quoted(name)}: {_quoted(other)}" for name, other in said.items())
    elif unknown:
        yield "# fonts:  # these widths are unknown, and guessed generously; name a typeface that is as wide"
    yield from (f"#   {_quoted(name)}: Arial" for name in unknown)


def unknown_fonts(survey: Survey) -> list[str]:
    """The typefaces of used places whose widths are neither known nor named in the binding."""
    book = FontBook(survey.binding.fonts)
    variants = (*survey.bindings.said, *survey.bindings.inferred.matches)
    names = (one.levels[0].latin for variant in variants for one in _places(survey, variant))
    theme = (survey.preferred.inherited.fonts.names.get(key, "") for key in ("+mj-lt", "+mn-lt"))
    return [name for name in dict.fromkeys([*theme, *names]) if name and book.face(name, False).substituted]


def _places(survey: Survey, variant: str) -> Iterator[Placeholder]:
    """The placeholders of the variant that take text."""
    bound = survey.bindings[variant]
    found = (bound.find_placeholder(slot) for slot in bound.slots)
    return (one for one in found if one is not None and one.type not in NOT_BOUND)


def _variants(account: Account, only: Collection[str]) -> Iterator[str]:
    """The slide layouts in use; those not among `only`, if there are any, as comments."""
    if not account.uses:
        yield "variants: {}"
        return
    yield "variants:"
    for layout, use in sorted(account.uses, key=lambda found: bool(only) and found[1].variant not in only):
        mark = "# " if only and use.variant not in only else ""
        yield f"  # {printable(why(use))}"
        yield f"{mark}  {use.variant}:"
        yield f"{mark}    slide_layout: {_quoted(layout.name)}"
        yield f"{mark}    slots:"
        yield from (f"{mark}      {line}" for line in _slots(layout, use))


def _slots(layout: LayoutAccount, use: Use) -> Iterator[str]:
    width = max(len(f"{slot}: {idx}") for slot, idx in use.slots.items()) if use.slots else 0
    for slot, idx in use.slots.items():
        about = layout.sheet.placeholders.get(idx)
        comment = f"  # {_about(about, _sharing(use, slot))}" if about else ""
        yield f"{f'{slot}: {idx}':{width}}{comment}"


def _sharing(use: Use, slot: str) -> list[str]:
    return [other for other, idx in use.slots.items() if idx == use.slots[slot] and other != slot]


def _about(one: Placeholder, sharing: list[str]) -> str:
    size = f"{centimetres(one.box.width):.1f} × {centimetres(one.box.height):.1f} cm"
    points = "" if one.type in NOT_BOUND else f", {one.levels[0].points:g} pt"
    shared = f", shared with {', '.join(sharing)}" if sharing else ""
    return f"{one.type} `{printable(one.name)}`, {size}{points}{shared}"


def _quoted(text: str) -> str:
    # A JSON text is a YAML text, but for characters that YAML does not take as they are.
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(
        each if each.isprintable() or ord(each) > 0xFFFF else f"\\u{ord(each):04x}" for each in quoted
    )


def _flow(pairs: Mapping[str, object]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
