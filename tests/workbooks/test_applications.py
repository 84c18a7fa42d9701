"""申請チェック: every rule of the 指定申請台帳 has a case; the sample shows exactly its faults; the
deadline table comes out as printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from desk import GUNMA, TODAY, Change, application_book, check_applications, found, grid
from hypothesis import given
from hypothesis import strategies as st

from validators.guideline import filing
from validators.messages.applications import RULES
from validators.profile import default, parse
from workbooks.applications import check as applications
from workbooks.applications.listing import flag
from workbooks.grid import Book, Grid, Value
from workbooks.samples import ledgers

D = dt.date
BODY, KIND, FIRST, FILED = "申請者の名称", "研修種別", "研修実施予定日", "申請日"
AKITA = parse("", "x").for_prefecture(10)
TOKYO = parse('[filing]\nwindow = ["12-20", "01-31"]', "tokyo").for_prefecture(10)
CHIBA = parse(
    "[completion]\ne_learning = false\n[participants]\nothers_may_attend = false", "chiba"
).for_prefecture(10)
COLUMN = {h: chr(65 + i) for i, h in enumerate(ledgers.APPLICATION_HEADINGS)} | {
    "財政的基盤": "AD",
    "断った対象者数": "AD",
    "年度": "AD",
}


def test_the_clean_sample_is_silent() -> None:
    report = check_applications(application_book(curriculum=(), lecturers=()))
    assert (
        report.findings == ()
        and [row[3] for row in report.lists[0].rows] == ["期限内"] * 5
        and {row[4] for row in report.lists[0].rows} == {"不備なし"}
    )


def test_the_messy_sample_shows_exactly_its_faults() -> None:
    book = Book(
        "申請.xlsx",
        (
            grid("申請", ledgers.APPLICATION_HEADINGS, ledgers.messy_applications()),
            grid("カリキュラム", ledgers.CURRICULUM_HEADINGS, ledgers.messy_curriculum()),
            grid("講師", ledgers.LECTURER_HEADINGS, ledgers.messy_lecturers()),
        ),
    )
    cells = {
        cell: [r for r in rules if r != "filing-on-closed-day"]
        for cell, rules in found(check_applications(book)).items()
    }
    where = {
        "curriculum-short": "カリキュラム!E14",
        "curriculum-items": "カリキュラム!C19",
    }  # said at the first item of the kind
    expected = {f"申請!{COLUMN[h]}{r + 4}": rule for r, h, _, rule in ledgers.APPLICATION_FAULTS}
    expected |= {
        where.get(
            rule, f"カリキュラム!{chr(65 + ledgers.CURRICULUM_HEADINGS.index(h))}{r + 4}"
        ): rule
        for r, h, _, rule in ledgers.CURRICULUM_FAULTS
    }
    expected |= {
        f"講師!{chr(65 + ledgers.LECTURER_HEADINGS.index(h))}{r + 4}": rule
        for r, h, _, rule in ledgers.LECTURER_FAULTS
    }
    assert cells == {cell: [rule] for cell, rule in expected.items()}


CASES: list[tuple[str, list[Change], str]] = [
    ("applicant-missing", [(0, BODY, "")], "D4"),
    (
        "body-not-eligible",
        [(0, BODY, "株式会社みほん"), (0, "法人の種別", "株式会社")],
        "D4",
    ),  # T16
    ("body-conflict", [(0, BODY, "有限会社みほん")], "D4"),
    ("body-unclear", [(0, BODY, "みほん会"), (0, "法人の種別", "任意団体")], "D4"),
    ("outsourced-whole", [(0, "委託の範囲", "全部")], "X4"),
    ("kind-missing", [(0, KIND, "")], "F4"),
    ("kinds-on-attachment", [(0, KIND, "別紙のとおり")], "F4"),
    ("minutes-missing", [(0, "研修時間数", "")], "G4"),
    ("method-missing", [(0, "研修修了の評価方法", "")], "H4"),
    ("method-graded", [(0, "研修修了の評価方法", "レポート60点以上で修了")], "H4"),
    ("attachment-missing", [(0, "事業計画", "×")], "T4"),
    ("filed-on-missing", [(0, FILED, "")], "B4"),
    ("filing-late", [(0, FILED, D(2026, 5, 5))], "B4"),
    ("filing-borderline", [(0, FILED, D(2026, 5, 4))], "B4"),
    (
        "filing-late-consulted",
        [(0, FILED, D(2026, 5, 5)), (0, "事前相談日", D(2026, 4, 1))],
        "B4",
    ),  # T42
    ("filing-late-consulted", [(0, FILED, D(2026, 5, 5)), (0, "事前相談日", "有")], "B4"),
    ("filing-late", [(0, FILED, D(2026, 5, 5)), (0, "事前相談日", "なし")], "B4"),
    ("filing-on-closed-day", [(0, FILED, D(2026, 5, 2))], "B4"),
    ("filed-in-future", [(3, FILED, D(2026, 7, 7)), (3, FIRST, D(2026, 12, 1))], "B7"),
    ("filed-in-future", [(3, FILED, D(2026, 9, 7)), (3, FIRST, D(2026, 9, 10))], "B7"),
    ("designate-next-year", [(0, FILED, D(2026, 3, 10))], "J4"),
    (
        "course-crosses-year",
        [(0, FIRST, D(2027, 3, 20)), (0, "研修終了予定日", D(2027, 4, 3))],
        "J4",
    ),
    ("plan-part-missing", [(0, "事業実績報告の提出予定日", "")], "M4"),
    ("plan-part-missing", [(0, "収支予算", "")], "P4"),
    ("plan-part-missing", [(0, "収支予算", "無")], "P4"),
    ("plan-part-later", [(0, "研修会場", "未定")], "N4"),
    ("plan-part-missing", [(0, FIRST, "")], "J4"),  # T48
    ("plan-date-vague", [(0, "修了証の発行予定日", "8月下旬")], "L4"),
    ("plan-order", [(0, "受付開始予定日", D(2026, 7, 5))], "I4"),
    ("plan-order", [(0, "修了証の発行予定日", D(2026, 7, 10))], "L4"),
    ("plan-order", [(0, "事業実績報告の提出予定日", D(2026, 7, 1))], "M4"),
    ("venue-other-prefecture", [(0, "研修会場", "埼玉県熊谷市")], "N4"),
    ("venue-other-prefecture", [(0, "研修会場", "前橋市、熊谷市")], "N4"),
    ("venue-other-prefecture", [(0, "研修会場", "前橋市（群馬県）及び埼玉県本庄市")], "N4"),
    ("capacity-missing", [(0, "定員", "")], "Q4"),
    ("count-unreadable", [(0, "定員", "各回相談")], "Q4"),
    ("others-over-capacity", [(0, "対象者以外の人数", 9)], "S4"),  # T50
    ("planned-minutes-short", [(0, "研修時間数", "14時間30分")], "G4"),
    ("days-listed", [(0, FIRST, "令和8年7月4日～18日")], "J4"),
    ("kind-unclear", [(0, KIND, "新任研修")], "F4"),
    ("count-multiplied", [(0, "定員", "25名×2会場")], "Q4"),
    ("body-union", [(0, BODY, "架空郡広域事務組合"), (0, "法人の種別", "市町村")], "D4"),
    ("body-joint", [(0, BODY, "一般社団法人かくう・株式会社みほん")], "D4"),
    ("method-attendance-only", [(0, "研修修了の評価方法", "全日程の受講の確認")], "H4"),
    ("attachment-later", [(0, "事業計画", "追って提出します")], "T4"),
    ("attachment-omitted", [(0, "講師に関する書類", "省略")], "V4"),
    ("attachment-unclear", [(0, "研修カリキュラム", "一部")], "U4"),
    ("first-day-unclear", [(0, FIRST, "令和8年9月中旬")], "J4"),
    ("filed-on-unclear", [(0, FILED, "4月中")], "B4"),
    ("filed-on-unclear", [(0, FILED, f"4月{' ' * 290}中")], "B4"),  # blanks are gone through once
    ("date-year-assumed", [(0, FIRST, "7月4日～7月18日")], "J4"),
    ("venue-prefecture-unclear", [(0, "研修会場", "府中市")], "N4"),
    ("minutes-period-unknown", [(0, "研修時間数", "10コマ")], "G4"),
    ("minutes-break-unknown", [(0, "研修時間数", "16時間（休憩を含む）")], "G4"),
]


@pytest.mark.parametrize(("rule", "changes", "cell"), CASES, ids=[f"{r}-{c}" for r, _, c in CASES])
def test_each_rule_in_its_cell(rule: str, changes: list[Change], cell: str) -> None:
    cells = found(check_applications(application_book(changes)))
    assert rule in cells.get(f"申請!{cell}", []), cells
    others = {r for rules in cells.values() for r in rules} - {
        rule,
        "filing-on-closed-day",
        "plan-order",
        "course-crosses-year",
        "plan-part-missing",
        "designate-next-year",
    }
    assert not others


def test_what_a_profile_decides() -> None:
    outside = [(0, FILED, D(2026, 4, 3))]
    assert (
        "filing-outside-window"
        in found(check_applications(application_book(outside), TOKYO), TOKYO)["申請!B4"]
    )
    assert "申請!B4" not in found(
        check_applications(application_book([(0, FILED, D(2026, 1, 6))]), TOKYO), TOKYO
    )
    online = found(
        check_applications(application_book([(0, "研修会場", "オンライン（ZOOM）")]), CHIBA), CHIBA
    )
    assert online["申請!N4"] == ["e-learning-not-allowed"] and online["申請!S4"] == [
        "others-not-allowed"
    ]
    assert (
        found(check_applications(application_book([(0, "研修会場", "オンライン（ZOOM）")]))) == {}
    )


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("研修の全部", True),
        ("全部を委託", True),
        ("業務の全てを株式会社へ", True),
        ("会場運営の全て", False),
        ("受付業務のすべてを委託", False),
        ("一部", False),
    ],
)
def test_what_counts_as_outsourcing_the_whole(text: str, whole: bool) -> None:
    assert (
        "申請!X4" in found(check_applications(application_book([(0, "委託の範囲", text)])))
    ) is whole


def test_targets_refused_while_others_are_admitted() -> None:
    book = application_book(
        [(0, "対象者の申込者数", 55), (0, "対象者以外の人数", 3), (0, "断った対象者数", 8)],
        extra=("断った対象者数",),
    )
    assert found(check_applications(book))["申請!S4"] == [
        "others-over-capacity",
        "others-before-targets",
    ]  # T50
    assert found(
        check_applications(application_book([(0, "財政的基盤", "無")], extra=("財政的基盤",)))
    )["申請!AD4"] == ["body-checklist"]


def test_two_kinds_in_one_row_have_a_deadline_each() -> None:
    """T41 as two rows, and as one row that lists both kinds."""
    rows = [
        (0, KIND, "乳児保育"),
        (0, FIRST, D(2025, 9, 1)),
        (0, FILED, D(2025, 6, 10)),
        (1, KIND, "保健衛生・安全対策"),
        (1, FIRST, D(2025, 7, 31)),
        (1, FILED, D(2025, 6, 10)),
    ]
    listed = check_applications(application_book(rows)).lists[0].rows
    assert [(r[2], r[3]) for r in listed[:2]] == [
        ("乳児保育", "期限内"),
        ("保健衛生・安全対策", "超過10日"),
    ]
    assert [r[7] for r in listed[:2]] == [D(2025, 7, 1), D(2025, 5, 31)]
    both = check_applications(
        application_book([(0, KIND, "①乳児保育\n⑤保健衛生・安全対策"), (0, FILED, D(2026, 5, 10))])
    )
    assert [r[2] for r in both.lists[0].rows][:2] == ["乳児保育", "保健衛生・安全対策"] and [
        r[3] for r in both.lists[0].rows
    ][:2] == ["超過6日"] * 2
    late = [f for f in both.findings if f.rule == "filing-late"]
    assert [f.cell for f in late] == ["B4"]  # one cell to correct, said once


def test_see_attachment_takes_the_kinds_of_the_curriculum() -> None:
    """R26: 別紙のとおり is a pointer; the kinds stand in the カリキュラム of the same 受付番号."""
    report = check_applications(
        application_book([(0, KIND, "別紙のとおり")], curriculum=(), lecturers=())
    )
    assert report.findings == () and report.lists[0].rows[0][2] == "乳児保育"


def test_the_plan_on_a_sheet_of_its_own() -> None:
    drop = (
        "受付開始予定日",
        "修了証の発行予定日",
        "事業実績報告の提出予定日",
        "研修会場",
        "研修担当者の連絡先及び氏名",
        "収支予算",
    )
    head = ("受付番号", *drop)
    rows: list[list[Value]] = [
        [n, D(2026, 5, 20), D(2026, 10, 1), D(2026, 10, 30), "前橋市", "研修係", "有"]
        for n in range(1, 6)
    ]
    assert (
        found(check_applications(application_book(drop=drop, more=(grid("事業計画", head, rows),))))
        == {}
    )
    rows[1][3] = ""
    assert found(
        check_applications(application_book(drop=drop, more=(grid("事業計画", head, rows),)))
    ) == {"事業計画!D5": ["plan-part-missing"]}


CURRICULUM: list[tuple[str, list[Change], str]] = [
    ("curriculum-items", [(0, "研修項目", "みほん園の一日")], "C4"),
    ("curriculum-items-unclear", [(0, "研修項目", "0歳児保育の今日的な役割")], "C4"),
    ("curriculum-time-unchecked", [(5, "時間数（分）", "半日")], "E9"),
    ("curriculum-items", [(9, "研修項目", "")], "C9"),
    ("curriculum-short", [(5, "時間数（分）", 179)], "E9"),
    ("curriculum-differs", [(5, "時間数（分）", 200)], "E9"),
    ("curriculum-part-missing", [(5, "研修形態", "")], "F9"),
    ("curriculum-part-missing", [(5, "時間数（分）", "")], "E9"),
    ("curriculum-lecturer-unlisted", [(5, "講師", "別人　三郎")], "D9"),
    ("curriculum-lecture-only", [(n, "研修形態", "講義") for n in range(5)], "F4"),
    ("attachment-unknown-application", [(0, "受付番号", 9)], "A4"),
]


@pytest.mark.parametrize(
    ("rule", "changes", "cell"), CURRICULUM, ids=[f"{r}-{c}" for r, _, c in CURRICULUM]
)
def test_each_rule_of_the_curriculum(rule: str, changes: list[Change], cell: str) -> None:
    assert rule in found(
        check_applications(application_book(curriculum=changes, lecturers=()))
    ).get(f"カリキュラム!{cell}", [])


def test_dirty_spellings_of_the_items_are_known() -> None:
    """domain.md §3.3: cut ends, inner spaces, foreign glyphs."""
    dirty: list[Change] = [
        (4, "研修項目", "⑤乳児保育の指導計画、記録及び評"),
        (8, "研修項目", "保育の場において血液を介して感染する 病気を防止するための ガイドライン"),
        (
            9,
            "研修項目",
            "教育・保育施設等における 事故防止及び 事故発生時の対応のためのガイドライン",
        ),
        (5, "研修種別", "保育衛生・安全対策"),
    ]
    rules = {
        r
        for rs in found(
            check_applications(application_book(curriculum=dirty, lecturers=()))
        ).values()
        for r in rs
    }
    assert rules <= {"field-alias", "field-spelling"}


def test_breaks_do_not_count_as_training() -> None:
    changes: list[Change] = [
        (0, "研修項目", "休憩・昼食"),
        (1, "研修項目", "乳児保育の意義\n乳児保育の環境"),
    ]
    cells = found(check_applications(application_book(curriculum=changes, lecturers=())))
    assert cells == {"カリキュラム!E5": ["curriculum-only-with-breaks"]}


def test_thirty_minutes_more_than_enough_but_an_item_absent() -> None:
    """T29: 900 minutes exactly is enough; T30: 1,000 minutes without 小学校との接続 is not."""
    book = application_book(
        [(3, "研修時間数", "1000分")],
        curriculum=[(18, "時間数（分）", 280), (19, "研修項目", "まとめ")],
        lecturers=(),
    )
    assert found(check_applications(book)) == {"カリキュラム!C19": ["curriculum-items"]}


def test_renewals_may_leave_out_unchanged_lecturers_papers() -> None:
    """T47: 変更なし ticked → no papers needed; a new lecturer's are."""
    renewal: list[Change] = [
        (0, "様式", "様式第4号"),
        (0, "講師の変更", "変更なし"),
        (0, "講師に関する書類", ""),
    ]
    lecturers: list[Change] = [(0, "承諾書", ""), (1, "承諾書", ""), (1, "変更の有無", "新任")]
    cells = found(
        check_applications(
            application_book(
                renewal, curriculum=(), lecturers=lecturers, lecturer_extra=("変更の有無",)
            )
        )
    )
    assert cells == {"講師!G5": ["lecturer-paper-missing"]}
    assert found(check_applications(application_book(renewal[:1] + renewal[2:])))["申請!V4"] == [
        "attachment-missing"
    ]


