"""照会: is a number genuine, whose, in force? And who is meant by a name in any spelling, a former or later one,
a reading, a birth date, a registration number or a facility."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    exists,
    literal_column,
    or_,
    select,
    union_all,
)

from validators.eras import day_in_japan
from validators.messages import sentence
from validators.numbers import certificate, prefecture, registration
from validators.numbers.certificate import LAST_SEQUENCE
from validators.problems import Problem
from validators.reading import Note
from validators.text import squeeze, to_text
from validators.values.dates import read_date
from validators.values.names import name_key
from workbooks.grid import Value
from workbooks.ledger import ends, events, history, sequences
from workbooks.ledger.history import RegisterEntry
from workbooks.ledger.store import letters
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import STATES, certificates, completions, reissues
from workbooks.ledger.store.schema import audit as audit_table

LIMIT = 500
ENTRY_COLUMNS = (
    "修了証番号",
    "状態",
    "氏名",
    "届出時の氏名",
    "研修分野",
    "生年月日",
    "保育士登録番号",
    "住所",
    "勤務先施設の名称",
    "勤務先施設の所在市町村名",
    "修了年月日",
    "発行年月日",
    "情報提供の同意",
    "研修実施機関",
    "出典",
)
_REGISTRARS = (*prefecture.NAMES, *prefecture.DESIGNATED_CITIES)
_NUMBERS = 20  # numbers without a completion that are told of one by one
_OF_A_NUMBER = ("修了証番号", "前の修了証番号")  # how a search for twelve digits is called
_SIX_DIGITS = re.compile(r"\d{1,6}")
_LONG = re.compile(r"\d{9,}")  # longer than a day, and no other number of ours is


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Current completions, newest first. ``how``: what the text was taken for; ``truncated``: there are
    others beyond ``LIMIT``; ``answer``: what became of a number, also of numbers of the people meant that have no
    completion in force;
    ``known``: the register has something about it."""

    how: str
    entries: tuple[RegisterEntry, ...]
    truncated: bool = False
    answer: str = ""
    known: bool = True


def find(ledger: Ledger, wanted: object, limit: int = LIMIT) -> SearchResult:
    """The completions a text or a cell stands for, exact hits before partial ones. Raises Problem for a blank one."""
    text = to_text(wanted).strip()
    key = name_key(text)[:100]
    if not key:
        raise Problem("find-blank")
    reading = certificate.read(wanted)
    number = reading.value
    with ledger.read() as connection:
        if number:
            return _number(connection, number.text)
        found = [_run(connection, how, way, limit) for how, way in _ways(wanted, text, key)]
        part = _holding(connection, key)
        found.append(_run(connection, "氏名・フリガナ・施設の一部", part, limit))
        unreported = _unreported(connection, wanted, key)
    together = _together([f for f in found if f.entries], limit)
    if not together.known and not unreported and _LONG.fullmatch(certificate.compact(text)):
        return replace(together, answer=_no_number(text, reading.notes))
    return replace(together, answer=unreported, known=together.known or bool(unreported))


def _holding(connection: Connection, key: str) -> ColumnElement[bool]:
    """Rows with the key somewhere in a name, a reading or a facility.

    SQLite looks each column through in its own index, a fraction of the table; PostgreSQL has an index of what stands
    in each column (``letters``).
    """
    c = completions.c
    if connection.dialect.name == "postgresql":
        keys = (c.name_key, c.employer_key, c.former_key, c.kana_key)
        return or_(*(letters.holding(way, key) for way in keys))
    ways = [way.contains(key, autoescape=True) for way in (c.name_key, c.employer_key)]
    # written out: the partial indexes are for exactly this
    for way in (c.former_key, c.kana_key):
        ways.append(and_(way != literal_column("''"), way.contains(key, autoescape=True)))
    return c.id.in_(union_all(*(select(c.id).where(way) for way in ways)))


def _unreported(connection: Connection, wanted: object, key: str) -> str:
    """What became of numbers without a completion in force (given, reserved, withdrawn) of whom the text may mean."""
    c = certificates.c
    day, registered = read_date(wanted).value, registration.read(to_text(wanted)).value
    ways = [c.name_key.contains(key, autoescape=True)]
    if day:
        ways.append(c.birth_date == day)
    if registered and registered.registrar:
        ways.append(c.registration == registered.text)
    standing = exists().where(completions.c.number == c.number, completions.c.current)
    # written out: the partial index is for exactly this
    waiting = and_(c.state != literal_column("'reported'"), c.state != "replaced", ~standing)
    # by its value, not its index, which would lead through all numbers
    ordered = c.number.concat("")
    query = select(c.number).where(waiting, or_(*ways)).order_by(ordered).limit(_NUMBERS)
    numbers_ = connection.execute(query).scalars().all()
    return "".join(_number(connection, number).answer for number in numbers_)


def _ways(wanted: object, text: str, key: str) -> list[tuple[str, ColumnElement[bool]]]:
    """What a text may be, and the completions it then means."""
    c = completions.c
    later = select(reissues.c.new_number).where(reissues.c.new_name_key == key)
    ways = [
        ("氏名", c.name_key == key),
        ("旧姓", and_(c.former_key == key, c.former_key != "")),
        ("フリガナ", and_(c.kana_key == key, c.kana_key != "")),
        ("氏名（再交付後）", c.number.in_(later)),
        ("施設", c.employer_key == key),
    ]
    registered, plain = registration.read(text).value, squeeze(text)
    if registered and registered.registrar:
        of_it = and_(c.registration == registered.text, c.registration != "")
        ways.insert(0, ("保育士登録番号", of_it))
    elif _SIX_DIGITS.fullmatch(plain):
        digits = plain.zfill(6)
        # of each registrar there is: by the index
        of_any = and_(
            c.registration.in_([f"{r}-{digits}" for r in _REGISTRARS]), c.registration != ""
        )
        alone = and_(c.registration == literal_column("''"), c.registration_number == digits)
        ways.insert(0, ("保育士登録番号", or_(of_any, alone)))
    day = read_date(wanted).value
    if day and not _SIX_DIGITS.fullmatch(plain):
        ways.insert(0, ("生年月日", c.birth_date == day))
    return ways


