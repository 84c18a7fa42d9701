"""検証 against changes made behind the program's back: every one is seen, honest work never is."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import postgres
import psycopg
import pytest
from ledgers import completion, report, request
from sqlalchemy import select, update

from validators.problems import Problem
from workbooks.designations.coverage import Row
from workbooks.ledger import (
    designations,
    doubts,
    find,
    numbers,
    receive,
    reissue,
    restoration,
    sealing,
    verify,
)
from workbooks.ledger.receive import Decision
from workbooks.ledger.reissue import Reissue
from workbooks.ledger.store import audit, backup, key, seal
from workbooks.ledger.store import open as store
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.open import open_ledger

DAY = dt.date(2026, 4, 1)


def honest(place: Path) -> Ledger:
    """A year's work: something in every table."""
    ledger = open_ledger(place, create=True)
    rows = [
        Row(2, "研修会", "前橋市1", "027-1", (4,), dt.date(2025, 4, 1), (2026,), True),
        Row(3, "協会", "高崎市2", "027-2", (4, 7), dt.date(2024, 4, 1), (2025,), False),
    ]
    designations.take(ledger, 10, rows, DAY)
    first = [completion(n) for n in range(1, 13)]
    receive.receive(ledger, report(first, "甲.xlsx"))
    receive.receive(ledger, report([completion(1, kind=5)], "乙.xlsx"))
    receive.receive(ledger, report(first[:-1], "甲の訂正.xlsx"), Decision(True, 1))
    done = numbers.allocate(ledger, [request(n) for n in range(101, 106)])
    numbers.confirm(ledger, done)
    numbers.allocate(ledger, [request(n) for n in range(106, 108)])
    reissue.reissue(ledger, Reissue("102502400001", "氏名変更", DAY, "新田　1子"))
    reissue.reissue(ledger, Reissue("102502400002", "紛失", DAY, new_number=True))
    reissue.revoke(ledger, reissue.Revocation("102502400003", "虚偽・不正の事実", DAY))
    reissue.consent(ledger, "102502400004", False, DAY)
    doubts.decide(ledger, [("102502400004", "102502400005", "確認")], "other")
    changed = [completion(5, address="高崎市9"), completion(50)]
    receive.receive(ledger, report(changed, "丙.xlsx"), Decision(accept=True, reason="転居"))
    return ledger


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """A register, and the home folder of the clerk who made it."""
    home, place = tmp_path_factory.mktemp("clerk"), tmp_path_factory.mktemp("base") / "台帳.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "home", lambda: home)
        ledger = honest(place)
        store.restore(ledger, {"1026099": 7})
        assert verify.verify(ledger).faults == ()
        ledger.close()
    yield place, home


