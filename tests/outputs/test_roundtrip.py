"""The command behind the README's figure: no copy of a sample or real workbook loses anything, or it tells."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from places import ROOT

from workbooks.samples import ledgers, rosters

sys.path.insert(0, str(ROOT / ".ci"))
import roundtrip


def test_samples(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rosters.write(tmp_path / "名簿.xlsx", rosters.messy_rows())
    ledgers.write_applications(tmp_path / "申請.xlsx")
    (tmp_path / "壊.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    assert roundtrip.run([tmp_path]) == (4, 1, [])
    assert "refused 壊.xlsx" in capsys.readouterr().out


def test_damage_is_told(tmp_path: Path) -> None:
    source = tmp_path / "名簿.xlsx"
    rosters.write(source, rosters.messy_rows())
    with zipfile.ZipFile(source) as archive:
        parts = {i.filename: archive.read(i) for i in archive.infolist()}
    changes = {
        "part docProps/app.xml": ("docProps/app.xml", b"<x/>"),
        "values of 名簿": (
            "xl/worksheets/sheet1.xml",
            parts["xl/worksheets/sheet1.xml"].replace(b"<v>1</v>", b"<v>7</v>", 1),
        ),
    }
    for what, (name, data) in changes.items():
        with zipfile.ZipFile(tmp_path / "写し.xlsx", "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, data if part == name else content)
        assert roundtrip.lost(source, tmp_path / "写し.xlsx", set()) == what
    with zipfile.ZipFile(tmp_path / "写し.xlsx", "w") as archive:
        for part, content in parts.items():
            if part != "docProps/app.xml":
                archive.writestr(part, content)
    assert "docProps/app.xml" in roundtrip.lost(source, tmp_path / "写し.xlsx", set())


@pytest.mark.real
def test_real_workbooks(real: Path) -> None:
    tried, refused, damaged = roundtrip.run([real])
    assert tried == 12 and refused == 0 and damaged == []
