"""Forms filled in: nothing of the blank lost, copies that Excel takes, PDF pages that look like the
blank, names printed whole."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import shutil
import subprocess
import sys
import zipfile
from functools import lru_cache
from pathlib import Path

import blanks
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from places import SHARED

from validators.problems import Problem
from validators.profile import default
from workbooks import templates
from workbooks.forms.batch import Order
from workbooks.forms.pages import Batch, Page
from workbooks.forms.places import PLACES
from xl.forms import convert as pdf
from xl.forms import fill as forms
from xl.forms import fonts, measure, names
from xl.forms import make as printing
from xl.forms import typeset as typesetting
from xl.forms.page import rooms_of
from xl.forms.template import Template
from xl.ooxml.package import NS
from xl.ooxml.styles import Styles

VALUES = {
    "修了証番号": "102502400001",
    "保育士登録番号": "群馬県-500001",
    "氏名": "髙﨑　𠮷子",
    "生年月日": "昭和63年4月12日",
    "研修種別": "食育・アレルギー対応",
    "交付年月日": "令和7年11月23日",
    "発行者": "一般社団法人みなかみ保育研修会\n群馬県利根郡みなかみ町後閑1\n代表理事　架空　花子",
}
PAGE = Page("102502400001", "髙﨑　𠮷子", VALUES)


def filled(
    tmp_path: Path, pages: list[Page], form: str = "certificate", template: Path | None = None
) -> Path:
    path = tmp_path / "filled.xlsx"
    forms.fill(Template(template or templates.blank(form), form).complete(), pages).write_to(path)
    return path


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None and len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


# ---------------------------------------------------------------- values


def test_every_place_takes_its_value_and_the_wording_stays(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(filled(tmp_path, [PAGE])).worksheets[0]
    texts = [str(v) for row in sheet.iter_rows(values_only=True) for v in row if v]
    assert (
        "第102502400001号" in texts
        and "氏　　　　　名：" in texts
        and all(v in texts for k, v in VALUES.items() if k != "修了証番号")
    )
    assert (
        "都道府県知事名" not in "".join(texts)
        and sheet["F8"].alignment.shrink_to_fit
        and sheet.title == "102502400001_髙﨑𠮷子"
    )


def test_no_line_for_someone_who_is_no_hoikushi(tmp_path: Path) -> None:
    values = {k: v for k, v in VALUES.items() if k != "保育士登録番号"}
    sheet = openpyxl.load_workbook(
        filled(
            tmp_path, [dataclasses.replace(PAGE, values=values, drop=frozenset({"保育士登録番号"}))]
        )
    ).worksheets[0]
    assert sheet.row_dimensions[7].hidden and not any(
        "保育士登録番号" in str(c.value) for c in sheet[7]
    )


def test_reissue_has_its_own_line_or_stands_behind_the_date(tmp_path: Path) -> None:
    page = dataclasses.replace(PAGE, values={**VALUES, "再交付": "（再交付　令和8年6月30日）"})
    sheet = openpyxl.load_workbook(filled(tmp_path, [page])).worksheets[0]
    assert (sheet["B15"].value, sheet["B16"].value, sheet["F3"].value) == (
        "令和7年11月23日",
        "（再交付　令和8年6月30日）",
        "第102502400001号",
    )
    own = blanks.own(tmp_path / "own.xlsx", {k: v for k, v in blanks.LABELLED.items() if k != "A7"})
    sheet = openpyxl.load_workbook(filled(tmp_path, [page], template=own)).worksheets[0]
    assert sheet["A10"].value == "令和7年11月23日（再交付　令和8年6月30日）"


def test_a_blank_with_labels_only(tmp_path: Path) -> None:
    own = blanks.own(tmp_path / "own.xlsx", {k: v for k, v in blanks.LABELLED.items() if k != "A7"})
    sheet = openpyxl.load_workbook(filled(tmp_path, [PAGE], template=own)).worksheets[0]
    assert [sheet[at].value for at in ("D3", "B5", "B6", "A9", "B8", "A10", "C12", "F14")] == [
        "第102502400001号",
        "髙﨑　𠮷子",
        "昭和63年4月12日",
        "保育士証登録番号：群馬県-500001",
        "食育・アレルギー対応",
        "令和7年11月23日",
        VALUES["発行者"],
        "以上",
    ]


def test_runs_and_furigana_around_a_place_stay(tmp_path: Path) -> None:
    run = '<r><rPr><b/><sz val="14"/></rPr><t xml:space="preserve">{}</t></r>'
    rich = (
        run.format("群馬県指令")
        + run.format("第　　　号")
        + run.format("　交付")
        + '<rPh sb="0" eb="2"><t>グンマ</t></rPh><rPh sb="11" eb="13"><t>コウフ</t></rPh>'
    )
    blank = templates.blank("certificate")
    source = tmp_path / "rich.xlsx"
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(source, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/sharedStrings.xml":
                data = re.sub(r"<t>第　+号</t>", rich, data.decode()).encode()
            new.writestr(name, data)
    sheet = etree.fromstring(
        parts(filled(tmp_path, [PAGE], template=source))["xl/worksheets/sheet1.xml"]
    )
    cell = next(c for c in sheet.iter(f"{NS}c") if c.get("r") == "F3")
    assert [t.text for r in cell.iter(f"{NS}r") for t in r.iter(f"{NS}t")] == [
        "群馬県指令",
        "第102502400001号",
        "　交付",
    ] and len(list(cell.iter(f"{NS}b"))) == 3
    assert [(p.get("sb"), p.get("eb")) for p in cell.iter(f"{NS}rPh")] == [("0", "2"), ("20", "22")]


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    page = dataclasses.replace(
        PAGE, values={**VALUES, "氏名": '=HYPERLINK("x")', "発行者": "+81\n@SUM(1)"}
    )
    sheet = etree.fromstring(parts(filled(tmp_path, [page]))["xl/worksheets/sheet1.xml"])
    cell = next(c for c in sheet.iter(f"{NS}c") if c.get("r") == "F8")
    assert (
        cell.get("t") == "inlineStr"
        and "".join(cell.itertext()) == '=HYPERLINK("x")'
        and not list(sheet.iter(f"{NS}f"))
    )


NAMES = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=60), min_size=1, max_size=8
)


@given(NAMES)
def test_sheet_names_are_names_excel_takes(typed: list[str]) -> None:
    used: set[str] = {"別紙"}
    made = [names.sheet_name(Page("", name, {}), used) for name in typed]
    assert len({n.casefold() for n in made}) == len(made) and "別紙" not in {
        n.casefold() for n in made
    }
    for name in made:
        assert (
            1 <= len(name.encode("utf-16-le")) // 2 <= 31
            and not re.search(r"[\[\]:*?/\\\x00-\x1f]", name)
            and name.strip("'") == name
        )


@given(NAMES, st.sampled_from(["{number}_{name}", "{name}", "{form}", "../{name}", "CON"]))
def test_file_names_are_names_windows_takes(typed: list[str], pattern: str) -> None:
    made = names.file_names([Page("1", name, {}) for name in typed], pattern, ".xlsx", "修了証")
    assert len({n.casefold() for n in made}) == len(made)
    for name in made:
        assert (
            not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
            and name.endswith(".xlsx")
            and not name.startswith(".")
            and name.split(".")[0].upper() not in ("CON", "NUL")
        )


@lru_cache(maxsize=1)
def _renewal() -> Template:
    """The blank, opened and measured once for all examples."""
    template = Template(templates.blank("renewal"), "renewal")
    rooms_of(template)
    return template


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=40))
def test_any_text_is_put_as_it_is(value: str) -> None:
    template = _renewal()
    root = template.package.xml(template.part)
    forms.fill_sheet(
        template, root, Page("", "", {"指定年月日": value, "宛先": value}), Styles(template.package)
    )
    cells = {c.get("r"): template.text(c) for c in root.iter(f"{NS}c")}
    assert (
        cells["A5"] == f"{value}　殿"
        and f"として、{value}に指定を受けた研修" in cells["A11"]
        and "　　年度に実施" in cells["A11"]
    )


# ---------------------------------------------------------------- copies


def test_copies_are_a_workbook_excel_takes(tmp_path: Path) -> None:
    pages = [
        dataclasses.replace(PAGE, number=f"10250240{n:04}", name="同姓　同名/[x]:*?'")
        for n in range(40)
    ]
    path = filled(tmp_path, pages)
    out = subprocess.run(
        [Path(sys.executable).parent / "openxml-audit", path], capture_output=True, text=True
    )
    assert "Errors: 0" in out.stdout, out.stdout
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == len({n.casefold() for n in book.sheetnames}) == 40 and all(
        len(n) <= 31 for n in book.sheetnames
    )
    assert {s.print_area.rpartition("!")[2] for s in book} == {"$A$1:$L$18"} and len(
        {len(s.merged_cells.ranges) for s in book}
    ) == 1
    root = etree.fromstring(parts(path)["xl/workbook.xml"])
    assert len({s.get("sheetId") for s in root.iter(f"{NS}sheet")}) == 40
    assert (
        sum(
            b'tabSelected="1"' in data
            for name, data in parts(path).items()
            if "worksheets/sheet" in name
        )
        == 1
    )


def test_a_sheet_taken_out_is_not_the_one_in_front(tmp_path: Path) -> None:
    blank = tmp_path / "form2.xlsx"
    with zipfile.ZipFile(templates.blank("application")) as old, zipfile.ZipFile(blank, "w") as new:
        for name in old.namelist():
            new.writestr(
                name,
                old.read(name).replace(
                    b"<workbookView ", b'<workbookView activeTab="1" firstSheet="1" '
                )
                if name == "xl/workbook.xml"
                else old.read(name),
            )
    for pages, tab in (([SAMPLES["notice"]], "0"), ([SAMPLES["application"]], "1")):
        own = parts(filled(tmp_path, pages, "application", blank))
        root = etree.fromstring(own["xl/workbook.xml"])
        view = next(root.iter(f"{NS}workbookView"))
        assert (view.get("activeTab"), view.get("firstSheet")) == (tab, tab) and len(
            list(root.iter(f"{NS}sheet"))
        ) == int(tab) + 1
        assert (
            (b"sheet2.xml" in own["[Content_Types].xml"])
            is (tab == "1")
            is ("xl/worksheets/sheet2.xml" in own)
        )


def test_a_sheet_that_formulas_point_at_keeps_its_name(tmp_path: Path) -> None:
    own = blanks.own(tmp_path / "own.xlsx", {k: v for k, v in blanks.LABELLED.items() if k != "A7"})
    book = openpyxl.load_workbook(own)
    book.create_sheet("控")["A1"] = "=修了証!B5"
    book.save(own)
    made = openpyxl.load_workbook(filled(tmp_path, [PAGE, PAGE], template=own))
    assert (
        made.sheetnames[:2] == ["修了証", "控"]
        and made["控"]["A1"].value == "=修了証!B5"
        and len(made.sheetnames) == 3
    )


def test_a_part_that_cannot_be_copied_is_told(tmp_path: Path) -> None:
    own = blanks.own(tmp_path / "own.xlsx", {k: v for k, v in blanks.LABELLED.items() if k != "A7"})
    book = openpyxl.load_workbook(own)
    book.active["K1"], book.active["K2"] = "見出し", "値"
    book.active.add_table(openpyxl.worksheet.table.Table(displayName="Table1", ref="K1:K2"))
    book.save(own)
    assert (
        len(openpyxl.load_workbook(filled(tmp_path, [PAGE], template=own)).worksheets[0].tables)
        == 1
    )
    with pytest.raises(Problem, match=r"table.*--each"):
        filled(tmp_path, [PAGE, PAGE], template=own)


@pytest.mark.real
def test_copies_have_drawings_notes_and_print_settings_of_their_own(tmp_path: Path) -> None:
    template = blanks.with_names(
        SHARED / "real" / "permit_survey_form.xlsx", tmp_path / "t.xlsx", "開発登録簿", SURVEY
    )
    path = filled(tmp_path, [PAGE, PAGE, PAGE], template=template)
    own = parts(path)
    for kind in (
        "worksheets/sheet",
        "drawings/drawing",
        "drawings/vmlDrawing",
        "comments",
        "printerSettings/printerSettings",
    ):
        assert sum(name.startswith(f"xl/{kind}") for name in own) == 3, kind
    sheets = [
        etree.fromstring(data)
        for name, data in own.items()
        if name.startswith("xl/worksheets/sheet")
    ]
    assert {len(list(sheet.iter(f"{NS}mergeCell"))) for sheet in sheets} == {183}
    assert own["xl/workbook.xml"].decode().count("!$C$1:$AK$32</definedName>") == 3
    assert (
        "Errors: 0"
        in subprocess.run(
            [Path(sys.executable).parent / "openxml-audit", path], capture_output=True, text=True
        ).stdout
    )


# ---------------------------------------------------------------- nothing is lost: real workbooks

NOTICE = dict(
    zip(
        [p.name for p in PLACES["certificate"] if not p.optional],
        ("I28", "K25", "D9", "I14", "I7", "I5", "I6"),
        strict=True,
    )
)
SURVEY = dict(
    zip(
        [p.name for p in PLACES["certificate"] if not p.optional],
        ("X3", "X4", "X5", "X6", "X7", "X8", "X10"),
        strict=True,
    )
)
REAL = [
    ("permit_notice_form.xlsx", "許可通知書", NOTICE, "氏名"),
    ("permit_survey_form.xlsx", "開発登録簿", SURVEY, "氏名"),
]


@pytest.mark.real
@pytest.mark.parametrize(("file", "sheet", "places", "place"), REAL)
def test_no_part_run_merge_shape_or_setting_is_lost(
    file: str, sheet: str, places: dict[str, str], place: str, tmp_path: Path
) -> None:
    template = blanks.with_names(SHARED / "real" / file, tmp_path / "t.xlsx", sheet, places)
    path = filled(tmp_path, [Page("1", "x", {place: "架空　花子"})], template=template)
    before, after = parts(template), parts(path)
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {
        "xl/worksheets/sheet1.xml",
        "xl/workbook.xml",
        "xl/styles.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
    }
    one, two = (etree.fromstring(p["xl/worksheets/sheet1.xml"]) for p in (before, after))
    assert [e.tag for e in one] == [e.tag for e in two]
    for a, b in zip(one, two, strict=True):
        if a.tag != f"{NS}sheetData":
            assert etree.tostring(a, method="c14n") == etree.tostring(b, method="c14n"), a.tag
    cells = {c.get("r"): etree.tostring(c, method="c14n") for c in two.iter(f"{NS}c")}
    differ = {
        c.get("r")
        for c in one.iter(f"{NS}c")
        if cells.pop(c.get("r")) != etree.tostring(c, method="c14n")
    } | set(cells)
    assert differ == {places[place]}
    formats = [
        len(etree.fromstring(p["xl/styles.xml"]).find(f"{NS}cellXfs")) for p in (before, after)
    ]
    assert (
        formats[1] - formats[0] <= 1
        and before["xl/sharedStrings.xml"] == after["xl/sharedStrings.xml"]
    )  # furigana and runs stand there


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of PDFs that one LibreOffice made: the real workbooks before and after, and the forms filled in."""
    folder = tmp_path_factory.mktemp("printed")
    for file, sheet, places, place in REAL if (SHARED / "real").is_dir() else ():
        template = blanks.with_names(
            SHARED / "real" / file, folder / f"before-{file}", sheet, places
        )
        filled(folder, [Page("", "花", {place: "架空花子"})], template=template).rename(
            folder / f"after-{file}"
        )
    for form, page in SAMPLES.items():
        filled(folder, [page, dataclasses.replace(page, annex=())], form).rename(
            folder / f"{form}.xlsx"
        )
    home = (folder / "home").as_uri()
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={home}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *sorted(folder.glob("*.xlsx")),
        ],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return folder


