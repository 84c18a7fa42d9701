"""Layout (配置) of the forms: each place to fill in by its defined name or by the label printed on
the form, never by an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from validators.text import squeeze
from workbooks.tables.headings import meaning

GAP = r"[\s　_＿]*"
# a blank to write on, taken whole from its start: a thousand spaces are looked at once
WIDE = r"(?<![\s　_＿])[\s　_＿]{2,}+"
ERA = r"(?:令和|平成|昭和)?"
# 昭和・平成 before the blank of a birth date
ERA_CHOICE = (
    r"(?:(?:西暦|明治|大正|昭和|平成|令和|[明大昭平令MTSHRＭＴＳＨＲ])[・･／/、\s　]*){0,5}"
)
# what stands for a value that is not there yet
SIGNS = "○〇◯●△XＸxｘ＊*"
BOXES = "□☐◻▢"  # to be ticked
_OPEN = rf"[\s　_＿{SIGNS}]*"
# the first blank of a paragraph is its indent and stays
DATE = rf"(?:西暦|令和|平成|(?<=.)|(?=[年{SIGNS}])){_OPEN}年{_OPEN}月{_OPEN}日"
_OPEN_DATE = rf"{ERA}{WIDE}年{GAP}月{GAP}日"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a form.

    name      the defined name, and what the clerk is told
    beside    pattern over the squeezed label whose blank lies in the same cell behind the colon,
    right of it or below it
    here      pattern over a cell's text; the part it matches is replaced by the value
    wrap      what stands around the value where ``here`` is replaced, e.g. 第{}号
    optional  a form without this place is complete
    printed   pattern over a cell's text: a form that has it printed already (群馬県知事 …) needs no place
    shrink    one line, made smaller where the cell is too narrow
    column    the roster's column: whatever heading means it there is a label of it here
    parts     labels of cells of their own that together are the place: (part, pattern)
    dated     the value is a day
    """

    name: str
    beside: str = ""
    here: str = ""
    wrap: str = "{}"
    optional: bool = False
    printed: str = ""
    shrink: bool = False
    column: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    dated: bool = False


_NAME_PARTS = (("姓", r"姓|氏"), ("名", r"名"))
_BODY_PARTS = (
    (
        "1",
        r"(申請者|届出者|発行者|交付者|研修実施機関|実施機関|法人|団体)?の?(名称|法人名|団体名|機関名)",
    ),
    ("2", r"(主たる)?(事務所)?の?(所在地|住所)"),
    ("3", r"(法人)?代表者?の?(職名?)?[・及び]*(氏名|職氏名|名)?"),
)
# 代表者職名 and 代表者氏名 in cells of their own
_OFFICE_AND_NAME = (("3職", r"(法人)?代表者?の?役?職名?"), ("3名", r"(法人)?代表者?の?(氏名|名前)"))


def other_parts(place: Place) -> tuple[tuple[str, str], ...]:
    """The same parts where the representative's office has a cell apart from the name."""
    if place.parts != _BODY_PARTS:
        return ()
    return (*_BODY_PARTS[:2], *_OFFICE_AND_NAME)


_KIND = Place(
    "研修種別",
    r"((修了|受講|申請|指定|実施)(した|する|を受ける)?)?の?(専門分野別)?(研修)?(課程)?の?(種別|分野)(の?名称?)?",
    rf"(?<=[（(「『]){WIDE}(?=(?:分野|種別|コース)[）)」』]|[）)」』]の?(?:分野|種別|コース))",
    shrink=True,
    column="field",
)
_FILED_KIND = replace(_KIND, column="", here="")
_KINDS = replace(_FILED_KIND, shrink=False)  # a notice may name all eight
_GOVERNOR_CALLED = Place(
    "宛先", here=rf"[（(]{GAP}都道府県知事{GAP}[）)]", printed=r"知事.*(殿|様|あて|宛)"
)
# an office as a prefecture's own blank has it printed
ISSUER = r"(知事|市長|区長|町長|村長|理事長|会長|学長|所長|代表)(?!名|の?氏名|者)"
_ALONE = rf"^{GAP}{DATE}{GAP}$"  # a date that has a cell to itself
_MINUTES = Place("研修時間数", r"(総)?研修の?(総)?時間(数)?")
_METHOD = Place("評価方法", r"(研修)?の?(修了)?の?評価の?方法")
# 都道府県知事名, and ○○県知事　○○　○○ of a blank that has a sample printed
_ISSUER_SIGNS = (
    rf"^(?=[^。、]{{0,20}}[{SIGNS}]{{2}})[^。、]{{0,20}}(?:知事|市長|区長|町長|村長)"
    r"[^。、]{0,30}(?<![様殿])$"
)
_ISSUER_HERE = (
    r"(?s)^.*都道府県知事名.*?(?=[\s　]*(?:印|㊞|[（(]印[）)])?[\s　]*$)"
    rf"|{_ISSUER_SIGNS}"
)

