"""Sentences of the add-in's build (アドインの作り): what keeps careerup.xlam from being written; for developers."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    "addin-module-name": Rule(
        "VBA モジュール",
        "error",
        "VBA モジュール {module} の名前が長すぎるか、英数字ではありません",
    ),
    "addin-module-line": Rule(
        "VBA モジュールの行",
        "error",
        "VBA モジュール {module} の {number} 行目が ASCII でないか、長すぎます",
    ),
    "addin-module-unsafe": Rule(
        "VBA モジュールの中身",
        "error",
        "VBA モジュール {module} に Option Explicit がないか、自動実行やシェルの呼び出しがあります",
    ),
    "addin-function-name": Rule(
        "関数名", "error", "関数名 {name} はセル番地に見えるか、使えない文字があります"
    ),
    "addin-function-help": Rule(
        "関数の説明", "error", "関数 {name} の説明が255文字を超えるか、引数名が英数字ではありません"
    ),
    "addin-ribbon-xml": Rule("リボンの XML", "error", "リボンの XML が正しい形ではありません"),
    "addin-ribbon-id": Rule(
        "リボンの id", "error", "リボンの id {name} が重なるか、使えない名前です"
    ),
    "addin-ribbon-element": Rule(
        "リボンの要素", "error", "リボンの {kind} に、知らない要素か属性があります"
    ),
    "addin-ribbon-button": Rule(
        "リボンのボタン",
        "error",
        "リボンのボタン {name} に見出し・絵・説明・動作のどれかがありません",
    ),
    "addin-ribbon-icon": Rule(
        "リボンの絵",
        "error",
        "リボンの絵 {icon} は、すべての版の Excel にあると確かめられていません",
    ),
    "addin-ribbon-long": Rule("リボンの説明", "error", "リボンの {name} の説明が長すぎます"),
    "addin-ribbon-callback": Rule(
        "リボンの動作",
        "error",
        "リボンの {attribute} が呼ぶ {callback} が VBA にないか、引数が違います",
    ),
    "addin-package-broken": Rule(
        "壊れたアドイン", "error", "作ったアドインが壊れています（{issues}）"
    ),
    "addin-package-project": Rule(
        "VBA プロジェクト",
        "error",
        "作ったアドインの VBA プロジェクトに食い違いがあるか、Office への参照がありません",
    ),
    "addin-package-module": Rule(
        "VBA モジュールの文", "error", "作ったアドインの VBA モジュール {module} が元の文と違います"
    ),
    "addin-package-unread": Rule("読み返せないアドイン", "error", "作ったアドインを読み返せません"),
    "addin-package-sheet": Rule(
        "設定のシート", "error", "作ったアドインの設定のシートが元と違います"
    ),
    "addin-package-kind": Rule(
        "ブックの種類", "error", "作ったブックの種類がアドインになっていません"
    ),
    "addin-package-ribbon": Rule(
        "リボンのつながり", "error", "作ったアドインにリボンがつながっていません"
    ),
}
