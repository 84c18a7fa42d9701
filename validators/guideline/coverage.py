"""指定の効力 as an answer: did this agency hold a designation for this kind on this day (Guideline 6(2)(3))?

One ``Coverage`` serves the ledger's own check, the 実績報告, the forms and the public list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from validators.eras import wareki
from validators.guideline.bodies import body_key, same_body
from validators.guideline.designation import Designation, Renewal, covered_years
from validators.guideline.fiscal_year import bounds, fiscal_year

Key = tuple[int, int]  # agency, kind

UNKNOWN = "renewals-unrecorded"  # a later year than the designation's, in a ledger without renewals


@dataclass(frozen=True, slots=True)
class Agency:
    """研修実施機関 as the ledger has it."""

    number: int
    name: str
    address: str = ""
    contact: str = ""


@dataclass(slots=True)
class Coverage:
    """What a 指定台帳 says.

    names, former  the name of each number, and what it was called before
    due            提出予定日 of the report, by agency and kind; due_unread: what stood there and is no day
    years          fiscal years in which the designation holds; void: those whose notice was void (届出無効)
    since          days of designation, by agency and kind; revoked: the first day without effect (取消)
    unrecorded     agency and kind whose renewals the ledger has no column for: nobody can tell whether they lapsed
    undated        agency and kind without a day of designation: nothing can be said of them
    """

    names: dict[int, str] = field(default_factory=dict)
    agencies: dict[int, Agency] = field(default_factory=dict)
    due: dict[Key, list[dt.date]] = field(default_factory=dict)
    years: dict[Key, set[int]] = field(default_factory=dict)
    void: set[tuple[int, int, int]] = field(default_factory=set)
    unrecorded: set[Key] = field(default_factory=set)
    former: dict[int, tuple[str, ...]] = field(default_factory=dict)
    since: dict[Key, list[dt.date]] = field(default_factory=dict)
    revoked: dict[Key, dt.date] = field(default_factory=dict)
    due_unread: dict[Key, list[str]] = field(default_factory=dict)
    undated: set[Key] = field(default_factory=set)

    @classmethod
    def of(
        cls,
        designations: Iterable[Designation],
        renewals: Mapping[int, Iterable[Renewal]],
        names: Mapping[int, str],
    ) -> Coverage:
        """Makes the answer from designations and each agency's renewals."""
        coverage = cls(dict(names))
        for designation in designations:
            of_agency = list(renewals.get(designation.agency, ()))
            for kind, years in covered_years(designation, of_agency).items():
                key = (designation.agency, kind)
                coverage.years.setdefault(key, set()).update(years)
                coverage.since.setdefault(key, []).append(designation.designated_on)
            coverage.void |= {
                (designation.agency, k, r.fiscal_year)
                for r in of_agency
                if not r.valid
                for k in r.kinds
            }
        return coverage

    def verdict(self, agency: int, kind: int, fiscal_year: int) -> str:
        """Gives the id of the rule that a course of a fiscal year breaks, "" where it is covered.

        agency-unknown, designation-kind-missing, designation-void, designation-expired, or ``UNKNOWN``.
        """
        if agency not in self.names:
            return "agency-unknown"
        key = (agency, kind)
        if key in self.undated:
            return ""  # asked about in the ledger itself
        if key not in self.years:
            return "designation-kind-missing"
        if fiscal_year in self.years[key]:
            return ""
        if key in self.unrecorded and fiscal_year > min(self.years[key]):
            return UNKNOWN
        void = (agency, kind, fiscal_year) in self.void
        return "designation-void" if void else "designation-expired"

    def verdict_on(self, agency: int, kind: int, day: dt.date) -> str:
        """Gives the id of the rule that a course on a day breaks: as ``verdict``, and designation-not-yet,
        designation-revoked-then."""
        by_year = self.verdict(agency, kind, fiscal_year(day))
        if by_year in ("agency-unknown", "designation-kind-missing"):
            return by_year
        key = (agency, kind)
        if key in self.revoked and day >= self.revoked[key]:
            return "designation-revoked-then"
        if key in self.since and day < min(self.since[key]):
            return "designation-not-yet"
        return by_year

    def held_in(self, agency: int, kind: int, year: int, as_of: dt.date) -> bool:
        """Tells whether the designation holds on some day of a fiscal year and was made by a day (周知)."""
        if self.verdict(agency, kind, year):
            return False
        key = (agency, kind)
        first, last = bounds(year)
        since = min(self.since.get(key, [dt.date.max]))
        until = self.revoked.get(key, dt.date.max)
        return since <= min(last, as_of) and until > max(first, min(as_of, last))

    def day_for(self, agency: int, kind: int) -> str:
        """Shows the days of designation of an agency and kind for a sentence."""
        return "、".join(wareki(d) for d in sorted(self.since.get((agency, kind), ())))

    def number(self, name: str) -> int | None:
        """Finds the number of the body with this name, however its corporate form is written."""
        key = body_key(name)
        if not key:
            return None
        exact = [n for n in self.names if any(body_key(k) == key for k in self.names_of(n))]
        alike = exact or [
            n for n in self.names if any(same_body(name, k) for k in self.names_of(n))
        ]
        return alike[0] if len(alike) == 1 or exact else None

    def names_of(self, agency: int) -> tuple[str, ...]:
        """Lists every name the ledger has for a number, the latest last: a body may have changed its name."""
        latest = (self.names[agency],) if agency in self.names else ()
        return (*self.former.get(agency, ()), *latest)

    def name(self, agency: int) -> str:
        """Gives the agency's name as in the ledger."""
        return self.names.get(agency, "")
