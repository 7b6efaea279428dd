"""`deckgen photos`: lists, collects, and leaves alone what is not its business."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from PIL import Image

from deckgen.cli import run

REPORT = """\
# Our report. 别动这一行
title: 年度工作回眸
language: zh-CN
sections:
  - title: 服务群众   # two
    slides:
      - title: 一组照片
        photos:
          - caption: 服务站开放首日   # who has it?
            image: null   # ask 李四
          - {caption: 振兴杯家政服务技能竞赛, alt: 'x'}
          - caption: "最美家庭揭晓会"
            image: placed.jpg
      - quote:
          text: 说得好
          by: 王秀英
          portrait: {image: }
"""

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(here: Path) -> Path:
    (here / "r").mkdir()
    (here / "in" / "deep").mkdir(parents=True)
    Path("r/x.yaml").write_text(REPORT, "utf-8")
    photo("r/placed.jpg")
    return here


def photo(path: str, size: tuple[int, int] = (2400, 1600), colour: str = "navy") -> None:
    Image.new("RGB", size, colour).save(path, "JPEG")


def text() -> str:
    return Path("r/x.yaml").read_text("utf-8")


def test_the_list_names_every_slot(capsys: Capture) -> None:
    assert run(["photos", "r/x.yaml"]) == 0
    said = capsys.readouterr()
    assert "4 photo slots: 1 placed, 3 pending" in said.out
    assert said.err == ""


def test_missing_shows_only_what_is_not_in_place(capsys: Capture) -> None:
    assert run(["photos", "r", "--missing", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [slot["caption"] for slot in listed] == ["服务站开放首日", "振兴杯家政服务技能竞赛", "王秀英"]
    assert [slot["number"] for slot in listed] == [1, 2, 4]


def test_strictly_a_pending_photo_exits_with_1(capsys: Capture) -> None:
    assert run(["photos", "r", "--strict"]) == 1
    assert "3 pending" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("p.csv", b"\xef\xbb\xbf\xe7"), ("p.html", b"<!DOCTYPE"), ("p.json", b"["), ("p.txt", b"No.")],
)
def test_the_ending_of_the_output_says_the_form(name: str, beginning: bytes) -> None:
    assert run(["photos", "r", "-o", f"out/{name}"]) == 0
    assert Path("out", name).read_bytes().startswith(beginning)


def test_a_faulty_photo_is_told_as_by_build(capsys: Capture) -> None:
    Path("r/placed.jpg").write_bytes(b"no photo")
    assert run(["photos", "r"]) == 0
    said = capsys.readouterr()
    assert "1 faulty" in said.out
    assert "photo-unreadable" in said.err


def test_a_broken_report_is_told_as_by_build(capsys: Capture) -> None:
    Path("r/x.yaml").write_text(REPORT + "  - titel: x\n", "utf-8")
    assert run(["photos", "r"]) == 1
    assert "unknown-key" in capsys.readouterr().err


def test_a_folder_is_collected_and_nothing_else_changes(capsys: Capture) -> None:
    photo("in/服务站.jpg")
    photo("in/deep/02.jpg", colour="red")
    photo("in/王秀英.png", colour="gray")
    assert run(["photos", "r", "--collect", "in"]) == 0
    assert "wrote 3 images" in capsys.readouterr().out
    assert text() == (
        REPORT.replace("image: null   #", "image: photos/服务站.jpg   #")
        .replace("alt: 'x'}", "alt: 'x', image: photos/02.jpg}")
        .replace("{image: }", "{image: photos/王秀英.png }")
    )
    assert run(["photos", "r", "--strict"]) == 0
    assert sorted(file.name for file in Path("r/photos").iterdir()) == ["02.jpg", "服务站.jpg", "王秀英.png"]


def test_photos_beside_the_report_stay_where_they_are() -> None:
    Path("r/new").mkdir()
    photo("r/new/服务站.jpg")
    assert run(["photos", "r", "--collect", "r/new"]) == 0
    assert "image: new/服务站.jpg   # ask" in text()
    assert not Path("r/photos").exists()


def test_a_dry_run_writes_nothing(folder: Path, capsys: Capture) -> None:
    photo("in/服务站.jpg")
    before = sorted(folder.rglob("*"))
    assert run(["photos", "r", "--collect", "in", "--dry-run"]) == 0
    assert "would write 1 image" in capsys.readouterr().out
    assert text() == REPORT
    assert sorted(folder.rglob("*")) == before


def test_an_image_that_is_named_is_never_replaced() -> None:
    photo("in/最美家庭揭晓会.jpg")
    Path("r/placed.jpg").unlink()
    assert run(["photos", "r", "--collect", "in"]) == 0
    assert text() == REPORT


def test_doubtful_and_broken_files_are_told_and_not_written(capsys: Capture) -> None:
    photo("in/服务站.jpg")
    photo("in/deep/服务站.jpg", colour="red")
    Path("in/振兴杯竞赛.jpg").write_bytes(b"\xff\xd8\xff torn")
    Path("in/notes.txt").write_text("x")
    assert run(["photos", "r", "--collect", "in"]) == 0
    said = capsys.readouterr().out
    assert "Doubtful" in said
    assert "deep/服务站.jpg" in said
    assert "Left out: `振兴杯竞赛.jpg`" in said
    assert "nothing to write" in said
    assert text() == REPORT


def test_equal_files_are_one_photo() -> None:
    photo("in/服务站.jpg")
    photo("in/deep/服务站.jpg")
    assert run(["photos", "r", "--collect", "in"]) == 0
    assert "image: photos/服务站.jpg" in text() or "image: photos/服务站-2.jpg" in text()


def test_a_copy_never_replaces_another_photo() -> None:
    Path("r/photos").mkdir()
    photo("r/photos/服务站.jpg", colour="red")
    before = Path("r/photos/服务站.jpg").read_bytes()
    photo("in/服务站.jpg")
    assert run(["photos", "r", "--collect", "in"]) == 0
    assert Path("r/photos/服务站.jpg").read_bytes() == before
    assert "image: photos/服务站-2.jpg" in text()


def test_a_photo_too_small_for_its_place_is_written_with_a_remark(capsys: Capture) -> None:
    photo("in/服务站.jpg", size=(90, 60))
    assert run(["photos", "r", "--collect", "in"]) == 0
    assert "90 × 60 px is too small; at least" in capsys.readouterr().out
    assert "image: photos/服务站.jpg" in text()


def test_copies_go_where_they_are_wanted() -> None:
    photo("in/服务站.jpg")
    assert run(["photos", "r", "--collect", "in", "--into", "r/assets/new"]) == 0
    assert "服务站.jpg   #" in text()
    assert Path("r/assets/new/服务站.jpg").is_file()
    assert run(["photos", "r", "--format", "json"]) == 0


def test_a_place_the_report_cannot_reach_is_wrong_usage(capsys: Capture) -> None:
    photo("in/服务站.jpg")
    assert run(["photos", "r", "--collect", "in", "--into", "elsewhere"]) == 2
    assert "cannot use photos in" in capsys.readouterr().err
    assert text() == REPORT


def test_a_read_only_report_stays_as_it_is(capsys: Capture) -> None:
    photo("in/服务站.jpg")
    Path("r/x.yaml").chmod(0o444)
    assert run(["photos", "r", "--collect", "in"]) == 1
    assert "read-only" in capsys.readouterr().err
    assert text() == REPORT


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_the_permissions_of_the_report_stay() -> None:
    photo("in/服务站.jpg")
    Path("r/x.yaml").chmod(0o640)
    assert run(["photos", "r", "--collect", "in"]) == 0
    assert stat.S_IMODE(Path("r/x.yaml").stat().st_mode) == 0o640


def test_an_aliased_photo_is_refused_with_a_reason_and_the_others_are_written(capsys: Capture) -> None:
    Path("r/x.yaml").write_text(
        "title: t\nsections:\n- title: a\n  slides:\n"
        "  - {title: b, photos: [&p {caption: 服务站开放首日}, {caption: 最美家庭揭晓会}]}\n"
        "  - {title: c, photos: [*p]}\n",
        "utf-8",
    )
    photo("in/01.jpg")
    photo("in/最美家庭.jpg", colour="red")
    assert run(["photos", "r", "--collect", "in"]) == 1
    said = capsys.readouterr()
    assert "edit-refused: an anchor is used here" in said.err
    assert "wrote 1 image" in said.out
    assert "{caption: 最美家庭揭晓会, image: photos/最美家庭.jpg}" in text()


def test_a_folder_named_for_its_photo_names_a_camera_s_file() -> None:
    Path("in/服务站开放").mkdir()
    photo("in/服务站开放/IMG_0001.jpg")
    assert run(["photos", "r", "--collect", "in"]) == 0
    assert "image: photos/IMG_0001.jpg   # ask" in text()


def test_a_caption_stored_in_the_file_finds_its_place() -> None:
    exif = Image.Exif()
    exif[0x010E] = "服务站开放首日，居民排队".encode()
    Image.new("RGB", (2400, 1600)).save("in/DSC_0042.jpg", exif=exif)
    assert run(["photos", "r", "--collect", "in"]) == 0
    assert "image: photos/DSC_0042.jpg   # ask" in text()


def test_a_link_out_of_the_folder_is_copied_like_any_file() -> None:
    photo("in/服务站.jpg")
    Path("r/服务站.jpg").symlink_to(Path("in/服务站.jpg").resolve())
    assert run(["photos", "r", "--collect", "r"]) == 0
    assert Path("r/photos/服务站.jpg").is_file()


def test_the_list_never_replaces_the_report() -> None:
    assert run(["photos", "r", "-o", "r/x.yaml"]) == 2
    assert text() == REPORT


@pytest.mark.parametrize("options", [["--dry-run"], ["--into", "x"], ["--collect", "in", "--missing"]])
def test_options_that_do_not_go_together_are_wrong_usage(options: list[str]) -> None:
    assert run(["photos", "r", *options]) == 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize(
    "name", [b"\xe6\x9c\x8d\xe5\x8a\xa1\xe7\xab\x99\xff.jpg", "服务站\x1b[31m.jpg".encode()]
)
def test_a_file_whose_name_no_report_can_hold_is_told_and_left(name: bytes, capsys: Capture) -> None:
    photo("in/x.jpg")
    os.rename(b"in/x.jpg", b"in/" + name)  # noqa: PTH104
    assert run(["photos", "r", "--collect", "in"]) == 0
    said = capsys.readouterr().out
    assert "a report cannot name" in said
    assert "\x1b" not in said
    assert text() == REPORT
    assert not Path("r/photos").exists()


def test_a_photo_whose_edit_is_refused_is_not_copied() -> None:
    Path("r/x.yaml").write_text(
        "title: t\nsections:\n- title: a\n  slides:\n  - {title: b, photos: [&p {caption: 服务站开放首日}]}\n"
        "  - {title: c, photos: [*p]}\n",
        "utf-8",
    )
    photo("in/01.jpg")
    assert run(["photos", "r", "--collect", "in"]) == 1
    assert not Path("r/photos").exists()
