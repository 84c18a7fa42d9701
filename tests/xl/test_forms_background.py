"""PDFs of a prefecture's own blank: drawn once, values set over it, and what is left to the slow way."""

from __future__ import annotations

import dataclasses
import io
import shutil
import subprocess
from pathlib import Path

import blanks
import openpyxl
import pytest
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image, ImageFilter

from validators.problems import Problem
from workbooks.forms.pages import Page
from xl.forms import background, convert, fill, fonts, kept, typeset
from xl.forms.drawable import drawable
from xl.forms.page import Box, Format
from xl.forms.picture import Drawn
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


def pages(count: int = 20) -> list[Page]:
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


def _two_up(path: Path) -> Path:
    """Two certificates a page in fonts both ways have, framed, bold and coloured, with formulas that repeat values."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "修了証"
    serif, sans = "Noto Serif CJK JP", "Noto Sans CJK JP"
    labels = {
        "氏名": Font(name=serif, size=18, bold=True),
        "生年月日": Font(name=sans, size=11),
        "保育士登録番号": Font(name=serif, size=11),
        "研修種別": Font(name=sans, size=12, color="FFCC0000"),
    }
    for top in (1, 21):
        texts: list[tuple[int, str, str, Font]] = [
            (0, "C", "第　　　　　　号", Font(name=serif, size=11)),
            (2, "B", "修了証", Font(name=sans, size=20, bold=True)),
            (10, "B", "令和　　年　　月　　日", Font(name=serif, size=11)),
            (12, "C", "都道府県知事名", Font(name=serif, size=12)),
            (14, "B", f'="（控え）"&C{top + 4}&"　様"', Font(name=serif, size=10)),
            (15, "B", f"=C{top + 7}", Font(name=sans, size=10)),
        ]
        for down, (label, font) in enumerate(labels.items(), 4):
            texts += [(down, "B", label, Font(name=serif, size=11)), (down, "C", "", font)]
            sheet[f"C{top + down}"].border = Border(*[Side("thin")] * 4)
        for down, column, text, font in texts:
            cell = sheet[f"{column}{top + down}"]
            cell.value, cell.font = text or None, font
            cell.alignment = Alignment(vertical="center")
            sheet.row_dimensions[top + down].height = 26
    for column, width in (("B", 24), ("C", 56)):
        sheet.column_dimensions[column].width = width
    sheet.print_area = "A1:D38"
    sheet.page_setup.paperSize = 9
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.create_sheet("記入例")["A1"] = "例"
    book.create_sheet("リスト")["A1"] = "=1+1"
    book.save(path)
    return path


_WAYS = ("fast", "slow", "archive")


def _ink(folder: Path, pdf: str, page: int) -> Image.Image:
    source = '#set page(width: auto, height: auto, margin: 0pt)\n#image("{}", page: {})'
    png = typeset.compile_picture(source.format(pdf, page), fonts.available(), folder, 72)
    return Image.open(io.BytesIO(png)).convert("L")


@pytest.mark.libreoffice
def test_both_ways_print_the_same_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every dark point of one way lies within a millimetre of one of the other, both ways round."""
    monkeypatch.setattr(kept, "folder", lambda: tmp_path / "drawn")
    template = Template(_two_up(tmp_path / "two.xlsx"), "certificate").complete()
    persons = pages(5)[
        2:
    ]  # the last one has no number, and the second form of the last page nobody
    content = background.compile_own(template, persons, lambda name: None)
    assert content is not None
    (tmp_path / "fast.pdf").write_bytes(content)
    slow = template.fresh()
    package = fill.fill(slow, persons)
    fill.hide_others(slow, package)
    package.write_to(tmp_path / "slow.xlsx")
    convert.convert(tmp_path / "slow.xlsx", tmp_path / "slow.pdf")
    kept_pdf = background.compile_own(template.fresh(), persons, lambda name: None, archive=True)
    assert kept_pdf is not None and b"pdfaid:part" in kept_pdf
    (tmp_path / "archive.pdf").write_bytes(kept_pdf)
    for page in (1, 2):
        fast, slow, archive = (_ink(tmp_path, f"{way}.pdf", page) for way in _WAYS)
        for one, other in ((fast, slow), (slow, fast), (fast, archive), (archive, fast)):
            near = other.filter(ImageFilter.MinFilter(7)).tobytes()
            dark = [at for at, ink in enumerate(one.tobytes()) if ink < 128]
            alone = [at for at in dark if near[at] >= 160]
            assert len(dark) > 2000 and len(alone) < len(dark) / 200, (page, len(alone))


