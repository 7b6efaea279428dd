"""`python -m benchmarks.large [--only slides,photos,template,yaml]`: inputs that are larger than most, as whole
processes: seconds, the most memory, and the sizes of what goes in and comes out."""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from pptx import Presentation

from benchmarks.__main__ import build_command
from benchmarks.processes import run
from benchmarks.workload import PHOTO_SIZE, sentence, write_workload

SLIDES = 5_000
PHOTOS = 2_000
TEMPLATE_BYTES = 50_000_000
YAML_SLIDES = 18_500
"""Their report has a little more than 10 MB."""
TEMPLATE = Path(__file__).parents[1] / "templates" / "plum.pptx"


def main() -> None:
    options = parse()
    print(f"{'':12}{'in MB':>8}{'wall s':>9}{'CPU s':>8}{'MB':>7}{'deck MB':>9}")
    for name in options.only:
        with tempfile.TemporaryDirectory() as folder:
            measure(name, Path(folder), CASES[name])


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.large", description=__doc__)
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(CASES))
    options = parser.parse_args()
    if unknown := set(options.only) - CASES.keys():
        parser.error(f"--only {', '.join(sorted(unknown))}: there are {', '.join(CASES)}")
    return options


def measure(name: str, folder: Path, write: Callable[[Path], Path]) -> None:
    report, deck = write(folder), folder / "deck.pptx"
    weight = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    done = run(build_command(report, deck))
    size = deck.stat().st_size / 1e6
    print(
        f"{name:12}{weight:8.1f}{done.wall:9.2f}{done.cpu:8.2f}{done.megabytes:7.0f}{size:9.1f}", flush=True
    )


def many_slides(folder: Path) -> Path:
    return write_workload(folder, SLIDES)


def many_photos(folder: Path) -> Path:
    """A report in which every photo is another one."""
    dice = random.Random(2)
    width, height = PHOTO_SIZE
    small = Image.frombytes("RGB", (360, 240), dice.randbytes(360 * 240 * 3))
    ground = small.resize((2 * width, 2 * height), Image.Resampling.BICUBIC)
    for number in range(PHOTOS):
        left, top = dice.randrange(width), dice.randrange(height)
        ground.crop((left, top, left + width, top + height)).save(folder / f"p{number}.jpg", quality=85)
    report = folder / "photos.yaml"
    report.write_text("\n".join(_photo_lines(dice)) + "\n", encoding="utf-8")
    return report


def _photo_lines(dice: random.Random) -> Iterator[str]:
    yield from ("title: 活动照片", "sections:", "  - title: 现场", "    slides:")
    for number in range(PHOTOS):
        yield f"      - title: {sentence(dice, 12)}{number}"
        yield f"        photos: [{{caption: {sentence(dice, 16)}, image: p{number}.jpg}}]"


def large_template(folder: Path) -> Path:
    """A template with a large picture on every slide layout."""
    dice = random.Random(3)
    deck: Any = Presentation(str(TEMPLATE))
    each = TEMPLATE_BYTES // len(deck.slide_layouts)
    for layout in deck.slide_layouts:
        _, rel = layout.part.get_or_add_image_part(BytesIO(_picture(dice, each)))
        layout.shapes._spTree.add_pic(9_000, "Art", "", rel, 0, 0, deck.slide_width, 200_000)
    deck.save(str(folder / "large.pptx"))
    shutil.copy(TEMPLATE.with_suffix(".yaml"), folder / "large.yaml")
    report = write_workload(folder, 12)
    report.write_text("template: large.pptx\n" + report.read_text("utf-8"), encoding="utf-8")
    return report


def _picture(dice: random.Random, size: int) -> bytes:
    """Noise as a PNG, which nothing packs any tighter."""
    side = int((size / 3) ** 0.5)
    file = BytesIO()
    Image.frombytes("RGB", (side, side), dice.randbytes(side * side * 3)).save(file, "PNG", compress_level=0)
    return file.getvalue()


def large_yaml(folder: Path) -> Path:
    return write_workload(folder, YAML_SLIDES)


CASES: Mapping[str, Callable[[Path], Path]] = {
    "slides": many_slides,
    "photos": many_photos,
    "template": large_template,
    "yaml": large_yaml,
}


if __name__ == "__main__":
    main()
