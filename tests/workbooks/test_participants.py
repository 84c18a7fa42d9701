"""修了判定: who completed, who did not and why, who has to be asked about; the lists that follow from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from desk import GUNMA, TODAY, Change, check_participants, found, grid
from hypothesis import given
from hypothesis import strategies as st

from validators.findings import Report
from validators.guideline import attendance, completion
from validators.guideline.fields import by_number
from validators.messages.participants import RULES
from validators.profile import parse, shipped
from workbooks.grid import Book, Grid, Value
from workbooks.participants import check as participants
from workbooks.samples import ledgers

D = dt.date
HYOGO = shipped("hyogo")
ROWS = ledgers.participants()
HEAD = ledgers.PARTICIPANT_HEADINGS


def results(report: object) -> list[tuple[object, object]]:
    return [(r[1], r[0]) for r in report.lists[0].rows]  # type: ignore[attr-defined]


def test_the_sample_course() -> None:
    report = check_participants(ROWS)
    assert [r for _, r in results(report)] == ["修了", "修了", "修了", "未修了", "未修了", "要確認"]
    assert found(report) == {
        "受講者名簿!B7": ["completion-lacking"],
        "受講者名簿!O8": ["completion-report-missing"],
        "受講者名簿!Q9": ["completion-refused-for-points"],
    }
    _, roster, partly = report.lists
    assert [r[2] for r in roster.rows] == ["相川　陽向", "飯島　楓", "岩崎　澪"] and roster.rows[0][
        9:12
    ] == ("食育・アレルギー対応", "", D(2025, 11, 9))
    assert [(r[0], r[5]) for r in partly.rows] == [
        ("内田　蒼", 600),
        ("江原　詩", 900),
    ]  # who was refused is on neither list (R11)


CASES: list[tuple[str, list[Change], str]] = [
    ("participant-name-missing", [(0, "氏名", "")], "B4"),
    ("participant-birth-missing", [(0, "生年月日", "")], "D4"),
    ("participant-address-missing", [(0, "住所", "")], "F4"),
    ("participant-field-missing", [(0, "研修分野", "")], "J4"),
    ("attendance-unclear", [(0, "2日目（300分）", "遅刻")], "M4"),
    ("attendance-unclear", [(0, "2日目（300分）", "")], "M4"),
    ("attendance-unclear", [(0, "2日目（300分）", "出席（途中まで）")], "M4"),
    (
        "completion-refused-for-points",
        [(0, "評価をしない理由", "レポートが合格水準に届かない")],
        "Q4",
    ),
    ("completion-refused-for-points", [(0, "評価をしない理由", "課題の出来が悪い")], "Q4"),
    ("report-unclear", [(0, "レポート提出日", "再提出を依頼")], "O4"),
    ("consent-unclear", [(0, "情報提供の同意", "確認中")], "R4"),
    ("consent-unclear", [(0, "情報提供の同意", "☐")], "R4"),
    ("participant-municipality-missing", [(0, "勤務先の市町村名", "")], "H4"),
    ("completion-report-missing", [(0, "レポート提出日", "")], "O4"),  # T32
    ("completion-refused", [(0, "評価をしない理由", "指示に従わない")], "Q4"),
    ("refused-on-roster", [(0, "評価をしない理由", "指示に従わない")], "B4"),  # T35
    ("completion-refused-for-points", [(0, "評価をしない理由", "レポート60点未満")], "Q4"),  # T34
    ("consent-unknown", [(0, "情報提供の同意", "")], "R4"),
    ("consent-refused", [(0, "情報提供の同意", "同意しない")], "R4"),
    ("participant-date-future", [(0, "修了年月日", D(2026, 3, 1))], "P4"),
    ("participant-date-future", [(0, "生年月日", D(2026, 3, 1))], "D4"),
    ("participant-age", [(0, "生年月日", D(2020, 4, 1))], "D4"),
    ("completed-date-missing", [(0, "修了年月日", "")], "P4"),
    ("completion-minutes", [(0, "1日目（300分）", "290分")], "B4"),
    ("completion-attendance", [(0, "3日目（300分）", "欠席")], "B4"),
]


@pytest.mark.parametrize(("rule", "changes", "cell"), CASES, ids=[f"{r}-{c}" for r, _, c in CASES])
def test_each_rule_in_its_cell(rule: str, changes: list[Change], cell: str) -> None:
    assert rule in found(check_participants(ROWS, changes=changes)).get(f"受講者名簿!{cell}", [])


def test_another_way_of_assessing_needs_no_report() -> None:
    """T33: 確認テストと面接."""
    changes: list[Change] = [(0, "レポート提出日", ""), (0, "評価方法", "確認テストと面接")]
    assert results(check_participants(ROWS, changes=changes, extra=("評価方法",)))[0] == (
        "相川　陽向",
        "修了",
    )


EVENTS = (
    "氏名",
    "生年月日",
    "研修分野",
    "研修名",
    "受講時間（分）",
    "受講内容",
    "レポート提出日",
    "修了年月日",
)


def events(first: int, second: int, items: tuple[str, str] = ("①②③", "③④⑤")) -> list[list[Value]]:
    return [
        [
            "美本　花",
            D(1990, 1, 1),
            "乳児保育",
            f"研修{n}",
            minutes,
            own,
            D(2025, 9, 1),
            D(2025, 8, 30),
        ]
        for n, (minutes, own) in enumerate(zip((first, second), items, strict=True))
    ]


def test_several_events_together_where_the_prefecture_allows_it() -> None:
    """T71 Hyōgo: 480 + 430 minutes and all five items; T72: the same where one course has to be attended whole."""
    done = check_participants(events(480, 430), HYOGO, EVENTS)
    assert (
        results(done) == [("美本　花", "修了")]
        and done.findings == ()
        and done.lists[0].rows[0][5:9] == (910, "15時間10分", 2, "①②③④⑤")
    )
    assert results(check_participants(events(480, 430), GUNMA, EVENTS)) == [("美本　花", "未修了")]
    lacking = check_participants(events(480, 430, ("①②", "③④")), HYOGO, EVENTS)
    assert [f.rule for f in lacking.findings] == [
        "completion-items"
    ] and "乳児保育の指導計画、記録及び評価" in lacking.findings[0].message


def test_minutes_are_summed_not_the_hours_shown() -> None:
    """T73: 435 + 460 = 895 minutes shown as 7.0 and 7.5 hours; 7.0 h + 7.5 h are cut values."""
    rows = [[*row, shown] for row, shown in zip(events(435, 460), (7.0, 7.5), strict=True)]
    report = check_participants(rows, HYOGO, (*EVENTS, "表示時間（時間）"))
    assert [(f.rule, f.cell, f.severity) for f in report.findings] == [
        ("hours-cut", "I4", "warning"),
        ("completion-minutes", "E5", "error"),
        ("hours-cut", "I5", "warning"),
    ]
    assert "895分" in next(f.message for f in report.findings if f.rule == "completion-minutes")


def test_an_hour_missed_of_sixteen_is_not_all() -> None:
    """R09: 15 of 16 hours are enough minutes, and still not the whole training."""
    head = (
        "氏名",
        "生年月日",
        "研修分野",
        "研修時間数（分）",
        "受講時間（分）",
        "レポート提出日",
        "修了年月日",
    )
    row: list[Value] = ["美本　花", D(1990, 1, 1), "乳児保育", 960, 900, D(2025, 9, 1), ""]
    assert results(check_participants([row], GUNMA, head)) == [("美本　花", "未修了")]
    assert results(check_participants([[*row[:4], 960, *row[5:]]], GUNMA, head)) == [
        ("美本　花", "修了")
    ]


def test_rows_for_each_day_of_one_event() -> None:
    head = (
        "氏名",
        "生年月日",
        "研修分野",
        "研修名",
        "受講年月日",
        "受講時間（分）",
        "レポート提出日",
        "修了年月日",
    )
    days = (D(2025, 8, 2), D(2025, 8, 9), D(2025, 8, 16))
    rows: list[list[Value]] = [
        [name, D(1990, 1, n), "乳児保育", "第1回", day, 300, D(2025, 9, 1), D(2025, 8, 16)]
        for n, name in ((1, "美本　花"), (2, "美本　草"))
        for day in days
    ]
    assert results(check_participants(rows[:5], GUNMA, head)) == [
        ("美本　花", "修了"),
        ("美本　草", "未修了"),
    ]
    assert results(check_participants(rows, GUNMA, head)) == [
        ("美本　花", "修了"),
        ("美本　草", "修了"),
    ]


def test_unknown_is_asked_never_guessed() -> None:
    head = ("氏名", "生年月日", "研修分野", "研修名", "レポート提出日", "修了年月日")
    unknown = check_participants(
        [["美本　花", D(1990, 1, 1), "乳児保育", "第1回", D(2025, 9, 1), ""]], GUNMA, head
    )
    assert results(unknown) == [("美本　花", "要確認")] and [f.rule for f in unknown.findings] == [
        "attendance-unknown"
    ]
    no_items = check_participants([[*r[:5], "", *r[6:]] for r in events(480, 430)], HYOGO, EVENTS)
    assert results(no_items) == [("美本　花", "要確認")] and [
        f.rule for f in no_items.findings
    ] == ["items-unknown"]
    odd = check_participants(events(480, 430, ("いろいろ", "①②③④⑤")), HYOGO, EVENTS)
    assert [f.rule for f in odd.findings] == ["items-unreadable"]


def test_namesakes_without_birth_date_are_not_put_together_silently() -> None:
    rows = events(480, 430)
    for row in rows:
        row[1] = ""
    assert "person-unclear" in {f.rule for f in check_participants(rows, HYOGO, EVENTS).findings}
    others = check_participants(
        ROWS, changes=[(0, "対象者の区分", "対象者以外")], extra=("対象者の区分",)
    )
    assert "not-target" in {f.rule for f in others.findings}


def test_the_same_hours_are_not_counted_twice() -> None:
    """A person listed twice for one event has not attended it twice: "participant-row-twice", asked
    about, never 修了."""
    half = [[*events(480, 430)[0][:4], 450, "①②③④⑤", D(2025, 9, 1), ""] for _ in range(2)]
    for profile in (GUNMA, HYOGO):
        report = check_participants(half, profile, EVENTS)
        assert results(report) == [("美本　花", "要確認")] and "participant-row-twice" in {
            f.rule for f in report.findings
        }
    for row in half:
        row[3] = ""
    assert results(check_participants(half, HYOGO, EVENTS)) == [("美本　花", "要確認")]


def test_a_second_course_takes_nothing_away() -> None:
    """Where one course has to be attended whole, the one that was counts; who took it again, or
    left another, has still completed."""
    rows = [[*events(900, 300)[n][:5], "①②③④⑤", D(2025, 9, 1), D(2025, 8, 30)] for n in range(2)]
    assert results(check_participants(rows, GUNMA, EVENTS)) == [("美本　花", "修了")]
    assert results(check_participants(rows[::-1], GUNMA, EVENTS)) == [("美本　花", "修了")]


IN_HOUSE = (
    "氏名",
    "生年月日",
    "研修分野",
    "受講時間（分）",
    "園内研修時間（分）",
    "レポート提出日",
    "修了年月日",
)


@pytest.mark.parametrize(
    ("limit", "minutes", "written", "result", "rules"),
    [
        (0, 780, 120, "未修了", ["completion-minutes"]),
        (120, 780, 120, "修了", ["in-house-counted"]),
        (120, 780, "4時間", "修了", ["in-house-counted"]),  # counts up to the limit
        (120, 700, 240, "未修了", ["completion-minutes"]),
        (120, 900, 240, "修了", []),
        (120, 780, "", "要確認", ["in-house-unknown"]),
        (120, 700, "", "未修了", ["completion-minutes"]),
    ],
)
def test_training_at_the_facility_counts_up_to_a_limit(
    limit: int, minutes: int, written: Value, result: str, rules: list[str]
) -> None:
    mine = parse(f"prefecture = 10\n[completion]\nin_house_minutes = {limit}", "試し.toml")
    day = D(2025, 9, 1)
    row: list[Value] = ["美本　花", D(1990, 1, 1), "乳児保育", minutes, written, day, day]
    report = check_participants([row], mine, IN_HOUSE)
    assert results(report) == [("美本　花", result)]
    assert [f.rule for f in report.findings] == rules


def test_required_minutes_rule_the_verdict() -> None:
    mine = parse("prefecture = 10\n[completion]\nrequired_minutes = 1200", "試し.toml")
    day = D(2025, 9, 1)
    row: list[Value] = ["美本　花", D(1990, 1, 1), "乳児保育", 900, "", day, day]
    report = check_participants([row], mine, IN_HOUSE)
    assert results(report) == [("美本　花", "未修了")]
    assert "20時間に 300 分足りません" in report.findings[0].message


def test_facilities_only() -> None:
    mine = parse("prefecture = 10\n[participants]\nfacility_only = true", "試し.toml")
    row: list[Value] = [
        "美本　花",
        D(1990, 1, 1),
        "乳児保育",
        900,
        "",
        D(2025, 9, 1),
        D(2025, 9, 1),
    ]
    head = (*IN_HOUSE, "勤務先施設の名称")
    by_employer = {
        employer: [f.rule for f in check_participants([[*row, employer]], mine, head).findings]
        for employer in ("みほん保育園", "", "－")
    }
    assert by_employer == {"みほん保育園": [], "": ["facility-missing"], "－": ["facility-missing"]}
    assert [f.rule for f in check_participants([row], mine, IN_HOUSE).findings] == [
        "facility-unknown"
    ]
    assert check_participants([[*row, ""]], GUNMA, head).findings == ()


@pytest.mark.parametrize(
    ("makeup", "result", "rules"),
    [
        ("false", "未修了", {"makeup-not-counted", "completion-lacking"}),
        ("true", "修了", set()),
    ],
)
def test_a_session_made_up_is_asked_about_unless_it_counts(
    makeup: str, result: str, rules: set[str]
) -> None:
    mine = parse(f"prefecture = 10\n[completion]\nmakeup = {makeup}", "試し.toml")
    head = ("氏名", "生年月日", "研修分野", *(f"{n}日目（300分）" for n in (1, 2, 3)))
    head = (*head, "レポート提出日", "修了年月日")
    done: Value = D(2025, 9, 1) if result == "修了" else ""
    row: list[Value] = ["美本　花", D(1990, 1, 1), "乳児保育", "○", "振替", "○"]
    report = check_participants([[*row, D(2025, 9, 1), done]], mine, head)
    assert results(report) == [("美本　花", result)]
    assert {f.rule for f in report.findings} == rules
    assert {f.cell for f in report.findings if f.severity == "warning"} <= {"E4"}


def test_every_rule_of_the_table_is_tried() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert {rule for rule in RULES if f'"{rule}"' not in text} == set()


@pytest.mark.parametrize(
    ("value", "length", "expected"),
    [
        ("○", 300, (True, 300)),
        ("出席", None, (True, None)),
        ("×", 300, (False, 0)),
        ("欠", 300, (False, 0)),
        ("遅刻20分", 300, (False, 280)),
        ("早退(30分)", 300, (False, 270)),
        ("振替", 300, (False, 0)),
        ("", 300, (None, None)),
        ("?", 300, (None, None)),
        (300, 300, (True, 300)),
        ("280分", 300, (False, 280)),
        (1, 300, (None, None)),
        ("遅刻", 300, (None, None)),
        ("○（10分遅刻）", 300, (False, 290)),
        ("15分早退", 300, (False, 285)),
        ("△", 300, (None, None)),
        ("●", 300, (True, 300)),
        ("レ", 300, (True, 300)),
        ("公欠", 300, (None, None)),
        ("病欠", 300, (False, 0)),
    ],
)
def test_a_session(
    value: object, length: int | None, expected: tuple[bool | None, int | None]
) -> None:
    read = attendance.read_session(value, length)
    assert (read.attended, read.minutes) == expected


def test_what_a_profile_lets_count() -> None:
    assert attendance.read_session(
        "遅刻10分", 300, tolerated=15
    ).attended is True and attendance.read_session("振替", 300, makeup=True) == attendance.Session(
        True, 300
    )
    lenient = parse("[completion]\nlate_arrival_minutes = 15", "x").for_prefecture(10)
    assert results(check_participants(ROWS, lenient, changes=[(0, "1日目（300分）", "遅刻10分")]))[
        0
    ] == ("相川　陽向", "修了")
    assert results(check_participants(ROWS, changes=[(0, "1日目（300分）", "遅刻10分")]))[0] == (
        "相川　陽向",
        "未修了",
    )


@given(
    st.integers(0, 2000),
    st.integers(0, 300),
    st.sets(st.integers(1, 5)),
    st.booleans(),
    st.sampled_from(["all-days", "accumulate"]),
)
def test_more_minutes_never_make_it_worse(
    minutes: int, more: int, items: set[int], whole: bool, mode: completion.Mode
) -> None:
    def verdict(m: int) -> str:
        done = completion.Attendance(m, items, all_sessions=whole, report_on=D(2025, 9, 1))
        return completion.assess(done, by_number(1), completion.Terms(mode)).result

    assert verdict(minutes) != "修了" or verdict(minutes + more) == "修了"
    assert verdict(minutes) != "修了" or (minutes >= 900 and items == {1, 2, 3, 4, 5})


DAYS = (
    "氏名",
    "生年月日",
    "保育士登録番号",
    "研修分野",
    "研修名",
    "受講年月日",
    "受講時間（分）",
    "レポート提出日",
    "修了年月日",
)


def one_day(
    name: str = "美本　花",
    number: str = "",
    field: str = "乳児保育",
    event: str = "第1回",
    day: int = 1,
    minutes: Value = 900,
    birth: int = 1990,
    report: Value = "○",
) -> list[Value]:
    return [
        name,
        D(birth, 1, 1),
        number,
        field,
        event,
        D(2025, 10, day),
        minutes,
        report,
        D(2025, 10, 20),
    ]


def test_one_name_for_the_courses_of_several_fields() -> None:
    """The days of another field's course are not missed days."""
    rows = [
        one_day(event="キャリアアップ研修"),
        one_day("美本　草", field="幼児教育", event="キャリアアップ研修", day=8),
    ]
    assert results(check_participants(rows, GUNMA, DAYS)) == [
        ("美本　花", "修了"),
        ("美本　草", "修了"),
    ]


