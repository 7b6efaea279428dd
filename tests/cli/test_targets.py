"""Which reports are built, and under which names; contradictions are found before anything is built."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
import pytest

from deckgen.cli.targets import find_jobs

pytestmark = pytest.mark.usefixtures("here")

REPORT = "title: t\nsections: []\n"


def put(*names: str, text: str = REPORT, encoding: str = "utf-8") -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding)


def decks(*asked: str, output: str | None = None) -> dict[str, str]:
    jobs, _ = find_jobs([Path(path) for path in asked], Path(output) if output else None)
    return {job.report.as_posix(): job.deck.as_posix() for job in jobs}


def test_a_deck_is_named_after_its_report_in_the_current_folder() -> None:
    put("in/annual.yaml")
    assert decks("in/annual.yaml") == {"in/annual.yaml": "annual.pptx"}


def test_a_report_yaml_is_named_after_its_folder() -> None:
    put("content/jiangxi-women/report.yaml")
    assert decks("content/jiangxi-women") == {"content/jiangxi-women/report.yaml": "jiangxi-women.pptx"}


def test_a_folder_is_searched_at_any_depth_but_not_where_it_is_hidden() -> None:
    put("all/a.yaml", "all/deep/er/b.yml", "all/.git/c.yaml", "all/.d.yaml", "all/e.txt")
    assert list(decks("all")) == ["all/a.yaml", "all/deep/er/b.yml"]


def test_yaml_that_is_no_report_is_skipped_and_named() -> None:
    put("all/a.yaml")
    put("all/theme.yaml", text="colours: {}\n")
    _, skipped = find_jobs([Path("all")], None)
    assert skipped == [Path("all/theme.yaml")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_a_report_in_any_encoding_counts(encoding: str) -> None:
    put("all/a.yaml", text="title: 标题\n", encoding=encoding)
    assert list(decks("all")) == ["all/a.yaml"]


def test_a_broken_report_counts_so_that_it_is_not_passed_over_in_silence() -> None:
    put("all/a.yaml", text="title: [\n\t}")
    assert list(decks("all")) == ["all/a.yaml"]


def test_a_report_named_twice_is_built_once() -> None:
    put("all/a.yaml")
    assert list(decks("all/a.yaml", "all", "all/../all/a.yaml")) == ["all/a.yaml"]


def test_an_output_that_ends_in_pptx_is_a_file_and_else_a_folder() -> None:
    put("a.yaml")
    assert decks("a.yaml", output="x/y.pptx") == {"a.yaml": "x/y.pptx"}
    assert decks("a.yaml", output="x/y") == {"a.yaml": "x/y/a.pptx"}


def refused(*asked: str, output: str | None = None) -> str:
    with pytest.raises(click.UsageError) as error:
        decks(*asked, output=output)
    return error.value.message


def test_several_reports_do_not_go_into_one_file() -> None:
    put("a.yaml", "b.yaml")
    assert "2 reports" in refused("a.yaml", "b.yaml", output="x.pptx")


@pytest.mark.parametrize(("one", "other"), [("x/a", "y/a"), ("x/a", "y/A"), ("x/é", "y/e\u0301")])
def test_two_reports_never_share_a_deck(one: str, other: str) -> None:
    put(f"{one}.yaml", f"{other}.yaml")
    assert "would both be written" in refused(f"{one}.yaml", f"{other}.yaml", output="out")


def test_a_file_is_no_folder_to_write_to() -> None:
    put("a.yaml", "taken")
    assert "is a file" in refused("a.yaml", output="taken")


def test_a_folder_without_reports_is_wrong_usage() -> None:
    Path("empty").mkdir()
    assert "no report" in refused("empty")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links and pipes in other ways")
def test_a_pipe_in_a_folder_is_not_waited_for() -> None:
    put("in/a.yaml")
    os.mkfifo("in/endless.yaml")
    assert decks("in") == {"in/a.yaml": "a.pptx"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows makes links and pipes in other ways")
def test_a_link_that_leads_round_in_a_circle_is_left_to_the_build_to_report() -> None:
    put("in/a.yaml")
    Path("in/round.yaml").symlink_to("round.yaml")
    assert decks("in", output="out") == {"in/a.yaml": "out/a.pptx", "in/round.yaml": "out/round.pptx"}


def test_an_output_name_that_is_too_long_is_left_to_the_build_to_report() -> None:
    put("a.yaml")
    name = "x" * 300 + ".pptx"
    assert decks("a.yaml", output=name) == {"a.yaml": name}
