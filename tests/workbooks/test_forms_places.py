"""Places of prefectures' own blanks: parts, boxes, ticks, marks, samples, and what is not guessed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import blanks
import openpyxl
import pytest
from blanks import PAGE
from openpyxl.styles import Border, Side

from workbooks.forms.blank import Target
from workbooks.forms.pages import Page
from workbooks.forms.spread import spread, written
from xl.forms import fill
from xl.forms.template import Template

THIN = Side(style="thin")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)


def blank(
    tmp_path: Path, cells: dict[str, object], boxes: str = "", merges: tuple[str, ...] = ()
) -> Template:
    path = blanks.own(tmp_path / "own.xlsx", {"A1": "修了証", "Z30": "。", **cells}, merges)
    if boxes:
        book = openpyxl.load_workbook(path)
        for row in book.active[boxes]:
            for cell in row:
                cell.border = FRAME
                book.active.column_dimensions[cell.column_letter].width = 3
        book.save(path)
    return Template(path, "certificate")


def found(template: Template, place: str) -> Target:
    return template.located.targets[place]


def filled(
    template: Template, tmp_path: Path, page: Page = PAGE
) -> openpyxl.worksheet.worksheet.Worksheet:
    fill.fill(template, [page]).write_to(tmp_path / "filled.xlsx")
    return openpyxl.load_workbook(tmp_path / "filled.xlsx").worksheets[0]


def test_a_date_in_cells_of_its_units(tmp_path: Path) -> None:
    cells = {"A5": "生年月日", "B5": "昭・平", "D5": "年", "F5": "月", "H5": "日"}
    template = blank(tmp_path, cells)
    assert found(template, "生年月日").how == "cells"
    sheet = filled(template, tmp_path)
    assert [sheet[at].value for at in ("B5", "C5", "E5", "G5")] == ["平成", "元", "1", "8"]


def test_an_era_that_is_not_printed_is_no_guess(tmp_path: Path) -> None:
    cells = {"A5": "生年月日", "B5": "昭和", "D5": "年", "F5": "月", "H5": "日"}
    template = blank(tmp_path, cells)
    note = spread(found(template, "生年月日"), PAGE, template.blank)
    assert not isinstance(note, dict) and note.rule == "form-era-not-printed"


def test_an_issue_date_alone_in_a_row_of_units(tmp_path: Path) -> None:
    template = blank(tmp_path, {"B9": "令和", "D9": "年", "F9": "月", "H9": "日"})
    sheet = filled(template, tmp_path)
    assert [sheet[at].value for at in ("B9", "C9", "E9", "G9")] == ["令和", "7", "9", "1"]


def test_one_digit_a_box(tmp_path: Path) -> None:
    template = blank(tmp_path, {"A5": "修了証番号"}, "B5:M5")
    sheet = filled(template, tmp_path)
    assert "".join(str(c.value) for c in sheet["B5:M5"][0]) == "102513100001"


def test_too_few_boxes_are_named_not_filled(tmp_path: Path) -> None:
    template = blank(tmp_path, {"A5": "修了証番号"}, "B5:I5")
    (note,) = [n for n in template.located.problems if n.params.get("place") == "修了証番号"]
    assert note.rule == "blank-not-understood" and note.params["beside"] == "8 マス"


def test_a_unit_behind_the_cell_beside_a_label_is_no_place_for_the_whole(tmp_path: Path) -> None:
    template = blank(tmp_path, {"A5": "生年月日", "C5": "年"})
    assert "生年月日" not in template.located.targets
    assert any(n.rule == "blank-not-understood" for n in template.located.problems)


@pytest.mark.parametrize(
    ("cells", "at", "text"),
    [
        ({"B5": "□", "C5": "乳児保育", "B6": "□", "C6": "幼児教育"}, "B5", "☑"),
        ({"B5": "□乳児保育　□幼児教育"}, "B5", "☑乳児保育　□幼児教育"),
        ({"B5": "□ 幼児教育\n□ 乳児保育"}, "B5", "□ 幼児教育\n☑ 乳児保育"),
    ],
)
def test_boxes_to_tick(cells: dict[str, object], at: str, text: str, tmp_path: Path) -> None:
    template = blank(tmp_path, cells)
    sheet = filled(template, tmp_path)
    assert sheet[at].value == text and sheet["B6"].value in (None, "□")


def test_a_kind_without_a_box_is_refused(tmp_path: Path) -> None:
    template = blank(tmp_path, {"B5": "□マネジメント　□幼児教育"})
    note = spread(found(template, "研修種別"), PAGE, template.blank)
    assert not isinstance(note, dict) and note.rule == "form-kind-not-printed"


def test_marks_in_running_text_each_take_their_value(tmp_path: Path) -> None:
    template = blank(
        tmp_path,
        {"A5": "{{氏名}}様は«修了年月日»に«研修分野»を修了", "A7": "勤務先　{{勤務先}}"},
    )
    sheet = filled(template, tmp_path)
    assert sheet["A5"].value == "山田　花子様は令和7年8月20日に乳児保育を修了"
    assert sheet["A7"].value == "勤務先　ひかり園"
    assert "氏名" not in template.located.missing and "研修種別" not in template.located.missing


def test_an_unknown_mark_is_named(tmp_path: Path) -> None:
    template = blank(tmp_path, {"A5": "{{好きな食べ物}}"})
    assert [n.params["mark"] for n in template.located.problems] == ["{{好きな食べ物}}"]


def test_name_and_issuer_in_cells_of_their_own(tmp_path: Path) -> None:
    cells = {"A5": "氏", "C5": "名", "A8": "名称", "A9": "所在地", "A10": "代表者氏名"}
    template = blank(tmp_path, cells)
    sheet = filled(template, tmp_path)
    assert (sheet["B5"].value, sheet["D5"].value) == ("山田", "花子")
    assert [sheet[f"B{row}"].value for row in (8, 9, 10)] == PAGE.values["発行者"].split("\n")


def test_a_name_that_cannot_be_divided_is_refused(tmp_path: Path) -> None:
    template = blank(tmp_path, {"A5": "氏", "C5": "名"})
    page = Page("1", "山田花子", {"氏名": "山田花子"})
    note = spread(found(template, "氏名"), page, template.blank)
    assert not isinstance(note, dict) and note.rule == "form-name-split"


def test_a_number_keeps_the_hyphens_of_its_blank(tmp_path: Path) -> None:
    template = blank(tmp_path, {"B3": "第　　－　　－　　　－　　　　　号"})
    assert written(found(template, "修了証番号"), PAGE) == "10-25-131-00001"
    assert filled(template, tmp_path)["B3"].value == "第10-25-131-00001号"


def test_a_cell_outside_the_print_area_is_taken_only_where_a_formula_looks_at_it(
    tmp_path: Path,
) -> None:
    path = blanks.own(
        tmp_path / "own.xlsx",
        {"A1": "修了証", "J3": "交付日", "B9": '=TEXT(K3,"ggge年m月d日")', "A20": "。"},
    )
    book = openpyxl.load_workbook(path)
    book.active.print_area = "A1:H20"
    book.active["K3"].number_format = "yyyy/m/d"
    book.save(path)
    template = Template(path, "certificate")
    assert found(template, "交付年月日").at == (3, 11)
    sheet = filled(template, tmp_path)
    assert sheet["K3"].value == dt.datetime(2025, 9, 1)
    whole = openpyxl.load_workbook(tmp_path / "filled.xlsx")
    assert whole.calculation.fullCalcOnLoad
    book.active["B9"] = None
    book.save(path)
    assert "交付年月日" not in Template(path, "certificate").located.targets


def test_a_formula_over_a_place_loses_its_old_result(tmp_path: Path) -> None:
    path = blanks.own(tmp_path / "own.xlsx", {"A5": "氏名", "A8": '=B5&"　様"', "A9": "=1+1"})
    template = Template(path, "certificate")
    fill.fill(template, [PAGE]).write_to(tmp_path / "filled.xlsx")
    shown = openpyxl.load_workbook(tmp_path / "filled.xlsx", data_only=True).worksheets[0]
    assert shown["A8"].value is None


def test_what_stays_open_on_the_page_is_told(tmp_path: Path) -> None:
    template = blank(
        tmp_path,
        {"A5": "氏名", "A7": "勤務先施設名", "A8": "受領日　　年　　月　　日", "A9": "□同意する"},
    )
    told = {note.params["cell"] for note in template.notes}
    assert {"A8", "A9"} <= told and found(template, "勤務先施設名").at == (7, 2)


def test_a_label_heads_a_cell_below_only_in_the_same_frame(tmp_path: Path) -> None:
    template = blank(tmp_path, {"A5": "氏名", "B5": "生年月日", "C5": "備考"})
    assert "氏名" not in template.located.targets
    framed = blank(tmp_path, {"A5": "氏名", "B5": "生年月日", "C5": "備考"}, "A5:C6")
    assert (found(framed, "氏名").at, found(framed, "生年月日").at) == ((6, 1), (6, 2))