def _run(connection: Connection, how: str, way: ColumnElement[bool], limit: int) -> SearchResult:
    """The completions in force a way means. Their ids first, in one answer: what is fetched bit by bit is looked for
    by one worker only."""
    current = completions.c.current
    query = select(completions.c.id).where(current, way).limit(limit + 1)
    ids = connection.execute(query).scalars().all()
    whole = history.base().where(completions.c.id.in_(ids[:limit]))
    found = tuple(history.entries(connection, whole)) if ids else ()
    return SearchResult(how, found, len(ids) > limit)


def _together(hits: list[SearchResult], limit: int) -> SearchResult:
    """The hits of all ways, each completion once: those of an exact way first."""
    unique: dict[str, RegisterEntry] = {}
    names = []
    for hit in hits:
        newest = sorted(hit.entries, key=lambda e: (e.completed_on, e.number), reverse=True)
        fresh = [e for e in newest if e.number not in unique]
        if fresh:
            names.append(hit.how)
        unique.update({e.number: e for e in fresh})
    ordered = tuple(unique.values())
    truncated = any(hit.truncated for hit in hits) or len(ordered) > limit
    return SearchResult("・".join(names), ordered[:limit], truncated, known=bool(ordered))


def _number(connection: Connection, number: str) -> SearchResult:
    """Twelve digits: what the register knows of them, whatever became of them."""
    row = connection.execute(
        select(certificates, audit_table.c.at)
        .join(audit_table, audit_table.c.id == certificates.c.entry)
        .where(certificates.c.number == number)
    ).first()
    if row is None:
        return SearchResult("修了証番号", (), answer=_never(connection, number), known=False)
    later = ends.successors(connection, [number]).get(number)
    shown = later or number
    # rows that no longer count are shown too: a withdrawn certificate may lie before the clerk
    query = history.base().where(completions.c.number == shown)
    found = sorted(history.entries(connection, query), key=lambda e: (e.current, e.line))
    entries = tuple(found[-1:])
    params: dict[str, object] = {
        "number": number,
        "whose": entries[0].name if entries else row.name_key,
        "born": (entries[0].birth_date if entries else row.birth_date) or "生年月日の記録なし",
        "state": STATES[row.state],
        "at": day_in_japan(row.at[:10]),
        "later": later or "",
    }
    ended = [e for e in events.events(connection, [number]) if e.what in ("取消", "再交付")]
    last = ended[-1] if ended else None
    params["detail"] = f"（{day_in_japan(last.day)} {last.what}　{last.detail}）" if last else ""
    if row.state == "revoked":
        params["detail"] = "".join(
            f"（{day_in_japan(e.day)} {e.detail}）" for e in ended if e.what == "取消"
        )
    answer = sentence(Note(f"find-{row.state}", params))
    if later:
        answer += sentence(Note("find-successor", {"later": later, "state": _state(entries)}))
    how = _OF_A_NUMBER[bool(later)]
    return SearchResult(how, entries, answer=answer)


def _state(entries: tuple[RegisterEntry, ...]) -> str:
    return STATES[entries[0].state] if entries else "記録なし"


def _no_number(text: str, notes: Sequence[Note]) -> str:
    """Digits somebody took for a certificate number: why they are none."""
    why = "".join(sentence(note) for note in notes[-1:])
    return sentence(Note("find-no-number", {"given": text, "why": why.removesuffix("。")}))


def _never(connection: Connection, number: str) -> str:
    """Not in the register: how far its series goes tells a forged number from one not reported yet."""
    last = sequences.last(connection, number[:7])
    params: dict[str, object] = {"number": number, "last": f"{last:05}", "series": number[:7]}
    if not last or last > LAST_SEQUENCE:
        return sentence(Note("find-series-unknown", params))
    rule = "find-never" if int(number[7:]) > last else "find-gap"
    return sentence(Note(rule, params))


def entry_row(e: RegisterEntry) -> list[Value]:
    """One entry under ``ENTRY_COLUMNS``."""
    state = STATES[e.state] if e.current or e.state != "reported" else "差替え前"
    agreed = {True: "同意", False: "不同意", None: "記録なし"}[e.consent]
    former = e.reported_name if e.reported_name != e.name else ""
    return [
        e.number,
        state,
        e.name,
        former,
        e.field,
        e.birth_date or "",
        e.registration_number,
        e.address,
        e.employer,
        e.municipality,
        e.completed_on,
        e.issued_on or "",
        agreed,
        e.agency,
        e.source,
    ]


def found_sentence(found: SearchResult) -> str:
    """How many, taken for what; of a number, what became of it."""
    if found.answer and (not found.entries or found.how in _OF_A_NUMBER):
        return found.answer
    if not found.entries:
        return sentence(Note("find-nothing"))
    params = {"count": len(found.entries), "how": found.how}
    return sentence(Note("find-more" if found.truncated else "find-found", params)) + found.answer
