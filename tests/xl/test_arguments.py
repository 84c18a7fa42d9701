"""What a clerk types, however the IME wrote it, reaches the parser in its own words."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from validators.problems import Problem
from xl.commands.arguments import understood
from xl.commands.declared.examples import EXAMPLES
from xl.commands.help_text import columns
from xl.commands.parser import Parser, guess

COMMANDS = ("check", "number", "form", "ledger", "demo", "open")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (
            ["check", "roster", "−−prefecture", "群馬県"],
            ["check", "roster", "--prefecture", "群馬県"],
        ),
        (["check", "roster", "ー－prefecture"], ["check", "roster", "--prefecture"]),
        (["check", "roster", "――ｐｒｅｆｅｃｔｕｒｅ"], ["check", "roster", "--prefecture"]),
        (["check", "roster", "—today", "2026-07-01"], ["check", "roster", "--today", "2026-07-01"]),
        (["check", "roster", "--today=R8.7.1"], ["check", "roster", "--today=R8.7.1"]),
        (["check", "roster", "−h"], ["check", "roster", "-h"]),
        (["check", "名簿", "a.xlsx"], ["check", "roster", "a.xlsx"]),
        (["名簿", "a.xlsx"], ["check", "roster", "a.xlsx"]),
        (["form", "修了証", "a.xlsx"], ["form", "certificate", "a.xlsx"]),
        (["修了証", "a.xlsx"], ["form", "certificate", "a.xlsx"]),
        (["a.xlsx", "b.csv"], ["open", "a.xlsx", "b.csv"]),
        (["check", "a.xlsx"], ["open", "a.xlsx"]),
        (["--prefecture", "群馬県", "a.ods"], ["open", "a.ods", "--prefecture", "群馬県"]),
        (["roster", "a.xlsx"], ["check", "roster", "a.xlsx"]),
        (["名簿検証", "a.xlsx"], ["check", "roster", "a.xlsx"]),
        (["使い方"], ["manual"]),
        (["/?"], ["--help"]),
        (["check　roster　a.xlsx"], ["check", "roster", "a.xlsx"]),
        (
            ["check", "roster", "−−prefecture　群馬県"],
            ["check", "roster", "--prefecture", "群馬県"],
        ),
        (["form", "--issuer", "知事　氏名"], ["form", "--issuer", "知事　氏名"]),
        (["ＣＨＥＣＫ", "Roster", "a.xlsx"], ["check", "roster", "a.xlsx"]),
        (["check-roster", "a.xlsx"], ["check", "roster", "a.xlsx"]),
        (["form", "様式第3号", "a.xlsx"], ["form", "notice", "a.xlsx"]),
        (["demo", "MyFolder"], ["demo", "MyFolder"]),
        (["“a.xlsx” "], ["open", "a.xlsx"]),
        (["「a.xlsx」"], ["open", "a.xlsx"]),
        (["a．ｘｌｓｘ"], ["open", "a．ｘｌｓｘ"]),
        (["number", "a.xlsx", "--agency", "02"], ["number", "a.xlsx", "--agency", "02"]),
        (["ledger", "find", "ー"], ["ledger", "find", "ー"]),
        (["ledger", "find", "-5"], ["ledger", "find", "-5"]),
        ([], []),
    ],
)
def test_words(typed: list[str], meant: list[str]) -> None:
    assert understood(typed, COMMANDS) == meant


def test_a_name_with_a_blank_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "名簿 最終.xlsx").write_bytes(b"x")
    with pytest.raises(Problem, match=r'"名簿 最終.xlsx" のように " で囲んで'):
        understood(["check", "roster", "名簿", "最終.xlsx"], COMMANDS)
    assert understood(["check", "roster", "名簿 最終.xlsx"], COMMANDS)[2] == "名簿 最終.xlsx"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ([], "選べるのは check（確かめる）、number（付番）"),
        (["--vresion"], "（もしかして: --version）"),
        (["chek"], "「chek」は選べません（もしかして: check）。選べるのは check、number です。"),
        (["check", "--perfecture", "群馬県"], "（もしかして: --prefecture）"),
        (["number", "--prefecture", "群馬県"], "「--prefecture」は、この命令では使えません。"),
        (["number", "名簿.xlsx"], "「名簿.xlsx」は余分です"),
        (["check", "--prefecture"], "--prefecture のあとに値がありません"),
        (["number", "--rows", "x"], "--rows の「x」を読めません"),
        (["check", "--pre", "1"], "「--pre」では --prefecture, --previous のどれか分かりません"),
    ],
)
def test_refusals_are_one_japanese_sentence(typed: list[str], words: str) -> None:
    parser = Parser(prog="careerup")
    kinds = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    check = kinds.add_parser("check", help="確かめる")
    number = kinds.add_parser("number", help="付番")
    parser.add_argument("--version", action="store_true")
    check.add_argument("--prefecture")
    check.add_argument("--previous")
    number.add_argument("--rows", type=int)
    with pytest.raises(Problem) as refused:
        parser.parse_args(typed)
    text = str(refused.value)
    assert words in text and text.count("\n") == 0 and "argument" not in text


def test_help_is_japanese_and_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser(prog="careerup check", examples=("check roster 名簿.xlsx",))
    with pytest.raises(SystemExit):
        parser.parse_args(["--help"])
    shown = capsys.readouterr().out
    assert "使い方: careerup check" in shown and "この使い方を出す" in shown
    assert "  careerup check roster 名簿.xlsx" in shown
    for english in ("usage", "options:", "positional", "show this"):
        assert english not in shown


def test_nothing_near_is_no_guess() -> None:
    assert guess("名簿", ("check",)) == ""


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Every parser of the program, and the program's own."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for below in action.choices.values():
                yield from leaves(below)


def test_every_help_is_japanese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that can be given is explained, in Japanese, in lines that 80 columns hold."""
    from xl.cli import _parser

    monkeypatch.setenv("COLUMNS", "80")
    for one in leaves(_parser()):
        for line in one.format_help().splitlines():
            assert columns(line) <= 80 or line.startswith("  careerup "), (one.prog, line)
        for action in one._actions:
            assert action.help or action.nargs == argparse.PARSER, (one.prog, action.dest)
            if action.metavar and action.nargs != 0:
                told = str(action.metavar)
                assert not re.fullmatch(r"[A-Z_]{1,}", told), (one.prog, told)
        told = one.format_help()
        for english in ("usage", "options:", "positional", "show this", "default:"):
            assert english not in told, one.prog


def test_every_command_shows_how_it_is_written() -> None:
    from workbooks.ledger.reissue import REISSUE_REASONS, REVOKE_REASONS
    from xl.cli import _parser

    shown = {one.prog: one for one in leaves(_parser())}
    assert [name for name, one in shown.items() if len(one.examples) < 3] == []
    assert "、".join(REISSUE_REASONS) in "".join(
        shown["careerup ledger reissue"].format_help().split()
    )
    assert "、".join(REVOKE_REASONS) in "".join(
        shown["careerup ledger revoke"].format_help().split()
    )


def test_every_example_is_taken() -> None:
    from xl.cli import _parser

    parser = _parser()
    known = {one.prog.partition(" ")[2] for one in leaves(parser)}
    for names, lines in EXAMPLES.items():
        assert names in known, names
        for line in lines:
            assert line.startswith(names) or line != lines[0], line
            parser.parse_args(understood(shlex.split(line), parser.choices()))
