"""What is put right is what was wrong; whatever else stands in the file stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckgen.check.figures import figures_in
from deckgen.cli import run
from deckgen.content.reading import read_yaml
from deckgen.diagnostics import Sink
from deckgen.editing import as_written
from deckgen.gate.fixing import fix_bytes
from tests.content.test_edits import Writer

ROOT = Path(__file__).parents[1]
NOWHERE = Path("/nowhere/report.yaml")
HEAD = "title: 报告\nsections:\n- title: 一\n  slides:\n"


def fixed(text: str) -> str:
    return fix_bytes(text.encode(), NOWHERE, Sink()).after.decode()


def fixed_title(title: str, more: str = "") -> str:
    """The title of a slide after the fixes, as its YAML line has it."""
    text = fixed(f"{HEAD}  - title: {title} # why\n    notes: 讲稿\n{more}")
    assert text.startswith(HEAD)
    assert text.endswith(f"\n    notes: 讲稿\n{more}")
    return text[len(HEAD) :].splitlines()[0].removeprefix("  - title: ").removesuffix(" # why")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("建立机制,完善制度", "建立机制，完善制度"),
        ("'建立机制, 完善制度'", "'建立机制，完善制度'"),
        ('"怎么办?"', '"怎么办？"'),
        ("落实到位.", "落实到位。"),
        ("推进“创新创业”,再出发", "推进“创新创业”，再出发"),
        ('推进"创新创业"行动', "推进“创新创业”行动"),
        (r'"推进\"创新创业\"行动"', '"推进“创新创业”行动"'),
        ("完善机制 ，落实 责任", "完善机制，落实 责任"),
        ("完善机制。。", "完善机制。"),
        ("完善，，机制", "完善，机制"),
        ("等等。。。", "等等……"),
        ("Plan，build  and run", "Plan, build and run"),
        ('"Plan：build"', '"Plan: build"'),
        ("Plan：build", '"Plan: build"'),
        ("见[文档,一](https://example.org/文,字)", "见[文档，一](https://example.org/文,字)"),
    ],
)
def test_what_is_certain_is_put_right_where_it_stands(before: str, after: str) -> None:
    assert fixed_title(before) == after


@pytest.mark.parametrize(
    "title",
    [
        "照录“建立机制,完善制度”一句",
        "比分3:2,领先",
        "《Python编程,入门》",
        "有**核心**,并举",
        "增长3 ,000万",
        "&a 建立机制,完善制度",
        "!!str 建立机制,完善制度",
        "推进“创新创业",
        "访问https://example.org/中,文",
    ],
)
def test_what_is_verbatim_or_doubtful_is_left_alone(title: str) -> None:
    assert fixed_title(title) == title


def test_the_rarer_way_to_space_gives_way() -> None:
    tight = "  - {title: 接种HPV疫苗}\n  - {title: 使用APP办理}\n"
    assert fixed_title("上线 APP 和 VR 展厅", tight) == "上线APP和VR展厅"
    spaced = "  - {title: 接种 HPV 疫苗}\n  - {title: 使用 APP 办理}\n  - {title: 扫 QR 码}\n"
    assert fixed_title("上线APP和VR展厅", spaced) == "上线 APP 和 VR 展厅"


def test_lines_of_a_block_stay_lines() -> None:
    notes = "    notes: |\n      第一段,完成。\n\n        深一层 ，好\n      上线。。\n  - title: 二\n"
    right = notes.replace(",", "，").replace(" ，", "，").replace("。。", "。")
    assert fixed(f"{HEAD}  - title: 一\n{notes}") == f"{HEAD}  - title: 一\n{right}"
    folded = "    notes: >-\n      第一段,\n      完成,好。\n"  # the line break reads as a blank, which goes
    assert fixed(f"{HEAD}  - title: 一\n{folded}").endswith(">-\n      第一段，完成，好。\n")
    broken = '    notes: "第一,\\\n      完成,好"\n'
    assert fixed(f"{HEAD}  - title: 一\n{broken}").endswith('"第一，\\\n      完成，好"\n')


def test_photos_get_their_captions_for_a_description() -> None:
    photo = "    photos:\n    - caption: 服务站**开放**首日 # one\n      image: a.jpg\n"
    assert (
        fixed(f"{HEAD}  - title: 一\n{photo}") == f"{HEAD}  - title: 一\n{photo}      alt: 服务站开放首日\n"
    )
    named = "    photos: [{caption: 服务站开放首日, image: a.jpg, alt: IMG_0815.JPG}]\n"
    assert "alt: 服务站开放首日}" in fixed(f"{HEAD}  - title: 一\n{named}")
    pending = "    photos: [{caption: 服务站开放首日, image: null}]\n"
    assert fixed(f"{HEAD}  - title: 一\n{pending}").endswith(pending)


ENGLISH = "We opened the river to the fish and the people of the valley in the spring of last year. " * 4


@pytest.mark.parametrize(("more", "tag"), [("", "en-GB"), ("They love its colors.", "en-US")])
def test_a_language_that_is_certain_is_added(more: str, tag: str) -> None:
    text = f"title: Annual Report\nsections:\n- title: One\n  notes: {ENGLISH}{more}\n"
    assert f"\nlanguage: {tag}\n" in fixed(text)
    assert "language:" not in fixed(text.replace(ENGLISH, ENGLISH[:90]))
    stated = f"{text}language: zh-CN\n"
    assert fixed(stated) == stated


def test_what_data_files_hold_is_not_edited(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("名称,数\n建立机制 ，完善制度,3\n乙,4\n", "utf-8")
    report = tmp_path / "r.yaml"
    text = f"{HEAD}  - title: 一\n    chart: {{data: a.csv, label: 建立机制 ，好}}\n"
    report.write_text(text, "utf-8")
    assert run(["check", "--fix", str(report)]) == 0
    assert report.read_text("utf-8") == text.replace(" ，好", "，好")


def test_what_other_keys_name_keeps_its_name() -> None:
    chart = "    chart: {categories: [甲 ，乙, 丙], values: [1, 2], highlight: 甲 ，乙}\n"
    assert fixed(f"{HEAD}  - title: 一\n{chart}").endswith(chart)


@pytest.mark.parametrize("name", ["annual-report-en", "jiangxi-women", "project-review"])
def test_good_reports_stay_as_they_are(name: str) -> None:
    path = ROOT / "content" / name / "report.yaml"
    assert fix_bytes(path.read_bytes(), path, Sink()).made == ()


WORDS = """建立机制 ， , 。。 完善制度 APP “ ” " ' 3万余场 96.9% 2,000 《 》 ( ） ： : ; ！ \\ **加粗**
[链,接](https://a.b/中,文)"""
PIECES = st.sampled_from([*WORDS.split(), " ", "  "])
TEXTS = st.lists(PIECES, min_size=1, max_size=10).map("".join).map(str.strip).filter(bool)
NOTES = st.lists(TEXTS, min_size=1, max_size=3).map("\n".join)
SLIDES = st.fixed_dictionaries(
    {"title": TEXTS},
    optional={
        "notes": NOTES,
        "achievements": st.lists(TEXTS | st.fixed_dictionaries({"lead": TEXTS, "text": TEXTS}), max_size=2),
        "photos": st.lists(st.fixed_dictionaries({"caption": TEXTS, "image": st.just("a.jpg")}), max_size=1),
    },
)
REPORTS = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "sections": st.lists(
            st.fixed_dictionaries({"title": TEXTS, "slides": st.lists(SLIDES, min_size=1, max_size=2)}),
            min_size=1,
            max_size=2,
        ),
    }
)


