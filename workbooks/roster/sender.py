"""報告した機関: who sent a 実績報告, resolved once from what it says of itself, and every disagreement with it.

What a report says of its sender stands above its own certificate numbers, which are the thing to be checked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from validators.findings import Fact, Finding
from validators.guideline.bodies import body_key, same_body
from validators.guideline.coverage import Coverage
from validators.messages import rules, sentence
from validators.numbers import agency as agency_number
from validators.numbers import certificate
from validators.numbers import prefecture as prefectures
from validators.numbers.certificate import CertificateNumber
from validators.profile import Profile
from validators.reading import Note
from validators.text import is_blank, to_text
from workbooks.grid import Value
from workbooks.roster.read import Table
from workbooks.roster.records import Understood
from workbooks.tables.places import finding, heading_cell, told

_BRACKETS = re.compile(r"[()（）【】\[\]_＿]")
_TOWN = "都道府県市区町村"
_REPORT = r"(?:修了者|名簿|(?:事業)?(?:実績)?報告)"  # what a town's name may run into
_NOT_OF_SENDER = re.compile(r"委託|主催|共催|後援|協力|(殿|様|御中|宛て?)\s*$")
_PREFECTURE = (
    1  # 01 is the prefecture's own (Guideline 5(2)); its contractor's numbers carry it too
)


@dataclass(frozen=True, slots=True)
class Sender:
    """The body a report is of.

    number  研修実施機関番号, None where nothing tells
    source  what told it: 機関番号, 機関の名称, 表題, ファイル名, 修了証番号
    name    as the report writes it, "" where it does not
    """

    number: int | None
    source: str = ""
    name: str = ""


def sender_of(table: Table, coverage: Coverage | None = None) -> Sender:
    """Resolves who sent a table: the number it states, the name it states, its file's name, else the number that
    nearly all its certificates carry."""
    name = _stated_name(table)
    if number := _usual(_stated_numbers(table)):
        return Sender(number, "機関番号", name)
    if coverage is not None:
        if name and (known := coverage.number(name)):
            return Sender(known, "機関の名称", name)
        stem = PurePath(table.file).stem
        for source, texts in (("表題", table.titles), ("ファイル名", (stem,))):
            if not name and (known := _named_in(texts, coverage)):
                return Sender(known, source, coverage.name(known))
    if name and coverage is not None:
        return Sender(None, "機関の名称", name)  # a body the ledger does not know is nobody else
    return Sender(_usual(carried(table)), "修了証番号")


def carried(table: Table) -> list[int]:
    """Lists the agency numbers that the certificates of a table carry."""
    read = (certificate.read(v).value for v in table.values.get("certificate_number", ()))
    return [number.agency for number in read if number]


def bodies_of(table: Table) -> set[int]:
    """Gives every agency number the rows of a table name."""
    return set(_stated_numbers(table))


def _stated_numbers(table: Table) -> list[int]:
    read = (agency_number.read(v).value for v in table.values.get("agency_number", ()))
    return [number for number in read if number]


def _stated_name(table: Table) -> str:
    """The one name that the title or nearly all rows give."""
    names = [to_text(v).strip() for v in table.values.get("agency_name", ()) if not is_blank(v)]
    counts = Counter(body_key(n) for n in names)
    if not counts or counts.most_common(1)[0][1] * 2 <= len(names):
        return ""
    key = counts.most_common(1)[0][0]
    return next(n for n in names if body_key(n) == key)


def _usual(numbers: Sequence[int]) -> int | None:
    """The number that more than half of the rows have."""
    counts = Counter(numbers).most_common(1)
    return counts[0][0] if counts and counts[0][1] * 2 > len(numbers) else None


def _named_in(texts: Sequence[str], coverage: Coverage) -> int | None:
    """The one body whose name stands in the texts, with its corporate form or without; a line that tells whose
    training a contractor runs, or to whom a report goes, says nothing of the sender."""
    said = [_BRACKETS.sub(" ", text) for text in texts if not _NOT_OF_SENDER.search(text)]
    parts = [body_key(part) for text in said for part in text.split()]
    rest = "\n".join(map(body_key, said))
    bodies: dict[str, set[int]] = {}  # name without its corporate form → numbers
    for number in coverage.names:
        for name in coverage.names_of(number):
            core = re.sub(r"^.{2,8}法人", "", body_key(name))
            bodies.setdefault(core, set()).add(number)
    found: set[int] = set()
    for core in sorted(bodies, key=len, reverse=True):  # 桐生市保育協議会 is not 桐生市
        if len(core) > 1 and (_is_of_town(core, parts) if core[-1] in _TOWN else core in rest):
            found |= bodies[core]
            rest = rest.replace(core, "\n")
    return found.pop() if len(found) == 1 else None


def _is_of_town(core: str, parts: Sequence[str]) -> bool:
    """Is it the town itself that reports, and not what lies there (桐生市立, 桐生市社会福祉協議会)? A prefecture stands
    above every report to it, whoever sends it."""
    if core in prefectures.NUMBERS:
        return False
    return any(re.search(rf"{re.escape(core)}(?:$|{_REPORT})", part) for part in parts)


def settle(
    tables: Sequence[Table], coverage: Coverage, profile: Profile
) -> tuple[list[Finding], list[Fact]]:
    """Puts the sender into every table that does not state its number, so that the rows are compared with it.

    Returns the disagreements with what is stated, each once, and what was taken for true.
    """
    findings: list[Finding] = []
    facts: list[Fact] = []
    for table in tables:
        sender = sender_of(table, coverage)
        findings += _names_against_numbers(table, coverage, profile)
        if sender.number is None or sender.source not in ("機関の名称", "表題", "ファイル名"):
            continue
        shown = f"{sender.number:02} {coverage.name(sender.number)}"
        cell = heading_cell(table, "agency_name") if sender.source == "機関の名称" else ""
        facts.append(Fact(table.file, table.sheet, cell, "報告した機関", shown, sender.source))
        usual = _usual(carried(table))
        if usual is not None and usual != sender.number:
            if "agency_number" not in table.unbelieved:  # said of the title already
                findings += _against_title(table, sender, usual, coverage, profile)
        else:
            stated: Value = f"{sender.number:02}"
            table.values.setdefault("agency_number", [stated] * len(table.rows))
    return findings, facts


def _against_title(
    table: Table, sender: Sender, usual: int, coverage: Coverage, profile: Profile
) -> list[Finding]:
    """Most certificates carry another body's number: the report or its title is mistaken; asked once."""
    owner = "都道府県" if usual == _PREFECTURE else coverage.name(usual) or "指定台帳にない機関"
    note = Note(
        "sender-numbers-differ",
        {
            "name": sender.name,
            "number": f"{sender.number:02}",
            "source": sender.source,
            "usual": f"{usual:02}",
            "owner": owner,
        },
    )
    return told(table, heading_cell(table, "certificate_number"), note, profile)