def test_a_renewal_needs_a_designation_of_the_year_before() -> None:
    """T43: 様式4 for FY2026 lists kinds 1 and 7 of みなかみ, which holds 1 and 4 in FY2025; R33:
    content that fails makes it void."""
    changes: list[Change] = [(n, "様式", "様式第4号") for n in (0, 1, 2)]
    changes += [(n, BODY, "(一社)みなかみ保育研修会") for n in (0, 1)] + [
        (1, KIND, "マネジメント"),
        (0, "法人の種別", "非営利団体"),
        (2, BODY, "見本市社会福祉協議会"),
    ]
    changes += [(2, "法人の種別", "社会福祉法人")]
    cells = found(check_applications(application_book(changes), designated=ledgers.DESIGNATIONS))
    assert cells == {
        "申請!F5": ["renewal-kind-not-designated"],
        "申請!D6": ["renewal-body-unknown"],
    }
    weak = found(
        check_applications(
            application_book([(0, "様式", "様式第4号"), (0, "研修時間数", "14時間")])
        )
    )
    assert weak == {"申請!C4": ["renewal-would-lapse"], "申請!G4": ["planned-minutes-short"]}
    renewed: list[Change] = [(0, "様式", "様式第4号"), (1, "様式", "様式第4号")]
    unnumbered = application_book([*renewed, (1, "研修時間数", "14時間")], drop=("受付番号",))
    lapsing = [
        f for f in check_applications(unnumbered).findings if f.rule == "renewal-would-lapse"
    ]
    assert [f.cell for f in lapsing] == ["B5"]  # the row that is short, and no other


