"""Blanks of prefectures' own in other words and layouts: what each cell shows when it is filled, and what is refused
because nobody can tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import blanks
import openpyxl
import pytest
from blanks import PAGE, PLAIN
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Side

from validators.problems import Problem
from workbooks.forms.batch import Order
from workbooks.forms.holes import printed_issuer
from workbooks.forms.pages import Batch
from xl.forms import fill, measure
from xl.forms.template import Template

THIN = Side(style="thin")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
KINDS: dict[str, tuple[dict[str, object], dict[str, object], dict[str, str]]] = {
    # what it is: (cells, merges "", frames, widths, hidden rows) → cell: text
    "a framed label heads the framed cell below it": (
        {"B4": None, "F4": "氏名", "B5": None, "G4": "生年月日"},
        {"frames": "F4:G5"},
        {"F5": "山田　花子", "G5": "平成元年1月8日", "H4": ""},
    ),
    "a label over two rows, its reading above the name": (
        {"B3": "氏名", "C3": "（ふりがな）", "B4": None},
        {"merges": ("B3:B4",)},
        {"C4": "山田　花子", "C3": "（ふりがな）"},
    ),
    "分野 behind the value is a unit": ({"D7": "分野"}, {}, {"C7": "乳児保育", "D7": "分野"}),
    "only 殿 shows where the name goes": (
        {"B4": "　　　　　　　殿"},
        {},
        {"B4": "山田　花子　殿"},
    ),
    "a birth date in brackets before 生": (
        {"B5": "（　　　　年　　月　　日生）"},
        {},
        {"B5": "（平成元年1月8日生）"},
    ),
    "a birth date with its eras to choose": (
        {"B5": "昭和・平成　　年　　月　　日生"},
        {},
        {"B5": "平成元年1月8日生"},
    ),
    "name and birth date open a sentence": (
        {"B4": "　　　　　　（　　　　年　　月　　日生）は、次の研修を修了した。", "B5": None},
        {"merges": ("B4:G5",)},
        {"B4": "山田　花子　（平成元年1月8日生）は、次の研修を修了した。"},
    ),
    "　県　第　号 beside 登録番号": (
        {"C6": "　　　　都・道・府・県　第　　　　　　号"},
        {},
        {"C6": "群馬県　第700001号", "E2": "第102513100001号"},
    ),
    "boxes on several lines of one cell": (
        {"C7": "□ 乳児保育　□ 幼児教育\n□ 障害児保育　□ マネジメント"},
        {},
        {"C7": "☑ 乳児保育　□ 幼児教育\n□ 障害児保育　□ マネジメント"},
    ),
    "a cell cleared with spaces": ({"C4": "　"}, {}, {"C4": "山田　花子"}),
    "a formula looks at the farther cell": (
        {"E7": '=IF(D7="","",D7)'},
        {},
        {"D7": "乳児保育", "C7": ""},
    ),
    "a day of the western calendar by its label": (
        {"B5": "生年月日（西暦）", "C5": "　　　年　　月　　日"},
        {},
        {"C5": "西暦1989年1月8日"},
    ),
    "a list to choose from": ({"C7": "（選択してください）"}, {}, {"C7": "乳児保育"}),
    "English beside the labels": (
        {"B4": "氏　名\nName", "B5": "生年月日\n(Date of Birth)", "B7": "分野 / Field"},
        {},
        {"C4": "山田　花子", "C5": "平成元年1月8日", "C7": "乳児保育"},
    ),
    "signs that stand for the values": (
        {"E2": "第XXXXXXXX号", "C5": "平成XX年XX月XX日", "B10": "令和○年○月○日"},
        {},
        {"E2": "第102513100001号", "C5": "平成元年1月8日", "B10": "令和7年9月1日"},
    ),
    "a sample of the office": (
        {"D12": "○○県知事　○○　○○"},
        {},
        {"D12": "一般社団法人みなかみ会\n群馬県みなかみ町1\n代表理事　架空　花子"},
    ),
    "dotted leaders behind the labels": (
        {"B4": "氏名………", "B7": "研修種別＝"},
        {},
        {"C4": "山田　花子", "C7": "乳児保育"},
    ),
    "a strip keeps the cells apart": (
        {"A4": "氏名", "B4": None},
        {"widths": {"B": 1.5}, "frames": "C4:C4"},
        {"C4": "山田　花子", "B4": ""},
    ),
    "the blank of a date beside its label": (
        {"C5": "　　　　年　　月　　日生"},
        {},
        {"C5": "平成元年1月8日生"},
    ),
    "the blank before 様 beside a label": ({"C4": "　　　　　　様"}, {}, {"C4": "山田　花子　様"}),
    "the field in brackets of a sentence": (
        {"B7": "研修のうち「　　　　　　」分野を修了した"},
        {},
        {"B7": "研修のうち「乳児保育」分野を修了した"},
    ),
    "squared paper: narrow cells, and merged ones to write in": (
        {"B4": "氏名", "B5": "生年月日", "B7": "研修種別"},
        {
            "widths": dict.fromkeys("CDE", 2.0),
            "merges": ("E4:G4", "E5:G5", "E7:G7"),
        },
        {"E4": "山田　花子", "E5": "平成元年1月8日", "E7": "乳児保育", "C4": ""},
    ),
    "a row that nobody sees": (
        {"B3": "氏名", "C3": "旧様式"},
        {"hidden": 3},
        {"C4": "山田　花子", "C3": "旧様式"},
    ),
    "marks in other brackets": (
        {
            "B4": "${氏名}　様",
            "B5": "[[生年月日]]生",
            "B6": "登録番号：<保育士登録番号>",
            "B7": "【研修種別】分野",
        },
        {},
        {
            "B4": "山田　花子　様",
            "B5": "平成元年1月8日生",
            "B6": "登録番号：群馬県-700001",
            "B7": "乳児保育分野",
        },
    ),
    "a merged box behind the plain cell a long label runs over": (
        {},
        {"merges": ("D4:G4", "D5:G5", "D6:G6", "D7:G7")},
        {"D4": "山田　花子", "D6": "群馬県-700001", "C6": "", "D7": "乳児保育"},
    ),
    "the sample of an old certificate": (
        {
            "E2": "第102400000001号",
            "D4": "保育　一子　様",
            "D5": "昭和60年4月1日生",
            "D6": "大阪府-123456",
            "D7": "幼児教育",
            "B10": "令和６年４月１日",
        },
        {},
        {
            "E2": "第102513100001号",
            "D4": "山田　花子　様",
            "D5": "平成元年1月8日生",
            "D6": "群馬県-700001",
            "D7": "乳児保育",
            "B10": "令和7年9月1日",
        },
    ),
    "a birth date by the western calendar": (
        {"C5": "西暦　　　　年　　月　　日"},
        {},
        {"C5": "西暦1989年1月8日"},
    ),
    "the western year in a cell": (
        {"C5": "西暦", "E5": "年", "G5": "月", "I5": "日"},
        {"area": "A1:I15"},
        {"D5": "1989", "F5": "1", "H5": "8"},
    ),
    "a registration number round its printed units, a digit a box": (
        {"D6": "県", "E6": "第", "L6": "号"},
        {"frames": "F6:K6", "area": "A1:L15"},
        {"C6": "群馬", "F6": "7", "K6": "1"},
    ),
    "boxes to tick behind the kinds": (
        {"C7": "乳児保育", "D7": "□", "C8": "幼児教育", "D8": "□"},
        {},
        {"C7": "乳児保育", "D7": "☑", "D8": "□"},
    ),
    "a label and its blank in one merged cell, nothing framed beside": (
        {"B6": "保育士登録番号　　　　　　　　"},
        {"merges": ("B6:F6",)},
        {"B6": "保育士登録番号　群馬県-700001", "G6": ""},
    ),
    "the day of completion in a sentence": (
        {"B8": "上記の者は、令和　　年　　月　　日に　上の研修を修了したことを証する。"},
        {},
        {"B8": "上記の者は、令和7年8月20日に　上の研修を修了したことを証する。"},
    ),
    "the seal behind the office stays": (
        {"D12": "都道府県知事名　　印"},
        {},
        {"D12": "一般社団法人みなかみ会\n群馬県みなかみ町1\n代表理事　架空　花子　　印"},
    ),
    "the number's own box goes before the blank of another number": (
        {"E2": "文書番号　第　　　号", "B3": "修了証番号"},
        {"merges": ("D3:F3",)},
        {"D3": "102513100001", "E2": "文書番号　第　　　号"},
    ),
    "boxes of a column far from their labels": (
        {},
        {"merges": ("F4:H4", "F5:H5", "F6:H6", "F7:H7")},
        {"F4": "山田　花子", "F5": "平成元年1月8日", "F7": "乳児保育"},
    ),
    "a label in brackets under its box": (
        {"B4": None, "D4": "（氏名）"},
        {"merges": ("D3:G3", "D4:G4")},
        {"D3": "山田　花子", "D4": "（氏名）", "H4": ""},
    ),
    "a label that asks for the western calendar": (
        {"B5": "生年月日（西暦）"},
        {},
        {"C5": "1989年1月8日"},
    ),
    "a label in brackets is no mark": (
        {"B4": "【氏名】", "B7": "〔研修種別〕"},
        {},
        {"B4": "【氏名】", "C4": "山田　花子", "C7": "乳児保育"},
    ),
}


def blank(tmp_path: Path, cells: dict[str, object], look: dict[str, object]) -> Template:
    given = {at: text for at, text in {**PLAIN, **cells}.items() if text is not None}
    path = blanks.own(tmp_path / "own.xlsx", given, look.get("merges", ()))  # type: ignore[arg-type]
    book = openpyxl.load_workbook(path)
    page = book.active
    for row in page[look["frames"]] if "frames" in look else ():
        for cell in row:
            cell.border = FRAME
    for column, width in look.get("widths", {}).items():  # type: ignore[attr-defined]
        page.column_dimensions[column].width = width
    if "hidden" in look:
        page.row_dimensions[look["hidden"]].hidden = True
    page.print_area = look.get("area", "A1:H15")
    book.save(path)
    return Template(path, "certificate")


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_blank_of_this_kind(kind: str, tmp_path: Path) -> None:
    cells, look, expected = KINDS[kind]
    template = blank(tmp_path, cells, look).complete()
    measure.printable(Batch([PAGE]), ORDER, template)
    fill.fill(template, [PAGE]).write_to(tmp_path / "filled.xlsx")
    page = openpyxl.load_workbook(tmp_path / "filled.xlsx").worksheets[0]
    assert {at: str(page[at].value or "") for at in expected} == expected


ORDER = Order("certificate", None, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ({"C7": "１ 乳児保育　２ 幼児教育　３ 障害児保育"}, "研修種別"),  # to be circled by hand
        ({"D7": "乳児保育・幼児教育・障害児保育（該当に○）"}, "研修種別"),
        ({"F4": "氏名"}, "F4"),
        ({"B5": None, "C5": None}, "生年月日"),
    ],
)
def test_what_nobody_can_tell_is_named(cells: dict[str, object], word: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=word):
        blank(tmp_path, cells, {}).complete()


def test_squared_paper_without_a_cell_to_write_in_is_refused(tmp_path: Path) -> None:
    narrow = {"widths": dict.fromkeys("BCDEFGH", 2.0)}
    with pytest.raises(Problem, match="「氏名」の見出し（B4）の右と下に空いたセルがありません"):
        blank(tmp_path, {}, narrow).complete()


def test_a_reading_nobody_has_stays_open_and_is_told(tmp_path: Path) -> None:
    template = blank(tmp_path, {"B3": "ふりがな"}, {}).complete()
    kept = measure.printable(Batch([PAGE]), ORDER, template)
    assert len(kept.pages) == 1 and "フリガナ" not in template.located.targets
    assert any(
        "B3「ふりがな」" in str(n.params["cell"]) + f"「{n.params['text']}」"
        for n in template.notes
    )


def test_the_name_of_the_holder_goes_behind_a_printed_office(tmp_path: Path) -> None:
    template = blank(tmp_path, {"D12": "群馬県知事　　　　　　　印"}, {})
    targets, wrong = printed_issuer(template.blank, "certificate", ["群馬県知事　山本　花子"])
    assert wrong is None and [target.how for target in targets] == ["here"]
    _, wrong = printed_issuer(template.blank, "certificate", ["埼玉県知事　川口　一郎"])
    assert wrong is not None and wrong.rule == "blank-issuer-printed"


@pytest.mark.parametrize(
    ("printed", "issuer", "fits"),
    [
        ("　　　　県知事　　　　　　　　　印", "群馬県知事　山本　花子", True),
        ("　　　　　知事　　　　㊞", "東京都知事　山本　花子", True),
        ("　　　市長　　　印", "前橋市長　山本　花子", True),
        ("　　　県知事　　　　印", "東京都知事　山本　花子", False),
        ("　　埼玉県知事　　　　印", "群馬県知事　山本　花子", False),
        ("県知事　　　　印", "群馬県知事　山本　花子", False),
    ],
)
def test_a_printed_office_without_its_place_is_open_too(
    tmp_path: Path, printed: str, issuer: str, fits: bool
) -> None:
    template = blank(tmp_path, {"D12": printed}, {})
    targets, wrong = printed_issuer(template.blank, "certificate", [issuer])
    assert (bool(targets), wrong is None) == (fits, fits)


@pytest.mark.parametrize(
    ("printed", "rule"),
    [
        ("群馬県知事", "blank-office-alone"),
        ("栃木県知事", "blank-issuer-printed"),
        ("栃木県知事印", "blank-issuer-printed"),
        ("群馬県知事　殿", None),
    ],
)
def test_an_office_printed_without_its_holder_is_told_or_another_one(
    tmp_path: Path, printed: str, rule: str | None
) -> None:
    template = blank(tmp_path, {"D12": printed}, {})
    targets, wrong = printed_issuer(template.blank, "certificate", ["群馬県知事　山本　花子"])
    assert not targets and (wrong.rule if wrong else None) == rule


NOBODY = replace(
    PAGE,
    values={k: v for k, v in PAGE.values.items() if k != "保育士登録番号"},
    drop=frozenset({"保育士登録番号"}),
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("（{{生年月日}}生）　保育士登録番号　{{保育士登録番号}}", "（平成元年1月8日生）"),
        (
            "{{生年月日}}生（登録番号：{{保育士登録番号}}）の者は修了した。",
            "平成元年1月8日生の者は修了した。",
        ),
        (
            "（{{生年月日}}生、保育士登録番号{{保育士登録番号}}）は修了した。",
            "（平成元年1月8日生）は修了した。",
        ),
        ("{{生年月日}}生\n登録番号　第{{保育士登録番号}}号", "平成元年1月8日生"),
        ("{{生年月日}}生は{{保育士登録番号}}に登録された者で、修了した。", None),
    ],
)
def test_a_text_that_says_more_keeps_the_rest_for_someone_without_a_number(
    tmp_path: Path, text: str, kept: str | None
) -> None:
    cells = {"B5": text, "B6": None}
    template = blank(tmp_path, cells, {"merges": ("B5:L6",)}).complete()
    batch = measure.printable(Batch([NOBODY]), ORDER, template)
    if kept is None:
        assert [one.rule for one in batch.refused] == ["form-line-shared"]
        return
    fill.fill(template, batch.pages).write_to(tmp_path / "filled.xlsx")
    assert openpyxl.load_workbook(tmp_path / "filled.xlsx").active["B5"].value.strip() == kept
    said = measure.texts_of(NOBODY, template)
    assert not isinstance(said, measure.Unwritable) and said[5, 2].text.strip() == kept


def test_letters_of_a_run_and_low_rows_are_measured(tmp_path: Path) -> None:
    path = blanks.own(tmp_path / "own.xlsx", {**PLAIN, "B4": None})
    book = openpyxl.load_workbook(path, rich_text=True)
    name = TextBlock(InlineFont(rFont="ＭＳ 明朝", sz=28), "«氏名»")
    book.active["B4"].value = CellRichText("氏名　", name, "　殿")
    book.save(path)
    long = replace(PAGE, values={**PAGE.values, "氏名": "長い名前" * 14})
    for height, kept in ((15, 1), (5, 0)):
        book.active.row_dimensions[4].height = 15
        book.active.row_dimensions[5].height = height
        book.save(path)
        template = Template(path, "certificate").complete()
        batch = measure.printable(Batch([long, PAGE]), ORDER, template)
        assert len(batch.pages) == kept
        assert batch.refused[-1].note.params["cell"] == ("B4" if kept else "C5")


def test_a_formula_that_repeats_a_long_value_is_made_smaller_or_refused(tmp_path: Path) -> None:
    path = blanks.own(tmp_path / "own.xlsx", {**PLAIN, "B13": '=C4&"　様"', "C13": "控"})
    book = openpyxl.load_workbook(path)
    book.active.column_dimensions["B"].width = 30
    book.active.column_dimensions["C"].width = 60
    book.active.row_dimensions[13].height = 15
    book.save(path)
    names = ("山田　花子", "架空　" + "長い" * 3, "架空　" + "長い" * 14)
    pages = [replace(PAGE, values={**PAGE.values, "氏名": name}) for name in names]
    template = Template(path, "certificate").complete()
    batch = measure.printable(Batch(list(pages)), ORDER, template)
    assert [one.note.params["cell"] for one in batch.refused] == ["B13"]
    fill.fill(template, batch.pages).write_to(tmp_path / "filled.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "filled.xlsx").worksheets
    assert [bool(sheet["B13"].alignment.shrink_to_fit) for sheet in sheets] == [False, True]


def test_a_header_takes_no_value_and_its_holes_are_told(tmp_path: Path) -> None:
    path = blanks.own(tmp_path / "own.xlsx", PLAIN)
    book = openpyxl.load_workbook(path)
    book.active.oddHeader.right.text = "様式第1号　氏名　　　　　"
    book.active["B16"].value = "=#REF!"
    book.active["B17"].value = "満　　　歳"
    book.save(path)
    told = Template(path, "certificate").complete().notes
    assert [(n.rule, n.params["cell"]) for n in told] == [
        ("blank-hole-left", "B17"),
        ("blank-hole-left", "ヘッダー・フッター"),
        ("blank-formula-broken", "B16"),
    ]
    book.active.oddHeader.right.text = "{{氏名}}"
    book.save(path)
    with pytest.raises(Problem, match=r"ヘッダー・フッターの「\{\{氏名\}\}」"):
        Template(path, "certificate").complete()
