"""`dataclass(frozen=True, slots=True)` for most of what deckgen knows: the same to readers, to type checkers and to
those who use it, but made in a third of the time.

The standard library writes and compiles seven methods for each class. A short build makes a hundred and fifty
classes and a handful of objects, and spent a fifth of its time on that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from operator import attrgetter

    def dataclass(*, frozen: bool, slots: bool) -> Any:
        """The decorator. The type checker, not the class, sees to it that no object is changed."""
        assert frozen  # noqa: S101
        assert slots  # noqa: S101
        return _record

    def _record(plain: type) -> type:
        made = dataclasses.dataclass(slots=True, eq=False, repr=False)(plain)
        names = [field.name for field in dataclasses.fields(made) if field.compare]
        made._values = attrgetter(*names or ["__class__"])
        for name, shared in (("__eq__", _equals), ("__hash__", _hash), ("__repr__", _shown)):
            if name not in vars(plain):
                setattr(made, name, shared)
        return made

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
