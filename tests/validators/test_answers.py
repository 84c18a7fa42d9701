"""回答: yes, no and unknown, and 審査結果."""

from __future__ import annotations

import pytest

from validators.values.answers import (
    ATTENDED,
    COMPLETED,
    CONSENT,
    CONSULTED,
    HANDED_IN,
    PAPER,
    PLAIN,
    REGISTERED,
    UNCHANGED,
    Answer,
    Decision,
    Question,
    read_answer,
    read_decision,
    says_nothing,
    says_omitted,
)

QUESTIONS = (PLAIN, PAPER, CONSULTED, HANDED_IN, ATTENDED, CONSENT, COMPLETED)
IDS = ("plain", "paper", "consulted", "handed in", "attended", "consent", "completed")
YES = "○、〇、◯、⭕、●、◎、✓、✔、✔️、☑、✅、レ、ﾚ、■、有、有り、あり、済、済み、はい、YES"
NO = "×、✕、✖、☓、❌、X、ｘ、無、無し、なし、いいえ、否、NO"
VAGUE = (
    "△、有・無、有/無、□有 □無、☑有☑無、□有、○無、×あり、?、要確認、有無、無記入、未回答、有効期限内"
    "、一部あり、済の予定、有(一部未提出)"
)


@pytest.mark.parametrize("question", QUESTIONS, ids=IDS)
def test_common_marks_answer_every_question(question: Question) -> None:
    assert [w for w in YES.split("、") if read_answer(w, question) is not Answer.YES] == []
    assert [w for w in NO.split("、") if read_answer(w, question) is not Answer.NO] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=IDS)
def test_what_does_not_tell_is_neither_yes_nor_no(question: Question) -> None:
    values = (None, "", "\u3000", "\u200b", *VAGUE.split("、"))
    assert [v for v in values if read_answer(v, question) is not Answer.UNKNOWN] == []


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        (PLAIN, True, Answer.YES),
        (PLAIN, False, Answer.NO),
        (PLAIN, 1.0, Answer.YES),
        (PLAIN, 0, Answer.NO),
        (PLAIN, "☑有 ☐無", Answer.YES),
        (PLAIN, "□有・■無", Answer.NO),
        (PLAIN, "未", Answer.UNKNOWN),
        (PAPER, "添付済み", Answer.YES),
        (PAPER, "有（別紙1）", Answer.YES),
        (PAPER, "提出済(R8.4.1)", Answer.YES),
        (PAPER, "○あり", Answer.YES),
        (PAPER, "未提出", Answer.NO),
        (PAPER, "後日提出", Answer.NO),
        (PAPER, "省略", Answer.NO),
        (PAPER, "☐", Answer.NO),
        (CONSULTED, "協議済", Answer.YES),
        (CONSULTED, "未相談", Answer.NO),
        (HANDED_IN, "レポート提出済み", Answer.YES),
        (HANDED_IN, "後日提出", Answer.NO),
        (HANDED_IN, "不合格", Answer.UNKNOWN),
        (ATTENDED, "－", Answer.NO),
        (ATTENDED, 1, Answer.UNKNOWN),
        (ATTENDED, "公欠", Answer.UNKNOWN),
        (CONSENT, "同意する", Answer.YES),
        (CONSENT, "同意しない", Answer.NO),
        (CONSENT, "同意が得られない", Answer.NO),
        (CONSENT, "不同意", Answer.NO),
        (CONSENT, "未回答", Answer.UNKNOWN),
        (CONSENT, "未", Answer.UNKNOWN),
        (CONSENT, "☐", Answer.UNKNOWN),
        (CONSENT, False, Answer.UNKNOWN),
        (COMPLETED, "修了済", Answer.YES),
        (COMPLETED, "未修了", Answer.NO),
        (COMPLETED, "―", Answer.NO),
        (UNCHANGED, "変更なし", Answer.YES),
        (UNCHANGED, "○", Answer.YES),
        (UNCHANGED, "変更あり", Answer.NO),
        (UNCHANGED, "一部変更あり", Answer.NO),
        (REGISTERED, "保育士以外", Answer.NO),
        (REGISTERED, 0, Answer.UNKNOWN),
    ],
)
def test_words_of_a_question(question: Question, value: object, expected: Answer) -> None:
    assert read_answer(value, question) is expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (" ", None),
        ("承認", Decision.APPROVED),
        ("承認する", Decision.APPROVED),
        ("○", Decision.APPROVED),
        ("☑承認 □不承認", Decision.APPROVED),
        ("承認（令和8年4月1日）", Decision.APPROVED),
        ("決裁済", Decision.APPROVED),
        ("□承認 ☑不承認", Decision.REFUSED),
        ("不承認", Decision.REFUSED),
        ("承認しない", Decision.REFUSED),
        ("却下", Decision.REFUSED),
        ("×", Decision.REFUSED),
        ("取下げ", Decision.WITHDRAWN),
        ("取り下げ済み", Decision.WITHDRAWN),
        ("保留", Decision.UNDECIDED),
        ("未承認", Decision.UNDECIDED),
        ("審査中", Decision.UNDECIDED),
        ("承認予定", Decision.UNDECIDED),
        ("承認・不承認", Decision.UNKNOWN),
        ("□承認 □不承認", Decision.UNKNOWN),
        ("条件付承認", Decision.UNKNOWN),
        ("承認(条件付き)", Decision.UNKNOWN),
        ("指定取消", Decision.UNKNOWN),
        ("×承認", Decision.UNKNOWN),
    ],
)
def test_a_decision(value: object, expected: Decision | None) -> None:
    assert read_decision(value) is expected


def test_left_out_and_nothing_to_say() -> None:
    left_out = (
        "省略",
        "変更なし",
        "変更なしのため省略",
        "前年度から変更がないため省略",
        "前年度のとおり",
        "不要",
    )
    assert [w for w in left_out if not says_omitted(w)] == []
    assert [w for w in ("", "有", "変更あり", "無", "省略しない") if says_omitted(w)] == []
    assert all(says_nothing(w) for w in ("", None, "なし", "特になし", "該当なし", "－", "―", "/"))
    assert not any(says_nothing(w) for w in ("定員超過のため", "不要", "0", "なしくずし"))
