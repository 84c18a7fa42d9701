"""Which kind of table (表の種類) a workbook holds, in the word that ``careerup check`` takes."""

from __future__ import annotations

from validators.profile import Profile
from validators.text import is_blank
from workbooks.applications.layout import LAYOUT as APPLICATIONS
from workbooks.designations.layout import LAYOUT as DESIGNATIONS
from workbooks.grid import Book
from workbooks.participants.layout import LAYOUT as PARTICIPANTS
from workbooks.roster.check import read_rosters
from workbooks.tables.desk_read import read
from workbooks.tables.table import Table


def kind_of(book: Book, profile: Profile) -> str:
    """Returns ``designations``, ``applications``, ``participants`` or ``roster``; "" where none is found.

    A 指定台帳 has the columns of an application ledger too, so it is looked for first. A list of
    people is a roster where it holds 修了証番号, else a 受講者名簿 where it is one as well.
    """
    for layout in (DESIGNATIONS, APPLICATIONS):
        if read(book, layout):
            return layout.kind
    rosters = read_rosters([book], profile)
    if any(_numbered(table) for table in rosters):
        return "roster"
    if read(book, PARTICIPANTS):
        return PARTICIPANTS.kind
    return "roster" if rosters else ""


def _numbered(table: Table) -> bool:
    """Does any record of the table hold a 修了証番号?"""
    return any(not is_blank(value) for value in table.values.get("certificate_number", ()))
