"""W(n): n content slides, by turns bullets, callouts, a captioned photo and a chart, with title and notes.

B(n): n decks of twelve such slides.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageFilter

PHOTOS = 8
PHOTO_SIZE = (1600, 1067)
NOISE_SIZE = (180, 120)
SLIDES_PER_SECTION = 50
BATCH_SLIDES = 12
WORDS = (
    *("推动", "全省", "各级", "妇联", "组织", "扎实", "开展", "服务", "群众", "活动"),
    *("建设", "维权", "阵地", "促进", "就业", "创业", "提升", "家庭", "教育", "质量"),
)


def write_workload(folder: Path, slides: int) -> Path:
    """Write the report of W(`slides`) with its photos into `folder`; the report's path."""
    write_photos(folder)
    return write_report(folder / f"w{slides}.yaml", slides, seed=slides)


def write_batch(folder: Path, decks: int, slides: int = BATCH_SLIDES) -> list[Path]:
    """Write the reports of B(`decks`), no two alike, with the photos that they share."""
    write_photos(folder)
    return [write_report(folder / f"b{number:04}.yaml", slides, seed=number) for number in range(decks)]


def write_report(path: Path, slides: int, seed: int) -> Path:
    path.write_text("\n".join(report_lines(slides, seed)) + "\n", encoding="utf-8")
    return path


def write_photos(folder: Path) -> None:
    """Eight photos of about 300 KB: smooth noise, so that they weigh what a photo weighs."""
    dice = random.Random(7)
    for number in range(PHOTOS):
        path = folder / f"photo-{number}.jpg"
        if path.exists():
            continue
        small = Image.frombytes("RGB", NOISE_SIZE, dice.randbytes(NOISE_SIZE[0] * NOISE_SIZE[1] * 3))
        small.resize(PHOTO_SIZE, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(1)).save(
            path, quality=85
        )


def report_lines(slides: int, seed: int) -> Iterator[str]:
    dice = random.Random(seed)
    yield "title: 工作报告"
    yield "organisation: 省妇女联合会"
    yield "show: {agenda: true}"  # whatever the number of sections: decks of all lengths are alike
    yield "sections:"
    for number in range(slides):
        if number % SLIDES_PER_SECTION == 0:
            yield f"  - title: 第{number // SLIDES_PER_SECTION + 1}部分工作"
            yield "    slides:"
        yield f"      - title: {sentence(dice, 14)}{number}"
        yield f"        notes: {sentence(dice, 60)}"
        yield from KINDS[number % len(KINDS)](dice, number)


def bullets(dice: random.Random, _number: int) -> Iterator[str]:
    yield "        achievements:"
    yield from (f"          - {sentence(dice, 25)}" for _ in range(5))


def callouts(dice: random.Random, _number: int) -> Iterator[str]:
    yield "        indicators:"
    for _ in range(4):
        value = f"{dice.randint(1, 999)}.{dice.randint(0, 99):02}亿元"
        yield f"          - {{label: {sentence(dice, 8)}, value: {value}}}"


def photo(dice: random.Random, number: int) -> Iterator[str]:
    yield "        photos:"
    yield f"          - {{caption: {sentence(dice, 16)}, image: photo-{number % PHOTOS}.jpg}}"


def chart(dice: random.Random, _number: int) -> Iterator[str]:
    """A column chart of six categories and two series; no two charts have the same numbers."""
    yield "        chart:"
    yield "          categories: [2020年, 2021年, 2022年, 2023年, 2024年, 2025年]"
    yield "          unit: 亿元"
    yield "          series:"
    for name in ("城镇", "农村"):
        values = ", ".join(f"{dice.randint(1, 999)}.{dice.randint(0, 99):02}" for _ in range(6))
        yield f"            - {{name: {name}, values: [{values}]}}"


KINDS = (bullets, callouts, photo, chart)


def sentence(dice: random.Random, length: int) -> str:
    return "".join(dice.choice(WORDS) for _ in range(length // 2 + 1))[:length]
