"""Forms: what is read, what is refused and where, and what their objects are like."""

import copy
import pickle
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from deckgen.batch.specs import JobsFile
from deckgen.content.models import Report
from deckgen.content.schema import report_schema
from deckgen.diagnostics import KeyPath
from deckgen.forms.faults import Unfit
from deckgen.forms.form import Form, as_data, field, fields_of, given_in, replaced
from deckgen.forms.marks import for_editors, limits, one_or_more, short_for, tidied
from deckgen.forms.reading import find_form, kind_of, read_form
from deckgen.forms.schema import json_schema
from deckgen.templates.binding import Binding
from deckgen.templates.design import ThemeDesign

Line = Annotated[str, limits(1, 20)]


def without_unit(text: str) -> str:
    if text.endswith("mm"):
        raise ValueError("lengths are in cm")
    return text.removesuffix("cm")


class Size(Form):
    """How large something is,
    in centimetres."""

    width: Annotated[float, limits(1, 100), tidied(without_unit)] = field(description="From left to right.")
    height: Annotated[float, limits(1, 100), tidied(without_unit)] | None = None


class Thing(Form):
    name: Line
    kind: Literal["box", "ball"] = "box"
    count: Annotated[int, limits(0, 9)] = 1
    heavy: bool = False
    at: tuple[Annotated[float, limits(0, 1)], Annotated[float, limits(0, 1)]] | None = None
    size: Annotated[Size, short_for("width")] | None = None
    tags: Annotated[tuple[Line, ...], limits(most=2), one_or_more()] = ()
    parts: tuple[Annotated[Size, short_for("width", blank=True)], ...] = ()
    prices: Mapping[Literal["new", "used"], Line] = field(default={})
    code: Annotated[str, for_editors("pattern", "^[a-z]+$")] = ""


class SmallThing(Thing):
    name: str = field(default="small", description="What it is called.")
    note: str | None = None


class Odd(Form):
    good: str = ""
    bad: list[str] = field(default=())


Told = list[tuple[KeyPath, str, Any]]


def faults(form: type[Form], data: object) -> Told:
    with pytest.raises(Unfit) as unfit:
        read_form(form, data)
    return [(fault.path, fault.kind, fault.needed) for fault in unfit.value.faults]


def test_scalars_are_read_as_they_are_written() -> None:
    data = {"name": " A ", "count": "3", "heavy": "Yes", "at": ["0.5", "1"], "kind": "ball", "tags": "x"}
    thing = read_form(Thing, data)
    assert (thing.name, thing.count, thing.heavy) == ("A", 3, True)
    assert (thing.at, thing.kind, thing.tags) == ((0.5, 1.0), "ball", ("x",))


@pytest.mark.parametrize(("written", "meant"), [("1_0", None), ("7.0", 7), (" +7 ", 7), (7, 7), (7.0, 7)])
def test_whole_numbers_may_be_written_in_any_usual_way(written: object, meant: int | None) -> None:
    if meant is None:
        assert faults(Thing, {"name": "A", "count": written}) == [(("count",), "high", 9)]
    else:
        assert read_form(Thing, {"name": "A", "count": written}).count == meant


@pytest.mark.parametrize("written", ["", "1.5", "1e1", "０", "0x1", "--1", "nan", True, 1.5])
def test_what_is_no_whole_number_is_said_so(written: object) -> None:
    assert faults(Thing, {"name": "A", "count": written}) == [(("count",), "unreadable", "a whole number")]


def test_a_text_stands_for_a_mapping_and_nothing_for_an_empty_one() -> None:
    assert read_form(Thing, {"name": "A", "size": "3 cm"}).size == Size(width=3.0)
    assert faults(Thing, {"name": "A", "parts": ["3", None]}) == [(("parts", 1, "width"), "missing", None)]


def test_a_key_with_nothing_after_it_is_absent_and_an_unknown_one_is_not() -> None:
    assert read_form(Thing, {"name": "A", "size": None, "count": None}) == Thing(name="A")
    assert faults(Thing, {"name": None, "nmae": None}) == [
        (("nmae",), "unknown", None),
        (("name",), "missing", None),
    ]


