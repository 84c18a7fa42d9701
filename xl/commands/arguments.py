"""What the clerk typed (打たれた言葉), in the words the parser knows.

Full-width letters and every dash an IME makes are read as the ASCII ones, in commands and options; Japanese
names stand for commands and kinds; a file alone means: find out what it is and check it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from validators.problems import Problem
from validators.text import HYPHENS
from xl.files.kinds import BOOKS, exists, nearest

ALIASES = {  # 日本語の名前 → the words that stand for it
    "名簿": ("check", "roster"),
    "実績報告": ("check", "roster"),
    "申請": ("check", "applications"),
    "指定申請": ("check", "applications"),
    "指定": ("check", "designations"),
    "指定台帳": ("check", "designations"),
    "受講者": ("check", "participants"),
    "受講者名簿": ("check", "participants"),
    "修了判定": ("check", "participants"),
    "修了要件": ("check", "eligibility"),
    "加算": ("check", "eligibility"),
    "突合": ("compare",),
    "付番": ("number",),
    "修了証": ("form", "certificate"),
    "様式第1号": ("form", "certificate"),
    "申請書": ("form", "application"),
    "指定申請書": ("form", "application"),
    "様式第2号": ("form", "application"),
    "通知書": ("form", "notice"),
    "指定通知書": ("form", "notice"),
    "様式第3号": ("form", "notice"),
    "届出書": ("form", "renewal"),
    "更新届出書": ("form", "renewal"),
    "様式第4号": ("form", "renewal"),
    "一部受講証明書": ("form", "partial"),
    "差戻し・受理・更新": ("letter", "reply"),
    "文書": ("letter",),
    "差戻し": ("letter", "reply"),
    "受理": ("letter", "reply"),
    "督促": ("letter", "overdue"),
    "更新のお知らせ": ("letter", "renewal"),
    "台帳": ("ledger",),
    "見本": ("demo",),
    "診断": ("doctor",),
    "設定": ("settings",),
    "運用設定": ("settings",),
    "整える": ("tidy",),
    "使い方": ("manual",),
    "冊子": ("manual",),
    "version": ("--version",),
    "バージョン": ("--version",),
    "-v": ("--version",),
    "help": ("--help",),
    "ヘルプ": ("--help",),
    "/?": ("--help",),
    "?": ("--help",),
    "インストール": ("install",),
    "入れる": ("install",),
    "アンインストール": ("uninstall",),
    "取り除く": ("uninstall",),
    "列の確認": ("columns",),
    "比べる": ("compare",),
    "-?": ("--help",),
    # the names of the buttons
    "名簿検証": ("check", "roster"),
    "申請チェック": ("check", "applications"),
    "指定期限チェック": ("check", "designations"),
    "加算の修了要件": ("check", "eligibility"),
    "修了証番号を付番": ("number",),
    "表記を整える": ("tidy",),
    "実績報告を取込": ("ledger", "import"),
    "照会": ("ledger", "find"),
    "提供用に抽出": ("ledger", "extract"),
    "再交付・取消": ("ledger", "reissue"),
    "集計": ("ledger", "statistics"),
    # what is done with the register
    "取込": ("ledger", "import"),
    "検索": ("ledger", "find"),
    "search": ("ledger", "find"),
    "抽出": ("ledger", "extract"),
    "再交付": ("ledger", "reissue"),
    "取消": ("ledger", "revoke"),
    "同意": ("ledger", "consent"),
    "履歴": ("ledger", "history"),
    "経過": ("ledger", "history"),
    "控え": ("ledger", "backup"),
    # kinds without the command before them
    "roster": ("check", "roster"),
    "rosters": ("check", "roster"),
    "applications": ("check", "applications"),
    "designations": ("check", "designations"),
    "participants": ("check", "participants"),
    "eligibility": ("check", "eligibility"),
    "certificate": ("form", "certificate"),
}
OPEN = "open"  # what a file alone means
_WITH_KINDS = ("check", "form", "letter", "ledger")
_QUOTES = "\"'“”„‟‘’「」『』＂＇"
_WIDE_BLANK = "\u3000"


def understood(argv: Sequence[str], commands: Sequence[str]) -> list[str]:
    """The arguments as the parser takes them. ``commands``: the first words it knows.

    Raises Problem where a name with a blank in it was not quoted.
    """
    words = [_option(piece) for at, word in enumerate(argv) for piece in _pieces(_bare(word), at)]
    if not words:
        return words
    words[:1] = _command(words[0], commands)
    if words[0] not in commands and words[0] in ALIASES:
        words[:1] = ALIASES[words[0]]
    if words[0] in commands:
        words[1:2] = _kind(words)
        if words[0] == "check" and len(words) > 1 and _is_book(words[1]):
            words[0] = OPEN  # check 名簿.xlsx: the kind is found out
    elif (first := _first_book(words)) is not None:
        words = [OPEN, *words[first:], *words[:first]]
    _quoted(words)
    return words


def _command(word: str, commands: Sequence[str]) -> list[str]:
    """The first word in the parser's own spelling: ＣＨＥＣＫ and Check as check, check-roster as two words."""
    if exists(Path(word)):
        return [word]
    plain = _plain(word)
    first, _, second = plain.replace("_", "-").partition("-")
    if second and first in commands:
        return [first, second]
    return [plain] if plain in commands or plain in ALIASES else [word]


