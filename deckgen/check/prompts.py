"""A text → the first prompt or mark of unfinished work in it."""

from __future__ import annotations

import re

from deckgen.patterns import regex

_PROMPT = regex(
    r"\b(?:TODO|TBD|TBC|FIXME|XXX+)\b|\blorem ipsum\b|\b(?:click|tap|double-click) (?:here )?to (?:add|edit)\b"
    r"|\[(?:insert|add|your|todo)[^\]]*\]|<(?:insert|add|your)[^>]*>|\binsert (?:text|title|figure) here\b"
    r"|(?:待|需)(?:补充?|填写?|完善|核实|确认|更新|定稿)(?![助贴给偿报])(?:[：:，。）)】\]！!]|$)|[【\[（(](?:待|请)[^】\]）)]{0,12}[】\]）)]"
    r"|(?:单击|双击)(?:此处|这里)|点击(?:此处|这里)(?:以)?(?:添加|输入|填写|插入|编辑|修改|更换)|此处(?:添加|输入|填写|插入)|请(?:在此)?(?:输入|填写|插入)(?:标题|文字|文本|内容|数据|正文)"
    r"|某某(?:单位|公司|部门|局|人)|(?<![A-Za-z0-9])[XxＸｘ×]{2,}(?=(?-i:[\u4e00-\u9fff%％]))|(?<![A-Za-z?？!！'’])[?？]{3,}|_{3,}"
    r"|讲稿写在这里|What the speaker says goes here|The Example Office",
    re.IGNORECASE,
)
_CASED = regex(r"todo|tbd|tbc|fixme|xxx+")
"""In small letters these may be words of another language."""


def find_prompt(text: str) -> str | None:
    """The first prompt in a text."""
    found = (match for match in _PROMPT.finditer(text) if not _CASED.fullmatch(match[0]))
    return next((match[0].strip() for match in found), None)
