"""careerup from Python (プログラムから使う): the commands as functions that return typed results.

Installed, this package is called ``careerup``::

    import careerup

    report = careerup.check_roster("名簿.xlsx", prefecture="群馬県", today="2026-07-01")
    for finding in report.findings:
        print(finding.sheet, finding.cell, finding.severity, finding.message)
    assert report.clear          # nothing wrong, nothing to decide, nothing left unasked

Days may be given as ``datetime.date`` or as clerks write them (``"R8.7.1"``). What cannot be done
raises ``careerup.Problem``; its ``str()`` is the Japanese sentence the command line would print.
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack, get_args, get_type_hints

from validators.findings import Fact, Finding, Report, TableRead, Unchecked
from validators.guideline import fields, filing
from validators.numbers import certificate
from validators.numbers import prefecture as prefectures
from validators.problems import Problem
from validators.profile import Profile
from validators.profiles import DEFAULT
from validators.text import nearest
from workbooks.forms.titles import TITLES
from workbooks.grid import own_sheets
from workbooks.numbering import rows, sheet
from workbooks.numbering.series import Alone
from xl.files import read as closed
from xl.files.write import ready
from xl.outputs import results
from xl.settings import day_of, profile_of
from xl.setup.environment import clash

if _problem := clash():  # another package may have overwritten our folder, or ours its
    warnings.warn(str(_problem), RuntimeWarning, stacklevel=2)

if TYPE_CHECKING:
    from workbooks.numbering.rows import Given

__all__ = [
    "Fact",
    "Finding",
    "Problem",
    "Report",
    "TableRead",
    "Unchecked",
    "certificate_number",
    "check_applications",
    "check_designations",
    "check_participants",
    "check_roster",
    "deadline",
    "fill_form",
    "number",
]

Day = dt.date | str
Files = str | Path | Sequence[str | Path]


class Practice(TypedDict, total=False):
    """Whose practice holds: prefecture (name or number), profile (name or .toml), the day taken for today."""

    prefecture: str | int
    profile: str
    today: Day


class Numbering(Practice, total=False):
    """For ``number``: the body's number and the day of issue, where the roster names none."""

    agency: int
    issued_on: Day


class Form(Practice, total=False):
    """For ``fill_form``: the issuer's lines (or one text with line breaks), the day printed,
    the 指定台帳, PDF instead of a workbook."""

    issuer: str | Sequence[str]
    issued_on: Day
    designations: str | Path
    pdf: bool


def check_roster(
    files: Files, *, designations: str | Path | None = None, **practice: Unpack[Practice]
) -> Report:
    """Checks 研修修了者名簿 together, as ``careerup check roster`` does (Guideline 5(4)).

    Returns the Report; nothing is written. Raises Problem where a file cannot be read or holds no roster.
    """
    profile, today = _practice(practice)
    asked = results.Asked(designations=Path(designations) if designations else None)
    return results.rosters(_paths(files), profile, today, asked)


def check_applications(
    files: Files, *, designations: str | Path | None = None, **practice: Unpack[Practice]
) -> Report:
    """Checks 指定申請台帳 with their 事業計画, カリキュラム and 講師 (Guideline 2, 6, 7). Raises Problem."""
    return _desk("applications", files, practice, designations)


def check_designations(files: Files, **practice: Unpack[Practice]) -> Report:
    """Checks a 指定台帳 for what has lapsed or soon will (Guideline 6(3)). Raises Problem."""
    return _desk("designations", files, practice)


def check_participants(files: Files, **practice: Unpack[Practice]) -> Report:
    """Judges a 受講者名簿: 修了, 未修了 or 要確認 for each person and field (Guideline 3, 4). Raises Problem."""
    return _desk("participants", files, practice)


def deadline(first_day: Day, method: filing.Method = "A") -> dt.date:
    """Returns the last day on which a 指定申請 may be filed (Guideline 6(1)).

    >>> deadline("令和8年9月5日")
    datetime.date(2026, 7, 5)
    """
    if method not in get_args(filing.Method):
        raise ValueError(f"method: {' | '.join(get_args(filing.Method))}")
    return filing.deadline(_day(first_day), method)


