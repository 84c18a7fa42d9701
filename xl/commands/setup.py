"""``careerup demo | call | build | bundle | install | uninstall | doctor``."""

from __future__ import annotations

import argparse
from pathlib import Path

from validators.messages import sentence
from validators.reading import Note
from workbooks.templates.build import write_named
from xl.commands.options import Commands
from xl.files import temporary
from xl.functions import catalogue as functions
from xl.setup import bundle


def add(commands: Commands) -> None:
    """Declare the commands."""
    demo = commands.add_parser("demo", help="見本のブックを作って検証してみる")
    demo.add_argument("folder", nargs="?", type=Path, default=Path("careerup-demo"), metavar="DIR")
    demo.set_defaults(run=_demo)
    call = commands.add_parser("call", help="ワークシート関数を一つ計算する")
    call.add_argument("name", metavar="NAME")
    call.add_argument("arguments", nargs="*", metavar="ARG")
    call.set_defaults(run=_call)
    make = commands.add_parser(
        "build", help="Excel アドイン careerup.xlam と様式第1号〜第4号のひな形を作る"
    )
    make.add_argument("--out", type=Path, default=Path(), metavar="DIR")
    make.set_defaults(run=_build)
    kit = commands.add_parser(
        "bundle", help="インターネットのない PC に入れるための一式（zip）を作る"
    )
    kit.add_argument("--out", type=Path, default=Path(), metavar="DIR")
    kit.set_defaults(run=_bundle)
    for name, run, text in (
        ("install", _install, "アドインを Excel に入れる"),
        ("uninstall", _uninstall, "アドインを取り除く"),
        ("doctor", _doctor, "この PC で動かない理由を調べる"),
    ):
        commands.add_parser(name, help=text).set_defaults(run=run)


def _call(options: argparse.Namespace) -> int:
    print(functions.call(options.name, options.arguments))
    return 0


def _build(options: argparse.Namespace) -> int:
    from xl.setup import addin

    made = [addin.write(options.out), *write_named(options.out)]
    print("".join(f"{path} を作りました。\n" for path in made), end="")
    return 0


def _bundle(options: argparse.Namespace) -> int:
    path = bundle.write(Path.cwd(), options.out)
    print(
        f"{path} を作りました。展開して setup.bat をダブルクリックすると入ります（Python {bundle.PYTHON} が要ります）。"
    )
    return 0


def _install(options: argparse.Namespace) -> int:
    from xl.setup import addin, install

    path = install.install(
        install.this_machine(), lambda folder, settings: addin.write(folder, settings)
    )
    print(
        f"{path} に入れました。Excel を開き直すと「キャリアアップ研修」のタブが出ます。出ないときは "
        f"careerup doctor を実行してください。"
    )
    return 0


def _uninstall(options: argparse.Namespace) -> int:
    from xl.setup import install

    removed = install.uninstall(install.this_machine())
    print(
        "".join(f"{path} を消しました。\n" for path in removed)
        or "入っているアドインはありません。\n",
        end="",
    )
    return 0


def _doctor(options: argparse.Namespace) -> int:
    from xl.setup import install

    if swept := temporary.sweep(Path.cwd()):
        print(f"○ {sentence(Note('files-swept', {'names': '、'.join(swept)}))}")
    checks = install.diagnose(install.this_machine())
    for check in checks:
        print(
            f"{'○' if check.good else '×'} {check.seen}"
            + (f"\n   → {check.todo}" if check.todo and not check.good else "")
        )
    return 0 if all(check.good for check in checks) else 1


def _demo(options: argparse.Namespace) -> int:
    from xl.commands import demo

    return demo.run(options.folder)
