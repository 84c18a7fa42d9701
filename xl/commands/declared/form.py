"""``careerup form …``: what it takes."""

from __future__ import annotations

import argparse
from pathlib import Path

from workbooks.forms.titles import NUMBERS
from xl.commands.options import Commands, columns_option, profile_options

_HELP = {
    "certificate": "研修修了者名簿から修了証を作る",
    "application": "申請台帳から指定申請書を作る",
    "notice": "申請台帳から指定通知書を作る",
    "renewal": "申請台帳から指定内容更新届出書を作る",
    "partial": "受講者名簿から、修了していない人の一部受講証明書を作る",
}
_TABLES = {
    "certificate": "修了者の名簿",
    "application": "指定申請台帳",
    "notice": "指定申請台帳",
    "renewal": "指定申請台帳",
    "partial": "受講者名簿",
}


def add(commands: Commands) -> None:
    """Declare the commands."""
    form = commands.add_parser("form", help="様式第1号〜第4号、一部受講証明書を作る")
    kinds = form.add_subparsers(dest="kind", required=True, parser_class=type(form), metavar="KIND")
    for kind, text in _HELP.items():
        one = kinds.add_parser(kind, help=f"{NUMBERS[kind]} {text}".strip())
        _add_options(one, _TABLES[kind])
        _add_own_options(one, kind)
        one.set_defaults(run="xl.commands.form:form", form=kind)
    labels = kinds.add_parser("labels", help="ひな形のどのセルに何が入るかを確かめる")
    labels.add_argument("file", type=Path, metavar="BLANK", help="確かめるひな形（.xlsx・.docx）")
    labels.add_argument("--form", choices=list(NUMBERS), help="様式の種類。なければ一番合うもの")
    labels.set_defaults(run="xl.commands.form:labels")
    _learn(kinds.add_parser("learn", help="ひな形の場所を1度確かめ、名前を付けた写しを作る"))
    proof = kinds.add_parser("proof", help="1枚目だけを見本の画像（PNG）にする")
    proof.add_argument("form", choices=list(_HELP), metavar="KIND", help="・".join(_HELP))
    _add_options(proof, "様式のもとになる表")
    _add_own_options(proof, "certificate")
    _previous(proof)
    proof.set_defaults(run="xl.commands.form:proof")


def _learn(learn: argparse.ArgumentParser) -> None:
    learn.add_argument("file", type=Path, metavar="BLANK", help="都道府県のひな形（.xlsx・.docx）")
    learn.add_argument("--form", choices=list(NUMBERS), default="certificate", help="様式の種類")
    learn.add_argument(
        "--answers", type=Path, metavar="FILE", help="確かめた一覧。なければ一覧を書き出す"
    )
    learn.add_argument("--out", type=Path, metavar="FILE", help="書き出すファイル")
    learn.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    learn.set_defaults(run="xl.commands.form:learn")


def _add_options(one: argparse.ArgumentParser, table: str) -> None:
    """What every form is made with."""
    one.add_argument("file", type=Path, metavar="FILE", help=table)
    one.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="作ったファイルを置くフォルダー"
    )
    one.add_argument("--pdf", action="store_true", help="ブックの代わりに PDF を作る")
    one.add_argument(
        "--each",
        action="store_true",
        help="1件ずつのファイルにする（名前は運用設定の「様式のファイルの名前」）",
    )
    one.add_argument(
        "--template", type=Path, metavar="FILE", help="都道府県のひな形（.xlsx・.docx）を使う"
    )
    one.add_argument(
        "--ordinary",
        action="store_true",
        help="「厳密な Open XML」のひな形から、普通の形（.xlsx）の様式を作る",
    )
    one.add_argument("--issued-on", metavar="DATE", help="交付・通知・申請・届出の日（2026-06-30）")
    one.add_argument(
        "--issuer",
        metavar="TEXT",
        help="発行者（申請者・届出者）。複数行は \\n で区切る: 名称\\n所在地\\n代表者",
    )
    columns_option(one)
    one.add_argument("--rows", metavar="5-12,20", help="この行だけ")
    one.add_argument("--sheet", help="このシートだけ")
    one.add_argument("--designations", type=Path, metavar="FILE", help="機関番号を引き継ぐ指定台帳")
    one.add_argument(
        "--accept",
        metavar="C10,氏名",
        help="要確認のまま作ってよいもの（セル、氏名・名称、番号、規則の名前）",
    )
    one.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    profile_options(one)


def _add_own_options(one: argparse.ArgumentParser, kind: str) -> None:
    """What only one form is made with."""
    one.set_defaults(reissued_on=None, previous=None, ledger=None)
    if kind == "certificate":
        one.add_argument(
            "--ledger",
            metavar="PLACE",
            help="台帳（ファイルか接続先）。取消・取下げの番号では作らない",
        )
        one.add_argument(
            "--reissued-on",
            metavar="DATE",
            help="再交付の日。番号と交付日はそのまま、再交付と印字する",
        )
    if kind == "renewal":
        _previous(one)


def _previous(one: argparse.ArgumentParser) -> None:
    text = "前年度の申請台帳。変わったところを示す"
    one.add_argument("--previous", type=Path, metavar="FILE", help=text)
