"""Every rule of the roster has a case: one change to a clean roster, one finding in the one cell to correct."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from validators.guideline.coverage import Coverage
from validators.guideline.designation import Designation, Renewal
from validators.messages import rules
from validators.messages.roster import RULES
from validators.profile import Profile, default, parse
from workbooks.grid import UNCALCULATED, Book, CellError, Grid, Value
from workbooks.roster import check as checks
from workbooks.samples.rosters import FAULTS, HEADINGS, clean_rows, messy_rows

TODAY = dt.date(2026, 6, 30)
GUNMA = default().for_prefecture(10)
COLUMN = {h: chr(65 + i) for i, h in enumerate(HEADINGS)} | {"追加": "O", "追加2": "P"}
Rows = list[list[Value]]


def findings(
    rows: Rows,
    profile: Profile = GUNMA,
    coverage: Coverage | None = None,
    extra: tuple[str, ...] = (),
    drop: str = "",
) -> dict[str, list[str]]:
    """Cell → rules, for a roster whose heading stands in row 4."""
    heading: list[Value] = [*HEADINGS, *extra]
    body = [list(r) for r in rows]
    if drop:
        at = heading.index(drop)
        heading, body = heading[:at] + heading[at + 1 :], [r[:at] + r[at + 1 :] for r in body]
    grid = Grid("名簿", [["名簿"], [], [], heading, *body])
    report = checks.check_rosters(
        checks.read_rosters([Book("名簿.xlsx", (grid,))], profile), profile, TODAY, coverage
    )
    found: dict[str, list[str]] = {}
    for f in report.findings:
        found.setdefault(f.cell, []).append(f.rule)
        assert (
            f.message.endswith("。")
            and not re.search(r"\{[a-z_]+\}", f.message)
            and f.severity == profile.severity(f.rule)
        )
    return found


def every(found: dict[str, list[str]]) -> set[str]:
    """All rules found."""
    return {rule for ids in found.values() for rule in ids}


def changed(*changes: tuple[int, str, Value]) -> Rows:
    """Clean rows with cells changed: (number of the person from 1, heading, value)."""
    rows = clean_rows()
    for person, heading, value in changes:
        rows[person - 1][HEADINGS.index(heading)] = value
    return rows


def test_a_clean_roster_is_silent() -> None:
    assert findings(clean_rows()) == {}


def test_the_messy_sample_shows_exactly_its_faults() -> None:
    found = findings(messy_rows())
    gaps = {cell: [r for r in ids if r != "number-gap"] for cell, ids in found.items()}
    expected = {
        f"{'K' if 'number-field' in ids else COLUMN[heading]}{row + 5}": set(ids)
        - {"number-year-issued"}
        for row, heading, _, ids in FAULTS
    }
    assert {cell: set(ids) for cell, ids in gaps.items() if ids} == expected


def test_a_dash_for_no_employer_is_blank_and_hides_no_missing_municipality() -> None:
    employer, place = "勤務先施設の名称", "勤務先施設の所在市町村名"
    assert findings(changed((3, employer, "－"), (3, place, "ー"))) == {}
    assert findings(changed((3, place, "-"))) == {"H7": ["municipality-missing"]}


NUMBER, FIELD, DONE, BIRTH, ISSUED = (
    "修了証番号",
    "修了した研修分野",
    "修了年月日",
    "生年月日",
    "発行年月日",
)
D = dt.date
CASES: list[tuple[str, list[tuple[int, str, Value]], str]] = [
    ("name-missing", [(3, "氏名", " ")], "C7"),
    ("birth-date-missing", [(3, BIRTH, "")], "E7"),
    ("address-missing", [(3, "住所", None)], "F7"),
    ("field-missing", [(3, FIELD, "")], "J7"),
    ("number-missing", [(16, NUMBER, "")], "K20"),
    ("completed-on-missing", [(3, DONE, "")], "L7"),
    ("registration-missing", [(3, "保育士登録番号", "")], "B7"),
    ("municipality-missing", [(3, "勤務先施設の所在市町村名", "")], "H7"),
    ("employer-missing", [(3, "勤務先施設の名称", "")], "G7"),
    ("cell-error", [(3, DONE, CellError("#REF!"))], "L7"),
    ("cell-uncalculated", [(16, NUMBER, UNCALCULATED)], "K20"),
    ("cell-ditto", [(3, "勤務先施設の名称", "〃")], "G7"),
    ("cell-ditto", [(3, "勤務先施設の名称", "（ 同　上 ）")], "G7"),
    ("ditto-person", [(3, "氏名", "上記に同じ")], "C7"),
    ("cell-too-long", [(3, "備考", "あ" * 40000)], "N7"),
    ("date-before-scheme", [(16, NUMBER, ""), (16, DONE, D(2017, 3, 31))], "L20"),
    ("date-future", [(3, BIRTH, D(2030, 1, 1))], "E7"),
    ("issued-before-completion", [(3, ISSUED, D(2025, 11, 8))], "M7"),
    ("birth-after-completion", [(3, BIRTH, D(2025, 12, 1))], "E7"),
    ("age-implausible", [(3, BIRTH, D(2015, 1, 1))], "E7"),
    ("number-field", [(3, FIELD, "乳児保育")], "K7"),
    ("number-year-early", [(3, DONE, D(2026, 1, 10)), (3, ISSUED, "")], "K7"),
    ("number-year-next", [(3, NUMBER, "102602400003"), (3, ISSUED, "")], "K7"),
    ("number-year-late", [(3, DONE, D(2023, 11, 9)), (3, ISSUED, "")], "K7"),
    ("number-year-issued", [(3, ISSUED, D(2026, 1, 10))], "K7"),
    ("number-other-prefecture", [(16, NUMBER, "112502400016")], "K20"),
    ("number-duplicate", [(3, NUMBER, "102502400002")], "K7"),
    ("number-gap", [(3, NUMBER, "102502400017")], "K8"),
    ("remarks-not-completed", [(3, "備考", "修了取消")], "N7"),
    ("registration-shared", [(3, "保育士登録番号", "群馬県-500002")], "B7"),
    ("date-nonexistent", [(3, DONE, "2026-02-30")], "L7"),
    ("name-glyph", [(3, "氏名", "〓原　千尋")], "C7"),
]


def test_a_row_without_a_name_is_nobody_elses() -> None:
    """Its registration number may well be the same person's: what is missing is told, no other person."""
    found = findings(changed((3, "氏名", ""), (3, "保育士登録番号", "群馬県-500002")))
    assert "name-missing" in found["C7"] and "registration-shared" not in str(found)


