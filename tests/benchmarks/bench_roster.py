"""Speed of the main job as ratios against peers in the same run; prints, asserts nothing.

    python tests/benchmarks/bench_roster.py [rows ...]        default 100000; 1000000 shows whether it is linear

CPU seconds of whole processes, their start and end included, best of several. The whole command on 250 rows against
the cold start of ``import pandera.pandas`` and ``--help``; for each size the check from Python (findings, no report)
and the command (with its report) against ``openpyxl.load_workbook`` alone (no check), with peak memory: 14 and 10
columns with one finding in a hundred rows, and one in every row. Then one file given many times, whose rows are all
duplicates, 200 different files, on one processor and on two, and 2,000 cells marked in a copy. Goals stand beside the
figures. ``bench_peers.py`` asks other validators the same.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
FIELDS = (
    "乳児保育",
    "幼児教育",
    "障害児保育",
    "食育・アレルギー対応",
    "保健衛生・安全対策",
    "保護者支援・子育て支援",
    "マネジメント",
    "保育実践",
)
HEADINGS = (
    "No.",
    "保育士登録番号",
    "氏名",
    "フリガナ",
    "生年月日",
    "住所",
    "勤務先施設の名称",
    "勤務先施設の所在市町村名",
    "職種",
    "研修分野",
    "修了証番号",
    "修了年月日",
    "発行年月日",
    "備考",
)
PLACES = ("前橋市", "高崎市", "桐生市", "伊勢崎市", "太田市", "沼田市", "館林市", "渋川市")


LEAST = frozenset(("No.", "フリガナ", "職種", "備考"))  # what a roster of ten columns leaves out


@dataclass(frozen=True, slots=True)
class Kind:
    """A roster to write: every how many rows one has a fault, whether every certificate is issued before its
    completion, what columns it leaves out, and how many completions stand in files before it."""

    every: int = 100
    all_wrong: bool = False
    left_out: frozenset[str] = frozenset()
    before: int = 0


def write(path: Path, rows: int, kind: Kind = Kind()) -> None:
    """A consistent invented roster of ``rows`` completions."""
    import xlsxwriter

    chance = random.Random(1)
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_numbers": False}
    ) as book:
        sheet, day = book.add_worksheet("名簿"), book.add_format({"num_format": "yyyy/m/d"})
        shown = [heading for heading in HEADINGS if heading not in kind.left_out]
        for column, heading in enumerate(shown):
            sheet.write_string(0, column, heading)
        for row, n in enumerate(range(kind.before, kind.before + rows), 1):
            field, agency = n % 8 + 1, n // 8 % 98 + 2
            sequence = n // 784 % 99999 + 1
            place = PLACES[n % 8]
            values = [
                str(n + 1),
                f"群馬県-{n % 1_000_000:06}",
                f"架{chr(0x4E00 + n % 5000)}　{chr(0x4E00 + n // 5000)}子",
                "カクウ コ",
                dt.datetime(1965, 1, 1) + dt.timedelta(n % 13000),
                f"群馬県{place}町{n}",
                f"園{n % 977}",
                place,
                "保育士",
                FIELDS[field - 1],
                f"1025{agency:02}{field}{sequence:05}",
                dt.datetime(2025, 10, 5),
                dt.datetime(2025, 10, 1 if kind.all_wrong else 19),
                "",
            ]
            if n % kind.every == 7:
                values[chance.choice((1, 9, 10))] = ""
            cells = dict(zip(HEADINGS, values, strict=True))
            for column, heading in enumerate(shown):
                value = cells[heading]
                if isinstance(value, dt.datetime):
                    sheet.write_datetime(row, column, value, day)
                elif heading == "No.":
                    sheet.write_number(row, column, n + 1)
                elif value:
                    sheet.write_string(row, column, value)


OURS = """
import sys, datetime as dt; from pathlib import Path
from xl.outputs import results as check; from validators.profile import default
report = check.rosters([*map(Path, sys.argv[1:])], default().for_prefecture(10), dt.date(2026, 6, 30))
"""
EACH = OURS.replace("[*map(Path, sys.argv[1:])]", "[Path(name)]").replace(
    "report =", "for name in sys.argv[1:]: report ="
)
PEER = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"


def spent(*command: str, times: int = 1) -> tuple[float, int]:
    """CPU seconds (user and system, best of several) and peak MB of a fresh process; bytecode is kept as it is after
    an installation."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    runs = [once((sys.executable, *command), env=environment) for _ in range(times)]
    return min(seconds for seconds, _ in runs), runs[-1][1]


def once(
    command: Sequence[str],
    out: int | IO[bytes] = subprocess.DEVNULL,
    env: dict[str, str] | None = None,
) -> tuple[float, int]:
    """CPU seconds and peak MB of one fresh process."""
    process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, cwd=ROOT, env=env)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in (0, 1), f"failed: {command[:3]}"
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def check(path: Path, *more: str) -> tuple[str, ...]:
    """The command line that checks a file and writes its report."""
    out = str(path.with_name("report.xlsx"))
    fixed = ("--today", "2026-06-30", "--prefecture", "群馬県", "--out", out, "--force")
    return ("-m", "xl", "check", "roster", str(path), *more, *fixed)