def test_renewals_have_a_deadline_only_where_the_profile_says_so() -> None:
    late: list[Change] = [(0, "様式", "様式第4号"), (0, FILED, D(2026, 6, 30))]
    assert found(check_applications(application_book(late))) == {}
    same = parse('[filing]\nrenewal_deadline = "same"', "x").for_prefecture(10)
    assert found(check_applications(application_book(late), same), same) == {
        "申請!B4": ["filing-late"]
    }


def test_the_same_application_twice() -> None:
    changes: list[Change] = [
        (1, h, ledgers.clean_applications()[0][ledgers.APPLICATION_HEADINGS.index(h)])
        for h in (BODY, KIND, FIRST)
    ]
    cells = found(check_applications(application_book(changes)))
    assert (
        "application-duplicate" in cells["申請!F4"] and "application-duplicate" in cells["申請!F5"]
    )


def test_every_rule_of_the_table_is_tried() -> None:
    text = __import__("pathlib").Path(__file__).read_text(encoding="utf-8")
    seeded = {
        rule
        for *_, rule in (
            *ledgers.APPLICATION_FAULTS,
            *ledgers.CURRICULUM_FAULTS,
            *ledgers.LECTURER_FAULTS,
        )
    }
    assert {rule for rule in RULES if f'"{rule}"' not in text} <= seeded


