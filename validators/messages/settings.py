"""Words and sentences of the settings sheet (設定.xlsx): what each setting is called, and what is wrong in a cell."""

from validators.messages import Rule

SECTION_TITLES = {
    "": "基本",
    "numbers": "修了証番号",
    "filing": "指定申請の期限",
    "completion": "修了の評価",
    "designations": "指定の効力",
    "report": "事業実績報告",
    "roster": "研修修了者名簿",
    "participants": "受講者",
    "sharing": "情報提供",
    "eligibility": "加算の修了要件",
    "ledger": "台帳",
    "names": "氏名",
    "forms": "様式",
    "letters": "文書",
    "excel": "Excel",
}
TITLES = {
    "name": "設定の名前",
    "prefecture": "都道府県",
    "fiscal_years": "使える年度",
    "numbers.sequence_scope": "連番の範囲",
    "numbers.reissue": "再交付の番号",
    "filing.method": "2か月前の数え方",
    "filing.consultation_softens": "事前相談があれば期限後も要確認にとどめる",
    "filing.renewal_deadline": "様式第4号の期限",
    "filing.window": "新規申請の受付期間",
    "completion.mode": "修了の数え方",
    "completion.required_minutes": "1分野に必要な分数",
    "completion.makeup": "補講を認める",
    "completion.e_learning": "eラーニングを認める",
    "completion.in_house_minutes": "園内研修で短縮できる分数",
    "completion.late_arrival_minutes": "遅刻・早退を受講とみなす分数",
    "designations.notice_days": "「まもなく失効」と知らせる日数",
    "report.due_days": "実績報告の提出期限の日数",
    "roster.required": "なければ誤りの列",
    "roster.expected": "なければ知らせる列",
    "roster.min_age": "修了時の年齢の下限",
    "roster.max_age": "修了時の年齢の上限",
    "roster.own_prefecture_only": "自県の番号だけを認める",
    "participants.others_may_attend": "対象者以外の受講を認める",
    "participants.facility_only": "申込みは施設からだけ",
    "sharing.consent_required": "同意のない人は抽出しない",
    "eligibility.management_from": "マネジメントが必須になる年度",
    "eligibility.practice_until": "保育実践を数える最後の年度",
    "eligibility.expected_year": "修了見込みも数える年度",
    "eligibility.expert_management": "専門リーダーにマネジメントを数える",
    "ledger.place": "台帳の場所",
    "names.former_name": "旧姓・通称の印字",
    "forms.issuer": "修了証の発行者",
    "forms.certificate": "修了証の体裁",
    "forms.file_name": "様式のファイルの名前",
    "forms.archive": "長期保存用の PDF",
    "letters.sender": "差出人",
    "letters.reference": "文書番号",
    "letters.answer_days": "回答・再提出までの日数",
    "letters.return_subject": "差戻しの件名",
    "letters.return_body": "差戻しの本文",
    "letters.accept_subject": "受理の件名",
    "letters.accept_body": "受理の本文",
    "letters.overdue_subject": "督促の件名",
    "letters.overdue_body": "督促の本文",
    "letters.renewal_subject": "指定の更新の件名",
    "letters.renewal_body": "指定の更新の本文",
    "excel.notes": "誤りのセルにメモも付ける",
}
# A choice as the sheet offers it, by setting and value.
CHOICES = {
    ("numbers.sequence_scope", "series"): "指定番号ごと",
    ("numbers.sequence_scope", "agency-year"): "機関と年ごと",
    ("numbers.sequence_scope", "ever"): "年を通して",
    ("numbers.reissue", "same"): "同じ番号",
    ("numbers.reissue", "new"): "新しい番号",
    ("filing.method", ""): "決めていない",
    ("filing.method", "A"): "A 応当日",
    ("filing.method", "B"): "B 民法の期間をさかのぼる",
    ("filing.method", "C"): "C 中2か月",
    ("filing.renewal_deadline", "none"): "定めなし",
    ("filing.renewal_deadline", "same"): "様式第2号と同じ",
    ("completion.mode", "all-days"): "1回の研修をすべて受講",
    ("completion.mode", "accumulate"): "複数の研修を合わせる",
    ("forms.certificate", "form"): "様式第1号のとおり",
    ("forms.certificate", "framed"): "枠のある賞状の体裁",
    ("names.former_name", "as-typed"): "名簿のとおり",
    ("names.former_name", "drop"): "印字しない",
}
YES, NO, NONE = "はい", "いいえ", "なし"
LEVEL_NAMES = {"error": "誤り", "warning": "要確認", "info": "情報", "off": "出さない"}

