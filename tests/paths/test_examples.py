"""The first example under the help of each command runs as it stands, in a folder with files of these names."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from workbooks.samples import ledgers, rosters
from workbooks.templates.build import write_named
from xl.cli import main
from xl.commands.declared.examples import EXAMPLES

# what README's and the manual's commands try as well, needs another PC's programs, or answers of a person
ELSEWHERE = {"build", "bundle", "columns", "demo", "doctor", "install", "manual", "serve"}
ELSEWHERE |= {
    "uninstall",
    "ledger key",
    "ledger move",
    "ledger restore",
    "form learn",
    "form proof",
}
LATER = {"ledger revoke", "ledger reissue", "ledger consent"}  # they change what others look for


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("CAREERUP_LEDGER", raising=False)
    rosters.write(Path("名簿.xlsx"), rosters.clean_rows())
    for name in ("実績報告", "去年の名簿", "職員"):
        shutil.copy("名簿.xlsx", f"{name}.xlsx")
    rosters.write(Path("今年の名簿.xlsx"), rosters.messy_rows())
    ledgers.write_designations(Path("指定台帳.xlsx"))
    ledgers.write_applications(Path("指定申請台帳.xlsx"))
    ledgers.write_participants(Path("受講者名簿.xlsx"))
    write_named(Path())
    shutil.copy("様式第1号_修了証.xlsx", "ひな形.xlsx")
    assert main(["ledger", "import", "名簿.xlsx", "--new", "--ledger", "台帳.sqlite"]) == 0
    return tmp_path


def test_every_first_example_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = {name: own[0] for name, own in EXAMPLES.items() if name not in ELSEWHERE}
    for name in sorted(lines, key=lambda name: (name in LATER, name)):
        before = set(folder.rglob("*"))
        capsys.readouterr()
        words = shlex.split(lines[name].replace(" --new", "").replace(" --pdf", ""))
        assert main(words) < 2, (lines[name], capsys.readouterr().err)
        for path in sorted(set(folder.rglob("*")) - before, reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