@pytest.mark.real
@pytest.mark.libreoffice
@pytest.mark.parametrize("file", [file for file, *_ in REAL])
def test_the_page_differs_only_in_the_place(file: str, printed: Path, tmp_path: Path) -> None:
    from PIL import Image, ImageChops

    pictures = []
    for name in ("before", "after"):
        subprocess.run(
            [
                "pdftoppm",
                "-r",
                "72",
                "-png",
                (printed / f"{name}-{file}").with_suffix(".pdf"),
                tmp_path / name,
            ],
            check=True,
        )
        pictures.append(sorted(tmp_path.glob(f"{name}-*.png")))
    assert len(pictures[0]) == len(pictures[1]) >= 1
    words = subprocess.run(
        ["pdftotext", "-bbox", (printed / f"after-{file}").with_suffix(".pdf"), "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    found = [
        tuple(map(float, m))
        for m in re.findall(
            r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">[^<]*架空花子', words
        )
    ]
    boxes = [
        box
        for a, b in zip(*pictures, strict=True)
        if (
            box := ImageChops.difference(
                Image.open(a).convert("L"), Image.open(b).convert("L")
            ).getbbox()
        )
    ]
    assert len(boxes) == 1 and len(found) == 1
    (left, top, right, bottom), (x0, y0, x1, y1) = boxes[0], found[0]
    assert left >= x0 - 3 and top >= y0 - 3 and right <= x1 + 3 and bottom <= y1 + 3


# ---------------------------------------------------------------- PDF


def test_every_character_has_a_glyph_or_is_told() -> None:
    known = fonts.available()
    assert fonts.missing("髙﨑𠮷邉齋圀　アレルギー（旧姓：佐藤）Maria-José ～123", known) == []
    assert fonts.missing("葛󠄀城", known) == [] and fonts.missing("\ue000\U0002ffff", known) == [
        "\ue000",
        "\U0002ffff",
    ]
    base = [f for f in known if f.family.startswith("Noto")]
    assert fonts.missing("邉󠄟", base) == ["邉󠄟"], (
        "a variation the font does not have must not print as the plain character"
    )
    assert fonts.runs("山田", known) == [(0, "山田")] and 0.9 < fonts.width("山", known) < 1.1


def test_a_name_without_a_glyph_is_refused_by_record(tmp_path: Path) -> None:
    order = Order("certificate", default(), dt.date(2026, 6, 30), issuer=["知事"], pdf=True)
    batch = Batch(
        [
            PAGE,
            dataclasses.replace(
                PAGE, values={**VALUES, "氏名": "架空\U0002ffff子"}, cell="名簿!C6"
            ),
        ]
    )
    kept = measure.printable(batch, order, printing.template_of(order))
    assert len(kept.pages) == 1 and [(r.cell, "U+2FFFF" in r.sentence) for r in kept.refused] == [
        ("名簿!C6", True)
    ]


@pytest.mark.skipif(
    not shutil.which("fc-list"), reason="fc-list がないため省きました（apt install fontconfig）"
)
def test_an_own_blank_is_checked_against_the_fonts_of_this_pc(tmp_path: Path) -> None:
    own = blanks.own(tmp_path / "own.xlsx", {k: v for k, v in blanks.LABELLED.items() if k != "A7"})
    order = Order(
        "certificate", default(), dt.date(2026, 6, 30), issuer=["知事"], pdf=True, template=own
    )
    pages = [
        dataclasses.replace(PAGE, values={**VALUES, "氏名": name})
        for name in ("架空A子", "架空\U0002ffff子", "渡邉󠄟花子")
    ]
    kept = measure.printable(Batch(pages), order, printing.template_of(order))
    assert pdf.has_glyph("A") and not pdf.has_glyph("\U0002ffff") and kept.pages[0] is pages[0]
    assert "U+2FFFF" in kept.refused[0].sentence


def test_a_line_shared_with_another_place_is_emptied_but_stays(tmp_path: Path) -> None:
    own = blanks.own(
        tmp_path / "own.xlsx",
        {
            **{k: v for k, v in blanks.LABELLED.items() if k not in ("A7", "A9", "A5")},
            "A5": "登録番号",
            "F5": None,
        },
        names={"氏名": "'修了証'!$F$5", "保育士登録番号": "'修了証'!$B$5"},
    )
    values = {k: v for k, v in VALUES.items() if k != "保育士登録番号"}
    path = filled(
        tmp_path,
        [dataclasses.replace(PAGE, values=values, drop=frozenset({"保育士登録番号"}))],
        template=own,
    )
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert (
        not sheet.row_dimensions[5].hidden
        and sheet["F5"].value == VALUES["氏名"]
        and not sheet["B5"].value
    )


@pytest.mark.parametrize(
    ("name", "printed"),
    [("架空" * 15, True), ("架空" * 30, True), ("架空" * 90, False), ("Maria " * 10, True)],
)
def test_a_long_name_is_shrunk_not_cut_and_an_unreadable_one_is_told(
    name: str, printed: bool
) -> None:
    order = Order("certificate", default(), dt.date(2026, 6, 30), issuer=["知事"])
    batch = Batch(
        [dataclasses.replace(PAGE, values={**VALUES, "氏名": name.strip()}, cell="名簿!C5")]
    )
    template = printing.template_of(order)
    kept = measure.printable(batch, order, template)
    assert bool(kept.pages) is printed
    if printed:
        size = float(
            re.findall(
                r"([\d.]+)(?:, 2.0, 2.0, none)?, text\(\"" + name[:2],
                typesetting.markup(template, kept.pages, fonts.available(), lambda n: None),
            )[0]
        )
        assert 8 <= size <= 14
    else:
        assert (
            "180 文字" in kept.refused[0].sentence
            and "F8" in kept.refused[0].sentence
            and kept.refused[0].cell == "名簿!C5"
        )


def pages_of(path: Path, folder: Path, dpi: int = 40) -> list[Path]:
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", path, folder / path.stem], check=True)
    return sorted(folder.glob(f"{path.stem}-*.png"))


def test_without_the_parts_or_programs_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = Template(templates.blank("certificate"), "certificate")
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(Problem, match=r"typst.*--pdf なし"):
        typesetting.compile_pdf(template, [PAGE])
    monkeypatch.setattr(pdf, "_OFFICE", ())
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(Problem, match="Excel か LibreOffice が要ります"):
        pdf.convert(templates.blank("certificate"), tmp_path / "x.pdf")
    monkeypatch.setattr(shutil, "which", lambda name: sys.executable)  # answers, and makes no PDF
    with pytest.raises(Problem, match="LibreOffice で PDF を作れませんでした"):
        pdf.convert(templates.blank("certificate"), tmp_path / "x.pdf")
    assert list(tmp_path.iterdir()) == []


needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftoppm"),
    reason="pdftoppm がないため省きました（apt install poppler-utils）",
)


