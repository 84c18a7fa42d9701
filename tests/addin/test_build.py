"""The add-in proved without Excel: deterministic, read back by two readers, clean to four checkers,
seeded faults caught."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from workbooks.addin import build, checks
from workbooks.addin.build import UNBUILT, controls, ribbon_xml, vba_sources
from xl.functions.catalogue import FUNCTIONS
from xl.ribbon import table
from xl.setup import addin


@pytest.fixture(scope="module")
def xlam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return addin.write(
        tmp_path_factory.mktemp("build"),
        {"python": r"C:\Users\x\careerup\pythonw.exe", "clsid": ""},
    )


def tool(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).parent / name, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def test_two_builds_are_the_same_bytes(xlam: Path, tmp_path: Path) -> None:
    again = addin.write(tmp_path, {"python": r"C:\Users\x\careerup\pythonw.exe", "clsid": ""})
    assert again.read_bytes() == xlam.read_bytes() and [p.name for p in tmp_path.iterdir()] == [
        "careerup.xlam"
    ]


def test_two_readers_give_every_module_back(xlam: Path) -> None:
    import warnings

    from pyopenvba import ExcelFile

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # oletools' own dependencies
        from oletools.olevba import VBA_Parser

        parser = VBA_Parser(str(xlam))
        other = {
            stream.rpartition("/")[2]: code for _, stream, _, code in parser.extract_all_macros()
        }
        parser.close()
    sources = vba_sources(addin.wrappers(), __import__("xlwings").__version__)
    assert len(sources) == 5
    with ExcelFile(xlam) as book:
        assert set(book.module_names()) == {"ThisWorkbook", "Sheet1", *sources}
        for module, source in sources.items():
            text = source.strip().replace("\n", "\r\n")
            assert text in book.get_module(module)
            assert any(
                text in code.replace("\r\n", "\n").replace("\n", "\r\n") for code in other.values()
            ), module


def test_package_parts_relations_and_settings(xlam: Path) -> None:
    with zipfile.ZipFile(xlam) as archive:
        assert archive.testzip() is None and archive.namelist()[0] == "[Content_Types].xml"
        types, rels, sheet, shown = (
            archive.read(n).decode()
            for n in (
                "[Content_Types].xml",
                "_rels/.rels",
                "xl/worksheets/sheet1.xml",
                checks.RIBBON,
            )
        )
    assert "addin.macroEnabled" in types and checks.RELATION in rels and checks.RIBBON in rels
    names = re.findall(r'<c r="A(\d+)" t="inlineStr"><is><t xml:space="preserve">([^<]*)', sheet)
    assert [int(n) for n, _ in names] == list(range(1, len(names) + 1)) and {
        k for _, k in names
    } >= {"python", "clsid", "busy", "no_book", "no_python", "no_dll"}
    assert all(f'<t xml:space="preserve">{name}</t>' in sheet for name in FUNCTIONS)
    assert set(re.findall(r'button id="(\w+)"', shown)) == set(table.BUTTONS)
    used = set(
        re.findall(
            r'Careerup_(?:Setting|Reason)\("(\w+)"[,)]', "".join(vba_sources([], "0").values())
        )
    )
    assert used == set(build.MESSAGES) | {"python", "clsid", "most_cells"} and used <= {
        k for _, k in names
    }
    assert (
        "Zoomer Analytics GmbH" in sheet and "THIS SOFTWARE IS PROVIDED" in sheet
    )  # the BSD notice travels with the binary


def test_nothing_tells_who_built_it_where_and_when(xlam: Path) -> None:
    with zipfile.ZipFile(xlam) as archive:
        assert {(i.create_system, i.date_time) for i in archive.infolist()} == {
            (0, (1980, 1, 1, 0, 0, 0))
        }
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]*)", core) == [
        "careerup",
        "careerup",
    ] and set(re.findall(r"\d{4}-\d\d-\d\d", core)) == {"2000-01-01"}


BUTTONS = {
    "検証": (
        "名簿検証",
        "実績報告 提出前チェック",
        "申請チェック",
        "指定期限チェック",
        "加算の修了要件",
        "突合",
        "列の確認",
        "次の指摘へ",
        "印を消す",
    ),
    "整える": ("表記を整える", "適用", "元に戻す"),
    "番号": ("修了証番号を付番",),
    "様式": ("修了証", "申請書", "指定通知書", "更新届出書", "PDF", "差戻し・受理・更新", "督促"),
    "台帳": ("実績報告を取込", "照会", "提供用に抽出", "再交付・取消", "集計"),
    "設定": ("運用設定", "診断", "使い方"),
}
# Frozen: each was looked up in Microsoft's six Excel control lists (2013, 2016, 2019, three
# channels of 365); 1,715 names are in all of them.
PROVEN = {
    "AccessibilityChecker",
    "ClearFormats",
    "DataValidation",
    "DataValidationCircleInvalid",
    "ErrorChecking",
    "FilePrint",
    "FilePrintPreview",
    "FileSaveAs",
    "FileSaveAsPdfOrXps",
    "FindDialogExcel",
    "Help",
    "PasteValues",
    "PropertySheet",
    "ReplaceDialog",
    "ReviewNextComment",
    "SignatureLineInsert",
    "TableInsertExcel",
    "Undo",
    "XmlExport",
    "XmlImport",
}


def test_the_ribbon_as_text_has_every_button_planned() -> None:
    whole = ElementTree.fromstring(
        (Path(build.__file__).parent / "customUI14.xml").read_text(encoding="utf-8")
    )
    groups = {
        g.get("label"): tuple(b.get("label") for b in g) for g in whole.iter(checks.UI + "group")
    }
    assert groups == BUTTONS and [t.get("label") for t in whole.iter(checks.UI + "tab")] == [
        "キャリアアップ研修"
    ]
    buttons = list(whole.iter(checks.UI + "button"))
    assert {b.get("imageMso") for b in buttons} == PROVEN == checks.ICONS
    everything = ribbon_xml({b.get("id") or "" for b in buttons})
    checks.check(vba_sources([], "0"), everything, [])
    assert everything.count("<button") == len(buttons) == 28 and "<button" not in ribbon_xml(())
    for b in buttons:
        assert b.get("screentip") == b.get("label") and str(b.get("supertip")).endswith("。")


def test_every_button_that_works_is_drawn() -> None:
    whole = ElementTree.fromstring(
        (Path(build.__file__).parent / "customUI14.xml").read_text(encoding="utf-8")
    )
    assert set(table.BUTTONS) == set(controls())
    assert {b.get("id") for b in whole.iter(checks.UI + "button")} >= UNBUILT


def test_the_drawing_in_the_readme_shows_the_built_buttons() -> None:
    from places import ROOT

    drawn = (ROOT / ".github" / "images" / "ribbon.svg").read_text(encoding="utf-8")
    labels = [
        b.get("label")
        for b in ElementTree.fromstring(ribbon_xml(addin.BUTTONS).encode()).iter(
            checks.UI + "button"
        )
    ]
    assert all(f">{label}</text>" in drawn for label in labels) and drawn.count(
        'fill="#217346"/><text'
    ) == len(labels)


def test_no_macro_heuristics_fire(xlam: Path) -> None:
    assert "Macro OK" in tool("mraptor", xlam).stdout


def test_static_analysis_finds_nothing(xlam: Path, tmp_path: Path) -> None:
    found = tool("pyvbaanalysis", "--format", "json", "--fail-level", "warning", xlam)
    assert found.returncode == 0, found.stdout
    for module, source in vba_sources(addin.wrappers(), "0.37.8").items():
        kind, head = (
            ("cls", "VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1\nEND\n")
            if module == "Careerup_Events"
            else ("bas", "")
        )
        (tmp_path / f"{module}.{kind}").write_text(
            f'{head}Attribute VB_Name = "{module}"\n{source}', encoding="ascii"
        )
    report = tmp_path / "report.json"
    tool(
        "vbalidator",
        "--quiet",
        "--host",
        "excel",
        "--define",
        "WIN64=True,VBA7=True",
        "--output",
        report,
        tmp_path,
    )
    summary = json.loads(report.read_text(encoding="utf-8"))["summary"]
    assert (summary["files_scanned"], summary["issues_total"]) == (5, 0), report.read_text(
        encoding="utf-8"
    )


def test_open_xml_is_valid(xlam: Path) -> None:
    assert "Errors: 0" in tool("openxml-audit", xlam).stdout


def test_no_workbook_is_handed_to_the_server() -> None:
    """xlwings' server would look for Python code embedded in its sheets: an incoming workbook is hostile; and
    a workbook that Python held would keep a closed Excel running."""
    code = "".join(vba_sources([], "0").values())
    calls = re.findall(r"CallUDF\((.*)\)", code)
    assert [c.split(", ", 2)[:2] for c in calls] == [
        ['"xl.udfs"', "Name"],
        ['"xl.ribbon"', '"pressed"'],
        ['"xl.ribbon"', '"told"'],
    ]
    assert all(c.endswith(", Nothing, Nothing") for c in calls)
    assert not re.search(r"SetAttr|\.Exec|BOOK_CALLER", code)


def server_command() -> str:
    """Switches and code that the bridge starts pythonw with, put together from its lines of VBA."""
    bridge = vba_sources([], "0")["Careerup_Bridge"]
    code = "".join(re.findall(r'Careerup_ServerText = (?:Careerup_ServerText & )?"(.*)"\n', bridge))
    switches = re.search(r'Chr\(34\) & Python & Chr\(34\) & "(.*)" & Chr\(34\) & ', bridge)
    assert switches and code
    return switches[1] + code


def test_the_server_starts_without_pandas_and_answers(tmp_path: Path) -> None:
    asked = "print([m for m in ('pandas', 'numpy') if m in sys.modules]); import xl.udfs; "
    asked += "print(xl.udfs.CERTNO('北海道', '2017-06-01', 1, 1, 1))"
    options = server_command().replace("xlwings.serve('$(CLSID)')", asked)
    switches, _, code = options.partition(" -c ")
    out = subprocess.run(
        [sys.executable, *switches.split(), "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (out.returncode, out.stdout.split(), out.stderr) == (0, ["[]", "011701100001"], "")


def test_python_takes_no_code_from_the_folder_of_the_workbook(tmp_path: Path) -> None:
    """The server's own command line, run in a folder that holds modules of the names it imports."""
    for name in ("xlwings", "xl", "json"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('taken from the folder')\n")
    options = server_command().replace(
        "xlwings.serve('$(CLSID)')", "import xl, json; print(xlwings.__version__)"
    )
    switches, _, code = options.partition(" -c ")
    out = subprocess.run(
        [sys.executable, *switches.split(), "-c", code],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert (out.returncode, out.stdout.strip(), out.stderr) == (0, "0.37.8", "")


def test_wrappers_pass_their_arguments_in_order() -> None:
    code = vba_sources(addin.wrappers(), "0")[build.FUNCTIONS]
    for f in FUNCTIONS.values():
        names = ", ".join(
            "date_" if a.name == "date" else a.name for a in f.arguments
        )  # a word of VBA's own
        assert f'{f.name} = Careerup_Call("{f.name}", Array({names}))' in code
        declared = re.search(rf"Public Function {f.name}\((.*)\) As Variant", code)
        assert declared and [("Optional" in d) for d in declared[1].split(",")] == [
            a.optional for a in f.arguments
        ]


def test_what_xlwings_server_needs_is_what_its_decorators_set() -> None:
    """xlwings' own ``func`` and ``arg``, run here under stand-ins for the Windows modules it
    imports, note the same keys."""
    code = """
import sys, types, json
for name in ("pythoncom", "pywintypes", "win32com", "win32com.client", "xlwings._xlwindows", "xlwings.com_server"):
    module = types.ModuleType(name); sys.modules[name] = module
    module.__getattr__ = lambda attribute: type(attribute, (Exception,), {})
import xlwings.udfs as u
def CERTCHECK(number, field=None, completed_on=None): "x"
f = u.xlfunc(CERTCHECK)
for n in ("number", "field", "completed_on"): f = u.xlarg(n, ndim=2, err_to_str=True)(f)
print(json.dumps(f.__xlfunc__))
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert out.returncode == 0, out.stderr[-500:]
    theirs = json.loads(out.stdout)
    from xl import udfs

    ours = udfs.CERTCHECK.__xlfunc__
    assert ours.keys() == theirs.keys() and [a["name"] for a in ours["args"]] == [
        a["name"] for a in theirs["args"]
    ]
    for a, b in zip(ours["args"], theirs["args"], strict=True):
        assert {k: v for k, v in a.items() if k != "doc"} == {
            k: v for k, v in b.items() if k != "doc"
        }
    assert (ours["volatile"], ours["async_mode"], ours["call_in_wizard"], ours["sub"]) == (
        theirs["volatile"],
        theirs["async_mode"],
        theirs["call_in_wizard"],
        False,
    )
