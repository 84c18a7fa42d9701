"""Sentences for files that are no workbook (ファイルの種類), and for tables of another kind than was asked for."""

from validators.messages import Rule

_ORIGINAL = "元の Excel のファイル（.xlsx）を選んでください"
_FROM_SENDER = "Excel のファイル（.xlsx）を作った人からもらってください"
_ORIGINAL_OR_SENDER = "元の Excel のファイル（.xlsx）を選ぶか、作った人からもらってください"

RULES: dict[str, Rule] = {
    "file-missing-near": Rule(
        "名前の近いファイル",
        "error",
        "{name} が見つかりません（もしかして: {near}）",
        "ファイルの場所と名前を確かめてください",
    ),
    "command-prefecture-bare": Rule(
        "都道府県の書き方",
        "error",
        "{name} というファイルはありません",
        "都道府県を指定するときは --prefecture {name} と書いてください",
    ),
    "file-missing-joined": Rule(
        "つないだ名前",
        "error",
        "{name} というファイルはありません",
        "いくつかのファイルは空白で区切って {files} のように書いてください",
    ),
    "file-folder-of-books": Rule(
        "フォルダー",
        "error",
        "{name} はフォルダーです",
        "中のファイルを選ぶか、まとめて確かめるときは {all} と書いてください",
        excel="中のファイルを選んでください",
    ),
    "file-zip": Rule(
        "圧縮ファイル",
        "error",
        "{name} は圧縮ファイル（zip）です",
        "右クリックして「すべて展開」を選び、出てきた {inside} を選んでください",
    ),
    "file-zip-other": Rule(
        "圧縮ファイル",
        "error",
        "{name} は圧縮ファイル（zip）で、中に Excel のファイルがありません",
        "右クリックして「すべて展開」を選び、中身を確かめてください",
    ),
    "file-zip-empty": Rule(
        "空の圧縮ファイル",
        "error",
        "{name} は圧縮ファイル（zip）で、中に何も入っていないか、壊れています",
        "送った人に、もう一度送ってもらってください",
    ),
    "file-archive": Rule(
        "圧縮ファイル",
        "error",
        "{name} は圧縮ファイルです",
        "展開（解凍）してから、中の Excel のファイルを選んでください",
    ),
    "file-shortcut": Rule(
        "ショートカット",
        "error",
        "{name} はショートカットで、ファイルそのものではありません",
        "右クリックして「ファイルの場所を開く」を選び、元のファイルを選んでください",
    ),
    "file-link": Rule(
        "Web ページへのリンク",
        "error",
        "{name} は Web ページへのリンクで、表は入っていません",
        "ブラウザーで開き、Excel のファイルをダウンロードして、それを選んでください",
    ),
    "file-on-the-web": Rule(
        "Web のアドレス",
        "error",
        "{name} は Web のアドレスで示されていて、ここからは開けません",
        "ブラウザーで開いてダウンロードし、保存したファイルを選んでください",
    ),
    "file-of-mac": Rule(
        "Mac の付属ファイル",
        "error",
        "{name} は Mac が作る付属のファイルで、表は入っていません",
        "同じ名前で ._ の付かない Excel のファイルを選んでください",
    ),
    "file-unfinished": Rule(
        "ダウンロードの途中",
        "error",
        "{name} はダウンロードの途中のファイルです",
        "ダウンロードをやり直し、できた .xlsx を選んでください",
    ),
    "file-access": Rule(
        "Access のデータベース",
        "error",
        "{name} は Access のデータベースです",
        "Access で表を「エクスポート」→「Excel」で書き出し、できた .xlsx を選んでください",
    ),
    "file-word": Rule(
        "文書",
        "error",
        "{name} は Word などの文書です",
        "表を Excel に貼り付けて .xlsx で保存するか、" + _FROM_SENDER,
    ),
    "file-slides": Rule("スライド", "error", "{name} は PowerPoint の資料です", _ORIGINAL),
    "file-ichitaro": Rule(
        "一太郎の文書",
        "error",
        "{name} は一太郎の文書です",
        "表を Excel に貼り付けて .xlsx で保存するか、" + _FROM_SENDER,
    ),
    "file-docuworks": Rule(
        "DocuWorks の文書", "error", "{name} は DocuWorks の文書です", _ORIGINAL
    ),
    "file-mail": Rule(
        "メール",
        "error",
        "{name} はメールです",
        "メールを開いて添付ファイルを保存し、そのファイルを選んでください",
    ),
    "file-pdf": Rule(
        "PDF",
        "error",
        "{name} は PDF で、表の値を読めません",
        _ORIGINAL_OR_SENDER,
    ),
    "file-picture": Rule(
        "画像",
        "error",
        "{name} は画像（写真やスキャン）で、表の値を読めません",
        _ORIGINAL_OR_SENDER,
    ),
    "file-numbers": Rule(
        "Numbers の書類",
        "error",
        "{name} は Mac の Numbers の書類です",
        "Numbers で「書き出す」→「Excel」を選び、できた .xlsx を選んでください",
    ),
    "file-pages": Rule(
        "Pages の文書",
        "error",
        "{name} は Mac の Pages の文書です",
        "表を Excel に貼り付けて .xlsx で保存するか、" + _FROM_SENDER,
    ),
    "file-keynote": Rule(
        "Keynote の資料", "error", "{name} は Mac の Keynote の資料です", _ORIGINAL_OR_SENDER
    ),
    "file-google": Rule(
        "Google スプレッドシート",
        "error",
        "{name} は Google スプレッドシートへのリンクで、表は入っていません",
        "ブラウザーで開き、「ファイル」→「ダウンロード」→「Microsoft Excel」で保存したものを選んでください",
    ),
    "file-register": Rule(
        "台帳",
        "error",
        "{name} は台帳（.sqlite）で、Excel のブックではありません",
        "中の人は careerup ledger find 氏名 --ledger {path} で調べられます",
        excel="ボタン「照会」で調べられます",
    ),
    "file-program": Rule("プログラム", "error", "{name} はプログラムです", _ORIGINAL),
    # ---- 別の種類の表
    "roster-is-participants": Rule(
        "受講者名簿のよう",
        "info",
        "修了証番号が1つもなく、受講者名簿のようです",
        "修了判定は careerup check participants {file} でできます",
    ),
    "table-is-report": Rule(
        "検証結果",
        "error",
        "{name} は careerup が作った結果のファイルで、確かめる表ではありません",
        "確かめた元のファイル{original}を選んでください",
    ),
    "table-is-settings": Rule(
        "設定の表",
        "error",
        "{name} は careerup の運用設定で、確かめる表ではありません",
        "careerup settings {file} で確かめ、--profile {file} で使います",
        excel="確かめる表のあるブックを開いてください",
    ),
    "own-results-left": Rule(
        "自分の結果", "info", "{names} は careerup が作った結果なので、確かめません"
    ),
    "table-is-roster": Rule(
        "名簿の表",
        "error",
        "{place}あるのは{wanted}ではなく、研修修了者名簿のようです",
        "careerup check roster {file} で確かめてください",
        excel="ボタン「名簿検証」を押してください",
    ),
    "table-is-applications": Rule(
        "指定申請台帳の表",
        "error",
        "{place}あるのは{wanted}ではなく、指定申請台帳のようです",
        "careerup check applications {file} で確かめてください",
        excel="ボタン「申請チェック」を押してください",
    ),
    "table-is-designations": Rule(
        "指定台帳の表",
        "error",
        "{place}あるのは{wanted}ではなく、指定台帳のようです",
        "careerup check designations {file} で確かめてください",
        excel="ボタン「指定期限チェック」を押してください",
    ),
    "table-is-eligibility": Rule(
        "職員の役職の表",
        "error",
        "{place}あるのは{wanted}ではなく、職員の役職の表のようです",
        "修了者の名簿と一緒に careerup check eligibility {file} 修了者の名簿.xlsx で修了要件を確かめてください",
        excel="修了者の名簿のシートを同じブックに入れて、ボタン「加算の修了要件」を押してください",
    ),
    "table-is-applicants": Rule(
        "申込者の名簿",
        "error",
        "{place}{wanted}の表が見つからず、シート「{sheet}」は申込者の名簿のようです",
        "修了を判定するなら careerup check participants で確かめてください",
        excel="修了者の報告なら、修了証番号と修了年月日の列のある名簿を前に出してください",
        about="table",
    ),
    "table-is-attendance": Rule(
        "出欠表",
        "error",
        "{place}{wanted}の表が見つからず、シート「{sheet}」は出欠表のようです",
        "修了を判定するなら careerup check participants で確かめてください",
        excel="修了者の報告なら、修了証番号と修了年月日の列のある名簿を前に出してください",
        about="table",
    ),
    "table-is-not-completed": Rule(
        "未修了者の表",
        "error",
        "{place}{wanted}の表が見つからず、シート「{sheet}」は未修了者の表のようです",
        "修了した人の名簿のファイルを選んでください",
        excel="修了した人の名簿を前に出してください",
        about="table",
    ),
    "table-is-lecturers": Rule(
        "講師の表",
        "error",
        "{place}{wanted}の表が見つからず、シート「{sheet}」は講師の表のようです",
        "講師は申請台帳と同じブックに入れ、careerup check applications で確かめてください",
        excel="申請台帳と同じブックに入れて［申請チェック］を押してください",
        about="table",
    ),
    "table-is-survey": Rule(
        "アンケート",
        "error",
        "{place}{wanted}の表が見つからず、シート「{sheet}」はアンケートのようです",
        "名簿のファイルを選んでください",
        excel="名簿のシートを前に出してください",
        about="table",
    ),
    "table-is-participants": Rule(
        "受講者名簿の表",
        "error",
        "{place}あるのは{wanted}ではなく、受講者名簿のようです",
        "careerup check participants {file} で修了判定をしてください",
        excel="コマンドの careerup check participants で修了判定をしてください",
    ),
}
