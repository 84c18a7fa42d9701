"""Sentences for what a 研修修了者名簿 shows across its cells; what one value shows alone stands in the other tables."""

from validators.messages import Rule

_LIST = "ガイドライン5(4)ア"
_NUMBER = "ガイドライン5(2)"
_HYGIENE = "データの書き方"

RULES: dict[str, Rule] = {
    # ---- 必要な項目
    "column-missing": Rule(
        "必要な列がない", "error", "名簿に「{column}」の列がありません", "列を足すか、見出しを「{column}」に直してください", _LIST, "R18"
    ),
    "name-missing": Rule("氏名がない", "error", "氏名がありません", "氏名を入れてください", _LIST + "②", "R18"),
    "birth-date-missing": Rule("生年月日がない", "error", "生年月日がありません", "生年月日を入れてください", _LIST + "②", "R18"),
    "address-missing": Rule("住所がない", "error", "住所がありません", "住所を入れてください", _LIST + "②", "R18"),
    "field-missing": Rule("研修分野がない", "error", "修了した研修分野がありません", "分野を入れてください", _LIST + "④", "R18"),
    "number-missing": Rule(
        "修了証番号がない", "error", "修了証番号がありません", "番号を付けるか、修了していない人なら行を外してください", _LIST + "⑤", "R18"
    ),
    "completed-on-missing": Rule("修了年月日がない", "error", "修了年月日がありません", "修了年月日を入れてください", _LIST + "⑥", "R18"),
    "registration-missing": Rule(
        "保育士の登録番号がない", "warning", "職種が「{occupation}」なのに保育士登録番号がありません", "登録番号を確かめてください", _LIST + "①", "R17"
    ),
    "municipality-missing": Rule(
        "勤務先の市町村名がない", "warning", "勤務先があるのに所在市町村名がありません", "勤務先施設の市町村名を入れてください", _LIST + "③", "R17"
    ),
    "employer-missing": Rule(
        "勤務先の名称がない", "warning", "所在市町村名があるのに勤務先施設の名称がありません", "勤務先施設の名称を入れてください", _LIST + "③", "R17"
    ),
    # ---- セルの状態
    "cell-error": Rule(
        "数式のエラー", "error", "「{column}」のセルが {value} になっています", "数式を直すか、値を入れ直してください", _HYGIENE
    ),
    "cell-uncalculated": Rule(
        "数式が未計算", "error", "「{column}」の数式の結果がファイルに入っていません", "Excel で開いて保存し直してから、もう一度確かめてください",
        _HYGIENE,
    ),
    "cell-ditto": Rule(
        "〃・同上", "warning", "「{column}」が〃や同上です。上のセルと同じ「{suggestion}」と読みました", "値そのものを入れてください", _HYGIENE
    ),
    "cell-too-long": Rule("長すぎる文字列", "warning", "「{column}」に {length} 文字入っています", "余分な文字が入っていないか確かめてください", _HYGIENE),
    "date-before-scheme": Rule(
        "制度より前の修了", "error", "修了年月日が {date} で、研修の制度が始まった2017年4月1日より前です", "修了年月日を確かめてください", _LIST + "⑥",
        "R18",
    ),
    "date-future": Rule(
        "未来の日付", "error", "「{column}」が {date} で、今日（{today}）より後です", "日付を確かめてください", _HYGIENE
    ),
    "issued-before-completion": Rule(
        "修了前の発行", "error", "発行年月日 {issued} が修了年月日 {completed} より前です", "どちらかの日付を直してください", "ガイドライン5(1)", "R12"
    ),
    "birth-after-completion": Rule(
        "生年月日が修了より後", "error", "生年月日 {birth} が修了年月日 {completed} より後です", "生年月日を直してください", _LIST + "②", "R18"
    ),
    "age-implausible": Rule(
        "年齢が不自然", "warning", "修了した日に {age} 歳です（生年月日 {birth}）", "生年月日の年号や西暦を確かめてください", _LIST + "②", "R18"
    ),
    # ---- 修了証番号と他の項目
    "number-field": Rule(
        "番号と分野の不一致", "error", "修了証番号の種別 {digit}（{digit_name}）が研修分野「{field}」と合いません",
        "番号か分野を直してください", _NUMBER, "R15",
    ),
    "number-year-early": Rule(
        "発行年が修了より前", "error", "修了証番号の発行年が {year} 年ですが、修了は {completed} です", "番号か修了年月日を直してください", _NUMBER, "R15"
    ),
    "number-year-issued": Rule(
        "番号の年と発行日の不一致", "error", "修了証番号の発行年が {year} 年ですが、発行年月日は {issued} です", "番号か発行年月日を直してください",
        _NUMBER, "R15",
    ),
    "number-year-next": Rule(
        "発行年が修了の翌年", "info", "修了は {completed}、番号の発行年は翌年の {year} 年です", "", _NUMBER, "R15"
    ),
    "number-year-late": Rule(
        "発行年が修了より後", "warning", "修了は {completed} ですが、番号の発行年は {year} 年です", "発行が遅れた理由か、番号を確かめてください",
        _NUMBER, "R15",
    ),
    "number-other-prefecture": Rule(
        "他県の番号", "error", "修了証番号の都道府県番号が {digit}（{digit_name}）で、{prefecture} の名簿と合いません", "番号を確かめてください",
        _NUMBER, "R15",
    ),
    "number-odd-prefecture": Rule(
        "都道府県番号が一つだけ違う", "warning", "都道府県番号が {digit}（{digit_name}）ですが、ほかの行は {usual}（{usual_name}）です",
        "番号を確かめてください", _NUMBER, "R15",
    ),
    "number-agency-mismatch": Rule(
        "番号と機関の不一致", "error", "修了証番号の機関番号が {digit} ですが、研修実施機関は {agency} です", "番号を確かめてください", _NUMBER, "R15"
    ),
    "number-agency-prefecture": Rule(
        "機関番号01", "error", "修了証番号の機関番号が 01（都道府県が実施する研修）ですが、研修実施機関は {agency} です",
        "指定を受けた機関の番号に直してください", _NUMBER, "R15",
    ),
    "number-duplicate": Rule(
        "修了証番号の重複", "error", "修了証番号 {number} が {other} と同じです", "どちらかの番号を直してください", _NUMBER, "R15"
    ),
    "row-duplicate": Rule(
        "同じ行の重複", "error", "{other} と同じ人・同じ分野・同じ番号です", "片方の行を消してください", _LIST, "R18"
    ),
    "number-gap": Rule("番号の欠番", "info", "この前の {missing} が欠番です", "", _NUMBER, "R15"),
    # ---- 人
    "person-field-twice": Rule(
        "同一分野の重複修了", "warning", "同じ人が同じ分野（{field}）を {other} でも修了しています", "二重の申請でないか確かめてください", _LIST, "R18"
    ),
    "person-maybe-same": Rule(
        "同一人の可能性", "warning", "{other} の「{name}」と字体だけが違い、生年月日が同じです", "同じ人なら氏名をそろえてください", _LIST, "R18"
    ),
    "person-spelling": Rule(
        "氏名の字体の違い", "info", "登録番号が同じ {other} では「{name}」と書かれています", "", _LIST, "R18"
    ),
    "registration-shared": Rule(
        "登録番号の重複", "warning", "登録番号 {number} が {other} の別の人と同じです", "登録番号か氏名を確かめてください", _LIST + "①", "R17"
    ),
    "birth-date-differs": Rule(
        "生年月日の食い違い", "warning", "登録番号と氏名が同じ {other} では生年月日が {birth} です", "正しい生年月日を確かめてください", _LIST + "②", "R18"
    ),
    # ---- 修了と提供
    "remarks-not-completed": Rule(
        "未修了・取消の記載", "warning", "備考に「{word}」とあります", "修了していない人は名簿から外してください", "ガイドライン4・5(1)", "R11"
    ),
    "consent-refused": Rule(
        "情報提供の同意がない", "warning", "他の都道府県・市町村への情報提供の同意がありません", "提供用の抽出から外れることを確かめてください",
        "ガイドライン5(4)イ", "R21",
    ),
    # ---- 指定台帳との照合
    "agency-unknown": Rule(
        "指定台帳にない機関", "error", "機関番号 {agency} が指定台帳にありません", "番号か指定台帳を確かめてください", "ガイドライン6(2)", "R30"
    ),
    "designation-kind-missing": Rule(
        "指定のない分野", "error", "機関番号 {agency}（{agency_name}）は「{field}」の指定を受けていません", "番号か分野を確かめてください",
        "ガイドライン6(2)", "R30",
    ),
    "designation-expired": Rule(
        "指定の効力がない年度", "error", "{year}は機関番号 {agency}（{agency_name}）の「{field}」の指定の効力がありません",
        "指定・更新届出を確かめてください", "ガイドライン6(3)", "R31",
    ),
    "designation-void": Rule(
        "無効な更新届出", "error", "{year}の更新届出が無効なため、機関番号 {agency}（{agency_name}）の「{field}」は指定の効力がありません",
        "修了証の扱いを都道府県で決めてください", "ガイドライン6(3)", "R33",
    ),
}
