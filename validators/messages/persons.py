"""Sentences about who is whom in the register (別の人かもしれません)."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    "person-none": Rule(
        "尋ねる人がいない", "info", "同じ人か別の人かを尋ねる修了はありません。何も書いていません"
    ),
    "person-asked": Rule(
        "別の人かもしれない",
        "info",
        "同じ人か別の人か分からない修了 {count} 組を {path} に書きました",
        "「判断」に ○（同じ人）か ×（別の人）を入れ、careerup ledger persons --take で取り込んでください",
        excel="「判断」に ○（同じ人）か ×（別の人）を入れてください",
    ),
    "command-person-how": Rule(
        "判断の書き方",
        "info",
        "「判断」に ○（同じ人）か ×（別の人）を入れて保存します。空欄の組は別の人のままです",
        "保存したら careerup ledger persons --take {name} で取り込んでください",
        excel="保存したら取り込んでください",
    ),
    "person-taken": Rule(
        "判断の取込", "info", "同じ人 {same} 組、別の人 {other} 組の判断を台帳に記録しました"
    ),
    "person-done": Rule(
        "同じ人の判断",
        "info",
        "修了証番号 {one} と {other}: 「{what}」と記録しました。履歴・抽出・集計に及びます",
    ),
    "person-one-number": Rule(
        "同じ番号",
        "error",
        "修了証番号 {number} が2度指定されています",
        "2つの番号を指定してください",
    ),
    "person-no-list": Rule(
        "判断の表がない",
        "error",
        "{name} にシート「{sheet}」がありません",
        "この道具が作った一覧を指定してください",
        excel="この道具で作った表を指定してください",
    ),
}
