"""控え番号: how far this PC has seen each register, kept in the user's own folder.

An anchor is the line number and the hash at the end of the audit chain, e.g. 204-9f3a when printed, and the highest
number of each series. A register whose chain does not hold the anchor was put back to an earlier state, cut at its end
or written anew: that is told, and numbers go on only behind the highest one known.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, select

from workbooks.ledger.store import schema

_LONG = 4000  # bytes
_KNOWN = "what this PC remembers"
_IDENTITY = select(schema.ledger.c.identity)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The end of a chain as this PC saw it last, and the highest sequence by series (PP YY AAK)."""

    entries: int
    hash: str
    series: Mapping[str, int] = field(default_factory=dict)

    def __str__(self) -> str:
        return printed(self.entries, self.hash)


def printed(entries: int, chain: str) -> str:
    """204-9f3a, as it is printed on what is handed out."""
    return f"{entries}-{chain[:4]}"


def _path(identity: str) -> Path:
    return Path.home() / ".careerup" / "anchors" / f"{identity}.json"


def known(identity: str) -> Anchor | None:
    """What this PC remembers of the register, None for nothing (or nothing that can be read)."""
    try:
        kept = _path(identity).read_bytes()
    except (OSError, RuntimeError):
        return None
    found, series = None, dict[str, int]()
    for line in kept.splitlines():  # one a change, the last one newest
        try:
            read = json.loads(line)
            found = Anchor(int(read["entries"]), str(read["hash"]))
            for name, sequence in read["series"].items():
                series[str(name)] = max(int(sequence), series.get(str(name), 0))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # half a line: its writer was killed, or is at it
    return replace(found, series=series) if found else None


def of(connection: Connection, identity: str = "") -> Anchor | None:
    """``known`` of the register at the other end, read once a connection."""
    if _KNOWN not in connection.info:
        identity = identity or connection.execute(_IDENTITY).scalar_one()
        connection.info[_KNOWN] = known(identity)
    found: Anchor | None = connection.info[_KNOWN]
    return found


def remember(
    end: Mapping[str, Any],
    numbers: Mapping[str, int],
    before: Anchor | None,
    *,
    anew: bool = False,
    sound: bool = True,
) -> None:
    """Keep the end of the chain and the numbers taken, beside what was known ``before``.

    ``anew``: also where the PC knew a later line (``ledger restore``) · not ``sound``: the chain did not hold what
    the PC knows, so only the numbers are kept. A folder that cannot be written to is no reason to stop.
    """
    entries, chain = end["entries"], end["hash"]
    if before and not anew and (not sound or before.entries > entries):
        entries, chain = before.entries, before.hash
    line: dict[str, Any] = {"entries": entries, "hash": chain, "series": dict(numbers)}
    path = _path(end["identity"])
    with suppress(OSError, RuntimeError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab", buffering=0) as file:
            if 0 < file.seek(0, os.SEEK_END) < _LONG:
                file.write(b"\n" + json.dumps(line).encode())
                return
        whole = known(end["identity"])  # of late others may have added to it
        for name, sequence in (whole.series if whole else {}).items():
            line["series"][name] = max(sequence, line["series"].get(name, 0))
        temporary = path.with_name(f"~careerup{os.getpid()}-{path.name}")
        temporary.write_bytes(json.dumps(line).encode())
        temporary.replace(path)  # waits for the disk: not each time


def compare(
    connection: Connection, end: Mapping[str, Any]
) -> tuple[Literal["", "behind", "other"], Anchor | None]:
    """Does the chain hold what this PC knows? behind: it ends before · other: the line reads differently now."""
    remembered = of(connection, end["identity"])
    if remembered is None or remembered.entries == 0:
        return "", remembered
    if remembered.entries == end["entries"]:  # nobody but this PC wrote since: nothing to look up
        return ("" if remembered.hash == end["hash"] else "other"), remembered
    if remembered.entries > end["entries"]:
        return "behind", remembered
    query = select(schema.audit.c.hash).where(schema.audit.c.id == remembered.entries)
    return ("" if connection.execute(query).scalar() == remembered.hash else "other"), remembered
