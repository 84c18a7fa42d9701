"""指定申請台帳 as the forms need it: one Application per filing, several rows of one 受付番号 being
several kinds (様式第2号 注).

Small on purpose: what makes an application complete and in time is checked elsewhere; here only
what is printed is read.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from validators.guideline import fields
from validators.guideline.fiscal_year import read_fiscal_year
from validators.numbers import agency
from validators.problems import FileProblem
from validators.text import is_blank, normalize, squeeze, to_text
from validators.values import dates as wareki
from validators.values.answers import PAPER, Decision, read_decision, says_omitted, says_yes
from validators.values.durations import read_minutes
from workbooks.grid import Book, Grid, Value, address

# Canonical name → (what it is called in sentences, pattern over the squeezed heading).
HEADINGS: dict[str, tuple[str, re.Pattern[str]]] = {
    name: (title, re.compile(pattern))
    for name, title, pattern in (
        ("receipt", "受付番号", r"受付(番号|N[oO]\.?)|整理番号"),
        ("filed_on", "申請日", r"(申請|届出|申請・届出|提出)(年月)?日"),
        (
            "name",
            "申請者の名称",
            r"(申請者|届出者|団体|法人|(研修)?(実施)?機関)(の)?(名称?|名称・氏名)",
        ),
        (
            "address",
            "主たる事務所の所在地",
            r"(主たる)?事務所の?所在地|(申請者|届出者|団体|法人|機関)?の?(所在地|住所)",
        ),
        ("representative", "代表者の職・氏名", r"代表者(の)?(職(名)?・?)?(氏名|名)?"),
        ("kind", "研修種別", r"(研修)?(種別|分野)(名)?"),
        ("minutes", "研修時間数", r"(研修)?(総)?時間(数)?(\((分|時間)\))?"),
        ("method", "研修修了の評価方法", r"(研修)?(修了の)?評価(の)?方法"),
        ("agency_number", "研修実施機関番号", r"(研修)?(実施)?機関(の)?番号"),
        ("designated_on", "指定日", r"(当初)?指定(通知)?(年月)?日"),
        ("fiscal_year", "実施年度", r"(研修)?(の)?実施年度|年度"),
        ("approval", "審査結果", r"(審査|決裁)(の)?(結果)?|指定の可否|可否"),
        ("plan", "事業計画", r"事業計画(書)?"),
        ("curriculum", "研修カリキュラム", r"(研修)?カリキュラム"),
        ("lecturers", "講師に関する書類", r"講師(に関する)?(書類|一覧)"),
        ("changes", "前年度からの変更", r"(前年度からの)?変更(点|内容|事項)?"),
    )
}
_NEEDED = {"name", "kind"}


@dataclass(frozen=True, slots=True)
class Application:
    """One filing. ``kinds``, ``minutes`` and ``methods`` go together; ``cells`` names the cell of
    each value, e.g. "台帳!C4"."""

    file: str
    rows: tuple[int, ...]
    receipt: str
    name: str
    address: str
    representative: str
    kinds: tuple[fields.Field, ...]
    minutes: tuple[int | None, ...]
    methods: tuple[str, ...]
    filed_on: dt.date | None
    designated_on: dt.date | None
    fiscal_year: int | None
    agency_number: int | None
    approved: bool | None
    attachments: Mapping[str, str]
    changes: str
    cells: Mapping[str, str]
    headings: frozenset[str]
    unreadable: tuple[tuple[str, str], ...] = ()

    def cell(self, column: str) -> str:
        """Where a value stands or should stand."""
        return self.cells.get(column) or self.cells["name"]


def read(book: Book) -> list[Application]:
    """Every application of the book, in order. Raises Problem when no ledger is found."""
    found = [a for grid in book.grids for a in _grid(book.name, grid)]
    if not found:
        raise FileProblem(
            f"{book.name} に申請台帳の表が見つかりません。"
            f"申請者の名称・研修種別・研修時間数などの見出しのある表を選んでください。"
        )
    return [_with_sheets(found[0], book)] if len(found) == 1 else found


_SHEETS = (("plan", r"事業計画"), ("curriculum", r"カリキュラム"), ("lecturers", r"講師"))


def _with_sheets(application: Application, book: Book) -> Application:
    """A body's own workbook: its sheets 事業計画, 研修カリキュラム and 講師 are the attachments
    where the table has no column for them."""
    there = {
        name: "有"
        for name, pattern in _SHEETS
        for grid in book.grids
        if re.search(pattern, squeeze(grid.sheet))
    }
    return replace(application, attachments={**there, **application.attachments})


def attached(text: str) -> bool:
    """Does a cell of 事業計画, 研修カリキュラム or 講師に関する書類 say that it is there: 有, あり, ○, 添付?"""
    return says_yes(text, PAPER)


def omitted(text: str) -> bool:
    """変更なし, 省略: 講師に関する書類 may be left out of 様式第4号 (R29)."""
    return says_omitted(text)


def _grid(file: str, grid: Grid) -> list[Application]:
    at: dict[str, int] = {}
    groups: dict[tuple[object, ...], list[tuple[int, dict[str, Value]]]] = {}
    for number, row in enumerate(grid.rows, grid.top):
        heading = _heading(row)
        if heading.keys() >= _NEEDED and heading.keys() & {"minutes", "method", "filed_on"}:
            at = heading
            continue
        if not at:
            continue
        cells = {name: row[j] if j < len(row) else "" for name, j in at.items()}
        if is_blank(cells["name"]) and is_blank(cells["kind"]):
            continue
        receipt = squeeze(to_text(cells.get("receipt")))
        key = (receipt, squeeze(to_text(cells["name"]))) if receipt else (number,)
        groups.setdefault(key, []).append((number, cells))
    return [_application(file, grid, at, rows) for rows in groups.values()]


def _heading(row: Sequence[Value]) -> dict[str, int]:
    at: dict[str, int] = {}
    for column, value in enumerate(row):
        label = squeeze(value) if isinstance(value, str) and len(value) < 40 else ""
        for name, (_, pattern) in HEADINGS.items():
            if label and pattern.fullmatch(label):
                at.setdefault(name, column)
                break
    return at


def _application(
    file: str, grid: Grid, at: Mapping[str, int], rows: Sequence[tuple[int, dict[str, Value]]]
) -> Application:
    first_row, first = rows[0]
    cells = {name: f"{grid.sheet}!{address(first_row, grid.left + j)}" for name, j in at.items()}
    unreadable: list[tuple[str, str]] = []

    def date(name: str) -> dt.date | None:
        reading = wareki.read_date(first.get(name, ""), date_1904=grid.date_1904)
        if reading.value is None and not is_blank(first.get(name, "")):
            unreadable.append((name, to_text(first[name])[:60]))
        return reading.value

    def text(name: str) -> str:
        return " ".join(
            to_text(first.get(name, "")).split("\n")
        ).strip()  # as typed: it goes to print

    kinds: list[fields.Field] = []
    minutes: list[int | None] = []
    methods: list[str] = []
    for number, row in rows:
        several = fields.split(to_text(row["kind"])) or tuple(
            f for f in [fields.read(row["kind"]).value] if f
        )
        if not several and not is_blank(row["kind"]):
            unreadable.append(("kind", to_text(row["kind"])[:60]))
            cells["kind"] = f"{grid.sheet}!{address(number, grid.left + at['kind'])}"
        for kind in several:
            kinds.append(kind)
            minutes.append(read_minutes(row.get("minutes", "")).value)
            methods.append(normalize(to_text(row.get("method", ""))))
    decision = read_decision(text("approval"))
    return Application(
        file,
        tuple(n for n, _ in rows),
        squeeze(text("receipt")),
        text("name"),
        text("address"),
        text("representative"),
        tuple(kinds),
        tuple(minutes),
        tuple(methods),
        date("filed_on"),
        date("designated_on"),
        read_fiscal_year(first.get("fiscal_year", "")).value,
        agency.read(first.get("agency_number", "")).value,
        None if decision is None else decision is Decision.APPROVED,
        {n: text(n) for n in ("plan", "curriculum", "lecturers") if n in at},
        text("changes"),
        cells,
        frozenset(at),
        tuple(unreadable),
    )
