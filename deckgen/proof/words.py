"""The words of the page, in the report's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from deckgen.check.comparing import Verdict
from deckgen.diagnostics import Severity
from deckgen.proof.names import CHINESE_NAMES
from deckgen.proof.sayings import hint_in_chinese, in_chinese


@dataclass(frozen=True, slots=True)
class Words:
    """Words and patterns of one language. Patterns take `{}`."""

    heading: str
    good: str
    warned: str
    bad: str
    severities: Mapping[Severity, str]
    slides: str
    borne_out: str
    of: str
    pending: str
    faulty: str
    """Takes the number of errors."""
    awaited: str
    """Takes the number of photos to come."""
    again: str
    """Takes the number of a finding."""
    figures: str
    figures_none: str
    exempt: str
    columns: tuple[str, str, str, str]
    verdicts: Mapping[Verdict, str]
    pinned: str
    nothing_said: str
    kinds: Mapping[Severity, str]
    """The same as `severities`, of one finding."""
    on_slides: str
    slide: str
    marked_slides: str
    clean_slides: str
    all_slides: str
    comma: str
    picture: str
    outline: str
    hidden: str
    no_pictures: str
    elsewhere: str
    to_come: str
    hint: str
    fixable: str
    line: str
    made_by: str
    dash: str
    colon: str
    names: Mapping[str, str]
    """What findings are called, by code."""
    message: Callable[[str], str] = str
    """What a finding says, in this language."""
    advice: Callable[[str], str] = str


CHINESE = Words(
    heading="交付检查报告",
    good="可以交付",
    warned="可以交付，有提醒",
    bad="暂不能交付",
    severities={Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "说明"},
    slides="幻灯片",
    borne_out="数字与原文相符",
    of="{}/{}",
    pending="待补照片",
    faulty="有 {} 处错误须先改正",
    awaited="尚待补照片 {} 张",
    again="同第 {} 条意见，本页也有",
    figures="数字逐一核对",
    figures_none="报告没有写明数字的出处（source 或 quote），未能核对。",
    exempt="另有 {} 处年份、日期、序号、文号、名称中的数字及取自数据文件的数字，无须核对。",
    columns=("幻灯片上的数字", "所在页", "核对结果", "原文"),
    verdicts={
        Verdict.EXACT: "一致",
        Verdict.EQUAL: "一致，写法不同",
        Verdict.DERIVED: "由所列数字算出",
        Verdict.TREND: "升降相反",
        Verdict.QUALIFIER: "“余”“近”等有出入",
        Verdict.UNIT: "单位有出入",
        Verdict.SCALE: "数量级有出入",
        Verdict.ELSEWHERE: "不在所引句中",
        Verdict.ABSENT: "原文没有",
        Verdict.MISDERIVED: "与所列算式不符",
    },
    pinned="已对照所引原句",
    nothing_said="原文中没有找到",
    kinds={Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.NOTE: "说明"},
    on_slides="第 {} 页",
    slide="第 {} 页",
    marked_slides="有检查意见的幻灯片",
    clean_slides="没有检查意见的幻灯片",
    all_slides="全部幻灯片",
    comma="、",
    picture="第 {} 页的画面：{}",
    outline="第 {} 页的版面示意：{}",
    hidden="隐藏",
    no_pictures="本机没有安装 LibreOffice，因此只画出版面示意，不含实际画面。",
    elsewhere="其他检查意见",
    to_come="待补照片",
    hint="建议",
    fixable="可用 deckgen check --fix 自动改正",
    line="报告第 {} 行",
    made_by="由 deckgen {} 检查",
    dash="——",
    colon="：",
    names=CHINESE_NAMES,
    message=in_chinese,
    advice=hint_in_chinese,
)
ENGLISH = Words(
    heading="Delivery check",
    good="Ready to deliver",
    warned="Ready to deliver, with warnings",
    bad="Not ready to deliver",
    severities={Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.NOTE: "Notes"},
    slides="Slides",
    borne_out="Figures borne out",
    of="{} of {}",
    pending="Photos to come",
    faulty="errors to put right first: {}",
    awaited="photos to come: {}",
    again="the same as finding {}, shown here, too",
    figures="Every figure, held against its source",
    figures_none="The report names no source for its figures (`source` or `quote`); none was held against one.",
    exempt="{} more need no source: years, dates, ordinals, numbers in names, and values of data files.",
    columns=("Figure on the slide", "Where", "Verdict", "In the source"),
    verdicts={
        Verdict.EXACT: "Exact",
        Verdict.EQUAL: "Equal, spelt otherwise",
        Verdict.DERIVED: "Follows from others",
        Verdict.TREND: "Trend reversed",
        Verdict.QUALIFIER: "Qualifier changed",
        Verdict.UNIT: "Unit changed",
        Verdict.SCALE: "Scale changed",
        Verdict.ELSEWHERE: "Not in the quoted sentence",
        Verdict.ABSENT: "Not in the source",
        Verdict.MISDERIVED: "Does not follow",
    },
    pinned="held against the quoted sentence",
    nothing_said="Not found in the source",
    kinds={Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.NOTE: "Note"},
    on_slides="slide {}",
    slide="Slide {}",
    marked_slides="Slides with findings",
    clean_slides="Slides without findings",
    all_slides="All slides, without a finding",
    comma=", ",
    picture="Picture of slide {}: {}",
    outline="Outline of slide {}: {}",
    hidden="hidden",
    no_pictures="LibreOffice is not installed here: the slides are shown as outlines, without pictures.",
    elsewhere="Other findings",
    to_come="Photos to come",
    hint="Hint",
    fixable="deckgen check --fix puts it right",
    line="line {} of the report",
    made_by="Checked with deckgen {}",
    dash="–",
    colon=": ",
    names={},
)


def words_of(language: str) -> Words:
    return CHINESE if language.lower().startswith("zh") else ENGLISH
