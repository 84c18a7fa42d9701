"""``careerup number`` and the button 修了証番号を付番: numbers into blank cells of a copy, or of
the open book; the original is never written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from validators.problems import FileProblem
from validators.profile import Profile
from validators.text import to_text
from workbooks.grid import Book, Value, position
from workbooks.numbering import rows as numbering
from workbooks.numbering.rows import Given, Left, Wanted
from workbooks.plan import Block, Plan
from workbooks.roster import check as checks
from workbooks.roster.read import Table
from workbooks.tables.find import is_blank
from xl.files import read as closed
from xl.ooxml.cells import Fill, fill
from xl.ooxml.package import Package
from xl.outputs import results as check

if TYPE_CHECKING:
    from workbooks.ledger.numbers import Allocation
    from workbooks.ledger.store.engine import Ledger

SHEET = "付番の一覧"
HEADINGS = ("シート", "セル", "氏名", "研修分野", "付けた番号", "付けなかった理由")


class Series(Protocol):
    """Where numbers come from: ``give`` decides them, ``keep`` says that they stand in a saved workbook."""

    def give(
        self, rows: Sequence[Wanted], tables: Sequence[Table], *, dry_run: bool
    ) -> tuple[list[Given], list[Left]]:
        """Numbers for the rows, and the rows that get none. Raises Problem; then nothing was given."""

    def keep(self) -> None:
        """The workbook is saved."""

    def gaps(self) -> list[str]:
        """Numbers of the sequences asked for that were passed over, and why."""


@dataclass(slots=True)
class Alone:
    """The workbook alone: the next numbers after its own."""

    scope: str

    def give(
        self, rows: Sequence[Wanted], tables: Sequence[Table], *, dry_run: bool
    ) -> tuple[list[Given], list[Left]]:
        """The next numbers after those of the tables."""
        return numbering.assign(rows, tables, self.scope), []

    def keep(self) -> None:
        """Nothing to be told."""

    def gaps(self) -> list[str]:
        """名簿検証 tells them (番号の欠番)."""
        return []


@dataclass(slots=True)
class FromLedger:
    """The register (台帳): two clerks at once get different numbers; those of a workbook that was
    not saved stay reserved for the same people."""

    ledger: Ledger
    scope: Literal["series", "agency-year", "ever"]
    again: bool = False
    done: Allocation | None = None

    def give(
        self, rows: Sequence[Wanted], tables: Sequence[Table], *, dry_run: bool
    ) -> tuple[list[Given], list[Left]]:
        """Numbers in one transaction. Raises Problem when the roster holds one of them already:
        a report the register has not taken yet."""
        from workbooks.ledger.matching import person
        from workbooks.ledger.numbers import Request, allocate

        requests = [
            Request(
                n,
                w.prefecture,
                w.issued.year,
                w.agency,
                w.kind,
                person(w.name, w.birth_date, w.registration),
            )
            for n, w in enumerate(rows)
        ]
        accepted = range(len(rows)) if self.again else ()
        standing = numbering.standing(tables)
        shown = allocate(self.ledger, requests, scope=self.scope, dry_run=True, accepted=accepted)
        if taken := sorted(g.number for g in shown.given if g.number in standing):
            raise FileProblem(
                f"次の番号 {taken[0]} は名簿に既にありますが、台帳にはありません。先に careerup ledger "
                f"import で名簿を取り込んでください。何も付番していません。"
            )
        self.done = (
            shown
            if dry_run
            else allocate(self.ledger, requests, scope=self.scope, accepted=accepted)
        )
        given = [Given(rows[g.request.row], g.number) for g in self.done.given]
        return given, [
            Left(rows[q.request.row].table, rows[q.request.row].record, q.text)
            for q in self.done.questions
        ]

    def keep(self) -> None:
        """The numbers are given, no longer reserved."""
        from workbooks.ledger.numbers import confirm

        if self.done and not self.done.dry_run:
            confirm(self.ledger, self.done)

    def gaps(self) -> list[str]:
        """As the register knows them."""
        from workbooks.ledger.numbers import gaps

        return (
            gaps(self.ledger, [g.request for g in self.done.given], self.scope) if self.done else []
        )


def tables_of(book: Book, profile: Profile) -> list[Table]:
    """The rosters of a book that have a column for the number. Raises Problem."""
    found = checks.read_rosters([book], profile)
    if not found:
        raise FileProblem(check.no_table(book.name or "このブック", book.grids))
    for table in found:
        if "certificate_number" not in table.columns:
            raise FileProblem(
                f"シート「{table.sheet}」の表に「修了証番号」の列がありません。列を足してから、もう一度実行してください。"
            )
        if not any("certificate_number" in group.at for group in table.groups):
            raise FileProblem(
                f"シート「{table.sheet}」の修了証番号は複数の列に分かれています。1つの列にしてから、もう一度実行してください。"
            )
    return found


def fills(given: Sequence[Given], issued_on: dt.date | None) -> list[Fill]:
    """Cells to fill: the number, and 発行年月日 where its cell is blank and a date was given."""
    out = []
    for one in given:
        table, i = one.wanted.table, one.wanted.record
        out.append(Fill(table.sheet, table.cell(i, "certificate_number"), one.number))
        group = table.groups[table.group_of[i]]
        if issued_on and "issued_on" in group.at and is_blank(table.values["issued_on"][i]):
            out.append(Fill(table.sheet, table.cell(i, "issued_on"), issued_on))
    return out


def write_copy(
    source: Path,
    target: Path,
    cells: Sequence[Fill],
    *,
    date_1904: bool = False,
    force: bool = False,
) -> None:
    """A copy of the workbook with the blank cells filled. Raises Problem; a cell with a formula
    or a value is never written over."""
    if (
        source.suffix.lower() not in (".xlsx", ".xlsm")
        or target.suffix.lower() != source.suffix.lower()
    ):
        raise FileProblem(
            f"{source.name} に番号を入れた写しは、同じ種類（.xlsx か .xlsm）のファイルにだけ作れます。"
            f"Excel で .xlsx に保存し直してください。"
        )
    package = Package(source)
    left = fill(package, cells, date_1904=date_1904)
    if formula := next(((f.sheet, f.cell) for f in cells if (f.sheet, f.cell) in left), None):
        raise FileProblem(
            f"{'!'.join(formula)} に数式があるため、番号を入れられません。数式を消してから、もう一度実行してください。"
        )
    package.save(target, force=force)


def lines(given: Sequence[Given], left: Sequence[Left]) -> list[tuple[Value, ...]]:
    """A line under ``HEADINGS`` for every row, numbered or left."""
    done = [
        (
            g.wanted.table.sheet,
            g.wanted.table.cell(g.wanted.record, "certificate_number"),
            g.wanted.name,
            _field(g.wanted.table, g.wanted.record),
            g.number,
            "",
        )
        for g in given
    ]
    return [
        *done,
        *(
            (
                x.table.sheet,
                x.table.cell(x.record, "certificate_number"),
                _name(x),
                _field(x.table, x.record),
                "",
                x.reason,
            )
            for x in left
        ),
    ]


def _name(left: Left) -> str:
    return to_text(left.table.values["name"][left.record]) if "name" in left.table.values else ""


def _field(table: Table, record: int) -> str:
    return to_text(table.values["field"][record]) if "field" in table.values else ""


def plan(
    book: Book,
    profile: Profile,
    today: dt.date,
    series: Series,
    sheet: str = "",
    rows: frozenset[int] | None = None,
) -> Plan:
    """The button: numbers into the blank cells of the ``rows`` chosen on ``sheet`` (None: all), and 付番の一覧."""
    tables = tables_of(Book("", book.grids), profile)
    wanted, left = numbering.wanted(tables, profile, today)
    if rows is not None:
        wanted = [w for w in wanted if w.table.sheet == sheet and w.table.rows[w.record] in rows]
        left = [x for x in left if x.table.sheet == sheet and x.table.rows[x.record] in rows]
    given, asked = series.give(wanted, tables, dry_run=False)
    left = [*left, *asked]
    if not given and not left:
        return Plan(message="修了証番号のない行はありません。")
    body: list[list[Value]] = [list(row) for row in lines(given, left)]
    blocks = [Block(f.sheet, *position(f.cell), [[f.value]], "@") for f in fills(given, None)]
    blocks += [
        Block(SHEET, 1, 1, [[SHEET]]),
        Block(SHEET, 3, 1, [list(HEADINGS)]),
        Block(SHEET, 4, 1, body, "@"),
    ]
    message = (
        f"{len(given)} 人に修了証番号を付けました（{given[0].number} から）。"
        if given
        else "番号を付けられる行はありませんでした。"
    )
    return Plan(
        sheets=(SHEET,),
        blocks=tuple(blocks),
        message=message
        + (
            f"{len(left)} 人には付けていません。シート「{SHEET}」に理由があります。" if left else ""
        ),
    )


def number(
    source: Path,
    profile: Profile,
    today: dt.date,
    *,
    sheet: str | None = None,
    issued_on: dt.date | None = None,
    agency: int | None = None,
    again: bool = False,
) -> tuple[Book, list[Table], list[Wanted], list[Left]]:
    """What a closed roster wants numbered. Raises Problem."""
    book = closed.read(source, sheet)
    tables = tables_of(book, profile)
    wanted, left = numbering.wanted(
        tables, profile, today, issued_on=issued_on, agency=agency, again=again
    )
    return book, tables, wanted, left
