"""Speed of the ledger as ratios against plain SQL on the same engine in the same run; prints, asserts nothing.

Allocation against bare INSERT loops; the duplicate search of a report of 5,000 against 600,000
completions against the plain SQL
joins; search by name, number and facility over 1,000,000 completions; what a clerk waits while others read everything,
and under a mixed load of eight processes.
``python tests/benchmarks/bench_ledger.py [postgresql|sqlite] [size]``

``… bench_ledger.py national [size] [sqlite | postgresql://…]``: a register of the whole country (5,000,000 on
a PostgreSQL of its own; ``sqlite``: 1,000,000 in a file; a URL: an empty database to fill, or one filled before).
It prints how long filling, each kind of search, a report of 5,000 rows against the plain SQL, one number and ``verify``
take. 5,000,000 need 5 GB of disk, and on two cores some 15 minutes to fill and 5 to verify.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import resource
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count as endless
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "support"))
import ledgers
import postgres
from sqlalchemy import Connection, Table, insert, select

from validators.values.names import name_key
from workbooks.ledger import compare, extract, numbers, receive, taking, verify
from workbooks.ledger import completions as reports
from workbooks.ledger.completions import Completion
from workbooks.ledger.find import find
from workbooks.ledger.store import audit, seal
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.open import open_ledger

FAMILY = (
    "青木",
    "石田",
    "上原",
    "江口",
    "大野",
    "川口",
    "北村",
    "小山",
    "坂本",
    "島田",
    "杉本",
    "関口",
    "高井",
    "千葉",
    "津田",
    "中島",
)
GIVEN = (
    "小春",
    "蓮",
    "千尋",
    "美咲",
    "樹",
    "陽菜",
    "悠真",
    "結衣",
    "大和",
    "葵",
    "湊",
    "紬",
    "朝陽",
    "凛",
    "新",
    "芽依",
)
READ = (
    "アオキ",
    "イシダ",
    "ウエハラ",
    "エグチ",
    "オオノ",
    "カワグチ",
    "キタムラ",
    "コヤマ",
    "サカモト",
    "シマダ",
    "スギモト",
    "セキグチ",
    "タカイ",
    "チバ",
    "ツダ",
    "ナカジマ",
)

ROUNDS = 5


def best(run: Callable[[], object], times: int = ROUNDS) -> float:
    """Seconds of the fastest run."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        found.append(time.perf_counter() - start)
    return min(found)


