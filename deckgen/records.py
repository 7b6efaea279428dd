"""`dataclass` for what deckgen knows: the same to readers, to type checkers and to those who use it, but made in a
fifth of the time.

The standard library writes and compiles seven methods for each class. A short build makes a hundred and fifty
classes and objects of half of them, and spent a fifth of its time on that. Here equality, hash and representation
are shared by all, and how an object begins is compiled with the first object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from functools import partial
    from operator import attrgetter

    def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True) -> Any:
        """The decorator. The type checker, not the class, sees to it that no frozen object is changed."""
        return partial(_record, frozen=frozen, slots=slots, eq=eq)

    def _record(plain: type, *, frozen: bool, slots: bool, eq: bool) -> type:
        # Of a class that says nothing of itself, the library would work out and write down the signature.
        plain.__doc__ = plain.__doc__ or plain.__name__
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(plain)
        given = {"__init__": _starting(made), "__repr__": _shown}
        if eq:
            names = [field.name for field in dataclasses.fields(made) if field.compare]
            made._values = attrgetter(*names or ["__class__"])
            given |= {"__eq__": _equals, "__hash__": _hash if frozen else None}
        for name, shared in given.items():
            if name not in vars(plain):
                setattr(made, name, shared)
        return made

    def _starting(made: type) -> Any:
        def begin(self: Any, *args: Any, **named: Any) -> None:
            made.__init__ = _compiled(made)
            made.__init__(self, *args, **named)

        return begin

    def _compiled(made: type) -> Any:
        """`__init__`, as the library would write it: `values` are its defaults, and what makes them."""
        values, parameters, lines = {}, ["self"], ["pass"]
        for field in filter(attrgetter("init"), dataclasses.fields(made)):
            name, default, value = field.name, f"_{field.name}", field.name
            if field.default is not dataclasses.MISSING:
                values[default] = field.default
            if field.default_factory is not dataclasses.MISSING:
                values[default] = field.default_factory
                value = f"{default}() if {name} is {default} else {name}"
            parameters.append(f"{name}={default}" if default in values else name)
            lines.append(f"self.{name}={value}")
        if hasattr(made, "__post_init__"):
            lines.append("self.__post_init__()")
        code = f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines)
        exec(code, values)  # noqa: S102
        return values["__init__"]

    def _equals(self: Any, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._values(self) == other._values(other)

    def _hash(self: Any) -> int:
        return hash(self._values(self))

    def _shown(self: Any) -> str:
        shown = (field.name for field in dataclasses.fields(self) if field.repr)
        said = (f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{self.__class__.__qualname__}({', '.join(said)})"
