"""Sentences for a workbook in which the table to be read is not there (表が見つからない)."""

from validators.messages import Rule

_ROSTER = "氏名・研修分野・修了証番号などの見出しのある表"
_APPLICATIONS = "申請者の名称・研修種別・研修実施予定日などの見出しのある表"
_DESIGNATIONS = "研修実施機関番号・研修種別・指定年月日の見出しのある表"
_PARTICIPANTS = "氏名と、受講した日や時間、研修分野などの見出しのある表"
_OTHER = "{place}その表は見つかりません。{sheet}は"
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
    "other-roster": Rule(
        "別の種類の表（研修修了者名簿）",
        "error",
        f"{_OTHER}研修修了者名簿のようです",
        "careerup check roster で確かめてください",
        excel="［名簿検証］を押してください",
        about="table",
    ),
    "other-participants": Rule(
        "別の種類の表（受講者名簿）",
        "error",
        f"{_OTHER}受講者名簿のようです",
        "careerup check participants で修了を判定してください",
        excel="［受講者名簿］のシートは careerup check participants で確かめてください",
        about="table",
    ),
    "other-applications": Rule(
        "別の種類の表（指定申請台帳）",
        "error",
        f"{_OTHER}指定申請台帳のようです",
        "careerup check applications で確かめてください",
        excel="［申請チェック］を押してください",
        about="table",
    ),
    "other-designations": Rule(
        "別の種類の表（指定台帳）",
        "error",
        f"{_OTHER}指定台帳のようです",
        "careerup check designations で確かめてください",
        excel="［指定期限チェック］を押してください",
        about="table",
    ),
    "other-applicants": Rule(
        "別の種類の表（申込者の名簿）",
        "error",
        f"{_OTHER}申込者の名簿のようです",
        "修了の判定は careerup check participants で確かめてください",
        excel="修了者の報告なら、修了証番号と修了年月日の列のある名簿を前に出してください",
        about="table",
    ),
    "other-attendance": Rule(
        "別の種類の表（出欠表）",
        "error",
        f"{_OTHER}出欠表のようです",
        "修了の判定は careerup check participants で確かめてください",
        excel="修了者の報告なら、修了証番号と修了年月日の列のある名簿を前に出してください",
        about="table",
    ),
    "other-not-completed": Rule(
        "別の種類の表（未修了者の表）",
        "error",
        f"{_OTHER}未修了者の表のようです",
        "修了の判定は careerup check participants で確かめてください",
        excel="修了した人の名簿を前に出してください",
        about="table",
    ),
    "other-lecturers": Rule(
        "別の種類の表（講師の表）",
        "error",
        f"{_OTHER}講師の表のようです",
        "講師は申請台帳と一緒に careerup check applications で確かめてください",
        excel="申請台帳と同じブックに入れて［申請チェック］を押してください",
        about="table",
    ),
    "other-survey": Rule(
        "別の種類の表（アンケート）",
        "error",
        f"{_OTHER}アンケートのようです",
        "名簿のファイルを選んでください",
        excel="名簿のシートを前に出してください",
        about="table",
    ),
    "report-name": Rule(
        "検証結果の名前", "error", "検証結果の名前 {name} の終わりは .xlsx にしてください"
    ),
    "marked-one-file": Rule(
        "印を付けた写し",
        "error",
        "--marked は1つのファイルを確かめるときだけ使えます",
        "ファイルを1つにしてください",
    ),
}