def _kind(words: Sequence[str]) -> Sequence[str]:
    """The second word in the parser's own spelling, where it names a kind."""
    kind = _plain(words[1]) if len(words) > 1 else ""
    meant = ALIASES.get(kind, ())
    if len(meant) > 1 and meant[0] == words[0]:
        return meant[1:]
    if words[0] in _WITH_KINDS and kind.isalpha() and kind.isascii() and not exists(Path(words[1])):
        return (kind,)
    return words[1:2]


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _bare(word: str) -> str:
    """A file's name without the quotes that a document or an IME put around it, and the blanks at its ends."""
    bare = word.strip().strip(_QUOTES).strip()
    return bare if bare != word and not exists(Path(word)) and _is_book(bare) else word


def _pieces(word: str, at: int) -> list[str]:
    """``check　roster``, typed with the wide blank of an IME, as two words; a value (知事　氏名) stays one."""
    first, *others = word.split(_WIDE_BLANK)
    option = first.startswith(tuple(HYPHENS)) and "=" not in first
    if not others or exists(Path(word)) or not (at == 0 or option):
        return [word]
    return [first, *filter(None, others)]


def _option(word: str) -> str:
    """``ー－prefecture`` as ``--prefecture``; what is no option stays as it was typed."""
    name, equals, value = word.partition("=")
    bare = name.lstrip(HYPHENS)
    plain = unicodedata.normalize("NFKC", bare)
    if bare == name or not plain.isascii() or not plain[:1].isalpha() or exists(Path(word)):
        return word
    if len(plain) == 1:
        return "-" + plain
    return "--" + plain + equals + value


def _first_book(words: Sequence[str]) -> int | None:
    """Where the files begin: at once, or after options that were typed first."""
    if words[0].startswith("-"):
        return next((i for i, word in enumerate(words) if _is_book(word)), None)
    return 0 if _is_book(words[0]) else None


def _is_book(word: str) -> bool:
    """A file to be checked, or what shall be told that it is none (フォルダー、無い.xlsx、名簿.xslx)."""
    if not word or word.startswith("-"):
        return False
    path = Path(_plain(word))
    return path.suffix in BOOKS or exists(Path(word)) or _names_a_file(word)


def _names_a_file(word: str) -> bool:
    """Is it no command's name, but nearly the name of a file that is there?"""
    return any(sign in word for sign in "./\\") and nearest(Path(word)) is not None


def _quoted(words: Sequence[str]) -> None:
    """Refuse two words that together are the name of a file, neither of them being one."""
    for first, second in pairwise(words):
        if first.startswith("-") or second.startswith("-") or exists(Path(first)):
            continue
        joined = f"{first} {second}"
        if exists(Path(joined)):
            raise Problem("command-blank-in-name", first=first, joined=joined)
