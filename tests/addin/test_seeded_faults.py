"""Faults put in on purpose: the build refuses those of text, ribbon and package in a sentence, the
analysers find those of VBA."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pyopenvba import ExcelFile
from pyvbaanalysis import DiagnosticSeverity, analyze_office_file

from workbooks.addin import build, checks
from workbooks.addin.build import Wrapper, ribbon_xml, vba_sources
from workbooks.addin.checks import BuildProblem, check, check_package
from xl.ribbon.table import BUTTONS

GOOD = [Wrapper("CERTX", "説明", (("number", "番号", False),))]
SOURCES, XML = vba_sources(GOOD, "0"), ribbon_xml(BUTTONS)
SHEET = build.settings_sheet({"python": "x", "clsid": ""})


def code(module: str, old: str, new: str) -> dict[str, str]:
    """The sources with one change."""
    assert old in SOURCES[module]
    return {**SOURCES, module: SOURCES[module].replace(old, new, 1)}


def shown(old: str, new: str) -> str:
    """The ribbon with one change."""
    assert old in XML
    return XML.replace(old, new, 1)


TEXT = {
    "Japanese in VBA": (code("Careerup_Bridge", "careerup", "研修"), XML, GOOD),
    "no Option Explicit": (code("Careerup_Ribbon", "Option Explicit", ""), XML, GOOD),
    "runs at opening": (
        code("Careerup_Ribbon", "Public Sub Careerup_Refresh", "Public Sub Workbook_Open"),
        XML,
        GOOD,
    ),
    "calls a shell": (code("Careerup_Bridge", "Busy = True", 'Shell "cmd"'), XML, GOOD),
    "very long line": (
        code("Careerup_Bridge", "Busy = True", "Busy = True '" + "x" * 1100),
        XML,
        GOOD,
    ),
    "module name": ({**SOURCES, "M" * 32: "Option Explicit"}, XML, GOOD),
    "callback missing": (
        code("Careerup_Ribbon", "Sub Careerup_OnAction", "Sub Careerup_OnActoin"),
        XML,
        GOOD,
    ),
    "callback signature": (code("Careerup_Ribbon", ", ByRef Enabled As Variant", ""), XML, GOOD),
    "onLoad signature": (code("Careerup_Ribbon", "As IRibbonUI)", "As Object)"), XML, GOOD),
    "callback private": (
        code("Careerup_Ribbon", "Public Sub Careerup_OnAction", "Private Sub Careerup_OnAction"),
        XML,
        GOOD,
    ),
    "unknown icon": (
        SOURCES,
        shown('imageMso="DataValidationCircleInvalid"', 'imageMso="HappyFace"'),
        GOOD,
    ),
    "doubled id": (SOURCES, shown('id="NextFinding"', 'id="CheckRoster"'), GOOD),
    "bad id": (SOURCES, shown('id="NextFinding"', 'id="Next次"'), GOOD),
    "no label": (SOURCES, shown('label="次の指摘へ"', ""), GOOD),
    "no supertip": (SOURCES, re.sub(r'supertip="[^"]*"', "", XML, count=1), GOOD),
    "unknown element": (SOURCES, shown("<ribbon>", "<ribbon><backdrop/>"), GOOD),
    "unknown attribute": (SOURCES, shown('size="large"', 'sise="large"'), GOOD),
    "XML not closed": (SOURCES, XML.replace("</tabs>", ""), GOOD),
    "tip too long": (SOURCES, shown('screentip="名簿検証"', f'screentip="{"長" * 1100}"'), GOOD),
    "name like a cell": (SOURCES, XML, [Wrapper("ABC1", "x", ())]),
    "help too long": (SOURCES, XML, [Wrapper("CERTX", "長" * 256, ())]),
    "argument name": (SOURCES, XML, [Wrapper("CERTX", "x", (("番号", "x", False),))]),
}


@pytest.mark.parametrize("fault", TEXT)
def test_the_build_refuses_faults_of_text_and_ribbon(fault: str) -> None:
    with pytest.raises(BuildProblem) as refused:
        check(*TEXT[fault])
    assert str(refused.value).endswith("。")


def test_the_clean_sources_pass() -> None:
    check(SOURCES, XML, GOOD)


# ---------------------------------------------------------------- the package

CLEAN = build.package(SOURCES, XML, SHEET, GOOD)


def repacked(part: str, old: bytes, new: bytes) -> bytes:
    """The package with one part changed, or left out where nothing of it is kept."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(CLEAN)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            data = source.read(info)
            assert info.filename != part or old in data
            if info.filename != part or new != data:
                target.writestr(info, data.replace(old, new) if info.filename == part else data)
    return out.getvalue()


def left_out(part: str) -> bytes:
    """The package without a part."""
    with zipfile.ZipFile(io.BytesIO(CLEAN)) as source:
        return repacked(part, b"", source.read(part))


def flipped(position: int) -> bytes:
    """The package with one byte of the VBA project's compressed data turned over."""
    with zipfile.ZipFile(io.BytesIO(CLEAN)) as source:
        at = (
            source.getinfo("xl/vbaProject.bin").header_offset
            + 30
            + len("xl/vbaProject.bin")
            + position
        )
    return CLEAN[:at] + bytes([CLEAN[at] ^ 0xFF]) + CLEAN[at + 1 :]


