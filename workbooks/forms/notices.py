"""指定通知書 (様式第3号, Guideline 6(2)): an act of the governor, so only a kind whose 審査結果 says a
whole word of approval is printed, and only on a filing of 様式第2号."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validators.text import is_ditto
from validators.values import dates as wareki
from validators.values.answers import Decision
from workbooks.applications.filing import Application, Line, group, title
from workbooks.forms.agency_numbers import AgencyNumbers, Given
from workbooks.forms.gate import Gate
from workbooks.forms.pages import Batch, Page, Refusal, accepted, held, refusal, remark

_SAID = {
    None: "form-decision-blank",
    Decision.REFUSED: "form-not-approved",
    Decision.WITHDRAWN: "form-not-approved",
    Decision.UNDECIDED: "form-decision-open",
    Decision.UNKNOWN: "form-decision-unknown",
}


def notices(
    lines: Sequence[Line],
    *,
    issuer: Sequence[str],
    issued_on: dt.date | None,
    known: Mapping[int, str] | None,
    gate: Gate | None = None,
) -> Batch:
    """Notices for the approved kinds, one for each filing and day of designation.

    known  agency number → name of every body ever designated (指定台帳), None without one
    gate   knows what the clerk accepted
    """
    batch = Batch()
    approved: list[Line] = []
    for line in lines:
        refused = _not_approved(line)
        if refused:
            batch.refused.append(refused)
        else:
            approved.append(line)
    written = ((a.agency_number, a.name) for a in approved if a.agency_number)
    numbers = _Numbers(AgencyNumbers.of(known, written), gate or Gate(()), batch)
    days = () if issued_on else ("designated_on",)
    for paper in group(approved, "filed_on", *days):
        batch.add(_notice(paper, issuer, issued_on, numbers))
    return batch


def _not_approved(line: Line) -> Refusal | None:
    """Why no notice goes out for this kind."""
    if line.form == "renewal":
        return refusal(line.cell("form"), line.name, "form-notice-for-renewal")
    if line.form == "?":
        return refusal(
            line.cell("form"), line.name, "form-form-unknown", value=line.texts.get("form", "")
        )
    if "result" not in line.headings:
        return refusal(
            line.cell("name"), line.name, "form-column-missing", column="審査結果", hint=""
        )
    rule = _SAID.get(line.decision)
    if rule is None:
        return None
    return refusal(
        line.cell("result"),
        line.name,
        rule,
        value=line.texts.get("result", "")[:30],
        kind=line.kind.name if line.kind else "",
    )


def _notice(
    a: Application,
    issuer: Sequence[str],
    issued_on: dt.date | None,
    numbers: _Numbers,
) -> Page | Refusal:
    first = a.first
    day = issued_on or first.designated_on
    hole = hole_of(a, ("name", "representative", "filed_on")) or _unread_day(a, issued_on)
    if hole:
        return hole
    assert first.filed_on
    if day is None:
        return refusal(a.cell("designated_on"), a.name, "form-notice-day-missing")
    if day < first.filed_on:
        shown = {"day": wareki.show(day), "filed": wareki.show(first.filed_on)}
        return refusal(a.cell("filed_on"), a.name, "form-notice-day-early", **shown)
    given = numbers.give(a)
    return given if isinstance(given, Refusal) else _page(a, given, day, issuer)


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The numbers of one run; a new one, and one given because the clerk said so, are recorded."""

    known: AgencyNumbers
    gate: Gate
    batch: Batch

    def give(self, a: Application) -> Given | Refusal:
        """The body's 研修実施機関番号, or why it cannot be told."""
        written = {line.agency_number for line in a.lines if line.agency_number}
        if len(written) > 1:
            cells = " と ".join(a.cells("agency_number")[:2])
            return refusal(a.cell("agency_number"), a.name, "form-filing-differs", cells=cells)
        number = next(iter(written), None)
        given = self.known.give(a.name, number)
        if not isinstance(given, Given) and given.rule == "form-agency-near":
            asked = held(a.cell("agency_number"), a.name, given.rule, **given.params)
            if not self.gate.lets(asked):
                return asked
            self.batch.remarks.append(accepted(asked))
            given = self.known.give(a.name, number, another=True)
        if not isinstance(given, Given):
            where = "name" if given.rule == "form-agency-hundredth" else "agency_number"
            return refusal(a.cell(where), a.name, given.rule, **given.params)
        if given.new:
            params = {"number": f"{given.number:02}", "name": a.name}
            self.batch.remarks.append(remark(a.cell("name"), a.name, "form-agency-new", **params))
        return given


def _page(a: Application, given: Given, day: dt.date, issuer: Sequence[str]) -> Page:
    first = a.first
    assert first.filed_on
    number = f"{given.number:02}"
    kinds = sorted({k.number: k for k in a.kinds}.values(), key=lambda k: k.number)
    return Page(
        number,
        a.name,
        {
            "宛先": f"{a.name}\n{first.representative}",
            "申請年月日": wareki.to_wareki(first.filed_on),
            "研修実施機関番号": number,
            "研修実施機関の名称": a.name,
            "研修種別番号": "、".join(str(k.number) for k in kinds),
            "研修種別": "、".join(k.name for k in kinds),
            "通知年月日": wareki.to_wareki(day),
            "発行者": "\n".join(issuer),
        },
        cell=a.cell("name"),
        dates={"申請年月日": first.filed_on, "通知年月日": day},
        extra={"所在地": first.address} if first.address else {},
        sources={"研修種別": a.cell("field")},
        new_agency=given.new,
    )


def _unread_day(a: Application, issued_on: dt.date | None) -> Refusal | None:
    if issued_on:
        return None
    for column, value in a.first.unreadable:
        if column == "designated_on":
            unreadable = {"column": title(column), "value": value}
            return refusal(a.cell(column), a.name, "form-value-unreadable", **unreadable)
    return None


# ---------------------------------------------------------------- holes of any filing


def hole_of(a: Application, columns: Sequence[str]) -> Refusal | None:
    """The first of the columns (and the kinds) that is blank, unreadable or only says 〃."""
    for line in a.lines:
        for column in (*columns, "field"):
            hole = _hole(line, column)
            if hole:
                return hole
    return None


def _hole(line: Line, column: str) -> Refusal | None:
    for unread, text in line.unreadable:
        if unread == column:
            params = {"column": title(column), "value": text}
            return refusal(line.cell(column), line.name, "form-value-unreadable", **params)
    value: object = line.kind if column == "field" else getattr(line, column)
    if value is None or value == "":
        return lacking(line, column)
    if isinstance(value, str) and is_ditto(value):
        params = {"column": title(column), "value": value}
        return refusal(line.cell(column), line.receipt, "form-value-ditto", **params)
    return None


def lacking(line: Line, column: str, hint: str = "") -> Refusal:
    """A refusal for a value that is not there, or whose column is not."""
    rule = "form-value-missing" if column in line.headings else "form-column-missing"
    return refusal(line.cell(column), line.name, rule, column=title(column), hint=hint)