def test_persons_are_neither_put_together_nor_torn_apart() -> None:
    """A number typed for two persons makes them not one; a row that leaves the number out is still
    the same person's; a new surname too."""
    two = [
        one_day(number="群馬県-000001", minutes=450),
        one_day("見本　太郎", "群馬県-000001", minutes=450, birth=1980),
    ]
    assert results(check_participants(two, GUNMA, DAYS)) == [
        ("美本　花", "未修了"),
        ("見本　太郎", "未修了"),
    ]
    halves = [one_day(number="群馬県-000001", minutes=450), one_day(minutes=450, day=2)]
    assert results(check_participants(halves, GUNMA, DAYS)) == [("美本　花", "修了")]
    renamed = [
        one_day(number="群馬県-000001", minutes=450),
        one_day("架空　花", "群馬県-000001", minutes=450, day=2),
    ]
    assert results(check_participants(renamed, GUNMA, DAYS)) == [("美本　花", "修了")]


def test_a_course_taken_again_counts_by_itself() -> None:
    assert results(
        check_participants([one_day(minutes=450), one_day(event="第2回", day=9)], GUNMA, DAYS)
    ) == [("美本　花", "修了")]
    assert results(
        check_participants(
            [one_day(minutes=450), one_day(event="第2回", day=9, minutes=450)], GUNMA, DAYS
        )
    ) == [("美本　花", "未修了")]


