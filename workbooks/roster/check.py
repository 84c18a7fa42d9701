"""名簿検証: rosters in, Report out. Joins what the layout knows (cells) with what the schema says (faults)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from validators.findings import Report
from validators.guideline.coverage import Coverage
from validators.profile import Profile
from workbooks.grid import Book
from workbooks.roster import read as roster
from workbooks.roster.read import COLUMNS, Table
from workbooks.tables.places import Places, assumed


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
    from workbooks.roster import whole

    places = Places(tables)
    values = places.columns(COLUMNS, ABSENT)
    context = Context(today, profile, places.where, coverage)
    faults = [*schema.check(values, context), *whole.dittos(places, profile)]
    faults, doubts = whole.doubted(places, faults, profile)
    findings = [
        replace(f, value="〃") if f.rule == "cell-ditto" else f
        for f in places.findings(faults, profile)
    ]
    findings += doubts
    findings += [f for table in tables for f in whole.lacking(table, profile)]
    return Report(
        tuple(table.as_read() for table in tables),
        tuple(findings),
        settings=assumed(profile, today),
        unchecked=whole.not_asked(places, faults, context),
    )
