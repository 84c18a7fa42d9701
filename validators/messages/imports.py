"""Sentences of 実績報告の取込 into the register: what became of a report, and what is asked."""

from validators.messages import Rule

_LIST = "ガイドライン5(4)ア"
_NUMBER = "ガイドライン5(2)"

RULES: dict[str, Rule] = {
    "mark-unknown": Rule(
        "読めない印",
        "error",
        "{where} の印「{value}」が ○ か × か分かりません",
        "○ か × を付けるか、空欄にしてください",
    ),
    "report-number-twice": Rule(
        "同じ番号の行",
        "error",
        "{file} の {first} と {second} は同じ修了証番号です",
        "どちらかを直してから取り込んでください",
        _NUMBER,
    ),
    "report-cell-unread": Rule(
        "読めないセル",
        "error",
        "{file} の {cell} の{column}を読めないため、取り込めません",
        "直してからもう一度取り込んでください",
        _LIST,
    ),
    "import-errors": Rule(
        "誤りのある報告",
        "error",
        "誤りが {count} 件あります",
        "直してから取り込んでください",
        _LIST,
        excel="「名簿検証」で誤りのセルが分かります",
    ),
    "import-stopped": Rule("取り込めない", "error", "取り込めません。{why}"),
    "import-taken": Rule("取込", "info", "取り込みました（{rows} 件{more}）"),
    "import-same": Rule("取込済み", "info", "既に取り込んであります（何も変えていません）"),
    "import-correction": Rule(
        "訂正された報告",
        "warning",
        (
            "訂正された報告です。取り込んでいません"
            "（{files} と違います: 追加 {added}・変更 {changed}・取り下げ {withdrawn}）"
        ),
        "違いを確かめ、よければ --replace を付けてください",
        _LIST,
        excel="違いを確かめてください",
    ),
    "import-withdrawal": Rule(
        "取り下げのある訂正",
        "warning",
        (
            "訂正された報告です。取り込んでいません"
            "（{files} と違います: 追加 {added}・変更 {changed}・取り下げ {withdrawn}）"
        ),
        (
            "載っていない {withdrawn} 人の修了を取り下げるなら --replace --withdraw {withdrawn}、"
            "その人たちを残すなら --replace --withdraw 0 を付けてください"
        ),
        _LIST,
        excel="載っていない {withdrawn} 人を取り下げるかを確かめてください",
    ),
    "import-question": Rule(
        "要確認の行",
        "warning",
        "要確認です。取り込んでいません（{what}）",
        (
            "行ごとに確かめ、よければ --accept（全部）か --accept-rows 番号、"
            "その行を除くなら --leave-out 番号 を、--reason 理由 とともに付けてください"
        ),
        _LIST,
        excel="行ごとに確かめてください",
    ),
    "import-refused": Rule(
        "取り込めない番号",
        "error",
        "取り込めません（{what}）",
        "番号を直した報告をもらうか、その行を --leave-out 番号 --reason 理由 で除いてください",
        _NUMBER,
        excel="番号を直した報告をもらうか、その行に × を入れて除いてください",
    ),
    "import-count": Rule(
        "取込の数",
        "info",
        "{files} ファイルのうち {taken} を取り込みました（台帳 {ledger}、台帳の控え {anchor}）",
    ),
    "import-list": Rule(
        "一覧",
        "info",
        "違いと重複の一覧: {path}",
        "「判断」に ○ か × と理由を入れ、--decisions {path} を付けると1行ごとに決められます",
        excel="「判断」に ○ か × と理由を入れてください",
    ),
    "import-sheet": Rule("確かめるシート", "info", "シート「{sheet}」で確かめてください"),
    "import-hint": Rule(
        "取込の欄",
        "info",
        "下の一覧を確かめ、取り込んでよければ右の欄に ○ を入れて、もう一度「実績報告を取込」を押してください",
    ),
    "import-hint-withdraw": Rule(
        "取り下げの欄",
        "info",
        "載っていない人を取り下げるならその人数（{count}）、残すなら 0 を入れてください",
    ),
    "import-hint-row": Rule(
        "行の欄", "info", "一覧の「判断」の欄に、取り込む行は ○、除く行は × を入れてください"
    ),
    "import-new": Rule(
        "新しい台帳",
        "warning",
        "台帳 {name} がまだありません",
        "careerup ledger import --new で作れます",
        excel=(
            "初めて使うのなら、シート「{sheet}」の欄に ○ を入れて、もう一度押してください。"
            "番号は 00001 から始まります"
        ),
    ),
}