class ReportWriter(Writer):
    """The same, and notes as blocks of text."""

    def entry(self, key: str | None, value: Any, indent: int) -> list[str]:
        plain = key == "notes" and isinstance(value, str)
        if plain and self.yes() and not any(line[:1].isspace() for line in value.split("\n")):
            inner = " " * (indent + self.step)
            sign = self.draw(st.sampled_from(["|", "|-", "|+"]))
            return [f"{' ' * indent}{key}: {sign}", *(f"{inner}{line}" for line in value.split("\n"))]
        return super().entry(key, value, indent)


@given(st.data(), REPORTS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_nothing_changes_but_what_was_put_right(data: st.DataObject, tree: Any, codec: str) -> None:
    before = ReportWriter(data).text(tree).encode(codec)
    done = fix_bytes(before, NOWHERE, Sink())
    edits = {found.edit.path: found.edit.text for found in done.made if found.edit}
    places = {place for place, _ in as_written(before, NOWHERE, edits).items()}
    old, new = (dict(leaves(read_yaml(text, "x", Sink()))) for text in (before, done.after))
    assert {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)} <= places
    assert all(figures(old[place]) == figures(new[place]) for place in places & old.keys())
    assert fix_bytes(done.after, NOWHERE, Sink()).after == done.after
    then, now = before.decode(codec), done.after.decode(codec)
    assert then.count(" # a comment") == now.count(" # a comment")
    assert ("\r" in then, "\n" in then.replace("\r\n", "")) == ("\r" in now, "\n" in now.replace("\r\n", ""))


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> Any:
    match data:
        case dict() | list():
            parts = data.items() if isinstance(data, dict) else enumerate(data)
            for key, value in parts:
                yield from leaves(value, (*path, key))
        case _:
            yield path, data


