"""Word blanks: places by label, mark, control and bookmark; read back by python-docx; nothing else changed."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from openxml_audit import OpenXmlValidator

from validators.problems import Problem
from validators.profile import default
from workbooks.forms.batch import Order
from workbooks.forms.pages import Page
from xl.forms import convert, make, to_pdf
from xl.forms import word_fill as fill
from xl.forms.word import WordTemplate

VALUES = {
    "修了証番号": "102513100001",
    "保育士登録番号": "群馬県-700001",
    "氏名": "山田　花子",
    "生年月日": "平成元年1月8日",
    "研修種別": "乳児保育",
    "交付年月日": "令和7年9月1日",
    "発行者": "群馬県知事　山本　花子",
}
PAGE_DAY = dt.date(2026, 6, 30)
PAGE = Page("102513100001", "山田　花子", VALUES)
OTHER = Page(
    "102513400001",
    "𠮷﨑　髙子",
    {
        **{k: v for k, v in VALUES.items() if k != "保育士登録番号"},
        "氏名": "𠮷﨑　髙子",
        "修了証番号": "102513400001",
    },
    frozenset({"保育士登録番号"}),
)


def table(document: Any, rows: list[list[str]]) -> Any:
    made = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return made


def labelled(document: Any) -> None:
    """Labels in a table, the rest in paragraphs."""
    document.add_paragraph("第　　　　　　号")
    document.add_paragraph("保育士等キャリアアップ研修修了証")
    table(
        document,
        [["保育士登録番号", ""], ["氏　　名", ""], ["生年月日", ""], ["研修種別", ""]],
    )
    document.add_paragraph("　次の分野を修了したことを証明する。")
    document.add_paragraph("令和　　年　　月　　日")
    document.add_paragraph("都道府県知事名")


def marked(document: Any) -> None:
    """{{}} and «» in running text, cut into several runs."""
    document.add_paragraph("第{{修了証番号}}号")
    line = document.add_paragraph()
    for piece, bold in (
        ("氏名　{{", False),
        ("氏", True),
        ("名}}　様（", False),
        ("«生年月日»生）", True),
    ):
        line.add_run(piece).bold = bold
    document.add_paragraph("登録番号　{{保育士登録番号}}")
    document.add_paragraph("（{{研修種別}}分野）{{交付年月日}}")
    document.add_paragraph("{{発行者}}")


def inline(document: Any) -> None:
    """Labels and blanks in the same paragraphs."""
    for text in (
        "修了証番号：",
        "保育士登録番号：　　　　　　",
        "氏名　　　　　　　　様",
        "生年月日　　　　年　　月　　日",
        "研修種別：＿＿＿＿＿＿",
        "交付年月日：",
        "発行者：",
    ):
        document.add_paragraph(text)


def controlled(document: Any) -> None:
    """Content controls inside lines and a bookmark."""
    for name in ("修了証番号", "保育士登録番号", "氏名", "生年月日", "研修種別", "交付年月日"):
        line = document.add_paragraph(f"{name}：")
        line._p.append(
            parse_xml(
                f"<w:sdt {nsdecls('w')}><w:sdtPr><w:tag w:val='{name}'/><w:showingPlcHdr/>"
                "<w:dataBinding w:xpath='/a' w:storeItemID='{1}'/></w:sdtPr><w:sdtContent><w:r>"
                "<w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr><w:t>ここをクリック</w:t></w:r>"
                "</w:sdtContent></w:sdt>"
            )
        )
    line = document.add_paragraph()
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), "7")
    start.set(qn("w:name"), "発行者")
    end.set(qn("w:id"), "7")
    line._p.append(start)
    line._p.append(end)


def merged_fields(document: Any) -> None:
    """Fields of a mail merge, simple and in parts."""
    line = document.add_paragraph("第")
    for name in VALUES:
        line._p.append(
            parse_xml(
                f'<w:fldSimple {nsdecls("w")} w:instr=" MERGEFIELD {name} "><w:r><w:t>«{name}»</w:t></w:r>'
                "</w:fldSimple>"
            )
        )
    for kind, text in (
        ("begin", ""),
        ("", " MERGEFIELD 氏名 "),
        ("separate", ""),
        (None, "«氏名»"),
        ("end", ""),
    ):
        inner = f"<w:t>{text}</w:t>" if kind is None else f"<w:instrText>{text}</w:instrText>"
        if kind:
            inner = f'<w:fldChar w:fldCharType="{kind}"/>'
        line._p.append(parse_xml(f"<w:r {nsdecls('w')}>{inner}</w:r>"))


def boxed(document: Any) -> None:
    """The name in a text box, twice in the file as Word writes it."""
    marked(document)
    inside = "<w:txbxContent><w:p><w:r><w:t>氏名　{{氏名}}</w:t></w:r></w:p></w:txbxContent>"
    spaces = (
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    document.add_paragraph()._p.append(
        parse_xml(
            f"<w:r {nsdecls('w')} {spaces}><mc:AlternateContent><mc:Choice Requires='wps'>"
            f"<wps:txbx>{inside}</wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}"
            "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )


KINDS = (labelled, marked, inline, controlled, merged_fields, boxed)


def blank(tmp_path: Path, kind: Callable[[Any], None], **more: Any) -> Path:
    document = docx.Document()
    kind(document)
    document.save(tmp_path / "own.docx")
    return tmp_path / "own.docx"


def filled(path: Path, pages: list[Page]) -> Path:
    target = path.with_name("filled.docx")
    fill.fill(WordTemplate(path, "certificate").complete(), pages).write_to(target)
    return target


def words(path: Path) -> str:
    """Every text of the document as another program reads it, text boxes and controls included."""
    body = docx.Document(path).element.body
    return "".join(t.text or "" for t in body.iter(qn("w:t")))


@pytest.mark.parametrize("kind", KINDS)
def test_every_place_takes_its_value(kind: Callable[[Any], None], tmp_path: Path) -> None:
    path = blank(tmp_path, kind)
    text = words(filled(path, [PAGE]))
    for place, value in VALUES.items():
        assert value in text, place
    assert "{{" not in text and "«" not in text and "クリック" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_no_other_part_is_touched(kind: Callable[[Any], None], tmp_path: Path) -> None:
    path = blank(tmp_path, kind)
    target = filled(path, [PAGE, OTHER])
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target) as new:
        assert old.namelist() == new.namelist()
        changed = [n for n in old.namelist() if old.read(n) != new.read(n)]
    assert changed == ["word/document.xml"]


def test_the_value_goes_into_the_cell_beside_its_label(tmp_path: Path) -> None:
    document = docx.Document(filled(blank(tmp_path, labelled), [PAGE]))
    cells = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert cells == [
        ["保育士登録番号", "群馬県-700001"],
        ["氏　　名", "山田　花子"],
        ["生年月日", "平成元年1月8日"],
        ["研修種別", "乳児保育"],
    ]
    assert [p.text for p in document.paragraphs if p.text] == [
        "第102513100001号",
        "保育士等キャリアアップ研修修了証",
        "　次の分野を修了したことを証明する。",
        "令和7年9月1日",
        "群馬県知事　山本　花子",
    ]


def test_runs_around_a_mark_keep_their_fonts(tmp_path: Path) -> None:
    document = docx.Document(filled(blank(tmp_path, marked), [PAGE]))
    line = next(p for p in document.paragraphs if p.text.startswith("氏名"))
    assert line.text == "氏名　山田　花子　様（平成元年1月8日生）"
    assert [(r.text, r.bold) for r in line.runs if r.text] == [
        ("氏名　山田　花子", False),
        ("　様（", False),
        ("平成元年1月8日生）", True),
    ]


@pytest.mark.parametrize("kind", [labelled, inline, controlled])
def test_the_line_goes_for_someone_who_is_no_hoikushi(
    kind: Callable[[Any], None], tmp_path: Path
) -> None:
    text = words(filled(blank(tmp_path, kind), [OTHER]))
    assert "登録番号" not in text and "髙子" in text


def test_several_persons_each_begin_a_page(tmp_path: Path) -> None:
    path = blank(tmp_path, labelled)
    document = docx.Document(filled(path, [PAGE, OTHER, PAGE]))
    assert len(document.sections) == 3
    assert [len(t.rows) for t in document.tables] == [4, 3, 4]
    assert [t.cell(-1, 1).text for t in document.tables] == ["乳児保育"] * 3
    assert {str(s.start_type) for s in document.sections} == {"NEW_PAGE (2)"}


def test_the_font_of_an_empty_cell_is_kept(tmp_path: Path) -> None:
    path = blank(tmp_path, labelled)
    document = docx.Document(path)
    paragraph = document.tables[0].cell(1, 1).paragraphs[0]
    mark = paragraph._p.get_or_add_pPr()
    mark.append(parse_xml(f"<w:rPr {nsdecls('w')}><w:sz w:val='40'/></w:rPr>"))
    document.save(path)
    runs = docx.Document(filled(path, [PAGE])).tables[0].cell(1, 1).paragraphs[0].runs
    assert [(r.text, r.font.size) for r in runs if r.text] == [("山田　花子", Pt(20))]


def test_merged_cells_and_boxes_of_a_letter(tmp_path: Path) -> None:
    def kind(document: Any) -> None:
        grid = table(document, [["氏名", "", "", ""], ["交付日", "", "年", ""], ["", "", "", ""]])
        grid.cell(0, 1).merge(grid.cell(0, 3))
        inline(document)
        for paragraph in list(document.paragraphs):
            if paragraph.text.startswith(("氏名", "交付年月日")):
                paragraph._p.getparent().remove(paragraph._p)
        dated = table(document, [["交付年月日", "令和", "", "年", "", "月", "", "日"]])
        assert dated is not None
        grid.rows[1].cells[0].text = grid.rows[1].cells[2].text = ""

    document = docx.Document(filled(blank(tmp_path, kind), [PAGE]))
    assert document.tables[0].cell(0, 1).text.rstrip() == "山田　花子"
    assert [c.text for c in document.tables[1].rows[0].cells][1:] == [
        "令和",
        "7",
        "年",
        "9",
        "月",
        "1",
        "日",
    ]


@pytest.mark.parametrize("kind", [labelled, controlled, merged_fields])
def test_word_finds_no_fault_the_blank_had_not(kind: Callable[[Any], None], tmp_path: Path) -> None:
    path = blank(tmp_path, kind)

    def faults(file: Path) -> int:
        return len(OpenXmlValidator().validate(file).errors)

    assert faults(filled(path, [PAGE, OTHER, PAGE])) <= faults(path)


def test_a_place_in_a_header_needs_a_file_each(tmp_path: Path) -> None:
    def kind(document: Any) -> None:
        marked(document)
        document.paragraphs[0]._p.getparent().remove(document.paragraphs[0]._p)
        document.sections[0].header.paragraphs[0].text = "第{{修了証番号}}号"

    path = blank(tmp_path, kind)
    order = Order("certificate", default(), PAGE_DAY, template=path, issuer=["知事"])
    with pytest.raises(Problem, match="--each"):
        make.template_of(order)
    target = filled(path, [PAGE])
    assert "第102513100001号" in docx.Document(target).sections[0].header.paragraphs[0].text


def test_what_is_missing_is_named_with_the_way_out(tmp_path: Path) -> None:
    path = blank(tmp_path, lambda document: document.add_paragraph("修了証"))
    with pytest.raises(Problem, match=r"「氏名」.*\{\{氏名\}\}"):
        WordTemplate(path, "certificate").complete()


def test_two_spots_of_one_place_are_named_as_word_counts_them(tmp_path: Path) -> None:
    def kind(document: Any) -> None:
        inline(document)
        table(document, [["氏名", ""]])

    with pytest.raises(Problem, match="3段落目と 表1の1行目1列目"):
        WordTemplate(blank(tmp_path, kind), "certificate").complete()


def test_pdf_is_left_to_word_without_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = blank(tmp_path, marked)
    order = Order("certificate", default(), PAGE_DAY, template=path, issuer=["知事"], pdf=True)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Problem, match="エクスポート"):
        make.template_of(order)


@pytest.mark.libreoffice
def test_libreoffice_prints_a_page_for_each_person_or_the_run_stops(tmp_path: Path) -> None:
    path = blank(tmp_path, marked)
    order = Order("certificate", default(), PAGE_DAY, template=path, issuer=["知事"], pdf=True)
    template = make.template_of(order)
    target = tmp_path / "修了証.pdf"
    to_pdf.write(template, order, [([PAGE, OTHER], target, target)])
    assert convert.leaves(target.read_bytes()) == 2
    long = Page("3", "長い", {**VALUES, "発行者": "\n".join(["知事"] * 60)})
    said = ""
    try:
        to_pdf.write(template, order, [([PAGE, long], target, target)])
    except Problem as problem:  # kept no longer than this: its frames hold the open blank
        said = str(problem)
    assert "3 ページ" in said


def test_a_place_the_office_does_not_print_has_a_bookmark(tmp_path: Path) -> None:
    def kind(document: Any) -> None:
        marked(document)
        line = document.paragraphs[2]
        line.text = "以下余白"
        mark = parse_xml(f"<w:bookmarkStart {nsdecls('w')} w:id='9' w:name='不要_登録番号'/>")
        line._p.append(mark)

    template = WordTemplate(blank(tmp_path, kind), "certificate").complete()
    assert [note.rule for note in template.notes] == ["blank-unwanted"]


def _hostile(tmp_path: Path, how: str) -> Path:
    path = blank(tmp_path, marked)
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    document = parts["word/document.xml"]
    if how == "dtd":
        head, _, rest = document.partition(b"?>")
        parts["word/document.xml"] = head + b'?><!DOCTYPE a [<!ENTITY b "b">]>' + rest
    elif how == "bomb":
        parts["word/document.xml"] = document.replace(b"<w:body>", b"<w:body>" + b" " * (70 << 20))
    elif how == "deep":
        many = 3000
        parts["word/document.xml"] = document.replace(
            b"<w:body>",
            b"<w:body>" + b"<w:sdt><w:sdtContent>" * many + b"</w:sdtContent></w:sdt>" * many,
        )
    elif how == "strict":
        parts["word/document.xml"] = document.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
    elif how == "cut":
        parts["word/document.xml"] = document[:-40]
    else:
        del parts["word/document.xml"]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


@pytest.mark.parametrize("how", ["dtd", "bomb", "deep", "strict", "cut", "empty"])
def test_a_hostile_document_is_one_sentence(how: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"own\.docx.*。$"):
        WordTemplate(_hostile(tmp_path, how), "certificate").complete()


def test_what_is_no_document_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "own.docx"
    path.write_bytes(b"not a zip")
    with pytest.raises(Problem, match="Word 文書"):
        WordTemplate(path, "certificate")


def test_the_blank_itself_is_never_changed(tmp_path: Path) -> None:
    path = blank(tmp_path, marked)
    before = path.read_bytes()
    filled(path, [PAGE])
    assert path.read_bytes() == before
