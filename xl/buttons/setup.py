"""運用設定, 診断, 使い方."""

from __future__ import annotations

from importlib.resources import files

from validators.messages import Door, sentence_of
from workbooks.asking import Answer, Host
from workbooks.plan import Plan
from xl.settings import profile_in_use, profile_path
from xl.setup import install


def press_settings(host: Host) -> Answer:
    """Button 運用設定: the PC's profile, made from the guideline's defaults the first time, opened
    in the text editor."""
    from xl import live

    path = profile_path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            (files("validators.profiles") / "guideline.toml").read_text(encoding="utf-8"),
            encoding="utf-8",
        )
    profile = profile_in_use()
    opened = live.open_file(path)
    rule = "settings-opened" if opened else "settings-not-opened"
    return Plan(message=sentence_of(rule, Door.EXCEL, profile=profile.name, path=path))


def press_doctor(host: Host) -> Answer:
    """Button 診断."""
    checks = install.diagnose(install.this_machine())
    lines = (f"{'○' if c.good else '×'} {c.seen}{'' if c.good else ' → ' + c.todo}" for c in checks)
    return Plan(message="\n".join(lines))


def press_help(host: Host) -> Answer:
    """Button 使い方."""
    return Plan(message=HELP)


HELP = """名簿検証: 前にある名簿を確かめ、シート「検証結果」に一覧を書き、直すセルに色を付けます。値は変えません。
申請チェック: 指定申請台帳の期限・不備を確かめ、シート「申請一覧」に並べます。
指定期限チェック: 指定台帳の失効・まもなく失効と、更新のお知らせの文を作ります。
修了証番号を付番: 番号のない行に次の番号を入れます（何行か選ぶと、その行だけ）。
実績報告を取込・照会・提供用に抽出・再交付・取消: 台帳を使います（場所は運用設定の [ledger]
place）。聞くことはシートに出ます。書き入れて、もう一度押します。
次の指摘へ: 一覧の次のセルへ移ります。
印を消す: 付けた色を消し、元の色に戻します。
修了証・申請書・指定通知書・更新届出書:
選んだ行（1つのセルだけなら全部）の様式を、同じフォルダーの新しいブックに作ります。誤りのある行は作りません。
PDF: 作った様式のブックを PDF にします。
表記を整える: 直し方の一覧を作ります。○ を残したものだけ「適用」で直り、「元に戻す」で戻ります。
赤は誤り（直してから提出）、黄は要確認（人が決める）、青は情報（何もしなくてよい）です。"""
