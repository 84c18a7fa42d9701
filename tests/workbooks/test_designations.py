"""指定期限チェック, the lists it gives, and the 実績報告 beside the 指定台帳."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from desk import GUNMA, Change, check_designations, found, grid
from hypothesis import given
from hypothesis import strategies as st

from validators.guideline import designation
from validators.guideline.coverage import UNKNOWN, Coverage
from validators.guideline.designation import Designation, Renewal
from validators.guideline.fiscal_year import bounds, fiscal_year
from validators.messages.designations import RULES
from workbooks.a1 import column_letter
from workbooks.designations import check as designations
from workbooks.designations.coverage import coverage_of
from workbooks.designations.layout import tables_of
from workbooks.grid import Book, Grid, Value
from workbooks.roster import check as checks
from workbooks.roster import receiving as reports
from workbooks.roster.records import Understood
from workbooks.samples import ledgers
from workbooks.samples.rosters import HEADINGS, clean_rows
from xl.outputs.reply import targets

D = dt.date
NUMBER, NAME, KIND, KIND_NO, DAY, RENEWED, STATUS, FIRST = (
    "研修実施機関番号",
    "研修実施機関の名称",
    "研修種別",
    "研修種別番号",
    "指定年月日",
    "更新年度",
    "届出の状態",
    "研修実施予定日",
)
WINTER = D(2026, 2, 1)


def row(
    number: Value,
    name: str,
    kind: str,
    day: Value,
    renewed: str = "",
    status: str = "",
    first: Value = "",
) -> list[Value]:
    values: dict[str, Value] = {
        NUMBER: number,
        NAME: name,
        KIND: kind,
        DAY: day,
        RENEWED: renewed,
        STATUS: status,
        FIRST: first,
    }
    return [values.get(h, "") for h in ledgers.DESIGNATION_HEADINGS]


def test_the_sample_shows_what_ends_and_what_has_ended() -> None:
    report = check_designations(ledgers.DESIGNATIONS, WINTER)
    assert found(report) == {
        "指定台帳!G4": ["designation-ending"],
        "指定台帳!G5": ["designation-ending"],
        "指定台帳!G6": ["designation-ended"],
        "指定台帳!G7": ["designation-ended"],
        "指定台帳!H7": ["renewal-void"],
    }
    ending, letters = report.lists
    assert [(r[0], r[1], r[2], r[5]) for r in ending.rows] == [
        ("まもなく失効", 58, "02", "乳児保育"),
        ("まもなく失効", 58, "02", "食育・アレルギー対応"),
        ("届出無効", "", "04", "障害児保育"),
        ("失効", "", "03", "マネジメント"),
    ]
    assert len(letters.rows) == 1 and letters.rows[0][2] == "minakami@example.jp"
    text = str(letters.rows[0][4])
    assert (
        "一般社団法人みなかみ保育研修会 御中" in text
        and "令和8年3月31日で効力がなくなります" in text
        and "・乳児保育\n・食育・アレルギー対応" in text
        and "{" not in text
    )


def test_the_prefectures_own_training_is_no_designation() -> None:
    """01 beside the prefecture's name, or its contractor's: nobody designates it, and nothing of it lapses."""
    for name in ("群馬県", "群馬県（子育て支援課）", "株式会社みほん（県委託）"):
        mine = [row("01", name, "乳児保育", day) for day in ("", D(2017, 6, 1))]
        report = check_designations(
            [*mine, row("02", "みほん会", "乳児保育", D(2025, 5, 1))], WINTER
        )
        assert {f.cell for f in report.findings} <= {"G6"} and report.tables[0].rows == 3
        assert {r[2] for r in report.lists[0].rows} <= {"02"}
    head: list[Value] = ["機関番号", "研修種別", "指定日"]  # 01 in a ledger of numbers alone
    ledger: list[list[Value]] = [head, ["01", "乳児保育", D(2025, 5, 1)]]
    alone = designations.check([Book("台帳.xlsx", (Grid("台帳", ledger),))], GUNMA, WINTER)
    assert alone is not None and ("A2", "agency-reserved") in {
        (f.cell, f.rule) for f in alone.findings
    }


def test_number_and_name_of_a_body_in_one_column() -> None:
    rows: list[list[Value]] = [["実施機関", "分野", "指定日", "更新年度"]]
    rows += [
        ["04桐生市", "乳児保育", D(2025, 5, 1), ""],
        ["07 みほん会", "食育", D(2025, 5, 1), ""],
    ]
    (table,) = tables_of([Book("台帳.xlsx", (Grid("台帳", rows),))])
    assert table.values["agency_name"] == ["桐生市", "みほん会"]
    assert table.place(1, "agency_name") == table.place(1, "agency_number") == ("台帳", "A3")


CASES: list[tuple[str, list[list[Value]], str]] = [
    ("agency-number-missing", [row("", "みほん会", "乳児保育", D(2025, 5, 1))], "A4"),
    ("agency-name-missing", [row("02", "", "乳児保育", D(2025, 5, 1))], "B4"),
    ("agency-reserved", [row("01", "みほん会", "乳児保育", D(2025, 5, 1))], "A4"),
    ("agency-range", [row("00", "みほん会", "乳児保育", D(2025, 5, 1))], "A4"),
    (
        "agency-shared",
        [
            row("02", "みほん会", "乳児保育", D(2025, 5, 1)),
            row("02", "別の会", "マネジメント", D(2025, 5, 1)),
        ],
        "A4",
    ),
    (
        "agency-several",
        [
            row("02", "(一社)みほん会", "乳児保育", D(2025, 5, 1)),
            row("03", "一般社団法人みほん会", "マネジメント", D(2025, 5, 1)),
        ],
        "A5",
    ),
    ("designated-on-missing", [row("02", "みほん会", "乳児保育", "")], "G4"),
    ("designated-kind-missing", [row("02", "みほん会", "", D(2025, 5, 1))], "F4"),
    (
        "designation-kind-not-designated",
        [
            row("02", "みほん会", "乳児保育", D(2025, 5, 1)),
            row("02", "みほん会", "マネジメント", "", "令和8年度"),
        ],
        "H5",
    ),  # T43, R32
    ("renewal-after-gap", [row("02", "みほん会", "乳児保育", D(2023, 5, 1), "令和7年度")], "H4"),
    ("renewal-void", [row("02", "みほん会", "乳児保育", D(2025, 5, 1), "令和8年度", "無効")], "H4"),
    (
        "agency-renamed",
        [
            row("02", "みほん会", "乳児保育", D(2023, 5, 1)),
            row("02", "みほん保育協会", "乳児保育", D(2025, 5, 1)),
        ],
        "A4",
    ),
    ("designated-before-scheme", [row("02", "みほん会", "乳児保育", D(2016, 5, 1), "R8")], "G4"),
    ("body-not-eligible", [row("02", "株式会社みほん", "乳児保育", D(2025, 5, 1))], "B4"),
    ("designated-in-future", [row("02", "みほん会", "乳児保育", D(2025, 7, 2))], "G4"),
    ("designation-repeated", [row("02", "みほん会", "乳児保育", D(2025, 5, 1))] * 2, "G5"),
    ("renewal-same-year", [row("02", "みほん会", "乳児保育", D(2025, 5, 1), "R7・R8")], "H4"),
    (
        "course-after-revocation",
        [row("02", "みほん会", "乳児保育", D(2025, 5, 1), "", "取消 R7.8.1", D(2025, 9, 6))],
        "J4",
    ),
    ("designated-on-missing", [row("02", "みほん会", "乳児保育", "", "令和8年度")], "G4"),
    (
        "designation-not-effective",
        [row("02", "みほん会", "乳児保育", D(2025, 2, 1), first=D(2025, 5, 10))],
        "J4",
    ),  # T44
    (
        "designation-before",
        [row("02", "みほん会", "乳児保育", D(2025, 6, 1), first=D(2025, 5, 10))],
        "J4",
    ),
    (
        "designation-crosses-year",
        [row("02", "みほん会", "乳児保育", D(2025, 6, 1), first="令和8年3月28日、4月4日")],
        "J4",
    ),
]


def test_the_planned_days_of_a_designation_stand_in_their_order() -> None:
    one = row("02", "みほん会", "乳児保育", D(2025, 5, 1), first=D(2025, 9, 6))
    one[ledgers.DESIGNATION_HEADINGS.index("事業実績報告の提出予定日")] = D(2025, 8, 1)
    assert found(check_designations([one], D(2025, 7, 1))) == {"指定台帳!N4": ["plan-order"]}


@pytest.mark.parametrize(("rule", "rows", "cell"), CASES, ids=[c[0] for c in CASES])
def test_each_rule_in_its_cell(rule: str, rows: list[list[Value]], cell: str) -> None:
    assert rule in found(check_designations(rows, D(2025, 7, 1))).get(f"指定台帳!{cell}", [])


def test_a_body_without_any_day_is_not_told_that_it_was_never_designated() -> None:
    cells = found(
        check_designations([row("02", "みほん会", "乳児保育", "", "令和8年度")], D(2025, 7, 1))
    )
    assert cells == {"指定台帳!G4": ["designated-on-missing"]}


def test_a_revocation_without_a_day_is_not_asked_about_where_nothing_holds_any_more() -> None:
    lapsed = [row("02", "みほん会", "乳児保育", D(2023, 5, 1), "R6", "廃止")]
    assert found(check_designations(lapsed, WINTER)) == {}
    held = [row("02", "みほん会", "乳児保育", D(2023, 5, 1), "R6・R7", "廃止")]
    assert found(check_designations(held, WINTER)) == {"指定台帳!I4": ["designation-revoked"]}


def test_a_revocation_before_the_designation_is_asked_about() -> None:
    early = [row("02", "みほん会", "乳児保育", D(2026, 5, 1), "", "取消（R7.10.1）")]
    told = found(check_designations(early, D(2026, 7, 6)))
    assert told["指定台帳!I4"] == ["revoked-before-designation"]


def test_numbers_and_names_listed_together_are_compared_one_by_one() -> None:
    changes: list[Change] = [(0, KIND, "乳児保育、マネジメント"), (0, KIND_NO, "1、8")]
    cells = found(check_designations(ledgers.DESIGNATIONS[:1], D(2025, 7, 1), changes=changes))
    assert cells == {"指定台帳!F4": ["designated-kind-conflict"]}
    changes = [(0, KIND, "マネジメント、乳児保育"), (0, KIND_NO, "1、7")]
    cells = found(check_designations(ledgers.DESIGNATIONS[:1], D(2025, 7, 1), changes=changes))
    assert cells == {}


def test_a_revocation_with_its_day_is_not_asked_about() -> None:
    rows = [row("02", "みほん会", "乳児保育", D(2025, 5, 1), "", "廃止（令和7年9月1日）")]
    report = check_designations(rows, WINTER)
    assert found(report) == {}
    assert report.lists[0].rows[0][:2] == ("取消", "") and report.lists[0].rows[0][-1] == D(
        2025, 8, 31
    )


# ---------------------------------------------------------------- renewals in other shapes

YEARS = ("令和6年度", "R7年度更新", "2026年度")


def by_year_columns(marks: tuple[str, str, str]) -> Book:
    head = ("機関番号", "研修実施機関名", "研修種別", "指定日", *YEARS)
    return Book(
        "台帳.xlsx",
        (Grid("台帳", [[*head], ["02", "みほん会", "乳児保育", D(2023, 5, 1), *marks]]),),
    )


@pytest.mark.parametrize(
    ("marks", "years"),
    [
        (("○", "○", "○"), (2024, 2025, 2026)),
        (("○", "済", ""), (2024, 2025)),
        (("○", "R7.2.10", "×"), (2024, 2025)),
    ],
)
def test_a_column_for_each_fiscal_year(marks: tuple[str, str, str], years: tuple[int, ...]) -> None:
    coverage = coverage_of(by_year_columns(marks), WINTER)
    assert coverage.years[2, 1] == {2023, *years}


def test_a_ledger_without_a_column_for_renewals_says_so_and_calls_nothing_lapsed() -> None:
    head = ("機関番号", "研修実施機関名", "研修種別", "指定日", "備考")
    rows = [["02", "みほん会", "乳児保育", D(2023, 5, 1), ""]]
    book = Book("台帳.xlsx", (Grid("台帳", [[*head], *rows]),))
    report = designations.check([book], GUNMA, WINTER)
    assert report is not None and [(f.cell, f.rule, f.severity) for f in report.findings] == [
        ("A1", "renewal-column-missing", "warning")
    ]
    assert "更新年度" in [u.what for u in report.unchecked]
    assert not report.clear and [r[0] for r in report.lists[0].rows] == ["更新不明"]
    assert coverage_of(book, WINTER).verdict(2, 1, 2025) == UNKNOWN


@pytest.mark.parametrize(
    ("cell", "years"),
    [
        ("R6.2.9、R7.2.10", {2023, 2024, 2025}),
        ("令和5年11月20日", {2023, 2024}),  # filed in autumn for the year to come
        ("R6/R7", {2023, 2024, 2025}),
        ("令和6年度更新、令和7年度更新", {2023, 2024, 2025}),
        ("令和6年度、令和7年度（無効）", {2023, 2024}),
        ("R6○ R7 （無効）", {2023, 2024}),
        ("R6○R7◯", {2023, 2024, 2025}),
        ("R6 更新　R7 更新", {2023, 2024, 2025}),
    ],
)
def test_days_of_filing_and_years_in_one_cell(cell: str, years: set[int]) -> None:
    made = grid(
        "指定台帳",
        ledgers.DESIGNATION_HEADINGS,
        [row("02", "みほん会", "乳児保育", D(2023, 5, 1), cell)],
    )
    assert coverage_of(Book("台帳.xlsx", (made,)), WINTER).years[2, 1] == years


# ---------------------------------------------------------------- one Coverage


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2025-05-31", "designation-not-yet"),
        ("2025-06-02", ""),
        ("2025-10-01", "designation-revoked-then"),
        ("2026-04-01", "designation-revoked-then"),
    ],
)
def test_a_designation_holds_from_its_day_to_its_revocation(day: str, verdict: str) -> None:
    rows = [row("02", "みほん会", "乳児保育", D(2025, 6, 2), "R8", "取消（令和7年10月1日）")]
    coverage = coverage_of(
        Book("台帳.xlsx", (grid("指定台帳", ledgers.DESIGNATION_HEADINGS, rows),)), WINTER
    )
    assert coverage.verdict_on(2, 1, D.fromisoformat(day)) == verdict


def test_a_body_that_changed_its_name_is_found_by_both() -> None:
    rows = [
        row("02", "一般社団法人むかしの会", "乳児保育", D(2023, 5, 1)),
        row("02", "一般社団法人いまの会", "乳児保育", D(2025, 5, 1)),
    ]
    coverage = coverage_of(
        Book("台帳.xlsx", (grid("指定台帳", ledgers.DESIGNATION_HEADINGS, rows),)), WINTER
    )
    assert coverage.number("(一社)むかしの会") == coverage.number("いまの会") == 2
    assert coverage.name(2) == "一般社団法人いまの会"


def test_kind_number_and_name_have_to_agree() -> None:
    changes: list[Change] = [(0, KIND_NO, "7")]
    assert found(check_designations(ledgers.DESIGNATIONS[:1], D(2025, 7, 1), changes=changes))[
        "指定台帳!F4"
    ] == ["designated-kind-conflict"]
    only_numbers: list[Change] = [(0, KIND_NO, "1、4"), (0, KIND, "")]
    report = check_designations(ledgers.DESIGNATIONS[:1], WINTER, changes=only_numbers)
    assert [r[5] for r in report.lists[0].rows] == ["乳児保育", "食育・アレルギー対応"]


def test_kinds_listed_in_one_cell_are_several_designations() -> None:
    report = check_designations(
        [row("02", "みほん会", "乳児保育\nマネジメント", D(2025, 5, 1), "令和8年度")], D(2026, 5, 1)
    )
    assert report.findings == () and report.lists[0].rows == ()
    later = check_designations(
        [row("02", "みほん会", "乳児保育、マネジメント", D(2025, 5, 1), "令和8年度")], D(2027, 3, 1)
    )
    assert [(r[5], r[1]) for r in later.lists[0].rows] == [("乳児保育", 30), ("マネジメント", 30)]


def test_a_ledger_without_renewals_never_says_that_a_designation_has_ended() -> None:
    rows = [row("02", "みほん会", "乳児保育", D(2020, 5, 1), "令和3年度")]
    assert found(check_designations(rows, WINTER))["指定台帳!G4"] == ["designation-ended"]
    report = check_designations(rows, WINTER, drop=[RENEWED])
    assert found(report) == {"指定台帳!A3": ["renewal-column-missing"]}
    assert [r[0] for r in report.lists[0].rows] == ["更新不明"]
    asked = [u for u in report.unchecked if RENEWED in u.what]
    assert {u.cell for u in asked} == {"A3"} and "失効" in asked[-1].why and not report.clear
    book = Book(
        "指定台帳.xlsx", (grid("指定台帳", ledgers.DESIGNATION_HEADINGS, rows, drop=[RENEWED]),)
    )
    coverage = coverage_of(book)
    assert coverage.verdict(2, 1, 2025) == UNKNOWN and coverage.verdict(2, 1, 2020) == ""
    assert coverage.verdict(2, 1, 2019) == "designation-expired"


def test_every_rule_of_the_table_is_tried() -> None:
    own = Path(__file__)
    text = own.read_text(encoding="utf-8") + "".join(
        own.with_name(f"test_{n}.py").read_text(encoding="utf-8") for n in ("public_list", "sender")
    )
    assert {rule for rule in RULES if f'"{rule}"' not in text} <= set()


@given(st.dates(D(2017, 4, 1), D(2040, 3, 31)))
def test_fiscal_years_partition_the_calendar(day: dt.date) -> None:
    first, last = bounds(fiscal_year(day))
    assert first <= day <= last and bounds(fiscal_year(day) + 1)[0] == last + dt.timedelta(1)


@given(
    st.dates(D(2018, 4, 1), D(2030, 3, 31)),
    st.sets(st.integers(1, 8), min_size=1),
    st.lists(
        st.tuples(st.integers(2018, 2032), st.sets(st.integers(1, 8)), st.booleans()), max_size=6
    ),
)
def test_a_renewal_never_extends_a_kind_that_was_not_designated(
    day: dt.date, kinds: set[int], listed: list[tuple[int, set[int], bool]]
) -> None:
    renewals = [Renewal(year, frozenset(own), valid) for year, own, valid in listed]
    covered = designation.covered_years(Designation(2, frozenset(kinds), day), renewals)
    assert set(covered) == kinds
    for kind, years in covered.items():
        assert years == set(range(min(years), max(years) + 1)) and min(years) == fiscal_year(day)
        assert all(
            any(r.fiscal_year == y and kind in r.kinds and r.valid for r in renewals)
            for y in years
            if y > fiscal_year(day)
        )


# ---------------------------------------------------------------- 実績報告 beside it


def roster(
    rows: list[list[Value]], file: str = "報告.xlsx", above: str = "研修実施機関番号：02"
) -> Book:
    return Book(file, (Grid("名簿", [["名簿"], [above], [], list(HEADINGS), *rows]),))


LEDGER = Book(
    "指定台帳.xlsx", (grid("指定台帳", ledgers.DESIGNATION_HEADINGS, ledgers.DESIGNATIONS),)
)


def test_a_late_report_is_flagged_against_the_declared_date() -> None:
    """T49 with the sample's 提出予定日 2026-01-31: 20 days late; in time says nothing; the
    profile's days count from the last completion."""
    coverage = coverage_of(LEDGER, WINTER)
    read = Understood(checks.read_rosters([roster(clean_rows())], GUNMA), GUNMA, WINTER)
    late = reports.lateness(read, coverage, D(2026, 2, 20))
    assert [(f.rule, f.cell, f.severity) for f in late] == [
        ("report-late", "A4", "warning")
    ] and "20 日過ぎて" in late[0].message
    assert reports.lateness(read, coverage, D(2026, 1, 31)) == []


