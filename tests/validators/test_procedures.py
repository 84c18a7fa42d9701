"""Filing deadline (domain.md §1.3, T36–T42), effect of a designation (T43–T46), completion (T29–T35, T71–T73)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.guideline import completion, designation, fields, filing
from validators.guideline.coverage import Coverage
from validators.guideline.designation import Designation, Renewal
from validators.guideline.fiscal_year import fiscal_year
from validators.values import durations

D = dt.date.fromisoformat
METHODS: tuple[filing.Method, ...] = ("A", "B", "C")
DAYS = st.dates(dt.date(2018, 1, 1), dt.date(2040, 12, 31))


@pytest.mark.parametrize(
    ("first", "a", "b", "c"),
    [
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
    ],
)
def test_deadlines_of_the_table(first: str, a: str, b: str, c: str) -> None:
    assert [filing.deadline(D(first), m).isoformat() for m in METHODS] == [a, b, c]


@pytest.mark.parametrize(
    ("filed", "first", "verdict"),
    [
        ("2025-04-10", "2025-06-10", "境界"),
        ("2025-04-09", "2025-06-10", "期限内"),
        ("2025-04-11", "2025-06-10", "超過"),  # T36
        ("2025-02-27", "2025-04-30", "期限内"),
        ("2024-02-29", "2024-04-30", "境界"),
        ("2024-03-01", "2024-04-30", "超過"),  # T37, T38
        ("2025-06-10", "2025-09-01", "期限内"),
        ("2025-06-10", "2025-07-31", "超過"),  # T41
    ],
)
def test_verdicts(filed: str, first: str, verdict: str) -> None:
    assert filing.check(D(filed), D(first)).verdict == verdict


@pytest.mark.parametrize(
    ("filed", "first"),
    [("2025-04-10", "2025-06-10"), ("2025-02-28", "2025-04-30"), ("2024-02-29", "2024-04-30")],
)
def test_the_last_day_of_the_usual_count_is_not_late(filed: str, first: str) -> None:
    found = filing.check(D(filed), D(first))  # T36–T38: in time by A, not by C
    assert (found.verdict, found.days) == ("境界", 0)


def test_consulted_beforehand_is_softened() -> None:
    found = filing.check(D("2025-05-01"), D("2025-06-10"), consulted_on=D("2025-04-20"))  # T42
    assert (found.verdict, found.softened, found.days) == ("超過", True, -21)
    assert not filing.check(D("2025-05-01"), D("2025-06-10")).softened


@pytest.mark.parametrize(
    ("first", "closed", "last_open"),
    [
        ("2025-05-01", "土曜日", "2025-02-28"),
        ("2026-01-31", "日曜日", "2025-11-28"),
        ("2026-03-01", "元日", "2025-12-26"),
        ("2025-06-10", "", None),
    ],
)
def test_closed_days_are_named(first: str, closed: str, last_open: str | None) -> None:
    found = filing.check(D("2024-01-01"), D(first))
    assert (
        found.closed == closed
        and (found.last_open.isoformat() if found.last_open else None) == last_open
    )


@given(DAYS, DAYS, st.integers(1, 90), st.sampled_from("ABC"))
def test_filing_later_is_never_better(
    first: dt.date, filed: dt.date, later: int, method: str
) -> None:
    order = ["期限内", "境界", "超過"]
    before, after = (
        filing.check(filed, first, method),
        filing.check(filed + dt.timedelta(later), first, method),
    )  # type: ignore[arg-type]
    assert order.index(before.verdict) <= order.index(after.verdict)
    assert filing.deadline(first, "C") <= min(
        filing.deadline(first, "A"), filing.deadline(first, "B")
    )


def test_designation_holds_in_its_year_only() -> None:
    assert (
        designation.check(D("2025-02-01"), D("2025-05-10"), D("2025-05-10"))[0].rule
        == "designation-not-effective"
    )  # T44
    assert designation.check(D("2025-02-01"), D("2025-05-10"), D("2025-05-10"), [2025]) == ()
    assert (
        designation.check(D("2025-05-01"), D("2026-03-20"), D("2026-04-05"))[0].rule
        == "designation-crosses-year"
    )
    assert (
        designation.check(D("2025-05-01"), D("2025-04-20"), D("2025-04-21"))[0].rule
        == "designation-before"
    )


def test_a_renewal_covers_no_kind_that_was_never_designated() -> None:
    one = Designation(4, frozenset({2}), D("2024-05-01"))
    renewal = Renewal(2025, frozenset({2, 7}))  # T43
    assert designation.covered_years(one, [renewal]) == {2: frozenset({2024, 2025})}


KINDS = st.frozensets(st.integers(1, 8), min_size=1)


@given(
    KINDS,
    DAYS,
    st.lists(st.builds(Renewal, st.integers(2017, 2042), KINDS, st.booleans()), max_size=8),
)
def test_renewals_never_extend_a_kind_not_designated(
    kinds: frozenset[int], day: dt.date, renewals: list[Renewal]
) -> None:
    covered = designation.covered_years(Designation(2, kinds, day), renewals)
    assert covered.keys() == kinds
    for kind, years in covered.items():
        assert (
            min(years) == fiscal_year(day) and len(years) == max(years) - min(years) + 1
        )  # an unbroken chain
        for year in years - {min(years)}:
            assert any(r.valid and kind in r.kinds and r.fiscal_year == year for r in renewals)
            assert not any(
                not r.valid and kind in r.kinds and r.fiscal_year == year for r in renewals
            )


def test_coverage_of_a_ledger() -> None:
    ledger = Coverage.of(
        [Designation(4, frozenset({3}), D("2024-07-01"))],
        {4: [Renewal(2025, frozenset({3}), valid=False)]},
        {4: "見本"},
    )
    assert [
        ledger.verdict(4, 3, 2024),
        ledger.verdict(4, 3, 2025),
        ledger.verdict(4, 3, 2026),
        ledger.verdict(4, 1, 2024),
        ledger.verdict(5, 3, 2024),
    ] == [
        "",
        "designation-void",
        "designation-expired",
        "designation-kind-missing",
        "agency-unknown",
    ]  # T46


ALL = (1, 2, 3, 4, 5)
FIELD = fields.by_number(2)
REPORT = dt.date(2025, 10, 1)


@pytest.mark.parametrize(
    ("minutes", "items", "options", "result", "rule"),
    [
        (900, ALL, {"report_on": REPORT}, "修了", ""),  # T29
        (1000, (1, 2, 3, 4), {"report_on": REPORT}, "未修了", "completion-items"),  # T30
        (900, ALL, {}, "未修了", "completion-report-missing"),  # T32
        (900, ALL, {"method": "ﾚﾎﾟｰﾄの提出"}, "未修了", "completion-report-missing"),
        (900, ALL, {"method": "確認テストと面接"}, "修了", ""),  # T33
        (
            900,
            ALL,
            {"refusal": "レポート60点未満"},
            "要確認",
            "completion-refused-for-points",
        ),  # T34
        (900, ALL, {"refusal": "指示に従わない"}, "未修了", "completion-refused"),  # T35
        (910, ALL, {"report_on": REPORT, "mode": "accumulate", "events": 2}, "修了", ""),  # T71
        (
            910,
            ALL,
            {"report_on": REPORT, "mode": "all-days", "events": 2},
            "未修了",
            "completion-attendance",
        ),  # T72
        (
            895,
            ALL,
            {"report_on": REPORT, "mode": "accumulate", "events": 2},
            "未修了",
            "completion-minutes",
        ),  # T73
        (900, ALL, {"report_on": REPORT, "all_sessions": False}, "未修了", "completion-attendance"),
    ],
)
def test_completion(
    minutes: int, items: tuple[int, ...], options: dict[str, Any], result: str, rule: str
) -> None:
    options = dict(options)  # pytest's own stays as it is
    terms = completion.Terms(**{k: options.pop(k) for k in ("mode", "method") if k in options})
    done = completion.Attendance(minutes, items, **options)
    found = completion.assess(done, FIELD, terms)
    assert found.result == result and [n.rule for n in found.notes] == ([rule] if rule else [])


def test_the_missing_item_is_named() -> None:
    done = completion.Attendance(1000, (1, 2, 3, 4), report_on=REPORT)
    found = completion.assess(done, FIELD)
    assert found.notes[0].params["items"] == "小学校との接続"


@pytest.mark.parametrize(
    ("value", "minutes"),
    [
        (900, 900),
        ("900分", 900),
        (15, 900),
        (15.0, 900),
        ("15時間", 900),
        ("15h", 900),
        ("14時間30分", 870),
        (14.5, 870),
        ("15:00", 900),
        ("7.5時間", 450),
        (dt.timedelta(hours=15), 900),
        ("", None),
        ("半日", None),
    ],
)
def test_minutes(value: object, minutes: int | None) -> None:
    assert durations.read_minutes(value).value == minutes


@pytest.mark.parametrize(
    ("value", "unit", "minutes"),
    [
        (90, "minutes", 90),
        (150, "hours", 9000),
        ("90分", "hours", 90),
        (0.625, "", 900),
        (0.5, "hours", 30),
        ("15HR", "", 900),
    ],
)
def test_minutes_by_the_unit_of_the_heading(
    value: object, unit: durations.Unit, minutes: int
) -> None:
    assert durations.read_minutes(value, unit).value == minutes


@pytest.mark.parametrize("text", ["9" * 400, "9" * 400 + "時間", "9" * 5000 + ":00"])
def test_digits_without_end_are_no_minutes(text: str) -> None:
    assert [n.rule for n in durations.read_minutes(text).notes] == ["minutes-unreadable"]


@given(
    st.one_of(
        st.text(max_size=15),
        st.floats(),
        st.integers(),
        st.from_regex(r"\d{1,9}(\.\d+)?(時間|分|:\d\d)?", fullmatch=True),
    )
)
def test_nothing_breaks_the_reader_of_minutes(value: object) -> None:
    reading = durations.read_minutes(value)
    assert reading.value is None or reading.value >= 0
