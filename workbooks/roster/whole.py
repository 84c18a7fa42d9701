"""What is said of a roster as a whole: columns it lacks, 〃, a title its rows contradict, questions not asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from validators.findings import Finding, Unchecked, unchecked
from validators.messages import sentence
from validators.profile import Profile
from validators.reading import Note
from validators.schemas.records import Fault, Records
from validators.schemas.roster.check import RULES
from validators.schemas.rule import Context, without
from validators.text import squeeze, to_text
from workbooks.roster.read import Table
from workbooks.tables.headings import TITLES
from workbooks.tables.places import Places, heading_cell, told
from workbooks.tables.unasked import Questions, questions_of, unasked

# Item printed once for the whole table → rules that show that the rows say something else.
_CONTRADICT = {
    "field": frozenset(("number-field",)),
    "agency_number": frozenset(("number-agency-mismatch", "number-agency-prefecture")),
    "completed_on": frozenset(("number-year-early", "number-year-late", "date-before-scheme")),
    "issued_on": frozenset(("number-year-issued", "issued-before-completion")),
}


_WHO = ("kana", "birth_date", "registration_number")  # what a person has of their own
# No items of the list of Guideline 5(4)ア: a roster without them is complete.
_ASIDE = frozenset(("agency_number", "consent", "minutes", "remarks"))


def dittos(places: Places, profile: Profile) -> list[Fault]:
    """Cells that only say 〃 or 同上; none where the profile does not ask."""
    if profile.severity("cell-ditto") is None:
        return []
    return [
        Fault(start + row, column, _ditto(table, column, row))
        for start, table in zip(places.starts, places.tables, strict=True)
        if isinstance(table, Table)
        for row, column in table.ditto
    ]


def _ditto(table: Table, column: str, row: int) -> Note:
    """Read as the cell above, or a question: the name of the row above beside a birth date of its own."""
    if column == "name":
        for other in _WHO:
            values = table.values.get(other)
            if values and _differ(values[row - 1], values[row]):
                return Note("ditto-person", {"column": "", "other": TITLES[other]})
    return Note("cell-ditto", {"column": ""}, _above(table, column, row))


def _differ(one: object, other: object) -> bool:
    texts = [squeeze(to_text(value)) for value in (one, other)]
    return all(texts) and texts[0] != texts[1]


def _above(table: Table, column: str, index: int) -> str:
    return to_text(table.values[column][index])


def is_silent(places: Places, fault: Fault) -> bool:
    """Is the fault told by another finding already: a row struck out, cells whose lines do not pair?"""
    table, index = places.locate(fault.record)
    silent = table.silent if isinstance(table, Table) else ()
    return bool(silent) and ((index, fault.column) in silent or (index, "") in silent)


def noted(places: Places, profile: Profile) -> list[Fault]:
    """What the reader itself found at single values."""
    return [
        Fault(start + index, column, note)
        for start, table in zip(places.starts, places.tables, strict=True)
        if isinstance(table, Table)
        for index, column, note in table.noted
        if profile.severity(note.rule)
    ]


def told_of(tables: Sequence[Table], profile: Profile) -> list[Finding]:
    """What is told at headings, once a file: columns that are lacking, columns known by their cells, doubted facts."""
    found: list[Finding] = []
    lack = Counter((table.file, name) for table in tables for name in table.missing)
    seen: set[tuple[str, ...]] = set()
    for table in tables:
        for finding in lacking(table, profile, lack):
            key: tuple[str, ...] = (finding.rule, table.file, finding.heading)
            if finding.rule != "column-missing" or key not in seen:
                found.append(finding)
            seen.add(key)
        for cell, heading, note in table.told:
            key = (note.rule, table.file, heading, str(note.params.get("item", "")))
            if note.rule != "column-inferred" or key not in seen:
                found += told(table, cell, note, profile, heading)
            seen.add(key)
    return found


def lacking(table: Table, profile: Profile, often: Mapping[tuple[str, str], int]) -> list[Finding]:
    """Items ①–⑥ of Guideline 5(4)ア that no column gives: one 要確認 each, at the heading that may be it.

    often  (file, item) → how many tables lack it
    """
    settings, read = profile.roster, table.as_read()
    wanted = [*settings.required, *settings.expected]
    names = [name for name in TITLES if name in wanted and TITLES[name] in read.missing]
    found = []
    for name in names:
        title = TITLES[name]
        asked = next((u for u in read.unmapped if title in u[2].split("・")), None)
        if asked:
            cell, note = asked[0], Note("column-unread", {"column": title, "heading": asked[1]})
        else:
            cell = heading_cell(table, name)
            others = often[table.file, name] - 1
            also = f"（ほか {others} 表も）" if others else ""
            note = Note("column-missing", {"column": title, "also": also})
        found += told(table, cell, note, profile, title)
    return found


def doubted(
    places: Places, faults: Sequence[Fault], profile: Profile
) -> tuple[list[Fault], list[Finding]]:
    """Where most rows contradict what a title says, the title is doubted once and the rows are left in peace."""
    kept, findings = list(faults), []
    for number, table in enumerate(places.tables):
        for name, ids in _CONTRADICT.items():
            if name not in table.values or name in table.as_read().columns or _is_wide(table, name):
                continue
            against = [f for f in kept if f.note.rule in ids and places.number(f.record) == number]
            if len({f.record for f in against}) * 2 <= len(table.rows):
                continue
            note = Note(
                "fact-doubted",
                {
                    "column": TITLES[name],
                    "value": to_text(table.values[name][0]),
                    "count": len(against),
                    "rows": len(table.rows),
                    "first": sentence(against[0].note).removesuffix("。"),
                },
            )
            findings += told(table, heading_cell(table, name), note, profile, TITLES[name])
            kept = [f for f in kept if f not in against]
    return kept, findings


def _is_wide(table: object, name: str) -> bool:
    """Does each 研修分野 have columns of its own? Then the field is printed in its heading."""
    return name == "field" and isinstance(table, Table) and table.groups[0].field is not None


def _carried(roster: Records) -> set[tuple[int, int]]:
    """(agency, kind) of the certificates of the tables."""
    numbers = roster.cells.get("certificate_number")
    return {(n.agency, n.field) for n in numbers.values if n} if numbers else set()


def not_asked(
    places: Places, roster: Records, faults: Sequence[Fault], context: Context
) -> tuple[Unchecked, ...]:
    """確かめていないこと of the tables, and of what was not given beside them."""
    if not places.tables:
        return ()
    settings = context.profile.roster
    asked = Questions(
        RULES,
        lambda name: TITLES.get(name, name),
        tuple(n for n in TITLES if n in (*settings.required, *settings.expected)),
        reads={"minutes": ("minutes-short",)},
        aside=_ASIDE,
    )
    found = list(unasked(places, faults, asked))
    for ids in without(RULES, context).values():
        note = Note("unchecked-designations", {"questions": questions_of([*ids, "report-late"])})
        found.append(unchecked(places.tables[0].file, "", "", note))
    if context.coverage is not None and context.coverage.unrecorded & _carried(roster):
        note = Note("unchecked-renewals", {"questions": questions_of(["designation-expired"])})
        found.append(unchecked(places.tables[0].file, "", "", note))
    return tuple(found)
