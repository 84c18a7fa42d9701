"""``careerup demo | call | build | bundle | serve | install | uninstall | doctor``: what they take."""

from __future__ import annotations

from pathlib import Path

from validators.profiles import DEFAULT
from xl.commands.options import Commands


def add(commands: Commands) -> None:
    """Declare the commands."""
    demo = commands.add_parser("demo", help="見本のブックを作って検証してみる")
    demo.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("careerup-demo"),
        metavar="DIR",
        help="見本を置くフォルダー（既定は careerup-demo）",
    )
    demo.add_argument("--today", help="この日の見本を作る（既定は今日。2026-07-06）")
    demo.set_defaults(run="xl.commands.demo:demo")
    _settings(commands)
    _manual(commands)
    call = commands.add_parser("call", help="ワークシート関数を一つ計算する")
    call.add_argument("name", metavar="NAME", help="関数の名前（CERTNO、CERTCHECK など）")
    call.add_argument("arguments", nargs="*", metavar="ARG", help="関数に渡す値（順に）")
    call.set_defaults(run="xl.commands.call:call")
    make = commands.add_parser(
        "build", help="Excel アドイン careerup.xlam と様式第1号〜第4号のひな形を作る"
    )
    make.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help="作るフォルダー（既定はいまの所）"
    )
    make.add_argument(
        "--calc", action="store_true", help="LibreOffice Calc の拡張機能 careerup.oxt だけを作る"
    )
    make.set_defaults(run="xl.commands.build:build")
    kit = commands.add_parser(
        "bundle", help="インターネットのない PC に入れるための一式（zip）を作る"
    )
    kit.add_argument(
        "--out", type=Path, default=Path(), metavar="DIR", help="作るフォルダー（既定はいまの所）"
    )
    kit.set_defaults(run="xl.commands.build:bundle")
    _serve(commands)
    _machine(commands)


def _serve(commands: Commands) -> None:
    server = commands.add_parser(
        "serve",
        help="ブラウザーと Mac の Excel のためのサーバーを動かす",
    )
    server.add_argument("--host", default="localhost", metavar="NAME", help="Excel から見た名前")
    server.add_argument("--port", type=int, default=8443, help="ポート番号（既定は 8443）")
    server.add_argument("--cert", type=Path, required=True, metavar="FILE", help="証明書（PEM）")
    server.add_argument("--key", type=Path, required=True, metavar="FILE", help="秘密鍵（PEM）")
    server.set_defaults(run="xl.ribbon.serving:serve")


def _manual(commands: Commands) -> None:
    manual = commands.add_parser("manual", help="使い方の冊子を開く")
    manual.add_argument(
        "--out", type=Path, metavar="フォルダー", help="冊子（HTML と PDF）をここに写す"
    )
    manual.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    manual.set_defaults(run="xl.commands.manual:run")


def _machine(commands: Commands) -> None:
    """What puts the add-in on this PC, takes it away and looks at the PC."""
    put = commands.add_parser("install", help="アドインを Excel に入れる")
    put.add_argument(
        "--served",
        action="store_true",
        help="Python をサインインのときに起こす（Excel から起こすことが禁じられた PC）",
    )
    put.set_defaults(run="xl.commands.setup:install")
    remove = commands.add_parser("uninstall", help="アドインを取り除く")
    remove.set_defaults(run="xl.commands.setup:uninstall")
    look = commands.add_parser("doctor", help="この PC で動かない理由を調べる")
    look.add_argument("--paper", action="store_true", help="管理者に渡す依頼書をデスクトップに作る")
    look.set_defaults(run="xl.commands.setup:doctor")


def _settings(commands: Commands) -> None:
    sheet = commands.add_parser(
        "settings",
        help="運用設定を Excel の表（設定.xlsx）で作る・確かめる（文面、見出しの言葉、重要度、期限）",
    )
    sheet.add_argument("file", nargs="?", type=Path, metavar="設定.xlsx", help="確かめる設定の表")
    sheet.add_argument(
        "--out", type=Path, default=Path("設定.xlsx"), help="作る表（既定は 設定.xlsx）"
    )
    sheet.add_argument(
        "--toml", type=Path, metavar="FILE.toml", help="確かめた設定を TOML でも書く"
    )
    sheet.add_argument(
        "--preview",
        type=Path,
        metavar="DIR",
        help="文書の文面を、架空の機関への見本（Word）にしてこのフォルダーに作る",
    )
    sheet.add_argument("--profile", default=DEFAULT, help="もとにする運用設定の名前かファイル")
    sheet.add_argument("--prefecture", help="都道府県（10 または 群馬県）")
    sheet.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    sheet.set_defaults(run="xl.commands.settings:run")
