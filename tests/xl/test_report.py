"""検証結果 workbook: content, safety of texts, comparison with the previous run."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell import Cell

from validators.findings import Finding, Report, TableRead, Unchecked
from validators.problems import Problem
from validators.profile import default
from workbooks import sheet_names
from workbooks.results.previous import compare
from workbooks.results.sheet import summary
from workbooks.samples import rosters
from xl.outputs import report, style
from xl.outputs import results as check

TODAY = dt.date(2026, 6, 30)


@pytest.fixture
def checked(tmp_path: Path) -> tuple[Path, Report]:
    path = tmp_path / "名簿.xlsx"
    rosters.write(path, rosters.messy_rows())
    return path, check.rosters([path], default().for_prefecture(10), TODAY)


def sheet_rows(path: Path, sheet: str = sheet_names.FINDINGS) -> list[dict[str, object]]:
    ws = openpyxl.load_workbook(path)[sheet]
    rows = list(ws.iter_rows(values_only=True))
    top = next(i for i, r in enumerate(rows) if r[0] == "No.")
    return [dict(zip(rows[top], r, strict=True)) for r in rows[top + 1 :]]


def test_one_line_per_finding_with_link_and_person(checked: tuple[Path, Report]) -> None:
    path, result = checked
    result, outputs = check.write_outputs(result, [path])
    out = path.with_name("名簿_検証結果.xlsx")
    rows = sheet_rows(out)
    assert len(rows) == len(result.findings) and [r["重要度"] for r in rows] == sorted(
        (r["重要度"] for r in rows), key=["誤り", "要確認", "情報"].index
    )
    book = openpyxl.load_workbook(out)
    sheet = book[sheet_names.FINDINGS]
    links = {c.value: c.hyperlink for row in sheet.iter_rows() for c in row if c.hyperlink}
    assert links["K6"].target == "名簿.xlsx" and links["K6"].location == "'名簿'!K6"
    line = next(r for r in rows if r["セル"] == "E8")
    assert (line["氏名"], line["値"], line["見出し"], line["根拠"]) == (
        "江口　美咲",
        "5.4.1",
        "生年月日",
        "日付の書き方",
    ) and "昭和5年4月1日（1930年）" in str(line["候補"])
    assert (
        not sheet.merged_cells.ranges
        and sheet.auto_filter.ref
        and sheet.freeze_panes
        and sheet.page_setup.orientation == "landscape"
    )
    assert (
        sheet.page_setup.paperSize == 9
        and sheet.print_title_rows
        and sheet["A4"].font.name == "游ゴシック"
    )
    top = [str(c.value) for row in sheet["A1:P2"] for c in row if c.value]
    assert top[0] == "研修修了者名簿の検証結果" and "誤りが 8 件" in top[1]
    assert "▲ 誤り 8 件" in top and "● 要確認 5 件" in top and "→ 行ごとの指摘" in top
    assert sheet.freeze_panes == "A4" and outputs[0].startswith("検証結果")


def test_the_next_run_compares_and_keeps_the_earlier_file(checked: tuple[Path, Report]) -> None:
    path, result = checked
    check.write_outputs(result, [path])
    first = path.with_name("名簿_検証結果.xlsx").read_bytes()
    rows = rosters.messy_rows()
    rows[4][2] = "大野　樹"  # name-missing resolved
    rows[0][4] = "2026-02-30"  # a new fault
    rows.insert(
        0,
        [
            *rosters.clean_rows()[13][:2],
            "新田\u3000空",
            "",
            dt.date(1990, 1, 1),
            "群馬県前橋市1",
            "",
            "",
            "",
            "4",
            "102502400099",
            dt.date(2025, 11, 9),
            "",
            "",
        ],
    )
    rosters.write(path, rows)  # all cells moved down by one row
    result, _ = check.write_outputs(
        check.rosters([path], default().for_prefecture(10), TODAY), [path]
    )
    assert path.with_name("名簿_検証結果.xlsx").read_bytes() == first
    changes = {f.rule: f.change for f in result.findings}
    assert (
        [f.rule for f in result.resolved] == ["name-missing"]
        and changes["date-nonexistent"] in ("新規", "継続")
        and changes["date-era-missing"] == "継続"
    )
    new = {
        (f.rule, f.cell) for f in result.findings if f.change == "新規" and f.severity == "error"
    }
    assert ("date-nonexistent", "E6") in new
    assert [
        r["規則"] for r in sheet_rows(path.with_name("名簿_検証結果_2.xlsx"), sheet_names.RESOLVED)
    ] == ["name-missing"]


def test_an_earlier_report_survives_the_clerks_editing(checked: tuple[Path, Report]) -> None:
    path, result = checked
    check.write_outputs(result, [path])
    out = path.with_name("名簿_検証結果.xlsx")
    book = openpyxl.load_workbook(out)
    sheet = book[sheet_names.FINDINGS]
    sheet.insert_cols(1)
    sheet.insert_rows(1, 3)
    sheet["A1"] = "対応者"
    book.save(out)
    earlier = check.read(out)
    assert earlier is not None and len(earlier) == len(result.findings)
    again = compare(result, earlier)
    assert not again.resolved and {f.change for f in again.findings} == {"継続"}


def test_not_ours_is_no_comparison(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"x")
    assert check.read(tmp_path / "a.xlsx") is None and check.read(tmp_path / "b.xlsx") is None


def verdict_cell(path: Path) -> Cell:
    """The sentence right of the title."""
    row = openpyxl.load_workbook(path)[sheet_names.FINDINGS][1]
    return next(cell for cell in row[1:] if cell.value)


def finding(**change: object) -> Finding:
    one = Finding("名簿.xlsx", "名簿", "A1", "name-missing", "error", "氏名がありません。")
    return one._replace(**change)  # type: ignore[arg-type]


TABLE = TableRead("名簿.xlsx", "名簿", "roster", (1,), {"name": "A"}, 1)


@pytest.mark.parametrize(
    "text",
    [
        '=HYPERLINK("http://x")',
        "+1",
        "-1",
        "@SUM(A1)",
        "00012",
        "x" * 40000,
        "制御\x00\x0b字",
        "http://example.jp",
    ],
)
def test_texts_stay_texts(text: str, tmp_path: Path) -> None:
    report.write(Report((TABLE,), (finding(value=text, row_name=text),)), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[sheet_names.FINDINGS]
    cell = next(
        c
        for row in sheet.iter_rows()
        for c in row
        if c.column == 8 and c.row > 3 and c.value is not None
    )
    assert (
        cell.data_type == "s"
        and cell.hyperlink is None
        and str(cell.value)[:5] == text.replace("\x00", "").replace("\x0b", "")[:5]
    )


def test_names_with_signs_make_working_links(tmp_path: Path) -> None:
    odd = finding(file="名 簿#1 100%.xlsx", sheet="A'君 (1)", cell="B2")
    report.write(Report((TABLE,), (odd,)), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[sheet_names.FINDINGS]
    target = next(c.hyperlink for row in sheet.iter_rows(min_row=4) for c in row if c.hyperlink)
    assert target.location == "'A''君 (1)'!B2"
    assert target.target == "名%20簿%231%20100%25.xlsx"


def test_none_and_very_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report.write(Report((TABLE,), ()), tmp_path / "0.xlsx")
    assert (
        verdict_cell(tmp_path / "0.xlsx").value
        == "誤りも要確認もありません。このまま提出できます。"
    )
    monkeypatch.setattr(report, "MAX_FINDINGS", 300)
    monkeypatch.setattr(style, "MAX_LINKS", 200)
    report.write(
        Report((TABLE,), tuple(finding(cell=f"A{n}") for n in range(1, 500))), tmp_path / "n.xlsx"
    )
    book = openpyxl.load_workbook(tmp_path / "n.xlsx")
    sheet = book[sheet_names.FINDINGS]
    assert (
        any("ほかに 199 件" in str(c.value) for c in book[sheet_names.HOW]["B"])
        and sum(c.hyperlink is not None for c in sheet["E"][3:]) == 200
    )


def test_never_over_an_existing_file(tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").write_bytes(b"mine")
    with pytest.raises(Problem):
        report.write(Report((TABLE,), ()), tmp_path / "r.xlsx")
    assert (tmp_path / "r.xlsx").read_bytes() == b"mine" and len(list(tmp_path.iterdir())) == 1
    with pytest.raises(Problem):
        report.write(Report((TABLE,), ()), tmp_path / "無い" / "r.xlsx")
    report.write(Report((TABLE,), ()), tmp_path / "r.xlsx", force=True)
    assert (tmp_path / "r.xlsx").read_bytes()[:2] == b"PK"


def test_what_no_file_may_hold_is_left_out(tmp_path: Path) -> None:
    odd = finding(value="山\ufffe田\ud800\x9b", file="\udce5名簿.xlsx")
    report.write(Report((TABLE,), (odd,)), tmp_path / "r.xlsx")
    earlier = check.read(tmp_path / "r.xlsx")
    assert earlier and (earlier[0].value, earlier[0].file) == ("山田", "名簿.xlsx")
    assert compare(Report((TABLE,), (odd,)), earlier).findings[0].change == "継続"


def test_a_sheet_name_with_a_number_sign_and_a_path_too_long_to_open(tmp_path: Path) -> None:
    far = finding(file="あ" * style.MAX_TARGET + ".xlsx", cell="B9")
    report.write(Report((TABLE,), (finding(sheet="4月#2", cell="B2"), far)), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[sheet_names.FINDINGS]
    links = {
        c.value: c.hyperlink and c.hyperlink.location for c in sheet["E"] if c.value in ("B2", "B9")
    }
    assert links == {"B2": "'4月#2'!B2", "B9": None}


def test_the_summary_says_what_was_read_and_how_it_stands(
    checked: tuple[Path, Report], tmp_path: Path
) -> None:
    lines = dict(summary(checked[1]))
    assert (
        lines["読み取った列"].startswith("B 保育士登録番号　C 氏名　")
        and "K 修了証番号" in lines["読み取った列"]
    )
    assert "読み取った列" not in dict(summary(replace(checked[1], tables=checked[1].tables * 2)))
    for number, (severity, colour) in enumerate(
        {"error": "FFC7CE", "warning": "FFEB9C", "info": "C6EFCE"}.items()
    ):
        report.write(Report((TABLE,), (finding(severity=severity),)), tmp_path / f"{number}.xlsx")
        assert verdict_cell(tmp_path / f"{number}.xlsx").fill.start_color.rgb == "FF" + colour


@given(st.text("亜a、。　 \n", max_size=300), st.integers(2, 60))
def test_folding_loses_nothing_and_fits(text: str, width: int) -> None:
    lines = style.fold(text, width)
    assert "".join(lines) == text.replace("\n", " ")
    assert all(sum(2 if c in "亜、。　" else 1 for c in line) <= width for line in lines)


def test_a_long_summary_does_not_widen_the_page(tmp_path: Path) -> None:
    table = replace(
        TABLE,
        unmapped=tuple((f"{c}4", "とても長い見出し（別紙参照）", "修了証番号") for c in "ABCDEFGH"),
    )
    report.write(
        Report(
            (table,),
            (finding(),),
            settings={"注意": "非表示のシート「控え」は確かめていません。" * 9},
        ),
        tmp_path / "r.xlsx",
    )
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    how = {c.value: book[sheet_names.HOW].cell(c.row, 2) for c in book[sheet_names.HOW]["A"]}
    assert str(how["読めない見出し"].value).count("とても長い見出し") == 8
    told = how["確かめ方"]
    assert str(told.value).count("確かめていません") == 9 and told.alignment.wrap_text
    lines = 9 * 2 * len("非表示のシート「控え」は確かめていません。") / report.HOW_WIDTHS[1]
    assert book[sheet_names.HOW].row_dimensions[told.row].height >= 17 * lines
    sheet = book[sheet_names.FINDINGS]
    assert sheet.freeze_panes == "A4" and sheet.print_title_rows == "$3:$3"


def test_rows_are_as_high_as_their_text(tmp_path: Path) -> None:
    report.write(Report((TABLE,), (finding(message="あ" * 200), finding())), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[sheet_names.FINDINGS]
    top = next(c.row for c in sheet["A"] if c.value == "No.")
    assert (
        sheet.row_dimensions[top + 1].height >= 17 * 5 > 20 >= sheet.row_dimensions[top + 2].height
    )
    assert sheet.row_dimensions[1].height >= 20  # the title is larger


def test_what_is_not_read_in_passing_makes_no_row_higher(tmp_path: Path) -> None:
    report.write(
        Report((TABLE,), (finding(clause="ガイドライン5(4)アと、とても長い根拠" * 4),)),
        tmp_path / "r.xlsx",
    )
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[sheet_names.FINDINGS]
    assert sheet.row_dimensions[4].height < 20


def test_a_first_screen_holds_twelve_findings(checked: tuple[Path, Report], tmp_path: Path) -> None:
    report.write(checked[1], tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[sheet_names.FINDINGS]
    zoom = sheet.sheet_view.zoomScale / 100
    room = 455 / zoom  # pixels that Excel leaves for cells on 1366 × 768 with its ribbon open
    shown, used = 0, sum(sheet.row_dimensions[n].height for n in (1, 2, 3)) * 96 / 72
    for row in range(4, sheet.max_row + 1):
        used += sheet.row_dimensions[row].height * 96 / 72
        shown += used <= room
    assert shown >= 12
    widths = {c: d for c, d in sheet.column_dimensions.items() if not d.hidden}
    read = sum(d.width * 7 for c, d in widths.items() if c <= "L")  # to 対応 and 理由
    assert read * zoom <= 1366 - 45
    assert sheet.column_dimensions["Q"].hidden  # the rules' ids


def test_the_whole_row_stands_under_its_headings_with_the_faulty_cell_in_red(
    checked: tuple[Path, Report], tmp_path: Path
) -> None:
    report.write(checked[1], tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[sheet_names.BY_ROW]
    heads = {c.value: c.column for c in sheet[3]}
    assert list(heads)[2:6] == ["No.", "保育士登録番号", "氏名", "フリガナ"]
    line = next(r for r in sheet.iter_rows(min_row=4) if r[0].value == "8行")
    cells = {name: line[column - 1] for name, column in heads.items()}
    assert (cells["氏名"].value, cells["生年月日"].value) == ("江口　美咲", "5.4.1")
    red = [name for name, c in cells.items() if c.font.color and c.font.color.rgb == "FFC00000"]
    assert red == ["生年月日"] and "▲" in cells["生年月日"].number_format
    assert "▲ E8 「5.4.1」は元号がなく" in str(cells[list(heads)[1]].value)
    empty = next(r for r in sheet.iter_rows(min_row=4) if r[0].value == "9行")
    assert empty[heads["氏名"] - 1].value == "（空欄）"
    assert line[0].hyperlink.location == "'名簿'!E8" and sheet.freeze_panes == "C4"


def answered(path: Path, cell: str, answer: str, reason: str) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book[sheet_names.FINDINGS]
    heads = {c.value: c.column for c in sheet[3]}
    line = next(r for r in sheet.iter_rows(min_row=4) if r[heads["セル"] - 1].value == cell)
    line[heads["対応"] - 1].value, line[heads["理由"] - 1].value = answer, reason
    book.save(path)


def test_a_settled_warning_is_carried_over_counted_and_never_hidden(
    checked: tuple[Path, Report],
) -> None:
    path, result = checked
    check.write_outputs(result, [path])
    answered(path.with_name("名簿_検証結果.xlsx"), "H14", "確認済", "市町村に電話で確認（6/30）")
    answered(path.with_name("名簿_検証結果.xlsx"), "E8", "確認済", "")
    again, _ = check.write_outputs(result, [path])
    line = next(r for r in sheet_rows(path.with_name("名簿_検証結果_2.xlsx")) if r["セル"] == "H14")
    assert (line["対応"], line["理由"], line["前回との比較"]) == (
        "確認済",
        "市町村に電話で確認（6/30）",
        "継続",
    )
    assert again.settled == 1 and again.summary() == result.summary()  # a 誤り stays one
    assert "要確認 5（確認済 1 件）" in dict(summary(again))["件数"]
    assert "要確認のうち 1 件は確認済です。" in dict(summary(again))["判定"]


def test_all_settled_may_be_handed_in_unless_something_was_not_asked() -> None:
    one = finding(severity="warning", answer="確認済", change="継続")
    told = dict(summary(Report((TABLE,), (one,))))
    assert told["判定"] == "誤りはありません。要確認 1 件はすべて確認済です。このまま提出できます。"
    assert Report((TABLE,), (one,)).clear
    other = one._replace(answer="問合せ中")
    assert not Report((TABLE,), (other,)).clear
    question = Unchecked("名簿.xlsx", "名簿", "A1", "生年月日", "読めません。")
    left = Report((TABLE,), (one,), unchecked=(question,))
    assert "確かめていないことが 1 件" in dict(summary(left))["判定"] and not left.clear


def test_what_was_said_of_one_twin_is_never_said_of_the_other() -> None:
    twins = [finding(cell=c, severity="warning", row_name="見元　花") for c in ("A1", "A2")]
    earlier = [twins[0]._replace(answer="確認済", reason="本人に確認"), twins[1]]
    same = compare(Report((TABLE,), tuple(twins)), earlier)
    assert [f.answer for f in same.findings] == ["確認済", ""]
    moved = [f._replace(cell=f"B{n}") for n, f in enumerate(twins, 7)]
    assert [f.answer for f in compare(Report((TABLE,), tuple(moved)), earlier).findings] == ["", ""]
    both = [f._replace(answer="確認済") for f in earlier]
    both = [f._replace(reason="本人に確認") for f in both]
    assert {f.answer for f in compare(Report((TABLE,), tuple(moved)), both).findings} == {"確認済"}


OLD = ("No.", "重要度", "ファイル", "シート", "セル", "氏名", "修了証番号", "見出し", "値")
OLD += ("内容", "候補", "根拠", "規則", "前回との比較")


def test_a_report_of_the_version_before_is_still_compared(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = sheet_names.FINDINGS
    sheet.append(["研修修了者名簿の検証結果"])
    sheet.append(OLD)
    line = [1, "誤り", "名簿.xlsx", "名簿", "A1", "", "", "", "", "氏名がありません。", "", ""]
    sheet.append([*line, "name-missing", ""])
    book.save(tmp_path / "r.xlsx")
    earlier = check.read(tmp_path / "r.xlsx")
    assert earlier and earlier[0].key == finding().key
    assert compare(Report((TABLE,), (finding(),)), earlier).findings[0].change == "継続"


def test_colleagues_may_open_it_as_any_other_file_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"")
    report.write(Report((TABLE,), ()), tmp_path / "r.xlsx")
    assert (tmp_path / "r.xlsx").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_full_disk_is_one_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(
        resource.RLIMIT_FSIZE, (2000, before[1])
    )  # the system refuses to write more, as a full disk does
    try:
        with pytest.raises(Problem, match="空き容量"):
            report.write(Report((TABLE,), (finding(),)), tmp_path / "r.xlsx")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not list(tmp_path.iterdir())
