"""A description for people who cannot see a picture → why it is none."""

from __future__ import annotations

import re

_FILE = re.compile(
    r"\S*\.(?:png|jpe?g|gif|svg|bmp|tiff?|emf|wmf|webp|heic|avif|mp4|mov|avi|pptx?|xlsx?)", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"(?:picture|image|photo|graphic|figure|chart|table|diagram|object|content placeholder|picture placeholder|"
    r"screenshot|screen shot|img|dsc|dscn|pic|p|"
    r"图片|图像|照片|图表|表格|图形|对象|图示|内容占位符|图片占位符|屏幕截图|截图|微信图片)"
    r"[\s_-]*\d[\d\s_.-]*",
    re.IGNORECASE,
)
_BARE = frozenset(
    "picture image photo graphic chart table diagram alt text 图片 图像 照片 图表 表格 替代文字 图".split()  # noqa: SIM905
)
_MADE = re.compile(
    "description automatically generated|自动生成的说明|已自动生成说明|描述已自动生成", re.IGNORECASE
)


def why_unhelpful(description: str, noun: str) -> str | None:
    """What is wrong with the description of a `noun`, to go on from `the description …`; None for nothing."""
    text = description.strip()
    if _FILE.fullmatch(text):
        return "is the name of a file"
    if _NUMBERED.fullmatch(text) or text.casefold() in _BARE:
        return f"does not say what the {noun} shows"
    if _MADE.search(text):
        return "was made by a machine, and nobody has looked at it"
    return None
