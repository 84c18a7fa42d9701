"""周知 (Guideline 7(5)): the list of designated trainings for the prefecture's site, as .xlsx and .csv by the
Digital Agency's rules for machine-readable data, and as accessible HTML. No person is named."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from validators.guideline import fields
from validators.guideline.fiscal_year import fiscal_year, label, read_fiscal_year
from validators.numbers import prefecture as prefectures
from validators.problems import Problem
from validators.profile import Profile
from validators.text import to_text
from validators.values.dates import to_wareki
from workbooks.applications import attachments
from workbooks.applications.layout import LAYOUT
from workbooks.designations.public_list import HEADINGS, Course, Publication, publication, shown
from workbooks.grid import Value
from workbooks.sheet_names import PUBLIC
from workbooks.tables.desk_read import read
from xl.files import read as closed
from xl.files.write import make_folder, new_files
from xl.outputs.style import BUTTON, columns_of
from xl.outputs.tables import Sheet, workbook

NAME = PUBLIC
_WIDEST = 40
# what a spreadsheet may take for the beginning of a formula, Japanese Excel also in full width
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
TITLE = "指定した研修の一覧"
_HTML_HEADINGS = (
    "年度",
    "機関番号",
    "研修実施機関の名称",
    "種別番号",
    "研修種別",
    "研修実施日",
    "会場（市町村）",
    "定員",
    "受付開始日",
    "申込先",
)
_STYLE = (
    "body{font-family:sans-serif;line-height:1.6}table{border-collapse:collapse}"
    "caption{text-align:left;font-weight:bold;padding:.5em 0}"
    "th,td{border:1px solid #555;padding:.3em .5em;text-align:left;vertical-align:top}"
    "thead th{background:#e8eef7}"
)


def listing(
    files: Sequence[Path],
    applications: Path | None,
    year: str | None,
    profile: Profile,
    today: dt.date,
) -> Publication:
    """Makes the list of a fiscal year from 指定台帳 files. Raises Problem when nothing is designated in it, or when a
    cell for the public names a person."""
    chosen = read_fiscal_year(year).value if year else fiscal_year(today)
    if chosen is None:
        raise Problem("public-year-unknown", year=year)
    tables = (
        read(closed.read(applications).with_words(profile.headings), LAYOUT) if applications else []
    )
    for table in tables:
        attachments.split_kinds(table, ())
    books = [closed.read(path).with_words(profile.headings) for path in files]
    found = publication(books, tables, chosen, today, profile.prefecture)
    if not found.courses:
        raise Problem("public-nothing", year=label(chosen))
    return found


def targets(folder: Path) -> list[Path]:
    """Names the files ``write`` makes: 指定研修一覧.xlsx, .html and .csv."""
    return [folder / f"{NAME}{suffix}" for suffix in (".xlsx", ".html", ".csv")]


def write(
    folder: Path, found: Publication, inputs: Iterable[Path], *, force: bool = False
) -> list[str]:
    """Writes 指定研修一覧.xlsx, .html and .csv; all or none. Raises Problem."""
    make_folder(folder)
    made = targets(folder)
    with new_files(made, inputs, force=force) as (book, page, table):
        rows = found.rows()
        book.write_bytes(workbook([Sheet(NAME, HEADINGS, rows, widths=_widths(rows))]))
        page.write_text(as_html(found), encoding="utf-8")
        table.write_bytes(as_csv(found).encode("utf-8-sig"))  # Excel takes UTF-8 only with its mark
    return [f"周知用の一覧: {', '.join(str(t) for t in made)}"]


def _widths(rows: Sequence[Sequence[Value]]) -> list[int]:
    """Each column as wide as its heading with the filter's button, and as what stands in it."""
    needs = [columns_of(heading) + BUTTON for heading in HEADINGS]
    for row in rows:
        needs = [max(need, columns_of(to_text(v)) + 1) for need, v in zip(needs, row, strict=True)]
    return [min(need, _WIDEST) for need in needs]


def as_html(found: Publication) -> str:
    """Makes a page that screen readers can follow: caption, column and row headings with scope, the language named,
    the prefecture, the day whose state it shows, and links that can be followed."""
    heads = "".join(f'<th scope="col">{html.escape(h)}</th>' for h in _HTML_HEADINGS)
    body = "\n".join(_html_row(found, course) for course in found.courses)
    where = prefectures.name(found.prefecture) if found.prefecture else ""
    caption = html.escape(
        f"{where}　保育士等キャリアアップ研修　{TITLE}（{label(found.year)}）".strip("　")
    )
    day = f'<time datetime="{found.as_of.isoformat()}">{to_wareki(found.as_of)}</time>'
    return (
        '<!DOCTYPE html>\n<html lang="ja">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{caption}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"<p>{day}現在</p>\n<table>\n<caption>{caption}</caption>\n<thead><tr>{heads}</tr></thead>\n"
        f"<tbody>\n{body}\n</tbody>\n</table>\n</main>\n</body>\n</html>\n"
    )


def _html_row(found: Publication, course: Course) -> str:
    texts = [
        label(found.year),
        f"{course.agency:02}",
        course.name,
        str(course.kind),
        fields.by_number(course.kind).name,
        course.written,
        course.venue,
        str(course.capacity),
        shown(course.reception),
    ]
    cells = [
        f'<th scope="row">{html.escape(text)}</th>' if i == 2 else f"<td>{html.escape(text)}</td>"
        for i, text in enumerate(texts)
    ]
    return f"<tr>{''.join(cells)}<td>{_linked(course)}</td></tr>"


def _linked(course: Course) -> str:
    """The place to apply, its address a link whose words say what it opens."""
    if not course.link:
        return html.escape(course.apply_to)
    before, _, after = course.apply_to.partition(course.link)
    named = html.escape(f"{course.name}の申込みのページ")
    link = f'<a href="{html.escape(course.link, quote=True)}">{named}</a>'
    return f"{html.escape(before)}{link}{html.escape(after)}"


def as_csv(found: Publication) -> str:
    """Makes plain CSV with days as 2026-07-04; a text that a spreadsheet would take for a formula gets a leading
    apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for row in found.rows():
        writer.writerow([_plain(value) for value in row])
    return out.getvalue()


def _plain(value: Value) -> object:
    if isinstance(value, int):
        return value
    text = to_text(value)
    return f"'{text}" if text[:1] in _FORMULA else text
