"""``careerup form certificate | application | notice | renewal | labels``."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from validators.messages import sentence
from validators.problems import Problem
from validators.reading import Note
from workbooks.a1 import address
from workbooks.forms.batch import Order
from workbooks.forms.blank import Target
from workbooks.forms.places import NUMBERS, PLACES, TITLES
from xl.commands.options import Commands, given_files, profile_options
from xl.files import read as closed
from xl.forms import make as printing
from xl.forms.remember import latest
from xl.forms.template import Template
from xl.settings import day_of, open_register, profile_of

_HELP = {
    "certificate": "研修修了者名簿から修了証を作る",
    "application": "申請台帳から指定申請書を作る",
    "notice": "申請台帳から指定通知書を作る",
    "renewal": "申請台帳から指定内容更新届出書を作る",
}


def add(commands: Commands) -> None:
    """Declare the commands."""
    form = commands.add_parser("form", help="様式第1号〜第4号を作る")
    kinds = form.add_subparsers(dest="kind", required=True, parser_class=type(form), metavar="KIND")
    for kind, text in _HELP.items():
        one = kinds.add_parser(kind, help=f"{NUMBERS[kind]} {text}")
        _add_options(one)
        _add_own_options(one, kind)
        one.set_defaults(run=_form, form=kind)
    labels = kinds.add_parser("labels", help="ひな形のどのセルに何が入るかを確かめる")
    labels.add_argument("file", type=Path, metavar="FILE")
    labels.add_argument("--form", choices=list(PLACES), help="様式の種類。なければ一番合うもの")
    labels.set_defaults(run=_labels)


def _add_options(one: argparse.ArgumentParser) -> None:
    """What every form is made with."""
    one.add_argument("file", type=Path, metavar="FILE")
    one.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="作ったファイルを置くフォルダー"
    )
    one.add_argument("--pdf", action="store_true", help="ブックの代わりに PDF を作る")
    one.add_argument(
        "--each",
        action="store_true",
        help="1件ずつのファイルにする（名前は運用設定の forms.file_name）",
    )
    one.add_argument(
        "--template", type=Path, metavar="FILE", help="都道府県のひな形（.xlsx）を使う"
    )
    one.add_argument("--issued-on", metavar="DATE", help="交付・通知・申請・届出の日（2026-06-30）")
    one.add_argument(
        "--issuer",
        metavar="TEXT",
        help="発行者（申請者・届出者）。複数行は \\n で区切る: 名称\\n所在地\\n代表者",
    )
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
        one.add_argument(
            "--previous",
            type=Path,
            metavar="FILE",
            help="前年度の申請台帳。変わったところを示す",
        )


def _form(options: argparse.Namespace) -> int:
    today = day_of(options.today)
    ledger = latest(options.designations) if options.designations else None
    order = Order(
        options.form,
        profile_of(options.profile, options.prefecture).for_day(today),
        today,
        issuer=re.split(r"\\n|\n", options.issuer) if options.issuer else (),
        template=options.template,
        issued_on=day_of(options.issued_on) if options.issued_on else None,
        reissued_on=day_of(options.reissued_on) if options.reissued_on else None,
        rows=_rows(options.rows),
        designations=closed.read(ledger) if ledger else None,
        ledger=ledger,
        previous=closed.read(options.previous) if options.previous else None,
        each=options.each,
        pdf=options.pdf,
        accepted=frozenset(re.split(r"[,、]", options.accept)) if options.accept else frozenset(),
        inputs=tuple(given_files(options)),
        revoked=_revoked(options),
    )
    return printing.run(
        closed.read(options.file, options.sheet), order, options.out, force=options.force
    )


def _revoked(options: argparse.Namespace) -> frozenset[str]:
    """The numbers a register says are void; none without a register."""
    if not options.ledger:
        return frozenset()
    from workbooks.ledger.void import void_numbers

    profile = profile_of(options.profile, options.prefecture)
    return void_numbers(open_register(options.ledger, profile))


def _rows(text: str | None) -> frozenset[int] | None:
    if text is None:
        return None
    found: set[int] = set()
    for piece in re.split(r"[,、]", text):
        match = re.fullmatch(r"\s*(\d{1,7})(?:\s*-\s*(\d{1,7}))?\s*", piece)
        if not match:
            raise Problem("option-rows", value=text)
        found.update(range(int(match[1]), int(match[2] or match[1]) + 1))
    return frozenset(found)


def _labels(options: argparse.Namespace) -> int:

    found = [Template(options.file, form) for form in ([options.form] if options.form else PLACES)]
    template = max(found, key=lambda t: len(t.located.targets) - len(t.located.missing))
    params = {
        "file": options.file.name,
        "sheet": template.blank.sheet,
        "form": f"{NUMBERS[template.form]}（{TITLES[template.form]}）",
    }
    print(sentence(Note("blank-read-as", params)))
    for place in PLACES[template.form]:
        target = template.located.targets.get(place.name)
        if target:
            cells = "・".join(address(*at) for at in target.positions[:4])
            print(f"○ {place.name}: {cells}（{_evidence(target)}）")
        elif place.name in template.located.missing:
            print(f"× {place.name}: 見つかりません")
    for mark in template.located.marks:
        print(f"○ {mark.place.name}: {address(*mark.at)}（差し込み印）")
    for note in (*template.located.problems, *template.notes):
        print(f"{'－' if note in template.notes else '×'} {sentence(note)}")
    return 1 if template.located.missing or template.located.problems else 0


def _evidence(target: Target) -> str:
    """By what a place was found."""
    if target.by_name:
        return "名前"
    if target.how == "tick":
        return "□の並び"
    if target.label and target.label != target.at:
        return f"見出し {address(*target.label)}"
    return "見出し"
