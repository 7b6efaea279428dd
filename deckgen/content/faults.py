"""What pydantic found wrong → findings in the author's words, each once and at its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from deckgen.codes import INVALID_VALUE, MISSING_FIELD, TOO_LARGE, UNKNOWN_KEY, WRONG_TYPE
from deckgen.content.models import TEXT_OR_MAPPING, Report
from deckgen.content.suggesting import did_you_mean, find_close
from deckgen.diagnostics import KeyPath, Sink

_EXPECTED = {
    "string_type": "a text",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    TEXT_OR_MAPPING: "a text or a mapping",
    "bool_type": "`true` or `false`",
    "float_type": "a number",
    "int_type": "a whole number",
    "literal_error": "a text",
}
_PARSING = {
    "bool_parsing": "neither `true` nor `false`",
    "float_parsing": "not a number",
    "int_parsing": "not a whole number",
}


MOST_FAULTS = 1_000
"""Content with more than these has one cause, and the rest is counted."""


def report_faults(
    errors: Sequence[ErrorDetails], sink: Sink, model: type[BaseModel] = Report, whole: str = "the report"
) -> None:
    """Report each fault. One that only follows from another is left out.

    `model` is what the data was to be; `whole` is how the author calls the file.
    """
    told = _Teller(model, whole, sink)
    faults = list({(error["loc"], error["type"]): error for error in errors}.values())
    for error in told.without_echoes(faults[:MOST_FAULTS]):
        told.report(error)
    if len(faults) > MOST_FAULTS:
        message = f"{len(faults) - MOST_FAULTS:,} more faults of form are not listed"
        sink.report(INVALID_VALUE, message, faults[MOST_FAULTS]["loc"], hint="mend the others first")


class _Teller:
    """Tells faults in the words of one model."""

    def __init__(self, model: type[BaseModel], whole: str, sink: Sink) -> None:
        self._model, self._whole, self._sink = model, whole, sink

    def without_echoes(self, errors: list[ErrorDetails]) -> list[ErrorDetails]:
        """Without what a deeper fault explains, and without the missing field that is only misspelt."""
        ancestors = {error["loc"][:length] for error in errors for length in range(len(error["loc"]))}
        missing: dict[KeyPath, list[str]] = {}
        for error in errors:
            if error["type"] == "missing":
                missing.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
        misspelt = {
            (*parent, meant)
            for error in errors
            if error["type"] == "extra_forbidden" and (parent := error["loc"][:-1]) in missing
            if (meant := self._meant(error["loc"], missing[parent]))
        }
        return [error for error in errors if error["loc"] not in ancestors and error["loc"] not in misspelt]

    def _meant(self, loc: KeyPath, missing: list[str]) -> str | None:
        """The missing field beside an unknown key that the key stands for."""
        fields = self._fields_at(loc[:-1])
        close = find_close(str(loc[-1]), fields)
        if close is not None:
            return close if close in missing else None
        # `- Result: up by 12%` is meant as a text; YAML reads a mapping with the key `Result`.
        return "text" if "text" in missing else None

    def report(self, error: ErrorDetails) -> None:
        loc, kind, given = error["loc"], error["type"], error["input"]
        context: Mapping[str, Any] = error.get("ctx", {})
        name = self._name(loc)
        if kind == "extra_forbidden":
            self._sink.report(
                UNKNOWN_KEY, f"there is no key `{loc[-1]}` here", loc, hint=self._key_hint(loc), key=True
            )
        elif kind == "missing" and isinstance(loc[-1], int):
            message = f"{self._name(loc[:-1])} has too few values"
            self._sink.report(
                INVALID_VALUE, message, loc[:-1], hint="write `[across, down]`, such as `[0.5, 0.3]`"
            )
        elif kind == "missing":
            self._sink.report(
                MISSING_FIELD, f"`{loc[-1]}` is missing", loc[:-1], hint=self._missing_hint(loc), key=True
            )
        elif given is None or kind == "string_too_short" or (kind == "too_short" and not given):
            self._sink.report(MISSING_FIELD, f"{name} is empty", loc, hint="fill it in, or delete it")
        elif kind == "string_too_long":
            message = f"{name} has {len(given):,} characters; at most {context['max_length']:,} are allowed"
            self._sink.report(TOO_LARGE, message, loc, hint="split it over several items or slides")
        elif kind in _EXPECTED and not (kind == "literal_error" and isinstance(given, str)):
            message = f"{name} takes {_EXPECTED[kind]}; found {_kind_of(given)}"
            self._sink.report(WRONG_TYPE, message, loc, hint=self._type_hint(kind, loc))
        else:
            self._report_value(kind, given, context, loc)

    def _report_value(self, kind: str, given: object, context: Mapping[str, Any], loc: KeyPath) -> None:
        name = self._name(loc)
        hint = None
        match kind:
            case "literal_error":
                message = f"{name} cannot be `{given}`"
                hint = f"write {context['expected'].replace(chr(39), '`')}"
            case "bool_parsing" | "float_parsing" | "int_parsing":
                message = f"{name} is `{given}`, which is {_PARSING[kind]}"
            case "greater_than_equal":
                message = f"{name} is {given}; it cannot be less than {context['ge']:g}"
            case "less_than_equal":
                message = f"{name} is {given}; it cannot be more than {context['le']:g}"
            case "too_short":
                message = (
                    f"{name} takes at least {context['min_length']} values; found {context['actual_length']}"
                )
            case "too_long":
                message = f"{name} takes {context['max_length']} values; found {context['actual_length']}"
            case _:
                message = f"{name} cannot be used as it is"
        self._sink.report(INVALID_VALUE, message, loc, hint=hint)

    def _name(self, loc: KeyPath) -> str:
        if not loc:
            return self._whole
        if isinstance(loc[-1], str):
            return f"`{loc[-1]}`"
        list_name = f" of `{loc[-2]}`" if len(loc) > 1 else ""
        return f"item {loc[-1] + 1}{list_name}"

    def _key_hint(self, loc: KeyPath) -> str | None:
        fields = self._fields_at(loc[:-1])
        close = did_you_mean(str(loc[-1]), fields)
        if close is None and _required(fields) == ["text"]:
            return "put the whole text in quotes if `: ` is part of it"
        return close or f"allowed here: {', '.join(f'`{name}`' for name in fields)}"

    def _missing_hint(self, loc: KeyPath) -> str:
        field = self._fields_at(loc[:-1]).get(str(loc[-1]))
        return f"add `{loc[-1]}: …`" + (
            f" ({field.description.rstrip('.')})" if field and field.description else ""
        )

    def _type_hint(self, kind: str, loc: KeyPath) -> str | None:
        expected = _EXPECTED[kind]
        if expected == "a list":
            return "write each item on a line of its own after `- `, or all in one `[…, …]`"
        if expected == "a text":
            return "put the text in quotes if it holds `: ` or begins with `[` or `{`"
        if expected == "a mapping":
            needed = _required(self._fields_at(loc))
            return (
                "write " + " and ".join(f"`{name}: …`" for name in needed)
                if needed
                else "write `key: value` lines"
            )
        return None

    def _fields_at(self, path: KeyPath) -> Mapping[str, FieldInfo]:
        """The fields of the model that describes what stands at `path`."""
        model: type[BaseModel] = self._model
        for part in path:
            if isinstance(part, str):
                field = model.model_fields.get(part)
                inner = _find_model(field.annotation) if field else None
                if inner is None:
                    return {}
                model = inner
        return model.model_fields


def _kind_of(value: object) -> str:
    match value:
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "a mapping"


def _required(fields: Mapping[str, FieldInfo]) -> list[str]:
    return [name for name, field in fields.items() if field.is_required()]


def _find_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _find_model(part))), None)
