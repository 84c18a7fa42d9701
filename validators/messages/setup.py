"""Sentences of building, packing and installing (組み込み): the add-in, the kit and its setup window."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    "addin-unwritable": Rule(
        "アドインの場所",
        "error",
        "{folder} に書けません",
        "別のフォルダーを --out で選んでください",
        excel="書ける場所かを確かめてください",
    ),
    "bundle-no-source": Rule(
        "配布一式の元",
        "error",
        "{folder} に careerup の元のファイル（pyproject.toml）がありません",
        "元のフォルダーで実行してください",
    ),
    "bundle-exists": Rule(
        "配布一式の名前",
        "error",
        "{name} は既にあります",
        "別のフォルダーを --out で選んでください",
        excel="別の場所を選んでください",
    ),
    "bundle-offline": Rule(
        "配布一式の部品",
        "error",
        "配布一式に要る部品を取り寄せられません",
        "インターネットにつながる PC で、もう一度実行してください",
    ),
    "bundle-signature": Rule(
        "Python の署名",
        "error",
        "取り寄せた Python の {name} の署名が、Python Software Foundation のものと合いません",
        "一式は作っていません。取り寄せ先を確かめてから、もう一度実行してください",
    ),
    "install-account-name": Rule(
        "アカウントの名前",
        "error",
        "{folder} に、この Windows では渡せない文字があります",
        "一式のフォルダーを C:\\ProgramData\\careerup に移し、その中の setup.bat を実行してください",
    ),
    # the window of setup.bat and of 取り除く
    "kit-title": Rule("組み込み", "info", "キャリアアップ研修 アドインの組み込み"),
    "kit-in-zip": Rule(
        "zip の中からの実行",
        "error",
        "zip の中から実行されています",
        "zip を右クリックして「すべて展開」を選び、できたフォルダーの setup.bat を実行してください",
    ),
    "kit-excel-open": Rule(
        "開いている Excel",
        "info",
        "Excel が開いています",
        "ブックを保存して Excel をすべて閉じてから、この窓でキーを押してください",
    ),
    "kit-copying": Rule("組み込み", "info", "ファイルを写しています（1分ほど）"),
    "kit-failed": Rule(
        "組み込めない",
        "error",
        "組み込めませんでした。Excel は前のままです",
        "PC を再起動してから、もう一度 setup.bat を実行してください。"
        "それでも入らないときは、この窓を管理者に見せてください",
    ),
    "kit-done": Rule(
        "組み込み",
        "info",
        "組み込みが終わりました",
        "Excel を開くと「キャリアアップ研修」のタブが出ます。名簿のブックを開き、「名簿検証」を押してください",
    ),
    "kit-menu": Rule(
        "組み込み",
        "info",
        "上に × があるときや、タブが出ないときは、スタートメニューの「キャリアアップ研修」にある"
        "「診断」を押してください",
        "「使い方」と「取り除く」も同じ所にあります",
    ),
    "kit-removed": Rule(
        "取り除く",
        "info",
        "アドインを取り除きました",
        "このあとプログラムのフォルダーも消えます。設定と台帳は残ります",
    ),
    "install-windows-only": Rule(
        "アドインの入る PC",
        "error",
        "アドインは Windows の Excel で使います",
        "この PC では careerup check などの命令を使ってください",
    ),
    "install-unwritable": Rule(
        "アドインの場所",
        "error",
        "{folder} に書けません",
        "Excel を閉じてから、もう一度実行してください",
    ),
    "uninstall-locked": Rule(
        "アドインを消す",
        "error",
        "{name} を消せません",
        "Excel を閉じてから、もう一度実行してください",
    ),
    "environment-shared": Rule(
        "同じ名前の部品",
        "error",
        "この Python には別の部品 {package}（PyPI）も入っていて、同じ名前のフォルダーを取り合っています",
        "careerup だけの仮想環境（py -m venv .venv）を作り、そこに入れ直してください",
    ),
    "manual-opened": Rule("冊子", "info", "使い方の冊子を開きました（{path}）"),
    "manual-is-here": Rule(
        "冊子", "info", "使い方の冊子は {path} です", "ブラウザーで開いてください"
    ),
    "manual-copied": Rule("冊子の写し", "info", "使い方の冊子を {files} に写しました"),
    "demo-folder": Rule(
        "見本のフォルダー",
        "error",
        "{folder} は空のフォルダーではありません",
        "新しいフォルダーの名前を付けてください（careerup demo 名前）",
    ),
}
