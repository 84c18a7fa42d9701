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
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, select

from workbooks.ledger.store import schema


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
        found = json.loads(_path(identity).read_text(encoding="utf-8"))
        return Anchor(
            int(found["entries"]),
            str(found["hash"]),
            {str(k): int(v) for k, v in found["series"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return None


def remember(
    end: Mapping[str, Any], numbers: Mapping[str, int], *, anew: bool = False, sound: bool = True
) -> None:
    """Keep the end of the chain and the numbers taken.

    ``anew``: also where the PC knew a later line (``ledger restore``) · not ``sound``: the chain did not hold what
    the PC knows, so only the numbers are kept. A folder that cannot be written to is no reason to stop.
    """
    before = known(end["identity"])
    entries, chain = end["entries"], end["hash"]
    series = dict(before.series) if before else {}
    for name, sequence in numbers.items():
        series[name] = max(sequence, series.get(name, 0))
    if before and not anew and (not sound or before.entries > entries):
        entries, chain = before.entries, before.hash
    path = _path(end["identity"])
    temporary = path.with_name(f"~careerup{os.getpid()}-{path.name}")
    with suppress(OSError, RuntimeError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(
            json.dumps({"entries": entries, "hash": chain, "series": series}), encoding="utf-8"
        )
        temporary.replace(path)


def compare(
    connection: Connection, end: Mapping[str, Any]
) -> tuple[Literal["", "behind", "other"], Anchor | None]:
    """Does the chain hold what this PC knows? behind: it ends before · other: the line reads differently now."""
    remembered = known(end["identity"])
    if remembered is None or remembered.entries == 0:
        return "", remembered
    if remembered.entries > end["entries"]:
        return "behind", remembered
    query = select(schema.audit.c.hash).where(schema.audit.c.id == remembered.entries)
    return ("" if connection.execute(query).scalar() == remembered.hash else "other"), remembered