@pytest.mark.parametrize(("rule", "changes", "cell"), CASES, ids=[c[0] for c in CASES])
def test_one_fault_one_finding(rule: str, changes: list[tuple[int, str, Value]], cell: str) -> None:
    found = findings(changed(*changes))
    assert rule in found.get(cell, []), found
    serious = {
        c: [r for r in ids if rules()[r].severity != "info" and r != rule]
        for c, ids in found.items()
    }
    allowed = {"date-before-scheme": {"K20": ["number-missing"]}}.get(rule, {})
    assert {c: ids for c, ids in serious.items() if ids} == allowed


def test_duplicates_name_each_other() -> None:
    grid = Grid("名簿", [list(HEADINGS), *changed((3, NUMBER, "102502400002"))])
    report = checks.check_rosters(
        checks.read_rosters([Book("a.xlsx", (grid,))], GUNMA), GUNMA, TODAY
    )
    messages = {f.cell: f.message for f in report.findings if f.rule == "number-duplicate"}
    assert messages.keys() == {"K3", "K4"} and "K4" in messages["K3"] and "K3" in messages["K4"]


def test_duplicates_across_files_name_the_file() -> None:
    books = [
        Book(name, (Grid("名簿", [list(HEADINGS), *clean_rows()[:1]]),))
        for name in ("a.xlsx", "b.xlsx")
    ]
    report = checks.check_rosters(checks.read_rosters(books, GUNMA), GUNMA, TODAY)
    assert [(f.file, f.rule) for f in report.findings] == [
        ("a.xlsx", "row-duplicate"),
        ("b.xlsx", "row-duplicate"),
    ]
    assert "b.xlsx の 名簿!K2" in report.findings[0].message


def test_same_person_same_field_twice_is_asked() -> None:  # T18
    rows = clean_rows()
    rows[2] = [*rows[1][:10], "102502400003", D(2024, 11, 9), "", ""]
    rows[2][10] = "102402400003"
    found = findings(rows)
    assert found["J6"] == ["person-field-twice"] == found["J7"] and not any(
        "duplicate" in r for ids in found.values() for r in ids
    )


