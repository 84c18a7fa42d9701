"""修了証 (様式第1号, Guideline 5(1)): one page per completion of a checked roster; a record with a
fault, a hole or an open question is not printed."""

from __future__ import annotations

import datetime as dt
import re

from validators.findings import Finding, Report
from validators.numbers.registration import RegistrationNumber
from validators.reading import Note
from validators.text import normalize, squeeze
from validators.values import dates as wareki
from workbooks.forms.gate import Gate
from workbooks.forms.issue_days import Wanted, issue_day
from workbooks.forms.names import printed_name
from workbooks.forms.pages import Batch, Page, Refusal, accepted, held, refusal, remark
from workbooks.roster.records import RosterRecord, Understood
from workbooks.tables.headings import TITLES

_NEEDED = ("certificate_number", "name", "birth_date", "field")
_PRINTED = frozenset((*_NEEDED, "registration_number", "family_name", "given_name"))
_NOT_ISSUED = re.compile(
    r"辞退|受講せず|取り?下げ|交付(不要|しない|せず)|発行(不要|しない|せず)|返却|無効"
)
_SOURCES = {
    "氏名": "name",
    "修了証番号": "certificate_number",
    "生年月日": "birth_date",
    "研修種別": "field",
    "修了年月日": "completed_on",
}
# Further columns of a roster that a prefecture's own blank may ask for: column → place.
MORE = {
    "kana": "フリガナ",
    "address": "住所",
    "employer": "勤務先施設名",
    "municipality": "市町村名",
    "agency_number": "研修実施機関番号",
    "agency_name": "研修実施機関の名称",
    "occupation": "職種",
    "minutes": "研修時間数",
    "remarks": "備考",
}


def certificates(read: Understood, report: Report, wanted: Wanted) -> Batch:
    """Pages for the records of rosters as understood; ``report`` is their check."""
    batch = Batch()
    gate = Gate(report.findings, wanted.accepted)
    for record in read.records:
        if wanted.rows is None or record.row in wanted.rows:
            one = _Record(record, gate, wanted, batch)
            if record.table.acted_on(record.index):
                one.decide()
            else:
                batch.add(one.refuse("name", "row-left-alone"))
    batch.remarks += gate.unused()
    _refuse_twice(batch)
    return batch


def _refuse_twice(batch: Batch) -> None:
    """One number on two certificates: neither goes out."""
    seen: dict[str, list[Page]] = {}
    for page in batch.pages:
        seen.setdefault(page.number, []).append(page)
    for number, pages in seen.items():
        if len(pages) > 1:
            for page in pages:
                other = next(p for p in pages if p is not page)
                batch.pages.remove(page)
                batch.refused.append(
                    refusal(
                        page.source("修了証番号"),
                        page.name,
                        "form-number-twice",
                        number=number,
                        other=other.source("修了証番号"),
                    )
                )


