"""加算の修了要件: which role is met from which month, whose completions count, and what is asked instead of guessed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import ledgers
import pytest
import remote
from jsonschema import Draft202012Validator

from validators.findings import Report
from validators.guideline.eligibility import (
    Facility,
    Held,
    Judged,
    Role,
    duty_of,
    judge,
    read_facility,
    read_role,
)
from validators.guideline.fields import FIELDS
from validators.person import identity
from validators.problems import Problem
from validators.profile import Profile, default
from workbooks.eligibility import check as eligibility
from workbooks.eligibility.asked import asked_for
from workbooks.eligibility.completed import from_register
from workbooks.grid import Book, Grid, Value
from workbooks.ledger import receive
from workbooks.ledger.holders import completions_of
from workbooks.ledger.store.open import open_ledger
from workbooks.roster.check import read_rosters
from xl import ribbon
from xl.cli import main
from xl.functions.catalogue import FUNCTIONS

SCHEMA = json.loads((files("validators.data") / "report.schema.json").read_text(encoding="utf-8"))
TODAY = dt.date(2026, 6, 1)
NAMES = [field.name for field in FIELDS]


def role(name: str, facility: Facility | None = None) -> Role:
    found = read_role(name, facility).value
    assert found
    return found[0]


def judged(
    name: str,
    held: Sequence[tuple[int, str]],
    month: str,
    duty: int | None = None,
    facility: Facility | None = None,
    profile: Profile | None = None,
) -> Judged:
    own = [Held(kind, dt.date.fromisoformat(day)) for kind, day in held]
    settings = (profile or default()).eligibility
    return judge(role(name, facility), duty, own, dt.date.fromisoformat(month), settings)


THREE = [(1, "2024-08-01"), (2, "2025-02-03"), (5, "2025-07-07")]


@pytest.mark.parametrize(
    ("name", "held", "month", "duty", "missing", "earliest"),
    [
        # T65: 副主任 from 2026-04 with マネジメント completed the day before, and a day too late
        ("副主任保育士", [*THREE, (7, "2026-03-31")], "2026-04-01", None, "", "2026-04-01"),
        (
            "副主任保育士",
            [*THREE, (7, "2026-04-01")],
            "2026-04-01",
            None,
            "マネジメント",
            "2026-05-01",
        ),
        # before 令和8年度 any fields do, and fewer of them
        ("副主任", THREE, "2025-08-01", None, "", "2025-08-01"),
        ("副主任", THREE[:2], "2025-08-01", None, "専門分野別 あと1分野", None),
        ("副主任", [(7, "2023-03-31")], "2023-04-01", None, "", "2023-04-01"),
        ("副主任", [], "2022-04-01", None, "", "2022-04-01"),
        ("副主任", [], "2026-04-01", None, "専門分野別 あと3分野、マネジメント", None),
        # マネジメント is none of the fields of a 専門リーダー; the same field twice is one
        (
            "専門リーダー",
            [*THREE, (7, "2025-01-01")],
            "2026-04-01",
            None,
            "専門分野別 あと1分野",
            None,
        ),
        (
            "専門リーダー",
            [*THREE, (1, "2025-01-01")],
            "2026-04-01",
            None,
            "専門分野別 あと1分野",
            None,
        ),
        ("専門リーダー", [*THREE, (6, "2025-01-01")], "2026-04-01", None, "", "2026-04-01"),
        # T67: duty 食育, completed 乳児保育
        ("職務分野別リーダー", [(1, "2023-01-01")], "2024-04-01", 4, "食育・アレルギー対応", None),
        ("職務分野別リーダー", [(4, "2023-01-01")], "2024-04-01", 4, "", "2024-04-01"),
        ("職務分野別リーダー", [], "2023-04-01", 4, "", "2023-04-01"),
        # 保育実践 is no field of 専門分野別
        ("職務分野別リーダー", [(8, "2019-01-01")], "2024-04-01", None, "職務分野の1分野", None),
        # hours in a 認定こども園
        ("中核リーダー", [*THREE, (7, "2026-03-31")], "2026-04-01", None, "", "2026-04-01"),
        ("中核リーダー", THREE, "2026-04-01", None, "マネジメント", None),
        ("中核リーダー", THREE[:1], "2026-04-01", None, "あと30時間、マネジメント", None),
        ("若手リーダー", [(1, "2023-01-01")], "2024-04-01", 1, "", "2024-04-01"),
    ],
)
def test_the_requirement_of_a_role(
    name: str,
    held: list[tuple[int, str]],
    month: str,
    duty: int | None,
    missing: str,
    earliest: str | None,
) -> None:
    found = judged(name, held, month, duty)
    assert "、".join(found.missing) == missing and found.met is (not missing)
    assert (found.earliest and found.earliest.isoformat()) == earliest


def test_each_setting_of_the_office_changes_a_result() -> None:
    def with_(**change: object) -> Profile:
        base = default()
        return replace(base, eligibility=replace(base.eligibility, **change))  # type: ignore[arg-type]

    four = [*THREE, (6, "2025-01-01")]
    assert not judged("副主任", four, "2026-04-01").met
    assert judged("副主任", four, "2026-04-01", profile=with_(management_from=2027)).met
    old = [*THREE, (8, "2019-05-05")]
    assert not judged("専門リーダー", old, "2026-04-01").met
    assert judged("専門リーダー", old, "2026-04-01", profile=with_(practice_until=2019)).met
    late = [*THREE[:2], (5, "2026-03-01")]
    assert not judged("副主任", late, "2025-04-01").met
    found = judged("副主任", late, "2025-04-01", profile=with_(expected_year=2025))
    assert found.met and found.expected
    led = [*THREE, (7, "2025-01-01")]
    assert not judged("専門リーダー", led, "2026-04-01", facility=Facility.KODOMOEN).met
    more = with_(expert_management=True)
    assert judged("専門リーダー", led, "2026-04-01", facility=Facility.KODOMOEN, profile=more).met
    assert not judged("専門リーダー", led, "2026-04-01", profile=more).met


@pytest.mark.parametrize(
    ("text", "names", "duty"),
    [
        ("副主任保育士等", ["副主任保育士"], None),
        ("専門リーダー", ["専門リーダー", "専門リーダー"], None),
        ("乳児保育リーダー", ["職務分野別リーダー", "若手リーダー"], 1),
        ("職務分野別リーダー（食育）", ["職務分野別リーダー"], 4),
        ("園長", [], None),
        ("調理員", [], None),
        ("課長", None, None),
        ("－", None, None),
    ],
)
def test_roles_are_read_as_they_are_written(
    text: str, names: list[str] | None, duty: int | None
) -> None:
    found = read_role(text)
    assert (None if found.value is None else [r.name for r in found.value]) == names
    assert duty_of(text) == duty


def test_facilities_are_read_by_what_decides_the_counting() -> None:
    for text in ("保育所", "小規模保育事業Ａ型", "家庭的保育"):
        assert read_facility(text).value is Facility.NURSERY
    for text in ("幼保連携型認定こども園", "保育所型認定こども園", "幼稚園"):
        assert read_facility(text).value is Facility.KODOMOEN
    assert read_facility("学童").notes[0].rule == "facility-kind-unknown"


ROSTER = ("氏名", "生年月日", "保育士登録番号", "修了した研修分野", "修了証番号", "修了年月日")
STAFF = ("氏名", "生年月日", "役職", "職務分野", "施設の種類", "加算の開始月")
HANAKO, JIRO = ("美本 花子", dt.date(1985, 4, 1)), ("美本 次郎", dt.date(1990, 5, 5))


def roster(*rows: tuple[str, Value, int, str], registration: str = "") -> Grid:
    body = [
        [
            name,
            born,
            registration,
            NAMES[kind - 1],
            f"102502{kind}{n:05}",
            dt.date.fromisoformat(day),
        ]
        for n, (name, born, kind, day) in enumerate(rows, 1)
    ]
    return Grid("名簿", [["研修修了者名簿"], [], list(ROSTER), *body])


def staff(*rows: tuple[Value, ...]) -> Grid:
    return Grid("職員", [["職員の一覧"], [], list(STAFF), *(list(row) for row in rows)])


def checked(*grids: Grid, **asked: str) -> Report:
    books = [Book("名簿.xlsx", grids)]
    named = asked_for(*(asked.get(k) for k in ("role", "facility", "duty", "month")))
    sources = eligibility.sources_of(books, read_rosters(books, default()))
    return eligibility.check(sources, default(), TODAY, named)


def states(report: Report) -> list[object]:
    return [row[0] for row in report.lists[0].rows]


def told(report: Report) -> dict[str, str]:
    return {f.cell: f.rule for f in report.findings}


def test_posts_are_joined_with_completions_by_person() -> None:
    report = checked(
        roster(
            *((*HANAKO, k, d) for k, d in [*THREE, (7, "2026-03-31")]), (*JIRO, 1, "2024-01-01")
        ),
        staff(
            ("美本　花子", "昭和60年4月1日", "副主任保育士", "", "保育所", "令和8年4月"),
            ("美本次郎", JIRO[1], "副主任保育士", "", "保育所", "R8.4"),
            ("美本次郎", JIRO[1], "園長", "", "保育所", ""),
            ("美本三郎", "平成5年5月5日", "", "", "保育所", ""),
        ),
    )
    assert states(report) == ["満たす見込み", "不足", "対象外", "対象外"]
    assert [row[12] for row in report.lists[0].rows][2:] == [
        "加算の対象になる役職ではありません",
        "役職の記入がありません",
    ]
    assert told(report)["C5"] == "eligibility-short" and "C4" not in told(report)
    assert not report.clear and "認定可" not in json.dumps(report.as_json(), ensure_ascii=False)
    assert report.unchecked[0].what == "修了以外の要件"


def test_a_list_in_which_nobody_has_a_post_is_told() -> None:
    rows = [("美本　花子", HANAKO[1], "", "", "保育所", "")] * 2
    asked = checked(roster((*HANAKO, 4, "2024-01-01")), staff(*rows)).unchecked
    assert (asked[0].what, asked[0].cell) == ("役職", "C3")


def test_two_people_of_one_name_are_asked_about_and_never_counted() -> None:
    namesakes = roster(
        (*HANAKO, 4, "2024-01-01"), ("美本 花子", dt.date(1970, 1, 1), 4, "2024-01-01")
    )
    row = ("美本花子", "", "職務分野別リーダー", "食育", "保育所", "")
    report = checked(namesakes, staff(row))
    assert states(report) == ["要確認"] and told(report)["C4"] == "eligibility-asked"
    assert "名簿!A4、名簿!A5" in str(report.lists[0].rows[0])


def test_a_changed_surname_is_asked_about_and_the_registration_number_decides_it() -> None:
    old = [("佐藤 花子", HANAKO[1], k, d) for k, d in [*THREE, (7, "2026-03-31")]]
    married = ("美本 花子（旧姓 佐藤）", HANAKO[1], "副主任保育士", "", "保育所", "")
    report = checked(roster(*old), staff(married))
    assert states(report) == ["要確認"] and told(report)["C4"] == "eligibility-asked"
    named = Grid(
        "職員", [["氏名", "登録番号", "役職"], ["美本 花子", "群馬県-012345", "副主任保育士"]]
    )
    report = checked(roster(*old, registration="群馬県-012345"), named)
    assert states(report) == ["要確認"]  # another name under the number: a clerk has to say


def test_an_unreadable_completion_keeps_a_post_from_being_called_short() -> None:
    grid = roster((*HANAKO, 4, "2024-01-01"))
    grid.rows[3][5] = "令和7年"  # type: ignore[index]
    row = ("美本花子", HANAKO[1], "職務分野別リーダー", "食育", "保育所", "")
    report = checked(grid, staff(row))
    assert states(report) == ["要確認"] and "読めない修了" in str(report.lists[0].rows[0])
    assert "F4" in told(report)


@pytest.mark.parametrize(
    ("row", "cell", "rule"),
    [
        (("美本花子", HANAKO[1], "課長", "", "保育所", ""), "C4", "role-unknown"),
        (("美本花子", HANAKO[1], "中核リーダー", "", "保育所", ""), "C4", "role-of-other-facility"),
        (("美本花子", HANAKO[1], "副主任", "", "学童", ""), "E4", "facility-kind-unknown"),
        (("美本花子", HANAKO[1], "副主任", "", "保育所", "春"), "F4", "month-unreadable"),
        (("美本花子", "S60", "副主任", "", "保育所", ""), "B4", "date-incomplete"),
        (("美本花子", HANAKO[1], "職務分野別リーダー", "給食", "", ""), "D4", "field-unknown"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_cell(
    row: tuple[Value, ...], cell: str, rule: str
) -> None:
    report = checked(roster((*HANAKO, 4, "2024-01-01")), staff(row))
    assert told(report)[cell] == rule


def test_a_role_of_two_kinds_of_facility_is_asked_for_its_kind() -> None:
    held = [(*HANAKO, k, d) for k, d in [*THREE, (6, "2025-01-01")]]
    row = ("美本花子", HANAKO[1], "専門リーダー", "", "", "R5.4")
    assert told(checked(roster(*held), staff(row)))["C4"] == "eligibility-later"
    both = [(*HANAKO, 7, "2022-01-01")]
    profile = replace(default(), eligibility=replace(default().eligibility, expert_management=True))
    books = [Book("名簿.xlsx", (roster(*both), staff(row)))]
    sources = eligibility.sources_of(books, read_rosters(books, profile))
    report = eligibility.check(sources, profile, TODAY, asked_for("", "", "", ""))
    assert told(report)["C4"] == "eligibility-facility"


def test_a_roster_alone_is_judged_for_the_role_asked_for() -> None:
    report = checked(roster((*HANAKO, 1, "2024-01-01"), (*JIRO, 2, "2024-01-01")), role="副主任")
    assert states(report) == ["不足", "不足"] and not report.findings
    assert {u.what for u in report.unchecked} == {"修了以外の要件", "対象者の役職"}
    every = checked(roster((*HANAKO, 1, "2024-01-01")))
    assert len(every.lists[0].rows) == 6


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        ({"role": "課長"}, "option-role"),
        ({"facility": "学童"}, "option-facility"),
        ({"duty": "給食"}, "option-field"),
        ({"month": "いつか"}, "option-month"),
    ],
)
def test_what_is_asked_for_has_to_be_known(asked: dict[str, str], rule: str) -> None:
    with pytest.raises(Problem) as problem:
        checked(roster((*HANAKO, 1, "2024-01-01")), **asked)
    assert problem.value.note.rule == rule


def test_neither_list_nor_roster_is_one_sentence() -> None:
    with pytest.raises(Problem) as problem:
        checked(Grid("表", [["a", "b"], [1, 2]]))
    assert problem.value.note.rule == "eligibility-not-found"
    with pytest.raises(Problem) as problem:
        checked(staff(("美本花子", HANAKO[1], "副主任", "", "", "")))
    assert problem.value.note.rule == "eligibility-nothing-held"


def test_the_register_gives_completions_of_these_people_only(tmp_path: Path) -> None:
    with closing(open_ledger(str(tmp_path / "台帳.sqlite"), create=True)) as ledger:
        receive.receive(
            ledger,
            ledgers.report(ledgers.completion(n, kind=k) for n, k in ((1, 4), (2, 5), (3, 4))),
        )
        people = [identity("美本 1子", dt.date(1980, 1, 2), None), identity("美本3子", None, None)]
        found = completions_of(ledger, people)
    assert sorted(e.name for e in found) == ["美本　1子", "美本　3子"]
    assert from_register(found)[0].held == Held(4, ledgers.DONE)


def test_the_command_writes_the_list_first_and_json_gives_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import openpyxl

    monkeypatch.chdir(tmp_path)
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for grid in (
        roster((*HANAKO, 4, "2024-01-01")),
        staff(("美本花子", HANAKO[1], "分野別リーダー", "食育", "保育所", "令和8年4月")),
    ):
        sheet = book.create_sheet(grid.sheet)
        for row in grid.rows:
            sheet.append(list(row))
    book.save("職員と名簿.xlsx")
    assert main(["修了要件", "職員と名簿.xlsx", "--today", "2026-06-01"]) == 0
    assert "満たす見込み 1" in capsys.readouterr().out
    written = openpyxl.load_workbook("職員と名簿_検証結果.xlsx")
    assert written.sheetnames[0] == "修了要件"
    assert main(["check", "eligibility", "職員と名簿.xlsx", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(document)
    assert document["eligibility"][0]["判定"] == "満たす見込み"


@pytest.mark.remote_engine
def test_the_button_lists_the_posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("CAREERUP_LEDGER", raising=False)
    grids = (
        roster((*HANAKO, 4, "2024-01-01")),
        staff(("美本花子", HANAKO[1], "分野別リーダー", "食育", "保育所", "令和8年4月")),
    )
    content = {grid.sheet: [list(row) for row in grid.rows] for grid in grids}
    model = remote.Model(content)
    book = remote.book(content)
    ribbon.press("CheckEligibility", book)
    model.apply(book.json()["actions"])
    assert model.rows("修了要件")[3][0] == "満たす見込み" and len(model.alerts) == 1


def test_the_function_spills_the_list_and_says_what_is_wrong() -> None:
    grid = roster((*HANAKO, 4, "2024-01-01"))
    rows = [list(row) for row in grid.rows[2:]]
    found = FUNCTIONS["ELIGIBLE"].evaluate([rows, "分野別リーダー", "2026-04", None, "食育"])
    assert isinstance(found, list) and found[1][:3] == [
        "満たす見込み",
        "美本 花子",
        "職務分野別リーダー",
    ]
    assert str(FUNCTIONS["ELIGIBLE"].evaluate([rows, "課長"])).startswith("※")
    assert str(FUNCTIONS["ELIGIBLE"].evaluate([[["a"]]])).startswith("※")
