"""見直し: what would stay open on the printed page of a blank, and an 発行者 that is printed already."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.reading import Note
from validators.text import normalize, squeeze
from workbooks.forms.blank import Blank, Position, Target
from workbooks.forms.locate import Located
from workbooks.forms.places import BOXES, GAP, ISSUER, PLACES, WIDE, matches, matches_label
from workbooks.forms.samples import is_sign
from workbooks.forms.texts import office_of, office_open
from workbooks.tables.headings import TITLES, meaning

_HOLE = re.compile(
    rf"(?:{WIDE}|令和|平成|昭和){GAP}年{GAP}月{GAP}日|第{WIDE}号|[{BOXES}]|[○〇XＸ]{{3,}}|^{WIDE}(?:殿|様)$"
    rf"|{WIDE}(?:歳|才|時間){GAP}$|^{GAP}男{GAP}[・･／/]{GAP}女{GAP}$"
)
_SHORT = 40  # characters of a cell that holds a label or a signature, not a paragraph


def holes(blank: Blank, located: Located, form: str) -> list[Note]:
    """Cells inside the print area that stay open: a date, a number or a box nobody fills in, and the
    label of a roster's column with nothing beside it."""
    written = {at for target in located.all for at in target.positions}
    labels = {target.label for target in located.all if target.label}
    ticks = any(target.how == "tick" for target in located.all)
    found = []
    for at, text in sorted(blank.texts.items()):
        if at in blank.formulas or not blank.takes(at):
            continue
        if at in written | labels:
            if _HOLE.search(_rest(located, at, text)) and not ticks:
                found.append(_left(blank, at, text))
            continue
        open_text = _HOLE.search(text) and "再交付" not in text
        asks = _asks(blank, at, written, form)
        if asks or (open_text and not (ticks and squeeze(text) in BOXES)):
            found.append(_left(blank, at, text))
    found += [_around(text) for text in blank.around if _HOLE.search(text) or _labelled(form, text)]
    return found + _replaced(blank, located) + _unwanted(blank, located, form)


def _labelled(form: str, text: str) -> bool:
    """Does a header say 氏名　　　　: a label and a blank?"""
    words = re.split(rf"{WIDE}", text.rstrip("　 _＿") + "　　") if re.search(WIDE, text) else []
    last = re.split(r"[\s　]", words[-2])[-1] if len(words) > 1 else ""
    return any(matches_label(place, squeeze(last)) for place in PLACES[form] if last)


def _around(text: str) -> Note:
    params = {"cell": "ヘッダー・フッター", "text": normalize(text)[:_SHORT]}
    return Note("blank-hole-left", params)


def _unwanted(blank: Blank, located: Located, form: str) -> list[Note]:
    """The places the office does not print, in one line."""
    printed = {target.place.name for target in located.all}
    unprinted = [p.name for p in PLACES[form] if p.name in blank.unwanted - printed]
    places = "、".join(f"「{name}」" for name in unprinted)
    return [Note("blank-unwanted", {"places": places})] if unprinted else []


def _replaced(blank: Blank, located: Located) -> list[Note]:
    """What looks like a person's own value in a cell that is written over."""
    notes = []
    for target in located.all:
        text = blank.texts.get(target.at, "") if target.how in ("cell", "here") else ""
        if target.how == "here":
            match = re.search(target.pattern, text)
            text = match[0] if match else ""
        typed_there = (
            text and not is_sign(text) and (target.how == "cell" or re.search(r"\d", text))
        )
        if typed_there and not target.by_name:
            params = {"cell": blank.where(target.at), "text": normalize(text)[:_SHORT]}
            notes.append(Note("blank-sample-replaced", params))
    return notes


def _rest(located: Located, at: Position, text: str) -> str:
    """What a cell says beside the values written into its text; nothing where the whole is written."""
    targets_there = [target for target in located.all if at in target.positions]
    if any(target.how != "here" for target in targets_there):
        return ""
    for target in targets_there:
        text = re.sub(target.pattern, "・", text, count=1)
    return text


