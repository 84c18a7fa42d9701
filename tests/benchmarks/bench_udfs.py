"""Speed of the formulas as ratios against peers in the same run; prints, asserts nothing.

10,000 CERTNO in one call against a bare loop that formats the same strings, and what ``import
xl.udfs`` adds to ``import xlwings``.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time
import timeit
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from xl import udfs

N = 10_000


def cold(code: str) -> float:
    """Best of seven fresh processes."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(7):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2], env=environment
        )
        times.append(time.perf_counter() - start)
    return min(times)


def main() -> None:
    columns = [
        [["群馬県"]] * N,
        [[dt.datetime(2025, 10, 5)]] * N,
        [[2.0]] * N,
        [["乳児保育"]] * N,
        [[float(i + 1)] for i in range(N)],
    ]
    parts = [(10, 25, 2, 1, i + 1) for i in range(N)]

    def bare() -> list[list[str]]:
        return [[f"{p:02}{y:02}{a:02}{k}{s:05}"] for p, y, a, k, s in parts]

    assert udfs.CERTNO(*columns) == bare()
    ours, peer = (
        min(timeit.repeat(f, number=1, repeat=15)) for f in (lambda: udfs.CERTNO(*columns), bare)
    )
    print(
        f"10,000 CERTNO in one call: {ours * 1e3:.1f} ms, bare loop {peer * 1e3:.1f} ms, ratio "
        f"{ours / peer:.2f} (goal 2)"
    )
    alone, both = cold("import xlwings"), cold("import xlwings, xl.udfs")
    print(
        f"import xlwings {alone * 1e3:.0f} ms, with xl.udfs {both * 1e3:.0f} ms: "
        f"{(both - alone) * 1e3:+.0f} ms (goal 50)"
    )


if __name__ == "__main__":
    main()
