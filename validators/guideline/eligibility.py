"""修了要件 (処遇改善等加算 区分3): the fields a role needs from a month on, and whether a person has them.

The training is one condition of several, and who certifies (認定) is the municipality or the
prefecture: what is found here is a prospect (見込み), never a grant.

>>> import datetime as dt
>>> from validators.profile import default
>>> held = [Held(n, dt.date(2025, 11, 30)) for n in (1, 2, 5)] + [Held(7, dt.date(2026, 4, 1))]
>>> found = judge(ROLES[0], None, held, dt.date(2026, 4, 1), default().eligibility)
>>> found.met, found.missing, found.earliest
(False, ('マネジメント',), datetime.date(2026, 5, 1))
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass

from validators.guideline import fields
from validators.guideline.fiscal_year import bounds, fiscal_year
from validators.reading import Note, Reading
from validators.sections import Eligibility
from validators.text import Blank, is_blank, squeeze, to_text
from validators.values.durations import REQUIRED_MINUTES

MANAGEMENT, PRACTICE = 7, 8
FIELD_MINUTES = REQUIRED_MINUTES  # a completed field has 15 hours at least (Guideline 3(3))
# Fiscal year of the raise → fields a 副主任保育士・専門リーダー・中核リーダー needs (2021-09-02 三府省通知)
_STEPS = {2023: 1, 2024: 2, 2025: 3}
_FULL, _FULL_FROM, _DUTY_FROM = 4, 2026, 2024


class Facility(enum.Enum):
    """施設の種類: the two for which the requirement is counted differently."""

    NURSERY = "保育所・地域型保育"  # counted in fields
    KODOMOEN = "認定こども園・幼稚園"  # counted in hours


class Duty(enum.Enum):
    """What kind of post a role is."""

    LEADER = "leader"
    EXPERT = "expert"
    FIELD = "field"


@dataclass(frozen=True, slots=True)
class Role:
    """役職: its name, the kind of facility that has it, and the kind of post it is."""

    name: str
    facility: Facility
    duty: Duty


ROLES: tuple[Role, ...] = (
    Role("副主任保育士", Facility.NURSERY, Duty.LEADER),
    Role("専門リーダー", Facility.NURSERY, Duty.EXPERT),
    Role("職務分野別リーダー", Facility.NURSERY, Duty.FIELD),
    Role("中核リーダー", Facility.KODOMOEN, Duty.LEADER),
    Role("専門リーダー", Facility.KODOMOEN, Duty.EXPERT),
    Role("若手リーダー", Facility.KODOMOEN, Duty.FIELD),
)
_ROLE_WORDS = (
    (re.compile(r"副主任(保育士|保育教諭|教諭)?(等)?"), ("副主任保育士",)),
    (re.compile(r"(専門|専門分野)リーダー"), ("専門リーダー",)),
    (re.compile(r"(職務)?分野別リーダー"), ("職務分野別リーダー",)),
    (re.compile(r"中核リーダー"), ("中核リーダー",)),
    (re.compile(r"若手リーダー"), ("若手リーダー",)),
    (
        re.compile(r"リーダー"),
        ("専門リーダー", "職務分野別リーダー", "中核リーダー", "若手リーダー"),
    ),
)
# posts of a nursery that this part of 加算 is not about
_OTHERS = re.compile(
    r"(副|代理)?(園長|施設長|所長|管理者)(代理|補佐)?|(主幹|指導|一般|担任|副担任)?(主任)?"
    r"(保育士|保育教諭|教諭|保育者)?(主任)?|教頭|(管理)?栄養士|調理(員|師)|(准)?看護師|保健師|事務(員|長|職員)?"
    r"|(子育て)?支援員|補助(者|員)?|パート|非常勤|なし|無し?|対象外|該当なし"
)
_NAMED_AFTER = re.compile(r"(.+?)(?:担当)?(?:の)?リーダー")
_BRACKET = re.compile(r"\((.+)\)$")
_KODOMOEN = re.compile(r"こども園|子ども園|幼稚園|幼保連携")
_NURSERY = re.compile(r"保育所|保育園|地域型|小規模|家庭的|居宅訪問|事業所内|保育室|分園")


@dataclass(frozen=True, slots=True)
class Held:
    """A completed field: its number 1–8, the day of completion, and the minutes where they are known."""

    kind: int
    completed_on: dt.date
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether the requirement is met in a month.

    counted   the fields that count, in order    minutes  their time, 15 hours where it is not known
    needed    fields (or times 15 hours) the role needs in that fiscal year
    missing   what is still to be completed, in words
    earliest  the first month, from the one asked for on, in which it is met; None where none is known
    expected  met only with what is completed later in the fiscal year (見込み者)
    """

    met: bool
    counted: tuple[int, ...]
    minutes: int
    needed: int
    missing: tuple[str, ...]
    earliest: dt.date | None
    expected: bool = False


def judge(
    role: Role,
    duty: int | None,
    held: Sequence[Held],
    month: dt.date,
    settings: Eligibility,
) -> Judged:
    """Whether a person may hold a role from ``month`` (its first day) on, as far as the training goes.

    duty  number of the field a 職務分野別リーダー or 若手リーダー is in charge of, None where unknown
    Counted is what was completed by the end of the month before (T65).
    """
    found = _at(role, duty, held, month, settings)
    if found.met or not held:
        return found
    later = sorted({_next_month(one.completed_on) for one in held if one.completed_on >= month})
    for candidate in later:
        if _at(role, duty, held, candidate, settings).met:
            return Judged(
                False, found.counted, found.minutes, found.needed, found.missing, candidate
            )
    return found


