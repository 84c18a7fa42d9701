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
    _eligibility(kinds)
    _compare(commands)
    _tidy(commands)
    _columns(commands)


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
        help="実績報告の受付日（今日 も可。提出予定日と比べる。--designations と使う）",
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


def _eligibility(kinds: Commands) -> None:
    one = kinds.add_parser(
        "eligibility", help="処遇改善等加算（区分3）の修了要件: 職員の役職の表と修了者の名簿から"
    )
    report_options(one)
    one.add_argument(
        "--marked", type=Path, metavar="OUT.xlsx", help="指摘のセルに色とメモを付けた写しも作る"
    )
    one.add_argument(
        "--ledger", metavar="FILE.sqlite|postgresql://…", help="台帳にある修了も数える"
    )
    one.add_argument("--role", metavar="役職", help="役職の列がないときの役職（副主任保育士 など）")
    one.add_argument("--facility", metavar="施設", help="施設の種類（保育所、認定こども園 など）")
    one.add_argument("--duty", metavar="分野", help="職務分野別リーダー・若手リーダーの職務分野")
    one.add_argument(
        "--from",
        dest="month",
        metavar="年月",
        help="加算の開始月（令和8年4月。既定は基準日の年度の4月）",
    )
    one.set_defaults(run="xl.commands.eligibility:run")


def _columns(commands: Commands) -> None:
    columns = commands.add_parser(
        "columns", help="列の確認の答えを控え、次から同じ見出しの表をそのとおりに読む"
    )
    columns.add_argument("file", type=Path, metavar="列の確認.xlsx", help="答えを入れた表")
    columns.add_argument("--sheet", help="列の確認のシートの名前")
    columns.set_defaults(run="xl.commands.columns:columns")


def _compare(commands: Commands) -> None:
    one = commands.add_parser(
        "compare",
        help="突合: 2つの名簿・申込者などを人ごとに比べる（増えた人・減った人・変わった値）",
    )
    one.add_argument("a", type=Path, metavar="A", help="前の（もとになる）ファイル")
    one.add_argument("b", type=Path, metavar="B", help="後の（比べる）ファイル")
    one.add_argument("--sheet-a", metavar="NAME", help="A のこのシートだけ")
    one.add_argument(
        "--sheet-b", metavar="NAME", help="B のこのシートだけ（A と同じファイルでもよい）"
    )
    profile_options(one)
    one.add_argument("--out", type=Path, help="結果のファイル名（.xlsx。既定は A_突合_B.xlsx）")
    one.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    one.add_argument("--json", action="store_true", help="結果を JSON で出す（ファイルは書かない）")
    one.set_defaults(run="xl.commands.compare:run")


def _tidy(commands: Commands) -> None:
    tidy = commands.add_parser("tidy", help="表記を整えた写しを作る（元のファイルは変えない）")
    tidy.add_argument("file", type=Path, metavar="FILE", help="表記を整える名簿")
    tidy.add_argument("--out", type=Path, required=True, metavar="COPY.xlsx", help="作る写しの名前")
    tidy.add_argument("--sheet", help="このシートだけ")
    tidy.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    tidy.set_defaults(run="xl.commands.check:tidy_up")


def report_options(parser: argparse.ArgumentParser) -> None:
    """What every check takes."""
    columns_option(parser)
    parser.add_argument(
        "--ask-columns",
        type=Path,
        metavar="OUT.xlsx",
        help="確かめずに、どの列が何かを尋ねる表（列の確認）を作る",
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="確かめるファイル（いくつでも）"
    )
    parser.add_argument("--sheet", help="このシートだけ")
    profile_options(parser)
    parser.add_argument("--out", type=Path, help="検証結果のファイル名（.xlsx）")
    parser.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    parser.add_argument(
        "--json", action="store_true", help="結果を JSON で出す（ファイルは書かない）"
    )
