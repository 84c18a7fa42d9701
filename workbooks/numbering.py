"""付番: which rows of a roster want a 修了証番号, and the next ones by the workbook alone (Guideline 5(2), 別添2).

Nothing here writes: the caller puts ``Given.number`` into blank cells. A number stands in at most one row; a row with a 誤り, a
person who already holds the field and a person who cannot be told from a namesake get none, and are named.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from validators import names, wareki
from validators.findings import Finding
from validators.guideline import fields
from validators.messages import sentence
from validators.numbers import agency as agency_number
from validators.numbers import certificate, registration
from validators.profile import Profile
from validators.reading import InvalidValue
from validators.text import is_blank, to_text
from workbooks import checks
from workbooks.desk.reports import body_of
from workbooks.grid import position
from workbooks.problems import FileProblem
from workbooks.roster import Table

LAST = 99999
WIDTH = {"series": 7, "agency-year": 6, "ever": 2}       # digits in front that numbers of one sequence share (profile numbers.sequence_scope)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that is complete and has no number. ``issued`` decides the year in the number."""

    table: Table
    record: int
    prefecture: int
    issued: dt.date
    agency: int
    kind: int
    name: str
    birth_date: dt.date | None
    registration: str | None

    @property
    def series(self) -> str:
        """PP YY AAK. Raises FileProblem where a part does not fit its digits."""
        try:
            return certificate.make(self.prefecture, self.issued, self.agency, self.kind, 1)[:7]
        except InvalidValue as error:
            raise FileProblem(f"{sentence(error.note)}何も付番していません。") from None

    @property
    def keys(self) -> frozenset[tuple[object, ...]]:
        """What makes two rows the same person in the same field."""
        own: set[tuple[object, ...]] = {(self.kind, "r", self.registration)} if self.registration else set()
        return frozenset(own | ({(self.kind, "b", names.name_key(self.name), self.birth_date)} if self.birth_date else set()))


@dataclass(frozen=True, slots=True)
class Given:
    """The number a row gets."""

    wanted: Wanted
    number: str


@dataclass(frozen=True, slots=True)
class Left:
    """A row without a number that gets none, and why, as one sentence."""

    table: Table
    record: int
    reason: str


def wanted(
    tables: Sequence[Table], profile: Profile, today: dt.date, *, issued_on: dt.date | None = None, agency: int | None = None, again: bool = False
) -> tuple[list[Wanted], list[Left]]:
    """Rows to number and rows left, in the order of the sheets.

    issued_on  発行年月日 where a row has none of its own (default ``today``)    agency  where the roster names none
    again      number also persons who already hold the field (the clerk said yes)
    Raises FileProblem when the prefecture or the agency is not to be known.
    """
    report = checks.check_rosters(tables, profile, today)
    bad: dict[tuple[str, str, int], list[Finding]] = {}
    for f in report.findings:
        if f.severity == "error" and f.rule not in ("number-missing", "column-missing"):
            bad.setdefault((f.file, f.sheet, position(f.cell)[0]), []).append(f)
    prefecture = profile.prefecture or _usual_prefecture(tables)
    if prefecture is None:
        raise FileProblem("都道府県が分かりません。--prefecture 群馬県 のように指定するか、運用設定に書いてください。")
    chosen: list[Wanted] = []
    left: list[Left] = []
    held = _held(tables)
    for table in tables:
        usual = agency or body_of(table)
        for i in range(len(table.rows)):
            if not is_blank(table.values["certificate_number"][i] if "certificate_number" in table.values else ""):
                continue
            faults = bad.get((table.file, table.sheet, table.rows[i]), [])
            if faults:
                left.append(Left(table, i, f"誤りがあります（{faults[0].heading}: {faults[0].message.rstrip('。')}）。直してから付番してください。"))
                continue
            one = _read(table, i, prefecture, usual, issued_on or today)
            if isinstance(one, str):
                left.append(Left(table, i, one))
            elif not one.keys:
                left.append(Left(table, i, "生年月日も保育士登録番号もないため、同姓同名の人と区別できません。書き足してから付番してください。"))
            elif one.keys & held and not again:
                left.append(Left(table, i, "同じ人・同じ研修分野の番号が既にあるか、上の行にもあります。2つ要るかを確かめてください（要るときは --again）。"))
            else:
                chosen.append(one)
                held |= one.keys
    return chosen, left


