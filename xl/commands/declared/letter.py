"""``careerup letter …``: what it takes."""

from __future__ import annotations

import argparse
from pathlib import Path

from xl.commands.options import Commands, profile_options


def add(commands: Commands) -> None:
    """Declare the commands."""
    parser = commands.add_parser("letter", help="機関へ送る文書: 差戻し・受理・督促・指定の更新")
    kinds = parser.add_subparsers(
        dest="kind", required=True, parser_class=type(parser), metavar="KIND"
    )
    reply = kinds.add_parser("reply", help="届いた実績報告ごとに、差戻しか受理の文書を作る")
    reply.add_argument("files", nargs="+", type=Path, metavar="FILE", help="届いた実績報告")
    reply.add_argument("--designations", type=Path, required=True, help="照らし合わせる指定台帳")
    reply.add_argument("--sheet", help="このシートだけ")
    reply.add_argument("--received-on", metavar="DATE", help="実績報告の受付日")
    late = kinds.add_parser("overdue", help="提出予定日を過ぎても届かない報告の督促を作る")
    late.add_argument("file", type=Path, metavar="指定台帳", help="提出予定日のある指定台帳")
    late.add_argument(
        "--received",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="届いた実績報告（なければ何も付けない）",
    )
    late.add_argument(
        "--ledger", metavar="FILE.sqlite|postgresql://…", help="取り込んだ台帳でも確かめる"
    )
    ending = kinds.add_parser("renewal", help="まもなく失効する指定の更新のお知らせを作る")
    ending.add_argument("file", type=Path, metavar="指定台帳", help="指定台帳のファイル")
    for one in (reply, late, ending):
        _common(one)


def _common(one: argparse.ArgumentParser) -> None:
    one.add_argument("--out", type=Path, required=True, metavar="DIR", help="文書を置くフォルダー")
    one.add_argument(
        "--format", default="docx,eml", metavar="docx,eml,txt", help="作る形式（既定は docx,eml）"
    )
    one.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    profile_options(one)
    one.set_defaults(run="xl.commands.letter:run")
