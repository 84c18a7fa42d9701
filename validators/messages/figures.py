"""Sentences of 集計 and 受付状況."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    "statistics-done": Rule(
        "集計",
        "info",
        "{years} の修了者を {out} に集計しました（延べ {completions} 件、実人数 {people} 人、台帳の控え {anchor}）",
    ),
    "statistics-none": Rule(
        "集計", "error", "集計する修了がありません", "年度の指定を確かめてください"
    ),
    "statistics-ask": Rule(
        "集計の欄",
        "info",
        "年度と保存するフォルダーを確かめて、もう一度「集計」を押してください",
        "指定台帳のブックから押すと、受付状況に定員と提出予定日も並びます",
    ),
    "statistics-year": Rule(
        "読めない年度",
        "error",
        "シート「{sheet}」の年度「{given}」を読めません",
        "2025 か 令和7年度 のように書くか、空にしてください",
    ),
    "option-year": Rule(
        "読めない年度",
        "error",
        "--fiscal-year の「{given}」がどの年度か分かりません",
        "令和7年度なら R7、令和7年度、2025 のどれかで書いてください",
    ),
    "reception-done": Rule(
        "受付状況", "info", "{year}の受付状況は {rows} 件、うち未提出 {waiting} 件です"
    ),
    "reception-unplanned": Rule(
        "定員がない",
        "info",
        "定員と提出予定日は、指定台帳を示すと入ります",
        "--designations 指定台帳.xlsx を付けてください",
        excel="指定台帳を示してください",
    ),
}
