"""入れ替わった見出し: two columns of which each holds what the heading of the other names, such as 修了証番号 and
保育士登録番号."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import combinations

from validators.reading import Note
from workbooks.a1 import column_letter
from workbooks.tables.evidence import Sample

_FEWEST = 3  # cells that say something
_GLANCE = 5  # cells looked at first
_HARDLY = 0.35  # how well cells suit their own heading at most
_SURELY = 0.85  # how well they suit the other's, one of the two at least
_ALSO = 0.45  # and the other one: a 登録番号 without its prefecture is half a proof
# Items whose cells tell what they are.
_TOLD_APART = (
    "certificate_number",
    "registration_number",
    "birth_date",
    "completed_on",
    "name",
    "kana",
    "employer",
    "municipality",
    "address",
    "field",
)
# A 市町村 where an address is asked for is no address of somebody else.
_NEAR = {"address", "municipality"}


def swapped(names: Mapping[int, str], below: Callable[[int], Sample]) -> list[tuple[int, int]]:
    """Pairs of columns whose headings are swapped. ``names`` are the columns whose headings name an item as a whole."""
    foreign = [
        c for c, name in sorted(names.items()) if name in _TOLD_APART and _odd(below(c), name)
    ]
    return [
        (left, right)
        for left, right in combinations(foreign, 2)
        if _each_is_the_other(names[left], below(left), names[right], below(right))
    ]


def _odd(cells: Sample, name: str) -> bool:
    """Hardly a cell suits its heading: a few are looked at first, for in nearly every column they all do."""
    few = Sample(cells.values[:_GLANCE], cells.tests)
    return len(cells) >= _FEWEST and few.fits(name) <= _HARDLY and cells.fits(name) <= _HARDLY


def note_of(
    pair: tuple[int, int],
    names: Mapping[int, str],
    labels: Mapping[int, str],
    title: Callable[[str], str],
    real: Callable[[int], int] = int,
) -> Note:
    """The question about two swapped headings: ``labels`` as printed, ``title`` the words of an item, ``real`` the
    column of the sheet."""
    params: dict[str, object] = {}
    for side, column, other in zip(("left", "right"), pair, reversed(pair), strict=True):
        params[side] = column_letter(real(column))
        params[f"{side}_label"] = labels[column]
        params[f"{side}_item"] = title(names[other])
    return Note("columns-swapped", params)


def _each_is_the_other(one: str, first: Sample, other: str, second: Sample) -> bool:
    if {one, other} == _NEAR:
        return False
    fits = first.fits(other), second.fits(one)
    return min(fits) >= _ALSO and max(fits) >= _SURELY
