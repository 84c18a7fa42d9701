"""The line to the server is cut, a clerk's PC falls silent, the server's disk is full: one sentence each, nothing
half-done, and nobody else waits for the dead."""

from __future__ import annotations

from collections.abc import Callable

import postgres
import psycopg
import pytest
from ledgers import completion, report, request
from sqlalchemy import event

from validators.problems import Problem
from workbooks.ledger import numbers, receive, verify
from workbooks.ledger.store import engine
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.open import open_ledger

pytestmark = pytest.mark.postgres
OWN = report([completion(n) for n in range(1, 60)])


@pytest.fixture
def place(postgres_server: postgres.Server) -> str:
    url = postgres_server.database()
    open_ledger(url, create=True).close()
    return url


def cut_after(ledger: Ledger, url: str, statements: int) -> Callable[[], None]:
    """The server ends the session after so many statements of it, as a router that forgets it does."""
    left = iter(range(statements))

    def cut(connection: object, cursor: object, *_: object) -> None:
        if next(left, None) is None:
            pid = cursor.connection.info.backend_pid  # type: ignore[attr-defined]
            with psycopg.connect(url, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", (pid,))

    event.listen(ledger.engine, "after_cursor_execute", cut)
    return lambda: event.remove(ledger.engine, "after_cursor_execute", cut)


@pytest.mark.parametrize("statements", [0, 1, 4, 8, 12])
def test_a_cut_line_leaves_nothing_half_done(place: str, statements: int) -> None:
    ledger = open_ledger(place)
    whole = cut_after(ledger, place, statements)
    with pytest.raises(Problem, match=r"途中で切れました.*二重になりません"):
        receive.receive(ledger, OWN)
    whole()
    found = verify.verify(ledger)
    assert found.faults == () and found.counts["completions"] == 0
    assert receive.receive(ledger, OWN).verdict == "taken"
    assert receive.receive(ledger, OWN).verdict == "same"
    assert verify.verify(ledger).faults == ()


def test_a_silent_writer_gives_its_lock_back(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A laptop that sleeps in the middle of an import: the server lets the next clerk in."""
    monkeypatch.setattr(engine, "_SILENT", 1)
    asleep = open_ledger(place)
    with pytest.raises(Problem, match="途中で切れました"), asleep.write() as connection:
        awake = open_ledger(place)
        given = numbers.allocate(awake, [request(1)]).given  # waits for the server's word alone
        assert [g.number for g in given] == ["102601400001"]
        connection.exec_driver_sql("SELECT 1")
    assert verify.verify(awake).faults == ()


def test_both_sides_give_up_a_dead_line(place: str) -> None:
    ledger = open_ledger(place)
    with ledger.read() as connection:
        for name, value in (
            ("idle_in_transaction_session_timeout", "1min"),
            ("lock_timeout", "1min"),
            ("tcp_keepalives_idle", "20"),
        ):
            assert connection.exec_driver_sql(f"SHOW {name}").scalar() == value, name
        raw = connection.connection.dbapi_connection
        parameters = raw.info.get_parameters()  # type: ignore[union-attr]
    assert (parameters["tcp_user_timeout"], parameters["keepalives_idle"]) == ("60000", "20")


def test_a_full_server_is_a_sentence_and_loses_nothing(place: str) -> None:
    ledger = open_ledger(place)
    with psycopg.connect(place, autocommit=True) as owner:
        owner.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$"
        )
        owner.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON completions EXECUTE FUNCTION full_disk()"
        )
        with pytest.raises(Problem, match="サーバーのディスクの空きが足りず"):
            receive.receive(ledger, OWN)
        owner.execute("DROP TRIGGER full_disk ON completions")
    assert verify.verify(ledger).counts["certificates"] == 0
    assert receive.receive(ledger, OWN).verdict == "taken"
