"""受講者名簿: which headings mean which column."""

from __future__ import annotations

from workbooks.tables.desk_evidence import PERSON_TESTS
from workbooks.tables.layout import Layout, columns
from workbooks.tables.spread import field_columns

LAYOUT = Layout(
    "participants",
    columns(
        (
            "registration_number",
            "保育士登録番号",
            r"(保育士)?(証|資格)?登録(証)?の?(番号|N[oO]\.?)|保育士(証)?(登録)?の?(番号|N[oO]\.?)",
        ),
        (
            "registration_prefecture",
            "登録した都道府県",
            r"(保育士)?(登録)?(都道府)?県名|登録(都道府)?県(名)?",
        ),
        (
            "certificate_number",
            "修了証番号",
            r"(保育士等)?(キャリアアップ)?(研修)?修了(証書|証)?の?(番号|N[oO]\.?)",
        ),
        (
            "name",
            "氏名",
            r"(フリガナ・?)?(受講者|申込者|参加者|受講生)?の?(氏名|名前|姓名)|(受講者|申込者|参加者)名",
        ),
        ("family_name", "姓", r"姓|氏"),
        ("given_name", "名", r"名"),
        (
            "kana",
            "フリガナ",
            r"(氏名)?(の)?(フリガナ|ふりがな|カナ|かな|ヨミ|よみがな)|氏名\((カナ|フリガナ)\)",
        ),
        ("birth_date", "生年月日", r"(受講者の?)?生年月日.*"),
        ("address", "住所", r"(個人|自宅|現|受講者の?)?住所"),
        (
            "employer",
            "勤務先施設の名称",
            r"(勤務|勤め|所属)(先)?(施設|園|先)?(の)?(名称|名)?|施設名|園名",
        ),
        (
            "municipality",
            "勤務先施設の所在市町村名",
            r"(勤務先|所属|施設)*(の)?(所在)?(地)?(の)?(市町村|市区町村)(名)?",
        ),
        ("occupation", "職種", r"職(種|名)"),
        ("field", "研修分野", r"(受講|修了|申込)?(した|する)?(研修)?(の)?(分野|種別)(名)?"),
        ("event", "研修名", r"(研修|講座|研修会)(の)?(名称|名)|コース(名)?|開催回|実施回"),
        ("held_on", "受講年月日", r"(受講|開催|実施|研修)(年月)?日"),
        (
            "shown_hours",
            "表示の時間数",
            r"(表示|証明書?の?)時間(数)?(\(時間\))?|受講時間(数)?\(時間\)|時間数\(時間\)",
        ),
        ("planned", "研修時間数", r"(研修|実施|全)(の)?(総)?時間(数)?(\((分|時間)\))?"),
        (
            "minutes",
            "受講時間",
            r"(実)?受講(した)?(の)?(合計)?(時間(数)?|分数)(合計)?(\(分\))?|(出席|視聴)(時間|分数)(数)?(の)?(計|合計|累計)?(\((分|時間)\))?|(合計|総)(受講)?(時間|分数)(数)?(\(分\))?|時間数(\(分\))?",
        ),
        (
            "in_house",
            "園内研修の時間",
            r"園内研修(等)?(の)?(受講)?(時間(数)?|分数)?(\((分|時間)\))?",
        ),
        ("items", "受講した内容", r"(受講)?(した)?(研修)?(の)?(内容|項目)|受講(済)?(内容|項目)"),
        ("method", "評価方法", r"(研修)?(修了)?(の)?評価(の)?方法"),
        (
            "report_on",
            "レポート提出日",
            r"(レポート|報告書)(等)?(の)?(提出|受理|受付)?(年月)?日?(の有無)?",
        ),
        (
            "refusal",
            "評価をしない理由",
            r"(修了|評価)(の評価)?(を)?(と?しない|行わない|認めない|不可)(の)?理由|(不修了|未修了|不可)(の)?理由",
        ),
        ("consent", "情報提供の同意", r".*同意.*"),
        ("target", "対象者の区分", r"対象(者)?(の)?(区分|該当|別|/対象者以外)?|受講者(の)?区分"),
        ("completed_on", "修了年月日", r"(研修)?修了(した)?(年月日|日)"),
        ("remarks", "備考", r"備考.*|特記事項"),
        ("number", "番号", r"(受講|受付)?(番号|N[oO]\.?)"),
        words={
            "registration_number": r"(登録|保育士).*(番号|N[oO])|toroku|touroku|registration|licen[sc]e",
            "name": r"氏名|名前|姓名|フルネーム|(受講|参加|申込)者$|shimei|namae|full_?name|^name$|student",
            "family_name": r"^(sei|last_name|family_name|surname)$",
            "given_name": r"^(mei|first_name|given_name)$",
            "kana": r"フリガナ|ふりがな|カナ|よみ|kana|furigana",
            "birth_date": r"生年月日|誕生|生まれ|birth|seinengappi",
            "address": r"(自宅|本人|現).*住所|^住所|お住まい|jusho|address",
            "employer": r"(勤務|所属|施設|職場|園).*(名|先)|所属|kinmusaki|shozoku|employer|facility",
            "municipality": r"市.?町.?村|市町|所在市|shichoson|city",
            "occupation": r"職種|職名|お?仕事|shokushu|job|occupation",
            "field": r"分野|種別|コース|講座|科目|bunya|course|field",
            "minutes": r"(受講|出席|視聴|履修|参加).*(時間|分)|jikan|minutes|hours",
            "items": r"(受講|履修).*(内容|項目)",
            "report_on": r"レポート|報告書|report",
            "refusal": r"(修了|評価).*(ない|不可).*理由|不可.*理由",
            "consent": r"同意|提供|doi|consent",
            "completed_on": r"修了.*日|認定日|completed|shuryo_(ymd|date|bi)",
        },
    ),
    (
        frozenset(("name", "family_name")),
        frozenset(
            (
                "field",
                "items",
                "minutes",
                "held_on",
                "report_on",
                "refusal",
                "consent",
                "planned",
                "event",
            )
        ),
    ),
    ("birth_date", "field", "consent"),
    ("name", "number"),
    ("field", "event", "method", "planned", "completed_on"),
    spread=field_columns,
    gives=frozenset(("field", "minutes", "completed_on")),
    tests=PERSON_TESTS,
)
