"""No output is ever an input: every command of the parser × every output given the name of each file it reads.

The list is the parser's own: a command that writes, or a file that it reads, without a line in ``LINES`` fails.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import chdir, closing
from pathlib import Path

import pytest

from workbooks import templates
from workbooks.samples import filings, ledgers, rosters
from workbooks.samples.sheets import write_sheets
from xl.cli import _parser, main
from xl.commands.options import OUTPUTS, given_files

BLANKS = {name: form for form, (_, name) in templates.BLANKS.items()}
PLACE = ("--prefecture", "群馬県", "--today", "2026-07-06")
ROSTER = ("check", "roster", "名簿.xlsx", *PLACE)
_PLACE = " ".join(PLACE)
_CHECK = f"--profile 設定.xlsx {_PLACE}"
_FORM = f"--designations 指定.xlsx --issuer 知事 {_CHECK}"
_LEDGER = f"--ledger 台帳.sqlite {_CHECK}"
_NUMBER = rosters.clean_rows()[0][10]
# a command that writes → its lines, in one of which each file stands that it can read; the test puts in the outputs
LINES = {
    "check roster": (f"名簿.xlsx --designations 指定.xlsx {_CHECK}", f"名簿.xlsx 次.xlsx {_CHECK}"),
    "check applications": (f"申請.xlsx --designations 指定.xlsx {_CHECK}",),
    "check designations": (f"指定.xlsx --applications 申請.xlsx --year 令和7年度 {_CHECK}",),
    "check participants": (f"受講.xlsx {_CHECK}",),
    "check eligibility": (f"職員.xlsx 名簿.xlsx {_LEDGER}", f"職員.xlsx {_LEDGER}"),
    "compare": (f"名簿.xlsx 次.xlsx {_CHECK}",),
    "tidy": ("次.xlsx",),
    "number": (f"番号なし.xlsx --again --reason 試し {_LEDGER}", f"番号なし.xlsx {_CHECK}"),
    "form certificate": (f"名簿.xlsx --template 様式第1号_修了証.xlsx --ledger 台帳.sqlite {_FORM}",),
    "form application": (f"申請.xlsx --template 様式第2号_指定申請書.xlsx {_FORM}",),
    "form notice": (f"申請.xlsx --template 様式第3号_指定通知書.xlsx {_FORM}",),
    "form renewal": (f"更新.xlsx --previous 前年.xlsx --template 様式第4号_指定内容更新届出書.xlsx {_FORM}",),
    "form partial": (f"受講.xlsx --template 一部受講証明書.xlsx {_FORM}",),
    "form proof": (
        f"certificate 名簿.xlsx --template 様式第1号_修了証.xlsx --ledger 台帳.sqlite {_FORM}",
        f"renewal 更新.xlsx --previous 前年.xlsx {_FORM}",
    ),
    "form learn": ("様式第1号_修了証.xlsx", "様式第1号_修了証.xlsx --answers 場所.xlsx"),
    "letter reply": (f"名簿.xlsx --designations 指定.xlsx {_CHECK}",),
    "letter overdue": (f"指定.xlsx --received 名簿.xlsx {_LEDGER}",),
    "letter renewal": ("指定.xlsx --profile 設定.xlsx --prefecture 群馬県 --today 2027-02-01",),
    "ledger extract": (f"--to 群馬県 {_LEDGER}",),
    "ledger reissue": (f"{_NUMBER} --reason 紛失 --issuer 知事 --template 様式第1号_修了証.xlsx {_LEDGER}",),
    "ledger history": (f"{_NUMBER} {_LEDGER}",),
    "ledger persons": (_LEDGER, f"--take 名簿.xlsx {_LEDGER}"),
    "ledger statistics": (f"--designations 指定.xlsx {_LEDGER}",),
    "ledger backup": (_LEDGER,),
    "ledger export": (_LEDGER,),
    "ledger move": (_LEDGER,),
    "ledger key": (_LEDGER, f"--take 鍵.txt {_LEDGER}"),
    "settings": ("設定.xlsx", "--profile 設定.xlsx"),
    **dict.fromkeys(("demo", "manual", "build", "bundle"), ("",)),
}  # fmt: skip
REGISTER = ("台帳.sqlite", "台帳.sqlite-wal")
# what may end well, for there is nothing to write: no doubt about a person, and a sheet that is checked, not made
_WITHOUT = (("ledger persons", "out"), ("settings", "out"))


def leaves(
    parser: argparse.ArgumentParser, *words: str
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its own parser."""
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    if not below:
        yield " ".join(words), parser
    for action in below:
        for word, one in action.choices.items():
            yield from leaves(one, *words, word)