def test_the_roster_is_joined_with_the_body() -> None:
    """R19: 名称・所在地・連絡先 of the body beside ①–⑥."""
    coverage = coverage_of(LEDGER, WINTER)
    tables = checks.read_rosters([roster(clean_rows())], GUNMA)
    listing = reports.joined(Understood(tables, GUNMA, WINTER), coverage)
    assert listing.rows[0][:4] == (
        "02",
        "一般社団法人みなかみ保育研修会",
        "群馬県利根郡みなかみ町後閑1",
        "minakami@example.jp",
    )
    assert (
        len(listing.rows) == 16
        and listing.rows[0][5] == "青木　小春"
        and listing.rows[0][11] == "102502400001"
    )


def test_each_body_gets_back_only_its_own_rows() -> None:
    """Two bodies report one number: each learns of it without the other's cell, file or person."""
    coverage = coverage_of(LEDGER, WINTER)
    other = clean_rows(agency=3)[5:8]
    other[0][HEADINGS.index("修了証番号")] = "102502400001"
    books = [roster(clean_rows()[:4], "甲.xlsx"), roster(other, "乙.xlsx", "研修実施機関番号：03")]
    tables = checks.read_rosters(books, GUNMA)
    whole = checks.check_rosters(tables, GUNMA, WINTER, coverage)
    assert any("乙.xlsx" in f.message for f in whole.findings if f.file == "甲.xlsx")
    replies = reports.replies(tables, whole, coverage, GUNMA, WINTER)
    assert [body.number for body, _ in replies] == [2, 3]
    for (_, report), own, foreign in zip(
        replies, ("甲.xlsx", "乙.xlsx"), ("乙.xlsx", "甲.xlsx"), strict=True
    ):
        assert {f.file for f in report.findings} <= {own} and not any(
            foreign in f.message for f in report.findings
        )
        assert "number-used-elsewhere" in {f.rule for f in report.findings}
        cover = {str(a): str(b) for a, b in reports.cover(replies[0][0], report, WINTER).rows}
        assert cover["判定"] == "差戻し" and cover["受付日"] == "令和8年2月1日"