def small(folder: Path) -> None:
    """The start: what a clerk waits for at a small roster, and at ``--help``."""
    path = folder / "250.xlsx"
    write(path, 250)
    ours = peer = float("inf")
    for _ in range(7):  # by turns: a busy machine slows both
        peer = min(peer, spent("-c", "import pandera.pandas")[0])
        ours = min(ours, spent(*check(path))[0])
    shown, _ = spent("-m", "xl", "--help", times=5)
    print(
        f"250 rows: command {ours:.2f} s, import pandera.pandas {peer:.2f} s, "
        f"ratio {ours / peer:.2f} (goal 1.25); --help {shown:.2f} s (goal 0.10)"
    )


def large(folder: Path, rows: int) -> None:
    """Long rosters. openpyxl only reads, and only up to 200,000 rows: it takes minutes."""
    kinds = {
        "14 columns, few findings": (Kind(), 0.20, ""),
        "10 columns, few findings": (Kind(left_out=LEAST), 0.28, ""),
        "14 columns, a finding in every row": (Kind(all_wrong=True), 0.0, " (goal 0.35)"),
    }
    for number, (what, (kind, goal, whole)) in enumerate(kinds.items()):
        path = folder / f"{rows}-{number}.xlsx"
        write(path, rows, kind)
        call, peak = spent("-c", OURS, str(path))
        path.with_name("report.xlsx").unlink(missing_ok=True)  # an earlier report would be compared
        command, command_peak = spent(*check(path))
        print(
            f"{rows:,} rows, {what}: call {call:.1f} s ({call / rows * 1e6:.0f} µs a row, {peak} MB), "
            f"command with report {command:.1f} s ({command_peak} MB)"
        )
        if rows <= 200_000:
            peer, peer_peak = spent("-c", PEER, str(path))
            asked = f" (goal {goal})" if goal else ""
            print(
                f"    openpyxl.load_workbook {peer:.1f} s, {peer_peak} MB: "
                f"call {call / peer:.3f}{asked}, command {command / peer:.3f}{whole}"
            )


def marked(folder: Path, rows: int = 100_000) -> None:
    """2,000 cells marked in a copy of a long roster."""
    path = folder / "marked.xlsx"
    write(path, rows, Kind(every=rows // 2000))
    seconds, peak = spent(*check(path, "--marked", str(folder / "copy.xlsx")))
    print(f"2,000 cells marked in {rows:,} rows: {seconds:.1f} s, {peak} MB (goal 500 MB)")


def many(folder: Path, number: int = 200, turns: int = 5) -> None:
    """Many files of 250 rows in one run: one after the other on one processor, side by side on two; seconds on the
    clock, by turns, the best of several. Then two calls with half of the files each, which is what two processors can
    give, and each file checked by itself, in one process."""
    names = [str(folder / f"名簿{n}.xlsx") for n in range(number)]
    for n, name in enumerate(names):
        write(Path(name), 250, Kind(before=n * 250))
    processors = sorted(os.sched_getaffinity(0))[:2]
    with on(processors[:1]):
        half, whole = spent("-c", OURS, *names[: number // 2])[0], spent("-c", OURS, *names)[0]
    print(
        f"{number} files of 250 rows: {whole:.1f} s ({whole / number * 1000:.0f} ms a file; "
        f"half of them {half:.1f} s)"
    )
    for what, words in (
        ("call", ("-c", OURS, *names)),
        ("command with report", check(Path(names[0]), *names[1:])),
    ):
        best = {1: float("inf"), 2: float("inf")}
        for _ in range(turns):
            for count in best:
                with on(processors[:count]):
                    best[count] = min(best[count], waited(words))
        print(
            f"    {what}: one after the other {best[1]:.2f} s, on two processors {best[2]:.2f} s: "
            f"{best[2] / best[1]:.2f} (goal 0.60)"
        )
    halves = min(at_once(names[: number // 2], names[number // 2 :]) for _ in range(turns))
    print(
        f"    two calls at once, each with half of the files: {halves:.2f} s (what the machine gives)"
    )
    print(f"    each file checked by itself, in one process: {waited(('-c', EACH, *names)):.1f} s")


@contextmanager
def on(processors: Sequence[int]) -> Iterator[None]:
    """What is started inside may use these processors only."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, processors)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def waited(words: Sequence[str]) -> float:
    """Seconds on the clock until a fresh Python has ended."""
    began = time.perf_counter()
    once((sys.executable, *words))
    return time.perf_counter() - began


def at_once(*shares: Sequence[str]) -> float:
    """Seconds on the clock until several calls have ended that were started together."""
    began = time.perf_counter()
    calls = [subprocess.Popen((sys.executable, "-c", OURS, *share), cwd=ROOT) for share in shares]
    assert not any(call.wait() for call in calls)
    return time.perf_counter() - began


def copies(folder: Path) -> None:
    """One file given 50 and 100 times: every row is a duplicate of every copy's."""
    path = folder / "250.xlsx"
    seconds = []
    for number in (50, 100):
        names = [str(folder / f"copy{n}.xlsx") for n in range(number)]
        for name in names:
            shutil.copy(path, name)
        seconds.append(spent("-c", OURS, *names)[0])
    print(
        f"50 and 100 copies of 250 rows: {seconds[0]:.1f} and {seconds[1]:.1f} s "
        f"(twice the files, {seconds[1] / seconds[0]:.1f} times the time)"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small(folder)
        copies(folder)
        many(folder)
        marked(folder)
        for rows in map(int, sys.argv[1:] or ["100000"]):
            large(folder, rows)


if __name__ == "__main__":
    main()