def _names_against_numbers(table: Table, coverage: Coverage, profile: Profile) -> list[Finding]:
    """研修実施機関番号 and 名称 of a row that are of two bodies; told once where they are printed above the table."""
    if not {"agency_number", "agency_name"} <= table.values.keys():
        return []
    level = profile.severity("agency-name-differs")
    found: dict[str, Finding] = {}
    for i in range(len(table.rows)) if level else ():
        number = agency_number.read(table.values["agency_number"][i]).value
        name = to_text(table.values["agency_name"][i]).strip()
        known = coverage.names_of(number) if number else ()
        if not name or not known or any(same_body(name, k) for k in known):
            continue
        params = {"number": f"{number:02}", "known": known[-1], "name": name}
        one = finding(table, i, "agency_name", Note("agency-name-differs", params), profile)
        if "agency_name" in table.context:
            cell = heading_cell(table, "agency_name")
            one = one._replace(cell=cell, row_name="", row_number="")
        found.setdefault(one.cell, one)
    return list(found.values())


def blamed(findings: Sequence[Finding], read: Understood, coverage: Coverage) -> list[Finding]:
    """Lets blame for a number used twice follow the number itself: AA names its owner (Guideline 5(2)).

    The owner is told of it (情報); the other body's row stays wrong.
    """
    twice = {(f.file, f.sheet, f.cell) for f in findings if f.rule == "number-duplicate"}
    if not twice:
        return list(findings)
    senders = {(t.file, t.sheet): sender_of(t, coverage).number for t in read.tables}
    users: dict[str, set[int | None]] = {}  # certificate number → the bodies that report it
    numbers: dict[tuple[str, str, str], CertificateNumber] = {}
    for record in read.records:
        if record.number:
            table = record.table
            cell = table.cell(record.index, "certificate_number")
            numbers[table.file, table.sheet, cell] = record.number
            users.setdefault(record.number.text, set()).add(senders[table.file, table.sheet])
    out: list[Finding | None] = []
    for one in findings:
        place = (one.file, one.sheet, one.cell)
        number = numbers.get(place) if place in twice else None
        sender = senders.get((one.file, one.sheet))
        rightful = number is not None and sender == number.agency
        others = users.get(number.text, set()) - {sender} if number else set()
        duplicate = one.rule == "number-duplicate" and rightful and others
        out.append(owners(one, read.profile) if duplicate else one)
    return [one for one in out if one is not None]


def owners(one: Finding, profile: Profile) -> Finding | None:
    """Makes of a duplicate what its rightful owner is told; None where the profile is silent."""
    note = Note("number-used-by-others", {"number": one.value})
    level = profile.severity(note.rule)
    if level is None:
        return None
    clause = rules()[note.rule].clause
    return one._replace(rule=note.rule, severity=level, message=sentence(note), clause=clause)
