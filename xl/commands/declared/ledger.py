"""``careerup ledger …``: what it takes."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from xl.commands.options import Commands, profile_options

_NUMBER = "修了証の12桁の番号"


def add(commands: Commands) -> None:
    """Declare the commands."""
    parser = commands.add_parser("ledger", help="台帳: 取込・照会・抽出・再交付・取消・控え")
    kinds = parser.add_subparsers(
        dest="kind", required=True, parser_class=type(parser), metavar="WHAT"
    )

    def command(name: str, text: str) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = kinds.add_parser(name, help=text)
        made.add_argument(
            "--ledger",
            metavar="FILE.sqlite|postgresql://…",
            help="台帳の場所（なければ CAREERUP_LEDGER、運用設定、前に作った台帳、台帳.sqlite の順）",
        )
        profile_options(made)
        made.set_defaults(run="xl.commands.ledger:run")
        return made

    _import(command("import", "実績報告を取り込む"))
    lists = command("designations", "指定台帳を取り込む（実績報告の取込で照らし合わせる）")
    lists.add_argument("file", type=Path, metavar="FILE", help="取り込む指定台帳")
    _new(lists)
    find = command("find", "氏名・フリガナ・生年月日・番号・施設で照会する")
    find.add_argument("text", metavar="TEXT", help="探す氏名・番号・施設など（一部でもよい）")
    find.add_argument("--json", action="store_true", help="結果を JSON で出す")
    _extract(command("extract", "他の都道府県・市町村へ提供する①〜⑥を抽出する"))
    _events(command)
    _people(command)
    command("reserved", "ブックの保存を確かめていない番号の一覧")
    statistics = command("statistics", "修了者数を分野・機関・市町村・年度で集計する")
    statistics.add_argument(
        "--fiscal-year", default="", metavar="年度", help="この年度だけ（例 R7、2025）"
    )
    statistics.add_argument(
        "--designations", type=Path, metavar="FILE", help="指定台帳（受付状況の定員と提出予定日）"
    )
    _out(statistics, required=True)
    _copies(command)


def _import(take: argparse.ArgumentParser) -> None:
    take.add_argument("files", nargs="+", type=Path, metavar="FILE", help="取り込む実績報告")
    take.add_argument("--sheet", help="このシートだけ")
    _new(take)
    take.add_argument("--replace", action="store_true", help="訂正された報告で前の報告を訂正する")
    take.add_argument(
        "--withdraw",
        type=int,
        metavar="人数",
        help="訂正された報告に載っていない人を取り下げる（人数で確かめる。0 は残す）",
    )
    take.add_argument("--accept", action="store_true", help="要確認の行をすべて認める")
    take.add_argument(
        "--accept-rows", default="", metavar="番号,…", help="要確認の行を番号で認める"
    )
    take.add_argument(
        "--leave-out", default="", metavar="番号,…", help="この番号の行は取り込まない"
    )
    take.add_argument(
        "--decisions",
        type=Path,
        metavar="取込結果.xlsx",
        help="一覧の「判断」に入れた ○ × と「理由」のとおりに、1行ごとに取り込む",
    )
    take.add_argument("--reason", default="", help="認める・除く理由（記録に残す）")


def _new(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--new", action="store_true", help="新しい台帳を作る（番号は 00001 から）")


def _extract(extract: argparse.ArgumentParser) -> None:
    to = extract.add_mutually_exclusive_group(required=True)
    to.add_argument("--to", metavar="都道府県", help="この都道府県へ提供する")
    to.add_argument("--to-municipality", metavar="市町村", help="この市町村へ提供する")
    extract.add_argument(
        "--password", action="store_true", help="開くためのパスワードを付ける（続けて尋ねる）"
    )
    _out(extract, required=True)


_REISSUE = (
    "氏名変更、紛失、汚損・破損、記載の誤り、その他"  # a test holds them to the register's own
)
_REVOKE = "虚偽・不正の事実、修了の要件を満たさない、書き損じ・重複、その他"


def _events(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    reissue = command("reissue", "再交付を記録する")
    revoke = command("revoke", "修了の取消を記録する")
    for event, reasons in ((reissue, _REISSUE), (revoke, _REVOKE)):
        event.add_argument("number", metavar="修了証番号", help=_NUMBER)
        event.add_argument("--reason", required=True, metavar="理由", help=f"{reasons} のどれか")
        event.add_argument("--note", default="", help="備考")
        event.add_argument("--on", metavar="DATE", help="再交付・取消の日（なければ今日）")
    reissue.add_argument("--name", default="", help="新しい氏名（氏名変更のとき）")
    text = "修了証を印刷し直すための1行の名簿（careerup form certificate に渡す）"
    _out(reissue, required=False, text=text)
    reissue.add_argument(
        "--form",
        type=Path,
        dest="folder",
        metavar="DIR",
        help="再交付の修了証もこのフォルダーに作る",
    )
    reissue.add_argument("--pdf", action="store_true", help="修了証を PDF で作る")
    reissue.add_argument(
        "--template", type=Path, metavar="FILE", help="修了証のひな形（.xlsx・.docx）"
    )
    reissue.add_argument("--issuer", metavar="TEXT", help="修了証の発行者（なければ運用設定）")
    consent = command("consent", "情報提供の同意の取りやめ（または同意）を記録する")
    consent.add_argument("number", metavar="修了証番号", help=_NUMBER)
    which = consent.add_mutually_exclusive_group(required=True)
    which.add_argument("--withdraw", action="store_true", help="同意を取りやめる")
    which.add_argument("--give", action="store_true", help="同意する")
    consent.add_argument("--note", default="", help="備考")
    consent.add_argument("--on", metavar="DATE", help="申出の日（なければ今日）")


def _people(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    history = command("history", "ある人の履歴を1枚にまとめる")
    history.add_argument("number", metavar="修了証番号", help=_NUMBER)
    _out(history, required=False)
    persons = command("persons", "同じ人か別の人か分からない修了を尋ね、判断を記録する")
    what = persons.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", type=Path, metavar="FILE", help="尋ねる表（.xlsx）を書く")
    what.add_argument("--take", type=Path, metavar="FILE", help="判断を入れた表を取り込む")
    for option, text in (
        ("--same", "2つの番号は同じ人"),
        ("--different", "2つの番号は別の人"),
        ("--undo", "前の判断を取り消す"),
    ):
        what.add_argument(option, nargs=2, metavar="修了証番号", help=text)
    persons.add_argument("--reason", default="", help="判断の理由（記録に残す）")
    persons.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")


def _copies(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    verify = command("verify", "台帳に矛盾や改ざんがないかを確かめる")
    verify.add_argument(
        "--anchor", default="", metavar="204-9f3a", help="渡した書類に書かれた台帳の控えの番号"
    )
    verify.add_argument(
        "--backup", metavar="FILE.sqlite", help="控え。変えられた行が控えではどうだったかを示す"
    )
    backup = command("backup", "控えを作る（使用中でもよい）")
    _out(backup, required=True, text="控えのファイル名（.sqlite）")
    restore = command("restore", "控えを台帳に戻す（出たおそれのある番号は使わない）")
    restore.add_argument(
        "--last",
        action="append",
        default=[],
        metavar="番号",
        help="控えのあとで出した最後の修了証番号（連番ごとに繰り返せる）",
    )
    export = command("export", "すべてを .xlsx か Parquet に書き出す")
    _out(export, required=True, text=".xlsx か .parquet")
    move = command("move", "台帳を別の場所（PostgreSQL など）へ移し、元の台帳を閉じる")
    move.add_argument("--to", required=True, metavar="PLACE", help="移す先（ファイルか接続先）")
    key = command("key", "封の鍵（意図した改ざんも見つける）を作る・渡す・入れる")
    which = key.add_mutually_exclusive_group(required=True)
    which.add_argument("--make", action="store_true", help="新しい鍵で封をし直す")
    which.add_argument("--give", type=Path, metavar="FILE", help="鍵の写しをファイルに書く")
    which.add_argument("--take", type=Path, metavar="FILE", help="鍵をファイルからこの PC に入れる")
    key.add_argument("--lost", action="store_true", help="前の鍵が失われている（--make と使う）")
    roles = command("roles", "PostgreSQL の役割（職員・閲覧者）を作る SQL を出す")
    roles.add_argument("--sql", action="store_true", help="SQL を出す（いまはこれだけ）")


def _out(
    parser: argparse.ArgumentParser, *, required: bool, text: str = "出すファイル（.xlsx）"
) -> None:
    parser.add_argument("--out", type=Path, required=required, metavar="FILE", help=text)
    parser.add_argument("--force", action="store_true", help="既にあるファイルに上書きする")
