"""The words of the photo list, in the report's language."""

from __future__ import annotations

from collections.abc import Mapping

from deckgen.photos.slots import State
from deckgen.records import dataclass


@dataclass(frozen=True, slots=True)
class ListWords:
    """Words and patterns of one language. Patterns take `{}`."""

    heading: str
    counted: str
    """Takes the numbers of all slots and of those that are placed."""
    advice: str
    columns: tuple[str, ...]
    states: Mapping[State, str]
    orientations: Mapping[str, str]
    slide: str
    wanted: str
    least: str
    """These two take a size in pixels."""
    credit: str
    file: str
    taken_by: str
    none: str
    between: str


CHINESE = ListWords(
    heading="照片清单",
    counted="共{}张，已就位{}张",
    advice=(
        "请按框内比例构图，主体周围留余地；文件请用原图，不要经聊天软件压缩。文件名写编号（如 03.jpg）"
        "或照片说明，即可自动归位。"
    ),
    columns=(
        "编号", "页码", "章节", "标题", "照片说明", "状态", "方向", "宽（厘米）", "高（厘米）", "所需宽（像素）",
        "所需高（像素）", "最低宽（像素）", "最低高（像素）", "文件", "文件宽（像素）", "文件高（像素）", "摄影",
    ),
    states={
        State.PLACED: "已就位",
        State.PENDING: "待拍摄",
        State.TOO_SMALL: "像素不足",
        State.FAULTY: "文件有问题",
    },
    orientations={"landscape": "横幅", "portrait": "竖幅", "square": "方形"},
    slide="第{}页",
    wanted="所需 {} 像素",
    least="最低 {} 像素",
    credit="摄影：{}",
    file="文件：{}",
    taken_by="摄影者",
    none="没有符合条件的照片。",
    between="，",
)  # fmt: skip

ENGLISH = ListWords(
    heading="Photo list",
    counted="{} in all, {} in place",
    advice=(
        "Frame each photo in the proportions shown, with some room around the subject, and send the original file. "
        "Named by its number (03.jpg) or by its caption, it finds its place by itself."
    ),
    columns=(
        "No.", "Slide", "Section", "Title", "Caption", "State", "Orientation", "Width (cm)", "Height (cm)",
        "Wanted width (px)", "Wanted height (px)", "Least width (px)", "Least height (px)", "File",
        "File width (px)", "File height (px)", "Credit",
    ),
    states={
        State.PLACED: "placed",
        State.PENDING: "pending",
        State.TOO_SMALL: "too small",
        State.FAULTY: "faulty",
    },
    orientations={"landscape": "landscape", "portrait": "portrait", "square": "square"},
    slide="Slide {}",
    wanted="{} px wanted",
    least="{} px at least",
    credit="Photo: {}",
    file="File: {}",
    taken_by="Taken by",
    none="No photo to show here.",
    between=", ",
)  # fmt: skip


def list_words(language: str) -> ListWords:
    """The words for a language tag; languages without words of their own get the English ones."""
    return CHINESE if language.lower().split("-")[0] == "zh" else ENGLISH
