"""The sections of a Profile (運用設定の節), one dataclass each: what may stand in each setting.

The type of a setting is its check: ``Literal`` lists the choices, ``Annotated`` the range or the items;
values and reasons stand in ``profiles/guideline.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, cast, get_args, get_origin, get_type_hints

from validators.problems import Problem

ROSTER_COLUMNS = (  # of a 研修修了者名簿, that a prefecture may ask for
    "registration_number",
    "name",
    "kana",
    "birth_date",
    "address",
    "employer",
    "municipality",
    "field",
    "certificate_number",
    "completed_on",
    "issued_on",
    "agency_number",
    "agency_name",
    "occupation",
    "minutes",
    "consent",
    "remarks",
)
HEADING_ITEMS = (*ROSTER_COLUMNS, "family_name", "given_name")  # an office may have words for
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_PLACEHOLDERS = ("number", "name", "form")


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the most a number may be."""

    low: int
    high: int | None = None


@dataclass(frozen=True, slots=True)
class OneOf:
    """What may stand in a list."""

    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Test:
    """A test of a whole value; ``rule`` says what is wrong where it fails."""

    good: Callable[[Any], bool]
    rule: str


@dataclass(frozen=True, slots=True)
class Words:
    """The placeholders a text may hold, e.g. {name}; a text is never empty."""

    known: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a profile."""

    def check_together(self, where: str) -> None:
        """What settings say together. Raises Problem."""


def _window(days: tuple[str, ...]) -> bool:
    return not days or (len(days) == 2 and all(_MONTH_DAY.fullmatch(day) for day in days))


def _file_name(text: str) -> bool:
    return all(name in _PLACEHOLDERS for name in _PLACEHOLDER.findall(text)) and bool(text.strip())


Days = Annotated[int, Range(0, 3660)]
Minutes = Annotated[int, Range(0, 900)]
Age = Annotated[int, Range(0, 150)]
Columns = Annotated[tuple[str, ...], OneOf(ROSTER_COLUMNS)]


@dataclass(frozen=True, slots=True)
class Numbers(Section):
    """[numbers] 修了証番号 (Guideline 5(2))."""

    sequence_scope: Literal["series", "agency-year", "ever"]
    reissue: Literal["same", "new"]


@dataclass(frozen=True, slots=True)
class Filing(Section):
    """[filing] 指定申請の期限 (Guideline 6(1))."""

    method: Literal["", "A", "B", "C"]
    consultation_softens: bool
    renewal_deadline: Literal["none", "same"]
    window: Annotated[tuple[str, ...], Test(_window, "profile-window")]


@dataclass(frozen=True, slots=True)
class Completion(Section):
    """[completion] 修了の評価 (Guideline 3(3), 4)."""

    mode: Literal["all-days", "accumulate"]
    required_minutes: Annotated[int, Range(900)]
    makeup: bool
    e_learning: bool
    in_house_minutes: Minutes
    late_arrival_minutes: Minutes

    def check_together(self, where: str) -> None:
        """園内研修 cannot stand for the whole of a training."""
        if self.in_house_minutes >= self.required_minutes:
            raise Problem(
                "profile-range",
                where=f"{where}.in_house_minutes",
                range=f"{self.required_minutes - 1} 以下",
            )


@dataclass(frozen=True, slots=True)
class Designations(Section):
    """[designations] 指定の効力 (Guideline 6(3))."""

    notice_days: Days


@dataclass(frozen=True, slots=True)
class ReportSection(Section):
    """[report] 事業実績報告."""

    due_days: Days


@dataclass(frozen=True, slots=True)
class Roster(Section):
    """[roster] 研修修了者名簿 (Guideline 5(4)ア)."""

    required: Columns
    expected: Columns
    min_age: Age
    max_age: Age
    own_prefecture_only: bool

    def check_together(self, where: str) -> None:
        """The youngest is not older than the oldest."""
        if self.min_age > self.max_age:
            raise Problem(
                "profile-range", where=f"{where}.max_age", range=f"min_age の {self.min_age} 以上"
            )


@dataclass(frozen=True, slots=True)
class Participants(Section):
    """[participants] 受講者 (Guideline 7(4))."""

    others_may_attend: bool
    facility_only: bool


@dataclass(frozen=True, slots=True)
class Sharing(Section):
    """[sharing] 他の都道府県・市町村への情報提供 (Guideline 5(4)イ)."""

    consent_required: bool


@dataclass(frozen=True, slots=True)
class Eligibility(Section):
    """[eligibility] 処遇改善等加算 区分3 の修了要件."""

    management_from: Annotated[int, Range(2017, 2099)]
    practice_until: Annotated[int, Range(0, 2099)]
    expected_year: Annotated[int, Range(0, 2099)]
    expert_management: bool


@dataclass(frozen=True, slots=True)
class Ledger(Section):
    """[ledger] 台帳."""

    place: str


@dataclass(frozen=True, slots=True)
class Names(Section):
    """[names] 氏名の印字."""

    former_name: Literal["as-typed", "drop"]


@dataclass(frozen=True, slots=True)
class Forms(Section):
    """[forms] 様式."""

    issuer: tuple[str, ...]
    certificate: Literal["form", "framed"]
    file_name: Annotated[str, Test(_file_name, "profile-file-name")]
    archive: bool


_LETTER = ("name", "number", "today", "sender")
_OF_REPORT = (*_LETTER, "file", "errors", "warnings", "doubts", "rows", "items", "answer_by")
ReportText = Annotated[str, Words(_OF_REPORT)]
OverdueText = Annotated[str, Words((*_LETTER, "kinds", "answer_by"))]
RenewalText = Annotated[str, Words((*_LETTER, "kinds", "end", "year"))]


@dataclass(frozen=True, slots=True)
class Letters(Section):
    """[letters] 文書の文面: 差戻し, 受理, 督促, 指定の更新."""

    sender: tuple[str, ...]
    reference: str
    answer_days: Days
    return_subject: ReportText
    return_body: ReportText
    accept_subject: ReportText
    accept_body: ReportText
    overdue_subject: OverdueText
    overdue_body: OverdueText
    renewal_subject: RenewalText
    renewal_body: RenewalText


@dataclass(frozen=True, slots=True)
class Excel(Section):
    """[excel] 開いているブックでの検証."""

    notes: bool


_KINDS = {bool: "true か false", int: "整数", str: "文字列", tuple: "一覧 [ ]"}


@cache
def _hints(section: type) -> dict[str, Any]:
    return get_type_hints(section, include_extras=True)


def hint_of(section: type[Section], setting: str) -> tuple[Any, tuple[object, ...]]:
    """What a setting is (bool, int, str, tuple, Literal[…]) and the limits of its value."""
    hint = _hints(cast(type, section))[setting]
    if get_origin(hint) is not Annotated:
        return hint, ()
    plain, *limits = get_args(hint)
    return plain, tuple(limits)


def checked(section: type[Section], setting: str, value: object, where: str) -> object:
    """A value from the file as the setting's own type. Raises Problem in one sentence: which
    setting, and what may stand there."""
    where = f"{where}.{setting}"
    hint, rest = hint_of(section, setting)
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            shown = "、".join(choice or "空" for choice in get_args(hint))
            raise Problem("profile-choice", where=where, choices=shown)
        return value
    kind = get_origin(hint) or hint
    if isinstance(value, list) and kind is tuple and all(isinstance(v, str) for v in value):
        value = tuple(value)
    if type(value) is not kind:
        raise Problem("profile-kind", where=where, kind=_KINDS[kind])
    for limit in rest:
        _within(limit, value, where)
    return value


def _within(limit: object, value: Any, where: str) -> None:
    if isinstance(limit, Range):
        high = limit.high
        if value < limit.low or (high is not None and value > high):
            shown = f"{limit.low} 以上" + ("" if high is None else f" {high} 以下")
            raise Problem("profile-range", where=where, range=shown)
    elif isinstance(limit, OneOf):
        wrong = [item for item in value if item not in limit.known]
        if wrong:
            known = "、".join(limit.known)
            raise Problem("profile-item", where=where, item=wrong[0], known=known)
    elif isinstance(limit, Words):
        wrong = [name for name in _PLACEHOLDER.findall(value) if name not in limit.known]
        if wrong or not value.strip():
            known = " ".join(f"{{{name}}}" for name in limit.known)
            item = f"{{{wrong[0]}}}" if wrong else "空の文"
            raise Problem("profile-item", where=where, item=item, known=f"{known} と文字")
    elif isinstance(limit, Test) and not limit.good(value):
        raise Problem(limit.rule, where=where)
