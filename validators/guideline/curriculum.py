"""カリキュラムの内容: which of the forty 内容 of 別添1 a line of a curriculum covers (Guideline 3(2))."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache

from validators.guideline.annex import EXAMPLES, SHARED
from validators.guideline.fields import CIRCLED, Field, comparable
from validators.text import squeeze

# Not training itself: the guideline is silent on them, so they are not counted (R06).
_AROUND = re.compile(
    r"休憩|昼食|昼休み|開会|閉会|開講式|閉講式|オリエンテーション|ガイダンス|受付|事務連絡|諸連絡|アンケート|レポート(の?作成|記入)?$|修了証|移動"
)
# Words that stand in every field's titles and tell nothing of one 内容.
_COMMON = re.compile(
    r"保育所?|研修|理解|子ども|乳児|幼児|障害児?|教育|実践|方法|基本|対応|支援|現状|課題|役割|機能|活用|作成|計画|内容|ガイドライン"
    r"|職員|マネジメント|環境|発達|評価|食育|アレルギー|保健|安全|保護者|子育て|組織|遊び|防止|関する|知識|基礎|応じた|使った"
)
# What the 内容 are called besides, for candidates only: never counted as covered.
_WORDS: dict[int, tuple[tuple[str, ...], ...]] = {
    1: (
        ("意義", "役割", "現状", "今日"),
        ("環境", "安全"),
        ("関わ", "愛着", "応答", "配慮", "習慣"),
        ("発達", "3歳未満", "保育内容"),
        ("指導計画", "記録", "評価", "月案"),
    ),
    2: (
        ("意義", "役割", "現状", "福祉"),
        ("環境", "生活", "遊び"),
        ("発達", "資質", "保育内容", "領域"),
        ("指導計画", "記録", "評価"),
        ("小学校", "就学", "接続", "架け橋", "要録", "幼保小", "アプローチ", "スタート"),
    ),
    3: (
        ("障害の", "医療的ケア", "合理的配慮", "特性"),
        ("環境", "関わり", "合理的"),
        ("発達", "援助", "療育"),
        ("家庭", "家族", "保護者", "機関", "連携", "小学校"),
        ("指導計画", "記録", "評価", "個別"),
    ),
    4: (
        ("栄養", "献立", "衛生", "調理"),
        ("食育", "食生活", "計画"),
        ("アレルギー疾患", "アレルギー"),
        ("食事の提供", "給食", "提供"),
        ("アレルギー対応", "エピペン", "アナフィラキシー"),
    ),
    5: (
        ("保健計画", "発育", "健康診断", "保健活動", "慢性"),
        ("事故", "救急", "災害", "危機", "健康安全", "蘇生", "SIDS", "睡眠"),
        ("感染症", "登園", "予防接種"),
        ("血液", "肝炎", "HIV"),
        ("事故発生", "重大事故", "安全の確認", "ヒヤリ", "安全な環境"),
    ),
    6: (
        ("意義", "役割", "現状", "養育力", "特性"),
        ("相談", "面接", "カウンセリング", "傾聴"),
        ("地域", "子育て家庭", "社会資源"),
        ("虐待",),
        ("機関", "連携", "地域資源", "貧困", "社会資源"),
    ),
    7: (
        ("マネジメント", "法令", "制度"),
        ("リーダー", "助言", "指導", "コーチング"),
        ("目標", "課題の抽出", "進捗", "PDCA"),
        ("人材", "育成", "資質", "実習", "園内研修", "施設内研修", "OJT"),
        ("働き", "雇用", "メンタル", "ICT", "ストレス", "労務"),
    ),
    8: (
        ("環境構成", "感性"),
        ("関わり", "援助"),
        ("身体", "運動", "リズム"),
        ("言葉", "音楽", "絵本", "歌", "うた"),
        ("物を", "製作", "造形", "素材", "玩具"),
    ),
}


@dataclass(frozen=True, slots=True)
class Match:
    """What a line of a curriculum says: 内容 it covers (1–5), and those it may mean where it covers none."""

    covered: tuple[int, ...]
    candidates: tuple[int, ...] = ()

    @property
    def understood(self) -> bool:
        """Whether the line names a 内容, or one of the notice's examples."""
        return bool(self.covered)


