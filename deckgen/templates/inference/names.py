"""What slide layouts are called in the languages Office speaks: the last thing inference asks, never the first."""

from __future__ import annotations

WORDS: dict[str, tuple[str, ...]] = {
    "cover": (
        "title slide", "cover", "封面", "标题幻灯片", "標題投影片", "タイトル スライド", "表紙", "제목 슬라이드",
        "titelfolie", "deckblatt", "diapositive de titre", "couverture", "page de garde", "diapositiva de título",
        "portada", "slide de título", "diapositivo de título", "capa", "титульный слайд", "обложка",
    ),
    "divider": (
        "section", "divider", "chapter", "节标题", "章节", "過渡", "过渡", "转场", "區段標題", "セクション", "구역",
        "abschnitt", "kapitel", "titre de section", "intercalaire", "sección", "seção", "secção", "раздел",
    ),
    "closing": (
        "closing", "thank", "the end", "end slide", "final", "结束", "致谢", "谢谢", "感谢", "封底", "終わり", "結び",
        "ありがとう", "감사", "마지막", "schluss", "danke", "ende", "merci", "clôture", "gracias", "cierre", "obrigad",
        "encerramento", "спасибо", "заключ",
    ),
    "bullets": (
        "title and content", "title and body", "title and text", "title & bullets", "title, content", "标题和内容",
        "標題及物件", "内容", "正文", "タイトルとコンテンツ", "제목 및 내용", "titel und inhalt", "titre et contenu",
        "título y objetos", "título e conteúdo", "título e objeto", "заголовок и объект", "content", "text",
    ),
    "title-only": (
        "title only", "仅标题", "只有標題", "タイトルのみ", "제목만", "nur titel", "titre seul", "solo el título",
        "sólo el título", "somente título", "apenas título", "só título", "только заголовок",
    ),
    "comparison": (
        "comparison", "比较", "对比", "比較", "비교", "vergleich", "comparaison", "comparación", "comparação",
        "сравнение",
    ),
    "photo": (
        "picture", "photo", "image", "图片", "图像", "照片", "圖片", "図", "画像", "그림", "사진", "bild", "imagen",
        "imagem", "рисун", "фото",
    ),
}  # fmt: skip
"""What a layout is for → what its name may say, in small letters."""


def is_called(name: str, use: str) -> bool:
    """Whether a slide layout's name says that it is for `use`."""
    lowered = " ".join(name.lower().replace("_", " ").replace("-", " ").split())
    return any(word in lowered for word in WORDS[use])