def certificate_number(
    prefecture: str | int, issued_on: Day, agency: int, field: str | int, sequence: int
) -> str:
    """Returns the twelve digits of a 修了証番号, as ``=CERTNO()`` does (Guideline 5(2)).

    >>> certificate_number("北海道", "2017-06-01", 1, "乳児保育", 1)
    '011701100001'

    Raises InvalidValue (a ValueError) for a part that does not fit, Problem for a name nobody knows.
    """
    code = prefectures.number(str(prefecture))
    kind = fields.read(field).value
    if code is None:
        raise Problem(
            "option-prefecture", value=prefecture, guess=prefectures.guess(str(prefecture))
        )
    if kind is None:
        raise Problem("option-field", value=field)
    return certificate.make(code, _day(issued_on), agency, kind.number, sequence)


def number(file: str | Path, out: str | Path, **options: Unpack[Numbering]) -> list[Given]:
    """Writes a copy with 修了証番号 for completed rows that have none, by the workbook alone.

    Returns the numbers given, each with its row. Raises Problem; then nothing was written.
    """
    from xl.outputs import numbered_copy

    profile, today = _practice(options, Numbering)
    issued = _day(options["issued_on"]) if "issued_on" in options else None
    order = rows.NumberingOrder(profile, today, issued, options.get("agency"))
    book = closed.read(Path(file), None)
    tables = sheet.tables_of(book, profile)
    choice = rows.choose(tables, order)
    ready([Path(out)], [Path(file)], force=False)
    given, _ = Alone(profile.numbers.sequence_scope).give(choice, dry_run=False)
    if given:
        fills = sheet.fills(given, issued)
        numbered_copy.write_copy(
            Path(file),
            Path(out),
            fills,
            leave_out=own_sheets(book),
        )
    return given


def fill_form(
    form: str, file: str | Path, folder: str | Path, **options: Unpack[Form]
) -> list[Path]:
    """Fills 様式第1号–第4号 (``certificate``, ``application``, ``notice``, ``renewal``) into a folder.

    Returns the files written, 交付簿 among them; none where no record may be printed.
    Raises Problem; then nothing was written.
    """
    from workbooks.forms.batch import Order
    from xl.forms import make

    if form not in TITLES:
        raise ValueError(f"form: {' | '.join(TITLES)}")
    profile, today = _practice(options, Form)
    issuer = options.get("issuer", ())
    ledger = options.get("designations")
    order = Order(
        form,
        profile,
        today,
        issuer=tuple(issuer.splitlines()) if isinstance(issuer, str) else tuple(issuer),
        issued_on=_day(options["issued_on"]) if "issued_on" in options else None,
        designations=closed.read(Path(ledger)) if ledger else None,
        pdf=options.get("pdf", False),
        inputs=(Path(file), *((Path(ledger),) if ledger else ())),
        ledger=Path(ledger) if ledger else None,
    )
    template = make.template_of(order)
    batch = make.batch_for(closed.read(Path(file)), order, template)
    if not batch.pages:
        return []
    written, kept = make.put(batch, order, template, Path(folder))
    return [*written, *((kept,) if kept else ())]


def _desk(
    kind: str, files: Files, practice: Practice, designations: str | Path | None = None
) -> Report:
    profile, today = _practice(practice)
    asked = results.Asked(designations=Path(designations) if designations else None)
    return results.desk(kind, _paths(files), profile, today, asked)


def _practice(given: Practice, known: type = Practice) -> tuple[Profile, dt.date]:
    """Whose practice, and the day. Raises TypeError for a keyword that nobody knows."""
    if unknown := given.keys() - get_type_hints(known).keys():
        near = nearest(min(unknown), get_type_hints(known))
        raise TypeError(f"unknown keyword {min(unknown)!r}" + (f" ({near}?)" if near else ""))
    today = _day(given["today"]) if "today" in given else day_of(None)
    prefecture = given.get("prefecture")
    profile = profile_of(
        given.get("profile", DEFAULT), None if prefecture is None else str(prefecture)
    )
    return profile.for_day(today), today


def _day(value: Day) -> dt.date:
    return value if isinstance(value, dt.date) else day_of(value)


def _paths(files: Files) -> list[Path]:
    """Raises ValueError for no file at all: a Report on nothing would look clear."""
    paths = [Path(files)] if isinstance(files, (str, Path)) else [Path(f) for f in files]
    if not paths:
        raise ValueError("no file to check")
    return paths
