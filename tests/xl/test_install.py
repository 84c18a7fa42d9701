"""Installer and doctor: the decisions, on folders of the test; Windows itself is only asked through ``Machine``."""

from __future__ import annotations

from pathlib import Path

import pytest

from validators.problems import Problem
from xl.setup import addin, install, policies
from xl.setup.machine import Machine

CHILD = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"
WIN32 = "92E97FA1-2EDF-4476-BDD6-9DD0B4DDDC7B"

REGISTRY: dict[tuple[str, str], object] = {
    (install._OFFICE, "Platform"): "x64",
    (install._OFFICE, "VersionToReport"): "16.0.17928.20114",
}


def machine(
    tmp_path: Path, changes: dict[tuple[str, str], object] | None = None, **more: object
) -> Machine:
    for folder in ("venv", "venv/Scripts", "XLSTART"):
        (tmp_path / folder).mkdir(exist_ok=True)
    for name in install.dll_names():
        (tmp_path / "venv" / name).write_bytes(b"MZ")
    known = {**REGISTRY, **(changes or {})}
    return Machine(
        **{
            "windows": True,
            "python": tmp_path / "venv" / "Scripts",
            "prefix": tmp_path / "venv",
            "start": tmp_path / "XLSTART",
            "registry": lambda hive, key, name: known.get((key, name)),
            **more,
        }
    )  # type: ignore[arg-type]


def test_install_puts_add_in_and_dlls_and_uninstall_removes_every_trace(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    before = set(tmp_path.rglob("*"))
    path = install.install(pc, addin.write)
    assert path == tmp_path / "XLSTART" / "careerup.xlam" and all(
        (pc.python / n).exists() for n in install.dll_names()
    )
    import zipfile

    assert (
        str(pc.python / "pythonw.exe")
        in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    )
    assert len(install.uninstall(pc)) == 3 and set(tmp_path.rglob("*")) == before
    assert install.uninstall(pc) == []


def bad(pc: Machine) -> list[str]:
    return [c.seen for c in install.diagnose(pc) if not c.good and "pywin32" not in c.seen]


def test_a_good_pc_has_nothing_to_say(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    install.install(pc, addin.write)
    assert bad(pc) == []


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        (
            {
                (
                    r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe",
                    "",
                ): r"C:\Program Files\WindowsApps\excel.exe"
            },
            "Store",
        ),
        ({(install._OFFICE, "Platform"): None}, "Excel が見つかりません"),
        ({(install._OFFICE, "VersionToReport"): "15.0.1"}, "Excel 15"),
        ({(policies._RULE_KEYS[0], CHILD): "1"}, "子プロセスを起こすことが Defender の規則"),
        ({(policies._RULE_KEYS[0], CHILD): "6"}, "警告"),
        ({(policies._RULE_KEYS[1], CHILD): 1}, "子プロセス"),  # Set-MpPreference
        ({(policies._MANAGER, "ASRRules"): f"{{{CHILD.lower()}}}=6|{WIN32}=2"}, "子プロセス"),
        ({(policies._RULE_KEYS[0], WIN32): 1}, "Win32 API"),
        ({(policies._SECURITY, "RequireAddinSig"): 1}, "署名のあるアドインだけ"),
        ({(policies._SECURITY, "DisableAllAddins"): 1}, "アドインがすべて"),
        (
            {
                (policies._SECURITY, "VBAWarnings"): 3,
                (policies._SECURITY + r"\Trusted Locations", "AllLocationsDisabled"): 1,
            },
            "署名のあるマクロだけ",
        ),
        (
            {
                (policies._OWN_SECURITY, "VBAWarnings"): 4,
                (policies._SECURITY + r"\Trusted Locations", "AllLocationsDisabled"): 1,
            },
            "マクロが会社の設定",
        ),
        (
            {
                (policies._SECURITY, "VBAWarnings"): 4,
                (policies._SECURITY + r"\Trusted Locations", "AllLocationsDisabled"): 1,
            },
            "マクロ",
        ),
    ],
)
def test_the_doctor_names_what_is_wrong(
    changes: dict[tuple[str, str], object], word: str, tmp_path: Path
) -> None:
    pc = machine(tmp_path, changes)
    install.install(pc, addin.write)
    found = bad(pc)
    assert (
        len(found) == 1
        and word in found[0]
        and all(c.todo for c in install.diagnose(pc) if not c.good)
    )


@pytest.mark.parametrize(
    "changes",
    [
        {(policies._SECURITY, "VBAWarnings"): 3},  # XLSTART is a trusted location
        {(policies._SECURITY, "VBAWarnings"): 4},
        {(policies._RULE_KEYS[0], CHILD): "2"},  # watched only
        {(policies._MANAGER, "ASRRules"): f"{CHILD}=0|{WIN32}=2"},
    ],
)
def test_what_does_not_stop_the_add_in_is_not_told(
    changes: dict[tuple[str, str], object], tmp_path: Path
) -> None:
    pc = machine(tmp_path, changes)
    install.install(pc, addin.write)
    assert bad(pc) == []


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ([], 0),
        (["C:\\x\\other.xlam".encode("utf-16-le")], 0),
        ([b"\x02\x00" + "C:\\x\\careerup.xlam".encode("utf-16-le")], 1),
    ],
)
def test_an_add_in_that_excel_has_switched_off(
    listed: list[bytes], told: int, tmp_path: Path
) -> None:
    pc = machine(tmp_path, values=lambda hive, key: listed if "DisabledItems" in key else ())
    install.install(pc, addin.write)
    assert sum("使用できないアイテム" in seen for seen in bad(pc)) == told


def test_missing_dll_elevation_and_other_systems(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    install.install(pc, addin.write)
    (pc.python / install.dll_names()[0]).unlink()
    assert "xlwings64" in bad(pc)[0]
    assert "管理者として" in bad(machine(tmp_path, elevated=True))[-1]
    linux = machine(tmp_path, windows=False)
    assert "Windows" in bad(linux)[0]
    with pytest.raises(Problem, match="Windows"):
        install.install(linux, addin.write)


def test_the_offline_kit_needs_its_sources_and_a_plain_batch_file(tmp_path: Path) -> None:
    from importlib.resources import files

    from xl.setup import bundle

    with pytest.raises(Problem, match="pyproject"):
        bundle.write(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()
    bat = (files("xl.setup") / "setup.bat").read_text(encoding="ascii")
    labels = {line[1:] for line in bat.splitlines() if line.startswith(":")}
    assert (
        {word.split()[-1] for word in bat.splitlines() if "goto" in word} <= labels
        and "--no-index" in bat
        and "@PY@" in bat
    )
