"""A roster of 5,000 invented persons, for the hosts in which a clerk checks it."""

from __future__ import annotations

from typing import Any

from workbooks.samples.rosters import clean_rows

_ROWS, WRONG = 5_000, 2_000


def rows() -> list[list[Any]]:
    """Persons of their own, the first with a number of another 研修分野."""
    few, made = clean_rows(), []
    for n in range(_ROWS):
        row: list[Any] = list(few[n % 16])
        row[:3] = (
            n + 1,
            f"群馬県-{500001 + n:06}",
            f"架{chr(0x4E00 + n % 4000)}　{chr(0x4E00 + n // 4000)}子",
        )
        row[10] = f"102502{4 if n >= WRONG else 3}{n + 1:05}"
        made.append(row)
    return made
