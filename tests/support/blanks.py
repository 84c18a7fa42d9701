"""Blanks for the tests: a workbook of any kind given the names of a form's places, and small own
blanks made with openpyxl."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from workbooks.forms.pages import Page


def with_names(source: Path, target: Path, sheet: str, places: dict[str, str]) -> Path:
    """A copy of a workbook with defined names (place → cell) put in as text, every other byte as it was."""
    names = ""
    for n, at in places.items():
        column, row = at.rstrip("0123456789"), at.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        names += f"<definedName name=\"{n}\">'{escape(sheet)}'!${column}${row}</definedName>"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "xl/workbook.xml":
                text = data.decode()
                data = (
                    text.replace("</definedNames>", names + "</definedNames>")
                    if "<definedNames>" in text
                    else text.replace("</sheets>", f"</sheets><definedNames>{names}</definedNames>")
                ).encode()
            new.writestr(info, data)
    return target


def own(
    path: Path,
    cells: dict[str, object],
    merges: tuple[str, ...] = (),
    names: dict[str, str] | None = None,
    sheet: str = "修了証",
) -> Path:
    """A small blank of a prefecture's own: cell → what stands there."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    for at, value in cells.items():
        page[at] = value
    for merge in merges:
        page.merge_cells(merge)
    for name, target in (names or {}).items():
        book.defined_names[name] = openpyxl.workbook.defined_name.DefinedName(
            name, attr_text=target
        )
    book.save(path)
    return path


# a certificate whose every place is found by a plain label; a case changes some of it
PLAIN: dict[str, object] = {
    "E2": "第　　　　　　号",
    "B4": "氏名",
    "B5": "生年月日",
    "B6": "保育士登録番号",
    "B7": "研修種別",
    "B10": "令和　　年　　月　　日",
    "D12": "都道府県知事名",
    "H14": "以上",
}
# A certificate in another order, labels only.
LABELLED = {
    "B2": "修了証",
    "D3": "第　　　号",
    "A5": "氏　　名",
    "B5": None,
    "A6": "生年月日（和暦）",
    "A7": "登録番号",
    "A8": "研修分野名",
    "A10": "令和　　年　　月　　日",
    "C12": "都道府県知事名",
    "A9": "保育士証登録番号：　　　　　　　",
    "F14": "以上",
}

PAGE = Page(
    "102513100001",
    "山田　花子",
    {
        "修了証番号": "102513100001",
        "保育士登録番号": "群馬県-700001",
        "氏名": "山田　花子",
        "生年月日": "平成元年1月8日",
        "研修種別": "乳児保育",
        "交付年月日": "令和7年9月1日",
        "発行者": "一般社団法人みなかみ会\n群馬県みなかみ町1\n代表理事　架空　花子",
    },
    dates={"生年月日": dt.date(1989, 1, 8), "交付年月日": dt.date(2025, 9, 1)},
    extra={"修了年月日": "令和7年8月20日", "勤務先施設名": "ひかり園"},
)
