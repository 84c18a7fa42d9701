"""The add-in proved without Excel: deterministic, read back by two readers, clean to four checkers, seeded faults caught."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from workbooks.addin import build
from workbooks.addin.build import BuildProblem, Wrapper, check, ribbon_xml, vba_sources
from xl import addin, ribbon
from xl.functions import FUNCTIONS


@pytest.fixture(scope="module")
def xlam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return addin.write(tmp_path_factory.mktemp("build"), {"python": r"C:\Users\x\careerup\pythonw.exe", "clsid": ""})


def tool(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([Path(sys.executable).parent / name, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8", timeout=120)


def test_two_builds_are_the_same_bytes(xlam: Path, tmp_path: Path) -> None:
    again = addin.write(tmp_path, {"python": r"C:\Users\x\careerup\pythonw.exe", "clsid": ""})
    assert again.read_bytes() == xlam.read_bytes() and [p.name for p in tmp_path.iterdir()] == ["careerup.xlam"]


def test_two_readers_give_every_module_back(xlam: Path) -> None:
    import warnings

    from pyopenvba import ExcelFile

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")         # oletools' own dependencies
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(xlam))
        other = {stream.rpartition("/")[2]: code for _, stream, _, code in parser.extract_all_macros()}
        parser.close()
    sources = vba_sources(addin.wrappers(), __import__("xlwings").__version__)
    assert len(sources) == 4
    with ExcelFile(xlam) as book:
        assert set(book.module_names()) == {"ThisWorkbook", "Sheet1", *sources}
        for module, source in sources.items():
            text = source.strip().replace("\n", "\r\n")
            assert text in book.get_module(module)
            assert any(text in code.replace("\r\n", "\n").replace("\n", "\r\n") for code in other.values()), module


def test_package_parts_relations_and_settings(xlam: Path) -> None:
    with zipfile.ZipFile(xlam) as archive:
        assert archive.testzip() is None and archive.namelist()[0] == "[Content_Types].xml"
        types, rels, sheet, shown = (archive.read(n).decode() for n in ("[Content_Types].xml", "_rels/.rels", "xl/worksheets/sheet1.xml", build.RIBBON))
    assert "addin.macroEnabled" in types and build._RELATION in rels and build.RIBBON in rels
    names = re.findall(r'<c r="A(\d+)" t="inlineStr"><is><t xml:space="preserve">([^<]*)', sheet)
    assert [int(n) for n, _ in names] == list(range(1, len(names) + 1)) and {k for _, k in names} >= {"python", "clsid", "busy", "no_book", "no_python", "no_dll"}
    assert all(f'<t xml:space="preserve">{name}</t>' in sheet for name in FUNCTIONS)
    assert set(re.findall(r'button id="(\w+)"', shown)) == set(ribbon.BUTTONS) and "修了証番号を付番" not in shown
    used = set(re.findall(r'Careerup_Setting\("(\w+)"\)', vba_sources([], "0")["Careerup_Bridge"]))
    assert used <= {k for _, k in names}


def test_the_shown_buttons_are_the_built_ones() -> None:
    assert set(addin.BUTTONS) == set(ribbon.BUTTONS)
    everything = ElementTree.fromstring(ribbon_xml({f"{b.get('id')}" for b in ElementTree.fromstring(
        (Path(build.__file__).parent / "customUI14.xml").read_text(encoding="utf-8")).iter(build._UI + "button")}).encode())
    assert len(list(everything.iter(build._UI + "button"))) >= 8


def test_the_drawing_in_the_readme_shows_the_built_buttons() -> None:
    from places import ROOT

    drawn = (ROOT / ".github" / "images" / "ribbon.svg").read_text(encoding="utf-8")
    labels = [b.get("label") for b in ElementTree.fromstring(ribbon_xml(addin.BUTTONS).encode()).iter(build._UI + "button")]
    assert all(f">{label}</text>" in drawn for label in labels) and drawn.count('fill="#217346"/><text') == len(labels)


def test_no_macro_heuristics_fire(xlam: Path) -> None:
    assert "Macro OK" in tool("mraptor", xlam).stdout


def test_static_analysis_finds_nothing(xlam: Path, tmp_path: Path) -> None:
    found = tool("pyvbaanalysis", "--format", "json", "--fail-level", "warning", xlam)
    assert found.returncode == 0, found.stdout
    for module, source in vba_sources(addin.wrappers(), "0.37.8").items():
        kind, head = ("cls", "VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1\nEND\n") if module == "Careerup_Events" else ("bas", "")
        (tmp_path / f"{module}.{kind}").write_text(f'{head}Attribute VB_Name = "{module}"\n{source}', encoding="ascii")
    report = tmp_path / "report.json"
    tool("vbalidator", "--quiet", "--host", "excel", "--define", "WIN64=True,VBA7=True", "--output", report, tmp_path)
    summary = json.loads(report.read_text(encoding="utf-8"))["summary"]
    assert (summary["files_scanned"], summary["issues_total"]) == (4, 0), report.read_text(encoding="utf-8")


def test_open_xml_is_valid(xlam: Path) -> None:
    assert "Errors: 0" in tool("openxml-audit", xlam).stdout


def test_no_workbook_is_handed_to_the_server_with_a_formula() -> None:
    """xlwings' server would look for Python code embedded in its sheets: an incoming workbook is hostile."""
    bridge = vba_sources([], "0")["Careerup_Bridge"]
    calls = re.findall(r"CallUDF\((.*)\)", bridge)
    assert calls == ['"xl.udfs", Name, Arguments, Nothing, Application.Caller']