def person(n: int) -> dict[str, object]:
    """Invented person n; some 25,000 different names and birth dates make namesakes as in life."""
    registrar = ("群馬県", "埼玉県", "栃木県", "茨城県", "長野県", "新潟県")[n // 1_000_000]
    return {
        "name": f"{FAMILY[n % 16]}　{GIVEN[n // 16 % 16]}{n % 97}",
        "kana": f"{READ[n % 16]}　{READ[n // 16 % 16]}{n % 97}",
        "birth_date": dt.date(1960, 1, 1) + dt.timedelta(n * 7 % 15000),
        "registration_number": f"{registrar}-{n % 1000000:06}",
    }


def rows(first: int, count: int, report: int) -> Iterator[dict[str, object]]:
    """``count`` completions from person ``first`` on."""
    for n in range(first, first + count):
        kind, own = 1 + n % 8, person(n)
        number = f"10{17 + n // 8 // 90000 % 80:02}{2 + n // 8 // 90000 // 80:02}{kind}{1 + n // 8 % 90000:05}"
        yield {
            **taking.row_of(
                ledgers.completion(
                    n % 1_000_000,
                    kind=kind,
                    number=number,
                    employer=f"みほん{n % 4000}保育園",
                    **own,
                ),
                report,
            )
        }


def fill(ledger: Ledger, total: int) -> None:
    """The register with this many completions, in reports of 5,000; its seals and contents are right.

    PostgreSQL takes them by COPY, its indexes and references made anew at the end: it is not what is measured.
    """
    with ledger.write() as connection:
        again: list[str] = []
        if ledger.path is None:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
            connection.exec_driver_sql("SET LOCAL maintenance_work_mem = '1GB'")
            indexes = connection.exec_driver_sql(
                "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef NOT LIKE '%%_pkey%%'"
                " AND tablename IN ('certificates', 'completions')"
            )
            for name, made in indexes.all():
                again.append(made)
                connection.exec_driver_sql(f"DROP INDEX {name}")
        for first in range(0, total, 5000):
            own = list(rows(first, 5000, 1 + first // 5000))
            content = reports.content_of([str(r[n]) for n in reports.HASHED] for r in own)
            entry = audit.append(connection, "import", f"bench 内容 {content}")
            made = {"content": content, "file": f"{first}.xlsx", "rows": 5000, "entry": entry}
            seal.insert(connection, tables.reports, [made])
            numbers_ = [
                {
                    "number": r["number"],
                    "prefecture": 10,
                    "sequence": int(str(r["number"])[7:]),
                    "state": "reported",
                    "entry": entry,
                    **{k: r[k] for k in ("name_key", "birth_date", "registration")},
                }
                for r in own
            ]
            put(connection, tables.certificates, numbers_)
            put(connection, tables.completions, own)
        if ledger.path is None:
            audit.append(connection, "upgrade", "bench")  # a line that may change the form
            for index in again:
                connection.exec_driver_sql(index.replace("%", "%%"))
    if ledger.path is None:
        with ledger.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM ANALYZE")


def put(connection: Connection, table: Table, own: list[dict[str, object]]) -> None:
    """Rows with their marks, in the quickest way the engine has."""
    if connection.dialect.name == "sqlite":
        seal.insert(connection, table, own)
        return
    first = int(str(own[0].get("report", 1))) * 5000 - 4999
    full = [
        {c.name: row.get(c.name, n if c.name == "id" else seal._default(c)) for c in table.columns}
        for n, row in enumerate(own, first)
    ]
    cursor: Any = connection.connection.cursor()
    names = ", ".join(f'"{c.name}"' for c in table.columns)
    with cursor.copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
        for row in full:
            copy.write_row(tuple(row.values()))
    cursor.close()
    seal._add(connection, table, full, 1)


def allocation(place: Callable[[], str], each: int, count: int) -> None:
    """``count`` numbers, ``each`` in a transaction, against the same rows inserted in bare loops with as many commits.

    Ours and the loops take turns, five rounds; the best round of each counts: others use the disk too.
    """
    ledger, bare = open_ledger(place(), create=True), open_ledger(place(), create=True)
    driver = open_ledger(place(), create=True) if bare.path else None
    for one in (bare, driver):
        if one:
            with one.write() as connection:
                audit.append(connection, "number", "bench")
    wanted = [ledgers.request(n) for n in range(count * ROUNDS)]
    certificates = [
        numbers._certificate(numbers.Given(r, f"1026014{n + 1:05}"), 1)
        for n, r in enumerate(wanted)
    ]
    times: dict[str, list[float]] = {"ours": [], "bare": [], "driver": []}
    for first in range(0, count * ROUNDS, count):
        parts = range(first, first + count, each)
        times["ours"].append(
            best(
                lambda parts=parts: [numbers.allocate(ledger, wanted[n : n + each]) for n in parts],
                1,
            )
        )
        times["bare"].append(
            best(
                lambda parts=parts: bare_loop(bare, [certificates[n : n + each] for n in parts]), 1
            )
        )
        if driver:
            times["driver"].append(
                driver_loop(str(driver.path), [certificates[n : n + each] for n in parts])
            )
    ours, loop = min(times["ours"]), min(times["bare"])
    print(
        f"allocation, {each} a transaction: {count / ours:,.0f}/s, bare INSERT loop {count / loop:,.0f}/s: "
        f"{loop / ours:.2f} × its throughput (goal ≥ 0.5)"
    )
    if driver:
        print(
            f"  against the sqlite3 module's own loop {count / min(times['driver']):,.0f}/s: "
            f"{min(times['driver']) / ours:.2f} ×"
        )


def bare_loop(ledger: Ledger, parts: list[list[dict[str, object]]]) -> None:
    """One INSERT after the other on the same SQLAlchemy engine, a commit a part."""
    for part in parts:
        with (
            ledger.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            for row in part:
                connection.execute(insert(tables.certificates), row)


def driver_loop(path: str, parts: list[list[dict[str, object]]]) -> float:
    """The same with nothing but the sqlite3 module, journal and indexes as ours."""
    statement = (
        "INSERT INTO certificates (number, prefecture, sequence, state, name_key, birth_date, registration, "
        "entry) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    )
    values = [
        [
            tuple(v.isoformat() if isinstance(v, dt.date) else v for v in row.values())
            for row in part
        ]
        for part in parts
    ]
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=EXTRA")
        start = time.perf_counter()
        for part in values:
            connection.execute("BEGIN IMMEDIATE")
            for row in part:
                connection.execute(statement, row)
            connection.execute("COMMIT")
        return time.perf_counter() - start


JOINS = (
    (
        "SELECT i.row, c.number, c.report, c.place FROM incoming i JOIN completions c ON c.number = i.number "
        "WHERE c.current"
    ),
    (
        "SELECT i.row, c.number, c.report, c.place FROM incoming i JOIN completions c ON c.name_key = "
        "i.name_key AND c.birth_date = i.birth_date AND c.kind = i.kind WHERE c.current"
    ),
    (
        "SELECT i.row, c.number, c.report, c.place FROM incoming i JOIN completions c ON c.registration = "
        "i.registration AND c.kind = i.kind AND c.registration <> '' WHERE c.current"
    ),
)


def new_report(round_: int) -> list[Completion]:
    """5,000 rows under new numbers, a tenth of them people of earlier years."""
    return [
        ledgers.completion(
            n,
            number=f"1099{1 + round_:02}{1 + n % 8}{n:05}",
            kind=1 + n % 8,
            employer=f"みほん{n % 4000}保育園",
            **person(n * 10 if n % 10 == 0 else 5_000_000 + 5000 * round_ + n),
        )
        for n in range(8, 5008)
    ]


def duplicates(ledger: Ledger, total: int) -> None:
    """A report of 5,000: looked for against the plain joins, and checked and taken against the joins with the bare
    INSERTs of its rows, each taking turns with its peer."""
    times: dict[str, list[float]] = {what: [] for what in ("looked", "joins", "taken", "bare")}
    found: list[compare.Conflict] = []
    for n in range(3):
        own = new_report(n)
        report = ledgers.report(own, f"{n}.xlsx")

        def looked(report: reports.ReportRead = report) -> None:
            with ledger.read() as connection:
                found[:] = compare.compare(connection, report).conflicts

        def taken(report: reports.ReportRead = report) -> None:
            done = receive.receive(ledger, report, compare.Decision(accept=True))
            assert done.verdict == "taken", done.verdict

        times["joins"].append(best(lambda own=own: plain(ledger, own), 2))
        times["looked"].append(best(looked, 2))
        times["bare"].append(best(lambda own=own: plain(ledger, own, insert=True), 1))
        times["taken"].append(best(taken, 1))
    looked_, joins, taken_, bare = (min(times[w]) for w in ("looked", "joins", "taken", "bare"))
    print(
        f"report of 5,000 against {total:,}, {len(found)} duplicates: {looked_ * 1e3:.0f} ms, plain SQL joins "
        f"{joins * 1e3:.0f} ms: {looked_ / joins:.2f} × its time (goal ≤ 2)"
    )
    print(
        f"  checked and taken: {taken_ * 1e3:.0f} ms, {taken_ / joins:.2f} × the joins alone; joins and bare INSERTs "
        f"{bare * 1e3:.0f} ms: {taken_ / bare:.2f} × (goal ≤ 2)",
        flush=True,
    )


def plain(ledger: Ledger, own: list[Completion], *, insert: bool = False) -> int:
    """The joins by hand, the report sent into a temporary table first; ``insert``: its rows are written too (and
    taken back: the register shall stay whole)."""
    mark, hits = "?" if ledger.path else "%s", 0
    with ledger.engine.connect().execution_options(writes=insert) as connection:
        connection.begin()
        cursor: Any = connection.connection.cursor()
        cursor.execute(
            "CREATE TEMPORARY TABLE incoming (row INTEGER, number TEXT, kind INTEGER, name_key TEXT, "
            "birth_date DATE, registration TEXT)"
        )
        values = [
            (
                i,
                c.number,
                c.kind,
                c.person.name_key,
                str(c.person.birth_date),
                c.person.registration,
            )
            for i, c in enumerate(own)
        ]
        cursor.executemany(f"INSERT INTO incoming VALUES ({', '.join([mark] * 6)})", values)
        if not ledger.path:
            cursor.execute("ANALYZE incoming")
        for join in JOINS:
            cursor.execute(join)
            hits += len(cursor.fetchall())
        if insert:
            for table, written in bare_rows(own):
                names = ", ".join(f'"{name}"' for name in written[0])
                cursor.executemany(
                    f"INSERT INTO {table.name} ({names}) VALUES ({', '.join([mark] * len(written[0]))})",
                    [
                        [str(v) if isinstance(v, dt.date) else v for v in row.values()]
                        for row in written
                    ],
                )
        cursor.close()
        connection.rollback()
    return hits


def bare_rows(own: list[Completion]) -> list[tuple[Table, list[dict[str, object]]]]:
    """What a report writes into the two tables."""
    done = [{"id": 100_000_000 + n, **taking.row_of(c, 1)} for n, c in enumerate(own)]
    return [(tables.certificates, list(map(ledgers.number_row, own))), (tables.completions, done)]


def searches(ledger: Ledger, total: int) -> None:
    """Best of five each."""
    name = str(person(total // 2)["name"])
    for what, text in (
        ("name", name),
        ("other spelling", name.replace("　", " ").replace("島", "嶋").replace("高", "髙")),
        ("part of a name", "小春9"),
        ("number", "101702400001"),
        ("registration", "群馬県-000777"),
        ("facility", "みほん777保育園"),
        ("part of a facility", "ほん3999"),
        ("one letter", "葵"),
        ("part of a reading", "アオキ"),
        ("letters in every row, never so", "育保"),
        ("birth date", "1985-03-04"),
        ("registration without registrar", "000777"),
        ("nobody", "だれもいない人"),
    ):
        found = find(ledger, text)
        print(
            f"search over {total:,} by {what}: {best(lambda text=text: find(ledger, text)) * 1e3:.1f} ms, "
            f"{len(found.entries)} found (goal 1,000)"
        )
    assert name_key(name)


def run(place: Callable[[], str], engine: str, size: int) -> None:
    """Everything on one engine."""
    print(f"-- {engine}")
    for each, count in ((1, 100), (40, 800), (1000, 4000)):
        allocation(place, each, count)
    ledger = open_ledger(place(), create=True)
    start = time.perf_counter()
    fill(ledger, size * 6 // 10)
    print(f"(filled with {size * 6 // 10:,} in {time.perf_counter() - start:.0f} s)")
    duplicates(ledger, size * 6 // 10)
    more = open_ledger(place(), create=True)
    fill(more, size)
    searches(more, size)
    readers(more)
    mixed(str(more.path or more.engine.url.render_as_string(hide_password=False)))
    if more.path:
        with ledger.write() as connection:  # its own, which nobody needs any more
            audit.append(connection, "number", "bench")
        writers(str(more.path), str(ledger.path))


def national(place: str, size: int) -> None:
    """A register of the whole country: filled (unless it is), looked up, compared with a report, numbered, verified."""
    ledger = open_ledger(place, create=True)
    with ledger.read() as connection:
        full = connection.execute(select(tables.reports.c.id).limit(1)).first()
    if full is None:
        start, cpu = time.perf_counter(), time.process_time()
        fill(ledger, size)
        spent, cpu = time.perf_counter() - start, time.process_time() - cpu
        print(f"(filled with {size:,} in {spent:.0f} s, {cpu:.0f} s of this process)", flush=True)
    searches(ledger, size)
    duplicates(ledger, size)
    spent = best(lambda: numbers.allocate(ledger, [ledgers.request(next(_PEOPLE))]))
    print(f"one number given: {spent * 1e3:.0f} ms")
    start, cpu = time.perf_counter(), time.process_time()
    found = verify.verify(ledger)
    assert found.faults == (), found.faults[:3]
    spent, cpu = time.perf_counter() - start, time.process_time() - cpu
    print(f"verify in one pass: {spent:.0f} s ({cpu:.0f} s of this process), no fault")
    print(f"memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


_PEOPLE = endless(1)


def readers(ledger: Ledger) -> None:
    """Long readers, and the longest wait of a clerk who numbers meanwhile."""
    waits: list[float] = []
    stop = threading.Event()

    def clerk() -> None:
        for n in endless(1_000_000):
            if stop.is_set():
                return
            start = time.perf_counter()
            numbers.allocate(ledger, [ledgers.request(n)])
            waits.append(time.perf_counter() - start)

    for what, read in (
        ("verify", lambda: verify.verify(ledger)),
        (
            "extract",
            lambda: ledgers.extracted(ledger, extract.Destination("群馬県", prefecture=10)),
        ),
    ):
        stop.clear()
        waits.clear()
        at_work = threading.Thread(target=clerk)
        at_work.start()
        start = time.perf_counter()
        read()
        spent = time.perf_counter() - start
        stop.set()
        at_work.join()
        print(
            f"{what}: {spent:.1f} s; numbering meanwhile waited {max(waits):.2f} s at most (goal 5)"
        )


def worker(place: str, kind: str, clerk: int, until: float) -> list[float]:
    """One clerk in a process of their own until the time comes; how long each change took."""
    ledger, waits = open_ledger(place), []
    for n in endless(clerk * 20_000):
        start = time.time()
        if start > until:
            break
        if kind == "number":
            numbers.allocate(ledger, [ledgers.request(n)])
        elif kind == "import":
            own = [
                ledgers.completion(
                    n % 20_000 + i,
                    number=f"1098{clerk:02}{1 + i % 8}{n % 400 * 200 + i + 1:05}",
                    kind=1 + i % 8,
                )
                for i in range(200)
            ]
            receive.receive(ledger, ledgers.report(own, f"{n}.xlsx"), compare.Decision(accept=True))
        elif kind == "plain":
            plain_insert(place, n)
        elif kind == "find":
            find(ledger, f"みほん{n % 4000}保育園")
        elif kind == "verify":
            verify.verify(ledger)
        else:
            ledgers.extracted(ledger, extract.Destination("群馬県", prefecture=10))
        waits.append(time.time() - start)
    return waits


def writers(place: str, plain_place: str, seconds: int = 30) -> None:
    """Eight who number at once, and eight plain INSERTs at once with nothing but SQLite's own waiting (busy_timeout) on
    the same machine at the same time: what is the machine's is in both."""
    until = time.time() + seconds
    kinds = ["number"] * 8 + ["plain"] * 8
    with ProcessPoolExecutor(len(kinds)) as pool:
        found = [
            pool.submit(worker, plain_place if kind == "plain" else place, kind, n + 1, until)
            for n, kind in enumerate(kinds)
        ]
        waits = [one.result() for one in found]
    for what, parts in (("careerup", waits[:8]), ("plain SQLite", waits[8:])):
        longest = max(map(max, parts))
        done = [len(part) for part in parts]
        each = f"{sum(done)} changes, each {min(done)} to {max(done)}"
        print(f"8 writers, {what}: {each}, longest wait {longest:.2f} s (goal 5)")


def plain_insert(place: str, n: int) -> None:
    """One row of ``certificates`` by the sqlite3 module, a connection for itself as a command has one."""
    with contextlib.closing(sqlite3.connect(place, isolation_level=None, timeout=60)) as connection:
        connection.execute("PRAGMA synchronous=EXTRA")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "INSERT INTO certificates VALUES (?, 10, 1, 'given', 'x', NULL, '', 1)", (f"{n:012}",)
        )
        connection.execute("COMMIT")


def mixed(place: str, seconds: int = 60) -> None:
    """Eight processes at once: four number, one imports, one looks up, one verifies, one extracts."""
    kinds = ["number"] * 4 + ["import", "find", "verify", "extract"]
    until = time.time() + seconds
    with ProcessPoolExecutor(len(kinds)) as pool:
        found = [pool.submit(worker, place, kind, n + 1, until) for n, kind in enumerate(kinds)]
        for kind, one in zip(kinds, found, strict=True):
            waits = one.result()
            goal = " (goal 5)" if kind in ("number", "import", "find") else ""
            print(f"mixed load, {kind}: {len(waits)} times, longest {max(waits):.2f} s{goal}")


def main() -> None:
    words = sys.argv[1:]
    sizes = [int(word) for word in words if word.isdecimal()]
    size = sizes[0] if sizes else 1_000_000
    kept = [word for word in words if word.startswith("postgresql://")]
    with tempfile.TemporaryDirectory() as folder:
        counter = endless()

        def file() -> str:
            return str(Path(folder) / f"{next(counter)}.sqlite")

        if "national" in words:
            if "sqlite" in words or kept:
                national(kept[0] if kept else file(), size)
                return
            with postgres.running(more="-c shared_buffers=2GB -c max_wal_size=8GB") as server:
                national(server.database(), sizes[0] if sizes else 5_000_000)
            return
        if "postgresql" not in words:
            run(file, "SQLite", size)
    if postgres.binaries() and "sqlite" not in words:
        with postgres.running() as server:
            run(server.database, "PostgreSQL", size)


if __name__ == "__main__":
    main()
