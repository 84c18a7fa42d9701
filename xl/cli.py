"""The command line: every button's twin on closed workbooks. Exit status 0 no 誤り, 1 at least one, 2 it could not be done."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from validators.guideline import prefectures
from validators.profile import DEFAULT, Profile, ProfileProblem, parse, shipped
from workbooks.problems import FileProblem, own_fault
from xl.memory import uncollected


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise FileProblem(f"指定の仕方が違います（{_japanese(message)}）。{self.prog} --help で使い方が出ます。")


def _japanese(message: str) -> str:
    for english, japanese in (
        ("the following arguments are required:", "足りないもの:"), ("unrecognized arguments:", "知らない指定:"), ("invalid choice:", "選べないもの:"),
        ("expected one argument", "値が要ります"), ("expected at least one argument", "値が要ります"), ("argument ", ""), ("choose from", "選べるのは"),
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
    except (FileProblem, ProfileProblem) as problem:
        print(problem, file=sys.stderr)
    except KeyboardInterrupt:
        print("中止しました。何も書いていません。", file=sys.stderr)
    except MemoryError:
        print("メモリが足りません。ファイルを分けるか、ほかのプログラムを閉じてください。", file=sys.stderr)
    except Exception as error:
        if not isinstance(error, OSError):
            print(own_fault(error), file=sys.stderr)
            return 2
        print(f"{Path(error.filename).name if error.filename else 'ファイル'} を読み書きできません。場所と空き容量を確かめてください。", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="careerup", description="保育士等キャリアアップ研修の名簿・番号・指定を確かめる道具")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser, metavar="COMMAND")

    demo = commands.add_parser("demo", help="見本のブックを作って検証してみる")
    demo.add_argument("folder", nargs="?", type=Path, default=Path("careerup-demo"), metavar="DIR")
    demo.set_defaults(run=_demo)

    check = commands.add_parser("check", help="表を確かめる")
    kinds = check.add_subparsers(dest="kind", required=True, parser_class=_Parser, metavar="KIND")
    roster = kinds.add_parser("roster", help="研修修了者名簿・実績報告")
    roster.add_argument("files", nargs="+", type=Path, metavar="FILE")
    roster.add_argument("--sheet", help="このシートだけ")
    roster.add_argument("--prefecture", help="都道府県（10 または 群馬県）")
    roster.add_argument("--profile", default=DEFAULT, help="運用設定の名前か .toml ファイル")
    roster.add_argument("--designations", type=Path, help="照らし合わせる指定台帳")
    roster.add_argument("--today", help="基準日（2026-06-30）")
    roster.add_argument("--out", type=Path, help="検証結果のファイル名（.xlsx）")
    roster.add_argument("--marked", type=Path, metavar="OUT.xlsx", help="誤りのセルに色とメモを付けた写しも作る")
    roster.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    roster.add_argument("--json", action="store_true", help="結果を JSON で出す（ファイルは書かない）")
    roster.set_defaults(run=_check_roster)

    call = commands.add_parser("call", help="ワークシート関数を一つ計算する")
    call.add_argument("name", metavar="NAME")
    call.add_argument("arguments", nargs="*", metavar="ARG")
    call.set_defaults(run=_call)
    tidy = commands.add_parser("tidy", help="表記を整えた写しを作る（元のファイルは変えない）")
    tidy.add_argument("file", type=Path, metavar="FILE")
    tidy.add_argument("--out", type=Path, required=True, metavar="COPY.xlsx")
    tidy.add_argument("--sheet", help="このシートだけ")
    tidy.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    tidy.set_defaults(run=_tidy)

    make = commands.add_parser("build", help="Excel アドイン careerup.xlam を作る")
    make.add_argument("--out", type=Path, default=Path(), metavar="DIR")
    make.set_defaults(run=_build)
    kit = commands.add_parser("bundle", help="インターネットのない PC に入れるための一式（zip）を作る")
    kit.add_argument("--out", type=Path, default=Path(), metavar="DIR")
    kit.set_defaults(run=_bundle)
    for name, run, text in (
        ("install", _install, "アドインを Excel に入れる"), ("uninstall", _uninstall, "アドインを取り除く"), ("doctor", _doctor, "この PC で動かない理由を調べる"),
    ):
        commands.add_parser(name, help=text).set_defaults(run=run)
    return parser


def profile_of(name: str, prefecture: str | None) -> Profile:
    """The profile by name or file, for the prefecture given. Raises FileProblem or ProfileProblem."""
    if name.endswith(".toml"):
        path = Path(name)
        try:
            profile = parse(path.read_text(encoding="utf-8-sig"), path.name)
        except (OSError, UnicodeDecodeError):
            raise FileProblem(f"運用設定 {path.name} を読めません。場所と、UTF-8 で保存されているかを確かめてください。") from None
    else:
        profile = shipped(name)
    if prefecture is None:
        return profile
    number = prefectures.number(prefecture)
    if number is None:
        raise FileProblem(f"都道府県「{prefecture}」が分かりません。10 か 群馬県 のように書いてください。")
    return profile.for_prefecture(number)


def day_of(text: str | None) -> dt.date:
    """--today, or the PC's date. Raises FileProblem."""
    if text is None:
        return dt.date.today()
    from validators.wareki import read_date

    day = read_date(text).value
    if day is None:
        raise FileProblem(f"日付「{text}」が分かりません。2026-06-30 のように書いてください。")
    return day