def test_wrappers_pass_their_arguments_in_order() -> None:
    code = vba_sources(addin.wrappers(), "0")[build.FUNCTIONS]
    for f in FUNCTIONS.values():
        names = ", ".join("date_" if a.name == "date" else a.name for a in f.arguments)
        assert f'{f.name} = Careerup_Call("{f.name}", Array({names}))' in code
        declared = re.search(rf"Public Function {f.name}\((.*)\) As Variant", code)
        assert declared and [("Optional" in d) for d in declared[1].split(",")] == [a.optional for a in f.arguments]


def test_what_xlwings_server_needs_is_what_its_decorators_set() -> None:
    """xlwings' own ``func`` and ``arg``, run here under stand-ins for the Windows modules it imports, note the same keys."""
    code = """
import sys, types, json
for name in ("pythoncom", "pywintypes", "win32com", "win32com.client", "xlwings._xlwindows", "xlwings.com_server"):
    module = types.ModuleType(name); sys.modules[name] = module
    module.__getattr__ = lambda attribute: type(attribute, (Exception,), {})
import xlwings.udfs as u
def CERTCHECK(number, field=None, completed_on=None): "x"
f = u.xlfunc(CERTCHECK)
for n in ("number", "field", "completed_on"): f = u.xlarg(n, ndim=2)(f)
print(json.dumps(f.__xlfunc__))
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert out.returncode == 0, out.stderr[-500:]
    theirs = json.loads(out.stdout)
    from xl import udfs

    ours = udfs.CERTCHECK.__xlfunc__
    assert ours.keys() == theirs.keys() and [a["name"] for a in ours["args"]] == [a["name"] for a in theirs["args"]]
    for a, b in zip(ours["args"], theirs["args"], strict=True):
        assert {k: v for k, v in a.items() if k != "doc"} == {k: v for k, v in b.items() if k != "doc"}
    assert (ours["volatile"], ours["async_mode"], ours["call_in_wizard"], ours["sub"]) == (theirs["volatile"], theirs["async_mode"], theirs["call_in_wizard"], False)


GOOD = [Wrapper("CERTX", "説明", (("number", "番号", False),))]


def seeded() -> list[tuple[str, dict[str, str], str, list[Wrapper]]]:
    """Faults one by one: name, sources, ribbon, wrappers."""
    sources, xml = vba_sources(GOOD, "0"), ribbon_xml(ribbon.BUTTONS)

    def code(module: str, old: str, new: str) -> dict[str, str]:
        assert old in sources[module]
        return {**sources, module: sources[module].replace(old, new, 1)}

    def shown(old: str, new: str) -> str:
        assert old in xml
        return xml.replace(old, new, 1)

    return [
        ("Japanese in VBA", code("Careerup_Bridge", "careerup", "研修"), xml, GOOD),
        ("no Option Explicit", code("Careerup_Ribbon", "Option Explicit", ""), xml, GOOD),
        ("runs at opening", code("Careerup_Ribbon", "Public Sub Careerup_Refresh", "Public Sub Workbook_Open"), xml, GOOD),
        ("calls a shell", code("Careerup_Bridge", "Loaded = True", 'Shell "cmd"'), xml, GOOD),
        ("very long line", code("Careerup_Bridge", "Loaded = True", "Loaded = True '" + "x" * 1100), xml, GOOD),
        ("callback missing", code("Careerup_Ribbon", "Sub Careerup_OnAction", "Sub Careerup_OnActoin"), xml, GOOD),
        ("callback signature", code("Careerup_Ribbon", ", ByRef Enabled As Variant", ""), xml, GOOD),
        ("onLoad signature", code("Careerup_Ribbon", "As IRibbonUI)", "As Object)"), xml, GOOD),
        ("callback private", code("Careerup_Ribbon", "Public Sub Careerup_OnAction", "Private Sub Careerup_OnAction"), xml, GOOD),
        ("unknown icon", sources, shown('imageMso="DataValidation"', 'imageMso="HappyFace"'), GOOD),
        ("doubled id", sources, shown('id="NextFinding"', 'id="CheckRoster"'), GOOD),
        ("bad id", sources, shown('id="NextFinding"', 'id="次"'), GOOD),
        ("no label", sources, shown('label="次の指摘へ"', ""), GOOD),
        ("no supertip", sources, re.sub(r'supertip="[^"]*"', "", xml, count=1), GOOD),
        ("unknown element", sources, shown("<ribbon>", "<ribbon><backdrop/>"), GOOD),
        ("XML not closed", sources, xml.replace("</tabs>", ""), GOOD),
        ("tip too long", sources, shown('screentip="名簿検証"', f'screentip="{"長" * 1100}"'), GOOD),
        ("name like a cell", sources, xml, [Wrapper("ABC1", "x", ())]),
        ("help too long", sources, xml, [Wrapper("CERTX", "長" * 256, ())]),
        ("argument name", sources, xml, [Wrapper("CERTX", "x", (("番号", "x", False),))]),
    ]


@pytest.mark.parametrize("number", range(20))
def test_seeded_faults_are_refused_in_a_sentence(number: int) -> None:
    name, sources, xml, wrappers = seeded()[number]
    with pytest.raises(BuildProblem) as refused:
        check(sources, xml, wrappers)
    assert str(refused.value).endswith("。"), name


def test_the_clean_sources_pass() -> None:
    check(vba_sources(GOOD, "0"), ribbon_xml(ribbon.BUTTONS), GOOD)
