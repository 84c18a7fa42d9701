"""Which column of a found roster table is what (列の対応): by its labels, its neighbours, what
stands below, and what is printed above."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from validators.guideline import fields
from validators.numbers import agency, municipality, registration
from validators.text import is_blank, normalize, squeeze, to_text
from validators.values import dates as wareki
from validators.values.answers import COMPLETED, Answer, read_answer
from workbooks.grid import Value, address, column_letter
from workbooks.tables.find import FoundTable, field_in_label
from workbooks.tables.headings import ASIDE, DATE_PARTS, DATES, TITLES, in_context, meaning

_CONTEXT_COLUMNS = ("field", "completed_on", "issued_on", "agency_number", "agency_name")
_SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Group:
    """Where one completion's values stand: canonical name → 1-based column; ``field`` is set where
    the heading names it."""

    at: dict[str, int]
    field: fields.Field | None = None
    own: frozenset[str] = frozenset()  # names that stand in columns of this 研修分野 alone


def column_names(found: FoundTable) -> dict[int, str]:
    """Column → canonical name ("" unknown, "aside" known but unchecked); each name once per 研修分野."""
    names: dict[int, str] = {}
    taken: dict[tuple[str, int], int] = {}
    left = ""
    era_of: str = ""
    for heading in found.headings:
        column, name = heading.column, in_context(heading, left)
        named = next((f.number for label in heading.labels if (f := field_in_label(label))), 0)
        if name.startswith("?"):
            name, era_of = _by_content(found, column, name, era_of)
        if name == "employer_address" and _fits(found, column, "municipality") > 0.5:
            name = "municipality"  # 勤務先所在地 over 前橋市, 高崎市 …
        if name in TITLES and (name, named) in taken:
            other = taken[name, named]
            if _fits(found, column, name) > _fits(found, other, name):
                names[other] = ASIDE
            else:
                name = ASIDE
        if name in TITLES:
            taken[name, named] = column
            left = name
        elif name == "employer_address":
            left = name
        names[column] = name
    if not {"name", "family_name"} & set(names.values()):
        for column, name in names.items():  # 氏名（フリガナ） over both in one cell
            if name == "kana" and _fits(found, column, "name") > 0.5:
                names[column] = "name"
    if not any(n == "completed_on" for n in names.values()):
        for heading in found.headings:
            if in_context(heading, "") == "?completed_on":
                names[heading.column] = "completed_on"
                break
    return names


def _by_content(found: FoundTable, column: int, name: str, era_of: str) -> tuple[str, str]:
    """Decide an ambiguous heading by what stands below it, or by the date it is a part of."""
    if (
        name in DATE_PARTS
    ):  # 元号・年・月・日 in four cells without a common heading belong to the birth date
        if name == "?era":
            era_of = "birth_date"
        return (f"{era_of}{name}" if era_of else ASIDE), era_of
    if name == "?number":
        for candidate in ("certificate_number", "registration_number"):
            if _fits(found, column, candidate) > 0.5:
                return candidate, era_of
    return ASIDE, era_of


def _body(found: FoundTable, column: int) -> list[Value]:
    rows = found.body[:_SAMPLE]
    return [v for r in rows if not is_blank(v := found.grid.value(r, column))]


def _fits(found: FoundTable, column: int, name: str) -> float:
    """Share of the column's values that look like ``name``; 0 where nothing can be told."""
    values = _body(found, column)
    test = _LOOKS.get(name)
    return sum(test(v) for v in values) / len(values) if values and test else 0.0


def digits(value: Value) -> int:
    """How many digits a cell holds."""
    return len(re.sub(r"\D", "", squeeze(to_text(value))))


_LOOKS: dict[str, Callable[[Value], bool]] = {
    "certificate_number": lambda v: 11 <= digits(v) <= 12,
    "registration_number": lambda v: (
        isinstance(v, str) and digits(v) >= 5 and registration.read(v).value is not None
    ),
    "completed_on": lambda v: wareki.read_date(v).value is not None,
    "birth_date": lambda v: wareki.read_date(v).value is not None,
    "field": lambda v: fields.read(v).value is not None,
    "municipality": lambda v: (
        isinstance(v, str) and len(v) <= 12 and municipality.read(v).value is not None
    ),
    "name": lambda v: isinstance(v, str) and re.search(r"[\u4e00-\u9fff]", v) is not None,
}


