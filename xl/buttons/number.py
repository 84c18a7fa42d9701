"""修了証番号を付番 on the open book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from validators.profile import Profile
from workbooks.asking import Answer, Ask, Cell, Host
from workbooks.numbering.rows import NumberingOrder
from workbooks.numbering.series import Alone, FromLedger, Series
from workbooks.numbering.sheet import Selection, cell_of, chosen, plan_numbers
from workbooks.plan import Plan
from xl.settings import known, open_register, profile_in_use, register_kept


def press_number(host: Host) -> Answer:
    """Button 修了証番号を付番: the rows chosen, or every row without a number when a single cell is."""
    today = dt.date.today()
    profile = profile_in_use().for_day(today)
    rows = host.rows()
    selection = Selection(host.active()[0], rows) if rows is not None else None
    order = NumberingOrder(profile, today)
    choice = chosen(known(host.book(), profile), order, selection)

    def planned(formats: Mapping[Cell, str]) -> Plan:
        return plan_numbers(choice, _series(profile), formats)

    cells = [cell_of(one.row) for one in choice.wanted]
    return Ask("formats", planned, cells) if cells else planned({})


def _series(profile: Profile) -> Series:
    """The register where the PC has one. The numbers stay reserved until the report is imported:
    nobody knows yet whether the clerk will save this workbook."""
    scope = profile.numbers.sequence_scope
    if register_kept(None, profile):
        return FromLedger(open_register(None, profile), scope)
    return Alone(scope)
