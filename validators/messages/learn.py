"""Sentences of ``form learn`` and ``form proof``: a blank looked over once, and its first page."""

from validators.messages import Rule

_LOOK = "表を直して、もう一度実行してください"

RULES: dict[str, Rule] = {
    "learn-written": Rule(
        "場所の一覧",
        "info",
        "{file} の差し込む場所を {list} に書き出しました（見つからない場所 {missing}）",
        "「使う」（載せない場所は ×）と「正しいセル」を確かめて保存し、"
        "--answers {list} を付けてもう一度実行してください",
        excel="「使う」（載せない場所は ×）と「正しいセル」を確かめて保存してください",
    ),
    "learn-named": Rule(
        "名前を付けたひな形",
        "info",
        "{count} か所に名前を付けたひな形 {file} を作りました（ほかの場所は、見出しや印から見つけます）",
        "次からは --template にこのファイルを指定してください",
        excel="次からはこのひな形を使ってください",
    ),
    "learn-several": Rule(
        "覚えられないひな形",
        "error",
        "{file} は1枚に数人分を刷るひな形なので、名前を付けられません",
        "このままひな形に使えます",
    ),
    "learn-word": Rule(
        "Word のひな形",
        "error",
        "{file} は Word のひな形です",
        "入れるところに {{{{氏名}}}} のように書くと、そのままひな形に使えます",
    ),
    "learn-list-missing": Rule(
        "一覧がない",
        "error",
        "{name} に場所の一覧が見つかりません",
        "careerup form learn が書き出したブックを指定してください",
    ),
    "learn-place-unknown": Rule(
        "知らない場所", "error", "一覧の {row} 行目の場所「{place}」が分かりません", _LOOK
    ),
    "learn-cell-odd": Rule(
        "セルの書き方",
        "error",
        "一覧の {row} 行目の正しいセル「{value}」を読めません",
        "C5 のように書いてください",
    ),
    "learn-cell-needed": Rule(
        "要る場所",
        "error",
        "一覧の {row} 行目の「{place}」は、入れるところがないと様式を作れません",
        "「正しいセル」に入れるセルを書いてください",
    ),
    "learn-cell-hidden": Rule(
        "結合セルの中",
        "error",
        "一覧の {row} 行目のセル {cell} は、結合したセルの中に隠れています",
        "先頭のセル {first} を書いてください",
    ),
    "learn-cell-formula": Rule(
        "数式のセル", "error", "一覧の {row} 行目のセル {cell} には数式があります", _LOOK
    ),
    "learn-cell-outside": Rule(
        "印刷範囲の外", "error", "一覧の {row} 行目のセル {cell} は印刷範囲の外です", _LOOK
    ),
    "learn-cell-twice": Rule(
        "同じセル", "error", "一覧の {row} 行目のセル {cell} は「{other}」と同じです", _LOOK
    ),
    "proof-made": Rule(
        "見本",
        "info",
        "1枚目（{who}）の見本を {file} に作りました。全部で {count} 件です",
        "よければ proof を除いて実行してください",
    ),
}