def read_items(text: str, field: Field) -> tuple[int, ...]:
    """Which of the field's five 内容 (1–5) a line covers; see ``match``."""
    return match(text, field).covered


@lru_cache(maxsize=4096)
def match(text: str, field: Field) -> Match:
    """Compares a line of a curriculum with the field's 内容 and the notice's examples (別添1).

    Inner spaces, ①–⑤, brackets, cut ends and 障がい, 子供 are tolerated. What matches nothing has the 内容 whose
    words it shares as candidates.
    """
    plain = squeeze("".join(CIRCLED.get(c, c) for c in text))
    if re.fullmatch(r"(内容|項目)?[1-5]([・、,，./~〜-]?[1-5])*", plain):  # ①②③, 1・2, 1〜3
        if span := re.fullmatch(r"(?:内容|項目)?([1-5])[~〜-]([1-5])", plain):
            return Match(tuple(range(int(span[1]), int(span[2]) + 1)))
        return Match(tuple(sorted({int(d) for d in re.findall(r"[1-5]", plain)})))
    lines = [_key(line) for line in re.split(r"[\n\r]+|(?=[①②③④⑤])", text) if squeeze(line)]
    covered = tuple(sorted({n for line in lines for n in _line(line, field)}))
    return Match(covered, () if covered else _candidates("".join(lines), field))


@lru_cache(maxsize=16)
def _keys(field: Field) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each 内容 the key of its name and of its examples."""
    example_lists = EXAMPLES[field.number]
    return tuple(
        (_key(name), tuple(_key(e) for e in examples))
        for name, examples in zip(field.items, example_lists, strict=True)
    )


def _line(line: str, field: Field) -> tuple[int, ...]:
    """The 内容 that one line names; where it names none word for word, the one it can only be."""
    keys = _keys(field)
    named = [
        n
        for n, (name, examples) in enumerate(keys, 1)
        if name in line or any(example in line for example in examples)
    ]
    if named or len(line) < 5:
        return tuple(named)
    begun = [n for n, (name, _) in enumerate(keys, 1) if name.startswith(line)]
    if begun:  # a cut line counts where it can only be the beginning of one 内容
        return tuple(begun) if len(begun) == 1 else ()
    alike = sorted(
        ((_likeness(line, name, examples), n) for n, (name, examples) in enumerate(keys, 1)),
        reverse=True,
    )
    return (alike[0][1],) if alike[0][0] > 0 and alike[0][0] > alike[1][0] else ()


def _likeness(line: str, name: str, examples: tuple[str, ...]) -> float:
    """How alike a line is to a 内容 or one of its examples; 0 where that is too little to count."""
    by_name = difflib.SequenceMatcher(None, name, line).ratio()
    by_example = max(difflib.SequenceMatcher(None, e, line).ratio() for e in examples)
    return max(by_name if by_name >= 0.85 else 0.0, by_example if by_example >= 0.9 else 0.0)


def _candidates(line: str, field: Field) -> tuple[int, ...]:
    """内容 whose words the line shares, without what stands in every title."""
    for example, numbers in SHARED.get(field.number, {}).items():
        if _key(example) in line:
            return numbers
    words = _WORDS[field.number]
    found = [n for n, item_words in enumerate(words, 1) if any(_key(w) in line for w in item_words)]
    if found:
        return tuple(found)
    rest = _COMMON.sub(" ", line)
    pairs = {rest[i : i + 2] for i in range(len(rest) - 1)}
    pairs = {p for p in pairs if re.fullmatch(r"[一-龥ァ-ヶーA-Za-z]{2}", p)}
    return tuple(
        n
        for n, (name, examples) in enumerate(_keys(field), 1)
        if any(p in _COMMON.sub(" ", text) for p in pairs for text in (name, *examples))
    )


def _key(text: str) -> str:
    plain = comparable("".join(CIRCLED.get(c, c) for c in text))
    plain = re.sub(r"^[○◯●\d.)、]+(?!歳)", "", plain)
    plain = re.sub(r"障(がい|碍|礙)", "障害", plain)
    return re.sub(r"[「」『』\"'（）()]", "", re.sub(r"子供|こども|子(?=ども)", "子", plain))


def is_around(item: str) -> bool:
    """Tells whether a line of a curriculum is no training itself: 昼食, 開講式, アンケート."""
    return _AROUND.search(squeeze(item)) is not None