def test_two_files_that_claim_one_number_or_none_get_a_reply_each() -> None:
    """One of them may be another body's mistake: its rows are not sent to the first."""
    coverage = coverage_of(LEDGER, WINTER)
    nobody = [[*r[:10], "", *r[11:]] for r in clean_rows()[:2]]
    books = [
        roster(clean_rows()[:2], "甲.xlsx"),
        roster(clean_rows()[2:4], "乙.xlsx"),
        roster(nobody, "丙.xlsx", ""),
        roster(nobody, "丁.xlsx", ""),
    ]
    tables = checks.read_rosters(books, GUNMA)
    replies = reports.replies(
        tables, checks.check_rosters(tables, GUNMA, WINTER, coverage), coverage, GUNMA, WINTER
    )
    assert sorted((body.number, {t.file for t in report.tables}) for body, report in replies) == [
        (0, {"丁.xlsx"}),
        (0, {"丙.xlsx"}),
        (2, {"乙.xlsx"}),
        (2, {"甲.xlsx"}),
    ]
    names = [p.stem for p in targets(Path("返送"), replies)]
    assert len(set(names)) == 4 and all(
        name.startswith(("受付結果_02_一般社団法人みなかみ保育研修会_", "受付結果_機関不明_"))
        for name in names
    )