@pytest.fixture
def tampered(
    base: tuple[Path, Path], tmp_path: Path, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """The same register, to be changed; the clerk's PC knows it."""
    place, home = base
    own = shutil.copytree(home, tmp_path / "clerk")
    monkeypatch.setattr(Path, "home", lambda: own)
    shutil.copyfile(place, tmp_path / "台帳.sqlite")
    return tmp_path / "台帳.sqlite"


def faults(place: Path) -> tuple[str, ...]:
    ledger = open_ledger(place)
    try:
        return verify.verify(ledger).faults
    finally:
        ledger.close()


_ANY = "(SELECT min(id) FROM completions WHERE current)"
CHANGES = (
    # numbers
    "UPDATE certificates SET number='102601400077', sequence=77 WHERE number='102601400003'",
    "UPDATE certificates SET number='102601400088', sequence=88 WHERE number='102601400006'",
    "DELETE FROM certificates WHERE number='102601400005'",
    "DELETE FROM certificates WHERE number='102601400007'",
    "UPDATE certificates SET name_key='別人' WHERE number='102601400001'",
    "UPDATE certificates SET birth_date='1999-01-01' WHERE number='102601400002'",
    "UPDATE certificates SET registration='群馬県-999999' WHERE number='102502400007'",
    "UPDATE certificates SET state='given' WHERE number='102601400006'",
    "UPDATE certificates SET entry=1 WHERE number='102601400001'",
    "INSERT INTO certificates VALUES ('102601400099', 10, 99, 'given', '別人', NULL, '', 1)",
    # completions
    f"UPDATE completions SET name='別人' WHERE id={_ANY}",
    f"UPDATE completions SET name_key='X' WHERE id={_ANY}",
    f"UPDATE completions SET former_key='X' WHERE id={_ANY}",
    f"UPDATE completions SET kana_key='X' WHERE id={_ANY}",
    f"UPDATE completions SET employer_key='X' WHERE id={_ANY}",
    f"UPDATE completions SET municipality_code='112011' WHERE id={_ANY}",
    f"UPDATE completions SET place='名簿!K99' WHERE id={_ANY}",
    f"UPDATE completions SET consent=NULL WHERE id={_ANY}",
    # read as the same by Python, found by no search
    f"UPDATE completions SET consent=2 WHERE id={_ANY}",
    f"UPDATE completions SET birth_date='1980-1-2' WHERE id={_ANY}",
    "UPDATE completions SET consent='yes' WHERE consent",
    "UPDATE renewals SET valid=2 WHERE valid",
    "UPDATE reissues SET number=CAST(number AS BLOB)",
    "UPDATE revocations SET number=CAST(number AS BLOB)",
    "UPDATE audit SET at=CAST(at AS BLOB) WHERE id=(SELECT max(id) FROM audit)",
    "UPDATE audit SET mark=CAST(mark AS BLOB) WHERE id=3",
    "UPDATE audit SET mark='x' WHERE id=2",
    "UPDATE completions SET current=0 WHERE number='102502400006' AND current",
    "UPDATE completions SET current=1 WHERE number='102502400012'",
    "UPDATE completions SET name='別人' WHERE origin IS NOT NULL",
    "UPDATE completions SET birth_date='1999-01-01' WHERE origin IS NOT NULL",
    "UPDATE completions SET origin=NULL WHERE origin IS NOT NULL",
    "DELETE FROM completions WHERE number='102502400009'",
    # events
    "UPDATE reissues SET new_name='別　人' WHERE reason='氏名変更'",
    "UPDATE reissues SET issued_on='2020-01-01'",
    "DELETE FROM reissues WHERE reason='氏名変更'",
    "INSERT INTO reissues VALUES (9, '102502400008', '102502400008', '紛失', 'a', 'a', 'a',"
    " '2026-01-01', '', 1)",
    "DELETE FROM revocations",
    "UPDATE revocations SET reason='その他'",
    "UPDATE revocations SET note='済'",
    "INSERT INTO revocations VALUES ('102502400010', 'その他', '2026-01-01', '', 1)",
    "UPDATE consents SET agreed=1",
    "DELETE FROM consents",
    "UPDATE acceptances SET reason='別の理由'",
    "DELETE FROM acceptances",
    "UPDATE floors SET sequence=1",
    "UPDATE sameness SET verdict='same'",
    "DELETE FROM sameness",
    # agencies
    "UPDATE agencies SET name='別の会' WHERE number=2",
    "DELETE FROM agencies WHERE number=3",
    "INSERT INTO designations VALUES (10, 9, 1, '2025-04-01')",
    "DELETE FROM designations WHERE agency=3 AND kind=7",
    "UPDATE designations SET designated_on='2020-04-01' WHERE agency=2",
    "UPDATE renewals SET valid=1 WHERE agency=3",
    "DELETE FROM renewals",
    # reports
    "UPDATE reports SET file='別.xlsx' WHERE id=1",
    "UPDATE reports SET rows=3 WHERE id=1",
    "UPDATE reports SET replaced_by=NULL",
    "UPDATE reports SET content='x' WHERE id=1",
    # the chain and the register itself
    "UPDATE audit SET actor='other' WHERE id=2",
    "UPDATE audit SET at='2020-01-01T00:00:00+09:00' WHERE id=3",
    "UPDATE audit SET seal='' WHERE id=4",
    "DELETE FROM audit WHERE id=6",
    "UPDATE ledger SET seal='{}'",
    "UPDATE ledger SET moved_to='x'",
    "UPDATE ledger SET entries=3",
    # the form of the tables
    "DROP INDEX completions_current",
    "CREATE TRIGGER swallow BEFORE INSERT ON audit BEGIN SELECT RAISE(IGNORE); END",
    "CREATE TRIGGER quiet AFTER UPDATE ON completions BEGIN SELECT 1; END",
    "ALTER TABLE revocations ADD COLUMN undone INTEGER",
)


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_behind_the_programs_back_is_seen(tampered: Path, change: str) -> None:
    with closing(sqlite3.connect(tampered)) as connection, connection:
        cursor = connection.execute(change)
        assert cursor.rowcount != 0
    assert faults(tampered)


def _hashes(ledger: Ledger, line: int, values: dict[str, str]) -> None:
    """Rewrite a line and every hash after it, as somebody who knows the program could."""
    with ledger.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.execute(update(tables.audit).where(tables.audit.c.id == line).values(**values))
        before = audit.START
        query = select(tables.audit).order_by(tables.audit.c.id)
        for row in connection.execute(query).mappings().all():
            before = audit.digest(before, dict(row))
            own = tables.audit.c.id == row["id"]
            connection.execute(update(tables.audit).where(own).values(hash=before))
        connection.execute(update(tables.ledger).values(hash=before))


def _recomputed(place: Path, old: Path) -> None:
    _hashes(open_ledger(place), 2, {"actor": "other"})


def _forged(place: Path, old: Path) -> None:
    """A name changed, with report, seal and chain done anew."""
    ledger = open_ledger(place)
    with ledger.engine.connect().execution_options(writes=True) as connection, connection.begin():
        audit.lock(connection)
        name = {"kana": "ベツジン"}
        own = tables.completions.c.number == "102502400006"
        connection.execute(update(tables.completions).where(own).values(**name))
        end = dict(connection.execute(select(tables.ledger)).mappings().one())
        seal.renew(connection)
        sums = seal.current(connection)
        connection.execute(update(tables.ledger).values(seal=seal.written(sums)))
        seal.settled(connection)
        mark = f"{seal.digest(end, sums)}.{seal.shape(connection)}"
    _hashes(ledger, end["entries"], {"seal": mark})


def _cut(place: Path, old: Path) -> None:
    """The last line taken off and the end of the chain put right."""
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute("DELETE FROM floors")
        connection.execute("DELETE FROM audit WHERE id=(SELECT max(id) FROM audit)")
        line, chain = connection.execute(
            "SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1"
        ).fetchone()
        connection.execute("UPDATE ledger SET entries=?, hash=?", (line, chain))


def _rolled_back(place: Path, old: Path) -> None:
    shutil.copyfile(old, place)


@pytest.mark.parametrize("attack", [_recomputed, _forged, _cut, _rolled_back])
def test_what_a_forger_does_anew_is_seen_by_the_anchor(
    base: tuple[Path, Path], tampered: Path, tmp_path: Path, attack: Callable[[Path, Path], None]
) -> None:
    old = tmp_path / "前.sqlite"
    shutil.copyfile(tampered, old)
    ledger = open_ledger(tampered)
    numbers.allocate(ledger, [request(900)])
    ledger.close()
    attack(tampered, old)
    seen = faults(tampered)
    assert any("番より前の状態" in fault or "前に見たものと違い" in fault for fault in seen), seen


@pytest.mark.parametrize("rounds", [1, 2])
def test_honest_work_is_never_called_tampering(tmp_path: Path, rounds: int) -> None:
    ledger = honest(tmp_path / "台帳.sqlite")
    for n in range(rounds):
        day = DAY + dt.timedelta(n)
        name = f"改姓{n}　4子"
        reissue.reissue(ledger, Reissue("102502400004", "氏名変更", day, name))
        receive.receive(ledger, report([completion(n + 200)], f"追{n}.xlsx"))
        copy = tmp_path / f"控え{n}.sqlite"
        mark = backup.backup(ledger, copy)
        assert verify.verify(ledger, mark).faults == verify.verify(open_ledger(copy)).faults == ()
    assert verify.verify(open_ledger(ledger.path or "")).faults == ()
    assert any("控え番号" in fault for fault in verify.verify(ledger, "1-0000").faults)


def _keyed(place: Path) -> Ledger:
    """The register sealed with a key that only this user has."""
    ledger = open_ledger(place)
    sealing.make(ledger)
    return ledger


def _without_anchors() -> None:
    """As on another PC, which never saw the register."""
    for path in (Path.home() / ".careerup" / "anchors").iterdir():
        path.unlink()


@pytest.mark.parametrize("attack", [_recomputed, _forged])
def test_with_a_key_the_forger_who_does_the_sums_anew_is_seen_without_any_anchor(
    tampered: Path, monkeypatch: pytest.MonkeyPatch, attack: Callable[[Path, Path], None]
) -> None:
    _keyed(tampered).close()
    with monkeypatch.context() as forger:  # has the file and the program, not the key
        forger.setattr(key, "of", lambda end: str(end["identity"]).encode())
        attack(tampered, tampered)
    _without_anchors()
    assert faults(tampered)


def test_a_register_stripped_of_its_key_is_told_by_who_keeps_one(tampered: Path) -> None:
    _keyed(tampered).close()
    with closing(sqlite3.connect(tampered)) as connection, connection:
        connection.execute("UPDATE ledger SET key_id=''")
    assert any("封の鍵が" in fault for fault in faults(tampered))


def test_a_key_is_handed_on_and_without_it_nothing_is_written(
    tampered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = _keyed(tampered)
    sealing.give(ledger, tmp_path / "鍵")
    assert (tmp_path / "鍵").stat().st_mode & 0o777 == 0o600
    assert "鍵" in verify.verify(ledger).key and verify.verify(ledger).faults == ()
    numbers.allocate(ledger, [request(901)])
    other = tmp_path / "colleague"
    other.mkdir()
    monkeypatch.setattr(Path, "home", lambda: other)
    found = verify.verify(open_ledger(tampered))
    assert found.faults == () and "確かめていません" in found.key
    with pytest.raises(Problem, match="封の鍵がこの PC にありません"):
        numbers.allocate(ledger, [request(902)])
    with pytest.raises(Problem, match="封の鍵がこの PC にありません"):
        sealing.make(ledger)
    (tmp_path / "違う鍵").write_text("careerup-key AAAA", encoding="ascii")
    with pytest.raises(Problem, match="読めません"):
        sealing.take(ledger, tmp_path / "違う鍵")
    key.write(tmp_path / "別の鍵", key.make())
    with pytest.raises(Problem, match="この台帳の封の鍵では"):
        sealing.take(ledger, tmp_path / "別の鍵")
    sealing.take(ledger, tmp_path / "鍵")
    numbers.allocate(ledger, [request(902)])
    sealing.make(ledger)
    assert verify.verify(ledger).faults == ()
    monkeypatch.setenv(key.VARIABLE, str(tmp_path / "鍵"))
    (other / ".careerup" / "keys").rename(other / "gone")
    sealing.make(ledger, lost=True)
    assert verify.verify(ledger).faults == ()


def test_a_backup_from_before_the_key_is_sealed_with_it_when_it_is_made_live(
    tampered: Path, tmp_path: Path
) -> None:
    ledger = open_ledger(tampered)
    backup.backup(ledger, tmp_path / "控え.sqlite")
    sealing.make(ledger)
    copy = open_ledger(tmp_path / "控え.sqlite")
    store.restore(copy, {})
    found = verify.verify(copy)
    assert found.faults == () and "鍵がない" not in found.key


_ALTER = "ALTER TABLE {} {}"
_SERVER = (  # what is done to a table of the server, and how it is undone
    ("completions", "DISABLE TRIGGER ALL", "ENABLE TRIGGER ALL"),
    ("audit", "ENABLE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY"),
    ("acceptances", "ALTER reason TYPE varchar(900)", "ALTER reason TYPE text"),
    ("completions", "ALTER current SET DEFAULT false", "ALTER current DROP DEFAULT"),
    ("completions", "ALTER name DROP NOT NULL", "ALTER name SET NOT NULL"),
)


@pytest.mark.postgres
def test_what_the_server_keeps_of_a_table_is_part_of_its_shape(
    postgres_server: postgres.Server,
) -> None:
    place = postgres_server.database()
    ledger = honest(place)  # type: ignore[arg-type]
    assert verify.verify(ledger).faults == ()
    with psycopg.connect(place, autocommit=True) as server:
        for table, change, back in _SERVER:
            server.execute(_ALTER.format(table, change))
            assert verify.verify(ledger).faults, change
            server.execute(_ALTER.format(table, back))
            assert verify.verify(ledger).faults == (), back
        # a number that is none stops no question
        server.execute("SET session_replication_role = replica")
        server.execute("UPDATE completions SET number = 'Ｘ' WHERE id = 1")
    assert verify.verify(ledger).faults


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM ledger",
        "UPDATE ledger SET seal=seal||'x'",
        "UPDATE ledger SET seal='{\"floors\": 1}'",
        "UPDATE ledger SET seal=CAST(seal AS BLOB)",
        "UPDATE ledger SET identity='../../別人'",
        "UPDATE ledger SET identity=identity||char(0)",
        "UPDATE ledger SET entries='多数'",
        "UPDATE ledger SET role=CAST(role AS BLOB)",
    ],
)
def test_an_end_nobody_of_us_wrote_is_a_sentence(tampered: Path, change: str) -> None:
    with closing(sqlite3.connect(tampered)) as connection:
        connection.execute(change)
        connection.commit()
    with pytest.raises(Problem, match="末尾の記録が、この道具を通さずに変えられていて"):
        open_ledger(tampered)


