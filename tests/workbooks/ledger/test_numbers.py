"""付番 on both engines: next free numbers, taken up again, asked where a person holds one, refused
at the end, never doubled."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import os
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import clerk_at_work, completion, report, request

from validators.person import person
from validators.problems import Problem
from workbooks.ledger import numbers, reissue
from workbooks.ledger import receive as intake
from workbooks.ledger import verify as proof
from workbooks.ledger.store import audit, seal
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.open import open_ledger
from workbooks.ledger.store.schema import certificates


@pytest.fixture
def ledger(place: str) -> Ledger:
    return open_ledger(place, create=True)


def given_to(done: numbers.Allocation) -> list[str]:
    return [g.number for g in done.given]


def up_to(ledger: Ledger, number: str) -> None:
    """The sequence stands at this number."""
    with ledger.write() as connection:
        entry = audit.append(connection, "number", number)
        row = {
            "number": number,
            "prefecture": int(number[:2]),
            "sequence": int(number[7:]),
            "state": "given",
            "name_key": "?",
            "registration": "",
            "entry": entry,
        }
        seal.insert(connection, certificates, [row])


def test_dry_run_then_numbers_then_confirmed(ledger: Ledger) -> None:
    wanted = [request(1), request(2), request(3, kind=7)]
    shown = numbers.allocate(ledger, wanted, dry_run=True)
    assert (
        given_to(shown) == ["102601400001", "102601400002", "102601700001"]
        and shown.dry_run
        and numbers.reserved(ledger) == []
    )
    done = numbers.allocate(ledger, wanted)
    assert given_to(done) == given_to(shown) and [
        r.number for r in numbers.reserved(ledger)
    ] == sorted(given_to(done))
    assert (
        numbers.confirm(ledger, done) == 3
        and numbers.confirm(ledger, done) == 0
        and numbers.reserved(ledger) == []
    )
    assert proof.verify(ledger).faults == () and proof.verify(ledger).waiting == 3


def test_a_reserved_number_is_taken_up_again_by_the_same_person_only(ledger: Ledger) -> None:
    first = numbers.allocate(ledger, [request(1), request(2)])
    again = numbers.allocate(ledger, [request(9), request(2), request(1)])
    assert given_to(again) == ["102601400003", *reversed(given_to(first))] and [
        g.again for g in again.given
    ] == [False, True, True]
    other_field = numbers.allocate(ledger, [request(1, kind=5)])
    assert given_to(other_field) == ["102601500001"]


def test_who_holds_the_field_stands_twice_or_is_unknown_is_asked(ledger: Ledger) -> None:
    intake.receive(ledger, report([completion(1)]))
    registered = replace(request(5), person=person("別名　五子", None, "群馬県-000001"))
    nameless = replace(request(6), person=person("美本　6子", None, "000006"))
    asked = numbers.allocate(
        ledger, [request(1), request(2), replace(request(2), row=22), registered, nameless]
    )
    assert given_to(asked) == ["102601400001"] and {
        (q.wanted.row, q.why) for q in asked.not_numbered
    } == {
        (1, "held"),
        (22, "twice"),
        (5, "held"),
        (6, "unknown"),
    }
    assert "102502400001（報告.xlsx 名簿!K5" in next(
        q.text for q in asked.not_numbered if q.why == "held"
    )
    done = numbers.allocate(ledger, [request(1), nameless], accepted={1: "確認済み", 6: ""})
    assert given_to(done) == ["102601400002"] and [q.why for q in done.not_numbered] == ["unknown"]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [("series", "102601400002"), ("agency-year", "102601400006"), ("ever", "102601400010")],
)
def test_scope_of_the_sequence(ledger: Ledger, scope: numbers.Scope, expected: str) -> None:
    for number in ("102601400001", "102601500005", "102502400009", "112601400050"):
        up_to(ledger, number)
    assert given_to(numbers.allocate(ledger, [request(1)], scope=scope)) == [expected]


def test_after_99999_nothing_is_given_to_anybody(ledger: Ledger) -> None:
    up_to(ledger, "102601499998")
    with pytest.raises(Problem, match=r"99999 を超えます.*何も付番していません"):
        numbers.allocate(ledger, [request(1), request(2), request(3, kind=1)])
    assert numbers.reserved(ledger) == [] and given_to(numbers.allocate(ledger, [request(1)])) == [
        "102601499999"
    ]
    with pytest.raises(Problem, match="99"):
        numbers.allocate(ledger, [request(1, agency=100)])


def test_a_revoked_number_stays_used_and_its_person_may_complete_again(ledger: Ledger) -> None:
    done = numbers.allocate(ledger, [request(1)])
    reissue.revoke(
        ledger, reissue.Revocation(given_to(done)[0], "書き損じ・重複", dt.date(2026, 4, 1))
    )
    assert given_to(numbers.allocate(ledger, [request(1), request(2)])) == [
        "102601400002",
        "102601400003",
    ]
    assert (
        numbers.gaps(ledger, [request(1)])[0] == "1026014-00001 は取消済みです。"
        and proof.verify(ledger).faults == ()
    )


def test_gaps_are_named(ledger: Ledger) -> None:
    for number in ("102601400003", "102601400004", "102601400006"):
        up_to(ledger, number)
    assert numbers.gaps(ledger, [request(1)]) == [
        "1026014-00001〜00002 は台帳で付番していません。",
        "1026014-00005 は台帳で付番していません。",
    ]
    numbers.allocate(ledger, [request(1)])
    assert numbers.gaps(ledger, [request(1)])[2:] == ["1026014-00007 は予約中です。"]


@given(st.lists(st.tuples(st.integers(1, 12), st.sampled_from([1, 4]), st.booleans()), max_size=30))
@settings(max_examples=12, deadline=None)
def test_whatever_is_asked_no_number_is_doubled_and_none_left_out(
    tmp_path_factory: pytest.TempPathFactory, wanted: list[tuple[int, int, bool]]
) -> None:
    ledger = open_ledger(tmp_path_factory.mktemp("n") / "t.sqlite", create=True)
    owner: dict[str, tuple[int, int]] = {}
    for n, kind, save in wanted:
        done = numbers.allocate(ledger, [request(n, kind)])
        for g in done.given:
            assert owner.setdefault(g.number, (n, kind)) == (n, kind)
        if save:
            numbers.confirm(ledger, done)
    for kind in (1, 4):
        own = sorted(int(x[7:]) for x in owner if x[6] == str(kind))
        assert (
            own
            == list(range(1, len(own) + 1))
            == list(range(1, len({n for n, k, _ in wanted if k == kind}) + 1))
        )
    assert proof.verify(ledger).faults == ()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="fork は POSIX だけ")
def test_eight_clerks_at_once_get_different_numbers_without_a_gap(place: str) -> None:
    """CAREERUP_CLERK_NUMBERS=1000 for the full count; the plain run asks for fewer each. All eight
    open, and make, the register themselves."""
    each = int(os.environ.get("CAREERUP_CLERK_NUMBERS", "25"))
    here = multiprocessing.get_context("fork")
    start, done = here.Barrier(8), here.Queue()

    def clerk(number: int) -> None:
        start.wait(60)
        done.put(clerk_at_work(place, number, each))

    clerks = [here.Process(target=clerk, args=(c,)) for c in range(8)]
    for one in clerks:
        one.start()
    results = [done.get(timeout=1200) for _ in clerks]
    for one in clerks:
        one.join()
    assert len({process for process, _ in results}) == 8
    assert sorted(number for _, numbers_ in results for number in numbers_) == [
        f"1026014{n:05}" for n in range(1, 8 * each + 1)
    ]
    assert proof.verify(open_ledger(place)).faults == ()