def test_days_without_a_name_of_the_course_are_asked_about() -> None:
    rows = [one_day(event="", minutes=450), one_day(event="", day=2, minutes=450)]
    assert results(check_participants(rows, GUNMA, DAYS)) == [("美本　花", "要確認")]


def test_the_time_of_the_whole_course_in_every_row() -> None:
    rows = [[*one_day(minutes=450), "15時間"], [*one_day(minutes=450, day=2), "15時間"]]
    assert results(check_participants(rows, GUNMA, (*DAYS, "研修時間数"))) == [("美本　花", "修了")]
    rows[1][6] = 440
    assert results(check_participants(rows, GUNMA, (*DAYS, "研修時間数"))) == [
        ("美本　花", "未修了")
    ]


@pytest.mark.parametrize("said", ["有", "あり", "提出", "提出済", "受理", "レポート提出済み"])
def test_a_report_said_to_have_come(said: str) -> None:
    report = check_participants([one_day(report=said)], GUNMA, DAYS)
    assert results(report) == [("美本　花", "修了")] and report.findings == ()


@pytest.mark.parametrize("said", ["なし", "－", "特になし", "該当なし"])
def test_no_reason_is_no_refusal(said: str) -> None:
    report = check_participants([[*one_day(), said]], GUNMA, (*DAYS, "評価をしない理由"))
    assert results(report) == [("美本　花", "修了")] and report.findings == ()


