"""The command line: every button's twin on closed workbooks. Exit status 0 no 誤り, 1 at least one,
2 it could not be done."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from validators.problems import Problem, own_fault
from xl.commands.arguments import OPEN, understood
from xl.commands.declared import check, form, ledger, letter, number, setup
from xl.commands.options import given_files
from xl.commands.parser import Parser
from xl.commands.patterns import expand
from xl.commands.run import runner
from xl.files.memory import uncollected
from xl.files.process import alone
from xl.files.write import never_over

PROGRAM = "careerup"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what goes wrong is one Japanese sentence on stderr. Without ``argv`` the process is the
    command's own: its words are taken, and nothing else is to run in it."""
    with alone(argv is None):
        return _told(sys.argv[1:] if argv is None else argv)


def _told(argv: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        with uncollected():
            parser = _parser()
            words = understood(argv, parser.choices())
            status = _command(parser, words)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever read the output has seen enough: nothing to say
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Problem as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print(Problem("run-interrupted"), file=sys.stderr)
    except MemoryError:
        print(Problem("run-memory"), file=sys.stderr)
    except OSError as error:
        name = Path(error.filename).name if error.filename else "ファイル"
        rule = "run-name-long" if error.errno == errno.ENAMETOOLONG else "run-file"
        print(Problem(rule, name=name), file=sys.stderr)
    except Exception as error:
        print(own_fault(error), file=sys.stderr)
    return 2


def _command(parser: Parser, words: Sequence[str]) -> int:
    if not words:
        return runner("xl.commands.guide:show")(PROGRAM)
    if words[0] == OPEN:
        return runner("xl.commands.open:run")(words[1:], partial(_run, parser))
    return _run(parser, words)


def _run(parser: Parser, words: Sequence[str], books: Mapping[Path, Any] | None = None) -> int:
    options = parser.parse_args(words)
    if books:
        options.books = books  # read already, to find out what they are
    expand(options)
    with never_over(given_files(options)):
        return runner(options.run)(options)


class _Version(argparse.Action):
    """``--version``: asked for, not looked up beforehand."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        parser.exit(runner("xl.commands.guide:show_version")(PROGRAM))


def _parser() -> Parser:
    parser = Parser(
        prog=PROGRAM,
        description="保育士等キャリアアップ研修の名簿・番号・指定を確かめる道具",
        examples=(
            "名簿.xlsx",
            "check roster 名簿.xlsx --prefecture 群馬県",
            'form certificate 名簿.xlsx --out 修了証 --issuer "群馬県知事　氏名" --pdf',
        ),
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="版を出す")
    commands = parser.add_subparsers(
        dest="command", required=True, parser_class=Parser, metavar="コマンド"
    )
    for group in (check, number, form, letter, ledger, setup):
        group.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