# ---------------------------------------------------------------- the deadline

TABLE = (  # 実施日, then the deadlines by methods A, B and C, as domain.md §1.3 prints them
    ("2025-06-10", "2025-04-10", "2025-04-10", "2025-04-09"),
    ("2025-04-30", "2025-02-28", "2025-02-28", "2025-02-27"),
    ("2024-04-30", "2024-02-29", "2024-02-29", "2024-02-28"),
    ("2025-04-29", "2025-02-28", "2025-02-27", "2025-02-27"),
    ("2025-04-28", "2025-02-28", "2025-02-27", "2025-02-27"),
    ("2024-04-29", "2024-02-29", "2024-02-28", "2024-02-28"),
    ("2025-05-01", "2025-03-01", "2025-03-01", "2025-02-28"),
    ("2025-08-31", "2025-06-30", "2025-06-30", "2025-06-29"),
    ("2026-01-31", "2025-11-30", "2025-11-30", "2025-11-29"),
    ("2025-12-31", "2025-10-31", "2025-10-31", "2025-10-30"),
    ("2026-03-01", "2026-01-01", "2026-01-01", "2025-12-31"),
)


@pytest.mark.parametrize("method", "ABC")
def test_the_table_of_the_domain_as_a_ledger_shows_it(method: str) -> None:
    """Each line of the table filed on its deadline, the day after, at the earliest and after the
    latest of the three."""
    column = ledgers.APPLICATION_HEADINGS.index
    rows: list[list[Value]] = []
    expected = []
    for line in TABLE:
        first, limits = (
            D.fromisoformat(line[0]),
            dict(zip("ABC", map(D.fromisoformat, line[1:]), strict=True)),
        )
        limit = limits[method]
        for filed in (
            limit,
            limit + dt.timedelta(1),
            min(limits.values()),
            max(limits.values()) + dt.timedelta(1),
        ):
            row = list(ledgers.clean_applications()[0])
            row[column("受付番号")], row[column(BODY)] = (
                len(rows) + 1,
                f"学校法人みほん{len(rows)}学園",
            )
            row[column(FIRST)], row[column(FILED)] = first, filed
            rows.append(row)
            # the profile names the method: there is nothing left on the border
            late = (filed - limit).days
            expected.append((limit, f"超過{late}日" if late > 0 else "期限内"))
    profile = parse(f'[filing]\nmethod = "{method}"', "x").for_prefecture(10)
    report = check_applications(
        Book("申請.xlsx", (grid("申請", ledgers.APPLICATION_HEADINGS, rows),)), profile
    )
    assert [(row[7], row[3]) for row in report.lists[0].rows] == expected


