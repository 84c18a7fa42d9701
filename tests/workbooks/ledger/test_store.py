"""Opening, upgrading, copying, moving and proving a register, and what is said when it cannot be."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from ledgers import completion, number_row, report, request
from sqlalchemy import MetaData, event, insert, select, update

from validators.problems import Problem
from workbooks.ledger import numbers, reissue, taking
from workbooks.ledger import receive as intake
from workbooks.ledger import verify as proof
from workbooks.ledger.find import find
from workbooks.ledger.matching import count
from workbooks.ledger.reissue import Reissue
from workbooks.ledger.store import audit, location
from workbooks.ledger.store import backup as copies
from workbooks.ledger.store import engine as store
from workbooks.ledger.store import migrate as upgrade
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.open import open_ledger


def filled(place: str | Path, rows: int = 20) -> Ledger:
    """A register with something of everything."""
    ledger = open_ledger(place, create=True)
    intake.receive(ledger, report([completion(n) for n in range(1, rows + 1)], "甲.xlsx"))
    intake.receive(
        ledger,
        report([completion(n) for n in range(1, rows)], "甲の訂正.xlsx"),
        intake.Decision(True, 1),
    )
    numbers.confirm(ledger, numbers.allocate(ledger, [request(n) for n in range(101, 104)]))
    reissue.reissue(ledger, Reissue("102502400001", "氏名変更", dt.date(2026, 4, 1), "新田　1子"))
    reissue.reissue(ledger, Reissue("102502400002", "紛失", dt.date(2026, 4, 1), new_number=True))
    reissue.revoke(ledger, reissue.Revocation("102502400003", "その他", dt.date(2026, 4, 1)))
    return ledger


def counts(ledger: Ledger) -> dict[str, int]:
    with ledger.read() as connection:
        return {name: count(connection, tables.metadata.tables[name]) for name in tables.NAMES}


def test_the_migrations_make_the_tables_of_today(place: str) -> None:
    ledger = open_ledger(place, create=True)
    with ledger.read() as connection:
        found = compare_metadata(
            MigrationContext.configure(connection, opts={"version_table": upgrade.VERSION_TABLE}),
            tables.metadata,
        )
        # of what an index is computed by, the schema says nothing
        own = ["completions_letters"] if ledger.path is None else []
        assert [made.name for _, made in found] == own
        assert upgrade.revision(connection) == tables.REVISIONS[-1]
    scripts = ScriptDirectory(str(Path(upgrade.__file__).with_name("migrations")))
    assert [r.revision for r in scripts.walk_revisions()][::-1] == list(tables.REVISIONS)


def old_register(place: str) -> Ledger:
    """As the first version made and filled it."""
    url, path = location.url_of(place)
    if path:
        path.touch()
    ledger = Ledger(store.engine(url), "台帳", path)
    with ledger.engine.connect().execution_options(writes=True) as connection, connection.begin():
        upgrade.migrate(connection, "v0001")
        shape = MetaData()
        shape.reflect(connection)
        t = shape.tables
        own = [completion(n) for n in range(1, 4)]
        line = {
            "id": 1,
            "at": "2025-12-01T00:00:00+00:00",
            "actor": "clerk",
            "action": "import",
            "detail": f"内容 {report(own).content}",
            "reason": "",
        }
        line["hash"] = upgrade_digest(line)
        connection.execute(insert(t["audit"]), line)
        connection.execute(update(t["ledger"]).values(entries=1, hash=line["hash"]))
        connection.execute(
            insert(t["reports"]),
            {"id": 1, "content": report(own).content, "file": "旧.xlsx", "rows": 3, "entry": 1},
        )
        for c in own:
            connection.execute(
                insert(t["certificates"]),
                number_row(c),
            )
            connection.execute(
                insert(t["completions"]),
                {k: v for k, v in taking.row_of(c, 1).items() if k in t["completions"].c},
            )
    return ledger


def upgrade_digest(line: dict[str, object]) -> str:
    from workbooks.ledger.store import audit

    return audit.digest(audit.START, line)


def test_an_older_register_is_migrated_after_a_backup(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    old_register(place).close()
    ledger = open_ledger(place)
    assert len(find(ledger, "みほん3保育園").entries) == 1 and proof.verify(ledger).faults == ()
    (kept,) = [*tmp_path.glob("台帳_v0001_*.sqlite"), *(tmp_path / ".careerup").glob("*.sqlite")]
    with sqlite3.connect(kept) as copy:
        assert copy.execute("SELECT version_num FROM ledger_version").fetchall() == [("v0001",)]
        assert copy.execute("SELECT count(*) FROM completions").fetchone() == (
            3,
        ) and "employer_key" not in str(copy.execute("PRAGMA table_info(completions)").fetchall())
    copy.close()
    assert (
        len(find(open_ledger(kept), "みほん3保育園").entries) == 1
    )  # the backup itself is a register that opens


def test_a_migration_that_fails_leaves_the_old_register(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from workbooks.ledger.store.migrations.versions import v0002_facilities

    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    ledger = old_register(place)
    with monkeypatch.context() as fails, pytest.raises(ZeroDivisionError):
        fails.setattr("validators.values.names.name_key", lambda text: 1 // 0)
        open_ledger(place)
    with ledger.read() as connection:
        assert upgrade.revision(connection) == "v0001"
    assert open_ledger(place) and v0002_facilities.down_revision == "v0001"


def test_newer_foreign_missing_and_wrong_registers_are_refused(tmp_path: Path) -> None:
    newer = tmp_path / "台帳.sqlite"
    ledger = filled(newer)
    with ledger.write() as connection:
        connection.execute(upgrade.version_table.update().values(version_num="v9999"))
    before = newer.read_bytes()
    with pytest.raises(Problem, match="新しい版"):
        open_ledger(newer, create=True)
    assert newer.read_bytes() == before and [p.name for p in tmp_path.iterdir()] == ["台帳.sqlite"]
    other, roster, text = tmp_path / "other.sqlite", tmp_path / "名簿.xlsx", "mysql://h/d"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE x (y)")
    connection.close()
    roster.write_bytes(b"PK\x03\x04" + bytes(4000))
    for where, words in (
        (other, "台帳でない表"),
        (roster, "台帳のファイルではありません"),
        (tmp_path / "none.sqlite", "がありません"),
        (text, "postgresql://"),
        (tmp_path, "フォルダー"),
        (tmp_path / "no" / "x.sqlite", "がありません"),
    ):
        with pytest.raises(Problem, match=words) as refused:
            open_ledger(where)
        assert str(refused.value).endswith("。") and "sqlite3" not in str(refused.value)
    with pytest.raises(Problem, match="作れません"):
        open_ledger(tmp_path / "no" / "x.sqlite", create=True)
    with pytest.raises(Problem, match="つながりません") as refused:
        open_ledger("postgresql://clerk:secret@127.0.0.1:9/ledger")
    assert "secret" not in str(refused.value) and "127.0.0.1/ledger" in str(refused.value)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("C:\\Users\\x\\OneDrive - 群馬県\\台帳\\台帳.sqlite", "OneDrive"),
        ("C:\\Users\\x\\OneDrive\\台帳.sqlite", "OneDrive"),
        ("D:\\Dropbox (個人)\\台帳.sqlite", "Dropbox"),
        ("C:\\Users\\x\\Box\\台帳.sqlite", "Box"),
        ("D:\\DirectCloud\\台帳\\台帳.sqlite", "DirectCloud"),
        ("D:\\box\\台帳.sqlite", ""),
        ("D:\\OneDriver\\台帳.sqlite", ""),
        ("D:\\台帳\\OneDrive.sqlite", ""),
        ("/home/x/台帳.sqlite", ""),
    ],
)
def test_folders_that_are_copied_to_other_pcs_are_known(path: str, name: str) -> None:
    assert location.synced_folder(path) == (f"同期フォルダー（{name}）" if name else "")


def test_a_renamed_folder_of_onedrive_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OneDriveCommercial", "C:\\県庁")
    assert "OneDrive" in location.synced_folder("C:\\県庁\\台帳.sqlite")
    with pytest.raises(Problem, match="同期フォルダー"):
        location.url_of("/data/Dropbox/台帳.sqlite")


@pytest.mark.parametrize(
    ("path", "share"),
    [
        (r"\\server\share\台帳.sqlite", "共有フォルダー"),
        (r"\\?\UNC\server\share\台帳.sqlite", "共有フォルダー"),
        ("//server/share/台帳.sqlite", "共有フォルダー"),
        (r"Z:\課\台帳.sqlite", "ネットワークドライブ Z: "),
        (r"C:\課\台帳.sqlite", ""),
        (r"\\?\C:\台帳.sqlite", ""),
        ("/home/clerk/台帳.sqlite", ""),
        ("z:/台帳.sqlite", "ネットワークドライブ z: "),
    ],
)
def test_network_shares_are_known(path: str, share: str) -> None:
    assert location.network_share(path, lambda root: 4 if root.upper() == "Z:\\" else 3) == share


def test_a_share_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "network_share", lambda path: "ネットワークドライブ Z: ")
    with pytest.raises(Problem, match=r"Z: にあります。.*番号が重なる.*postgresql://.*ledger move"):
        open_ledger("Z:/台帳.sqlite", create=True)


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "台帳.sqlite")
    copies.backup(ledger, tmp_path / "控え.sqlite")
    assert {stat.S_IMODE(p.stat().st_mode) for p in tmp_path.iterdir()} == {0o600} and len(
        list(tmp_path.iterdir())
    ) == 2  # no journal is left


def test_backup_while_somebody_writes_and_moving_there_and_back(
    place: str, tmp_path: Path, postgres_or_none: str
) -> None:
    ledger = filled(place)
    stop = threading.Event()

    def clerk() -> None:
        n = 1000
        while not stop.is_set():
            n += 1
            numbers.allocate(ledger, [request(n)])

    at_work = threading.Thread(target=clerk)
    at_work.start()
    try:
        for n in range(3):
            copies.backup(ledger, tmp_path / f"控え{n}.sqlite")
    finally:
        stop.set()
        at_work.join()
    taken = [counts(open_ledger(tmp_path / f"控え{n}.sqlite"))["certificates"] for n in range(3)]
    assert taken == sorted(taken) and all(
        proof.verify(open_ledger(tmp_path / f"控え{n}.sqlite")).faults == () for n in range(3)
    )
    with pytest.raises(Problem, match="既にあります"):
        copies.backup(ledger, tmp_path / "控え0.sqlite")
    target = open_ledger(postgres_or_none or tmp_path / "先.sqlite", create=True)
    before = sum(counts(ledger).values())
    assert (
        copies.move(ledger, target) == before
        and counts(target) == counts(ledger)
        and proof.verify(target).faults == ()
    )
    assert (
        intake.receive(target, report([completion(n, kind=5) for n in range(1, 4)])).verdict
        == "taken"
    )  # ids go on
    with pytest.raises(Problem, match="へ移してあります"):
        copies.move(ledger, target)
    with pytest.raises(Problem, match="へ移してあります"):
        numbers.allocate(ledger, [request(5000)])
    other = filled(tmp_path / "ほか.sqlite")
    with pytest.raises(Problem, match=r"既に記録.*監査記録"):
        copies.move(other, target)
    assert find(other, "102502400005").entries
    back = open_ledger(tmp_path / "戻し.sqlite", create=True)
    copies.move(target, back)
    assert proof.verify(back).faults == () and counts(back) == counts(target)


@pytest.fixture
def postgres_or_none(request: pytest.FixtureRequest) -> str:
    import postgres

    return request.getfixturevalue("postgres_server").database() if postgres.binaries() else ""


TAMPERED = {
    "UPDATE completions SET name='別人' WHERE id=25": "取り込んだあとで変えられ",
    "DELETE FROM completions WHERE number='102502400005'": "修了の記録がありません",
    "UPDATE audit SET actor='other' WHERE id=2": "監査記録の 2 番",
    "DELETE FROM audit WHERE id=4": "4 番が欠けて",
    "DELETE FROM audit WHERE id=7": "終わりが",
    "UPDATE certificates SET state='revoked' WHERE number='102502400006'": "取消の記録",
    "DELETE FROM revocations": "取消の記録",
    "UPDATE certificates SET sequence=9 WHERE number='102502400001'": "桁と控え",
    "UPDATE certificates SET state='withdrawn' WHERE number='102502400007'": "有効でない",
    "DELETE FROM reissues": "再交付の記録",
    "UPDATE reports SET content='x' WHERE id=1": "実績報告 1 番",
}


@pytest.mark.parametrize("change", TAMPERED)
def test_verify_names_what_was_tampered_with(tmp_path: Path, change: str) -> None:
    ledger = filled(tmp_path / "t.sqlite")
    assert proof.verify(ledger).faults == ()
    with sqlite3.connect(tmp_path / "t.sqlite") as connection:
        assert connection.execute(change).rowcount >= 1
    connection.close()
    assert any(TAMPERED[change] in fault for fault in proof.verify(ledger).faults), proof.verify(
        ledger
    ).faults


def test_a_full_disk_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "t.sqlite")
    before = counts(ledger)
    event.listen(
        ledger.engine, "connect", lambda raw, _: raw.execute("PRAGMA max_page_count=1")
    )  # SQLite's own limit: the file may not grow
    with pytest.raises(Problem, match=r"空きが足りず.*前のまま"):
        intake.receive(ledger, report([completion(n, kind=6) for n in range(1, 3000)]))
    assert counts(ledger) == before and proof.verify(ledger).faults == ()


@pytest.mark.skipif(os.name != "posix", reason="POSIX の権限")
def test_a_read_only_file_can_be_read_and_writing_is_a_sentence(tmp_path: Path) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        ledger = filled(Path(folder) / "t.sqlite")
        Path(folder).chmod(0o555)
        ledger.path.chmod(0o444)  # type: ignore[union-attr]
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)  # the superuser may write everything
        try:
            assert find(ledger, "102502400005").entries
            with pytest.raises(Problem, match="読み取り専用"):
                numbers.allocate(ledger, [request(500)])
            with pytest.raises(Problem, match="読み取り専用"):
                intake.receive(ledger, report([completion(9, kind=6)]))
        finally:
            if root:
                os.seteuid(0)
            Path(folder).chmod(0o755)
        assert proof.verify(ledger).faults == ()


def test_a_register_in_use_is_waited_for_and_then_named(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(place).close()
    monkeypatch.setattr(store, "WAIT", 1)
    one, two = open_ledger(place), open_ledger(place)
    with one.write(), pytest.raises(Problem, match="使っている最中"):
        numbers.allocate(two, [request(500)])
    assert len(numbers.allocate(two, [request(500)]).given) == 1


def test_no_data_of_anybody_stands_in_an_error(tmp_path: Path) -> None:
    ledger = filled(tmp_path / "t.sqlite")
    with pytest.raises(Problem) as refused, ledger.write() as connection:
        connection.execute(
            insert(tables.certificates),
            {
                "number": "102502400001",
                "prefecture": 10,
                "sequence": 1,
                "state": "given",
                "name_key": "秘密",
                "registration": "",
                "entry": 1,
            },
        )
    assert (
        "秘密" not in str(refused.value)
        and refused.value.__cause__ is None
        and refused.value.__suppress_context__
    )
    with ledger.read() as connection:
        assert (
            connection.execute(
                select(tables.certificates.c.state).where(
                    tables.certificates.c.number == "102502400001"
                )
            ).scalar_one()
            == "reported"
        )


def test_no_sql_is_built_from_text() -> None:
    """Every raw statement in the room is a constant; all else is SQLAlchemy's expressions with bound parameters."""
    import ast

    raw = 0
    for path in Path(store.__file__).parents[1].rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (
                getattr(node.func, "attr", "") or getattr(node.func, "id", "")
            ) in ("text", "literal_column", "exec_driver_sql", "DDL"):
                raw += 1
                argument = node.args[0]
                parts = (
                    [argument.body, argument.orelse]
                    if isinstance(argument, ast.IfExp)
                    else [argument]
                )
                assert all(
                    isinstance(a, ast.Constant) or (isinstance(a, ast.Name) and a.id.isupper())
                    for a in parts
                ), f"{path.name}:{node.lineno}"
    assert raw > 8


def test_without_the_postgres_driver_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    with pytest.raises(Problem, match=r"careerup\[postgres\]"):
        open_ledger("postgresql://clerk@127.0.0.1:9/ledger")


@pytest.mark.parametrize("put_back", [True, False])
def test_the_log_of_a_replaced_register_is_not_played_into_the_other(
    tmp_path: Path, put_back: bool
) -> None:
    place, other = tmp_path / "台帳.sqlite", tmp_path / "別.sqlite"
    for path in (place, other):
        open_ledger(path, create=True).close()
    ledger = open_ledger(place)
    with (
        pytest.raises(Problem, match="入れ替えられたか消されました"),
        ledger.write() as connection,
    ):
        audit.append(connection, "confirm", "x")
        other.replace(place) if put_back else place.unlink()
    ledger.close()
    assert [path.name for path in tmp_path.iterdir()] == (
        ["台帳.sqlite"] if put_back else ["別.sqlite"]
    )
    if put_back:
        fresh = open_ledger(place)
        assert counts(fresh)["audit"] == 0 and proof.verify(fresh).faults == ()
