"""An archive that tells neither the day nor the machine (同じバイト列の zip): the same parts give the same bytes on
Windows and on Linux."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xlsxwriter import Workbook


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts, by name and in their order, as a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system = 0
            archive.writestr(info, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


@contextmanager
def workbook(path: Path, options: Mapping[str, Any]) -> Iterator[Workbook]:
    """A new workbook of XlsxWriter, written to ``path`` at the end. By itself XlsxWriter ends lines as the system
    does and names the system."""
    from xlsxwriter import Workbook  # not for who packs an add-in

    made = io.BytesIO()
    with Workbook(made, {**options, "in_memory": True}) as book:
        yield book
    with zipfile.ZipFile(made) as archive:
        path.write_bytes(packed({name: archive.read(name) for name in archive.namelist()}))
