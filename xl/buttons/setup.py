"""運用設定, 診断, 使い方."""

from __future__ import annotations

from importlib.resources import files

from validators.messages import Door, sentence_of
from validators.messages.guide import BUTTONS
from xl.settings import profile_in_use, profile_path
from xl.setup import install


def press_settings(book: object) -> None:
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

    live.say(book, BUTTONS)
