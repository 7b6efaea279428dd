"""A headline in, balanced lines out, broken where the phrase allows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Protocol

from deckgen.fit.breaking import ROUNDING, Measured, next_start
from deckgen.fit.sense import Lines, Rooms, is_orphan, refused_starts, sensible_lines

MOST_LINES = 4
"""A headline of more lines than this is prose and set as such."""

DOUBT = 0.1
"""A headline's line start is left to the program only if lines this much wider would start there too."""

PUNCTUATION = 0.0
SPACE = 0.03
PHRASE = 0.25
AFTER_WORD = 0.15
DOUBTFUL = 0.7
WITHIN_PHRASE = 1.6
WITHIN_WORD = 3.0
"""What a line start costs by the place it parts. Lines of 2:1 instead of 1:1 cost 0.22."""

LONE_WORD = 0.8
"""What it costs to leave one short word on a line of its own."""

PAUSES = frozenset("，、：；。！？—…,;:）》”」|｜·")
OPENERS = frozenset("（《“「—")
CLINGING = frozenset("的地得了着过之们等性化式者率度感")
"""Characters that belong to the word before them: no line starts with one."""
LINKING = frozenset("和与及或并而以向为在对从把将让使由被于不最更各全")
"""Characters that lead on to the next word: no line ends with one."""
LEADING = ("和", "与", "及", "并", "以及", "暨", "更加", "而", "让", "为", "以", "在", "推动", "助力", "促进")

LEANING = """
    a an the of in on at to for from by with and or nor but as into per than via its our their is are was
    were be it we they he she you that which who
"""
"""English words that no line ends with."""

WORDS = """
    妇女 女性 女工 儿童 少年 青年 家庭 家教 家风 家政 社会 社区 组织 基层 干部 群众 人民 人才
    学生 教育 培训 培养 政治 思想 引领 理论 宣讲 信念 坚定 坚持 工作 报告 回眸 总结 发展 建设
    改革 创新 创业 就业 贷款 资金 项目 产业 行业 企业 经济 科技 科学 技术 数字 数据 平台 服务
    保障 制度 机制 体系 政策 法律 法治 维权 权益 关爱 健康 安全 幸福 获得 生活 文明 文化 价值
    核心 主义 推进 推动 促进 提升 提高 增强 深化 深入 完善 落实 实施 开展 举办 打造 构建 覆盖
    巩固 拓展 全面 持续 更加 充实 有力 有效 成效 成果 成就 成长 增长 增速 同比 环比 目标 任务
    指标 计划 规划 行动 活动 案例 示范 典型 榜样 模范 先进 品牌 阵地 乡村 振兴 农村 农民 农业
    城市 城乡 全省 全市 全国 全球 江西 中国 国家 国际 时代 世界 市场 客户 用户 营收 利润 收入
    成本 投资 融资 研发 生产 制造 质量 品质 效率 效益 能力 水平 管理 运营 治理 战略 团队 员工
    人员 责任 环境 绿色 低碳 能源 生态 医疗 医院 学校 高校 毕业 公益 救助 困难 帮扶 结对 志愿
    联合 部门 合作 交流 开放 统战 联谊 高质 现代 精神 奋斗 贡献 力量 大局 中心 围绕 强化 注重
    抓实 迈出 步伐 铿锵 巾帼 芳华 建功 立业 最美 美好 重点 重大 重要 突破 领先 第一 获评 累计
    新增 惠及 带动 发放 建成 建立 设立 基地 基础 设施 工程 专项 专业 综合 协同 统筹 优化 结构
    转型 升级 智能 网络 媒体 传播
"""
"""Words of reports that a phrase model is known to cut or might: no line ends inside one."""

_LEANING = frozenset(LEANING.split())
_WORDS = frozenset(WORDS.split())


class PhraseParser(Protocol):
    def parse(self, sentence: str) -> list[str]: ...


@cache
def _parser() -> PhraseParser:
    import budoux

    parser: PhraseParser = budoux.load_default_simplified_chinese_parser()
    return parser


