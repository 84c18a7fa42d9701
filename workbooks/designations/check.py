"""指定台帳: one row per agency and kind (several kinds in one cell are split), its lists of what
ends, and the public list (周知)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from validators.findings import Finding, Listing, Report
from validators.guideline import fields
from validators.guideline.bodies import body_key
from validators.guideline.coverage import Coverage
from validators.guideline.fiscal_year import fiscal_year, label
from validators.messages import letters
from validators.numbers import agency
from validators.problems import FileProblem
from validators.profile import Profile, default
from validators.reading import Note
from validators.schemas.designations import rules as designation_rules
from validators.schemas.designations.rules import Standing
from validators.schemas.records import ABSENT
from validators.schemas.rule import Context
from validators.text import squeeze, to_text
from validators.values.dates import ERAS, to_wareki
from workbooks.grid import Book, Value
from workbooks.tables.layout import DeskTable, Layout, columns, read
from workbooks.tables.places import Places, assumed, heading_cell, told
from workbooks.tables.unasked import Questions, unasked

LAYOUT = Layout(
    "designations",
    columns(
        (
            "agency_number",
            "研修実施機関番号",
            r"(研修)?(実施|指定)?機関(の)?番号|機関No\.?|団体番号|(研修)?指定番号",
        ),
        (
            "agency_name",
            "研修実施機関の名称",
            r"(研修)?(実施)?(機関|団体|法人)(の)?(名称|名)?|名称",
        ),
        ("address", "主たる事務所の所在地", r"(主たる)?(事務所)?(の)?(所在地|住所)"),
        ("contact", "連絡先", r"(担当者)?(の)?(連絡先(.*)?|電話(番号)?|メール(アドレス)?)|e-?mail"),
        ("field", "研修種別", r"(研修)?(種別|分野)(名)?"),
        ("kind_number", "研修種別番号", r"(研修)?(種別|分野)(の)?番号"),
        ("designated_on", "指定年月日", r"(当初|新規)?指定(通知)?(年月)?日"),
        (
            "renewed",
            "更新年度",
            r"(更新|更新届出)(の)?(年度|届出年度)|(更新)?届出?(受理)?(年月)?日|更新(年月)?日|更新(届出?)?|様式第4号(届出)?(年度|(年月)?日)",
        ),
        ("status", "届出の状態", r"(届出の)?(状態|効力|有効・?無効)"),
        (
            "first_day",
            "研修実施予定日",
            r"(研修)?(の)?(実施|開催|開始)(予定)?(年月)?日(程)?|研修(初日|日程)",
        ),
        ("last_day", "研修終了予定日", r"(研修)?(の)?(終了|最終)(予定)?(年月)?日"),
        (
            "report_on",
            "事業実績報告の提出予定日",
            r"(事業)?実績報告(書)?(の)?(提出)?(予定)?(年月)?日|提出予定日(\(.*報告.*\))?",
        ),
        ("reception_on", "受付開始日", r"(研修)?(の)?(申込)?受付(開始)?(予定)?日"),
        ("venue", "研修会場", r"(研修)?(の)?(会場|開催場所|実施場所)(.*)?"),
        ("capacity", "定員", r"(研修)?(の)?定員(.*)?"),
        ("apply_to", "申込先", r"申込(先|方法)(・?(方法|URL))?|案内(ページ)?(URL)?"),
        ("remarks", "備考", r"備考.*"),
        ("application", "申請日", r"申請(書)?(受付|提出)?(年月)?日|(申請|届出)者.*|審査結果"),
    ),
    (
        frozenset(("agency_number",)),
        frozenset(("designated_on",)),
        frozenset(("field", "kind_number")),
    ),
    ("agency_name", "address", "contact"),
    ("agency_name", "agency_number"),
    unless=frozenset(("application",)),
)
PUBLIC = (
    "年度",
    "研修実施機関番号",
    "研修実施機関の名称",
    "種別番号",
    "研修種別",
    "研修実施日",
    "会場（市町村）",
    "定員",
    "受付開始日",
    "申込先",
)


# A ledger tells its designations without them: what a course, a filing's state or a note would add.
_ASIDE = frozenset(("first_day", "last_day", "report_on", "status", "remarks"))


def tables_of(books: Sequence[Book]) -> list[DeskTable]:
    """The tables of all books, one record per agency and kind."""
    tables = [t for book in books for t in read(book, LAYOUT)]
    for table in tables:
        _split(table)
    return tables


def _split(table: DeskTable) -> None:
    names: list[list[str]] = []
    for i in range(len(table.rows)):
        named = fields.split(to_text(table.values["field"][i])) if "field" in table.values else ()
        digits = (
            re.findall(r"[1-8]", squeeze(to_text(table.values["kind_number"][i])))
            if "kind_number" in table.values
            else []
        )
        names.append(
            [f.name for f in named]
            if len(named) > 1
            else [fields.by_number(int(d)).name for d in digits]
            if len(digits) > 1 and not named
            else []
        )
    table.repeat([max(1, len(n)) for n in names])
    several = [(n, k) for n in names for k in (n or [""])]
    for record, (listed, kind) in enumerate(several):
        if listed:
            table.values.setdefault("field", [""] * len(table.rows))[record] = kind
            if (
                "kind_number" in table.values
            ):  # listed together, the numbers belong to the row, not to one kind
                table.values["kind_number"][record] = ""


def _columns(tables: Sequence[DeskTable]) -> tuple[Places, dict[str, list[object]]]:
    places = Places(tables)
    return places, places.columns([c.name for c in LAYOUT.columns], ABSENT)


def coverage_of(book: Book, today: dt.date | None = None) -> Coverage:
    """The ledger as ``Coverage``. Raises Problem when no table of designations is found."""
    tables = tables_of([book])
    if not tables:
        raise FileProblem(
            f"{book.name} に指定台帳の表が見つかりません。"
            f"機関番号・研修種別・指定年月日の見出しのある表を選んでください。"
        )
    places, values = _columns(tables)
    return designation_rules.coverage(
        values, Context(today or dt.date.today(), default(), places.where)
    )


@dataclass(frozen=True, slots=True)
class Row:
    """An agency's designation for a kind, and the fiscal years it was renewed for, all of them valid or all void."""

    agency: int
    name: str
    address: str
    contact: str
    kinds: tuple[int, ...]
    designated_on: dt.date | None
    renewed: tuple[int, ...]
    valid: bool


