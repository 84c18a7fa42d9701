"""Sentences for what was not asked (確かめていないこと) and for a habit told once (表の書き方).

The title of an ``unchecked-…`` rule names the question, its text says why nobody asked it. They are
no findings: a profile cannot switch them off.
"""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    "unchecked-column-missing": Rule(
        "{column}",
        "warning",
        "「{column}」の列が見つからないので{tables}、次のことを確かめていません：{questions}",
        "列があるときは、見出しを「{column}」に直してください",
        about="table",
    ),
    "unchecked-column-empty": Rule(
        "{column}",
        "warning",
        "「{column}」の列がすべて空欄なので{tables}、次のことを確かめていません：{questions}",
        "値があるときは入れてください",
        about="table",
    ),
    "unchecked-comparison": Rule(
        "{column}とほかの項目の照合",
        "warning",
        "「{column}」を読んでいないので{tables}、次のことを確かめていません：{questions}",
        about="table",
    ),
    "unchecked-sheet": Rule(
        "シート「{sheet}」",
        "warning",
        "シート「{sheet}」に「{headings}」などの見出しがありますが、そろわないので表として読んでいません",
        "見出しに「{lacking}」があるか確かめてください",
        about="table",
    ),
    "unchecked-papers": Rule(
        "{papers}の内容",
        "warning",
        "{papers}の表がないので、次のことを確かめていません：{questions}",
        "{papers}の表を同じブックに入れるか、添付書類で確かめてください",
        "様式第2号 注3・注4",
        about="table",
    ),
    "unchecked-cells": Rule(
        "読めない{column}",
        "warning",
        "「{column}」を読めない行が {count} 行（{cells}）あり、その行では次のことを確かめていません：{questions}",
        "値を直して、もう一度確かめてください",
        about="table",
    ),
    "unchecked-heading": Rule(
        "見出し「{heading}」の列",
        "warning",
        "見出し「{heading}」が何の列か分からないので、この列は確かめていません",
        "確かめる列なら、見出しを直してください",
        about="table",
    ),
    "unchecked-designations": Rule(
        "指定台帳との照合",
        "warning",
        "指定台帳が示されていないので、次のことを確かめていません：{questions}",
        "都道府県では --designations に指定台帳を示してください",
        "ガイドライン6",
        about="table",
        excel="都道府県では、実績報告の受付で指定台帳を選んでください",
    ),
    "unchecked-renewed-designations": Rule(
        "指定台帳との照合",
        "warning",
        "指定台帳が示されていないので、様式第4号について次のことを確かめていません：{questions}",
        "--designations に指定台帳を示してください",
        "ガイドライン6(3)",
        about="table",
        excel="指定台帳のシートを同じブックに入れて、もう一度確かめてください",
    ),
    "unchecked-renewals": Rule(
        "指定の効力",
        "warning",
        "指定台帳の更新の欄が見つからないか読めないので、次のことを確かめていません：{questions}",
        "指定台帳の更新年度の見出しを確かめてください",
        "ガイドライン6(3)",
        about="table",
    ),
    "column-unread": Rule(
        "読めない見出し",
        "warning",
        "「{column}」の列が見つかりません。見出し「{heading}」の列がそれかもしれませんが、読んでいません",
        "その列なら、見出しを「{column}」に直してください",
        "ガイドライン5(4)ア",
        "R18",
        about="table",
    ),
    "table-column-missing": Rule(
        "必要な列がない",
        "warning",
        "「{column}」の列が見つからないので、次のことを確かめていません：{questions}",
        "列を足すか、見出しを「{column}」に直してください",
        about="table",
    ),
    "fact-doubted": Rule(
        "表題と行の食い違い",
        "warning",
        "表の外に「{column}」が「{value}」とありますが、{rows} 行のうち {count} 行と合いません（例：{first}）",
        "表題かシート名を確かめてください",
        "ガイドライン5(4)ア",
        about="table",
    ),
    "unchecked-due-kind": Rule(
        "「{kind}」の実績報告の提出期限",
        "warning",
        "指定台帳に「{kind}」の読める提出予定日がない{value}ので、遅れていないかを確かめていません",
        "指定台帳の「事業実績報告の提出予定日」を確かめてください",
        "様式第2号 注2",
        about="table",
    ),
    "habit": Rule(
        "列全体の書き方",
        "warning",
        "{place}{rows} 行のうち {count} 行（{cells}）が同じ指摘です。最初の例：{first}",
        about="table",
    ),
    "verdict-clear": Rule(
        "判定", "info", "誤りも要確認もありません", "このまま提出できます", about="table"
    ),
    "verdict-unchecked": Rule(
        "判定",
        "warning",
        "誤りも要確認もありませんが、確かめていないことが {left} 件あります（{what}）",
        "確かめてから提出してください",
        about="table",
    ),
    "verdict-warnings": Rule(
        "判定",
        "warning",
        "誤りはありません。要確認が {warning} 件あります",
        "確かめてから提出してください",
        about="table",
    ),
    "verdict-errors": Rule(
        "判定",
        "error",
        "誤りが {error} 件あります",
        "誤りを直してから提出してください",
        about="table",
    ),
    "verdict-errors-more": Rule(
        "判定",
        "error",
        "誤りが {error} 件、要確認が {warning} 件あります",
        "誤りを直してから提出してください",
        about="table",
    ),
    "verdict-counts": Rule(
        "判定", "info", "誤り {error} 件、要確認 {warning} 件です", about="table"
    ),
    "verdict-states": Rule("判定", "info", "{sheet}：{states}", about="table"),
    "verdict-settled": Rule(
        "判定",
        "info",
        "誤りはありません。要確認 {warning} 件はすべて確認済です",
        "このまま提出できます",
        about="table",
    ),
    "verdict-settled-some": Rule(
        "判定", "info", "要確認のうち {settled} 件は確認済です", about="table"
    ),
    "verdict-settled-unchecked": Rule(
        "判定",
        "warning",
        "誤りはなく、要確認 {warning} 件はすべて確認済ですが、確かめていないことが {left} 件あります（{what}）",
        "確かめてから提出してください",
        about="table",
    ),
    "findings-left-out": Rule(
        "書ききれない指摘",
        "info",
        "ほかに {count} 件あります",
        "上の指摘を直してから、もう一度確かめてください",
        about="table",
    ),
    "rows-left-out": Rule(
        "書ききれない行",
        "info",
        "指摘のある行は、ほかに {count} 行あります",
        "上の行を直してから、もう一度確かめてください",
        about="table",
    ),
    "verdict-also": Rule(
        "判定",
        "warning",
        "ほかに、確かめていないことが {left} 件あります（{what}）",
        about="table",
    ),
}