# Columns of a roster that a blank may ask for besides; nobody misses them where it does not.
_MORE = (
    Place(
        "修了年月日",
        r"(研修)?修了の?(年月)?日",
        rf"{_OPEN_DATE}(?={GAP}に?(?:(?!実施|開催|受講)[^年。]){{0,40}}(修了|終了))",
        optional=True,
        shrink=True,
        column="completed_on",
        dated=True,
    ),
    Place("フリガナ", optional=True, shrink=True, column="kana"),
    Place("勤務先施設名", optional=True, shrink=True, column="employer"),
    Place("市町村名", optional=True, shrink=True, column="municipality"),
    Place("研修実施機関番号", optional=True, shrink=True, column="agency_number"),
    Place("研修実施機関の名称", optional=True, shrink=True, column="agency_name"),
)
# Places a clerk has to ask for by name or mark: the words mean too much as labels.
BY_NAME_ONLY = ("住所", "職種", "備考", "研修時間数")
# 不要_保育士登録番号: a name (any cell, a Word bookmark) by which an office says that it prints no such place
UNWANTED = "不要_"
# who it is and what it is: a paper without these is none
_ESSENTIAL = ("氏名", "研修種別", "修了証番号", "申請者", "届出者", "研修実施機関の名称")


def _issuer(label: str) -> Place:
    """発行者: its lines over one another, below a label of these words."""
    return Place("発行者", label, _ISSUER_HERE, printed=ISSUER, parts=_BODY_PARTS)


# form → its places in the order of the notice
PLACES: dict[str, tuple[Place, ...]] = {
    "certificate": (
        Place(
            "修了証番号",
            r"修了証の?番号",
            rf"(?<!様式)第{_OPEN}([-－―‐ー–]{_OPEN}){{0,3}}号(?!様式)",
            "第{}号",
            column="certificate_number",
        ),
        Place(
            "保育士登録番号",
            r"保育士(証)?登録(証)?番号",
            shrink=True,
            column="registration_number",
        ),
        Place("氏名", r"(修了者)?氏名欄?", shrink=True, column="name", parts=_NAME_PARTS),
        Place("生年月日", r"生年月日", shrink=True, column="birth_date", dated=True),
        _KIND,
        Place(
            "交付年月日",
            r"(交付|発行)の?(年月)?の?日",
            _ALONE,
            column="issued_on",
            dated=True,
        ),
        Place("再交付", r"再交付(年月日)?", optional=True),
        _issuer(r"(発行者|交付者)"),
        *_MORE,
    ),
    "application": (
        Place("申請年月日", r"申請(年月)?日", _ALONE, dated=True),
        _GOVERNOR_CALLED,
        Place(
            "申請者",
            r"申請者",
            rf"[（(]{GAP}申請者の名称、主たる事務所の所在地及び代表者(の)?氏名{GAP}[）)]",
            parts=_BODY_PARTS,
        ),
        _FILED_KIND,
        _MINUTES,
        _METHOD,
    ),
    "notice": (
        Place("宛先", here=rf"[（(]{GAP}研修実施機関の名称及び代表者(の)?氏名{GAP}[）)]"),
        Place("申請年月日", here=rf"{DATE}(?={GAP}付)", dated=True),
        Place("研修実施機関番号", r"(研修)?(実施)?機関の?番号", shrink=True),
        Place("研修実施機関の名称", r"(研修)?(実施)?機関の?名称?", shrink=True),
        Place("研修種別番号", r"(研修)?の?(種別|分野)の?番号"),
        _KINDS,
        Place("通知年月日", r"(通知|指定)(年月)?日", _ALONE, dated=True),
        Place(
            "発行者",
            r"(発行者|通知者)",
            rf"[（(]{GAP}都道府県知事(名)?{GAP}[）)]|{_ISSUER_SIGNS}",
            printed=ISSUER,
        ),
    ),
    "renewal": (
        Place("届出年月日", r"届出(年月)?日", _ALONE, dated=True),
        _GOVERNOR_CALLED,
        Place(
            "届出者",
            r"届出者",
            rf"[（(]{GAP}研修実施機関の名称、主たる事務所の所在地及び代表者(の)?氏名{GAP}[）)]",
            parts=_BODY_PARTS,
        ),
        Place("指定年月日", here=rf"{DATE}(?={GAP}に指定)", dated=True),
        Place("実施年度", here=rf"(?:令和|平成)?{_OPEN}年度(?={GAP}に実施)", wrap="{}年度"),
        _FILED_KIND,
        _MINUTES,
        _METHOD,
        Place("講師に関する書類", here=r"(?<=講師に関する書類)$", optional=True),
        Place("前年度からの変更", r"(前年度からの)?変更(点|内容|事項)", optional=True),
    ),
    "partial": (
        Place("氏名", r"(修了者|受講者)?氏名欄?", shrink=True, column="name", parts=_NAME_PARTS),
        Place("生年月日", r"生年月日", shrink=True, column="birth_date", dated=True),
        _KIND,
        Place("研修名", r"(受講した)?(研修|講座)会?の?(名|名称)"),
        Place("受講年月日", r"(受講|開催|実施|研修)(した)?(年月)?日時?"),
        Place("受講時間", r"(受講)?(した)?時間数?"),
        Place("受講内容", r"受講(した)?の?(研修)?の?(内容|項目|科目)"),
        Place("交付年月日", r"(交付|発行|証明)の?(年月)?日", _ALONE, dated=True),
        Place("再交付", r"再交付(年月日)?", optional=True),
        _issuer(r"(発行者|交付者|証明者)"),
        Place("保育士登録番号", optional=True, shrink=True, column="registration_number"),
        Place("フリガナ", optional=True, shrink=True, column="kana"),
        Place("勤務先施設名", optional=True, shrink=True, column="employer"),
    ),
}
_NUMBERED = r"(?:[(（]?[\d①-⑳ア-オ]{1,2}[)）.、．:：]?(?=\D))?"
_ENCLOSED = re.compile(
    r"[【〔［\[(（「〈《]([^【】〔〕［］\[\]()（）「」〈〉《》]{1,20})[】〕］\])）」〉》][:：]?"
)


