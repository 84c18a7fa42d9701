"""A bad cell never stops the other cells: any value anywhere in the desk's tables gives findings,
never an exception."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from itertools import chain
from typing import TypeVar

from desk import GUNMA, TODAY, application_book, grid
from hypothesis import example, given, settings
from hypothesis import strategies as st

from validators.messages import rules
from validators.problems import Problem
from validators.text import is_blank
from workbooks.applications import check as applications
from workbooks.designations import check as designations
from workbooks.designations.coverage import coverage_of
from workbooks.designations.public_list import publication
from workbooks.grid import UNCALCULATED, Book, CellError, Grid, Value
from workbooks.numbering import rows as numbering
from workbooks.participants import check as participants
from workbooks.roster import check as checks
from workbooks.roster import receiving as reports
from workbooks.roster.records import Understood
from workbooks.samples import ledgers
from workbooks.samples.rosters import HEADINGS, clean_rows

Test = TypeVar("Test", bound=Callable[..., None])
EXAMPLES = int(
    os.environ.get("CAREERUP_EXAMPLES", "12")
)  # a check of a whole book each; more by hand
ODD: list[Value] = [
    None,
    "",
    " ",
    "　",
    "-",
    "〃",
    "同上",
    "なし",
    "×",
    "○",
    "別紙のとおり",
    "令和8年7月4日～18日",
    "7/4、11、18",
    "2026-02-30",
    "5.4.1",
    "=1+1",
    "+@",
    "あ" * 5000,
    "\n\n",
    "\x00\x0b",
    "株式会社",
    "埼玉県",
    "1、4",
    "①②",
    "99999999999999",
    "9" * 400,
    "１２",
    "0",
    "-1",
    "1e308",
    "第4号",
    "無効",
    CellError("#REF!"),
    UNCALCULATED,
    0,
    -1,
    1,
    3.5,
    0.625,
    45000,
    10**15,
    1e300,
    float("nan"),
    float("inf"),
    True,
    False,
    dt.date(2026, 7, 4),
    dt.date(1, 1, 1),
    dt.date(9999, 12, 31),
    dt.datetime(2026, 7, 4, 9, 30),
    dt.time(15, 0),
    dt.timedelta(hours=15),
]
odd = st.sampled_from(ODD) | st.text(max_size=12) | st.integers(-5, 60000) | st.dates()
places = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), odd), min_size=1, max_size=25)


# what Excel and people put for "never" and "for ever": the ends of the calendar, as a date and as text
ENDS: list[Value] = [dt.date.max, "0001-01-01", "9999/12/31"]


def everywhere(value: Value) -> list[tuple[int, int, Value]]:
    """The value once in every column, and in every column of one row."""
    return [(i, i, value) for i in range(30)] + [(0, i, value) for i in range(30)]


def at_the_ends(tables: int, *others: object) -> Callable[[Test], Test]:
    """Runs a test also with each of ENDS everywhere in its tables."""

    def decorate(test: Test) -> Test:
        for value in ENDS:
            test = example(*[everywhere(value)] * tables, *others)(test)
        return test

    return decorate


def spoiled(one: Grid, where: list[tuple[int, int, Value]], top: int = 3) -> Grid:
    rows = [list(r) for r in one.rows]
    for row, column, value in where:
        own = rows[top + row % (len(rows) - top)]
        own[column % len(own)] = value
    return Grid(one.sheet, rows)


@settings(max_examples=EXAMPLES, deadline=None)
@given(places, places, places)
@at_the_ends(3)
def test_applications(
    a: list[tuple[int, int, Value]],
    b: list[tuple[int, int, Value]],
    c: list[tuple[int, int, Value]],
) -> None:
    book = application_book(curriculum=(), lecturers=())
    report = applications.check(
        [
            Book(
                "申請.xlsx",
                tuple(spoiled(g, w) for g, w in zip(book.grids, (a, b, c), strict=True)),
            )
        ],
        GUNMA,
        TODAY,
    )
    for f in report.findings if report else ():
        assert f.rule in rules() and f.message.endswith("。") and f.cell


@settings(max_examples=EXAMPLES, deadline=None)
@given(places, st.dates(dt.date(2018, 1, 1), dt.date(2035, 1, 1)))
@at_the_ends(1, TODAY)
def test_designations(where: list[tuple[int, int, Value]], today: dt.date) -> None:
    book = Book(
        "指定.xlsx",
        (spoiled(grid("指定台帳", ledgers.DESIGNATION_HEADINGS, ledgers.DESIGNATIONS), where),),
    )
    report = designations.check([book], GUNMA, today)
    if report:
        coverage = coverage_of(book, today)
        try:
            publication([book], [], 2025, today)
        except Problem as refused:  # a mobile number has come into what is published
            assert refused.note.rule == "public-personal"
        tables = checks.read_rosters(
            [Book("報告.xlsx", (Grid("名簿", [["名簿"], [], [], list(HEADINGS), *clean_rows()]),))],
            GUNMA,
        )
        read = Understood(tables, GUNMA, today)
        reports.joined(read, coverage)
        reports.lateness(read, coverage, today)


@settings(max_examples=EXAMPLES, deadline=None)
@given(places, st.sampled_from(["all-days", "accumulate"]))
@at_the_ends(1, "all-days")
def test_participants(where: list[tuple[int, int, Value]], mode: str) -> None:
    from validators.profile import parse

    profile = parse(f'[completion]\nmode = "{mode}"', "x").for_prefecture(10)
    report = participants.check(
        [
            Book(
                "受講.xlsx",
                (
                    spoiled(
                        grid("受講者名簿", ledgers.PARTICIPANT_HEADINGS, ledgers.participants()),
                        where,
                    ),
                ),
            )
        ],
        profile,
        TODAY,
    )
    for row in report.lists[0].rows if report else ():
        assert row[0] in ("修了", "未修了", "要確認")


@settings(max_examples=EXAMPLES, deadline=None)
@given(places, st.sets(st.integers(0, 15)))
@at_the_ends(1, frozenset())
def test_numbering(where: list[tuple[int, int, Value]], blank: set[int]) -> None:
    """No number is given twice, none that stands in the roster already, and every row without one
    gets one or a reason."""
    rows = clean_rows()
    for n in blank:
        rows[n][HEADINGS.index("修了証番号")] = ""
    book = Book(
        "名簿.xlsx", (spoiled(Grid("名簿", [["名簿"], [], [], list(HEADINGS), *rows]), where, 4),)
    )
    tables = checks.read_rosters([book], GUNMA)
    choice = numbering.choose(tables, numbering.NumberingOrder(GUNMA, TODAY, agency=2))
    given_ = numbering.assign(choice)
    new = [g.number for g in given_]
    held = {str(v) for t in tables for v in t.values.get("certificate_number", ())}
    assert len(set(new)) == len(new) and not held & set(new)
    held_by = [t.values.get("certificate_number", ()) for t in tables]
    empty = sum(map(is_blank, chain.from_iterable(held_by)))
    written = [x for x in choice.not_numbered if x.why.rule == "numbering-row-written"]
    assert len(given_) + len(choice.not_numbered) - len(written) == empty
