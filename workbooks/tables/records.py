"""Which row is a record (記録の行): for every kind of table.

No records are 記入例, 合計・集計・データの個数・小計・平均, notes, repeated headings, rows that number the columns,
prepared rows and frames (「　年　月　日」), rows of zeros that formulas leave, and rows that lie in the merged cells of
the record above.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from validators.guideline import fields
from validators.numbers import certificate
from validators.text import HYPHENS, fold_hyphens, is_blank, normalize, squeeze, to_text
from validators.values import dates
from workbooks.grid import CellError, Grid, Value
from workbooks.tables.no_record import says_no_record
from workbooks.tables.plain_rows import Checked, Different, in_doubt

NOTE = re.compile(
    r"[※＊*注(（]|上記|下記|以上|提出|作成|担当|連絡|電話|TEL|.{0,4}(責任者|担当者|作成者|代表者|施設長|理事長|会長|知事)|代表|責任|確認|記入|備考|〒|令和.{1,8}日$"
)
_FRAME = re.compile(
    r"[（(]?(明治?|大正?|昭和?|平成?|令和?|西暦|[MTSHRmtshr]|[・･/／、,.．\s　])*"
    r"年?[\s　]*月?[\s　]*日?[）)]?"
    r"|[\s　]*[/／.．\-－][\s　]*[/／.．\-－][\s　]*"
)
# Only these characters stand in a frame; nearly every value fails at its first one.
_IN_FRAME = "-年月日明治大正昭和平成令西暦MTSHRmtshr・･、,.．/／（）()ー―－‐−–—~〜"
_MAYBE_FRAME = re.compile(rf"[{_IN_FRAME}\s]*")
_LONGEST_WORD = 8  # characters, blanks around it included, of a word that says nothing
# What a form prints before a 登録番号 to come: 群馬県-, 〇〇県-第　　号
_PREFIX = re.compile(r"(第|.{1,3}[都道府県])[\s\-_第・]*[\-_第号][\s\-_号]*")
_NOTHING = frozenset(("未記入", "未入力", "記入なし", "不明", "空欄", "（空白）", "(空白)"))
# One of these stands in every such word and prefix.
_IN_WORD = re.compile(rf"[{HYPHENS}_第号未記不空]")
_COUNTED = 1000
_KANA = re.compile(r"[ァ-ヺー・ぁ-ゖ ]{2,}")

Cell = tuple[int, int]


def unmerged(grid: Grid, body: range) -> tuple[Grid, dict[Cell, Cell]]:
    """The grid with the value of cells merged downwards in each of their rows, and where each copy stands."""
    rows = list(grid.rows)
    anchors: dict[Cell, Cell] = {}
    copied: dict[int, list[Value]] = {}
    reached: dict[
        int, int
    ] = {}  # column → last row of the merges so far: none is gone through twice
    for merge in sorted(grid.merges, key=lambda one: (one.left, one.top)):
        inside = merge.top in body and merge.bottom in body
        if merge.top == merge.bottom or not inside:
            continue
        value = grid.value(merge.top, merge.left)
        j = merge.left - grid.left
        for row in range(max(merge.top, reached.get(merge.left, 0)) + 1, merge.bottom + 1):
            cells = copied.get(row)
            if cells is None:
                cells = rows[row - grid.top] = copied[row] = list(rows[row - grid.top])
            cells += [""] * (j + 1 - len(cells))
            if is_blank(cells[j]):
                cells[j] = value
                anchors[row, merge.left] = (merge.top, merge.left)
        reached[merge.left] = max(merge.bottom, reached.get(merge.left, 0))
    return (replace(grid, rows=rows) if anchors else grid), anchors


def record_rows(
    grid: Grid,
    body: range,
    checked: Checked,
    anchors: Mapping[Cell, Cell],
    empty: Collection[Value],
) -> list[int]:
    """The sheet rows that are records. ``empty``: cells that hold nothing although they are filled (frames, zeros)."""
    picked = []
    columns = [c - grid.left for c in checked.columns]
    identity = {c - grid.left for c in checked.identity}
    nothing = {"", None, *empty}
    open_rows = range(len(body)) if anchors else in_doubt(grid, body, checked, nothing)
    for number, row in enumerate(body):
        if number not in open_rows:
            picked.append(row)
            continue
        cells = grid.rows[row - grid.top]
        width = len(cells)
        filled = [j for j in columns if j < width and cells[j] not in nothing]
        if len(filled) < 2:
            continue
        known = any(j in identity and _filled(cells[j]) for j in filled)
        if not known or (anchors and _continues(row, filled, grid.left, anchors)):
            continue
        if _is_record(cells, grid, row, len(filled), checked):
            picked.append(row)
    while len(picked) > 1 and _instructs(grid, picked[0], checked):
        if _instructs(grid, picked[1], checked) and picked[1] - picked[0] > 1:
            break
        del picked[0]
    return picked


def _instructs(grid: Grid, row: int, checked: Checked) -> bool:
    """A row below the headings that says how to fill the columns: 西暦, 半角12桁, プルダウンから選択."""
    said = [(grid.value(row, column), name) for column, name in checked.evidence]
    texts = [(v, n) for v, n in said if isinstance(v, str) and not is_blank(v)]
    proofs = sum(looks_like(v, n) for v, n in texts)
    return len(texts) == sum(not is_blank(v) for v, _ in said) and len(texts) >= 3 > proofs * 2


def _filled(value: Value) -> bool:
    """Not blank; a text of some length needs no closer look."""
    return value not in ("", None) and (
        not isinstance(value, str) or len(value) > 4 or not is_blank(value)
    )


def _continues(row: int, filled: Sequence[int], left: int, anchors: Mapping[Cell, Cell]) -> bool:
    """Does every read cell of the row lie in a merge that began above? Then it belongs to the record there."""
    return all((row, j + left) in anchors for j in filled)


def nothing_in(different: Different) -> frozenset[Value]:
    """Which of a column's cells hold nothing: a frame for a date, a dash, 0 and 1900/1/0 of an unused formula."""
    texts = different.texts
    others = different.cells if len(texts) < len(different.cells) else ()
    possible: list[Value] = [v for v in others if v is not None and not isinstance(v, str)]
    odd = {c for c in different.begins if c in _IN_FRAME or c.isspace()}
    possible += [t for t in texts if t[0] in odd] if odd else []
    short = [t for t in texts if len(t) < _LONGEST_WORD]
    if _IN_WORD.search("".join(short)):
        possible += [t for t in short if _IN_WORD.search(t)]
    return frozenset(filter(holds_nothing, possible))