def rows_of(book: Book) -> list[Row]:
    """The ledger for the register (台帳). Raises Problem when no table of designations is found."""
    tables = tables_of([book])
    places, values = _columns(tables)
    found = []
    for body, kind, day, renewals in (
        designation_rules.entries(values, Context(dt.date.today(), default(), places.where))
        if tables
        else ()
    ):
        for valid in (True, False):
            years = tuple(r.fiscal_year for r in renewals if r.valid is valid)
            if valid or years:
                found.append(
                    Row(
                        body.number,
                        body.name,
                        body.address,
                        body.contact,
                        (kind,),
                        day,
                        years,
                        valid,
                    )
                )
    if not found:
        raise FileProblem(
            f"{book.name} に指定台帳の表が見つかりません。"
            f"機関番号・研修種別・指定年月日の見出しのある表を選んでください。"
        )
    return found


def check(books: Sequence[Book], profile: Profile, today: dt.date) -> Report | None:
    """指定台帳 to Report with 失効・まもなく失効 and the reminders; None when no such table is there."""
    tables = tables_of(books)
    if not tables:
        return None
    places, values = _columns(tables)
    standings, faults = designation_rules.check(values, Context(today, profile, places.where))
    findings = places.findings(faults, profile)
    findings += [f for table in tables for f in _unrecorded(table, profile)]
    asked = Questions(
        designation_rules.RULES,
        LAYOUT.title,
        (*LAYOUT.expected, "renewed"),
        stand_in={"field": ("kind_number",)},
        aside=_ASIDE,
    )
    settings = assumed(
        profile, today, まもなく失効=f"{profile['designations']['notice_days']}日前から"
    )
    return Report(
        tuple(t.as_read() for t in tables),
        tuple(findings),
        settings=settings,
        title="指定台帳の確認結果",
        lists=(_ending(standings), _reminders(standings)),
        unchecked=unasked(places, faults, asked),
    )


def _unrecorded(table: DeskTable, profile: Profile) -> list[Finding]:
    """A ledger without a column of renewals: one question, at its heading row."""
    if table.has("renewed"):
        return []
    return told(table, heading_cell(table, "renewed"), Note("renewal-column-missing", {}), profile)


