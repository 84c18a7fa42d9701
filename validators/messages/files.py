"""Sentences for files (ファイル) that cannot be read, copied or written, and why."""

from validators.messages import Rule

_RESAVE = "Excel で開き、.xlsx で保存し直してください"
_AS_WORKBOOK = "Excel で開き、「Excel ブック」で保存し直してください"

RULES: dict[str, Rule] = {
    # ---- 開けない
    "file-missing": Rule(
        "ファイルがない",
        "error",
        "{name} が見つかりません",
        "ファイルの場所と名前を確かめてください",
    ),
    "file-pattern-none": Rule(
        "合うファイルがない",
        "error",
        "{pattern} に合うファイルがありません",
        "フォルダーと名前を確かめてください",
    ),
    "file-pattern-several": Rule(
        "ファイルが多い",
        "error",
        "{pattern} に合うファイルがいくつもあります（{names}）",
        "1つだけを指定してください",
    ),
    "file-folder": Rule(
        "フォルダー", "error", "{name} はフォルダーです", "ファイルを選んでください"
    ),
    "file-no-file": Rule(
        "ふつうのファイルでない",
        "error",
        "{name} はふつうのファイルではありません",
        "ブックのファイルを選んでください",
    ),
    "file-locked": Rule(
        "開けない",
        "error",
        "{name} を開けません",
        "ほかの人が開いていないか、読む権限があるかを確かめてください",
    ),
    "file-lock-file": Rule(
        "作業用ファイル",
        "error",
        "{name} は Excel が開いている間の作業用ファイルです",
        "~$ の付かない元のファイルを選んでください",
    ),
    "file-empty": Rule(
        "空のファイル", "error", "{name} は空のファイルです", "元のファイルを確かめてください"
    ),
    "file-password": Rule(
        "パスワード",
        "error",
        "{name} はパスワードで保護されています",
        "Excel で開いてパスワードを外し、保存し直してください",
    ),
    # ---- 読めない
    "file-no-values": Rule(
        "値がない",
        "error",
        "{name} には値の入ったシートがありません",
        "表のあるファイルを選んでください",
    ),
    "file-only-hidden": Rule(
        "見えている値がない",
        "error",
        "{name} の見えているシートには値がありません",
        "隠れたシートを確かめるときは --sheet で名前を指定してください",
        excel="確かめるシートを再表示してください",
    ),
    "file-no-such-sheet": Rule(
        "シートがない",
        "error",
        "{name} に「{sheet}」というシートがありません",
        "あるのは {sheets} です",
    ),
    "file-unreadable": Rule(
        "読めないブック", "error", "{name} を Excel のブックとして読めません", _RESAVE
    ),
    "file-reader-lost": Rule(
        "読めないブック",
        "error",
        "{name} を Excel のブックとして読めません。壊れているおそれがあります",
        _RESAVE,
    ),
    "file-damaged": Rule(
        "壊れたファイル",
        "error",
        "{name} は壊れているか、途中までしかありません",
        "元のファイルを Excel で開き、保存し直してください",
    ),
    "file-no-workbook": Rule(
        "ブックでない",
        "error",
        "{name} は Excel のブックではありません",
        "ファイルの種類を確かめ、" + _RESAVE,
    ),
    "file-web-page": Rule("Web ページ", "error", "{name} は Web ページか XML の形式です", _RESAVE),
    "file-no-text": Rule(
        "読めない文字",
        "error",
        "{name} の文字を読めません",
        "Excel で開き、「CSV UTF-8」か .xlsx で保存し直してください",
    ),
    "file-external": Rule(
        "外部参照",
        "error",
        "{name} に外部参照の仕掛け（DTD）があるため読みません",
        _RESAVE,
    ),
    # ---- 読んだが、確かめていないところ
    "file-sheets-hidden": Rule(
        "隠れたシート", "info", "隠れたシート（{sheets}）は確かめていません"
    ),
    "file-old-format": Rule(
        "古い形式",
        "info",
        "古い形式（.xls）では、エラーになった数式のセルが空欄として読まれ、隠れた行・列や取り消し線は分かりません",
        ".xlsx に保存し直すと確かめられます",
    ),
    "files-swept": Rule(
        "書きかけのファイル",
        "info",
        "途中で止まった書きかけのファイル（{names}）を片付けました",
    ),
    # ---- 大きすぎる
    "file-huge": Rule(
        "大きすぎる",
        "error",
        "{name} は展開すると {size} GB になり、大きすぎて読めません",
        "使っていない行・列や書式を消して（Ctrl+End で端が分かります）保存し直してください",
    ),
    "file-bomb": Rule(
        "詰まりすぎ",
        "error",
        "{name} は {size} MB なのに展開すると {total} MB になるため、読みません",
        "元のファイルを Excel で開き、使っていない行・列を消して保存し直してください",
    ),
    "file-many-parts": Rule(
        "部品が多い",
        "error",
        "{name} は中の部品が {count} 個あり、多すぎて読めません（{limit} 個まで）",
        "必要なシートだけを新しいブックにコピーして保存してください",
    ),
    "file-many-sheets": Rule(
        "シートが多い",
        "error",
        "{name} にはシートが {count} 枚あり、多すぎて読めません（{limit} 枚まで）",
        "確かめるシートだけのブックにしてください",
    ),
    "file-far-cells": Rule(
        "離れたセル",
        "error",
        "{name} のシート「{sheet}」は表の端から遠く離れたセル（{row}行まで）にも値があり、大きすぎて読めません",
        "離れたセルの値を消して保存し直してください",
    ),
    "file-text-large": Rule(
        "大きすぎる",
        "error",
        "{name} は文字が多すぎて読めません",
        "年度や研修ごとに分けてください",
    ),
    # ---- 写しを作れない
    "copy-format": Rule(
        "写しの種類",
        "error",
        "{name} の写しは、同じ種類のファイルにだけ作れます",
        "写しの名前の終わりを {ending} にしてください",
    ),
    "copy-source-format": Rule(
        "写しの種類",
        "error",
        "写しを作れるのは .xlsx と .xlsm のファイルだけで、{name} からは作れません",
        "元のファイルを Excel で .xlsx に保存し直してください",
    ),
    "copy-no-workbook": Rule(
        "写せないファイル",
        "error",
        "{name} は .xlsx のブックではないため、写しを作れません",
        "Excel で .xlsx に保存し直してください",
    ),
    "copy-unusual": Rule(
        "通常と違う作り",
        "error",
        "{name} は通常の Excel と違う作りのため、写しを作れません",
        _AS_WORKBOOK,
    ),
    "copy-part-damaged": Rule(
        "壊れた部品",
        "error",
        "{name} の部品「{part}」が壊れているため、写しを作れません",
        _AS_WORKBOOK,
    ),
    "copy-part-kept": Rule(
        "写せない部品",
        "error",
        "{name} のシートには、写せない部品（{part}）があります",
        "1件ずつのファイルにする（--each）か、その部品をシートから外してください",
        excel="その部品をシートから外してください",
    ),
    # ---- 書けない
    "output-exists": Rule(
        "既にある",
        "error",
        "{name} は既にあります",
        "別の名前にするか、--force を付けてください",
        excel="別の名前にするか、前のファイルを片付けてください",
    ),
    "output-is-input": Rule(
        "元のファイル",
        "error",
        "{name} は読み取った元のファイルなので、上書きしません",
        "別の名前か別のフォルダーを指定してください",
    ),
    "output-twice": Rule(
        "同じ名前",
        "error",
        "{name} に2つのものを書こうとしています",
        "別々の名前を付けてください",
    ),
    "output-folder": Rule(
        "フォルダー",
        "error",
        "{name} はフォルダーです",
        "ファイルの名前を指定してください",
    ),
    "output-colon": Rule(
        "ファイルの名前",
        "error",
        "「{name}」の「:」は、ファイルの名前に使えません（Windows では、開けない所に書かれます）",
        "別の名前を指定してください",
    ),
    "output-read-only": Rule(
        "読み取り専用",
        "error",
        "{name} は読み取り専用です",
        "別の名前を指定するか、ファイルのプロパティで読み取り専用を外してください",
    ),
    "output-no-file": Rule(
        "書けない場所",
        "error",
        "{name} はふつうのファイルではありません",
        "別の名前を指定してください",
    ),
    "output-folder-missing": Rule(
        "ないフォルダー",
        "error",
        "フォルダー {folder} がありません",
        "フォルダーを作ってから、もう一度実行してください",
        excel="フォルダーを作ってから、もう一度押してください",
    ),
    "output-no-folder": Rule(
        "書けない",
        "error",
        "{name} を書けません",
        "フォルダーがあるか、書く権限があるかを確かめてください",
    ),
    "command-json-only": Rule(
        "JSON だけ", "info", "--json ではファイルを書かないので、{options} は使いません"
    ),
    "output-failed": Rule(
        "書けない",
        "error",
        "{name} を書けません",
        "Excel で開いていたら閉じ、フォルダーに書く権限と空き容量があるかを確かめて、もう一度実行してください",
    ),
    "output-no-such-folder": Rule(
        "結果のフォルダー",
        "error",
        "{name} はフォルダーの名前ではありません",
        "結果を置くフォルダーの名前（{stem} など）を指定してください",
    ),
}
