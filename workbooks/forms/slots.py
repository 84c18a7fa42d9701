"""面付け: several certificates on one page (2面・3面), and a 控え beside the certificate itself.

Two forms of one shape at one distance are two persons; a part that says 控え is the same person's
once more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from validators.text import squeeze
from workbooks.forms.blank import Blank, Position
from workbooks.forms.locate import Located, locate, spots
from workbooks.forms.places import PLACES
from workbooks.grid import Merge

_FEWEST = 3  # places that stand at the same distance from their twins
_STUB = ("控", "原簿", "台帳")


@dataclass(frozen=True, slots=True)
class Slot:
    """The part of a sheet that one person's form takes, and its places."""

    blank: Blank
    located: Located


def slots_of(blank: Blank, form: str) -> tuple[Slot, ...]:
    """Every form on the sheet, in the order they are filled; one for nearly all blanks."""
    whole = Slot(blank, locate(blank, form))
    distance = _distance(blank, form)
    if distance is None:
        return (whole,)
    parts = [Slot(part, locate(part, form)) for part in _parts(blank, *distance)]
    originals = [slot for slot in parts if not _is_stub(slot.blank)]
    if not originals or any(slot.located.missing or slot.located.problems for slot in originals):
        return (whole,)
    stubs = [target for slot in parts if slot not in originals for target in slot.located.all]
    if not stubs:
        return tuple(parts)
    if len(originals) > 1:
        return (whole,)  # whose 控え it is cannot be told
    located = originals[0].located
    return (Slot(blank, replace(located, marks=(*located.marks, *stubs))),)


def _distance(blank: Blank, form: str) -> tuple[Position, int] | None:
    """(rows, columns) from each form to the next and how many there are, when most places agree."""
    seen: Counter[tuple[Position, int]] = Counter()
    for place in PLACES[form]:
        found = spots(blank, place)
        steps = {(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(found)}
        if len(steps) == 1:
            step = steps.pop()
            if 0 in step and max(step) > 0:
                seen[(step, len(found))] += 1
    best = max(seen.items(), key=lambda item: item[1], default=None)
    return best[0] if best and best[1] >= _FEWEST else None


def _parts(blank: Blank, step: Position, count: int) -> Sequence[Blank]:
    """The sheet cut into ``count`` parts, one behind the other."""
    area = blank.printed or Merge(1, 1, blank.bottom, blank.right)
    down, across = step
    parts = []
    for number in range(count):
        last = number == count - 1
        top, left = area.top + number * down, area.left + number * across
        bottom = area.bottom if last or not down else top + down - 1
        right = area.right if last or not across else left + across - 1
        parts.append(_cut(blank, Merge(top, left, bottom, right)))
    return parts


def _cut(blank: Blank, area: Merge) -> Blank:
    def inside(at: Position) -> bool:
        if at in blank.boxes:
            at = blank.boxes[at].top, blank.boxes[at].left
        return area.top <= at[0] <= area.bottom and area.left <= at[1] <= area.right

    return replace(
        blank,
        texts={at: text for at, text in blank.texts.items() if inside(at)},
        names={name: at for name, at in blank.names.items() if inside(at)},
        bottom=min(blank.bottom, area.bottom),
        right=min(blank.right, area.right),
        printed=area,
        formulas=frozenset(at for at in blank.formulas if inside(at)),
        floating=[f for f in blank.floating if inside((f[1].top, f[1].left))],
    )


def _is_stub(part: Blank) -> bool:
    return any(squeeze(text).startswith(_STUB) or "（控" in text for text in part.texts.values())
