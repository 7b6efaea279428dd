"""A form: a class that declares what data has to look like, and whose objects are that data once it is read.

    class Indicator(Form):
        value: Line = field(description="The figure as it is to be shown.")
        label: Text | None = field(default=None, description="What is counted.")

Annotations are looked at when a value is read, so a module of forms must not postpone them. An object keeps what was
given; what was left out is found in its class. The type checker, not the class, sees to it that no object is changed.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, TypeVar, dataclass_transform

REQUIRED: Any = ...
"""In the place of a default: there is none."""


class Field:
    """What a form says about one of its keys."""

    __slots__ = ("annotation", "default", "description")

    def __init__(self, default: Any, description: str) -> None:
        self.annotation: Any = None
        self.default, self.description = default, description

    @property
    def is_required(self) -> bool:
        return self.default is REQUIRED


def field(*, default: Any = REQUIRED, description: str = "") -> Any:
    """Declares a key; without a default it must be given. A default is shared by all objects that leave the key out."""
    return Field(default, description)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class Form:
    """Objects made directly are not read: their values are as they are to be."""

    _fields: ClassVar[Mapping[str, Field]] = {}

    def __init_subclass__(cls) -> None:
        own = {}
        for name, annotation in cls.__annotations__.items():
            if not name.startswith("_"):
                said = vars(cls).get(name, REQUIRED)
                own[name] = said if isinstance(said, Field) else Field(said, "")
                own[name].annotation = annotation
                if not own[name].is_required:
                    setattr(cls, name, own[name].default)
                elif said is not REQUIRED:
                    delattr(cls, name)
        cls._fields = {**cls._fields, **own}

    def __init__(self, **values: object) -> None:
        fields = self._fields
        for name in [*values, *(name for name, one in fields.items() if one.is_required)]:
            if name not in fields or name not in values:
                raise TypeError(f"{type(self).__name__} {'needs' if name in fields else 'has no'} `{name}`")
        vars(self).update(values)

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(tuple(_values(self)))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={getattr(self, name)!r}" for name in given_in(self))
        return f"{type(self).__name__}({given})"


Made = TypeVar("Made", bound=Form)


def fields_of(form: type[Form]) -> Mapping[str, Field]:
    """All keys of the form, those that it inherits first."""
    return form._fields


def given_in(form: Form) -> list[str]:
    """The keys that were given, in the form's own order."""
    return [name for name in form._fields if name in vars(form)]


def replaced(form: Made, **values: object) -> Made:
    """The same with other values."""
    made = object.__new__(type(form))
    vars(made).update(vars(form) | values)
    return made


def as_data(value: object) -> Any:
    """What was given of a form, as plain data that reads back to an equal one."""
    if isinstance(value, Form):
        return {name: as_data(getattr(value, name)) for name in given_in(value)}
    if isinstance(value, tuple):
        return [as_data(each) for each in value]
    if isinstance(value, dict):
        return {key: as_data(each) for key, each in value.items()}
    return value


def _values(form: Any) -> list[object]:
    return [getattr(form, name) for name in form._fields]
