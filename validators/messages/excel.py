"""Sentences of the buttons and dialogs in Excel: what was done, what has to be done first."""

from validators.messages import Rule

_MARKS_LEFT = (
    "印の色が残っているときは、「名簿検証」を押してから、もう一度「印を消す」を押してください"
)

RULES: dict[str, Rule] = {
    # 検証結果
    "marks-jump": Rule(
        "検証結果", "info", "シート「検証結果」の「セル」を押すと、直すセルに移ります"
    ),
    "marks-none": Rule(
        "印を消す",
        "info",
        "消す印はシート「検証結果」にありません",
        _MARKS_LEFT,
    ),
    "marks-cleared": Rule("印を消す", "info", "{count} 個のセルの印を消し、元の色に戻しました"),
    "marks-lost": Rule(
        "印を消す",
        "info",
        "{count} 個の印は元のセルにありません（並べ替えたか、色を付け直したセルです）",
        _MARKS_LEFT,
    ),
    "findings-missing": Rule(
        "次の指摘へ", "info", "指摘の一覧がありません", "先に「名簿検証」を押してください"
    ),
    "findings-none": Rule("次の指摘へ", "info", "指摘はありません"),
    # 表記を整える
    "tidy-none": Rule("表記を整える", "info", "直すところはありません"),
    "tidy-proposed": Rule(
        "表記を整える",
        "info",
        "直せるところが {count} 個あります",
        "シート「{sheet}」で選んでから「適用」を押してください。名簿はまだ変えていません",
    ),
    "tidy-help": Rule(
        "表記を整える",
        "info",
        "直すものに ○ を残し、直さないものは ○ を消して「適用」を押してください",
        "押したあとも「元に戻す」で元の値に戻せます",
    ),
    "tidy-applied": Rule("適用", "info", "{count} 個のセルを直しました"),
    "tidy-unticked": Rule("適用", "info", "○ の付いた行がありません"),
    "tidy-skipped": Rule(
        "適用", "info", "{count} 個は、いまの値が一覧と違うか数式なので変えていません"
    ),
    "tidy-undone": Rule("元に戻す", "info", "{count} 個のセルを元に戻しました"),
    "tidy-nothing-undone": Rule("元に戻す", "info", "元に戻すものはありません"),
    "tidy-not-undone": Rule(
        "元に戻す", "info", "{count} 個は、そのあと変えられているので戻していません"
    ),
    # 様式のボタン
    "form-unsaved": Rule(
        "保存していないブック",
        "error",
        "ブックがパソコンに保存されていません",
        "保存してから、もう一度押してください（作ったファイルは同じフォルダーに置きます）",
    ),
    "form-not-in-front": Rule(
        "様式ではないブック",
        "error",
        "前にあるブックは様式ではありません",
        "「修了証」などのボタンで作ったブックを開いてから押してください",
    ),
    "form-no-record": Rule(
        "記録のない行",
        "info",
        "選んだ行に記録がありません",
        "表の中の行を選ぶか、1つのセルだけを選んで（すべての行）もう一度押してください",
    ),
    "form-nothing-made": Rule("様式", "info", "作れるものがありません"),
    "form-made": Rule("様式", "info", "{title} {count} 件を、同じフォルダーの {name} に作りました"),
    "form-refused": Rule("様式", "info", "次の {count} 件は作っていません"),
    "form-pdf-made": Rule("PDF", "info", "{name} を同じフォルダーに作りました"),
    # 運用設定
    "settings-opened": Rule(
        "運用設定",
        "info",
        "いまの運用設定は「{profile}」です",
        "{path} を開きました。変えて保存すると、次の名簿検証から使われます",
    ),
    "settings-not-opened": Rule(
        "運用設定",
        "info",
        "いまの運用設定は「{profile}」です",
        "変えるには {path} を書き換えると、次の名簿検証から使われます",
    ),
    # the open book itself
    "book-too-large": Rule(
        "大きすぎるシート",
        "error",
        "シート「{sheet}」の使っている範囲が大きすぎます",
        "使っていない行・列を消してから、もう一度押してください",
    ),
    "book-sheet-gone": Rule(
        "なくなったシート",
        "error",
        "シート「{sheet}」がありません",
        "名簿検証をもう一度押してください",
    ),
    "book-sheet-hidden": Rule(
        "隠れたシート",
        "info",
        "シート「{sheet}」は非表示になっています",
        "再表示してから、もう一度押してください",
    ),
    "book-done": Rule(
        "済んだ処理",
        "info",
        "このことをブックのシートに書くことはできませんでした",
        "処理は済んでいるので、もう一度押さないでください",
    ),
    "book-locked": Rule(
        "書き込めないブック",
        "error",
        "ブックに書き込めませんでした",
        "セルの入力を終え、シートの保護や共有、読み取り専用を外してから、もう一度押してください",
    ),
    "book-editing": Rule(
        "入力中のセル",
        "error",
        "セルが入力中か、Excel の窓が開いたままです",
        "Enter か Esc で入力を終え、開いている窓を閉じてから、もう一度押してください",
    ),
    "book-shared": Rule(
        "みんなで開いているブック",
        "info",
        "このブックは自動保存で、書いた色や一覧は開いている全員にすぐ見えます。続けますか",
        "見せたくないときは「いいえ」を押し、自動保存を切るか、パソコンに写しを作ってから押してください",
    ),
    "book-taken-back": Rule(
        "書き込めないブック",
        "error",
        "ブックに書き込めませんでした。書きかけたものは元に戻しました",
        "シートやブックの保護、共有、読み取り専用を外してから、もう一度押してください",
    ),
    "book-half-changed": Rule(
        "途中まで変わったブック",
        "error",
        "ブックに書き込めず、書きかけたものの一部を元に戻せませんでした",
        "保存せずに閉じて開き直し、シートやブックの保護を外してから、もう一度押してください",
    ),
    "book-sheet-not-ours": Rule(
        "同じ名前のシート",
        "error",
        "シート「{sheet}」は careerup が書いたものではないので、書きかえません",
        "そのシートの名前を変えてから、もう一度押してください",
    ),
    "selection-not-cells": Rule(
        "セルではない選択",
        "error",
        "図形か印影、グラフが選ばれています",
        "セルを選んでから、もう一度押してください",
    ),
    "memory-full": Rule(
        "メモリ不足",
        "error",
        "メモリが足りません",
        "ファイルを分けるか、ほかのプログラムを閉じてください",
        excel="ほかのブックを閉じてから、もう一度押してください",
    ),
    "stopped": Rule(
        "中止",
        "info",
        "中止しました",
        "何も書いていません",
        excel="ブックは変えていません",
    ),
    # said by the add-in itself, before or instead of Python
    "addin-busy": Rule(
        "前のボタンの処理",
        "info",
        "前のボタンの処理がまだ終わっていません",
        "終わるまでお待ちください",
    ),
    "calc-silent": Rule(
        "答えない careerup",
        "error",
        "careerup を動かせませんでした",
        "careerup がこの PC に入っているかを確かめ、拡張機能を作り直して入れ直してください",
    ),
    "calc-failed": Rule(
        "終えられない処理",
        "error",
        "処理を終えられませんでした。ブックは変えていません",
        "ほかのブックでも同じなら、拡張機能を作り直して入れ直してください",
    ),
    "office-pane": Rule("作業ウィンドウ", "info", "作業ウィンドウ"),
    "office-running": Rule("検証中", "info", "確かめています"),
    "office-key": Rule("合言葉", "info", "合言葉を入れてください（サーバーの管理者に尋ねます）"),
    "office-saved": Rule("合言葉", "info", "合言葉を控えました"),
    "office-limits": Rule(
        "できないこと",
        "info",
        "この Excel では Ctrl+Z で戻りません。10万セルを超えるシートの元の色は読めず、テーマの色は"
        "同じ色の塗りつぶしとして戻ります。途中で通信が切れると書きかけが残ることがあります",
        "大切な名簿は、写しで試してください",
    ),
    "office-failed": Rule(
        "終えられない処理",
        "error",
        "処理を終えられませんでした。ブックは変わっていません",
        "保存せずに閉じて開き直し、もう一度押してください",
    ),
    "office-silent": Rule(
        "答えないサーバー",
        "error",
        "サーバーから答えがありません",
        "通信を確かめ、続くときはサーバーの管理者に知らせてください",
    ),
    "addin-no-book": Rule(
        "ブックなし",
        "info",
        "ブックが開かれていません",
        "名簿のブックを開いてから押してください",
    ),
    "addin-protected-view": Rule(
        "保護ビュー",
        "info",
        "保護ビューのブックが前にあります",
        "「編集を有効にする」を押してから、もう一度押してください",
    ),
    "addin-editing": Rule(
        "入力中のセル",
        "info",
        "セルが入力中です",
        "Enter か Esc で入力を終えてから、もう一度押してください",
    ),
    "addin-no-python": Rule(
        "Python なし",
        "error",
        "Python が見つかりません",
        "スタートメニューの「キャリアアップ研修」にある「診断」を押して、案内のとおりにしてください",
    ),
    "addin-no-dll": Rule(
        "DLL なし",
        "error",
        "xlwings の DLL が見つからないか、読み込めません",
        "スタートメニューの「キャリアアップ研修」にある「診断」を押して、案内のとおりにしてください",
    ),
    "addin-no-server": Rule(
        "起動できない Python",
        "error",
        "Python を起動できませんでした。Excel からの起動が禁じられていることがあります",
        "スタートメニューの「キャリアアップ研修」にある「診断」を押してください",
    ),
    "addin-no-answer": Rule(
        "答えない関数",
        "error",
        "Python の関数が答えませんでした",
        "スタートメニューの「キャリアアップ研修」にある「診断」を押して、案内のとおりにしてください",
    ),
    "addin-failed": Rule(
        "終えられない処理",
        "error",
        "処理を終えられませんでした。ブックは変わっていません",
        "スタートメニューの「キャリアアップ研修」にある「診断」を押してください",
    ),
}
