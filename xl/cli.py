"""The command line: every button's twin on closed workbooks. Exit status 0 no 誤り, 1 at least one,
2 it could not be done."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from validators.problems import FileProblem, Problem, own_fault
from validators.profile import ProfileProblem
from xl.commands import check as checks
from xl.commands import form as forms
from xl.commands import ledger, setup
from xl.commands import number as numbers
from xl.files.memory import uncollected


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise FileProblem(
            f"指定の仕方が違います（{_japanese(message)}）。{self.prog} --help で使い方が出ます。"
        )


def _japanese(message: str) -> str:
    for english, japanese in (
        ("the following arguments are required:", "足りないもの:"),
        ("unrecognized arguments:", "知らない指定:"),
        ("invalid choice:", "選べないもの:"),
        ("expected one argument", "値が要ります"),
        ("expected at least one argument", "値が要ります"),
        ("argument ", ""),
        ("choose from", "選べるのは"),
    ):
        message = message.replace(english, japanese)
    return message


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what goes wrong is one Japanese sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        with uncollected():
            options = _parser().parse_args(argv)
            status: int = options.run(options)
        return status
    except (Problem, ProfileProblem) as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print("中止しました。何も書いていません。", file=sys.stderr)
    except MemoryError:
        print(
            "メモリが足りません。ファイルを分けるか、ほかのプログラムを閉じてください。",
            file=sys.stderr,
        )
    except Exception as error:
        if not isinstance(error, OSError):
            print(own_fault(error), file=sys.stderr)
            return 2
        print(
            (
                f"{Path(error.filename).name if error.filename else 'ファイル'} を読み書きできません。"
                f"場所と空き容量を確かめてください。"
            ),
            file=sys.stderr,
        )
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="careerup", description="保育士等キャリアアップ研修の名簿・番号・指定を確かめる道具"
    )
    commands = parser.add_subparsers(
        dest="command", required=True, parser_class=_Parser, metavar="COMMAND"
    )
    for group in (checks, numbers, forms, ledger, setup):
        group.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