def _at(
    role: Role, duty: int | None, held: Sequence[Held], month: dt.date, settings: Eligibility
) -> Judged:
    """The requirement of one month, without a look at later ones."""
    year = fiscal_year(month)
    needed = needed_fields(role, year)
    counted = _counted(role, [one for one in held if one.completed_on < month], settings)
    missing = _missing(role, duty, counted, year, settings)
    expected = False
    if missing and year == settings.expected_year:
        whole = _counted(role, [h for h in held if h.completed_on <= bounds(year)[1]], settings)
        expected = not _missing(role, duty, whole, year, settings)
        counted, missing = (whole, ()) if expected else (counted, missing)
    met = not missing
    kinds = tuple(sorted(counted))
    return Judged(
        met, kinds, sum(counted.values()), needed, missing, month if met else None, expected
    )


def needed_fields(role: Role, year: int) -> int:
    """How many fields (認定こども園・幼稚園: times 15 hours) a role needs in a fiscal year."""
    if role.duty is Duty.FIELD:
        return int(year >= _DUTY_FROM)
    return _FULL if year >= _FULL_FROM else _STEPS.get(year, 0)


def _counted(role: Role, held: Sequence[Held], settings: Eligibility) -> dict[int, int]:
    """The fields that count for a role → their minutes; a field completed twice counts once."""
    counted: dict[int, int] = {}
    for one in held:
        if one.kind == PRACTICE and fiscal_year(one.completed_on) > settings.practice_until:
            continue
        if one.kind == MANAGEMENT and not _takes_management(role, settings):
            continue
        minutes = max(FIELD_MINUTES, one.minutes or 0)
        counted[one.kind] = max(counted.get(one.kind, 0), minutes)
    return counted


def _takes_management(role: Role, settings: Eligibility) -> bool:
    """マネジメント counts for leaders; for a 専門リーダー of a 認定こども園 where the office says so."""
    if role.duty is Duty.LEADER:
        return True
    return (
        role.duty is Duty.EXPERT
        and role.facility is Facility.KODOMOEN
        and settings.expert_management
    )


def _missing(
    role: Role, duty: int | None, counted: dict[int, int], year: int, settings: Eligibility
) -> tuple[str, ...]:
    """What is still to be completed, in words; () where nothing is."""
    needed = needed_fields(role, year)
    if role.duty is Duty.FIELD:
        if not needed or (duty in counted if duty else counted):
            return ()
        return (fields.by_number(duty).name if duty else "職務分野の1分野",)
    must = role.duty is Duty.LEADER and year >= settings.management_from
    lacks = [fields.by_number(MANAGEMENT).name] if must and MANAGEMENT not in counted else []
    if role.facility is Facility.NURSERY:
        shortfall = needed - len(counted) - len(lacks)
        return (*([f"専門分野別 あと{shortfall}分野"] if shortfall > 0 else []), *lacks)
    shortfall = (needed - len(lacks)) * FIELD_MINUTES - sum(counted.values())
    return (*([f"あと{-(-shortfall // 60)}時間"] if shortfall > 0 else []), *lacks)


def _next_month(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(32)).replace(day=1)


def read_role(value: object, facility: Facility | None = None) -> Reading[tuple[Role, ...]]:
    """The roles a cell may mean: one where the word or ``facility`` decides it, else the candidates;
    () for a post that is none of them (園長, 調理員, －).

    乳児保育リーダー is the 職務分野別リーダー (or 若手リーダー) of that field; see ``duty_of``.
    """
    text = _BRACKET.sub("", squeeze(to_text(value)))
    if is_blank(value, Blank.DASH | Blank.WORD):
        return Reading(None)
    if _OTHERS.fullmatch(text):
        return Reading(())
    names: tuple[str, ...] = ()
    for pattern, candidates in _ROLE_WORDS:
        if pattern.fullmatch(text):
            names = candidates
            break
    if not names and duty_of(value):
        names = ("職務分野別リーダー", "若手リーダー")
    found = [role for role in ROLES if role.name in names]
    fitting = [role for role in found if facility in (None, role.facility)]
    if fitting:
        return Reading(tuple(fitting))
    known = " / ".join(role.name for role in found or ROLES if facility in (None, role.facility))
    rule = "role-of-other-facility" if found else "role-unknown"
    params = {"value": to_text(value), "facility": facility.value if facility else ""}
    return Reading(None, (Note(rule, params, known if not found else ""),))


def duty_of(value: object) -> int | None:
    """The field that 乳児保育リーダー or 職務分野別リーダー（乳児保育） names; None where the role names none."""
    text = squeeze(to_text(value))
    match = _BRACKET.search(text) or _NAMED_AFTER.fullmatch(text)
    found = read_duty(match[1]).value if match else None
    return found.number if found else None


def read_duty(value: object) -> Reading[fields.Field]:
    """職務分野: a field, or a part of a field's name that no other has (食育, 安全対策)."""
    text = squeeze(to_text(value))
    matching = [field for field in fields.FIELDS if text in field.name.split("・")]
    return Reading(matching[0]) if len(matching) == 1 else fields.read(value)


def read_facility(value: object) -> Reading[Facility]:
    """保育所, 小規模保育事業A型, 幼保連携型認定こども園 … as the kind of facility that counts."""
    text = squeeze(to_text(value))
    if not text:
        return Reading(None)
    if _KODOMOEN.search(text):  # 保育所型認定こども園 is one
        return Reading(Facility.KODOMOEN)
    if _NURSERY.search(text):
        return Reading(Facility.NURSERY)
    choices = " / ".join(facility.value for facility in Facility)
    return Reading(None, (Note("facility-kind-unknown", {"value": to_text(value)}, choices),))
