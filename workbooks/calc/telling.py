"""What a button asks the host for (Calc への問い): fills, formats, PDF, opening a file. The questions are those of
Careerup_Desk.bas; yes and no are asked by ``component``."""

from __future__ import annotations

from typing import Any

import uno
from com.sun.star.beans import PropertyValue

NO_FILL, _SOLID = -4142, 1  # as Excel counts fills


def bgr(colour: int) -> int:
    """Calc's red-green-blue as Excel's blue-green-red, and back."""
    return (colour & 255) << 16 | colour & 0xFF00 | colour >> 16 & 255


def cell(document: Any, name: str, row: int, column: int) -> Any:
    """One cell of a sheet; row and column count from 1."""
    return document.Sheets.getByName(name).getCellByPosition(column - 1, row - 1)


def cells(document: Any, question: list[Any]) -> list[Any]:
    """The cells of a question: how many, then sheet, row and column of each."""
    return [cell(document, *question[i : i + 3]) for i in range(1, len(question), 3)]


def fills(document: Any, question: list[Any]) -> list[list[Any]]:
    """Pattern, colour, theme colour, tint, lines of each cell: Calc knows plain colours alone."""
    colours = [one.CellBackColor for one in cells(document, question)]
    return [[NO_FILL, 0, 0, 0, -1] if c < 0 else [_SOLID, bgr(c), 0, 0, -1] for c in colours]


def formats(document: Any, question: list[Any]) -> list[list[Any]]:
    """Is it worked out, and its number format, of each cell."""
    known = document.NumberFormats
    return [
        [one.Type.value == "FORMULA", known.getByKey(one.NumberFormat).FormatString]
        for one in cells(document, question)
    ]


def printed(document: Any, path: str) -> bool:
    """The open book as PDF."""
    wanted = PropertyValue()
    wanted.Name, wanted.Value = "FilterName", "calc_pdf_Export"
    try:
        document.storeToURL(uno.systemPathToFileUrl(path), (wanted,))
    except uno.getClass("com.sun.star.io.IOException"):
        return False
    return True


def opened(context: Any, path: str) -> bool:
    """A workbook in Calc, any other file in the program that the system has for it."""
    create = context.ServiceManager.createInstanceWithContext
    url = uno.systemPathToFileUrl(path)
    try:
        if path.lower().endswith((".xlsx", ".xlsm", ".ods")):
            desktop = create("com.sun.star.frame.Desktop", context)
            return desktop.loadComponentFromURL(url, "_blank", 0, ()) is not None
        create("com.sun.star.system.SystemShellExecute", context).execute(url, "", 1)
    except uno.getClass("com.sun.star.uno.Exception"):
        return False
    return True
