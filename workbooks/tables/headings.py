"""Headings (見出し): which printed label means which column. Labels only, never addresses.

A label is looked up by patterns over its squeezed text, the strongest first. What one label alone cannot decide
(番号, フリガナ, 住所, 年月日, 名称 …) is decided by the labels above it, by its neighbours and by
what the column holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from validators.text import normalize, squeeze
from workbooks.tables.spellings import spellings
from workbooks.tables.words import latin

# Canonical name → Japanese heading as the guideline words it (Guideline 5(4)ア), used in sentences.
TITLES: dict[str, str] = {
    "registration_number": "保育士登録番号",
    "name": "氏名",
    "family_name": "姓",
    "given_name": "名",
    "kana": "フリガナ",
    "birth_date": "生年月日",
    "address": "住所",
    "employer": "勤務先施設の名称",
    "municipality": "勤務先施設の所在市町村名",
    "field": "修了した研修分野",
    "certificate_number": "修了証番号",
    "completed_on": "修了年月日",
    "issued_on": "発行年月日",
    "agency_number": "研修実施機関番号",
    "agency_name": "研修実施機関の名称",
    "occupation": "職種",
    "minutes": "研修時間",
    "consent": "情報提供の同意",
    "remarks": "備考",
}

PERSON = (  # what a roster says of a person
    "registration_number",
    "name",
    "kana",
    "birth_date",
    "address",
    "employer",
    "municipality",
    "occupation",
)
LISTED = (  # the columns of a roster that we write, in this order
    *PERSON,
    "field",
    "certificate_number",
    "completed_on",
    "issued_on",
    "consent",
    "remarks",
)
REPORTED = (  # what an 実績報告 gives of each completion: ①–⑥ of Guideline 5(4)ア
    *(item for item in PERSON if item not in ("kana", "occupation")),
    "field",
    "certificate_number",
    "completed_on",
)

# Columns that give an item together with another one.
PARTS: dict[str, str] = {
    "registration_prefecture": "保育士登録の都道府県",
    "family_kana": "姓のフリガナ",
    "given_kana": "名のフリガナ",
    "employer_address": "勤務先施設の所在地",
}

DATES = ("birth_date", "completed_on", "issued_on")
DATE_PARTS = (
    "?era",
    "?year",
    "?month",
    "?day",
)  # a date written over several cells: birth_date?era, birth_date?year …

# A certificate number written over four cells, in order, with the width of each part.
NUMBER_PARTS = {
    "certificate_number?1": 2,
    "certificate_number?2": 2,
    "certificate_number?3": 3,
    "certificate_number?4": 5,
}

# Labels we know and do not check; they count as a heading row's evidence and never end up among the unknown ones.
ASIDE = "aside"

_READING = r"(フリガナ|ふりがな|振り?仮名|カナ|かな|読み|よみ|ヨミ|よみがな|ヨミガナ|読み仮名|よみ仮名|読みがな)"


def _parts_of_name() -> Iterator[tuple[str, str]]:
    """姓 and 名, their readings, and 氏名（姓）, フリガナ（名） as one pattern each."""
    whole = "(受講者|修了者)?お?(氏名|名前|なまえ)"
    for part, word, kana, other in (
        ("family", "(姓|氏|苗字|名字)", "セイ|せい|ミョウジ|みょうじ", "last_?name"),
        ("given", "(名|下の?お?名前)", "メイ|めい|下の?なまえ|シタノナマエ", "first_?name"),
    ):
        one_word = rf"(漢字)?{word}(\(漢字\))?"
        yield f"{part}_name", rf"{one_word}|{whole}(\({one_word}\)|[・:_]?{word})|{other}"
        read = (
            rf"{word}の?(\({_READING}\)|{_READING})|{_READING}(\(({word}|{kana})\)|[・:_]?{word})"
        )
        yield f"{part}_kana", rf"{kana}|{read}|{other}_?reading"


_WORK = r"(勤務先|勤務地?|勤め先|所属|就業先|就労先|在籍|職場|施設|園|事業所|保育(所|園))"
_PATTERNS: tuple[tuple[str, str], ...] = (
    # (canonical or aside or ?ambiguous, pattern over the squeezed label); the first that matches wins
    (
        ASIDE,
        r"(連番|通し番号|通番|整理番号|(社員|職員|学籍|登録者)番号|受付番号|受講番号|会員番号|協会N[oO]|園番号|施設番号|事業所番号|郵便番号|電話番号|FAX番号|ファクス番号|カードN[oO].*)",
    ),
    (
        ASIDE,
        r".*(電話|携帯|メール|mail|TEL|FAX|ファクス|郵便|〒|性別|年齢|経験年数|年度|申込|受付日|受講状況|会場|主催|役職|押印|確認).*",
    ),
    (
        ASIDE,
        r"(勤務先|施設|園|事業所|所属|職場).*(フリガナ|ふりがな|カナ)\)?|(受講|研修|開催)(開始|実施)?(年月)?日(程)?.*",
    ),
    (
        ASIDE,
        r"(タイムスタンプ|(開始|完了|送信|登録|更新|回答)(時刻|日時)|(受講者|受講生|ユーザー?|会員|社員|職員|学習者)(ID|コード)"
        r"|支部|地区|ブロック|連絡先|ユーザー?名|ログインID|(テスト|試験)?(得|評|採)?点数?|(最終)?(更新|登録|作成|ログイン)日時|成績|評価|クラス|班|期別?|第?\d期|第?\d{1,2}日目?"
        r"|(緊急)?連絡先.*|(採用|入職|就職|入社|着任|保育士?登録|登録|更新|発送|送付|郵送|提出)(年月)?日|.*(発送|送付|提出)(年月)?日|(受講|研修|開催|実施)期間|勤続年数"
        r"|(受講|参加)?(料|費)金?|(社会)?保険番号|送付先|法人(名|の名称)|(施設|園|法人)(長|代表者?)(の?(氏名|名))?|(担当)?講師(名|氏名)?|担当者(名|氏名)?"
        r"|(受講|学習|視聴|総合|全体)?の?(進捗|達成|完了|視聴|受講)(率|度)(\(%\))?"
        r"|(修了|合否|総合|最終)?の?(判定|合否|修了状況|修了区分)(結果)?|区分|状況|内容|時間割|回|開催回|講義番号|雇用形態|地区名|支部名|設置主体|公・?私|.*類型|設置者名|提出済|.*提出済)",
    ),
    (
        "certificate_number",
        r"(保育士等)?(キャリアアップ)?(研修)?(修了|終了)?(証書|証明書|証|書)の?(交付)?(番号|N[oO]\.?|№)(\(12桁\))?|(研修)?修了番号|修了証第号|第号"
        r"|(修了)?(証書|証)(の)?(発行|交付)番号",
    ),
    (
        "registration_number",
        r"(保育士)?(証|資格)?登録(証)?の?(番号|N[oO]\.?|№)|保育士(証)?(登録)?の?(番号|N[oO]\.?|№)|保育士証番号.*|登録番号.*",
    ),
    (
        "registration_prefecture",
        r"(保育士)?(登録)?(都道府)?県名|保育士県名|登録(都道府)?県(名)?|登録先|登録都道府県.*",
    ),
    ("birth_date", r"(受講者|修了者|本人)?(の)?生年月日.*|誕生(年月)?日|birth_?date"),
    (
        "completed_on",
        r"(研修)?修了(した)?(年月日|日|日付|日時)|修了認定(年月)?日|(研修)?修了年月日.*|修了\(年月日\)",
    ),
    ("?completed_on", r"(研修)?終了(年月)?日|受講(完了|終了)(年月)?日"),
    ("issued_on", r"(修了)?(証書|証)?の?(発行|交付)(予定)?(年月)?日"),
    (
        "field",
        r"(修了)?(した)?(研修|受講)?の?(分野|種別)(名|番号)?|修了(した)?(研修)?(の)?分野(名)?|研修(分野|種別)・?(分野|種別)?(名)?|科目|研修科目",
    ),
    (
        "?field",
        r"研修(会)?(名|名称|区分|内容|種目|コース|講座)|(受講)?(講座|コース)(名|名称)?|修了(した)?研修(名)?|(受講|修了)(した)?(科目|種目)|専門分野",
    ),
    (
        "minutes",
        r"(総|合計)?(研修|受講|修了|履修|学習|視聴)?(総)?(合計)?時間(数)?(合計)?(\(?(分|時間|h)\)?)?|受講時間合計|.*時間数(\(分\))?",
    ),
    *_parts_of_name(),
    (
        "kana",
        rf"(お?(氏名|名前|なまえ))?の?{_READING}(\((全角|半角)?(カナ|かな|カタカナ|ひらがな)?\))?|お?(氏名|名前|なまえ)\({_READING}\)|(カナ|かな)氏名",
    ),
    (
        "name",
        r"(漢字)?(受講者|修了者|受講生|申込者|参加者|対象者|職員|保育士|本人)?の?(氏名|名前|お名前|お?なまえ|ナマエ|姓名)(\(漢字\)|漢字)?"
        r"|(受講者|修了者|受講生|申込者|参加者|対象者|職員)名|フルネーム",
    ),
    (
        "employer_address",
        rf"{_WORK}(施設|園|先)?の?(\((住所|所在地)\)|住所|所在地)",
    ),
    (
        "municipality",
        rf"{_WORK}?(施設|園|先)?の?(所在)?(地)?の?(市町村|市区町村|区市町村|市町|市区町)(名)?(\(所在地\))?"
        r"|(勤務先|園|施設)?の?所在市",
    ),
    (
        "employer",
        r"(勤務先|勤務|勤め先?|所属|就業先|職場)(の)?(施設|園|保育所|保育園|事業所|先|機関)?(等)?の?(名称|名)?"
        r"|施設(・事業所)?の?(名称|名)|(施設・)?事業所の?(名称|名)|園名|保育(所|園)(等)?(の)?名(称)?|保育施設(の)?名(称)?|勤務先",
    ),
    (
        "address",
        r"(個人|自宅|現|受講者|本人|修了者)?の?(住所|住居|居所|現住所|居住地)(\(.*\))?|[ごお]?(自宅|住まい)(の住所)?",
    ),
    ("agency_number", r"(研修)?(実施)?機関(の)?番号|(研修)?指定番号|団体番号"),
    (
        "agency_name",
        r"(研修)?(の)?(実施)?(機関|団体|主体)(の)?(名称|名)?|研修実施(機関|団体|者)(名|の名称)?",
    ),
    ("occupation", r"職(種|名|業)(・(職(種|名)|役職))?|(保有)?資格(・職種)?|職種等"),
    ("presence", r"出欠(席)?(確認|状況)?|出席(確認|状況)?|欠席|第?\d+(日目|回目)(の?(出欠|出席))?"),
    ("consent", r".*同意.*"),
    ("remarks", r"備考.*|摘要|特記事項|その他|メモ"),
    ("?number", r"番号|N[oO]\.?|№|#|項番|ID"),
    ("?date", r"年月日|日付"),
    ("?label", r"名称|所在地|住所地|所在"),
    ("?era", r"元号|年号|和暦"),
    ("?year", r"年"),
    ("?month", r"月"),
    ("?day", r"日"),
)
# Items, and what we leave aside: the first pattern that matches closes the group of its number last.
_COMPILED = tuple(
    re.compile(
        "|".join(
            f"(?P<_{number}>{pattern})"
            for number, (canonical, pattern) in enumerate(_PATTERNS)
            if (canonical == ASIDE) == aside
        ),
        re.IGNORECASE,
    )
    for aside in (False, True)
)

_OVER_EACH_OTHER = frozenset(
    ("name", "kana", "address", "employer", "municipality", "registration_number", "birth_date")
)
LONGEST = 400  # characters; a heading may hold its own instructions


def items(*names: str) -> tuple[tuple[str, str, str], ...]:
    """(name, title, pattern) of items, for a layout of people: their headings are those of a roster."""
    titles = {**TITLES, **PARTS}
    return tuple(
        (name, titles[name], "|".join(p for item, p in _PATTERNS if item == name)) for name in names
    )


@lru_cache(maxsize=4096)
def meaning(label: str) -> str:
    """The canonical name a printed label alone stands for, ``"aside"`` for known but unchecked ones, "" when unknown.

    What stands outside the brackets decides before what stands in them: 修了年月日（最終日・会場） is a
    completion date. Names with "?" in front ask for context: ``?number``, ``?date``, ``?label``, ``?completed_on``.
    """
    text = squeeze(label)
    if not text or len(text) > LONGEST:
        return ""
    if "連番" in text:
        return ASIDE
    spelled = spellings(label)
    for patterns in _COMPILED:  # the words of an item before the words of what we leave aside
        for candidate in spelled:
            if match := patterns.fullmatch(candidate):
                return _PATTERNS[int(str(match.lastgroup)[1:])][0]
    return latin(normalize(label))


def stacked(upper: object, lower: object) -> bool:
    """Are they labels of two items that one column may hold over each other, フリガナ and 氏名?"""
    both = {meaning(str(upper or "")), meaning(str(lower or ""))}
    return len(both) == 2 and both <= _OVER_EACH_OTHER


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's printed labels from top to bottom, e.g. ("勤務先", "名称"). ``column`` is 1-based."""

    column: int
    labels: tuple[str, ...]

    @property
    def leaf(self) -> str:
        """The lowest label."""
        return self.labels[-1]

    @property
    def text(self) -> str:
        """The labels on one line, as shown to the clerk."""
        return " ".join(normalize(label) for label in self.labels)
