"""名簿検証: rosters in, Report out. Joins what the layout knows (cells) with what the schema says (faults)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from validators.findings import Report
from validators.guideline.coverage import Coverage
from validators.numbers import prefecture as prefectures
from validators.problems import Problem
from validators.profile import Profile
from workbooks.grid import Book
from workbooks.roster import read as roster
from workbooks.roster.read import Table
from workbooks.roster.records import Understood
from workbooks.tables.form_titles import form_of
from workbooks.tables.places import assumed


def read_rosters(books: Sequence[Book], profile: Profile) -> list[Table]:
    """The roster tables of all books; tables know which of the profile's required and expected columns they lack."""
    settings = profile.roster
    wanted = [*settings.required, *settings.expected]
    named = [b.with_words(profile.headings) for b in books]
    return [table for book in named for table in roster.read(book, wanted)]


def check_book(book: Book, profile: Profile, today: dt.date) -> Report | None:
    """The report on the rosters of one open book, None where it holds none."""
    tables = read_rosters([replace(book, name="")], profile)
    return check_rosters(tables, profile, today) if tables else None


def no_roster(book: Book) -> Problem:
    """Why no roster was found in the book: it is another form of the guideline, or has no such table."""
    form = next(filter(None, map(form_of, book.grids)), "")
    if form:
        return Problem("roster-is-form", name=book.name or "このブック", form=form)
    return Problem("roster-not-found", place=place_of(book.name))


def place_of(name: str) -> str:
    """Where a table was looked for, as the sentences say it: 名簿.xlsx に, and このブックに for the open book."""
    return f"{name} に" if name else "このブックに"


def check_rosters(
    tables: Sequence[Table], profile: Profile, today: dt.date, coverage: Coverage | None = None
) -> Report:
    """Every fault of the tables together: duplicates are found across sheets and files."""
    return check_understood(Understood(tables, profile, today), coverage)


def load_rules() -> None:
    """Load what a check needs, which takes half a second (pandas); done by itself at the first check."""
    import validators.schemas.roster.check  # noqa: F401


def check_understood(read: Understood, coverage: Coverage | None = None) -> Report:
    """The report on rosters as understood; whoever goes on to print, number or register takes ``read.records``."""
    from validators.schemas.roster.check import faults_of  # brings pandas
    from validators.schemas.rule import Context
    from workbooks.roster import whole
    from workbooks.roster.candidates import with_candidates

    places, profile, usual = read.places, read.profile, read.usual_prefecture
    assumption = (
        {} if usual is None else {"都道府県": f"{prefectures.name(usual)}（修了証番号から）"}
    )
    context = Context(read.today, profile, places.where, coverage)
    faults = [f for f in faults_of(read.frame, context) if not whole.is_silent(places, f)]
    faults += [*whole.noted(places, profile), *whole.dittos(places, profile)]
    faults, doubts = whole.doubted(places, with_candidates(read, faults), profile)
    findings = [
        f._replace(value="〃") if f.rule in ("cell-ditto", "ditto-person") else f
        for f in places.findings(faults, profile)
    ]
    findings += doubts
    findings += whole.told_of(read.tables, profile)
    return Report(
        tuple(one for table in read.tables for one in (table.as_read(), *table.beside)),
        tuple(findings),
        settings=assumed(profile, read.today, **assumption),
        unchecked=whole.not_asked(places, read.frame, faults, context),
        facts=tuple(fact for table in read.tables for fact in table.facts),
    )
