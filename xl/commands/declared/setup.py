"""``careerup demo | call | build | bundle | install | uninstall | doctor``: what they take."""

from __future__ import annotations

from pathlib import Path

from xl.commands.options import Commands


def add(commands: Commands) -> None:
    """Declare the commands."""
    demo = commands.add_parser("demo", help="見本のブックを作って検証してみる")
    demo.add_argument("folder", nargs="?", type=Path, default=Path("careerup-demo"), metavar="DIR")
    demo.add_argument("--today", help="この日の見本を作る（既定は今日。2026-07-06）")
    demo.set_defaults(run="xl.commands.demo:demo")
    call = commands.add_parser("call", help="ワークシート関数を一つ計算する")
    call.add_argument("name", metavar="NAME")
    call.add_argument("arguments", nargs="*", metavar="ARG")
    call.set_defaults(run="xl.commands.call:call")
    make = commands.add_parser(
        "build", help="Excel アドイン careerup.xlam と様式第1号〜第4号のひな形を作る"
    )
    make.add_argument("--out", type=Path, default=Path(), metavar="DIR")
    make.set_defaults(run="xl.commands.build:build")
    kit = commands.add_parser(
        "bundle", help="インターネットのない PC に入れるための一式（zip）を作る"
    )
    kit.add_argument("--out", type=Path, default=Path(), metavar="DIR")
    kit.set_defaults(run="xl.commands.build:bundle")
    for name, text in (
        ("install", "アドインを Excel に入れる"),
        ("uninstall", "アドインを取り除く"),
        ("doctor", "この PC で動かない理由を調べる"),
    ):
        commands.add_parser(name, help=text).set_defaults(run=f"xl.commands.setup:{name}")
