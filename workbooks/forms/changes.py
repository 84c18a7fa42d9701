"""前年度からの変更 (様式第4号): what a renewal says otherwise than last year's filing of the same body."""

from __future__ import annotations

from collections.abc import Sequence

from validators.guideline.bodies import body_key
from validators.text import is_ditto, squeeze
from validators.values.answers import says_nothing
from validators.values.durations import hours
from workbooks.applications.filing import Application, Line, omitted, title

# Papers, days and money are new every year by their nature; these are what a body is designated by.
_OF_THE_BODY = ("address", "representative", "contact")
_OF_A_KIND = ("venue", "capacity", "lecturers", "outsourcing", "budget")


def changed(now: Application, previous: Sequence[Line]) -> str | None:
    """What is different from last year's filing, "" when nothing is, None when none was found."""
    before = [p for p in previous if body_key(p.name) == body_key(now.name) and p.kind]
    if not before:
        return None
    found = [
        f"{title(column)} {old} → {new}"
        for column in _OF_THE_BODY
        if (old := _said(before, column)) and (new := _said(now.lines, column))
        if squeeze(old) != squeeze(new)
    ]
    last = {line.kind.number: line for line in before if line.kind}
    for line in now.lines:
        if line.kind is None:
            continue
        old_line = last.get(line.kind.number)
        if old_line is None:
            found.append(f"{line.kind.name}: 前年度にない種別")
        else:
            found += [f"{line.kind.name}: {what}" for what in _of_kind(old_line, line)]
    kept = {k.number for k in now.kinds}
    for number in sorted(last.keys() - kept):
        kind = last[number].kind
        found.append(f"{kind.name if kind else ''}: 今年度は実施しない")
    return "、".join(dict.fromkeys(found))


def new_kinds(now: Application, previous: Sequence[Line]) -> list[str]:
    """Kinds the body did not file last year: they need 様式第2号 unless the 指定台帳 has them (R32)."""
    before = {p.kind.number for p in previous if p.kind and body_key(p.name) == body_key(now.name)}
    return [k.name for k in now.kinds if before and k.number not in before]


def _of_kind(old: Line, new: Line) -> list[str]:
    found = []
    if old.minutes != new.minutes:
        found.append(f"研修時間数 {hours(old.minutes or 0)} → {hours(new.minutes or 0)}")
    if squeeze(old.method) != squeeze(new.method):
        found.append(f"評価方法 {old.method} → {new.method}")
    for column in _OF_A_KIND:
        before, after = old.texts.get(column, ""), new.texts.get(column, "")
        if column == "lecturers" and omitted(after):
            continue
        if _tells(before) and _tells(after) and squeeze(before) != squeeze(after):
            found.append(f"{title(column)} {before} → {after}")
    return found


def _said(lines: Sequence[Line], column: str) -> str:
    said = [line.texts.get(column, "") for line in lines if _tells(line.texts.get(column, ""))]
    return said[0] if said else ""


def _tells(text: str) -> bool:
    """Is there something to compare: neither blank nor 〃 nor なし?"""
    return bool(text) and not is_ditto(text) and not says_nothing(text)
