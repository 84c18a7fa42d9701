"""A register knows which one it is: live, copy or closed; put back to an earlier state it is told, and no number
comes twice."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from ledgers import completion, report, request

from validators.problems import Problem
from workbooks.ledger import completions, numbers, receive, verify
from workbooks.ledger.find import find
from workbooks.ledger.store import backup, engine, roles
from workbooks.ledger.store import open as store
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.open import open_ledger


def given(ledger: Ledger, *people: int) -> list[str]:
    wanted = [request(100 + n) for n in people]
    return [g.number[7:] for g in numbers.allocate(ledger, wanted).given]


def rules(ledger: Ledger) -> list[str]:
    return [rule for rule, _ in ledger.notes]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = open_ledger(tmp_path / "台帳.sqlite", create=True)
    receive.receive(made, report([completion(n) for n in range(1, 4)]))
    return made


def test_a_copy_is_for_reading_and_restored_it_goes_on_behind_the_last_number(
    ledger: Ledger, tmp_path: Path
) -> None:
    assert given(ledger, 1, 2) == ["00001", "00002"]
    backup.backup(ledger, tmp_path / "控え.sqlite")
    assert given(ledger, 3) == ["00003"]
    copy = open_ledger(tmp_path / "控え.sqlite")
    assert rules(copy) == ["register-copy-read"] and find(copy, "102502400001").entries
    for change in (
        lambda: given(copy, 4),
        lambda: receive.receive(copy, report([completion(9)])),
    ):
        with pytest.raises(Problem, match="控えです"):
            change()
    with pytest.raises(Problem, match="使っている台帳です"):
        store.restore(ledger, {})
    assert store.restore(copy, {"1026015": 7}) == {"1025024": 3, "1026014": 3, "1026015": 7}
    live = open_ledger(tmp_path / "控え.sqlite")
    assert live.notes == () and given(live, 4) == ["00004"]
    other = [g.number for g in numbers.allocate(live, [request(101, kind=5)]).given]
    assert other == ["102601500008"] and verify.verify(live).faults == ()


@pytest.mark.parametrize("how", ["put back", "put back and used"])
def test_a_register_put_back_is_told_and_gives_no_number_twice(
    ledger: Ledger, tmp_path: Path, how: str
) -> None:
    place = tmp_path / "台帳.sqlite"
    given(ledger, 1)
    shutil.copyfile(place, tmp_path / "前.sqlite")
    assert given(ledger, 2, 3) == ["00002", "00003"]
    given(ledger, 4)
    shutil.copyfile(tmp_path / "前.sqlite", place)
    if how == "put back and used":
        for n in range(10, 14):
            given(open_ledger(place), n)
    told = open_ledger(place)
    assert rules(told) == ["register-behind" if how == "put back" else "register-other"]
    assert verify.verify(told).faults
    assert given(told, 5)[0] > "00004"
    store.restore(told, {})
    sound = open_ledger(place)
    assert sound.notes == () and verify.verify(sound).faults == ()


def test_move_refuses_a_target_with_one_row_in_any_table(ledger: Ledger, tmp_path: Path) -> None:
    target = open_ledger(tmp_path / "先.sqlite", create=True)
    receive.receive(target, report([completion(n) for n in range(50, 80)]))
    with pytest.raises(Problem, match="既に記録があります"):
        backup.move(ledger, target)
    assert verify.verify(target).counts["completions"] == 30 and ledger.role == "live"
    with pytest.raises(Problem, match="同じ"):
        backup.move(ledger, ledger)


def test_after_a_move_only_one_of_the_two_goes_on(ledger: Ledger, tmp_path: Path) -> None:
    given(ledger, 1)
    target = open_ledger(tmp_path / "先.sqlite", create=True)
    backup.move(ledger, target)
    closed = open_ledger(tmp_path / "台帳.sqlite")
    assert rules(closed) == ["register-closed-read"] and closed.moved_to == "先.sqlite"
    with pytest.raises(Problem, match=r"先\.sqlite へ移して"):
        given(closed, 2)
    with pytest.raises(Problem, match="移して"):
        store.restore(closed, {})
    live = open_ledger(tmp_path / "先.sqlite")
    assert given(live, 2) == ["00002"] and live.notes == ()
    assert verify.verify(live).faults == verify.verify(closed).faults == ()


def test_a_damaged_register_makes_no_copy(ledger: Ledger, tmp_path: Path) -> None:
    receive.receive(ledger, report([completion(n, kind=5) for n in range(1, 400)]))
    place = tmp_path / "台帳.sqlite"
    with closing(sqlite3.connect(place)) as connection:
        page = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name='completions'"
        ).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with place.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\\xff" * size)
    with pytest.raises(Problem):
        backup.backup(ledger, tmp_path / "控え.sqlite")
    assert not (tmp_path / "控え.sqlite").exists()


def test_a_long_reader_lets_the_others_write(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "WAIT", 1)
    with ledger.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM certificates").scalar()
        done: list[str] = []
        clerk = threading.Thread(target=lambda: done.extend(given(ledger, 1)))
        clerk.start()
        clerk.join()
        after = connection.exec_driver_sql("SELECT count(*) FROM certificates").scalar()
    assert done == ["00001"] and before == after == 3


def test_a_register_nobody_has_open_is_one_file_and_a_copy_always_is(
    ledger: Ledger, tmp_path: Path
) -> None:
    with ledger.read() as connection:
        connection.exec_driver_sql("SELECT 1 FROM ledger")
        given(ledger, 1)
        backup.backup(ledger, tmp_path / "控え.sqlite")
        assert (tmp_path / "台帳.sqlite-wal").exists()  # the reader still sees what was before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["台帳.sqlite", "控え.sqlite"]
    header = (tmp_path / "控え.sqlite").read_bytes()[18:20]
    assert header == b"\x01\x01"  # no log of its own: it opens where nobody may write
    assert verify.verify(open_ledger(tmp_path / "控え.sqlite")).faults == ()


def test_a_register_swapped_while_it_is_written_to_is_told(ledger: Ledger, tmp_path: Path) -> None:
    place = tmp_path / "台帳.sqlite"
    shutil.copyfile(place, tmp_path / "別.sqlite")
    with pytest.raises(Problem, match="入れ替え"), ledger.write() as connection:
        from workbooks.ledger.store import audit

        audit.append(connection, "number", "")
        (tmp_path / "別.sqlite").replace(place)


@pytest.mark.postgres
def test_what_a_server_refuses_is_said_by_its_cause(postgres_server: object) -> None:
    url = postgres_server.database()  # type: ignore[attr-defined]
    for wrong, words in (
        (url.rpartition("/")[0] + "/no_such", "というデータベースがサーバーにありません"),
        (url.replace("clerk@", "nobody@"), "利用者の名前かパスワード"),
        ("postgresql://clerk@127.0.0.1:9/x", "つながりません"),
    ):
        with pytest.raises(Problem, match=words):
            open_ledger(wrong)


@pytest.mark.parametrize("text", ["群馬\x00県", "群馬_x0000_県", "群馬\ud800県"])
def test_what_one_engine_would_refuse_is_refused_with_its_cell(text: str) -> None:
    assert completions._UNSTORABLE.search(text)


@pytest.mark.postgres
def test_a_clerk_adds_and_a_reader_reads(postgres_server: object) -> None:
    import psycopg

    url = postgres_server.database()  # type: ignore[attr-defined]
    open_ledger(url, create=True).close()
    with psycopg.connect(url, autocommit=True) as owner:
        for _ in range(2):
            owner.execute(roles.sql())
        for name, role in (("tanaka", roles.CLERK), ("suzuki", roles.READER)):
            owner.execute(f"DROP ROLE IF EXISTS {name}; CREATE ROLE {name} LOGIN IN ROLE {role}")
    clerk = open_ledger(url.replace("clerk@", "tanaka@"))
    receive.receive(clerk, report([completion(n) for n in range(1, 4)]))
    receive.receive(clerk, report([completion(1)]), receive.Decision(True, accept=True))
    numbers.confirm(clerk, numbers.allocate(clerk, [request(101)]))
    assert verify.verify(clerk).faults == ()
    with psycopg.connect(url.replace("clerk@", "tanaka@"), autocommit=True) as direct:
        for forbidden in (
            "DELETE FROM audit",
            "UPDATE audit SET actor='x'",
            "DELETE FROM certificates",
            "UPDATE reissues SET note='x'",
            "UPDATE revocations SET note='x'",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                direct.execute(forbidden)
    reader = open_ledger(url.replace("clerk@", "suzuki@"))
    assert find(reader, "102502400002").entries and verify.verify(reader).faults == ()
    with pytest.raises(Problem, match="権限がありません"):
        given(reader, 5)
    with pytest.raises(Problem, match="権限がありません"):
        backup.backup(reader, Path("/nowhere/控え.sqlite"))
    with clerk.read() as connection:
        who = connection.exec_driver_sql("SELECT DISTINCT session FROM audit").scalars().all()
    assert who == ["tanaka"]
