"""二重の指定: the same designation in two rows of a 指定台帳."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import chain, islice
from typing import Any

from validators.schemas.designations.records import day_of, groups, name_of
from validators.schemas.rule import MOST, Found, Frame


def saying_another(rows: Mapping[Any, Sequence[int]], said: object) -> list[int]:
    """The rows that say something else, in their order, at most ``MOST``; ``rows`` by what they say."""
    others = chain.from_iterable(of for other, of in rows.items() if other != said)
    return sorted(islice(others, MOST))


def repeated(f: Frame) -> Found:
    """The same designation in two rows: agency, kind and day; two names under one number are told at the number."""
    found: Found = {}
    for members in f.once(groups).values():
        same: dict[dt.date, dict[str, list[int]]] = {}  # day → name → rows
        for i in members:
            if day := day_of(f, "designated_on", i):
                same.setdefault(day, {}).setdefault(name_of(f, i), []).append(i)
        for named in same.values():
            for name, rows in named.items():
                near = sorted([*rows, *named.get("", ())] if name else chain(*named.values()))
                for i in rows:
                    if others := list(islice((j for j in near if j != i), MOST)):
                        found[i] = {"other": f.naming(others, "designated_on")}
    return found
