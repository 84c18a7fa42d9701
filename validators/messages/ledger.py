"""Sentences of 台帳's work: 照会, 抽出, 再交付, 取消, 指定台帳 and the sheets that ask."""

from validators.messages import Rule

_LIST = "ガイドライン5(4)ア"
_SHARE = "ガイドライン5(4)イ"
_AGAIN = "ガイドライン5(5)"
_REVOKE = "ガイドライン5(1)"
_NUMBER = "ガイドライン5(2)"

RULES: dict[str, Rule] = {
    # ---- 照会
    "find-blank": Rule(
        "照会する言葉がない",
        "error",
        "照会する氏名・フリガナ・生年月日・修了証番号・保育士登録番号・施設の名称のどれかを指定してください",
    ),
    "find-nothing": Rule(
        "見つからない",
        "info",
        "台帳に見つかりません",
        "氏名・フリガナ・生年月日・12桁の番号・保育士登録番号・施設の名称のどれかで照会してください",
    ),
    "find-found": Rule("照会", "info", "{count} 件（{how}として照会）"),
    "find-more": Rule(
        "照会",
        "info",
        "{count} 件（{how}として照会）",
        "ほかにもあります。もっと詳しく指定してください",
    ),
    "find-reported": Rule(
        "有効な番号",
        "info",
        "修了証番号 {number} は有効です。{whose}（{born}）の修了証です{detail}",
        "",
        _NUMBER,
    ),
    "find-given": Rule(
        "付番済みの番号",
        "info",
        "修了証番号 {number} は {at} に {whose}（{born}）へ付けた番号です。実績報告はまだ取り込んでいません",
        "",
        _NUMBER,
    ),
    "find-reserved": Rule(
        "予約中の番号",
        "info",
        "修了証番号 {number} は {at} に {whose}（{born}）のために予約した番号です。修了証を出したかは分かりません",
        "",
        _NUMBER,
    ),
    "find-withdrawn": Rule(
        "取下げ済みの番号",
        "warning",
        "修了証番号 {number}（{whose}、{born}）は、訂正された実績報告で取り下げられています。効力はありません",
        "",
        _LIST,
    ),
    "find-replaced": Rule(
        "番号変更済み",
        "warning",
        "修了証番号 {number}（{whose}、{born}）は、番号が変わったため効力がありません{detail}",
        "",
        _AGAIN,
    ),
    "find-revoked": Rule(
        "取消済みの番号",
        "warning",
        "修了証番号 {number}（{whose}、{born}）は取り消されています。効力はありません{detail}",
        "",
        _REVOKE,
    ),
    "find-successor": Rule("新しい番号", "info", "いまの番号は {later}（{state}）です"),
    "find-never": Rule(
        "出していない番号",
        "warning",
        "修了証番号 {number} は台帳にありません。この台帳が知る連番 {series}… は {last} までです",
        "番号を確かめてください",
        _NUMBER,
    ),
    "find-gap": Rule(
        "台帳にない番号",
        "warning",
        (
            "修了証番号 {number} は台帳にありません（連番 {series}… の {last} より前ですが、"
            "付番も報告もされていません）"
        ),
        "番号を確かめてください",
        _NUMBER,
    ),
    "find-no-number": Rule(
        "修了証番号でない番号",
        "warning",
        "「{given}」は修了証番号ではなく、台帳にもありません（{why}）",
        "番号を確かめてください",
        _NUMBER,
    ),
    "find-series-unknown": Rule(
        "知らない連番",
        "warning",
        "修了証番号 {number} は台帳にありません。連番 {series}… の番号は1つも知られていません",
        "ほかの都道府県や、まだ報告していない機関の番号でないかを確かめてください",
        _NUMBER,
    ),
    "ledger-number-unread": Rule(
        "読めない番号", "error", "修了証番号を読めません", "12桁の番号で指定してください", _NUMBER
    ),
    "ledger-number-unknown": Rule(
        "台帳にない番号",
        "error",
        "修了証番号 {number} は台帳にありません",
        "番号を確かめてください",
    ),
    "ledger-number-unreported": Rule(
        "修了の記録がない番号",
        "error",
        "修了証番号 {number} は{state}で、実績報告がまだ（または、もう）ありません",
        "実績報告を取り込んでから行ってください",
    ),
    # ---- 履歴
    "history-written": Rule(
        "履歴", "info", "{entries} 件の修了と {events} 件の記録を {out} に書きました"
    ),
    "history-doubtful": Rule(
        "別の人かもしれない",
        "warning",
        (
            "氏名と生年月日が同じで保育士登録番号が違う修了が {count} 件あります（{numbers}）。"
            "別の人かもしれないため、入れていません"
        ),
        "careerup ledger history で、その番号の履歴を確かめてください",
    ),
    # ---- 再交付・取消・同意
    "ledger-reason": Rule(
        "知らない理由",
        "error",
        "理由は {choices} から選んでください",
        "詳しくは備考（--note）に書きます",
        excel="詳しくは備考に書きます",
    ),
    "ledger-day-early": Rule(
        "早すぎる日付", "error", "日付 {day} は {first} より前です", "日付を確かめてください"
    ),
    "ledger-day-late": Rule(
        "先の日付", "error", "日付 {day} は今日（{today}）より先です", "日付を確かめてください"
    ),
    "reissue-not-in-force": Rule(
        "再交付できない",
        "error",
        "修了証番号 {number} は{state}のため、再交付できません",
        "",
        _AGAIN,
    ),
    "reissue-same-name": Rule(
        "新しい氏名がない",
        "error",
        "氏名変更の再交付には、いまの台帳と違う新しい氏名が要ります",
        "--name で新しい氏名を指定してください",
        _AGAIN,
        excel="「新しい氏名」の欄に入れてください",
    ),
    "reissue-other-name": Rule(
        "氏名を変えられない",
        "error",
        "理由が「{reason}」の再交付では氏名を変えられません",
        "氏名を変えるときは理由を「氏名変更」にしてください",
        _AGAIN,
    ),
    "reissue-done": Rule(
        "再交付", "info", "修了証番号 {number} の再交付（{reason}）を記録しました", "", _AGAIN
    ),
    "reissue-before": Rule(
        "記録済みの再交付",
        "info",
        "修了証番号 {number} の再交付（{reason}）は既に記録してあります。もう一度は記録していません",
        "",
        _AGAIN,
    ),
    "reissue-printed": Rule("印刷", "info", "{out} から careerup form certificate で印刷できます"),
    "reissue-unwritten": Rule(
        "書けない名簿",
        "error",
        "修了証番号 {number} の再交付は記録済みですが、{why}",
        "同じ指定でもう一度実行すると、記録を増やさずに書きます",
        _AGAIN,
    ),
    "reissue-choice": Rule(
        "再交付か取消",
        "error",
        "シート「{sheet}」の「再交付か取消」には 再交付 か 取消 を入れてください",
    ),
    "reissue-ask": Rule(
        "再交付の欄",
        "info",
        "番号・再交付か取消・理由を入れて、もう一度「再交付・取消」を押してください",
    ),
    "revoke-already": Rule(
        "取消済み", "error", "修了証番号 {number} は既に{state}です", "何も変えていません", _REVOKE
    ),
    "revoke-done": Rule(
        "取消",
        "info",
        "修了証番号 {number} の取消（{reason}）を記録しました。この番号は二度と使われません",
        "",
        _REVOKE,
    ),
    "consent-done": Rule(
        "同意の変更",
        "info",
        "修了証番号 {number} の人の情報提供の同意を「{what}」にしました。この人のすべての修了に及びます",
        "",
        _SHARE,
    ),
    # ---- 抽出と書き出し
    "extract-made": Rule(
        "抽出",
        "info",
        (
            "{to}へ提供する {count} 件。同意がないため除いた人: {left} 件（同意しない {refused} 件、"
            "同意の記録がない {unsure} 件）。勤務先の市町村が分からず対象か決められない人: {unplaced} 件。"
            "いまはほかで働いている人: {moved} 件。取り消した修了は含みません"
        ),
        "",
        _SHARE,
    ),
    "extract-written": Rule(
        "抽出", "info", "{out} に書き、台帳に記録しました（台帳の控え {anchor}）"
    ),
    "extract-prefecture": Rule(
        "知らない都道府県",
        "error",
        "都道府県「{given}」が分かりません",
        "11 か 埼玉県 のように書いてください",
    ),
    "extract-municipality": Rule(
        "知らない市町村", "error", "市町村「{given}」が分かりません", "{hint}"
    ),
    "extract-municipality-near": Rule("市町村の候補", "info", "候補は {near} です"),
    "extract-municipality-how": Rule(
        "市町村の書き方", "info", "埼玉県さいたま市 のように書いてください"
    ),
    "extract-ambiguous": Rule(
        "同じ名前の市町村",
        "error",
        "「{given}」は {where} にあります",
        "都道府県から書いてください",
    ),
    "extract-ask": Rule(
        "抽出の欄",
        "info",
        "提供先を入れて、もう一度「提供用に抽出」を押してください",
        excel="パスワードを付けるときはコマンドの careerup ledger extract を使います",
    ),
    "extract-password": Rule(
        "パスワード", "error", "パスワードが空か、2回の入力が違います", "何も書いていません"
    ),
    "export-done": Rule(
        "書き出し",
        "info",
        "すべての表を {files} に書き出しました（台帳の控え {anchor}）。個人情報を含みます",
        "取扱いに注意してください",
    ),
    "output-ending": Rule("ファイルの種類", "error", "{name} の終わりは {endings} にしてください"),
    "output-register": Rule(
        "台帳への上書き", "error", "{name} は台帳そのものです", "別の名前にしてください"
    ),
    "output-parquet": Rule(
        "部品がない",
        "error",
        "Parquet で書き出す部品（pyarrow）がありません",
        'pip install "careerup[parquet]" で入れるか、.xlsx で書き出してください',
    ),
    # ---- 指定台帳
    "designations-prefecture": Rule(
        "都道府県がない",
        "error",
        "どの都道府県の指定台帳かが分かりません",
        "--prefecture 群馬県 のように指定してください",
        excel="「運用設定」で都道府県を決めてください",
    ),
    "designations-done": Rule(
        "指定台帳の取込",
        "info",
        (
            "{agencies} 機関の指定を取り込みました（新しい指定 {designations} 件、"
            "更新 {renewals} 件、名称の変更 {names} 件）"
        ),
    ),
    # ---- 予約中
    "reserved-some": Rule(
        "予約中の番号",
        "info",
        "予約中の番号 {count} 件",
        "同じ人・同じ研修分野でもう一度付番すると、同じ番号が使われます",
    ),
    "reserved-none": Rule("予約中の番号", "info", "予約中の番号はありません"),
    "waiting": Rule("報告待ち", "info", "実績報告を待っている番号: {count} 件"),
}