def column_groups(found: FoundTable, names: dict[int, str]) -> tuple[Group, ...]:
    """One group for an ordinary roster, one per 研修分野 where the headings name at least two of them."""
    by_field: dict[int, dict[str, int]] = {}
    for heading in found.headings:
        named = next(
            (f for label in reversed(heading.labels) if (f := field_in_label(label))), None
        )
        if named:
            name = names.get(heading.column, "")
            if name not in ("certificate_number", "completed_on", "issued_on", "minutes"):
                name = _mark_column(found, heading.column)
            by_field.setdefault(named.number, {}).setdefault(name, heading.column)
    if len(by_field) < 2:
        return (Group({name: column for column, name in names.items() if name not in ("", ASIDE)}),)
    special = {column for at in by_field.values() for column in at.values()}
    shared = {
        name: column
        for column, name in names.items()
        if name not in ("", ASIDE, "field") and column not in special
    }
    return tuple(
        Group({**shared, **at}, fields.by_number(number), frozenset(at))
        for number, at in sorted(by_field.items())
    )


def _mark_column(found: FoundTable, column: int) -> str:
    """What a column headed by a 研修分野 alone holds: certificate numbers, completion dates, or marks (○)."""
    for name in ("certificate_number", "completed_on"):
        answered = (Answer.YES, Answer.NO)
        values = [v for v in _body(found, column) if read_answer(v, COMPLETED) not in answered]
        if values and sum(_LOOKS[name](v) for v in values) * 2 >= len(values):
            return name
    return "mark"


def unknown_headings(found: FoundTable, names: dict[int, str]) -> Iterator[tuple[str, str, str]]:
    """(cell, heading, what it might be) for headings over values that nobody knows."""
    words = {word: name for name, word in TITLES.items()}
    for heading in found.headings:
        guess = in_context(heading, "")
        if guess == "?completed_on" and names[heading.column] == "completed_on":
            yield (
                address(found.header_rows[-1], heading.column),
                heading.text,
                f"{TITLES['completed_on']}として読みました",
            )
        same = [c for c, name in names.items() if name == guess != ASIDE and c != heading.column]
        if (
            names[heading.column] == ASIDE
            and guess in TITLES
            and same
            and not field_in_label(heading.text)
            and _body(found, heading.column)
        ):
            yield (
                address(found.header_rows[-1], heading.column),
                heading.text,
                f"{column_letter(same[0])}列を読み、この列は読んでいません",
            )
        if (
            names[heading.column]
            or field_in_label(heading.leaf)
            or not _body(found, heading.column)
        ):
            continue
        near = difflib.get_close_matches(squeeze(heading.leaf), words, n=2, cutoff=0.4)
        yield address(found.header_rows[-1], heading.column), heading.text, "・".join(near)


def printed_above(found: FoundTable, names: dict[int, str]) -> dict[str, Value]:
    """Values printed once above the table, for columns it does not have: 研修分野：乳児保育, or a
    title that names one field."""
    wanted = [name for name in _CONTEXT_COLUMNS if name not in names.values()]
    context: dict[str, Value] = {}
    titles: list[str] = []
    for row in found.above:
        cells = [v for v in found.grid.rows[row - found.grid.top] if not is_blank(v)]
        texts = [to_text(v) for v in cells]
        titles += texts
        for number, text in enumerate(texts):
            label, _, rest = normalize(text).replace("：", ":").partition(":")
            name = meaning(label)
            if name in wanted and name not in context:
                value: Value = rest.strip() or (
                    cells[number + 1] if number + 1 < len(cells) else ""
                )
                if not is_blank(value) and _context_reads(name, value):
                    context[name] = value
    if "agency_number" in wanted and "agency_number" not in context:
        printed = to_text(context.get("agency_name", ""))
        if re.search(r"\d", squeeze(printed)) and agency.read(printed).value is not None:
            context["agency_number"] = printed
    if "field" in wanted and "field" not in context:
        for text in (*reversed(titles), found.grid.sheet):
            named = {f.name for f in fields.FIELDS if squeeze(f.name) in squeeze(text)}
            if len(named) == 1:
                context["field"] = named.pop()
                break
    return context


def _context_reads(name: str, value: Value) -> bool:
    if name == "field":
        return fields.read(value).value is not None
    if name in DATES:
        return wareki.read_date(value).value is not None
    if name == "agency_number":
        return agency.read(value).value is not None
    return True
