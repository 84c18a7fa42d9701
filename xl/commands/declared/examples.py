"""Examples under the help of each command (例): whole lines, without ``careerup``; a test lets the parser take each."""

from __future__ import annotations

_LEDGER = "--ledger 台帳.sqlite"
_ISSUER = '--issuer "群馬県知事　氏名"'

EXAMPLES: dict[str, tuple[str, ...]] = {  # the command's names → its examples
    "check": (
        "check roster 名簿.xlsx --prefecture 群馬県",
        "check applications 指定申請台帳.xlsx --prefecture 群馬県",
        "check designations 指定台帳.xlsx --publish 周知",
    ),
    "check roster": (
        "check roster 名簿.xlsx --prefecture 群馬県",
        "check roster 名簿.xlsx --marked 名簿_色付き.xlsx",
        "check roster 実績報告*.xlsx --designations 指定台帳.xlsx --received-on R8.2.20 --reply 返送",
    ),
    "check applications": (
        "check applications 指定申請台帳.xlsx --prefecture 群馬県",
        "check applications 指定申請台帳.xlsx --designations 指定台帳.xlsx",
        "check applications 指定申請台帳.xlsx --sheet 令和8年度",
    ),
    "check designations": (
        "check designations 指定台帳.xlsx --prefecture 群馬県",
        "check designations 指定台帳.xlsx --publish 周知 --year 令和8年度",
        "check designations 指定台帳.xlsx --today 2027-02-01",
    ),
    "check participants": (
        "check participants 受講者名簿.xlsx --prefecture 群馬県",
        "check participants 受講者名簿.xlsx --sheet 第1回",
        "check participants 受講者名簿.xlsx --out 判定.xlsx",
    ),
    "check eligibility": (
        "check eligibility 職員.xlsx 名簿.xlsx",
        "check eligibility 職員.xlsx --ledger 台帳.sqlite",
        "check eligibility 職員.xlsx 名簿.xlsx --role 副主任保育士 --from 令和8年4月",
    ),
    "compare": (
        "compare 去年の名簿.xlsx 今年の名簿.xlsx",
        "compare 申込者.xlsx 名簿.xlsx --out 突合.xlsx",
        "compare 名簿.xlsx 名簿.xlsx --sheet-a 第1回 --sheet-b 第2回",
    ),
    "tidy": (
        "tidy 名簿.xlsx --out 整えた名簿.xlsx",
        "tidy 名簿.xlsx --out 整えた名簿.xlsx --sheet 名簿",
        "tidy 名簿.xlsx --out 整えた名簿.xlsx --force",
    ),
    "number": (
        "number 名簿.xlsx --dry-run",
        "number 名簿.xlsx --out 番号を付けた名簿.xlsx --agency 02 --prefecture 群馬県",
        "number 名簿.xlsx --out 番号を付けた名簿.xlsx --ledger 台帳.sqlite --issued-on R8.3.31",
    ),
    "form": (
        f"form certificate 名簿.xlsx --out 交付 {_ISSUER}",
        "form application 指定申請台帳.xlsx --out 申請書 --prefecture 群馬県",
        "form labels ひな形.xlsx",
    ),
    "form certificate": (
        f"form certificate 名簿.xlsx --out 交付 {_ISSUER} --pdf",
        f"form certificate 名簿.xlsx --out 交付 {_ISSUER} --rows 5-12,20",
        f"form certificate 名簿.xlsx --out 交付 {_ISSUER} --template ひな形.xlsx",
    ),
    "form application": (
        "form application 指定申請台帳.xlsx --out 申請書 --prefecture 群馬県",
        "form application 指定申請台帳.xlsx --out 申請書 --pdf --prefecture 群馬県",
        "form application 指定申請台帳.xlsx --out 申請書 --rows 5 --prefecture 群馬県",
    ),
    "form notice": (
        f"form notice 指定申請台帳.xlsx --out 通知書 {_ISSUER}",
        f"form notice 指定申請台帳.xlsx --out 通知書 {_ISSUER} --designations 指定台帳.xlsx",
        f"form notice 指定申請台帳.xlsx --out 通知書 {_ISSUER} --issued-on R8.5.8 --pdf",
    ),
    "form renewal": (
        "form renewal 指定申請台帳.xlsx --out 届出書 --prefecture 群馬県",
        "form renewal 指定申請台帳.xlsx --out 届出書 --prefecture 群馬県 --pdf",
        "form renewal 指定申請台帳.xlsx --out 届出書 --prefecture 群馬県 --rows 5",
    ),
    "form partial": (
        f"form partial 受講者名簿.xlsx --out 一部受講 {_ISSUER}",
        f"form partial 受講者名簿.xlsx --out 一部受講 {_ISSUER} --pdf",
        f"form partial 受講者名簿.xlsx --out 一部受講 {_ISSUER} --rows 7",
    ),
    "form labels": (
        "form labels ひな形.xlsx",
        "form labels ひな形.xlsx --form certificate",
        "form labels ひな形.docx --form certificate",
    ),
    "form learn": (
        "form learn ひな形.xlsx --form certificate",
        "form learn ひな形.xlsx --form certificate --out 場所.xlsx",
        "form learn ひな形.xlsx --form certificate --answers ひな形_場所.xlsx",
    ),
    "form proof": (
        f"form proof certificate 名簿.xlsx --out 見本 {_ISSUER}",
        f"form proof certificate 名簿.xlsx --out 見本 {_ISSUER} --template ひな形.xlsx",
        "form proof application 指定申請台帳.xlsx --out 見本 --prefecture 群馬県",
    ),
    "letter": (
        "letter reply 実績報告.xlsx --designations 指定台帳.xlsx --out 文書",
        "letter overdue 指定台帳.xlsx --out 文書 --ledger 台帳.sqlite",
        "letter renewal 指定台帳.xlsx --out 文書",
    ),
    "letter reply": (
        "letter reply 実績報告.xlsx --designations 指定台帳.xlsx --out 文書",
        "letter reply 実績報告*.xlsx --designations 指定台帳.xlsx --out 文書 --received-on R8.2.20",
        "letter reply 実績報告.xlsx --designations 指定台帳.xlsx --out 文書 --format txt",
    ),
    "letter overdue": (
        "letter overdue 指定台帳.xlsx --out 文書 --received 実績報告*.xlsx",
        "letter overdue 指定台帳.xlsx --out 文書 --ledger 台帳.sqlite",
        "letter overdue 指定台帳.xlsx --out 文書 --received 実績報告*.xlsx --format docx",
    ),
    "letter renewal": (
        "letter renewal 指定台帳.xlsx --out 文書",
        "letter renewal 指定台帳.xlsx --out 文書 --today 2027-02-01",
        "letter renewal 指定台帳.xlsx --out 文書 --format eml",
    ),
    "ledger": (
        f"ledger import 実績報告.xlsx --new {_LEDGER}",
        f"ledger find 青木 {_LEDGER}",
        f"ledger extract --to 埼玉県 --out 提供.xlsx {_LEDGER}",
    ),
    "ledger import": (
        f"ledger import 実績報告.xlsx --new {_LEDGER}",
        f"ledger import 実績報告*.xlsx {_LEDGER}",
        f"ledger import 訂正した報告.xlsx --replace --withdraw 1 {_LEDGER}",
    ),
    "ledger find": (
        f"ledger find 高崎辺子 {_LEDGER}",
        f"ledger find 102502400003 {_LEDGER}",
        f"ledger find アオキ {_LEDGER}",
    ),
    "ledger extract": (
        f"ledger extract --to 埼玉県 --out 提供.xlsx {_LEDGER}",
        f"ledger extract --to-municipality 前橋市 --out 提供.xlsx {_LEDGER}",
        f"ledger extract --to 埼玉県 --out 提供.xlsx --password {_LEDGER}",
    ),
    "ledger statistics": (
        f"ledger statistics --out 集計.xlsx {_LEDGER}",
        f"ledger statistics --fiscal-year 2025 --out 集計.xlsx {_LEDGER}",
        f"ledger statistics --out 集計.xlsx --force {_LEDGER}",
    ),
    "ledger reissue": (
        f"ledger reissue 102502400003 --reason 紛失 {_LEDGER}",
        f"ledger reissue 102502400003 --reason 氏名変更 --name 石田　花 {_LEDGER}",
        f"ledger reissue 102502400003 --reason 紛失 --form 再交付 {_ISSUER} {_LEDGER}",
    ),
    "ledger designations": (
        f"ledger designations 指定台帳.xlsx --prefecture 群馬県 {_LEDGER}",
        f"ledger designations 指定台帳.xlsx --prefecture 群馬県 --new {_LEDGER}",
        f"ledger designations 指定台帳.xlsx --prefecture 群馬県 --today R8.4.1 {_LEDGER}",
    ),
    "ledger revoke": (
        f"ledger revoke 102502400003 --reason 書き損じ・重複 {_LEDGER}",
        f"ledger revoke 102502400003 --reason 書き損じ・重複 --note 本人に連絡済 {_LEDGER}",
        f"ledger revoke 102502400003 --reason 書き損じ・重複 --on R8.4.1 {_LEDGER}",
    ),
    "ledger consent": (
        f"ledger consent 102502400003 --withdraw {_LEDGER}",
        f"ledger consent 102502400003 --give --on R8.4.1 {_LEDGER}",
        f"ledger consent 102502400003 --withdraw --note 電話で申出 {_LEDGER}",
    ),
    "ledger history": (
        f"ledger history 102502400003 {_LEDGER}",
        f"ledger history 102502400003 --out 経過.xlsx {_LEDGER}",
        f"ledger history 102502400003 --out 経過.xlsx --force {_LEDGER}",
    ),
    "ledger persons": (
        f"ledger persons --out 同じ人か.xlsx {_LEDGER}",
        f"ledger persons --take 同じ人か.xlsx {_LEDGER}",
        f"ledger persons --same 102502400003 102502400004 --reason 本人に確認 {_LEDGER}",
    ),
    "ledger reserved": (
        f"ledger reserved {_LEDGER}",
        "ledger reserved",
        f"ledger reserved --today R8.4.1 {_LEDGER}",
    ),
    "ledger backup": (
        f"ledger backup --out 控え.sqlite {_LEDGER}",
        f"ledger backup --out 控え.sqlite --force {_LEDGER}",
        "ledger backup --out 控え.sqlite",
    ),
    "ledger verify": (
        f"ledger verify {_LEDGER}",
        f"ledger verify --anchor 204-9f3a {_LEDGER}",
        f"ledger verify --backup 控え.sqlite {_LEDGER}",
    ),
    "ledger restore": (
        "ledger restore --ledger 控え.sqlite",
        "ledger restore --last 102502400020 --ledger 控え.sqlite",
        "ledger restore --last 102502400020 --last 102502500007 --ledger 控え.sqlite",
    ),
    "ledger export": (
        f"ledger export --out 台帳の全件.xlsx {_LEDGER}",
        f"ledger export --out 台帳の全件.xlsx --force {_LEDGER}",
        f"ledger export --out 台帳の全件.parquet {_LEDGER}",
    ),
    "ledger move": (
        f"ledger move --to 移した台帳.sqlite {_LEDGER}",
        f"ledger move --to postgresql://職員@サーバー/台帳 {_LEDGER}",
        "ledger move --to 移した台帳.sqlite",
    ),
    "ledger key": (
        f"ledger key --make {_LEDGER}",
        f"ledger key --give 鍵.txt {_LEDGER}",
        f"ledger key --take 鍵.txt {_LEDGER}",
    ),
    "ledger roles": (
        f"ledger roles --sql {_LEDGER}",
        "ledger roles --sql --ledger postgresql://所有者@サーバー/台帳",
        f"ledger roles {_LEDGER}",
    ),
    "columns": (
        "columns 列の確認.xlsx",
        "columns 列の確認.xlsx --sheet 列の確認",
        "check roster 名簿.xlsx --ask-columns 列の確認.xlsx",
    ),
    "demo": ("demo", "demo 見本", "demo 見本 --today 2026-07-06"),
    "settings": (
        "settings",
        "settings 設定.xlsx",
        "settings 設定.xlsx --preview 文書の見本",
    ),
    "manual": ("manual", "manual --out 冊子", "manual --out 冊子 --force"),
    "call": (
        "call CERTNO 北海道 2017-06-01 1 乳児保育 1",
        "call CERTCHECK 102502400003",
        "call FILINGDEADLINE 令和8年9月5日",
    ),
    "build": ("build", "build --out 作ったもの", "build --calc --out 作ったもの"),
    "bundle": ("bundle", "bundle --out 配布", "bundle --out ../配布"),
    "install": ("install", "install --served", "doctor"),
    "uninstall": ("uninstall", "doctor", "install"),
    "doctor": ("doctor", "doctor --paper", "install"),
    "serve": (
        "serve --cert 証明書.pem --key 秘密鍵.pem",
        "serve --host excel.example.jp --cert 証明書.pem --key 秘密鍵.pem",
        "serve --port 443 --cert 証明書.pem --key 秘密鍵.pem",
    ),
}
