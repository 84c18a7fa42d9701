"""The blanks read word for word as the notice; every place is found by name, and by label where the names are gone."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
import zipfile
from pathlib import Path

import openpyxl
import pytest
from places import SHARED

from workbooks import templates
from workbooks.forms.locate import locate
from workbooks.forms.places import PLACES
from workbooks.templates import build
from xl.blanks import Template

FORMS = list(PLACES)


def plain(text: str) -> str:
    """Without spaces and line breaks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def notice(number: int) -> str:
    """The text of one form in the notice; "- " before the items of a list is the transcript's, not the notice's."""
    text = (SHARED / "guideline" / "notice-2017-04-01.txt").read_text(encoding="utf-8")
    return re.sub(r"(?m)^- ", "", text[text.index(f"(様式第{number}号)"):].split(f"(様式第{number + 1}号)")[0])


@pytest.mark.real
@pytest.mark.parametrize("form", FORMS)
def test_wording_is_the_notices(form: str) -> None:
    sheet = openpyxl.load_workbook(templates.blank(form)).worksheets[0]
    words = "\n".join(str(v) for row in sheet.iter_rows(values_only=True) for v in row if v)
    assert plain(words) == plain(notice(FORMS.index(form) + 1))


@pytest.mark.parametrize("form", FORMS)
def test_the_build_gives_the_blanks_that_ship(form: str, tmp_path: Path) -> None:
    build.write_all(tmp_path)
    with zipfile.ZipFile(tmp_path / templates.BLANKS[form][0]) as new, zipfile.ZipFile(templates.blank(form)) as shipped:
        assert {n: new.read(n) for n in new.namelist()} == {n: shipped.read(n) for n in shipped.namelist()}


@pytest.mark.parametrize("form", FORMS)
def test_one_a4_page_upright(form: str) -> None:
    sheet = openpyxl.load_workbook(templates.blank(form)).worksheets[0]
    setup = sheet.page_setup
    assert (str(setup.paperSize), setup.orientation, sheet.sheet_properties.pageSetUpPr.fitToPage) == ("9", "portrait", True)
    assert sheet.print_area and sum(sheet.row_dimensions[r].height or 15 for r in range(1, int(sheet.print_area.split("$")[-1]) + 1)) <= 728


@pytest.mark.parametrize("form", FORMS)
def test_places_by_name_and_by_label_are_the_same_cells(form: str) -> None:
    template = Template(templates.blank(form), form).complete()
    nameless = locate(dataclasses.replace(template.blank, names={}), form)
    named = template.located.targets
    assert all(t.by_name for t in named.values()) and not nameless.problems and not nameless.missing
    assert {n: t.at for n, t in nameless.targets.items()} == {n: t.at for n, t in named.items() if n in nameless.targets}
    assert set(named) - set(nameless.targets) <= {"再交付"}