def test_a_table_of_several_bodies_is_sent_to_none_of_them() -> None:
    """研修実施機関番号 in a column, 02 in most rows: the rows of 03 must not reach 02; files
    without a number stay apart."""
    coverage = coverage_of(LEDGER, WINTER)
    rows = [[*r, "02" if n < 3 else "03"] for n, r in enumerate(clean_rows()[:4])]
    mixed = Book("両方.xlsx", (Grid("名簿", [[*HEADINGS, "研修実施機関番号"], *rows]),))
    blank = [[*r[:10], "", *r[11:]] for r in clean_rows()[5:7]]
    books = [mixed, roster(blank, "丙.xlsx", ""), roster(blank, "丁.xlsx", "")]
    tables = checks.read_rosters(books, GUNMA)
    replies = reports.replies(
        tables, checks.check_rosters(tables, GUNMA, WINTER, coverage), coverage, GUNMA, WINTER
    )
    assert [body.number for body, _ in replies] == [0, 0, 0] and [
        {t.file for t in report.tables} for _, report in replies
    ] == [{"丁.xlsx"}, {"丙.xlsx"}, {"両方.xlsx"}]
    assert len({path.name for path in targets(Path("out"), replies)}) == 3
    listing = reports.joined(Understood(tables[:1], GUNMA, WINTER), coverage)
    assert [row[0] for row in listing.rows] == ["02", "02", "02", "03"]