# 氏名 Name, 生年月日(Date of Birth), 分野/Field
_ENGLISH = re.compile(r"(?<=[^\x00-\x7f])[/／(（\[]?[A-Za-z][A-Za-z.,'’&/-]{1,30}[)）\]]?$")
_LEADERS = "…‥・･.．＝=~〜─―"


def matches_label(place: Place, squeezed: str) -> bool:
    """Is this squeezed cell text the label of the place: 氏名, 氏名：, 【氏名】, ア 氏名, 氏名：（ふりがな）,
    or whatever heading means the place's column in a roster?"""
    squeezed = _ENGLISH.sub("", squeezed).rstrip(_LEADERS) or squeezed
    enclosed = _ENCLOSED.fullmatch(squeezed)
    text = enclosed[1] if enclosed else re.sub(r"^[■□●◆○・※★▼▲◇]+(?=.)", "", squeezed)
    if matches(place.beside, text):
        return True
    return bool(place.column) and _means(text) == place.column


def matches(pattern: str, squeezed: str) -> bool:
    """Is this squeezed text a label by this pattern?"""
    return (
        bool(pattern)
        and re.fullmatch(rf"{_NUMBERED}(?:{pattern})(?:[:：]|\(.{{1,12}}\))*_*", squeezed)
        is not None
    )


def _means(text: str) -> str:
    label = re.sub(r"欄$", "", text.rstrip(":：_"))
    return meaning(label) if 1 < len(label) <= 30 else ""


def unwanted(form: str, name: str) -> Place | None:
    """The place a name 不要_… says is not wanted."""
    return place_for(form, name.removeprefix(UNWANTED)) if name.startswith(UNWANTED) else None


def may_be_unwanted(place: Place) -> bool:
    """May an office do without the place?"""
    return place.name not in _ESSENTIAL


def place_for(form: str, word: str) -> Place | None:
    """The place a word in a mark («氏名», {{修了年月日}}) or a defined name stands for."""
    text = squeeze(word)
    for place in PLACES[form]:
        if text == place.name:
            return place
    if text in BY_NAME_ONLY:
        return Place(text, optional=True, shrink=True)
    if form == "certificate" and text in ("姓", "氏", "名"):
        return Place("名" if text == "名" else "姓", optional=True, shrink=True)
    for place in PLACES[form]:
        if matches_label(place, text):
            return place
    return None
