"""描いたひな形: the PDF of an empty blank, drawn by Excel or LibreOffice the first time and kept on this
PC, because starting that program takes longer than 1,000 certificates. No person's data is in it."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

from xl.forms import convert
from xl.ooxml.package import Package
from xl.settings import profile_path

_KEPT = 20  # drawings; the oldest goes


def draw(book: Path, target: Path) -> None:
    """Print the workbook of an empty blank into ``target``, from the drawing kept where it is the same
    blank by the same program. Raises Problem where no program can do it."""
    kept_drawing = folder() / f"{_key(book)}.pdf"
    try:
        shutil.copyfile(kept_drawing, target)
        os.utime(kept_drawing)
    except OSError:
        convert.convert(book, target)
        _keep(target, kept_drawing)


def folder() -> Path:
    """Where the drawings are kept, whether it exists or not."""
    return profile_path().parent / "drawn"


def _key(book: Path) -> str:
    """The blank's content and the program; when it was saved, and by whom, counts for nothing."""
    found = hashlib.sha256(convert.program().encode())
    package = Package(book)
    for part in sorted(package.parts()):
        if not part.startswith("docProps/"):
            found.update(part.encode() + package.read(part))
    return found.hexdigest()


def _keep(drawing: Path, kept: Path) -> None:
    """Keep a drawing; a PC that lets nobody write draws it again the next time."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        unready = kept.with_name(f"{kept.stem}.{os.getpid()}")
        shutil.copyfile(drawing, unready)
        unready.replace(kept)
        drawings = sorted(kept.parent.glob("*.pdf"), key=lambda path: path.stat().st_mtime)
        for old in drawings[:-_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return