@pytest.mark.parametrize(
    "cell",
    [
        "令和6年度～令和8年度",
        "R6〜R8",
        "令和6年度から令和8年度まで",
        "令和6年度、令和7年度及び令和8年度",
        "R6-R8",
        "R6年度 R7年度 R8年度更新",
    ],
)
def test_years_of_renewal_as_a_range(cell: str) -> None:
    report = check_designations([row("02", "みほん会", "乳児保育", D(2023, 5, 1), cell)], WINTER)
    assert report.findings == () and report.lists[0].rows == ()


def test_a_renewal_nobody_can_read_is_asked_about() -> None:
    assert found(
        check_designations([row("02", "みほん会", "乳児保育", D(2023, 5, 1), "6・7・8")], WINTER)
    )["指定台帳!H4"] == ["fiscal-year-unreadable"]
    done = row("02", "みほん会", "乳児保育", D(2024, 5, 1), "更新済", first=D(2025, 9, 6))
    report = check_designations([done], D(2025, 7, 1))
    assert found(report) == {
        "指定台帳!H4": ["fiscal-year-unreadable"]
    }  # nobody knows that it lapsed
    assert [line[0] for line in report.lists[0].rows] == ["更新不明"]
    assert "指定台帳!H4" not in found(
        check_designations([row("02", "みほん会", "乳児保育", D(2025, 5, 1), "未提出")], WINTER)
    )


