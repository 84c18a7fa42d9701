"""States (判定の区分): how often a list says 修了, 期限内, 超過 …, which is the answer of a check that gives a list."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from validators.findings import Listing

ERROR, WARNING, GOOD = "error", "warning", "good"
# state → the word it is counted under ("" its own), how it stands
_STATES: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"超過\d+日"), "超過", ERROR),
    (re.compile(r"不備\d+件(・要確認\d+件)?(・未確認\d+件)?"), "不備あり", ERROR),
    (re.compile(r"失効|届出無効|取消|未修了|差戻し|不足"), "", ERROR),
    (re.compile(r"境界|まもなく失効|更新不明|変更|追加|削除"), "", WARNING),
    (re.compile(r"要確認(\d+件(・未確認\d+件)?)?"), "要確認", WARNING),
    (re.compile(r"未確認\d+件"), "未確認", WARNING),
    (re.compile(r"期限内|不備なし|有効|修了|受理できます|満たす見込み"), "", GOOD),
)
# the order a clerk expects; any other word stands behind
_ORDER = (
    "修了",
    "未修了",
    "満たす見込み",
    "不足",
    "期限内",
    "境界",
    "超過",
    "不備なし",
    "未確認",
    "不備あり",
    "有効",
    "まもなく失効",
    "失効",
)


@dataclass(frozen=True, slots=True)
class State:
    """One state of a list: its word, how it stands (error, warning or good), on how many rows."""

    word: str
    level: str
    count: int


def state_of(text: str) -> tuple[str, str]:
    """(word, level) of a cell that says a state, ("", "") of any other."""
    for pattern, word, level in _STATES:
        if pattern.fullmatch(text):
            return word or text, level
    return "", ""


def counts(listing: Listing) -> list[State]:
    """How many rows say each state, column by column."""
    found: list[State] = []
    for column in range(len(listing.headings)):
        tally = Counter(state_of(str(row[column])) for row in listing.rows)
        tally.pop(("", ""), None)
        states = [State(word, level, count) for (word, level), count in tally.items()]
        found += sorted(states, key=_rank)
    return found


def _rank(state: State) -> int:
    return _ORDER.index(state.word) if state.word in _ORDER else len(_ORDER)
