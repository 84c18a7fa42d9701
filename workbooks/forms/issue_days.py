"""交付日: what a clerk asks of a run of certificates, and the day a certificate may bear (R12, R15, R22)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from validators.guideline.fiscal_year import SCHEME_START
from validators.profile import Profile
from validators.reading import Note
from validators.values.dates import show


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the clerk asks for.

    issuer       lines of the 発行者
    issued_on    交付年月日 for all; without it the roster's 発行年月日 counts
    reissued_on  再交付 (Guideline 5(5)): printed beside the first date, which stays, as does the number
    rows         sheet rows of the records wanted, None for all
    today        no certificate is dated later
    accepted     cells, names or numbers whose 要確認 the clerk has settled
    revoked      numbers that the register says are 取消 or 回収
    """

    profile: Profile
    issuer: Sequence[str]
    issued_on: dt.date | None = None
    reissued_on: dt.date | None = None
    rows: Collection[int] | None = None
    today: dt.date | None = None
    accepted: Collection[str] = ()
    revoked: Collection[str] = field(default_factory=frozenset)


def issue_day(
    wanted: Wanted, listed: dt.date | None, completed: dt.date | None, year: int
) -> dt.date | tuple[str, Note]:
    """The day of issue: the one asked for or the roster's (``listed``), not before the completion and
    in the year of the number; else the column to look at and why."""
    day, again = wanted.issued_on or listed, wanted.reissued_on
    if day is None:
        return "issued_on", Note("form-issue-day-missing")
    shown = show(day)
    if day < SCHEME_START:
        return "issued_on", Note("form-issue-day-early", {"day": shown})
    if wanted.issued_on and listed and listed != day:
        return "issued_on", Note("form-issue-day-differs", {"day": shown, "listed": show(listed)})
    if completed and day < completed:
        params = {"day": shown, "completed": show(completed)}
        return "completed_on", Note("form-issue-before-completion", params)
    if day.year != year:
        return "certificate_number", Note("form-issue-year", {"year": year, "day": shown})
    for asked in (day, again):
        if asked and wanted.today and asked > wanted.today:
            return "issued_on", Note("form-issue-day-future", {"day": show(asked)})
    if again and again < day:
        return "issued_on", Note("form-reissue-early", {"reissued": show(again), "day": shown})
    return day