def _check_roster(options: argparse.Namespace) -> int:
    from xl import check

    profile, today = profile_of(options.profile, options.prefecture), day_of(options.today)
    report = check.rosters(options.files, profile, today, sheet=options.sheet, designations=options.designations)
    if options.json:
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")     # scripts read UTF-8, whatever the console is
        json.dump(report.as_json(), sys.stdout, ensure_ascii=False)
        print()
    else:
        from xl import terminal

        report, outputs = check.write_outputs(report, options.files, out=options.out, marked=options.marked, force=options.force)
        terminal.show(report, outputs=outputs)
    return 1 if report.summary()["error"] else 0


def _call(options: argparse.Namespace) -> int:
    from xl import functions

    print(functions.call(options.name, options.arguments))
    return 0


def _tidy(options: argparse.Namespace) -> int:
    from validators.text import to_text
    from xl import tidied

    done, formulas = tidied.tidy(options.file, options.out, profile_of(DEFAULT, None), sheet=options.sheet, force=options.force)
    for c in done:
        print(f"{c.sheet}!{c.cell} {c.heading}: {to_text(c.before)} → {c.shown}")
    left = f"数式のセル {formulas} 個は変えていません。" if formulas else ""
    print(f"{len(done)} 個のセルを整えた写しを {options.out} に作りました。{left}")
    return 0


def _build(options: argparse.Namespace) -> int:
    from xl import addin

    print(f"{addin.write(options.out)} を作りました。")
    return 0


def _bundle(options: argparse.Namespace) -> int:
    from xl import bundle

    path = bundle.write(Path.cwd(), options.out)
    print(f"{path} を作りました。展開して setup.bat をダブルクリックすると入ります（Python {bundle.PYTHON} が要ります）。")
    return 0


def _install(options: argparse.Namespace) -> int:
    from xl import addin, install

    path = install.install(install.this_machine(), lambda folder, settings: addin.write(folder, settings))
    print(f"{path} に入れました。Excel を開き直すと「キャリアアップ研修」のタブが出ます。出ないときは careerup doctor を実行してください。")
    return 0


def _uninstall(options: argparse.Namespace) -> int:
    from xl import install

    removed = install.uninstall(install.this_machine())
    print("".join(f"{path} を消しました。\n" for path in removed) or "入っているアドインはありません。\n", end="")
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from xl import install

    checks = install.diagnose(install.this_machine())
    for check in checks:
        print(f"{'○' if check.good else '×'} {check.seen}" + (f"\n   → {check.todo}" if check.todo and not check.good else ""))
    return 0 if all(check.good for check in checks) else 1


def _demo(options: argparse.Namespace) -> int:
    from xl import demo

    return demo.run(options.folder)


if __name__ == "__main__":
    sys.exit(main())
