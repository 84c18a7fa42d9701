"""添付書類 and 様式第4号: which papers may be left out, and whether a designation can go on (Guideline 6(3))."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from validators.guideline.bodies import same_body
from validators.guideline.coverage import UNKNOWN
from validators.guideline.fiscal_year import fiscal_year, label
from validators.schemas.applications.cells import read_paper
from validators.schemas.rule import Found, Frame, TableRule, found_among
from validators.text import squeeze, to_text
from validators.values.answers import UNCHANGED, says_omitted, says_yes

_RENEWAL_RULES = (
    "renewal-kind-not-designated",
    "renewal-body-unknown",
    "renewal-number-differs",
)


def paper_rules(column: str) -> tuple[TableRule, ...]:
    """Makes the rules on one paper of an application: missing, left out, or promised for later."""

    def find(f: Frame) -> dict[str, Found]:
        found: dict[str, Found] = {}
        excused = unchanged(f) if column == "lecturers" else None
        for i in f.records.typed.index:
            if not f.blank(column)[i] and not f.at(column, i):
                continue  # a table without this column
            rule = paper_rule(f.at(column, i), excused is not None and bool(excused[i]))
            if rule:
                found.setdefault(rule, {})[i] = {
                    "column": column,
                    "value": to_text(f.at(column, i)),
                }
        return found

    rules = tuple(f"attachment-{s}" for s in ("missing", "omitted", "later", "unclear"))
    return tuple(found_among(rule, column, (column,), find) for rule in rules)


def paper_rule(value: object, excused: bool, prefix: str = "attachment") -> str:
    """Gives the id of the rule a paper breaks, "" where it is there or may be left out (様式第4号 注4)."""
    state = read_paper(value)
    if state == "there" or (excused and state in ("none", "omitted")):
        return ""
    if "変更" in squeeze(to_text(value)) and state == "omitted":
        return ""  # 変更なしのため省略: said in the cell itself
    return f"{prefix}-{'missing' if state == 'none' else state}"


def unchanged(f: Frame) -> pd.Series:
    """Tells which renewals tick 前年度から変更なし: the lecturers' papers may be left out (様式第4号)."""
    if "unchanged" not in f.records.typed:
        return pd.Series(False, index=f.records.typed.index)
    ticked = f["unchanged"].map(lambda v: says_yes(v, UNCHANGED) or (bool(v) and says_omitted(v)))
    return f["renewal"] & ticked.eq(True)


def renewal_rules() -> tuple[TableRule, ...]:
    """Makes the rules that compare a 様式第4号 with the 指定台帳."""
    needs = {
        "renewal-kind-not-designated": ("field", ("applicant", "field", "first_day")),
        "renewal-body-unknown": ("applicant", ("applicant", "field", "first_day")),
        "renewal-number-differs": ("agency_number", ("agency_number", "applicant", "field")),
    }
    return tuple(
        replace(found_among(rule, column, wanted, _renewals), given="coverage")
        for rule, (column, wanted) in needs.items()
    )


def _renewals(f: Frame) -> dict[str, Found]:
    """A 様式第4号 is compared with what held in the year before (R32)."""
    coverage = f.context.coverage
    out: dict[str, Found] = {rule: {} for rule in _RENEWAL_RULES}
    if coverage is None:
        return out
    for i in f.records.typed.index[f["renewal"] & f["kind"].notna()]:
        name = to_text(f.at("applicant", i))
        given = _number(f, "agency_number", i)
        number = given if given is not None else coverage.number(name)
        if number is None or number not in coverage.names:
            out["renewal-body-unknown"][i] = {"name": name}
            continue
        known = coverage.names_of(number)
        if name and not any(same_body(name, k) for k in known):
            out["renewal-number-differs"][i] = {
                "number": f"{number:02}",
                "name": name,
                "known": known[-1],
            }
            continue
        year = _year(f, i)
        if year is None:
            continue
        if coverage.verdict(number, int(f.at("kind", i)), year - 1) not in ("", UNKNOWN):
            out["renewal-kind-not-designated"][i] = {
                "kind": f.at("field", i).name,
                "year": label(year),
            }
    return out


def _number(f: Frame, column: str, i: int) -> int | None:
    if column not in f.records.typed or pd.isna(f.at(column, i)):
        return None
    return int(f.at(column, i))


def _year(f: Frame, i: int) -> int | None:
    """The fiscal year a renewal is for: said, else that of its first day."""
    year = _number(f, "fiscal_year", i)
    if year is None and pd.notna(f.at("first_day", i)):
        return fiscal_year(f.at("first_day", i).date())
    return year
