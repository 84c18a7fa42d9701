"""様式第2号, 第3号, 第4号 from the rows of an application ledger (Guideline 6): pages, and what
keeps a row from being printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from validators.guideline.bodies import body_key
from validators.guideline.coverage import Coverage
from validators.guideline.fields import by_number
from validators.guideline.fiscal_year import fiscal_year, label
from validators.numbers import prefecture as prefectures
from validators.problems import FileProblem
from validators.profile import Profile
from validators.text import squeeze
from validators.values import dates as wareki
from validators.values.durations import hours
from workbooks.applications.filing import HEADINGS, Application, attached, omitted
from workbooks.forms.pages import Batch, Page, Refusal, refusal

SEVERAL = "別紙のとおり"
_ATTACHMENTS = ("plan", "curriculum", "lecturers")
_LAST_AGENCY = 99


def applications(
    found: Sequence[Application],
    profile: Profile,
    *,
    filer: Sequence[str],
    filed_on: dt.date | None,
    annex: bool,
) -> Batch:
    """様式第2号. ``filer``: 名称, 所在地, 代表者 of the body itself where the ledger has no such
    columns. ``annex``: the blank has a sheet 別紙."""
    return _filings(found, profile, filer, filed_on, annex, renewal=False)


def renewals(
    found: Sequence[Application],
    profile: Profile,
    *,
    filer: Sequence[str],
    filed_on: dt.date | None,
    annex: bool,
    coverage: Coverage | None = None,
    previous: Sequence[Application] = (),
) -> Batch:
    """様式第4号 (Guideline 6(3)): as 様式第2号, with the day of the designation and the fiscal year
    it is carried on to.

    With ``coverage`` (指定台帳) a kind that was never designated is refused: it needs 様式第2号
    (R32). With ``previous``, last
    year's filings, each page says what changed since.
    """
    return _filings(
        found, profile, filer, filed_on, annex, renewal=True, coverage=coverage, previous=previous
    )


def notices(
    found: Sequence[Application],
    *,
    issuer: Sequence[str],
    issued_on: dt.date | None,
    known: Mapping[int, str] | None,
) -> Batch:
    """様式第3号 for approved applications. ``known``: agency number → name of every body ever
    designated (指定台帳), None without one."""
    batch = Batch()
    numbers = {body_key(name): number for number, name in (known or {}).items() if name}
    taken = set(known or ()) | {a.agency_number for a in found if a.agency_number}
    for a in found:
        if a.approved is False:
            batch.refused.append(refusal(a.cell("approval"), a.name, "form-not-approved"))
            continue
        hole = _hole(a, ("name", "kind", "filed_on"), ())
        day = issued_on or a.designated_on
        if not hole and not a.representative:
            hole = _lacking(a, "representative")
        if not hole and day is None:
            hole = refusal(a.cell("designated_on"), a.name, "form-notice-day-missing")
        if not hole and a.filed_on and day and day < a.filed_on:
            hole = refusal(
                a.cell("filed_on"),
                a.name,
                "form-notice-day-early",
                day=wareki.show(day),
                filed=wareki.show(a.filed_on),
            )
        number = hole or _agency_number(a, numbers, taken, known)
        if isinstance(number, Refusal):
            batch.refused.append(number)
            continue
        numbers[body_key(a.name)] = number
        taken.add(number)
        assert day and a.filed_on
        kinds = sorted({k.number: k for k in a.kinds}.values(), key=lambda k: k.number)
        batch.pages.append(
            Page(
                f"{number:02}",
                a.name,
                {
                    "宛先": f"{a.name}\n{a.representative}",
                    "申請年月日": wareki.to_wareki(a.filed_on),
                    "研修実施機関番号": f"{number:02}",
                    "研修実施機関の名称": a.name,
                    "研修種別番号": "、".join(str(k.number) for k in kinds),
                    "研修種別": "、".join(k.name for k in kinds),
                    "通知年月日": wareki.to_wareki(day),
                    "発行者": "\n".join(issuer),
                },
                cell=a.cell("name"),
            )
        )
    return batch


def _agency_number(
    a: Application, numbers: Mapping[str, int], taken: set[int], known: Mapping[int, str] | None
) -> int | Refusal:
    """The body's number of earlier years, the one written in the ledger, or the next free one; 01
    is the prefecture (Guideline 5(2))."""
    kept, written = numbers.get(body_key(a.name)), a.agency_number
    if written == 1 or kept == 1:
        return refusal(a.cell("agency_number"), a.name, "form-agency-prefecture")
    if written and kept and written != kept:
        return refusal(
            a.cell("agency_number"),
            a.name,
            "form-agency-differs",
            number=f"{written:02}",
            known=f"{kept:02}",
        )
    if written and known and body_key(known.get(written, a.name)) != body_key(a.name):
        return refusal(
            a.cell("agency_number"),
            a.name,
            "form-agency-taken",
            number=f"{written:02}",
            name=known[written],
        )
    if kept or written:
        return kept or written or 0
    if known is None:
        return refusal(a.cell("agency_number"), a.name, "form-agency-unknown")
    number = max(taken | {1}) + 1  # not a gap: it may be the number of a body that no longer trains
    if number <= _LAST_AGENCY:
        return number
    gaps = [f"{n:02}" for n in range(2, _LAST_AGENCY + 1) if n not in taken]
    if gaps:
        return refusal(
            a.cell("agency_number"), a.name, "form-agency-gaps", gaps="、".join(gaps[:5])
        )
    return refusal(a.cell("name"), a.name, "form-agency-hundredth")


def _filings(
    found: Sequence[Application],
    profile: Profile,
    filer: Sequence[str],
    filed_on: dt.date | None,
    annex: bool,
    *,
    renewal: bool,
    coverage: Coverage | None = None,
    previous: Sequence[Application] = (),
) -> Batch:
    if profile.prefecture is None:
        raise FileProblem(
            "宛先の都道府県が分かりません。--prefecture 群馬県 のように指定するか、運用設定の prefecture "
            "に書いてください。"
        )
    governor = f"{prefectures.name(profile.prefecture)}知事"
    batch = Batch()
    date, who = ("届出年月日", "届出者") if renewal else ("申請年月日", "申請者")
    for a in found:
        day = filed_on or a.filed_on
        hole = (
            _hole(a, ("name", "kind", *(() if filed_on else ("filed_on",))), ("minutes", "method"))
            or _papers(a, renewal)
            or _short(a, profile)
        )
        lines = [a.name, a.address, a.representative]
        if not hole and not (a.address and a.representative):
            if len(filer) < 3:
                hole = _lacking(
                    a,
                    "address" if not a.address else "representative",
                    '（自分の法人の申請なら --issuer "名称\\n所在地\\n代表者" でも指定できます）',
                )
            elif body_key(filer[0]) != body_key(a.name):
                hole = refusal(a.cell("name"), a.name, "form-filer-differs", filer=filer[0])
            else:
                lines = list(filer)
        year = a.fiscal_year or (
            fiscal_year(day) + (1 if day.month in (1, 2, 3) else 0) if day else None
        )
        if not hole and renewal:
            hole = _renewable(a, year) or _undesignated(a, coverage)
        if hole:
            batch.refused.append(hole)
            continue
        assert day and year
        note = ""
        values = {
            date: wareki.to_wareki(day),
            "宛先": governor,
            who: "\n".join(lines),
            **_content(a, annex),
        }
        if renewal:
            assert a.designated_on
            values |= {
                "指定年月日": wareki.to_wareki(a.designated_on),
                "実施年度": label(year).split("年度")[0],
            }
            if omitted(a.attachments["lecturers"]):
                values["講師に関する書類"] = "（前年度から変更がないため省略）"
            note = "\n".join(filter(None, (a.changes, changed(a, previous))))
            if note:
                values["前年度からの変更"] = note
        rows = [
            (k.name, hours(m or 0), method)
            for k, m, method in zip(a.kinds, a.minutes, a.methods, strict=True)
        ]
        batch.pages.append(
            Page(
                a.receipt,
                a.name,
                values,
                annex=rows if annex and len(rows) > 1 else (),
                cell=a.cell("name"),
                note=note,
            )
        )
    return batch


def changed(now: Application, previous: Sequence[Application]) -> str:
    """What is different from last year's filings of the same body, kind by kind; "" without any, or when nothing is."""
    before = {
        k.number: (m, method)
        for a in previous
        if body_key(a.name) == body_key(now.name)
        for k, m, method in zip(a.kinds, a.minutes, a.methods, strict=True)
    }
    if not before:
        return ""
    found = []
    for kind, minutes, method in zip(now.kinds, now.minutes, now.methods, strict=True):
        if kind.number not in before:
            found.append(f"{kind.name}: 前年度にない種別")
            continue
        old_minutes, old_method = before[kind.number]
        if minutes != old_minutes:
            found.append(
                f"{kind.name}: 研修時間数 {hours(old_minutes or 0)} → {hours(minutes or 0)}"
            )
        if squeeze(method) != squeeze(old_method):
            found.append(f"{kind.name}: 評価方法 {old_method} → {method}")
    gone = [by_number(n).name for n in sorted(before.keys() - {k.number for k in now.kinds})]
    return "、".join([*found, *(f"{name}: 今年度は実施しない" for name in gone)])


