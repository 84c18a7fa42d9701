"""Sentences of the doctor (診断): what an office forbids, for the clerk to hand to the administrator."""

from validators.messages import Rule

RULES: dict[str, Rule] = {
    "doctor-allowed": Rule(
        "禁止なし", "info", "マクロ、アドイン、Python の起動は禁じられていません"
    ),
    "doctor-no-macros": Rule(
        "マクロの禁止",
        "error",
        "マクロが会社の設定で止められ、信頼できる場所も使えません（{key} の VBAWarnings が 4、"
        "Trusted Locations の AllLocationsDisabled が 1）",
        "XLSTART を信頼できる場所にするか、{addin} に署名するよう管理者に頼んでください",
    ),
    "doctor-signed-macros": Rule(
        "署名したマクロだけ",
        "error",
        "署名のあるマクロだけが許され、信頼できる場所も使えません（{key} の VBAWarnings が 3、"
        "Trusted Locations の AllLocationsDisabled が 1）",
        "XLSTART を信頼できる場所にするか、{addin} に署名するよう管理者に頼んでください",
    ),
    "doctor-signed-addins": Rule(
        "署名したアドインだけ",
        "error",
        "署名のあるアドインだけが許されています（{key} の RequireAddinSig が 1）。"
        "信頼できる場所に置いても動きません",
        "{addin} に署名するか、この設定から除くよう管理者に頼んでください",
    ),
    "doctor-no-addins": Rule(
        "アドインの禁止",
        "error",
        "アドインがすべて止められています（{key} の DisableAllAddins が 1）",
        "{addin} を使えるようにするよう管理者に頼んでください",
    ),
    "doctor-child-processes": Rule(
        "子プロセスの禁止",
        "error",
        "Office が子プロセスを起こすことが Defender の規則（{guid}）で{how}",
        "この規則から Excel と {python} を除くよう管理者に頼むか、careerup の命令"
        "（careerup check など）を使ってください",
    ),
    "doctor-win32-calls": Rule(
        "Win32 API の禁止",
        "error",
        "Office のマクロから Win32 API を呼ぶことが Defender の規則（{guid}）で{how}",
        "この規則から Excel と {python} を除くよう管理者に頼むか、careerup の命令"
        "（careerup check など）を使ってください",
    ),
    "doctor-disabled-item": Rule(
        "使用できないアイテム",
        "error",
        "Excel が {addin} を「使用できないアイテム」に入れています",
        "Excel の［ファイル］→［オプション］→［アドイン］で管理を「使用できないアイテム」にして"
        "［設定］を押し、{addin} を有効にしてください",
    ),
    "addin-build-refused": Rule("アドインの作り", "error", "{why}"),
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
