"""Sentences for a workbook in which the table to be read is not there (表が見つからない)."""

from validators.messages import Rule

_ROSTER = "氏名・研修分野・修了証番号などの見出しのある表"
_APPLICATIONS = "申請者の名称・研修種別・研修実施予定日などの見出しのある表"
_DESIGNATIONS = "研修実施機関番号・研修種別・指定年月日の見出しのある表"
_PARTICIPANTS = "氏名と、受講した日や時間、研修分野などの見出しのある表"
_IN_FRONT = "を前に出してから、もう一度押してください"

# {place}: このブックに, or 名簿.xlsx に
RULES: dict[str, Rule] = {
    "roster-not-found": Rule(
        "名簿の表がない",
        "error",
        "{place}名簿の表が見つかりません",
        f"{_ROSTER}か、シート（--sheet）を確かめてください",
        excel=f"{_ROSTER}{_IN_FRONT}",
    ),
    "roster-is-form": Rule(
        "名簿ではなく様式",
        "error",
        "{name} は{form}のようです",
        "名簿検証では研修修了者名簿のファイルを選んでください",
    ),
    "applications-not-found": Rule(
        "指定申請の表がない",
        "error",
        "{place}指定申請の表が見つかりません",
        f"{_APPLICATIONS}を選んでください",
        excel=f"{_APPLICATIONS}{_IN_FRONT}",
    ),
    "designations-not-found": Rule(
        "指定台帳の表がない",
        "error",
        "{place}指定台帳の表が見つかりません",
        f"{_DESIGNATIONS}を選んでください",
        excel=f"{_DESIGNATIONS}{_IN_FRONT}",
    ),
    "participants-not-found": Rule(
        "受講者名簿の表がない",
        "error",
        "{place}受講者名簿の表が見つかりません",
        f"{_PARTICIPANTS}を選んでください",
        excel=f"{_PARTICIPANTS}{_IN_FRONT}",
    ),
    "table-empty": Rule(
        "見出しだけの表",
        "error",
        "{name} のシート「{sheet}」には、{row} 行目の見出しの下に記入した行がありません",
        "見出しの下に1件1行で記入し、保存してから、もう一度確かめてください",
        excel="見出しの下に1件1行で記入してから、もう一度押してください",
    ),
    "report-name": Rule(
        "結果の名前",
        "error",
        "{name} には書けません",
        "{stem}.xlsx のように、名前の終わりを .xlsx にしてください",
    ),
    "command-marked-one-file": Rule(
        "印を付けた写し",
        "error",
        "--marked は1つのファイルを確かめるときだけ使えます",
        "ファイルを1つにしてください",
    ),
}