def figures(text: str | None) -> list[str]:
    return [figure.shown for figure in figures_in(text or "")]


Capture = pytest.CaptureFixture[str]
FAULTY = f"{HEAD}  - title: 建立机制,完善制度\n"


def test_fixes_are_written_and_told(tmp_path: Path, capsys: Capture) -> None:
    report = tmp_path / "r.yaml"
    report.write_text(FAULTY, "utf-8")
    assert run(["check", str(report)]) == 0
    assert "1 note, 1 for --fix" in capsys.readouterr().out
    assert run(["check", "--fix", str(report)]) == 0
    out = capsys.readouterr().out
    assert f"{report}:5:12: fixed: punctuation-mixed" in out
    assert "1 warning, 1 fixed" in out
    assert report.read_text("utf-8") == FAULTY.replace(",", "，")


def test_a_diff_is_shown_and_nothing_written(tmp_path: Path, capsys: Capture) -> None:
    report = tmp_path / "r.yaml"
    report.write_text(FAULTY, "utf-8")
    assert run(["check", "--diff", str(report)]) == 1
    out = capsys.readouterr().out
    assert "-  - title: 建立机制,完善制度\n+  - title: 建立机制，完善制度\n" in out
    assert report.read_text("utf-8") == FAULTY
    run(["check", "--fix", str(report)])
    capsys.readouterr()
    assert run(["check", "--fix", "--dry-run", str(report)]) == 0
    assert capsys.readouterr().out == ""


def test_what_is_allowed_is_not_put_right(tmp_path: Path) -> None:
    report = tmp_path / "r.yaml"
    text = f"{FAULTY}    allow: [{{code: punctuation-mixed, because: 照录}}]\n"
    report.write_text(text, "utf-8")
    assert run(["check", "--fix", str(report)]) == 0
    assert report.read_text("utf-8") == text


def test_a_report_that_cannot_be_read_or_written_is_left_and_said(tmp_path: Path, capsys: Capture) -> None:
    report = tmp_path / "r.yaml"
    report.write_text(FAULTY + "  - [", "utf-8")
    assert run(["check", "--fix", str(report)]) == 1
    assert run(["check", "--diff", str(report)]) == 1
    assert "invalid-yaml" in capsys.readouterr().out
    report.write_text(FAULTY, "utf-8")
    report.chmod(0o444)
    run(["check", "--fix", str(report)])
    assert "the file is read-only" in capsys.readouterr().err
    assert report.read_text("utf-8") == FAULTY
