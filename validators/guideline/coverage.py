"""指定台帳 as an answer: did this agency hold a designation for this kind in this fiscal year?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from validators.guideline.bodies import body_key
from validators.guideline.designation import Designation, Renewal, covered_years

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
    """``verdict`` is the id of a roster rule, "" when covered, ``UNKNOWN`` when nobody can tell.

    due         提出予定日 of the report by agency and kind
    unrecorded  agency and kind of designations whose renewals the ledger has no column for
    """

    names: dict[int, str] = field(default_factory=dict)
    agencies: dict[int, Agency] = field(default_factory=dict)
    due: dict[tuple[int, int], list[dt.date]] = field(default_factory=dict)
    years: dict[tuple[int, int], set[int]] = field(default_factory=dict)
    void: set[tuple[int, int, int]] = field(default_factory=set)
    unrecorded: set[tuple[int, int]] = field(default_factory=set)
    former: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        designations: Iterable[Designation],
        renewals: Mapping[int, Iterable[Renewal]],
        names: Mapping[int, str],
    ) -> Coverage:
        """From designations and each agency's renewals."""
        coverage = cls(dict(names))
        for designation in designations:
            own = list(renewals.get(designation.agency, ()))
            for kind, years in covered_years(designation, own).items():
                coverage.years.setdefault((designation.agency, kind), set()).update(years)
            coverage.void |= {
                (designation.agency, k, r.fiscal_year) for r in own if not r.valid for k in r.kinds
            }
        return coverage

    def verdict(self, agency: int, kind: int, fiscal_year: int) -> str:
        """agency-unknown, designation-kind-missing, designation-void, designation-expired, ``UNKNOWN`` or ""."""
        if agency not in self.names:
            return "agency-unknown"
        if (agency, kind) not in self.years:
            return "designation-kind-missing"
        if fiscal_year in self.years[agency, kind]:
            return ""
        if (agency, kind) in self.unrecorded and fiscal_year > min(self.years[agency, kind]):
            return UNKNOWN
        return (
            "designation-void"
            if (agency, kind, fiscal_year) in self.void
            else "designation-expired"
        )

    def number(self, name: str) -> int | None:
        """The number of the body with this name, however its corporate form is written."""
        key = body_key(name)
        return next((n for n, known in self.names.items() if key and body_key(known) == key), None)

    def names_of(self, agency: int) -> tuple[str, ...]:
        """Every name the ledger has for a number, the latest last: a body may have changed its name."""
        return self.former.get(agency, ()) + ((self.names[agency],) if agency in self.names else ())

    def name(self, agency: int) -> str:
        """The agency's name as in the ledger."""
        return self.names.get(agency, "")
