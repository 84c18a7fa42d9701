"""指定申請書 and 指定内容更新届出書 (様式第2号, 第4号, Guideline 6): pages from the lines of an
application ledger, and what keeps a line from being printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from validators.guideline.bodies import body_key
from validators.guideline.coverage import Coverage
from validators.guideline.fiscal_year import fiscal_year, label
from validators.numbers import prefecture as prefectures
from validators.problems import Problem
from validators.profile import Profile
from validators.values import dates as wareki
from validators.values.answers import says_nothing
from validators.values.durations import hours
from workbooks.applications.filing import PAPERS, Application, Line, attached, group, omitted, title
from workbooks.forms.changes import changed, new_kinds
from workbooks.forms.notices import hole_of, lacking
from workbooks.forms.pages import Batch, Page, Refusal, refusal, remark

SEVERAL = "別紙のとおり"


@dataclass(frozen=True, slots=True)
class FilingOrder:
    """What the papers are made with.

    filer     名称, 所在地, 代表者 of the body itself where the ledger has no such columns
    filed_on  the day of all papers; without it the ledger's
    annex     has the blank a sheet 別紙?
    coverage  指定台帳: a kind that was never designated needs 様式第2号 (R32)
    previous  last year's filings, to say what changed since; None when none were given
    """

    profile: Profile
    filer: Sequence[str] = ()
    filed_on: dt.date | None = None
    annex: bool = True
    coverage: Coverage | None = None
    previous: Sequence[Line] | None = None


def applications(lines: Sequence[Line], order: FilingOrder) -> Batch:
    """様式第2号 for the lines that belong to it."""
    return _filings(lines, order, renewal=False)


def renewals(lines: Sequence[Line], order: FilingOrder) -> Batch:
    """様式第4号 (Guideline 6(3)): as 様式第2号, with the day of the designation and the fiscal year
    it is carried on to; kinds designated on different days are papers of their own."""
    return _filings(lines, order, renewal=True)


def _filings(lines: Sequence[Line], order: FilingOrder, *, renewal: bool) -> Batch:
    if order.profile.prefecture is None:
        raise Problem("form-governor-unknown")
    batch = Batch()
    of_form: list[Line] = []
    for line in lines:
        other = _other_form(line, renewal)
        if other:
            batch.refused.append(other)
        else:
            of_form.append(line)
    days = () if order.filed_on else ("filed_on",)
    apart = ("designated_on", "fiscal_year") if renewal else ()
    for paper in group(of_form, *days, *apart):
        batch.add(_page(paper, order, batch, renewal=renewal))
    return batch


def _other_form(line: Line, renewal: bool) -> Refusal | None:
    """A row belongs to the form it names."""
    if line.form == "?":
        value = line.texts.get("form", "")
        return refusal(line.cell("form"), line.name, "form-form-unknown", value=value)
    if line.form and (line.form == "renewal") is not renewal:
        rule = "form-is-application" if renewal else "form-is-renewal"
        return refusal(line.cell("form"), line.name, rule)
    return None


def _page(a: Application, order: FilingOrder, batch: Batch, *, renewal: bool) -> Page | Refusal:
    needed = ("name", *(() if order.filed_on else ("filed_on",)), "minutes", "method")
    if renewal:
        needed = (*needed, "designated_on")
    hole = hole_of(a, needed) or _papers(a, renewal) or _short(a, order.profile)
    lines = _filer(a, order)
    day = order.filed_on or a.first.filed_on
    if hole or isinstance(lines, Refusal) or day is None:
        return hole or (lines if isinstance(lines, Refusal) else lacking(a.first, "filed_on"))
    year = a.first.fiscal_year or fiscal_year(day) + (1 if day.month in (1, 2, 3) else 0)
    date, who = ("届出年月日", "届出者") if renewal else ("申請年月日", "申請者")
    assert order.profile.prefecture is not None
    values = {
        date: wareki.to_wareki(day),
        "宛先": f"{prefectures.name(order.profile.prefecture)}知事",
        who: "\n".join(lines),
        **_content(a, order.annex),
    }
    note = ""
    if renewal:
        renewal_values = _renewal(a, order, year, batch)
        if isinstance(renewal_values, Refusal):
            return renewal_values
        note = renewal_values.pop("", "")
        values |= renewal_values
    rows = [(k.name, hours(x.minutes or 0), x.method) for x in a.lines if (k := x.kind)]
    designated = a.first.designated_on
    return Page(
        a.first.receipt,
        a.name,
        values,
        annex=rows if order.annex and len(rows) > 1 else (),
        cell=a.cell("name"),
        note=note,
        dates={date: day, **({"指定年月日": designated} if renewal and designated else {})},
        sources={"研修種別": a.cell("field"), "評価方法": a.cell("method")},
    )


def _filer(a: Application, order: FilingOrder) -> list[str] | Refusal:
    """名称, 所在地, 代表者 of the body."""
    if a.first.address and a.first.representative:
        return (
            hole_of(a, ("address", "representative"))
            or _differs(a, ("address", "representative"))
            or [a.name, a.first.address, a.first.representative]
        )
    if len(order.filer) < 3:
        column = "address" if not a.first.address else "representative"
        return lacking(a.first, column, "（自分の法人の申請なら発行者の指定でも入れられます）")
    if body_key(order.filer[0]) != body_key(a.name):
        return refusal(a.cell("name"), a.name, "form-filer-differs", filer=order.filer[0])
    return list(order.filer)


def _differs(a: Application, columns: Sequence[str]) -> Refusal | None:
    """Lines of one paper that say different things where it can say only one."""
    for column in columns:
        if len({getattr(line, column) for line in a.lines}) > 1:
            cells = " と ".join(a.cells(column)[:2])
            return refusal(a.cell(column), a.name, "form-filing-differs", cells=cells)
    return None


def _renewal(
    a: Application, order: FilingOrder, year: int, batch: Batch
) -> dict[str, str] | Refusal:
    """What 第4号 says besides; under "" what the clerk is told."""
    designated = a.first.designated_on
    assert designated
    if fiscal_year(designated) >= year:
        shown = {"day": wareki.show(designated), "year": label(year)}
        return refusal(a.cell("designated_on"), a.name, "form-renewal-same-year", **shown)
    undesignated = _undesignated(a, order)
    if undesignated:
        return undesignated
    values = {
        "指定年月日": wareki.to_wareki(designated),
        "実施年度": label(year).split("年度")[0],
    }
    if all(omitted(line.papers.get("lecturers", "")) for line in a.lines):
        values["講師に関する書類"] = "（前年度から変更がないため省略）"
    said = [line.changes for line in a.lines if line.changes and not says_nothing(line.changes)]
    known = changed(a, order.previous) if order.previous is not None else ""
    if known is None:
        batch.remarks.append(remark(a.cell("name"), a.name, "form-previous-not-found", name=a.name))
    note = "\n".join(
        [*dict.fromkeys(s for s in said if not omitted(s)), *([known] if known else [])]
    )
    if note:
        values["前年度からの変更"] = values[""] = note
    return values


def _undesignated(a: Application, order: FilingOrder) -> Refusal | None:
    """Kinds that were never designated (R32), by the 指定台帳 or else by last year's filings."""
    if order.coverage is not None:
        number = order.coverage.number(a.name)
        if number is None:
            return refusal(a.cell("name"), a.name, "form-renewal-body-unknown", name=a.name)
        new = [k.name for k in a.kinds if (number, k.number) not in order.coverage.years]
        rule = "form-renewal-undesignated"
    else:
        new, rule = new_kinds(a, order.previous or ()), "form-renewal-new-kind"
    return refusal(a.cell("field"), a.name, rule, kinds="、".join(new)) if new else None


