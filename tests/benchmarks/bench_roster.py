"""Speed of the main job as ratios against peers in the same run; prints, asserts nothing.

    python tests/benchmarks/bench_roster.py [rows ...]        default 100000; 1000000 shows whether it is linear

CPU seconds of whole processes, their start and end included, best of several. The whole command on 250 rows against
the cold start of ``import pandera.pandas`` and ``--help``; for each size the check from Python (findings, no report)
and the command (with its report) against ``openpyxl.load_workbook`` alone (no check), with peak memory: 14 columns,
one finding in a hundred rows and one in every row; and one file given many times, whose rows are all duplicates.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

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


def write(path: Path, rows: int, *, all_wrong: bool = False) -> None:
    """A consistent invented roster of ``rows`` completions, one in a hundred with a fault; ``all_wrong``: every
    certificate is issued before its completion."""
    import xlsxwriter

    chance = random.Random(1)
    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_numbers": False}
    ) as book:
        sheet, day = book.add_worksheet("名簿"), book.add_format({"num_format": "yyyy/m/d"})
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(0, column, heading)
        for n in range(rows):
            kind, agency = n % 8 + 1, n // 8 % 98 + 2
            sequence = n // 784 % 99999 + 1
            place = PLACES[n % 8]
            values = [
                f"群馬県-{n % 1_000_000:06}",
                f"架{chr(0x4E00 + n % 5000)}　{chr(0x4E00 + n // 5000)}子",
                "カクウ コ",
                None,
                f"群馬県{place}町{n}",
                f"園{n % 977}",
                place,
                "保育士",
                FIELDS[kind - 1],
                f"1025{agency:02}{kind}{sequence:05}",
                None,
                None,
                "",
            ]
            if n % 100 == 7:
                values[chance.choice((1, 8, 9))] = ""
            sheet.write_number(n + 1, 0, n + 1)
            for column, value in enumerate(values, 1):
                if value:
                    sheet.write_string(n + 1, column, value)
            sheet.write_datetime(n + 1, 4, dt.datetime(1965, 1, 1) + dt.timedelta(n % 13000), day)
            sheet.write_datetime(n + 1, 11, dt.datetime(2025, 10, 5), day)
            issued = dt.datetime(2025, 10, 1 if all_wrong else 19)
            sheet.write_datetime(n + 1, 12, issued, day)


OURS = """
import sys, datetime as dt; from pathlib import Path
from xl.outputs import results as check; from validators.profile import default
report = check.rosters([*map(Path, sys.argv[1:])], default().for_prefecture(10), dt.date(2026, 6, 30))
"""
PEER = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"
GOAL_CALL, GOAL_WRONG = 0.20, 0.35


def spent(*command: str, times: int = 1) -> tuple[float, int]:
    """CPU seconds (user and system, best of several) and peak MB of a fresh process; bytecode is kept as it is after
    an installation."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    best, peak = float("inf"), 0
    for _ in range(times):
        process = subprocess.Popen(
            [sys.executable, *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=ROOT,
            env=environment,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode in (0, 1), f"failed: {command}"
        best, peak = min(best, used.ru_utime + used.ru_stime), used.ru_maxrss // 1024
    return best, peak


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
    """Long rosters, mostly right and all wrong. openpyxl only reads, and only up to 200,000 rows: it takes minutes."""
    for wrong in (False, True):
        path = folder / f"{rows}-{wrong}.xlsx"
        write(path, rows, all_wrong=wrong)
        call, peak = spent("-c", OURS, str(path))
        command, command_peak = spent(*check(path))
        print(
            f"{rows:,} rows × 14, {'a finding in every row' if wrong else 'few findings'}: "
            f"call {call:.1f} s ({call / rows * 1e6:.0f} µs a row, {peak} MB), "
            f"command with report {command:.1f} s ({command_peak} MB)"
        )
        if rows <= 200_000:
            peer, peer_peak = spent("-c", PEER, str(path))
            goal = f"command {GOAL_WRONG}" if wrong else f"call {GOAL_CALL}"
            print(
                f"    openpyxl.load_workbook {peer:.1f} s, {peer_peak} MB: "
                f"call {call / peer:.2f}, command {command / peer:.2f} (goal: {goal})"
            )


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
        for rows in map(int, sys.argv[1:] or ["100000"]):
            large(folder, rows)


if __name__ == "__main__":
    main()
