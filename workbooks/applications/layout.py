"""指定申請台帳: which headings mean which column, in the ledger and in 事業計画, カリキュラム and 講師 beside it."""

from __future__ import annotations

from workbooks.tables.courses import COURSE, WORDS_OF_COURSE, WORDS_OF_FIELD
from workbooks.tables.desk_evidence import LESSON_TESTS
from workbooks.tables.layout import Layout, columns
from workbooks.tables.spread import field_columns, item_columns

_KEY = (
    "receipt",
    "受付番号",
    r"(申請|届出)?(受付|整理|申請|管理|届出|収受|受理|文書)(番号|N[oO]\.?)|N[oO]\.?|番号|項番",
)
_KIND = (
    "field",
    "研修種別",
    r"(申請する)?(研修)?(の)?(種別|分野)(名)?|(申請|届出|実施|開催)(する)?(研修)?(の)?分野(名)?",
)
# Words that speak for an item within a longer heading, and those of exports in Latin letters.
_WORDS_OF_KIND = {
    "receipt": r"(受付|整理|申請|管理).*(番号|N[oO])|uketsuke_no|receipt|application_(no|id)",
    "field": WORDS_OF_FIELD,
}
_WORDS_OF_FILINGS = {
    "filed_on": r"(申請|届出|提出|受理|受付|収受|到達).*(日|月)|shinsei_(ymd|date|bi)|filed|received",
    "consulted_on": r"相談|協議|sodan|consult",
    "form": r"様式|新規.*更新|form",
    "applicant": r"(申請|届出|実施|主催|運営).*(者|団体|機関|法人|主体)(名|の名称|$)|(団体|法人|機関)名"
    r"|dantai|kikan_(mei|name)|applicant|organi[sz]ation",
    "body_type": r"(法人|団体).*(種|格|区分)|houjin|body_type",
    "agency_number": r"機関.*(番号|コード)|指定番号|kikan_(no|cd|code|bango)|agency_(no|number|id|code)",
    "designated_on": r"指定.*(日|月)|shitei_(ymd|date|bi)|designated",
    "minutes": r"時間|コマ|jikan|minutes|hours",
    "method": r"評価|hyoka|assessment",
    "lecturers": r"書類.*講師",
}


def _together() -> tuple[Layout, ...]:
    """What may stand on one sheet of an application, below each other."""
    return (LAYOUT, PLAN, CURRICULUM, LECTURERS)


