"""回答 (有無・可否の欄): one reader of yes, no and unknown for every column that asks a question.

A cell is read as a whole word, never by a part of it, so 未承認 is not 承認 and 無記入 is not 無.
A word that no table knows is UNKNOWN: it is asked about, never taken for yes or for no.

>>> read_answer("◯") is Answer.YES, read_answer("☐") is Answer.NO
(True, True)
>>> read_answer("未提出", PAPER).name, read_answer("後日提出", PAPER).name
('NO', 'NO')
>>> read_answer("たぶん", PAPER).name, read_answer("未回答", CONSENT).name
('UNKNOWN', 'UNKNOWN')
>>> read_answer("☑有 ☐無", PAPER).name, read_answer("□有 □無", PAPER).name
('YES', 'UNKNOWN')
>>> read_decision("承認しない").name, read_decision("保留").name
('REFUSED', 'UNDECIDED')
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from validators.text import HYPHENS, squeeze, to_text


class Answer(enum.Enum):
    """What a cell answers (回答)."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Decision(enum.Enum):
    """What became of an application (審査結果)."""

    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    UNDECIDED = "undecided"
    UNKNOWN = "unknown"


# Marks that Japanese keyboards, fonts and cell check boxes give for まる, チェック and ばつ.
_CIRCLES = "○〇◯⭕◎●⦿⚪"
_TICKS = "✓✔☑✅🗹レﾚ■"
_CROSSES = "×✕✖☓✗✘❌╳⨯xX"
_BOXES = "☐□▢◻⬜"

_YES_MARKS = frozenset(_CIRCLES + _TICKS)
_CROSS_MARKS = frozenset(_CROSSES)
_BOX_MARKS = frozenset(_BOXES)
_MARKS = _YES_MARKS | _CROSS_MARKS | _BOX_MARKS

# Remarks that add nothing to the answer: 有（別紙1）, 済(R8.4.1), あり（3枚）, なし。
_REMARK = re.compile(
    r"[(（](別[紙添表].{0,8}|写し?|原本|\d{1,3}[枚部頁通件名]|[\d年月日/.\-令和平成RrHhSs元]+)[)）]$"
)
_END = "。.．、\ufe0e\ufe0f"
_CHOICE = re.compile(f"([{_BOXES}{_TICKS}])([^{_BOXES}{_TICKS}]+)")
_TO_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS.replace("ー", "").replace("ｰ", ""), "-"))


def _words(*lines: str) -> frozenset[str]:
    return frozenset(_plain(word) for line in lines for word in line.split())


def _plain(text: str) -> str:
    """One spelling of a word: no space, no final dot, lower case, one kind of dash."""
    plain = squeeze(text)
    if len(plain) < 65:  # what is longer answers nothing
        plain = plain.rstrip(_END).translate(_TO_HYPHEN).casefold()
    return "-" if plain in ("ー", "ｰ") else plain  # in カレンダー it is a letter


_PLAIN_YES = _words("はい ハイ yes y ok true 1 有 有り あり アリ 済 済み 有る ある")
_PLAIN_NO = _words("いいえ イイエ no n ng false 0 無 無し なし ナシ 無い ない 否")


@dataclass(frozen=True, slots=True)
class Question:
    """What one kind of column asks: the words that answer it besides the common ones.

    yes, no     whole words; they stand above the common words and marks
    unknown     common words and marks that do not answer this question
    """

    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    unknown: frozenset[str] = frozenset()
    _table: Mapping[str, Answer] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        table: dict[str, Answer] = {}
        common: tuple[tuple[Iterable[str], Answer], ...] = (
            (_YES_MARKS | _PLAIN_YES, Answer.YES),
            (_CROSS_MARKS | _BOX_MARKS | _PLAIN_NO, Answer.NO),
            (self.unknown, Answer.UNKNOWN),
            (self.yes, Answer.YES),
            (self.no, Answer.NO),
        )
        for words, answer in common:
            table.update(dict.fromkeys(map(_plain, words), answer))
        object.__setattr__(self, "_table", table)

    def answer(self, plain: str) -> Answer:
        """The answer of a word in its one spelling; ○あり is あり where the mark and the word agree."""
        if plain in self._table or len(plain) < 2:
            return self._table.get(plain, Answer.UNKNOWN)
        for mark, word in ((plain[0], plain[1:]), (plain[-1], plain[:-1])):
            said = self._table.get(word, Answer.UNKNOWN)
            if mark in _MARKS and said is self._table[mark]:
                return said
        return Answer.UNKNOWN


def _ending(stems: str, endings: str) -> frozenset[str]:
    """Every stem with every ending; "_" stands for none."""
    return frozenset(
        stem + ending.replace("_", "") for stem in stems.split() for ending in endings.split()
    )


