"""検証結果 workbook: content, safety of texts, comparison with the previous run."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.findings import Finding, Report, TableRead
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
    ) and "昭和5年4月1日" in str(line["候補"])
    assert (
        not sheet.merged_cells.ranges
        and sheet.auto_filter.ref
        and sheet.freeze_panes
        and sheet.page_setup.orientation == "landscape"
    )
    assert (
        sheet.page_setup.paperSize == 9
        and sheet.print_title_rows
        and sheet["A2"].font.name == "游ゴシック"
    )
    assert "誤りが 8 件" in str(sheet["D2"].value) and outputs[0].startswith("検証結果")


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


def finding(**change: object) -> Finding:
    return replace(
        Finding("名簿.xlsx", "名簿", "A1", "name-missing", "error", "氏名がありません。"), **change
    )  # type: ignore[arg-type]


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
        if c.column == 9 and c.row > 5 and c.value not in (None, "値")
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
    target = next(c.hyperlink for row in sheet.iter_rows() for c in row if c.hyperlink)
    assert target.location == "'A''君 (1)'!B2"
    assert target.target == "名%20簿%231%20100%25.xlsx"


def test_none_and_very_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report.write(Report((TABLE,), ()), tmp_path / "0.xlsx")
    assert (
        openpyxl.load_workbook(tmp_path / "0.xlsx")[sheet_names.FINDINGS]["D2"].value
        == "誤りも要確認もありません。このまま提出できます。"
    )
    monkeypatch.setattr(report, "MAX_FINDINGS", 300)
    monkeypatch.setattr(report, "MAX_LINKS", 200)
    report.write(
        Report((TABLE,), tuple(finding(cell=f"A{n}") for n in range(1, 500))), tmp_path / "n.xlsx"
    )
    sheet = openpyxl.load_workbook(tmp_path / "n.xlsx")[sheet_names.FINDINGS]
    assert (
        any("ほかに 199 件" in str(c.value) for c in sheet["D"])
        and sum(c.hyperlink is not None for c in sheet["E"]) == 200
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
    far = finding(file="あ" * report.MAX_TARGET + ".xlsx", cell="B9")
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
        assert (
            openpyxl.load_workbook(tmp_path / f"{number}.xlsx")[sheet_names.FINDINGS][
                "D2"
            ].fill.start_color.rgb
            == "FF" + colour
        )


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
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[sheet_names.FINDINGS]
    top = next(c.row for c in sheet["A"] if c.value == "No.")
    room = sum(sheet.column_dimensions[c].width for c in "DEFGHIJKLMN")
    texts = [str(sheet.cell(row, 4).value or "") for row in range(2, top)]
    assert (
        max(2 * len(text) for text in texts) <= room
        and "".join(texts).count("とても長い見出し") == 8
        and "".join(texts).count("確かめていません") == 9
    )
    assert sheet.freeze_panes == f"A{top + 1}" and sheet.print_title_rows == f"${top}:${top}"


def test_rows_are_as_high_as_their_text(tmp_path: Path) -> None:
    report.write(Report((TABLE,), (finding(message="あ" * 100), finding())), tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")[sheet_names.FINDINGS]
    top = next(c.row for c in sheet["A"] if c.value == "No.")
    assert (
        sheet.row_dimensions[top + 1].height >= 17 * 5 > 20 >= sheet.row_dimensions[top + 2].height
    )
    assert sheet.row_dimensions[1].height >= 20  # the title is larger


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
