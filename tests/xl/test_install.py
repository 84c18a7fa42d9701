"""Installer and doctor: the decisions, on folders of the test; Windows itself is only asked through ``Machine``."""

from __future__ import annotations

from pathlib import Path

import pytest

from validators.problems import Problem
from xl.setup import addin, install
from xl.setup.install import Machine

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
        ({(install._RULES, install._CHILD_PROCESSES): "1"}, "子プロセス"),
        ({(install._RULES, install._WIN32_CALLS): 1}, "Win32 API"),
        (
            {
                (install._MACROS, "VBAWarnings"): 4,
                (install._MACROS + r"\Trusted Locations", "AllLocationsDisabled"): 1,
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
