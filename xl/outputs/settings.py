"""設定.xlsx: the settings of a profile as a workbook that a clerk fills in."""

from __future__ import annotations

import io
from collections.abc import Sequence

from xlsxwriter import Workbook

from validators.messages import Door, sentence_of
from validators.profile import Profile
from workbooks.results.sheet import clean
from workbooks.settings.rows import HEADINGS, LEVELS, VALUES, WORDS, Row, rows_of
from workbooks.sheet_names import signed
from xl.outputs import style

_WIDTHS = {
    VALUES: (16, 30, 60, 40, 60, 20),
    WORDS: (14, 26, 44, 10, 10, 20),
    LEVELS: (10, 34, 12, 10, 90, 20),
}
_NOTES = {VALUES: "settings-how", WORDS: "settings-how-words", LEVELS: "settings-how-levels"}
_TOP = 2
_VALUE, _KEY = HEADINGS.index("値"), HEADINGS.index("名前")


def content(profile: Profile) -> bytes:
    """The workbook: 設定, 見出しの言葉, 重要度. What is the default's stays blank."""
    made = io.BytesIO()
    with style.new_book(made, "careerup 運用設定", in_memory=True) as book:
        for name, rows in rows_of(profile).items():
            _add(book, name, rows)
    return made.getvalue()


def _add(book: Workbook, name: str, rows: Sequence[Row]) -> None:
    widths = _WIDTHS[name]
    sheet = book.add_worksheet(name)
    style.set_up_page(sheet, _TOP, widths)
    sheet.set_zoom(style.ZOOM)
    sheet.set_column(_KEY, _KEY, widths[_KEY], None, {"hidden": True})
    if name == WORDS:
        sheet.set_column(_VALUE + 1, _KEY, 10, None, {"hidden": True})
    sheet.write_string(0, 0, signed(name), book.add_format(style.TITLE))
    sheet.set_row(0, style.TITLE_LINE)
    how = sentence_of(_NOTES[name], Door.EXCEL)
    sheet.write_string(1, 0, how, book.add_format(style.BASE))
    head, plain = book.add_format(style.HEAD), book.add_format(style.WRAPPED)
    # text, so that 12-20 is no day and 01 stays 01
    value = book.add_format({**style.WRAPPED, "bg_color": "#FFFFDD", "num_format": "@"})
    for column, heading in enumerate(HEADINGS):
        sheet.write_string(_TOP, column, heading, head)
    for number, row in enumerate(rows, _TOP + 1):
        cells = row.cells()
        lines = max(style.lines_of(text, w) for text, w in zip(cells[:_KEY], widths, strict=False))
        sheet.set_row(number, style.row_height(lines))
        for column, text in enumerate(cells):
            sheet.write_string(number, column, clean(text), value if column == _VALUE else plain)
        if row.choices:
            offered = {"validate": "list", "source": list(row.choices)}
            sheet.data_validation(number, _VALUE, number, _VALUE, offered)
    sheet.freeze_panes(_TOP + 1, _VALUE)
    sheet.autofilter(_TOP, 0, _TOP + len(rows), _KEY)
