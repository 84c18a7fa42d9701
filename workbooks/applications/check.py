"""指定申請台帳: one row per application (several kinds in a row are split), with 事業計画,
カリキュラム and 講師 on sheets of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validators.findings import Finding, Listing, Report
from validators.guideline import fields, filing
from validators.guideline.coverage import Coverage
from validators.messages import rules
from validators.profile import Profile
from validators.reading import Note
from validators.schemas.applications import attachments as attachment_rules
from validators.schemas.applications import filings as application_rules
from validators.schemas.applications.filings import Line
from validators.schemas.applications.records import POINTER, lecturer_key
from validators.schemas.records import ABSENT, Fault
from validators.schemas.rule import Applications, Context
from validators.text import squeeze, to_text
from workbooks.grid import Book, Value
from workbooks.tables.find import is_blank
from workbooks.tables.layout import DeskTable, Layout, columns, read
from workbooks.tables.places import Places, Table, assumed

_KEY = ("receipt", "受付番号", r"(申請)?(受付|整理|申請|管理)(番号|N[oO]\.?)|N[oO]\.?|番号|項番")
_KIND = ("field", "研修種別", r"(申請する)?(研修)?(の)?(種別|分野)(名)?")
_DATES = (
    (
        "reception_on",
        "受付開始予定日",
        r"(研修)?(の)?(受講)?(申込)?受付(開始)?(予定)?(日(程)?|期間)|申込(受付)?(開始)?(予定)?(日|期間)|募集(開始(予定)?日|期間)",
    ),
    ("certificates_on", "修了証の発行予定日", r"修了証(書)?(の)?(発行|交付)(予定)?(年月)?日"),
    (
        "report_on",
        "事業実績報告の提出予定日",
        r"(事業)?実績報告(書)?(の)?(提出)?(予定)?(年月)?日|(実績)?報告書?(の)?提出(予定)?日|提出予定日(\(.*報告.*\))?",
    ),
    (
        "last_day",
        "研修終了予定日",
        r"(研修|実施|開催)?(の)?(終了|最終|最後)(予定)?(年月)?日|(研修|実施|開催)(実施)?期間\(?(終了?|至|末)\)?",
    ),
    (
        "first_day",
        "研修実施予定日",
        r"(研修)?(の)?(実施|開催)?(開始)?(予定)?(年月)?日(程)?(\(初日\))?|(研修|実施|開催)?(初日|日程)|(研修|実施|開催)(実施)?期間(\(?(始|自|開始)\)?)?",
    ),
    (
        "venue",
        "研修会場",
        r"(研修|実施|開催)?(の)?(会場|開催場所|実施場所|開催地|実施地)(名|の所在地|所在地|\(.*\))?",
    ),
    (
        "contact",
        "研修担当者の連絡先及び氏名",
        r"(研修)?担当者(の)?(連絡先|氏名|名)?(及び氏名|・氏名|・連絡先|氏名)?|連絡先(及び氏名|・氏名|・担当者)?|(研修事業の)?実施体制",
    ),
    ("budget", "収支予算", r"収支(予算)?(書|額)?|予算(書|額)?"),
    ("capacity", "定員", r"(研修|受講|募集)?(の)?(定員|募集人数|募集人員)(数)?(\(人\)|\(名\))?"),
)
LAYOUT = Layout(
    "applications",
    columns(
        (
            "filed_on",
            "申請日",
            r"(申請|届出|提出|受理|受付)(書)?(の)?(提出|受付|受理)?(年月)?日(付)?",
        ),
        ("consulted_on", "事前相談日", r"(事前)?(相談|協議)(年月)?日|事前(相談|協議)(の有無)?"),
        (
            "form",
            "様式",
            r"様式(番号|区分)?|(申請|届出)(の)?(種類|種別|区分|別)|新規[・/]?(更新|継続)(の別)?|区分",
        ),
        ("fiscal_year", "年度", r"(実施|届出|対象|申請)?年度"),
        (
            "applicant",
            "申請者の名称",
            r"(申請|届出)(者|団体|機関|法人)(の)?(名称|名|氏名)?|(研修)?(実施)?(機関|団体|主体)(の)?(名称|名)?|(団体|法人)名(称)?|名称",
        ),
        ("address", "主たる事務所の所在地", r"(主たる)?(事務所)?(の)?(所在地|住所)"),
        ("representative", "代表者氏名", r"代表者(の)?(職・?)?(氏名|名|職氏名)?"),
        (
            "body_type",
            "法人の種別",
            r"(法人|団体|申請者|実施主体|設置主体)(の)?(種別|種類|区分|形態|格)|法人格|設置主体",
        ),
        ("agency_number", "研修実施機関番号", r"(研修)?(実施)?機関(の)?番号|指定(機関)?番号"),
        ("designated_on", "指定年月日", r"(前回の?)?指定(を受けた)?(年月)?日"),
        _KIND,
        ("minutes", "研修時間数", r"(研修)?(の)?(総)?時間(数)?(\((分|時間)\))?"),
        ("method", "研修修了の評価方法", r"(研修)?(修了)?(の)?評価(の)?方法(等)?|修了(の)?評価"),
        *_DATES,
        (
            "targets",
            "対象者の申込者数",
            r"(対象者|対象)(の)?(申込|受講|受講予定|受講希望)?(者)?(人)?数?",
        ),
        (
            "others",
            "対象者以外の人数",
            r"対象(者)?(以)?外(の)?(受講)?(者)?(申込|受講)?(者)?(人)?数?",
        ),
        (
            "refused",
            "断った対象者の人数",
            r"(断った|受講できなかった|落選した?|お断りした)(対象者)?(の)?(人)?数?",
        ),
        ("plan", "事業計画", r"事業計画(書)?(の有無|の?添付)?"),
        ("curriculum", "研修カリキュラム", r"(研修)?カリキュラム(の有無|の?添付|表)?"),
        (
            "lecturers",
            "講師に関する書類",
            r"講師(に関する|の)?(書類|資料|調書|略歴(等|書)?|承諾書)(の有無|の?添付)?",
        ),
        (
            "unchanged",
            "講師の変更",
            r"(講師(の|に関する)?)?(前年度から(の)?)?変更(の有無|なし)?(\(講師\))?",
        ),
        ("outsourcing", "委託の範囲", r"(業務)?委託(の)?(範囲|内容|有無)?"),
        ("finance", "財政的基盤", r"財政(的)?(な)?基盤(の有無|の確認)?"),
        ("accounts", "経理の区分", r"(経理|会計)(の)?区分(経理)?(の有無|の確認)?"),
        ("approval", "審査結果", r"(審査|決裁|承認)(の)?(結果|可否)?|指定の?可否|可否"),
        ("changes", "変更点", r"(前年度からの)?変更(点|内容|事項|箇所)"),
        _KEY,
    ),
    (frozenset(("applicant",)), frozenset(("field",)), frozenset(("filed_on", "first_day"))),
    ("filed_on", "minutes", "method", *(n for n, _, _ in _DATES)),
    ("applicant", "receipt"),
)
PLAN = Layout(
    "plan",
    columns(*_DATES, _KIND, _KEY),
    (frozenset(("receipt",)), frozenset(("first_day", "report_on", "reception_on"))),
    (),
    ("field", "receipt"),
)
CURRICULUM = Layout(
    "curriculum",
    columns(
        _KIND,
        ("item", "研修項目", r"(研修|講義)?(の)?(項目|内容|科目|テーマ|題目)(名)?|講義名"),
        ("lecturer", "講師", r"(担当)?講師(氏名|名|の氏名)?"),
        ("minutes", "時間数", r"(研修|講義|所要)?時間(数)?(\((分|時間)\))?|分(数)?"),
        ("method", "研修形態", r"(研修|実施)?(の)?(形態|形式|方法)|講義・演習(等)?の別"),
        ("capacity", "定員", r"定員.*"),
        _KEY,
    ),
    (frozenset(("item",)), frozenset(("minutes", "method")), frozenset(("lecturer", "minutes"))),
    (),
    ("field", "receipt"),
    ("field", "receipt"),
)
LECTURERS = Layout(
    "lecturers",
    columns(
        ("lecturer", "講師の氏名", r"(講師)?(の)?(氏名|名前|名)|講師"),
        ("affiliation", "所属", r"(所属|勤務先|職名|肩書)(・?(職名?|役職|機関名?|肩書))?(等)?"),
        (
            "basis",
            "講師の要件",
            r"(講師)?(の)?(要件|区分|資格・?要件|該当要件|選任(の)?理由)(区分)?",
        ),
        ("history", "略歴", r"(講師)?(の)?(略歴|経歴|履歴(書)?)(書)?(の有無)?"),
        (
            "record",
            "保育に関する研修の実績が分かる書類",
            r"(保育に関する)?(研修)?(講師)?(の)?実績(が分かる書類|書類|資料)?(の有無)?",
        ),
        ("acceptance", "承諾書", r"(就任)?承諾(書)?(の有無)?"),
        (
            "change",
            "前年度からの変更",
            r"(前年度から(の)?)?変更(の有無)?|(新任|新規)[・/]?(継続|再任)(の別)?",
        ),
        _KEY,
    ),
    (frozenset(("lecturer",)), frozenset(("history", "record", "acceptance"))),
    (),
    ("lecturer", "receipt"),
    ("receipt",),
)
# What a renewal has to keep to (Guideline 6(3) names 3 to 5): faults that would make it void.
_VOIDING = frozenset(
    (
        "minutes-short",
        "minutes-missing",
        "method-missing",
        "curriculum-items",
        "curriculum-short",
        "lecturer-basis-missing",
    )
)


@dataclass(frozen=True, slots=True)
class LedgerTables:
    """The tables of a 指定申請台帳: one record per application and kind, and the sheets attached."""

    applications: list[DeskTable]
    plans: list[DeskTable]
    curricula: list[DeskTable]
    lecturers: list[DeskTable]


def ledger_tables(books: Sequence[Book]) -> LedgerTables:
    """Read the ledgers with their 事業計画, カリキュラム and 講師; several kinds in a row are split."""
    tables = [t for book in books for t in read(book, LAYOUT) if not _is_designations(t)]
    ledgers = {(t.file, t.sheet) for t in tables}
    plans, curricula, lecturers = (
        [t for book in books for t in read(book, layout) if (t.file, t.sheet) not in ledgers]
        for layout in (PLAN, CURRICULUM, LECTURERS)
    )
    for table in tables:  # a 受付番号 counts within its own workbook
        split_kinds(table, [t for t in curricula if t.file == table.file])
        _join_plan(table, [t for t in plans if t.file == table.file])
    return LedgerTables(tables, plans, curricula, lecturers)


def check(
    books: Sequence[Book], profile: Profile, today: dt.date, coverage: Coverage | None = None
) -> Report | None:
    """指定申請台帳 to Report with the list 申請一覧; None when no such table is there."""
    found_tables = ledger_tables(books)
    tables, curricula = found_tables.applications, found_tables.curricula
    plans, lecturers = found_tables.plans, found_tables.lecturers
    if not tables:
        return None
    places = Places(tables)
    context = Context(today, profile, places.where, coverage)
    lines, faults = application_rules.check(places.columns(_names(LAYOUT), ABSENT), context)
    found = [(places, f) for f in faults]
    keys = [_group(*places.locate(i)) for i in range(len(lines))]
    for file in dict.fromkeys(t.file for t in tables):
        links = _links(
            {
                key[1]: [x for k, x in zip(keys, lines, strict=True) if k == key]
                for key in keys
                if key[0] == file
            },
            [t for t in lecturers if t.file == file],
        )
        for attached, run, layout in (
            (curricula, attachment_rules.check_curriculum, CURRICULUM),
            (lecturers, attachment_rules.check_lecturers, LECTURERS),
        ):
            own = Places([t for t in attached if t.file == file])
            values = own.columns(_names(layout), ABSENT)
            if layout is LECTURERS and values:
                values.setdefault("basis", [None] * own.total)
            if values:
                found += [
                    (own, f)
                    for f in run(values, Context(today, profile, own.where, coverage, links))
                ]
    found += [(places, f) for f in _without_curriculum(lines, keys, curricula)]
    lapsing = _lapsing(lines, keys, places, found, profile)
    findings = [p.finding(f.record, f.column, f.note, profile) for p, f in found] + lapsing
    findings = list({(f.file, f.sheet, f.cell, f.rule): f for f in findings}.values())
    reads = tuple(t.as_read() for t in (*tables, *plans, *curricula, *lecturers))
    settings = assumed(profile, today, **{"2か月前の数え方": f"方法{profile['filing']['method']}"})
    listing = _listing(lines, keys, places, found, profile)
    return Report(
        reads, tuple(findings), settings=settings, title="指定申請台帳の確認結果", lists=(listing,)
    )


def _is_designations(table: DeskTable) -> bool:
    """A 指定台帳 has bodies, kinds and dates as well, and no day of filing."""
    return "filed_on" not in table.at and {"agency_number", "designated_on"} <= table.at.keys()


def _names(layout: Layout) -> list[str]:
    return [c.name for c in layout.columns]


def _key(value: object) -> str:
    return squeeze(to_text(value))


def _group(table: Table, record: int) -> tuple[str, str]:
    """What an application and its attachments have in common: the workbook and the 受付番号, "" where there is none."""
    return table.file, _key(table.values["receipt"][record]) if "receipt" in table.values else ""


def split_kinds(table: DeskTable, curricula: Sequence[DeskTable]) -> None:
    """One record per kind: several kinds in one cell, or 別紙のとおり with the kinds of the
    curriculum (様式第2号 注1)."""
    kinds: list[list[Value]] = []
    for i, value in enumerate(table.values["field"]):
        text = to_text(value)
        if POINTER.fullmatch(squeeze(text)):
            own = _attached_kinds(
                curricula, _key(table.values["receipt"][i]) if "receipt" in table.values else ""
            )
            kinds.append(list(own) or [value])
        else:
            several = fields.split(text)
            kinds.append([f.name for f in several] if len(several) > 1 else [value])
    table.repeat([len(k) for k in kinds])
    table.values["field"] = [k for own in kinds for k in own]


def _attached_kinds(curricula: Sequence[DeskTable], key: str) -> list[str]:
    found: list[str] = []
    for t in curricula:
        for i in range(len(t.rows)):
            if "field" in t.values and (
                "receipt" not in t.values or _key(t.values["receipt"][i]) == key
            ):
                read_field = fields.read(t.values["field"][i]).value
                if read_field and read_field.name not in found:
                    found.append(read_field.name)
    return found


def _join_plan(table: DeskTable, plans: Sequence[DeskTable]) -> None:
    """What the ledger leaves blank is taken from the 事業計画 of the same 受付番号 (and kind); its
    own cell is then the one to correct."""
    if "receipt" not in table.values:
        return
    for plan in plans:
        rows = {
            (_key(r), k): i
            for i, (r, k) in enumerate(
                zip(
                    plan.values["receipt"],
                    plan.values.get("field", [""] * len(plan.rows)),
                    strict=True,
                )
            )
        }
        for record, key in enumerate(table.values["receipt"]):
            kind = fields.read(table.values["field"][record]).value
            mine = [
                i
                for (r, k), i in rows.items()
                if r == _key(key) and (is_blank(k) or fields.read(k).value == kind)
            ]
            for name in plan.values if mine else ():
                if name in ("receipt", "field"):
                    continue
                own = table.values.setdefault(name, [None] * len(table.rows))
                if is_blank(own[record]):
                    own[record] = plan.values[name][mine[0]]
                    sheet, cell = plan.place(mine[0], name)
                    table.elsewhere[record, name] = (sheet, cell, plan.heading(mine[0], name))


def _without_curriculum(
    lines: Sequence[Line], keys: Sequence[tuple[str, str]], curricula: Sequence[DeskTable]
) -> list[Fault]:
    """Kinds of which a workbook with a カリキュラム says nothing; where it has none, the papers lie elsewhere."""
    there: dict[str, set[tuple[str, int]]] = {}
    for t in curricula:
        for i in range(len(t.rows) if "field" in t.values else 0):
            if kind := fields.read(t.values["field"][i]).value:
                there.setdefault(t.file, set()).add((_group(t, i)[1], kind.number))
    return [
        Fault(i, "field", Note("curriculum-not-found", {"kind": line.kind_name}))
        for i, (line, (file, key)) in enumerate(zip(lines, keys, strict=True))
        if line.kind and file in there and not {(key, line.kind), ("", line.kind)} & there[file]
    ]


def _links(filings: Mapping[str, Sequence[Line]], lecturers: Sequence[DeskTable]) -> Applications:
    """``filings``: 受付番号 → its kinds, of one workbook."""
    alone = len(filings) == 1  # a workbook of one application: its attachments need no number
    declared = {
        (key, line.kind): line.minutes
        for key, own in filings.items()
        for line in own
        if line.kind and line.minutes
    }
    renewals = {key for key, own in filings.items() if any(line.same_lecturers for line in own)}
    people: dict[str, set[str]] = {}
    for t in lecturers:
        for i, name in enumerate(t.values["lecturer"]):
            people.setdefault(
                _key(t.values["receipt"][i]) if "receipt" in t.values else "", set()
            ).add(lecturer_key(name))
    return Applications(
        declared
        | ({("", kind): minutes for (_, kind), minutes in declared.items()} if alone else {}),
        frozenset(filings) - {""},
        frozenset(renewals | ({""} if renewals and alone else set())),
        {k: frozenset(v) for k, v in people.items()},
    )


def _lapsing(
    lines: Sequence[Line],
    keys: Sequence[tuple[str, str]],
    places: Places,
    found: Sequence[tuple[Places, Fault]],
    profile: Profile,
) -> list[Finding]:
    """様式第4号 whose content does not meet Guideline 3–5: the notice would be void (R33)."""
    reasons: dict[tuple[str, str], list[str]] = {}
    for where, fault in found:
        if fault.note.rule in _VOIDING:
            reasons.setdefault(_group(*where.locate(fault.record)), []).append(
                rules()[fault.note.rule].title
            )
    out = []
    for i, (line, key) in enumerate(zip(lines, keys, strict=True)):
        why = reasons.get(key, []) if line.renewal else []
        if why and profile.severity("renewal-would-lapse"):
            out.append(
                places.finding(
                    i,
                    "form",
                    Note("renewal-would-lapse", {"reasons": "、".join(dict.fromkeys(why))}),
                    profile,
                )
            )
    return out


def flag(one: filing.Filing | None) -> str:
    """期限内 / 境界 / 超過3日; "" where there is no deadline to compare with."""
    if one is None:
        return ""
    return f"超過{-one.days}日" if one.verdict == "超過" else one.verdict


def _listing(
    lines: Sequence[Line],
    keys: Sequence[tuple[str, str]],
    places: Places,
    found: Sequence[tuple[Places, Fault]],
    profile: Profile,
) -> Listing:
    """申請一覧: each application and kind with its deadline, its flag and the count of its 誤り,
    those of its attachments among them."""
    own: dict[int, list[str]] = {}
    attached: dict[tuple[str, str], list[str]] = {}
    for where, fault in found:
        if profile.severity(fault.note.rule) != "error":
            continue
        title = rules()[fault.note.rule].title
        if where is places:
            own.setdefault(fault.record, []).append(title)
        else:
            attached.setdefault(_group(*where.locate(fault.record)), []).append(title)
    rows: list[tuple[object, ...]] = []
    for i, (line, key) in enumerate(zip(lines, keys, strict=True)):
        table, record = places.locate(i)
        who, number = (to_text(v) for v in table.row_label(record))
        titles = [
            *own.get(i, []),
            *attached.get(key, []),
            *(attached.get((key[0], ""), []) if key[1] else []),
        ]
        one = line.filing
        closed = f"{one.closed}。前の開庁日は {one.last_open}" if one and one.closed else ""
        rows.append(
            (
                number,
                who,
                line.kind_name,
                line.filed or "",
                line.first or "",
                one.deadline if one else "期限なし" if line.renewal else "",
                closed,
                flag(one),
                "様式第4号" if line.renewal else "様式第2号",
                f"不備{len(titles)}件" if titles else "不備なし",
                "、".join(dict.fromkeys(titles)),
            )
        )
    return Listing(
        "申請一覧",
        (
            "受付番号",
            "申請者",
            "研修種別",
            "申請日",
            "研修の初日",
            "期限",
            "期限が閉庁日のとき",
            "期限の判定",
            "様式",
            "不備",
            "不備の内容",
        ),
        (9, 30, 20, 15, 15, 15, 20, 11, 10, 10, 44),
        tuple(rows),
    )