PLAN = Layout(
    "plan",
    columns(*COURSE, _KIND, _KEY, words={**WORDS_OF_COURSE, **_WORDS_OF_KIND}),
    (frozenset(("receipt",)), frozenset(("first_day", "report_on", "reception_on"))),
    (),
    ("field", "receipt"),
    beside=_together,
)
CURRICULUM = Layout(
    "curriculum",
    columns(
        _KIND,
        (
            "item",
            "研修項目",
            r"(研修|講義)?(の)?(項目|科目|テーマ|題目|題名|タイトル)(名)?|講義(題|題目)?名?",
        ),
        ("content", "研修内容", r"(研修|講義)?(の)?(具体的な)?(研修)?内容(\(.*\))?|別添1の内容"),
        ("lecturer", "講師", r"(担当)?講師(氏名|名|の氏名)?"),
        (
            "minutes",
            "時間数",
            r"(研修|講義|所要)?時間(数|帯)?(\((分|時間)\))?|分(数)?|(研修|講義)?コマ(数)?(\(.*\))?",
        ),
        ("method", "研修形態", r"(研修|実施)?(の)?(形態|形式|方法)|講義・演習(等)?の別"),
        ("capacity", "定員", r"定員.*"),
        _KEY,
        words={
            **_WORDS_OF_KIND,
            "item": r"項目|科目|テーマ|題|タイトル|講義名|item|subject|title",
            "content": r"内容|概要|naiyo|content",
            "lecturer": r"講師|講演者|koushi|koshi|lecturer|teacher",
            "minutes": r"時間|コマ|分数|jikan|minutes|hours",
            "method": r"形態|形式|方法|keitai|style",
        },
    ),
    (
        frozenset(("item", "content")),
        frozenset(("minutes", "method")),
        frozenset(("lecturer", "minutes")),
    ),
    (),
    ("field", "receipt"),
    ("field", "receipt"),
    group=("receipt", "field"),
    spread=item_columns,
    gives=frozenset(("item", "minutes")),
    tests=LESSON_TESTS,
    beside=_together,
    across=True,
    timetable=True,
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
        words={
            "receipt": _WORDS_OF_KIND["receipt"],
            "lecturer": r"講師|氏名|名前|koushi|koshi|lecturer|teacher",
            "affiliation": r"所属|職|肩書|勤務|shozoku|affiliation",
            "basis": r"要件|資格|basis",
            "history": r"略歴|経歴|履歴|history|cv",
            "record": r"実績|record",
            "acceptance": r"承諾|承認|acceptance",
        },
    ),
    (frozenset(("lecturer",)), frozenset(("history", "record", "acceptance"))),
    (),
    ("lecturer", "receipt"),
    ("receipt",),
    group=("receipt",),
    beside=_together,
    across=True,
)
# What an application says once, whatever kinds it is for.
_OF_A_BODY = (
    *("receipt", "applicant", "address", "representative", "body_type"),
    *("agency_number", "contact", "filed_on", "form"),
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
            r"(申請書?|届出書?)?(の)?様式(番号|区分)?|(申請|届出)(の)?(種類|種別|区分|別)|新規[・/]?(更新|継続)(の別)?|区分",
        ),
        ("fiscal_year", "年度", r"(実施|届出|対象|申請)?年度"),
        (
            "applicant",
            "申請者の名称",
            r"(申請|届出)(者|団体|機関|法人)(の)?(名称|名|氏名)?|(研修)?(実施)?(機関|団体|主体)(の)?(名称|名)?|(団体|法人)名(称)?|名称",
        ),
        (
            "address",
            "主たる事務所の所在地",
            r"(主たる)?(事務所|団体|法人|機関|本部)?(の)?(所在地|住所)",
        ),
        ("representative", "代表者氏名", r"代表者(の)?(職名?・?)?(氏名|名|職氏名)?"),
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
        *COURSE,
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
        ("plan", "事業計画", r"(研修)?(事業)?計画(書)?(の有無|の?添付)?"),
        ("curriculum", "研修カリキュラム", r"(研修)?カリキュラム(の有無|の?添付|表)?"),
        (
            "lecturers",
            "講師に関する書類",
            r"講師(に関する|の)?(添付)?(書類|資料|調書|一覧|略歴(等|書)?|承諾書)(の有無|の?添付)?",
        ),
        (
            "unchanged",
            "講師の変更",
            r"(講師(の|に関する)?)?(前年度から(の)?)?変更(の有無|なし)?(\(講師\))?",
        ),
        ("outsourcing", "委託の範囲", r"(業務|外部)?(委託|外注)(の)?(範囲|内容|有無)?"),
        ("finance", "財政的基盤", r"財政(的)?(な)?基盤(の有無|の確認)?"),
        ("accounts", "経理の区分", r"(経理|会計)(の)?区分(経理)?(の有無|の確認)?"),
        (
            "result",
            "審査結果",
            r"(審査|指定|処理|決裁|承認)(の)?(結果|状況|可否)|審査|結果|決裁|承認|可否|審査区分|処分",
        ),
        ("changes", "前年度からの変更", r"(前年度からの)?変更(点|内容|事項|箇所)"),
        _KEY,
        words={**_WORDS_OF_FILINGS, **WORDS_OF_COURSE, **_WORDS_OF_KIND},
    ),
    (frozenset(("applicant",)), frozenset(("field",)), frozenset(("filed_on", "first_day"))),
    ("filed_on", "minutes", "method", *(n for n, _, _ in COURSE)),
    ("applicant", "receipt"),
    above=(*_OF_A_BODY[1:], "fiscal_year", "field"),
    cards=True,
    group=_OF_A_BODY,
    beside=_together,
    section=("applicant", "field"),
    spread=field_columns,
    gives=frozenset(("field",)),
)
