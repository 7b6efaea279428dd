"""A form → its JSON Schema (draft 2020-12), by which editors complete and check what is written."""

from __future__ import annotations

from inspect import cleandoc
from math import isfinite
from typing import Any

from deckgen.forms.form import Field, Form, as_data
from deckgen.forms.kinds import (
    ChoiceKind,
    Kind,
    ListKind,
    MappingKind,
    NumberKind,
    OneOrMoreKind,
    ShortKind,
    SwitchKind,
    TextKind,
    TidiedKind,
)
from deckgen.forms.reading import FormKind, form_kind, kind_of

Schema = dict[str, Any]

# The loader keeps scalars as text; an editor's YAML reads 96 as a number.
_TEXT: Schema = {"type": ["string", "number"]}
_NOTHING: Schema = {"type": "null"}
_WORDS_FOR_TRUE_OR_FALSE = ["yes", "no", "on", "off"]


def json_schema(form: type[Form], title: str, name: str) -> Schema:
    """The schema of files that hold a `form`; `name` tells it from deckgen's other schemas."""
    writer = _Writer()
    whole = writer.mapping(form_kind(form))
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:deckgen:{name}"}
    definitions = {"$defs": dict(sorted(writer.definitions.items()))}
    return head | {"title": title} | definitions | whole | {"title": title}


class _Writer:
    """Writes schemas of kinds; those of forms are written once, and referred to."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def mapping(self, kind: FormKind) -> Schema:
        return _in_order(
            type="object",
            title=kind.form.__name__,
            description=cleandoc(kind.form.__doc__ or ""),
            additionalProperties=False,
            properties={name: self.field(field) for name, field in kind.fields.items()},
            required=kind.required,
        )

    def field(self, field: Field) -> Schema:
        """What may be left out may also be left empty."""
        options = self.options(kind_of(field.annotation))
        if field.is_required:
            return _in_order(**_either(options), description=field.description)
        about = _default(field.default) | {"description": field.description}
        return _in_order(**_either([*options, _NOTHING]), **about)

    def reference(self, form: type[Form]) -> Schema:
        name = form.__name__
        if name not in self.definitions:
            self.definitions[name] = {}
            self.definitions[name] = self.mapping(form_kind(form))
        return {"$ref": f"#/$defs/{name}"}

    def options(self, kind: Kind) -> list[Schema]:
        """One schema for each way in which such a value can be written."""
        match kind:
            case ShortKind(blank=True):
                return [_TEXT, *self.options(kind.inner), _NOTHING]
            case ShortKind():
                return [{"minLength": 1} | _TEXT, *self.options(kind.inner)]
            case OneOrMoreKind(inner=ListKind(item=item) as inner):
                return [*self.options(item), *self.options(inner)]
            case TidiedKind():
                return [_TEXT, *self.options(kind.inner)]
            case SwitchKind():
                return [{"type": "boolean"}, {"enum": _WORDS_FOR_TRUE_OR_FALSE}]
        return [_in_order(**self.plain(kind), **kind.for_editors)]

    def plain(self, kind: Kind) -> Schema:
        match kind:
            case FormKind():
                return self.reference(kind.form)
            case TextKind():
                return _TEXT | _limits(kind, "Length")
            case ChoiceKind():
                first, *more = kind.choices
                return {"type": "string"} | ({"enum": [first, *more]} if more else {"const": first})
            case NumberKind():
                return {"type": "integer" if kind.whole else "number"} | _limits(kind, "imum")
            case ListKind():
                item = _either(self.options(kind.item))
                items = {"items": item} if kind.fixed is None else {"prefixItems": [item] * kind.fixed}
                return {"type": "array"} | items | _limits(kind, "Items")
            case MappingKind():
                names = {"propertyNames": _either(self.options(kind.key))}
                return {"type": "object", "additionalProperties": _either(self.options(kind.value))} | names
        raise TypeError(f"there is no schema for {kind!r}")


def _either(options: list[Schema]) -> Schema:
    return options[0] if len(options) == 1 else {"anyOf": options}


def _limits(kind: TextKind | NumberKind | ListKind, of: str) -> Schema:
    limits = {f"min{of}": kind.least, f"max{of}": kind.most}
    return {name: limit for name, limit in limits.items() if isfinite(limit)}


def _default(value: object) -> Schema:
    return {} if value is None or isinstance(value, Form) else {"default": as_data(value)}


def _in_order(**facts: object) -> Schema:
    """The facts by name, without a description or a list of needed keys that says nothing."""
    idle = [name for name in ("description", "required") if not facts.get(name)]
    return {name: fact for name, fact in sorted(facts.items()) if name not in idle}
