"""実績報告の受付: who sent a report, what disagrees with it, whom a double number is blamed on, lateness."""

from __future__ import annotations

import datetime as dt

import pytest
from desk import GUNMA, grid

from validators.guideline.coverage import Coverage
from workbooks.designations.coverage import coverage_of
from workbooks.grid import Book, Grid, Value
from workbooks.roster import check as checks
from workbooks.roster import receiving, sender
from workbooks.roster.read import Table
from workbooks.roster.records import Understood
from workbooks.samples import ledgers

D = dt.date
WINTER = D(2026, 2, 1)
HEAD = ("No.", "氏名", "生年月日", "修了した研修分野", "修了証番号", "修了年月日")


def ledger(*rows: tuple[str, str, str, Value]) -> Coverage:
    """(機関番号, 名称, 種別, 提出予定日), all designated in May 2025."""
    lines = []
    for number, name, kind, due in rows:
        values = {
            "研修実施機関番号": number,
            "研修実施機関の名称": name,
            "研修種別": kind,
            "指定年月日": D(2025, 5, 1),
            "事業実績報告の提出予定日": due,
        }
        lines.append([values.get(h, "") for h in ledgers.DESIGNATION_HEADINGS])
    made = grid("指定台帳", ledgers.DESIGNATION_HEADINGS, lines)
    return coverage_of(Book("指定台帳.xlsx", (made,)), WINTER)


KNOWN = ledger(
    ("02", "学校法人かわべ学園", "乳児保育", D(2026, 1, 31)),
    ("02", "学校法人かわべ学園", "マネジメント", D(2026, 3, 31)),
    ("03", "社会福祉法人やまね会", "乳児保育", "3月中"),
)


def report(
    above: str, *numbers: str, file: str = "報告.xlsx", kind: str = "乳児保育"
) -> list[Table]:
    rows: list[list[Value]] = [
        [n, f"美本　{file[0]}{n}", D(1990, 1, n), kind, number, D(2025, 9, 20)]
        for n, number in enumerate(numbers, 1)
    ]
    book = Book(file, (Grid("名簿", [["名簿"], [above], [], list(HEAD), *rows]),))
    return checks.read_rosters([book], GUNMA)


@pytest.mark.parametrize(
    ("above", "file", "numbers", "number", "source"),
    [
        ("令和7年度　やまね会　研修修了者名簿", "報告.xlsx", ("102502100001",), 3, "表題"),
        ("研修修了者名簿（学校法人かわべ学園）", "報告.xlsx", ("102503100001",), 2, "表題"),
        ("やまね会　御中", "報告.xlsx", ("102502100001",), 2, "修了証番号"),
        ("委託先：やまね会", "報告.xlsx", ("102501100001",), 1, "修了証番号"),
        ("研修実施機関番号：03", "報告.xlsx", ["102502100001"], 3, "機関番号"),
        ("研修実施機関名：（学）かわべ学園", "報告.xlsx", ["102503100001"], 2, "機関の名称"),
        ("", "R7実績報告（やまね会）.xlsx", ["102502100001"], 3, "ファイル名"),
        ("", "報告.xlsx", ["102502100001", "102502100002"], 2, "修了証番号"),
        ("研修実施機関名：株式会社しらない", "報告.xlsx", ["102501100001"], None, "機関の名称"),
    ],
)
def test_who_sent_it(
    above: str, file: str, numbers: list[str], number: int | None, source: str
) -> None:
    found = sender.sender_of(report(above, *numbers, file=file)[0], KNOWN)
    assert (found.number, found.source) == (number, source)


TOWNS = ledger(
    ("01", "群馬県", "乳児保育", ""),
    ("03", "桐生市", "乳児保育", ""),
    ("04", "桐生市保育協議会", "乳児保育", ""),
    ("05", "一般社団法人群馬県保育協議会", "乳児保育", ""),
    ("06", "学校法人かわべ学園", "乳児保育", ""),
    ("07", "学校法人かわべ学園大学", "乳児保育", ""),
)


