"""運用設定, 診断, 使い方."""

from __future__ import annotations

from validators.messages import Door, sentence_of
from xl.files.write import new_file
from xl.outputs import settings
from xl.settings import profile_in_use, settings_path
from xl.setup import install


def press_settings(book: object) -> None:
    """Button 運用設定: the PC's settings sheet, made the first time from the profile in use, opened in Excel."""
    from xl import live

    path = settings_path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with new_file(path, ()) as temporary:
            temporary.write_bytes(settings.content(profile_in_use()))
    opened = live.open_file(path)
    profile = profile_in_use()  # a wrong cell is told with the sheet in view
    rule = "settings-opened" if opened else "settings-not-opened"
    live.say(book, sentence_of(rule, Door.EXCEL, profile=profile.name, path=path))


def press_doctor(book: object) -> None:
    """Button 診断."""
    from xl import live

    checks = install.diagnose(install.this_machine())
    live.say(
        book,
        "\n".join(
            f"{'○' if c.good else '×'} {c.seen}{'' if c.good else ' → ' + c.todo}" for c in checks
        ),
    )


def press_help(book: object) -> None:
    """Button 使い方."""
    from xl import live

    live.say(book, HELP)


HELP = """名簿検証: 前にある名簿を確かめ、シート「検証結果」に一覧を書き、直すセルに色を付けます。値は変えません。
申請チェック: 指定申請台帳の期限・不備を確かめ、シート「申請一覧」に並べます。
指定期限チェック: 指定台帳の失効・まもなく失効と、更新のお知らせの文を作ります。
加算の修了要件: 職員の役職の表と修了者の名簿（なければ台帳）から、加算の修了要件を満たす見込みかを数えます。
修了証番号を付番: 番号のない行に次の番号を入れます（何行か選ぶと、その行だけ）。
実績報告を取込・照会・提供用に抽出・再交付・取消: 台帳を使います（場所は運用設定の [ledger]
place）。聞くことはシートに出ます。書き入れて、もう一度押します。
突合: ブックの2枚の名簿・申込者などを人ごとに比べ、増えた人・減った人・変わった値を並べます。
次の指摘へ: 一覧の次のセルへ移ります。
印を消す: 付けた色を消し、元の色に戻します。
修了証・申請書・指定通知書・更新届出書:
選んだ行（1つのセルだけなら全部）の様式を、同じフォルダーの新しいブックに作ります。誤りのある行は作りません。
PDF: 作った様式のブックを PDF にします。
表記を整える: 直し方の一覧を作ります。○ を残したものだけ「適用」で直り、「元に戻す」で戻ります。
赤は誤り（直してから提出）、黄は要確認（人が決める）、青は情報（何もしなくてよい）です。"""
