"""受講者名簿: which headings mean which column."""

from __future__ import annotations

from workbooks.tables.desk_evidence import PERSON_TESTS
from workbooks.tables.headings import items
from workbooks.tables.layout import Layout, columns
from workbooks.tables.spread import field_columns

_PERSON = (
    *("name", "family_name", "given_name", "kana", "registration_number", "birth_date"),
    *("address", "employer", "municipality", "occupation", "consent"),
)
LAYOUT = Layout(
    "participants",
    columns(
        *items(
            "registration_number",
            "registration_prefecture",
            "certificate_number",
            "name",
            "family_name",
            "given_name",
            "kana",
            "birth_date",
            "address",
            "employer",
            "municipality",
            "employer_address",
            "occupation",
            "consent",
            "completed_on",
            "remarks",
        ),
        ("field", "研修分野", r"(受講|修了|申込)?(した|する)?(研修)?(の)?(分野|種別)(名)?"),
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
            r"(実)?受講(した)?(の)?(合計)?(時間(数)?|分数)(合計)?(\(分\))?|(出席|視聴)(時間|分数)(数)?(の)?(計|合計|累計)?(\((分|時間)\))?|(合計|総)(受講)?(時間|分数)(数)?(\(分\))?|時間数(\(分\))?",
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
        ("target", "対象者の区分", r"対象(者)?(の)?(区分|該当|別|/対象者以外)?|受講者(の)?区分"),
        ("number", "番号", r"(受講者?|受付)?(番号|N[oO]\.?)"),
        words={
            "field": r"分野|種別|コース|講座|科目|bunya|course|field",
            "minutes": r"(受講|出席|視聴|履修|参加).*(時間|分)|jikan|minutes|hours",
            "items": r"(受講|履修).*(内容|項目)",
            "report_on": r"レポート|報告書|report",
            "refusal": r"(修了|評価).*(ない|不可).*理由|不可.*理由",
            "consent": r"同意|提供|doi|consent",
        },
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
    group=("number", *_PERSON),
    section=("field",),
    cards=True,
    spread=field_columns,
    gives=frozenset(("field", "minutes", "completed_on")),
    tests=PERSON_TESTS,
    of_people=True,
)
