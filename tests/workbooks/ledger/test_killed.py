"""kill -9 after the n-th statement of imports, corrections and numberings: after it nothing is half-done
and ``verify`` passes."""

from __future__ import annotations

import os
import random
import re
import signal
import threading
from pathlib import Path

import postgres
import pytest
from ledgers import completion, report, request
from sqlalchemy import Engine, event, func, select

from validators.problems import Problem
from workbooks.ledger import numbers
from workbooks.ledger import receive as intake
from workbooks.ledger import verify as proof
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.open import open_ledger

KILLS = int(os.environ.get("CAREERUP_KILLS", "15"))  # 100 for the full count

# from the first statement of an import to the middle of a later round's numbering
STATEMENTS = (1, 3, 7, 12, 18, 25, 33, 42, 52, 63, 75, 88, 102, 117, 133)


def killed_after(statements: int) -> None:
    """This process kills itself (kill -9) when it has sent so many statements to the register: no clock, no chance."""
    left = iter(range(statements))

    def count(*_: object) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "after_cursor_execute", count)


def work(place: str, round_: int) -> None:
    """What a clerk does, over and over, until killed."""
    ledger = open_ledger(place)
    for n in range(1, 10_000):
        year, start = 20 + round_ % 6, round_ * 10_000 + n * 40
        own = [
            completion(
                start + i,
                number=f"10{year}{2 + round_ // 6:02}{1 + n % 8}{n * 40 // 8 * 8 % 99000 + i:05}",
                kind=1 + n % 8,
            )
            for i in range(1, 41)
        ]
        intake.receive(ledger, report(own, f"{round_}-{n}.xlsx"), intake.Decision(accept=True))
        intake.receive(
            ledger, report(own[:-1], f"{round_}-{n}訂正.xlsx"), intake.Decision(True, 1, True)
        )
        done = numbers.allocate(
            ledger,
            [request(start + i) for i in range(20)],
            accepted=dict.fromkeys(range(start, start + 20), ""),
        )
        numbers.confirm(ledger, done)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 は POSIX だけ")
def test_killed_in_the_middle_nothing_is_half_done(place: str, tmp_path: Path) -> None:
    ledger = open_ledger(place, create=True)
    done = 0
    for round_ in range(KILLS):
        child = os.fork()
        if child == 0:
            try:
                killed_after(STATEMENTS[round_ % len(STATEMENTS)])
                work(place, round_)
            finally:
                os._exit(1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
        found = proof.verify(ledger)
        assert found.faults == (), found.faults
        assert found.counts["audit"] >= done  # what was done before is still there
        done = found.counts["audit"]
    assert done > 0  # some were killed between two changes of which the first stands
    with ledger.read() as connection:
        numbered = select(tables.audit.c.id, tables.audit.c.detail).where(
            tables.audit.c.action == "number"
        )
        per_entry = dict(
            connection.execute(
                select(tables.certificates.c.entry, func.count()).group_by(
                    tables.certificates.c.entry
                )
            ).all()
        )
        for entry, detail in connection.execute(numbered):
            assert int(re.search(r"（(\d+) 件", detail)[1]) == per_entry[entry]  # type: ignore[index]
    numbers.allocate(ledger, [request(1)])
    if not place.startswith("postgresql"):
        assert [p.name for p in tmp_path.iterdir()] == ["台帳.sqlite"]  # no journal stays behind


@pytest.mark.postgres
def test_the_server_crashes_in_the_middle_and_the_clerk_does_it_again(
    postgres_server: postgres.Server,
) -> None:
    """What was done before the crash is not done twice; what was not is as if never begun."""
    place = postgres_server.database()
    ledger = open_ledger(place, create=True)
    for round_ in range(max(2, KILLS // 10)):
        own = [
            report(
                [
                    completion(n, number=f"1025{round_ + 2:02}4{n:05}")
                    for n in range(first, first + 30)
                ],
                f"{round_}-{first}.xlsx",
            )
            for first in range(1, 1201, 30)
        ]
        people = [request(round_ * 10_000 + n) for n in range(40)]
        crash = threading.Timer(random.Random(round_).uniform(0.1, 0.5), postgres_server.crash)
        crash.start()
        with pytest.raises(Problem, match=r"途中で切れました.*二重になりません|つながりません"):
            for n, one in enumerate(own * 100):
                intake.receive(ledger, one, intake.Decision(accept=True))
                numbers.allocate(
                    ledger, people[n % 40 : n % 40 + 1], accepted={r.row: "" for r in people}
                )
        crash.join()
        postgres_server.start()
        assert proof.verify(ledger).faults == ()
        assert {
            intake.receive(ledger, one, intake.Decision(accept=True)).verdict for one in own
        } <= {
            "taken",
            "same",
        }
    found = proof.verify(ledger)
    assert (
        found.faults == ()
        and found.counts["reports"] == 40 * (round_ + 1)
        and found.counts["completions"] == 1200 * (round_ + 1)
    )
