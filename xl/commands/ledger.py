"""``careerup ledger …``: 台帳. The exit status is 1 where something was not taken, found or proved."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from validators.problems import FileProblem, Problem
from validators.profile import DEFAULT, Profile
from validators.text import to_text
from xl.commands.options import Commands, print_json, profile_options
from xl.settings import day_of, profile_of

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger
    from xl.intake import Taken

_SHOWN = 20


def add(commands: Commands) -> None:
    """Declare the commands."""
    parser = commands.add_parser("ledger", help="台帳: 取込・照会・抽出・再交付・取消・控え")
    kinds = parser.add_subparsers(
        dest="kind", required=True, parser_class=type(parser), metavar="WHAT"
    )

    def command(name: str, run: Any, text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = kinds.add_parser(name, help=text)
        made.add_argument(
            "--ledger",
            metavar="FILE.sqlite|postgresql://…",
            help="台帳の場所（なければ CAREERUP_LEDGER、運用設定、台帳.sqlite の順）",
        )
        profile_options(made)
        made.set_defaults(run=run)
        return made

    take = command("import", _import, "実績報告を取り込む")
    take.add_argument("files", nargs="+", type=Path, metavar="FILE")
    take.add_argument("--sheet", help="このシートだけ")
    take.add_argument("--replace", action="store_true", help="訂正された報告で前の報告を差し替える")
    take.add_argument("--accept", action="store_true", help="同じ人・同じ分野の2つ目の修了を認める")
    command(
        "designations", _designations, "指定台帳を取り込む（実績報告の取込で照らし合わせる）"
    ).add_argument("file", type=Path, metavar="FILE")
    find = command("find", _find, "氏名・番号・施設で照会する")
    find.add_argument("text", metavar="TEXT")
    find.add_argument("--json", action="store_true", help="結果を JSON で出す")
    extract = command("extract", _extract, "他の都道府県・市町村へ提供する①〜⑥を抽出する")
    to = extract.add_mutually_exclusive_group(required=True)
    to.add_argument("--to", metavar="都道府県")
    to.add_argument("--to-municipality", metavar="市町村")
    extract.add_argument(
        "--password", action="store_true", help="開くためのパスワードを付ける（続けて尋ねる）"
    )
    _out(extract, required=True)
    reissue = command("reissue", _reissue, "再交付を記録する")
    revoke = command("revoke", _revoke, "修了の取消を記録する")
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
    history = command("history", _history, "ある人の履歴を1枚にまとめる")
    history.add_argument("number", metavar="修了証番号")
    _out(history, required=False)
    command("reserved", _reserved, "ブックの保存を確かめていない番号の一覧")
    command("verify", _verify, "台帳に矛盾や改ざんがないかを確かめる")
    _out(
        command("backup", _backup, "控えを作る（使用中でもよい）"),
        required=True,
        text="控えのファイル名（.sqlite）",
    )
    _out(
        command("export", _export, "すべてを .xlsx か Parquet に書き出す"),
        required=True,
        text=".xlsx か .parquet",
    )
    command("move", _move, "台帳を別の場所（PostgreSQL など）へ移す").add_argument(
        "--to", required=True, metavar="PLACE"
    )


def _out(
    parser: argparse.ArgumentParser, *, required: bool, text: str = "出すファイル（.xlsx）"
) -> None:
    parser.add_argument("--out", type=Path, required=required, metavar="FILE", help=text)
    parser.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")


def _open(
    options: argparse.Namespace,
    profile: Profile,
    beside: Path | None = None,
    *,
    create: bool = False,
) -> Ledger:
    from xl.settings import open_register

    return open_register(options.ledger, profile, beside, create=create)


def _profile(options: argparse.Namespace) -> Profile:
    return profile_of(options.profile or DEFAULT, options.prefecture)


def _import(options: argparse.Namespace) -> int:
    from xl import intake
    from xl.progress import progress

    profile, today = _profile(options), day_of(options.today)
    _some_report(options, profile)
    ledger = _open(options, profile, options.files[0], create=True)
    done: list[intake.Taken] = []
    try:
        with progress(len(options.files), "取り込んでいます") as bar:
            for path in options.files:
                done.append(
                    intake.take(
                        ledger,
                        path,
                        profile,
                        today,
                        sheet=options.sheet,
                        replacing=options.replace,
                        accept=options.accept,
                    )
                )
                bar.advance(path.name)
    finally:  # also when the register fails half-way: what is in is in
        status = _told(ledger, options.files, done)
    return status


def _some_report(options: argparse.Namespace, profile: Profile) -> None:
    """No register is made for files of which none is a report. Raises Problem for the last of them."""
    from workbooks.ledger.store.location import url_of
    from xl import intake
    from xl.files import read as closed
    from xl.settings import register_place

    path = url_of(register_place(options.ledger, profile, options.files[0]))[1]
    if path is None or path.exists():
        return
    for number, file in enumerate(options.files, 1):
        try:
            intake.roster_of(closed.read(file, options.sheet), profile)
        except Problem:
            if number == len(options.files):
                raise
        else:
            return


def _told(ledger: Ledger, files: Sequence[Path], done: Sequence[Taken]) -> int:
    from xl import intake
    from xl.files.write import new_file
    from xl.outputs import results as check

    left = [one for one in done if not one.done]
    unread = bool(done) and all(one.outcome is None and one.checked is None for one in done)
    for one in done:
        _say(
            intake.sentence(one), sys.stderr if unread else sys.stdout
        )  # nothing could be done: a refusal
        if one.checked is not None:
            _say(f"  {check.write_outputs(one.checked, [one.path])[1][0]}")
    if any(True for _ in intake.details(left)):
        path = check.free_path(files[0].with_name("取込結果.xlsx"))
        with new_file(path, files) as temporary:
            temporary.write_bytes(intake.result_workbook(done))
        _say(f"違いと重複の一覧: {path}")
    if len(files) > 1:
        _say(
            f"{len(files)} ファイルのうち {len(done) - len(left)} を取り込みました（台帳 "
            f"{ledger.name.removeprefix('台帳 ')}）。"
        )
    if unread:
        return 2
    return 1 if left else 0


def _designations(options: argparse.Namespace) -> int:
    from workbooks.designations.coverage import rows_of
    from workbooks.ledger import designations
    from xl.files import read as closed

    profile = _profile(options)
    if profile.prefecture is None:
        raise FileProblem(
            "どの都道府県の指定台帳かを --prefecture 群馬県 のように指定してください。"
        )
    rows = rows_of(closed.read(options.file))
    taken = designations.take(
        _open(options, profile, options.file, create=True), profile.prefecture, rows
    )
    _say(f"{options.file.name}: {taken} 機関の指定を取り込みました。")
    return 0


def _say(text: str, stream: TextIO | None = None) -> None:
    from workbooks.results.sheet import one_line

    print(one_line(text), file=stream)


def _find(options: argparse.Namespace) -> int:
    from workbooks.ledger.find import find
    from xl.outputs import ledger as registers

    found = find(_open(options, _profile(options)), options.text)
    rows = [registers.entry_row(e) for e in found.entries]
    if options.json:
        print_json(
            {
                "how": found.how,
                "more": found.more,
                "entries": [
                    dict(zip(registers.ENTRY, map(to_text, row), strict=True)) for row in rows
                ],
            }
        )
        return 0 if rows else 1
    for row in rows:
        _say("　".join(to_text(v) for v in row if v not in ("", None)))
    _say(registers.found_sentence(found))
    return 0 if rows else 1


def _extract(options: argparse.Namespace) -> int:
    from xl.outputs import ledger as registers

    profile = _profile(options)
    password = _password() if options.password else ""
    _say(
        registers.extract(
            _open(options, profile),
            options.to,
            options.to_municipality,
            profile,
            options.out,
            password,
            force=options.force,
        )
    )
    return 0


def _password() -> str:
    import getpass
    import sys

    if not sys.stdin.isatty():
        first = again = sys.stdin.readline().rstrip("\r\n")
    else:
        first, again = getpass.getpass("パスワード: "), getpass.getpass("もう一度: ")
    if not first or first != again:
        raise FileProblem("パスワードが空か、2回の入力が違います。何も書いていません。")
    return first


def _reissue(options: argparse.Namespace) -> int:
    from xl.outputs import ledger as registers

    profile = _profile(options)
    _say(
        registers.reissue(
            _open(options, profile),
            options.number,
            options.reason,
            day_of(options.on or options.today),
            profile,
            name=options.name,
            note=options.note,
            out=options.out,
            force=options.force,
        )
    )
    return 0


def _revoke(options: argparse.Namespace) -> int:
    from xl.outputs import ledger as registers

    _say(
        registers.revoke(
            _open(options, _profile(options)),
            options.number,
            options.reason,
            day_of(options.on or options.today),
            note=options.note,
        )
    )
    return 0


def _history(options: argparse.Namespace) -> int:
    from xl.outputs import ledger as registers

    for line in registers.history(
        _open(options, _profile(options)), options.number, options.out, force=options.force
    ):
        _say(line)
    return 0


def _verify(options: argparse.Namespace) -> int:
    from workbooks.ledger import verify as proof
    from workbooks.ledger.store.schema import NAMES

    ledger = _open(options, _profile(options))
    found = proof.verify(ledger)
    _say(
        "　".join(
            f"{NAMES[name]} {rows:,}" for name, rows in found.counts.items() if name != "ledger"
        )
    )
    if found.waiting:
        _say(f"実績報告を待っている番号: {found.waiting:,} 件")
    for fault in found.faults:
        _say(f"× {fault}")
    _say(
        "○ 台帳に矛盾はありません。"
        if not found.faults
        else f"{len(found.faults)} 件の矛盾があります。書き込みを止め、控えと比べてください。"
    )
    return 1 if found.faults else 0


def _reserved(options: argparse.Namespace) -> int:
    from workbooks.ledger import numbers

    found = numbers.reserved(_open(options, _profile(options)))
    for r in found:
        _say(f"{r.number}　{r.name_key}　{r.at[:10]}　{r.actor}")
    _say(
        f"予約中の番号 {len(found)} 件。同じ人・同じ研修分野でもう一度付番すると、同じ番号が使われます。"
        if found
        else "予約中の番号はありません。"
    )
    return 0


def _backup(options: argparse.Namespace) -> int:
    from xl.outputs import ledger as registers

    _say(registers.backup(_open(options, _profile(options)), options.out, force=options.force))
    return 0


def _export(options: argparse.Namespace) -> int:
    from xl.outputs import ledger as registers

    _say(registers.export(_open(options, _profile(options)), options.out, force=options.force))
    return 0


def _move(options: argparse.Namespace) -> int:
    from workbooks.ledger.store import backup as copies
    from workbooks.ledger.store import open as store

    rows = copies.move(
        _open(options, _profile(options)), store.open_ledger(options.to, create=True)
    )
    _say(
        f"{rows:,} 行を移しました。これからは --ledger か CAREERUP_LEDGER で新しい場所を指定し、"
        f"元の台帳は控えとして残してください。"
    )
    return 0
