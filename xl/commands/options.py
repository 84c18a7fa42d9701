"""Options that several commands take (共通の指定), and JSON for scripts."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from validators.profiles import DEFAULT

Commands = Any  # argparse names the type of its subparsers only privately


def profile_options(parser: argparse.ArgumentParser) -> None:
    """Declare --prefecture, --profile and --today, which every check and every form takes."""
    parser.add_argument("--prefecture", help="都道府県（10 または 群馬県）")
    parser.add_argument(
        "--profile", default=DEFAULT, help="運用設定の名前か、設定.xlsx か .toml のファイル"
    )
    parser.add_argument("--today", help="基準日（2026-06-30）")


def columns_option(parser: argparse.ArgumentParser) -> None:
    """Declare --columns, which says what columns are that the reader cannot know."""
    parser.add_argument(
        "--columns",
        metavar='"J=研修分野,K=修了年月日"',
        help="見出しで決まらない列の意味",
    )


OUTPUTS = frozenset(  # the options that name what a command writes; every other path is read
    ("out", "marked", "reply", "publish", "toml", "preview", "give", "folder", "ask_columns")
)


def given_files(options: argparse.Namespace) -> list[Path]:
    """Every file that a command reads, whatever its option is called: none of them is ever written over."""
    found: list[Path] = []
    for name, value in vars(options).items():
        values = value if isinstance(value, list) else [value]
        if name not in OUTPUTS:
            found += [one for one in values if isinstance(one, Path)]
        if name in ("profile", "ledger") and isinstance(value, str) and "://" not in value:
            found += [Path(value)] if name == "ledger" or Path(value).suffix else []
    return found


def print_json(document: object) -> None:
    """Print one document on stdout; scripts read UTF-8, whatever the console is."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(
        json.dumps(document, ensure_ascii=False)
    )  # at once: dump writes it piece by piece, ten times slower