def _ending(standings: Sequence[Standing]) -> Listing:
    """失効・まもなく失効, the soonest first, then what is gone."""
    order = {"まもなく失効": 0, "更新不明": 1, "取消": 2, "届出無効": 3, "失効": 4}
    chosen = sorted(
        (s for s in standings if s.state in order),
        key=lambda s: (order[s.state], s.days if s.days >= 0 else -s.days, s.agency.number, s.kind),
    )
    return Listing(
        "失効・まもなく失効",
        (
            "状態",
            "残り日数",
            "研修実施機関番号",
            "研修実施機関の名称",
            "種別番号",
            "研修種別",
            "指定年月日",
            "更新届出",
            "効力の終わり",
        ),
        (12, 9, 9, 34, 8, 22, 14, 24, 14),
        tuple(
            (
                s.state,
                s.days,
                f"{s.agency.number:02}",
                s.agency.name,
                str(s.kind),
                fields.by_number(s.kind).name,
                s.designated_on,
                "、".join(label(y) for y in s.renewed),
                s.end,
            )
            for s in chosen
        ),
    )


def _reminders(standings: Sequence[Standing]) -> Listing:
    """One ready text for each body whose designations are about to end."""
    bodies: dict[int, list[Standing]] = {}
    for s in standings:
        if s.state == "まもなく失効":
            bodies.setdefault(s.agency.number, []).append(s)
    rows = []
    for number, own in sorted(bodies.items()):
        one = own[0]
        kinds = "\n".join(
            f"・{fields.by_number(s.kind).name}" for s in sorted(own, key=lambda s: s.kind)
        )
        text = letters.REMINDER.format(
            name=one.agency.name,
            number=f"{number:02}",
            end=to_wareki(one.end),
            kinds=kinds,
            year=label(fiscal_year(one.end) + 1),
        )
        rows.append(
            (f"{number:02}", one.agency.name, one.agency.contact, letters.REMINDER_SUBJECT, text)
        )
    return Listing(
        "更新のお知らせ",
        ("研修実施機関番号", "研修実施機関の名称", "連絡先", "件名", "本文"),
        (9, 30, 20, 30, 90),
        tuple(rows),
    )


def public_list(
    designations: Sequence[Book], applications: Sequence[DeskTable], year: int, today: dt.date
) -> Listing:
    """周知 (Guideline 7(5)): the designated trainings of a fiscal year, no person named; dates and
    places from the 指定台帳, else from the applications.

    ``applications`` are split tables of a 指定申請台帳, matched by the body's name and the kind.
    """
    tables = tables_of(designations)
    places, values = _columns(tables)
    known = designation_rules.coverage(values, Context(today, default(), places.where))
    plans: dict[tuple[str, str], dict[str, Value]] = {}
    for t in applications:
        for i in range(len(t.rows)):
            key = (body_key(t.values["applicant"][i]), to_text(t.values["field"][i]))
            plans.setdefault(key, {name: column[i] for name, column in t.values.items()})
    rows: dict[tuple[int, int, str], tuple[object, ...]] = {}
    for table in tables:
        for i in range(len(table.rows)):
            own = {name: column[i] for name, column in table.values.items()}
            number, kind = (
                agency.read(own.get("agency_number")).value,
                fields.read(own.get("field") or own.get("kind_number")).value,
            )
            if number is None or kind is None or known.verdict(number, kind.number, year):
                continue
            plan = plans.get((body_key(known.name(number)), kind.name), {})
            line = [
                _shown(own.get(n) or plan.get(n))
                for n in ("first_day", "venue", "capacity", "reception_on")
            ]
            apply_to = _shown(own.get("apply_to"))
            rows.setdefault(
                (number, kind.number, line[0]),
                (
                    label(year),
                    f"{number:02}",
                    known.name(number),
                    str(kind.number),
                    kind.name,
                    line[0],
                    _town(line[1]),
                    line[2],
                    line[3],
                    apply_to,
                ),
            )
    return Listing(
        "指定した研修の一覧",
        PUBLIC,
        (16, 9, 34, 8, 22, 24, 20, 8, 14, 30),
        tuple(rows[key] for key in sorted(rows)),
    )


def _shown(value: Value) -> str:
    day = value.date() if isinstance(value, dt.datetime) else value
    return (
        to_wareki(day) if isinstance(day, dt.date) and day >= ERAS[0][2] else to_text(value).strip()
    )


def _town(venue: str) -> str:
    """The municipality of a venue; a venue whose town is not to be read is shown as it stands."""
    from validators.numbers import municipality

    found = municipality.from_address(venue)
    return found[0].name if len(found) == 1 else venue