@pytest.mark.parametrize(
    ("above", "file", "number"),
    [
        ("令和7年度群馬県保育士等キャリアアップ研修 修了者名簿", "報告.xlsx", None),
        ("群馬県　保育士等キャリアアップ研修　修了者名簿", "報告.xlsx", None),
        ("群馬県社会福祉協議会　修了者名簿", "報告.xlsx", None),
        ("一般社団法人群馬県保育協議会 修了者名簿", "報告.xlsx", 5),
        ("桐生市保育協議会　修了者名簿", "報告.xlsx", 4),
        ("桐生市社会福祉協議会　修了者名簿", "報告.xlsx", None),
        ("修了者名簿（桐生市）", "報告.xlsx", 3),
        ("令和7年度桐生市修了者名簿", "報告.xlsx", 3),
        ("桐生市立みほん保育園ほか", "報告.xlsx", None),
        ("", "R7実績報告_桐生市.xlsx", 3),
        ("学校法人かわべ学園大学 研修修了者名簿", "報告.xlsx", 7),
        ("かわべ学園と かわべ学園大学の名簿", "報告.xlsx", None),
    ],
)
def test_a_title_names_the_longest_name_and_a_town_only_where_it_reports_itself(
    above: str, file: str, number: int | None
) -> None:
    found = sender.sender_of(report(above, "102509100001", file=file)[0], TOWNS)
    told = found.number if found.source != "修了証番号" else None
    assert told == number


def test_a_row_with_another_bodys_number_is_wrong_where_the_title_names_the_sender() -> None:
    tables = report(
        "研修実施機関名：かわべ学園", "102502100001", "102502100002", "102503100003", "102501100004"
    )
    doubts, facts = sender.settle(tables, KNOWN, GUNMA)
    whole = checks.check_rosters(tables, GUNMA, WINTER, KNOWN)
    wrong = {f.cell: f.rule for f in whole.findings if f.rule.startswith("number-agency")}
    assert doubts == [] and wrong == {
        "E7": "number-agency-mismatch",
        "E8": "number-agency-prefecture",
    }
    assert [(f.what, f.value, f.source) for f in facts] == [
        ("報告した機関", "02 学校法人かわべ学園", "機関の名称")
    ]


def test_a_title_that_most_numbers_contradict_is_asked_about_once() -> None:
    tables = report("研修実施機関名：社会福祉法人やまね会", "102502100001", "102502100002")
    doubts, _ = sender.settle(tables, KNOWN, GUNMA)
    assert [(f.rule, f.severity) for f in doubts] == [("sender-numbers-differ", "warning")]
    assert "やまね会" in doubts[0].message and "かわべ学園" in doubts[0].message
    whole = checks.check_rosters(tables, GUNMA, WINTER, KNOWN)
    assert not [f for f in whole.findings if f.rule.startswith("number-agency")]


def test_number_and_name_of_a_row_that_are_two_bodies() -> None:
    head = [*HEAD, "研修実施機関番号", "研修実施機関の名称"]
    row = [1, "美本　花", D(1990, 1, 1), "乳児保育", "102502100001", D(2025, 9, 20)]
    rows = [[*row, "02", "やまね会"], [*row[:4], "102502100002", row[5], "02", "(学)かわべ学園"]]
    book = Book("報告.xlsx", (Grid("名簿", [list(head), *rows]),))
    doubts, _ = sender.settle(checks.read_rosters([book], GUNMA), KNOWN, GUNMA)
    assert [(f.rule, f.cell) for f in doubts] == [("agency-name-differs", "H2")]


def test_blame_for_a_double_number_follows_the_number() -> None:
    owner = report("研修実施機関番号：02", "102502100001", file="甲.xlsx")
    other = report("研修実施機関番号：03", "102502100001", "103503100001", file="乙.xlsx")
    tables = [*owner, *other]
    read = Understood(tables, GUNMA, WINTER)
    whole = checks.check_understood(read, KNOWN)
    settled = sender.blamed(whole.findings, read, KNOWN)
    doubles = {
        f.file: (f.rule, f.severity)
        for f in settled
        if ("number-" in f.rule and "ほか" in f.message) or f.rule == "number-duplicate"
    }
    assert doubles["甲.xlsx"] == ("number-used-by-others", "info")
    assert doubles["乙.xlsx"] == ("number-duplicate", "error")


def test_each_kind_is_late_against_its_own_day() -> None:
    early = report("研修実施機関番号：02", "102502100001")
    later = report("研修実施機関番号：02", "102502700001", kind="マネジメント")
    late = receiving.lateness(Understood([*early, *later], GUNMA, WINTER), KNOWN, D(2026, 2, 20))
    assert [f.message[:60] for f in late] == [
        m for m in (f.message[:60] for f in late) if "「乳児保育」の提出予定日 令和8年1月31日" in m
    ]
    assert len(late) == 1


def test_a_day_that_cannot_be_read_is_said() -> None:
    read = Understood(report("研修実施機関番号：03", "102503100001"), GUNMA, WINTER)
    left = receiving.undated(read, KNOWN)
    assert [u.what for u in left] == ["「乳児保育」の実績報告の提出期限"]
    assert "3月中" in left[0].why and receiving.lateness(read, KNOWN, D(2026, 4, 1)) == []
