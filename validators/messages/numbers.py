"""Sentences for numbers: 修了証番号, 保育士登録番号, 機関番号, 市町村."""

from validators.messages import Rule

_NUMBER = "ガイドライン5(2)"
_REGISTRATION = "ガイドライン5(4)ア①"
_PLACE = "ガイドライン5(4)ア③"

RULES: dict[str, Rule] = {
    "number-spelling": Rule("修了証番号の表記", "info", "修了証番号「{value}」を {suggestion} と読みました", "", _NUMBER, "R15"),
    "number-lost-zero": Rule(
        "先頭の0が失われた番号", "info", "修了証番号の先頭の0が失われています。{suggestion} と読みました", "", _NUMBER, "R15"
    ),
    "number-rounded": Rule(
        "桁の失われた番号", "error", "修了証番号が「{value}」となり、桁が失われています", "元の番号を入れ直してください", _NUMBER, "R15"
    ),
    "number-characters": Rule(
        "番号に数字以外の文字", "error", "修了証番号「{value}」に数字以外の文字があります", "12桁の数字に直してください", _NUMBER, "R15"
    ),
    "number-length": Rule("番号の桁数", "error", "修了証番号が {digits} 桁です", "12桁の番号に直してください", _NUMBER, "R15"),
    "number-prefecture": Rule(
        "番号の都道府県番号", "error", "修了証番号の都道府県番号「{part}」がありません", "01〜47 に直してください", _NUMBER, "R15"
    ),
    "number-year": Rule(
        "番号の発行年", "error", "修了証番号の発行年が {part} 年で、研修の始まった2017年より前です", "番号を確かめてください", _NUMBER, "R15"
    ),
    "number-year-future": Rule(
        "番号の発行年が未来", "error", "修了証番号の発行年が {part} 年で、今年（{today} 年）より後です", "番号を確かめてください", _NUMBER, "R15"
    ),
    "number-agency": Rule(
        "番号の機関番号", "error", "修了証番号の機関番号が 00 です", "01（都道府県）か指定を受けた機関の番号に直してください", _NUMBER, "R15"
    ),
    "number-agency-range": Rule(
        "機関番号の桁あふれ", "error", "機関番号 {part} は2桁（01〜99）に収まらず、番号を作れません", "100番目の機関の扱いは定めがないため、都道府県で決めてください",
        _NUMBER, "R15",
    ),
    "number-kind": Rule("番号の種別番号", "error", "修了証番号の種別番号が {part} です", "1〜8 に直してください", _NUMBER, "R15"),
    "number-sequence": Rule("番号の連番", "error", "修了証番号の連番が 00000 です", "00001 からの番号に直してください", _NUMBER, "R15"),
    "number-sequence-range": Rule(
        "連番の桁あふれ", "error", "連番 {part} は5桁（00001〜99999）に収まらず、番号を作れません", "都道府県に相談してください", _NUMBER, "R15"
    ),
    "registration-spelling": Rule(
        "登録番号の表記", "info", "保育士登録番号「{value}」を {suggestion} と読みました", "", _REGISTRATION, "R17"
    ),
    "registration-prefecture-short": Rule(
        "登録番号の都道府県名", "warning", "保育士登録番号の「{label}」を {suggestion} と読みました", "保育士証のとおりに直してください", _REGISTRATION, "R17"
    ),
    "registration-prefecture-missing": Rule(
        "登録番号に都道府県名がない", "warning", "保育士登録番号に都道府県名がありません", "保育士証を見て「群馬県-012345」のように入れてください", _REGISTRATION,
        "R17",
    ),
    "registration-digits": Rule(
        "登録番号の桁数", "warning", "保育士登録番号の数字が {digits} 桁です（ふつうは6桁）", "保育士証と見比べてください", _REGISTRATION, "R17"
    ),
    "registration-city": Rule(
        "政令指定都市の登録番号", "info", "登録先が {city} です（地域限定保育士と読みました）", "", _REGISTRATION, "R17"
    ),
    "registration-pending": Rule("登録番号が手続中", "info", "保育士登録番号が「{value}」です", "", _REGISTRATION, "R17"),
    "registration-unreadable": Rule(
        "登録番号が読めない", "warning", "保育士登録番号を読み取れません", "保育士証を見て「群馬県-012345」のように入れてください", _REGISTRATION, "R17"
    ),
    "agency-range": Rule("機関番号の範囲", "error", "機関番号「{value}」は 01〜99 の番号ではありません", "指定通知書の番号に直してください", _NUMBER, "R15"),
    "agency-unreadable": Rule("機関番号が読めない", "warning", "機関番号「{value}」を読み取れません", "2桁の番号を入れてください", _NUMBER, "R15"),
    "municipality-spelling": Rule("市町村名の表記", "info", "市町村名「{name}」を {suggestion} と読みました", "", _PLACE, "R17"),
    "municipality-ambiguous": Rule("同じ名前の市町村", "info", "「{name}」は {places} にあります", "", _PLACE, "R17"),
    "municipality-unknown": Rule(
        "市町村名が見つからない", "warning", "市町村名「{name}」が全国の市区町村の一覧にありません", "正式な市町村名に直してください", _PLACE, "R17"
    ),
    "municipality-code-length": Rule("団体コードの桁数", "error", "団体コードが {digits} 桁です", "5桁か6桁のコードに直してください"),
    "municipality-code-check": Rule("団体コードの検査数字", "error", "団体コードの最後の数字が合いません（正しくは {expected}）", "コードを確かめてください"),
}
