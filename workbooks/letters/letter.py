"""文書 (差戻し・受理・督促・指定の更新): one letter to one body, in the office's own wording; it names no person."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from validators.eras import wareki
from validators.guideline import fields
from validators.guideline.coverage import Agency
from validators.guideline.fiscal_year import fiscal_year, label
from validators.messages import Door, sentence_of
from validators.profile import Profile
from validators.schemas.designations.records import Standing
from validators.values.day_arithmetic import days_later

Kind = Literal["return", "accept", "overdue", "renewal"]
NAMES: dict[Kind, str] = {
    "return": "差戻し",
    "accept": "受理",
    "overdue": "督促",
    "renewal": "更新のお知らせ",
}
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as text. ``sender`` and ``reference`` (文書番号) are the office's own, ``file`` tells apart
    several letters of one kind to one body."""

    kind: Kind
    body: Agency
    day: dt.date
    subject: str
    text: str
    sender: tuple[str, ...] = ()
    reference: str = ""
    file: str = ""

    @property
    def title(self) -> str:
        """差戻し, 督促 …, the beginning of its file's name."""
        return NAMES[self.kind]

    def whole(self) -> str:
        """The letter as plain text: number, day, sender, subject, text."""
        head = [*filter(None, (self.reference,)), wareki(self.day), *self.sender]
        return "\n".join((*head, "", self.subject, "", self.text, ""))


def make(
    kind: Kind, body: Agency, day: dt.date, profile: Profile, values: Mapping[str, object]
) -> Letter:
    """The letter of a kind in the words of the profile; ``values`` fill its placeholders."""
    words = profile.letters
    given = {
        "name": body.name,
        "number": f"{body.number:02}" if body.number else "",
        "today": wareki(day),
        "sender": "\n".join(words.sender),
        "answer_by": wareki(days_later(day, words.answer_days)),
        **values,
    }

    def filled(text: str) -> str:
        return _PLACEHOLDER.sub(lambda found: str(given.get(found[1], found[0])), text)

    subject, text = _wording(kind, profile)
    return Letter(
        kind,
        body,
        day,
        filled(subject).replace("\n", " "),
        filled(text).strip("\n"),
        words.sender,
        words.reference,
        str(values.get("file", "")),
    )


def doubts(kind: Kind, count: int) -> str:
    """What a 差戻し or 受理 asks about the 要確認; "" where there are none."""
    if not count:
        return ""
    said = sentence_of(f"letters-doubts-{kind}", Door.CLI, count=count)
    return said.removesuffix("。") + "、" if kind == "return" else said


def samples(profile: Profile, day: dt.date) -> list[Letter]:
    """One letter of each kind in the words of a profile, to an invented body: how it will look."""
    body = Agency(2, "一般社団法人見本保育研修会")
    field = fields.FIELDS[0]
    report: dict[str, object] = {"file": "名簿.xlsx", "rows": 16}
    values: dict[Kind, dict[str, object]] = {
        "return": {
            **report,
            "errors": 1,
            "warnings": 2,
            "doubts": doubts("return", 2),
            "items": "・名簿 K6　修了証番号の重複",
        },
        "accept": {**report, "errors": 0, "warnings": 0, "doubts": "", "items": ""},
        "overdue": {"kinds": f"・{field.name}（提出予定日 {wareki(day)}）"},
        "renewal": {
            "kinds": kinds_of([field.number]),
            "end": wareki(day),
            "year": label(fiscal_year(day) + 1),
        },
    }
    return [
        make(kind, body, day, profile, values_of_kind) for kind, values_of_kind in values.items()
    ]


def _wording(kind: Kind, profile: Profile) -> tuple[str, str]:
    words = profile.letters
    return {
        "return": (words.return_subject, words.return_body),
        "accept": (words.accept_subject, words.accept_body),
        "overdue": (words.overdue_subject, words.overdue_body),
        "renewal": (words.renewal_subject, words.renewal_body),
    }[kind]


def renewals(standings: Sequence[Standing], day: dt.date, profile: Profile) -> list[Letter]:
    """指定の更新: one letter to each body whose designations are about to end."""
    bodies: dict[int, list[Standing]] = {}
    for one in standings:
        if one.state == "まもなく失効":
            bodies.setdefault(one.agency.number, []).append(one)
    letters = []
    for _, ending in sorted(bodies.items()):
        first = ending[0]
        values = {
            "kinds": kinds_of(one.kind for one in ending),
            "end": wareki(first.end),
            "year": label(fiscal_year(first.end) + 1),
        }
        letters.append(make("renewal", first.agency, day, profile, values))
    return letters


def kinds_of(kinds: Iterable[int]) -> str:
    """・乳児保育, one a line."""
    return "\n".join(f"・{fields.by_number(number).name}" for number in sorted(kinds))
