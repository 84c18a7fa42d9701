"""Facts (読み取った事項): what is said once for a whole table, with the cell it stands in.

研修分野：乳児保育 above the table, a title that names one field, the sheet's name, 実施機関：04桐生市; and rows between
the records that begin a section (■乳児保育（修了日：2025年6月20日）).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from validators.guideline import fields, mentions
from validators.guideline.bodies import plain_name
from validators.numbers import agency
from validators.text import is_blank, normalize, squeeze, to_text
from validators.values import dates
from workbooks.a1 import address
from workbooks.grid import Grid, Value
from workbooks.tables.find import FoundTable
from workbooks.tables.headings import DATES, meaning

WANTED = ("field", "completed_on", "issued_on", "agency_number", "agency_name")
_BODY_LABEL = re.compile(r"機関|団体|主催|会場|担当|連絡先|所在地|提出|協会|法人")
# what separates the facts of one line
_PARTS = re.compile(r"[／|｜]|\s+/\s+|[ 　]{2,}|[ 　](?=[^\s:：]{2,14}[:：])|\n")
_DATED = re.compile(
    r"((?:令和|平成|R|H|20)[^\s()（）:、]{1,12}日)(?:に|付けで?)?(?:研修)?修了(?!者|証)"
)
_SECTION = re.compile(r"^[■□●○◆◇◎▼▽【〔\[<＜《「(（]|^(第?\d+[回.．)）]|[①-⑳ア-ン][.．)）])")
_PAIR = re.compile(r"([^\s:()（）■●◆《》【】〔〕「」\[\]<>]{2,14}):\s*([^\s:()（）]{2,30})")


@dataclass(frozen=True, slots=True)
class Printed:
    """One value printed for the whole table: where it stands ("" for a sheet's name) and what it was taken from."""

    value: Value
    cell: str
    source: str


def texts_above(found: FoundTable) -> tuple[str, ...]:
    """The texts of the cells above the table, from the top."""
    rows = (found.grid.rows[row - found.grid.top] for row in found.above)
    return tuple(value for cells in rows for value in cells if isinstance(value, str) and value)


def printed_above(found: FoundTable, names: Collection[str]) -> dict[str, Printed]:
    """Values printed above the table for items it has no column for."""
    wanted = [name for name in WANTED if name not in names]
    facts = labelled(found.grid, found.above, wanted)
    if "agency_number" in wanted and "agency_number" not in facts and "agency_name" in facts:
        body = facts["agency_name"]
        text = to_text(body.value)
        if re.search(r"\d", squeeze(text)) and agency.read(text).value is not None:
            facts["agency_number"] = body
            facts["agency_name"] = replace(body, value=plain_name(text))
    if "field" in wanted and "field" not in facts and (title := titled(found.grid, found.above)):
        facts["field"] = title
    return facts


def labelled(grid: Grid, rows: range, wanted: Collection[str]) -> dict[str, Printed]:
    """Label and value in one cell (研修分野：乳児保育) or in two beside each other."""
    facts: dict[str, Printed] = {}
    for row in rows:
        cells = [
            (c, v) for c, v in enumerate(grid.rows[row - grid.top], grid.left) if not is_blank(v)
        ]
        for number, (column, raw) in enumerate(cells):
            beside = cells[number + 1 : number + 2]
            for label, said in pairs(to_text(raw)):
                name = meaning(label)
                if name not in wanted or name in facts:
                    continue
                place, value = (column, said) if said or not beside else beside[0]
                if not is_blank(value) and reads(name, value):
                    facts[name] = Printed(value, address(row, place), label)
    return facts


def pairs(text: str) -> Iterator[tuple[str, Value]]:
    """(label, value) of the parts of a line: 分野：7 マネジメント　／　修了日：令和7年6月1日.

    A date before 修了 is the day of completion.
    """
    plain = normalize(text)
    parts = _PARTS.split(text)
    if (
        sum(":" in normalize(part) for part in parts) < 2
    ):  # one value may hold what separates others
        parts = [plain, *parts] if len(parts) > 1 else [plain]
    for part in parts:
        label, colon, rest = normalize(part).partition(":")
        if not colon:
            label, _, rest = normalize(part).strip().partition(" ")
        yield label.strip(), rest.strip()
    if dated := _DATED.search(plain.replace(" ", "")):
        yield "修了年月日", dated[1]


def reads(name: str, value: Value) -> bool:
    """Can the value be read as the item?"""
    if name == "field":
        return fields.read(value).value is not None
    if name in DATES:
        return dates.read_date(value).value is not None
    if name == "agency_number":
        return agency.read(value).value is not None
    return True


def titled(grid: Grid, rows: range) -> Printed | None:
    """The field that the nearest title names, or else the sheet; a line about the body names none."""
    for row in reversed(rows):
        for column, value in enumerate(grid.rows[row - grid.top], grid.left):
            if not is_blank(value) and (named := mentions.within(_not_of_the_body(to_text(value)))):
                return Printed(named.name, address(row, column), "表題")
    named = mentions.within(grid.sheet) or mentions.alone(grid.sheet)
    return Printed(named.name, "", "シート名") if named else None


def _not_of_the_body(text: str) -> str:
    """Lines without what they say of the body: 障害児保育 修了者名簿　機関名：乳児保育学院 → 障害児保育 修了者名簿."""
    if not _of_the_body(text):
        return text
    lines = map(_PARTS.split, text.splitlines())
    return "　".join(p for line in lines for p in takewhile(lambda p: not _of_the_body(p), line))


def _of_the_body(text: str) -> bool:
    label, colon, _ = normalize(text).partition(":")
    return bool(colon and _BODY_LABEL.search(label))


def section(cells: Collection[Value]) -> dict[str, Value]:
    """What a row between the records says of the rows below it; {} for an ordinary row."""
    texts = [normalize(to_text(v)) for v in cells if not is_blank(v)]
    if not texts or len(texts) > 4 or any(len(t) > 80 for t in texts):
        return {}
    whole = " ".join(texts)
    named = mentions.within(whole)
    marked = _SECTION.match(texts[0]) is not None
    if named is None or not (marked or fields.named(texts[0]) or "研修" in whole or ":" in whole):
        return {}
    found: dict[str, Value] = {"field": named.name}
    for label, value in _PAIR.findall(whole):
        name = meaning(label)
        if name in DATES and dates.read_date(value).value is not None:
            found[name] = value
    return found
