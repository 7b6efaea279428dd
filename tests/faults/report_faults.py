"""Single faults of reports: what happens to figures and texts when people copy, type and paste."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from deckgen.check.comparing import Verdict
from deckgen.check.model import Subject
from deckgen.check.reports import check_report
from deckgen.check.source import Source
from deckgen.content.models import Report
from deckgen.diagnostics import Diagnostic, KeyPath, Sink, SourceMap
from deckgen.forms.form import as_data
from deckgen.forms.reading import read_form
from deckgen.gate.sources import find_source
from deckgen.pipeline import read_report

ROOT = Path(__file__).parents[2]
REPORTS = ("annual-report-en", "jiangxi-women", "project-review")
MOST_OF_A_KIND = 3
"""In one report."""

FIGURES = (
    "figure-not-in-source figure-elsewhere scale-changed figures-disagree quote-not-in-source unit-changed"
)


class Example(NamedTuple):
    """A report without a fault, its source, and where everything stands."""

    report: Report
    source: Source | None
    places: SourceMap

    def data(self) -> Any:
        return as_data(self.report)

    def findings(self, report: Report) -> Iterator[Diagnostic]:
        sink = Sink(self.places)
        check_report(report, self.source, sink)
        return iter(sink)


class ReportFault(NamedTuple):
    """One of `codes` is to be found at `path` or in the item around it."""

    kind: str
    report: str
    codes: frozenset[str]
    path: KeyPath
    data: Any

    def is_found(self) -> bool:
        found = example(self.report).findings(read_form(Report, self.data))
        around = self.path[: max(1, len(self.path) - 2)]
        return any(
            one.code.name in self.codes and one.path is not None and one.path[: len(around)] == around
            for one in found
        )


@cache
def example(name: str) -> Example:
    path, sink = ROOT / "content" / name / "report.yaml", Sink()
    report = read_report(path, sink)
    source = find_source(report, path, sink)
    assert sink.source is not None
    return Example(report, source, sink.source)


def report_faults(name: str) -> Iterator[ReportFault]:
    taken: Counter[str] = Counter()
    for kind, codes, path, change in _all_faults(example(name)):
        if taken[kind] == MOST_OF_A_KIND:
            continue
        data = example(name).data()
        before = copy.deepcopy(data)
        change(data)
        if data != before:
            taken[kind] += 1
            yield ReportFault(kind, name, frozenset(codes.split()), path, data)


Change = Callable[[Any], None]


def _all_faults(good: Example) -> Iterator[tuple[str, str, KeyPath, Change]]:
    yield from _of_figures(good)
    yield from _of_indicators(good)
    yield from _of_texts(good)
    yield from _of_photos(good)
    yield from _of_charts(good)
    yield from _of_tables(good)


def value_at(data: Any, path: KeyPath) -> Any:
    for part in path:
        data = data[part]
    return data


def _rewrite(path: KeyPath, change: Callable[[str], str]) -> Change:
    def changed(data: Any) -> None:
        holder = value_at(data, path[:-1])
        if isinstance(holder, dict | list) and isinstance(holder[path[-1]], str):
            holder[path[-1]] = change(holder[path[-1]])

    return changed


def _set(path: KeyPath, value: Any) -> Change:
    def changed(data: Any) -> None:
        value_at(data, path[:-1])[path[-1]] = value

    return changed


def _of_figures(good: Example) -> Iterator[tuple[str, str, KeyPath, Change]]:
    subject = Subject(good.report, good.source, lambda path: bool(good.places.find_loan(path)))
    for trace in subject.traces:
        shown = re.search(r"\d[\d.,]*", trace.shown)
        if trace.verdict is Verdict.EXEMPT or not shown:
            continue
        digits = shown[0]
        last = max(place for place, char in enumerate(digits) if char.isdigit())
        wrong = digits[:last] + str((int(digits[last]) + 3) % 10) + digits[last + 1 :]
        place = "in " + (
            "notes" if trace.path[-1] == "notes" else "an indicator" if trace.pinned else "a text"
        )
        yield f"wrong digit {place}", FIGURES, trace.path, _once(trace.path, digits, wrong)
        if len(digits) > 2 and digits[:2].isdigit() and digits[0] != digits[1]:
            swapped = digits[1] + digits[0] + digits[2:]
            yield "digits swapped", FIGURES, trace.path, _once(trace.path, digits, swapped)
        if trace.pinned and "." not in digits:
            yield "nought too many", FIGURES, trace.path, _once(trace.path, digits, digits + "0")
            yield "point moved", FIGURES, trace.path, _once(trace.path, digits, f"{digits[0]}.{digits[1:]}5")


def _once(path: KeyPath, old: str, new: str) -> Change:
    return _rewrite(path, lambda text: text.replace(old, new, 1))


WORDS = ("余", "近", "约", "more than ", "over ", "nearly ")
SCALES = {"万": "亿", "亿": "万", "million": "thousand", "M": "K"}
UNITS = {
    "名": "次",
    "个": "户",
    "户": "个",
    "元": "美元",
    "%": " pp",
    "miles": "feet",
    "家": "人",
    "公里": "米",
}


def _of_indicators(good: Example) -> Iterator[tuple[str, str, KeyPath, Change]]:
    indicators = list(_indicators(good.report))
    for number, (path, one) in enumerate(indicators):
        if not one.quote:
            continue
        value = (*path, "value")
        for word in WORDS:
            if word in one.value:
                yield "qualifier lost", "qualifier-changed", value, _once(value, word, "")
        if one.value[0].isdigit() and "万" in one.value and "余" not in one.value:
            yield "qualifier added", "qualifier-changed", value, _rewrite(value, lambda text: "近" + text)
        for scale, other in SCALES.items():
            if re.search(rf"\d\s?{scale}", one.value):
                codes = "scale-changed figure-not-in-source"
                yield "scale changed", codes, value, _once(value, scale, other)
        for unit, other in UNITS.items():
            if one.value.endswith(unit) and other not in one.quote:
                codes = "unit-changed scale-changed figure-not-in-source"
                yield "unit changed", codes, value, _set(value, one.value.removesuffix(unit) + other)
        if one.change and one.change.value[0] in "+-":
            turned = {"+": "-", "-": "+"}[one.change.value[0]] + one.change.value[1:]
            place = (*path, "change", "value")
            yield "trend turned round", "trend-reversed", place, _set((*path, "change"), {"value": turned})
        if good.source:
            yield (
                "quote with a word changed",
                "quote-not-in-source",
                (*path, "quote"),
                _rewrite((*path, "quote"), lambda text: text[:4] + "似" + text[5:]),
            )
            yield "quote forgotten", "figure-unpinned", value, _drop((*path, "quote"))
        if one.label:
            yield (
                "value of another indicator",
                f"{FIGURES} qualifier-changed",
                value,
                _set(value, indicators[number - 1][1].value),
            )
            yield (
                "label of something else",
                "label-drift",
                (*path, "label"),
                _set((*path, "label"), "Parking lots" if one.label.isascii() else "停车泊位"),
            )
            yield "two values for one label", "figures-disagree", path, _twin(path, one)


def _indicators(report: Report) -> Iterator[tuple[KeyPath, Any]]:
    from deckgen.content.indicators import indicators_of

    return indicators_of(report)


def _drop(path: KeyPath) -> Change:
    return lambda data: value_at(data, path[:-1]).pop(path[-1])


def _twin(path: KeyPath, one: Any) -> Change:
    named = {"label": one.label, "value": "4711"} | ({"period": one.period} if one.period else {})
    return lambda data: value_at(data, path[:-1]).append(named)


PROMPTS = (
    "TODO", "待补充", "（待核实）", "XX万元", "[insert name]", "单击此处添加标题", "Click to add title", "???",
    "某某单位", "lorem ipsum", "TBD", "数据待补",
)  # fmt: skip


def _of_texts(good: Example) -> Iterator[tuple[str, str, KeyPath, Change]]:
    chinese = good.report.language.startswith("zh")
    paths = [path for path, _ in _prose(good.report)]
    for number, prompt in enumerate(PROMPTS):
        path = paths[number * 3 % len(paths)]
        yield f"left in: {prompt}", "prompt-left", path, _rewrite(path, lambda text, p=prompt: f"{text} {p}")
    for path, text in _prose(good.report)[::3]:
        if chinese:
            yield "half-width comma", "punctuation-mixed", path, _half(path)
            yield "straight quotes", "punctuation-mixed", path, _rewrite(path, _straight)
            yield "Latin word spaced otherwise", "spacing-mixed", path, _rewrite(path, _spaced)
            yield "blank before a comma", "blank-stray", path, _once(path, "，", " ，")
            yield "comma twice", "mark-repeated", path, _once(path, "，", "，，")
            yield "full stop twice", "mark-repeated", path, _once(path, "。", "。。")
        else:
            yield (
                "full-width comma",
                "punctuation-mixed",
                path,
                _rewrite(path, lambda text: re.sub("(?<=[a-z]), ", "，", text, count=1)),
            )
            yield (
                "blank before a comma",
                "blank-stray",
                path,
                _rewrite(path, lambda text: re.sub("(?<=[a-z]), ", " , ", text, count=1)),
            )
            yield "two blanks", "blank-stray", path, _rewrite(path, lambda text: text.replace(" ", "  ", 1))
        yield "quotation never closed", "mark-unpaired", path, _once(path, "”", "")
        yield "quotation never opened", "mark-unpaired", path, _once(path, "“", "")
        yield "bracket never closed", "mark-unpaired", path, _rewrite(path, lambda text: f"{text}（含试点")
        yield (
            "zero-width blank",
            "blank-stray",
            path,
            _rewrite(path, lambda text: text[:3] + "\u200b" + text[3:]),
        )
    if not chinese:
        yield "language forgotten", "language-differs", ("language",), _drop(("language",))
    else:
        yield "language of another report", "language-differs", ("language",), _set(("language",), "en-GB")


def _prose(report: Report) -> list[tuple[KeyPath, str]]:
    subject = Subject(report)
    found = {
        said.path: said.text
        for said in subject.texts
        if said.kind == "prose"
        and len(said.text) > 8
        and said.path[-2:] != ("quote", "text")
        and not {"categories", "series", "columns"} & set(said.path)
    }
    return [(path, text) for path, text in found.items() if _is_written(report, path)]


def _is_written(report: Report, path: KeyPath) -> bool:
    try:
        return isinstance(value_at(as_data(report), path), str)
    except (KeyError, TypeError, IndexError):
        return False


def _half(path: KeyPath) -> Change:
    return _rewrite(
        path, lambda text: re.sub("(?<=[\u4e00-\u9fff])，(?=[\u4e00-\u9fff])", ",", text, count=1)
    )


def _spaced(text: str) -> str:
    return re.sub("([\u4e00-\u9fff])([A-Za-z]{2,})([\u4e00-\u9fff])", r"\1 \2 \3", text, count=1)


def _straight(text: str) -> str:
    return re.sub("“([^“”]*[\u4e00-\u9fff][^“”]*)”", r'"\1"', text, count=1)


def _of_photos(good: Example) -> Iterator[tuple[str, str, KeyPath, Change]]:
    from deckgen.content.sections import bodies_of

    for path, body in bodies_of(good.report):
        for number, photo in enumerate(body.photos):
            place = (*path, "photos", number)
            if photo.image and photo.alt:
                yield "alt forgotten", "photo-undescribed", place, _drop((*place, "alt"))
                yield "alt is a file name", "photo-undescribed", place, _set((*place, "alt"), "IMG_0815.jpg")


def _first_slide(good: Example) -> KeyPath:
    return next(
        ("sections", number, "slides")
        for number, section in enumerate(good.report.sections)
        if section.slides
    )


def _of_charts(good: Example) -> Iterator[tuple[str, str, KeyPath, Change]]:
    slides = _first_slide(good)
    pie = {"type": "pie", "unit": "%", "categories": ["甲", "乙", "丙"], "values": ["40", "35", "20"]}
    stack = {
        "type": "percent-column",
        "unit": "%",
        "categories": ["一", "二"],
        "series": [{"name": "甲", "values": ["40", "60"]}, {"name": "乙", "values": ["60", "45"]}],
    }
    total = {"categories": ["甲", "乙", "合计"], "values": ["3", "4", "8"]}
    series = [{"name": name, "values": [one, "6"]} for name, one in (("甲", "2"), ("乙", "4"), ("合计", "7"))]
    series[2]["values"][1] = "12"
    summed = {"categories": ["一", "二"], "series": series}
    charts = {
        "shares of a pie": ("shares-incomplete", pie),
        "shares of a column": ("shares-incomplete", stack),
        "total among categories": ("total-wrong", total),
        "total among series": ("total-wrong", summed),
    }
    for kind, (code, chart) in charts.items():
        yield kind, code, (*slides, 0, "chart"), _add(slides, {"title": "新增一页", "chart": chart})
    ring = next((one for _, one in _indicators(good.report) if one.label and not one.period), None)
    if ring:
        slide = {"title": "新增一页", "chart": {"value": "12.3%", "label": ring.label}}
        yield "ring says otherwise", "figures-disagree", (*slides, 0, "chart"), _add(slides, slide)


def _add(slides: KeyPath, slide: Any) -> Change:
    """A further slide at the end of the section; everything else keeps its place."""
    return lambda data: value_at(data, slides).append(slide)


def _of_tables(good: Example) -> Iterator[tuple[str, str, KeyPath, Change]]:
    from deckgen.content.sections import bodies_of

    slides = _first_slide(good)
    rows = [["甲", "12", "9", "21"], ["乙", "3", "4", "7"], ["合计", "15", "13", "28"]]
    for row, column in ((2, 1), (2, 2), (2, 3), (0, 3), (1, 3)):
        wrong = copy.deepcopy(rows)
        wrong[row][column] = str(int(wrong[row][column]) + 90)
        table = {"columns": ["乡镇", "男", "女", "合计"], "rows": wrong, "total": True}
        kind = "total of a row" if row < 2 else "total of a column"
        yield kind, "total-wrong", (*slides, 0), _add(slides, {"title": "新增一页", "table": table})
    for path, body in bodies_of(good.report):
        if body.table and body.table.total and not good.places.find_loan((*path, "table", "rows", 0, 0)):
            last = len(body.table.rows) - 1
            for column, cell in enumerate(body.table.rows[last]):
                if re.fullmatch(r"[\d.,]+", cell.text):
                    place = (*path, "table", "rows", last, column, "text")
                    yield (
                        "total of the report's own table",
                        "total-wrong",
                        place,
                        _set(place, f"9{cell.text}"),
                    )
