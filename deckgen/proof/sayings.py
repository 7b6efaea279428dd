"""What findings say, in Chinese: for the page that somebody signs who reads no English.

Rules speak English. Each line here has a sentence of theirs and the same in Chinese, `{}` for what is filled in, in the
same order. A sentence that is not listed stays as it is; tests hold the list against what rules really say.
"""

from __future__ import annotations

import re
from functools import cache

_QUOTED, _SOURCE = "in the quoted sentence", "in the source"
_WAYS = {
    "sum": "合计",
    "average": "平均",
    "difference": "相差",
    "growth": "增长",
    "share": "占比",
    "ratio": "之比",
}
CHINESE_SAYINGS = {
    # figures
    f"{{}} is {{}} {_QUOTED}: a qualifier was lost, added or changed": "{}与所引原句的{}不一致：“余”“近”等限定词有出入",
    f"{{}} is {{}} {_SOURCE}: a qualifier was lost, added or changed": "{}与出处的{}不一致：“余”“近”等限定词有出入",
    f"{{}} is {{}} {_QUOTED}: the unit differs": "{}与所引原句的{}单位不同",
    f"{{}} is {{}} {_SOURCE}: the unit differs": "{}与出处的{}单位不同",
    f"{{}} is {{}} {_QUOTED}: the same digits, another scale": "{}与所引原句的{}数字相同，数量级不同",
    f"{{}} is {{}} {_SOURCE}: the same digits, another scale": "{}与出处的{}数字相同，数量级不同",
    f"{{}} goes the other way than {{}} {_QUOTED}": "{}与所引原句的{}升降方向相反",
    "{} is shown with {}, which the quoted sentence does not say": "{}用了{}，所引原句没有这样说",
    "{} is not in the quoted sentence nor anywhere else in the source": "{}不在所引原句中，出处其他地方也没有",
    "{} is not in the quoted sentence, only elsewhere in the source": "{}不在所引原句中，只在出处的别处",
    "{} is not in the quoted sentence": "{}不在所引原句中",
    "{} is not in the source": "{}在出处中没有",
    "{} stands in the source, but beside its neighbours there is {}": "{}在出处中有，但在相应位置上的是{}",
    "{} names no sentence of the source": "{}没有注明出自哪一句",
    "the source has no such sentence": "出处中没有这句话",
    "{} has no word in common with the quoted sentence": "{}与所引原句没有共同的词语",
    "{} is {} here and {} on line {}": "{}在这里是{}，另一处却是{}（报告第 {} 行）",
    "the total is {}, but its parts add up to {}": "合计写的是{}，各部分相加却是 {}",
    "the shares make {} %, not 100 %": "各部分占比之和为 {}%，不是 100%",
    "the shares of {} make {} %, not 100 %": "{}各部分占比之和为 {}%，不是 100%",
    **{
        f"{{}} is {{}} when worked out as the {way} of {{}}": f"{{}}与推算结果不符，应为 {{}}（{name}：{{}}）"
        for way, name in _WAYS.items()
    },
    **{
        f"{{}} says more or less than {{}}, the {way} of {{}}": f"{{}}的限定词不对，推算结果正好是 {{}}（{name}：{{}}）"
        for way, name in _WAYS.items()
    },
    "{} is exact, but {}, from which it follows, is not": "{}是确数，而推算所用的{}是约数",
    "{} says more than {}, from which it follows, allows": "{}的说法超出了{}所能支持的程度",
    "{} cannot be worked out: {} and {} count different things": "{}无法推算：{}与{}计量的不是同一事物",
    "{} counts something else than {}": "{}与{}计量的不是同一事物",
    "{} is a difference of percentages: write percentage points": "{}是百分比之差，应写“个百分点”",
    "the sentence around the quote has changed in the source since it was pinned": "核定以后，出处中这句话有了改动",
    "the source has changed since it was pinned: all {} pinned sentences stand": "核定以后出处有改动，所引 {} 句均未变",
    "{} is neither in the report nor in the source": "{}在报告和出处中都没有",
    "{} is neither in the report nor in the source (notes)": "{}（备注）在报告和出处中都没有",
    "{} is not in the report": "{}在报告中没有",
    "{} of the report is missing in the deck": "报告中的{}在演示文稿中没有了",
    "{} of the report is missing in the deck ({})": "报告中的{}在演示文稿中没有了（{}）",
    "{} stands where the report has {}": "这里写的是{}，报告中是{}",
    "{} stands where the report has {} (notes)": "备注里写的是{}，报告中是{}",
    "{} is not in the report (notes)": "{}（备注）在报告中没有",
    "the slide {} is not in the report": "报告中没有{}这一页",
    "the slide {} of the report is not in the deck": "报告中的{}这一页在演示文稿中没有了",
    "the slides stand in another order than in the report": "页面顺序与报告不同",
    # texts
    "{} reads like a prompt that was left in": "{}像是没有替换的提示语",
    "{} is not spelt as the glossary says": "{}与词表中的规范写法不一致",
    "{} has a mark of half width": "{}用了半角标点",
    "{} has a mark of full width": "{}用了全角标点",
    "{} has straight quotation marks": "{}用了直引号",
    "{} is spaced otherwise than most of the report, which does without one": "{}多了空格，与报告中多数写法不一致",
    "{} has a blank too many": "{}有多余的空格",
    "{} has a mark too many": "{}有多余的标点",
    "{} opens and is never closed": "{}没有配对的后半个",
    "{} closes what none has opened": "{}没有配对的前半个",
    "the texts are Chinese, but {} is {}": "正文是中文，{}却是{}",
    "{} is {} pt outside at the bottom": "{}向下超出文本框 {} 磅",
    "{} is {} pt outside at the top": "{}向上超出文本框 {} 磅",
    "{} is {} pt outside at the right": "{}向右超出文本框 {} 磅",
    "{} is {} pt outside at the left": "{}向左超出文本框 {} 磅",
    "{} and {} of {} lie on top of each other": "{}与{}（{}）重叠",
    "the table goes {} pt beyond the slide's edge": "表格超出页面边缘 {} 磅",
    "the chart goes {} pt beyond the slide's edge": "图表超出页面边缘 {} 磅",
    "{} goes {} pt beyond the slide's edge": "{}超出页面边缘 {} 磅",
    "{} has {} pt, less than {}": "{}只有 {} 磅，小于 {} 磅",
    "a line ends within {}": "{}被拆在两行",
    "{} stands alone on the headline's last line": "标题末行只剩{}",
    "{} stands last, and what it heads on slide {}": "{}落在本页末尾，所领内容却在第 {} 页",
    "{} is all that is here of what slide {} began": "第 {1} 页接下来的内容，本页只有{0}",
    "{} lies outside the slide": "{}在页面之外",
    # photos and accessibility
    "the photo has no {}": "照片没有替代文字（{}）",
    "the {} {} is the name of a file": "照片的 {} 写的是文件名：{}",
    "the {} {} does not say what the photo shows": "照片的 {}（{}）没有说明画面内容",
    "the picture has no description": "图片没有替代文字",
    "the chart has no description": "图表没有替代文字",
    "the table has no description": "表格没有替代文字",
    "the description {} is the name of a file": "替代文字{}是文件名",
    "photo {} × {} px is shown at {} dpi in its {} × {} cm place; wanted ≥ {} × {} px": (
        "照片只有 {} × {} 像素，即 {} dpi（位置 {} × {} 厘米）；至少需要 {} × {} 像素"
    ),
    "the slide has no title": "本页没有标题",
    "the title is that of slide {}, too": "标题与第 {} 页相同",
    "{} is read before the title": "朗读时{}先于标题",
    "{} is read before {}, which stands above it": "朗读时{}先于在它上方的{}",
    "{} in {} on {} has a contrast of {}; {} is needed to read it": "{}（{} 色，衬底 {}）对比度为 {}，至少需要 {}",
    "no row of the table is marked as its head": "表格没有标明标题行",
    "{} is in Chinese, Japanese or Korean characters, and marked as {}": "{}是中日韩文字，却标为 {}",
    "{} is in Latin letters, and marked as {}": "{}是拉丁字母，却标为 {}",
    "the link's text {} does not say where it leads": "链接文字{}没有说明指向哪里",
    "only colour and a legend tell the parts of the chart apart": "图表各部分只靠颜色和图例区分",
    "the typeface {} is on few machines": "字体{}在多数电脑上没有",
    # what a build says
    "no image {}": "没有图片文件{}",
    "no figure was recognised in {}": "{}中没有认出数字",
    "the slide layout for {} has no place for the icon {}": "版式 {} 没有放图标{}的位置",
    "the slide layout for {} has no placeholder for {}": "版式 {} 没有放 {} 的占位符",
    "{} fits its {} only at {} pt; the smallest allowed is {} pt": "{0}要缩到 {2} 磅才放得下（{1}），最小允许 {3} 磅",
    "the text goes on on a further slide": "文字续到下一页",
    "the table goes on on a further slide": "表格续到下一页",
    "the section {} has no slide": "章节{}没有幻灯片",
    "the slide {} has nothing to show and is left out": "幻灯片{}没有内容，未生成",
    "{} categories; a {} chart of more than {} is hard to read": "共 {} 类；{} 图超过 {} 类就不易看清",
    "{} series; a {} chart of more than {} is hard to read": "共 {} 组数据；{} 图超过 {} 组就不易看清",
    "the names of the categories do not fit beneath their marks at 12 pt": "用 12 磅字，各类名称在轴下排不下",
}
CHINESE_HINTS = {
    "the sentence says {} ({})": "原句写的是{}（{}）",
    "the sentence says {}": "原句写的是{}",
    "the source has {}": "出处有{}",
    "the source says: {}": "出处写的是：{}",
    "the quote: {}": "所引原句：{}",
    "when it was pinned, the source said: {} Now: {}": "核定时出处写的是：{} 现在是：{}",
    "when it was pinned, the source said: {}": "核定时出处写的是：{}",
    "it was: {} It is: {} Look at the figure, then pin again with {}": (
        "原来是：{} 现在是：{} 核对数字后，用 {} 重新核定"
    ),
    "pin again with {}": "用 {} 重新核定",
    "add its {}, verbatim": "逐字补上原句（{}）",
    "correct one of them, or tell them apart by label or {}": "改正其中一个，或用标签、{} 区分",
    "correct the total or one of its parts": "改正合计或其中一项",
    "correct the figure, or what it follows from": "改正这个数字，或改正推算所用的数字",
    "the report has {} here": "报告中这里是{}",
    "write it again, or correct the report": "补写回来，或改正报告",
    "put it back, or hide it in the report": "恢复这一页，或在报告中把它隐藏",
    "write it into the report, too: the next build starts from there": "请同时写进报告：下次生成以报告为准",
    "take it out of the report, too: the next build starts from there": "请同时从报告中删去：下次生成以报告为准",
    "write {}, or add this name to the glossary": "写作{}，或把这个名称加入词表",
    "write what belongs here, or delete it": "填写内容，或删除",
    "use the mark that belongs to the script": "改用与文字相配的标点",
    "space all of them the same way": "全部采用同一种空格写法",
    "one mark is enough": "只留一个标点",
    "add the other mark of the pair, or delete this one": "补上另一半，或删去这一半",
    "say what can be seen; {} starts you off with the caption": "写明画面内容；{} 可先填入图片说明",
    "Alt Text in PowerPoint: say what there is to see, or mark it as decorative": (
        "在 PowerPoint“替代文字”中写明画面内容，或标为装饰性"
    ),
    "ask for the original": "索取原图",
    "shorten the text, or make its place larger": "精简文字，或放大文本框",
    "move one of them": "移开其中一个",
    "set it larger, or say less": "加大字号，或精简内容",
    "make the text darker": "把文字颜色改深",
    "make the text lighter": "把文字颜色改浅",
    "shorten the headline, or break it earlier": "缩短标题，或提前换行",
    "move the heading to the next slide": "把小标题移到下一页",
    "move a line more to it, or make room for this one": "再移一行过来，或在前页腾出位置",
    "let the text name what it leads to": "让链接文字写明所指内容",
    "delete it": "删除",
    "it is shown exactly as written": "照原样显示",
    "nothing is fetched: save the photo as a file and name that": "不会从网上下载：请把照片存成文件，再写它的路径",
    "put the file there; until then its slot stays open": "把文件放到所写位置；在此之前照片位置空着",
    "did you mean {}?": "是不是{}？",
    "shorten it": "精简文字",
    "show fewer, or sum the small ones up": "减少类别，或把小项合并",
    "show fewer, or make several charts": "减少数据组，或分成几张图",
    "give it achievements, indicators, photos or slides": "补上成果、指标、照片或幻灯片",
    "write {}": "写作{}",
}


def in_chinese(message: str) -> str:
    """The message of a finding; as it was where nobody has put it into Chinese."""
    return _said(message, hints=False)


def hint_in_chinese(hint: str) -> str:
    return _said(hint, hints=True)


def _said(text: str, *, hints: bool) -> str:
    for pattern, chinese in _patterns(hints=hints):
        if found := pattern.fullmatch(text):
            return chinese.format(*found.groups())
    return text


@cache
def _patterns(*, hints: bool) -> list[tuple[re.Pattern[str], str]]:
    table = CHINESE_HINTS if hints else CHINESE_SAYINGS
    return [
        (re.compile(re.escape(english).replace(r"\{\}", "(.+?)"), re.DOTALL), chinese)
        for english, chinese in table.items()
    ]
