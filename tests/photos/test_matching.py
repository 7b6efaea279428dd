"""Which file is which photo, told by names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.photos.matching import SURE, Matches, match_names
from deckgen.photos.names import Name, likeness, name_of

CAPTIONS = {
    1: "邀请江西省出席党的二十大全体女代表宣讲党的二十大精神",
    2: "联合省人社厅、省发改委举办“振兴杯”家政服务行业职业技能竞赛",
    3: "举办“颂党恩 传家风”2021年江西省最美家庭揭晓会",
    4: "Otter tracks below Osk Bridge, the first in forty years",
    5: "Graduation of the spring wardens’ course, 8 March 2025",
    6: "基层社区召开妇女小组长推进会（一）",
    7: "基层社区召开妇女小组长推进会（二）",
}


def matched(*files: str, captions: dict[int, str] | None = None) -> dict[int, str]:
    found = match_names(captions or CAPTIONS, [[file] for file in files])
    return {match.photo: files[match.file] for match in found.sure}


@pytest.mark.parametrize(
    ("file", "photo"),
    [
        ("二十大女代表宣讲", 1),
        ("振兴杯竞赛", 2),
        ("２０２１最美家庭－揭晓会", 3),
        ("otter_tracks", 4),
        ("OSK-BRIDGE otter", 4),
        ("2025-03-08 wardens course", 5),
        ("IMG_2041 graduation spring", 5),
        ("20210518_最美家庭揭晓会_张三摄", 3),
        ("03", 3),
        ("照片3", 3),
        ("photo 05", 5),
        ("妇女小组长推进会2", 7),
        ("妇女小组长推进会（一）", 6),
    ],
)
def test_a_name_finds_its_caption(file: str, photo: int) -> None:
    assert matched(file) == {photo: file}


@pytest.mark.parametrize(
    "file", ["IMG_2041", "DSC00003", "江西", "微信图片_20250308114511", "99", "会议", "the", ""]
)
def test_a_name_that_says_nothing_finds_nothing(file: str) -> None:
    assert matched(file) == {}


def test_a_name_that_fits_two_captions_is_doubtful() -> None:
    found = match_names(CAPTIONS, [["妇女小组长推进会"]])
    assert not found.sure
    assert [{match.photo for match in group} for group in found.doubtful] == [{6, 7}]


def test_two_files_for_one_caption_are_doubtful() -> None:
    found = match_names(CAPTIONS, [["振兴杯竞赛"], ["振兴杯竞赛 (2)"]])
    assert not found.sure
    assert [{match.file for match in group} for group in found.doubtful] == [{0, 1}]


def test_a_better_place_for_one_file_leaves_the_other_certain() -> None:
    captions = {1: "服务站开放首日", 2: "服务站开放首日居民排队办理业务"}
    assert matched("服务站开放首日", "服务站开放首日 居民排队", captions=captions) == {
        1: "服务站开放首日",
        2: "服务站开放首日 居民排队",
    }


def test_the_number_before_a_name_helps_but_does_not_decide() -> None:
    assert matched("07 振兴杯竞赛") == {2: "07 振兴杯竞赛"}
    assert matched("06 妇女小组长推进会") == {6: "06 妇女小组长推进会"}


def test_a_caption_stored_in_the_file_counts_as_a_name() -> None:
    found = match_names(CAPTIONS, [["DSC_0042", "Otter tracks below Osk Bridge, the first in forty years"]])
    assert [(match.photo, match.confidence) for match in found.sure] == [(4, 1.0)]


@given(
    st.dictionaries(st.integers(1, 9), st.text(max_size=12)),
    st.lists(st.lists(st.text(max_size=12), max_size=2)),
)
def test_no_photo_gets_two_files_and_no_file_two_photos(
    captions: dict[int, str], files: list[list[str]]
) -> None:
    found: Matches = match_names(captions, files)
    groups = [(match,) for match in found.sure] + list(found.doubtful)
    for part in ("photo", "file"):
        taken = [{getattr(match, part) for match in group} for group in groups]
        assert sum(map(len, taken)) == len(set().union(*taken))
    assert all(SURE <= match.confidence <= 1 for group in groups for match in group)


@given(st.text(min_size=1))
def test_a_text_is_as_like_itself_as_can_be(text: str) -> None:
    name: Name = name_of(text)
    assert not name.plain or likeness(name, name, {}) == 1.0


def test_a_thousand_files_and_captions_are_matched_in_their_order() -> None:
    captions = {n: f"第{n}届“振兴杯”家政服务技能竞赛在南昌举办" for n in range(1, 301)}
    files = [f"{n:03}" for n in range(300, 0, -1)]
    assert matched(*files, captions=captions) == {n: f"{n:03}" for n in range(1, 301)}
