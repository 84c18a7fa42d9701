"""The open book (開いているブック) through xlwings: read its cells, apply a Plan, take it back when Excel refuses."""

from __future__ import annotations

from xl.live.fills import colours
from xl.live.host import (
    confirm,
    excel_pdf,
    folder,
    open_file,
    say,
    shared,
    stage,
    to_pdf,
    trouble,
)
from xl.live.reading import formats, names, read
from xl.live.selection import active, chosen_rows
from xl.live.writing import apply

__all__ = [
    "active",
    "apply",
    "chosen_rows",
    "colours",
    "confirm",
    "excel_pdf",
    "folder",
    "formats",
    "names",
    "open_file",
    "read",
    "say",
    "shared",
    "stage",
    "to_pdf",
    "trouble",
]