_DONE_ENDINGS = "_ 済 済み ずみ あり 有 有り しました した されています"
_UNDONE_ENDINGS = "なし 無 無し しない せず していない していません"

PLAIN = Question()

MARK = Question(yes=_words("する o 適用 同じ"), no=_words("しない 別"), unknown=_words("有 無"))
"""Does a clerk mark a row of a list of ours (○ か ×)?"""

PAPER = Question(
    yes=_ending("提出 添付 受領 受理 受付 収受 回収 確認", _DONE_ENDINGS)
    | _words("別紙 別添 別紙のとおり 別添のとおり 別紙の通り 別添の通り 同封 完備"),
    no=_ending("提出 添付 受領 受理 受付 回収", _UNDONE_ENDINGS)
    | _words(
        "未 未提出 未添付 未了 未済 未着 未受領 未受理 未受付 未回収 未確認 未作成 不足 不備 不要",
        "後日 後日提出 後日郵送 後日添付 後日送付 後送 追って提出 提出予定 後日提出予定 作成中",
        "省略 省略可 添付省略 提出省略",
    ),
)
"""Is a paper there (事業計画, 講師の書類 …)? A paper left out (省略) is not there; ``says_omitted`` tells why."""

CONSULTED = Question(
    yes=_ending("相談 事前相談 協議 事前協議", _DONE_ENDINGS),
    no=_ending("相談 協議", _UNDONE_ENDINGS) | _words("未 未了 未済 未相談 未協議 不要"),
)
"""Was the prefecture consulted beforehand (事前相談)?"""

HANDED_IN = Question(
    yes=_ending("提出 受理 受領 受付", _DONE_ENDINGS)
    | _ending("レポート提出 レポート受理 レポート受領 レポート受付", _DONE_ENDINGS)
    | _words("可 合格 提出期限内"),
    no=_ending("提出 受理 受領", _UNDONE_ENDINGS)
    | _words("未 未提出 未了 未済 未着 未受領 未受理 未受付 不足 後日 後日提出 提出予定"),
)
"""Did the report (レポート) come?"""

ATTENDED = Question(
    yes=_ending("出席 受講 参加", "_ 済 済み あり 有 しました した") | _words("出"),
    no=_words(
        "欠 欠席 病欠 病欠席 不参加 不出席 未 未受講 未出席 未参加 受講せず 受講なし 出席なし",
        "- -- /",
    ),
    unknown=_words("1"),  # a mark, or an hour
)
"""Was the person there (出席)?"""

CONSENT = Question(
    yes=_ending(
        "同意 承諾", "_ あり 有 有り する します 済 済み した しました している しています を得た ◯"
    )
    | _words("同意します。 可 同意書あり 同意書有 同意書提出済 同意書提出済み"),
    no=_ending("同意 承諾", "なし 無 無し しない しません せず 得られず が得られない 拒否")
    | _words("不同意 非同意 拒否 不承諾 不可 しない しません 提供しない 希望しない"),
    # A box nobody ticked may be one nobody asked about.
    unknown=_BOX_MARKS | {"false"},
)
"""Does the person agree (情報提供の同意)?"""

COMPLETED = Question(
    yes=_ending("修了 受講 取得", "_ 済 済み した") | _words("修了証あり 修了証有"),
    no=_words("未 未修了 未了 未受講 未取得 修了せず 未済 - -- /"),
)
"""Does the person hold this field (修了)?"""

REGISTERED = Question(
    no=_words("保育士以外 対象外 未所持 所持なし 所持せず 未登録 無資格")
    | _words("看護師 准看護師 保健師 助産師 栄養士 管理栄養士 調理員 調理師 支援員 事務 事務員")
    | _ending("保育士資格 保育士登録 保育士証 資格 取得 登録", "なし 無し 無 していない"),
    unknown=_words("0"),
)
"""Is there a registration number (保育士登録番号)? Only the words for none matter; 0 is no such word."""

EMPLOYED = Question(
    no=_ending("勤務 勤務先 就業 就労 在職 所属 現在勤務", _UNDONE_ENDINGS)
    | _words("なし 無職 未就業 未就労 離職 離職中 退職 退職済 求職中 潜在保育士 働いていない"),
)
"""Does the person work somewhere now (勤務先)? Only the words for no matter."""

UNCHANGED = Question(
    yes=_words(
        "変更なし 変更無し 変更無 なし 無し 無 ない 無い 同じ 同一 同様 前年度と同じ 前年度と同様 前年度のとおり",
        "前年度の通り 前年度から変更なし 前年度からの変更なし 前年と同じ 前回と同じ 変更はない 変更はありません",
        "変更ありません 特になし 該当なし",
    ),
    no=_words("変更あり 変更有 変更有り あり 有 有り ある 一部変更 一部変更あり 全部変更 変更"),
)
"""Is everything as in the year before (前年度から変更なし)?"""

