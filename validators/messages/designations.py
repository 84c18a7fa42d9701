"""Sentences for the 指定台帳 (Guideline 5(2), 6(2)(3)) and for a 実績報告 compared with it."""

from validators.messages import Rule

_NUMBER = "ガイドライン5(2)"
_EFFECT = "ガイドライン6(3)"

RULES: dict[str, Rule] = {
    "agency-number-missing": Rule(
        "機関番号がない",
        "error",
        "研修実施機関番号がありません",
        "02 から 99 までの番号を付けてください",
        _NUMBER,
        "R15",
        about="writing",
    ),
    "agency-name-missing": Rule(
        "機関の名称がない",
        "error",
        "研修実施機関の名称がありません",
        "名称を入れてください",
        "様式第3号",
        "R30",
        about="writing",
    ),
    "agency-reserved": Rule(
        "機関番号01",
        "error",
        "機関番号 01 は都道府県が実施する研修の番号です",
        "指定を受けた機関には 02 以後の番号を付けてください",
        _NUMBER,
        "R15",
    ),
    "agency-shared": Rule(
        "機関番号の重複",
        "error",
        "機関番号 {number} が {other} の「{name}」と同じです",
        "どちらかの番号を確かめてください",
        _NUMBER,
        "R15",
    ),
    "agency-several": Rule(
        "一つの機関に二つの番号",
        "error",
        "「{name}」に {other} では番号 {number} が付いています",
        "番号を一つにそろえてください",
        _NUMBER,
        "R15",
    ),
    "designated-on-missing": Rule(
        "指定年月日がない",
        "error",
        "指定年月日がないため、効力を確かめられません",
        "指定年月日を入れてください",
        "様式第3号",
        "R30",
        about="writing",
    ),
    "designated-kind-missing": Rule(
        "研修種別がない",
        "error",
        "指定した研修種別が分かりません",
        "種別か種別番号を入れてください",
        "様式第3号",
        "R30",
        about="writing",
    ),
    "designated-kind-conflict": Rule(
        "種別番号と種別の不一致",
        "error",
        "種別番号 {number}（{number_name}）と種別「{kind}」が合いません",
        "正しい方に直してください",
        "様式第3号",
        "R30",
    ),
    "renewal-column-missing": Rule(
        "更新の欄がない",
        "warning",
        "更新の欄（更新年度・更新届出日など）が見つかりません。指定の効力がいつまで続くかは確かめていません",
        "更新届出の年度を記録した列があれば、見出しを「更新年度」に直してください",
        "ガイドライン6(3)",
        "R31",
        about="table",
    ),
    "renewal-after-gap": Rule(
        "途切れた後の更新",
        "error",
        "{gap}の更新届出がなく効力がなくなったので、{year}の更新届出では続けられません",
        "指定申請書（様式第2号）が要ります",
        _EFFECT,
        "R31",
    ),
    "designation-revoked": Rule(
        "取消の記載",
        "warning",
        "状態が「{status}」です",
        "いつから効力がないかを確かめてください。照合では効力があるものとして扱います",
        _EFFECT,
        "R33",
    ),
    "renewal-void": Rule(
        "無効の更新届出",
        "info",
        "{year}の更新届出は無効で、「{kind}」の指定の効力はなくなっています",
        "",
        _EFFECT,
        "R33",
    ),
    "designation-ending": Rule(
        "まもなく失効",
        "warning",
        "「{kind}」の指定は {end} で効力がなくなります（あと {days} 日）。{year}の更新届出がありません",
        "続けるかどうかを機関に確かめてください",
        _EFFECT,
        "R31",
    ),
    "designation-ended": Rule(
        "失効", "info", "「{kind}」の指定は {end} で効力がなくなっています", "", _EFFECT, "R31"
    ),
    # ---- 実績報告の受付
    "report-late": Rule(
        "実績報告の遅れ",
        "warning",
        "実績報告の受付日 {received} は提出予定日 {due} を {days} 日過ぎています",
        "遅れた理由を確かめてください",
        "様式第2号 注2",
        "R19",
        about="table",
    ),
    "number-used-elsewhere": Rule(
        "他の機関の報告と同じ番号",
        "error",
        "修了証番号 {number} が、ほかの機関の報告にもあります",
        "番号を確かめてください",
        _NUMBER,
        "R15",
    ),
}
