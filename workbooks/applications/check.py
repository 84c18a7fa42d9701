"""指定申請チェック: one row per application (several kinds in a row are split), with 事業計画,
カリキュラム and 講師 on sheets of their own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from validators.findings import Finding, Listing, Report
from validators.guideline.coverage import Coverage
from validators.messages import rules
from validators.profile import Profile
from validators.reading import ABSENT, Note
from validators.schemas.applications import attachments as attachment_rules
from validators.schemas.applications import filings as application_rules
from validators.schemas.applications.filings import Line
from validators.schemas.records import Fault
from validators.schemas.rule import Context
from validators.text import squeeze, to_text
from validators.values.answers import Decision, read_decision
from workbooks.applications import attachments, listing, questions, review
from workbooks.applications.attachments import group_of
from workbooks.applications.layout import CURRICULUM, LAYOUT, LECTURERS, PLAN
from workbooks.grid import Book
from workbooks.tables.desk import DeskTable
from workbooks.tables.desk_read import read
from workbooks.tables.layout import Layout
from workbooks.tables.places import Places, assumed, noted
from workbooks.tables.units import titled_year

# What a renewal has to keep to (Guideline 6(3) names 3 to 5): faults that would make it void.
_VOIDING = frozenset(
    (
        "planned-minutes-short",
        "minutes-missing",
        "method-missing",
        "curriculum-items",
        "curriculum-short",
        "lecturer-basis-missing",
    )
)


# An application that is no longer before anybody: nothing in it has to be corrected.
# Besides the plain words of values/answers: 令和8年6月1日付け取下げ.
_SETTLED = re.compile(r"取り?下げ|撤回|不承認|不指定|却下|棄却|辞退|取り?やめ|中止")
_CLOSED = (Decision.REFUSED, Decision.WITHDRAWN)
Found = list[tuple[Places, Fault]]


@dataclass(slots=True)
class Desk:
    """The tables of the books and what has been found in them so far."""

    tables: list[DeskTable]
    plans: list[DeskTable]
    curricula: list[DeskTable]
    lecturers: list[DeskTable]
    places: Places = field(init=False)
    lines: list[Line] = field(init=False)
    keys: list[tuple[str, str]] = field(init=False)
    found: Found = field(default_factory=list)
    taught: list[tuple[tuple[str, str], int, list[attachment_rules.Lesson]]] = field(
        default_factory=list
    )


LEDGER_COLUMNS = (*(column.name for column in LAYOUT.columns), "title_year")
_ASKED = {
    layout.kind: questions.questions(layout, rules)
    for layout, rules in (
        (LAYOUT, application_rules.RULES),
        (CURRICULUM, attachment_rules.CURRICULUM),
        (LECTURERS, attachment_rules.LECTURERS),
    )
}
# A body has its number from its first designation on: who applies for it has none to give.
_NEW = _ASKED[LAYOUT.kind]
_ASKED_OF_NEW = {**_ASKED, LAYOUT.kind: replace(_NEW, aside=_NEW.aside | {"agency_number"})}
_BY_RENEWAL = {True: _ASKED, False: _ASKED_OF_NEW}


def check(
    books: Sequence[Book], profile: Profile, today: dt.date, coverage: Coverage | None = None
) -> Report | None:
    """Checks 指定申請台帳 and gives the Report with the list 申請一覧; None when no such table is there."""
    desk = read_desk(books)
    return check_read(desk, books, profile, today, coverage) if desk else None


def check_read(
    desk: Desk, books: Sequence[Book], profile: Profile, today: dt.date, coverage: Coverage | None
) -> Report:
    """The Report of ledgers that have been read; forms take the same tables."""
    _ledger(desk, profile, today, coverage)
    for file in dict.fromkeys(t.file for t in desk.tables):
        _attached(desk, file, profile, today)
    missing = attachments.without_curriculum(desk.lines, desk.keys, desk.curricula)
    desk.found += [(desk.places, f) for f in missing]
    desk.found = _without_settled(desk, profile)
    lapsing = _lapsing(desk.lines, desk.keys, desk.places, desk.found, profile)
    reads = (*desk.tables, *desk.plans, *desk.curricula, *desk.lecturers)
    findings = [*questions.findings(desk.found, reads, _ASKED, profile), *lapsing]
    findings += noted(reads, profile)
    findings = list({(f.file, f.sheet, f.cell, f.rule): f for f in findings}.values())
    asked = _BY_RENEWAL[any(line.renewal for line in desk.lines)]
    files = questions.of_files(books, reads, asked)
    unasked = (*questions.left_unasked(desk.found, reads, asked), *files)
    attached = (*desk.curricula, *desk.lecturers)
    each = questions.of_each(desk.lines, desk.places, attached, files, _BY_RENEWAL)
    if coverage is None and any(line.renewal for line in desk.lines):
        alone = questions.without_ledger(desk.tables[0].file)
        unasked = (*unasked, alone)
        for line, titles in zip(desk.lines, each, strict=True):
            titles += [alone.what] if line.renewal else []
    return Report(
        tuple(t.as_read() for t in reads),
        tuple(findings),
        settings=assumed(profile, today, **{"2か月前の数え方": _method(profile)}),
        title="指定申請台帳の確認結果",
        lists=_lists(desk, profile, each),
        unchecked=unasked,
    )


def _lists(desk: Desk, profile: Profile, unasked: Sequence[list[str]]) -> tuple[Listing, ...]:
    """申請一覧, and 審査票 for each application and kind; ``unasked`` is what was not asked of each."""
    titles = listing.titles_of(desk.keys, desk.places, desk.found, profile)
    titles = [{**t, "unasked": of_row} for t, of_row in zip(titles, unasked, strict=True)]
    return (
        listing.applications(desk.lines, desk.places, titles),
        review.reviews(desk.lines, desk.keys, desk.places, titles, _taught(desk)),
    )


def _taught(desk: Desk) -> review.Lessons:
    """(application, kind) → its lessons; those of a curriculum without 受付番号 count for every application."""
    found: dict[tuple[tuple[str, str], int], list[attachment_rules.Lesson]] = {}
    for (file, key), kind, lessons in desk.taught:
        for application in desk.keys:
            if application[0] == file and key in ("", application[1]):
                found.setdefault((application, kind), lessons)
    return found


def _method(profile: Profile) -> str:
    method = profile.filing.method
    return (
        f"方法{method}" if method else "方法A（運用設定に定めがないため、数え方で変わる日は境界）"
    )


def read_desk(books: Sequence[Book]) -> Desk | None:
    """The tables, each value where its check looks for it; None without a ledger of applications."""
    tables = [t for book in books for t in read(book, LAYOUT) if not _is_designations(t)]
    if not tables:
        return None
    plans, curricula, lecturers = (
        [t for book in books for t in read(book, layout) if not _within(t, tables)]
        for layout in (PLAN, CURRICULUM, LECTURERS)
    )
    for table in (*curricula, *lecturers):
        attachments.without_running_numbers(table, tables)
    for table in tables:  # a 受付番号 counts within its own workbook
        attachments.split_kinds(table, [t for t in curricula if t.file == table.file])
        attachments.join_plan(table, [t for t in plans if t.file == table.file])
        table.values["title_year"] = [titled_year(table)] * len(table.rows)
    attachments.read_times(curricula)
    return Desk(tables, plans, curricula, lecturers)


def _within(table: DeskTable, ledgers: Sequence[DeskTable]) -> bool:
    """Is it a ledger of applications, read as another table once more?"""
    return any(
        (one.file, one.sheet) == (table.file, table.sheet)
        and not one.origin
        and one.header_rows[0] <= table.header_rows[0] <= one.rows[-1]
        for one in ledgers
    )


def _is_designations(table: DeskTable) -> bool:
    """A 指定台帳 has bodies, kinds and dates as well, and no day of filing."""
    return "filed_on" not in table.at and {"agency_number", "designated_on"} <= table.at.keys()


def _ledger(desk: Desk, profile: Profile, today: dt.date, coverage: Coverage | None) -> None:
    """The rows of the ledger itself."""
    desk.places = Places(desk.tables)
    context = Context(today, profile, desk.places.where, coverage)
    values = desk.places.columns(LEDGER_COLUMNS, ABSENT)
    desk.lines, faults = application_rules.check(values, context)
    desk.found = [(desk.places, f) for f in faults]
    desk.keys = [group_of(*desk.places.locate(i)) for i in range(len(desk.lines))]


def _attached(desk: Desk, file: str, profile: Profile, today: dt.date) -> None:
    """カリキュラム and 講師 of one workbook."""
    curricula = [t for t in desk.curricula if t.file == file]
    lecturers = [t for t in desk.lecturers if t.file == file]
    filings: dict[str, list[Line]] = {}
    for (where, key), line in zip(desk.keys, desk.lines, strict=True):
        if where == file:
            filings.setdefault(key, []).append(line)
    links = attachments.links(filings, lecturers)
    unknown = attachments.name_kinds(curricula, desk.tables)
    places = Places(curricula)
    values = places.columns([*_names(CURRICULUM), "period"], ABSENT)
    if values:
        context = Context(today, profile, places.where, None, links)
        desk.found += [(places, f) for f in attachment_rules.check_curriculum(values, context)]
        taught = attachment_rules.lessons(values, context)
        desk.taught += [((file, key), kind, list(x)) for (key, kind), x in taught.items()]
        note = Note("curriculum-kind-unknown", {})
        firsts = (places.starts[curricula.index(t)] for t in unknown)
        desk.found += [(places, Fault(first, "item", note)) for first in firsts]
    places = Places(lecturers)
    values = places.columns(_names(LECTURERS), ABSENT)
    if values:
        values.setdefault("basis", [None] * places.total)
        context = Context(today, profile, places.where, None, links)
        desk.found += [(places, f) for f in attachment_rules.check_lecturers(values, context)]


def _names(layout: Layout) -> list[str]:
    return [c.name for c in layout.columns]


def _without_settled(desk: Desk, profile: Profile) -> Found:
    """What is found, without the rows whose application was withdrawn or refused: one 情報 stands for each."""
    settled: dict[int, str] = {}
    for i in range(len(desk.lines)):
        table, index = desk.places.locate(i)
        text = to_text(table.values["result"][index]) if "result" in table.values else ""
        if read_decision(text) in _CLOSED or _SETTLED.search(squeeze(text)):
            settled[i] = text
    open_keys = {key for i, key in enumerate(desk.keys) if i not in settled}
    kept: Found = []
    counts: dict[int, dict[str, int]] = {i: {"error": 0, "warning": 0} for i in settled}
    for where, fault in desk.found:
        if where is desk.places and fault.record in settled:
            level = profile.severity(fault.note.rule)
            if level in ("error", "warning"):
                counts[fault.record][level] += 1
            continue
        gone = where is not desk.places and group_of(*where.locate(fault.record)) not in open_keys
        if not (settled and gone and group_of(*where.locate(fault.record)) in desk.keys):
            kept.append((where, fault))
    for i, text in settled.items():
        params = {"value": text, "errors": counts[i]["error"], "warnings": counts[i]["warning"]}
        kept.append((desk.places, Fault(i, "result", Note("application-settled", params))))
    return kept


def _lapsing(
    lines: Sequence[Line],
    keys: Sequence[tuple[str, str]],
    places: Places,
    found: Sequence[tuple[Places, Fault]],
    profile: Profile,
) -> list[Finding]:
    """様式第4号 whose content does not meet Guideline 3–5: the notice would be void (R33)."""
    reasons: dict[int | tuple[str, str], list[str]] = {}
    for where, fault in found:
        if fault.note.rule in _VOIDING:
            filing_at = fault.record if where is places else group_of(*where.locate(fault.record))
            reasons.setdefault(filing_at, []).append(rules()[fault.note.rule].title)
    out = []
    for i, (line, key) in enumerate(zip(lines, keys, strict=True)):
        why = [*reasons.get(i, ()), *reasons.get(key, ())] if line.renewal else []
        if why and profile.severity("renewal-would-lapse"):
            out.append(
                places.finding(
                    i,
                    "form",
                    Note("renewal-would-lapse", {"reasons": "、".join(dict.fromkeys(why))}),
                    profile,
                )
            )
    return out
