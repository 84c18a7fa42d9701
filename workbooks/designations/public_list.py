"""周知 (Guideline 7(5)): the designated courses of a fiscal year for the prefecture's site; no person is named.

The table follows the Digital Agency's rules for machine-readable data (機械判読): one heading row at the top, one
fact a cell, days as days with 西暦 beside 和暦, numbers as numbers, municipalities with their 全国地方公共団体コード.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from validators.eras import ERAS
from validators.guideline import fields
from validators.guideline.bodies import body_key
from validators.guideline.coverage import Coverage
from validators.guideline.fiscal_year import label
from validators.numbers import agency, municipality
from validators.numbers import prefecture as prefectures
from validators.problems import Problem
from validators.profile import default
from validators.schemas.applications.cells import read_count
from validators.schemas.designations.coverage import coverage
from validators.schemas.rule import Context
from validators.text import normalize, squeeze, to_text
from validators.values.dates import to_wareki
from validators.values.days import read_first_day, read_last_day
from workbooks.designations.layout import columns_of, tables_of
from workbooks.grid import Book, Value
from workbooks.tables.desk import DeskTable

HEADINGS = (
    "都道府県コード",
    "都道府県名",
    "年度",
    "年度（和暦）",
    "研修実施機関番号",
    "研修実施機関の名称",
    "種別番号",
    "研修種別",
    "研修開始日",
    "研修開始日（和暦）",
    "研修終了日",
    "研修実施日の記載",
    "会場の市区町村コード",
    "会場（市町村）",
    "定員",
    "受付開始日",
    "受付開始日（和暦）",
    "申込先",
    "申込先URL",
    "時点",
)
_URL = re.compile(r"https?://[^\s、。（）()「」<>]+", re.IGNORECASE)
_MOBILE = re.compile(r"0[789]0[-ー－ ]?\d{4}[-ー－ ]?\d{4}")
# 担当：研修係 is no person, 担当 山田 is one
_OFFICE = re.compile(
    r"課|係|部|室|局|センター|事務所|法人|学園|大学|協会|協議会|会$|園$|施設|窓口|[都道府県市区町村]$"
)
_IN_CHARGE = re.compile(
    r"(?:担当者?|責任者|氏名|連絡先)[::は ]*([一-龥々ァ-ヶー]{2,8}(?:[ 　][一-龥々ぁ-んァ-ヶー]{1,5})?)"
)
_ADDRESSED = re.compile(
    r"([一-龥々]{1,4}[ 　]?[一-龥々ぁ-んァ-ヶー]{1,4})(?:様|さん|氏|宛て?|まで)(?![一-龥ぁ-ん])"
)


@dataclass(frozen=True, slots=True)
class Course:
    """One designated course as the public may see it; ``written`` is the schedule in the body's own words."""

    agency: int
    name: str
    kind: int
    first: dt.date | None
    last: dt.date | None
    written: str
    venue: str
    venue_code: str
    capacity: int | str
    reception: dt.date | None
    apply_to: str
    link: str


@dataclass(frozen=True, slots=True)
class Publication:
    """The list of one fiscal year; ``as_of`` is the day whose state it shows, ``prefecture`` 1–47 or None."""

    year: int
    as_of: dt.date
    prefecture: int | None
    courses: tuple[Course, ...]

    def rows(self) -> list[tuple[Value, ...]]:
        """Gives the machine-readable rows under ``HEADINGS``."""
        name = prefectures.name(self.prefecture) if self.prefecture else ""
        code = municipality.validate(f"{self.prefecture:02}000") if self.prefecture else ""
        return [
            (
                code,
                name,
                self.year,
                label(self.year),
                f"{c.agency:02}",
                c.name,
                c.kind,
                fields.by_number(c.kind).name,
                c.first,
                shown(c.first),
                c.last,
                c.written,
                c.venue_code,
                c.venue,
                c.capacity,
                c.reception,
                shown(c.reception),
                c.apply_to,
                c.link,
                self.as_of,
            )
            for c in self.courses
        ]


