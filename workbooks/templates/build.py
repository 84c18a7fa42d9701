"""Build the blanks 様式第1号–第4号 word for word from the notice: ``python -m workbooks.templates.build``.

Each form is a list of rows on twelve equal columns; a cell is (first column, last column, text,
style, defined name). The
instructions (注) of the forms an office issues (第1号, 第3号) stand below the print area: they tell
the office what to do and
are not handed to the person; those of the forms a body files (第2号, 第4号) are printed with it.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from workbooks.templates import BLANKS

FONT = "ＭＳ 明朝"  # on every Japanese Windows; elsewhere LibreOffice takes the Mincho it has
NORMAL = {
    "font_name": "Arial",
    "font_size": 10,
}  # sets the unit of column widths, the same in Excel and LibreOffice
COLUMNS, COLUMN_PIXELS = 12, 53  # 636 pixels: what A4 leaves between margins of 20 mm
Cell = tuple[
    int, int, str, str, str
]  # first column, last column (0-based), text, style, defined names (blank-separated)
Row = tuple[float, Sequence[Cell]]  # height in points

_STYLES: dict[str, dict[str, object]] = {
    "plain": {"font_size": 11, "valign": "vcenter"},
    "right": {"font_size": 11, "valign": "vcenter", "align": "right"},
    "title": {"font_size": 18, "valign": "vcenter", "align": "center"},
    "headline": {"font_size": 15, "valign": "vcenter", "align": "center"},
    "label": {"font_size": 14, "valign": "vcenter"},
    "value": {"font_size": 14, "valign": "vcenter", "shrink": True},
    "number": {"font_size": 12, "valign": "vcenter", "align": "right"},
    "date": {"font_size": 13, "valign": "vcenter"},
    "body": {"font_size": 14, "valign": "top", "text_wrap": True},
    "text": {"font_size": 11.5, "valign": "top", "text_wrap": True},
    "issuer": {"font_size": 13, "valign": "top", "text_wrap": True},
    "applicant": {"font_size": 11, "valign": "top", "text_wrap": True},
    "head": {
        "font_size": 11,
        "valign": "vcenter",
        "align": "center",
        "border": 1,
        "text_wrap": True,
    },
    "entry": {"font_size": 11, "valign": "vcenter", "border": 1, "text_wrap": True, "indent": 1},
    "line": {"font_size": 11, "valign": "vcenter", "border": 1, "shrink": True, "indent": 1},
    "note": {"font_size": 9, "valign": "top", "text_wrap": True},
}

_NOTICE = (
    "「保育士等キャリアアップ研修の実施について」（平成29年4月1日厚生労働省雇用均等・児童家庭局保育課長通知）"
    "に基づく保育士等キャリアアップ研修"
)
_DATE = "　　　　年　　月　　日"
_SEVERAL = (
    "　複数の種別の研修をまとめて{}場合、「別紙のとおり」と記載し、書類を添付することができる。"
)
_PLAN = (
    "　「事業計画」には、研修に関する日程（研修の受付開始予定日、研修実施予定日、"
    "修了証の発行予定日及び事業実績報告の提出予定日を含む。）、"
    "研修会場、研修事業の実施体制（研修担当者の連絡先及び氏名を含む。）及び収支予算を記載すること。"
)
_CURRICULUM = (
    "　「研修カリキュラム」には、定員、研修項目、各項目の講師・時間数及び研修形態（講義・演習・グループ討議等の"
    "別）を記載すること。"
)
_LECTURERS = "　「講師に関する書類」は、講師の略歴及び保育に関する研修の実績が分かる書類並びに承諾書を添付すること。"


def _line(
    height: float,
    text: str,
    style: str = "plain",
    names: str = "",
    first: int = 0,
    last: int = COLUMNS - 1,
) -> Row:
    return height, [(first, last, text, style, names)]


def _gap(height: float) -> Row:
    return height, []


def _pair(height: float, label: str, name: str, value: str = "entry") -> Row:
    return height, [(0, 3, label, "head", ""), (4, 11, "", value, name)]


def _filed(
    form: str,
    title: str,
    date: str,
    who: str,
    whose: str,
    body: str,
    body_names: str,
    several: str,
    unchanged: str,
) -> list[Row]:
    """What 第2号 and 第4号 have in common: the body files it with the governor."""
    return [
        _line(18, f"（様式第{form}号）"),
        _gap(18),
        _line(20, _DATE, "right", date, 6),
        _gap(14),
        _line(20, "（都道府県知事）　殿", "plain", "宛先"),
        _gap(20),
        _line(66, who, "applicant", whose, 5),
        _gap(20),
        _line(34, title, "headline"),
        _gap(18),
        _line(70, body, "text", body_names),
        _gap(10),
        _pair(52, "研修種別", "研修種別"),
        _pair(40, "研修時間数", "研修時間数"),
        _pair(52, "研修修了の評価方法", "評価方法"),
        _gap(16),
        _line(18, "（添付書類）"),
        _line(18, "・事業計画"),
        _line(18, "・研修カリキュラム"),
        _line(18, "・講師に関する書類"),
        _gap(14),
        _line(15, "（注）", "note"),
        _line(15, _SEVERAL.format(several), "note"),
        _line(38, _PLAN, "note"),
        _line(26, _CURRICULUM, "note"),
        _line(26, _LECTURERS + unchanged, "note"),
    ]


# form → rows printed, rows below the print area (the 注 for the office)
FORMS: dict[str, tuple[list[Row], list[Row]]] = {
    "certificate": (
        [
            _line(18, "（様式第1号）"),
            _gap(28),
            _line(22, "第　　　　　　　　　　号", "number", "修了証番号", 5),
            _gap(38),
            _line(44, "保育士等キャリアアップ研修修了証", "title"),
            _gap(38),
            (32, [(1, 4, "保育士登録番号：", "label", ""), (5, 11, "", "value", "保育士登録番号")]),
            (36, [(1, 4, "氏　　　　　名：", "label", ""), (5, 11, "", "value", "氏名")]),
            (32, [(1, 4, "生　年　月　日：", "label", ""), (5, 11, "", "value", "生年月日")]),
            _gap(38),
            _line(
                122,
                f"　あなたは、{_NOTICE}について、次の分野を修了したことを証明する。",
                "body",
                "",
                1,
                10,
            ),
            _gap(16),
            (34, [(1, 3, "研修種別：", "label", ""), (4, 11, "", "value", "研修種別")]),
            _gap(32),
            _line(24, _DATE, "date", "交付年月日", 1, 8),
            _line(22, "", "date", "再交付", 1, 8),
            _gap(16),
            _line(
                96,
                "都道府県知事名\n（都道府県の指定を受けた研修実施機関が実施する研修の場合、当該研修実施機関の名称、主たる事務所の所在地及び代表者の氏名）",
                "issuer",
                "発行者",
                4,
                11,
            ),
        ],
        [
            _line(15, "（注）", "note"),
            _line(15, "保育士以外の者に交付する場合、保育士登録番号の記載は不要となる。", "note"),
        ],
    ),
    "application": (
        _filed(
            "2",
            "保育士等キャリアアップ研修指定申請書",
            "申請年月日",
            "（申請者の名称、主たる事務所の所在地及び代表者氏名）",
            "申請者",
            f"　{_NOTICE}について、指定を受けたいので、関係書類を添えて、下記のとおり、申請を行う。",
            "",
            "申請する",
            "",
        ),
        [],
    ),
    "notice": (
        [
            _line(18, "（様式第3号）"),
            _gap(30),
            _line(52, "（研修実施機関の名称及び代表者氏名）　殿", "applicant", "宛先", 0, 9),
            _gap(36),
            _line(34, "保育士等キャリアアップ研修指定通知書", "headline"),
            _gap(30),
            _line(
                58,
                (
                    "　　　　　年　　月　　日付で指定の申請のあった保育士等キャリアアップ研修について、"
                    "下記のとおり指定したので、通知する。"
                ),
                "text",
                "申請年月日",
            ),
            _gap(14),
            _pair(40, "研修実施機関番号", "研修実施機関番号", "line"),
            _pair(40, "研修実施機関の名称", "研修実施機関の名称", "line"),
            _pair(40, "研修種別番号", "研修種別番号"),
            _pair(64, "研修種別", "研修種別"),
            _gap(40),
            _line(22, _DATE, "plain", "通知年月日", 1, 8),
            _gap(22),
            _line(60, "（都道府県知事）", "applicant", "発行者", 6),
        ],
        [
            _line(15, "（注）", "note"),
            _line(
                26,
                "同一の研修実施機関が実施する複数の種別の研修を一括して指定する場合、「研修種別番号」及び「研修種別」に該当する番号及び研修種別を列挙すること。",
                "note",
            ),
        ],
    ),
    "renewal": (
        _filed(
            "4",
            "保育士等キャリアアップ研修指定内容更新届出書",
            "届出年月日",
            "（研修実施機関の名称、主たる事務所の所在地及び代表者氏名）",
            "届出者",
            (
                f"　{_NOTICE}として、　　　　年　　月　　日に指定を受けた研修について、下記のとおり、"
                f"　　　　年度に実施する内容の届出を行う。"
            ),
            "指定年月日 実施年度",
            "届出を行う",
            "前年度から変更がない場合は当該書類を省略することができる。",
        ),
        [],
    ),
}

# 別紙 of the forms a body files: 様式第2号 and 第4号 注,
# "複数の種別の研修をまとめて…「別紙のとおり」と記載し、書類を添付"
_ANNEX_COLUMNS = (
    ("番号", 0, 0),
    ("研修種別", 1, 4),
    ("研修時間数", 5, 7),
    ("研修修了の評価方法", 8, 11),
)
ANNEX: list[Row] = [
    _line(24, "別紙", "right"),
    _gap(14),
    (30, [(0, 3, "名称", "head", ""), (4, 11, "", "line", "")]),
    _gap(14),
    (30, [(first, last, text, "head", "") for text, first, last in _ANNEX_COLUMNS]),
    *(
        (
            40.0,
            [
                (first, last, "", "head" if first == 0 else "entry", "")
                for _, first, last in _ANNEX_COLUMNS
            ],
        )
        for _ in range(8)
    ),
]


def write(form: str, path: Path) -> None:
    """One blank on A4 portrait, one page, with a defined name for every place to fill in; those a
    body files with a sheet 別紙."""
    rows, below = FORMS[form]
    sheet_name = BLANKS[form][1].split("_")[0]
    with xlsxwriter.Workbook(
        str(path),
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "default_format_properties": dict(NORMAL),
        },
    ) as book:
        book.set_properties(
            {
                "created": dt.datetime(2000, 1, 1),
                "author": "careerup",
                "title": BLANKS[form][1].removesuffix(".xlsx"),
            }
        )
        styles = {
            name: book.add_format(
                {"font_name": FONT, "font_family": 1, "font_charset": 128, **style}
            )
            for name, style in _STYLES.items()
        }
        _sheet(book, sheet_name, rows, [_gap(20), *below] if below else [], styles)
        if form in ("application", "renewal"):
            _sheet(book, "別紙", ANNEX, [], styles)


def _sheet(
    book: xlsxwriter.Workbook,
    name: str,
    rows: Sequence[Row],
    below: Sequence[Row],
    styles: Mapping[str, Any],
) -> None:
    sheet = book.add_worksheet(name)
    sheet.set_column_pixels(0, COLUMNS - 1, COLUMN_PIXELS)
    for number, (height, cells) in enumerate([*rows, *below]):
        sheet.set_row(number, height)
        for first, last, text, style, places in cells:
            if first == last:
                sheet.write_string(
                    number, first, text, styles[style]
                ) if text else sheet.write_blank(number, first, None, styles[style])
            else:
                sheet.merge_range(number, first, number, last, text, styles[style])
            for place in places.split():
                book.define_name(place, f"='{name}'!${chr(65 + first)}${number + 1}")
    sheet.print_area(0, 0, len(rows) - 1, COLUMNS - 1)
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.set_margins(left=0.787, right=0.787, top=0.787, bottom=0.787)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)


def write_all(folder: Path) -> list[Path]:
    """The four blanks in a folder under the names of this package."""
    targets = [folder / file for file, _ in BLANKS.values()]
    for form, target in zip(BLANKS, targets, strict=True):
        write(form, target)
    return targets


def write_named(folder: Path) -> list[Path]:
    """The four blanks under the names a clerk meets; one that is there stays: it may be the prefecture's own."""
    targets = {form: folder / name for form, (_, name) in BLANKS.items()}
    new = {form: target for form, target in targets.items() if not target.exists()}
    for form, target in new.items():
        write(form, target)
    return list(new.values())


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