RULES: dict[str, Rule] = {
    "settings-cell": Rule("設定の値", "error", "{where}「{title}」: {why}"),
    "settings-several": Rule(
        "設定の値",
        "error",
        "{name} に直すところが {count} 件あります。1件目は {first}",
        "careerup settings {name} で全部を確かめられます",
        about="table",
        excel="直してから、もう一度押してください",
    ),
    "settings-one": Rule("設定の値", "error", "{first}", about="table"),
    "settings-range": Rule("設定の値", "error", "{range}にしてください"),
    "settings-part": Rule("設定の値", "error", "「{item}」は使えません", "使えるのは {known} です"),
    "settings-window": Rule(
        "設定の値",
        "error",
        "始めと終わりの月日を、12-20 と 01-31 のように2行で書いてください",
        "受付期間がなければ空欄にしてください",
    ),
    "settings-file-name": Rule(
        "設定の値", "error", "使えるのは {{number}} {{name}} {{form}} と文字です"
    ),
    "settings-prefecture": Rule(
        "設定の値",
        "error",
        "「{value}」は都道府県名ではありません",
        "群馬県 か 10 のように書いてください",
    ),
    "settings-heading-twice": Rule(
        "設定の値",
        "error",
        "「{word}」は、ほかの項目の言葉にもなっています",
        "1つの項目だけに書いてください",
    ),
    "settings-rule": Rule(
        "設定の値", "error", "この行の規則は知られていません", "行を消してください"
    ),
    "settings-choice": Rule("設定の値", "error", "{choices} のどれかにしてください"),
    "settings-yes": Rule("設定の値", "error", "はい か いいえ を入れてください"),
    "settings-number": Rule("設定の値", "error", "「{value}」は整数ではありません"),
    "settings-item": Rule(
        "設定の値", "error", "「{value}」は列の名前ではありません", "使えるのは {known} です"
    ),
    "settings-unknown": Rule(
        "知らない項目",
        "error",
        "{where}「{title}」は知らない項目です",
        "行を消すか、careerup settings で作り直した表に写してください",
        about="table",
    ),
    "settings-twice": Rule(
        "重なる項目",
        "error",
        "{where}「{title}」は {other} にもあります",
        "どちらかの行を消してください",
        about="table",
    ),
    "settings-not-found": Rule(
        "設定の表がない",
        "error",
        "{name} に careerup の設定の表（「項目」と「値」の見出し）が見つかりません",
        "careerup settings --out 設定.xlsx で作ったものを渡してください",
        about="table",
        excel="「運用設定」のボタンで作ったものを使ってください",
    ),
    "settings-how": Rule(
        "書き方",
        "info",
        "黄色の「値」だけを直します。空欄は「既定」のとおりです",
        "いくつも書く値は、セルの中で改行（Alt+Enter）します",
    ),
    "settings-how-words": Rule(
        "書き方",
        "info",
        "名簿の見出しに、この役所だけの言葉があれば「値」に書きます（改行していくつでも）",
    ),
    "settings-how-levels": Rule(
        "書き方", "info", "重要度を変える規則だけ、「値」に 誤り・要確認・情報・出さない を選びます"
    ),
    "settings-good": Rule(
        "設定", "info", "{name} は運用設定として使えます（既定と違う設定 {count} 件）"
    ),
    "settings-preview": Rule(
        "文書の見本", "info", "文書の見本を {files} に作りました", "値は架空です"
    ),
    "settings-written": Rule(
        "設定",
        "info",
        "運用設定「{profile}」を {out} に書きました",
        "値を直したら careerup settings {out} で確かめ、--profile {out} で使います",
        excel="値を直して保存すると、次から使われます",
    ),
}
