"""The pandera schema of the 研修修了者名簿: rules over several cells or rows, each under the column that has to be corrected.

A pandera check over two columns would blame every column of the row. Here each rule sits under the one column it blames and
looks at the whole typed frame, so ``failure_cases`` already names the cell; ``_notes`` is the only reader of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from validators.guideline import fields, prefectures
from validators.guideline.coverage import Coverage
from validators.guideline.fiscal_year import fiscal_year, label
from validators.names import compare
from validators.numbers import certificate
from validators.profile import Profile
from validators.reading import Note
from validators.schemas.records import Fault, Records, understand

SCHEME_START = dt.date(2017, 4, 1)
_NOT_COMPLETED = re.compile(r"未修了|修了不可|修了(を|の)?取消|取り?消し|評価(せず|しない|を行わない)|不合格|指示に従わ")
_REFUSED = re.compile(r"不同意|同意(なし|無し|しない|せず|得られず)|拒否|なし|無し?|いいえ|[×✕]|NO", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules need besides the rows. ``where(record, column)`` names a cell, e.g. "J10" or "名簿2!J10"."""

    today: dt.date
    profile: Profile
    where: Callable[[int, str], str]
    coverage: Coverage | None = None


Params = Callable[["Frame", int], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class RosterRule:
    """``holds`` gives one bool per record; ``params`` fills the sentence for a record that fails."""

    id: str
    column: str
    needs: tuple[str, ...]
    holds: Callable[[Frame], pd.Series]
    params: Params = lambda f, i: {}


@dataclass(slots=True)
class Frame:
    """What a rule sees: the typed columns, the blanks, the context, and groups computed once."""

    records: Records
    context: Context
    _others: dict[tuple[str, ...], dict[int, list[int]]] = field(default_factory=dict)

    def __getitem__(self, column: str) -> pd.Series:
        return self.records.typed[column]

    def at(self, column: str, record: int) -> object:
        """One typed value."""
        return self.records.typed.at[record, column]

    def date(self, column: str, record: int) -> str:
        """A date for a sentence."""
        return f"{self.records.typed.at[record, column]:%Y-%m-%d}"

    def blank(self, column: str) -> pd.Series:
        """Empty cells of a column; all False where no table has it."""
        known = self.records.blank.get(column)
        return known if known is not None else pd.Series(False, index=self.records.typed.index)

    def others(self, *columns: str) -> dict[int, list[int]]:
        """Record → the other records that share all these values (blank shares nothing)."""
        if columns not in self._others:
            wanted = self.records.typed[list(columns)]
            wanted = wanted[wanted.notna().all(axis=1)]
            twice = wanted[wanted.duplicated(keep=False)]
            groups: dict[tuple[object, ...], list[int]] = {}
            for i, *key in twice.itertuples(name=None):
                groups.setdefault(tuple(key), []).append(i)
            found = {i: [j for j in members if j != i] for members in groups.values() for i in members}
            self._others[columns] = found
        return self._others[columns]

    def fails(self, records: Sequence[int] | set[int]) -> pd.Series:
        """All true but for these records."""
        holds = pd.Series(True, index=self.records.typed.index)
        holds.loc[list(records)] = False
        return holds

    def naming(self, records: Sequence[int], column: str) -> str:
        """Cells of other records, at most three by name."""
        cells = "、".join(self.context.where(i, column) for i in records[:3])
        return cells if len(records) <= 3 else f"{cells} ほか{len(records) - 3}件"


def check(values: Mapping[str, Sequence[object]], context: Context) -> list[Fault]:
    """Every fault of the records, in record order; values as for ``records.understand``. Rules the profile turns off are left out."""
    records = understand(values, today=context.today)
    if not len(records):
        return []
    frame = Frame(records, context)
    faults = records.faults + list(_validate(frame))
    faults = [f for f in faults if context.profile.severity(f.note.rule) is not None]
    order = {column: i for i, column in enumerate(values)}
    return sorted(faults, key=lambda f: (f.record, order.get(f.column, 99)))


def schema(frame: Frame) -> pa.DataFrameSchema:
    """One ``Column`` per blamed column, one ``Check`` per rule; ``Check.error`` is the rule's id."""
    columns: dict[str, list[pa.Check]] = {}
    for rule in RULES:
        if rule.column in frame.records.typed and all(n in frame.records.typed for n in rule.needs):
            run = pa.Check(lambda _, rule=rule: rule.holds(frame), error=rule.id, ignore_na=False, name=rule.id)
            columns.setdefault(rule.column, []).append(run)
    return pa.DataFrameSchema({c: pa.Column(None, checks, nullable=True) for c, checks in columns.items()})


def _validate(frame: Frame) -> list[Fault]:
    try:
        schema(frame).validate(frame.records.typed, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        if cases["index"].isna().any():     # a rule itself failed: our fault, never the clerk's
            raise RuntimeError(f"rule failed: {sorted(set(cases.loc[cases['index'].isna(), 'check']))}") from None
        by_id = {(rule.column, rule.id): rule for rule in RULES}
        found = zip(cases["column"], cases["check"], cases["index"], strict=True)
        return [Fault(int(i), column, Note(name, by_id[column, name].params(frame, int(i)))) for column, name, i in found]
    return []


# ---------------------------------------------------------------- rules


def _present(rule: str, column: str) -> RosterRule:
    return RosterRule(rule, column, (column,), lambda f: ~f.blank(column))


def _number_params(f: Frame, i: int) -> Mapping[str, object]:
    kind, prefecture = int(f["number_kind"][i]), int(f["number_prefecture"][i])
    return {
        "digit": kind, "digit_name": fields.by_number(kind).name, "field": getattr(f.at("field", i), "name", ""),
        "year": int(f["number_year"][i]), "pp": prefecture,
    }


def _dates(f: Frame, i: int) -> Mapping[str, object]:
    typed = f.records.typed
    names = {"birth": "birth_date", "completed": "completed_on", "issued": "issued_on"}
    known = {k: f.date(c, i) for k, c in names.items() if c in typed and pd.notna(typed.at[i, c])}
    year = {"year": int(f["number_year"][i])} if "number_year" in typed and pd.notna(f["number_year"][i]) else {}
    return {**known, **year}


def _past(f: Frame, column: str) -> pd.Series:
    return ~(f[column] > pd.Timestamp(f.context.today))


def _future(column: str) -> RosterRule:
    return RosterRule(
        "date-future", column, (column,), lambda f: _past(f, column),
        lambda f, i: {"column": column, "date": f.date(column, i), "today": f.context.today.isoformat()},
    )


def _year_early(f: Frame) -> pd.Series:
    return ~(f["number_year"] < f["completed_on"].dt.year)


def _year_after(f: Frame, years: Callable[[pd.Series], pd.Series]) -> pd.Series:
    late = years(f["number_year"] - f["completed_on"].dt.year)
    if "issued_on" in f.records.typed:
        late &= f["issued_on"].isna()      # with a date of issue the year is compared with that
    return ~late


def _year_of_issue(f: Frame) -> pd.Series:
    holds = f["issued_on"].isna() | f["number_year"].isna() | (f["number_year"] == f["issued_on"].dt.year)
    if "completed_on" in f.records.typed:
        holds |= ~_year_early(f)       # already said: the year lies before the completion
    return holds


def _agency(f: Frame, own: bool) -> pd.Series:
    given = f["agency_number"]
    differs = given.notna() & f["number_agency"].notna() & (given != f["number_agency"])
    return ~(differs & ((f["number_agency"] == 1) == own))


def _agency_params(f: Frame, i: int) -> Mapping[str, object]:
    return {"digit": f"{int(f['number_agency'][i]):02}", "agency": f"{int(f['agency_number'][i]):02}"}


def _own_prefecture(f: Frame) -> pd.Series:
    own = f.context.profile.prefecture
    if own is None or not f.context.profile["roster"]["own_prefecture_only"]:
        return f.fails(())
    return f["number_prefecture"].isna() | (f["number_prefecture"] == own)


def _usual_prefecture(f: Frame) -> int | None:
    """The prefecture number of nearly all rows (at least five rows, four in five)."""
    if f.context.profile.prefecture is not None or not f.context.profile["roster"]["own_prefecture_only"]:
        return None
    counts = f["number_prefecture"].value_counts()
    return int(counts.index[0]) if counts.sum() >= 5 and counts.iloc[0] >= counts.sum() * 0.8 else None


def _odd_prefecture(f: Frame) -> pd.Series:
    usual = _usual_prefecture(f)
    return f.fails(()) if usual is None else f["number_prefecture"].isna() | (f["number_prefecture"] == usual)


def _prefecture_params(f: Frame, i: int) -> Mapping[str, object]:
    digit, own, usual = int(f["number_prefecture"][i]), f.context.profile.prefecture, _usual_prefecture(f)
    return {
        "digit": f"{digit:02}", "digit_name": prefectures.name(digit), "prefecture": prefectures.name(own) if own else "",
        "usual": f"{usual:02}" if usual else "", "usual_name": prefectures.name(usual) if usual else "",
    }


def _same_person(f: Frame, i: int, j: int) -> bool:
    for column in ("registration", "name_key"):
        if column in f.records.typed and f.at(column, i) is not None and f.at(column, i) == f.at(column, j):
            return True
    return False


def _duplicates(f: Frame, same: bool) -> dict[int, list[int]]:
    """Records with one number: of one person and field (the row stands twice), or of different ones."""
    found: dict[int, list[int]] = {}
    kind = f["kind"] if "kind" in f.records.typed else None
    for i, others in f.others("number").items():
        hits = [j for j in others if (_same_person(f, i, j) and (kind is None or kind[i] == kind[j])) == same]
        if hits:
            found[i] = hits
    return found


def _duplicate(rule: str, same: bool) -> RosterRule:
    return RosterRule(
        rule, "certificate_number", ("number",), lambda f: f.fails(set(_duplicates(f, same))),
        lambda f, i: {"number": f.at("number", i), "other": f.naming(_duplicates(f, same)[i], "certificate_number")},
    )


def _gaps(f: Frame) -> dict[int, str]:
    scope = f.context.profile["numbers"]["sequence_scope"]
    width = {"series": 7, "agency-year": 6, "ever": 2}[scope]
    numbers = f["number"].dropna()
    series = pd.DataFrame({"series": numbers.str[:width], "sequence": numbers.str[7:].astype(int)}).sort_values(["series", "sequence"])
    before = series.groupby("series")["sequence"].shift()
    found = {}
    for i in series.index[(series["sequence"] - before) > 1]:
        first, last = int(before[i]) + 1, int(series.at[i, "sequence"]) - 1
        if f.records.unread_sequences.issuperset(range(first, min(last, first + 100) + 1)):
            continue        # the number stands there, only it cannot be read
        found[int(i)] = f"{first:05}" if first == last else f"{first:05}〜{last:05}"
    return found


def _field_twice(f: Frame) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for person in (("registration",), ("name_key", "birth_date")):
        if all(c in f.records.typed for c in person):
            for i, others in f.others(*person, "kind").items():
                hits = [j for j in others if "number" not in f.records.typed or f.at("number", i) != f.at("number", j)]
                if hits:
                    found.setdefault(i, hits)
    return found


def _people(f: Frame, by: tuple[str, ...], differ: Callable[[int, int], bool]) -> dict[int, int]:
    """Record → the first other record that shares ``by`` and differs."""
    found = {}
    for i, others in f.others(*by).items():
        other = next((j for j in others if differ(i, j)), None)
        if other is not None:
            found[i] = other
    return found


def _other_spelling(f: Frame, i: int, j: int) -> bool:
    return compare(str(f.at("name", i)), str(f.at("name", j))) == "folded"


def _registered_same(f: Frame, i: int, j: int) -> bool:
    return "registration" in f.records.typed and f.at("registration", i) is not None and f.at("registration", i) == f.at("registration", j)


def _maybe_same(f: Frame) -> dict[int, int]:
    return _people(f, ("name_key", "birth_date"), lambda i, j: _other_spelling(f, i, j) and not _registered_same(f, i, j))


def _spelling(f: Frame) -> dict[int, int]:
    return _people(f, ("registration", "name_key"), lambda i, j: _other_spelling(f, i, j))


def _shared(f: Frame) -> dict[int, int]:
    return _people(f, ("registration",), lambda i, j: f.at("name_key", i) != f.at("name_key", j))


def _births(f: Frame) -> dict[int, int]:
    def differ(i: int, j: int) -> bool:
        a, b = f["birth_date"][i], f["birth_date"][j]
        return bool(pd.notna(a) and pd.notna(b) and a != b)

    return _people(f, ("registration", "name_key"), differ)


def _person(rule: str, column: str, needs: tuple[str, ...], found: Callable[[Frame], dict[int, int]]) -> RosterRule:
    def params(f: Frame, i: int) -> Mapping[str, object]:
        j = found(f)[i]
        return {
            "other": f.context.where(j, column), "name": f.at("name", j), "number": f.at("registration", i) if "registration" in needs else "",
            **{k: v for k, v in _dates(f, j).items() if k == "birth"},
        }

    return RosterRule(rule, column, needs, lambda f: f.fails(set(found(f))), params)


def _ages(f: Frame) -> pd.Series:
    birth, done = f["birth_date"], f["completed_on"]
    before = (done.dt.month * 100 + done.dt.day) < (birth.dt.month * 100 + birth.dt.day)
    return done.dt.year - birth.dt.year - before


def _age_holds(f: Frame) -> pd.Series:
    roster, ages = f.context.profile["roster"], _ages(f)
    return ages.isna() | ages.between(roster["min_age"], roster["max_age"]) | (f["birth_date"] >= f["completed_on"])


def _uncovered(f: Frame, why: str) -> pd.Series:
    coverage = f.context.coverage
    if coverage is None:
        return f.fails(())
    known = f["number_agency"].notna() & (f["number_agency"] != 1) & f["completed_on"].notna() & f["number_kind"].notna()
    rows = f.records.typed.loc[known, ["number_agency", "number_kind", "completed_on"]]
    verdicts = {
        key: coverage.verdict(int(key[0]), int(key[1]), int(key[2]))
        for key in set(zip(rows["number_agency"], rows["number_kind"], _years(rows["completed_on"]), strict=True))
    }
    keys = zip(rows.index, rows["number_agency"], rows["number_kind"], _years(rows["completed_on"]), strict=True)
    return f.fails([i for i, *key in keys if verdicts[tuple(key)] == why])


def _years(dates: pd.Series) -> pd.Series:
    return dates.dt.year - (dates.dt.month < 4)


def _designation(rule: str) -> RosterRule:
    def params(f: Frame, i: int) -> Mapping[str, object]:
        agency, kind = int(f["number_agency"][i]), int(f["number_kind"][i])
        return {
            "agency": f"{agency:02}", "agency_name": f.context.coverage.name(agency) if f.context.coverage else "",
            "field": fields.by_number(kind).name, "year": label(fiscal_year(f["completed_on"][i].date())),
        }

    return RosterRule(rule, "certificate_number", ("number", "completed_on"), lambda f: _uncovered(f, rule), params)


def _matches(f: Frame, column: str, pattern: re.Pattern[str], whole: bool) -> pd.Series:
    find = pattern.fullmatch if whole else pattern.search
    hits = {text: find(text) is not None for text in f[column].dropna().unique()}
    return ~f[column].map(hits).eq(True)


def _remark(f: Frame, i: int) -> Mapping[str, object]:
    match = _NOT_COMPLETED.search(str(f.at("remarks", i)))
    return {"word": match[0] if match else ""}


RULES: tuple[RosterRule, ...] = (
    _present("name-missing", "name"),
    _present("birth-date-missing", "birth_date"),
    _present("address-missing", "address"),
    _present("field-missing", "field"),
    _present("number-missing", "certificate_number"),
    _present("completed-on-missing", "completed_on"),
    RosterRule(
        "registration-missing", "registration_number", ("registration_number", "occupation"),
        lambda f: ~(f.blank("registration_number") & f["occupation"].isin(["保育士", "主任保育士", "副主任保育士", "保育士（常勤）"])),
        lambda f, i: {"occupation": f.at("occupation", i)},
    ),
    RosterRule("municipality-missing", "municipality", ("municipality", "employer"), lambda f: ~(f.blank("municipality") & f["employer"].notna())),
    RosterRule("employer-missing", "employer", ("municipality", "employer"), lambda f: ~(f.blank("employer") & f["municipality"].notna())),
    RosterRule(
        "date-before-scheme", "completed_on", ("completed_on",), lambda f: ~(f["completed_on"] < pd.Timestamp(SCHEME_START)),
        lambda f, i: {"date": f.date("completed_on", i)},
    ),
    _future("birth_date"),
    _future("completed_on"),
    _future("issued_on"),
    RosterRule(
        "issued-before-completion", "issued_on", ("issued_on", "completed_on"), lambda f: ~(f["issued_on"] < f["completed_on"]), _dates
    ),
    RosterRule(
        "birth-after-completion", "birth_date", ("birth_date", "completed_on"),
        lambda f: ~(f["birth_date"] >= f["completed_on"]) | ~_past(f, "birth_date"), _dates,
    ),
    RosterRule(
        "age-implausible", "birth_date", ("birth_date", "completed_on"), _age_holds,
        lambda f, i: {**_dates(f, i), "age": int(_ages(f)[i])},
    ),
    RosterRule(
        "number-field", "certificate_number", ("number", "kind"),
        lambda f: f["kind"].isna() | f["number_kind"].isna() | (f["kind"] == f["number_kind"]), _number_params,
    ),
    RosterRule("number-year-early", "certificate_number", ("number", "completed_on"), _year_early, _dates),
    RosterRule(
        "number-year-next", "certificate_number", ("number", "completed_on"), lambda f: _year_after(f, lambda n: n == 1), _dates
    ),
    RosterRule("number-year-late", "certificate_number", ("number", "completed_on"), lambda f: _year_after(f, lambda n: n > 1), _dates),
    RosterRule(
        "number-year-issued", "certificate_number", ("number", "issued_on"),
        _year_of_issue, _dates,
    ),
    RosterRule("number-other-prefecture", "certificate_number", ("number",), _own_prefecture, _prefecture_params),
    RosterRule("number-odd-prefecture", "certificate_number", ("number",), _odd_prefecture, _prefecture_params),
    RosterRule(
        "number-agency-prefecture", "certificate_number", ("number", "agency_number"), lambda f: _agency(f, True), _agency_params
    ),
    RosterRule(
        "number-agency-mismatch", "certificate_number", ("number", "agency_number"), lambda f: _agency(f, False), _agency_params
    ),
    _duplicate("number-duplicate", False),
    _duplicate("row-duplicate", True),
    RosterRule(
        "number-gap", "certificate_number", ("number",), lambda f: f.fails(set(_gaps(f))), lambda f, i: {"missing": _gaps(f)[i]}
    ),
    RosterRule(
        "person-field-twice", "field", ("kind", "name_key"), lambda f: f.fails(set(_field_twice(f))),
        lambda f, i: {"field": getattr(f.at("field", i), "name", ""), "other": f.naming(_field_twice(f)[i], "field")},
    ),
    _person("person-maybe-same", "name", ("name_key", "birth_date"), _maybe_same),
    _person("person-spelling", "name", ("name_key", "registration"), _spelling),
    _person("registration-shared", "registration_number", ("name_key", "registration"), _shared),
    _person("birth-date-differs", "birth_date", ("name_key", "registration", "birth_date"), _births),
    RosterRule("remarks-not-completed", "remarks", ("remarks",), lambda f: _matches(f, "remarks", _NOT_COMPLETED, False), _remark),
    RosterRule("consent-refused", "consent", ("consent",), lambda f: _matches(f, "consent", _REFUSED, True)),
    _designation("agency-unknown"),
    _designation("designation-kind-missing"),
    _designation("designation-expired"),
    _designation("designation-void"),
)
