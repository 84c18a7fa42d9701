"""Sentences about letters to bodies (文書). The letters' own wording is the profile's [letters]."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    # what {doubts} stands for in a letter, where there are any
    "letters-doubts-return": Rule("要確認", "info", "要確認 {count} 件を確かめた上で、"),
    "letters-doubts-accept": Rule(
        "要確認", "info", "要確認が {count} 件あります。受付結果を御覧の上、お知らせください"
    ),
    "letters-none-reply": Rule(
        "文書なし", "info", "送る文書はありません（実績報告の表がありません）"
    ),
    "letters-none-due": Rule(
        "文書なし", "info", "送る文書はありません（まもなく失効する指定はありません）"
    ),
    "letters-none-overdue": Rule(
        "文書なし",
        "info",
        "送る文書はありません（提出予定日を過ぎて、まだ届いていない報告はありません）",
    ),
    "letters-made": Rule(
        "文書",
        "info",
        "文書を {count} 件、同じ場所のフォルダー「{folder}」に作りました: {names}",
        "Word の文書とメールの下書きです。送る前に読み直してください",
    ),
    "letters-no-ledger": Rule(
        "指定台帳がない",
        "error",
        "宛先と指定を確かめる指定台帳がありません",
        "--designations に指定台帳を示してください",
        excel="このブックに指定台帳のシートを写してから、もう一度押してください",
        about="table",
    ),
    "letters-no-sender": Rule(
        "差出人がない",
        "info",
        "運用設定に差出人がないので、文書に差出人が入っていません",
        "careerup settings で作る 設定.xlsx の「差出人」に書き、--profile 設定.xlsx を付けてください",
        excel="ボタン「運用設定」で開く表の「差出人」に書くと、次から入ります",
    ),
    "letters-written": Rule("文書", "info", "{kind}: {name}（{files}）"),
    "letters-unaddressed": Rule(
        "宛先の分からない報告",
        "warning",
        "{file} は、どの研修実施機関の報告か分からないので、文書を作っていません",
        "名簿に研修実施機関番号を入れるか、指定台帳を確かめてください",
    ),
    "letters-unread": Rule(
        "提出予定日が読めない",
        "warning",
        "提出予定日の読めない機関があり、未提出かどうか分かりません：{bodies}",
        "指定台帳の「事業実績報告の提出予定日」を確かめてください",
        "様式第2号 注2",
    ),
    "letters-received-missing": Rule(
        "届いた報告",
        "error",
        "届いた実績報告が示されていないので、未提出の機関が分かりません",
        "--received に届いたファイルを並べるか、--ledger で台帳を示してください（1件もなければ --received だけ）",
        about="table",
        excel="届いた実績報告の名簿をこのブックに写すか、ボタン「実績報告を取込」で台帳に入れてから、もう一度押してください",
    ),
    "letters-format": Rule(
        "文書の形式",
        "error",
        "文書の形式「{value}」が分かりません",
        "docx、eml、txt から選び、いくつかなら docx,eml のように書いてください",
        about="table",
    ),
}
