"""入れ替わった見出し: two columns of which each holds what the heading of the other names, such as 修了証番号 and
保育士登録番号; and three or more whose headings are turned (ずれた見出し)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, permutations

from validators.reading import Note
from workbooks.a1 import column_letter
from workbooks.tables.assign import KNOWN, assign
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
    "agency_name",
    "agency_number",
    "applicant",
    "designated_on",
    "filed_on",
    "first_day",
    "item",
    "lecturer",
    "minutes",
    "venue",
)
# A 市町村 where an address is asked for is no address of somebody else.
_NEAR = {"address", "municipality"}


def swapped(names: Mapping[int, str], below: Callable[[int], Sample]) -> list[dict[int, int]]:
    """Groups of columns whose headings are swapped or turned: column → the one whose heading names what it holds.
    ``names`` are the columns whose headings name an item as a whole."""
    foreign = [
        c for c, name in sorted(names.items()) if name in _TOLD_APART and _odd(below(c), name)
    ]
    pairs = [
        {left: right, right: left}
        for left, right in combinations(foreign, 2)
        if _each_is_the_other(names[left], below(left), names[right], below(right))
    ]
    rest = [c for c in foreign if not any(c in pair for pair in pairs)]
    return [*pairs, *_turned(rest, names, below)]


def _turned(
    columns: Sequence[int], names: Mapping[int, str], below: Callable[[int], Sample]
) -> list[dict[int, int]]:
    """Rings of three columns or more of which each surely holds what the heading of the next one names."""
    scores: dict[int, dict[int, float]] = {column: {} for column in columns}
    for column, other in permutations(columns, 2):
        fit = below(column).fits(names[other])
        if fit >= _SURELY:
            scores[column][other] = KNOWN * fit
    following = assign(scores)
    rings = []
    for first in following:
        ring = [first]
        while (after := following.get(ring[-1])) is not None and after not in ring:
            ring.append(after)
        if after == first == min(ring) and len(ring) > 2:
            rings.append({column: following[column] for column in ring})
    return rings


def _odd(cells: Sample, name: str) -> bool:
    """Hardly a cell suits its heading: a few are looked at first, for in nearly every column they all do."""
    few = Sample(cells.values[:_GLANCE], cells.tests)
    return len(cells) >= _FEWEST and few.fits(name) <= _HARDLY and cells.fits(name) <= _HARDLY


def note_of(
    group: Mapping[int, int],
    names: Mapping[int, str],
    labels: Mapping[int, str],
    title: Callable[[str], str],
    real: Callable[[int], int] = int,
) -> Note:
    """The question about the headings of a group: ``labels`` as printed, ``title`` the words of an item, ``real`` the
    column of the sheet."""
    letter = {column: column_letter(real(column)) for column in group}
    item = {column: title(names[other]) for column, other in group.items()}
    if len(group) > 2:
        ring = sorted(group)
        said = {
            "labels": "、".join(f"{letter[c]}列『{labels[c]}』" for c in ring),
            "items": "、".join(f"{letter[c]}列を「{item[c]}」" for c in ring),
        }
        return Note("columns-turned", said)
    params: dict[str, object] = {}
    for side, column in zip(("left", "right"), sorted(group), strict=True):
        params[side] = letter[column]
        params[f"{side}_label"] = labels[column]
        params[f"{side}_item"] = item[column]
    return Note("columns-swapped", params)


def _each_is_the_other(one: str, first: Sample, other: str, second: Sample) -> bool:
    if {one, other} == _NEAR:
        return False
    fits = first.fits(other), second.fits(one)
    return min(fits) >= _ALSO and max(fits) >= _SURELY