def test_days_as_dates_in_the_heading_and_hours_alone() -> None:
    """7/4 typed as a heading is a date to Excel; 受講時間（時間） alone is the time attended."""
    head: list[Value] = [
        "氏名",
        "生年月日",
        "研修分野",
        D(2025, 7, 4),
        D(2025, 7, 5),
        "レポート提出日",
        "修了年月日",
        "研修時間数",
    ]
    rows: list[list[Value]] = [
        ["美本　花", D(1990, 1, 1), "乳児保育", a, b, "○", D(2025, 7, 5), "15時間"]
        for a, b in (("○", "○"), ("○", "×"))
    ]
    rows[1][0] = "美本　草"
    made = participants.check(
        [Book("受講者.xlsx", (Grid("名簿", [head, *rows]),))], GUNMA, D(2026, 2, 1)
    )
    assert made and results(made) == [("美本　花", "修了"), ("美本　草", "未修了")]
    hours: list[Value] = ["美本　花", D(1990, 1, 1), "乳児保育", 15, "○", D(2025, 7, 5)]
    assert results(
        check_participants(
            [hours],
            GUNMA,
            ("氏名", "生年月日", "研修分野", "受講時間（時間）", "レポート提出日", "修了年月日"),
        )
    ) == [("美本　花", "修了")]


