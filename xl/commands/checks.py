"""``careerup check …`` and ``careerup tidy``."""

from __future__ import annotations

import argparse
from pathlib import Path

from validators.profile import DEFAULT
from xl.commands import Commands, day_of, print_json, profile_of, profile_options


def add(commands: Commands) -> None:
    """Declare the commands."""
    check = commands.add_parser("check", help="表を確かめる")
    kinds = check.add_subparsers(dest="kind", required=True, parser_class=type(check), metavar="KIND")
    roster = kinds.add_parser("roster", help="研修修了者名簿・実績報告")
    report_options(roster)
    roster.add_argument("--designations", type=Path, help="照らし合わせる指定台帳")
    roster.add_argument("--marked", type=Path, metavar="OUT.xlsx", help="誤りのセルに色とメモを付けた写しも作る")
    roster.set_defaults(run=_check_roster)

    tidy = commands.add_parser("tidy", help="表記を整えた写しを作る（元のファイルは変えない）")
    tidy.add_argument("file", type=Path, metavar="FILE")
    tidy.add_argument("--out", type=Path, required=True, metavar="COPY.xlsx")
    tidy.add_argument("--sheet", help="このシートだけ")
    tidy.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    tidy.set_defaults(run=_tidy)


def report_options(parser: argparse.ArgumentParser) -> None:
    """What every check takes."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--sheet", help="このシートだけ")
    profile_options(parser)
    parser.add_argument("--out", type=Path, help="検証結果のファイル名（.xlsx）")
    parser.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    parser.add_argument("--json", action="store_true", help="結果を JSON で出す（ファイルは書かない）")


def _check_roster(options: argparse.Namespace) -> int:
    from xl import check

    profile, today = profile_of(options.profile, options.prefecture), day_of(options.today)
    report = check.rosters(options.files, profile, today, sheet=options.sheet, designations=options.designations)
    if options.json:
        print_json(report.as_json())
    else:
        from xl import terminal

        report, outputs = check.write_outputs(report, options.files, out=options.out, marked=options.marked, force=options.force)
        terminal.show(report, outputs=outputs)
    return 1 if report.summary()["error"] else 0


def _tidy(options: argparse.Namespace) -> int:
    from validators.text import to_text
    from xl import tidied

    done, formulas = tidied.tidy(options.file, options.out, profile_of(DEFAULT, None), sheet=options.sheet, force=options.force)
    for c in done:
        print(f"{c.sheet}!{c.cell} {c.heading}: {to_text(c.before)} → {c.shown}")
    left = f"数式のセル {formulas} 個は変えていません。" if formulas else ""
    print(f"{len(done)} 個のセルを整えた写しを {options.out} に作りました。{left}")
    return 0