PACKAGE = {
    "ribbon not related": repacked("_rels/.rels", b"ui/extensibility", b"ui/extensibilitx"),
    "ribbon part missing": left_out(checks.RIBBON),
    "ribbon of another build": repacked(checks.RIBBON, b"NextFinding", b"NextFaults"),
    "workbook, not add-in": repacked(
        "[Content_Types].xml", b"addin.macroEnabled", b"sheet.macroEnabled"
    ),
    "a setting lost": repacked("xl/worksheets/sheet1.xml", b">no_dll<", b">no_dl<"),
    "VBA project missing": left_out("xl/vbaProject.bin"),
    "a byte turned over": flipped(2000),
    "cut short": CLEAN[:-300],
    "module changed": build.package(code("Careerup_Bridge", "-B -P", "-B"), XML, SHEET, GOOD),
    "module missing": build.package(
        {k: v for k, v in SOURCES.items() if k != "Careerup_Events"}, XML, SHEET, GOOD
    ),
}


@pytest.mark.parametrize("fault", PACKAGE)
def test_the_build_refuses_a_package_that_is_not_what_was_meant(fault: str, tmp_path: Path) -> None:
    path = tmp_path / build.NAME
    path.write_bytes(PACKAGE[fault])
    with pytest.raises(BuildProblem) as refused:
        check_package(path, SOURCES, XML, SHEET)
    assert str(refused.value).endswith("。")


def test_no_reference_to_office_no_ribbon(tmp_path: Path) -> None:
    """Without it IRibbonControl is unknown and no callback compiles."""
    path = tmp_path / build.NAME
    path.write_bytes(CLEAN)
    check_package(path, SOURCES, XML, SHEET)
    with ExcelFile(path) as book:
        assert book.remove_reference("Office")
        book.save()
    with pytest.raises(BuildProblem, match="Office"):
        check_package(path, SOURCES, XML, SHEET)


# ---------------------------------------------------------------- VBA that Excel would not compile

COMPILE = {
    "undeclared name": code("Careerup_Bridge", "Row = Row + 1", "Rwo = Row + 1"),
    "unknown procedure": code(
        "Careerup_Ribbon", "        Careerup_Describe\n", "        Careerup_Desribe\n"
    ),
    "too few arguments": code(
        "Careerup_Bridge", 'Careerup_Setting("no_server")', "Careerup_Setting()"
    ),
    "no PtrSafe": code("Careerup_Bridge", "PtrSafe Function LoadLibraryW", "Function LoadLibraryW"),
    "unknown label": code("Careerup_Bridge", "On Error GoTo Failed", "On Error GoTo Faild"),
    "no End If": code("Careerup_Bridge", "        Exit Sub\n    End If\n", "        Exit Sub\n"),
    "End Sub for a function": code("Careerup_Bridge", "End Function", "End Sub"),
    "string not closed": code("Careerup_Bridge", '"busy"', '"busy'),
    "no Then": code("Careerup_Bridge", "If Busy Then", "If Busy"),
    "unknown type": code("Careerup_Bridge", "Dim Row As Long", "Dim Row As Lnog"),
    "procedure twice": code(
        "Careerup_Ribbon", "Public Sub Careerup_Refresh", "Public Sub Careerup_OnLoad"
    ),
    "loop without end": code("Careerup_Ribbon", "    Next Row\n", ""),
}

# The faults stand outside the desk, the longest module by far: of it, the heads of its procedures are enough.
HEADS = "Option Explicit\n" + "".join(
    f"{head[0]}\n{head[2]} = Empty\nEnd {head[1]}\n"
    if head[1] == "Function"
    else f"{head[0]}\nEnd Sub\n"
    for head in re.finditer(
        r"^Public (Sub|Function) (\w+).*$", SOURCES["Careerup_Desk"], re.MULTILINE
    )
)


def vbalidator(sources: dict[str, str], folder: Path) -> int:
    """How many things vbalidator finds."""
    folder.mkdir()
    for module, source in sources.items():
        kind, head = (
            ("cls", "VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1\nEND\n")
            if module == "Careerup_Events"
            else ("bas", "")
        )
        (folder / f"{module}.{kind}").write_text(
            f'{head}Attribute VB_Name = "{module}"\n{source}', encoding="ascii"
        )
    command = [
        str(Path(sys.executable).parent / "vbalidator"),
        "--quiet",
        "--host",
        "excel",
        "--define",
        "WIN64=True,VBA7=True",
        "--output",
        "report.json",
        ".",
    ]
    subprocess.run(command, cwd=folder, capture_output=True, timeout=120)
    return int(
        json.loads((folder / "report.json").read_text(encoding="utf-8"))["summary"]["issues_total"]
    )


@pytest.mark.parametrize("fault", [*COMPILE, "none"])
def test_an_analyser_finds_what_excel_would_not_compile(fault: str, tmp_path: Path) -> None:
    sources = {**COMPILE.get(fault, SOURCES), "Careerup_Desk": HEADS}
    path = tmp_path / build.NAME
    path.write_bytes(build.package(sources, XML, SHEET, GOOD))
    found = [
        d
        for diagnostics in analyze_office_file(path).values()
        for d in diagnostics
        if d.severity != DiagnosticSeverity.INFORMATION
    ]
    assert bool(found or vbalidator(sources, tmp_path / "modules")) == (fault != "none")
