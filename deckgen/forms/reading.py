"""Plain data in, an object of a form out, or every fault that the data has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import NoneType, UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin

from deckgen.diagnostics import KeyPath
from deckgen.forms.faults import Fault, Unfit
from deckgen.forms.form import Form, Made, fields_of
from deckgen.forms.kinds import (
    ChoiceKind,
    Kind,
    ListKind,
    MappingKind,
    NumberKind,
    SwitchKind,
    TextKind,
    innermost,
)


def read_form(form: type[Made], data: object) -> Made:
    """`data` as an object of the form. Raises Unfit with all its faults.

    Scalars may be texts as they are written. A key with nothing after it is as good as absent.
    """
    return cast(Made, form_kind(form).read(data))


class FormKind(Kind):
    """A mapping of the keys of a form. What stands at a key is looked into when some data has it."""

    expected = "a mapping"

    def __init__(self, form: type[Form]) -> None:
        self.form, self.fields = form, fields_of(form)
        self.required = [name for name, field in self.fields.items() if field.is_required]
        self._readers = _Readers(self)

    def find_inside(self, part: str | int) -> Kind | None:
        field = self.fields.get(part) if isinstance(part, str) else None
        return kind_of(field.annotation) if field else None

    def read(self, given: object) -> Form:
        if not isinstance(given, dict):
            if isinstance(given, self.form):
                return given
            raise self.misfit(given)
        fields, readers = self.fields, self._readers
        values, faults = dict[str, Any](), list[Fault]()
        for key, value in given.items():
            if value is None and key in fields:
                continue
            try:
                values[key] = readers[key](value)
            except Unfit as unfit:
                faults += unfit.at(key)
        for name in self.required:
            if given.get(name) is None:
                faults.append(Fault("missing", path=(name,)))
        if faults:
            raise Unfit(*faults)
        made = object.__new__(self.form)
        made.__dict__ = values
        return made


class _Readers(dict[str, Any]):
    """Key → what reads its value, put together when first needed."""

    def __init__(self, kind: FormKind) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, key: str) -> Any:
        inside = self._kind.find_inside(key)
        if inside is None:
            raise Unfit(Fault("unknown"))
        self[key] = inside.read
        return inside.read


_KINDS: dict[type[Form], FormKind] = {}


def form_kind(form: type[Form]) -> FormKind:
    """The kind of a form, put together when it is first read."""
    if form not in _KINDS:
        _KINDS[form] = FormKind(form)
    return _KINDS[form]


def kind_of(annotation: Any) -> Kind:
    """The kind of value that an annotation stands for. None among its options says that it may be left out."""
    if marks := getattr(annotation, "__metadata__", ()):
        kind = kind_of(annotation.__origin__)
        for mark in marks:
            kind = mark(kind)
        return kind
    if isinstance(annotation, type) and issubclass(annotation, Form):
        return form_kind(annotation)
    if annotation in _SCALARS:
        return _SCALARS[annotation]()
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ChoiceKind(inner)
    if origin is tuple:
        return ListKind(kind_of(inner[0]), fixed=None if inner[-1] is ... else len(inner))
    if origin in (Mapping, dict):
        return MappingKind(*map(kind_of, inner))
    if origin in (Union, UnionType) and len(inner) == 2 and NoneType in inner:
        return kind_of(inner[0] if inner[1] is NoneType else inner[1])
    raise TypeError(f"forms know no {annotation!r}")


_SCALARS: Mapping[type, Callable[[], Kind]] = {
    str: TextKind,
    bool: SwitchKind,
    int: lambda: NumberKind(whole=True),
    float: lambda: NumberKind(whole=False),
}


def find_form(form: type[Form], path: KeyPath) -> type[Form] | None:
    """The form of what stands at `path` in data of `form`; None where that is something else."""
    kind: Kind | None = form_kind(form)
    for part in path:
        kind = kind.find_inside(part) if kind else None
    kind = innermost(kind)
    return kind.form if isinstance(kind, FormKind) else None