def _content(a: Application, annex: bool) -> dict[str, str]:
    """The table of the form; several kinds go to 別紙 where the blank has one (様式第2号 注), else
    line by line."""
    if len(a.lines) > 1 and annex:
        return {"研修種別": SEVERAL, "研修時間数": SEVERAL, "評価方法": SEVERAL}
    several = len(a.lines) > 1
    times, methods = [], []
    for line in a.lines:
        time = hours(line.minutes or 0)
        times.append(f"{line.kind.name} {time}" if several and line.kind else time)
        methods.append(line.method)
    return {
        "研修種別": "\n".join(k.name for k in a.kinds),
        "研修時間数": "\n".join(times),
        "評価方法": "\n".join(dict.fromkeys(methods)),
    }


def _papers(a: Application, renewal: bool) -> Refusal | None:
    """添付書類 of every kind: all three; of 様式第4号 the lecturers' may be left out when nothing
    changed (様式第4号 注, R29)."""
    for line in a.lines:
        for column in PAPERS:
            text = line.papers.get(column, "")
            if attached(text) or (renewal and column == "lecturers" and omitted(text)):
                continue
            if column not in line.papers:
                return refusal(line.cell(column), a.name, "form-paper-column", column=title(column))
            rest = ""
            if renewal and column == "lecturers":
                rest = "（前年度から変更がなければ「変更なし」と入れると省略できます）"
            return refusal(
                line.cell(column), a.name, "form-paper-missing", column=title(column), hint=rest
            )
    return None


def _short(a: Application, profile: Profile) -> Refusal | None:
    """15 hours a kind (Guideline 3(3))."""
    required = int(profile.completion.required_minutes)
    for line in a.lines:
        if line.kind and line.minutes is not None and line.minutes < required:
            return refusal(
                line.cell("minutes"),
                a.name,
                "form-minutes-short",
                kind=line.kind.name,
                time=hours(line.minutes),
                required=hours(required),
            )
    return None