def test_a_revoked_designation_gets_no_reminder() -> None:
    """ "designation-revoked": 指定取消 without a renewal it could be said of."""
    report = check_designations(
        [row("02", "みほん会", "乳児保育", D(2025, 5, 1), "", "指定取消")], WINTER
    )
    assert (
        found(report) == {"指定台帳!I4": ["designation-revoked"]}
        and report.lists[0].rows[0][0] == "取消"
        and report.lists[1].rows == ()
    )


def test_a_report_whose_due_day_nobody_can_tell_is_not_passed_in_silence() -> None:
    tables = checks.read_rosters(
        [Book("名簿.xlsx", (Grid("名簿", [list(HEADINGS), *clean_rows()]),))], GUNMA
    )
    read = Understood(tables, GUNMA, WINTER)
    asked = reports.undated(read, Coverage())
    at = HEADINGS.index("修了した研修分野")
    kinds = {row[at] for row in clean_rows()}
    assert {u.what for u in asked} == {f"「{kind}」の実績報告の提出期限" for kind in kinds}
    assert {(u.sheet, u.cell) for u in asked} == {("名簿", f"{column_letter(at + 1)}1")}
    assert reports.lateness(read, Coverage(), D(2026, 6, 1)) == []


@pytest.mark.parametrize(
    ("one", "other"), [(NAME, "主たる事務所の所在地"), (NUMBER, NAME), (KIND, DAY)]
)
def test_swapped_headings_of_a_ledger_are_asked_about_once(one: str, other: str) -> None:
    head = [*ledgers.DESIGNATION_HEADINGS]
    left, right = sorted((head.index(one), head.index(other)))
    swapped = [*head]
    swapped[left], swapped[right] = head[right], head[left]
    told, told_swapped = (
        found(
            designations.check(
                [Book("指定台帳.xlsx", (Grid("指定台帳", rows),))], GUNMA, D(2026, 7, 6)
            )
        )
        for rows in ([head, *ledgers.DESIGNATIONS], [swapped, *ledgers.DESIGNATIONS])
    )
    assert told_swapped == {**told, f"指定台帳!{column_letter(left + 1)}1": ["columns-swapped"]}
