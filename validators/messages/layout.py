"""Sentences for how a table was read: columns known by what stands below them, records over several cells, doubted
facts."""

from validators.messages import Rule

_HYGIENE = "データの書き方"
_LIST = "ガイドライン5(4)ア"

RULES: dict[str, Rule] = {
    "column-inferred": Rule(
        "内容から読んだ列",
        "info",
        "{place}列『{label}』を「{item}」として読みました（{rows}件のうち{fitting}件が合います）",
        "",
        _HYGIENE,
        about="table",
    ),
    "column-unsure": Rule(
        "意味の決まらない列",
        "warning",
        "{place}列『{label}』が「{item}」か「{other}」か決められません。「{item}」として読みました",
        '違うときは見出しを直すか、--columns "{place}={other}" と指定してください',
        _HYGIENE,
        excel="違うときは見出しを「{other}」に直してください",
        about="table",
    ),
    "cell-lines": Rule(
        "1つのセルに複数の修了",
        "warning",
        "1つのセルに改行で並べた行が {count} 件あります。1行ずつの修了として読みました",
        "1行に1つの修了を書いてください",
        _LIST,
        about="table",
    ),
    "cell-lines-differ": Rule(
        "並べた数の不一致",
        "error",
        "1つのセルに並べた数が合いません（{counts}）。どれとどれが組か分かりません",
        "1行に1つの修了を書いてください",
        _LIST,
        "R18",
    ),
    "column-filled-down": Rule(
        "まとめて1度だけ書かれた項目",
        "warning",
        "{columns}が組の最初の行にだけ書かれ、{rows} 行が空欄です。上の行と同じと読みました（修了証番号と合います）",
        "すべての行に入れてください",
        _LIST,
        about="table",
    ),
    "facts-differ": Rule(
        "二つの列の食い違い",
        "error",
        "「{column}」の「{value}」が、{other}の「{stated}」と合いません",
        "どちらかを直してください",
        _LIST,
        "R18",
    ),
    "sheets-same": Rule(
        "同じ名簿のシート",
        "warning",
        "シート「{other}」にもこのシートと同じ {rows} 件があります。こちらは確かめていません",
        "提出するシートを1つにするか、--sheet で指定してください",
        _HYGIENE,
        excel="提出するシートを1つにしてください",
        about="table",
    ),
    "rows-hidden": Rule(
        "隠れた行",
        "info",
        "隠れた行（{places}）があります。ほかと同じように確かめました",
        "",
        _HYGIENE,
        about="table",
    ),
    "column-hidden": Rule(
        "隠れた列",
        "info",
        "隠れた列（{places}）があります。ほかと同じように読みました",
        "",
        _HYGIENE,
        about="table",
    ),
    "row-left-alone": Rule(
        "隠れた行・取り消し線の行",
        "info",
        "隠れた行か、取り消し線の引かれた行なので、何もしていません",
        "この人も含めるときは、行を表示し、取り消し線を消してください",
        _HYGIENE,
    ),
    "row-struck": Rule(
        "取り消し線の行",
        "warning",
        "この行に取り消し線が引かれています。修了者として扱うか決められません",
        "修了していない人なら行を外し、修了した人なら取り消し線を消してください",
        _HYGIENE,
    ),
    "cell-struck": Rule(
        "取り消し線のある文字",
        "warning",
        "文字の一部に取り消し線が引かれています。どこまでが値か分かりません",
        "消した文字を削ってください",
        _HYGIENE,
    ),
    "attendance-absent": Rule(
        "出欠で欠席の人",
        "warning",
        "シート「{sheet}」の {cell} では欠席になっています",
        "修了しているかを確かめてください",
        "ガイドライン4",
        "R09",
    ),
    "listed-not-completed": Rule(
        "未修了者の表にもいる人",
        "error",
        "シート「{sheet}」の {cell} の未修了者と同じ人です",
        "名簿と未修了者の表のどちらかから外してください",
        "ガイドライン4・5(1)",
        "R11",
    ),
    "count-differs": Rule(
        "書かれた人数と行数の違い",
        "warning",
        "「{text}」とありますが、名簿には {rows} 件あります",
        "人数か名簿の行を確かめてください",
        _LIST,
        "R18",
    ),
}
