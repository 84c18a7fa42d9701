"""PDFs of a prefecture's own blank: drawn once, values set over it, and what is left to the slow way."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from pathlib import Path

import blanks
import openpyxl
import pytest
from openpyxl.styles import Alignment

from validators.problems import Problem
from workbooks.forms.pages import Page
from xl.forms import background, convert, kept
from xl.forms.template import Template

VALUES = {
    "修了証番号": "102502400001",
    "保育士登録番号": "群馬県-500001",
    "氏名": "山田　花子",
    "生年月日": "昭和63年4月12日",
    "研修種別": "食育・アレルギー対応",
    "交付年月日": "令和7年11月23日",
    "発行者": "群馬県知事　架空　三郎",
}


def pages(count: int = background.FEWEST) -> list[Page]:
    made = []
    for n in range(count):
        values = {
            **VALUES,
            "修了証番号": f"10250240{n:04}",
            "氏名": f"山田　{'甲乙丙丁'[n % 4]}{n}",
        }
        drop: frozenset[str] = frozenset()
        if n % 5 == 4:
            del values["保育士登録番号"]
            drop = frozenset({"保育士登録番号"})
        made.append(Page(values["修了証番号"], values["氏名"], values, drop))
    return made


def own(tmp_path: Path, **changes: object) -> Path:
    cells = {k: v for k, v in blanks.LABELLED.items() if k != "A7"}
    return blanks.own(tmp_path / "own.xlsx", {**cells, **changes})


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler がないため省きました")
def test_every_page_has_its_own_values_over_the_blank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "folder", lambda: tmp_path / "drawn")
    template = Template(own(tmp_path), "certificate").complete()
    wanted = pages()
    content = background.compile_own(template, wanted, lambda name: None)
    assert content is not None
    (tmp_path / "x.pdf").write_bytes(content)
    done = subprocess.run(
        ["pdftotext", "-raw", tmp_path / "x.pdf", "-"], capture_output=True, text=True, check=True
    )
    printed = ["".join(text.split()) for text in done.stdout.split("\f")[:-1]]
    assert len(printed) == len(wanted)
    for text, page in zip(printed, wanted, strict=True):
        for place, value in page.values.items():
            assert "".join(value.split()) in text, (place, value)
        assert ("登録番号" in text) is ("保育士登録番号" in page.values)
        assert "都道府県知事名" not in text and text.count("山田") == 1
    # the same blank is not drawn again, another one is
    monkeypatch.setattr(convert, "convert", _no_program)
    again = Template(own(tmp_path), "certificate").complete()
    assert background.compile_own(again, wanted, lambda name: None) == content
    other = Template(own(tmp_path, H1="改訂版"), "certificate").complete()
    with pytest.raises(Problem, match="LibreOffice"):
        background.compile_own(other, wanted, lambda name: None)


def _no_program(book: Path, target: Path) -> None:
    raise Problem("pdf-no-office")


def _changed(path: Path, how: str) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book.active
    if how == "formula":
        sheet["E1"] = "=B5"
    elif how == "page number":
        sheet.oddFooter.center.text = "&P / &N"
    else:
        sheet["B5"].alignment = Alignment(textRotation=255)
    book.save(path)
    return path


@pytest.mark.parametrize("how", ["formula", "page number", "turned text"])
def test_what_a_picture_cannot_show_is_left_to_the_slow_way(how: str, tmp_path: Path) -> None:
    template = Template(_changed(own(tmp_path), how), "certificate").complete()
    assert background.compile_own(template, pages(), lambda name: None) is None


def test_a_few_pages_and_letters_without_a_glyph_take_the_slow_way(tmp_path: Path) -> None:
    template = Template(own(tmp_path), "certificate").complete()
    assert background.compile_own(template, pages(3), lambda name: None) is None
    strange = pages()
    values = {**strange[0].values, "氏名": "架空\U0002ffff子"}
    strange[0] = dataclasses.replace(strange[0], values=values)
    assert background.compile_own(template, strange, lambda name: None) is None