def _content(a: Application, annex: bool) -> dict[str, str]:
    """The table of the form; several kinds go to 別紙 where the blank has one (様式第2号 注), else line by line."""
    if len(a.kinds) > 1 and annex:
        return {"研修種別": SEVERAL, "研修時間数": SEVERAL, "評価方法": SEVERAL}
    several = len(a.kinds) > 1
    times = [
        f"{k.name} {hours(m or 0)}" if several else hours(m or 0)
        for k, m in zip(a.kinds, a.minutes, strict=True)
    ]
    return {
        "研修種別": "\n".join(k.name for k in a.kinds),
        "研修時間数": "\n".join(times),
        "評価方法": "\n".join(dict.fromkeys(a.methods)),
    }


def _hole(a: Application, needed: Sequence[str], per_kind: Sequence[str]) -> Refusal | None:
    for column, value in a.unreadable:
        if column in (*needed, *per_kind, "designated_on"):
            return refusal(
                a.cell(column),
                a.name,
                "form-value-unreadable",
                column=HEADINGS[column][0],
                value=value,
            )
    filled = {
        "name": bool(a.name),
        "kind": bool(a.kinds),
        "filed_on": a.filed_on is not None,
        "minutes": bool(a.minutes) and all(m is not None for m in a.minutes),
        "method": bool(a.methods) and all(a.methods),
    }
    return next(
        (_lacking(a, column) for column in (*needed, *per_kind) if not filled[column]), None
    )


