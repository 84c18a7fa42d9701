"""一部受講証明書: one page for each person and field of a checked 受講者名簿 that is not completed."""

from __future__ import annotations

from collections.abc import Mapping

from validators.findings import Finding, Report
from validators.reading import Note
from validators.schemas.participants.decision import Verdict
from validators.text import is_blank, normalize, to_text
from validators.values import dates as wareki
from validators.values.durations import hours
from workbooks.forms.gate import Gate
from workbooks.forms.issue_days import Wanted
from workbooks.forms.names import printed_name
from workbooks.forms.pages import Batch, Page, Refusal, accepted, held, refusal, remark
from workbooks.grid import Value
from workbooks.participants.check import Assessed
from workbooks.participants.lists import value_of
from workbooks.tables.headings import TITLES

_PRINTED = ("name", "birth_date", "field", "event", "held_on", "minutes", "items")
_MORE = {"registration_number": "保育士登録番号", "kana": "フリガナ", "employer": "勤務先施設名"}


def partials(assessed: Assessed, report: Report, wanted: Wanted) -> Batch:
    """Pages for those who attended and did not complete; ``report`` is the check of the list."""
    # what a completion lacks is what such a paper is for
    lacking = frozenset(f.rule for f in report.findings if f.rule.startswith("completion-"))
    batch, gate = Batch(), Gate(report.findings, wanted.accepted, lacking)
    for verdict in assessed.verdicts:
        one = _Attended(assessed, verdict, gate, wanted, batch)
        if one.is_wanted():
            one.decide()
    batch.remarks += gate.unused()
    return batch


class _Attended:
    """One person and field on the way through the gate."""

    def __init__(
        self, assessed: Assessed, verdict: Verdict, gate: Gate, wanted: Wanted, batch: Batch
    ) -> None:
        self.places, self.verdict, self.gate = assessed.places, verdict, gate
        self.wanted, self.batch = wanted, batch
        self.who = normalize(self.text("name"))[:60]

    def value(self, column: str) -> Value:
        return value_of(self.places, self.verdict, column)

    def text(self, column: str) -> str:
        return to_text(self.value(column)).replace("\r", "")

    def cell(self, column: str) -> str:
        table, index = self.places.locate(self.verdict.records[0])
        if column not in table.values:
            column = "name"
        return f"{table.sheet}!{table.place(index, column)[1]}"

    def refuse(self, column: str, rule: str, /, **params: object) -> Refusal:
        return refusal(self.cell(column), self.who, rule, **params)

    def is_wanted(self) -> bool:
        """One who did not complete; who did is told only when asked for by row."""
        rows = set()
        for record in self.verdict.records:
            table, index = self.places.locate(record)
            rows.add(table.rows[index])
        if self.wanted.rows is None:
            return self.verdict.result != "修了"
        return not rows.isdisjoint(self.wanted.rows)

    def findings(self) -> list[Finding]:
        found: list[Finding] = []
        for record in self.verdict.records:
            table, index = self.places.locate(record)
            for column in _PRINTED:
                if column in table.values:
                    found += self.gate.at(table.file, table.sheet, table.place(index, column)[1])
        return list(dict.fromkeys(found))

    def decide(self) -> None:
        """Put the person into the batch."""
        found = self.findings()
        result = self._no_paper() or self.gate.fault(found, self.who) or self._open() or self.page()
        self.batch.add(result)
        if isinstance(result, Page):
            self.batch.remarks += self.gate.told(found, self.who)

    def _no_paper(self) -> Refusal | None:
        """Why there is nothing to certify."""
        if self.verdict.result == "修了":
            return self.refuse("name", "form-partial-completed")
        if any(note.rule.startswith("completion-refused") for note in self.verdict.notes):
            return self.refuse("name", "form-partial-refused")
        if not self.verdict.minutes and not self.verdict.items:
            return self.refuse("minutes", "form-partial-nothing")
        return None

    def _open(self) -> Refusal | None:
        """What the verdict itself leaves to a person."""
        if self.verdict.result != "要確認":
            return None
        asked = held(self.cell("name"), self.who, "form-partial-open", why=self.verdict.reasons)
        return None if self._lets(asked) else asked

    def _lets(self, asked: Refusal) -> bool:
        if not self.gate.lets(asked):
            return False
        self.batch.remarks.append(accepted(asked))
        return True

    def page(self) -> Page | Refusal:
        """The page, when name, birth date and field can be read."""
        for column in ("name", "birth_date"):
            if is_blank(self.value(column)):
                params = {"column": TITLES[column], "hint": ""}
                return self.refuse(column, "form-value-missing", **params)
        born = self.verdict.born
        if born is None or self.verdict.field is None:
            column = "birth_date" if born is None else "field"
            params = {"column": TITLES[column], "value": self.text(column)[:60]}
            return self.refuse(column, "form-value-unreadable", **params)
        name = self._name()
        if isinstance(name, Refusal):
            return name
        day = self.wanted.issued_on or self.wanted.today
        assert day is not None
        values = {
            "氏名": name,
            "生年月日": wareki.to_wareki(born),
            "研修種別": self.verdict.field.name,
            "研修名": normalize(self.text("event")),
            "受講年月日": self._days(),
            "受講時間": hours(self.verdict.minutes) if self.verdict.minutes else "",
            "受講内容": "、".join(
                self.verdict.field.items[n - 1] for n in sorted(self.verdict.items)
            ),
            "交付年月日": wareki.to_wareki(day),
            "発行者": "\n".join(self.wanted.issuer),
        }
        extra = {place: normalize(self.text(column)) for column, place in _MORE.items()}
        return Page(
            "",
            name,
            {place: text for place, text in values.items() if text},
            self._left_out(values),
            cell=self.cell("name"),
            dates={"生年月日": born, "交付年月日": day},
            extra={place: text for place, text in extra.items() if text},
            sources={"氏名": self.cell("name"), "研修名": self.cell("event")},
        )

    def _left_out(self, values: Mapping[str, str]) -> frozenset[str]:
        """Places the list says nothing for; their lines go, and that is told."""
        blank = frozenset(place for place, text in values.items() if not text)
        if blank:
            params = {"places": "、".join(sorted(blank))}
            said = remark(self.cell("name"), self.who, "form-partial-left-out", **params)
            self.batch.remarks.append(said)
        return blank

    def _name(self) -> str | Refusal:
        former = self.wanted.profile.names.former_name != "drop"
        read = printed_name(self.text("name"), former=former)
        if read.value is not None:
            return read.value.text
        note: Note = read.notes[0]
        if note.rule == "form-name-ditto":
            return self.refuse("name", note.rule, **note.params)
        asked = held(self.cell("name"), self.who, note.rule, **note.params)
        return self.text("name").strip() if self._lets(asked) else asked

    def _days(self) -> str:
        """The days attended, each as it can be read."""
        days = []
        for record in self.verdict.records:
            table, index = self.places.locate(record)
            value = table.values["held_on"][index] if "held_on" in table.values else ""
            day = wareki.read_date(value).value
            days.append(wareki.to_wareki(day) if day else normalize(to_text(value)))
        return "、".join(dict.fromkeys(day for day in days if day))