_OMITTED = re.compile(
    r"(((前年度?|前回)(から|より)?の?)?変更(点|事項|箇所)?[はが]?(な[しい]|無[しい]?|ありません)|(前年度?|前回)(と同じ|と同様|の(とお|通)り))?"
    r"の?(ため|為|により|につき)?[、,]?((添付|提出)?(は|を)?省略(可|します|する|済み?)?)?"
)
_NOTHING = _words(
    "無 無し なし ナシ 無い ない 特になし 特に無し 特にない 該当なし 該当無し 該当せず 非該当 なし. 無."
)

_DECISIONS: dict[Decision, frozenset[str]] = {
    Decision.APPROVED: _ending(
        "承認 指定 適当 許可 認定 決定 採択 可決", "_ 済 済み する します した しました とする"
    )
    | _words("可 適 適合 合格 指定可 承認可 認める 認めます 決裁済 決裁済み ok はい 有効"),
    Decision.REFUSED: _ending("承認 指定 許可 認定 採択", "しない しません せず なし 不可")
    | _words(
        "不承認 非承認 不指定 不許可 不認定 不採択 不適 不適当 不適合 不合格 不可 否 否決 却下 棄却"
    )
    | _words("認めない 認めません ng いいえ"),
    Decision.WITHDRAWN: _ending(
        "取下 取下げ 取り下げ 申請取下 申請取下げ 申請取り下げ", "_ 済 済み 届 た"
    )
    | _words("辞退 申請辞退 撤回 申請撤回"),
    Decision.UNDECIDED: _words(
        "保留 審査中 未 未審査 未決 未決裁 未決定 未承認 未指定 未定 未処理 未了 継続審査 再審査 協議中 補正中",
        "補正依頼中 照会中 確認中 検討中 決裁中 起案中 処理中 審査待ち 決裁待ち 承認待ち 承認予定 指定予定 承認見込み",
        "指定見込み 補正待ち 差戻し 差し戻し 差戻 - --",
    ),
}
_DECISION: dict[str, Decision] = {
    _plain(word): decision for decision, words in _DECISIONS.items() for word in words
}
_DECISION |= dict.fromkeys(map(_plain, _YES_MARKS - {"■"}), Decision.APPROVED)
_DECISION |= dict.fromkeys(map(_plain, _CROSS_MARKS), Decision.REFUSED)


def _chosen(value: object) -> str:
    """The word to read: of printed choices the one ticked (☑有 ☐無 → 有), without a remark in brackets.

    Several ticked, or none, is "" (nothing was chosen).
    """
    text = squeeze(to_text(value))
    choices = _CHOICE.findall(text)
    if len(choices) > 1 and "".join(mark + word for mark, word in choices) == text:
        ticked = [word for mark, word in choices if mark not in _BOX_MARKS]
        text = ticked[0].strip("・/、,") if len(ticked) == 1 else ""
    elif len(choices) == 1 and text[0] in _BOX_MARKS:
        text = ""  # ☐有: printed, not ticked
    plain = _plain(text)
    return plain if len(plain) < 3 else _plain(_REMARK.sub("", plain))


def read_answer(value: object, question: Question = PLAIN) -> Answer:
    """What a cell answers to a column's question; a blank cell and an unknown word are UNKNOWN."""
    return question.answer(_chosen(value))


def says_yes(value: object, question: Question = PLAIN) -> bool:
    """Whether a cell says yes beyond doubt."""
    return read_answer(value, question) is Answer.YES


def says_no(value: object, question: Question = PLAIN) -> bool:
    """Whether a cell says no beyond doubt."""
    return read_answer(value, question) is Answer.NO


def says_nothing(value: object) -> bool:
    """Whether a cell is blank or only says that there is nothing to write (なし, 特になし, 該当なし, －)."""
    plain = _plain(to_text(value))
    return plain.strip("()") in _NOTHING or not plain.strip("-/~")


def says_omitted(value: object) -> bool:
    """Whether a cell says that a paper is left out, or that nothing changed (省略, 変更なしのため省略)."""
    plain = _plain(to_text(value))
    return plain == "不要" or (bool(plain) and _OMITTED.fullmatch(plain) is not None)


def read_decision(value: object) -> Decision | None:
    """What became of an application (審査結果): None for a blank cell, ``Decision.UNKNOWN`` for words
    that do not tell beyond doubt (承認・不承認 as printed, 条件付承認)."""
    if not squeeze(to_text(value)):
        return None
    plain = _chosen(value)
    decision = _DECISION.get(plain, Decision.UNKNOWN)
    if decision is Decision.UNKNOWN and _DECISION.get(plain[:1]) is _DECISION.get(plain[1:], ""):
        return _DECISION[plain[1:]]  # ○承認: the mark and the word agree
    return decision
