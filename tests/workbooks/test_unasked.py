"""House laws 2 and 3: no silence and no flood, over the samples with one column changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from desk import GUNMA, TODAY, application_book
from samples import HEAD, PLAN_ASIDE, POSTS, SAMPLES, Rows, check_roster, roster_book

from validators.findings import Finding, Report
from validators.messages import applications as filings
from validators.messages import numbers, plans, roster, rules, values
from validators.problems import Problem
from workbooks.applications import check as applications
from workbooks.grid import Book, Value
from workbooks.results.sheet import verdict
from workbooks.samples import rosters


def of_applications(*numbers: int) -> Book:
    """The messy applications with these 受付番号 and what is attached to them."""
    book = SAMPLES["applications"][1]
    grids = (
        replace(g, rows=[*g.rows[:HEAD], *(row for row in g.rows[HEAD:] if row[0] in numbers)])
        for g in book.grids
    )
    return replace(book, grids=tuple(grids))


GREENER = {
    **SAMPLES,
    "applications": (SAMPLES["applications"][0], of_applications(2, 3, 4)),
    "plan": PLAN_ASIDE,
    "eligibility": POSTS,
}
BLANK_SAYS = ("備考",)  # blank there says that there is nothing to note


def weight(report: Report) -> int:
    """Cells that want an action; a habit counts all of its own."""
    return sum(max(1, len(f.cells)) for f in report.findings if f.severity != "info")


def changed(book: Book) -> Iterator[tuple[str, Book]]:
    """The book with one column of one sheet dropped, renamed to nonsense, or emptied."""
    for sheet in book.grids:
        if sheet.sheet == "申請" and len(book.grids) == 2:
            continue  # beside a 事業計画: its columns are changed in the other sample
        for column, heading in enumerate(sheet.rows[HEAD - 1]):
            for how in ("drop", "rename", "empty"):
                if how == "empty" and heading in BLANK_SAYS:
                    continue
                rows = [list(row) for row in sheet.rows]
                if how == "rename":
                    rows[HEAD - 1][column] = "ほげふが"
                for row in (
                    rows[HEAD - 1 :] if how == "drop" else rows[HEAD:] if how == "empty" else ()
                ):
                    if column < len(row):
                        row[column] = ""
                others = tuple(replace(g, rows=rows) if g is sheet else g for g in book.grids)
                yield f"{sheet.sheet} {heading} {how}", replace(book, grids=others)


@pytest.mark.parametrize("name", GREENER)
def test_no_column_dropped_renamed_or_emptied_makes_a_report_greener(name: str) -> None:
    check, book = GREENER[name]
    whole = check(book)
    assert whole is not None
    known = {(u.what, u.why) for u in whole.unchecked}
    for what, other in changed(book):
        try:
            report = check(other)
        except Problem:
            continue
        if report is None:
            continue  # no table is left: the run stops with a sentence
        more = {(u.what, u.why) for u in report.unchecked} - known
        assert more or weight(report) >= weight(whole), what
        assert not report.clear or whole.clear, what


def test_the_verdict_is_green_only_when_everything_was_asked() -> None:
    whole = check_roster(roster_book(rosters.clean_rows()))
    assert whole is not None and whole.findings == ()
    assert [u.what for u in whole.unchecked if not u.aside] == ["指定台帳との照合"]
    assert "このまま提出できます" not in verdict(whole) and "指定台帳との照合" in verdict(whole)
    asked = replace(whole, unchecked=tuple(u for u in whole.unchecked if u.aside))
    assert verdict(asked) == "誤りも要確認もありません。このまま提出できます。"


def test_no_application_is_free_of_faults_while_something_was_not_asked_of_it() -> None:
    book = application_book(curriculum=(), lecturers=())
    for what, other in changed(book):
        report = applications.check([other], GUNMA, TODAY)
        if report is None:
            continue  # no ledger is left
        columns = [u for u in report.unchecked if not u.aside and "見出し" not in u.what]
        states = {row[4] for row in report.lists[0].rows}
        assert "不備なし" not in states or not columns, what
        if columns and not report.findings:
            assert states == {f"未確認{len({u.what for u in columns if 'ほか' not in u.what})}件"}
            assert all("確かめていないこと：" in str(row[-1]) for row in report.lists[0].rows), what


def column_of(rows: Rows, heading: str, cells: list[Value]) -> Rows:
    at = rosters.HEADINGS.index(heading)
    return [[*row[:at], value, *row[at + 1 :]] for row, value in zip(rows, cells, strict=True)]


@pytest.mark.parametrize(("faulty", "told"), [(4, 4), (8, 1), (16, 1)])
def test_a_habit_of_a_column_is_told_once_at_its_heading(faulty: int, told: int) -> None:
    rows = rosters.clean_rows()
    at = rosters.HEADINGS.index("生年月日")
    dates: list[Value] = ["いつか" if n < faulty else row[at] for n, row in enumerate(rows)]
    report = check_roster(roster_book(column_of(rows, "生年月日", dates)))
    assert report is not None
    found = [f for f in report.findings if f.rule == "date-unreadable"]
    assert len(found) == told
    if told == 1:
        assert found[0].cell == f"E{HEAD}" and len(found[0].cells) == faulty
        assert f"{faulty} 行" in found[0].message


def test_a_verdict_on_a_row_stays_with_its_row() -> None:
    rows = rosters.clean_rows()
    late: list[Value] = [dt.date(2016, 4, 1) for _ in rows]
    report = check_roster(roster_book(column_of(rows, "修了年月日", late)))
    assert report is not None
    assert len([f for f in report.findings if f.rule == "date-before-scheme"]) == len(rows)


def other_cells(finding: Finding) -> list[str]:
    """Cells a sentence names as the other one."""
    return finding.message.split(" と同じ")[0].split("、") if " と同じ" in finding.message else []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_finding_never_names_its_own_cell_as_the_other(name: str) -> None:
    check, book = SAMPLES[name]
    report = check(book)
    assert report is not None
    for finding in report.findings:
        words = {word.strip("が ").rsplit(" ", 1)[-1] for word in other_cells(finding)}
        assert finding.cell not in words, finding.message


@pytest.mark.parametrize(
    "ending", ["-spelling", "-unreadable", "-alias", "-vague", "-characters", "-glyph"]
)
def test_rules_about_writing_are_classified_so(ending: str) -> None:
    judged = {**values.RULES, **numbers.RULES, **roster.RULES, **plans.RULES}
    judged |= filings.RULES
    found = {name: rule.about for name, rule in judged.items() if name.endswith(ending)}
    found.pop("person-spelling", None)  # two rows of one person: a verdict on both
    assert found and set(found.values()) == {"writing"}, found


def test_every_question_not_asked_is_about_the_table() -> None:
    listed = {n: r.about for n, r in rules().items() if n.startswith(("unchecked-", "verdict-"))}
    assert listed and set(listed.values()) == {"table"}
