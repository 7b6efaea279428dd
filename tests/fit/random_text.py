"""Texts such as reports hold, made up at random: Chinese, English and mixed."""

from __future__ import annotations

import random

CHINESE = (
    "全省各级妇联组织深入学习贯彻重要论述团结带领广大妇女围绕中心服务大局以豪情气概勇立时代潮头为经济社会发展作出贡献"
    "推动高校毕业生留赣就业创业累计发放贷款联合有关部门举办专场招聘会推广灵活就业模式促进基层治理"
)
WORDS = """
    The board reviewed revenue growth across all regions and approved investment in digital services while
    costs fell by operating margin improved to year-on-year customers employees satisfaction programme
    sustainability internationalisation e.g. low-carbon state-of-the-art reporting a of in WAVE Avatar
"""
ENGLISH = WORDS.split()
QUANTITIES = """
    205.78亿元 3万余场 近12万名 96.9% 2.5万个 3100余场(次) $1,234.5M +3.2pp
    1/3 2023年 18.5 COVID-19 V2.0
"""
FIGURES = QUANTITIES.split()
BETWEEN = ["，"] * 8 + ["。", "、", "、", "；", "：", "——", "…", " ", "", "", "", "！", "·"]
NAMES = ["“最美家庭”", "《条例》", "（试点）", "“创新创业巾帼行动”", "「示范」", "(pilot)", "“双创”"]
ODD = ["https://www.example.org/reports/2025/annual-report?section=finance&page=12", "Donaudampfschiff" * 5]


def chinese(dice: random.Random, length: int) -> str:
    start = dice.randrange(len(CHINESE) - 1)
    return (CHINESE * 2)[start : start + length]


def random_text(dice: random.Random, kind: str, pieces: int) -> str:
    """`pieces` phrases of `kind`: zh, mixed, en or odd."""
    if kind == "en":
        words = [
            dice.choice(ENGLISH) + dice.choice(["", "", "", "", ",", ".", ";"]) for _ in range(pieces * 4)
        ]
        return " ".join(words)
    parts = []
    for _ in range(pieces):
        parts.append(chinese(dice, dice.randint(1, 12)))
        if kind != "zh":
            parts.append(dice.choice([*FIGURES, *ENGLISH, *NAMES]) if dice.random() < 0.7 else "")
        elif dice.random() < 0.2:
            parts.append(dice.choice(NAMES))
        if kind == "odd" and dice.random() < 0.3:
            parts.append(dice.choice(ODD))
        parts.append(dice.choice(BETWEEN))
    return "".join(parts).strip() or "空"
