"""A short YAML file in, a checked model out; every fault reported where it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from deckgen.codes import INVALID_VALUE, MISSING_FIELD, UNKNOWN_KEY, WRONG_TYPE
from deckgen.content.reading import read_yaml
from deckgen.content.suggesting import did_you_mean
from deckgen.diagnostics import BuildStopped, Code, KeyPath, Severity, Sink

Model = TypeVar("Model", bound=BaseModel)

_WRONG_TYPES = frozenset({"model_type", "dict_type", "list_type", "tuple_type", "string_type"})


def read_model(model: type[Model], data: bytes, file: str, sink: Sink) -> Model:
    """The file as `model`; every fault is reported, then BuildStopped is raised. Sets `sink.source`."""
    before = sink.count(Severity.ERROR)
    content = read_yaml(data, file, sink)
    try:
        valid = model.model_validate(content)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            _report(fault, model, sink)
        raise BuildStopped from None
    if sink.count(Severity.ERROR) > before:
        raise BuildStopped
    return valid


def _report(fault: Mapping[str, Any], model: type[BaseModel], sink: Sink) -> None:
    path: KeyPath = fault["loc"]
    name = path[-1] if path else "file"
    match fault["type"]:
        case "extra_forbidden":
            hint = did_you_mean(str(name), _fields_at(model, path[:-1]))
            sink.report(UNKNOWN_KEY, f"unknown key `{name}`", path, hint=hint, key=True)
        case "missing":
            sink.report(MISSING_FIELD, f"`{name}` is missing", path)
        case "literal_error":
            known = [word.strip("'") for word in re.split(r", | or ", fault["ctx"]["expected"])]
            message = f"`{name}`: there is no `{fault['input']}`"
            hint = did_you_mean(str(fault["input"]), known) or f"choose one of {', '.join(known)}"
            sink.report(INVALID_VALUE, message, path, hint=hint)
        case kind:
            code: Code = WRONG_TYPE if kind in _WRONG_TYPES else INVALID_VALUE
            sink.report(code, f"`{name}`: {fault['msg'][:1].lower()}{fault['msg'][1:]}", path)


def _fields_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """The field names that are possible under `path`."""
    for part in path:
        model = next(_models_under(model, part), model)
    return list(model.model_fields)


def _models_under(model: type[BaseModel], part: str | int) -> Iterator[type[BaseModel]]:
    field = model.model_fields.get(str(part))
    kinds = (field.annotation, *getattr(field.annotation, "__args__", ())) if field else ()
    yield from (kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel))
