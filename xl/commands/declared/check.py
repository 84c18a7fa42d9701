"""``careerup check …`` and ``careerup tidy``: what they take."""

from __future__ import annotations

import argparse
from pathlib import Path

from xl.commands.options import Commands, columns_option, profile_options


def add(commands: Commands) -> None:
    """Declare the commands."""
    kinds_of = commands.add_parser("check", help="表を確かめる")
    kinds = kinds_of.add_subparsers(
        dest="kind", required=True, parser_class=type(kinds_of), metavar="KIND"
    )
    _roster(kinds)
    _desk(kinds)
    _tidy(commands)


def _roster(kinds: Commands) -> None:
    roster = kinds.add_parser("roster", help="研修修了者名簿・実績報告")
    report_options(roster)
    roster.add_argument("--designations", type=Path, help="照らし合わせる指定台帳")
    roster.add_argument(
        "--marked", type=Path, metavar="OUT.xlsx", help="誤りのセルに色とメモを付けた写しも作る"
    )
    roster.add_argument(
        "--received-on",
        metavar="DATE",
        help="実績報告の受付日（提出予定日と比べる。--designations と使う）",
    )
    roster.add_argument(
        "--reply",
        type=Path,
        metavar="DIR",
        help="機関ごとの受付結果を書くフォルダー（--designations と使う）",
    )
    roster.set_defaults(run="xl.commands.check:roster")


def _desk(kinds: Commands) -> None:
    for kind, text in (
        ("applications", "指定申請台帳（様式第2号・第4号）"),
        ("designations", "指定台帳"),
        ("participants", "受講者名簿 → 修了判定"),
    ):
        one = kinds.add_parser(kind, help=text)
        report_options(one)
        one.add_argument(
            "--marked", type=Path, metavar="OUT.xlsx", help="指摘のセルに色とメモを付けた写しも作る"
        )
        one.set_defaults(run="xl.commands.check:desk")
        if kind == "applications":
            one.add_argument("--designations", type=Path, help="様式第4号を照らし合わせる指定台帳")
        if kind == "designations":
            one.add_argument(
                "--publish",
                type=Path,
                metavar="DIR",
                help="周知用の一覧（.xlsx .html .csv）を書くフォルダー",
            )
            one.add_argument("--year", help="周知する年度（令和8年度。既定は基準日の年度）")
            one.add_argument("--applications", type=Path, help="日程・会場・定員を補う指定申請台帳")


def _tidy(commands: Commands) -> None:
    tidy = commands.add_parser("tidy", help="表記を整えた写しを作る（元のファイルは変えない）")
    tidy.add_argument("file", type=Path, metavar="FILE")
    tidy.add_argument("--out", type=Path, required=True, metavar="COPY.xlsx")
    tidy.add_argument("--sheet", help="このシートだけ")
    tidy.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    tidy.set_defaults(run="xl.commands.check:tidy_up")


def report_options(parser: argparse.ArgumentParser) -> None:
    """What every check takes."""
    columns_option(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--sheet", help="このシートだけ")
    profile_options(parser)
    parser.add_argument("--out", type=Path, help="検証結果のファイル名（.xlsx）")
    parser.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    parser.add_argument(
        "--json", action="store_true", help="結果を JSON で出す（ファイルは書かない）"
    )
