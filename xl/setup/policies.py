"""What an office forbids (組織の設定): macros, unsigned add-ins, attack surface reduction rules, and
Excel's own list of add-ins it has switched off."""

from __future__ import annotations

from validators.messages import Door, rules
from xl.setup.machine import Check, Machine

_SECURITY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
_OWN_SECURITY = r"Software\Microsoft\Office\16.0\Excel\Security"
_DISABLED = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
_DEFENDER = r"Microsoft\Windows Defender"
_GUARD = r"\Windows Defender Exploit Guard\ASR\Rules"
# by group policy, and by Set-MpPreference or Intune, which write outside Policies
_RULE_KEYS = (rf"SOFTWARE\Policies\{_DEFENDER}{_GUARD}", rf"SOFTWARE\{_DEFENDER}{_GUARD}")
_MANAGER = rf"SOFTWARE\Policies\{_DEFENDER}\Policy Manager"  # Intune: "GUID=1|GUID=6"
_RULES = {
    "doctor-child-processes": "D4F940AB-401B-4EFC-AADC-AD5F3C50688A",
    "doctor-win32-calls": "92E97FA1-2EDF-4476-BDD6-9DD0B4DDDC7B",
}
_BLOCK, _WARN = "1", "6"
_SIGNED_ONLY, _NONE_AT_ALL = 3, 4


def checked(machine: Machine, addin: str) -> list[Check]:
    """What is forbidden on the PC, one line each; one good line where nothing is."""
    found = _macros(machine, addin)
    for rule, guid in _RULES.items():
        mode = _mode(machine, guid)
        if mode in (_BLOCK, _WARN):
            how = "禁じられています" if mode == _BLOCK else "警告の対象です"
            found.append(_said(rule, guid=guid, how=how, python=machine.python))
    if any(addin in _text(value) for value in machine.values("HKCU", _DISABLED)):
        found.append(_said("doctor-disabled-item", addin=addin))
    return found or [Check(True, rules()["doctor-allowed"].text + "。")]


def _macros(machine: Machine, addin: str) -> list[Check]:
    def policy(name: str) -> object:
        return machine.registry("HKCU", _SECURITY, name)

    found = []
    warnings = policy("VBAWarnings")
    if warnings is None:
        warnings = machine.registry("HKCU", _OWN_SECURITY, "VBAWarnings")
    locations = _SECURITY + r"\Trusted Locations"
    if machine.registry("HKCU", locations, "AllLocationsDisabled") == 1:
        if warnings == _NONE_AT_ALL:
            found.append(_said("doctor-no-macros", key=_SECURITY, addin=addin))
        elif warnings == _SIGNED_ONLY:
            found.append(_said("doctor-signed-macros", key=_SECURITY, addin=addin))
    if policy("RequireAddinSig") == 1:
        found.append(_said("doctor-signed-addins", key=_SECURITY, addin=addin))
    if policy("DisableAllAddins") == 1:
        found.append(_said("doctor-no-addins", key=_SECURITY, addin=addin))
    return found


def _mode(machine: Machine, guid: str) -> str:
    """How a rule of Defender stands: the strictest of what group policy, Intune and the PC itself say."""
    modes = {str(machine.registry("HKLM", key, guid) or "0") for key in _RULE_KEYS}
    listed = str(machine.registry("HKLM", _MANAGER, "ASRRules") or "")
    for entry in listed.split("|"):
        name, _, mode = entry.partition("=")
        if name.strip().strip("{}").upper() == guid:
            modes.add(mode.strip())
    return next((mode for mode in (_BLOCK, _WARN) if mode in modes), "0")


def _text(value: object) -> str:
    """A binary value of the registry as text: Excel writes the names in it as UTF-16."""
    if not isinstance(value, bytes):
        return str(value)
    return "".join(value.decode(code, "ignore") for code in ("utf-16-le", "latin-1"))


def _said(rule: str, **params: object) -> Check:
    known = rules()[rule]
    parts = (known.text, known.action_at(Door.EXCEL))
    seen, todo = (part.format_map(params) + "。" for part in parts)
    return Check(False, seen, todo)
