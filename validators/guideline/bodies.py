"""実施主体 (Guideline 2): who may be designated — a municipality, a 指定保育士養成施設, or a
non-profit with a record of training; and when two names are one body."""

from __future__ import annotations

import re
from typing import Literal

from validators.numbers import municipality
from validators.reading import Note, Reading
from validators.text import squeeze, to_text
from validators.values.names import fold_variants

Body = Literal["市町村", "指定保育士養成施設", "非営利団体"]
_COMPANY = r"株式会社|有限会社|合同会社|合資会社|合名会社"
_PROFIT = re.compile(rf"{_COMPANY}|[(㈱㈲][株有同][)]|営利(法人|企業|団体)|^会社$|個人(事業)?")
# The form of a company stands before or behind its name; in the middle it is part of another body's name.
_COMPANY_NAME = re.compile(
    rf"^({_COMPANY}|\([株有同]\))|({_COMPANY}|\([株有同]\))$|営利(法人|企業|団体)|^会社$|個人(事業)?"
)
_NON_PROFIT = re.compile(
    r"非営利|社会福祉法人|(一般|公益)?(社団|財団)法人|特定非営利活動法人|NPO|学校法人|社会福祉協議会|国立大学法人|公立大学法人|宗教法人|独立行政法人|\([福社財学特非一公]+\)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(r"養成(施設|校|機関)|大学|短期大学|専門学校")
_MUNICIPALITY = re.compile(r"市(区)?町村|特別区|地方公共団体|自治体|[市区町村]")
_UNION = re.compile(
    r"一部事務組合|広域連合|(広域|市町村|事務|行政|圏|振興|整備|衛生|環境|福祉|[市区町村郡])[^・、]*組合$"
)
_OTHER_UNION = re.compile(r"(協同|労働|健康保険|共済|農業|漁業|生活協同|商店街振興|管理)組合")
# （機関番号 07）; each blank is gone through once
_NUMBER_BESIDE = re.compile(
    r"[（(\[【〔]\s*+(?:研修)?(?:実施)?(?:指定)?(?:機関)?(?:番号|コード|No\.?)?\s*+[:：]?\s*+第?[\d０-９]{1,3}号?\s*+[）)\]】〕]"
)
# 学校法人X（運営委託先：株式会社Y）: the bracket speaks of somebody else
_OTHER_BODY = re.compile(
    r"[(（][^()（）]*(委託|運営|協力|共催|後援|主催|事務局|連携|受託)[^()（）]*[)）]"
)
_JOINT = re.compile(r"[・、,/&+]|及び|と(?=.{0,20}(?:会社|法人))")
_FORMS = (
    ("社福", "社会福祉法人"),
    ("福", "社会福祉法人"),
    ("一般社団", "一般社団法人"),
    ("一社", "一般社団法人"),
    ("公益社団", "公益社団法人"),
    ("公社", "公益社団法人"),
    ("一般財団", "一般財団法人"),
    ("一財", "一般財団法人"),
    ("公益財団", "公益財団法人"),
    ("公財", "公益財団法人"),
    ("学", "学校法人"),
    ("学法", "学校法人"),
    ("特非", "特定非営利活動法人"),
    ("NPO", "特定非営利活動法人"),
    ("宗", "宗教法人"),
    ("独", "独立行政法人"),
    ("大", "国立大学法人"),
    ("社", "社団法人"),
    ("財", "財団法人"),
    ("医", "医療法人"),
    ("特", "特定非営利活動法人"),
    ("株", "株式会社"),
    ("有", "有限会社"),
    ("同", "合同会社"),
)
_NPO = re.compile(r"^NPO法人|(?<=[^A-Za-z])NPO法人$")
_FORM_BEHIND = re.compile(
    r"(.+?)(社会福祉法人|(?:一般|公益)?(?:社団|財団)法人|学校法人|特定非営利活動法人|株式会社|有限会社|合同会社)"
)
_BETWEEN = re.compile(r"[()（）・･.,，．、'’\-‐]")
_FORM = re.compile(
    r"^(社会福祉法人|(一般|公益)?(社団|財団)法人|学校法人|特定非営利活動法人|宗教法人|独立行政法人|(国立|公立)大学法人|株式会社|有限会社)"
    r"|(株式会社|有限会社)$"
)


def read_body(kind: object, name: object = "") -> Reading[Body]:
    """Reads what the 法人の種別 and the name say of a body.

    A name that says 株式会社 weighs more than a cell that says 非営利: the two are for a person to settle.
    Notes: body-not-eligible (a company, R01), body-conflict, body-joint, body-union, body-unclear.
    """
    text, title = squeeze(to_text(kind)), squeeze(_OTHER_BODY.sub("", to_text(name)))
    if text and "非営利" not in text and (found := _PROFIT.search(text)):
        return Reading(None, (Note("body-not-eligible", {"kind": found[0].strip("()")}),))
    read = _read(text)
    parts = [part for part in _JOINT.split(title) if part]
    if len(parts) > 1 and any(_COMPANY_NAME.search(p) for p in parts) and _NON_PROFIT.search(title):
        return Reading(None, (Note("body-joint", {"name": title}),))
    if company := _COMPANY_NAME.search(title):
        return Reading(None, (_company_note(text, company[0].strip("()"), read),))
    if _UNION.search(title if not _OTHER_UNION.search(title) else text):
        return Reading(None, (Note("body-union", {"name": title or text}),))
    if read:
        return Reading(read)
    if guess := _read(title):
        return Reading(guess)
    if text or title:
        return Reading(None, (Note("body-unclear", {"kind": text or "（空欄）"}),))
    return Reading(None)


def _company_note(text: str, company: str, read: Body | None) -> Note:
    """A company's name: alone, or beside a kind that says otherwise."""
    if read:
        return Note("body-conflict", {"kind": text or company, "name": company})
    return Note("body-not-eligible", {"kind": text or company})


def plain_name(name: str) -> str:
    """Gives a body's name without the number that stands with it in a bracket.

    >>> plain_name("学校法人みほん学園（機関番号 07）"), plain_name("保育協会（前橋支部）")
    ('学校法人みほん学園', '保育協会（前橋支部）')
    """
    return _NUMBER_BESIDE.sub("", name).strip()


def body_key(name: object) -> str:
    """Makes the key for comparing two bodies' names (団体の照合キー).

    Forms in short or in full, before the name or behind it, spaces, dots, width and old characters
    (學校法人) do not matter; what stands in brackets does: a 支部 is a body of its own.

    >>> body_key("（一社）みほん 保育協会") == body_key("一般社団法人みほん保育協会")
    True
    >>> body_key("㈻國學館") == body_key("学校法人国学館"), body_key("みほん㈱") == body_key("株式会社みほん")
    (True, True)
    >>> body_key("保育協会（前橋支部）") == body_key("保育協会（高崎支部）")
    False
    """
    text = squeeze(_OTHER_BODY.sub("", plain_name(to_text(name))))
    for short, full in _FORMS:
        text = text.replace(f"({short})", full)
    text = _NPO.sub("特定非営利活動法人", text)
    text = _BETWEEN.sub("", text)
    behind = _FORM_BEHIND.fullmatch(text)
    return fold_variants(behind[2] + behind[1] if behind else text).casefold()


def same_body(a: object, b: object) -> bool:
    """Tells whether two names are of one body: equal keys, or equal but for a corporate form that one leaves out."""
    first, second = body_key(a), body_key(b)
    if not first or not second:
        return False
    if first == second:
        return True
    bare_first, bare_second = _FORM.sub("", first), _FORM.sub("", second)
    one_without = (bare_first == first) != (bare_second == second)
    return one_without and bare_first == bare_second and len(bare_first) > 1


def _read(text: str) -> Body | None:
    if _SCHOOL.search(text):
        return "指定保育士養成施設"
    if _NON_PROFIT.search(text):
        return "非営利団体"
    place = re.sub(r"(役所|役場)$", "", text)
    is_place = _MUNICIPALITY.fullmatch(place) or (place and municipality.find(place))
    return "市町村" if is_place else None