def test_a_blank_session_is_asked_about() -> None:
    assert results(check_participants(ROWS, changes=[(0, "1日目（300分）", "")]))[0] == (
        "相川　陽向",
        "要確認",
    )
    assert "completion-minutes" not in {
        f.rule for f in check_participants(ROWS[:1], changes=[(0, "1日目（300分）", "")]).findings
    }


# ---------------------------------------------------------------- attendance as sheets have it


@pytest.mark.parametrize(
    ("cell", "attended", "minutes"),
    [
        ("遅30", False, 270),
        ("20分遅れ", False, 280),
        ("早退:15分", False, 285),
        ("欠(発熱)", False, 0),
        ("欠席（園の行事）", False, 0),
        ("出席（遅刻10分）", False, 290),
        ("○（Zoom）", True, 300),
        (True, True, 300),
        (False, False, 0),
        (dt.time(5, 0), True, 300),
        ("4:59:30", False, 299),
        ("出席（一部）", None, None),
        ("？", None, None),
    ],
)
def test_what_a_cell_says_of_a_session(
    cell: object, attended: bool | None, minutes: int | None
) -> None:
    from validators.guideline.attendance import read_session

    session = read_session(cell, 300)
    assert (session.attended, session.minutes) == (attended, minutes)


HEADED = (
    "氏名",
    "生年月日",
    "研修分野",
    *(f"{c}{n}（180分）" for c, n in zip("①②③④⑤", by_number(1).items, strict=True)),
    "レポート提出日",
    "修了年月日",
    "情報提供の同意",
)
NOTED = [D(2026, 8, 1), D(2026, 7, 31), "同意あり"]


