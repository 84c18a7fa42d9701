"""A filled workbook or Word document to PDF by the program that shows it best: Excel on Windows for a workbook,
else LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from validators.problems import Problem

_OFFICE = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SECONDS = 600
_ARCHIVE = 'pdf:{}_pdf_Export:{{"SelectPdfVersion":{{"type":"long","value":"2"}}}}'
_AT_ONCE = 50  # files a start
_LEAF = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")


def convert(workbook: Path, target: Path) -> None:
    """Print a workbook or Word document into ``target``. Raises Problem where no program does it."""
    convert_all([(workbook, target)])


def convert_all(files: Sequence[tuple[Path, Path]], *, archive: bool = False) -> None:
    """Print each (file, PDF to write): names of the files, without ending, all differ. LibreOffice is started
    once for many, for its start takes longer than a page.

    archive  as PDF/A-2b, which Excel does not write when a program asks it
    Raises Problem.
    """
    for_office: list[tuple[Path, Path]] = []
    for number, (file, target) in enumerate(files):
        if archive or not _by_excel(file, target):
            for_office = list(files[number:])  # where Excel did not do the first it does none
            break
    for start in range(0, len(for_office), _AT_ONCE):
        _by_office(for_office[start : start + _AT_ONCE], archive=archive)


def _by_excel(workbook: Path, target: Path) -> bool:
    """Excel would run the macros of an .xlsm opened by a program, so it is given an .xlsx alone."""
    if sys.platform != "win32" or workbook.suffix.lower() != ".xlsx":
        return False
    from xl import live

    return live.excel_pdf(workbook, target)


def _by_office(files: Sequence[tuple[Path, Path]], *, archive: bool) -> None:
    office = _office()
    if not office:
        raise Problem("pdf-no-office")
    with tempfile.TemporaryDirectory() as work:
        # its own settings: an open LibreOffice does not answer in our place
        home = (Path(work) / "profile").as_uri()
        word = files[0][0].suffix.lower() in (".docx", ".docm")
        kind = _ARCHIVE.format("writer" if word else "calc") if archive else "pdf"
        options = ["--headless", "--convert-to", kind, "--outdir", work]
        command = [office, f"-env:UserInstallation={home}", *options]
        try:
            subprocess.run(
                [*command, *(str(file) for file, _ in files)],
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise Problem("pdf-office-slow") from None
        for file, target in files:
            made = Path(work) / f"{file.stem}.pdf"
            if not made.is_file():
                raise Problem("pdf-office-failed")
            shutil.copyfile(made, target)


def leaves(pdf: bytes) -> int:
    """How many pages a PDF of one of these programs has; 0 where that does not show."""
    return len(_LEAF.findall(pdf))


def is_there() -> bool:
    """Is there a LibreOffice on this PC?"""
    return bool(_office())


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
