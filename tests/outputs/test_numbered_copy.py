"""The numbered copy holds the roster alone: a body mails it as 実績報告 (Guideline 5(4))."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from command import careerup

from workbooks.samples import ledgers
from workbooks.sheet_names import COMPLETED
from xl.files.package import opened
from xl.ooxml.errors import OfficeError
from xl.ooxml.sheets import drop_sheets


@pytest.fixture
def numbered(tmp_path: Path) -> Path:
    ledgers.write_participants(tmp_path / "受講者.xlsx")
    place = ("--prefecture", "群馬県", "--today", "2026-07-06")
    assert careerup("check", "participants", "受講者.xlsx", *place, cwd=tmp_path).returncode == 1
    out = careerup(
        *("number", "受講者_検証結果.xlsx", "--agency", "02", "--issued-on", "2025-11-30"),
        *("--out", "名簿.xlsx", *place),
        cwd=tmp_path,
    )
    assert out.stderr == "", out.stderr
    return tmp_path / "名簿.xlsx"


def test_nothing_of_those_who_did_not_complete_is_in_the_file(numbered: Path) -> None:
    report = openpyxl.load_workbook(numbered.with_name("受講者_検証結果.xlsx"))
    verdicts = report.worksheets[0]
    rows = [[str(v) for v in row] for row in verdicts.iter_rows(values_only=True)]
    failed = [row[1] for row in rows if row[0] == "未修了"]
    passed = [row[1] for row in rows if row[0] == "修了"]
    assert failed and passed
    book = openpyxl.load_workbook(numbered)
    assert book.sheetnames == [COMPLETED]
    with zipfile.ZipFile(numbered) as archive:
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    for name in failed:
        assert not [part for part, text in parts.items() if name in text], name
    for name in passed:
        assert any(name in text for text in parts.values()), name
    assert not [part for part, text in parts.items() if "検証結果" in text or "修了判定" in text]


@pytest.mark.libreoffice
def test_other_programs_open_it(numbered: Path, tmp_path: Path) -> None:
    import subprocess

    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "csv", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(numbered)], check=True, capture_output=True, timeout=120)
    assert "1025024" in (tmp_path / "名簿.csv").read_text(encoding="utf-8", errors="replace")


def test_a_workbook_keeps_one_sheet_at_least(numbered: Path) -> None:
    package = opened(numbered)
    with pytest.raises(OfficeError):
        drop_sheets(package, [COMPLETED])
    drop_sheets(package, ["ない"])
    assert list(package.sheets()) == [COMPLETED]
