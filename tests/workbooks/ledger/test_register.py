"""取込, 照会, 再交付, 取消, 抽出 and 履歴 on both engines."""

from __future__ import annotations

import datetime as dt
import os
import pwd

import pytest
from ledgers import completion, extracted, report, request
from sqlalchemy import select

from validators.numbers import municipality
from validators.problems import Problem
from workbooks.ledger import extract, numbers, reissue
from workbooks.ledger import history as people
from workbooks.ledger import receive as intake
from workbooks.ledger import verify as proof
from workbooks.ledger.extract import Destination
from workbooks.ledger.find import find
from workbooks.ledger.matching import count
from workbooks.ledger.reissue import Reissue
from workbooks.ledger.store import letters
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.open import open_ledger
from workbooks.tables.headings import TITLES

DAY = dt.date(2026, 4, 1)
GUNMA, SAITAMA = Destination("群馬県", prefecture=10), Destination("埼玉県", prefecture=11)
OTHER = dt.date(2026, 5, 1)


@pytest.fixture
def ledger(place: str) -> Ledger:
    return open_ledger(place, create=True)


def counts(ledger: Ledger) -> dict[str, int]:
    with ledger.read() as connection:
        return {name: count(connection, tables.metadata.tables[name]) for name in tables.NAMES}


def test_the_same_report_twice_changes_nothing(ledger: Ledger) -> None:
    own = [completion(n) for n in range(1, 6)]
    assert intake.receive(ledger, report(own)).verdict == "taken"
    before = counts(ledger)
    assert (
        intake.receive(ledger, report(reversed(own), "別の名前.xlsx")).verdict == "same"
        and counts(ledger) == before
    )
    assert (
        before["completions"] == before["certificates"] == 5
        and before["audit"] == before["reports"] == 1
    )


def test_a_corrected_report_shows_its_difference_and_replaces_only_when_told(
    ledger: Ledger,
) -> None:
    intake.receive(ledger, report([completion(n) for n in range(1, 7)], "初回.xlsx"))
    corrected = report(
        [
            completion(1, name="美本　一子"),
            completion(2, address="群馬県高崎市1"),
            *(completion(n) for n in (3, 5, 6)),
            completion(7),
        ],
        "訂正.xlsx",
    )
    before = counts(ledger)
    shown = intake.receive(ledger, corrected)
    assert (
        shown.verdict == "correction"
        and shown.replaced == ("初回.xlsx",)
        and counts(ledger) == before
    )
    assert {
        (d.what, d.number[-1], d.name, d.place, d.column, d.before, d.after)
        for d in shown.differences
    } == {
        ("取り下げ", "4", "美本　4子", "", "", "", ""),
        ("追加", "7", "美本　7子", "名簿!K11", "", "", ""),
        ("変更", "1", "美本　一子", "名簿!K5", "氏名", "美本　1子", "美本　一子"),
        ("変更", "2", "美本　2子", "名簿!K6", "住所", "群馬県前橋市大手町2", "群馬県高崎市1"),
    }
    assert (shown.added, shown.changed, shown.withdrawn) == (1, 2, 1)
    for unsaid in (None, 2):  # how many people are taken out has to be said
        waits = intake.receive(ledger, corrected, intake.Decision(True, unsaid))
        assert waits.verdict == "correction" and counts(ledger) == before
    assert (
        intake.receive(ledger, corrected, intake.Decision(True, 1)).verdict == "taken"
        and intake.receive(ledger, corrected).verdict == "same"
    )
    assert [e.name for e in find(ledger, "102502400001").entries] == ["美本　一子"] and counts(
        ledger
    )["completions"] == 12
    other = report([completion(9, number="102502400004")])
    assert (
        intake.receive(ledger, other).verdict == "refused"
    )  # withdrawn, but it was once another person's
    assert proof.verify(ledger).faults == ()


def test_numbers_of_other_people_are_refused_with_both_sources(ledger: Ledger) -> None:
    intake.receive(ledger, report([completion(n) for n in range(1, 5)], "第1回.xlsx"))
    second = report(
        [completion(n + 100, number=f"1025024{n:05}") for n in range(1, 5)], "第2回.xlsx"
    )  # numbered from 1 again
    refused = intake.receive(ledger, second, intake.Decision(True, accept=True))
    assert refused.verdict == "refused" and [
        (c.why, c.completion.place) for c in refused.conflicts
    ] == [("number", f"名簿!K{n + 104}") for n in range(1, 5)]
    assert (
        refused.conflicts[0].held.source.startswith("第1回.xlsx 名簿!K5（")
        and counts(ledger)["completions"] == 4
    )


