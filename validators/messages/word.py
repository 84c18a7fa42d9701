"""Sentences for Word blanks (Word のひな形) and what is made of them."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    "word-odd": Rule(
        "Word のファイルの作り",
        "error",
        "{file} は通常の Word 文書と違う作りのため、ひな形に使えません",
        "Word で開き、「Word 文書（.docx）」で保存し直してください",
    ),
    "word-read-as": Rule("Word のひな形の読み方", "info", "{file} を {form}として読みました"),
    "word-places-missing": Rule(
        "差し込む場所がない",
        "error",
        "差し込む場所が見つかりません: {places}",
    ),
    "word-unusable": Rule(
        "使えない Word のひな形",
        "error",
        "{file} は{form}に使えません。{reasons}",
        "入れるところに {{{{氏名}}}} のように書くか、ブックマークなどに「氏名」のように名前を付けてください。"
        "載せない欄なら「不要_保育士登録番号」のようなブックマークを付けてください",
    ),
    "word-no-pdf": Rule(
        "Word のひな形と PDF",
        "error",
        "{file} は Word のひな形なので、LibreOffice のない PC では PDF にできません",
        "--pdf なしで作り、Word の「エクスポート」で PDF にしてください",
        excel="Word で開き、「エクスポート」で PDF にしてください",
    ),
    "word-each-only": Rule(
        "1件ずつの Word ファイル",
        "error",
        "{file} は、ヘッダー・フッターに差し込むところや、通し番号・脚注があるため、全員分を1つの文書にできません",
        "--each を付けて、1件ずつのファイルにしてください",
        excel="Excel のひな形を使うか、ヘッダー・フッターの差し込みを本文に移してください",
    ),
}
