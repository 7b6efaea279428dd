"""The few words that deckgen itself puts on a slide, per language."""

from __future__ import annotations

from dataclasses import dataclass


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
    between_lead_and_text: str
    between_texts: str
    """Between a lead that ends in a mark of its own and its text."""


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
    between_lead_and_text="：",
    between_texts="",
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
    between_lead_and_text="：",
    between_texts="",
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
    between_lead_and_text=": ",
    between_texts=" ",
)

TRADITIONAL = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")


def words_of(language: str) -> Words:
    """The words for a language tag; languages deckgen has no words for get the English ones."""
    tag = language.lower()
    if tag.startswith(TRADITIONAL):
        return TRADITIONAL_CHINESE
    return CHINESE if tag.split("-")[0] == "zh" else ENGLISH
