"""氏名: the typed name is never changed; people are compared on a key (照合キー) that folds variant characters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal

from validators.reading import Note, Reading
from validators.text import LONGEST, nfkc, squeeze, to_text

# 異体字 common in family and given names before the form of the 常用漢字 (general knowledge, for comparing only).
# Pairs like 坂/阪, 崎/埼, 籐/藤 and 冴/冱 are different names and stay apart.
_VARIANTS = (
    "髙高 﨑崎 嵜崎 碕崎 邊辺 邉辺 齋斉 齊斉 斎斉 濵浜 濱浜 𠮷吉 澤沢 廣広 櫻桜 龍竜 嶋島 嶌島 "
    "國国 圀国 德徳 眞真 惠恵 榮栄 瀨瀬 藪薮 籔薮 舘館 會会 曾曽 學学 壽寿 寳宝 寶宝 實実 當当 "
    "峯峰 條条 淵渕 渊渕 槇槙 檜桧 萬万 萠萌 禮礼 靜静 淸清 淨浄 穗穂 穰穣 增増 彌弥 彥彦 應応 "
    "戶戸 戀恋 拔抜 搖揺 敎教 晚晩 曉暁 橫横 樂楽 樣様 歲歳 步歩 每毎 瀧滝 灣湾 煕熙 熈熙 燈灯 "
    "狹狭 獨独 珎珍 畫画 瑤瑶 甁瓶 礪砺 禪禅 稻稲 穎頴 縣県 緖緒 總総 纖繊 聰聡 聽聴 臺台 舍舎 "
    "莊荘 蔣蒋 藏蔵 藝芸 蘆芦 虛虚 蟬蝉 覺覚 觀観 譽誉 讓譲 豐豊 賴頼 輕軽 遙遥 郞郎 鄕郷 醫医 "
    "釋釈 鎭鎮 鐵鉄 鑛鉱 關関 雜雑 鷗鴎 鷄鶏 鹽塩 麥麦 黃黄 黑黒 默黙 齡齢 龜亀 凜凛 勳勲 卷巻 "
    "單単 嚴厳 圓円 團団 壯壮 奧奥 孃嬢 寬寛 專専 將将 對対 屬属 巖巌 峽峡 廳庁 彈弾 徵徴 愼慎 "
    "懷懐 兎兔 佛仏 來来 倂併 傳伝 價価 兒児 兩両 劍剣 劔剣 效効 籠篭 冨富 㐂喜 㐧弟 枩松 桒桑 "
    "栁柳 桺柳 嶽岳 罡岡 "
)
_FOLD = {ord(pair[0]): pair[1] for pair in _VARIANTS.split()}

_IVS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_DROP = re.compile(r"[\s・･=＝.,，．'’\-‐]")
_FORMER_WORD = r"(?:旧姓|旧氏|旧(?=[:：])|通称名?|本名|戸籍名)[:： 　]*"
_BRACKET = re.compile(rf"[（(〔\[［【]({_FORMER_WORD})?([^（）()〔〕\[\]［］【】]*)[）)〕\]］】]")
_UNBRACKETED = re.compile(rf"(.+?)[ 　]+{_FORMER_WORD}(.+)")  # 山田花子 旧姓 佐藤
_PLAIN = re.compile(r"\w+[ 　]?\w+")  # nearly every name: nothing to take apart
_GLYPH = re.compile(
    r"[〓■□●◆◇▲�?？*＊\ue000-\uf8ff\U000f0000-\U0010fffd]|(?<=[\u3400-\u9fff])[・･](?=[\u3400-\u9fff])"
)
_STRANGE = re.compile(r"[0-9０-９@＠=＝#＃<>＜＞\\^|｜~]")
_KATAKANA = {i: i + 0x60 for i in range(0x3041, 0x3097)}
# Nearly every name: kanji and kana that NFKC leaves alone, and one blank. All steps of the key in one table.
_LETTERS = "[\u3005\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff]+"
_SIMPLE = re.compile(rf"{_LETTERS}[ \u3000]?{_LETTERS}")
_SIMPLY: dict[int, str | int | None] = {
    **_KATAKANA,
    **{of: to.translate(_FOLD).translate(_KATAKANA) for of, to in _FOLD.items()},
    0x20: None,
    0x3000: None,
}


def split_former(text: str) -> tuple[str, str]:
    """山田花子（佐藤花子） or two lines → (name, former or common name); former is "" when none is
    written (since 2020-06-15 both stand).

    A second line without brackets is a former name only where the given name goes on (山田花子 /
    佐藤花子); 山田 / 花子 is one name.
    """
    if _PLAIN.fullmatch(text) or len(text) > LONGEST:
        return text, ""
    lines = [line.strip() for line in re.split(r"[\r\n]+", text.strip()) if line.strip()]
    former = ""
    if len(lines) == 2:
        first, second = lines
        inner, bare = _BRACKET.fullmatch(second), re.sub(rf"^{_FORMER_WORD}", "", second)
        if inner or bare != second or (first[-1] == second[-1] and len(first) > 2):
            text, former = first, inner[2] if inner else bare
        else:
            text = f"{first} {second}"
    else:
        text = " ".join(lines)
    if match := _BRACKET.search(text):
        text, former = text[: match.start()] + text[match.end() :], former or match[2]
    elif match := _UNBRACKETED.fullmatch(text):
        text, former = match[1], former or match[2]
    return text.strip(), former.strip()


@lru_cache(maxsize=8192)
def name_key(text: str) -> str:
    """The key two names are compared on (照合キー).

    NFKC, 異体字 folded, variation selectors, spaces and former name dropped, readings in katakana;
    the key of a key is the key itself.

    >>> name_key("髙橋　はなこ"), name_key("高橋ハナコ（旧姓 佐藤）")
    ('高橋ハナコ', '高橋ハナコ')
    """
    if _SIMPLE.fullmatch(text):
        return text.translate(_SIMPLY)
    key = _folded(text)
    while not (key.isalnum() and unicodedata.is_normalized("NFKC", key)):
        # brackets in brackets, ⑴ and the like need another look: all brackets at once, there may be many
        again = _folded(_BRACKET.sub("", key))
        if again == key:
            break
        key = again
    return key


def _folded(text: str) -> str:
    name, _ = split_former(text)
    folded = nfkc(_IVS.sub("", name).translate(_FOLD))
    return _DROP.sub("", folded).translate(_FOLD).translate(_KATAKANA).casefold()


def fold_variants(text: str) -> str:
    """The text with every 異体字 of the table in its common form (學 → 学)."""
    return text.translate(_FOLD)


def compare(a: str, b: str) -> Literal["same", "folded", "different"]:
    """same: equal but for spaces and former name; folded: equal only on the key (a person decides); else different."""
    if squeeze(split_former(a)[0]) == squeeze(split_former(b)[0]):
        return "same"
    return "folded" if name_key(a) == name_key(b) else "different"


def read_name(value: object) -> Reading[str]:
    """A cell as a name, untouched; notes where a glyph seems lost (〓, ?, 外字) or characters do
    not belong in a name."""
    if isinstance(value, str) and _SIMPLE.fullmatch(value):
        return Reading(value)  # none of its signs is asked about
    text = to_text(value).strip()
    if not text:
        return Reading(None)
    notes = []
    if match := _GLYPH.search(text):
        shown = match[0] if match[0].isprintable() else f"U+{ord(match[0]):04X}"
        notes.append(Note("name-glyph", {"character": shown}))
    elif match := _STRANGE.search(text):
        notes.append(Note("name-characters", {"character": match[0]}))
    return Reading(text, tuple(notes))
