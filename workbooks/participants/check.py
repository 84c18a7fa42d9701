"""受講者名簿: one row per person and event, session columns found by their headings; 修了判定, the
研修修了者名簿 and the 一部受講 list from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from validators.findings import Listing, Report
from validators.guideline.attendance import SESSION, planned
from validators.numbers import registration
from validators.profile import Profile
from validators.schemas.participants import rules as participant_rules
from validators.schemas.participants.rules import Cell, Verdict
from validators.schemas.records import ABSENT
from validators.schemas.rule import Context
from validators.text import is_blank, squeeze, to_text
from validators.values.durations import hours
from workbooks.grid import Book, Value
from workbooks.tables.layout import DeskTable, Layout, columns, read
from workbooks.tables.places import Places, assumed, noted
from workbooks.tables.unasked import Questions, unasked, vital

LAYOUT = Layout(
    "participants",
    columns(
        (
            "registration_number",
            "保育士登録番号",
            r"(保育士)?(証|資格)?登録(証)?の?(番号|N[oO]\.?)|保育士(証)?(登録)?の?(番号|N[oO]\.?)",
        ),
        (
            "registration_prefecture",
            "登録した都道府県",
            r"(保育士)?(登録)?(都道府)?県名|登録(都道府)?県(名)?",
        ),
        (
            "certificate_number",
            "修了証番号",
            r"(保育士等)?(キャリアアップ)?(研修)?修了(証書|証)?の?(番号|N[oO]\.?)",
        ),
        (
            "name",
            "氏名",
            r"(受講者|申込者|参加者|受講生)?の?(氏名|名前|姓名)|(受講者|申込者|参加者)名",
        ),
        ("family_name", "姓", r"姓|氏"),
        ("given_name", "名", r"名"),
        (
            "kana",
            "フリガナ",
            r"(氏名)?(の)?(フリガナ|ふりがな|カナ|かな|ヨミ|よみがな)|氏名\((カナ|フリガナ)\)",
        ),
        ("birth_date", "生年月日", r"(受講者の?)?生年月日.*"),
        ("address", "住所", r"(個人|自宅|現|受講者の?)?住所"),
        (
            "employer",
            "勤務先施設の名称",
            r"(勤務|所属)(先)?(施設|園|先)?(の)?(名称|名)?|施設名|園名",
        ),
        (
            "municipality",
            "勤務先施設の所在市町村名",
            r"(勤務先|所属|施設)*(の)?(所在)?(地)?(の)?(市町村|市区町村)(名)?",
        ),
        ("occupation", "職種", r"職(種|名)"),
        ("field", "研修分野", r"(受講)?(した)?(研修)?(の)?(分野|種別)(名)?"),
        ("event", "研修名", r"(研修|講座|研修会)(の)?(名称|名)|コース(名)?|開催回|実施回"),
        ("held_on", "受講年月日", r"(受講|開催|実施|研修)(年月)?日"),
        (
            "shown_hours",
            "表示の時間数",
            r"(表示|証明書?の?)時間(数)?(\(時間\))?|受講時間(数)?\(時間\)|時間数\(時間\)",
        ),
        ("planned", "研修時間数", r"(研修|実施|全)(の)?(総)?時間(数)?(\((分|時間)\))?"),
        (
            "minutes",
            "受講時間",
            r"(実)?受講(した)?(の)?(合計)?(時間(数)?|分数)(合計)?(\(分\))?|出席(時間|分数)(\(分\))?|時間数(\(分\))?",
        ),
        (
            "in_house",
            "園内研修の時間",
            r"園内研修(等)?(の)?(受講)?(時間(数)?|分数)?(\((分|時間)\))?",
        ),
        ("items", "受講した内容", r"(受講)?(した)?(研修)?(の)?(内容|項目)|受講(済)?(内容|項目)"),
        ("method", "評価方法", r"(研修)?(修了)?(の)?評価(の)?方法"),
        (
            "report_on",
            "レポート提出日",
            r"(レポート|報告書)(等)?(の)?(提出|受理|受付)?(年月)?日?(の有無)?",
        ),
        (
            "refusal",
            "評価をしない理由",
            r"(修了|評価)(の評価)?(を)?(と?しない|行わない|認めない|不可)(の)?理由|(不修了|未修了|不可)(の)?理由",
        ),
        ("consent", "情報提供の同意", r".*同意.*"),
        ("target", "対象者の区分", r"対象(者)?(の)?(区分|該当|別|/対象者以外)?|受講者(の)?区分"),
        ("completed_on", "修了年月日", r"(研修)?修了(した)?(年月日|日)"),
        ("remarks", "備考", r"備考.*|特記事項"),
        ("number", "番号", r"(受講|受付)?(番号|N[oO]\.?)"),
    ),
    (
        frozenset(("name", "family_name")),
        frozenset(
            (
                "field",
                "items",
                "minutes",
                "held_on",
                "report_on",
                "refusal",
                "consent",
                "planned",
                "event",
            )
        ),
    ),
    ("birth_date", "field", "consent"),
    ("name", "number"),
    ("field", "event", "method", "planned", "completed_on"),
)
ROSTER = (
    "No.",
    "保育士登録番号",
    "氏名",
    "フリガナ",
    "生年月日",
    "住所",
    "勤務先施設の名称",
    "勤務先施設の所在市町村名",
    "職種",
    "修了した研修分野",
    "修了証番号",
    "修了年月日",
    "発行年月日",
    "情報提供の同意",
    "備考",
)


_EXPECTED = ("birth_date", "field", "consent")
_ASIDE = frozenset(("target", "remarks", "shown_hours"))


def check(books: Sequence[Book], profile: Profile, today: dt.date) -> Report | None:
    """受講者名簿 to Report with 修了判定, 研修修了者名簿 and 一部受講; None when no such table is there."""
    tables = [t for book in books for t in read(book, LAYOUT)]
    if not tables:
        return None
    for table in tables:
        _join(table)
    places = Places(tables)
    attendance = [row for table in tables for row in _attendance(table)]
    values = places.columns([c.name for c in LAYOUT.columns], ABSENT)
    verdicts, faults = participant_rules.check(
        values, attendance, Context(today, profile, places.where)
    )
    asked = Questions(
        participant_rules.RULES, LAYOUT.title, _EXPECTED, aside=_ASIDE, vital=("field",)
    )
    mode = {"all-days": "1回の研修をすべて受講", "accumulate": "複数の研修を合わせる"}[
        profile.completion.mode
    ]
    settings = assumed(profile, today, 修了の数え方=mode)
    return Report(
        tuple(t.as_read() for t in tables),
        (
            *places.findings(faults, profile),
            *noted(tables, profile),
            *vital(tables, asked, profile),
        ),
        settings=settings,
        title="修了判定の結果",
        lists=(_verdicts(verdicts, places), _roster(verdicts, places), _partly(verdicts, places)),
        unchecked=unasked(places, faults, asked),
    )


def _join(table: DeskTable) -> None:
    """姓 and 名, and prefecture and number of the 登録番号, from two columns each."""
    v = table.values
    if "name" not in v and "family_name" in v:
        given = v.get("given_name", [""] * len(table.rows))
        v["name"] = [
            f"{to_text(a)}　{to_text(b)}".strip("　")
            for a, b in zip(v["family_name"], given, strict=True)
        ]
        table.at["name"] = table.at["family_name"]
    if "registration_prefecture" in v and "registration_number" in v:
        pairs = zip(v["registration_prefecture"], v["registration_number"], strict=True)
        v["registration_number"] = [registration.join(a, b) for a, b in pairs]
    if (
        "shown_hours" in v and "minutes" not in v
    ):  # the only time there is, not one shown beside the minutes
        v["minutes"], table.at["minutes"] = v.pop("shown_hours"), table.at.pop("shown_hours")
    for name in ("minutes", "planned"):
        if name in table.at and "(時間)" in squeeze(table.headings[table.at[name]]):
            v[name] = [f"{to_text(x)}時間" if isinstance(x, (int, float)) else x for x in v[name]]


def _attendance(table: DeskTable) -> list[list[Cell]]:
    """The session cells of each record: columns headed 1日目, 第2回, 7/4 and the like."""
    sessions = {
        column: heading
        for column, heading in table.others.items()
        if SESSION.fullmatch(squeeze(heading))
    }
    table.understood |= sessions.keys()
    if not sessions:
        return [[] for _ in table.rows]
    lengths = {column: planned(heading) for column, heading in sessions.items()}
    return [
        [
            Cell(heading, lengths[column], table.other(i, column))
            for column, heading in sessions.items()
        ]
        for i in range(len(table.rows))
    ]


def _value(places: Places, verdict: Verdict, name: str) -> Value:
    """The first value given in any of the verdict's rows."""
    for record in verdict.records:
        table, own = places.locate(record)
        if name in table.values and not is_blank(value := table.values[name][own]):
            return value
    return ""