def test_a_day_that_cannot_be_read_is_a_sentence(tampered: Path) -> None:
    with closing(sqlite3.connect(tampered)) as connection, connection:
        connection.execute("UPDATE completions SET birth_date='きのう'")
    with pytest.raises(Problem, match="読めない値") as caught:
        find.find(open_ledger(tampered), "美本")
    assert "きのう" not in str(caught.value)


def test_the_fault_names_the_number_the_line_and_the_clerk(tampered: Path) -> None:
    with closing(sqlite3.connect(tampered)) as connection, connection:
        connection.execute("DELETE FROM certificates WHERE number='102601400003'")
    said = [fault for fault in faults(tampered) if "102601400003" in fault]
    assert any("監査記録" in fault and audit.actor() in fault for fault in said), said


def test_the_rows_are_proposed_from_the_backup(tmp_path: Path) -> None:
    ledger = honest(tmp_path / "台帳.sqlite")
    backup.backup(ledger, tmp_path / "控え.sqlite")
    receive.receive(ledger, report([completion(300)], "後.xlsx"))  # honest, and not told
    copy = open_ledger(tmp_path / "控え.sqlite")
    assert restoration.differences(ledger, copy) == []
    with closing(sqlite3.connect(tmp_path / "台帳.sqlite")) as connection, connection:
        connection.execute("UPDATE revocations SET reason='その他'")
        connection.execute("DELETE FROM consents")
    said = restoration.differences(ledger, copy)
    assert (
        len(said) == 2 and "reason=虚偽・不正の事実" in said[0] and "「同意の変更」の 1" in said[1]
    )
    other = open_ledger(tmp_path / "別.sqlite", create=True)
    with pytest.raises(Problem, match="控えではありません"):
        restoration.differences(other, copy)