@needs_poppler
def test_pdf_text_is_whole_and_the_same_bytes_twice(tmp_path: Path) -> None:
    template = Template(templates.blank("certificate"), "certificate")
    other = dataclasses.replace(
        PAGE, values={**VALUES, "氏名": '葛󠄀城　\\"#$*_`[x]<y>'}, drop=frozenset({"保育士登録番号"})
    )
    content = typesetting.compile_pdf(template, [PAGE, other])
    assert content == typesetting.compile_pdf(
        Template(templates.blank("certificate"), "certificate"), [PAGE, other]
    )
    (tmp_path / "x.pdf").write_bytes(content)
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "x.pdf", "-"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    first, second, _ = text.split("\f")
    for value in VALUES.values():
        for line in value.split("\n"):
            assert re.sub(r"\s", "", line) in re.sub(r"\s", "", first), line
    assert '\\"#$*_`[x]<y>' in second and "保育士登録番号" not in second
    fonts_used = subprocess.run(
        ["pdffonts", tmp_path / "x.pdf"], capture_output=True, text=True, check=True
    ).stdout
    assert "NotoSerifJP" in fonts_used and fonts_used.count(" yes yes yes") >= 1


SAMPLES = {
    "certificate": PAGE,
    "application": Page(
        "1",
        "学校法人あかぎ学園",
        {
            "申請年月日": "令和8年4月3日",
            "宛先": "群馬県知事",
            "申請者": "学校法人あかぎ学園\n群馬県前橋市富士見町2\n理事長　架空　太郎",
            "研修種別": "別紙のとおり",
            "研修時間数": "別紙のとおり",
            "評価方法": "別紙のとおり",
        },
        annex=(
            ("乳児保育", "15時間", "レポート"),
            ("マネジメント", "16時間30分", "レポートと面接"),
        ),
    ),
    "notice": Page(
        "03",
        "学校法人あかぎ学園",
        {
            "宛先": "学校法人あかぎ学園\n理事長　架空　太郎",
            "申請年月日": "令和8年4月3日",
            "研修実施機関番号": "03",
            "研修実施機関の名称": "学校法人あかぎ学園",
            "研修種別番号": "1、7",
            "研修種別": "乳児保育、マネジメント",
            "通知年月日": "令和8年5月8日",
            "発行者": "群馬県知事　架空　三郎",
        },
    ),
    "renewal": Page(
        "1",
        "学校法人あかぎ学園",
        {
            "届出年月日": "令和9年2月10日",
            "宛先": "群馬県知事",
            "届出者": "学校法人あかぎ学園\n群馬県前橋市富士見町2\n理事長　架空　太郎",
            "指定年月日": "令和8年5月8日",
            "実施年度": "令和9",
            "研修種別": "乳児保育",
            "研修時間数": "15時間",
            "評価方法": "レポート",
        },
    ),
}


