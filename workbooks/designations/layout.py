"""指定台帳: which headings mean which column, and its rows as one record per agency and kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.guideline import fields
from validators.guideline.fiscal_year import fiscal_year, label, read_fiscal_year
from validators.numbers import agency
from validators.reading import ABSENT
from validators.text import is_blank, squeeze, to_text
from validators.values.answers import says_yes
from validators.values.dates import read_date
from workbooks.grid import Book, Value
from workbooks.tables.courses import COURSE, WORDS_OF_COURSE, WORDS_OF_FIELD
from workbooks.tables.desk import DeskTable
from workbooks.tables.desk_read import read
from workbooks.tables.layout import Layout, columns
from workbooks.tables.places import Places
from workbooks.tables.spread import by_field, field_columns

_OF_COURSE = ("reception_on", "report_on", "last_day", "first_day", "venue", "capacity")
_OF_A_BODY = ("agency_number", "agency_name", "address", "contact")
LAYOUT = Layout(
    "designations",
    columns(
        (
            "agency_number",
            "研修実施機関番号",
            r"(研修)?(実施|指定)?機関(の)?(番号|コード)|機関No\.?|団体番号|(研修)?指定番号|番号",
        ),
        (
            "agency_name",
            "研修実施機関の名称",
            r"(研修)?(実施)?(機関|団体|法人)(の)?(名称|名)?|名称",
        ),
        ("address", "主たる事務所の所在地", r"(主たる)?(事務所)?(の)?(所在地|住所)"),
        (
            "contact",
            "連絡先",
            r"(担当者)?(の)?((連絡|問い?合わ?せ)先(.*)?|電話(番号)?|メール(アドレス)?)|e-?mail",
        ),
        ("field", "研修種別", r"(指定)?(研修)?(の)?(種別|分野)(名)?"),
        ("kind_number", "研修種別番号", r"(研修)?(種別|分野)(の)?(番号|コード)"),
        ("designated_on", "指定年月日", r"(当初|新規)?指定(通知)?(年月)?日"),
        (
            "renewed",
            "更新年度",
            r"(更新|更新届出|届出)(の)?(年度|届出年度)|(更新)?届出?(受理)?(年月)?日|更新(年月)?日|更新(届出?)?(の)?(状況|有無)?|様式第4号(届出)?(年度|(年月)?日)",
        ),
        (
            "status",
            "届出の状態",
            r"(届出の|指定の)?(状態|効力|有効・?無効)|(指定)?(取消|廃止)(年月)?日?",
        ),
        *(one for one in COURSE if one[0] in _OF_COURSE),
        ("apply_to", "申込先", r"申込(先|方法)(・?(方法|URL))?|案内(ページ)?(URL)?"),
        ("remarks", "備考", r"備考.*"),
        ("application", "申請日", r"申請(書)?(受付|提出)?(年月)?日|(申請|届出)者.*|審査結果"),
        words={
            **{n: w for n, w in WORDS_OF_COURSE.items() if n in _OF_COURSE},
            "agency_number": r"機関.*(番号|コード|N[oO])|(指定|団体).*番号"
            r"|kikan_(no|cd|code|bango)|agency_(no|number|id|code)",
            "agency_name": r"(実施|研修|指定).*(者|団体|機関|法人|主体)(名|の名称|$)|(団体|法人|機関|事業者)(の)?名"
            r"|dantai|kikan_(mei|name)|agency_name",
            "address": r"所在|住所|jusho|address",
            "contact": r"連絡先|電話|メール|tel|mail|contact",
            "field": WORDS_OF_FIELD,
            "designated_on": r"指定.*(日|月)|^指定$|shitei_(ymd|date|bi)|designated",
            "renewed": r"(?<!年度)(?<!年度の)(更新|届出)|kousin|koushin|renew",
            "application": r"申請|審査|shinsei|application",
            "status": r"状態|効力|取消|廃止|有効|status",
        },
    ),
    (
        frozenset(("agency_number",)),
        frozenset(("designated_on",)),
        frozenset(("field", "kind_number")),
    ),
    ("agency_name", "address", "contact", "renewed"),
    ("agency_name", "agency_number"),
    above=(*_OF_A_BODY, "field"),
    cards=True,
    numbered=("agency_number", "agency_name"),
    section=("agency_number", "agency_name", "field"),
    group=_OF_A_BODY,
    unless=frozenset(("application",)),
    spread=field_columns,
    gives=frozenset(("field", "designated_on")),
)
# A column for each fiscal year: 令和7年度, R8年度更新, 2025年度の更新届出
_YEAR_HEADING = re.compile(
    r"((?:令和|平成|R|H)?(?:元|\d{1,4})年度?)(?:分|の)?(?:更新|届出|更新届出|有効|指定|実施)?(?:の有無|の状況|状況)?",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"(?:令和|平成|R|H)(?:元|\d{1,2})|20\d\d", re.IGNORECASE)

_RENEWAL = re.compile(r"更新|届出")


def tables_of(books: Sequence[Book]) -> list[DeskTable]:
    """Reads the tables of all books, one record per agency and kind."""
    tables = [t for book in books for t in read(book, LAYOUT)]
    for table in tables:
        _name_beside(table)
        by_field(table)
        _year_columns(table)
        _split(table)
    return tables


def _name_beside(table: DeskTable) -> None:
    """04 桐生市 in the column of the number says the name as well."""
    if "agency_name" in table.values or "agency_number" not in table.at:
        return
    names: list[Value] = [agency.name_beside(v) for v in table.values["agency_number"]]
    if all(map(is_blank, names)):
        return
    table.values["agency_name"] = names
    heading = table.headings[table.at["agency_number"]]
    for i in range(len(table.rows)):
        table.elsewhere[i, "agency_name"] = (*table.place(i, "agency_number"), heading)


def columns_of(tables: Sequence[DeskTable]) -> tuple[Places, dict[str, Sequence[object]]]:
    """Gives the records over all tables, and their raw columns."""
    places = Places(tables)
    return places, places.columns([c.name for c in LAYOUT.columns], ABSENT)


def _year_columns(table: DeskTable) -> None:
    """A ledger with one column for each fiscal year: ○ there is a renewal for that year."""
    years: dict[int, int] = {}
    for column, heading in table.others.items():
        text = squeeze(heading)
        found = _YEAR_HEADING.fullmatch(f"{text}年度" if _BARE_YEAR.fullmatch(text) else text)
        year = read_fiscal_year(found[1]).value if found else None
        if year:
            years[column] = year
    if not years:
        return
    renewed = table.values.setdefault("renewed", [None] * len(table.rows))
    table.at.setdefault("renewed", min(years))
    for i in range(len(table.rows)):
        first = _designated(table, i)
        marked = [
            label(year).split("（")[0]
            for column, year in years.items()
            if _renewed(table.other(i, column))
            and (year != first or _RENEWAL.search(table.others[column]))
        ]
        listed = [to_text(renewed[i])] if not is_blank(renewed[i]) else []
        renewed[i] = "、".join([*listed, *marked])


def _designated(table: DeskTable, record: int) -> int:
    """The fiscal year of the designation itself, which a column of that year marks as well; 0 when unknown."""
    column = table.values.get("designated_on")
    day = read_date(column[record]).value if column else None
    return fiscal_year(day) if day else 0


def _renewed(value: Value) -> bool:
    """○, 済, or the day of the notice."""
    return says_yes(value) or read_date(value).value is not None


def _split(table: DeskTable) -> None:
    """One record per kind, where a row lists several by name, by number, or both (様式第3号 注)."""
    names: list[list[str]] = []
    digits: list[list[str]] = []
    for i in range(len(table.rows)):
        named = fields.split(to_text(table.values["field"][i])) if "field" in table.values else ()
        numbers = _numbers(table, i)
        digits.append(numbers)
        if len(named) > 1:
            names.append([f.name for f in named])
        elif len(numbers) > 1 and not named:
            names.append([fields.by_number(int(d)).name for d in numbers])
        else:
            names.append([])
    table.repeat([max(1, len(n)) for n in names])
    record = 0
    for listed, numbers in zip(names, digits, strict=True):
        for place, kind in enumerate(listed):
            table.values.setdefault("field", [""] * len(table.rows))[record + place] = kind
            if "kind_number" in table.values:
                table.values["kind_number"][record + place] = _own_number(
                    kind, place, listed, numbers
                )
        record += max(1, len(listed))


def _numbers(table: DeskTable, record: int) -> list[str]:
    if "kind_number" not in table.values:
        return []
    return re.findall(r"[1-8]", squeeze(to_text(table.values["kind_number"][record])))


def _own_number(kind: str, place: int, listed: list[str], numbers: list[str]) -> Value:
    """The number that belongs to one of several kinds: its own where the row has it, else the one in its place."""
    number = next(str(f.number) for f in fields.FIELDS if f.name == kind)
    if not numbers or number in numbers:
        return number if numbers else ""
    free = [n for n in numbers if fields.by_number(int(n)).name not in listed]
    if len(numbers) == len(listed) and numbers[place] in free:
        return numbers[place]
    return free[0] if free else ""
