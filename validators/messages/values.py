"""Sentences for single values: dates, names, fields, minutes, fiscal years, and the verdicts of the procedures."""

from validators.messages import Rule

_DATE = "日付の書き方"
_FIELD = "ガイドライン3(1)・別添2"
_TIME = "ガイドライン3(3)"
_ASSESS = "ガイドライン4"
_EFFECT = "ガイドライン6(3)"

RULES: dict[str, Rule] = {
    "date-spelling": Rule(
        "日付の表記", "info", "日付「{value}」を {suggestion} と読みました", "", _DATE
    ),
    "date-era-overflow": Rule(
        "終わった元号の日付",
        "warning",
        "「{value}」はその元号が終わった後の日付です",
        "{suggestion} でよいか確かめてください",
        _DATE,
    ),
    "date-nonexistent": Rule(
        "存在しない日付",
        "error",
        "「{value}」という日付はありません",
        "正しい日付に直してください",
        _DATE,
    ),
    "date-era-missing": Rule(
        "元号・西暦の不明な日付",
        "error",
        "「{value}」は元号がなく、年を決められません",
        "元号か西暦4桁を付けてください",
        _DATE,
    ),
    "date-incomplete": Rule(
        "日のない日付",
        "error",
        "「{value}」は年月日がそろっていません",
        "年月日をすべて入れてください",
        _DATE,
    ),
    "date-serial-text": Rule(
        "日付の通し番号",
        "warning",
        "「{value}」は日付の通し番号のようです",
        "{suggestion} でよければ日付に直してください",
        _DATE,
    ),
    "date-unreadable": Rule(
        "読めない日付",
        "error",
        "「{value}」を日付として読み取れません",
        "年月日を入れ直してください",
        _DATE,
    ),
    "days-listed": Rule(
        "日程の書き方", "info", "日程「{value}」を {suggestion} と読みました", "", _DATE
    ),
    "date-before-eras": Rule(
        "明治より前の日付",
        "error",
        "{date} は明治より前で、和暦にできません",
        "日付を確かめてください",
        _DATE,
    ),
    "name-glyph": Rule(
        "氏名の文字化け",
        "warning",
        "氏名に「{character}」があり、表示できない文字が失われたようです",
        "本人の書いた字を確かめてください",
        "氏名の書き方",
    ),
    "name-characters": Rule(
        "氏名に合わない文字",
        "warning",
        "氏名に「{character}」があります",
        "氏名だけが入っているか確かめてください",
        "氏名の書き方",
    ),
    "field-spelling": Rule(
        "研修分野の表記",
        "info",
        "研修分野「{value}」を {suggestion} と読みました",
        "",
        _FIELD,
        "R02",
    ),
    "field-alias": Rule(
        "研修分野の別名",
        "info",
        "研修分野「{value}」を {suggestion} と読みました",
        "",
        _FIELD,
        "R02",
    ),
    "field-unknown": Rule(
        "研修分野の名称",
        "error",
        "研修分野「{value}」は8つの分野のどれでもありません",
        "分野名を直してください",
        _FIELD,
        "R02",
    ),
    "field-several": Rule(
        "複数の分野が一つのセルに",
        "error",
        "一つのセルに複数の分野（{fields}）があります",
        "1行に1分野ずつ分けてください",
        _FIELD,
        "R18",
    ),
    "field-number-conflict": Rule(
        "分野の番号と名称の不一致",
        "error",
        "「{value}」は番号 {digit}（{digit_name}）と名称が合いません",
        "正しい分野に直してください",
        _FIELD,
        "R02",
    ),
    "minutes-unreadable": Rule(
        "読めない時間数",
        "error",
        "「{value}」を時間数として読み取れません",
        "「900分」か「15時間」のように入れてください",
        _TIME,
        "R06",
    ),
    "minutes-short": Rule(
        "15時間に満たない",
        "error",
        "研修時間が{hours}で、15時間に {lacking} 分足りません",
        "時間数か修了の判定を確かめてください",
        _TIME,
        "R06",
    ),
    "fiscal-year-unreadable": Rule(
        "読めない年度",
        "error",
        "「{value}」を年度として読み取れません",
        "「令和7年度」か「2025」のように入れてください",
        _DATE,
    ),
    "designation-before": Rule(
        "指定前の実施",
        "error",
        "研修の初日 {first} が指定の日 {designated} より前です",
        "日程か指定を確かめてください",
        "ガイドライン6(2)",
        "R30",
    ),
    "designation-not-effective": Rule(
        "指定の効力がない",
        "error",
        "{designated} の指定は{year}には効力がありません",
        "更新届出（様式第4号）か新しい指定が要ります",
        _EFFECT,
        "R31",
    ),
    "designation-crosses-year": Rule(
        "年度をまたぐ研修",
        "error",
        "研修が {end} 以降に続きますが、{year}の指定の効力がありません",
        "更新届出（様式第4号）を確かめてください",
        _EFFECT,
        "R31",
    ),
    "designation-kind-not-designated": Rule(
        "指定のない種別の更新届出",
        "error",
        "{kind}は指定を受けていないので、{year}の更新届出では続けられません",
        "指定申請書（様式第2号）を出してください",
        _EFFECT,
        "R32",
    ),
    "completion-minutes": Rule(
        "受講時間の不足",
        "error",
        "受講時間が{hours}（{minutes}分）で、15時間に {lacking} 分足りません",
        "",
        _TIME,
        "R06",
    ),
    "completion-items": Rule(
        "内容の不足", "error", "「{items}」を受講していません", "", "ガイドライン3(2)・別添1", "R05"
    ),
    "completion-attendance": Rule(
        "全日程の受講",
        "error",
        "研修をすべて受講していません",
        "補講を認めるかは運用設定で決められます",
        _ASSESS,
        "R09",
    ),
    "completion-report-missing": Rule(
        "レポートの提出",
        "error",
        "レポートの提出日がありません",
        "提出を確かめてください",
        _ASSESS,
        "R09",
    ),
    "completion-refused": Rule(
        "修了の評価をしない",
        "error",
        "「{reason}」のため修了の評価をしていません",
        "修了者名簿に載せないでください",
        _ASSESS,
        "R11",
    ),
    "completion-refused-for-points": Rule(
        "点数による不修了",
        "warning",
        "修了としない理由が「{reason}」です",
        "レポートの点数では修了の可否を決めない定めです。理由を確かめてください",
        _ASSESS,
        "R10",
    ),
}
