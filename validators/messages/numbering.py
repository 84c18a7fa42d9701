"""Sentences of 付番: why a row got no number, and what a sequence left out."""

from validators.messages import Rule

_NUMBER = "ガイドライン5(2)"

RULES: dict[str, Rule] = {
    "numbering-unknown": Rule(
        "人を区別できない",
        "warning",
        "氏名と、生年月日か保育士登録番号のどちらかがないため、同姓同名の人と区別できません",
        "書き足してから付番してください",
        _NUMBER,
    ),
    "numbering-twice": Rule(
        "同じ人の行",
        "warning",
        "同じ人・同じ研修分野の行が上にもあります",
        "番号が2つ要るかを確かめてください",
        _NUMBER,
    ),
    "numbering-held": Rule(
        "番号を持つ人",
        "warning",
        "この人は同じ研修分野の修了証番号を既に持っています: {numbers}",
        "2つ目を付けるかを確かめてください",
        _NUMBER,
    ),
    "numbering-last": Rule(
        "連番の終わり",
        "error",
        "番号 {start}… の連番が {last} を超えます。ガイドラインは5桁と定めており、これ以上は付番できません",
        "何も付番していません",
        _NUMBER,
    ),
    "numbering-part": Rule("番号の部分", "error", "{what}", "何も付番していません", _NUMBER),
    "numbering-gap": Rule(
        "付番していない番号", "info", "{numbers} は台帳で付番していません", "", _NUMBER
    ),
    "numbering-ended": Rule("効力のない番号", "info", "{number} は{state}です", "", _NUMBER),
}
