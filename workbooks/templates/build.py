"""Build the blanks: ``python -m workbooks.templates.build``. 様式第1号–第4号 stand word for word as in
the notice.

The instructions (注) of the forms an office issues (第1号, 第3号) stand below the print area: they tell
the office what to do and are not handed to the person; those of the forms a body files (第2号, 第4号)
are printed with it.
"""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path

from validators.messages import papers
from workbooks.plain_zip import workbook
from workbooks.templates import BLANKS, FRAMED
from workbooks.templates.certificates import framed, partial
from workbooks.templates.sheet import (
    FRAMED_STYLES,
    NORMAL,
    STYLES,
    Cell,
    Row,
    Sheet,
    draw,
    gap,
    line,
    styles_of,
)

_DATE = "　　　　年　　月　　日"


def _pair(height: float, label: str, name: str, value: str = "entry") -> Row:
    return Row(height, [Cell(label, "head", last=3), Cell("", value, name, 4)])


@dataclass(frozen=True, slots=True)
class _Filing:
    """What 第2号 and 第4号 differ in: number, title, the words for its day and its filer (place and
    the blank's own text), body text with its places, two phrases of the 注."""

    number: str
    title: str
    day: str
    filer: str
    asked: str
    body: str
    places: str
    several: str
    unchanged: str


def _filed(form: _Filing) -> list[Row]:
    """What a body files with the governor."""
    return [
        line(18, f"（様式第{form.number}号）"),
        gap(18),
        line(20, _DATE, "right", form.day, 6),
        gap(14),
        line(20, "（都道府県知事）　殿", "plain", "宛先"),
        gap(20),
        line(66, form.asked, "applicant", form.filer, 5),
        gap(20),
        line(34, form.title, "headline"),
        gap(18),
        line(70, form.body, "text", form.places),
        gap(10),
        _pair(52, "研修種別", "研修種別"),
        _pair(40, "研修時間数", "研修時間数"),
        _pair(52, "研修修了の評価方法", "評価方法"),
        gap(16),
        line(18, "（添付書類）"),
        line(18, "・事業計画"),
        line(18, "・研修カリキュラム"),
        line(18, "・講師に関する書類"),
        gap(14),
        line(15, "（注）", "note"),
        line(15, papers.SEVERAL.format(form.several), "note"),
        line(38, papers.PLAN, "note"),
        line(26, papers.CURRICULUM, "note"),
        line(26, papers.LECTURERS + form.unchanged, "note"),
    ]


def _certificate() -> tuple[list[Row], list[Row]]:
    """様式第1号."""

    def value(height: float, label: str, name: str, width: int = 4) -> Row:
        cells = [Cell(label, "label", "", 1, width), Cell("", "value", name, width + 1)]
        return Row(height, cells)

    rows = [
        line(18, "（様式第1号）"),
        gap(28),
        line(22, "第　　　　　　　　　　号", "number", "修了証番号", 5),
        gap(38),
        line(44, "保育士等キャリアアップ研修修了証", "title"),
        gap(38),
        value(32, "保育士登録番号：", "保育士登録番号"),
        value(36, "氏　　　　　名：", "氏名"),
        value(32, "生　年　月　日：", "生年月日"),
        gap(38),
        Row(122, [Cell(papers.CERTIFIED, "body", "", 1, 10)]),
        gap(16),
        value(34, "研修種別：", "研修種別", 3),
        gap(32),
        Row(24, [Cell(_DATE, "date", "交付年月日", 1, 8)]),
        Row(22, [Cell("", "date", "再交付", 1, 8)]),
        gap(16),
        line(
            96,
            "都道府県知事名\n（都道府県の指定を受けた研修実施機関が実施する研修の場合、当該研修実施機関の名称、"
            "主たる事務所の所在地及び代表者の氏名）",
            "issuer",
            "発行者",
            4,
        ),
    ]
    return rows, [line(15, "（注）", "note"), line(15, papers.NO_NUMBER, "note")]


