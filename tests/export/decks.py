"""Small decks for the tests of exporting, made with python-pptx."""

from __future__ import annotations

import io

from pptx import Presentation
from pptx.util import Inches, Pt

LONG = "这一行文字写得很长很长，" * 12


class Deck:
    """A deck on python-pptx's own template; each method adds a slide."""

    def __init__(self) -> None:
        self.presentation = Presentation()

    def bullets(self, title: str, body: str, points: float = 18) -> Deck:
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[1])
        slide.shapes.title.text = title
        frame = slide.placeholders[1].text_frame
        frame.text = body
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run.font.size = Pt(points)
        return self

    def box(self, text: str, width: float, height: float, wrap: bool = True, turn: float = 0) -> Deck:
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[6])
        shape = slide.shapes.add_textbox(Inches(1), Inches(1), Inches(width), Inches(height))
        shape.name = "the box"
        shape.rotation = turn
        shape.text_frame.word_wrap = wrap
        shape.text_frame.text = text
        return self

    def picture_layout(self, caption: str) -> Deck:
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[8])
        slide.placeholders[2].text_frame.text = caption
        return self

    def hide_last(self) -> Deck:
        self.presentation.slides[len(self.presentation.slides) - 1].element.set("show", "0")
        return self

    def saved(self) -> bytes:
        target = io.BytesIO()
        self.presentation.save(target)
        return target.getvalue()
