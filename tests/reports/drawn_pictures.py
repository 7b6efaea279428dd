"""The pictures of the trial report, drawn when they are needed: a person before a sky, in many shapes and kinds."""

from __future__ import annotations

import shutil
from pathlib import Path

from PIL import Image, ImageDraw

REPORT = Path(__file__).parent / "pictures" / "report.yaml"
SIZES = {
    "wide.jpg": (1800, 1200),
    "tall.jpg": (1200, 1600),
    "phone.jpg": (1080, 1920),
    "phone.heic": (1080, 1440),
    "panorama.jpg": (3600, 900),
    "square.png": (1400, 1400),
    "wide.webp": (1500, 1000),
    "print.tif": (1500, 1000),
}
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 120">
<defs><linearGradient id="g"><stop offset="0" stop-color="#7a2e6e"/><stop offset="1" stop-color="#c0223b"/>
</linearGradient></defs><circle cx="60" cy="60" r="55" fill="url(#g)"/>
<path d="M130 25h160v25h-160zM130 70h110v25h-110z" fill="#2b1e2e"/></svg>"""


def with_pictures(folder: Path) -> Path:
    """The trial report in `folder`, with its pictures beside it."""
    from pillow_heif import register_heif_opener

    register_heif_opener()
    for name, size in SIZES.items():
        picture = person(*size)
        (picture.convert("CMYK") if name == "print.tif" else picture).save(folder / name)
    (folder / "logo.svg").write_text(LOGO, "utf-8")
    return Path(shutil.copy(REPORT, folder))


def person(width: int, height: int) -> Image.Image:
    """Somebody whose head is where photographers put it: a fifth below the upper edge."""
    sky = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge("RGB", [sky.point(lambda value, n=n: 205 - value * n // 12) for n in (4, 2, 3)])
    side, middle, head = min(width, height), width / 2, height * 0.22
    draw = ImageDraw.Draw(picture)
    draw.ellipse([middle - side * 0.3, head + side * 0.1, middle + side * 0.3, height * 1.2], fill="#783a5a")
    draw.ellipse(
        [middle - side * 0.12, head - side * 0.12, middle + side * 0.12, head + side * 0.16], fill="#ecc8aa"
    )
    return picture
