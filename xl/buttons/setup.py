"""運用設定, 診断, 使い方."""

from __future__ import annotations

from validators.messages import Door, sentence_of
from validators.messages.guide import BUTTONS
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

    live.say(book, BUTTONS)
