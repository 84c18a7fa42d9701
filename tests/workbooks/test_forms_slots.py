"""Two certificates on a page, a 控え beside the certificate, and a person too few for the last page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import blanks
import openpyxl
import pytest

from validators.profile import default
from workbooks.forms.batch import Order
from workbooks.forms.pages import Page
from xl.forms import fill, make
from xl.forms.template import Template

ONE = {
    (1, 2): "修了証",
    (2, 5): "第　　　　号",
    (3, 2): "氏名",
    (4, 2): "生年月日",
    (5, 2): "保育士登録番号",
    (6, 2): "研修種別",
    (7, 2): "令和　　年　　月　　日",
    (8, 4): "都道府県知事名",
}


def page(name: str, number: str) -> Page:
    values = {
        "修了証番号": number,
        "氏名": name,
        "生年月日": "平成元年1月8日",
        "保育士登録番号": "群馬県-700001",
        "研修種別": "乳児保育",
        "交付年月日": "令和7年9月1日",
        "発行者": "群馬県知事　山本　花子",
    }
    return Page(number, name, values)


PAGES = [
    page("山田　花子", "102513100001"),
    page("川口　一郎", "102513100002"),
    page("森　はな", "102513100003"),
]


def several(tmp_path: Path, step: tuple[int, int], count: int, title: str = "修了証") -> Template:
    cells: dict[str, object] = {}
    for number in range(count):
        for (row, column), text in ONE.items():
            at = (row + number * step[0], column + number * step[1])
            text = title if number == count - 1 and row == 1 else text
            cells[f"{openpyxl.utils.get_column_letter(at[1])}{at[0]}"] = text
    path = blanks.own(tmp_path / "own.xlsx", cells)
    book = openpyxl.load_workbook(path)
    last = openpyxl.utils.get_column_letter(6 + step[1] * (count - 1))
    book.active.print_area = f"A1:{last}{10 + step[0] * (count - 1)}"
    book.save(path)
    return Template(path, "certificate")


@pytest.mark.parametrize(
    ("step", "count", "names"),
    [
        ((10, 0), 2, [["C3", "C13"], ["C3", "C13"]]),
        ((0, 7), 2, [["C3", "J3"], ["C3", "J3"]]),
        ((10, 0), 3, [["C3", "C13", "C23"]]),
    ],
)
def test_each_form_of_a_page_takes_a_person_of_its_own(
    step: tuple[int, int], count: int, names: list[list[str]], tmp_path: Path
) -> None:
    template = several(tmp_path, step, count).complete()
    fill.fill(template, PAGES).write_to(tmp_path / "filled.xlsx")
    book = openpyxl.load_workbook(tmp_path / "filled.xlsx")
    shown = [sheet[at].value for sheet, cells in zip(book, names, strict=True) for at in cells]
    assert [name for name in shown if name] == [p.name for p in PAGES]
    if len(shown) > len(PAGES):  # the form that is left over says nothing at all
        area = [str(v) for row in book.worksheets[-1].iter_rows(values_only=True) for v in row if v]
        assert area.count("氏名") == 1 and area.count("修了証") == 1


def test_a_line_goes_for_one_person_and_stays_for_the_neighbour(tmp_path: Path) -> None:
    template = several(tmp_path, (0, 7), 2).complete()
    values = {k: v for k, v in PAGES[1].values.items() if k != "保育士登録番号"}
    nobody = replace(PAGES[1], values=values, drop=frozenset({"保育士登録番号"}))
    fill.fill(template, [PAGES[0], nobody]).write_to(tmp_path / "filled.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "filled.xlsx").worksheets[0]
    assert (sheet["B5"].value, sheet["C5"].value) == ("保育士登録番号", "群馬県-700001")
    assert not sheet["I5"].value and not sheet.row_dimensions[5].hidden


def test_formulas_of_a_form_left_over_go(tmp_path: Path) -> None:
    several(tmp_path, (10, 0), 2)
    book = openpyxl.load_workbook(tmp_path / "own.xlsx")
    for row in (9, 19):
        book.active[f"B{row}"] = f'=C{row - 6}&"　様"'
    book.save(tmp_path / "own.xlsx")
    template = Template(tmp_path / "own.xlsx", "certificate").complete()
    fill.fill(template, PAGES[:1]).write_to(tmp_path / "filled.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "filled.xlsx").worksheets[0]
    assert sheet["B9"].value == '=C3&"　様"' and not sheet["B19"].value


def test_an_office_printed_on_the_stub_too_is_signed_twice(tmp_path: Path) -> None:
    several(tmp_path, (0, 7), 2, title="修了証（控）")
    book = openpyxl.load_workbook(tmp_path / "own.xlsx")
    for at in ("D8", "K8"):
        book.active[at] = "群馬県知事　　　　　　印"
    book.save(tmp_path / "own.xlsx")
    order = Order("certificate", default(), dt.date(2026, 6, 30), template=tmp_path / "own.xlsx")
    order = replace(order, issuer=["群馬県知事　山本　花子"])
    fill.fill(make.template_of(order), PAGES[:1]).write_to(tmp_path / "filled.xlsx")  # type: ignore[arg-type]
    sheet = openpyxl.load_workbook(tmp_path / "filled.xlsx").worksheets[0]
    assert sheet["D8"].value == sheet["K8"].value == "群馬県知事　山本　花子　印"


def test_a_stub_takes_the_same_person_again(tmp_path: Path) -> None:
    template = several(tmp_path, (0, 7), 2, title="修了証（控）").complete()
    fill.fill(template, PAGES[:2]).write_to(tmp_path / "filled.xlsx")
    first, second = openpyxl.load_workbook(tmp_path / "filled.xlsx").worksheets
    assert (first["C3"].value, first["J3"].value) == ("山田　花子", "山田　花子")
    assert (second["C3"].value, second["L2"].value) == ("川口　一郎", "第102513100002号")


def test_a_form_that_lacks_a_place_is_no_second_person(tmp_path: Path) -> None:
    template = several(tmp_path, (10, 0), 2)
    book = openpyxl.load_workbook(template.path)
    book.active["B16"] = None
    book.save(template.path)
    problems = Template(template.path, "certificate").located.problems
    assert "blank-place-twice" in {note.rule for note in problems}
