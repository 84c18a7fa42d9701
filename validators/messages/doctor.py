"""Sentences of the doctor (診断): what an office forbids, and the one page for the administrator (依頼書)."""

from validators.messages import Rule

# Behind "ask-": the policy by its Japanese name, and what is wanted instead.
RULES: dict[str, Rule] = {
    "doctor-not-windows": Rule(
        "Windows ではない PC",
        "error",
        "Windows の Excel ではありません",
        "アドインは Windows で使います。careerup check などの命令はこの PC でも使えます",
    ),
    "doctor-excel": Rule("Excel", "info", "Excel {version} {bits}ビット"),
    "doctor-store-excel": Rule(
        "Microsoft Store 版の Excel",
        "error",
        "Microsoft Store 版の Excel です",
        "Store 版ではアドインから Python を起こせません。デスクトップ版の Office への入れ替えを"
        "管理者に頼んでください",
    ),
    "doctor-no-excel": Rule(
        "Excel なし",
        "error",
        "Excel が見つかりません",
        "デスクトップ版の Excel 2016 以降を入れてください",
    ),
    "doctor-old-excel": Rule(
        "古い Excel", "error", "Excel {version} は古い版です", "Excel 2016 以降が要ります"
    ),
    "doctor-python": Rule(
        "Python",
        "info",
        "Python {version}（{bits}ビット）",
        "Python 3.11 以上を入れてください",
    ),
    "doctor-package": Rule("部品", "info", "{name} {version}"),
    "doctor-no-package": Rule(
        "足りない部品",
        "error",
        "{name} がありません",
        "配布一式の setup.bat をもう一度実行してください",
    ),
    "doctor-dll": Rule("DLL", "info", "xlwings の DLL があります"),
    "doctor-no-dll": Rule(
        "DLL なし",
        "error",
        "{names} が {folder} にありません",
        "配布一式の setup.bat をもう一度実行してください。消えるときはウイルス対策ソフトの除外を"
        "管理者に頼んでください",
    ),
    "doctor-not-elevated": Rule("権限", "info", "管理者として実行していません"),
    "doctor-elevated": Rule(
        "管理者としての実行",
        "error",
        "管理者として実行しています",
        "Excel と同じ権限で動くように、ふつうの権限で実行し直してください",
    ),
    "doctor-addin": Rule("アドイン", "info", "アドインは {folder} にあります"),
    "doctor-no-addin": Rule(
        "アドインなし",
        "error",
        "アドインは {folder} にありません",
        "配布一式の setup.bat をもう一度実行してください",
    ),
    "doctor-calc": Rule("Calc の拡張機能", "info", "LibreOffice Calc の拡張機能があります"),
    "doctor-no-calc": Rule(
        "Calc の拡張機能なし",
        "info",
        "LibreOffice Calc の拡張機能は入っていません（Calc で使うときだけ要ります）",
    ),
    "doctor-calc-python": Rule(
        "動かない Calc の拡張機能",
        "error",
        "LibreOffice Calc の拡張機能が使う Python（{python}）がありません",
        "careerup を入れた Python で拡張機能を作り直し、入れ直してください",
    ),
    "doctor-server": Rule(
        "Excel のサーバー",
        "info",
        "ブラウザーと Mac の Excel のためのサーバー（xlwings Server {version}）があります",
    ),
    "doctor-no-server": Rule(
        "Excel のサーバーなし",
        "info",
        "ブラウザーと Mac の Excel のためのサーバーは入っていません（使うときだけ要ります）",
    ),
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
    "doctor-rule-blocks": Rule("禁止", "info", "禁じられています"),
    "doctor-rule-warns": Rule("警告", "info", "警告の対象です"),
    "ask-no-macros": Rule(
        "信頼できる場所をすべて無効にする",
        "info",
        "0（無効）。または、ユーザーの XLSTART を信頼できる場所に加えるか、アドインに組織の署名を付ける",
    ),
    "ask-signed-macros": Rule(
        "信頼できる場所をすべて無効にする",
        "info",
        "0（無効）。または、ユーザーの XLSTART を信頼できる場所に加えるか、アドインに組織の署名を付ける",
    ),
    "ask-signed-addins": Rule(
        "アプリケーション アドインは信頼できる発行元による署名を必要とする",
        "info",
        "0（無効）。または、アドインに組織の署名を付ける",
    ),
    "ask-no-addins": Rule("すべてのアプリケーション アドインを無効にする", "info", "0（無効）"),
    "ask-child-processes": Rule(
        "すべての Office アプリケーションによる子プロセスの作成をブロックする（攻撃面の減少）",
        "info",
        "{excluded} をこの規則の除外に加える",
        "加えられないときは careerup install --served（Python をサインインのときに起こし、Excel からは起こさない）",
        excel="加えられないときは、Python をサインインのときに起こす入れ方があります",
    ),
    "ask-win32-calls": Rule(
        "Office マクロからの Win32 API 呼び出しをブロックする（攻撃面の減少）",
        "info",
        "careerup.xlam をこの規則の除外に加える",
    ),
    "paper-title": Rule(
        "依頼書", "info", "Excel アドイン「キャリアアップ研修」を使うための設定のお願い"
    ),
    "paper-intro": Rule(
        "依頼書",
        "info",
        "保育士等キャリアアップ研修の名簿を確かめるアドインを、この PC の Excel で使えるようにしたいので、次の設定を"
        "お願いします。アドインは利用者の権限だけで動き、インターネットには接続しません",
    ),
    "paper-columns": Rule("依頼書", "info", "いま|ポリシー|レジストリ|いまの値|お願いする値"),
    "paper-files": Rule(
        "依頼書",
        "info",
        "アドイン: {addin}。Python: {python}（Python Software Foundation の署名があります）",
    ),
    "paper-fill": Rule("依頼書", "info", "PC の名前|所属・氏名|内線|日付"),
    "paper-made": Rule(
        "依頼書",
        "info",
        "管理者に渡す依頼書を {path} に作りました",
        "印刷するか、メールに付けて渡してください",
    ),
    "paper-needless": Rule("依頼書", "info", "管理者に頼むことはありません"),
}
