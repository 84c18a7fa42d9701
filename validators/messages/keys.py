"""Sentences about 封の鍵, the office's key the rows of the register are sealed with."""

from validators.messages import Rule


def _stop(title: str, text: str, action: str = "", excel: str = "") -> Rule:
    return Rule(title, "error", text, action, excel=excel)


RULES: dict[str, Rule] = {
    "key-missing": _stop(
        "封の鍵がない",
        "この台帳の封の鍵がこの PC にありません。読むことはできますが、書き込めません",
        (
            "鍵を持つ人から鍵のファイルを受け取り、careerup ledger key --take ファイル で入れてください。"
            "失われたときだけ careerup ledger key --make --lost で封をし直します"
        ),
        "鍵を持つ人に、この PC に鍵を入れてもらってください",
    ),
    "key-none": _stop(
        "封の鍵がない台帳",
        "{name} には封の鍵がありません",
        "careerup ledger key --make で作ってください",
        "鍵を作ってから行ってください",
    ),
    "key-other": _stop(
        "ほかの台帳の鍵",
        "{name} はこの台帳の封の鍵ではありません",
        "鍵のファイルを確かめてください。何も変えていません",
    ),
    "key-unread": _stop(
        "読めない鍵", "{name} から封の鍵を読めません", "鍵のファイルを確かめてください"
    ),
    "key-exists": _stop(
        "鍵のファイルが既にある", "{name} は既にあります", "鍵には新しい名前を付けてください"
    ),
    "key-not-written": _stop(
        "鍵を書けない",
        "封の鍵 {name} を書けません",
        "フォルダーがあるか、書く権限があるかを確かめてください。台帳は前のままです",
    ),
    "key-made": Rule(
        "封の鍵",
        "info",
        "{name} のすべての行に、新しい封の鍵 {key} で封をしました。鍵はこの PC の利用者だけが読めます",
        (
            "careerup ledger key --give ファイル で写しを作り、台帳とは別の所（金庫など）に保管してください。"
            "ほかの職員の PC には --take で入れます"
        ),
        excel="写しを台帳とは別の所に保管してください",
    ),
    "key-given": Rule(
        "封の鍵の写し",
        "info",
        "封の鍵 {key} を {place} に書きました",
        "このファイルがあれば封を作り直せます。台帳とは別の所に保管してください",
    ),
    "key-taken": Rule("封の鍵を入れた", "info", "封の鍵 {key} をこの PC に入れました"),
    # ---- 検証
    "verify-key": Rule("鍵のある封", "info", "封は事務所の鍵 {key} で確かめました"),
    "verify-key-none": Rule(
        "鍵のない封",
        "info",
        (
            "封は台帳だけで確かめました（鍵がないので、封まで作り直す意図した改ざんは、"
            "この PC が覚えている控え番号でしか分かりません）"
        ),
        "careerup ledger key --make で鍵を作れます",
        excel="鍵は管理者がコマンドで作れます",
    ),
    "verify-key-missing": Rule(
        "確かめていない封",
        "warning",
        "この PC に封の鍵がないので、行の封は確かめていません（監査記録のつながりと表どうしは確かめました）",
        "鍵のある PC で確かめるか、careerup ledger key --take ファイル で鍵を入れてください",
        excel="鍵のある PC で確かめてください",
    ),
    "verify-key-other": _stop(
        "替わった封の鍵",
        "この台帳の封の鍵が、この PC に入れてある鍵と違います",
        "鍵を替えた人がいなければ、封が作り直されています。台帳の管理者に確かめてください",
    ),
    "verify-line-mark": _stop(
        "鍵のない監査記録",
        "監査記録の {line} 番に封の鍵の印がありません。鍵を持たない者が書いています",
        "控えと比べてください",
    ),
}
