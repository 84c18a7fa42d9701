"""Sentences for records that are not printed on a form (様式第1号–第4号), and why."""

from validators.messages import Rule

_CERTIFICATE = "ガイドライン5(1)・様式第1号"
_FILING = "ガイドライン6(1)・様式第2号"
_NOTICE = "ガイドライン6(2)・様式第3号"
_RENEWAL = "ガイドライン6(3)・様式第4号"
_NUMBER = "ガイドライン5(2)"
_AGAIN = "入れてから、もう一度実行してください"

RULES: dict[str, Rule] = {
    # ---- 空きと読めない値
    "form-value-missing": Rule("値がない", "error", "{column}がありません", _AGAIN + "{hint}"),
    "form-column-missing": Rule(
        "列がない", "error", "台帳に「{column}」の列がありません", _AGAIN + "{hint}"
    ),
    "form-value-unreadable": Rule(
        "読めない値",
        "error",
        "{column}「{value}」を読めません",
        "直してから、もう一度実行してください",
    ),
    # ---- 大きさと字形
    "form-value-long": Rule(
        "枠に収まらない",
        "error",
        "{place}が {length} 文字あり、様式の枠（{cell}）では読めない大きさになります",
        "枠を広げたひな形（--template）を使ってください",
    ),
    "form-glyph-missing": Rule(
        "字形がない",
        "error",
        "{characters}の字形が PDF の書体にありません",
        "IPAmj明朝を入れるか、--pdf なしで Excel のファイルを作ってください",
    ),
    # ---- 様式第1号
    "form-issue-day-missing": Rule(
        "交付日がない",
        "error",
        "交付する日が分かりません",
        "名簿に発行年月日を入れるか、交付日（--issued-on）を指定してください",
        _CERTIFICATE,
        "R12",
    ),
    "form-issue-day-early": Rule(
        "交付日が早すぎる",
        "error",
        "交付日 {day} は、この研修の始まった平成29年4月1日より前です",
        "日付を確かめてください",
        _CERTIFICATE,
        "R12",
    ),
    "form-issue-year": Rule(
        "番号の年と交付日",
        "error",
        "修了証番号の発行年 {year} 年と交付日 {day} の年が違います",
        "どちらかを直してください",
        _NUMBER,
        "R15",
    ),
    "form-reissue-early": Rule(
        "再交付の日",
        "error",
        "再交付の日 {reissued} が、交付日 {day} より前です",
        "日付を確かめてください",
        "ガイドライン5(5)",
        "R22",
    ),
    "form-registration-column": Rule(
        "登録番号の列がない",
        "error",
        "名簿に保育士登録番号の列がありません",
        "列を足し、保育士でない人は空けてください",
        _CERTIFICATE,
        "R13",
    ),
    "form-registration-unreadable": Rule(
        "登録番号を読めない",
        "error",
        "保育士登録番号を読めません",
        "番号を直し、保育士でない人は空けてください",
        _CERTIFICATE,
        "R13",
    ),
    "form-registration-missing": Rule(
        "登録番号がない",
        "error",
        "職種が保育士ですが、保育士登録番号がありません",
        "番号を入れるか、職種を直してください",
        _CERTIFICATE,
        "R13",
    ),
    # ---- 様式第2号・第4号
    "form-filer-differs": Rule(
        "申請者の名称",
        "error",
        "申請者の名称が --issuer（運用設定 forms.issuer）の「{filer}」と違います",
        "どちらかを直してください",
        _FILING,
        "R23",
    ),
    "form-paper-column": Rule(
        "添付書類の列がない",
        "error",
        "台帳に「{column}」の列がなく、添付書類がそろっているか分かりません",
        "列を足して 有 と入れてください",
        _FILING,
        "R27",
    ),
    "form-paper-missing": Rule(
        "添付書類がない",
        "error",
        "添付書類の「{column}」がそろっていません",
        "そろえて 有 と入れてください{hint}",
        _FILING,
        "R27",
    ),
    "form-minutes-short": Rule(
        "研修時間数の不足",
        "error",
        "{kind}の研修時間数が {time}で、{required}に足りません",
        "研修時間数を確かめてください",
        "ガイドライン3(3)",
        "R06",
    ),
    "form-renewal-same-year": Rule(
        "更新の年度",
        "error",
        "指定日 {day} は {year}の指定で、更新届出は翌年度からです",
        "実施年度か指定日を確かめてください",
        _RENEWAL,
        "R31",
    ),
    "form-renewal-undesignated": Rule(
        "指定のない種別",
        "error",
        "{kinds}は指定台帳に指定がなく、更新の届出はできません",
        "新しい種別は様式第2号（指定申請書）で申請してください",
        _RENEWAL,
        "R32",
    ),
    # ---- 様式第3号
    "form-not-approved": Rule(
        "承認されていない",
        "error",
        "審査結果が承認になっていないため、通知書は作りません",
        "",
        _NOTICE,
        "R30",
    ),
    "form-notice-day-missing": Rule(
        "通知日がない",
        "error",
        "通知する日が分かりません",
        "台帳に指定日を入れるか、--issued-on で指定してください",
        _NOTICE,
        "R30",
    ),
    "form-notice-day-early": Rule(
        "通知日が早すぎる",
        "error",
        "通知の日 {day} が、申請日 {filed} より前です",
        "日付を確かめてください",
        _NOTICE,
        "R30",
    ),
    "form-agency-prefecture": Rule(
        "機関番号 01",
        "error",
        "研修実施機関番号 01 は都道府県が実施する研修の番号です",
        "別の番号にしてください",
        _NUMBER,
        "R15",
    ),
    "form-agency-differs": Rule(
        "機関番号の違い",
        "error",
        "研修実施機関番号が {number} ですが、指定台帳では {known} です",
        "どちらかを直してください",
        _NUMBER,
        "R15",
    ),
    "form-agency-taken": Rule(
        "ほかの機関の番号",
        "error",
        "研修実施機関番号 {number} は、指定台帳では「{name}」の番号です",
        "番号を直してください",
        _NUMBER,
        "R15",
    ),
    "form-agency-unknown": Rule(
        "機関番号がない",
        "error",
        "研修実施機関番号が分かりません",
        "台帳に番号を入れるか、指定台帳（--designations）を指定してください",
        _NUMBER,
        "R15",
    ),
    "form-agency-gaps": Rule(
        "続きの機関番号がない",
        "error",
        "研修実施機関番号の続きがありません",
        "台帳にない番号（{gaps}）が以前の機関のものでなければ、台帳の研修実施機関番号に入れてください",
        _NUMBER,
        "R15",
    ),
    "form-agency-hundredth": Rule(
        "100番目の機関",
        "error",
        "100番目の研修実施機関です。番号は2桁（02〜99）で、その先はガイドラインに定めがありません",
        "都道府県で扱いを決めてください",
        _NUMBER,
        "R15",
    ),
}