PARSERS = dict(leaves(_parser()))


def outputs(command: str) -> list[argparse.Action]:
    """What a command writes; the place that a register moves to may be a file or an address."""
    moved = ("ledger move", "to")
    return [
        action
        for action in PARSERS[command]._actions
        if (action.dest in OUTPUTS and action.type is Path) or (command, action.dest) == moved
    ]


def line_of(command: str, line: str, output: argparse.Action, value: str) -> list[str]:
    """The whole command line with one output, and those that it cannot do without."""
    words = [*command.split(), *shlex.split(line)]
    for other in outputs(command):
        if other is output or (other.required and other.option_strings):
            words += [*other.option_strings[-1:], value if other is output else "ほか.xlsx"]
    return words + ["--force"] * ("--force" in PARSERS[command]._option_string_actions)


INTO_FOLDERS = [
    (command, output.dest)
    for command in LINES
    for output in outputs(command)
    if output.metavar == "フォルダー" and LINES[command] != ("",)
]


def test_every_command_of_the_parser_is_tried() -> None:
    assert set(LINES) == {command for command in PARSERS if outputs(command)}
    for command, lines in LINES.items():
        there = {
            action.dest
            for action in PARSERS[command]._actions
            if action.dest not in OUTPUTS
            and (action.type is Path or action.dest in ("profile", "ledger"))
        }
        given = set()
        for line in lines:
            options = PARSERS[command].parse_args([*shlex.split(line), *_needed(command, line)])
            given |= {
                name for name, value in vars(options).items() if value not in (None, "guideline")
            }
        assert there <= given, f"{command}: no line with {there - given}"


