"""修了証 (様式第1号, Guideline 5(1)): one page per completion of a checked roster; a record with a
fault or a hole is not printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from validators.findings import Finding, Report
from validators.guideline import fields
from validators.numbers import certificate, registration
from validators.problems import InvalidValue
from validators.profile import Profile
from validators.reading import Reading
from validators.text import is_blank, normalize, to_text
from validators.values import dates as wareki
from validators.values.names import split_former
from workbooks.forms.pages import Batch, Page, Refusal, refusal
from workbooks.roster.read import Table
from workbooks.tables.headings import TITLES

START = dt.date(2017, 4, 1)  # the day of the notice: no certificate can be older
# 要確認 that a person has to settle before a name goes to print.
_UNPRINTABLE = frozenset(("name-glyph", "remarks-not-completed"))
_NEEDED = ("certificate_number", "name", "birth_date", "field")


def certificates(
    tables: Sequence[Table],
    report: Report,
    profile: Profile,
    *,
    issuer: Sequence[str],
    issued_on: dt.date | None = None,
    reissued_on: dt.date | None = None,
    rows: Collection[int] | None = None,
) -> Batch:
    """Pages for all records of the tables, or for those in the sheet rows ``rows``.

    report       the check of these tables: a record with 誤り in one of its cells is refused with
    the finding's sentence
    issued_on    交付年月日 for all; without it the roster's 発行年月日 counts
    reissued_on  再交付 (Guideline 5(5)): printed beside the first date, which stays, as does the number
    """
    batch = Batch()
    faults: dict[tuple[str, str, str], Finding] = {}
    for f in report.findings:
        if f.severity == "error" or f.rule in _UNPRINTABLE:
            faults.setdefault((f.file, f.sheet, f.cell), f)
    for table in tables:
        for i, row in enumerate(table.rows):
            if rows is None or row in rows:
                result = _page(table, i, faults, profile, issuer, issued_on, reissued_on)
                (batch.pages if isinstance(result, Page) else batch.refused).append(result)  # type: ignore[arg-type]
    return batch


def _page(
    table: Table,
    i: int,
    faults: dict[tuple[str, str, str], Finding],
    profile: Profile,
    issuer: Sequence[str],
    issued_on: dt.date | None,
    reissued_on: dt.date | None,
) -> Page | Refusal:
    who = normalize(_text(table, "name", i))[:60]

    def refuse(column: str, rule: str, /, **params: object) -> Refusal:
        return refusal(f"{table.sheet}!{table.cell(i, column)}", who, rule, **params)

    for column in (*_NEEDED, *(c for c in table.values if c not in _NEEDED)):
        if column in TITLES and (
            fault := faults.get((table.file, table.sheet, table.cell(i, column)))
        ):
            return Refusal(f"{table.sheet}!{table.cell(i, column)}", who, fault.message, fault.rule)
    for column in _NEEDED:
        if is_blank(_raw(table, column, i)):
            return refuse(column, "form-value-missing", column=TITLES[column], hint="")
    number = certificate.read(_raw(table, "certificate_number", i)).value
    born = wareki.read_date(_raw(table, "birth_date", i)).value
    field = fields.read(_raw(table, "field", i)).value
    if (
        number is None or born is None or field is None
    ):  # the check says why; this is the last guard
        column = next(
            c
            for c, v in zip(
                ("certificate_number", "birth_date", "field"), (number, born, field), strict=True
            )
            if v is None
        )
        return refuse(
            column,
            "form-value-unreadable",
            column=TITLES[column],
            value=_text(table, column, i)[:60],
        )
    day = issued_on or wareki.read_date(_raw(table, "issued_on", i)).value
    if day is None:
        return refuse("issued_on", "form-issue-day-missing")
    if day < START:
        return refuse("issued_on", "form-issue-day-early", day=wareki.show(day))
    if day.year != number.year:
        return refuse(
            "certificate_number", "form-issue-year", year=number.year, day=wareki.show(day)
        )
    if reissued_on and reissued_on < day:
        return refuse(
            "issued_on",
            "form-reissue-early",
            reissued=wareki.show(reissued_on),
            day=wareki.show(day),
        )
    read = _registration(table, i)
    if isinstance(read, str):
        return refuse("registration_number", read)
    values = {
        "修了証番号": number.text,
        "氏名": _name(_text(table, "name", i), profile),
        "研修種別": field.name,
        "交付年月日": wareki.to_wareki(day),
        "発行者": "\n".join(issuer),
    }
    try:
        values["生年月日"] = wareki.to_wareki(born)
    except InvalidValue as problem:
        return refuse("birth_date", problem.note.rule, **problem.note.params)
    if reissued_on:
        values["再交付"] = f"（再交付　{wareki.to_wareki(reissued_on)}）"
    if read.value is not None:
        values["保育士登録番号"] = read.value.text
    drop = frozenset() if read.value is not None else frozenset(("保育士登録番号",))
    return Page(
        number.text, values["氏名"], values, drop, cell=f"{table.sheet}!{table.cell(i, 'name')}"
    )


def _registration(table: Table, i: int) -> Reading[registration.RegistrationNumber] | str:
    """The number, no value for someone who is no 保育士 (R13), or the rule that says why it cannot be printed."""
    if not table.has("registration_number"):
        return "form-registration-column"
    raw = _raw(table, "registration_number", i)
    read = registration.read(raw)
    if read.value is None and not is_blank(raw) and read.notes:
        return "form-registration-unreadable"
    if read.value is None and normalize(_text(table, "occupation", i)) == "保育士":
        return "form-registration-missing"
    return read


def _name(typed: str, profile: Profile) -> str:
    """As on the roster; a 旧姓 or 通称 stays or goes by the profile."""
    if profile.names.former_name == "drop":
        return split_former(typed)[0]
    return " ".join(typed.split("\n")) if "\n" in typed else typed.strip()


def _raw(table: Table, column: str, i: int) -> object:
    values = table.values.get(column)
    return values[i] if values is not None else ""


def _text(table: Table, column: str, i: int) -> str:
    return to_text(_raw(table, column, i)).replace("\r", "")
