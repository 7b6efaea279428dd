"""What is wrong with the form of data → findings in the author's words, each once and at its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from deckgen.codes import INVALID_VALUE, MISSING_FIELD, TOO_LARGE, UNKNOWN_KEY, WRONG_TYPE
from deckgen.content.suggesting import did_you_mean, find_close
from deckgen.content.syntax import find_slip
from deckgen.diagnostics import KeyPath, Sink
from deckgen.forms.faults import Fault
from deckgen.forms.form import Field, Form, fields_of
from deckgen.forms.reading import find_form

MOST_FAULTS = 1_000
"""Content with more than these has one cause, and the rest is counted."""


def report_faults(faults: Sequence[Fault], sink: Sink, form: type[Form], whole: str) -> None:
    """Report each fault. One that only follows from another is left out.

    `form` is what the data was to be; `whole` is how the author calls the file.
    """
    told = _Teller(form, whole, sink)
    for fault in told.without_echoes(faults[:MOST_FAULTS]):
        told.report(fault)
    if len(faults) > MOST_FAULTS:
        message = f"{len(faults) - MOST_FAULTS:,} more faults of form are not listed"
        sink.report(INVALID_VALUE, message, faults[MOST_FAULTS].path, hint="mend the others first")


class _Teller:
    """Tells faults in the words of one form."""

    def __init__(self, form: type[Form], whole: str, sink: Sink) -> None:
        self._form, self._whole, self._sink = form, whole, sink

    def without_echoes(self, faults: Sequence[Fault]) -> list[Fault]:
        """Without the missing key that is only misspelt."""
        missing: dict[KeyPath, list[str]] = {}
        for fault in faults:
            if fault.kind == "missing":
                missing.setdefault(fault.path[:-1], []).append(str(fault.path[-1]))
        misspelt = {
            (*parent, meant)
            for fault in faults
            if fault.kind == "unknown" and (parent := fault.path[:-1]) in missing
            if (meant := self._meant(fault.path, missing[parent]))
        }
        return [fault for fault in faults if fault.kind != "missing" or fault.path not in misspelt]

    def _meant(self, path: KeyPath, missing: list[str]) -> str | None:
        """The missing key beside an unknown one that the latter stands for."""
        close = find_close(str(path[-1]), self._fields_at(path[:-1]))
        if close is not None:
            return close if close in missing else None
        # `- Result: up by 12%` is meant as a text; YAML reads a mapping with the key `Result`.
        return "text" if "text" in missing else None

    def report(self, fault: Fault) -> None:
        path, given, needed = fault.path, fault.given, fault.needed
        name = self._name(path)
        match fault.kind:
            case "unknown":
                message, hint = f"there is no key `{path[-1]}` here", self._key_hint(path, needed)
                self._sink.report(UNKNOWN_KEY, message, path, hint=hint, key=True)
            case "missing":
                message, hint = f"`{path[-1]}` is missing", self._missing_hint(path)
                self._sink.report(MISSING_FIELD, message, path[:-1], hint=hint, key=True)
            case "empty":
                self._sink.report(MISSING_FIELD, f"{name} is empty", path, hint="fill it in, or delete it")
            case "long":
                message = f"{name} has {len(str(given)):,} characters; at most {needed:,} are allowed"
                self._sink.report(TOO_LARGE, message, path, hint="split it over several items or slides")
            case "type":
                message = f"{name} takes {needed}; found {_kind_of(given)}"
                self._sink.report(WRONG_TYPE, message, path, hint=self._type_hint(needed, path, given))
            case _:
                message, hint = _of_value(fault, name)
                self._sink.report(INVALID_VALUE, message, path, hint=hint)

    def _name(self, path: KeyPath) -> str:
        if not path:
            return self._whole
        if isinstance(path[-1], str):
            return f"`{path[-1]}`"
        list_name = f" of `{path[-2]}`" if len(path) > 1 else ""
        return f"item {path[-1] + 1}{list_name}"

    def _key_hint(self, path: KeyPath, needed: object) -> str | None:
        fields = self._fields_at(path[:-1])
        known = needed if isinstance(needed, tuple) else tuple(fields)
        close = did_you_mean(str(path[-1]), known)
        allowed = f"allowed here: {', '.join(f'`{name}`' for name in known)}" if known else None
        if close is None and allowed and _required(fields) == ["text"]:
            return f"{allowed}; put a text that holds `: ` or `, ` in quotes"
        return close or allowed

    def _missing_hint(self, path: KeyPath) -> str:
        about = self._fields_at(path[:-1])[str(path[-1])].description
        return f"add `{path[-1]}: …`" + (f" ({about.rstrip('.')})" if about else "")

    def _type_hint(self, expected: str, path: KeyPath, given: object) -> str | None:
        if isinstance(given, str) and (slip := find_slip(given)):
            return slip.hint
        if expected == "a list":
            return "write each item on a line of its own after `- `, or all in one `[…, …]`"
        if expected == "a text":
            return "put the text in quotes if it holds `: ` or begins with `[` or `{`"
        if expected == "a mapping":
            needed = _required(self._fields_at(path))
            return (
                "write " + " and ".join(f"`{name}: …`" for name in needed)
                if needed
                else "write `key: value` lines"
            )
        return None

    def _fields_at(self, path: KeyPath) -> Mapping[str, Field]:
        """The fields of the form that describes what stands at `path`."""
        form = find_form(self._form, path)
        return fields_of(form) if form else {}


def _of_value(fault: Fault, name: str) -> tuple[str, str | None]:
    """Message and hint about a value of the right type."""
    given, needed = fault.given, fault.needed
    count = len(given) if isinstance(given, list | tuple) else 0
    match fault.kind:
        case "choice":
            known = [f"`{choice}`" for choice in needed]
            listed = " or ".join(filter(None, [", ".join(known[:-1]), known[-1]]))
            return f"{name} cannot be `{given}`", did_you_mean(str(given), needed) or f"write {listed}"
        case "unreadable":
            neither = needed.replace("`true` or", "neither `true` nor") if "`" in needed else f"not {needed}"
            return f"{name} is `{given}`, which is {neither}", None
        case "low":
            return f"{name} is {given}; it cannot be less than {needed:g}", None
        case "high":
            return f"{name} is {given}; it cannot be more than {needed:g}", None
        case "few":
            return f"{name} takes at least {needed} values; found {count}", None
        case "many":
            return f"{name} takes {needed} values; found {count}", None
        case "incomplete":
            return f"{name} has too few values", "write `[across, down]`, such as `[0.5, 0.3]`"
        case _:
            return f"{name}: {needed}", None


def _kind_of(value: object) -> str:
    match value:
        case str():
            return "a text"
        case list():
            return "a list"
        case _:
            return "a mapping"


def _required(fields: Mapping[str, Field]) -> list[str]:
    return [name for name, field in fields.items() if field.is_required]