def test_variant_characters() -> None:  # T53
    same = changed((1, "氏名", "山﨑　花"), (2, "氏名", "山崎　花"), (2, BIRTH, D(1988, 4, 12)))
    found = findings(same)
    assert found["C5"] == found["C6"] == ["person-maybe-same"]
    registered = changed(
        (1, "氏名", "山﨑　花"),
        (2, "氏名", "山崎　花"),
        (2, BIRTH, D(1988, 4, 12)),
        (2, "保育士登録番号", "群馬県-500001"),
        (2, FIELD, "4"),
    )
    found = findings(registered)
    assert "person-spelling" in found["C5"] and "person-maybe-same" not in found["C5"]


def test_one_person_with_two_birth_dates() -> None:
    found = findings(
        changed((2, "保育士登録番号", "群馬県-500001"), (2, "氏名", "青木　小春"), (2, FIELD, "4"))
    )
    assert found["E5"] == found["E6"] == ["birth-date-differs"]


def test_one_person_with_two_registration_numbers() -> None:
    found = findings(
        changed((2, "氏名", "青木　小春"), (2, BIRTH, D(1988, 4, 12)), (2, FIELD, "4"))
    )
    assert found["B5"] == found["B6"] == ["registration-differs"]


def test_number_year_and_dates() -> None:
    assert findings(changed((1, DONE, D(2025, 2, 20)), (1, ISSUED, D(2025, 3, 10)))) == {}  # T07
    december = changed((1, DONE, D(2024, 12, 20)), (1, ISSUED, ""))
    assert findings(december)["K5"] == ["number-year-next"]  # T08
    assert findings(
        changed((1, NUMBER, "102402400001"), (1, DONE, D(2025, 2, 20)), (1, ISSUED, ""))
    )["K5"] == ["number-year-early"]  # T09


def test_people_without_registration_and_without_employer() -> None:  # T19, T21, T23, T68
    assert findings(changed((1, "保育士登録番号", ""), (1, "職種", "看護師"))) == {}
    assert findings(changed((1, "勤務先施設の名称", ""), (1, "勤務先施設の所在市町村名", ""))) == {}
    assert findings(changed((1, "保育士登録番号", "東京都-012345"))) == {}
    foreign = changed((16, NUMBER, "112502400016"))
    anywhere = parse("[roster]\nown_prefecture_only = false", "test")
    assert "number-other-prefecture" not in str(findings(foreign, anywhere))
    assert findings(foreign, default())["K20"] == ["number-odd-prefecture"]


def test_a_roster_wholly_of_another_prefecture_is_asked_about_once() -> None:
    tokyo = parse("prefecture = 13", "test")
    assert findings(clean_rows(), tokyo) == {"K4": ["number-all-elsewhere"]}
    odd = changed((16, NUMBER, "112502400016"))
    assert findings(odd, tokyo) == {
        "K4": ["number-all-elsewhere"],
        "K20": ["number-other-prefecture"],
    }


def with_agency(value: Value) -> Rows:
    return [[*r, value] for r in clean_rows()]


def test_agency_of_the_number() -> None:
    assert findings(with_agency("02"), extra=("研修実施機関番号",)) == {}
    assert every(findings(with_agency("07"), extra=("研修実施機関番号",))) == {
        "number-agency-mismatch"
    }
    own = [[*r[:10], str(r[10]).replace("102502", "102501"), *r[11:], "07"] for r in clean_rows()]
    assert every(findings(own, extra=("研修実施機関番号",))) == {"number-agency-prefecture"}  # T14
    assert findings([r[:-1] for r in own]) == {}  # T15


def test_consent_minutes_and_extra_columns() -> None:
    rows = [
        [*r, {0: "不同意", 1: "未回答"}.get(n, "同意"), 900 if n else 895]
        for n, r in enumerate(clean_rows())
    ]
    found = findings(rows, extra=("情報提供の同意", "研修時間（分）"))
    assert found == {
        "O5": ["consent-refused"],
        "O6": ["consent-unclear"],
        "P5": ["minutes-short"],
    }
    assert (
        findings([[*r, "x@example.jp"] for r in clean_rows()], extra=("メールアドレス",)) == {}
    )  # T62


@pytest.mark.parametrize(
    ("title", "value", "short"),
    [
        ("研修時間（分）", 90, True),
        ("研修時間（時間）", 15, False),
        ("研修時間", 15, False),
        ("研修時間", 899, True),
    ],
)
def test_the_heading_tells_the_unit(title: str, value: int, short: bool) -> None:
    found = findings([[*r, value] for r in clean_rows()][:1], extra=(title,))
    assert ("O5" in found) == short


