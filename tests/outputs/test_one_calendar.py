"""One calendar: no workbook of ours says a day in 西暦 and in 和暦; the western year stands in brackets where it is
compared or in doubt."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from validators.eras import day_in_japan
from validators.messages import Door, sentence
from validators.reading import Note
from workbooks.samples import ledgers, rosters
from xl.cli import main
from xl.functions.catalogue import FUNCTIONS
from xl.outputs import tables

_ISO = re.compile(r"(?<![\d\w])\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)")
# a deadline names its day twice on purpose: whoever copies it into a calendar needs the digits
_DEADLINE = re.compile(
    r"((?:期限|提出予定日|方法A|B|C) ?(?:昭和|平成|令和)\S+?日)（\d{4}-\d\d-\d\d）"
)
_TWICE = re.compile(r"\d{4}年?[-/]?\d{0,2}[-/]?\d{0,2}日?（(?:明治|大正|昭和|平成|令和)")
TODAY = "2026-07-06"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("一つの暦")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        rosters.write(made / "名簿.xlsx", rosters.messy_rows())
        rosters.write(made / "後.xlsx", rosters.clean_rows())
        ledgers.write_designations(made / "指定台帳.xlsx")
        ledgers.write_applications(made / "指定申請台帳.xlsx")
        ledgers.write_participants(made / "受講者名簿.xlsx")
        yield made


def typed(path: Path) -> set[str]:
    """What the clerk typed as text in the checked file: it stays as typed wherever it is shown."""
    book = openpyxl.load_workbook(path)
    return {c.value for s in book for row in s.iter_rows() for c in row if isinstance(c.value, str)}


def texts(path: Path) -> Iterator[tuple[str, str, str]]:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    yield sheet.title, cell.coordinate, cell.value
                elif isinstance(cell.value, dt.datetime):
                    assert "ggge" in cell.number_format, (sheet.title, cell.coordinate)


@pytest.mark.parametrize(
    ("source", "command"),
    [
        (
            "名簿",
            [
                "check",
                "roster",
                "名簿.xlsx",
                "--designations",
                "指定台帳.xlsx",
                "--marked",
                "印.xlsx",
            ],
        ),
        ("指定申請台帳", ["check", "applications", "指定申請台帳.xlsx"]),
        ("指定台帳", ["check", "designations", "指定台帳.xlsx"]),
        ("受講者名簿", ["check", "participants", "受講者名簿.xlsx"]),
        ("名簿", ["check", "eligibility", "名簿.xlsx"]),
        ("名簿", ["compare", "名簿.xlsx", "後.xlsx"]),
    ],
    ids=lambda v: v[1] if isinstance(v, list) else v,
)
def test_no_workbook_says_a_day_in_two_calendars(
    folder: Path, source: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(folder.iterdir())
    out = [] if command[0] == "compare" else ["--prefecture", "群馬県"]
    main([*command, *out, "--today", TODAY])
    said = typed(folder / f"{source}.xlsx")
    told = [("画面", "", line) for line in capsys.readouterr().out.splitlines()]
    for path in sorted(set(folder.iterdir()) - before):
        told += texts(path)
    assert len(told) > 20
    for sheet, cell, text in told:
        own = _DEADLINE.sub(r"\1", text)
        for word in said:
            if len(word) > 3:
                own = own.replace(word, "")
        assert not _ISO.search(own) and not _TWICE.search(own), (sheet, cell, text)


def test_sentences_say_a_candidate_in_one_calendar() -> None:
    one = Note(
        "date-spelling", {"value": "S60.4.1", "column": "生年月日"}, "1985-04-01（昭和60年4月1日）"
    )
    assert "1985" not in sentence(one) and "昭和60年4月1日" in sentence(one, Door.EXCEL)


def test_formulas_say_a_day_in_the_same_calendar() -> None:
    found = FUNCTIONS["FILINGCHECK"].evaluate(["2026-07-06", "2026-09-10", "A"])
    assert "令和8年7月10日" in str(found) and "2026" not in str(found)


def test_lists_of_the_register_show_days_in_the_same_calendar() -> None:
    made = tables.workbook(
        [
            tables.Sheet(
                "照会", ("氏名", "生年月日"), [["美本 花子", dt.date(1986, 12, 25)]], (), (14, 12)
            )
        ]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(made))["照会"]
    assert "ggge" in sheet["B2"].number_format and sheet["B2"].value == dt.datetime(1986, 12, 25)
    assert sheet.column_dimensions["B"].width >= 17  # 昭和61年12月25日 on one line


def test_a_day_cell_is_shown_as_the_sheets_write_it_and_no_other_text() -> None:
    assert day_in_japan("1986-12-25") == "昭和61年12月25日"
    for text in ("2025-13-01", "1986-12-25 10:00", "102502400001", "1850-01-01"):
        assert day_in_japan(text) == text
