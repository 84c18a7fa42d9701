"""Sentences for records that are not printed on a form (様式第1号–第4号), and why."""

from validators.messages import Rule

_CERTIFICATE = "ガイドライン5(1)・様式第1号"
_NUMBER = "ガイドライン5(2)"
_AGAIN = "入れてから、もう一度実行してください"

RULES: dict[str, Rule] = {
    # ---- 空きと読めない値
    "form-value-missing": Rule("値がない", "error", "{column}がありません", _AGAIN + "{hint}"),
    "form-column-missing": Rule(
        "列がない", "error", "台帳に「{column}」の列がありません", _AGAIN + "{hint}"
    ),
    "form-value-unreadable": Rule(
        "読めない値",
        "error",
        "{column}「{value}」を読めません",
        "直してから、もう一度実行してください",
    ),
    "form-value-ditto": Rule(
        "〃・同上", "error", "{column}が「{value}」です", "値そのものを入れてください"
    ),
    "form-row-empty": Rule(
        "記録のない行", "error", "{row} 行目に記録がありません", "行の指定を確かめてください"
    ),
    "form-held": Rule(
        "決めてから",
        "warning",
        "",
        "直すか、確かめてこのままでよければ --accept にセルか氏名を指定してください",
        excel="直すか、確かめてください",
    ),
    "form-accepted": Rule(
        "確かめて作ったもの",
        "info",
        "確かめたとの指定により、このまま作りました（{reason}）",
    ),
    "form-accept-unused": Rule(
        "当たるもののない指定",
        "info",
        "確かめたと指定した「{word}」に当たる要確認がありません",
        "表示されたセル（C10）か氏名をそのまま指定してください",
    ),
    "form-governor-unknown": Rule(
        "宛先が分からない",
        "error",
        "宛先の都道府県が分かりません",
        "--prefecture 群馬県 のように指定するか、運用設定の prefecture に書いてください",
        excel="運用設定の prefecture に書いてください",
    ),
    "form-issuer-missing": Rule(
        "発行者が分からない",
        "error",
        "{form}に印字する発行者が分かりません",
        '--issuer "群馬県知事　氏名" か、設定.xlsx の「修了証の発行者」に書いてください（複数行は \\n で区切ります）',
        excel="ボタン「運用設定」で開く表の「修了証の発行者」に書いてください",
    ),
    # ---- 大きさと字形
    "form-value-long": Rule(
        "枠に収まらない",
        "error",
        "{place}が {length} 文字あり、様式の枠（{cell}）では読めない大きさになります",
        "枠を広げたひな形（--template）を使ってください",
        excel="枠を広げたひな形を使ってください",
    ),
    "form-line-shared": Rule(
        "消す言葉が分からない",
        "error",
        "{place}のない人ですが、ひな形の {cell} の文のうちどの言葉を消せばよいか分かりません",
        "「{place}」の見出しと値だけの行を、ひな形に設けてください",
    ),
    "form-glyph-missing": Rule(
        "字形がない",
        "error",
        "{characters}の字形が PDF の書体にありません",
        "{hint}--pdf なしで Excel のファイルを作ってください",
        excel="{hint}Excel のファイルで作ってください",
    ),
    # ---- 様式第1号
    "form-issue-day-missing": Rule(
        "交付日がない",
        "error",
        "交付する日が分かりません",
        "名簿に発行年月日を入れるか、交付日（--issued-on）を指定してください",
        _CERTIFICATE,
        "R12",
        excel="名簿に発行年月日を入れてください",
    ),
    "form-issue-day-early": Rule(
        "交付日が早すぎる",
        "error",
        "交付日 {day} は、この研修の始まった平成29年4月1日より前です",
        "日付を確かめてください",
        _CERTIFICATE,
        "R12",
    ),
    "form-issue-year": Rule(
        "番号の年と交付日",
        "error",
        "修了証番号の発行年 {year} 年と交付日 {day} の年が違います",
        "どちらかを直してください",
        _NUMBER,
        "R15",
    ),
    "form-issue-day-differs": Rule(
        "交付日の食い違い",
        "error",
        "指定された交付日 {day} が、名簿の発行年月日 {listed} と違います",
        "どちらかに合わせてください",
        _CERTIFICATE,
        "R12",
    ),
    "form-issue-before-completion": Rule(
        "修了より前の交付",
        "error",
        "交付日 {day} が、修了年月日 {completed} より前です",
        "日付を確かめてください",
        _CERTIFICATE,
        "R12",
    ),
    "form-issue-day-future": Rule(
        "先の日付の交付",
        "error",
        "交付・再交付の日 {day} が、まだ来ていません",
        "日付を確かめてください",
        _CERTIFICATE,
        "R12",
    ),
    "form-number-twice": Rule(
        "同じ番号の修了証",
        "error",
        "修了証番号 {number} が {other} と同じです",
        "番号を直してください",
        _NUMBER,
        "R16",
    ),
    "form-number-revoked": Rule(
        "取り消された番号",
        "error",
        "修了証番号 {number} は、台帳で取消・回収になっています",
        "台帳で確かめてください",
        _NUMBER,
    ),
    "form-remarks-withdrawn": Rule(
        "交付しない旨の記載", "warning", "備考に「{word}」とあります", "", _CERTIFICATE
    ),
    "form-name-ditto": Rule(
        "〃・同上の氏名", "error", "氏名が「{part}」です", "氏名を書いてください", _CERTIFICATE
    ),
    "form-name-title": Rule(
        "敬称の付いた氏名",
        "warning",
        "氏名に「{part}」が付いています",
        "敬称を外してください",
        _CERTIFICATE,
    ),
    "form-name-remark": Rule(
        "氏名のほかの記載",
        "warning",
        "氏名に「{part}」とあります。氏名の一部ではないようです",
        "氏名だけにしてください",
        _CERTIFICATE,
    ),
    "form-name-reading": Rule(
        "氏名とフリガナ",
        "warning",
        "「{part}」が氏名の一部か、フリガナか分かりません",
        "氏名だけにしてください",
        _CERTIFICATE,
    ),
    "form-name-lost": Rule(
        "氏名の文字化け",
        "warning",
        "氏名に「{part}」があり、字が失われたようです",
        "正しい字に直してください",
        _CERTIFICATE,
    ),
    "form-name-reading-left": Rule(
        "フリガナを除いた",
        "info",
        "「{part}」をフリガナとみて、氏名を「{name}」と印字しました",
        "",
        _CERTIFICATE,
    ),
    "form-name-split": Rule(
        "氏と名に分けられない",
        "error",
        "氏名「{name}」を氏と名に分けられません",
        "氏と名の間に空白を入れてください",
        _CERTIFICATE,
    ),
    "form-lines-missing": Rule(
        "行が足りない",
        "error",
        "{place}のセルが {count} つに分かれていますが、{lines} 行しかありません",
        "名称、所在地、代表者の順に指定してください",
    ),
    "form-era-not-printed": Rule(
        "印刷された元号にない",
        "error",
        "{place}の元号は{era}ですが、ひな形には「{printed}」と印刷されています",
        "ひな形の元号を直してください",
        _CERTIFICATE,
    ),
    "form-office-split": Rule(
        "職名と氏名に分けられない",
        "error",
        "{place}の代表者「{line}」を職名と氏名に分けられません",
        "職名と氏名の間を空けてください",
    ),
    "form-registrar-not-printed": Rule(
        "印刷された都道府県の別にない",
        "error",
        "保育士登録番号は{registrar}のものですが、ひな形には「{printed}」と印刷されています",
        "ひな形の「{printed}」を都・道・府・県に直してください",
        _CERTIFICATE,
    ),
    "form-kind-not-printed": Rule(
        "印刷された種別にない",
        "error",
        "「{kind}」の□がひな形にありません",
        "ひな形の研修種別を確かめてください",
        _CERTIFICATE,
    ),
    "form-reissue-early": Rule(
        "再交付の日",
        "error",
        "再交付の日 {reissued} が、交付日 {day} より前です",
        "日付を確かめてください",
        "ガイドライン5(5)",
        "R22",
    ),
    "form-registration-column": Rule(
        "登録番号の列がない",
        "error",
        "名簿に保育士登録番号の列がありません",
        "列を足し、保育士でない人は空けてください",
        _CERTIFICATE,
        "R13",
    ),
    "form-registration-unreadable": Rule(
        "登録番号を読めない",
        "error",
        "保育士登録番号を読めません",
        "番号を直し、保育士でない人は空けてください",
        _CERTIFICATE,
        "R13",
    ),
    "form-registration-missing": Rule(
        "登録番号がない",
        "error",
        "職種が保育士ですが、保育士登録番号がありません",
        "番号を入れるか、職種を直してください",
        _CERTIFICATE,
        "R13",
    ),
    # ---- 一部受講証明書
    "form-partial-completed": Rule(
        "修了した人",
        "error",
        "この分野を修了しています",
        "一部受講証明書ではなく修了証を作ってください",
    ),
    "form-partial-refused": Rule(
        "評価をしない人",
        "error",
        "評価をしない理由が書かれています",
        "受講者名簿で確かめてください",
    ),
    "form-partial-nothing": Rule(
        "受講していない人",
        "error",
        "受講した時間も内容もありません",
        "受講者名簿で確かめてください",
    ),
    "form-partial-left-out": Rule(
        "書いていない欄", "info", "受講者名簿にないため、{places}の行を除いて作りました"
    ),
    "form-partial-open": Rule(
        "判定が決まっていない", "warning", "修了判定が要確認です（{why}）", ""
    ),
}