def _notice() -> tuple[list[Row], list[Row]]:
    """様式第3号."""
    addressee = "（研修実施機関の名称及び代表者氏名）　殿"
    rows = [
        line(18, "（様式第3号）"),
        gap(30),
        Row(52, [Cell(addressee, "applicant", "宛先", 0, 9)]),
        gap(36),
        line(34, "保育士等キャリアアップ研修指定通知書", "headline"),
        gap(30),
        line(58, papers.DESIGNATED, "text", "申請年月日"),
        gap(14),
        _pair(40, "研修実施機関番号", "研修実施機関番号", "line"),
        _pair(40, "研修実施機関の名称", "研修実施機関の名称", "line"),
        _pair(40, "研修種別番号", "研修種別番号"),
        _pair(64, "研修種別", "研修種別"),
        gap(40),
        Row(22, [Cell(_DATE, "plain", "通知年月日", 1, 8)]),
        gap(22),
        line(60, "（都道府県知事）", "applicant", "発行者", 6),
    ]
    return rows, [line(15, "（注）", "note"), line(26, papers.LISTED, "note")]


_APPLICATION = _Filing(
    "2",
    "保育士等キャリアアップ研修指定申請書",
    "申請年月日",
    "申請者",
    "（申請者の名称、主たる事務所の所在地及び代表者氏名）",
    papers.APPLIED,
    "",
    "申請する",
    "",
)
_RENEWAL = _Filing(
    "4",
    "保育士等キャリアアップ研修指定内容更新届出書",
    "届出年月日",
    "届出者",
    "（研修実施機関の名称、主たる事務所の所在地及び代表者氏名）",
    papers.RENEWED,
    "指定年月日 実施年度",
    "届出を行う",
    papers.UNCHANGED,
)
# 別紙 of the forms a body files: 様式第2号 and 第4号 注,
# "複数の種別の研修をまとめて…「別紙のとおり」と記載し、書類を添付"
_ANNEX_COLUMNS = (
    ("番号", 0, 0),
    ("研修種別", 1, 4),
    ("研修時間数", 5, 7),
    ("研修修了の評価方法", 8, 11),
)


def _annex() -> Sheet:
    heads = [Cell(text, "head", "", first, last) for text, first, last in _ANNEX_COLUMNS]
    empty = [
        Cell("", "entry" if first else "head", "", first, last) for _, first, last in _ANNEX_COLUMNS
    ]
    rows = [
        line(24, "別紙", "right"),
        gap(14),
        Row(30, [Cell("名称", "head", last=3), Cell("", "line", "", 4)]),
        gap(14),
        Row(30, heads),
        *(Row(40.0, empty) for _ in range(8)),
    ]
    return Sheet("別紙", rows)


def sheets_of(form: str, *, frame: bool = False) -> list[Sheet]:
    """The sheets of a blank."""
    name = (FRAMED if frame else BLANKS)[form][1].removesuffix(".xlsx").split("_")[0]
    if frame:
        return [Sheet("修了証", framed(), frame=True)]
    if form == "partial":
        return [Sheet(name, partial(), frame=True)]
    if form in ("application", "renewal"):
        filing = _APPLICATION if form == "application" else _RENEWAL
        return [Sheet(name, _filed(filing)), _annex()]
    rows, below = _certificate() if form == "certificate" else _notice()
    return [Sheet(name, rows, [gap(20), *below])]


def write(form: str, path: Path, *, frame: bool = False) -> None:
    """One blank on A4 portrait, one page; those a body files with a sheet 別紙."""
    title = (FRAMED if frame else BLANKS)[form][1].removesuffix(".xlsx")
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_format_properties": dict(NORMAL),
    }
    with workbook(path, options) as book:
        book.set_properties(
            {"created": dt.datetime(2000, 1, 1), "author": "careerup", "title": title}
        )
        looks = STYLES | FRAMED_STYLES if frame or form == "partial" else STYLES
        styles = styles_of(book, looks)
        for sheet in sheets_of(form, frame=frame):
            draw(book, sheet, styles)


def write_all(folder: Path) -> list[Path]:
    """All blanks in a folder under the names of this package."""
    targets = []
    for frame, blanks in ((False, BLANKS), (True, FRAMED)):
        for form, (file, _) in blanks.items():
            write(form, folder / file, frame=frame)
            targets.append(folder / file)
    return targets


def write_named(folder: Path) -> list[Path]:
    """The blanks under the names a clerk meets; one that is there stays: it may be the prefecture's own."""
    made = []
    for frame, blanks in ((False, BLANKS), (True, FRAMED)):
        for form, (_, name) in blanks.items():
            target = folder / name
            if not target.exists():
                write(form, target, frame=frame)
                made.append(target)
    return made


if __name__ == "__main__":
    write_all(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