def headline_lines(measured: Measured, rooms: Rooms) -> Lines:
    """As few lines as the width allows, about equally long, each a phrase as far as possible."""
    plain = sensible_lines(measured, rooms)
    if not 1 < len(plain.starts) <= MOST_LINES:
        return plain
    starts = _balanced(measured, rooms, len(plain.starts), refused_starts(measured, rooms.rest))
    if starts is None:
        return plain
    return Lines(starts, _needing_force(measured, rooms, starts))


def _needing_force(measured: Measured, rooms: Rooms, starts: Sequence[int]) -> set[int]:
    """The line starts that the strict and the generous program would not both choose by themselves."""
    forced, wider = set(), rooms.loose(DOUBT)
    for number, (at, following) in enumerate(pairwise(starts)):
        which = min(number, 1)
        tight = next_start(measured, at, rooms[which])
        loose = next_start(measured.loose, at, wider[which])
        if not tight == loose == following:
            forced.add(following)
    return forced


def _balanced(measured: Measured, rooms: Rooms, count: int, refused: frozenset[int]) -> list[int] | None:
    """The cheapest way to set the text in `count` lines, or None if only a cut word makes them."""
    end = len(measured.text)
    costs = break_costs(measured.text)
    places = [place for place in measured.starts[:-1] if place not in refused]
    target = measured.right[-1] / count
    best: dict[int, tuple[float, list[int]]] = {0: (0.0, [0])}
    for line in range(count):
        room = rooms[min(line, 1)] + ROUNDING
        ahead: dict[int, tuple[float, list[int]]] = {}
        for place in places if line < count - 1 else [end]:
            options = [
                (cost + _line_cost(measured, start, place, target) + costs.get(place, 0.0), starts)
                for start, (cost, starts) in best.items()
                if start < place and measured.width(start, place) <= room
            ]
            if options:
                cost, starts = min(options)
                ahead[place] = (cost, [*starts, place])
        best = ahead
    return best[end][1][:-1] if end in best else None


def _line_cost(measured: Measured, start: int, end: int, target: float) -> float:
    text = measured.text[start:end].strip()
    lone = LONE_WORD if " " not in text and len(text) < 12 and text.isascii() else 0.0
    orphan = WITHIN_WORD if is_orphan(text, 0) else 0.0
    return (measured.width(start, end) / target - 1) ** 2 + lone + orphan


@lru_cache(maxsize=256)
def break_costs(text: str) -> Mapping[int, float]:
    """What it costs to start a line at each place; the phrase model is asked for Chinese text only."""
    boundaries = dict(_phrase_boundaries(text)) if not text.isascii() else {}
    words = _places_within_words(text)
    return {place: _cost(text, place, boundaries, words) for place in range(1, len(text))}


def _cost(text: str, place: int, boundaries: Mapping[int, float], words: frozenset[int]) -> float:
    before, after = text[:place].rstrip(), text[place:]
    if not before or before[-1] in PAUSES or after[0] in OPENERS:
        return PUNCTUATION
    if text[place - 1].isspace():
        return SPACE + (DOUBTFUL if _last_word(before) in _LEANING else 0.0)
    if place in words:
        return WITHIN_WORD
    if after[0] in CLINGING or before[-1] in LINKING:
        return WITHIN_PHRASE
    if before[-1] in "的地" or after.startswith(LEADING):
        return AFTER_WORD
    return boundaries.get(place, WITHIN_PHRASE)


def _last_word(text: str) -> str:
    return text.rsplit(None, 1)[-1].casefold()


def _phrase_boundaries(text: str) -> Iterator[tuple[int, float]]:
    """Boundaries of the phrase model; one beside a fragment of a single character is not to be trusted."""
    at = 0
    for before, after in pairwise(_parser().parse(text)):
        at += len(before)
        fragment = (len(before) == 1 and before not in CLINGING) or len(after) == 1
        yield at, DOUBTFUL if fragment else PHRASE


_PAIRS = re.compile("(?=(..))", re.DOTALL)


def _places_within_words(text: str) -> frozenset[int]:
    return frozenset(match.start() + 1 for match in _PAIRS.finditer(text) if match[1] in _WORDS)
