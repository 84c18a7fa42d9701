"""Sentences of 付番: what stops a numbering, why a row gets no number, and what was done."""

from validators.messages import Rule

_NOTHING = "何も付番していません"
_ID = "ガイドライン5(2)"

RULES: dict[str, Rule] = {
    # what stops it
    "numbering-prefecture-unknown": Rule(
        "都道府県が未設定",
        "error",
        "都道府県が分かりません",
        "--prefecture 群馬県 のように指定するか、運用設定に書いてください",
        _ID,
        excel="「運用設定」を押し、prefecture に都道府県を書いて保存してから、もう一度押してください",
    ),
    "numbering-column-missing": Rule(
        "番号の列がない",
        "error",
        "シート「{sheet}」の表に「修了証番号」の列がありません",
        "列を足してから、もう一度実行してください",
        excel="列を足してから、もう一度押してください",
    ),
    "numbering-column-split": Rule(
        "番号の列が分かれている",
        "error",
        "シート「{sheet}」の修了証番号は複数の列に分かれています",
        "1つの列にしてから、もう一度実行してください",
        excel="1つの列にしてから、もう一度押してください",
    ),
    "numbering-row-year": Rule(
        "ありえない発行年",
        "error",
        "発行年月日 {date} の年の修了証はありえません",
        "発行年月日を確かめてください",
        _ID,
    ),
    "numbering-alone": Rule(
        "このブックだけで決めた番号",
        "warning",
        "番号はこのブックの中だけで決めました。ほかの名簿に同じ番号があるおそれがあります",
        "台帳があるときは --ledger で指定してください",
        _ID,
        excel="台帳があるときは、台帳から付番してください",
    ),
    "numbering-again-row": Rule(
        "名簿にないセル",
        "error",
        "{cell} は名簿の行の修了証番号のセルではありません",
        "--again-rows には、付けなかった行として示されたセル（名簿!I3 など）を書いてください",
        _ID,
        excel="付けなかった行として示されたセルを書いてください",
    ),
    "numbering-register": Rule("台帳から付けた番号", "info", "番号は {name} から付けました"),
    "numbering-row-clock": Rule(
        "離れた日付",
        "warning",
        (
            "この PC の日付 {today} が修了年月日 {completed} から1年より離れているため、"
            "番号の年を決められません"
        ),
        "発行年月日の列に書くか、--issued-on で指定してください",
        _ID,
        excel="発行年月日の列に書いてください",
    ),
    "numbering-part": Rule("番号を作れない", "error", "{fault}", _NOTHING, _ID),
    "numbering-full": Rule(
        "連番が尽きた",
        "error",
        "番号 {start}… の連番が {last} を超えます",
        f"ガイドラインは5桁と定めており、これ以上は付番できません。{_NOTHING}",
        _ID,
    ),
    "numbering-register-behind": Rule(
        "台帳にない番号が名簿にある",
        "error",
        "次の番号 {number} は名簿に既にありますが、台帳にはありません",
        f"先に careerup ledger import で名簿を取り込んでください。{_NOTHING}",
        excel=f"先に「実績報告を取込」で名簿を取り込んでください。{_NOTHING}",
    ),
    "numbering-formula": Rule(
        "番号のセルに数式",
        "error",
        "{cell} に数式があるため、番号を入れられません",
        "数式を消してから、もう一度実行してください",
    ),
    "numbering-out-missing": Rule(
        "写しの名前",
        "error",
        "番号を入れる写しの名前がありません",
        "--out で指定するか、示すだけなら --dry-run を付けてください",
        excel="写しの名前を選んでください",
    ),
    "numbering-agency-unreadable": Rule(
        "機関番号",
        "error",
        "研修実施機関番号「{value}」が分かりません",
        "02 のように2桁で書いてください",
    ),
    "numbering-reserved": Rule(
        "番号は予約のまま",
        "error",
        "{problem}",
        "番号 {number} などは台帳に予約してあります。もう一度実行すると同じ人に同じ番号が付きます",
    ),
    # why a row gets none
    "numbering-row-faulty": Rule(
        "誤りのある行",
        "warning",
        "誤りがあります（{heading}: {message}）",
        "直してから付番してください",
    ),
    "numbering-row-unidentified": Rule(
        "人を区別できない行",
        "warning",
        "生年月日も保育士登録番号もないため、同姓同名の人と区別できません",
        "書き足してから付番してください",
    ),
    "numbering-row-held": Rule(
        "番号が既にある人",
        "warning",
        "同じ人・同じ研修分野の番号が既にあるか、上の行にもあります",
        "2つ要るかを確かめてください（要るときは --again --reason 理由）",
        excel="2つ要るかを確かめてください",
    ),
    "numbering-row-formula": Rule(
        "番号のセルに数式",
        "warning",
        "修了証番号のセルに数式があります",
        "数式を消してから付番してください",
    ),
    "numbering-row-written": Rule(
        "番号の欄の文字",
        "warning",
        "修了証番号の欄に「{value}」とあります",
        "番号を付けるなら、消してからもう一度行ってください",
    ),
    "numbering-row-field": Rule(
        "分野が分からない行",
        "warning",
        "研修分野が分からないため、付番できません",
        "分野を入れてください",
    ),
    "numbering-row-completed": Rule(
        "修了年月日のない行",
        "warning",
        "修了年月日がないため、付番できません",
        "修了した人なら修了年月日を入れてください",
    ),
    "numbering-row-issued-early": Rule(
        "発行が修了より前の行",
        "warning",
        "発行年月日 {issued} が修了年月日 {completed} より前です",
        "発行年月日（--issued-on）を確かめてください",
        excel="発行年月日を確かめてください",
    ),
    "numbering-row-agency": Rule(
        "機関番号が分からない行",
        "warning",
        "研修実施機関番号が分からないため、付番できません",
        "--agency 02 のように指定してください",
        excel="研修実施機関番号の列に 02 のように書き足してください",
    ),
    "numbering-row-register": Rule("台帳が尋ねる行", "warning", "{text}"),
    # what was done
    "numbering-nothing": Rule("付番", "info", "修了証番号のない行はありません"),
    "numbering-done": Rule("付番", "info", "{count} 人に修了証番号を付けました（{number} から）"),
    "numbering-none-given": Rule("付番", "info", "番号を付けられる行はありませんでした"),
    "numbering-left": Rule(
        "付番",
        "info",
        "{count} 人には付けていません",
        excel="シート「{sheet}」に理由があります",
    ),
    "numbering-row-left": Rule("付番", "info", "付けていません"),
    "numbering-no-row": Rule("付番", "info", "番号を付けた行はありません"),
    "numbering-possible": Rule(
        "付番", "info", "{count} 人に付けられます（まだ何も書いていません）"
    ),
    "numbering-written": Rule("付番", "info", "{count} 人に付けた写しを {path} に作りました"),
    # ---- 台帳から
    "register-number-unknown": Rule(
        "人を区別できない",
        "warning",
        "氏名と、生年月日か保育士登録番号のどちらかがないため、同姓同名の人と区別できません",
        "書き足してから付番してください",
        "ガイドライン5(2)",
    ),
    "register-number-twice": Rule(
        "同じ人の行",
        "warning",
        "同じ人・同じ研修分野の行が上にもあります",
        "番号が2つ要るかを確かめてください",
        "ガイドライン5(2)",
    ),
    "register-number-held": Rule(
        "番号を持つ人",
        "warning",
        "この人は同じ研修分野の修了証番号を既に持っています: {numbers}",
        "2つ目を付けるかを確かめてください",
        "ガイドライン5(2)",
    ),
    "register-number-gap": Rule("付番していない番号", "info", "{numbers} は台帳で付番していません"),
    "register-number-ended": Rule("効力のない番号", "info", "{number} は{state}です"),
}
