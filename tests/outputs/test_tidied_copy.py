"""The tidied copy: only what reads one way changes, formulas and everything else stay; the roster
is clean of spelling notes after."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest

from validators.problems import Problem
from validators.profile import default
from workbooks.samples import rosters
from xl.files import read as closed
from xl.outputs import results as check
from xl.outputs.tidied_copy import tidy

TODAY = dt.date(2026, 6, 30)


def test_spelling_is_tidied_and_nothing_else(tmp_path: Path) -> None:
    source, target = tmp_path / "名簿.xlsx", tmp_path / "写し.xlsx"
    rows = rosters.messy_rows()
    rows[5][10] = 12502400006  # a lost zero
    rosters.write(source, rows)
    original = source.read_bytes()
    done, formulas = tidy(source, target, default())
    assert [(c.cell, c.shown) for c in done] == [
        ("K5", "102502400001"),
        ("K10", "012502400006"),
        ("E15", "昭和63年5月25日"),
        ("J16", "食育・アレルギー対応"),
    ] and formulas == 0
    assert source.read_bytes() == original
    before, after = closed.read(source).grids[0], closed.read(target).grids[0]
    changed = {
        (r, c)
        for r in range(1, 30)
        for c in range(1, 15)
        if before.value(r, c) != after.value(r, c)
    }
    assert changed == {(5, 11), (10, 11), (15, 5), (16, 10)} and after.value(15, 5) == dt.date(
        1988, 5, 25
    )
    old, new = (openpyxl.load_workbook(p)["名簿"] for p in (source, target))
    assert (
        new["E15"].number_format.startswith("[$-411]ggge")
        and str(new["E15"].border) == str(old["E15"].border)
        and new["K10"].data_type in ("s", "inlineStr")
    )
    spelling = {"number-spelling", "number-lost-zero", "date-spelling", "field-spelling"}
    report = check.rosters([target], default().for_prefecture(10), TODAY)
    assert not spelling & {f.rule for f in report.findings}
    again, _ = tidy(target, tmp_path / "二度.xlsx", default())
    assert again == []


def test_a_place_of_which_there_are_two_keeps_its_prefecture(tmp_path: Path) -> None:
    source = tmp_path / "名簿.xlsx"
    rows = rosters.clean_rows()
    column = rosters.HEADINGS.index("勤務先施設の所在市町村名")
    for row, place in zip(rows, ("広島県府中市", "群馬県高崎市", "大阪府大阪市北区"), strict=False):
        row[column] = place
    rosters.write(source, rows)
    done, _ = tidy(source, tmp_path / "写し.xlsx", default())
    assert [(c.before, c.after) for c in done] == [
        ("群馬県高崎市", "高崎市"),
        ("大阪府大阪市北区", "大阪市北区"),
    ]


def test_formulas_stay(tmp_path: Path) -> None:
    source = tmp_path / "名簿.xlsx"
    rosters.write(source, rosters.messy_rows())
    book = openpyxl.load_workbook(source)
    book["名簿"]["K5"] = '="１０２５０２４"&TEXT(A5,"00000")'
    book.save(source)
    with zipfile.ZipFile(source) as archive:
        parts = {i.filename: archive.read(i) for i in archive.infolist()}
    parts["xl/worksheets/sheet1.xml"] = (
        parts["xl/worksheets/sheet1.xml"]
        .replace(b"</f><v></v></c>", "</f><v>１０２５０２４００００１</v></c>".encode())
        .replace(b"</f><v/></c>", "</f><v>１０２５０２４００００１</v></c>".encode())
        .replace(b'<c r="K5"', b'<c t="str" r="K5"')
    )
    with zipfile.ZipFile(source, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    done, formulas = tidy(source, tmp_path / "写し.xlsx", default())
    assert formulas == 1 and "K5" not in [c.cell for c in done]
    assert b"TEXT(A5" in zipfile.ZipFile(tmp_path / "写し.xlsx").read("xl/worksheets/sheet1.xml")


def test_refusals(tmp_path: Path) -> None:
    source = tmp_path / "名簿.xlsx"
    rosters.write(source, rosters.messy_rows())
    for target in (source, tmp_path / "写し.csv"):
        with pytest.raises(Problem):
            tidy(source, target, default(), force=True)
    assert [p.name for p in tmp_path.iterdir()] == ["名簿.xlsx"]
