"""実績報告の取込: one checked report into the register, what became of it, and the list of what has to be looked at."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from validators.findings import Report
from validators.messages import Door, sentence
from validators.problems import Problem
from validators.profile import Profile
from validators.reading import Note
from workbooks.grid import Value
from workbooks.ledger import completions, designations, receive, returns
from workbooks.ledger.compare import UNDECIDED, Decision
from workbooks.ledger.receive import Outcome
from workbooks.ledger.store.engine import Ledger
from workbooks.roster import check as rosters
from workbooks.roster.read import Table
from workbooks.roster.records import Understood
from workbooks.ticks import marked_rows

CONFLICT_COLUMNS = (
    "ファイル",
    "セル",
    "修了証番号",
    "氏名",
    "内容",
    "項目",
    "いま／台帳",
    "今回の報告",
    "台帳のどこから",
)
JUDGEMENT, REASON = "判断", "理由"
LIST_COLUMNS = (JUDGEMENT, REASON, *CONFLICT_COLUMNS)
_WHY = {
    "number": "ほかの人の番号",
    "revoked": "取消済みの番号",
    "twice": "新旧の番号が2行",
    "doubt": "別の人かもしれない番号",
    "person": "同じ人・同じ分野の修了",
    "reported": "前に報告された行",
}


@dataclass(frozen=True, slots=True)
class Imported:
    """One file: its outcome, or why it did not come to one. ``checked``: the report of a roster with 誤り."""

    file: str
    outcome: Outcome | None = None
    problem: Problem | None = None
    checked: Report | None = None

    @property
    def done(self) -> bool:
        """In the register, now or before?"""
        return self.outcome is not None and self.outcome.verdict in ("taken", "same")

    @property
    def unread(self) -> bool:
        """Could nothing be done with the file at all?"""
        return self.outcome is None and self.checked is None


def take(
    ledger: Ledger,
    file: str,
    tables: Sequence[Table],
    when: tuple[Profile, dt.date],
    decision: Decision = UNDECIDED,
) -> Imported:
    """Check the tables of one report and take it. ``file`` is what the register calls it; ``when``: the profile and
    the day of the check.

    The check uses the designations the register holds of the profile's prefecture. Raises Problem where the register
    itself fails; what is wrong with the report is in the answer.
    """
    profile, today = when
    coverage = designations.coverage(ledger, profile.prefecture)
    understood = Understood(tables, profile, today)
    report = rosters.check_understood(understood, coverage)
    if errors := report.summary()["error"]:
        returns.record(ledger, file, tables, (report, today))
        return Imported(file, problem=Problem("import-errors", count=errors), checked=report)
    try:
        read = completions.read(file, understood.records)
    except Problem as problem:
        return Imported(file, problem=problem)
    return Imported(file, receive.receive(ledger, read, decision))


def told(one: Imported, door: Door) -> str:
    """What became of a file, and what to do next at this door."""
    if one.outcome is None:
        assert one.problem is not None
        why = one.problem.sentence(door).removesuffix("。")
        return sentence(Note("import-stopped", {"why": why}), door)
    return sentence(_note(one.outcome), door)


def _note(outcome: Outcome) -> Note:
    params: dict[str, object] = {
        "rows": outcome.rows,
        "files": "、".join(outcome.replaced),
        "added": outcome.added,
        "changed": outcome.changed,
        "withdrawn": outcome.withdrawn,
    }
    if outcome.verdict == "taken":
        counts = f"、追加 {outcome.added}・変更 {outcome.changed}・取り下げ {outcome.withdrawn}"
        params["more"] = f"、{params['files']} を訂正{counts}" if outcome.replaced else ""
        if outcome.left_out:
            params["more"] = f"{params['more']}、除いた行 {outcome.left_out} 件"
    elif outcome.verdict in ("question", "refused"):
        count = Counter(_WHY[c.why] for c in outcome.conflicts)
        params["what"] = "、".join(f"{why} {count[why]} 件" for why in _WHY.values() if count[why])
    elif outcome.verdict == "correction" and outcome.withdrawn:
        return Note("import-withdrawal", params)
    return Note(f"import-{outcome.verdict}", params)


def details(imported: Iterable[Imported]) -> Iterator[list[Value]]:
    """Rows under ``CONFLICT_COLUMNS``: differences and conflicts, with both sources."""
    for one in imported:
        if one.outcome is None or one.outcome.verdict == "same":
            continue
        for d in one.outcome.differences:
            sources = "、".join(one.outcome.replaced)
            what = f"訂正（{d.what}）"
            yield [one.file, d.place, d.number, d.name, what, d.column, d.before, d.after, sources]
        for c in one.outcome.conflicts:
            completion = c.completion
            yield [
                one.file,
                completion.place,
                completion.number,
                completion.name,
                _WHY[c.why],
                "",
                c.held.number,
                completion.number,
                c.held.source,
            ]


def decided(rows: Iterable[Sequence[str]], file: str = "") -> Decision:
    """What a list under ``LIST_COLUMNS`` says, row by row: ○ is taken, × is not. ``file``: only the rows of this
    report."""
    marks: dict[bool, set[str]] = {True: set(), False: set()}
    reasons: dict[str, str] = {}
    at, of = LIST_COLUMNS.index("修了証番号"), LIST_COLUMNS.index("ファイル")
    for row, mark in marked_rows((row for row in rows if not file or row[of] == file), at):
        marks[mark].add(row[at])
        reasons[row[at]] = row[1] or reasons.get(row[at], "")
    # a row marked both ways is not decided
    both = marks[True] & marks[False]
    return Decision(
        accepted=frozenset(marks[True] - both),
        left_out=frozenset(marks[False] - both),
        by_row=bool(marks[True] or marks[False]),
        reasons=reasons,
    )
