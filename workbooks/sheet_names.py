"""Names of the sheets that we write (自分で書くシートの名前): one home, so that no reader takes our own output
for somebody's table."""

from __future__ import annotations

# the report of a check
FINDINGS = "検証結果"
BY_RULE = "規則別"
RESOLVED = "解消した指摘"
UNCHECKED = "確かめていないこと"
BY_ROW = "行ごとの指摘"
HOW = "確かめ方"
# lists that a check gives besides its findings
APPLICATIONS = "申請一覧"
REVIEWS = "審査票"
LAPSING = "失効・まもなく失効"
RENEWAL_LETTERS = "更新のお知らせ"
VERDICTS = "修了判定"
PARTIAL = "一部受講"
COMPLETED = "研修修了者名簿"
WITH_AGENCY = "名簿（機関名入り）"
RECEIPT = "受付票"
PUBLIC = "指定研修一覧"
# the office's practice
SETTINGS = "設定"
# which column is what, to be answered by a person
COLUMNS_ASKED = "列の確認"
ELIGIBILITY = "修了要件"
COMPARISON = "突合"
# what the buttons write
TIDY = "表記を整える"
NUMBERED = "付番の一覧"
DELIVERY = "交付簿"  # clerks have a sheet of that name too: ours has the heading below
DELIVERY_REASON = "理由・確認すること"
LEDGER_FIND = "照会"
LEDGER_IMPORT = "取込結果"
LEDGER_EXTRACT = "提供用抽出"
LEDGER_REISSUE = "再交付・取消"
LEDGER_STATISTICS = "台帳の集計"

# Never read as somebody's table. COMPLETED is not among them: it goes on to be numbered.
OWN_SHEETS = frozenset(
    (
        FINDINGS,
        BY_RULE,
        RESOLVED,
        UNCHECKED,
        BY_ROW,
        HOW,
        APPLICATIONS,
        REVIEWS,
        LAPSING,
        RENEWAL_LETTERS,
        VERDICTS,
        PARTIAL,
        WITH_AGENCY,
        RECEIPT,
        PUBLIC,
        COLUMNS_ASKED,
        ELIGIBILITY,
        COMPARISON,
        TIDY,
        NUMBERED,
        DELIVERY,
        LEDGER_FIND,
        LEDGER_IMPORT,
        LEDGER_EXTRACT,
        LEDGER_REISSUE,
        LEDGER_STATISTICS,
    )
)

# Stands behind the title of every sheet that a button writes: only a sheet that bears it is ever
# emptied; a clerk's own sheet may have the same name.
_SIGN = "［careerup］"


def signed(title: str) -> str:
    """The title of a sheet that we write into an open book."""
    return title + _SIGN


def is_signed(value: object) -> bool:
    """Is this cell the title of a sheet that we wrote?"""
    return isinstance(value, str) and value.endswith(_SIGN)