def _needed(command: str, line: str) -> list[str]:
    """The outputs that a line cannot be read without."""
    return [
        word
        for output in outputs(command)
        if output.required or (command in ("ledger persons", "ledger key") and "--take" not in line)
        for word in (output.option_strings[-1], "x")
    ]


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one workbook of each kind and a register."""
    folder = tmp_path_factory.mktemp("元")
    rosters.write(folder / "名簿.xlsx", rosters.clean_rows())
    rosters.write(folder / "次.xlsx", rosters.messy_rows())
    unnumbered = [[*row[:10], "", *row[11:]] for row in rosters.clean_rows()]
    rosters.write(folder / "番号なし.xlsx", unnumbered)
    ledgers.write_designations(folder / "指定.xlsx")
    ledgers.write_applications(folder / "申請.xlsx")
    ledgers.write_participants(folder / "受講.xlsx")
    staff = [("架空　花", "1990-01-01", "副主任保育士")]
    write_sheets(folder / "職員.xlsx", [("職員", ("氏名", "生年月日", "役職"), staff)])
    for name, form in BLANKS.items():
        shutil.copyfile(templates.blank(form), folder / name)
    assert main(["settings", "--out", str(folder / "設定.xlsx")]) == 0
    learn = ["form", "learn", str(folder / "様式第1号_修了証.xlsx")]
    assert main([*learn, "--out", str(folder / "場所.xlsx")]) == 0
    write_sheets(folder / "更新.xlsx", [("台帳", filings.HEADINGS, filings.RENEWALS)])
    shutil.copyfile(folder / "更新.xlsx", folder / "前年.xlsx")
    place = ["--ledger", str(folder / "台帳.sqlite"), "--new", *PLACE]
    assert main(["ledger", "import", str(folder / "名簿.xlsx"), *place]) == 0
    return folder


@pytest.fixture
def folder(originals: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "作業"
    shutil.copytree(originals, place)
    monkeypatch.chdir(place)
    return place


def state(folder: Path) -> dict[str, object]:
    """The content of every file; of the register the end of its chain, for SQLite moves its own bytes about."""
    found: dict[str, object] = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "台帳.sqlite" not in path.name
    }
    with closing(sqlite3.connect(folder / "台帳.sqlite")) as register:
        found["台帳.sqlite"] = register.execute("select entries, hash, role from ledger").fetchall()
    return found


def told(capsys: pytest.CaptureFixture[str], words: Sequence[str]) -> str:
    """Run a command that has to be refused; its sentence."""
    status = main([*words])
    said = capsys.readouterr()
    assert (status, said.out) == (2, ""), (words, said)
    return said.err.splitlines()[-1]


def read_by(command: str, line: str) -> list[str]:
    """The files that stand in a line."""
    words = [*command.split(), *shlex.split(line), *_needed(command, line)]
    return [str(path) for path in given_files(_parser().parse_args(words))]


@pytest.mark.parametrize("command", LINES)
def test_an_output_is_never_an_input(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    """Each output of the command is given the name of each file that it reads, and of the register and of what SQLite
    lays beside it, which no output replaces."""
    before = state(folder)
    for line in LINES[command]:
        for output in outputs(command):
            any_name = command.startswith("ledger") or output.metavar == "フォルダー"
            names = [*read_by(command, line), *REGISTER[: 2 if any_name else 1]]
            for name in dict.fromkeys(names):
                words = line_of(command, line, output, name)
                status = main(words)
                said = capsys.readouterr()
                assert state(folder) == before, words
                assert status == 2 or (command, output.dest) in _WITHOUT, (words, said)
                assert (status, said.out) == (0, said.out) or not said.out, (words, said)


@pytest.mark.parametrize(("command", "output"), INTO_FOLDERS)
def test_no_result_in_a_folder_replaces_what_was_read(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str, output: str
) -> None:
    """Each file that is read has the very name that a result is going to have."""
    action = next(one for one in outputs(command) if one.dest == output)
    words = line_of(command, LINES[command][0], action, "出力")
    result = _first_result(folder, words)
    capsys.readouterr()
    (folder / "出力").mkdir()
    for name in dict.fromkeys(read_by(command, LINES[command][0])):
        by_name = name == "設定.xlsx" or name in BLANKS
        if name in REGISTER or (by_name and result.suffix != ".xlsx"):
            continue  # no such file could be read under the result's name
        shutil.copyfile(folder / name, folder / result)
        before = state(folder)
        status = main([str(result) if word == name else word for word in words])
        after = state(folder)
        if command == "ledger reissue":  # recorded, and said so; done again it only writes the file
            after["台帳.sqlite"] = before["台帳.sqlite"]
        assert after == before, (words, name)
        assert status == 2 and "元のファイル" in capsys.readouterr().err, (words, name)


def _first_result(folder: Path, words: Sequence[str]) -> Path:
    """The name of what a command writes into a folder, from a run on copies."""
    copies = folder.with_name("試し")
    shutil.copytree(folder, copies)
    with chdir(copies):
        assert main(words) in (0, 1)
        return min(Path("出力").iterdir(), key=lambda path: (path.suffix != ".xlsx", path.name))


@pytest.mark.parametrize("link", ["symbolic", "hard", "dotted"])
@pytest.mark.parametrize("option", ["--out", "--marked"])
def test_links_are_followed(
    folder: Path, originals: Path, capsys: pytest.CaptureFixture[str], option: str, link: str
) -> None:
    other = folder / "別名.xlsx"
    if link == "symbolic":
        other.symlink_to(folder / "名簿.xlsx")
    elif link == "hard":
        os.link(folder / "名簿.xlsx", other)
    else:
        (folder / "中").mkdir()
        other = folder / "中" / ".." / "名簿.xlsx"
    before = state(folder)
    assert "元のファイル" in told(capsys, (*ROSTER, option, str(other), "--force"))
    assert state(folder) == before


@pytest.mark.parametrize("force", [(), ("--force",)], ids=["plain", "force"])
def test_two_outputs_of_one_name_are_refused(
    folder: Path, originals: Path, capsys: pytest.CaptureFixture[str], force: tuple[str, ...]
) -> None:
    before = state(folder)
    command = (*ROSTER, "--out", "x.xlsx", "--marked", str(folder / "x.xlsx"), *force)
    assert "2つのもの" in told(capsys, command)
    other = (
        *ROSTER,
        "--out",
        "検査Ａ.xlsx",
        "--marked",
        "検査ａ.xlsx",
        *force,
    )  # one name on Windows
    assert "2つのもの" in told(capsys, other)
    published = (
        "check",
        "designations",
        "指定.xlsx",
        *PLACE,
        "--publish",
        ".",
        "--year",
        "令和7年度",
    )
    assert "2つのもの" in told(capsys, (*published, "--out", "指定研修一覧.xlsx", *force))
    assert state(folder) == before and not list(folder.glob("x.xlsx"))


def test_a_device_is_no_output(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = folder / "管.xlsx"
    os.mkfifo(pipe)
    assert "ふつうのファイルではありません" in told(
        capsys, (*ROSTER, "--out", str(pipe), "--force")
    )
    assert pipe.is_fifo()
