"""Language tags: whether one names a language, and which was meant."""

from __future__ import annotations

_PAIRS = (
    "aaabaeafakamanarasavayazbabebgbibmbnbobrbscacechcocrcscucvcydadedvdzeeeleneoeseteufafffifjfofrfygagd"
    "glgngugvhahehihohrhthuhyhziaidieigiiikioisitiujajvkakgkikjkkklkmknkokrkskukvkwkylalblglilnloltlulvmg"
    "mhmimkmlmnmrmsmtmynanbndnengnlnnnonrnvnyocojomorospapiplpsptqurmrnrorurwsascsdsesgsiskslsmsnsosqsrss"
    "stsusvswtatetgthtitktltntotrtstttwtyugukuruzvevivowawoxhyiyozazhzu"
)
_TWO_LETTERS = frozenset(_PAIRS[n : n + 2] for n in range(0, len(_PAIRS), 2))
_MEANT = {
    "cn": "zh-CN",
    "chinese": "zh-CN",
    "中文": "zh-CN",
    "汉语": "zh-CN",
    "英文": "en-GB",
    "english": "en-GB",
    "us": "en-US",
    "gb": "en-GB",
    "jp": "ja",
}
_RIGHT_TO_LEFT = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ps", "sd", "ug", "ur", "yi"])
HINT = "write a tag such as `zh-CN` or `en-GB`"


def find_language_hint(tag: str) -> str | None:
    """What to write instead, or None where the tag is sound."""
    subtags = tag.split("-")
    language = subtags[0].lower()
    sound = all(part.isascii() and part.isalnum() and len(part) <= 8 for part in subtags)
    if sound and (language in _TWO_LETTERS or (len(language) == 3 and language.isalpha())):
        return None
    meant = _MEANT.get(tag.lower()) or _MEANT.get(language)
    if meant is None and "_" in tag:
        meant = tag.replace("_", "-")
    return f"write `{meant}`" if meant else HINT


def is_right_to_left(tag: str) -> bool:
    """Whether the language is written from right to left; a script in the tag decides before the language."""
    language, *others = tag.lower().split("-")
    scripts = [part for part in others if len(part) == 4 and part.isalpha()]
    return scripts[0] in ("arab", "hebr") if scripts else language in _RIGHT_TO_LEFT
