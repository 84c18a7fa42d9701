"""Sentences for the persons of a 研修修了者名簿 and its designations (Guideline 5(4), 6(3))."""

from validators.messages import Rule

_LIST = "ガイドライン5(4)ア"

RULES: dict[str, Rule] = {
    # ---- 人
    "person-field-twice": Rule(
        "同一分野の重複修了",
        "warning",
        "同じ人が同じ分野（{field}）を {other} でも修了しています",
        "二重の申請でないか確かめてください",
        _LIST,
        "R18",
    ),
    "person-maybe-same": Rule(
        "同一人の可能性",
        "warning",
        "{other} の「{name}」と字体だけが違い、生年月日が同じです",
        "同じ人なら氏名をそろえてください",
        _LIST,
        "R18",
    ),
    "person-spelling": Rule(
        "氏名の字体の違い",
        "info",
        "登録番号が同じ {other} では「{name}」と書かれています",
        "",
        _LIST,
        "R18",
    ),
    "registration-shared": Rule(
        "登録番号の重複",
        "warning",
        "登録番号 {number} が {other} の別の人と同じです",
        "登録番号か氏名を確かめてください",
        _LIST + "①",
        "R17",
    ),
    "birth-date-differs": Rule(
        "生年月日の食い違い",
        "warning",
        "登録番号と氏名が同じ {other} では生年月日が {birth} です",
        "正しい生年月日を確かめてください",
        _LIST + "②",
        "R18",
    ),
    "registration-differs": Rule(
        "登録番号の食い違い",
        "warning",
        "氏名と生年月日が同じ {other} では登録番号が {number} です",
        "同じ人なら、保育士証と同じ番号に直してください",
        _LIST + "①",
        "R18",
    ),
    # ---- 修了と提供
    "remarks-not-completed": Rule(
        "未修了・取消の記載",
        "warning",
        "備考に「{word}」とあります",
        "修了していない人は名簿から外してください",
        "ガイドライン4・5(1)",
        "R11",
    ),
    "consent-refused": Rule(
        "情報提供の同意がない",
        "warning",
        "他の都道府県・市町村への情報提供の同意がありません",
        "提供用の抽出から外れることを確かめてください",
        "ガイドライン5(4)イ",
        "R21",
    ),
    # ---- 指定台帳との照合
    "agency-unknown": Rule(
        "指定台帳にない機関",
        "error",
        "機関番号 {agency} が指定台帳にありません",
        "番号か指定台帳を確かめてください",
        "ガイドライン6(2)",
        "R30",
    ),
    "designation-kind-missing": Rule(
        "指定のない分野",
        "error",
        "機関番号 {agency}（{agency_name}）は「{field}」の指定を受けていません",
        "番号か分野を確かめてください",
        "ガイドライン6(2)",
        "R30",
    ),
    "designation-expired": Rule(
        "指定の効力がない年度",
        "error",
        "{year}は機関番号 {agency}（{agency_name}）の「{field}」の指定の効力がありません",
        "指定・更新届出を確かめてください",
        "ガイドライン6(3)",
        "R31",
    ),
    "designation-void": Rule(
        "無効な更新届出",
        "error",
        "{year}の更新届出が無効なため、機関番号 {agency}（{agency_name}）の「{field}」は指定の効力がありません",
        "修了証の扱いを都道府県で決めてください",
        "ガイドライン6(3)",
        "R33",
    ),
}
