"""名簿の見本: a clean roster as a prefecture would like it, and one with every common fault; each
fault is named beside it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from workbooks.grid import Value
from workbooks.plan import DATE_FORMAT
from workbooks.samples.sheets import FONT, TITLE, new_book, put_rows, set_up_print
from workbooks.samples.years import rows_moved, text
from workbooks.tables.headings import LISTED, TITLES

HEADINGS = ("No.", *(TITLES[name] for name in LISTED if name != "consent"))
_WIDTHS = (5, 16, 14, 16, 18, 26, 18, 14, 9, 22, 16, 18, 18, 18)
_HEAD = {
    "border": 1,
    "bold": True,
    "bg_color": "#E2EFDA",
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
}
_SIGNED = "上記のとおり相違ありません"  # what stands below the list
_D = dt.date
_DONE = _D(2025, 11, 9)
_PEOPLE = (
    ("青木　小春", "アオキ コハル", _D(1988, 4, 12), "前橋市大手町1-1-1", "みなみ保育園", "前橋市"),
    ("石田　蓮", "イシダ レン", _D(1991, 7, 30), "高崎市高松町2-3", "たかまつこども園", "高崎市"),
    (
        "上原　千尋",
        "ウエハラ チヒロ",
        _D(1979, 11, 3),
        "桐生市織姫町4-5",
        "おりひめ保育園",
        "桐生市",
    ),
    (
        "江口　美咲",
        "エグチ ミサキ",
        _D(1995, 1, 21),
        "伊勢崎市今泉町6-7",
        "いまいずみ園",
        "伊勢崎市",
    ),
    ("大野　樹", "オオノ イツキ", _D(1984, 9, 9), "太田市浜町8-9", "はままち保育所", "太田市"),
    ("川口　陽菜", "カワグチ ヒナ", _D(1993, 3, 15), "沼田市下之町10", "ぬまたこども園", "沼田市"),
    ("北村　悠真", "キタムラ ユウマ", _D(1990, 12, 1), "館林市城町11", "しろまち保育園", "館林市"),
    ("小山　結衣", "コヤマ ユイ", _D(1986, 6, 18), "渋川市石原12", "いしはら園", "渋川市"),
    ("坂本　大和", "サカモト ヤマト", _D(1982, 2, 28), "藤岡市藤岡13", "ふじおか保育園", "藤岡市"),
    ("島田　葵", "シマダ アオイ", _D(1997, 8, 7), "富岡市富岡14", "とみおかこども園", "富岡市"),
    ("杉本　湊", "スギモト ミナト", _D(1989, 5, 25), "安中市安中15", "あんなか保育園", "安中市"),
    (
        "関口　紬",
        "セキグチ ツムギ",
        _D(1992, 10, 10),
        "みどり市大間々町16",
        "おおまま園",
        "みどり市",
    ),
    ("高井　朝陽", "タカイ アサヒ", _D(1987, 3, 3), "前橋市荒牧町17", "あらまき保育園", "前橋市"),
    ("千葉　凛", "チバ リン", _D(1994, 4, 4), "高崎市飯塚町18", "いいづか園", "高崎市"),
    ("津田　新", "ツダ アラタ", _D(1981, 1, 30), "太田市飯田町19", "いいだ保育園", "太田市"),
    ("中島　芽依", "ナカジマ メイ", _D(1996, 9, 29), "伊勢崎市三光町20", "さんこう園", "伊勢崎市"),
)


def clean_rows(
    field: str = "食育・アレルギー対応", kind: int = 4, agency: int = 2, done: dt.date = _DONE
) -> list[list[Value]]:
    """Rows under ``HEADINGS`` with nothing to find."""
    rows: list[list[Value]] = []
    for n, (name, kana, birth, address, employer, municipality) in enumerate(_PEOPLE, 1):
        cook = n == 5  # 調理員: no 保育士登録番号, which is normal
        rows.append(
            [
                n,
                "" if cook else f"群馬県-{500000 + n}",
                name,
                kana,
                birth,
                f"群馬県{address}",
                employer,
                municipality,
                "調理員" if cook else "保育士",
                field,
                f"10{done.year % 100:02}{agency:02}{kind}{n:05}",
                done,
                done + dt.timedelta(14),
                "",
            ]
        )
    return rows


TITLE_LINE = "令和7年度 保育士等キャリアアップ研修 研修修了者名簿"
# (row of clean_rows, heading, new value, rules a check has to report there)
FAULTS: tuple[tuple[int, str, Value, tuple[str, ...]], ...] = (
    (0, "修了証番号", "１０２５－０２－４－００００１", ("number-spelling",)),
    (1, "修了証番号", "102502400003", ("number-duplicate",)),
    (2, "修了証番号", "102502400003", ("number-duplicate",)),
    (3, "生年月日", "5.4.1", ("date-era-missing",)),
    (4, "氏名", "", ("name-missing",)),
    (5, "修了した研修分野", "乳児保育", ("number-field",)),
    (6, "修了証番号", "102402400007", ("number-year-early", "number-year-issued")),
    (7, "保育士登録番号", "群馬-500008", ("registration-prefecture-short",)),
    (8, "修了年月日", "令和7年11月31日", ("date-nonexistent",)),
    (9, "勤務先施設の所在市町村名", "富丘市", ("municipality-unknown",)),
    (10, "生年月日", "Ｓ６３．５．２５", ("date-spelling",)),
    (11, "修了した研修分野", "食育・アレルギ一対応", ("field-spelling",)),
    (12, "氏名", "〓井　朝陽", ("name-glyph",)),
    (13, "勤務先施設の所在市町村名", "", ("municipality-missing",)),
    (14, "修了証番号", 1025024000015, ("number-length",)),
    (15, "備考", "未修了（1日欠席）", ("remarks-not-completed",)),
)


def messy_rows() -> list[list[Value]]:
    """``clean_rows`` with ``FAULTS``."""
    rows = clean_rows()
    for row, heading, value, _ in FAULTS:
        rows[row][HEADINGS.index(heading)] = value
    return rows


def write_moved(path: Path, rows: Sequence[Sequence[Value]], years: int) -> None:
    """``write``, everything ``years`` later."""
    write(path, rows_moved(rows, years), title=text(TITLE_LINE, years))


def write(
    path: Path,
    rows: Sequence[Sequence[Value]],
    *,
    title: str = TITLE_LINE,
    sheet: str = "名簿",
) -> None:
    """One roster as a clerk's workbook: title, agency line, heading in row 4, borders and print set-up."""
    with new_book(path) as book:
        page = book.add_worksheet(sheet)
        bare, plain = book.add_format(FONT), book.add_format({**FONT, "border": 1})
        head = book.add_format({**FONT, **_HEAD})
        day = book.add_format({**FONT, "border": 1, "num_format": DATE_FORMAT})
        page.write_string(0, 0, title, book.add_format(TITLE))
        page.write_string(1, 0, "研修実施機関番号：02　一般社団法人みなかみ保育研修会", bare)
        page.set_row(3, 32)
        for column, (heading, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True)):
            page.write_string(3, column, heading, head)
            page.set_column(column, column, width)
        put_rows(page, 4, rows, plain, day)
        page.write_string(len(rows) + 5, 1, _SIGNED, bare)
        set_up_print(page, 4)