def test_the_same_person_and_field_over_all_years_is_asked(ledger: Ledger) -> None:
    intake.receive(
        ledger,
        report(
            [
                completion(1),
                completion(2, registration_number=""),
                completion(3, birth_date=None),
                completion(4, kind=1, number="102502100004"),
            ],
            "前.xlsx",
        ),
    )
    later = [completion(n, year=26) for n in (1, 2, 3, 4)]
    later[0] = completion(1, year=26, name="改姓　1子")  # by registration number
    later[1] = completion(
        2, year=26, name="美本 2子", registration_number=""
    )  # by name in another spelling and birth date
    asked = intake.receive(ledger, report(later, "後.xlsx"))
    assert asked.verdict == "question" and sorted(
        (c.completion.number[-1], c.held.number, c.held.source[:4]) for c in asked.conflicts
    ) == [
        ("1", "102502400001", "前.xl"),
        ("2", "102502400002", "前.xl"),
        ("3", "102502400003", "前.xl"),
    ]
    assert (
        counts(ledger)["reports"] == 1
        and intake.receive(ledger, report(later, "後.xlsx"), intake.Decision(accept=True)).verdict
        == "taken"
    )
    assert proof.verify(ledger).faults == ()


def test_own_numbers_come_back_with_the_report(ledger: Ledger) -> None:
    done = numbers.allocate(ledger, [request(1), request(2)])
    numbers.confirm(ledger, done)
    own = [completion(n, number=f"1026014{n:05}", completed_on=dt.date(2026, 2, 1)) for n in (1, 2)]
    swapped = [completion(3 - n, number=f"1026014{n:05}") for n in (1, 2)]
    assert intake.receive(ledger, report(swapped)).verdict == "refused"
    assert (
        intake.receive(ledger, report(own)).verdict == "taken" and proof.verify(ledger).waiting == 0
    )
    assert [q.why for q in numbers.allocate(ledger, [request(1)]).not_numbered] == ["held"]


def test_reissue_keeps_the_old_name_and_the_history_is_one_persons(ledger: Ledger) -> None:
    intake.receive(ledger, report([completion(1), completion(2)], "甲.xlsx"))
    intake.receive(
        ledger,
        report([completion(1, kind=7, number="102502700001", registration_number="")], "乙.xlsx"),
    )
    entry = reissue.reissue(
        ledger, Reissue("102502400001", "氏名変更", DAY, "新田　1子", "戸籍で確認")
    ).entry
    assert (entry.name, entry.reported_name, entry.number) == (
        "新田　1子",
        "美本　1子",
        "102502400001",
    )
    intake.receive(
        ledger,
        report(
            [
                completion(
                    1, kind=2, number="102502200001", name="新田　1子", registration_number=""
                )
            ],
            "丙.xlsx",
        ),
    )
    found = people.history(ledger, "102502200001")
    assert {e.number for e in found.entries} == {"102502400001", "102502700001", "102502200001"}
    event = next(e for e in found.events if e.what == "再交付")
    assert (
        event.detail == "氏名変更　美本　1子 → 新田　1子　戸籍で確認"
        and event.day == "2026-04-01"
        and event.actor == pwd.getpwuid(os.getuid()).pw_name
    )
    twice = intake.receive(
        ledger,
        report([completion(1, number="102602400009", name="新田　1子", registration_number="")]),
    )
    assert twice.verdict == "question"  # under the new name too
    assert (
        {e.number for e in find(ledger, "新田1子").entries}
        >= {"102502400001"}
        <= {e.number for e in find(ledger, "美本　１子").entries}
    )
    for wrong in (
        {"reason": "氏名変更"},
        {"reason": "紛失", "new_name": "別　名子"},
        {"reason": "なんとなく"},
    ):
        with pytest.raises(Problem):
            reissue.reissue(
                ledger, Reissue("102502400001", wrong["reason"], OTHER, wrong.get("new_name", ""))
            )
    with pytest.raises(Problem, match="台帳にありません"):
        reissue.reissue(ledger, Reissue("102502400099", "紛失", DAY))
    assert proof.verify(ledger).faults == ()