def _left(blank: Blank, at: Position, text: str) -> Note:
    return Note("blank-hole-left", {"cell": blank.where(at), "text": normalize(text)[:_SHORT]})


def _asks(blank: Blank, at: Position, written: set[Position], form: str) -> bool:
    """Is the cell the label of a column of a roster or of a part of the 申請者, with an empty cell
    behind it that nobody writes?"""
    text = squeeze(blank.texts[at])
    parts = [pattern for place in PLACES[form] for _, pattern in place.parts]
    named = form == "certificate" and meaning(text.rstrip(":：")) in TITLES
    if len(text) > _SHORT or not (named or any(matches(p, text) for p in parts)):
        return False
    area = blank.area(at)
    column = area.right + 1
    beside = blank.first((area.top, column))
    inside = blank.takes(beside) and area.right < blank.right
    if not (inside and blank.is_empty(beside)):
        return False
    while column <= blank.right and blank.is_empty((area.top, column)):
        if blank.first((area.top, column)) in written:
            return False
        column += 1
    return blank.first((area.top, column)) not in written


def printed_issuer(
    blank: Blank, form: str, issuer: Sequence[str]
) -> tuple[list[Target], Note | None]:
    """For a blank with an 発行者 printed: nothing when it is the one given; the cells to write when
    only the person of the same office changed; else a note that names both."""
    place = next((p for p in PLACES[form] if p.name == "発行者"), None)
    signed = [
        (at, text)
        for at, text in sorted(blank.texts.items())
        if place and _is_signature(text) and not matches_label(place, squeeze(text))
    ]
    if place is None or not issuer:
        return [], None
    if not signed:
        return [], _office_alone(blank, issuer)
    if len(issuer) == 1:
        opened = [
            one
            for at, text in signed
            if (one := office_open(place, at, text, issuer[0]))
            and at not in blank.formulas
            and not blank.locked(at)
        ]
        if opened:
            return opened, None
    given = squeeze("".join(issuer))
    printed = squeeze("".join(text for _, text in signed))
    if any(given == squeeze(t) or squeeze(issuer[0]) == squeeze(t) for _, t in signed):
        return [], None
    if given in printed or (len(printed) > 3 and printed in given and len(signed) > 1):
        return [], None
    at, text = signed[-1]
    office = office_of(issuer[-1])
    if len(issuer) == 1 and office and at not in blank.formulas and not blank.locked(at):
        rest = squeeze(text).removeprefix(office)
        if squeeze(text).startswith(office) and 1 < len(rest) <= 12:
            return [Target(place, at, "cell")], None
    params = {"cell": blank.where(at), "printed": normalize(text)[:_SHORT], "issuer": issuer[0]}
    return [], Note("blank-issuer-printed", params)


def _office_alone(blank: Blank, issuer: Sequence[str]) -> Note | None:
    """群馬県知事 and no name: the office given, whose holder is then left to the seal, or another one."""
    given = squeeze("".join(issuer))
    offices = [
        (squeeze(text).removesuffix("印") not in given, at)
        for at, text in blank.texts.items()
        if re.fullmatch(rf"[^。、（）()]{{1,30}}{ISSUER}印?", squeeze(text)) and blank.takes(at)
    ]
    if not offices:
        return None
    other, at = min(offices)
    printed = normalize(blank.texts[at])
    params = {"cell": blank.where(at), "printed": printed, "issuer": issuer[0]}
    return Note("blank-issuer-printed" if other else "blank-office-alone", params)


def _is_signature(text: str) -> bool:
    plain = squeeze(text)
    named = re.search(rf"{ISSUER}.", plain)
    return bool(named) and len(plain) <= _SHORT and not re.search(r"(殿|様|宛|あて)$|[。、]", plain)