@needs_poppler
@pytest.mark.parametrize("form", list(SAMPLES))
def test_pages_look_like_the_reference_pictures(form: str, tmp_path: Path) -> None:
    """tests/xl/reference holds 40 dpi pictures that a person has looked at; a page may differ in
    the smoothing of edges only."""
    from PIL import Image, ImageChops, ImageFilter

    (tmp_path / "p.pdf").write_bytes(
        typesetting.compile_pdf(Template(templates.blank(form), form), [SAMPLES[form]])
    )
    made = pages_of(tmp_path / "p.pdf", tmp_path)
    assert len(made) == (2 if SAMPLES[form].annex else 1)
    for number, path in enumerate(made, 1):
        reference = Path(__file__).parent / "reference" / f"{form}{number}.png"
        assert reference.stat().st_size < 60_000
        smooth = [
            Image.open(p).convert("L").filter(ImageFilter.BoxBlur(1)) for p in (path, reference)
        ]
        difference = ImageChops.difference(*smooth)
        assert difference.getextrema()[1] < 60, f"{reference.name}: {difference.getbbox()}"


@needs_poppler
@pytest.mark.libreoffice
@pytest.mark.parametrize("form", list(SAMPLES))
def test_filled_workbooks_print_one_page_each_in_libreoffice(
    form: str, printed: Path, tmp_path: Path
) -> None:
    pages = [SAMPLES[form], dataclasses.replace(SAMPLES[form], annex=())]
    (tmp_path / "own.pdf").write_bytes(
        typesetting.compile_pdf(Template(templates.blank(form), form), pages)
    )
    texts = []
    for path in (printed / f"{form}.pdf", tmp_path / "own.pdf"):
        text = subprocess.run(
            ["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True
        ).stdout
        texts.append([sorted(re.sub(r"\s", "", page)) for page in text.split("\f")[:-1]])
    assert texts[0] == texts[1] and len(texts[0]) == len(pages) + (1 if SAMPLES[form].annex else 0)