def test_reissue_under_a_new_number_where_the_profile_says_so(ledger: Ledger) -> None:
    intake.receive(ledger, report([completion(1), completion(2)]))
    lost = Reissue("102502400001", "紛失", dt.date(2025, 12, 1), new_number=True)
    entry = reissue.reissue(ledger, lost).entry
    assert entry.number == "102502400003" and [
        e.number for e in find(ledger, "102502400001").entries
    ] == ["102502400003"]
    assert [e.number for e in find(ledger, "美本　1子").entries] == [
        "102502400003"
    ] and proof.verify(ledger).faults == ()
    again = reissue.reissue(ledger, lost)  # the same once more records nothing
    assert again.before and again.entry.number == entry.number
    with pytest.raises(Problem, match="番号変更"):
        reissue.reissue(ledger, Reissue("102502400001", "紛失", DAY))
    assert {e.number for e in people.history(ledger, entry.number).entries} == {
        "102502400001",
        "102502400003",
    }


def test_a_revoked_completion_no_longer_counts_and_its_number_is_never_used(ledger: Ledger) -> None:
    intake.receive(ledger, report([completion(1), completion(2)]))
    reissue.revoke(
        ledger, reissue.Revocation("102502400001", "虚偽・不正の事実", DAY, "本人の申告")
    )
    with pytest.raises(Problem, match="既に取消"):
        reissue.revoke(ledger, reissue.Revocation("102502400001", "その他", DAY))
    with pytest.raises(Problem, match="再交付できません"):
        reissue.reissue(ledger, Reissue("102502400001", "紛失", DAY))
    whole = intake.Decision(True, accept=True)
    for listed in ([completion(1)], [completion(1), completion(2, address="高崎市")]):
        refused = intake.receive(ledger, report(listed), whole)
        assert refused.verdict == "refused" and refused.conflicts[0].why == "revoked"
    without = report([completion(2, address="高崎市")])  # the row left out: nobody else goes
    assert intake.receive(ledger, without, whole).verdict == "taken"
    assert [e.state for e in find(ledger, "102502400001").entries] == ["revoked"]
    again = report([completion(1, number="102602400001")])
    assert intake.receive(ledger, again).verdict == "question"  # revoked for cause: looked at
    assert intake.receive(ledger, again, intake.Decision(accept=True)).verdict == "taken"
    assert {r[7] for r in extracted(ledger, GUNMA).rows} == {
        "102502400002",
        "102602400001",
    } and proof.verify(ledger).faults == ()


def test_extract_holds_the_six_items_of_people_who_agreed_and_work_there(ledger: Ledger) -> None:
    saitama = {"municipality": "さいたま市", "municipality_code": "111007"}
    intake.receive(
        ledger,
        report(
            [
                completion(1, **saitama),
                completion(2, **saitama, consent=None),
                completion(3, **saitama, consent=False),
                completion(4),
                completion(5, municipality="謎市", municipality_code=""),
                completion(6, municipality="川越市", municipality_code="112011"),
            ]
        ),
    )
    made = extracted(ledger, SAITAMA)
    assert [h.lstrip("①②③④⑤⑥") for h in extract.EXTRACT_COLUMNS] == [
        TITLES[n]
        for n in (
            "registration_number",
            "name",
            "birth_date",
            "address",
            "employer",
            "municipality",
            "field",
            "certificate_number",
            "completed_on",
        )
    ]
    assert [r[7][-1] for r in made.rows] == ["1", "6"] and made.count == 2
    assert {w: n for w, n in made.not_sent.items() if w} == {
        "unsure": 1,
        "refused": 1,
        "unplaced": 1,
    }
    assert next(iter(made.rows)) == (
        "群馬県-000001",
        "美本　1子",
        dt.date(1980, 1, 2),
        "群馬県前橋市大手町1",
        "みほん1保育園",
        "さいたま市",
        "食育・アレルギー対応",
        "102502400001",
        dt.date(2025, 11, 9),
    )
    assert "除いた人: 2 件" in made.sentence
    lenient = extracted(ledger, SAITAMA, consent_required=False)
    assert [r[7][-1] for r in lenient.rows] == ["1", "2", "6"] and lenient.not_sent["refused"] == 1
    city = extracted(ledger, Destination("埼玉県さいたま市", municipality.find("さいたま市")))
    assert [r[7][-1] for r in city.rows] == ["1"]
    extract.record(ledger, made, "0" * 64)
    with ledger.read() as connection:
        logged = connection.execute(
            select(tables.audit.c.detail).where(tables.audit.c.action == "extract")
        ).scalar_one()
    assert "埼玉県、2 件、同意がなく除いた 2 件" in logged


