"""Sentences for what was typed on the command line, and the guide that ``careerup`` alone prints."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    "command-wrong": Rule(
        "指定の仕方", "error", "指定の仕方が違います（{what}）", "{help} で使い方が出ます"
    ),
    "command-missing": Rule(
        "足りない指定",
        "error",
        "{names}がありません",
        "{example} のように書いてください（{help} で使い方が出ます）",
    ),
    "command-choose": Rule(
        "選ぶもの", "error", "{given} のあとに、何をするかがありません", "選べるのは {choices} です"
    ),
    "command-unknown": Rule(
        "知らない言葉",
        "error",
        "「{given}」は選べません{guess}",
        "選べるのは {choices} です",
    ),
    "command-option-unknown": Rule(
        "知らない指定",
        "error",
        "「{given}」という指定はありません{guess}",
        "{help} で使い方が出ます",
    ),
    "command-option-elsewhere": Rule(
        "ほかの命令の指定",
        "error",
        "「{given}」は、この命令では使えません",
        "命令の名前のあとに --help を付けると、使える指定が出ます",
    ),
    "command-too-many": Rule(
        "多すぎる指定",
        "error",
        "「{given}」は余分です",
        "{example} のように書いてください（{help} で使い方が出ます）",
    ),
    "command-option-ambiguous": Rule(
        "略しすぎた指定",
        "error",
        "「{given}」では {choices} のどれか分かりません",
        "略さずに書いてください",
    ),
    "command-value-missing": Rule(
        "値がない", "error", "{option} のあとに値がありません", "{help} で使い方が出ます"
    ),
    "command-value-wrong": Rule(
        "値が違う", "error", "{option} の「{value}」を読めません", "{help} で使い方が出ます"
    ),
    "option-prefecture": Rule(
        "知らない都道府県",
        "error",
        "都道府県「{value}」が分かりません{guess}",
        "10 か 群馬県 のように書いてください",
    ),
    "option-profile": Rule(
        "読めない運用設定",
        "error",
        "運用設定 {name} を読めません",
        "場所と、UTF-8 で保存されているかを確かめてください",
    ),
    "kind-unknown": Rule(
        "表の種類",
        "error",
        "{name} には、名簿・指定申請台帳・指定台帳・受講者名簿のどの表も見つかりません{noticed}",
        "見出しのある表を選ぶか、careerup check roster {path} のように種類を示してください",
    ),
    "kind-roster": Rule("研修修了者名簿", "info", "{name} を研修修了者名簿として確かめます"),
    "kind-applications": Rule("指定申請台帳", "info", "{name} を指定申請台帳として確かめます"),
    "kind-designations": Rule("指定台帳", "info", "{name} を指定台帳として確かめます"),
    "kind-eligibility": Rule(
        "職員の役職の表", "info", "{name} を職員の役職の表（加算の修了要件）として確かめます"
    ),
    "kind-participants": Rule("受講者名簿", "info", "{name} を受講者名簿として確かめます"),
    "window-stays": Rule("終わり", "info", "Enter を押すと閉じます"),
    "option-field": Rule(
        "知らない研修分野",
        "error",
        "研修分野「{value}」が分かりません",
        "乳児保育 か 1 のように書いてください",
    ),
    "option-day": Rule(
        "読めない日付",
        "error",
        "日付「{value}」が分かりません",
        "2026-06-30 か R8.6.30 のように書いてください",
    ),
    "option-day-none": Rule(
        "存在しない日付",
        "error",
        "「{value}」という日付はありません",
        "月と日を確かめ、2026-06-30 か R8.6.30 のように書いてください",
    ),
    "option-rows": Rule(
        "読めない行の指定",
        "error",
        "行の指定「{value}」が分かりません",
        "5-12,20 のように書いてください",
    ),
    "option-designations-missing": Rule(
        "一緒に要る指定",
        "error",
        "--received-on と --reply は --designations と一緒に指定してください",
    ),
    "terminal-more": Rule("ほかの指摘", "info", "ほか {count} 件は検証結果のファイルにあります"),
    "command-blank-in-name": Rule(
        "空白のある名前",
        "error",
        "「{first}」というファイルはありませんが、「{joined}」ならあります",
        '空白のある名前は "{joined}" のように " で囲んでください',
    ),
}

GUIDE = """careerup {version}：保育士等キャリアアップ研修の名簿・番号・指定を確かめる道具

はじめに（{program} の所に、このコマンドの名前を打ちます）
  {program} demo                    見本を作り、ひととおり試す（何も壊しません）
  {program} 名簿.xlsx               表の種類を見分けて確かめ、検証結果を作る
  {program} check roster 名簿.xlsx --prefecture 群馬県

よく使うもの
  check roster         研修修了者名簿・実績報告        （名簿）
  check applications   指定申請台帳                    （申請）
  check designations   指定台帳                        （指定）
  check participants   受講者名簿 → 修了判定          （受講者）
  check eligibility    処遇改善等加算の修了要件        （修了要件）
  compare A B          2つの名簿・申込者を人ごとに比べる （突合）
  number               修了証番号を付けた写しを作る
  form certificate     修了証（様式第1号）を作る       （修了証）
  letter reply         差戻し・受理・督促の文書        （差戻し、督促）
  ledger               台帳: 取込・照会・抽出・再交付
  install / doctor     Excel に入れる / この PC で動かない理由を調べる

元のファイルは書き換えません。くわしい使い方は {program} --help か
{program} check roster --help で出ます。
"""
