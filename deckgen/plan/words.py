"""The few words that deckgen itself puts on a slide, per language."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class ChartWords:
    """How charts are spoken of, in captions and in the descriptions made from their data."""

    kinds: Mapping[str, str]
    caption: str
    """Takes what is counted, and the unit."""
    unit: str
    second_axis: str
    combined: str
    total: str
    rest: str
    """The other part of a share."""
    opening: str
    """Takes the kind of chart and what it counts."""
    value: str
    row: str
    """Takes a series' name and what is said of it."""
    extremes: str
    """Takes the categories and values of the highest and the lowest point."""
    span: str
    """Takes the number of categories, the first and the last."""
    comma: str
    stop: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words and patterns of one language. Patterns take `{}`."""

    opening: str
    agenda: str
    highlights: str
    closing: str
    continued: str
    continued_again: str
    """Takes the number of the page within its slide."""
    against: str
    target: str
    credit: str
    rank: str
    streak: str
    growth: str
    decline: str
    step: str
    low: str
    high: str
    """The ends of an axis whose ends have no words of their own."""
    axis: str
    """Takes an axis' name and what a quadrant is along it."""
    given: str
    """Takes who gave an award."""
    appendix: str
    appendix_part: str
    """Takes the part's letter."""
    topics: Mapping[str, str]
    """What a slide of only that is about, in its title; `all` for everything else."""
    draft: str
    """Behind the content of every slide of a draft."""
    sources: str
    """Above the sentences that a slide's figures come from, in its notes."""
    part: str
    """Takes the number of a section and that of all sections."""
    page_of: str
    """What stands after the page number; takes the number of pages."""
    between_lead_and_text: str
    between_texts: str
    """Between a lead that ends in a mark of its own and its text."""
    table: str
    """Takes the number of rows and of columns."""
    charts: ChartWords


CHINESE_CHARTS = ChartWords(
    kinds={
        "column": "柱形图",
        "stacked-column": "堆积柱形图",
        "percent-column": "百分比堆积柱形图",
        "bar": "条形图",
        "stacked-bar": "堆积条形图",
        "percent-bar": "百分比堆积条形图",
        "ranking": "排名条形图",
        "line": "折线图",
        "area": "面积图",
        "pie": "饼图",
        "doughnut": "圆环图",
        "share": "占比圆环",
    },
    caption="{}（{}）",
    unit="单位：{}",
    second_axis="右轴",
    combined="柱线组合图",
    total="合计",
    rest="其余",
    opening="{}：{}",
    value="{} {}",
    row="{}：{}",
    extremes="最高 {} {}，最低 {} {}",
    span="共{}项，从{}到{}",
    comma="，",
    stop="。",
)

TRADITIONAL_CHINESE_CHARTS = ChartWords(
    kinds={
        "column": "直條圖",
        "stacked-column": "堆疊直條圖",
        "percent-column": "百分比堆疊直條圖",
        "bar": "橫條圖",
        "stacked-bar": "堆疊橫條圖",
        "percent-bar": "百分比堆疊橫條圖",
        "ranking": "排名橫條圖",
        "line": "折線圖",
        "area": "區域圖",
        "pie": "圓形圖",
        "doughnut": "環圈圖",
        "share": "占比圓環",
    },
    caption="{}（{}）",
    unit="單位：{}",
    second_axis="右軸",
    combined="直條折線組合圖",
    total="合計",
    rest="其餘",
    opening="{}：{}",
    value="{} {}",
    row="{}：{}",
    extremes="最高 {} {}，最低 {} {}",
    span="共{}項，從{}到{}",
    comma="，",
    stop="。",
)

ENGLISH_CHARTS = ChartWords(
    kinds={
        "column": "Column chart",
        "stacked-column": "Stacked column chart",
        "percent-column": "100% stacked column chart",
        "bar": "Bar chart",
        "stacked-bar": "Stacked bar chart",
        "percent-bar": "100% stacked bar chart",
        "ranking": "Ranking",
        "line": "Line chart",
        "area": "Area chart",
        "pie": "Pie chart",
        "doughnut": "Doughnut chart",
        "share": "Progress ring",
    },
    caption="{} ({})",
    unit="Unit: {}",
    second_axis="right axis",
    combined="Columns and line",
    total="Total",
    rest="Rest",
    opening="{}: {}",
    value="{}: {}",
    row="{}: {}",
    extremes="highest {} ({}), lowest {} ({})",
    span="{} values from {} to {}",
    comma=", ",
    stop=". ",
)

CHINESE = Words(
    opening="封面与概览",
    agenda="目录",
    highlights="数说成效",
    closing="谢谢",
    continued="（续）",
    continued_again="（续{}）",
    against="较{}",
    target="目标 {}",
    credit="摄影：{}",
    rank="位次",
    streak="连续",
    growth="增幅",
    decline="降幅",
    step="第{}步",
    low="低",
    high="高",
    axis="{}：{}",
    given="{}授予",
    appendix="附录",
    appendix_part="附录 {}",
    topics={"indicators": "主要数字", "photos": "现场图片", "all": "工作情况"},
    draft="草稿",
    sources="数据来源：",
    part="第{}部分，共{}部分",
    page_of=" / {}",
    between_lead_and_text="：",
    between_texts="",
    table="表格，{}行{}列",
    charts=CHINESE_CHARTS,
)

TRADITIONAL_CHINESE = Words(
    opening="封面與概覽",
    agenda="目錄",
    highlights="數說成效",
    closing="謝謝",
    continued="（續）",
    continued_again="（續{}）",
    against="較{}",
    target="目標 {}",
    credit="攝影：{}",
    rank="位次",
    streak="連續",
    growth="增幅",
    decline="降幅",
    step="第{}步",
    low="低",
    high="高",
    axis="{}：{}",
    given="{}頒授",
    appendix="附錄",
    appendix_part="附錄 {}",
    topics={"indicators": "主要數字", "photos": "現場圖片", "all": "工作情況"},
    draft="草稿",
    sources="資料來源：",
    part="第{}部分，共{}部分",
    page_of=" / {}",
    between_lead_and_text="：",
    between_texts="",
    table="表格，{}列{}欄",
    charts=TRADITIONAL_CHINESE_CHARTS,
)

ENGLISH = Words(
    opening="Opening",
    agenda="Contents",
    highlights="At a glance",
    closing="Thank you",
    continued=" (cont.)",
    continued_again=" (cont. {})",
    against="vs {}",
    target="Target {}",
    credit="Photo: {}",
    rank="Rank",
    streak="Streak",
    growth="Growth",
    decline="Decrease",
    step="Step {}",
    low="low",
    high="high",
    axis="{}: {}",
    given="Awarded by {}",
    appendix="Appendix",
    appendix_part="Appendix {}",
    topics={"indicators": "key figures", "photos": "in pictures", "all": "an overview"},
    draft="DRAFT",
    sources="Sources:",
    part="Part {} of {}",
    page_of=" / {}",
    between_lead_and_text=": ",
    between_texts=" ",
    table="Table, {} rows by {} columns",
    charts=ENGLISH_CHARTS,
)

TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def words_of(language: str) -> Words:
    """The words for a language tag; languages deckgen has no words for get the English ones."""
    tag = language.lower()
    if tag.startswith(TRADITIONAL):
        return TRADITIONAL_CHINESE
    return CHINESE if tag.split("-")[0] == "zh" else ENGLISH
