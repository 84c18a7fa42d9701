"""``careerup check …`` and ``careerup tidy``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from validators.findings import Report
from validators.messages import sentence
from validators.problems import Problem
from validators.profile import DEFAULT
from validators.reading import Note
from validators.text import to_text
from workbooks.tables.given import given_columns
from xl.commands import terminal
from xl.commands.options import Commands, columns_option, given_files, print_json, profile_options
from xl.outputs import public_list as publish
from xl.outputs import reply
from xl.outputs import results as check
from xl.outputs import tidied_copy as tidied
from xl.settings import day_of, profile_of


def add(commands: Commands) -> None:
    """Declare the commands."""
    kinds_of = commands.add_parser("check", help="表を確かめる")
    kinds = kinds_of.add_subparsers(
        dest="kind", required=True, parser_class=type(kinds_of), metavar="KIND"
    )
    roster = kinds.add_parser("roster", help="研修修了者名簿・実績報告")
    report_options(roster, columns=True)
    roster.add_argument("--designations", type=Path, help="照らし合わせる指定台帳")
    roster.add_argument(
        "--marked", type=Path, metavar="OUT.xlsx", help="誤りのセルに色とメモを付けた写しも作る"
    )
    roster.add_argument(
        "--received-on",
        metavar="DATE",
        help="実績報告の受付日（提出予定日と比べる。--designations と使う）",
    )
    roster.add_argument(
        "--reply",
        type=Path,
        metavar="DIR",
        help="機関ごとの受付結果を書くフォルダー（--designations と使う）",
    )
    roster.set_defaults(run=_check_roster)
    for kind, text in (
        ("applications", "指定申請台帳（様式第2号・第4号）"),
        ("designations", "指定台帳"),
        ("participants", "受講者名簿 → 修了判定"),
    ):
        one = kinds.add_parser(kind, help=text)
        report_options(one)
        one.add_argument(
            "--marked", type=Path, metavar="OUT.xlsx", help="指摘のセルに色とメモを付けた写しも作る"
        )
        one.set_defaults(run=_check_desk)
        if kind == "applications":
            one.add_argument("--designations", type=Path, help="様式第4号を照らし合わせる指定台帳")
        if kind == "designations":
            one.add_argument(
                "--publish",
                type=Path,
                metavar="DIR",
                help="周知用の一覧（.xlsx .html .csv）を書くフォルダー",
            )
            one.add_argument("--year", help="周知する年度（令和8年度。既定は基準日の年度）")
            one.add_argument("--applications", type=Path, help="日程・会場・定員を補う指定申請台帳")

    tidy = commands.add_parser("tidy", help="表記を整えた写しを作る（元のファイルは変えない）")
    tidy.add_argument("file", type=Path, metavar="FILE")
    tidy.add_argument("--out", type=Path, required=True, metavar="COPY.xlsx")
    tidy.add_argument("--sheet", help="このシートだけ")
    tidy.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    tidy.set_defaults(run=_tidy)


def report_options(parser: argparse.ArgumentParser, *, columns: bool = False) -> None:
    """What every check takes; ``columns``: and what the columns are."""
    if columns:
        columns_option(parser)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--sheet", help="このシートだけ")
    profile_options(parser)
    parser.add_argument("--out", type=Path, help="検証結果のファイル名（.xlsx）")
    parser.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
    parser.add_argument(
        "--json", action="store_true", help="結果を JSON で出す（ファイルは書かない）"
    )


def _check_roster(options: argparse.Namespace) -> int:
    if (options.reply or options.received_on) and not options.designations:
        raise Problem("option-designations-missing")
    today = day_of(options.today)
    profile = profile_of(options.profile, options.prefecture).for_day(today)
    received = day_of(options.received_on) if options.received_on else None
    asked = options.reply is not None and not options.json
    columns = given_columns(options.columns) if options.columns else None
    named = check.Asked(options.sheet, columns)
    report, replies = check.intake(
        options.files,
        profile,
        today,
        named,
        designations=options.designations,
        received=received,
        reply=asked,
    )
    if not asked:
        return _finish(options, report, None)
    reply.possible(options.reply)

    def write(read: Sequence[Path]) -> list[str]:
        return reply.write(options.reply, replies, read, force=options.force)

    return _finish(options, report, _Later(reply.targets(options.reply, replies), write))


def _check_desk(options: argparse.Namespace) -> int:
    today = day_of(options.today)
    profile = profile_of(options.profile, options.prefecture).for_day(today)
    report = check.desk(
        options.kind,
        options.files,
        profile,
        today,
        sheet=options.sheet,
        designations=getattr(options, "designations", None),
    )
    if not getattr(options, "publish", None):
        return _finish(options, report, None)
    try:
        listing = publish.listing(
            options.files, options.applications, options.year, today, profile.prefecture
        )
    except Problem:  # what was checked is told all the same
        _finish(options, report, None)
        raise

    def write(read: Sequence[Path]) -> list[str]:
        return publish.write(options.publish, listing, read, force=options.force)

    return _finish(options, report, _Later(publish.targets(options.publish), write))


@dataclass(frozen=True, slots=True)
class _Later:
    """Files written after the report: their names, and what writes them, given the files they may not replace."""

    targets: Sequence[Path]
    write: Callable[[Sequence[Path]], list[str]]


def _finish(options: argparse.Namespace, report: Report, later: _Later | None) -> int:
    """JSON alone, or the report workbook, what else was asked for, and the terminal."""
    if options.json:
        _ignored(options)
        print_json(report.as_json())
    else:
        read = given_files(options)
        report, outputs = check.write_outputs(
            report,
            options.files,
            out=options.out,
            marked=options.marked,
            inputs=read,
            others=later.targets if later else (),
            force=options.force,
        )
        written = [one for one in (options.out, options.marked) if one]
        more = later.write([*read, *written]) if later else []
        terminal.show(report, outputs=[*outputs, *more])
    return 1 if report.summary()["error"] else 0


def _ignored(options: argparse.Namespace) -> None:
    """Say on stderr which files --json does not write."""
    names = [f"--{n}" for n in ("out", "marked", "reply", "publish") if getattr(options, n, None)]
    if names:
        note = Note("output-json-only", {"options": "、".join(names)})
        print(sentence(note), file=sys.stderr)


def _tidy(options: argparse.Namespace) -> int:
    done, formulas = tidied.tidy(
        options.file,
        options.out,
        profile_of(DEFAULT, None),
        sheet=options.sheet,
        force=options.force,
    )
    for c in done:
        print(f"{c.sheet}!{c.cell} {c.heading}: {to_text(c.before)} → {c.shown}")
    left = f"数式のセル {formulas} 個は変えていません。" if formulas else ""
    print(f"{len(done)} 個のセルを整えた写しを {options.out} に作りました。{left}")
    return 0