def _lacking(a: Application, column: str, hint: str = "") -> Refusal:
    rule = "form-value-missing" if column in a.headings else "form-column-missing"
    return refusal(a.cell(column), a.name, rule, column=HEADINGS[column][0], hint=hint)


def _papers(a: Application, renewal: bool) -> Refusal | None:
    """添付書類: all three; of 様式第4号 the lecturers' may be left out when nothing changed (様式第4号 注, R29)."""
    for column in _ATTACHMENTS:
        text = a.attachments.get(column, "")
        if attached(text) or (renewal and column == "lecturers" and omitted(text)):
            continue
        title = HEADINGS[column][0]
        if column not in a.attachments:
            return refusal(a.cell(column), a.name, "form-paper-column", column=title)
        rest = (
            "（前年度から変更がなければ「変更なし」と入れると省略できます）"
            if renewal and column == "lecturers"
            else ""
        )
        return refusal(a.cell(column), a.name, "form-paper-missing", column=title, hint=rest)
    return None


def _short(a: Application, profile: Profile) -> Refusal | None:
    """15 hours a kind (Guideline 3(3))."""
    required = int(profile.completion.required_minutes)
    for kind, minutes in zip(a.kinds, a.minutes, strict=True):
        if minutes is not None and minutes < required:
            return refusal(
                a.cell("minutes"),
                a.name,
                "form-minutes-short",
                kind=kind.name,
                time=hours(minutes),
                required=hours(required),
            )
    return None


def _renewable(a: Application, year: int | None) -> Refusal | None:
    if a.designated_on is None:
        return _lacking(a, "designated_on")
    if year is not None and fiscal_year(a.designated_on) >= year:
        return refusal(
            a.cell("designated_on"),
            a.name,
            "form-renewal-same-year",
            day=wareki.show(a.designated_on),
            year=label(year),
        )
    return None


def _undesignated(a: Application, coverage: Coverage | None) -> Refusal | None:
    if coverage is None:
        return None
    number = next(
        (n for n, name in coverage.names.items() if body_key(name) == body_key(a.name)), None
    )
    new = [k.name for k in a.kinds if (number, k.number) not in coverage.years]
    if not new:
        return None
    return refusal(a.cell("kind"), a.name, "form-renewal-undesignated", kinds="、".join(new))