def test_all_faults_are_found_at_once() -> None:
    data = {
        "name": " ",
        "kind": "cube",
        "count": "many",
        "heavy": [],
        "at": ["2"],
        "size": {"width": "7 mm", "depth": "1"},
        "tags": ["a", "b", "c"],
        "prices": {"old": "1", "new": None},
        "parts": "3",
    }
    assert faults(Thing, data) == [
        (("name",), "empty", 20),
        (("kind",), "choice", ("box", "ball")),
        (("count",), "unreadable", "a whole number"),
        (("heavy",), "type", "`true` or `false`"),
        (("at", 0), "high", 1),
        (("at",), "incomplete", 2),
        (("size", "width"), "told", "lengths are in cm"),
        (("size", "depth"), "unknown", None),
        (("tags",), "many", 2),
        (("prices", "old"), "unknown", ("new", "used")),
        (("prices", "new"), "empty", "a text"),
        (("parts",), "type", "a list"),
    ]


@pytest.mark.parametrize(("data", "kind"), [([], "type"), ("A", "type"), (None, "empty")])
def test_other_things_than_a_mapping_are_refused(data: object, kind: str) -> None:
    assert faults(Thing, data) == [((), kind, "a mapping")]


def test_only_what_data_has_is_looked_into() -> None:
    assert read_form(Odd, {"good": "x"}).good == "x"
    with pytest.raises(TypeError, match="list"):
        read_form(Odd, {"bad": "x"})


def forms_of(form: type[Form]) -> Iterator[type[Form]]:
    for each in form.__subclasses__():
        yield each
        yield from forms_of(each)


def test_every_annotation_of_deckgens_forms_is_understood() -> None:
    ours = [form for form in forms_of(Form) if form.__module__.startswith("deckgen.")]
    assert {Report, JobsFile, Binding, ThemeDesign} <= set(ours)
    assert all(kind_of(one.annotation) for form in ours for one in fields_of(form).values())


def test_a_form_inherits_keys_and_may_say_something_else_about_them() -> None:
    assert list(fields_of(SmallThing)) == [*fields_of(Thing), "note"]
    assert read_form(SmallThing, {}).name == "small"
    assert fields_of(SmallThing)["name"].description
    assert not fields_of(SmallThing)["name"].is_required
    assert fields_of(Thing)["name"].is_required


def test_the_form_at_a_place_is_found() -> None:
    assert find_form(Thing, ()) is Thing
    assert find_form(Thing, ("size",)) is Size
    assert find_form(Thing, ("parts", 3)) is Size
    assert find_form(Thing, ("parts",)) is None
    assert find_form(Thing, ("size", "width", "x")) is None


def test_objects_are_compared_by_all_their_values_and_shown_by_those_given() -> None:
    assert Thing(name="A", count=1) == Thing(name="A") != SmallThing(name="A")
    assert hash(Size(width=1.0)) == hash(Size(width=1.0, height=None))
    assert repr(Thing(count=2, name="A")) == "Thing(name='A', count=2)"
    assert given_in(Thing(count=2, name="A")) == ["name", "count"]


def test_an_object_with_other_values_leaves_the_first_as_it_was() -> None:
    first = Thing(name="A", count=2)
    assert replaced(first, count=3) == Thing(name="A", count=3)
    assert first.count == 2


def test_objects_outlive_their_process() -> None:
    thing = read_form(Thing, {"name": "A", "size": "3", "prices": {"new": "5"}})
    assert pickle.loads(pickle.dumps(thing)) == thing == copy.deepcopy(thing)
    assert given_in(pickle.loads(pickle.dumps(thing))) == ["name", "size", "prices"]


@pytest.mark.parametrize("values", [{}, {"name": "A", "nmae": "B"}])
def test_objects_made_directly_have_the_keys_of_their_form(values: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=r"`(name|nmae)`"):
        Thing(**values)


