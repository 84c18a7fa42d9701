"""指定 (役職・施設の種類・職務分野・開始月): what a person names for the rows that do not say it themselves."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from validators.guideline.eligibility import (
    Facility,
    Role,
    duty_of,
    read_duty,
    read_facility,
    read_role,
)
from validators.problems import Problem
from validators.text import is_blank, to_text
from validators.values.months import read_month


@dataclass(frozen=True, slots=True)
class Asked:
    """What counts where a row does not say it.

    roles     the roles to look at; () for the row's own, or for every role    facility  None where not named
    duty      field of a 職務分野別リーダー    month  first day of the month of the raise, None: April
    """

    roles: tuple[Role, ...] = ()
    facility: Facility | None = None
    duty: int | None = None
    month: dt.date | None = None


def asked_for(role: object, facility: object, duty: object, month: object) -> Asked:
    """The four as typed, each blank where it is not named. Raises Problem for one that nobody knows."""
    kind = read_facility(facility)
    if kind.notes:
        raise Problem("option-facility", value=to_text(facility))
    roles = read_role(role, kind.value)
    if roles.notes or roles.value == ():  # 園長: known, and not one of them
        raise Problem("option-role", value=to_text(role))
    field = None if is_blank(duty) else read_duty(duty).value
    if field is None and not is_blank(duty):
        raise Problem("option-field", value=to_text(duty))
    first = read_month(month)
    if first.notes:
        raise Problem("option-month", value=to_text(month))
    duty_number = field.number if field else duty_of(role)
    return Asked(roles.value or (), kind.value, duty_number, first.value)
