"""Rosters in every layout of domain.md §3.1 (V00–V18), as sheets written for the tests; all persons invented.

Each layout is rows (row 1 first), merges, and the findings a check has to give: {cell: rule}.
Everything else must be silent
at the levels 誤り and 要確認.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

D = dt.date


@dataclass(frozen=True)
class Layout:
    name: str
    rows: list[list[object]]
    records: int
    faults: dict[str, str] = field(default_factory=dict)
    merges: tuple[str, ...] = ()
    suffix: str = ".xlsx"
    encoding: str = ""
    date_1904: bool = False
    sheet: str = "名簿"


def write(layout: Layout, path: Path) -> Path:
    """The layout as a file."""
    if layout.suffix == ".csv":
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(layout.rows)
        path.write_bytes(text.getvalue().encode(layout.encoding))
        return path
    book = openpyxl.Workbook()
    if layout.date_1904:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    sheet.title = layout.sheet
    for row, values in enumerate(layout.rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None:
                sheet.cell(row, column, value)
    for merge in layout.merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path


def number(sequence: int, kind: int = 1, agency: int = 7, year: int = 25) -> str:
    return f"10{year}{agency:02}{kind}{sequence:05}"


_V00_HEAD = [
    "①保育士登録番号",
    "②氏名",
    "生年月日",
    "住所",
    "③勤務先施設の名称",
    "所在市町村名",
    "④修了した研修分野",
    "⑤修了証番号",
    "⑥修了年月日",
]


def _v00(n: int, **change: object) -> list[object]:
    row: dict[str, object] = {
        "reg": f"群馬県-30000{n}",
        "name": f"美本　{'一二三四五六七八九'[n]}子",
        "birth": D(1990, 1, n),
        "address": f"群馬県前橋市大手町{n}",
        "employer": "みほん園",
        "place": "前橋市",
        "field": "乳児保育",
        "number": number(n),
        "done": D(2025, 10, 5),
    }
    return list({**row, **change}.values())


LAYOUTS: list[Layout] = [
    Layout(
        "V00 guideline items",
        [_V00_HEAD, _v00(1), _v00(2, reg=""), _v00(3, done="2026-02-30"), _v00(4, name="")],
        4,
        {"I4": "date-nonexistent", "B5": "name-missing"},
    ),
    Layout(
        "title rows, empty first column, line breaks",
        [
            [],
            [None, "令和7年度　研修修了者名簿"],
            [None, "提出日：令和8年1月15日"],
            [],
            [
                None,
                *(
                    h.replace("勤務先", "勤務先\n").replace(
                        "番号", "番号\n（12桁）" if "修了証" in h else "番号"
                    )
                    for h in _V00_HEAD
                ),
            ],
            [None, *_v00(1)],
            [None, *_v00(2, number=number(1))],
            [None, "合計", "2名"],
            [],
            [None, "※個人情報につき取扱注意"],
        ],
        2,
        {"I6": "number-duplicate", "I7": "number-duplicate"},
    ),
    Layout(
        "V05/V06 persons CSV cp932",
        [
            [
                "名前",
                "フリガナ",
                "電話番号",
                "住所",
                "生年月日",
                "所属",
                "職種",
                "保育士番号所持状況",
                "保育士番号",
                "研修分野",
                "修了証番号",
                "修了年月日",
            ],
            [
                "美本　花",
                "ミホン ハナ",
                "000",
                "兵庫県神戸市1",
                "1985年4月1日",
                "みほん園(兵庫県下)",
                "保育士",
                "所持",
                "兵庫県-012345",
                "幼児教育",
                number(1, 2),
                "2025/10/05",
            ],
            [
                "美本　草",
                "ミホン クサ",
                "000",
                "兵庫県神戸市1",
                "S60.13.1",
                "みほん園(兵庫県下)",
                "調理員",
                "なし",
                "",
                "幼児教育",
                number(2, 2),
                "2025/10/05",
            ],
        ],
        2,
        {"E3": "date-nonexistent"},
        suffix=".csv",
        encoding="cp932",
    ),
    Layout(
        "V10 certificate list without numbers",
        [
            ["勤務先施設名", "受講者氏名", "生年月日", "登録番号", "修了分野", "修了日"],
            [
                "みほん園",
                "美本花（旧姓 例）",
                D(1985, 4, 1),
                "兵庫県-012345",
                "③障がい児保育",
                D(2025, 10, 5),
            ],
        ],
        1,
        {"A1": "column-missing"},
    ),
    Layout(
        "V11 name and number in parts",
        [
            [
                "研修名",
                "修了番号",
                "研修区分",
                "研修分野",
                "研修時間",
                "姓",
                "セイ",
                "名",
                "メイ",
                "生年月日",
                "保育士県名",
                "保育士番号",
                "個人電話",
                "自宅住所",
                "修了日",
            ],
            [
                "第1回",
                number(1),
                "専門分野別",
                "乳児保育",
                15,
                "美本",
                "ミホン",
                "花",
                "ハナ",
                D(1985, 4, 1),
                "群馬県",
                "012345",
                "000",
                "前橋市1",
                D(2025, 10, 5),
            ],
            [
                "第1回",
                number(2),
                "専門分野別",
                "乳児保育",
                "14時間30分",
                "美本",
                "ミホン",
                "草",
                "クサ",
                D(1985, 4, 2),
                "群馬",
                "012346",
                "000",
                "前橋市1",
                D(2025, 10, 5),
            ],
        ],
        2,
        {"E3": "minutes-short", "L3": "registration-prefecture-short"},
    ),
    Layout(
        "V12 four heading rows, one column per field",
        [
            ["No.", "氏名", "生年月日", "修了した研修", *[None] * 7, "修了年月日", "備考"],
            [
                None,
                None,
                None,
                "（専門分野別研修）",
                None,
                None,
                None,
                None,
                None,
                "⑦マネジメント研修\n（副主任保育士は必須）",
                "⑧保育実践研修",
                None,
                None,
            ],
            [
                None,
                None,
                None,
                "①乳児保育",
                "②幼児教育",
                "③障害児保育",
                "④食育・アレルギ一対応",
                "⑤保健衛生・安全対策",
                "⑥保護者支援・子育て支援",
                None,
                None,
                None,
                None,
            ],
            [
                1,
                "美本　花",
                D(1985, 4, 1),
                number(1),
                None,
                number(1, 3),
                None,
                None,
                None,
                None,
                None,
                D(2025, 10, 5),
                None,
            ],
            [
                2,
                "美本　草",
                D(1985, 4, 2),
                None,
                number(1, 2),
                None,
                None,
                number(1, 4),
                None,
                number(1, 7),
                None,
                D(2025, 10, 5),
                None,
            ],
        ],
        5,
        {"H5": "number-field"},
        merges=("A1:A3", "B1:B3", "C1:C3", "D1:K1", "D2:I2", "J2:J3", "K2:K3", "L1:L3", "M1:M3"),
    ),
    Layout(
        "eight fields with number and date each",
        [
            ["氏名", "生年月日", "乳児保育", None, "幼児教育", None],
            [None, None, "修了証番号", "修了年月日", "修了証番号", "修了年月日"],
            [
                "美本　花",
                D(1985, 4, 1),
                number(1),
                D(2025, 10, 5),
                number(1, 2),
                D(2025, 11, 31 - 1),
            ],
            ["美本　草", D(1985, 4, 2), None, None, number(2, 2), "2025-11-31"],
        ],
        3,
        {"F4": "date-nonexistent"},
        merges=("A1:A2", "B1:B2", "C1:D1", "E1:F1"),
    ),
    Layout(
        "V13 several blocks with 小計",
        [
            ["(1) 保育所"],
            ["No.", "氏名", "生年月日", "研修分野", "修了証番号", "終了年月日", "時間数"],
            [1, "美本　花", D(1985, 4, 1), "乳児保育", number(1), D(2025, 10, 5), "15時間"],
            ["小計", None, None, None, None, None, "15時間"],
            [],
            ["(2) 認定こども園"],
            ["No.", "氏名", "生年月日", "研修分野", "修了証番号", "終了年月日", "時間数"],
            [1, "美本　草", D(1985, 4, 2), "乳児保育", number(2, year=26), "2026-07-01", "15時間"],
            ["小計", None, None, None, None, None, "15時間"],
        ],
        2,
        {"F8": "date-future"},
    ),
    Layout(
        "V14 English names",
        [
            [
                "email",
                "last_name",
                "first_name",
                "last_name_reading",
                "first_name_reading",
                "birth_date",
                "研修分野",
                "修了証番号",
                "修了年月日",
            ],
            [
                "a@example.jp",
                "美本",
                "花",
                "みほん",
                "はな",
                "1985-04-01",
                "7",
                number(1, 7),
                "2025-10-05",
            ],
            [
                "b@example.jp",
                "美本",
                "草",
                "みほん",
                "くさ",
                "1985-04-02",
                "マネジメント",
                number(2, 8),
                "2025-10-05",
            ],
        ],
        2,
        {"H3": "number-field"},
    ),
    Layout(
        "V16 digit and field, number and name in one string; field and agency above the table",
        [
            ["研修分野：3障害児保育"],
            ["実施機関：04桐生市"],
            ["番号", "氏名", "生年月日", "修了証番号", "修了年月日"],
            [1, "美本　花", D(1985, 4, 1), number(1, 3, 4), D(2025, 10, 5)],
            [2, "美本　草", D(1985, 4, 2), number(2, 3, 5), D(2025, 10, 5)],
        ],
        2,
        {"D5": "number-agency-mismatch"},
    ),
    Layout(
        "group labels over two rows",
        [
            ["No", "受講者", None, None, "勤務先", None, "研修", None, None],
            [
                None,
                "登録番号",
                "氏名",
                "生年月日",
                "名称",
                "市町村名",
                "分野",
                "修了証番号",
                "修了年月日",
            ],
            [
                1,
                "群馬県-000001",
                "美本　花",
                D(1985, 4, 1),
                "みほん園",
                "高崎市",
                "乳児保育",
                number(1),
                D(2025, 10, 5),
            ],
            [
                2,
                "群馬県-000002",
                "美本　草",
                D(1985, 4, 2),
                "みほん園",
                "高碕市市",
                "乳児保育",
                number(2),
                D(2025, 10, 5),
            ],
        ],
        2,
        {"F4": "municipality-unknown"},
        merges=("A1:A2", "B1:D1", "E1:F1", "G1:I1"),
    ),
    Layout(
        "birth date in four cells, 記入例 left in, lost zeros",
        [
            ["No.", "氏名", "生年月日", None, None, None, "分野", "修了証番号", "修了日"],
            [None, None, "元号", "年", "月", "日", None, None, None],
            ["記入例", "例　太郎", "昭和", 60, 4, 1, "乳児保育", 11702100001, D(2025, 10, 5)],
            [1, "美本　花", "平成", 2, 2, 28, "乳児保育", 12507100001, D(2025, 10, 5)],
            [2, "美本　草", "昭和", 64, 2, 1, "乳児保育", 12507100002, D(2025, 10, 5)],
        ],
        2,
        {"C5": "date-era-overflow"},
        merges=("A1:A2", "B1:B2", "C1:F1", "G1:G2", "H1:H2", "I1:I2"),
    ),
    Layout(
        "1904 workbook",
        [_V00_HEAD, _v00(1), _v00(2, birth=D(2030, 1, 1))],
        2,
        {"C3": "date-future"},
        date_1904=True,
    ),
    Layout(
        "〃 and several fields in one cell",
        [
            _V00_HEAD,
            _v00(1),
            _v00(2, employer="〃", place="同上"),
            _v00(3, field="乳児保育、幼児教育"),
        ],
        3,
        {"G4": "field-several"},
    ),
    Layout(
        "field named by the sheet",
        [
            [h for h in _V00_HEAD if "分野" not in h],
            [v for i, v in enumerate(_v00(1)) if i != 6],
            [v for i, v in enumerate(_v00(2, number=number(2, 2))) if i != 6],
        ],
        2,
        {"G3": "number-field"},
        sheet="乳児保育（第1回）",
    ),
    Layout(
        "one person merged over the rows of several fields",
        [
            [
                "No.",
                "氏名（フリガナ）",
                "生年月日",
                "勤務先名",
                "勤務先所在地",
                "研修分野",
                "修了証番号",
                "修了日",
            ],
            [
                1,
                "美本　花\n（ミホン ハナ）",
                D(1985, 4, 1),
                "みほん園",
                "前橋市",
                "乳児保育",
                number(1),
                D(2025, 10, 5),
            ],
            [None, None, None, None, None, "幼児教育", number(1, 2), D(2025, 10, 6)],
            [
                2,
                "美本　草\n（ミホン クサ）",
                "5.4.1",
                "みほん園",
                "前橋市",
                "乳児保育",
                number(2),
                D(2025, 10, 5),
            ],
            [None, None, None, None, None, "幼児教育", number(2, 3), D(2025, 10, 6)],
        ],
        4,
        {"C4": "date-era-missing", "G5": "number-field"},
        merges=tuple(f"{c}{r}:{c}{r + 1}" for c in "ABCDE" for r in (2, 4)),
    ),
    Layout(
        "columns numbered below the headings",
        [_V00_HEAD, list("①②③④⑤⑥⑦⑧⑨"), _v00(1), list(range(1, 10)), _v00(2, name="")],
        2,
        {"B5": "name-missing"},
    ),
    Layout(
        "four columns, a row with hardly anything in it",
        [
            ["氏名", "生年月日", "研修分野", "修了証番号", "修了日"],
            ["美本　花", D(1985, 4, 1), "乳児保育", number(1), D(2025, 10, 5)],
            ["美本　草", None, "乳児保育", None, None],
            [None, None, None, None, None],
            ["研修係　美本", None, "電話 000", None, None],
        ],
        2,
        {"B3": "birth-date-missing", "D3": "number-missing", "E3": "completed-on-missing"},
    ),
    Layout(
        "number over four cells",
        [
            ["氏名", "生年月日", "研修分野", "修了証番号", None, None, None, "修了年月日"],
            [None, None, None, "都道府県番号", "発行年", "指定番号", "番号", None],
            ["美本　花", D(1985, 4, 1), "乳児保育", 10, 25, "071", 1, D(2025, 10, 5)],
            ["美本　草", D(1985, 4, 2), "乳児保育", "10", "25", "071", "00001", D(2025, 10, 5)],
        ],
        2,
        {"D3": "number-duplicate", "D4": "number-duplicate"},
        merges=("A1:A2", "B1:B2", "C1:C2", "D1:G1", "H1:H2"),
    ),
    Layout(
        "two tables side by side",
        [
            [
                "No",
                "氏名",
                "生年月日",
                "分野",
                "修了証番号",
                "修了日",
                None,
                "No",
                "氏名",
                "生年月日",
                "分野",
                "修了証番号",
                "修了日",
            ],
            [
                1,
                "美本　花",
                D(1985, 4, 1),
                "乳児保育",
                number(1),
                D(2025, 10, 5),
                None,
                3,
                "美本　葉",
                D(1985, 4, 3),
                "乳児保育",
                number(3),
                D(2025, 10, 5),
            ],
            [
                2,
                "美本　草",
                D(1985, 4, 2),
                "乳児保育",
                number(2),
                D(2025, 10, 5),
                None,
                4,
                "美本　木",
                "5.4.1",
                "乳児保育",
                number(1),
                D(2025, 10, 5),
            ],
        ],
        4,
        {"J3": "date-era-missing", "E2": "number-duplicate", "L3": "number-duplicate"},
    ),
    Layout(
        "lines prepared with field and date but without a person",
        [
            ["No.", *_V00_HEAD],
            [1, *_v00(1)],
            *[[n, "", "", "", "", "", "", "乳児保育", "", D(2025, 10, 5)] for n in range(2, 6)],
        ],
        1,
        {},
    ),
    Layout(
        "numbering column filled ahead, signature below",
        [
            ["No.", *_V00_HEAD],
            [1, *_v00(1)],
            [2, *_v00(2, number="10250710000l")],
            [3],
            [4],
            [None, None, "研修担当　美本", "電話 000-000-0000"],
        ],
        2,
        {"I3": "number-characters"},
    ),
]

REFUSED: dict[str, list[list[object]]] = {
    "V01 certificate": [
        ["第　　号"],
        ["保育士等キャリアアップ研修修了証"],
        ["保育士登録番号：", "群馬県-000001"],
        ["氏　　名：", "美本　花"],
        ["生年月日：", "昭和60年4月1日"],
    ],
    "V02 application": [
        ["保育士等キャリアアップ研修指定申請書"],
        ["研修種別", "別紙のとおり"],
        ["研修時間数", "15時間"],
        ["研修修了の評価方法", "レポート"],
    ],
    "V03 notice": [
        ["保育士等キャリアアップ研修指定通知書"],
        ["研修実施機関番号", "04"],
        ["研修実施機関の名称", "美本市"],
        ["研修種別番号", "1、3"],
        ["研修種別", "乳児保育、障害児保育"],
    ],
    "V04 applicants": [
        [
            "状況",
            "申込日時",
            "名前",
            "フリガナ",
            "メールアドレス",
            "生年月日",
            "職種",
            "保育士番号",
            "個人の郵便番号",
            "個人の住所",
            "所属施設名",
            "所属施設住所",
            "所属施設メールアドレス",
        ],
        [
            "受付",
            "2025-05-01 10:00",
            "美本　花",
            "ミホン ハナ",
            "a@example.jp",
            "1985年4月1日",
            "保育士",
            "兵庫県-012345",
            "000-0000",
            "神戸市中央区1",
            "みほん園",
            "神戸市中央区2",
            "b@example.jp",
        ],
        [
            "受付",
            "2025-05-01 11:00",
            "美本　草",
            "ミホン クサ",
            "c@example.jp",
            "1985年4月",
            "保育士",
            "兵庫県-012346",
            "000-0000",
            "神戸市中央区1",
            "みほん園",
            "神戸市中央区2",
            "b@example.jp",
        ],
    ],
    "V07 facilities": [
        ["地区名", "支部名", "設置主体", "施設名", "フリガナ", "電話番号", "住所", "協会NO"],
        ["中部", "前橋", "公立", "みほん園", "ミホンエン", "000", "前橋市1", 1],
    ],
    "V15 history card": [
        ["カードNO.", "受講年月日", "研修名", "研修実施団体名", "施設長確認(押印)"],
        [1, D(2025, 10, 5), "研修", "団体", ""],
    ],
    "V18 questionnaire": [["アンケート"], ["研修はいかがでしたか", "よかった"]],
}
