"""Sentences for blanks (ひな形) that cannot be filled in, for PDFs, and for what a run of forms made."""

from validators.messages import Rule

_SAVE_AGAIN = "Excel で開き、「Excel ブック」で保存し直してください"
_TRY_EXCEL = "--pdf なしで作り、Excel の「エクスポート」で PDF にしてください"
_EXPORT = "Excel の「エクスポート」で PDF にしてください"
_UNWANTED = (
    "載せない欄なら、どのセルでもよいので「不要_保育士登録番号」のような名前を付けてください"
)

RULES: dict[str, Rule] = {
    # ---- ひな形
    "blank-not-a-workbook": Rule(
        "ひな形のファイル形式",
        "error",
        "{file} はひな形に使えません",
        "Excel で .xlsx に（Word の文書なら .docx に）保存し直してください",
    ),
    "blank-odd": Rule(
        "ひな形のファイルの作り",
        "error",
        "{file} は通常の Excel と違う作りのため、ひな形に使えません",
        _SAVE_AGAIN,
    ),
    "blank-read-as": Rule(
        "ひな形の読み方", "info", "{file} のシート「{sheet}」を {form}として読みました"
    ),
    "blank-unusable": Rule(
        "使えないひな形",
        "error",
        "{file} のシート「{sheet}」は{form}に使えません。{reasons}",
    ),
    "blank-places-missing": Rule(
        "差し込む場所がない",
        "error",
        "差し込む場所が見つかりません: {places}",
        f"見出しを書くか、セルに同じ名前を付けてください（careerup form labels で確かめられます）。{_UNWANTED}",
        excel=f"見出しを書くか、セルに同じ名前を付けてください。{_UNWANTED}",
    ),
    "blank-name-broken": Rule(
        "指す先のない名前",
        "error",
        "名前「{place}」の指すセルがなくなっています",
        "「数式」の「名前の管理」で指し直してください",
    ),
    "blank-name-hidden": Rule(
        "結合セルの中の名前",
        "error",
        "名前「{place}」の指すセル {cell} は、結合したセルの中に隠れています（先頭は {first}）",
        "指し直してください",
    ),
    "blank-place-twice": Rule(
        "場所が2つある",
        "error",
        "「{place}」に当たるところが {cells} にあります",
        "使う方のセルに名前「{place}」を付けるか、1つにしてください",
    ),
    "blank-no-cell": Rule(
        "空いたセルがない",
        "error",
        "「{place}」の見出し（{cell}）の右と下に空いたセルがありません",
        "見出しの右のセルを空けるか、入れるセルに名前「{place}」を付けてください",
    ),
    "blank-formula": Rule(
        "数式のセル",
        "error",
        "「{place}」を入れるセル {cell} には数式があります",
        "数式を消すか、ほかのセルに名前「{place}」を付けてください",
    ),
    "blank-locked": Rule(
        "保護されたセル",
        "error",
        "「{place}」を入れるセル {cell} は保護されています",
        "「セルの書式設定」の「保護」でロックを外すか、シートの保護を解除してください",
    ),
    "blank-not-understood": Rule(
        "入れ方の分からない場所",
        "error",
        "「{place}」の見出し（{cell}）の横の「{beside}」への入れ方が分かりません",
        "入れるセルに名前「{place}」を付けてください",
    ),
    "blank-mark-unknown": Rule(
        "分からない差し込み印",
        "error",
        "セル {cell} の「{mark}」に何を差し込むか分かりません",
        "「{examples}」などの名前に直してください",
    ),
    "blank-several-a-page": Rule(
        "1枚に数人分のひな形",
        "info",
        "ひな形には「氏名」などの場所が {count} 組ありますが、1人ずつのファイルにするので {left} 組は空けました",
        "1枚に {count} 人分を刷るなら --each を外してください",
        excel="1枚に {count} 人分を刷るなら、運用設定で1人ずつのファイルにしない設定にしてください",
    ),
    "blank-strict": Rule(
        "厳密な Open XML のひな形",
        "error",
        "{file} は「厳密な Open XML」の形で保存されているため、ひな形に使えません",
        "--ordinary を付けて普通の形の様式を作るか、Excel で「Excel ブック」に保存し直してください",
        excel="Excel で開き、「Excel ブック」で保存し直してください",
    ),
    "blank-ordinary": Rule(
        "普通の形にした様式",
        "info",
        "{file} は「厳密な Open XML」の形なので、様式は普通の形（Excel ブック）で作りました",
    ),
    "blank-unwanted": Rule(
        "載せない欄",
        "info",
        "ひな形に「不要」の名前があるので、{places}は載せません",
    ),
    "blank-unwanted-needed": Rule(
        "載せないことのできない欄",
        "error",
        "「{place}」を載せない様式は作れません",
        "「不要_{place}」という名前を外し、入れるところを書いてください",
    ),
    "blank-hole-left": Rule(
        "空いたままの欄",
        "info",
        "ひな形のセル {cell}「{text}」には何も入れていません",
        "要る欄なら、セルに名前を付けるか {{{{修了年月日}}}} のように書いてください",
    ),
    "blank-sample-replaced": Rule(
        "見本を入れ替えた欄",
        "info",
        "ひな形のセル {cell} に残っていた「{text}」は見本と見て、値に入れ替えました",
        "残す言葉なら、値を入れるセルに名前を付けてください",
    ),
    "blank-header-mark": Rule(
        "ヘッダーの差し込み印",
        "error",
        "ヘッダー・フッターの「{mark}」には差し込めません",
        "シートのセルに移してください",
    ),
    "blank-formula-broken": Rule(
        "壊れた数式",
        "info",
        "ひな形のセル {cell} の数式は参照先がなく、#REF! と印刷されます",
        "数式を直すか消してください",
    ),
    "blank-office-alone": Rule(
        "職名だけのひな形",
        "info",
        "ひな形のセル {cell} に「{printed}」だけが印刷されているので、「{issuer}」の氏名は入れていません",
        "氏名も要るなら、職名の後ろに空きを作って「印」と書くか、入れるセルに名前「発行者」を付けてください",
    ),
    "blank-issuer-printed": Rule(
        "印刷済みの発行者",
        "error",
        "ひな形のセル {cell} に「{printed}」と印刷されていますが、発行者は「{issuer}」です",
        "ひな形の発行者を直すか、発行者の指定を合わせてください",
    ),
    "blank-issuer-replaced": Rule(
        "発行者を入れ替えた",
        "info",
        "ひな形のセル {cell} に印刷された「{printed}」を「{issuer}」に入れ替えました",
    ),
    # ---- PDF
    "pdf-no-office": Rule(
        "PDF にする機能がない",
        "error",
        "このひな形を PDF にするには Excel か LibreOffice が要ります",
        _TRY_EXCEL,
        excel=_EXPORT,
    ),
    "pdf-office-slow": Rule(
        "PDF を作り終えない",
        "error",
        "LibreOffice が PDF を作り終えませんでした",
        "件数を分けて（--rows）もう一度実行してください",
        excel="行を分けて選び、もう一度押してください",
    ),
    "pdf-office-failed": Rule(
        "PDF を作れない",
        "error",
        "LibreOffice で PDF を作れませんでした",
        _TRY_EXCEL,
        excel=_EXPORT,
    ),
    "pdf-runs-over": Rule(
        "はみ出したページ",
        "error",
        "PDF にすると「{name}」が {pages} ページになり、{count} 件のどれかが次のページにはみ出しています",
        "--pdf なしで作って長い値を確かめ、ひな形の欄を広げてください",
        excel="長い値を確かめ、ひな形の欄を広げてください",
    ),
    "pdf-part-missing": Rule(
        "PDF の部品がない",
        "error",
        "PDF を作る部品（{part}）がありません",
        "pip install careerup をもう一度実行するか、--pdf なしで Excel のファイルを作ってください",
        excel="careerup をもう一度インストールするか、Excel のファイルで作ってください",
    ),
    # ---- 実行
    "form-folder-unwritable": Rule(
        "書けないフォルダー",
        "error",
        "{folder} に書けません",
        "別のフォルダーを --out で選んでください",
        excel="別のフォルダーに保存してから、もう一度押してください",
    ),
    "option-rows-none": Rule(
        "記録のない行",
        "error",
        "--rows の行に記録がありません",
        "Excel の左に出る行の番号を確かめてください",
        excel="表の中の行を選んでください",
    ),
    "form-run-nothing": Rule(
        "作れるものがない", "error", "作れるものがありません。何も書いていません"
    ),
    "form-run-made": Rule(
        "作成", "info", "{form}{count} 件を {where} に作りました{left}。一覧は {list} です"
    ),
}