days = st.dates(D(2018, 4, 1), D(2035, 3, 31))


@given(days, st.integers(-40, 120), st.integers(0, 40), st.sampled_from("ABC"))
def test_filing_later_never_looks_better(
    first: dt.date, before: int, later: int, method: filing.Method
) -> None:
    one = first - dt.timedelta(60 + before)
    order = ["期限内", "境界", "超過"]
    earlier, after = (
        filing.check(one, first, method),
        filing.check(one + dt.timedelta(later), first, method),
    )
    assert order.index(earlier.verdict) <= order.index(after.verdict) and after.days <= earlier.days
    assert flag(earlier) == flag(earlier) and (
        flag(after).startswith("超過") or after.verdict != "超過"
    )


def test_no_table_is_none() -> None:
    assert (
        applications.check(
            [
                Book(
                    "x",
                    (
                        grid(
                            "名簿",
                            ("氏名", "生年月日", "研修分野"),
                            [["美本", "1990-01-01", "乳児保育"]],
                        ),
                    ),
                )
            ],
            default(),
            TODAY,
        )
        is None
    )
    assert GUNMA.prefecture == 10


def test_a_ledger_of_designations_beside_it_is_no_ledger_of_applications() -> None:
    """Both in one workbook, as the button meets them; each check takes its own."""
    from workbooks.designations.layout import tables_of

    both = Book(
        "x",
        (
            *application_book().grids,
            grid("指定台帳", ledgers.DESIGNATION_HEADINGS, ledgers.DESIGNATIONS),
        ),
    )
    report = applications.check([both], GUNMA, TODAY)
    assert (
        report is not None
        and {t.sheet for t in report.tables} == {"申請"}
        and report.findings == ()
    )
    assert {t.sheet for t in tables_of([both])} == {"指定台帳"}
    renewing = grid(
        "届出",
        (
            "受付番号",
            "届出日",
            "届出者の名称",
            "研修実施機関番号",
            "指定年月日",
            "研修種別",
            "研修時間数",
            "研修実施予定日",
        ),
        [],
    )
    assert tables_of([Book("x", (renewing,))]) == []