def test_a_missing_column_is_one_finding() -> None:
    assert findings(clean_rows(), drop=NUMBER) == {"A4": ["column-missing"]}
    assert findings(clean_rows(), drop="住所") == {"A4": ["column-missing"]}


def ledger(*, renewals: list[Renewal], on: str = "2024-07-01") -> Coverage:
    return Coverage.of(
        [Designation(2, frozenset({4}), D.fromisoformat(on))], {2: renewals}, {2: "見本"}
    )


@pytest.mark.parametrize(
    ("coverage", "rule"),
    [
        (ledger(renewals=[Renewal(2025, frozenset({4}))]), ""),
        (ledger(renewals=[]), "designation-expired"),
        (ledger(renewals=[Renewal(2025, frozenset({4}), valid=False)]), "designation-void"),
        (
            Coverage.of([Designation(2, frozenset({1}), D(2025, 5, 1))], {}, {2: "見本"}),
            "designation-kind-missing",
        ),
        (
            Coverage.of([Designation(3, frozenset({4}), D(2025, 5, 1))], {}, {3: "見本"}),
            "agency-unknown",
        ),
    ],
)
def test_against_the_ledger(coverage: Coverage, rule: str) -> None:
    found = findings(clean_rows(), coverage=coverage)
    assert every(found) == ({rule} if rule else set())
    assert len(found) == (len(clean_rows()) if rule else 0)


def test_every_rule_of_the_table_has_a_case() -> None:
    import pathlib

    text = pathlib.Path(__file__).read_text(encoding="utf-8") + "cell-ditto"
    assert [rule for rule in RULES if f'"{rule}"' not in text] == []


def test_profile_severities() -> None:
    rows = changed((3, "氏名", ""))
    assert findings(rows, parse('[severity]\n"name-missing" = "off"', "t").for_prefecture(10)) == {}
    assert findings(
        rows, parse('[severity]\n"name-missing" = "warning"', "t").for_prefecture(10)
    ) == {"C7": ["name-missing"]}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.text(max_size=12),
                st.integers(),
                st.floats(allow_nan=True),
                st.booleans(),
                st.dates(),
                st.datetimes(),
                st.sampled_from(
                    [
                        UNCALCULATED,
                        CellError("#N/A"),
                        "合計",
                        "〃",
                        "5.4.1",
                        "１０２５０２４００００１",
                    ]
                ),
            ),
            max_size=15,
        ),
        max_size=8,
    )
)
def test_no_content_breaks_the_check(body: Rows) -> None:
    findings(body)


def test_order_of_rows_does_not_matter() -> None:
    def sort(found: dict[str, list[str]]) -> list[str]:
        return sorted(r for ids in found.values() for r in ids)

    assert sort(findings(messy_rows())) == sort(findings(messy_rows()[::-1]))


@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad", "\u3000\u2060", "\u3164", "_x000D_"])
def test_what_nobody_sees_hides_no_missing_value(unseen: str) -> None:
    """Five values that are missing are five errors, whatever stands in their cells unseen."""
    columns = ("氏名", "生年月日", "修了した研修分野", "修了証番号", "修了年月日")
    blank, hidden = (
        findings(changed(*((1, column, value) for column in columns))) for value in ("", unseen)
    )
    assert hidden == blank
    missing = [rule for rules in hidden.values() for rule in rules if rule.endswith("-missing")]
    assert len(missing) == 5 and {GUNMA.severity(rule) for rule in missing} == {"error"}


@pytest.mark.parametrize(
    ("minutes", "setting", "expected"),
    [
        (780, "", {"minutes-short"}),
        (780, "in_house_minutes = 120", {"minutes-in-house"}),
        (700, "in_house_minutes = 120", {"minutes-short"}),
        (900, "in_house_minutes = 120", set()),
        (1100, "required_minutes = 1200", {"minutes-short"}),
        (1200, "required_minutes = 1200", set()),
    ],
)
def test_the_profile_rules_how_long_a_training_is(
    minutes: int, setting: str, expected: set[str]
) -> None:
    mine = parse(f"prefecture = 10\n[completion]\n{setting}", "試し.toml")
    rows = [[*r, minutes if n == 0 else 1200] for n, r in enumerate(clean_rows())]
    assert every(findings(rows, extra=("研修時間（分）",), profile=mine)) == expected
