"""Sentences of 検証 of the register: what does not fit, and where."""

from validators.messages import Rule


def _fault(title: str, text: str, action: str = "") -> Rule:
    return Rule(title, "error", text, action)


RULES: dict[str, Rule] = {
    "verify-damaged": _fault(
        "壊れたファイル",
        "台帳のファイルが壊れています",
        "careerup ledger backup で作った控えに戻してください",
    ),
    "verify-value": _fault("読めない値", "台帳に、この道具を通さずに書かれた読めない値があります"),
    "verify-number": _fault("番号の矛盾", "修了証番号 {number} {what}"),
    "verify-report-changed": _fault(
        "変えられた報告", "実績報告 {report} 番の修了の記録が、取り込んだあとで変えられています"
    ),
    "verify-report-empty": _fault("消えた報告", "実績報告 {report} 番の修了の記録がありません"),
    "verify-report-unlogged": _fault(
        "記録のない報告", "実績報告 {report} 番が監査記録と合いません"
    ),
    "verify-line-missing": _fault("欠けた監査記録", "監査記録の {line} 番が欠けています"),
    "verify-line-changed": _fault(
        "変えられた監査記録", "監査記録の {line} 番が、書かれたあとで変えられています"
    ),
    "verify-end": _fault(
        "監査記録の終わり",
        "監査記録の終わりが台帳の控えと合いません。最後の記録が消されているおそれがあります",
    ),
    "verify-seal": _fault(
        "合わない封",
        "「{table}」の行が、この道具を通さずに変えられています（封の合計が合いません）",
        "控えと比べ、どの行かを確かめてください",
    ),
    "verify-seal-end": _fault(
        "合わない封の控え",
        "台帳の封の控えが監査記録の最後の行と合いません。台帳の表が書き換えられているおそれがあります",
    ),
    "verify-shape": _fault(
        "変えられた表の形",
        "表の形（列・索引・引き金）が、この道具を通さずに変えられています（監査記録 {line} 番より後）",
    ),
    "verify-log": _fault(
        "監査記録と合わない行", "{what} が監査記録 {line} 番（{at} {actor}）と合いません"
    ),
    "verify-clock": Rule(
        "戻った時計",
        "info",
        "監査記録の {line} 番は前の行より前の時刻です（PC の時計が違っていたおそれがあります）",
    ),
    "verify-backup": Rule("控えとの違い", "info", "{backup} では{what}"),
    "verify-backup-other": _fault(
        "別の台帳の控え",
        "{name} はこの台帳の控えではありません",
        "この台帳の控えを指定してください",
    ),
    "verify-anchor": _fault(
        "合わない控え番号",
        "控え番号 {anchor} がこの台帳の監査記録にありません",
        "この台帳より新しい台帳があるか、記録が書き換えられています",
    ),
    "verify-sound": Rule("検証", "info", "○ 台帳に矛盾はありません"),
    "verify-unsound": Rule(
        "検証", "error", "{count} 件の矛盾があります", "書き込みを止め、控えと比べてください"
    ),
}