def test_two_workbooks_with_the_same_numbers_are_kept_apart() -> None:
    """Each body numbers its own application 1: attachments are looked for in the same file only."""
    first = application_book(curriculum=(), lecturers=())
    second = application_book(
        [(0, "様式", "様式第4号"), (0, "講師の変更", "変更なし")],
        curriculum=[(0, "講師", "別人　三郎")],
        lecturers=[(0, "承諾書", "")],
    )
    report = applications.check(
        [Book("甲.xlsx", first.grids), Book("乙.xlsx", second.grids)], GUNMA, TODAY
    )
    assert report is not None and {
        (f.file, f.cell, f.rule) for f in report.findings if f.rule != "application-duplicate"
    } == {("乙.xlsx", "D4", "curriculum-lecturer-unlisted")}
    states = [row[4] for row in report.lists[0].rows]
    assert states[:5] == ["不備なし", *["要確認1件"] * 4]  # filed in both workbooks
    assert states[5] == "不備1件・未確認2件"  # no 指定台帳 and no 機関番号 of last year


def test_a_kind_without_a_curriculum_is_asked_about() -> None:
    cells = found(
        check_applications(
            application_book([(0, KIND, "乳児保育、障害児保育")], curriculum=(), lecturers=())
        )
    )
    assert cells == {"申請!F4": ["curriculum-not-found"]}


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        ("研修時間数", "各15時間"),
        ("研修時間数", "15時間以上"),
        ("研修時間数", "15時間（3日間）"),
        ("定員", "50名（25名×2回）"),
        ("研修時間数", "5時間×3日"),
        ("研修時間数", "1コマ100分×9コマ"),
        ("研修時間数", "各分野15時間"),
        ("講師に関する書類", "別添のとおり"),
        (FIRST, "R8.7.4（土）・11（土）全2日"),
        (FIRST, "令和8年7月4日ほか2日"),
        (FIRST, "A日程：R8.7.4、7.11　B日程：R8.9.5、9.12"),
        (FIRST, "オンデマンド 令和8年7月4日～7月18日予定"),
        ("委託の範囲", "全部は委託しない"),
        ("委託の範囲", "委託なし（すべて自前）"),
        ("委託の範囲", "無"),
        ("研修修了の評価方法", "レポート（採点はしない）"),
        ("研修修了の評価方法", "レポート。なお、点数による評価は行わない。"),
        ("申請日", "令和8年4月10日付け（郵送）"),
        ("定員", "定員50"),
    ],
)
def test_ordinary_words_are_no_fault(heading: str, value: str) -> None:
    told = found(check_applications(application_book([(0, heading, value)])))
    assert {rule for rules in told.values() for rule in rules} <= {"days-listed"}


