"""The table of icons is made from the npm package, and from nothing that is more than an outline."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckgen.icons.building import lines

DESCRIBED = """
export declare const icons: readonly [{
    readonly name: "leaf";
    readonly pascal_name: "Leaf";
    readonly categories: readonly [IconCategory.NATURE];
    readonly tags: readonly ["*new*", "plants", "eco"];
}, {
    readonly name: "acorn";
    readonly categories: readonly [IconCategory.NATURE];
    readonly tags: readonly [];
}, {
    readonly name: "firm-logo";
    readonly categories: readonly [IconCategory.BRAND, IconCategory.NATURE];
    readonly tags: readonly ["firm"];
}];
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for folder in ("dist", "assets/fill"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "dist" / "icons.d.ts").write_text(DESCRIBED)
    for name, drawn in {"leaf": '<path d="M1,2Z"/><path d="M3,4Z"/>', "acorn": '<path d="M5,6Z"/>'}.items():
        (tmp_path / "assets" / "fill" / f"{name}-fill.svg").write_text(f"<svg>{drawn}</svg>")
    return tmp_path


def test_one_line_holds_name_words_and_outline(package: Path) -> None:
    assert list(lines(package)) == ["acorn\t\tM5,6Z", "leaf\tplants,eco\tM1,2ZM3,4Z"]


def test_what_is_more_than_outlines_is_refused(package: Path) -> None:
    (package / "assets" / "fill" / "leaf-fill.svg").write_text('<svg><circle/><path d="M1,2Z"/></svg>')
    with pytest.raises(ValueError, match="leaf is more than outlines"):
        list(lines(package))
