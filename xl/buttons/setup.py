"""運用設定, 診断, 使い方."""

from __future__ import annotations

from validators.messages import Door, sentence_of
from validators.messages.guide import BUTTONS
from workbooks.asking import Answer, Ask, Host
from workbooks.manual import page
from workbooks.plan import Plan
from xl.files.write import new_file
from xl.outputs import settings
from xl.settings import profile_in_use, settings_path
from xl.setup.install import diagnose
from xl.setup.windows import this_machine


def press_settings(host: Host) -> Answer:
    """Button 運用設定: the PC's settings sheet, made the first time from the profile in use, opened in Excel."""
    path = settings_path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with new_file(path, ()) as temporary:
            temporary.write_bytes(settings.content(profile_in_use()))

    def told(opened: bool) -> Plan:
        profile = profile_in_use()  # a wrong cell is told with the sheet in view
        rule = "settings-opened" if opened else "settings-not-opened"
        return Plan(message=sentence_of(rule, Door.EXCEL, profile=profile.name, path=path))

    return Ask("open", told, text=str(path))


def press_doctor(host: Host) -> Answer:
    """Button 診断."""
    return Plan(message="\n".join(check.line for check in diagnose(this_machine())))


def press_help(host: Host) -> Answer:
    """Button 使い方: the manual in the browser, else what each button does."""

    def told(opened: bool) -> Plan:
        return Plan(message="" if opened else BUTTONS)

    return Ask("open", told, text=str(page()))