def _no_program(book: Path, target: Path) -> None:
    raise Problem("pdf-no-office")


def _changed(path: Path, how: str) -> Path:
    book = openpyxl.load_workbook(path)
    sheet = book.active
    if how == "formula":
        sheet["E1"] = '=TEXT(B6,"ggge年")'
    elif how == "page number":
        sheet.oddFooter.center.text = "&P / &N"
    elif how == "turned text":
        sheet["B5"].alignment = Alignment(textRotation=255)
    elif how == "spread text":
        sheet["B5"].alignment = Alignment(horizontal="distributed")
    elif how == "words of a format":
        sheet["B5"].number_format = '@"　様"'
    elif how == "a brush":
        sheet["B5"].font = Font(name="HG正楷書体-PRO")
    else:
        yellow = PatternFill(bgColor="FFFFFF00")
        sheet.conditional_formatting.add("B5", FormulaRule(formula=['B5=""'], fill=yellow))
    book.save(path)
    return path


@pytest.mark.parametrize(
    "how",
    [
        "formula",
        "page number",
        "turned text",
        "spread text",
        "words of a format",
        "a brush",
        "a look by value",
    ],
)
def test_what_a_picture_cannot_show_is_left_to_the_slow_way(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = Template(own(tmp_path), "certificate").complete()
    assert drawable(drawn)
    monkeypatch.setattr(kept, "draw", lambda book, target: target.write_bytes(b""))
    template = Template(_changed(own(tmp_path), how), "certificate").complete()
    assert background.compile_own(template, pages(1), lambda name: None) is None
    assert drawable(template) is (how == "formula")


def test_letters_without_a_glyph_take_the_slow_way(tmp_path: Path) -> None:
    template = Template(own(tmp_path), "certificate").complete()
    strange = pages()
    values = {**strange[0].values, "氏名": "架空\U0002ffff子"}
    strange[0] = dataclasses.replace(strange[0], values=values)
    assert background.compile_own(template, strange, lambda name: None) is None


def test_several_lines_stay_inside_their_box(tmp_path: Path) -> None:
    """Set by typst, seen as a picture: no letter above or below the box, at any length that fits."""
    known = fonts.available()
    for length in range(15, 100, 15):
        look = Format(size=11, vertical="center", wrap=True)
        box = Box(20, 40, 180, 40, "研修の評価" * (length // 5), look)
        head = typeset.head("", (220, 120), [Page("", "", {})], known)
        png = typeset.compile_picture(
            f"{head}\n#{typeset.place(box, box.text, known, strict=True)}", known, tmp_path, 72
        )
        top, bottom = _rows_with_ink(png)
        assert top >= 40 and bottom <= 80, (length, top, bottom)
    with pytest.raises(typeset.OverfullError):
        typeset.place(dataclasses.replace(box, height=20), box.text, known, strict=True)


def _rows_with_ink(png: bytes) -> tuple[int, int]:
    picture = Image.open(io.BytesIO(png)).convert("L").point(lambda ink: 255 * (ink < 128))
    box = picture.getbbox()
    assert box
    return box[1], box[3]


def test_ticks_and_printed_units_stay_on_the_quick_way(tmp_path: Path) -> None:
    """□ of the other kinds, and 県 第 号 round a number: what a value does not write is set as it was printed."""
    kinds = {"B8": "□　乳児保育", "E8": "□　幼児教育", "B9": "□　食育・アレルギー対応"}
    cells = {k: v for k, v in blanks.LABELLED.items() if k not in ("A7", "A8")}
    template = Template(blanks.own(tmp_path / "own.xlsx", {**cells, **kinds}), "certificate")
    size = dict.fromkeys(_places(template), (10.0, 10.0, 100.0, 20.0))
    markup = background._Markup(template, [pages(1)[0]], Drawn(1, 595, 842, size))
    boxes = markup.sheet(pages(1), Drawn(1, 595, 842, size))
    assert boxes is not None
    texts = [box.text for box in boxes]
    assert {"□　乳児保育", "□　幼児教育", "☑　食育・アレルギー対応"} <= set(texts)


def _places(template: Template) -> set[tuple[int, int]]:
    return {at for target in template.located.all for at in target.positions}
