"""名簿検証: rosters in, Report out. Joins what the layout knows (cells) with what the schema says (faults)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from validators.findings import Finding, Report
from validators.guideline import prefectures
from validators.guideline.coverage import Coverage
from validators.messages import rules, sentence
from validators.profile import Profile
from validators.reading import Note
from validators.text import to_text
from workbooks import roster
from workbooks.grid import Book, address
from workbooks.headings import TITLES
from workbooks.roster import COLUMNS, Table

_WIDEST_VALUE = 300     # characters of a value shown; the cell itself is one click away


def read_rosters(books: Sequence[Book], profile: Profile) -> list[Table]:
    """The roster tables of all books; tables know which of the profile's required and expected columns they lack."""
    settings = profile["roster"]
    wanted = [*settings["required"], *settings["expected"]]
    return [table for book in books for table in roster.read(book, wanted)]


def check_rosters(tables: Sequence[Table], profile: Profile, today: dt.date, coverage: Coverage | None = None) -> Report:
    """Every fault of the tables together: duplicates are found across sheets and files."""
    from validators.schemas import roster as schema  # brings pandas: only when there is something to check
    from validators.schemas.frame import Context
    from validators.schemas.records import ABSENT

    places = _Places(tables)
    present = [name for name in COLUMNS if any(table.has(name) for table in tables)]
    values: dict[str, list[object]] = {name: [] for name in present}
    for table in tables:
        for name in present:
            own = table.values.get(name)
            values[name].extend(own if own is not None else [ABSENT] * len(table.rows))
    context = Context(today, profile, places.where, coverage)
    found = (places.finding(f.record, f.column, f.note, profile) for f in schema.check(values, context))
    findings = list({(f.file, f.sheet, f.cell, f.rule): f for f in found}.values())      # a cell merged over rows says it once
    findings += [finding for table in tables for finding in _table_findings(table, profile)]
    settings = {"運用設定": profile.name, "基準日": today.isoformat()}
    if profile.prefecture:
        settings["都道府県"] = prefectures.name(profile.prefecture)
    return Report(tuple(table.as_read() for table in tables), tuple(findings), settings=settings)


@dataclass(slots=True)
class _Places:
    """Record number over all tables → table and its own record number."""

    tables: Sequence[Table]
    starts: list[int]

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables
        self.starts = []
        total = 0
        for table in tables:
            self.starts.append(total)
            total += len(table.rows)

    def locate(self, record: int) -> tuple[Table, int]:
        """The table a record stands in, and its number there."""
        from bisect import bisect_right

        index = bisect_right(self.starts, record) - 1
        return self.tables[index], record - self.starts[index]

    def where(self, record: int, column: str) -> str:
        """How another cell is named in a sentence: J10, with sheet and file where these differ between the tables."""
        table, own = self.locate(record)
        cell = table.cell(own, column)
        if len({t.file for t in self.tables}) > 1:
            return f"{table.file} の {table.sheet}!{cell}"
        return f"{table.sheet}!{cell}" if len({t.sheet for t in self.tables}) > 1 else cell

    def finding(self, record: int, column: str, note: Note, profile: Profile) -> Finding:
        """A fault of the schema as a finding in its cell."""
        table, own = self.locate(record)
        heading = table.heading(own, column)
        params = {**note.params, **({"column": heading} if "column" in note.params else {})}
        raw = table.values.get(column)
        value = to_text(raw[own])[:_WIDEST_VALUE] if raw is not None else ""
        rule = rules()[note.rule]
        return Finding(
            table.file, table.sheet, table.cell(own, column), note.rule, profile.severity(note.rule) or rule.severity,
            sentence(Note(note.rule, params, note.suggestion)), value, note.suggestion, rule.clause, heading,
            _shown(table, "name", own), _shown(table, "certificate_number", own),
        )


def _shown(table: Table, column: str, own: int) -> str:
    raw = table.values.get(column)
    return to_text(raw[own]).replace("\n", " ")[:60] if raw is not None else ""


def _table_findings(table: Table, profile: Profile) -> list[Finding]:
    """Faults of the table as a whole: required columns that are missing, and cells that only say 〃."""
    findings = []
    missing = {name for name in profile["roster"]["required"] if TITLES[name] in table.as_read().missing}
    level = profile.severity("column-missing")
    if level:
        corner = address(table.header_rows[-1], min(table.headings))
        for name in sorted(missing, key=list(TITLES).index):
            note = Note("column-missing", {"column": TITLES[name]})
            findings.append(
                Finding(table.file, table.sheet, corner, note.rule, level, sentence(note), clause=rules()[note.rule].clause, heading=TITLES[name])
            )
    level = profile.severity("cell-ditto")
    if level is None:
        return findings
    for own, column in table.ditto:
        value = to_text(table.values[column][own])
        note = Note("cell-ditto", {"column": table.heading(own, column)}, value)
        findings.append(
            Finding(
                table.file, table.sheet, table.cell(own, column), note.rule, level, sentence(note), "〃", value, rules()[note.rule].clause,
                table.heading(own, column), _shown(table, "name", own), _shown(table, "certificate_number", own),
            )
        )
    return findings
