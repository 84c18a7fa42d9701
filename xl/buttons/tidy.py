"""表記を整える, 適用, 元に戻す on the open book."""

from __future__ import annotations

from collections.abc import Mapping

from workbooks.asking import Answer, Ask, Cell, Host
from workbooks.plan import Plan
from workbooks.tidy import sheet as tidying
from xl.settings import known, profile_in_use


def press_tidy(host: Host) -> Answer:
    """Button 表記を整える."""
    profile = profile_in_use()
    found = tidying.found_in(known(host.book(), profile), profile)

    def proposed(formats: Mapping[Cell, str]) -> Plan:
        return tidying.propose(found, formats)

    return Ask("formats", proposed, [(c.sheet, c.cell) for c in found]) if found else proposed({})


def press_tidy_apply(host: Host) -> Answer:
    """Button 適用."""
    content = host.book()

    def applied(formats: Mapping[Cell, str]) -> Plan:
        return tidying.apply(content, formats)

    targets = tidying.targets(content)
    return Ask("formats", applied, targets) if targets else applied({})


def press_tidy_undo(host: Host) -> Answer:
    """Button 元に戻す."""
    return tidying.undo(host.book())
