"""Sentences of the worksheet functions (ワークシート関数): what stands in a cell instead of a value."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    "function-argument-missing": Rule("足りない引数", "error", "{column}がありません"),
    "function-prefecture": Rule(
        "知らない都道府県",
        "error",
        "都道府県「{value}」が分かりません",
        "群馬県 か 10 のように入れてください",
    ),
    "function-sequence": Rule(
        "整数ではない番号",
        "error",
        "番号「{value}」が整数ではありません",
        "1〜99999 を入れてください",
    ),
    "function-method": Rule("数え方", "error", "数え方は A・B・C のどれかにしてください"),
    "function-days-reversed": Rule(
        "日付の前後",
        "error",
        "研修の最終日 {last} が初日 {first} より前です",
        "どちらかの日付を直してください",
    ),
    "function-part": Rule(
        "取り出せない部分",
        "error",
        "「{value}」は取り出せません",
        "{parts} のどれかにしてください",
    ),
    "function-municipality-unknown": Rule(
        "分からない市区町村",
        "error",
        "住所の市区町村が分かりません",
        "都道府県名から入れてください",
    ),
    "function-municipality-several": Rule(
        "いくつかある市区町村",
        "error",
        "住所に合う市区町村が{places}にあります",
        "都道府県名・市の名から入れてください",
    ),
    "function-range-size": Rule(
        "範囲の大きさ",
        "error",
        "範囲の大きさが違います",
        "同じ行数・列数の範囲にしてください",
    ),
    "function-heading-missing": Rule(
        "見出し行がない",
        "error",
        "見出し行（氏名・研修分野・修了証番号など）が見つかりません",
        "見出しから選んでください",
    ),
    "function-unknown": Rule(
        "ない関数", "error", "関数「{name}」はありません", "使えるのは {known} です"
    ),
    "function-arguments": Rule(
        "引数の数",
        "error",
        "{name} の値の数が違います",
        "{asked} の順に、空白で区切って書いてください",
    ),
}