def test_sessions_headed_with_the_content_are_sessions_and_content() -> None:
    rows: list[list[Value]] = [
        ["美本　花", D(1990, 5, 1), "乳児保育", *["○"] * 5, *NOTED],
        ["美本　草", D(1991, 5, 1), "乳児保育", *["○"] * 4, "×", *NOTED],
    ]
    report = check_participants(rows, GUNMA, HEADED)
    assert results(report) == [("美本　花", "修了"), ("美本　草", "未修了")]
    assert [r[8] for r in report.lists[0].rows] == ["①②③④⑤", "①②③④"]
    assert "乳児保育の指導計画、記録及び評価 欠席" in str(report.lists[0].rows[1][9])


def test_the_row_under_the_days_gives_their_length() -> None:
    head = ["氏名", "生年月日", "研修分野", "7/4", "7/11", "7/18", "レポート", "修了日", "同意"]
    above = ["", "", "", "5時間", "5時間", "5時間", "", "", ""]
    row = ["美本　花", D(1990, 5, 1), "乳児保育", "○", "○", "○", "提出済", D(2026, 7, 31), "○"]
    grids = Grid("出席簿", [head, above, row, [*row[:5], "欠(病気)", *row[6:]]])
    report = participants.check([Book("出席簿.xlsx", (grids,))], GUNMA, TODAY)
    assert report is not None and [r[5] for r in report.lists[0].rows] == [900]
    assert report.tables[0].rows == 2


