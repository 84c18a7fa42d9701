"""Speed of the main job as ratios against peers in the same run; prints, asserts nothing.

    python tests/benchmarks/bench_roster.py [rows ...]        default 100000

For each size: our check from .xlsx to findings against openpyxl.load_workbook alone, with peak
memory of each process; and the
whole command on 250 rows against the cold start of ``import pandera.pandas``.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
import time
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


def write(path: Path, rows: int) -> None:
    """A consistent invented roster of ``rows`` completions, one in a hundred with a fault."""
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
            sheet.write_datetime(n + 1, 12, dt.datetime(2025, 10, 19), day)


OURS = """
import sys, datetime as dt; from pathlib import Path
from xl.outputs import results as check; from validators.profile import default
report = check.rosters([Path(sys.argv[1])], default().for_prefecture(10), dt.date(2026, 6, 30))
print(report.summary())
"""
PEER = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1])"
PEAK = "\nimport re; print('PEAK', int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) // 1024)"


def timed(code: str, *arguments: str) -> tuple[float, int, str]:
    """Seconds, peak MB and output of a fresh process."""
    start = time.perf_counter()
    out = subprocess.run(
        [sys.executable, "-c", code + PEAK, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout
    return time.perf_counter() - start, int(out.split("PEAK")[1]), out.split("PEAK")[0].strip()


def cold(*command: str) -> float:
    """Best of seven runs of a fresh process, bytecode cached as it is after an installation."""
    times = []
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run([sys.executable, *command], capture_output=True, cwd=ROOT, env=environment)
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "250.xlsx"
        write(small, 250)
        start = cold("-c", "import pandera.pandas")
        # hypothesis is a test library that pandera would load where it is installed; a clerk's PC does not have it
        command = "import sys; sys.modules['hypothesis'] = None; from xl.cli import main; main(sys.argv[1:])"
        ours = cold(
            "-c",
            command,
            "check",
            "roster",
            str(small),
            "--today",
            "2026-06-30",
            "--out",
            str(Path(folder) / "r.xlsx"),
            "--force",
        )
        print(
            f"250 rows: command {ours:.2f} s, import pandera.pandas {start:.2f} s, ratio {ours / start:.2f} (goal 1.5)"
        )
        for rows in map(int, sys.argv[1:] or ["100000"]):
            path = Path(folder) / f"{rows}.xlsx"
            write(path, rows)
            seconds, peak, found = timed(OURS, str(path))
            line = f"{rows:,} rows: {seconds:.1f} s, {seconds / rows * 1e6:.0f} µs a row, peak {peak} MB, {found}"
            if rows <= 200_000:
                other, other_peak, _ = timed(PEER, str(path))
                line += (
                    f"; openpyxl.load_workbook {other:.1f} s, {other_peak} MB; ratio {seconds / other:.2f} "
                    f"(goal 0.35)"
                )
            print(line)


if __name__ == "__main__":
    main()
