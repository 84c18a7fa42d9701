"""``careerup number``: what it takes."""

from __future__ import annotations

import argparse
from pathlib import Path

from xl.commands.options import Commands, columns_option, profile_options


def add(commands: Commands) -> None:
    """Declare the command."""
    parser = commands.add_parser("number", help="修了証番号のない行に番号を付けた写しを作る")
    parser.add_argument("file", type=Path, metavar="FILE", help="番号を付ける名簿")
    parser.add_argument(
        "--out",
        type=Path,
        metavar="COPY.xlsx",
        help="番号を入れた写しの名前（--dry-run では要りません）",
    )
    parser.add_argument("--sheet", help="このシートだけ")
    columns_option(parser)
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
        help="台帳から番号を取る（なければ CAREERUP_LEDGER か運用設定の台帳、それもなければこのブックの続きの番号）",
    )
    parser.add_argument("--new", action="store_true", help="新しい台帳を作る（番号は 00001 から）")
    _again(parser)
    parser.add_argument(
        "--dry-run", action="store_true", help="付ける番号を示すだけで、何も書かない"
    )
    parser.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    profile_options(parser)
    parser.set_defaults(run="xl.commands.number:number")


def _again(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--again", action="store_true", help="同じ人・同じ分野の番号が既にある行にも、すべて付ける"
    )
    parser.add_argument(
        "--again-rows",
        default="",
        metavar="名簿!I3,…",
        help="同じ人・同じ分野の番号が既にある行のうち、このセルの行にだけ付ける",
    )
    parser.add_argument("--reason", default="", help="2つ目の番号を付ける理由（台帳に残す）")
