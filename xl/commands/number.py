"""``careerup number``: 修了証番号 for completed rows without one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from validators.problems import FileProblem, Problem
from validators.profile import Profile
from xl.commands import Commands, day_of, given_files, profile_of, profile_options
from xl.files.write import possible

if TYPE_CHECKING:
    from xl.numbering import Series


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("number", help="修了証番号のない行に番号を付けた写しを作る")
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="COPY.xlsx",
        help="番号を入れた写しの名前（--dry-run では要りません）",
    )
    parser.add_argument("--sheet", help="このシートだけ")
    parser.add_argument(
        "--issued-on",
        metavar="DATE",
        help="発行年月日（既定は基準日。名簿に発行年月日があればそれを使う）",
    )
    parser.add_argument(
        "--agency", metavar="NN", help="研修実施機関番号（名簿に書かれていないとき）"
    )
    parser.add_argument(
        "--ledger",
        metavar="FILE.sqlite|postgresql://…",
        help="台帳から番号を取る（なければこのブックの続きの番号）",
    )
    parser.add_argument(
        "--again", action="store_true", help="同じ人・同じ分野の番号が既にある行にも付ける"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="付ける番号を示すだけで、何も書かない"
    )
    parser.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    profile_options(parser)
    parser.set_defaults(run=_number)


def _number(options: argparse.Namespace) -> int:
    from validators.numbers import agency as agencies
    from xl import numbering

    if not options.out and not options.dry_run:
        raise FileProblem(
            "番号を入れた写しの名前を --out で指定してください。示すだけなら --dry-run を付けてください。"
        )
    agency = agencies.read(options.agency).value if options.agency else None
    if options.agency and agency is None:
        raise FileProblem(
            f"研修実施機関番号「{options.agency}」が分かりません。02 のように2桁で書いてください。"
        )
    profile, today = profile_of(options.profile, options.prefecture), day_of(options.today)
    issued_on = day_of(options.issued_on) if options.issued_on else None
    book, tables, wanted, left = numbering.number(
        options.file,
        profile,
        today,
        sheet=options.sheet,
        issued_on=issued_on,
        agency=agency,
        again=options.again,
    )
    if options.out and not options.dry_run:  # before any number is taken
        possible([options.out], given_files(options), force=options.force)
    given, asked = (series := _series(options, profile)).give(
        wanted, tables, dry_run=options.dry_run
    )
    left += asked
    if given and not options.dry_run:
        try:
            numbering.write_copy(
                options.file,
                options.out,
                numbering.fills(given, issued_on),
                date_1904=book.grids[0].date_1904,
                force=options.force,
            )
        except Problem as problem:
            kept = (
                f"番号 {given[0].number} などは台帳に予約してあります。もう一度実行すると同じ人に同じ番号が付きます。"
                if options.ledger
                else ""
            )
            raise FileProblem(f"{problem}{kept}") from None
        series.keep()
    for sheet, cell, name, field, number, reason in numbering.lines(given, left):
        print(f"{sheet}!{cell} {name} {field}: {number or '付けていません。' + str(reason)}")
    for gap in series.gaps():
        print(f"欠番: {gap}")
    if not given:
        done = "番号を付けた行はありません。"
    elif options.dry_run:
        done = f"{len(given)} 人に付けられます（まだ何も書いていません）。"
    else:
        done = f"{len(given)} 人に付けた写しを {options.out} に作りました。"
    print(done + (f"{len(left)} 人には付けていません。" if left else ""))
    return 1 if left else 0


def _series(options: argparse.Namespace, profile: Profile) -> Series:
    from xl.numbering import Alone, FromLedger

    scope = profile["numbers"]["sequence_scope"]
    if not options.ledger:
        return Alone(scope)
    from workbooks.ledger.store.location import url_of
    from xl.settings import open_register

    path = url_of(options.ledger)[1]
    if (
        options.dry_run and path is not None and not path.exists()
    ):  # nothing to look into yet, and showing makes nothing
        return Alone(scope)
    return FromLedger(
        open_register(options.ledger, profile, options.file, create=not options.dry_run),
        scope,
        options.again,
    )
