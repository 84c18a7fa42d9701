"""照会: by number, registration number, name in any spelling (also a former or a later one), or facility."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from validators.numbers import certificate, registration
from validators.problems import FileProblem
from validators.text import to_text
from validators.values.names import name_key
from workbooks.ledger import history as people
from workbooks.ledger.history import Entry
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import completions, reissues

LIMIT = 500


@dataclass(frozen=True, slots=True)
class Found:
    """Current completions, newest first. ``how``: what the text was taken for; ``more``: there are
    others beyond ``LIMIT``."""

    how: str
    entries: tuple[Entry, ...]
    more: bool = False


def find(ledger: Ledger, wanted: object, limit: int = LIMIT) -> Found:
    """The completions a text or a cell stands for; the first way that finds any. Raises Problem for a blank one."""
    text = to_text(wanted).strip()
    key = name_key(text)[:100]
    if not key:
        raise FileProblem(
            "照会する氏名・修了証番号・保育士登録番号・施設の名称のどれかを指定してください。"
        )
    number, registered = certificate.read(wanted).value, registration.read(text).value
    ways: list[tuple[str, Select[Any]]] = []
    if number:
        later = select(reissues.c.new_number).where(reissues.c.number == number.text)
        ways += [
            ("修了証番号", people.base().where(completions.c.number == number.text)),
            ("前の修了証番号", people.base().where(completions.c.number.in_(later))),
        ]
    if registered and registered.registrar:
        ways.append(
            (
                "保育士登録番号",
                people.base().where(
                    completions.c.registration == registered.text, completions.c.registration != ""
                ),
            )
        )
    if not number:
        ways += [
            ("氏名", people.base().where(completions.c.name_key == key)),
            ("氏名（再交付後）", _renamed(key)),
            ("施設", people.base().where(completions.c.employer_key == key)),
        ]
    with ledger.read() as connection:
        names = [_run(connection, how, query, limit) for how, query in ways]
        hits = [f for f in names if f.entries]
        if hits:
            return _together(hits, limit)
        if number or len(key) < 2:
            return Found(ways[0][0], ())
        part = or_(
            completions.c.name_key.contains(key, autoescape=True),
            completions.c.employer_key.contains(key, autoescape=True),
        )
        return _run(connection, "氏名か施設の一部", people.base().where(part), limit)


def _renamed(key: str) -> Select[Any]:
    return people.base().where(
        completions.c.number.in_(
            select(reissues.c.new_number).where(reissues.c.new_name_key == key)
        )
    )


def _run(connection: Connection, how: str, query: Select[Any], limit: int) -> Found:
    found = list(people.entries(connection, query.where(completions.c.current).limit(limit + 1)))
    return Found(how, tuple(found[:limit]), len(found) > limit)


def _together(hits: list[Found], limit: int) -> Found:
    unique = {e.number: e for f in hits for e in f.entries}
    ordered = sorted(unique.values(), key=lambda e: (e.completed_on, e.number), reverse=True)
    return Found(
        "・".join(f.how for f in hits),
        tuple(ordered[:limit]),
        any(f.more for f in hits) or len(ordered) > limit,
    )
