"""Sentences about a profile (運用設定) that cannot be used."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    "profile-unknown": Rule(
        "運用設定がない",
        "error",
        "運用設定「{name}」がありません",
        "使えるのは {names} か、careerup settings で作る設定の表です（--profile 設定.xlsx と書きます）",
        excel="ボタン「運用設定」で開く表に書いてください",
    ),
    "profile-is-prefecture": Rule(
        "都道府県の運用設定",
        "error",
        "{name} の運用設定は入っていません",
        "都道府県は --prefecture {name} と書き、県の決まりは careerup settings で作る表に書いて "
        "--profile 設定.xlsx と指定してください",
        excel="ボタン「運用設定」で開く表に書いてください",
    ),
    "profile-toml": Rule(
        "運用設定の書き方",
        "error",
        "運用設定 {source} の{line}が TOML の書き方になっていません",
        "見本は guideline.toml です",
    ),
    "profile-section": Rule(
        "運用設定の項目",
        "error",
        "運用設定 {source} の「{key}」は知らない項目です",
        "使えるのは {known} です",
    ),
    "profile-setting": Rule(
        "運用設定の項目", "error", "運用設定 {where} は知らない設定です", "使えるのは {known} です"
    ),
    "profile-prefecture": Rule(
        "運用設定の都道府県",
        "error",
        "運用設定 {source} の prefecture「{value}」は都道府県名ではありません",
        "群馬県 か 10 のように書いてください",
    ),
    "profile-rule": Rule(
        "運用設定の規則",
        "error",
        "運用設定 {where} は知らない規則です",
        "規則の名前は、検証結果の右端に隠れている「規則」の列か、careerup settings の表の「重要度」にあります",
    ),
    "profile-choice": Rule(
        "運用設定の値", "error", "運用設定 {where} は {choices} のどれかにしてください"
    ),
    "profile-kind": Rule("運用設定の値", "error", "運用設定 {where} は{kind}で書いてください"),
    "profile-range": Rule("運用設定の値", "error", "運用設定 {where} は {range}にしてください"),
    "profile-item": Rule(
        "運用設定の値",
        "error",
        "運用設定 {where} の「{item}」は使えません",
        "使えるのは {known} です",
    ),
    "profile-heading-twice": Rule(
        "見出しの言葉",
        "error",
        "運用設定 {where} の「{word}」は、ほかの項目の言葉にもなっています",
        "1つの言葉は1つの項目だけに書いてください",
    ),
    "profile-window": Rule(
        "運用設定の値",
        "error",
        '運用設定 {where} は ["12-20", "01-31"] のように、始めと終わりの月日で書いてください',
        "受付期間がなければ [] にしてください",
    ),
    "profile-file-name": Rule(
        "運用設定の値",
        "error",
        "運用設定 {where} で使えるのは {{number}} {{name}} {{form}} と文字です",
    ),
    "profile-other-year": Rule(
        "運用設定の年度",
        "error",
        "運用設定「{name}」は{years}のもので、{today}には使えません",
        "その年度の運用設定を選ぶか、今年度も同じなら fiscal_years に {year} を加えてください",
    ),
}
