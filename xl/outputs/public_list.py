"""周知 (Guideline 7(5)): the list of designated trainings for the prefecture's site, as .xlsx,
accessible HTML and CSV. No person is named."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from validators.findings import Listing
from validators.guideline.fiscal_year import fiscal_year, label, read_fiscal_year
from validators.problems import FileProblem
from workbooks.applications import attachments
from workbooks.applications.layout import LAYOUT
from workbooks.designations import check as designations
from workbooks.tables.layout import read
from xl.files import read as closed
from xl.files.write import new_files
from xl.outputs import listing as listings

NAME = "指定研修一覧"


def listing(
    files: Sequence[Path], applications: Path | None, year: str | None, today: dt.date
) -> Listing:
    """The list of a fiscal year from 指定台帳 files. Raises Problem when nothing is designated in it."""
    chosen = read_fiscal_year(year).value if year else fiscal_year(today)
    if chosen is None:
        raise FileProblem(
            f"年度「{year}」が分かりません。令和8年度 か 2026 のように書いてください。"
        )
    tables = read(closed.read(applications), LAYOUT) if applications else []
    for table in tables:
        attachments.split_kinds(table, ())
    found = designations.public_list([closed.read(path) for path in files], tables, chosen, today)
    if not found.rows:
        raise FileProblem(
            f"{label(chosen)}に効力のある指定が指定台帳にありません。年度（--year）を確かめてください。"
        )
    return found


def targets(folder: Path) -> list[Path]:
    """The files ``write`` makes: 指定研修一覧.xlsx, .html and .csv."""
    return [folder / f"{NAME}{suffix}" for suffix in (".xlsx", ".html", ".csv")]


def write(
    folder: Path, found: Listing, inputs: Iterable[Path], *, force: bool = False
) -> list[str]:
    """指定研修一覧.xlsx, .html and .csv; all or none. Raises Problem."""
    folder.mkdir(parents=True, exist_ok=True)
    made = targets(folder)
    with new_files(made, inputs, force=force) as (book, page, table):
        book.write_bytes(listings.content([found]))
        page.write_text(as_html(found), encoding="utf-8")
        table.write_bytes(as_csv(found).encode("utf-8-sig"))  # Excel takes UTF-8 only with its mark
    return [f"周知用の一覧: {', '.join(str(t) for t in made)}"]


def as_html(found: Listing) -> str:
    """A table that screen readers can follow: caption, column and row headings with scope, the language named."""
    heads = "".join(f'<th scope="col">{html.escape(h)}</th>' for h in found.headings)
    name = found.headings.index("研修実施機関の名称")
    body = "\n".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{cell}</th>' if i == name else f"<td>{cell}</td>"
            for i, cell in enumerate(html.escape(str(v)) for v in row)
        )
        + "</tr>"
        for row in found.rows
    )
    caption = f"保育士等キャリアアップ研修　{found.title}（{found.rows[0][0]}）"
    return (
        f'<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" '
        f'content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(caption)}</title>\n<style>table{{border-collapse:collapse}}caption{{text-alig"
        f"n:left;font-weight:bold;padding:.5em 0}}"
        f"th,td{{border:1px solid #555;padding:.3em .5em;text-align:left;vertical-align:top}}thead th{{back"
        f"ground:#e8eef7}}</style>\n</head>\n<body>\n<main>\n"
        f"<table>\n<caption>{html.escape(caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>\n</main>\n</body>\n</html>\n"
    )


def as_csv(found: Listing) -> str:
    """Plain CSV; a text that a spreadsheet would take for a formula gets a leading apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(found.headings)
    for row in found.rows:
        writer.writerow(
            [
                f"'{v}" if isinstance(v, str) and v[:1] in ("=", "+", "-", "@", "\t") else v
                for v in row
            ]
        )
    return out.getvalue()