def holds_nothing(value: Value) -> bool:
    """Is the cell filled without saying anything?"""
    if value.__class__ is str:
        if not _MAYBE_FRAME.fullmatch(value):
            return len(value) < _LONGEST_WORD and _is_word_for_nothing(value)
    elif isinstance(value, (bool, CellError)):
        return False
    if isinstance(value, (int, float)):
        return value == 0
    if isinstance(value, dt.time):
        return value == dt.time(0)
    if isinstance(value, dt.timedelta):
        return not value
    if isinstance(value, dt.date):
        return value.year < 1901 and (value.month, value.day) in (
            (1, 1),
            (12, 31),
            (12, 30),
            (1, 0),
        )
    if not isinstance(value, str) or len(value) > 40:
        return False
    text = value.strip()
    if not text or not fold_hyphens(text).strip("-ー ・"):
        return True
    return _FRAME.fullmatch(text) is not None


def is_dash(value: Value) -> bool:
    """Is the cell a dash alone? In some columns it says that there is none."""
    return isinstance(value, str) and not fold_hyphens(value).strip("-ー ・　")


def _is_word_for_nothing(value: str) -> bool:
    return value.strip() in _NOTHING or _PREFIX.fullmatch(fold_hyphens(value)) is not None


def _is_record(
    cells: Sequence[Value], grid: Grid, row: int, present: int, checked: Checked
) -> bool:
    texts: list[Value] = []
    for cell in cells[: checked.last - grid.left + 1]:
        if _filled(cell):
            texts.append(cell)
            if len(texts) == 4:
                break
    if says_no_record(texts[:3]) or (present < 5 and _counts_alone(cells)):
        return False
    if present >= 5:
        wordy = any(isinstance(c, str) and "\u4e00" <= c[0] <= "\u9fff" for c in texts)
        if not wordy and len(squeeze(to_text(texts[-1]))) <= 3 and _counts_columns(cells):
            return False
        return not (isinstance(texts[0], str) and _repeats(texts, checked.labels))
    first = texts[0] if texts else ""
    note = isinstance(first, str) and NOTE.match(squeeze(first)) is not None
    proofs = [
        name for column, name in checked.evidence if looks_like(grid.value(row, column), name)
    ]
    if proofs:
        return not note or any(
            name in ("certificate_number", "registration_number") for name in proofs
        )
    if note:
        return False
    if not checked.evidence:
        return True  # a list of names has nothing else to prove a row by
    return isinstance(first, (int, float)) or (isinstance(first, str) and squeeze(first).isdigit())


def _counts_alone(cells: Sequence[Value]) -> bool:
    """A row of small numbers and nothing else: how many completed what."""
    filled = [c for c in cells if _filled(c)]
    return all(isinstance(c, (int, float)) and 0 <= c < _COUNTED for c in filled)


def _repeats(texts: Sequence[Value], labels: Collection[str]) -> bool:
    """Are three of the cells headings?"""
    others = 0
    for text in texts:
        others += normalize(str(text)) not in labels
        if others > len(texts) - 3:
            return False
    return True


def _counts_columns(cells: Sequence[Value]) -> bool:
    """A row that only numbers the columns: 1 2 3 … or ① ② ③ … or (1) (2) (3) …."""
    counted = [
        re.fullmatch(r"\(?(\d{1,2})\)?", squeeze(to_text(c))) for c in cells if not is_blank(c)
    ]
    numbers = [int(m[1]) for m in counted if m]
    if not numbers:
        return False
    return len(numbers) == len(counted) and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )


def looks_like(value: Value, name: str) -> bool:
    """Could the cell be an attempt at the item? Wider than its reader: a faulty number still makes a record."""
    if is_blank(value) or isinstance(value, CellError):
        return isinstance(value, CellError)
    digits = len(re.sub(r"\D", "", squeeze(to_text(value))))
    if name == "certificate_number":
        return digits >= 8 or certificate.read(value).value is not None
    if name == "registration_number":
        return digits >= 4
    if name == "field":
        return fields.named(to_text(value)) is not None
    if name == "kana":
        return _KANA.fullmatch(normalize(to_text(value))) is not None
    reading = dates.read_date(value)
    return reading.value is not None or any(
        note.rule != "date-unreadable" for note in reading.notes
    )


def plain_date(value: Value) -> Value:
    """In a 1904 workbook a bare number in a date column becomes the date it means."""
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value < 100_000:
        return dates.read_date(value, date_1904=True).value or value
    return value
