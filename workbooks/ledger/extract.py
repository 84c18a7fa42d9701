"""提供用の抽出: items ①–⑥ of Guideline 5(4)ア and nothing else, of people who agreed (5(4)イ) and
work where it goes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import or_

from validators.numbers.municipality import Municipality
from workbooks.grid import Value
from workbooks.ledger import history as people
from workbooks.ledger.history import Entry
from workbooks.ledger.store import audit
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import certificates, completions
from workbooks.tables.headings import TITLES

_ITEMS = (
    "registration_number",
    "name",
    "birth_date",
    "address",
    "employer",
    "municipality",
    "field",
    "certificate_number",
    "completed_on",
)
HEADINGS = tuple(mark + TITLES[name] for mark, name in zip("①②②②③③④⑤⑥", _ITEMS, strict=True))


@dataclass(frozen=True, slots=True)
class Extract:
    """``rows`` under ``HEADINGS``. Left out: ``unsure`` whose report does not say whether they
    agreed, ``refused`` who did not, ``unplaced``
    whose workplace lies in a municipality nobody could tell."""

    to: str
    rows: tuple[tuple[Value, ...], ...]
    unsure: int
    refused: int
    unplaced: int

    @property
    def sentence(self) -> str:
        """What went and what did not, and why."""
        left = (
            f"同意がないため除いた人: {self.refused + self.unsure} 件（同意しない {self.refused} 件、"
            f"同意の記録がない {self.unsure} 件）"
        )
        return (
            f"{self.to}へ提供する {len(self.rows)} 件。{left}。勤務先の市町村が分からず対象か決められない人: "
            f"{self.unplaced} 件。取り消した修了は含みません。"
        )


def extract(
    ledger: Ledger,
    to: str,
    places: tuple[Municipality, ...] = (),
    prefecture: int | None = None,
    *,
    consent_required: bool = True,
) -> Extract:
    """Completions in force of people who work in ``places`` or in ``prefecture`` (1–47).

    With ``consent_required`` False (profile sharing.consent_required) only those who refused are left out.
    """
    where = completions.c.municipality_code.in_([p.code for p in places])
    if prefecture is not None:
        where = completions.c.municipality_code.between(
            f"{prefecture:02}0000", f"{prefecture:02}9999"
        )
    unknown = (completions.c.municipality_code == "") & (completions.c.employer != "")
    query = (
        people.base()
        .where(completions.c.current, certificates.c.state == "reported", or_(where, unknown))
        .order_by(completions.c.number)
    )
    rows, unsure, refused, unplaced = [], 0, 0, 0
    with ledger.read() as connection:
        for entry in people.entries(connection, query):
            if not entry.municipality_code:
                unplaced += 1
            elif entry.consent is False:
                refused += 1
            elif entry.consent is None and consent_required:
                unsure += 1
            else:
                rows.append(_items(entry))
    return Extract(to, tuple(rows), unsure, refused, unplaced)


def _items(e: Entry) -> tuple[Value, ...]:
    birth: dt.date | str = e.birth_date or ""
    return (
        e.registration_number,
        e.name,
        birth,
        e.address,
        e.employer,
        e.municipality,
        e.field,
        e.number,
        e.completed_on,
    )


def record(ledger: Ledger, made: Extract, content: str) -> None:
    """The line every extract leaves: to whom, how many, and the SHA-256 of the file handed over."""
    with ledger.write() as connection:
        detail = (
            f"提供用に抽出: {made.to}、{len(made.rows)} 件、同意がなく除いた {made.refused + made.unsure} 件、"
            f"ファイル {content}"
        )
        audit.append(connection, "extract", detail)
