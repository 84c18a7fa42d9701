"""The terminal: counts and first findings on any console, nothing a cell holds steers it."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import pytest

from validators.findings import Finding, Report, TableRead
from validators.profile import default
from workbooks.results.sheet import one_line
from workbooks.samples import rosters
from xl.commands import terminal
from xl.outputs import results as check

TABLE = TableRead("名簿.xlsx", "名簿", "roster", (1,), {"name": "A"}, 1)


@pytest.fixture
def checked(tmp_path: Path) -> Report:
    path = tmp_path / "名簿.xlsx"
    rosters.write(path, rosters.messy_rows())
    return check.rosters([path], default().for_prefecture(10), dt.date(2026, 6, 30))


def finding(**change: object) -> Finding:
    one = Finding("名簿.xlsx", "名簿", "A1", "name-missing", "error", "氏名がありません。")
    return one._replace(**change)  # type: ignore[arg-type]


def shown(report: Report, width: int = 120) -> str:
    out = io.StringIO()
    terminal.show(report, stream=out, width=width)
    return out.getvalue()


def test_counts_and_first_findings(checked: Report) -> None:
    text = shown(checked)
    assert (
        "誤りが 8 件" in text
        and "修了証番号の重複" in text
        and "名簿!K6" in text
        and "江口　美咲" in text
        and "[" not in text.split("件数")[0]
    )


def test_a_cp932_console_shows_what_it_can(checked: Report) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp932")
    terminal.show(
        replace(checked, findings=(finding(row_name="𠮷田"), *checked.findings)),
        stream=stream,
        width=120,
    )
    stream.flush()
    text = raw.getvalue().decode("cp932")
    assert (
        "?田" in text and "| 誤り" in text and text.count("?") == 1
    )  # its frame is drawn with signs the console has


def test_nothing_a_cell_holds_steers_the_console() -> None:
    text = shown(
        Report(
            (TABLE,),
            (
                finding(
                    row_name="\x1b[2J\x9b31m山田:smile:",
                    message="[red]値[/red]\n:warning: C:\\",
                    file="名簿.xlsx",
                ),
            ),
        )
    )
    line = text.splitlines()[-1]
    assert line == "誤り 名簿!A1 [2J31m山田:smile:: [red]値[/red] :warning: C:\\"


def test_a_row_without_a_name() -> None:
    assert (
        shown(Report((TABLE,), (finding(),))).splitlines()[-1] == "誤り 名簿!A1: 氏名がありません。"
    )


def test_a_narrow_console_cuts_nothing_off(checked: Report) -> None:
    text = shown(checked, width=40)
    assert "…" not in text and "このまま" not in text


def test_many_findings_are_counted_and_information_is_not_listed() -> None:
    errors = tuple(finding(cell=f"A{n}") for n in range(1, 51))
    text = shown(Report((TABLE,), (finding(cell="Z99", severity="info"), *errors)))
    assert (
        text.count("氏名がありません。") == terminal.SHOWN
        and f"ほか {50 - terminal.SHOWN} 件" in text
    )
    assert "情報" in text and not any(
        "Z99" in line for line in text.splitlines() if line.startswith("情報")
    )


def test_a_name_turns_no_line_round() -> None:
    assert one_line("\u202exslx.txt\x1b[31m\n名簿") == "xslx.txt[31m 名簿"