def _verdicts(verdicts: Sequence[Verdict], places: Places) -> Listing:
    rows = tuple(
        (
            v.result,
            _value(places, v, "name"),
            _value(places, v, "birth_date"),
            _value(places, v, "registration_number"),
            v.field.name if v.field else "",
            v.minutes if v.minutes is not None else "",
            hours(v.minutes) if v.minutes is not None else "",
            v.events,
            "".join("①②③④⑤"[n - 1] for n in sorted(v.items)),
            v.reasons,
        )
        for v in verdicts
    )
    return Listing(
        "修了判定",
        (
            "判定",
            "氏名",
            "生年月日",
            "保育士登録番号",
            "研修分野",
            "受講時間（分）",
            "受講時間",
            "研修の数",
            "受講した内容",
            "理由",
        ),
        (9, 18, 14, 16, 22, 10, 12, 8, 12, 50),
        rows,
    )


def _roster(verdicts: Sequence[Verdict], places: Places) -> Listing:
    """研修修了者名簿 of those who completed, ready for ``careerup number``; without their consent a
    person is on it, and marked."""
    done = [v for v in verdicts if v.result == "修了" and v.field]
    rows = tuple(
        (
            n,
            *(
                _value(places, v, c)
                for c in (
                    "registration_number",
                    "name",
                    "kana",
                    "birth_date",
                    "address",
                    "employer",
                    "municipality",
                    "occupation",
                )
            ),
            v.field.name if v.field else "",
            _value(places, v, "certificate_number"),
            _value(places, v, "completed_on"),
            "",
            _value(places, v, "consent"),
            _value(places, v, "remarks"),
        )
        for n, v in enumerate(done, 1)
    )
    return Listing(
        "研修修了者名簿", ROSTER, (5, 16, 16, 18, 14, 28, 22, 16, 10, 22, 16, 14, 14, 10, 20), rows
    )


def _partly(verdicts: Sequence[Verdict], places: Places) -> Listing:
    """一部受講: what the others attended, so that it can be shown or counted later."""
    rows = tuple(
        (
            _value(places, v, "name"),
            _value(places, v, "birth_date"),
            v.field.name if v.field else "",
            _value(places, v, "event"),
            _value(places, v, "held_on"),
            v.minutes if v.minutes is not None else "",
            "、".join(v.field.items[n - 1] for n in sorted(v.items)) if v.field else "",
            v.result,
            v.reasons,
        )
        for v in verdicts
        if v.result != "修了" and not any(n.rule.startswith("completion-refused") for n in v.notes)
    )
    return Listing(
        "一部受講",
        (
            "氏名",
            "生年月日",
            "研修分野",
            "研修名",
            "受講年月日",
            "受講時間（分）",
            "受講した内容",
            "判定",
            "足りないもの",
        ),
        (18, 14, 22, 24, 16, 10, 50, 9, 40),
        rows,
    )
