"""連番: how far each sequence of certificate numbers has got, and where it has gaps."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, select

from validators.messages import sentence
from validators.reading import Note
from workbooks.ledger.store import anchor
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import STATES, certificates, floors

# built once: numbers are given one at a time
_FLOORS = select(floors.c.series, floors.c.sequence)
_LAST = select(func.max(certificates.c.number)).where(
    certificates.c.number.between(bindparam("first"), bindparam("last"))
)


def gaps(ledger: Ledger, starts: Iterable[str]) -> list[str]:
    """Why the numbers in force below the last one leave gaps, a sentence each: 1025024-00003〜00005
    は台帳で付番していません。``starts``: the leading digits of the sequences."""
    found = []
    with ledger.read() as connection:
        for start in sorted(set(starts)):
            low, high = start.ljust(12, "0"), start.ljust(12, "9")
            query = (
                select(certificates.c.sequence, certificates.c.state)
                .where(certificates.c.number.between(low, high))
                .order_by(certificates.c.sequence)
            )
            before = 0
            for sequence, state in connection.execute(query):
                if sequence > before + 1:
                    until = f"〜{sequence - 1:05}" if sequence > before + 2 else ""
                    passed = f"{start}-{before + 1:05}{until}"
                    found.append(sentence(Note("register-number-gap", {"numbers": passed})))
                if state not in ("given", "reported"):
                    ended = {"number": f"{start}-{sequence:05}", "state": STATES[state]}
                    found.append(sentence(Note("register-number-ended", ended)))
                before = sequence
    return found


def ranges(numbers: Iterable[str]) -> str:
    """Runs of numbers, short: 102501100001-102501100038."""
    runs: list[list[str]] = []
    for number in sorted(numbers):
        if runs and int(number) == int(runs[-1][1]) + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(a if a == b else f"{a}-{b}" for a, b in runs)


def last(connection: Connection, start: str) -> int:
    """The highest sequence ever given under these leading digits (2, 6 or 7 of them), 0 for none.

    Also counts what this PC or a restored register knows to have been given, though it stands in no row any more.
    """
    return max(_last_in_rows(connection, start), _last_known(connection, start))


def _last_known(connection: Connection, start: str) -> int:
    kept = dict(connection.execute(_FLOORS).all())
    remembered = anchor.of(connection)
    for series_, sequence in (remembered.series if remembered else {}).items():
        kept[series_] = max(sequence, kept.get(series_, 0))
    return max((n for series_, n in kept.items() if series_.startswith(start)), default=0)


def _last_in_rows(connection: Connection, start: str) -> int:
    if len(start) == 2:
        query = select(func.max(certificates.c.sequence))
        found = connection.execute(query.where(certificates.c.prefecture == int(start))).scalar()
        return int(found or 0)
    highest = 0
    for front in [start] if len(start) == 7 else [f"{start}{kind}" for kind in range(1, 9)]:
        series_ = {"first": front + "00000", "last": front + "99999"}
        number = connection.execute(_LAST, series_).scalar()
        highest = max(highest, int(number[7:]) if number else 0)
    return highest
