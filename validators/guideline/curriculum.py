"""別添1 分野別リーダー研修の内容: the forty 内容 with the notice's own 具体的な研修内容（例）, and which of them
a line of a curriculum covers (Guideline 3(2)).

The examples stand in the notice without saying which 内容 each belongs to; they are put to the one they speak of.
One that could be put to two is put to neither alone: it is a candidate to ask about.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import lru_cache

from validators.guideline.fields import CIRCLED, Field, comparable
from validators.text import squeeze

# kind → for each of its five 内容 the examples that belong to it
EXAMPLES: dict[int, tuple[tuple[str, ...], ...]] = {
    1: (
        ("乳児保育の役割と機能", "乳児保育の現状と課題"),
        ("乳児保育における安全な環境", "乳児保育における個々の発達を促す生活と遊びの環境"),
        (
            "乳児保育における配慮事項",
            "乳児保育における保育者の関わり",
            "乳児保育における生活習慣の援助や関わり",
        ),
        ("乳児の発達と保育内容", "1歳以上3歳未満児の発達と保育内容"),
        (
            "全体的な計画に基づく指導計画の作成",
            "観察を通しての記録及び評価",
            "評価の理解及び取組",
        ),
    ),
    2: (
        ("幼児教育の役割と機能", "幼児教育の現状と課題", "幼児教育と児童福祉の関連性"),
        (
            "幼児期にふさわしい生活",
            "遊びを通しての総合的な指導",
            "一人一人の発達の特性に応じた指導",
        ),
        ("資質と能力を育むための保育内容", "個々の子どもの発達の状況に応じた幼児教育"),
        (
            "全体的な計画に基づく指導計画の作成",
            "観察を通しての記録及び評価",
            "評価の理解及び取組",
        ),
        (
            "小学校教育との接続",
            "アプローチカリキュラムとスタートカリキュラムの理解",
            "保育所児童保育要録",
        ),
    ),
    3: (
        (
            "障害のある子どもの理解",
            "医療的ケア児の理解",
            "合理的配慮に関する理解",
            "障害児保育に関する現状と課題",
        ),
        (
            "障害児保育における個々の発達を促す生活と遊びの環境",
            "障害のある子どもと保育者との関わり",
            "障害のある子どもと他の子どもとの関わり",
        ),
        ("障害のある子どもの発達と援助",),
        (
            "保護者や家族に対する理解と支援",
            "地域の専門機関等との連携及び個別の支援計画の作成",
            "小学校等との連携",
        ),
        (
            "全体的な計画に基づく指導計画の作成と観察・記録",
            "個別指導計画作成の留意点",
            "障害児保育の評価",
        ),
    ),
    4: (
        (
            "栄養の基本的概念と栄養素の種類と機能",
            "食事摂取基準と献立作成・調理の基本",
            "衛生管理の理解と対応",
        ),
        (
            "食育の理解と計画及び評価",
            "食育のための環境（他職種との協働等）",
            "食生活指導及び食を通した保護者への支援",
            "第三次食育推進基本計画",
        ),
        ("食物アレルギーのある子どもへの対応",),
        ("保育所における食事の提供ガイドラインの理解", "食事の提供における質の向上"),
        (
            "保育所におけるアレルギー対応ガイドラインの理解",
            "アナフィラキシーショック（エピペンの使用方法を含む。）の理解と対応",
        ),
    ),
    5: (
        (
            "子どもの発育・発達の理解と保健計画の作成",
            "保健活動の記録と評価",
            "個別的な配慮を必要とする子どもへの対応（慢性疾患等）",
        ),
        (
            "事故防止及び健康安全管理に関する組織的取組",
            "体調不良や傷害が発生した場合の対応",
            "救急処置及び救急蘇生法の習得",
            "災害への備えと危機管理",
        ),
        (
            "保育所における感染症対策ガイドラインの理解",
            "保育所における感染症の対策と登園時の対応",
        ),
        ("保育所における血液を介して感染する感染症の対策と対応",),
        ("安全な環境づくりと安全の確認方法",),
    ),
    6: (
        (
            "保護者支援・子育て支援の役割と機能",
            "保護者支援・子育て支援の現状と課題",
            "保育所の特性を活かした支援",
            "保護者の養育力の向上につながる支援",
        ),
        (
            "保護者に対する相談援助の方法と技術",
            "保護者に対する相談援助の計画、記録及び評価",
            "保護者支援における面接技法",
        ),
        ("地域の子育て家庭への支援",),
        ("虐待の予防と対応等", "虐待の事例分析"),
        (
            "保護者支援・子育て支援における専門職及び関係機関との連携",
            "保護者支援・子育て支援における地域資源の活用",
        ),
    ),
    7: (
        (
            "組織マネジメントの理解",
            "保育所におけるマネジメントの現状と課題",
            "関係法令、制度及び保育指針等についての理解",
        ),
        ("保育所におけるリーダーシップの理解", "職員への助言・指導"),
        ("組織における課題の抽出及び解決策の検討", "組織目標の設定と進捗管理"),
        ("職員の資質向上", "施設内研修の考え方と実践", "保育実習への対応"),
        ("雇用管理", "ICTの活用", "職員のメンタルヘルス対策"),
    ),
    8: (
        ("子どもの感性を養うための環境構成と保育の展開",),
        ("子どもの発達に応じた援助方法に関する実践方法",),
        ("身体を使った遊びに関する実践方法",),
        ("言葉・音楽を使った遊びに関する実践方法",),
        ("物を使った遊びに関する実践方法",),
    ),
}
# Examples that speak of two 内容 as well as of one.
SHARED: dict[int, dict[str, tuple[int, ...]]] = {
    1: {"他職種との協働": (2, 3), "保育所保育指針について": (1, 4)},
    2: {"他職種との協働": (2, 4), "保育所保育指針について": (1, 3)},
    3: {"他職種との協働": (2, 4)},
    5: {"他職種との協働": (2, 1)},
    6: {"社会資源": (3, 5), "「子どもの貧困」に関する対応": (4, 5)},
    7: {"他職種との協働": (2, 5), "他専門機関との連携・協働": (1, 2)},
}
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
        """It names a 内容, or one of the notice's examples."""
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
    own = EXAMPLES[field.number]
    return tuple(
        (_key(name), tuple(_key(e) for e in examples))
        for name, examples in zip(field.items, own, strict=True)
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
    found = [n for n, own in enumerate(words, 1) if any(_key(w) in line for w in own)]
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