def test_reasons_say_what_was_not_done_and_unclear_people_have_no_content() -> None:
    missed = check_participants(ROWS, changes=[(0, "3日目（300分）", "欠席")])
    reasons = str(missed.lists[0].rows[0][9])
    assert "全日程を受講していない（3日目 欠席）" in reasons and "300 分足りない" in reasons
    late = check_participants(ROWS, changes=[(0, "レポート提出日", "")])
    assert late.lists[0].rows[0][9] == "レポート未提出"
    unclear = check_participants(ROWS, changes=[(0, "2日目（300分）", "△")])
    assert unclear.lists[0].rows[0][8] == ""
    assert "修了判定" in unclear.settings and "要確認" in unclear.settings["修了判定"]


def test_an_unclear_session_is_told_once() -> None:
    report = check_participants(ROWS[:1], changes=[(0, "2日目（300分）", "△")])
    assert [(f.cell, f.rule, f.value) for f in report.findings] == [
        ("M4", "attendance-unclear", "△")
    ]


@pytest.mark.parametrize(
    ("done", "rule"),
    [
        (D(2025, 7, 12), ["completed-before-session"]),
        (D(2025, 7, 18), []),
        (D(2026, 1, 10), []),
    ],
)
def test_nobody_completes_before_the_last_session(done: dt.date, rule: list[str]) -> None:
    head = (
        "氏名",
        "生年月日",
        "研修分野",
        "7/4（450分）",
        "7/18（450分）",
        "レポート提出日",
        "修了年月日",
        "同意",
    )
    row = ["美本　花", D(1990, 5, 1), "乳児保育", "○", "○", D(2025, 7, 20), done, "あり"]
    assert [f.rule for f in check_participants([row], GUNMA, head).findings] == rule
    early = [*row[:5], D(2025, 7, 17), *row[6:]]
    told = [f.rule for f in check_participants([early], GUNMA, head).findings]
    assert told == [*rule, "report-before-session"]


def test_a_refusal_is_no_error_on_a_list_of_participants() -> None:
    changes: list[Change] = [
        (0, "評価をしない理由", "途中で辞退"),
        (0, "修了年月日", ""),
    ]
    report = check_participants(ROWS[:1], changes=changes)
    assert [(f.rule, f.severity) for f in report.findings] == [("completion-refused", "info")]
    assert results(report)[0][1] == "未修了"


@pytest.mark.parametrize(
    ("plain", "polite"),
    [
        ("氏名", "お名前"),
        ("氏名", "御氏名"),
        ("住所", "ご住所"),
        ("生年月日", "御生年月日"),
        ("勤務先施設名", "お勤め先施設名"),
    ],
)
def test_a_polite_heading_is_the_plain_one(plain: str, polite: str) -> None:
    def checked(headings: Sequence[str]) -> Report:
        sheet = grid("受講者名簿", headings, ROWS)
        report = participants.check([Book("受講.xlsx", (sheet,))], GUNMA, TODAY)
        assert report is not None
        return report

    asked = checked([polite if heading == plain else heading for heading in HEAD])
    plainly = checked(HEAD)
    assert not asked.tables[0].unmapped and asked.lists[0].rows == plainly.lists[0].rows
    assert [(f.cell, f.rule) for f in asked.findings] == [
        (f.cell, f.rule) for f in plainly.findings
    ]


def with_day_sheets(*days: list[list[Value]], sheet: str = "7月{}日") -> Report:
    """Three people with all that is known of them, and a sheet for each day that names them alone."""
    head = ["氏名", "生年月日", "研修分野", "レポート提出日", "修了年月日"]
    rest: list[Value] = ["乳児保育", D(2025, 7, 10), D(2025, 7, 15)]
    people = [
        [name, D(1990, 5, n), *rest]
        for n, name in enumerate(("美本　花", "例田　渡", "想田 岳"), 1)
    ]
    sheets = [
        Grid(sheet.format(n), [["出席簿（各300分）"], ["No.", "氏名", "出欠"], *rows])
        for n, rows in enumerate(days, 1)
    ]
    book = Book("受講者.xlsx", (Grid("受講者名簿", [head, *people]), *sheets))
    report = participants.check([book], GUNMA, D(2026, 2, 1))
    assert report is not None
    return report


