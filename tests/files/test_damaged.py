"""Damaged .ods, .xls, .xlsb, csv and the pages and XML that are named .xls, fixed seeds: a book or one sentence.

CAREERUP_FUZZ=5000 tries as many seeds of each instead of 80, of the formats that need a process of their own a tenth.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import binary_books
import pytest
from damage import BYTES, MARKUP
from open_document import cell, content, pack, row, table

from validators.problems import Problem
from validators.profile import default
from workbooks.kind_of import kind_of
from workbooks.samples import rosters
from xl.files import read as closed

SEEDS = int(os.environ.get("CAREERUP_FUZZ", "80"))
APART = 10  # as many times fewer seeds where each starts a process
ROWS = [rosters.HEADINGS, *([str(v or "") for v in row] for row in rosters.clean_rows()[:3])]


def _ods() -> bytes:
    once, seen = 'table:number-columns-repeated="1"', 'table:visibility="visible"'
    attributes = f'table:number-rows-repeated="1" {seen}'
    rows = (row(*(cell(text, once) for text in values), attributes=attributes) for values in ROWS)
    return content(table("<table:table-column/>", *rows)).encode()


def _page(name: str, cell: str, row: str) -> bytes:
    rows = "".join(row.format("".join(map(cell.format, values))) for values in ROWS)
    return name.format(rows).encode()


HTML = _page(
    "<html><body><table>{}</table></body></html>", '<td colspan="1">{}</td>', "<tr>{}</tr>"
)
XML = _page(
    '<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
    '<Worksheet ss:Name="名簿"><Table>{}</Table></Worksheet></Workbook>',
    '<Cell ss:Index="1" ss:MergeAcross="0"><Data ss:Type="String">{}</Data></Cell>',
    '<Row ss:Index="1">{}</Row>',
)
CSV = "\n".join(",".join(row) for row in ROWS).encode()


def _write_ods(path: Path, chance: random.Random) -> None:
    pack(path, damaged(chance, _ods(), MARKUP))


def _write_xlsb(path: Path, chance: random.Random) -> None:
    parts = binary_books.parts(ROWS)
    name = chance.choice(sorted(parts))
    parts[name] = damaged(chance, parts[name], BYTES)
    binary_books.xlsb(path, parts)


def _write_xls(path: Path, chance: random.Random) -> None:
    data = binary_books.xls(path, ROWS).read_bytes()
    head, rest = data[:2048], data[2048:]
    if chance.random() < 0.5:
        path.write_bytes(damaged(chance, head, BYTES) + rest)
    else:
        path.write_bytes(head + damaged(chance, rest, BYTES))


KINDS = {
    "ods": (".ods", 1, _write_ods),
    "html": (".xls", 1, lambda path, chance: path.write_bytes(damaged(chance, HTML, MARKUP))),
    "xml": (".xls", 1, lambda path, chance: path.write_bytes(damaged(chance, XML, MARKUP))),
    "csv": (".csv", 1, lambda path, chance: path.write_bytes(damaged(chance, CSV, BYTES))),
    "page named csv": (
        ".csv",
        1,
        lambda path, chance: path.write_bytes(damaged(chance, HTML, BYTES)),
    ),
    "xlsb": (".xlsb", APART, _write_xlsb),
    "xls": (".xls", APART, _write_xls),
}


def damaged(chance: random.Random, data: bytes, changes: tuple[object, ...]) -> bytes:
    """One to three changes."""
    for _ in range(chance.randint(1, 3)):
        try:
            data = chance.choice(changes)(chance, data)  # type: ignore[operator]
        except (IndexError, ValueError):  # nothing left to change
            data = b""
    return data


def test_the_undamaged_binary_books_are_read(tmp_path: Path) -> None:
    for path in (
        binary_books.xls(tmp_path / "名簿.xls", ROWS),
        binary_books.xlsb(tmp_path / "名簿.xlsb", binary_books.parts(ROWS)),
    ):
        assert closed.read(path).grids[0].rows[1][2] == ROWS[1][2]


@pytest.mark.parametrize("kind", KINDS)
def test_a_book_or_a_sentence(tmp_path: Path, kind: str) -> None:
    ending, fewer, write = KINDS[kind]
    for seed in range(SEEDS // fewer):
        path = tmp_path / f"{seed}{ending}"
        write(path, random.Random(f"{kind} {seed}"))
        try:
            kind_of(closed.read(path), default())
        except Problem as problem:
            text = str(problem)
            assert text.endswith("。") and "\n" not in text and path.name in text, (seed, text)
        except Exception as error:
            raise AssertionError(f"{kind} {seed}: {type(error).__name__}: {error}") from error
        path.unlink()
