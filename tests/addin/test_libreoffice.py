"""LibreOffice really executes the add-in's VBA: wrappers reach the real Python functions, settings
are read, a button runs."""

from __future__ import annotations

import json
import re
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
from formulas import CELLS, FORMULAS
from places import ROOT
from vba_excel import without_windows

from workbooks.addin import build
from workbooks.samples.rosters import HEADINGS, messy_rows
from workbooks.sheet_names import FINDINGS
from xl.functions.catalogue import FUNCTIONS
from xl.setup import addin

OWN = "K103"  # a cell that the clerk has coloured and the check marks
PRESSED = ["CheckRoster", "NextFinding", "ClearMarks", "CheckRoster"]
PRESSED += ["rename", "back", "delete", "ClearMarks"]
# range → rows handed over: whole columns end at their last value
RANGES = {"A1:A3": 3, "A:A": 2, "A:E": 2, "E1:F2": 2}


def for_libreoffice(sources: dict[str, str]) -> dict[str, str]:
    """The modules with what only Windows and Excel have replaced; every replacement has to find its text."""
    sources = without_windows(sources)
    sources["Careerup_Bridge"] += (
        "\nPublic Function Careerup_TestRows(ByVal Place As String) As Long\n    Dim Values As Variant\n"
        "    Values = Careerup_Values(Array(ThisWorkbook.Worksheets(2).Range(Place)))\n"
        "    Values = Values(0)\n"
        "    If IsArray(Values) Then Careerup_TestRows = UBound(Values, 1) Else Careerup_TestRows = 1\n"
        "End Function\n"
        "Public Sub Careerup_TestColour(ByVal Place As String)\n"
        "    ThisWorkbook.Worksheets(2).Range(Place).Interior.Pattern = xlSolid\n"
        "    ThisWorkbook.Worksheets(2).Range(Place).Interior.Color = RGB(0, 255, 0)\nEnd Sub\n"
    )
    for module in ("Careerup_Bridge", "Careerup_Desk"):
        assert ", Nothing, Nothing)" in sources[module]
        sources[module] = sources[module].replace(", Nothing, Nothing)", ")")
    ribbon = sources["Careerup_Ribbon"]
    sources["Careerup_Ribbon"] = re.sub("IRibbonControl|IRibbonUI", "Object", ribbon)
    return sources


@pytest.mark.libreoffice
@pytest.mark.uno
def test_libreoffice_executes_the_vba(tmp_path: Path) -> None:
    sources = for_libreoffice(build.vba_sources(addin.wrappers(), "0.37.8"))
    path = tmp_path / "careerup.xlam"
    path.write_bytes(
        build.package(
            sources,
            build.ribbon_xml(addin.BUTTONS),
            build.settings_sheet({"python": "x", "clsid": ""}),
            addin.wrappers(),
        )
    )
    cases = {
        "cells": CELLS,
        "formulas": [*FORMULAS, '=FIELDNO("壊れた")'],
        "ranges": list(RANGES),
        "roster": [
            list(HEADINGS),
            *[[v if isinstance(v, int) else str(v or "") for v in row] for row in messy_rows()],
        ],
        "own": OWN,
        "buttons": PRESSED,
        "settings": ["busy", "python", "clsid", "nothing"],
    }
    out = subprocess.run(
        [
            "/usr/bin/python3",
            str(Path(__file__).parent / "lo_bridge.py"),
            str(path),
            sysconfig.get_path("purelib"),
            str(ROOT),
        ],
        input=json.dumps(cases, ensure_ascii=False),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )
    assert out.returncode == 0, out.stderr[-2000:]
    found = json.loads(out.stdout.strip().splitlines()[-1])
    assert {"Careerup_Bridge", "Careerup_Functions", "Careerup_Ribbon", "Careerup_Events"} <= set(
        found["modules"]
    )
    assert found["settings"] == {
        "busy": build.MESSAGES["busy"],
        "python": "x",
        "clsid": "",
        "nothing": "",
    } and found["exists"] == [True, False, False]
    broken = found["formulas"].pop('=FIELDNO("壊れた")')
    assert found["formulas"] == FORMULAS and {f[1:].split("(")[0] for f in FORMULAS} == set(
        FUNCTIONS
    )
    assert broken.startswith("※" + build.MESSAGES["no_answer"]) and "boom" not in broken
    assert found["rows"] == RANGES
    assert found["invalidated"] == 1 and found["enabled"] == [True]
    assert len(found["broken"]) == 1
    assert found["broken"][0].startswith(build.MESSAGES["failed"]) and "boom" not in str(found)
    _the_buttons(found["pressed"])


def _the_buttons(seen: list[dict[str, Any]]) -> None:
    """From the selection to the marks on a real grid; a refusal in the middle leaves no trace."""
    check, walk, clear, again, refused, after = seen
    own = {OWN: "00FF00"}
    assert check["said"][0] == build.MESSAGES["busy"]  # a second click while the first runs
    assert "誤りが 8 件、要確認が 5 件" in check["said"][1] and check["calls"] == [
        "pressed",
        "told",
    ]
    assert check["sheets"] == ["Sheet1", "名簿", FINDINGS]
    assert len(check["fills"]) == 16 and check["fills"][OWN] == "FFC7CD"
    assert any("ROW($名簿.$K$102)" in cell for row in check["list"] for cell in row)
    assert any(row[-1] == "#00FF00" for row in check["list"])
    assert walk["said"] == [] and walk["selected"] == f"$名簿.${OWN[0]}${OWN[1:]}"
    assert clear["fills"] == own and "16 個のセルの印を消し" in clear["said"][0]
    assert again["fills"] == check["fills"]
    assert refused["said"][0].startswith(build.MESSAGES["taken_back"])
    listed = [[str(cell).replace("$別名.", "$名簿.") for cell in row] for row in refused["list"]]
    assert listed == [[str(cell) for cell in row] for row in again["list"]]
    assert all(refused[key] == again[key] for key in ("fills", "values"))
    assert after["fills"] == {"K102": "00FF00"}  # a row above it was taken out
    assert {tuple(one["values"]) for one in seen[:-1]} == {tuple(check["values"])}
