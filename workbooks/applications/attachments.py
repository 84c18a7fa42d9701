"""事業計画・カリキュラム・講師: what belongs to which application of a 指定申請台帳, by 受付番号, kind and sheet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from validators.guideline import fields
from validators.reading import Note
from validators.schemas.applications.cells import POINTER, lecturer_key
from validators.schemas.applications.filings import Line
from validators.schemas.records import Fault
from validators.schemas.rule import Applications
from validators.text import is_blank, squeeze, to_text
from workbooks.grid import Value
from workbooks.tables.desk import DeskTable
from workbooks.tables.desk_groups import fill_down
from workbooks.tables.places import Table
from workbooks.tables.printed import field_above
from workbooks.tables.spread import by_field, by_item
from workbooks.tables.units import stated_period, with_unit

_NUMBERS = re.compile(r"番号|N[oO]\.?|№|項番|回")
_START, _END = (
    re.compile(rf"({one})(予定)?(時刻|時間|時)?") for one in ("開始|始業|自|始", "終了|終業|至|終")
)


def key_of(value: object) -> str:
    """Makes the key of a 受付番号: spaces and width do not matter."""
    return squeeze(to_text(value))


def group_of(table: Table, record: int) -> tuple[str, str]:
    """Gives what an application and its attachments have in common: the workbook and the 受付番号,
    "" where there is none."""
    return table.file, key_of(table.values["receipt"][record]) if "receipt" in table.values else ""


def split_kinds(table: DeskTable, curricula: Sequence[DeskTable]) -> None:
    """Makes one record per kind: several kinds in one cell, or 別紙のとおり with the kinds of the
    curriculum (様式第2号 注1), or a column for each kind."""
    by_field(table)
    kinds: list[list[Value]] = []
    for i, value in enumerate(table.values["field"]):
        text = to_text(value)
        if POINTER.fullmatch(squeeze(text)):
            attached = _attached_kinds(
                curricula, key_of(table.values["receipt"][i]) if "receipt" in table.values else ""
            )
            kinds.append(list(attached) or [value])
        else:
            several = fields.split(text)
            kinds.append([f.name for f in several] if len(several) > 1 else [value])
    table.repeat([len(k) for k in kinds])
    table.values["field"] = [k for of_row in kinds for k in of_row]


def _attached_kinds(curricula: Sequence[DeskTable], key: str) -> list[str]:
    found: list[str] = []
    for t in curricula:
        for i in range(len(t.rows)):
            if "field" in t.values and (
                "receipt" not in t.values or key_of(t.values["receipt"][i]) == key
            ):
                read_field = fields.read(t.values["field"][i]).value
                if read_field and read_field.name not in found:
                    found.append(read_field.name)
    return found


def name_kinds(curricula: Sequence[DeskTable], ledgers: Sequence[DeskTable]) -> list[DeskTable]:
    """Gives each curriculum the kind it is of, where no column says it.

    The kind stands in the sheet's name or the title, or it is the only one applied for (with that 受付番号).
    Returns the tables whose kind stays unknown: their content and time cannot be checked.
    """
    unknown = []
    for table in curricula:
        given = table.values.get("field", ())
        if any(not is_blank(v) for v in given):
            continue
        named = _kind_of_title(table)
        applied = [t for t in ledgers if t.file == table.file]
        kinds: list[Value] = [
            named or _only_kind(table, i, applied) for i in range(len(table.rows))
        ]
        table.values["field"] = kinds
        if not any(kinds):
            unknown.append(table)
    return unknown


def without_running_numbers(table: DeskTable, ledgers: Sequence[DeskTable]) -> None:
    """No. 1, 2, 3 down a カリキュラム or a list of 講師 numbers its rows, and names no application."""
    if "receipt" not in table.at or not _NUMBERS.fullmatch(
        squeeze(table.headings[table.at["receipt"]])
    ):
        return
    numbers = [n for v in table.values["receipt"] if (n := key_of(v))]
    filed = {group_of(t, i)[1] for t in ledgers if t.file == table.file for i in range(len(t.rows))}
    if not all(n.isdigit() for n in numbers) or sorted(numbers, key=int) != numbers:
        return
    each_once = table.layout.kind == "curriculum" and len({*numbers}) == len(numbers) > 1
    if each_once or not {*numbers} <= filed:  # nobody teaches one lesson alone
        heading = table.heading_cell(table.at.pop("receipt"))
        del table.values["receipt"]
        table.told = [t for t in table.told if (t[0], t[2].rule) != (heading, "column-filled-down")]
        fill_down(table)


def read_times(curricula: Sequence[DeskTable]) -> None:
    """Gives the times of curricula the unit of their heading, and each row the stated length of a コマ."""
    for table in curricula:
        by_item(table)
        _from_clock(table)
        with_unit(table, "minutes")
        if period := stated_period(table):
            table.values["period"] = [period] * len(table.rows)


def _from_clock(table: DeskTable) -> None:
    """開始 and 終了 in columns of their own give the time of each lesson."""
    starts, ends = (
        next((c for c, t in table.others.items() if pattern.fullmatch(squeeze(t))), 0)
        for pattern in (_START, _END)
    )
    if "minutes" in table.values or not starts or not ends:
        return
    table.understood |= {starts, ends}
    table.at["minutes"] = ends
    table.values["minutes"] = [
        f"{_clock(table.other(i, starts))}～{_clock(table.other(i, ends))}"
        if not is_blank(table.other(i, ends))
        else ""
        for i in range(len(table.rows))
    ]


def _clock(value: Value) -> str:
    return f"{value:%H:%M}" if isinstance(value, (dt.time, dt.datetime)) else to_text(value)


def _kind_of_title(table: DeskTable) -> str:
    """The one kind that the nearest title, or else the sheet's name, speaks of."""
    title = field_above(table.grid, table.header_rows[0])
    return to_text(title.value) if title else ""