def test_find_by_any_spelling_number_registration_and_facility(ledger: Ledger) -> None:
    own = [
        completion(1, name="髙﨑　邊子"),
        completion(2, name="山田花子（佐藤花子）", employer="100%_みほん園"),
        completion(3),
    ]
    intake.receive(ledger, report(own))
    for text, last in (
        ("高崎辺子", "1"),
        ("高崎　邉子", "1"),
        ("１０２５－０２４－００００２", "2"),
        (102502400003, "3"),
        ("群馬-000003", "3"),
        ("みほん3保育園", "3"),
        ("山田花子", "2"),
        ("高崎", "1"),
        ("%_みほん", "2"),
    ):
        assert [e.number[-1] for e in find(ledger, text).entries] == [last], text
    assert (
        len(find(ledger, "みほん").entries) == 3
        and find(ledger, "みほん", limit=2).truncated
        and find(ledger, "だれもいない").entries == ()
    )
    with pytest.raises(Problem):
        find(ledger, "　")


def test_nothing_personal_stands_in_the_audit_chain(ledger: Ledger) -> None:
    intake.receive(ledger, report([completion(1), completion(2)], "美本　1子.xlsx"))
    intake.receive(
        ledger,
        report([completion(1)], "訂正.xlsx"),
        intake.Decision(accept=True, reason="美本　1子のため"),
    )
    numbers.confirm(ledger, numbers.allocate(ledger, [request(3)]))
    reissue.reissue(
        ledger, Reissue("102502400001", "氏名変更", DAY, "新田　1子", "美本　1子の申出")
    )
    reissue.revoke(ledger, reissue.Revocation("102502400001", "その他", DAY, "美本　1子"))
    with ledger.read() as connection:
        written = [
            c for c in tables.audit.c if c.name not in ("hash", "seal")
        ]  # a hash may hold any digits
        lines = [" ".join(map(str, row)) for row in connection.execute(select(*written))]
    assert len(lines) == 6 and not [
        line
        for line in lines
        if "美本" in line
        or "新田" in line
        or "1980" in line
        or ("000001 " in line and "群馬県" in line)
    ]


def test_any_part_of_a_name_a_reading_or_a_facility_is_found(ledger: Ledger) -> None:
    """Both engines find by a letter, by two and by more, and nothing that only has the letters."""
    rows = [
        completion(1, name="佐藤　花子", kana="サトウ　ハナコ", employer="さくら保育園"),
        completion(2, name="髙﨑　邊", kana="", employer="第2さくら園_100%"),
        completion(3, name="山田　花（佐藤　花）", kana="ヤマダ　ハナ", employer="園保育"),
    ]
    intake.receive(ledger, report(rows))
    for text, found in (
        ("花", {1, 3}),
        ("藤花", {1, 3}),
        ("藤花子", {1}),
        ("花藤", set()),
        ("さくら保", {1}),
        ("保育", {1, 3}),
        ("育保", set()),
        ("高崎", {2}),
        ("100%", {2}),
        ("_", {2}),
        ("%", {2}),
        ("ウハ", {1}),
        ("だはな", {3}),
        ("𠮷", set()),
    ):
        entries = find(ledger, text).entries
        assert {int(e.number[7:]) for e in entries} == found, text


@pytest.mark.parametrize(
    "place", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True
)
def test_the_index_of_letters_is_the_one_that_is_asked(ledger: Ledger) -> None:
    """Its expression stands in its migration, which never changes, and in ``letters``: one that drifts from the other
    is found by no test of what is found, only slow."""
    c = tables.completions.c
    with ledger.read() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        connection.exec_driver_sql("SET LOCAL enable_indexscan = off")
        for key in (c.name_key, c.employer_key, c.former_key, c.kana_key):
            query = select(c.id).where(letters.holding(key, "花子")).compile(connection)
            plan = connection.exec_driver_sql(f"EXPLAIN {query}", dict(query.params))
            assert "on completions_letters" in "".join(plan.scalars()), key.name
