"""LibreOffice really executes the add-in's VBA: wrappers reach the real Python functions, settings are read, a button runs."""

from __future__ import annotations

import json
import re
import subprocess
import sysconfig
from pathlib import Path

import pytest
from places import ROOT

from workbooks.addin import build
from xl import addin, udfs

CASES = {
    "CERTNO|北海道|2017-06-01|1|乳児保育|1": "011701100001", "CERTNO|架空県|2017-06-01|1|1|1": "※都道府県「架空県」が分かりません。群馬県 か 10 のように入れてください。",
    "WAREKI|45970": "令和7年11月9日", "FIELDNO|障がい児保育": 3, "PREFNO|群馬": "10", "CERTPART|102504300017|4": "障害児保育", "NAMEKEY|髙﨑": "高崎",
    "MUNICIPALITY|三重県四日市市諏訪町1-5": "四日市市", "FISCALYEAR|2026-03-31": 2025,
}


def for_libreoffice(source: str) -> str:
    """The bridge with what only Windows has replaced: the server comes from the test, Excel's two own names go."""
    source = re.sub(r"Public Function Careerup_Server\(\).*?End Function", "Public Function Careerup_Server() As Object\n    Set Careerup_Server = TestServer\nEnd Function", source, flags=re.DOTALL)
    source = re.sub(r"#If Win64 Then.*?#End If\n.*?LoadLibraryW.*?\n", "Private TestServer As Object\n", source, flags=re.DOTALL)
    source = source.replace(", Nothing, Application.Caller", "").replace('"BOOK_CALLER", ActiveWorkbook', '"BOOK_CALLER", 1')
    # LibreOffice has no file system object; what is tested is the function around it
    source = source.replace('CreateObject("Scripting.FileSystemObject").FileExists(Path)', "FileExists(Path)")
    return source + "\nPublic Sub Careerup_Test(ByVal Server As Object)\n    Set TestServer = Server\nEnd Sub\n"


@pytest.mark.libreoffice
@pytest.mark.uno
def test_libreoffice_executes_the_vba(tmp_path: Path) -> None:
    sources = build.vba_sources(addin.wrappers(), "0.37.8")
    sources["Careerup_Bridge"] = for_libreoffice(sources["Careerup_Bridge"])
    path = tmp_path / "careerup.xlam"
    path.write_bytes(build._package(sources, build.ribbon_xml(addin.BUTTONS), {"python": "x", **build.MESSAGES}, addin.wrappers()))
    out = subprocess.run(["/usr/bin/python3", str(Path(__file__).parent / "lo_bridge.py"), str(path), sysconfig.get_path("purelib"), str(ROOT)],
                         input=json.dumps(list(CASES), ensure_ascii=False), capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert out.returncode == 0, out.stderr[-2000:]
    found = json.loads(out.stdout.strip().splitlines()[-1])
    assert {"Careerup_Bridge", "Careerup_Functions", "Careerup_Ribbon", "Careerup_Events"} <= set(found["modules"])
    assert found["setting"] == build.MESSAGES["busy"] and found["missing"] == "" and found["exists"] == [True, False, False]
    assert found["values"] == CASES
    assert udfs.CERTNO("北海道", "2017-06-01", 1, "乳児保育", 1) == CASES["CERTNO|北海道|2017-06-01|1|乳児保育|1"]
    names = [name for name, _ in found["calls"]]
    assert names == ["Module", "SetAttr", "Exec"] and found["calls"][-1][1] == ["import xl.ribbon; xl.ribbon.press('CheckRoster')"]
