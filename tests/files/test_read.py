"""Closed files of every kind: what is read, and what is refused in one Japanese sentence (domain.md: bad input)."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from validators.problems import Problem
from workbooks.grid import UNCALCULATED, CellError, Merge
from workbooks.ledger.store import key
from xl.files import read as closed
from xl.files import scan as safety
from xl.settings import profile_of

OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
LINK = bytes.fromhex("4C0000000114020000000000C000000000000046")
PNG = bytes.fromhex("89504E470D0A1A0A0000000D49484452") + bytes(400)


def book(path: Path, fill: object = None) -> Path:
    wb = openpyxl.Workbook()
    wb.active.append(["氏名", "生年月日"])
    if callable(fill):
        fill(wb)
    wb.save(path)
    return path


def rewrite(path: Path, part: str, change: object) -> None:
    with zipfile.ZipFile(path) as old:
        parts = {i.filename: old.read(i) for i in old.infolist()}
    parts[part] = change(parts[part])  # type: ignore[operator]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)


def refused(path: Path, sheet: str | None = None) -> str:
    return refused_as(path, path.name, sheet)


def refused_as(path: Path, name: str, sheet: str | None = None) -> str:
    """``name``: what the sentence calls the file."""
    with pytest.raises(Problem) as problem:
        closed.read(path, sheet)
    text = str(problem.value)
    assert (
        name in text
        and text.endswith("。")
        and text.isprintable()
        and not any(w in text for w in ("Error", "error", "Traceback"))
    )
    return text


def test_values_types_merges_and_errors(tmp_path: Path) -> None:
    def fill(wb: openpyxl.Workbook) -> None:
        ws = wb.active
        ws["B3"], ws["C3"], ws["D3"], ws["E3"] = "=1/0", "#REF!", True, 11701100001
        ws["C3"].data_type = "e"
        ws["B4"] = dt.date(1985, 4, 1)
        ws["B5"], ws["B6"] = 31138, 31138
        ws["B6"].number_format = '[$-411]ggge"年"m"月"d"日"'
        ws.merge_cells("D5:E6")

    grid = closed.read(book(tmp_path / "a.xlsx", fill)).grids[0]
    assert grid.value(3, 2) is UNCALCULATED
    assert grid.value(3, 3) == "#REF!" and isinstance(grid.value(3, 3), CellError)
    assert grid.value(3, 4) is True and grid.value(3, 5) == 11701100001
    assert grid.value(4, 2) == grid.value(6, 2) == dt.date(1985, 4, 1) and grid.value(5, 2) == 31138
    assert grid.merges == (Merge(5, 4, 6, 5),) and not grid.date_1904


def test_1904_workbook(tmp_path: Path) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    def fill(wb: openpyxl.Workbook) -> None:
        wb.epoch = CALENDAR_MAC_1904
        wb.active["B2"], wb.active["C2"] = 29676, 29676
        wb.active["B2"].number_format = "yyyy/m/d"

    grid = closed.read(book(tmp_path / "mac.xlsx", fill)).grids[0]
    assert grid.date_1904 and grid.value(2, 2) == dt.date(1985, 4, 1) and grid.value(2, 3) == 29676


def test_sheets(tmp_path: Path) -> None:
    def fill(wb: openpyxl.Workbook) -> None:
        wb.create_sheet("隠し").append(["x"])
        wb["隠し"].sheet_state = "hidden"
        wb.create_chartsheet("グラフ")
        wb.create_sheet("空")

    path = book(tmp_path / "a.xlsx", fill)
    read = closed.read(path)
    assert [g.sheet for g in read.grids] == ["Sheet"] and "隠し" in read.notices[0]
    assert [g.sheet for g in closed.read(path, "隠し").grids] == ["隠し"]
    assert "隠し" in refused(path, "名簿")


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [
        ("utf-8", ","),
        ("utf-8-sig", ","),
        ("cp932", ","),
        ("utf-16", "\t"),
        ("cp932", "\t"),
        ("utf-8", ";"),
    ],
)
def test_text_files(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "名簿.csv"
    path.write_bytes(
        f'氏名{separator}番号\r\n"髙木　礼"{separator}011701100001\r\n\r\n'.encode(encoding)
    )
    assert closed.read(path).grids[0].rows == [["氏名", "番号"], ["髙木　礼", "011701100001"]]


@pytest.mark.parametrize("name", ["名簿.csv", "名簿.xls", "名簿.xlsx"])
def test_text_is_told_by_content_and_its_separator_by_the_rows(tmp_path: Path, name: str) -> None:
    """More commas than semicolons, but inside one address; systems also write text with the ending .xls."""
    path = tmp_path / name
    path.write_text("氏名;住所\n架空花;群馬県,前橋市,あ町,1\n", encoding="utf-8")
    assert closed.read(path).grids[0].rows == [["氏名", "住所"], ["架空花", "群馬県,前橋市,あ町,1"]]


@pytest.mark.parametrize(
    "data",
    [
        b'a,b\n"' + b"x" * (17 << 20) + b'"\n',
        "氏名,番号\n花,1\n".encode("iso2022_jp"),
        b"a,b\n\0,1\n",
    ],
    ids=["endless", "jis", "nul"],
)
def test_text_that_is_no_table(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "名簿.csv"
    path.write_bytes(data)
    assert "文字を読めません" in refused(path)


def test_rows_of_nothing_but_uncalculated_formulas_are_there(tmp_path: Path) -> None:
    def fill(wb: openpyxl.Workbook) -> None:
        ws = wb.create_sheet("式")
        for cell in ("C2", "C3", "E9"):
            ws[cell] = "=A1"
        for cell in ("A4", "D2"):  # left of, below and right of what the reader sees
            wb["Sheet"][cell] = "=1"
        wb["Sheet"]["B3"] = "花"
        wb["Sheet"].delete_rows(1)

    first, second = closed.read(book(tmp_path / "a.xlsx", fill)).grids
    assert (first.top, first.left) == (1, 1) and first.value(2, 2) == "花"
    assert (
        first.value(1, 4) is UNCALCULATED
        and first.value(3, 1) is UNCALCULATED
        and first.value(2, 1) in ("", None)
    )
    assert (second.top, second.left, second.bottom) == (2, 3, 9)
    assert all(second.value(*at) is UNCALCULATED for at in ((2, 3), (3, 3), (9, 5)))


def test_values_only_on_a_hidden_sheet(tmp_path: Path) -> None:
    def fill(wb: openpyxl.Workbook) -> None:
        wb.active.sheet_state = "hidden"
        wb.create_sheet("表紙")

    assert "--sheet" in refused(book(tmp_path / "a.xlsx", fill))


@pytest.mark.libreoffice
def test_old_excel_format(tmp_path: Path) -> None:
    def fill(wb: openpyxl.Workbook) -> None:
        wb.active["A2"], wb.active["B2"] = "花", dt.date(1985, 4, 1)
        wb.active["A3"], wb.active["B3"], wb.active["A4"], wb.active["B4"] = (
            dt.datetime(2026, 7, 4, 9, 30),
            12.5,
            dt.time(9, 30),
            True,
        )
        wb.active.merge_cells("C1:D2")

    path = book(tmp_path / "古い.xlsx", fill)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/lo",
            "--headless",
            "--convert-to",
            "xls",
            "--outdir",
            str(tmp_path),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    found = closed.read(tmp_path / "古い.xls")
    grid = found.grids[0]
    assert (
        grid.value(2, 1) == "花"
        and grid.value(2, 2) == dt.date(1985, 4, 1)
        and Merge(1, 3, 2, 4) in grid.merges
    )
    assert [grid.value(3, 1), grid.value(3, 2), grid.value(4, 1), grid.value(4, 2)] == [
        dt.datetime(2026, 7, 4, 9, 30),
        12.5,
        dt.time(9, 30),
        True,
    ]
    assert any("エラーになった数式" in notice for notice in found.notices)
    data = (tmp_path / "古い.xls").read_bytes()
    at = data.index(bytes.fromhex("00020e00"))  # DIMENSIONS: what the reader makes room for
    damaged = tmp_path / "壊れた.xls"
    for rows, columns in ((0xFFFFFFFF, 0xFFFF), (0x7FFFFFFF, 0x7FFF), (0x10000, 0x100)):
        damaged.write_bytes(
            data[: at + 8]
            + rows.to_bytes(4, "little")
            + data[at + 12 : at + 14]
            + columns.to_bytes(2, "little")
            + data[at + 16 :]
        )
        try:
            assert closed.read(damaged).grids[0].value(2, 1) == "花"
        except Problem as problem:
            assert "壊れているおそれ" in str(problem) or "読めません" in str(problem)


def test_missing_folder_empty(tmp_path: Path) -> None:
    assert "見つかりません" in refused(tmp_path / "無い.xlsx")
    assert "フォルダー" in refused(tmp_path)
    (tmp_path / "空.xlsx").write_bytes(b"")
    assert "空のファイル" in refused(tmp_path / "空.xlsx")
    openpyxl.Workbook().save(tmp_path / "白.xlsx")
    assert "値の入ったシート" in refused(tmp_path / "白.xlsx")
    (tmp_path / "~$名簿.xlsx").write_bytes(b"x" * 165)
    assert "作業用ファイル" in refused(tmp_path / "~$名簿.xlsx")


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("写真.xlsx", PNG, "は画像（写真やスキャン）"),
        ("写真.xls", PNG, "は画像（写真やスキャン）"),
        ("写真2.xlsx", b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(400), "は画像"),
        ("写真3.xlsx", bytes(4) + b"ftypheic" + bytes(400), "は画像"),
        ("ページ.xls", b"<html><table><tr><td>x</td></tr></table></html>", "Web ページ"),
        ("表.csv", PNG, "は画像"),
        ("表.csv", b"\x01\x02\x03\x04" * 50, "文字を読めません"),
        ("文書.xlsx", b"%PDF-1.7 x", "は PDF で、表の値を読めません"),
        ("名簿.xlsx.lnk", LINK + bytes(400), "はショートカットで"),
        ("名簿.url", b"[InternetShortcut]\r\nURL=https://example.jp/", "へのリンクで、表は"),
        ("一覧.mdb", b"\0\1\0\0Standard Jet DB\0" + bytes(99), "Access のデータベース"),
        ("一覧.accdb", b"\0\1\0\0Standard ACE DB\0" + bytes(99), "Access のデータベース"),
        ("._名簿.xlsx", b"\0\5\x16\7" + bytes(99), "Mac が作る付属のファイル"),
        ("名簿.xlsx.crdownload", b"PK\3\4" + bytes(99), "ダウンロードの途中"),
        ("写真.webp", b"RIFF\x10\0\0\0WEBPVP8 ", "は画像"),
        ("空.zip", b"PK\5\6" + bytes(18), "中に何も入っていない"),
        ("名簿.doc", OLE + "WordDocument".encode("utf-16-le") + bytes(600), "は Word などの文書"),
        ("名簿.rtf", b"{\\rtf1 x}", "は Word などの文書"),
        ("説明.xls", OLE + "PowerPoint Document".encode("utf-16-le") + bytes(99), "PowerPoint"),
        ("報告.msg", OLE + "__properties_version1.0".encode("utf-16-le"), "添付ファイルを保存し"),
        ("報告.eml", b"From: a@example.jp\r\n\r\nx", "添付ファイルを保存し"),
        ("名簿.jtd", OLE + bytes(600), "一太郎"),
        ("名簿.xdw", b"\x60\x0e\x82\x03" + bytes(600), "DocuWorks"),
        ("名簿.7z", b"7z\xbc\xaf\x27\x1c" + bytes(99), "展開（解凍）してから"),
        ("名簿.lzh", b"\x1f\x2c-lh5-" + bytes(99), "展開（解凍）してから"),
        ("台帳.sqlite", b"SQLite format 3\0" + bytes(99), "--ledger"),
        ("名簿.gsheet", b'{"url": "https://docs.google.com/open?id=x"}', "Microsoft Excel"),
        ("入れる.exe", b"MZ" + bytes(99), "プログラム"),
        ("壊.xls", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600), "読めません"),
    ],
)
def test_renamed_files(tmp_path: Path, name: str, data: bytes, word: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert word in refused(tmp_path / name)


def test_encrypted(tmp_path: Path) -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = book(tmp_path / "a.xlsx")
    with plain.open("rb") as source, (tmp_path / "鍵.xlsx").open("wb") as target:
        OOXMLFile(source).encrypt("secret", target)
    assert "パスワード" in refused(tmp_path / "鍵.xlsx")


@pytest.mark.parametrize("keep", [0.3, 0.7, 0.99])
def test_truncated(tmp_path: Path, keep: float) -> None:
    data = book(tmp_path / "a.xlsx").read_bytes()
    (tmp_path / "途中.xlsx").write_bytes(data[: int(len(data) * keep)])
    refused(tmp_path / "途中.xlsx")


def test_every_damaged_byte_is_a_sentence_or_a_reading(tmp_path: Path) -> None:
    data = bytearray(book(tmp_path / "a.xlsx").read_bytes())
    for at in range(0, len(data), max(1, len(data) // 120)):
        damaged = bytearray(data)
        damaged[at] ^= 0xFF
        (tmp_path / "傷.xlsx").write_bytes(damaged)
        try:
            closed.read(tmp_path / "傷.xlsx")
        except Problem as problem:
            assert "傷.xlsx" in str(problem)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (["word/document.xml"], ["は Word などの文書"]),
        (["mimetype", "content.xml"], ["は Word などの文書"]),
        (["ppt/presentation.xml"], ["は PowerPoint の資料"]),
        (["Index/Document.iwa", "preview.jpg"], ["Numbers で「書き出す」"]),
        (["R7/名簿.xlsx", "R7/写真.jpg"], ["「すべて展開」を選び", "名簿.xlsx"]),
        (["メモ.txt"], ["中に Excel のファイルがありません"]),
    ],
)
def test_zips_that_are_no_workbook(tmp_path: Path, parts: list[str], words: list[str]) -> None:
    with zipfile.ZipFile(tmp_path / "書類.xlsx", "w") as archive:
        for part in parts:
            archive.writestr(part, "<x/>")
    told = refused(tmp_path / "書類.xlsx")
    assert all(word in told for word in words), told


def test_names_in_a_zip_of_a_japanese_pc(tmp_path: Path) -> None:
    """Explorer writes the names in Shift_JIS and does not say so."""
    raw = "名簿.xlsx".encode("cp932")
    with zipfile.ZipFile(tmp_path / "報告.zip", "w") as archive:
        archive.writestr("n" * len(raw), b"x")
    data = (tmp_path / "報告.zip").read_bytes().replace(b"n" * len(raw), raw)
    (tmp_path / "報告.zip").write_bytes(data)
    assert "出てきた 名簿.xlsx を" in refused(tmp_path / "報告.zip")


@pytest.mark.parametrize(
    ("there", "asked", "near"),
    [
        ("名簿.xlsx", "名簿", "名簿.xlsx"),  # Explorer hides the ending
        ("名簿.xls", "名簿.xlsx", "名簿.xls"),
        ("名簿１.xlsx", "名簿1.xlsx", "名簿１.xlsx"),
        ("か\u3099んは\u309aり.xlsx", "がんぱり.xlsx", "か\u3099んは\u309aり.xlsx"),  # from a Mac
        ("令和7年度 名簿.xlsx", "令和7年度名簿.xlsx", '"令和7年度 名簿.xlsx"'),
        ("研修修了者名簿.xlsx", "研修終了者名簿.xlsx", "研修修了者名簿.xlsx"),
    ],
)
def test_a_name_that_is_nearly_right(there: str, asked: str, near: str, tmp_path: Path) -> None:
    (tmp_path / there).write_bytes(b"x")
    if (tmp_path / asked).exists():
        pytest.skip("this file system takes both for one name")
    told = refused(tmp_path / asked)
    assert "もしかして: " in told and Path(near.strip('"')).name in told
    assert ('"' in told) == near.startswith('"')


def test_a_name_that_is_a_shortcut_or_a_folder(tmp_path: Path) -> None:
    (tmp_path / "名簿.xlsx.lnk").write_bytes(LINK)
    assert "はショートカットで" in refused_as(tmp_path / "名簿.xlsx", "名簿.xlsx.lnk")
    (tmp_path / "R7").mkdir()
    (tmp_path / "R7" / "名簿.xlsx").write_bytes(b"x")
    assert "*.xlsx と書いてください" in refused(tmp_path / "R7")
    (tmp_path / "表.numbers").mkdir()
    assert "Numbers で「書き出す」" in refused(tmp_path / "表.numbers")


def bomb(path: Path, size: int, declared: int | None = None) -> Path:
    """A workbook with one sheet part of ``size`` spaces; with ``declared`` its header lies."""
    with xlsxwriter.Workbook(str(path)) as wb:
        wb.add_worksheet().write_string(0, 0, "氏名")
    with zipfile.ZipFile(path) as old:
        parts = {i.filename: old.read(i) for i in old.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            if name == "xl/sharedStrings.xml":
                with new.open(name, "w") as stream:
                    stream.write(data[:-6])
                    for _ in range(size >> 20):
                        stream.write(b" " * (1 << 20))
            else:
                new.writestr(name, data)
    if declared is not None:
        raw = path.read_bytes()
        path.write_bytes(
            raw.replace(
                (len(parts["xl/sharedStrings.xml"]) - 6 + size).to_bytes(4, "little"),
                declared.to_bytes(4, "little"),
            )
        )
    return path


def test_zip_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        safety, "MAX_PART", 64 << 20
    )  # a real one of 2 GB would take the test's whole time to write
    path = bomb(tmp_path / "爆弾.xlsx", 128 << 20)
    assert path.stat().st_size < 1 << 20
    assert "大きすぎて" in refused(path)


def test_zip_bomb_with_a_lying_header(tmp_path: Path) -> None:
    assert "壊れている" in refused(bomb(tmp_path / "嘘.xlsx", 8 << 20, declared=100))


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    path = book(tmp_path / "外.xlsx")
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    rewrite(path, "xl/worksheets/sheet1.xml", lambda data: evil + data)
    assert "DTD" in refused(path)


def test_far_away_cell_is_refused_before_memory_is_taken(tmp_path: Path) -> None:
    path = book(tmp_path / "遠い.xlsx", lambda wb: wb.active.cell(1048576, 16384, "x"))
    assert "遠く離れた" in refused(path)


def test_empty_formatted_cells_cost_no_memory(tmp_path: Path) -> None:
    """Rows × 16,384 formatted but empty cells: read like the small table they surround, in bounded memory."""
    path = book(tmp_path / "書式.xlsx")
    row = b"".join(
        b'<c r="%s%%d" s="0"/>' % openpyxl.utils.get_column_letter(c).encode()
        for c in range(1, 16385)
    )
    rows = b"".join(
        b'<row r="%d">' % n + row.replace(b"%d", b"%d" % n) + b"</row>" for n in range(5000, 5200)
    )
    rewrite(
        path,
        "xl/worksheets/sheet1.xml",
        lambda data: data.replace(b"</sheetData>", rows + b"</sheetData>"),
    )
    code = (
        "import sys, re; from pathlib import Path; from xl.files import read as closed\n"
        "g = closed.read(Path(sys.argv[1])).grids[0]; print(len(g.rows), re.search(r'VmHWM:\\s+(\\d+)', "
        "open('/proc/self/status').read())[1])"
    )
    if sys.platform != "linux":
        assert len(closed.read(path).grids[0].rows) == 1
        return
    out = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    ).stdout.split()
    assert out[0] == "1" and int(out[1]) < 200_000


def test_ten_thousand_rows_of_empty_formatted_columns_by_their_declared_size(
    tmp_path: Path,
) -> None:
    """10,000 × 16,384 such cells are 3.4 GB of XML: refused by the declared size, before anything is inflated."""
    path = book(tmp_path / "書式.xlsx")
    raw = bytearray(path.read_bytes())
    at = raw.rindex(b"xl/worksheets/sheet1.xml") - 46 + 24
    raw[at : at + 4] = (3_400_000_000).to_bytes(4, "little")
    path.write_bytes(raw)
    assert "使っていない行・列" in refused(path)


def test_last_row_of_a_sheet_circular_merges_long_text_and_controls(tmp_path: Path) -> None:
    path = tmp_path / "端.xlsx"
    with xlsxwriter.Workbook(str(path)) as wb:
        sheet = wb.add_worksheet()
        sheet.write_string(0, 0, "氏名")
        sheet.write_string(1048575, 0, "x")
        sheet.write_string(1, 0, "長" * 32767)
        sheet.merge_range("C1:D2", "")
    rewrite(
        path,
        "xl/worksheets/sheet1.xml",
        lambda d: d.replace(
            b"</mergeCells>", b'<mergeCell ref="D2:E3"/><mergeCell ref="A1:A1"/></mergeCells>'
        ),
    )
    rewrite(
        path,
        "xl/sharedStrings.xml",
        lambda d: d.replace("長".encode() * 32767, "長".encode() * 40000 + b"_x0000_"),
    )
    grid = closed.read(path).grids[0]
    assert grid.bottom == 1048576 and len(str(grid.value(2, 1))) >= 40000


@pytest.mark.real
def test_real_workbooks_are_read(real: Path) -> None:
    sizes = {
        p.name: sum(len(g.rows) for g in closed.read(p).grids) for p in sorted(real.glob("*.xlsx"))
    }
    assert len(sizes) == 6 and all(sizes.values()) and sizes["pharmacy_list.xlsx"] == 5451


@pytest.mark.real
def test_real_workbooks_are_refused_as_rosters_or_checked(real: Path) -> None:
    from validators.profile import default
    from xl.outputs import results as check

    for path in sorted(real.glob("*.xlsx")):
        with pytest.raises(Problem, match="名簿の表が見つかりません"):
            check.rosters([path], default(), dt.date(2026, 6, 30))


def test_io_errors_have_no_english(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from xl.cli import main

    assert main(["check", "roster", str(tmp_path / "無い.xlsx")]) == 2
    captured = capsys.readouterr()
    assert (
        captured.out == ""
        and captured.err.strip().endswith("。")
        and isinstance(captured.err, str)
        and io.StringIO(captured.err).read().count("\n") == 1
    )


def test_names_that_no_terminal_shows(tmp_path: Path) -> None:
    """A line break in a name, and a name in Shift_JIS bytes (a zip unpacked on Linux)."""
    assert "\n" not in refused_name(tmp_path / "名\n簿.xlsx")
    name = os.fsdecode("名簿.xlsx".encode("cp932"))
    assert "名簿.xlsx が見つかりません" in refused_name(tmp_path / name)
    book(tmp_path / name)
    assert closed.read(tmp_path / name).grids[0].value(1, 1) == "氏名"


def refused_name(path: Path) -> str:
    with pytest.raises(Problem) as problem:
        closed.read(path)
    return str(problem.value)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管.xlsx")
    (tmp_path / "無限.csv").symlink_to("/dev/zero")
    for name in ("管.xlsx", "無限.csv"):
        assert "ふつうのファイルではありません" in refused(tmp_path / name)
    for name in ("管.xlsx", "無限.csv"):
        toml = (tmp_path / name).rename(tmp_path / f"{name}.toml")
        with pytest.raises(Problem, match=re.escape(toml.name)):
            profile_of(str(toml), None)
        with pytest.raises(Problem, match=re.escape(toml.name)):
            key.read(toml)


@pytest.mark.parametrize("encoding", ["euc_jp", "utf-8"])
@pytest.mark.parametrize("end", ["\r", "\r\n"])
def test_old_text_files(tmp_path: Path, encoding: str, end: str) -> None:
    """EUC-JP, lines of an old Mac, decomposed letters, an invisible U+001F, codes guarded against Excel."""
    lines = ["氏名,研修分野,番号", 'みほん花,乳児保育,="011701100001"', "\x1f架空,保護者支援,'0123"]
    (tmp_path / "名簿.csv").write_bytes((end.join(lines) + end).encode(encoding))
    rows = [
        ["氏名", "研修分野", "番号"],
        ["みほん花", "乳児保育", "011701100001"],
        ["架空", "保護者支援", "0123"],
    ]
    assert closed.read(tmp_path / "名簿.csv").grids[0].rows == rows


def test_a_password_nobody_set(tmp_path: Path) -> None:
    """ブックの保護 makes Excel encrypt with a password of its own, which it never asks for."""
    from msoffcrypto.format.ooxml import OOXMLFile

    plain = book(tmp_path / "a.xlsx")
    with plain.open("rb") as source, (tmp_path / "保護.xlsx").open("wb") as target:
        OOXMLFile(source).encrypt("VelvetSweatshop", target)
    assert closed.read(tmp_path / "保護.xlsx").grids[0].rows == closed.read(plain).grids[0].rows


def test_part_names_with_backslashes(tmp_path: Path) -> None:
    plain = book(tmp_path / "a.xlsx")
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for info in old.infolist():
            new.writestr(zipfile.ZipInfo(info.filename.replace("/", "\\")), old.read(info))
    assert closed.read(tmp_path / "b.xlsx").grids[0].rows == closed.read(plain).grids[0].rows
