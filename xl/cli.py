"""The command line: every button's twin on closed workbooks. Exit status 0 no 誤り, 1 at least one,
2 it could not be done."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from validators.messages.commands import GUIDE
from validators.problems import Problem, own_fault
from xl.commands import check as checks
from xl.commands import form as forms
from xl.commands import ledger, setup
from xl.commands import number as numbers
from xl.commands import open as files_alone
from xl.commands.arguments import understood
from xl.commands.parser import Parser
from xl.files.memory import uncollected

PROGRAM = "careerup"


def version() -> str:
    """The installed version, or the one of the source tree where it is not installed."""
    try:
        return metadata.version(PROGRAM)
    except metadata.PackageNotFoundError:
        return "0"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; what goes wrong is one Japanese sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        with uncollected():
            parser = _parser()
            words = understood(sys.argv[1:] if argv is None else argv, parser.choices())
            if not words:
                print(GUIDE.format(program=PROGRAM, version=version()), end="")
                return 0
            if words[0] == files_alone.COMMAND:
                status = files_alone.run(words[1:], lambda known: _run(parser, known))
            else:
                status = _run(parser, words)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever read the output has seen enough: nothing to say
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Problem as problem:
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


def _run(parser: Parser, words: Sequence[str]) -> int:
    options = parser.parse_args(words)
    status: int = options.run(options)
    return status


def _parser() -> Parser:
    parser = Parser(
        prog=PROGRAM,
        description="保育士等キャリアアップ研修の名簿・番号・指定を確かめる道具",
        examples=(
            "名簿.xlsx",
            "check roster 名簿.xlsx --prefecture 群馬県",
            "form certificate 名簿.xlsx --out 修了証 --pdf",
        ),
    )
    parser.add_argument(
        "--version", action="version", version=f"{PROGRAM} {version()}", help="版を出す"
    )
    commands = parser.add_subparsers(
        dest="command", required=True, parser_class=Parser, metavar="コマンド"
    )
    for group in (checks, numbers, forms, ledger, setup):
        group.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
