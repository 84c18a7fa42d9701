"""台帳の見本: 指定台帳, 指定申請台帳 with its attachments, and 受講者名簿 of an invented
prefecture; the faults in them are named beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from validators.guideline.fields import by_number
from workbooks.grid import Value
from workbooks.samples.headings import (
    APPLICATION_HEADINGS,
    CURRICULUM_HEADINGS,
    DESIGNATION_HEADINGS,
    LECTURER_HEADINGS,
    PARTICIPANT_HEADINGS,
)
from workbooks.samples.sheets import write_sheets as write
from workbooks.samples.years import rows_moved

_D = dt.date
Rows = list[list[Value]]
_MINAKAMI = (
    "02",
    "一般社団法人みなかみ保育研修会",
    "群馬県利根郡みなかみ町後閑1",
    "minakami@example.jp",
)
_AKAGI = ("03", "学校法人あかぎ学園", "群馬県前橋市富士見町2", "akagi@example.jp")
_HARUNA = ("04", "特定非営利活動法人はるな子ども支援", "群馬県高崎市榛名町3", "haruna@example.jp")


def _designation(
    body: tuple[str, ...], kind: int, designated: dt.date, renewed: str, **changes: Value
) -> tuple[Value, ...]:
    """A designation of a body; ``changes`` by heading."""
    row: dict[str, Value] = dict.fromkeys(DESIGNATION_HEADINGS, "")
    row.update(zip(DESIGNATION_HEADINGS, body, strict=False))
    row |= {"研修種別番号": str(kind), "研修種別": by_number(kind).name, "指定年月日": designated}
    row |= {"更新年度": renewed, "申込先": f"https://{body[3].replace('@', '.')}", **changes}
    return tuple(row.values())


DESIGNATIONS: tuple[tuple[Value, ...], ...] = (
    _designation(
        _MINAKAMI,
        1,
        _D(2024, 5, 20),
        "令和7年度",
        研修実施予定日=_D(2025, 7, 5),
        研修会場="利根郡みなかみ町",
        定員=40,
        受付開始日=_D(2025, 5, 12),
        事業実績報告の提出予定日=_D(2025, 10, 31),
    ),
    _designation(
        _MINAKAMI,
        4,
        _D(2025, 6, 2),
        "",
        研修実施予定日=_D(2025, 10, 25),
        研修会場="沼田市",
        定員=40,
        受付開始日=_D(2025, 8, 1),
        事業実績報告の提出予定日=_D(2026, 1, 31),
    ),
    _designation(_AKAGI, 7, _D(2023, 4, 10), "令和6年度", 研修会場="前橋市", 定員=60),
    _designation(
        _HARUNA, 3, _D(2024, 7, 1), "令和7年度", 届出の状態="届出無効", 研修会場="高崎市", 定員=30
    ),
)
DESIGNATED_THIS_YEAR = (
    _designation(
        _MINAKAMI,
        5,
        _D(2026, 5, 15),
        "",
        研修実施予定日=_D(2026, 7, 25),
        研修会場="沼田市",
        定員=40,
        受付開始日=_D(2026, 6, 1),
        事業実績報告の提出予定日=_D(2026, 10, 30),
    ),
    _designation(
        _AKAGI,
        1,
        _D(2026, 5, 8),
        "令和9年度",
        研修実施予定日=_D(2026, 8, 22),
        研修会場="前橋市",
        定員=60,
        受付開始日=_D(2026, 6, 15),
        事業実績報告の提出予定日=_D(2026, 11, 30),
    ),
)
_OTHER = "非営利団体"
_APPLICANTS = {  # 申請者の名称 → 法人の種別, 所在地, 代表者
    _AKAGI[1]: ("指定保育士養成施設", _AKAGI[2], "理事長　架空　太郎"),
    _MINAKAMI[1]: (_OTHER, _MINAKAMI[2], "代表理事　架空　次郎"),
    _HARUNA[1]: (_OTHER, _HARUNA[2], "理事長　架空　花子"),
    "高崎市": ("市町村", "群馬県高崎市高松町1", "高崎市長　架空　四郎"),
    "社会福祉法人くさつ会": (_OTHER, "群馬県吾妻郡草津町1", "理事長　架空　五月"),
}
# heading → days after the first day of the course
_PLAN = {
    "受付開始予定日": -45,
    "研修実施予定日": 0,
    "研修終了予定日": 14,
    "修了証の発行予定日": 30,
    "事業実績報告の提出予定日": 60,
    "指定日": -40,
}


def _application(
    number: int, filed: dt.date, who: str, kind: int, first: dt.date, **changes: Value
) -> list[Value]:
    """A clean application; ``changes`` by heading."""
    form, address, head = _APPLICANTS[who]
    row: dict[str, Value] = dict.fromkeys(APPLICATION_HEADINGS, "")
    row |= {"受付番号": number, "申請日": filed, "様式": "様式第2号", "申請者の名称": who}
    row |= {"法人の種別": form, "主たる事務所の所在地": address, "代表者の職・氏名": head}
    row |= {"研修種別": by_number(kind).name, "研修時間数": "15時間"}
    row |= {"研修修了の評価方法": "レポート", "研修会場": "前橋市"}
    row |= {heading: first + dt.timedelta(days) for heading, days in _PLAN.items()}
    row |= {"研修担当者の連絡先及び氏名": "研修係 000-000-0000"}
    row |= {"定員": 50, "対象者の申込者数": 42, "対象者以外の人数": 8}
    row |= dict.fromkeys(("収支予算", "事業計画", "研修カリキュラム", "講師に関する書類"), "有")
    row |= {"委託の範囲": "会場設営のみ一部委託", "審査結果": "承認"}
    return list({**row, **changes}.values())


def clean_applications() -> Rows:
    """Rows under ``APPLICATION_HEADINGS`` with nothing to find."""
    return [
        _application(1, _D(2026, 4, 3), _AKAGI[1], 1, _D(2026, 7, 4)),
        _application(2, _D(2026, 4, 10), _MINAKAMI[1], 5, _D(2026, 7, 31), 研修会場="沼田市"),
        _application(3, _D(2026, 4, 20), "高崎市", 7, _D(2026, 8, 1), 研修会場="高崎市"),
        _application(4, _D(2026, 4, 21), _HARUNA[1], 2, _D(2026, 9, 5)),
        _application(
            5, _D(2026, 4, 22), "社会福祉法人くさつ会", 8, _D(2026, 9, 12), 研修会場="吾妻郡草津町"
        ),
    ]


# (row of clean_applications, heading, new value, rule a check has to report there)
APPLICATION_FAULTS: tuple[tuple[int, str, Value, str], ...] = (
    (1, "申請日", _D(2026, 6, 10), "filing-late"),
    (1, "事業実績報告の提出予定日", "", "plan-part-missing"),
    (1, "講師に関する書類", "未提出", "attachment-missing"),
    (2, "申請者の名称", "株式会社さくら研修社", "body-conflict"),
    (2, "研修時間数", "14.5時間", "planned-minutes-short"),
    (2, "委託の範囲", "研修の全部を委託", "outsourced-whole"),
    (3, "申請日", _D(2026, 7, 5), "filing-borderline"),
    (3, "対象者以外の人数", 9, "others-over-capacity"),
    (3, "研修会場", "埼玉県さいたま市", "venue-other-prefecture"),
)


def messy_applications() -> Rows:
    """``clean_applications`` with ``APPLICATION_FAULTS``."""
    return _with(
        clean_applications(), APPLICATION_HEADINGS, [(r, h, v) for r, h, v, _ in APPLICATION_FAULTS]
    )


def clean_curriculum() -> Rows:
    """Five items of three hours for every clean application."""
    rows: Rows = []
    for number, kind in ((1, 1), (2, 5), (3, 7), (4, 2), (5, 8)):
        field = by_number(kind)
        rows += [
            [
                number,
                field.name,
                item,
                "山本　太郎" if n % 2 else "鈴木　花子",
                180,
                "講義" if n < 4 else "演習・グループ討議",
            ]
            for n, item in enumerate(field.items)
        ]
    return rows


CURRICULUM_FAULTS: tuple[tuple[int, str, Value, str], ...] = (
    (7, "講師", "無名　次郎", "curriculum-lecturer-unlisted"),
    (10, "時間数（分）", 150, "curriculum-short"),
    (19, "研修項目", "保育の今日的課題", "curriculum-items"),
)


def clean_lecturers() -> Rows:
    """Two lecturers for every clean application."""
    rows: Rows = []
    for number in range(1, 6):
        rows += [
            [number, "山本　太郎", "見本大学 准教授", "養成施設の教員", "有", "有", "有"],
            [number, "鈴木　花子", "見本こども園 園長", "知事が認める者", "有", "有", "有"],
        ]
    return rows


LECTURER_FAULTS: tuple[tuple[int, str, Value, str], ...] = (
    (0, "承諾書", "", "lecturer-paper-missing"),
    (5, "講師の要件", "", "lecturer-basis-missing"),
)
_PERSONS = (
    ("相川　陽向", "アイカワ ヒナタ", _D(1990, 5, 14), "前橋市大手町2", "みなみ保育園", "前橋市"),
    ("飯島　楓", "イイジマ カエデ", _D(1988, 8, 2), "高崎市高松町5", "たかまつこども園", "高崎市"),
    ("岩崎　澪", "イワサキ ミオ", _D(1995, 2, 20), "桐生市織姫町7", "おりひめ保育園", "桐生市"),
    ("内田　蒼", "ウチダ アオ", _D(1983, 11, 9), "太田市浜町3", "はままち保育所", "太田市"),
    ("江原　詩", "エバラ ウタ", _D(1992, 6, 30), "沼田市下之町4", "ぬまたこども園", "沼田市"),
    ("大塚　律", "オオツカ リツ", _D(1986, 12, 25), "館林市城町6", "しろまち保育園", "館林市"),
)


def participants() -> Rows:
    """Six persons of one course: three completed, one missed a day, one handed in no report, one
    was refused "for points"."""
    rows: Rows = [
        [
            n,
            name,
            kana,
            birth,
            f"群馬県-{600000 + n}",
            f"群馬県{address}",
            employer,
            place,
            "保育士",
            "食育・アレルギー対応",
            "食育研修 第1回",
            "○",
            "○",
            "○",
            _D(2025, 11, 9),
            _D(2025, 11, 9),
            "",
            "同意する",
        ]
        for n, (name, kana, birth, address, employer, place) in enumerate(_PERSONS, 1)
    ]
    return _with(
        rows,
        PARTICIPANT_HEADINGS,
        [
            (3, "2日目（300分）", "×"),
            (3, "修了年月日", ""),
            (4, "レポート提出日", ""),
            (4, "修了年月日", ""),
            (5, "評価をしない理由", "レポート60点未満"),
            (5, "修了年月日", ""),
        ],
    )


def _with(rows: Rows, headings: Sequence[str], changes: Sequence[tuple[int, str, Value]]) -> Rows:
    for row, heading, value in changes:
        rows[row][headings.index(heading)] = value
    return rows


def messy_curriculum() -> Rows:
    """``clean_curriculum`` with ``CURRICULUM_FAULTS``."""
    return _with(
        clean_curriculum(), CURRICULUM_HEADINGS, [(r, h, v) for r, h, v, _ in CURRICULUM_FAULTS]
    )


def messy_lecturers() -> Rows:
    """``clean_lecturers`` with ``LECTURER_FAULTS``."""
    return _with(
        clean_lecturers(), LECTURER_HEADINGS, [(r, h, v) for r, h, v, _ in LECTURER_FAULTS]
    )


def write_designations(path: Path, years: int = 0) -> None:
    """指定台帳.xlsx of the sample, ``years`` later."""
    rows = rows_moved((*DESIGNATIONS, *DESIGNATED_THIS_YEAR), years)
    write(path, [("指定台帳", DESIGNATION_HEADINGS, rows)])


def write_applications(path: Path, years: int = 0) -> None:
    """指定申請台帳.xlsx of the sample, ``years`` later: the ledger, カリキュラム and 講師, with the faults."""
    write(
        path,
        [
            ("指定申請台帳", APPLICATION_HEADINGS, rows_moved(messy_applications(), years)),
            ("カリキュラム", CURRICULUM_HEADINGS, messy_curriculum()),
            ("講師", LECTURER_HEADINGS, messy_lecturers()),
        ],
    )


def write_participants(path: Path, years: int = 0) -> None:
    """受講者名簿.xlsx of the sample, ``years`` later."""
    write(path, [("受講者名簿", PARTICIPANT_HEADINGS, rows_moved(participants(), years))])
