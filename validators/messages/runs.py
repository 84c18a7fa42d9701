"""Sentences of a run at the command line: what was made, what stopped it, and what stands on a 受付票."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    # what stops any run
    "run-own-fault": Rule(
        "careerup の誤り",
        "error",
        "careerup の誤りで止まりました",
        "「{place}」を開発者に知らせてください",
    ),
    "run-interrupted": Rule("中止", "info", "中止しました", "何も書いていません"),
    "run-memory": Rule(
        "メモリの不足",
        "error",
        "メモリが足りません",
        "ファイルを分けるか、ほかのプログラムを閉じてください",
    ),
    "run-file": Rule(
        "読み書きできないファイル",
        "error",
        "{name} を読み書きできません",
        "場所と空き容量を確かめてください",
    ),
    "run-name-long": Rule(
        "長すぎる名前",
        "error",
        "{name} は名前が長すぎます",
        "元のファイルか出力の名前を短くしてください",
    ),
    # what was made
    "run-bundle": Rule(
        "一式",
        "info",
        "{path} を作りました",
        "展開して setup.bat をダブルクリックすると入ります（Python {python} も入っています）",
    ),
    "serve-running": Rule(
        "サーバー",
        "info",
        "{manifest} で待っています（止めるには Ctrl+C）。合言葉は {kept} にあります",
        "マニフェストを Excel に加え、作業ウィンドウで合言葉を入れてください",
    ),
    "serve-missing": Rule(
        "サーバーの部品なし",
        "error",
        "サーバーの部品（xlwings Server）が入っていません",
        'pip install "careerup[server]" で入れてください',
    ),
    "command-serve-certificate": Rule(
        "証明書なし",
        "error",
        "サーバー証明書か秘密鍵のファイル {path} がありません",
        "団体の認証局が出した証明書（PEM）を --cert に、その秘密鍵を --key に指定してください",
    ),
    "serve-certificate-wrong": Rule(
        "読めない証明書",
        "error",
        "{cert} と {key} は、サーバー証明書とその秘密鍵（PEM、パスワードなし）の組ではありません",
        "団体の認証局から受け取った2つのファイルを確かめてください",
    ),
    "serve-port": Rule(
        "使えないポート",
        "error",
        "ポート {port} で待てません。ほかのプログラムが使っているか、番号が正しくありません",
        "ほかの番号（1024〜65535）を指定してください",
    ),
    "serve-no-licence": Rule(
        "ライセンス キーなし",
        "error",
        "xlwings Server のライセンス キーがありません",
        "使用許諾を確かめ、環境変数 XLWINGS_LICENSE_KEY に入れてください"
        "（行政機関などの非営利の団体は noncommercial、会社は購入したキー）",
    ),
    "serve-key": Rule(
        "読めない合言葉",
        "error",
        "サーバーの合言葉のファイル {path} を読めません",
        "ファイルを消してもう一度起動すると、新しい合言葉を作ります",
    ),
    "run-calc": Rule(
        "Calc の拡張機能",
        "info",
        "{path} を作りました。ダブルクリックして LibreOffice に入れ、LibreOffice を開き直すと、"
        "メニューに「キャリアアップ研修」が出ます",
        "この careerup を別のフォルダーに移したら、作り直して入れ直してください",
    ),
    "run-installed": Rule(
        "組み込み",
        "info",
        "{path} に入れました。Excel を開き直すと「キャリアアップ研修」のタブが出ます",
        "出ないときはスタートメニューの「キャリアアップ研修」にある「診断」を押すか、"
        "careerup doctor を実行してください",
    ),
    "run-tidied": Rule(
        "表記を整えた写し", "info", "{count} 個のセルを整えた写しを {path} に作りました"
    ),
    "run-tidy-formulas": Rule("表記を整えた写し", "info", "数式のセル {count} 個は変えていません"),
    "command-demo": Rule(
        "見本",
        "info",
        "見本はすべて架空の人と団体です。"
        "{folder} の 名簿_検証結果.xlsx を Excel で開き、「セル」を押すと直すセルに移ります",
        "自分のファイルは careerup ファイル名 で確かめられ、使い方の冊子は careerup manual で開きます",
    ),
    "run-demo-numbered": Rule("付番", "info", "{count} 人に付けた写しは {path}（{numbers}）です"),
    # 受付票
    "reply-errors": Rule(
        "差戻し",
        "error",
        "シート「検証結果」の誤りを直し、要確認を確かめてから、もう一度提出してください",
    ),
    "reply-warnings": Rule("受理", "info", "要確認があれば、理由を添えてお知らせください"),
}
