"""LibreOffice Calc for real: careerup.oxt installed, its functions and buttons used over 5,000 rows, and the same
findings as on the command line."""

from __future__ import annotations

import ast
import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from crowd import WRONG, rows
from places import ROOT

from validators.messages import Door, sentence_of
from workbooks.calc import build
from workbooks.samples import rosters
from workbooks.samples.rosters import HEADINGS, messy_rows
from xl.cli import main
from xl.ribbon import pipe
from xl.setup import addin
from xl.udfs import ROSTERCHECK

FORMULAS = {  # in a cell; the second as Excel writes it into a file
    '=CERTNO("北海道";"2017-06-01";1;"乳児保育";1)': "011701100001",
    "=WAREKI(45970)": "令和7年11月9日",
    '=CERTNO("架空県";42887;1;1;1)': "※都道府県「架空県」が分かりません。群馬県 か 10 のように入れてください。",
    '=FIELDNO("障がい児保育")': "3",
    '=CERTCHECK("102504300017";"障がい児保育")': "○",
    '=FILINGDEADLINE("2025-06-10")': "45757",
    "=NAMEKEY(Z99)": "",
    "=WAREKI(Z99)": "",
    '=COUNTIF(A1:A3;"※*")': "1",
}
RED, HEAD = "#FFC7CD", "#E2EFDA"


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    # not pytest's own folder, which is closed: unopkg runs as another user than root
    with tempfile.TemporaryDirectory(prefix="careerup-calc-") as made:
        yield _filled(Path(made))


def _filled(made: Path) -> Path:
    rosters.write(made / "名簿.xlsx", rows())
    rosters.write(made / "小.xlsx", messy_rows())
    book = openpyxl.Workbook()
    for row, formula in enumerate(FORMULAS, 1):
        book.active.cell(row, 1).value = formula.replace(";", ",")
    book.save(made / "Excel.xlsx")
    given = [list(HEADINGS), *messy_rows()]
    (made / "formulas.json").write_text(json.dumps(list(FORMULAS)), "utf-8")
    (made / "roster.json").write_text(json.dumps(given, default=str), "utf-8")
    return made


@pytest.fixture(scope="module")
def seen(folder: Path) -> dict[str, Any]:
    oxt = addin.write_calc(folder)
    done = subprocess.run(
        ["/usr/bin/python3", str(ROOT / "tests/support/lo_calc.py"), str(oxt), str(folder)],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, "HOME": str(folder)},
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_extension_is_text_and_built_the_same_twice(tmp_path: Path) -> None:
    first = build.build(tmp_path, addin.wrappers(), "0.1.0", Path("/p")).read_bytes()
    assert build.build(tmp_path, addin.wrappers(), "0.1.0", Path("/p")).read_bytes() == first
    with zipfile.ZipFile(tmp_path / build.NAME) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8")
            if name.endswith(".py"):  # LibreOffice for Windows brings an old Python
                ast.parse(text, feature_version=(3, 8))
        held = json.loads(archive.read("settings.json"))
    assert set(held["labels"]) == set(held["reads"]) == set(addin.BUTTONS)


def test_the_pipe_answers_a_line_with_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """What else is printed does not get into an answer."""
    lines = [{"call": ["FISCALYEAR", [{"date": "2026-03-31T00:00:00"}]]}, {"call": ["NONE", []]}]
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(json.dumps(x) + "\n" for x in lines)))
    monkeypatch.setattr(sys, "stdout", out)
    pipe.main()
    assert sys.stdout is sys.stderr
    year, fault = (json.loads(line) for line in out.getvalue().splitlines())
    assert year == 2025 and fault.startswith("※")


def test_an_unknown_button_is_told_in_one_sentence() -> None:
    facts = ["名簿.ods", "", False, "名簿", [1, 1], None, [], []]
    assert pipe.answer({"press": ["None", facts]})[:2] == ["plan", "say"]


@pytest.mark.libreoffice
@pytest.mark.uno
def test_formulas_calculate_typed_or_made_in_excel(seen: dict[str, Any], folder: Path) -> None:
    assert seen["typed"] == list(FORMULAS.values())
    assert seen["excel"] == list(FORMULAS.values())
    again = openpyxl.load_workbook(folder / "戻し.xlsx").active
    # under the names that Excel knows
    assert [again.cell(row, 1).value.split("(")[0] for row in range(1, 4)] == [
        "=CERTNO",
        "=WAREKI",
        "=CERTNO",
    ]
    given = json.loads((folder / "roster.json").read_text("utf-8"))
    expected = ROSTERCHECK([[str(value) for value in row] for row in given])
    assert seen["spilled"][: len(expected)] == expected  # type: ignore[arg-type]


@pytest.mark.libreoffice
@pytest.mark.uno
def test_the_check_marks_as_the_command_line_finds(
    seen: dict[str, Any], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    large = seen["large"]
    assert large["before"] == {HEAD: 14} and large["marked"] == {HEAD: 14, RED: WRONG}
    assert f"誤りが {WRONG} 件" in large["said"][0]
    assert main(["check", "roster", str(folder / "名簿.xlsx"), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    heading = next(i for i, row in enumerate(large["list"]) if row[0] == "No.")
    columns = {name: large["list"][heading].index(name) for name in ("セル", "内容")}
    shown = [(r[columns["セル"]], r[columns["内容"]]) for r in large["list"][heading + 1 :] if r[0]]
    assert len(shown) == WRONG and shown == [(f["cell"], f["message"]) for f in found]
    assert large["walk"] == ["$名簿.$K$5", "$名簿.$K$6", "$名簿.$K$7"]


@pytest.mark.libreoffice
@pytest.mark.uno
def test_clearing_leaves_no_trace_and_each_button_is_one_step_of_undo(seen: dict[str, Any]) -> None:
    large = seen["large"]
    assert large["cleared"] == large["before"] and large["undo"] == ["印を消す", "名簿検証"]
    assert large["again"] == large["marked"]
    assert large["undone"] == [large["before"], ["名簿"]]


@pytest.mark.libreoffice
@pytest.mark.uno
def test_what_calc_refuses_leaves_no_trace(seen: dict[str, Any]) -> None:
    locked = sentence_of("book-locked", Door.EXCEL)
    refused = seen["refused"]
    assert refused["hidden"] == [8]
    assert refused["sheet protected"] == refused["structure protected"] == [locked, True, True]
    assert "誤りが 8 件、要確認が 5 件" in refused["goes"]
    proposed, applied, changed, undone, same = refused["tidied"]
    assert "3 個" in proposed and applied == "3 個のセルを直しました。" and changed is False
    assert undone == "3 個のセルを元に戻しました。" and same is True
    assert refused["half-way"] == ["taken_back", True, True]
    assert seen["no book"] == sentence_of("addin-no-book", Door.EXCEL)