class _Record:
    """One record on its way through the gate."""

    def __init__(self, record: RosterRecord, gate: Gate, wanted: Wanted, batch: Batch) -> None:
        self.record, self.gate, self.wanted, self.batch = record, gate, wanted, batch
        self.who = normalize(self.text("name"))[:60]
        table, found = record.table, list[Finding]()
        for column in (*_NEEDED, *(c for c in table.values if c not in _NEEDED)):
            if column in TITLES:
                found += gate.at(table.file, table.sheet, table.cell(record.index, column))
        self.found = list(dict.fromkeys(found))

    def text(self, column: str) -> str:
        return self.record.text(column).replace("\r", "")

    def refuse(self, column: str, rule: str, /, **params: object) -> Refusal:
        return refusal(self.record.cell(column), self.who, rule, **params)

    def decide(self) -> None:
        """Put the record into the batch."""
        result = self.gate.fault(self.found, self.who) or self.page()
        if isinstance(result, Page):
            doubt = self.gate.doubt(self.found, self.who, self.is_printed)
            result = doubt or result
        self.batch.add(result)
        if isinstance(result, Page):
            self.batch.remarks += self.gate.told(self.found, self.who)

    def is_printed(self, finding: Finding) -> bool:
        """Does a finding stand in a cell whose value goes to print?"""
        table, index = self.record.table, self.record.index
        printed = [*_PRINTED, *(["issued_on"] if self.wanted.issued_on is None else [])]
        return finding.cell in {table.cell(index, c) for c in printed if table.has(c)}

    def page(self) -> Page | Refusal:
        """The page, when every value of it can be read and printed."""
        for column in _NEEDED:
            if self.record.state(column) in ("blank", "absent"):
                return self.refuse(column, "form-value-missing", column=TITLES[column], hint="")
        number, born, field = self.record.number, self.record.birth_date, self.record.field
        if number is None or born is None or field is None:
            return self._unreadable(number, born)
        if number.text in self.wanted.revoked:
            return self.refuse("certificate_number", "form-number-revoked", number=number.text)
        day = self._day(number.year)
        if isinstance(day, Refusal):
            return day
        registered = self._registration()
        if isinstance(registered, str):
            return self.refuse("registration_number", registered)
        name = self._name()
        if isinstance(name, Refusal):
            return name
        values = {
            "修了証番号": number.text,
            "氏名": name,
            "研修種別": field.name,
            "交付年月日": wareki.to_wareki(day),
            "発行者": "\n".join(self.wanted.issuer),
            "生年月日": wareki.to_wareki(born),
        }
        if registered is not None:
            values["保育士登録番号"] = registered.text
        return self._made(values, {"生年月日": born, "交付年月日": day})

    def _made(self, values: dict[str, str], dates: dict[str, dt.date]) -> Page:
        """The page of values that can all be printed."""
        if self.wanted.reissued_on:
            values["再交付"] = f"（再交付　{wareki.to_wareki(self.wanted.reissued_on)}）"
        registered = "保育士登録番号" in values
        return Page(
            values["修了証番号"],
            values["氏名"],
            values,
            frozenset() if registered else frozenset(("保育士登録番号",)),
            cell=self.record.cell("name"),
            dates=dates | self._completed(),
            extra=self._more(),
            sources={place: self.record.cell(column) for place, column in _SOURCES.items()},
        )

    def _unreadable(self, number: object, born: object) -> Refusal:
        """The check says why; this is the last guard."""
        column = "field"
        if number is None:
            column = "certificate_number"
        elif born is None:
            column = "birth_date"
        value = self.text(column)[:60]
        return self.refuse(column, "form-value-unreadable", column=TITLES[column], value=value)

    def _day(self, year: int) -> dt.date | Refusal:
        """The day of issue, or why it cannot be that day."""
        day = issue_day(self.wanted, self.record.issued_on, self.record.completed_on, year)
        if isinstance(day, dt.date):
            return day
        column, note = day
        return self.refuse(column, note.rule, **note.params)

    def _registration(self) -> RegistrationNumber | str | None:
        """The number, None for someone who is no 保育士 (R13), or the rule that says why not."""
        state = self.record.state("registration_number")
        if state == "absent":
            return "form-registration-column"
        if state == "unread":
            return "form-registration-unreadable"
        if state == "blank" and normalize(self.text("occupation")) == "保育士":
            return "form-registration-missing"
        return self.record.registration

    def _name(self) -> str | Refusal:
        """As on the roster, without a reading; a 旧姓 or 通称 stays or goes by the profile."""
        remarks = self.text("remarks")
        if match := _NOT_ISSUED.search(squeeze(remarks)):
            asked = held(
                self.record.cell("remarks"), self.who, "form-remarks-withdrawn", word=match[0]
            )
            if not self._lets(asked):
                return asked
        former = self.wanted.profile.names.former_name != "drop"
        read = printed_name(self.text("name"), former=former)
        if read.value is None:
            return self._name_in_doubt(read.notes[0])
        if read.value.left_off:
            params = {"name": read.value.text, "part": read.value.left_off}
            self.batch.remarks.append(
                remark(self.record.cell("name"), self.who, "form-name-reading-left", **params)
            )
        return read.value.text

    def _name_in_doubt(self, note: Note) -> str | Refusal:
        """As typed where the clerk accepted it by name; 〃 is nobody's name."""
        if note.rule == "form-name-ditto":
            return self.refuse("name", note.rule, **note.params)
        asked = held(self.record.cell("name"), self.who, note.rule, **note.params)
        return " ".join(self.text("name").split("\n")).strip() if self._lets(asked) else asked

    def _lets(self, asked: Refusal) -> bool:
        """Did the clerk accept it? What was accepted is recorded."""
        if not self.gate.lets(asked, squeeze(self.text("certificate_number"))):
            return False
        self.batch.remarks.append(accepted(asked))
        return True

    def _completed(self) -> dict[str, dt.date]:
        day = self.record.completed_on
        return {"修了年月日": day} if day else {}

    def _more(self) -> dict[str, str]:
        values = {place: normalize(self.text(column)) for column, place in MORE.items()}
        for place, day in self._completed().items():
            values[place] = wareki.to_wareki(day)
        return {place: text for place, text in values.items() if text}
