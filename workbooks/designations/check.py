"""指定台帳の確認: the Report with the lists of what ends and the reminders to the bodies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from validators.findings import Finding, Listing, Report
from validators.guideline import fields
from validators.guideline.fiscal_year import label
from validators.problems import Problem
from validators.profile import Profile
from validators.reading import Note
from validators.schemas.designations import rules as designation_rules
from validators.schemas.designations.records import Standing
from validators.schemas.rule import Context
from workbooks.designations.layout import LAYOUT, columns_of, tables_of
from workbooks.grid import Book
from workbooks.letters.letter import renewals
from workbooks.tables.desk import DeskTable
from workbooks.tables.places import Places, assumed, heading_cell, noted, told
from workbooks.tables.unasked import Questions, unasked

# A ledger tells its designations without them: what a course, a filing's state or a note would add.
_ASIDE = frozenset(("first_day", "last_day", "report_on", "reception_on", "status", "remarks"))

_BODY = 3  # 研修実施機関の名称 of the list, the cell that leads to the ledger


def check(books: Sequence[Book], profile: Profile, today: dt.date) -> Report | None:
    """Checks a 指定台帳 and gives the Report with 失効・まもなく失効 and the reminders; None when no such table is
    there."""
    tables = tables_of(books)
    if not tables:
        return None
    places, values = columns_of(tables)
    standings, faults = designation_rules.check(values, Context(today, profile, places.where))
    findings = [*places.findings(faults, profile), *noted(tables, profile)]
    findings += [f for table in tables for f in _unrecorded(table, profile)]
    asked = Questions(
        designation_rules.RULES,
        LAYOUT.title,
        LAYOUT.expected,
        stand_in={"field": ("kind_number",)},
        aside=_ASIDE,
    )
    settings = assumed(profile, today, まもなく失効=f"{profile.designations.notice_days}日前から")
    return Report(
        tuple(t.as_read() for t in tables),
        tuple(findings),
        settings=settings,
        title="指定台帳の確認結果",
        lists=(_ending(standings, places), _reminders(standings, today, profile)),
        unchecked=unasked(places, faults, asked),
    )


def _unrecorded(table: DeskTable, profile: Profile) -> list[Finding]:
    """A ledger without a column of renewals: one question, at its heading row."""
    if table.has("renewed"):
        return []
    return told(table, heading_cell(table, "renewed"), Note("renewal-column-missing", {}), profile)


def _ending(standings: Sequence[Standing], places: Places) -> Listing:
    """失効・まもなく失効, the soonest first, then what is gone."""
    order = {"まもなく失効": 0, "更新不明": 1, "指定前": 2, "取消": 3, "届出無効": 4, "失効": 5}
    chosen = sorted(
        (s for s in standings if s.state in order),
        key=lambda s: (order[s.state], s.days or 0, s.agency.number, s.kind),
    )
    return Listing(
        "失効・まもなく失効",
        (
            "状態",
            "残り日数",
            "研修実施機関番号",
            "研修実施機関の名称",
            "種別番号",
            "研修種別",
            "指定年月日",
            "更新届出",
            "効力の終わり",
        ),
        (12, 9, 9, 34, 8, 22, 14, 24, 14),
        tuple(
            (
                s.state,
                "" if s.days is None else s.days,
                f"{s.agency.number:02}",
                s.agency.name,
                str(s.kind),
                fields.by_number(s.kind).name,
                s.designated_on,
                "、".join(label(y) for y in s.renewed),
                s.end,
            )
            for s in chosen
        ),
        links={(i, _BODY): places.place(s.record, "agency_name") for i, s in enumerate(chosen)},
    )


def standings_of(books: Sequence[Book], profile: Profile, today: dt.date) -> Sequence[Standing]:
    """How every designation of the books stands on a day. Raises Problem where there is no 指定台帳."""
    tables = tables_of(books)
    if not tables:
        raise Problem("designations-not-found", place=f"{books[0].name} に")
    places, values = columns_of(tables)
    return designation_rules.check(values, Context(today, profile, places.where))[0]


def _reminders(standings: Sequence[Standing], today: dt.date, profile: Profile) -> Listing:
    """One ready text for each body whose designations are about to end, in the office's wording."""
    rows = tuple(
        (f"{one.body.number:02}", one.body.name, one.body.contact, one.subject, one.text)
        for one in renewals(standings, today, profile)
    )
    return Listing(
        "更新のお知らせ",
        ("研修実施機関番号", "研修実施機関の名称", "連絡先", "件名", "本文"),
        (9, 30, 20, 30, 90),
        rows,
    )
