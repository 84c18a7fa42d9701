"""``careerup ledger …``: what it takes."""

from __future__ import annotations

import argparse
from pathlib import Path

from xl.commands.options import Commands, profile_options


def add(commands: Commands) -> None:
    """Declare the commands."""
    parser = commands.add_parser("ledger", help="台帳: 取込・照会・抽出・再交付・取消・控え")
    kinds = parser.add_subparsers(
        dest="kind", required=True, parser_class=type(parser), metavar="WHAT"
    )

    _taking(kinds)
    _asking(kinds)
    _changing(kinds)
    _keeping(kinds)


def _command(kinds: Commands, name: str, run: str, text: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = kinds.add_parser(name, help=text)
    made.add_argument(
        "--ledger",
        metavar="FILE.sqlite|postgresql://…",
        help="台帳の場所（なければ CAREERUP_LEDGER、運用設定、台帳.sqlite の順）",
    )
    profile_options(made)
    made.set_defaults(run=f"xl.commands.ledger:{run}")
    return made


def _taking(kinds: Commands) -> None:
    take = _command(kinds, "import", "take_in", "実績報告を取り込む")
    take.add_argument("files", nargs="+", type=Path, metavar="FILE")
    take.add_argument("--sheet", help="このシートだけ")
    take.add_argument("--replace", action="store_true", help="訂正された報告で前の報告を差し替える")
    take.add_argument("--accept", action="store_true", help="同じ人・同じ分野の2つ目の修了を認める")
    _command(
        kinds,
        "designations",
        "designations",
        "指定台帳を取り込む（実績報告の取込で照らし合わせる）",
    ).add_argument("file", type=Path, metavar="FILE")


def _asking(kinds: Commands) -> None:
    find = _command(kinds, "find", "find", "氏名・番号・施設で照会する")
    find.add_argument("text", metavar="TEXT")
    find.add_argument("--json", action="store_true", help="結果を JSON で出す")
    extract = _command(kinds, "extract", "extract", "他の都道府県・市町村へ提供する①〜⑥を抽出する")
    to = extract.add_mutually_exclusive_group(required=True)
    to.add_argument("--to", metavar="都道府県")
    to.add_argument("--to-municipality", metavar="市町村")
    extract.add_argument(
        "--password", action="store_true", help="開くためのパスワードを付ける（続けて尋ねる）"
    )
    _out(extract, required=True)
    history = _command(kinds, "history", "history", "ある人の履歴を1枚にまとめる")
    history.add_argument("number", metavar="修了証番号")
    _out(history, required=False)
    _command(kinds, "reserved", "reserved", "ブックの保存を確かめていない番号の一覧")
    _command(kinds, "verify", "verify", "台帳に矛盾や改ざんがないかを確かめる")


def _changing(kinds: Commands) -> None:
    reissue = _command(kinds, "reissue", "reissue", "再交付を記録する")
    revoke = _command(kinds, "revoke", "revoke", "修了の取消を記録する")
    for own in (reissue, revoke):
        own.add_argument("number", metavar="修了証番号")
        own.add_argument("--reason", required=True, metavar="理由")
        own.add_argument("--note", default="", help="備考")
        own.add_argument("--on", metavar="DATE", help="再交付・取消の日（なければ今日）")
    reissue.add_argument("--name", default="", help="新しい氏名（氏名変更のとき）")
    _out(
        reissue,
        required=False,
        text="修了証を印刷し直すための1行の名簿（careerup form certificate に渡す）",
    )


def _keeping(kinds: Commands) -> None:
    _out(
        _command(kinds, "backup", "backup", "控えを作る（使用中でもよい）"),
        required=True,
        text="控えのファイル名（.sqlite）",
    )
    _out(
        _command(kinds, "export", "export", "すべてを .xlsx か Parquet に書き出す"),
        required=True,
        text=".xlsx か .parquet",
    )
    _command(kinds, "move", "move", "台帳を別の場所（PostgreSQL など）へ移す").add_argument(
        "--to", required=True, metavar="PLACE"
    )


def _out(
    parser: argparse.ArgumentParser, *, required: bool, text: str = "出すファイル（.xlsx）"
) -> None:
    parser.add_argument("--out", type=Path, required=required, metavar="FILE", help=text)
    parser.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
