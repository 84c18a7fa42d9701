"""Every sample layout: exactly the seeded faults, nothing on clean rows, the right number of records."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from layouts import LAYOUTS, REFUSED, Layout, write

from validators.problems import Problem
from validators.profile import default
from xl.outputs import results as check

TODAY = dt.date(2026, 6, 30)


@pytest.mark.parametrize("layout", LAYOUTS, ids=[layout.name for layout in LAYOUTS])
def test_exactly_the_seeded_faults(layout: Layout, tmp_path: Path) -> None:
    path = write(layout, tmp_path / f"名簿{layout.suffix}")
    profile = (
        default()
        if "V0" in layout.name or "lost zeros" in layout.name
        else default().for_prefecture(10)
    )
    report = check.rosters([path], profile, TODAY)
    asked = [f for f in report.findings if f.rule in ("column-missing", "column-unread")]
    serious = {f.cell: f.rule for f in report.findings if f.severity != "info" and f not in asked}
    seeded = {cell: rule for cell, rule in layout.faults.items() if rule != "column-missing"}
    assert serious == seeded, [f.message for f in report.findings]
    # a habit of a file is told once, however many tables have it
    lacking = sorted({name for table in report.tables for name in table.missing})
    assert sorted(f.heading for f in asked) == lacking
    assert sum(t.rows for t in report.tables) == layout.records


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_roster_is_refused_in_one_sentence(name: str, tmp_path: Path) -> None:
    path = write(Layout(name, REFUSED[name], 0), tmp_path / "様式.xlsx")
    with pytest.raises(Problem) as problem:
        check.rosters([path], default(), TODAY)
    assert str(problem.value).count("。") == 2 and "様式.xlsx" in str(problem.value)


def test_the_form_is_named(tmp_path: Path) -> None:
    path = write(Layout("V02", REFUSED["V02 application"], 0), tmp_path / "a.xlsx")
    with pytest.raises(Problem, match="様式第2号"):
        check.rosters([path], default(), TODAY)


def test_unknown_headings_are_named_with_what_they_might_be(tmp_path: Path) -> None:
    rows = [
        ["氏名", "生年月日", "研修分野", "修了証番号", "修了年月目", "血液型"],
        ["美本　花", dt.date(1985, 4, 1), "乳児保育", "102507100001", "2025-10-05", "A"],
    ]
    report = check.rosters([write(Layout("x", rows, 1), tmp_path / "a.xlsx")], default(), TODAY)
    assert report.tables[0].unmapped == (("F1", "血液型", ""),)
    inferred = [(f.cell, f.rule) for f in report.findings if f.severity == "info"]
    assert inferred == [("E1", "column-inferred")]
    asked = {(f.cell, f.rule) for f in report.findings if f.severity == "warning"}
    assert asked == {("A1", "column-missing")}
    assert "見出し「血液型」の列" in [u.what for u in report.unchecked]


def test_a_second_column_of_the_same_name_is_not_dropped_silently(tmp_path: Path) -> None:
    rows = [
        ["氏名", "生年月日", "研修分野", "修了証番号", "修了年月日", "氏名"],
        ["美本　花", dt.date(1985, 4, 1), "乳児保育", "102507100001", "2025-10-05", "美本　草"],
    ]
    report = check.rosters([write(Layout("x", rows, 1), tmp_path / "a.xlsx")], default(), TODAY)
    assert report.tables[0].unmapped == (("F1", "氏名", "A列を読み、この列は読んでいません"),)


def test_a_value_over_several_cells_stands_in_its_first(tmp_path: Path) -> None:
    layout = next(x for x in LAYOUTS if x.name == "number over four cells")
    report = check.rosters([write(layout, tmp_path / "a.xlsx")], default(), TODAY)
    assert report.tables[0].columns["certificate_number"] == "D"


def test_an_ending_date_is_not_read_as_completion_silently(tmp_path: Path) -> None:
    layout = next(x for x in LAYOUTS if x.name.startswith("V13"))
    report = check.rosters([write(layout, tmp_path / "a.xlsx")], default(), TODAY)
    told = [f for f in report.findings if f.rule == "column-inferred"]
    assert [f.cell for f in told] == ["F2"] and "「修了年月日」として読みました" in told[0].message
