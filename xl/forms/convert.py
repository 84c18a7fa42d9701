"""A filled workbook to PDF by the program that shows it best: Excel on Windows, else LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

from validators.problems import Problem

_OFFICE = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SECONDS = 600


def convert(workbook: Path, target: Path) -> None:
    """Print ``workbook`` into ``target``. Raises Problem where neither program does it."""
    if (
        sys.platform == "win32" and workbook.suffix.lower() == ".xlsx"
    ):  # Excel would run the macros of an .xlsm opened by a program
        from xl import live

        if live.excel_pdf(workbook, target):
            return
    office = _office()
    if not office:
        raise Problem("pdf-no-office")
    with tempfile.TemporaryDirectory() as work:
        home = (
            Path(work) / "profile"
        ).as_uri()  # its own settings: an open LibreOffice does not answer in our place
        command = [
            office,
            f"-env:UserInstallation={home}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            work,
            str(workbook),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired):
            raise Problem("pdf-office-slow") from None
        made = Path(work) / f"{workbook.stem}.pdf"
        if not made.is_file():
            raise Problem("pdf-office-failed")
        shutil.copyfile(made, target)


def program() -> str:
    """Which program draws on this PC, and of which day: another one draws a blank a little differently."""
    office = Path(_office())
    day = office.resolve().stat().st_mtime_ns if office.is_file() else 0
    return f"{sys.platform} {office} {day}"


def _office() -> str:
    return shutil.which("soffice") or next((path for path in _OFFICE if Path(path).is_file()), "")


@lru_cache(maxsize=4096)
def has_glyph(character: str) -> bool:
    """Does any font of this PC print the character, for all LibreOffice can know? True where nobody
    can tell (no fontconfig)."""
    listing = shutil.which("fc-list")
    if listing is None:
        return True
    out = subprocess.run(
        [listing, f":charset={ord(character[0]):x}", "family"], capture_output=True, check=False
    )
    return bool(out.stdout.strip())