def test_sheets_of_days_that_name_people_alone_are_read_with_the_list_of_them() -> None:
    whole: list[list[Value]] = [[1, "美本花", "○"], [2, "例田　渡", "○"], [3, "想田　岳", "○"]]
    missed: list[list[Value]] = [[1, "美本花", "○"], [2, "例田　渡", "×"], [3, "想田　岳", "△"]]
    report = with_day_sheets(whole, missed, whole)
    assert results(report) == [("美本　花", "修了"), ("例田　渡", "未修了"), ("想田 岳", "要確認")]
    assert [(f.sheet, f.cell, f.rule) for f in report.findings if f.severity == "warning"] == [
        ("7月2日", "C5", "attendance-unclear")
    ]
    assert [(t.sheet, t.rows) for t in report.tables][1:] == [(f"7月{n}日", 3) for n in (1, 2, 3)]
    absent = with_day_sheets(
        whole, whole[:2], whole
    )  # asked about on the sheet that lacks the name
    assert ("想田 岳", "要確認") in results(absent)
    stranger: list[list[Value]] = [*whole, [4, "架空　環", "○"]]
    assert {r for _, r in results(with_day_sheets(whole, stranger, whole))} == {"要確認"}
    for sheet in (
        "7.{}",
        "070{}",
        "R7.7.{}",
        "2025-07-0{}",
        "第{}回",
    ):  # a sheet's name has no slash
        assert results(with_day_sheets(whole, missed, whole, sheet=sheet)) == results(report)


def test_what_the_lms_says_keeps_a_person_from_having_completed() -> None:
    head = ("氏名", "生年月日", "研修分野", "受講時間（分）", "進捗率", "修了年月日")
    rows: list[list[Value]] = [
        ["美本　花", D(1990, 5, 1), "乳児保育", 900, "98%", D(2025, 8, 1)],
        ["美本　葉", D(1991, 5, 1), "乳児保育", 900, "100%", D(2025, 8, 1)],
    ]
    report = check_participants(rows, GUNMA, head)
    assert [f.rule for f in report.findings if f.cell == "E4"] == ["progress-incomplete"]
    assert [(r[0], r[9]) for r in report.lists[0].rows] == [
        ("要確認", "受講を終えていないように見える（進捗率 98%）"),
        ("修了", ""),
    ]
    for heading, under_way, done in (
        ("学習進捗", "8/10", "10/10"),
        ("動画視聴率", 0.9, 1.0),
        ("ステータス", "視聴中", "完了"),
        ("学習状況", "未完了", "完了"),
    ):
        rows[0][4], rows[1][4] = under_way, done
        report = check_participants(rows, GUNMA, [*head[:4], heading, head[5]])
        assert [r[0] for r in report.lists[0].rows] == ["要確認", "修了"], heading


def test_one_person_in_two_rows_has_one_birth_date_and_one_registration_number() -> None:
    head = ("氏名", "生年月日", "登録番号", "研修分野", "受講時間（分）", "修了年月日")
    done = (900, D(2025, 8, 1))
    rows: list[list[Value]] = [
        ["美本　花", D(1990, 5, 1), "群馬県-012345", "乳児保育", *done],
        ["美本　花", D(1991, 5, 1), "群馬県-012345", "幼児教育", *done],
        ["例田　渡", D(1980, 5, 1), "群馬県-000001", "乳児保育", *done],
        ["例田　渡", D(1980, 5, 1), "群馬県-000002", "幼児教育", *done],
    ]
    cells = found(check_participants(rows, GUNMA, head))
    assert cells["受講者名簿!B5"] == ["birth-date-differs"]
    assert cells["受講者名簿!C7"] == ["registration-differs"]


def test_an_unclear_session_is_a_reason_of_the_verdict() -> None:
    head = ("氏名", "生年月日", "研修分野", "7/1", "7/2", "7/3", "修了年月日")
    one: list[Value] = ["美本　花", D(1990, 5, 1), "乳児保育", 450, 450, "", D(2025, 8, 1)]
    report = check_participants([one], GUNMA, head)
    assert [(r[0], r[9]) for r in report.lists[0].rows] == [("要確認", "出欠の分からない回がある")]