@pytest.mark.parametrize(
    ("heading", "value", "rule"),
    [
        ("研修時間数", "各14時間", "planned-minutes-short"),
        ("研修時間数", "15時間（うち休憩90分）", "planned-minutes-short"),
        ("研修時間数", "4時間30分×3日", "planned-minutes-short"),
        ("委託の範囲", "研修運営の全てを委託", "outsourced-whole"),
        ("研修修了の評価方法", "レポートを採点して評価", "method-graded"),
        ("研修修了の評価方法", "点数で判定する", "method-graded"),
    ],
)
def test_and_what_they_must_not_hide(heading: str, value: str, rule: str) -> None:
    told = found(check_applications(application_book([(0, heading, value)])))
    assert rule in {rule for rules in told.values() for rule in rules}


def test_a_continuation_is_a_renewal_and_an_unticked_choice_is_none() -> None:
    late = (0, FILED, D(2026, 6, 30))
    assert found(check_applications(application_book([(0, "様式", "継続"), late]))) == {}
    assert found(check_applications(application_book([(0, "様式", "新規・更新"), late])))[
        "申請!B4"
    ] == ["filing-late"]
    assert (
        "kinds-on-attachment"
        in found(check_applications(application_book([(0, KIND, "別紙参照")])))["申請!F4"]
    )


def test_two_lecturers_with_a_middle_dot_and_others() -> None:
    clean = [(0, "講師", "山本　太郎・鈴木　花子"), (1, "講師", "山本　太郎　他")]
    assert found(check_applications(application_book(curriculum=clean, lecturers=()))) == {}
    assert found(
        check_applications(
            application_book(curriculum=[(0, "講師", "山本　太郎・無名　次郎")], lecturers=())
        )
    ) == {"カリキュラム!D4": ["curriculum-lecturer-unlisted"]}


# ---------------------------------------------------------------- what is not said in a column

KIND_TITLES = [
    ("乳児保育", "研修カリキュラム"),
    ("カリキュラム", "①乳児保育研修　カリキュラム"),
    ("カリキュラム", "研修カリキュラム"),  # one kind is applied for
]


@pytest.mark.parametrize(("sheet", "title"), KIND_TITLES)
def test_a_curriculum_without_a_column_for_the_kind_is_checked_all_the_same(
    sheet: str, title: str
) -> None:
    rows: list[list[Value]] = [
        ["乳児保育の意義", 200, "山本　太郎", "講義・演習"],
        ["乳児保育の環境", 200, "山本　太郎", "講義・演習"],
    ]
    plain = grid(sheet, ("研修項目", "時間数（分）", "講師", "研修形態"), rows)
    made = Grid(sheet, [[title], *plain.rows[1:]])
    book = application_book()
    first = Grid("申請", [*book.grids[0].rows[:4]])
    rules = found(check_applications(Book("一件.xlsx", (first, made))))
    assert rules[f"{sheet}!A4"] == ["curriculum-items"]
    assert rules[f"{sheet}!B4"] == ["curriculum-short"]


def test_a_curriculum_of_no_known_kind_is_said_to_be_unchecked() -> None:
    rows: list[list[Value]] = [["保育の意義", 200, "山本　太郎", "講義・演習"]] * 2
    plain = grid("別表", ("研修項目", "時間数（分）", "講師", "研修形態"), rows)
    cells = found(check_applications(application_book(more=(plain,))))
    assert cells == {"別表!A4": ["curriculum-kind-unknown"]}


@pytest.mark.parametrize(
    ("note", "lessons", "rule"),
    [
        ("※１コマ：90分", [4, 2, 2, 1, 1], ""),
        ("※１コマ：60分", [4, 2, 2, 1, 1], "curriculum-short"),
        ("", [4, 2, 2, 1, 1], "curriculum-time-unchecked"),
    ],
)
def test_lessons_count_by_their_stated_length(note: str, lessons: list[int], rule: str) -> None:
    from validators.guideline import fields

    rows: list[list[Value]] = [
        ["乳児保育", item, n, "山本　太郎", "講義・演習"]
        for item, n in zip(fields.by_number(1).items, lessons, strict=True)
    ]
    head = ("研修種別", "研修項目", "コマ数", "講師", "研修形態")
    made = grid("カリキュラム", head, [*rows, [note, *[""] * 4]])
    book = Book("一件.xlsx", (Grid("申請", [*application_book().grids[0].rows[:4]]), made))
    told = {r for rules in found(check_applications(book)).values() for r in rules}
    assert told - {"minutes-period-unknown", "attachment-unknown-application"} == (
        {rule} if rule else set()
    )


