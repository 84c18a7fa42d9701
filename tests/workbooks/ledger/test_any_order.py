"""Whatever clerks do and in whatever order: the register stays provable, a number never changes to
another life, nothing is half taken."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import completion, report, request
from sqlalchemy import select

from validators.problems import Problem
from workbooks.ledger import numbers, reissue
from workbooks.ledger import receive as intake
from workbooks.ledger import verify as proof
from workbooks.ledger.reissue import Reissue
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.open import open_ledger

DAY = dt.date(2026, 4, 1)
people = st.integers(1, 6)
sequence = st.integers(1, 6)
row = st.tuples(sequence, people)
actions = st.one_of(
    st.tuples(
        st.just("report"),
        st.lists(row, min_size=1, max_size=4, unique_by=lambda r: r[0]),
        st.booleans(),
        st.booleans(),
    ),
    st.tuples(
        st.just("number"), st.lists(people, min_size=1, max_size=3), st.booleans(), st.booleans()
    ),
    st.tuples(st.just("reissue"), sequence, st.sampled_from(["紛失", "氏名変更"]), st.booleans()),
    st.tuples(st.just("revoke"), sequence, st.just("その他"), st.just(True)),
)


@given(st.lists(actions, max_size=14))
@settings(max_examples=15, deadline=None)
def test_any_order_of_work_leaves_a_sound_register(
    tmp_path_factory: pytest.TempPathFactory, work: list[tuple[object, ...]]
) -> None:
    ledger = open_ledger(tmp_path_factory.mktemp("w") / "t.sqlite", create=True)
    ended: set[str] = set()  # went on under another number
    revoked: set[str] = set()
    seen: set[str] = set()
    for n, (what, about, first, second) in enumerate(work):
        number = f"1026014{about:05}" if isinstance(about, int) else ""
        try:
            if what == "report":
                own = report(
                    [completion(who, number=f"1026014{place:05}") for place, who in about],
                    f"{n}.xlsx",
                )  # type: ignore[attr-defined]
                said = intake.Decision(bool(first), 0, bool(second))
                done = intake.receive(ledger, own, said)
                assert not (done.verdict == "taken" and done.conflicts and not second) and not (
                    done.verdict == "taken" and done.replaced and not first
                )
                if done.verdict == "taken":
                    assert not revoked & {c.number for c in own.completions}
            elif what == "number":
                given_ = numbers.allocate(
                    ledger,
                    [request(who) for who in about],
                    accepted=dict.fromkeys(about if first else (), ""),
                )  # type: ignore[attr-defined, arg-type]
                assert not {g.number for g in given_.given if not g.again} & seen
                if second:
                    numbers.confirm(ledger, given_)
            elif what == "reissue":
                wanted = Reissue(
                    number,
                    str(first),
                    DAY,
                    f"改姓　{n}" if first == "氏名変更" else "",
                    new_number=bool(second),
                )
                fresh = reissue.reissue(ledger, wanted)
                ended |= {number} if second and not fresh.before else set()
                assert fresh.entry.number not in ended
            else:
                reissue.revoke(ledger, reissue.Revocation(number, str(first), DAY))
                revoked.add(number)
        except Problem as problem:
            assert str(problem).endswith("。")
        with ledger.read() as connection:
            stands = set(connection.execute(select(tables.certificates.c.number)).scalars())
        assert seen <= stands  # a number never goes away
        seen = stands
        found = proof.verify(ledger)
        assert found.faults == (), (what, found.faults)
