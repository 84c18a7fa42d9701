"""Sentences about the register itself (台帳): opening, sharing, sealing, copying and moving it."""

from validators.messages import Rule

_ASK = "データベースの管理者に頼んでください"
_SAME = "台帳は前のままです"


def _stop(title: str, text: str, action: str = "", excel: str = "") -> Rule:
    return Rule(title, "error", text, action, excel=excel)


RULES: dict[str, Rule] = {
    # ---- 場所
    "register-missing": _stop(
        "台帳がない",
        "台帳 {name} がありません（{folder}）",
        "場所を確かめてください。番号が 00001 に戻るため、勝手には作りません。初めて使うときだけ --new を付けます",
        (
            "[ledger] place の場所を確かめてください。番号が 00001 に戻るため、勝手には作りません。"
            "初めて使うときは「実績報告を取込」で作れます"
        ),
    ),
    "register-empty": _stop(
        "空の台帳",
        "{name} は空です",
        "消えたのなら控えから戻してください（careerup ledger restore）。初めて使うときだけ --new を付けます",
        "消えたのなら控えから戻してください",
    ),
    "register-exists": _stop(
        "台帳が既にある",
        "台帳 {name} は既にあります",
        "--new を外して実行してください。何も変えていません",
        "何も変えていません",
    ),
    "register-elsewhere": _stop(
        "ほかの場所の台帳",
        "台帳の場所が決まっていません。いまのフォルダーに {name} はありません",
        "--ledger で場所を指定してください（まだ台帳がなければ careerup ledger import 名簿.xlsx --new で作れます）",
        "「運用設定」を押し、[ledger] の place に台帳のファイル（例 C:/台帳/台帳.sqlite）を書いて保存してください",
    ),
    "register-ending": _stop(
        "台帳の名前", "新しい台帳の名前 {name} の終わりは .sqlite にしてください"
    ),
    "register-folder": _stop(
        "台帳がフォルダー", "{name} はフォルダーです", "台帳のファイルを指定してください"
    ),
    "register-not-made": _stop(
        "台帳を作れない",
        "台帳 {name} を作れません",
        "フォルダーがあるか、書く権限があるかを確かめてください",
    ),
    "register-foreign": _stop(
        "台帳でない",
        "{name} には台帳でない表が入っています",
        "台帳には、ほかで使っていないファイルかデータベースを使ってください",
    ),
    "register-newer": _stop(
        "新しい版の台帳",
        "{name} は、この careerup より新しい版で作られています",
        "careerup を新しくしてから開いてください。何も変えていません",
    ),
    "register-url": _stop(
        "台帳の場所の書き方",
        "台帳の場所の書き方が違います",
        "postgresql://利用者@サーバー/データベース のように書いてください。記号を含むパスワードは .pgpass に書きます",
    ),
    "register-database": _stop(
        "使えないデータベース",
        "台帳に使えるのは、SQLite のファイルか postgresql:// で始まる場所です",
    ),
    "register-share": _stop(
        "共有フォルダーの台帳",
        (
            "台帳 {name} は{share}にあります。ネットワーク越しでは SQLite の排他が守られず、"
            "番号が重なることがあるため使えません"
        ),
        (
            "ファイルをこの PC のフォルダー（C: など）に置くか、PostgreSQL の台帳（--ledger postgresql://…）"
            "にしてください。移すには careerup ledger move を使います"
        ),
        "[ledger] place を、この PC のフォルダー（C: など）か postgresql:// で始まる場所に変えてください",
    ),
    "register-synced": _stop(
        "同期フォルダーの台帳",
        (
            "台帳 {name} は{share}にあります。ほかの PC へ写されるので、台帳が二つに分かれたり"
            "番号が重なったりすることがあるため使えません"
        ),
        (
            "ファイルを写されないフォルダー（C:/台帳 など）に置くか、PostgreSQL の台帳"
            "（--ledger postgresql://…）にしてください。移すには careerup ledger move を使います"
        ),
        "[ledger] place を、写されないフォルダー（C:/台帳 など）か postgresql:// で始まる場所に変えてください",
    ),
    "register-driver": _stop(
        "部品がない",
        "PostgreSQL の台帳を使う部品がありません",
        'pip install "careerup[postgres]" で入れてください',
    ),
    "register-made": Rule("新しい台帳", "info", "新しい台帳を {place} に作りました"),
    "register-used": Rule(
        "使う台帳",
        "info",
        "場所の指定がないときは、これからこの台帳を使います（前は {before}）",
    ),
    "option-reason": Rule(
        "判断の理由",
        "error",
        "{option} の判断は理由とともに台帳に残すので、理由が要ります。何も記録していません",
        "--reason 本人に確認 のように、理由を付けてください",
    ),
    "register-password": Rule(
        "見えるパスワード",
        "warning",
        "台帳のパスワードがコマンドに書かれていて、この PC のほかの人にも見えます",
        "パスワードは .pgpass に書き、--ledger postgresql://利用者@サーバー/データベース としてください",
        excel="パスワードは .pgpass に書いてください",
    ),
    # ---- 役割
    "register-copy": _stop(
        "台帳の控え",
        "{name} は控えです。読むことだけできます",
        "使っている台帳を指定してください。台帳が失われたときは careerup ledger restore で控えを台帳に戻します",
    ),
    "register-closed": _stop(
        "移した台帳",
        "{name} は {to} へ移してあります。読むことだけできます",
        "新しい場所の台帳を使ってください",
    ),
    "register-copy-read": Rule("台帳の控え", "warning", "{name} は控え（{anchor}）です"),
    "register-closed-read": Rule("移した台帳", "warning", "{name} は {to} へ移してあります"),
    "register-behind": Rule(
        "戻された台帳",
        "error",
        "この台帳は {line} 番より前の状態です（控えに戻されたか、末尾が消されています）",
        (
            "番号は知られている最も大きい番号の後から付けます。"
            "承知のうえで使い続けるときは careerup ledger restore を実行してください"
        ),
    ),
    "register-other": Rule(
        "別の歩みの台帳",
        "error",
        (
            "この台帳の監査記録 {line} 番は、この PC で前に見たものと違います"
            "（控えに戻して使われたか、書き換えられています）"
        ),
        (
            "番号は知られている最も大きい番号の後から付けます。"
            "承知のうえで使い続けるときは careerup ledger restore を実行してください"
        ),
    ),
    "register-clock": Rule(
        "遅れた時計",
        "warning",
        "{name} の最後の記録は {at} で、この PC の時計はそれより前です",
        "PC の日付を確かめてください",
    ),
    "register-restored": Rule(
        "台帳に戻した",
        "info",
        "{name} を台帳に戻しました。控えのあとで出たおそれのある番号は使いません{skipped}",
        "ほかの場所に残っている同じ台帳は使わないでください",
    ),
    "register-restore-unknown": Rule(
        "最後の番号が分からない",
        "warning",
        "この PC はこの台帳の最後の番号を知りません",
        "控えのあとで出した番号があれば、careerup ledger restore --last 番号 で示してください",
        excel="控えのあとで出した番号がないかを確かめてください",
    ),
    "register-restore-others": Rule(
        "ほかの PC の番号",
        "warning",
        "控えのあとでほかの PC が付けた番号は、この PC には分かりません",
        "あれば、もう付番しないうちに careerup ledger restore --last 番号 で示してください",
        excel="控えのあとで出した番号がないかを確かめてください",
    ),
    "register-live": _stop("使っている台帳", "{name} は使っている台帳です", "戻すものはありません"),
    # ---- 使えないとき
    "register-rule-broken": _stop(
        "決まりに反する書き込み", "{name} の決まりに反する書き込みを止めました", _SAME
    ),
    "register-busy": _stop(
        "使っている最中",
        "{name} はほかの人が使っている最中です",
        "少し待って、もう一度実行してください。何も変えていません",
    ),
    "register-readonly": _stop(
        "読み取り専用",
        "{name} に書き込めません（読み取り専用です）",
        "ファイルとフォルダーに書く権限があるかを確かめてください。何も変えていません",
    ),
    "register-full": _stop(
        "空きがない",
        "ディスクの空きが足りず、{name} に書けません",
        "空きを作って、もう一度実行してください。台帳は前のままです",
    ),
    "register-server-full": _stop(
        "サーバーの空きがない", "サーバーのディスクの空きが足りず、{name} に書けません", _SAME
    ),
    "register-io": _stop(
        "書けない",
        "{name} を読み書きできません",
        "ファイルの場所、ディスクの空き容量と接続を確かめて、もう一度実行してください。台帳は前のままです",
    ),
    "register-not-one": _stop(
        "台帳でないファイル",
        "{name} は台帳のファイルではありません",
        "--ledger の場所を確かめてください",
        "[ledger] place の場所を確かめてください",
    ),
    "register-damaged": _stop(
        "壊れた台帳", "{name} が壊れています", "careerup ledger backup で作った控えに戻してください"
    ),
    "register-end": _stop(
        "読めない台帳の末尾",
        "台帳の末尾の記録が、この道具を通さずに変えられていて読めません。何も変えていません",
        "careerup ledger backup で作った控えに戻してください",
        excel="控えに戻してください",
    ),
    "register-unopened": _stop(
        "開けない",
        "{name} を開けません",
        "フォルダーがあるか、読み書きする権限があるかを確かめてください",
    ),
    "register-denied": _stop(
        "権限がない", "{name} を使う権限がありません", "表を読み書きする権限を" + _ASK
    ),
    "register-login": _stop(
        "利用者かパスワード",
        "{name} に入れません。利用者の名前かパスワードが違います",
        ".pgpass か PGPASSWORD を確かめてください。何も変えていません",
    ),
    "register-no-database": _stop(
        "データベースがない",
        "{name} というデータベースがサーバーにありません",
        "名前を確かめるか、作るように" + _ASK,
    ),
    "register-no-server": _stop(
        "つながらない",
        "{name} のサーバーにつながりません",
        "サーバーが動いているか、名前・ポート・ネットワークを確かめてください。何も変えていません",
    ),
    "register-unreachable": _stop(
        "切れた接続",
        "{name} との接続が途中で切れました",
        (
            "サーバーとネットワークを確かめてから、もう一度実行してください。"
            "済んでいた取込と付番は二重になりません"
        ),
    ),
    "register-value": _stop(
        "入れられない値",
        "{name} に入れられない値があります",
        "careerup ledger verify で確かめてください。何も変えていません",
    ),
    "register-value-unread": _stop(
        "読めない値",
        "{name} に読めない値があります（この道具を通さずに書かれています）",
        "careerup ledger verify で確かめてください。何も変えていません",
    ),
    "register-replaced": _stop(
        "入れ替わった台帳",
        "{name} は、書いているあいだに別のファイルに入れ替えられたか消されました",
        "いまの場所のファイルに今回の記録があるかを確かめ、なければもう一度実行してください",
    ),
    # ---- 控えと移動
    "backup-exists": _stop(
        "控えが既にある", "{name} は既にあります", "控えには新しい名前を付けてください"
    ),
    "backup-not-made": _stop(
        "控えを作れない",
        "控え {name} を作れません",
        "フォルダーがあるか、書く権限があるかを確かめてください",
    ),
    "backup-made": Rule("控え", "info", "控えを {place} に作りました（台帳の控え {anchor}）"),
    "move-not-empty": _stop(
        "空でない移動先",
        "移す先の {name} には既に記録があります（{table} {rows} 行）",
        "移す先には空の場所を使ってください。何も変えていません",
    ),
    "move-itself": _stop("同じ台帳", "移す先が元の台帳と同じです", "別の場所を指定してください"),
    "move-done": Rule(
        "移動",
        "info",
        "{rows} 行を {to} へ移し、元の台帳を閉じました",
        "これからは --ledger か CAREERUP_LEDGER で新しい場所を指定してください",
        excel="これからは [ledger] place に新しい場所を書いてください",
    ),
}
