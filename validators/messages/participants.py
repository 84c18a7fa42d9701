"""Sentences for a 受講者名簿 and the 修了判定 (Guideline 3, 4, 5(4))."""

from validators.messages import Rule
from validators.reading import Note

_LIST = "ガイドライン5(4)ア"
_ASSESS = "ガイドライン4"
_TIME = "ガイドライン3(3)"

RULES: dict[str, Rule] = {
    "participant-name-missing": Rule(
        "受講者の氏名がない",
        "error",
        "受講者の氏名がありません",
        "氏名を入れてください",
        _LIST + "②",
        "R17",
        about="writing",
    ),
    "participant-address-missing": Rule(
        "受講者の住所がない",
        "warning",
        "住所がありません",
        "修了者名簿に要ります。住所を確かめてください",
        _LIST + "②",
        "R17",
        about="writing",
    ),
    "participant-birth-missing": Rule(
        "受講者の生年月日がない",
        "warning",
        "生年月日がありません",
        "修了者名簿に要ります。生年月日を確かめてください",
        _LIST + "②",
        "R17",
        about="writing",
    ),
    "participant-field-missing": Rule(
        "受講した分野がない",
        "error",
        "受講した研修分野がありません",
        "分野を入れてください",
        _ASSESS,
        "R02",
        about="writing",
    ),
    "attendance-unclear": Rule(
        "出席が分からない",
        "warning",
        "「{heading}」の「{value}」では、出席したかどうか分かりません",
        "○ か × か、受講した分数を入れてください",
        _ASSESS,
        "R09",
        about="writing",
    ),
    "attendance-unknown": Rule(
        "受講時間が分からない",
        "warning",
        "受講した時間が分かりません",
        "受講時間の列か、日ごとの時間数を入れてください",
        _TIME,
        "R06",
        about="writing",
    ),
    "in-house-counted": Rule(
        "園内研修を加えた",
        "info",
        "受講 {hours}に、園内研修 {counted} 分（{limit} 分まで）を加えて判定しました",
        "",
        "ガイドライン3(3)",
        "R06",
    ),
    "in-house-unknown": Rule(
        "園内研修の時間が分からない",
        "warning",
        "受講は{hours}です。園内研修（{limit} 分まで）が {lacking} 分あれば足りますが、その時間が分かりません",
        "園内研修の時間を確かめてください",
        "ガイドライン3(3)",
        "R06",
    ),
    "facility-missing": Rule(
        "施設からの申込みでない",
        "warning",
        "勤務先の施設がありません。受講の申込みは施設からに限られています",
        "施設からの申込みか確かめてください",
        "",
        "",
    ),
    "facility-unknown": Rule(
        "施設からの申込みか分からない",
        "warning",
        "勤務先の施設の列がないので、施設からの申込みかどうかを確かめていません",
        "列があるときは、見出しを「勤務先施設の名称」に直してください",
        "",
        "",
        about="table",
    ),
    "items-unknown": Rule(
        "受講した内容が分からない",
        "warning",
        "受講した内容（別添1の5項目）が分かりません",
        "複数の研修を合わせて修了とするには、受講した項目の列が要ります",
        "ガイドライン3(2)・別添1",
        "R05",
        about="writing",
    ),
    "items-unreadable": Rule(
        "読めない内容",
        "warning",
        "「{value}」が「{field}」のどの内容か分かりません",
        "別添1の内容か ①〜⑤ を入れてください",
        "ガイドライン3(2)・別添1",
        "R05",
        about="writing",
    ),
    "hours-cut": Rule(
        "切り捨てた時間数",
        "warning",
        "表示の時間数は{shown}ですが、分では {minutes} 分です",
        "切り捨てや四捨五入をした時間ではなく、分で合計してください",
        _TIME,
        "R06",
    ),
    "completion-lacking": Rule(
        "修了の要件を満たさない", "info", "「{field}」は未修了です（{reasons}）", "", _ASSESS, "R09"
    ),
    "refused-on-roster": Rule(
        "評価をしない人の修了",
        "error",
        "「{reason}」のため修了の評価をしないとありますが、修了年月日か修了証番号が入っています",
        "修了者名簿に載せないでください",
        _ASSESS,
        "R11",
    ),
    "consent-unknown": Rule(
        "情報提供の同意が分からない",
        "warning",
        "他の都道府県・市町村への情報提供の同意が記録されていません",
        "申込みのときの同意を確かめてください",
        "ガイドライン5(4)イ",
        "R21",
        about="writing",
    ),
    "consent-unclear": Rule(
        "情報提供の同意がはっきりしない",
        "warning",
        "「{value}」では、他の都道府県・市町村への情報提供に同意したか分かりません",
        "本人の同意を確かめてください",
        "ガイドライン5(4)イ",
        "R21",
        about="writing",
    ),
    "participant-municipality-missing": Rule(
        "勤務先の市町村名がない",
        "warning",
        "勤務先がありますが、所在市町村名がありません",
        "修了者名簿に要ります。市町村名を入れてください",
        _LIST + "③",
        "R17",
    ),
    "report-unclear": Rule(
        "レポートが提出されたか分からない",
        "warning",
        "「{value}」では、レポートが提出されたか分かりません",
        "提出を確かめてください",
        _ASSESS,
        "R09",
    ),
    "completed-before-session": Rule(
        "最後の研修日より前の修了年月日",
        "warning",
        "修了年月日 {completed} が、最後の研修日 {last} より前です",
        "修了年月日を確かめてください",
        _LIST + "⑥",
        "R18",
    ),
    "not-target": Rule(
        "対象者以外", "info", "対象者以外の受講者です", "", "ガイドライン3(1)・7(4)", "R03"
    ),
    "completed-date-missing": Rule(
        "修了年月日がない",
        "warning",
        "修了と判定しましたが、修了年月日が分かりません",
        "修了年月日を入れてください",
        _LIST + "⑥",
        "R18",
        about="writing",
    ),
    "participant-row-twice": Rule(
        "同じ受講が二度",
        "warning",
        "同じ人・同じ分野の行が2つあり、研修名・受講年月日・内容で区別できません",
        "二重の記載でないかを確かめてください。時間を二重に数えているおそれがあります",
        _TIME,
        "R06",
    ),
    "person-unclear": Rule(
        "同じ人か分からない",
        "warning",
        "{other} と氏名が同じですが、生年月日か登録番号がないため同じ人か分かりません",
        "生年月日を入れてください",
        _LIST + "②",
        "R17",
    ),
    "completion-minutes": Rule(
        "受講時間の不足",
        "error",
        "受講時間が{hours}（{minutes}分）で、{required}に {lacking} 分足りません",
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
    "makeup-not-counted": Rule(
        "補講・振替",
        "warning",
        "「{heading}」は補講・振替とありますが、運用設定で補講を認めていないので、受講に数えていません",
        "認めるときは運用設定の「補講を認める」を「はい」にしてください",
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
        "info",
        "「{reason}」のため修了の評価をしていません",
        "",
        _ASSESS,
        "R11",
    ),
    "completion-refused-for-points": Rule(
        "点数や出来による不修了",
        "warning",
        "修了としない理由が「{reason}」です",
        "レポートの点数や出来では修了の可否を決めない定めです。理由を確かめてください",
        _ASSESS,
        "R10",
    ),
}

# The same things as reasons of a verdict: what the person did not do, or what is not known.
_PREDICATES = {
    "completion-minutes": "受講時間が{hours}で {lacking} 分足りない",
    "completion-items": "「{items}」を受講していない",
    "completion-attendance": "全日程を受講していない",
    "completion-report-missing": "レポート未提出",
    "completion-refused": "修了の評価をしていない（{reason}）",
    "completion-refused-for-points": "修了としない理由が点数や出来（{reason}）",
    "attendance-unknown": "受講した時間が分からない",
    "items-unknown": "受講した内容が分からない",
    "participant-row-twice": "同じ受講の行が2つある",
    "in-house-counted": "園内研修 {counted} 分を加えた",
    "in-house-unknown": "園内研修の時間が分からない",
}


def predicate(note: Note) -> str:
    """Says a reason of a verdict as a predicate: 全日程を受講していない（7/11午後 欠席）."""
    text = _PREDICATES[note.rule].format_map(dict(note.params))
    missed = note.params.get("missed")
    return f"{text}（{missed}）" if missed else text
