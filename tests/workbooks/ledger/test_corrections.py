"""Corrected reports: what they add, change and take out, and that nobody goes who was not named."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from ledgers import completion, report, request
from sqlalchemy import select

from validators.problems import Problem
from workbooks.ledger import history, imports, numbers, receive, reissue, verify
from workbooks.ledger.find import find
from workbooks.ledger.imports import Imported
from workbooks.ledger.receive import Decision
from workbooks.ledger.reissue import Reissue
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.open import open_ledger

DAY = dt.date(2026, 4, 1)
ALL = Decision(True, accept=True)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = open_ledger(tmp_path / "台帳.sqlite", create=True)
    receive.receive(made, report([completion(n) for n in range(1, 31)], "甲.xlsx"))
    return made


def states(ledger: Ledger) -> Counter[str]:
    with ledger.read() as connection:
        return Counter(connection.execute(select(tables.certificates.c.state)).scalars())


def test_a_row_pasted_into_another_report_takes_nobody_out(ledger: Ledger) -> None:
    other = report([completion(5), *(completion(n) for n in range(31, 60))], "乙.xlsx")
    for decision in (Decision(), Decision(replace=True), Decision(True, 29)):
        asked = receive.receive(ledger, other, decision)
        assert (asked.verdict, asked.replaced, asked.withdrawn) == ("question", (), 0)
        assert [(c.why, c.completion.number[-2:]) for c in asked.conflicts] == [("reported", "05")]
    assert receive.receive(ledger, other, ALL).verdict == "taken"
    assert states(ledger) == {"reported": 59} and verify.verify(ledger).faults == ()
    kept = find(ledger, "102502400005").entries[0]
    assert kept.source.startswith("甲.xlsx")  # says nothing new: the first report's row stays


def test_one_corrected_row_changes_one_row(ledger: Ledger) -> None:
    one = report([completion(5, address="高崎市1")], "一人.xlsx")
    assert receive.receive(ledger, one, Decision(replace=True)).verdict == "question"
    asked = receive.receive(ledger, one)
    assert [(d.what, d.column) for d in asked.differences] == [("変更", "住所")]
    assert receive.receive(ledger, one, Decision(accept=True, reason="転居届")).verdict == "taken"
    assert states(ledger) == {"reported": 30}
    assert [e.address for e in find(ledger, "102502400005").entries] == ["高崎市1"]
    said = [e.detail for e in history.history(ledger, "102502400005").events]
    assert any("転居届" in detail for detail in said) and verify.verify(ledger).faults == ()


@pytest.mark.parametrize(("listed", "verdict"), [(24, "correction"), (23, "question")])
def test_a_correction_lists_most_of_the_old_report(
    ledger: Ledger, listed: int, verdict: str
) -> None:
    new = [completion(n, address="高崎市1") for n in range(1, listed + 1)]
    assert receive.receive(ledger, report(new, "訂正.xlsx")).verdict == verdict


@pytest.mark.parametrize(
    ("withdraw", "verdict", "gone"),
    [(None, "correction", 0), (1, "correction", 0), (2, "taken", 2), (0, "taken", 0)],
)
def test_people_go_by_their_number_only(
    ledger: Ledger, withdraw: int | None, verdict: str, gone: int
) -> None:
    new = report([completion(n, address="高崎市1") for n in range(1, 29)], "訂正.xlsx")
    done = receive.receive(ledger, new, Decision(True, withdraw))
    assert done.verdict == verdict and states(ledger)["withdrawn"] == gone
    assert verify.verify(ledger).faults == ()


@pytest.mark.parametrize("way", ["old", "new", "without"])
def test_a_reissue_under_a_new_number_is_followed(ledger: Ledger, way: str) -> None:
    fresh = reissue.reissue(ledger, Reissue("102502400001", "紛失", DAY, new_number=True)).entry
    rest = [completion(n, address="高崎市1") for n in range(2, 31)]
    first = {
        "old": [completion(1, kana="ミホン イチコ")],
        "new": [completion(1, number=fresh.number, kana="ミホン イチコ")],
        "without": [],
    }[way]
    done = receive.receive(ledger, report([*first, *rest], "訂正.xlsx"), Decision(True, 0))
    assert done.verdict == "taken" and verify.verify(ledger).faults == ()
    assert states(ledger) == {"reported": 30, "replaced": 1}
    found = find(ledger, "102502400001")
    assert [e.number for e in found.entries] == [fresh.number] and fresh.number in found.answer
    assert find(ledger, fresh.number).entries[0].kana == ("ミホン イチコ" if first else "")
    again = receive.receive(ledger, report([*first, *rest], "訂正.xlsx"))
    assert again.verdict == "same"


def test_a_row_with_a_revoked_number_can_only_be_left_out(ledger: Ledger) -> None:
    reissue.revoke(ledger, reissue.Revocation("102502400003", "虚偽・不正の事実", DAY))
    new = report([completion(n, address="高崎市1") for n in range(1, 31)], "訂正.xlsx")
    assert receive.receive(ledger, new, ALL).verdict == "refused"
    out = Decision(True, left_out=frozenset(("102502400003",)))
    assert receive.receive(ledger, new, out).verdict == "taken"
    assert find(ledger, "102502400003").entries[0].state == "revoked"
    assert states(ledger) == {"reported": 29, "revoked": 1}
    assert verify.verify(ledger).faults == ()


def test_a_later_report_wins_over_the_name_of_a_reissue(ledger: Ledger) -> None:
    reissue.reissue(ledger, Reissue("102502400001", "紛失", DAY))
    reissue.reissue(ledger, Reissue("102502400002", "氏名変更", DAY, "新田　2子"))
    new = [completion(1, name="上原　千裕"), completion(2, address="高崎市1")]
    new += [completion(n) for n in range(3, 31)]
    assert receive.receive(ledger, report(new, "訂正.xlsx"), ALL).verdict == "taken"
    assert find(ledger, "102502400001").entries[0].name == "上原　千裕"  # corrected after it
    assert find(ledger, "102502400002").entries[0].name == "新田　2子"  # the old name again
    later = [completion(2, name="新井　2子"), *new[2:], new[0]]
    assert receive.receive(ledger, report(later, "再訂正.xlsx"), ALL).verdict == "taken"
    assert find(ledger, "102502400002").entries[0].name == "新井　2子"


def test_a_birth_date_alone_is_nobody(ledger: Ledger) -> None:
    given = numbers.allocate(ledger, [request(40)]).given[0].number
    born = dt.date(1980, 1, 1) + dt.timedelta(40)
    other = completion(77, number=given, name="全然　別子", birth_date=born)
    asked = receive.receive(ledger, report([other]), Decision(replace=True))
    assert asked.verdict == "question" and asked.conflicts[0].why == "doubt"
    stranger = completion(77, number=given, name="全然　別子")
    assert receive.receive(ledger, report([stranger]), ALL).verdict == "refused"


def test_a_reissue_is_recorded_once_and_dated_between_completion_and_today(ledger: Ledger) -> None:
    lost = Reissue("102502400001", "紛失", DAY, today=DAY)
    assert [reissue.reissue(ledger, lost).before for _ in range(2)] == [False, True]
    for wrong, words in ((dt.date(1999, 1, 1), "より前"), (dt.date(2099, 1, 1), "より先")):
        with pytest.raises(Problem, match=words):
            reissue.reissue(ledger, Reissue("102502400002", "紛失", wrong, today=DAY))
        with pytest.raises(Problem, match=words):
            reissue.revoke(ledger, reissue.Revocation("102502400002", "その他", wrong, today=DAY))
    assert states(ledger) == {"reported": 30}


def test_a_correction_is_decided_row_by_row(ledger: Ledger) -> None:
    """A changed row taken, one not, a new one, and of two people no longer listed one goes."""
    new = [completion(n) for n in range(1, 29)] + [completion(40)]
    for n in (3, 4):
        new[n - 1] = completion(n, address=f"高崎市{n}")
    corrected = report(new, "訂正.xlsx")
    asked = receive.receive(ledger, corrected)
    assert (asked.added, asked.changed, asked.withdrawn) == (1, 2, 2)
    rows = [list(map(str, row)) for row in imports.details([Imported("訂正.xlsx", asked)])]
    marks = {"03": "○", "04": "×", "40": "○", "29": "×"}

    def marked() -> Decision:
        return imports.decided([marks.get(r[2][-2:], ""), f"理由{r[2][-2:]}", *r] for r in rows)

    assert receive.receive(ledger, corrected, marked()).verdict == "correction"
    marks["30"] = "〇"
    done = receive.receive(ledger, corrected, marked())
    assert (done.verdict, done.withdrawn) == ("taken", 1)
    assert states(ledger) == {"reported": 30, "withdrawn": 1}
    addresses = {n: find(ledger, f"1025024000{n}").entries[0].address for n in ("03", "04")}
    assert addresses == {"03": "高崎市3", "04": "群馬県前橋市大手町4"}
    for n, what in (("03", "訂正を認める"), ("04", "この行は取り込まない"), ("29", "取り下げない")):
        said = [e.detail for e in history.history(ledger, f"1025024000{n}").events]
        assert any(what in detail and f"理由{n}" in detail for detail in said), said
    assert verify.verify(ledger).faults == ()
    assert receive.receive(ledger, corrected).verdict == "same"
