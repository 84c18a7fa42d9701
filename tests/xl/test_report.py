"""検証結果 workbook and terminal: content, safety of texts, comparison with the previous run."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from validators.findings import Finding, Report, TableRead
from validators.profile import default
from workbooks.problems import FileProblem
from workbooks.samples import rosters
from xl import check, previous, report, terminal

TODAY = dt.date(2026, 6, 30)


@pytest.fixture
def checked(tmp_path: Path) -> tuple[Path, Report]:
    path = tmp_path / "名簿.xlsx"
    rosters.write(path, rosters.messy_rows())
    return path, check.rosters([path], default().for_prefecture(10), TODAY)


def sheet_rows(path: Path, sheet: str = report.SHEET) -> list[dict[str, object]]:
    ws = openpyxl.load_workbook(path)[sheet]
    rows = list(ws.iter_rows(values_only=True))
    top = next(i for i, r in enumerate(rows) if r[0] == "No.")
    return [dict(zip(rows[top], r, strict=True)) for r in rows[top + 1 :]]


def test_one_line_per_finding_with_link_and_person(checked: tuple[Path, Report]) -> None:
    path, result = checked
    result, outputs = check.write_outputs(result, [path])
    out = path.with_name("名簿_検証結果.xlsx")
    rows = sheet_rows(out)
    assert len(rows) == len(result.findings) and [r["重要度"] for r in rows] == sorted((r["重要度"] for r in rows), key=["誤り", "要確認", "情報"].index)
    book = openpyxl.load_workbook(out)
    sheet = book[report.SHEET]
    links = {c.value: c.hyperlink for row in sheet.iter_rows() for c in row if c.hyperlink}
    assert links["K6"].target == "名簿.xlsx" and links["K6"].location == "'名簿'!K6"
    line = next(r for r in rows if r["セル"] == "E8")
    assert (line["氏名"], line["値"], line["見出し"], line["根拠"]) == ("江口　美咲", "5.4.1", "生年月日", "日付の書き方") and "昭和5年4月1日" in str(line["候補"])
    assert not sheet.merged_cells.ranges and sheet.auto_filter.ref and sheet.freeze_panes and sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9 and sheet.print_title_rows and sheet["A2"].font.name == "游ゴシック"
    assert "誤りが 8 件" in str(sheet["D2"].value) and outputs[0].startswith("検証結果")


def test_the_next_run_compares_and_keeps_the_earlier_file(checked: tuple[Path, Report]) -> None:
    path, result = checked
    check.write_outputs(result, [path])
    first = path.with_name("名簿_検証結果.xlsx").read_bytes()
    rows = rosters.messy_rows()
    rows[4][2] = "大野　樹"                                  # name-missing resolved
    rows[0][4] = "2026-02-30"                               # a new fault
    rows.insert(0, [*rosters.clean_rows()[13][:2], "新田\u3000空", "", dt.date(1990, 1, 1), "群馬県前橋市1", "", "", "", "4", "102502400099", dt.date(2025, 11, 9), "", ""])
    rosters.write(path, rows)                               # all cells moved down by one row
    result, _ = check.write_outputs(check.rosters([path], default().for_prefecture(10), TODAY), [path])
    assert path.with_name("名簿_検証結果.xlsx").read_bytes() == first
    changes = {f.rule: f.change for f in result.findings}
    assert [f.rule for f in result.resolved] == ["name-missing"] and changes["date-nonexistent"] in ("新規", "継続") and changes["date-era-missing"] == "継続"
    new = {(f.rule, f.cell) for f in result.findings if f.change == "新規" and f.severity == "error"}
    assert ("date-nonexistent", "E6") in new
    assert [r["規則"] for r in sheet_rows(path.with_name("名簿_検証結果_2.xlsx"), report.RESOLVED_SHEET)] == ["name-missing"]


def test_an_earlier_report_survives_the_clerks_editing(checked: tuple[Path, Report]) -> None:
    path, result = checked
    check.write_outputs(result, [path])
    out = path.with_name("名簿_検証結果.xlsx")
    book = openpyxl.load_workbook(out)
    sheet = book[report.SHEET]
    sheet.insert_cols(1)
    sheet.insert_rows(1, 3)
    sheet["A1"] = "対応者"
    book.save(out)
    earlier = previous.read(out)
    assert earlier is not None and len(earlier) == len(result.findings)
    again = previous.compare(result, earlier)
    assert not again.resolved and {f.change for f in again.findings} == {"継続"}


def test_not_ours_is_no_comparison(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"x")
    assert previous.read(tmp_path / "a.xlsx") is None and previous.read(tmp_path / "b.xlsx") is None


def finding(**change: object) -> Finding:
    return replace(Finding("名簿.xlsx", "名簿", "A1", "name-missing", "error", "氏名がありません。"), **change)  # type: ignore[arg-type]


TABLE = TableRead("名簿.xlsx", "名簿", "roster", (1,), {"name": "A"}, 1)


@pytest.mark.parametrize("text", ["=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "00012", "x" * 40000, "制御\x00\x0b字", "http://example.jp"])
def test_texts_stay_texts(text: str, tmp_path: Path) -> None:
    report.write(Report((TABLE,), (finding(value=text, row_name=text),)), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[report.SHEET]
    cell = next(c for row in sheet.iter_rows() for c in row if c.column == 9 and c.row > 5 and c.value not in (None, "値"))
    assert cell.data_type == "s" and cell.hyperlink is None and str(cell.value)[:5] == text.replace("\x00", "").replace("\x0b", "")[:5]


def test_names_with_signs_make_working_links(tmp_path: Path) -> None:
    odd = finding(file="名 簿#1 100%.xlsx", sheet="A'君 (1)", cell="B2")
    report.write(Report((TABLE,), (odd,)), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[report.SHEET]
    target = next(c.hyperlink for row in sheet.iter_rows() for c in row if c.hyperlink)
    assert target.location == "'A''君 (1)'!B2"
    assert target.target == "名%20簿%231%20100%25.xlsx"


def test_none_and_very_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report.write(Report((TABLE,), ()), tmp_path / "0.xlsx")
    assert openpyxl.load_workbook(tmp_path / "0.xlsx")[report.SHEET]["D2"].value == "誤りも要確認もありません。このまま提出できます。"
    monkeypatch.setattr(report, "MAX_FINDINGS", 300)
    monkeypatch.setattr(report, "MAX_LINKS", 200)
    report.write(Report((TABLE,), tuple(finding(cell=f"A{n}") for n in range(1, 500))), tmp_path / "n.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "n.xlsx")[report.SHEET]
    assert any("ほかに 199 件" in str(c.value) for c in sheet["D"]) and sum(c.hyperlink is not None for c in sheet["E"]) == 200


def test_never_over_an_existing_file(tmp_path: Path) -> None:
    (tmp_path / "r.xlsx").write_bytes(b"mine")
    with pytest.raises(FileProblem):
        report.write(Report((TABLE,), ()), tmp_path / "r.xlsx")
    assert (tmp_path / "r.xlsx").read_bytes() == b"mine" and len(list(tmp_path.iterdir())) == 1
    with pytest.raises(FileProblem):
        report.write(Report((TABLE,), ()), tmp_path / "無い" / "r.xlsx")
    report.write(Report((TABLE,), ()), tmp_path / "r.xlsx", force=True)
    assert (tmp_path / "r.xlsx").read_bytes()[:2] == b"PK"


def test_terminal_counts_and_first_findings(checked: tuple[Path, Report]) -> None:
    out = io.StringIO()
    terminal.show(checked[1], stream=out, width=120)
    text = out.getvalue()
    assert "誤りが 8 件" in text and "修了証番号の重複" in text and "名簿!K6" in text and "江口　美咲" in text and "[" not in text.split("件数")[0]


def test_a_cp932_console_shows_what_it_can(checked: tuple[Path, Report]) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="cp932")
    odd = replace(checked[1], findings=(finding(row_name="𠮷田"), *checked[1].findings))
    terminal.show(odd, stream=stream, width=120)
    stream.flush()
    assert "?田" in raw.getvalue().decode("cp932")