@pytest.mark.parametrize(
    ("form", "change", "papers", "rule"),
    [
        ("様式第4号", "変更なし", "省略", ""),
        ("様式第4号", "変更あり", "省略", "attachment-omitted"),
        ("様式第4号", "", "変更なしのため省略", ""),
        ("様式第2号", "", "省略", "attachment-omitted"),
        ("様式第2号", "", "後日郵送", "attachment-later"),
    ],
)
def test_papers_left_out(form: str, change: str, papers: str, rule: str) -> None:
    changes: list[Change] = [
        (0, "様式", form),
        (0, "講師の変更", change),
        (0, "講師に関する書類", papers),
    ]
    cells = found(check_applications(application_book(changes)))
    assert cells.get("申請!V4", []) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("省略", "lecturer-paper-omitted"),
        ("後日提出", "lecturer-paper-later"),
        ("一部", "lecturer-paper-unclear"),
        ("☑有 ☐無", ""),
    ],
)
def test_papers_of_a_lecturer(value: str, rule: str) -> None:
    book = application_book(curriculum=(), lecturers=[(0, "承諾書", value)])
    assert found(check_applications(book)) == ({"講師!G4": [rule]} if rule else {})


@pytest.mark.parametrize("result", ["取下げ", "不承認", "令和8年6月1日付け取下げ", "却下"])
def test_an_application_that_is_settled_has_nothing_to_correct(result: str) -> None:
    book = application_book([(0, BODY, ""), (0, "審査結果", result)])
    report = check_applications(book)
    assert found(report) == {"申請!AB4": ["application-settled"]}
    assert report.summary()["error"] == 0 and report.lists[0].rows[0][4] == "審査済み"
    pending = application_book([(0, BODY, ""), (0, "審査結果", "審査中")])
    assert "applicant-missing" in found(check_applications(pending))["申請!D4"]


def test_a_renewal_whose_number_is_another_bodys_is_asked_about() -> None:
    from validators.guideline.coverage import Coverage

    known = Coverage({2: "学校法人べつの学園"})
    changes: list[Change] = [(0, "様式", "様式第4号"), (0, "研修実施機関番号", "02")]
    book = application_book(changes, extra=("研修実施機関番号",))
    assert found(applications.check([book], GUNMA, TODAY, known))["申請!AD4"] == [
        "renewal-number-differs"
    ]


def test_a_title_and_a_content_column_are_read_together() -> None:
    from validators.guideline import fields

    rows: list[list[Value]] = [
        ["乳児保育", f"第{n}講", item, 180, "山本　太郎", "講義・演習"]
        for n, item in enumerate(fields.by_number(1).items, 1)
    ]
    head = ("研修種別", "講義題目", "内容", "時間数（分）", "講師", "研修形態")
    book = Book(
        "一件.xlsx",
        (Grid("申請", [*application_book().grids[0].rows[:4]]), grid("カリキュラム", head, rows)),
    )
    assert found(check_applications(book)) == {}


def test_a_ledger_named_like_one_of_our_sheets_is_read_and_our_own_is_not() -> None:
    theirs = application_book().grids[0]
    named = Grid("申請一覧", [["申請の受付簿（R8）"], *theirs.rows[1:]])
    assert check_applications(Book("申請.xlsx", (named,))).tables[0].sheet == "申請一覧"
    ours = Grid("申請一覧", [["申請一覧"], *theirs.rows[1:]])
    assert applications.check([Book("申請.xlsx", (ours,))], GUNMA, TODAY) is None


@pytest.mark.parametrize(
    ("sheet", "cell", "other"),
    [
        ("申請", "B3", "D3"),  # 申請日, 申請者の名称
        ("申請", "F3", "N3"),  # 研修種別, 研修会場
        ("カリキュラム", "B3", "C3"),  # 研修種別, 研修項目
        ("カリキュラム", "C3", "D3"),  # 研修項目, 講師
        ("カリキュラム", "D3", "E3"),  # 講師, 時間数
    ],
)
def test_swapped_headings_of_the_desk_are_asked_about_once(
    sheet: str, cell: str, other: str
) -> None:
    book = application_book(curriculum=[], lecturers=[])
    grid = next(grid for grid in book.grids if grid.sheet == sheet)
    rows = [[*cells] for cells in grid.rows]
    one, two = (ord(at[0]) - ord("A") for at in (cell, other))
    rows[2][one], rows[2][two] = rows[2][two], rows[2][one]
    grids = tuple(replace(g, rows=rows) if g is grid else g for g in book.grids)
    expected = {f"{sheet}!{cell}": ["columns-swapped"]}
    assert found(check_applications(replace(book, grids=grids))) == expected
