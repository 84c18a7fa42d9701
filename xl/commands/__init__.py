"""The commands, one module for each group: ``add`` declares them, a few lines a command do them."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from validators.numbers import prefecture as prefectures
from validators.problems import FileProblem
from validators.profile import DEFAULT, Profile, parse, shipped

Commands = Any  # argparse names the type of its subparsers only privately


def profile_options(parser: argparse.ArgumentParser) -> None:
    """--prefecture, --profile and --today, which every check and every form takes."""
    parser.add_argument("--prefecture", help="都道府県（10 または 群馬県）")
    parser.add_argument("--profile", default=DEFAULT, help="運用設定の名前か .toml ファイル")
    parser.add_argument("--today", help="基準日（2026-06-30）")


_OUTPUTS = frozenset(("out", "marked", "reply", "publish", "folder"))


def given_files(options: argparse.Namespace) -> list[Path]:
    """Every file that a command reads, whatever its option is called: none of them is ever written over."""
    found: list[Path] = []
    for name, value in vars(options).items():
        values = value if isinstance(value, list) else [value]
        if name not in _OUTPUTS:
            found += [one for one in values if isinstance(one, Path)]
        if name in ("profile", "ledger") and isinstance(value, str) and "://" not in value:
            found.append(Path(value))
    return found


def print_json(document: object) -> None:
    """One document on stdout; scripts read UTF-8, whatever the console is."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    json.dump(document, sys.stdout, ensure_ascii=False)
    print()


def profile_of(name: str, prefecture: str | None) -> Profile:
    """The profile by name or file, for the prefecture given. Raises Problem or ProfileProblem."""
    if name.endswith(".toml"):
        path = Path(name)
        try:
            profile = parse(path.read_text(encoding="utf-8-sig"), path.name)
        except (OSError, UnicodeDecodeError):
            raise FileProblem(
                f"運用設定 {path.name} を読めません。場所と、UTF-8 で保存されているかを確かめてください。"
            ) from None
    else:
        profile = shipped(name)
    if prefecture is None:
        return profile
    number = prefectures.number(prefecture)
    if number is None:
        raise FileProblem(
            f"都道府県「{prefecture}」が分かりません。10 か 群馬県 のように書いてください。"
        )
    return profile.for_prefecture(number)


def day_of(text: str | None) -> dt.date:
    """--today, or the PC's date. Raises Problem."""
    if text is None:
        return dt.date.today()
    from validators.values.dates import read_date

    day = read_date(text).value
    if day is None:
        raise FileProblem(f"日付「{text}」が分かりません。2026-06-30 のように書いてください。")
    return day
