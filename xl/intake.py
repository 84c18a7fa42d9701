"""実績報告の取込 from closed files: each is checked first, then taken whole or not at all; the others go on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from validators.findings import Report
from validators.problems import Problem
from validators.profile import Profile
from workbooks.grid import Book, Value
from workbooks.ledger import completions as reports
from workbooks.roster import check as checks
from workbooks.roster.read import Table
from xl.files import read as closed
from xl.outputs.tables import Sheet, workbook

if TYPE_CHECKING:
    from workbooks.ledger.receive import Outcome
    from workbooks.ledger.store.engine import Ledger

VERDICTS = {
    "taken": "取り込みました",
    "same": "既に取り込んであります（何も変えていません）",
    "correction": "訂正された報告です。取り込んでいません",
    "question": "要確認です。取り込んでいません",
    "refused": "取り込めません",
}
HEADINGS = (
    "ファイル",
    "セル",
    "修了証番号",
    "氏名",
    "内容",
    "項目",
    "いま／台帳",
    "今回の報告",
    "台帳のどこから",
)


@dataclass(frozen=True, slots=True)
class Taken:
    """One file: its outcome, or why it did not come to one. checked: the report of a roster with 誤り."""

    path: Path
    outcome: Outcome | None = None
    problem: str = ""
    checked: Report | None = None

    @property
    def done(self) -> bool:
        """In the register, now or before?"""
        return self.outcome is not None and self.outcome.verdict in ("taken", "same")


def take(
    ledger: Ledger,
    path: Path,
    profile: Profile,
    today: dt.date,
    *,
    sheet: str | None = None,
    replacing: bool = False,
    accept: bool = False,
) -> Taken:
    """Check and take one file; what is wrong with it is in the answer. Raises Problem where the
    register itself fails."""
    try:
        book = replace(closed.read(path, sheet), name=str(path))
        tables = checks.read_rosters([book], profile)
        if not tables:
            return Taken(path, problem=str(checks.no_roster(book)))
    except Problem as problem:
        return Taken(path, problem=str(problem))
    return replace(
        take_tables(ledger, path.name, tables, profile, today, replacing=replacing, accept=accept),
        path=path,
    )


def take_tables(
    ledger: Ledger,
    name: str,
    tables: Sequence[Table],
    profile: Profile,
    today: dt.date,
    *,
    replacing: bool = False,
    accept: bool = False,
) -> Taken:
    """The same for tables already read, e.g. of the open book; ``name`` is what the register calls the report.

    The check uses the designations the register holds of the profile's prefecture.
    """
    from workbooks.ledger import designations
    from workbooks.ledger import receive as intake

    report = checks.check_rosters(
        tables, profile, today, designations.coverage(ledger, profile.prefecture)
    )
    if report.summary()["error"]:
        return Taken(
            Path(name),
            problem=f"誤りが {report.summary()['error']} 件あります。直してから取り込んでください。",
            checked=report,
        )
    try:
        read = reports.read(name, tables)
    except Problem as problem:
        return Taken(Path(name), problem=str(problem))
    return Taken(Path(name), intake.receive(ledger, read, replace=replacing, accept=accept))


def sentence(taken: Taken) -> str:
    """What became of one file, and what to do next on the command line."""
    verdict = taken.outcome.verdict if taken.outcome else ""
    return f"{taken.path.name}: {told(taken)}{_NEXT.get(verdict, '')}"


_NEXT = {
    "correction": "違いを確かめ、よければ --replace を付けてください。",
    "question": "2つ目の修了でよければ --accept を付けてください。",
    "refused": "番号を直した報告をもらってください。",
}


def told(taken: Taken) -> str:
    """What became of it."""
    outcome = taken.outcome
    if outcome is None:
        return f"取り込めません。{taken.problem}"
    more = ""
    if outcome.verdict == "taken":
        more = (
            f"（{outcome.rows} 件"
            + (f"、{'、'.join(outcome.replaced)} を差し替え" if outcome.replaced else "")
            + "）"
        )
    elif outcome.verdict == "correction":
        more = f"（{'、'.join(outcome.replaced)} と {len(outcome.differences)} か所違います）"
    elif outcome.verdict in ("question", "refused"):
        numbers = sum(c.why == "number" for c in outcome.clashes)
        people = len(outcome.clashes) - numbers
        more = (
            "（"
            + "、".join(
                x
                for x in (
                    f"ほかの人か取消済みの番号 {numbers} 件" if numbers else "",
                    f"同じ人・同じ分野の修了 {people} 件" if people else "",
                )
                if x
            )
            + "）"
        )
    return f"{VERDICTS[outcome.verdict]}{more}。"


def details(taken: Sequence[Taken]) -> Iterator[list[Value]]:
    """Rows under ``HEADINGS``: differences and clashes, with both sources."""
    for one in taken:
        if one.outcome is None or one.outcome.verdict == "same":
            continue
        for d in one.outcome.differences:
            yield [
                one.path.name,
                d.place,
                d.number,
                d.name,
                f"訂正（{d.what}）",
                d.column,
                d.before,
                d.after,
                "、".join(one.outcome.replaced),
            ]
        for c in one.outcome.clashes:
            what = (
                "番号が台帳では別の人のものか、使えない番号です"
                if c.why == "number"
                else "同じ人・同じ研修分野の修了が台帳にあります"
            )
            yield [
                one.path.name,
                c.completion.place,
                c.completion.number,
                c.completion.name,
                what,
                "",
                c.held.number,
                c.completion.number,
                c.held.source,
            ]


def result_workbook(taken: Sequence[Taken]) -> bytes:
    """取込結果: one line a file, and every difference and clash."""
    files = [[t.path.name, "○" if t.done else "×", sentence(t)] for t in taken]
    widths = (24, 14, 16, 16, 36, 16, 24, 24, 40)
    return workbook(
        [
            Sheet("取込結果", ("ファイル", "取込", "内容"), files, (), (30, 8, 90)),
            Sheet("違いと重複", HEADINGS, details(taken), (), widths),
        ]
    )


def roster_of(book: Book, profile: Profile) -> list[Table]:
    """The roster tables of an open book. Raises Problem when there is none."""
    tables = checks.read_rosters([book], profile)
    if not tables:
        raise checks.no_roster(Book("", book.grids))
    return tables
