"""名簿検証: rosters in, Report out. Joins what the layout knows (cells) with what the schema says (faults)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from validators.findings import Finding, Report
from validators.guideline.coverage import Coverage
from validators.messages import rules, sentence
from validators.profile import Profile
from validators.reading import Note
from validators.text import to_text
from workbooks.grid import Book
from workbooks.roster import read as roster
from workbooks.roster.read import COLUMNS, Table
from workbooks.tables.headings import TITLES
from workbooks.tables.places import Places, assumed, finding


def read_rosters(books: Sequence[Book], profile: Profile) -> list[Table]:
    """The roster tables of all books; tables know which of the profile's required and expected columns they lack."""
    settings = profile["roster"]
    wanted = [*settings["required"], *settings["expected"]]
    return [table for book in books for table in roster.read(book, wanted)]


def check_rosters(
    tables: Sequence[Table], profile: Profile, today: dt.date, coverage: Coverage | None = None
) -> Report:
    """Every fault of the tables together: duplicates are found across sheets and files."""
    from validators.schemas.records import ABSENT
    from validators.schemas.roster import (
        check as schema,  # brings pandas: only when there is something to check
    )
    from validators.schemas.rule import Context

    places = Places(tables)
    values = places.columns(COLUMNS, ABSENT)
    context = Context(today, profile, places.where, coverage)
    found = (
        places.finding(f.record, f.column, f.note, profile)
        for f in schema.check(values, context)
        if not _silent(places, f.record, f.column)
    )
    findings = list(
        {(f.file, f.sheet, f.cell, f.rule): f for f in found}.values()
    )  # a cell merged over rows says it once
    findings += [finding for table in tables for finding in _table_findings(table, profile)]
    return Report(
        tuple(read for table in tables for read in (table.as_read(), *table.beside)),
        tuple(findings),
        settings=assumed(profile, today),
        facts=tuple(fact for table in tables for fact in table.facts),
    )


def _silent(places: Places, record: int, column: str) -> bool:
    """Is the fault told by another finding already: a row struck out, cells whose lines do not pair?"""
    table, own = places.locate(record)
    silent = getattr(table, "silent", ())
    return bool(silent) and ((own, column) in silent or (own, "") in silent)


def _table_findings(table: Table, profile: Profile) -> list[Finding]:
    """Faults of the table as a whole: required columns that are missing, and cells that only say 〃."""
    findings = []
    missing = {
        name for name in profile["roster"]["required"] if TITLES[name] in table.as_read().missing
    }
    level = profile.severity("column-missing")
    if level:
        corner = table.corner
        for name in sorted(missing, key=list(TITLES).index):
            note = Note("column-missing", {"column": TITLES[name]})
            findings.append(
                Finding(
                    table.file,
                    table.sheet,
                    corner,
                    note.rule,
                    level,
                    sentence(note),
                    clause=rules()[note.rule].clause,
                    heading=TITLES[name],
                )
            )
    findings += [
        finding(table, record, column, note, profile)
        for record, column, note in table.noted
        if profile.severity(note.rule)
    ]
    for cell, heading, note in table.told:
        if level := profile.severity(note.rule):
            findings.append(
                Finding(
                    table.file,
                    table.sheet,
                    cell,
                    note.rule,
                    level,
                    sentence(note),
                    clause=rules()[note.rule].clause,
                    heading=heading,
                )
            )
    level = profile.severity("cell-ditto")
    if level is None:
        return findings
    for own, column in table.ditto:
        note = Note("cell-ditto", {"column": ""}, to_text(table.values[column][own]))
        findings.append(replace(finding(table, own, column, note, profile), value="〃"))
    return findings
