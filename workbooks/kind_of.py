"""Which kind of table (表の種類) a workbook holds, in the word that ``careerup check`` takes."""

from __future__ import annotations

from validators.profile import Profile
from workbooks.applications.layout import LAYOUT as APPLICATIONS
from workbooks.designations.layout import LAYOUT as DESIGNATIONS
from workbooks.grid import Book
from workbooks.participants.layout import LAYOUT as PARTICIPANTS
from workbooks.roster.check import read_rosters
from workbooks.tables.layout import read


def kind_of(book: Book, profile: Profile) -> str:
    """Returns ``designations``, ``applications``, ``participants`` or ``roster``; "" where none is found.

    A 指定台帳 has the columns of an application ledger too, and a 受講者名簿 those of a roster: the
    kind that asks for more comes first.
    """
    for layout in (DESIGNATIONS, APPLICATIONS, PARTICIPANTS):
        if read(book, layout):
            return layout.kind
    return "roster" if read_rosters([book], profile) else ""
