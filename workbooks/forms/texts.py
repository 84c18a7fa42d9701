"""A blank inside a text: behind a label in the same cell, before 殿, in brackets before 生, as 　　県　第　　号,
or behind an office that is printed already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.text import squeeze
from workbooks.forms.blank import Blank, Position, Target
from workbooks.forms.places import (
    BOXES,
    DATE,
    ERA_CHOICE,
    GAP,
    ISSUER,
    SIGNS,
    WIDE,
    Place,
    matches_label,
)
from workbooks.forms.samples import is_sample

COLON = re.compile(r"[:：][\s　_＿]*$")
BEHIND = r"(?<=[:：])[\s　_＿]*$"  # where a value goes behind a colon
COLON_THEN_BLANK = re.compile(r"[:：][\s　_＿]{2,}$")
_ADDRESSED = rf"^{WIDE}(?={GAP}(?:様|殿)$)"
# 　　　　　（　　年　　月　　日生）は …
_IN_SENTENCE = rf"^{WIDE}(?=[（(]{GAP}{ERA_CHOICE}{GAP}年{GAP}月{GAP}日|は[、，])"
_BORN = rf"{ERA_CHOICE}{WIDE}年{GAP}月{GAP}日(?={GAP}生)"
# a day to write or one that stands there as a sample
_ANY = rf"[\s　_＿{SIGNS}\d元]*"
_SOME_DAY = rf"^{ERA_CHOICE}{_ANY}年{_ANY}月{_ANY}日"
_TITLED = r"^.*?[\s　]*(?=(?:様|殿)[\s　]*$)"
WESTERN = "西暦{}"
# 　　　県　第　　　号: the prefecture and the number of a 保育士登録番号
REGISTRATION = rf"{WIDE}(?:都・?道・?府・?県|都道府県|県){GAP}第{WIDE}号"
_OFFICE = rf"^[^。、]{{0,20}}{ISSUER}{WIDE}(?=(?:印|㊞|[（(]印[）)])?{GAP}$)"

_BETWEEN = " 　:：_＿"  # between a label and its value
_SHORT = 20  # characters of a text that is a label and nothing else
_PLACELESS = rf"[都道府県市区町村]?{ISSUER}"


def leads(place: Place, text: str) -> bool:
    """氏名　　　　殿, 生年月日　　年　月　日: a label and its blank in one cell."""
    match = re.fullmatch(rf"(.+?)(?:{WIDE}(?:様|殿)?|{GAP}{DATE}{GAP}|{REGISTRATION}{GAP})", text)
    return match is not None and matches_label(place, squeeze(match[1]))


def open_text(blank: Blank, place: Place, at: Position) -> Target | None:
    """The blank behind a label in the same cell."""
    text = blank.texts[at]
    if COLON.search(text):
        return None
    pattern = rf"(?<=.){REGISTRATION}"
    if place.name == "保育士登録番号" and re.search(pattern, text):
        return Target(place, at, "here", at, False, pattern, "　{}", groups=True)
    dated = re.search(rf"(?:西暦|令和|平成|昭和)?{WIDE}年{GAP}月{GAP}日", text)
    if place.dated and dated:
        era = "(?:西暦|令和|平成|昭和)"
        pattern = rf"(?<=.){GAP}(?:{era}{WIDE}|{WIDE}{era}?{GAP})年{GAP}月{GAP}日"
        wrap = WESTERN if "西暦" in text else "{}"
        return Target(place, at, "here", at, False, pattern, f"　{wrap}")
    if re.search(rf"{WIDE}(様|殿)$", text):
        return Target(place, at, "here", at, False, rf"{WIDE}(?=(様|殿)$)", "　{}　")
    right = (blank.area(at).top, blank.area(at).right + 1)
    closed = not blank.is_empty(right) or not blank.takes(right) or not blank.is_box(right)
    if re.search(rf"{WIDE}$", text.rstrip("\n")) and closed:
        return Target(place, at, "here", at, False, rf"{WIDE}$", "　{}")
    return None


def unlabelled(blank: Blank, place: Place) -> Target | None:
    """A blank that no label names and whose text says what it is; None where it is not the only one."""
    patterns: tuple[tuple[str, str], ...] = ()
    if place.name == "氏名":
        patterns = ((_ADDRESSED, "{}　"), (_IN_SENTENCE, "{}　"))
    elif place.name == "宛先":
        patterns = ((rf"^{WIDE}(?={GAP}(?:様|殿|御中)$)", "{}　"),)
    elif place.name == "生年月日":
        patterns = ((_BORN, "{}"),)
    for pattern, wrap in patterns:
        found = [
            at
            for at, text in sorted(blank.texts.items())
            if at not in blank.formulas and blank.takes(at) and re.search(pattern, text)
        ]
        if len(found) == 1:
            return Target(place, found[0], "here", None, False, pattern, wrap)
    return None


def asks_here(place: Place, text: str) -> bool:
    """Does a text have a blank in it that belongs to the place, or boxes for its kinds?"""
    if place.name == "研修種別" and re.search(rf"[{BOXES}]", text):
        return True
    return _inside(place, text, sample=False) is not None


def beside_in_text(blank: Blank, place: Place, at: Position) -> Target | None:
    """The blank in the text of the cell beside a label: 　　年　　月　　日生, 　　　　様, 　　県　第　　号."""
    first = blank.first(at)
    text = blank.texts.get(first, "")
    found = _inside(place, text, sample=is_sample(blank, place, first))
    if found is None:
        return None
    pattern, wrap = found
    groups = pattern == REGISTRATION
    return Target(place, first, "here", None, False, pattern, wrap, groups)


def _inside(place: Place, text: str, *, sample: bool) -> tuple[str, str] | None:
    """(pattern, wrap) of what a value takes the place of inside a text."""
    if place.name == "保育士登録番号" and re.search(REGISTRATION, text):
        return REGISTRATION, "{}"
    if place.name == "氏名" and re.search(_ADDRESSED, text):
        return _ADDRESSED, "{}　"
    if place.name == "氏名" and sample and re.search(_TITLED, text):
        return _TITLED, "{}　"
    if place.dated and re.fullmatch(rf"{_SOME_DAY}{GAP}生?{GAP}", text):
        return _SOME_DAY, WESTERN if text.strip().startswith("西暦") else "{}"
    return None


def part_of(target: Target, text: str, *, shared: bool) -> tuple[int, int] | None:
    """Start and end of a place and its label in a text, to be taken out: the whole text where it says nothing
    else, None where nobody can tell which words go with the place.

    shared  do other places stand in the text?
    """
    match = re.search(BEHIND if target.how == "behind" else target.pattern, text)
    if match is None:
        return 0, len(text)
    line = text.rfind("\n", 0, match.start()) + 1
    head, end = text[line : match.start()].rstrip(_BETWEEN), match.end()
    if head.endswith("第") and text[end:].startswith("号"):
        head, end = head[:-1].rstrip(_BETWEEN), end + 1
    starts = [n for n in range(len(head)) if n == 0 or re.match(r"\W", head[n - 1])]
    named = [n for n in starts if matches_label(target.place, squeeze(head[n:]))]
    start = line + (named[0] if named else len(head))
    if text[:start].endswith(("（", "(")) and text[end:].startswith(("）", ")")):
        start, end = start - 1, end + 1
    before, behind = text[:start].rstrip(" 　"), text[end:].lstrip(" 　")
    if before.endswith(("、", "，", "・")) and (not behind or behind[0] in "）)"):
        start = len(before) - 1
    elif before.endswith(("（", "(")) and behind.startswith(("、", "，", "・")):
        end = len(text) - len(behind) + 1
    rest = text[:start] + text[end:]
    if not re.search(r"\w", rest):
        return 0, len(text)
    if named or not head:
        return start, end
    return None if shared or len(rest) > _SHORT else (0, len(text))


def says_more(target: Target, blank: Blank, places: Sequence[Target]) -> bool:
    """Does the text a place stands in stay when a person has no such value?"""
    if target.how not in ("here", "behind"):
        return False
    text = blank.texts.get(target.at, "")
    return part_of(target, text, shared=_shared(target, places)) != (0, len(text))


def unclear(target: Target, blank: Blank, places: Sequence[Target]) -> bool:
    """Does the place stand in a text of which nobody can tell what goes with it?"""
    text = blank.texts.get(target.at, "")
    inside = target.how in ("here", "behind")
    return inside and part_of(target, text, shared=_shared(target, places)) is None


def _shared(target: Target, places: Sequence[Target]) -> bool:
    return sum(target.at in other.positions for other in places) > 1


def office_of(issuer: str) -> str:
    """群馬県知事 of 群馬県知事　架空　太郎; "" where no office is named."""
    found = re.match(rf".*?{ISSUER}", squeeze(issuer))
    return found[0] if found else ""


def office_open(place: Place, at: Position, text: str, issuer: str) -> Target | None:
    """群馬県知事　　　　　印: the office is printed, its holder's name is open; 　　県知事　　印: its place too."""
    match = re.search(_OFFICE, text)
    given = office_of(issuer)
    if match is None or not given:
        return None
    printed = squeeze(match[0])
    placeless = re.match(rf"{WIDE}{_PLACELESS}$", match[0].rstrip())
    if not (squeeze(issuer).startswith(printed) or (placeless and given.endswith(printed))):
        return None
    wrap = "{}　" if text[match.end() :].strip() else "{}"
    return Target(place, at, "here", None, False, _OFFICE, wrap)
