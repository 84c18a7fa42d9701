"""OpenDocument workbooks (.ods), made by a few lines of their XML."""

from __future__ import annotations

import zipfile
from pathlib import Path

from xl.files.kinds import SPREADSHEET

NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
    for prefix in ("office", "table", "text", "style")
)


def cell(text: str, attributes: str = "") -> str:
    kind = "" if "value-type" in attributes else ' office:value-type="string"'
    return f"<table:table-cell{kind} {attributes}><text:p>{text}</text:p></table:table-cell>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def table(*rows: str, name: str = "名簿") -> str:
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


def content(*tables: str, styles: str = "", before: str = "") -> str:
    """The part with the sheets."""
    return (
        f'<?xml version="1.0"?>{before}<office:document-content {NAMESPACES} '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f"{styles}<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )


def pack(path: Path, part: str | bytes, manifest: str = "<m/>") -> Path:
    """The part as a workbook."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", SPREADSHEET, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", part)
    return path
