"""Sentences about two lists that are compared (突合)."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    "compare-maybe": Rule(
        "同じ人かもしれない",
        "warning",
        "{other} の人と同じ人かもしれません（改姓か、生年月日・登録番号の違い）",
        "同じ人か確かめて、違うほうの値を直してください",
    ),
    "compare-name-only": Rule(
        "同姓同名",
        "warning",
        "{other} の人と氏名は同じですが、同じ人か分かりません",
        "生年月日か保育士登録番号を入れてください",
    ),
    "compare-twice": Rule(
        "一方に二度ある人",
        "warning",
        "{other} の人と同じ人ですが、どちらかの表に二度以上あります",
        "重なりを直してから、もう一度突合してください",
    ),
    "compare-again": Rule(
        "一方に重ねてある人",
        "warning",
        "{other} と同じ人が同じ研修分野でもう一度あり、1人として突合しました",
        "重ねた申込みか確かめて、いらない行を消してください",
    ),
    "compare-again-many": Rule(
        "一方に重ねてある人",
        "warning",
        "{name} には同じ人が同じ研修分野で何行もあり（{count} 行）、1人として突合しました",
        "1人1行にするか、研修分野の列を足してください",
        about="table",
    ),
    "compare-names-alone": Rule(
        "氏名だけの表",
        "warning",
        "{name} には生年月日も保育士登録番号もないので、氏名の同じ {count} 人が同じ人か分かりません",
        "生年月日か保育士登録番号の列を足してください",
        about="table",
    ),
    "unchecked-compared": Rule(
        "片方にない項目",
        "warning",
        "{name} に次の項目がないので、比べていません：{columns}",
        about="table",
    ),
    "compare-not-found": Rule(
        "人の表がない",
        "error",
        "{place}人の表（「氏名」と、「生年月日」などもう1つの見出しのある表）が見つかりません",
        "同じ人か見分ける「生年月日」か「保育士登録番号」の列を足すか、シートを --sheet-a、--sheet-b で示してください",
        about="table",
        excel="同じ人か見分ける「生年月日」か「保育士登録番号」の列を足してください",
    ),
    "compare-same": Rule(
        "同じ表どうし",
        "error",
        "{name} を、それ自身とは突合できません",
        "別のファイルか、--sheet-a と --sheet-b で別のシートを示してください",
        about="table",
        excel="別のシートを選んでください",
    ),
    "compare-two-sheets": Rule(
        "突合するシート",
        "error",
        "このブックには、人の表のあるシートが {count} 枚あります",
        "比べる2枚だけを1つのブックに入れて、もう一度押してください",
        about="table",
    ),
    "compare-written": Rule("突合の結果", "info", "突合の結果を {out} に作りました"),
}