def _only_kind(table: DeskTable, record: int, ledgers: Sequence[DeskTable]) -> str:
    """The kind applied for, where it is one alone."""
    key = key_of(table.values["receipt"][record]) if "receipt" in table.values else ""
    kinds = set()
    for ledger in ledgers:
        for i, value in enumerate(ledger.values["field"]):
            if not key or group_of(ledger, i)[1] == key:
                kind = fields.read(value).value
                kinds.add(kind.name if kind else "")
    return kinds.pop() if len(kinds) == 1 else ""


def join_plan(table: DeskTable, plans: Sequence[DeskTable]) -> None:
    """Fills what the ledger leaves blank from the 事業計画 of the same 受付番号 (and kind); its
    own cell is then the one to correct."""
    if "receipt" not in table.values:
        return
    for plan in plans:
        rows = {
            (key_of(r), k): i
            for i, (r, k) in enumerate(
                zip(
                    plan.values["receipt"],
                    plan.values.get("field", [""] * len(plan.rows)),
                    strict=True,
                )
            )
        }
        for record, key in enumerate(table.values["receipt"]):
            kind = fields.read(table.values["field"][record]).value
            mine = [
                i
                for (r, k), i in rows.items()
                if r == key_of(key) and (is_blank(k) or fields.read(k).value == kind)
            ]
            for name in plan.values if mine else ():
                if name in ("receipt", "field"):
                    continue
                column = table.values.setdefault(name, [None] * len(table.rows))
                if is_blank(column[record]):
                    column[record] = plan.values[name][mine[0]]
                    sheet, cell = plan.place(mine[0], name)
                    table.elsewhere[record, name] = (sheet, cell, plan.heading(mine[0], name))


def without_curriculum(
    lines: Sequence[Line], keys: Sequence[tuple[str, str]], curricula: Sequence[DeskTable]
) -> list[Fault]:
    """Finds kinds of which a workbook with a カリキュラム says nothing; where it has none, the papers lie elsewhere."""
    there: dict[str, set[tuple[str, int]]] = {}
    for t in curricula:
        for i in range(len(t.rows) if "field" in t.values else 0):
            if kind := fields.read(t.values["field"][i]).value:
                there.setdefault(t.file, set()).add((group_of(t, i)[1], kind.number))
    return [
        Fault(i, "field", Note("curriculum-not-found", {"kind": line.kind_name}))
        for i, (line, (file, key)) in enumerate(zip(lines, keys, strict=True))
        if line.kind and file in there and not {(key, line.kind), ("", line.kind)} & there[file]
    ]


def links(filings: Mapping[str, Sequence[Line]], lecturers: Sequence[DeskTable]) -> Applications:
    """Gives what カリキュラム and 講師 of one workbook have to agree with; ``filings`` are its kinds by 受付番号."""
    alone = len(filings) == 1  # a workbook of one application: its attachments need no number
    declared = {
        (key, line.kind): line.minutes
        for key, lines in filings.items()
        for line in lines
        if line.kind and line.minutes
    }
    renewals = {key for key, lines in filings.items() if any(line.same_lecturers for line in lines)}
    people: dict[str, set[str]] = {}
    for t in lecturers:
        for i, name in enumerate(t.values["lecturer"]):
            people.setdefault(
                key_of(t.values["receipt"][i]) if "receipt" in t.values else "", set()
            ).add(lecturer_key(name))
    return Applications(
        declared
        | ({("", kind): minutes for (_, kind), minutes in declared.items()} if alone else {}),
        frozenset(filings) - {""},
        frozenset(renewals | ({""} if renewals and alone else set())),
        {k: frozenset(v) for k, v in people.items()},
    )