def test_the_schema_says_what_is_read() -> None:
    schema = json_schema(Thing, "a thing", "thing")
    Draft202012Validator.check_schema(schema)
    allows = Draft202012Validator(schema).is_valid
    assert schema["$defs"]["Size"]["description"] == "How large something is,\nin centimetres."
    assert allows({"name": 7, "size": 3, "tags": "x", "parts": [None, {"width": "3 cm"}], "at": [0, 1]})
    assert allows({"name": "A", "heavy": "yes", "count": None, "prices": {"used": 2}})
    for wrong in (
        {},
        {"name": "A", "at": [0]},
        {"name": "A", "prices": {"old": 1}},
        {"name": "A", "code": "A"},
    ):
        assert not allows(wrong)


SCHEMA = report_schema()
VALID = Draft202012Validator(SCHEMA)


def data_of(schema: Mapping[str, Any], depth: int = 0) -> st.SearchStrategy[Any]:
    """Any data that the schema takes, with the scalars as they are written."""
    match schema:
        case {"$ref": reference}:
            name = reference.rpartition("/")[2]
            return st.deferred(lambda: data_of(SCHEMA["$defs"][name], depth))
        case {"anyOf": options}:
            return st.one_of([data_of(option, depth) for option in options])
        case {"const": only}:
            return st.just(only)
        case {"enum": choices}:
            return st.sampled_from(choices)
        case {"pattern": _}:
            return st.sampled_from(["zh-CN", "en-GB", "de"])
        case {"type": "null"}:
            return st.none()
        case {"type": "boolean"}:
            return st.booleans()
        case {"type": "integer" | "number" as kind, **rest}:
            numbers = st.integers if kind == "integer" else st.floats
            return numbers(rest.get("minimum", 0), rest.get("maximum", 5)).map(str)
        case {"type": "array", "prefixItems": items}:
            return st.tuples(*[data_of(item, depth + 1) for item in items]).map(list)
        case {"type": "array", "items": item, **rest}:
            least = rest.get("minItems", 0)
            return st.lists(data_of(item, depth + 1), min_size=least, max_size=max(least, 2))
        case {"type": "object", "properties": properties, **rest}:
            known = {key: one for key, one in properties.items() if key not in ("for", "if")}
            needed = set(rest.get("required", ()))
            some = st.lists(st.sampled_from(list(known)), max_size=3 if depth < 4 else 0)
            return some.flatmap(
                lambda keys: st.fixed_dictionaries(
                    {key: data_of(known[key], depth + 1) for key in sorted(needed | set(keys))}
                )
            )
    return st.sampled_from(["a", " Ab ", "一二", "1.50", "12:30", "on"])


REPORTS = data_of(SCHEMA)


def places_in(data: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, each in items:
        yield (*path, part)
        yield from places_in(each, (*path, part))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(REPORTS)
def test_what_the_schema_takes_is_read_and_reads_back(data: Any) -> None:
    assert VALID.is_valid(as_an_editor_reads(data))
    report = read_form(Report, data)
    assert read_form(Report, as_data(report)) == report
    assert {key for key, value in data.items() if value is not None} == set(given_in(report))


def as_an_editor_reads(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: as_an_editor_reads(each) for key, each in data.items()}
    if isinstance(data, list):
        return [as_an_editor_reads(each) for each in data]
    try:
        return float(data) if isinstance(data, str) else data
    except ValueError:
        return data


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(REPORTS, st.data())
def test_any_single_fault_is_found_at_its_place(report: Any, data: st.DataObject) -> None:
    spoilt = copy.deepcopy(report)
    places = list(places_in(spoilt))
    assume(places)
    *way, last = data.draw(st.sampled_from(places))
    holder = spoilt
    for part in way:
        holder = holder[part]
    holder[last] = {"no such key": "x"}
    found = faults(Report, spoilt)
    assert found
    assert all(path[: len(way) + 1] == (*way, last) for path, _, _ in found)
