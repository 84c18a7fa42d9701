"""Words inside a heading (見出しの語): how far a label that no pattern knows as a whole speaks for an item.

``meaning`` of headings.py knows whole labels. Here parts of a label count:
「お名前（漢字フルネーム）をご記入ください」, 「コース修了日」, ``SHURYOSHO_NO``.
A part is a hint, never a proof: what stands below the heading decides with it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from validators.text import LONGEST, squeeze

LIKELY = 6.0  # a hint that names the item
SURE = 5.0  # a hint of so much may stand for the item where no cell below is looked at
WEAK = 3.0  # a hint that fits the item among others

_WORKPLACE = r"勤務|所属|施設|職場|就業|就労|園|保育所|事業所"
_HINTS: tuple[tuple[str, str, float], ...] = (
    (
        "registration_number",
        r"保育士.*(番号|N[oO]\.?|№)|(保育士)?(資格|免許).*(番号|N[oO]\.?|№)",
        LIKELY,
    ),
    ("registration_number", r"登録.*(番号|N[oO]\.?|№)", LIKELY),
    ("registration_number", r"保育士(証|登録|資格|免許)", WEAK),
    ("registration_prefecture", r"登録.*(都道府)?県|(都道府)?県.*登録", LIKELY),
    ("name", r"氏名|名前|なまえ|姓名|フルネーム", LIKELY),
    ("name", r"(受講|修了|参加|対象|該当|申込|研修)(者|生)(名|の名)?$|(者|生)名$", 4.0),
    ("kana", r"フリガナ|ふりがな|カナ|かな$|よみ|読み", LIKELY),
    ("birth_date", r"生年月日|誕生|生まれ|出生", LIKELY),
    ("address", r"住所|居住|住居|居所|住まい", 5.0),
    ("address", r"自宅", WEAK),
    ("employer", rf"({_WORKPLACE}).*(名|先)|勤務先|所属|勤め先|在籍", LIKELY),
    ("employer", rf"{_WORKPLACE}|法人", WEAK),
    ("municipality", r"市区?町村?|区市町|市町|所在市|市名|自治体", 5.0),
    ("municipality", r"所在|勤務地", WEAK),
    ("field", r"分野|種別|科目|コース|講座|種目", 5.0),
    ("field", r"研修(名|区分|内容|会)|修了研修|受講.*研修|研修.*名", 4.0),
    ("field", r"種類|領域|プログラム|カテゴリ|テーマ", WEAK),
    ("occupation", r"職(種|名|業)", LIKELY),
    ("certificate_number", r"(修了|認定|交付|発行|証).*(番号|N[oO]\.?|№|ナンバー)", LIKELY),
    ("certificate_number", r"修了証", 4.0),
    ("certificate_number", r"番号|№|^N[oO]\.?$", 1.0),
    ("completed_on", r"(修了|終了|完了|最終|認定|判定|合格|終え|終わっ|修め).*(日|年月)", 5.0),
    ("completed_on", r"年月日|日付", 1.0),
    ("issued_on", r"(発行|交付|授与|渡し).*(日|年月)", LIKELY),
    ("issued_on", r"年月日|日付", 1.0),
)
_COMPILED = tuple((item, re.compile(p, re.IGNORECASE), points) for item, p, points in _HINTS)
_ANY_HINT = re.compile("|".join(p for _, p, _ in _HINTS), re.IGNORECASE)

# Words that say a label belongs to something else than the person's own item.
_OTHERS = re.compile(
    r"電話|携帯|メール|mail|TEL|FAX|ファクス|郵便|〒|性別|年齢|経験|受付|申込(番号|日)|会場|主催|押印|フリガナ|ふりがな|カナ"
)
_HOME = re.compile(r"自宅|本人|個人|現住|住民票|家")
_AT_WORK = re.compile(_WORKPLACE)

_LATIN_WORK = (
    "workplace employer facility kinmusaki kimmusaki kinmu shozoku shisetsu organization organisation company office "
    "school en enmei affiliation work"
)
# Latin labels of exports (LMS, Access, forms): one word of each set has to be there; the first entry that fits wins.
_LATIN: tuple[tuple[str, tuple[frozenset[str], ...]], ...] = tuple(
    (item, tuple(frozenset(words.split()) for words in sets))
    for item, *sets in (
        (
            "aside",
            "email mail phone tel telephone mobile fax zip postal postcode yubin denwa sex gender age seibetsu",
        ),
        (
            "aside",
            "progress score status grade attempt attempts result start started begin updated created modified login",
        ),
        ("aside", "time", "total study learning spent elapsed"),
        (
            "aside",
            "id code no number cd bango",
            "user learner student member kaiin account customer employee staff jukosha juko login seq",
        ),
        ("family_kana", "last family surname sei", "kana furigana reading yomi"),
        ("given_kana", "first given mei", "kana furigana reading yomi"),
        (
            "kana",
            "name shimei namae fullname student participant",
            "kana furigana reading yomi katakana",
        ),
        ("kana", "kana furigana yomi yomigana namekana shimeikana"),
        (
            "municipality",
            _LATIN_WORK,
            "city municipality shichoson shikuchoson shichouson town",
        ),
        (
            "employer",
            _LATIN_WORK,
        ),
        ("birth_date", "birth birthday birthdate dob born seinengappi tanjobi tanjoubi birthymd"),
        (
            "registration_prefecture",
            "toroku touroku registration license licence",
            "ken pref prefecture todofuken",
        ),
        ("issued_on", "issue issued hakko hakkou kofu koufu", "date on at ymd bi day nengappi"),
        (
            "completed_on",
            "complete completed completion finish finished end graduation shuryo syuryo shuuryou shuryou",
            "date on at ymd bi day nengappi time",
        ),
        (
            "certificate_number",
            "certificate cert certification shuryo shuryosho syuryo syuryosho shuuryou shuryoshou",
            "no number num id bango bangou code",
        ),
        (
            "registration_number",
            "registration license licence toroku touroku hoikushi nursery qualification",
            "no number num id bango bangou",
        ),
        ("certificate_number", "certno certificateno certificatenumber shuryoshono shuryono"),
        ("registration_number", "torokuno tourokuno registrationno licenseno"),
        ("agency_number", "agency kikan", "no number code bango cd"),
        ("agency_name", "agency kikan provider organizer"),
        ("municipality", "city municipality shichoson shikuchoson shichouson town"),
        ("address", "address jusho juusho jyusho addr residence"),
        (
            "field",
            "field course subject bunya kamoku koza kouza training program kenshu category kind",
        ),
        ("completed_on", "completedon completiondate shuryobi shuryoymd completed completion"),
        ("occupation", "occupation job shokushu position profession role"),
        ("minutes", "minutes hours duration jikan"),
        ("consent", "consent doi agreement"),
        ("remarks", "remarks note notes biko comment comments memo"),
        # after all things that have a name: SHICHOSON_MEI and KENSHU_MEI are no given names
        ("family_name", "last family surname lastname familyname sei"),
        ("given_name", "first given firstname givenname mei"),
        ("name", "name shimei namae fullname student participant learner trainee jukosha username"),
    )
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_POLITE = re.compile(
    r"(を|について)?(ご|お)?(記入|入力|選び|選択|回答|答え|教え|お書き)(して|て)?(下さい|ください|願います)?.*$|(は|を)?(お願いします|ですか).*$"
)


def latin(label: str) -> str:
    """The item a Latin label names (``birth_date``, ``SHURYO_YMD``, ``Certificate No.``), "" for others.

    Words are told apart at spaces, hyphens, underscores and where a small letter meets a capital.
    """
    if not label.isascii() or not 2 <= len(label) <= 60:
        return ""
    words = {w.lower() for w in re.split(r"[^A-Za-z]+", _CAMEL.sub(" ", label)) if w}
    for item, sets in _LATIN:
        if all(words & one for one in sets):
            return item
    return ""


def plain_question(label: str) -> str:
    """A label without the polite request of a form: 受講した研修分野をお選びください → 受講した研修分野."""
    return _POLITE.sub("", label)


@lru_cache(maxsize=4096)
def hints(label: str, parents: str = "") -> dict[str, float]:
    """Item → how strongly parts of the label speak for it (``LIKELY`` at most)."""
    text = plain_question(outside_brackets(squeeze(label)))
    found: dict[str, float] = {}
    for item, pattern, points in _COMPILED if _ANY_HINT.search(text) else ():
        if pattern.search(text):
            found[item] = max(found.get(item, 0.0), points)
    if re.search(r"フリガナ|ふりがな|カナ|よみ", squeeze(label)) and _AT_WORK.search(text):
        return {}
    if "kana" in found or _OTHERS.search(text):
        found = {"kana": found["kana"]} if "kana" in found else {}
    at_work = _AT_WORK.search(text + parents) and not _HOME.search(text)
    if at_work and "address" in found:
        found["municipality"] = max(found.get("municipality", 0.0), WEAK)
        del found["address"]
    if "municipality" in found and re.search(r"所在|住所|市.?町", text):
        found.pop("employer", None)
    if found.get("issued_on", 0.0) >= LIKELY:
        found.pop("completed_on", None)
    if "certificate_number" in found and "registration_number" in found:
        found["certificate_number"] = min(found["certificate_number"], 1.0)
    return found


def surest(label: str) -> str:
    """The item that parts of the label speak for most, "" where nothing is sure."""
    found = hints(label)
    best = max(found, key=lambda item: found[item], default="")
    return best if best and found[best] >= SURE else ""


def hinted(label: str, words: re.Pattern[str]) -> bool:
    """Do the words stand in the label, outside its brackets? Latin labels are looked at word by word."""
    return words.search(_looked_into(label[:LONGEST])) is not None


@lru_cache(maxsize=4096)
def _looked_into(label: str) -> str:
    if label.isascii():
        return "_".join(w for w in re.split(r"[^A-Za-z]+", _CAMEL.sub(" ", label)) if w)
    return plain_question(outside_brackets(squeeze(label)))


def outside_brackets(text: str) -> str:
    """The label before its brackets, notes (※ …) and second lines; the whole where nothing stands outside them."""
    plain = re.sub(
        r"\([^()]*\)|［[^［］]*］|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>", "", text
    )
    plain = re.sub(r"[※＊*].*$|\(.*$", "", plain) or plain
    return plain or text