def assign(rows: Sequence[Wanted], tables: Sequence[Table], scope: str = "series") -> list[Given]:
    """The next numbers by the workbook alone. Raises FileProblem when a sequence would pass 99999; nothing rolls over."""
    ends: dict[str, int] = {}
    for text, sequence in _taken(tables):
        ends[text[: WIDTH[scope]]] = max(ends.get(text[: WIDTH[scope]], 0), sequence)
    unread = _unread(tables)
    given = []
    for one in rows:
        start = one.series[: WIDTH[scope]]
        number = ends.get(start, 0) + 1
        while number in unread:         # a damaged number of the roster may be this one
            number += 1
        if number > LAST:
            raise FileProblem(f"番号 {start}… の連番が {LAST} を超えます。ガイドラインは5桁と定めており、これ以上は付番できません。何も付番していません。")
        ends[start] = number
        given.append(Given(one, f"{one.series}{number:05}"))
    return given


def _read(table: Table, i: int, prefecture: int, usual: int | None, default: dt.date) -> Wanted | str:
    """The row as ``Wanted``, or why it cannot be numbered."""
    def own(name: str) -> object:
        return table.values[name][i] if name in table.values else None

    kind, done = fields.read(own("field")).value, wareki.read_date(own("completed_on")).value
    if kind is None:
        return "研修分野が分からないため、付番できません。分野を入れてください。"
    if done is None:
        return "修了年月日がないため、付番できません。修了した人なら修了年月日を入れてください。"
    issued = wareki.read_date(own("issued_on")).value or default
    if issued < done:
        return f"発行年月日 {issued} が修了年月日 {done} より前です。発行年月日（--issued-on）を確かめてください。"
    number = agency_number.read(own("agency_number")).value or usual
    if number is None:
        return "研修実施機関番号が分からないため、付番できません。--agency 02 のように指定してください。"
    read = registration.read(own("registration_number")).value
    return Wanted(
        table, i, prefecture, issued, number, kind.number, to_text(own("name")), wareki.read_date(own("birth_date")).value, read.text if read else None
    )


def _held(tables: Sequence[Table]) -> frozenset[tuple[object, ...]]:
    """Person and field of every row that has a number, readable or not."""
    found: frozenset[tuple[object, ...]] = frozenset()
    for table in tables:
        for i, value in enumerate(table.values.get("certificate_number", ())):
            if not is_blank(value):
                kind = fields.read(table.values["field"][i]).value if "field" in table.values else None
                one = Wanted(
                    table, i, 0, dt.date.min, 0, kind.number if kind else 0, to_text(table.values["name"][i]) if "name" in table.values else "",
                    wareki.read_date(table.values["birth_date"][i]).value if "birth_date" in table.values else None,
                    getattr(registration.read(table.values["registration_number"][i]).value, "text", None) if "registration_number" in table.values else None,
                )
                found |= one.keys
    return found


def standing(tables: Sequence[Table]) -> frozenset[str]:
    """Every number that stands in the tables, twelve digits each."""
    return frozenset(text for text, _ in _taken(tables))


def _taken(tables: Sequence[Table]) -> list[tuple[str, int]]:
    numbers = (certificate.read(v).value for t in tables for v in t.values.get("certificate_number", ()))
    return [(n.text, n.sequence) for n in numbers if n]


def _unread(tables: Sequence[Table]) -> frozenset[int]:
    """Last five digits of numbers nobody can read."""
    tails = (certificate.compact(to_text(v))[-5:] for t in tables for v in t.values.get("certificate_number", ()) if not is_blank(v) and not certificate.read(v).value)
    return frozenset(int(t) for t in tails if t.isascii() and t.isdigit())


def _usual_prefecture(tables: Sequence[Table]) -> int | None:
    counts = Counter(int(text[:2]) for text, _ in _taken(tables))
    return counts.most_common(1)[0][0] if len(counts) == 1 else None
