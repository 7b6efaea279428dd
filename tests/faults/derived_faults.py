"""Single faults of figures that follow from others, and of names that the glossary knows."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from deckgen.check.reports import check_report
from deckgen.check.source import Source
from deckgen.content.loading import load_report
from deckgen.diagnostics import Diagnostic, KeyPath, Sink
from tests.faults.report_faults import value_at

SOURCE = """\
服务覆盖334万名村民，还有12万名居民。全年发放贷款90亿元，上年发放贷款80亿元。帮助12户脱困家庭，登记在册334户家庭。
开展宣讲3万余场，开展培训2万余场。今年合格率96.9%，去年合格率95.1%。培育企业90家，培育合作社60家，培育协会30家。
"""


def told(value: str, label: str, quote: str, id_: str, **more: Any) -> dict[str, Any]:
    return {"id": id_, "value": value, "label": label, "quote": quote, **more}


GROWTH = {"value": "12.5%", "direction": "up", "derived": {"growth": ["loans", "80亿元"]}}
INDICATORS: list[list[dict[str, Any]]] = [
    [
        told("334万名", "覆盖村民", "服务覆盖334万名村民", "villagers"),
        told("12万名", "覆盖居民", "还有12万名居民", "residents"),
        {"value": "346万名", "label": "覆盖总人数", "derived": {"sum": ["villagers", "residents"]}},
    ],
    [
        told("90亿元", "发放贷款", "全年发放贷款90亿元", "loans", change=GROWTH),
        told("12户", "脱困家庭", "帮助12户脱困家庭", "helped"),
        told("334户", "在册家庭", "登记在册334户家庭", "listed"),
        {"value": "3.6%", "label": "脱困占比", "derived": {"share": ["helped", "listed"]}},
    ],
    [
        told("3万余场", "开展宣讲", "开展宣讲3万余场", "talks"),
        told("2万余场", "开展培训", "开展培训2万余场", "courses"),
        {"value": "5万余场", "label": "活动总数", "derived": {"sum": ["talks", "courses"]}},
    ],
    [
        told("96.9%", "今年合格率", "今年合格率96.9%", "now"),
        told("95.1%", "去年合格率", "去年合格率95.1%", "before"),
        {"value": "1.8个百分点", "label": "合格率提高", "derived": {"difference": ["now", "before"]}},
    ],
    [
        told("90家", "培育企业", "培育企业90家", "firms"),
        told("60家", "培育合作社", "培育合作社60家", "unions"),
        told("30家", "培育协会", "培育协会30家", "clubs"),
        {"value": "60家", "label": "平均每类", "derived": {"average": ["firms", "unions", "clubs"]}},
        {"value": "1.5倍", "label": "企业与合作社之比", "derived": {"ratio": ["firms", "unions"]}},
    ],
]
GLOSSARY = [
    {"right": "江西省妇女联合会", "wrong": ["江西妇女联合会", "江西省妇联会"]},
    "赣鄱红色娘子军",
    {"right": "Harrowbeck Rivers Trust", "wrong": ["Harrow Beck Trust"]},
]
PLACES: dict[str, Any] = {
    "a title": {"title": "NAME的工作"},
    "a statement": {"title": "好", "statement": "这是NAME的工作"},
    "an achievement": {"title": "好", "achievements": [{"lead": "NAME牵头", "text": "全省联动"}, "好"]},
    "a caption": {"title": "好", "photos": [{"caption": "NAME走进乡村"}]},
    "notes": {"title": "好", "statement": "好", "notes": "下面介绍NAME的工作"},
    "a label": {
        "title": "好",
        "indicators": [{"value": "90家", "label": "NAME培育企业", "quote": "培育企业90家"}],
    },
    "a cell": {
        "title": "好",
        "table": {"columns": ["单位", "工作"], "rows": [["NAME", "宣讲"], ["其他", "培训"]]},
    },
    "a category": {"title": "好", "chart": {"categories": ["NAME", "其他"], "values": ["90家", "60家"]}},
    "a milestone": {
        "title": "好",
        "milestones": [{"when": "春", "text": "NAME成立"}, {"when": "秋", "text": "好"}],
    },
    "a quotation": {"title": "好", "quote": {"text": "感谢大家", "by": "NAME代表"}},
}
NAMES = {
    "江西省妇女联合会": (
        "江西妇女联合会",
        "江西省妇联会",
        "江西省妇女联谊会",
        "江西省女联合会",
        "江西省妇女联合社会",
    ),
    "赣鄱红色娘子军": ("赣鄱红色娘子队", "赣鄱红娘子军", "赣郡红色娘子军"),
    "Harrowbeck Rivers Trust": ("Harrow Beck Trust", "Harowbeck Rivers Trust", "Harrowbeck River Trust"),
}


class MadeFault(NamedTuple):
    """One of `codes` is to be found in the report of `data`, held against `source`."""

    kind: str
    codes: frozenset[str]
    data: Any
    source: str = SOURCE

    def is_found(self) -> bool:
        return any(one.code.name in self.codes for one in findings(self.data, self.source))


def findings(data: Any, source: str = SOURCE) -> Iterator[Diagnostic]:
    sink = Sink()
    report = load_report(json.dumps(data, ensure_ascii=False).encode(), "report.yaml", sink)
    check_report(report, Source("source.txt", source), sink)
    return iter(sink)


def derived_report() -> dict[str, Any]:
    slides = [
        {"title": f"第{number}页", "indicators": copy.deepcopy(ones)}
        for number, ones in enumerate(INDICATORS)
    ]
    return {"title": "报告", "sections": [{"title": "一", "slides": slides}]}


def named_report(place: str, name: str) -> dict[str, Any]:
    slide = json.loads(json.dumps(PLACES[place], ensure_ascii=False).replace("NAME", name))
    return {"title": "报告", "glossary": GLOSSARY, "sections": [{"title": "一", "slides": [slide]}]}


def made_faults() -> Iterator[MadeFault]:
    yield from _of_derived()
    yield from _of_names()


WRONG = frozenset(["derived-wrong", "derived-rounded"])
OTHER_WAYS = {
    "sum": "difference",
    "difference": "sum",
    "share": "difference",
    "average": "sum",
    "ratio": "difference",
    "growth": "share",
}


def _of_derived() -> Iterator[MadeFault]:
    for path, one in _derived(derived_report()):
        ways = one["derived"]
        way, operands = next(iter(ways.items()))
        yield _changed(
            f"result of {way} miscounted", path, lambda one: one | {"value": _miscounted(one["value"])}
        )
        yield _changed(
            f"{way} is {OTHER_WAYS[way]}",
            path,
            lambda one, w=way, o=operands[:2]: one | {"derived": {OTHER_WAYS[w]: o}},
        )
        for place, operand in enumerate(operands):
            others = [*operands]
            others[place] = "now" if operand in ("loans", "firms", "unions", "clubs") else "firms"
            yield _changed(
                f"{way} with another operand", path, lambda one, w=way, o=others: one | {"derived": {w: o}}
            )
            if isinstance(operand, str) and operand.isascii():
                yield _updated(f"operand of {way} updated alone", operand)
        if way in ("share", "growth", "ratio"):
            turned = operands[::-1]
            yield _changed(
                f"{way} turned round", path, lambda one, w=way, t=turned: one | {"derived": {w: t}}
            )
    for old, new in (
        ("346万名", "近346万名"), ("346万名", "346万元"), ("346万名", "346亿名"), ("346万名", "346名"),
        ("5万余场", "5万场"), ("5万余场", "近5万场"), ("5万余场", "超过6万场"), ("1.8个百分点", "1.8%"),
        ("1.5倍", "1.5%"), ("3.6%", "36%"), ("3.6%", "3.6‰"), ("60家", "60户"),
    ):  # fmt: skip
        paths = [path for path, one in _derived(derived_report()) if one["value"] == old]
        yield _changed(f"{old} as {new}", paths[0], lambda one, n=new: one | {"value": n})
    change = next(path for path, one in _derived(derived_report()) if "direction" in one)
    yield _changed("growth that falls", change, lambda one: one | {"direction": "down"})
    literal = {"derived": {"growth": ["loans", "70亿元"]}, "value": "28.6%"}
    yield _changed("operand that the source lacks", change, lambda one: one | literal, "figure-not-in-source")
    alone = {"value": "346万名", "label": "覆盖总人数"}
    total = next(path for path, one in _derived(derived_report()) if one["value"] == "346万名")
    yield _changed("derivation forgotten", total, lambda _: alone, "figure-not-in-source")


def _changed(kind: str, path: KeyPath, change: Callable[[Any], Any], code: str | None = None) -> MadeFault:
    data = derived_report()
    holder = value_at(data, path[:-1])
    holder[path[-1]] = change(holder[path[-1]])
    return MadeFault(kind, frozenset([code]) if code else WRONG, data)


def _updated(kind: str, id_: str) -> MadeFault:
    """The operand changes everywhere, in the source too; what follows from it stays."""
    data, source = derived_report(), SOURCE
    for slide in data["sections"][0]["slides"]:
        for one in slide["indicators"]:
            if one.get("id") == id_:
                quote, value = one["quote"], _shifted(one["value"])
                one["quote"] = quote.replace(one["value"], value)
                source = source.replace(quote, one["quote"])
                one["value"] = value
    return MadeFault(kind, WRONG, data, source)


def _miscounted(value: str) -> str:
    last = max(place for place, char in enumerate(value) if char.isdigit())
    return value[:last] + str((int(value[last]) + 3) % 10) + value[last + 1 :]


def _shifted(value: str) -> str:
    """With a first digit that changes the value much."""
    first = next(place for place, char in enumerate(value) if char.isdigit())
    return value[:first] + str((int(value[first]) + 4) % 9 + 1) + value[first + 1 :]


def _derived(data: Any) -> Iterator[tuple[KeyPath, Any]]:
    for number, slide in enumerate(data["sections"][0]["slides"]):
        for place, one in enumerate(slide["indicators"]):
            path = ("sections", 0, "slides", number, "indicators", place)
            if "derived" in one:
                yield path, one
            if "derived" in one.get("change", {}):
                yield (*path, "change"), one["change"]


def _of_names() -> Iterator[MadeFault]:
    for place in PLACES:
        for wrongs in NAMES.values():
            for wrong in wrongs:
                codes = frozenset(["name-misspelt", "name-doubtful"])
                yield MadeFault(f"{wrong} in {place}", codes, named_report(place, wrong))