def publication(
    designations: Sequence[Book],
    applications: Sequence[DeskTable],
    year: int,
    today: dt.date,
    prefecture: int | None = None,
) -> Publication:
    """Lists the courses designated for a fiscal year as of a day; what is designated later, revoked or void stays out.

    ``applications`` are split tables of a 指定申請台帳, matched by the body's name and the kind: they give what the
    指定台帳 leaves blank. Raises Problem where a cell meant for the public names a person (public-personal).
    """
    tables = tables_of(designations)
    places, values = columns_of(tables)
    known = coverage(values, Context(today, default(), places.where))
    plans = _plans(applications)
    found: dict[tuple[int, int, str], Course] = {}
    for table in tables:
        for i in range(len(table.rows)):
            row = {name: column[i] for name, column in table.values.items()}
            number = agency.read(row.get("agency_number")).value
            kind = fields.read(row.get("field") or row.get("kind_number")).value
            if number is None or kind is None:
                continue
            if not known.held_in(number, kind.number, year, today):
                continue
            _stop_at_persons(table, i)
            plan = plans.get((body_key(known.name(number)), kind.name), {})
            course = _course(known, number, kind.number, {**plan, **_filled(row)})
            found.setdefault((number, kind.number, course.written), course)
    return Publication(year, today, prefecture, tuple(found[key] for key in sorted(found)))


def _plans(applications: Sequence[DeskTable]) -> dict[tuple[str, str], dict[str, Value]]:
    plans: dict[tuple[str, str], dict[str, Value]] = {}
    for t in applications:
        for i in range(len(t.rows)):
            key = (body_key(t.values["applicant"][i]), to_text(t.values["field"][i]))
            plans.setdefault(key, {name: column[i] for name, column in t.values.items()})
    return plans


def _filled(row: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in row.items() if squeeze(to_text(value))}


def _course(known: Coverage, number: int, kind: int, line: dict[str, Value]) -> Course:
    days, venue = line.get("first_day"), to_text(line.get("venue")).strip()
    last = line.get("last_day")
    town = _town(venue)
    apply_to = to_text(line.get("apply_to")).strip()
    link = _URL.search(apply_to)
    count = read_count(line.get("capacity")).value
    return Course(
        number,
        known.name(number),
        kind,
        read_first_day(days).value,
        (read_first_day(last) if last else read_last_day(days)).value,
        shown(days),
        town.name if town else venue,
        town.code if town else "",
        count if isinstance(count, int) else to_text(line.get("capacity")).strip(),
        read_first_day(line.get("reception_on")).value,
        apply_to,
        link[0] if link else "",
    )


def _stop_at_persons(table: DeskTable, record: int) -> None:
    """A person's name or mobile number is never published without somebody having looked at it."""
    for column in ("apply_to", "venue"):
        if column not in table.values:
            continue
        if what := personal(to_text(table.values[column][record])):
            sheet, cell = table.place(record, column)
            raise Problem(
                "public-personal",
                sheet=sheet,
                cell=cell,
                column=table.heading(record, column),
                what=what,
            )


def personal(text: str) -> str:
    """Says what of a text may be a person's: 携帯電話の番号, 氏名; "" where nothing looks like it."""
    if _MOBILE.search(squeeze(text)):
        return "携帯電話の番号"
    plain = _URL.sub("", normalize(text))
    named = [m[1] for m in (_IN_CHARGE.search(plain), _ADDRESSED.search(plain)) if m]
    return "氏名" if any(not _OFFICE.search(name.strip()) for name in named) else ""


def shown(value: Value) -> str:
    """Shows a cell as clerks write it: a day in 和暦, a text as it stands."""
    day = value.date() if isinstance(value, dt.datetime) else value
    if isinstance(day, dt.date) and day >= ERAS[0][2]:
        return to_wareki(day)
    return to_text(value).strip()


def _town(venue: str) -> municipality.Municipality | None:
    """The municipality of a venue, where it can only be one."""
    found = municipality.from_address(venue)
    return found[0] if len(found) == 1 else None
