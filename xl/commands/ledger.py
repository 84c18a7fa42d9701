"""``careerup ledger …``: 台帳. The exit status is 1 where something was not taken, found or proved."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from validators.problems import FileProblem, Problem
from validators.profile import Profile
from validators.profiles import DEFAULT
from validators.text import to_text
from xl.commands.options import print_json
from xl.settings import day_of, profile_of

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger
    from xl.intake import Taken

_SHOWN = 20


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


def take_in(options: argparse.Namespace) -> int:
    """Take 実績報告 into the register; 1 where one was left out. Raises Problem."""
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


def designations(options: argparse.Namespace) -> int:
    """Take 指定台帳 into the register; the exit status. Raises Problem."""
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


def find(options: argparse.Namespace) -> int:
    """Show whom a name, number or facility finds; 1 where none. Raises Problem."""
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


def extract(options: argparse.Namespace) -> int:
    """Write ①〜⑥ for another prefecture or a municipality; the exit status. Raises Problem."""
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


def reissue(options: argparse.Namespace) -> int:
    """Record a 再交付; the exit status. Raises Problem."""
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


def revoke(options: argparse.Namespace) -> int:
    """Record a 取消; the exit status. Raises Problem."""
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


def history(options: argparse.Namespace) -> int:
    """Show one person's history; the exit status. Raises Problem."""
    from xl.outputs import ledger as registers

    for line in registers.history(
        _open(options, _profile(options)), options.number, options.out, force=options.force
    ):
        _say(line)
    return 0


def verify(options: argparse.Namespace) -> int:
    """Prove the register; 1 where something contradicts. Raises Problem."""
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


def reserved(options: argparse.Namespace) -> int:
    """List the numbers that wait for their report; the exit status. Raises Problem."""
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


def backup(options: argparse.Namespace) -> int:
    """Write a copy of the register; the exit status. Raises Problem."""
    from xl.outputs import ledger as registers

    _say(registers.backup(_open(options, _profile(options)), options.out, force=options.force))
    return 0


def export(options: argparse.Namespace) -> int:
    """Write everything to .xlsx or Parquet; the exit status. Raises Problem."""
    from xl.outputs import ledger as registers

    _say(registers.export(_open(options, _profile(options)), options.out, force=options.force))
    return 0


def move(options: argparse.Namespace) -> int:
    """Copy the register to another place; the exit status. Raises Problem."""
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
