"""What an office forbids (組織の設定): macros, unsigned add-ins, attack surface reduction rules, and
Excel's own list of add-ins it has switched off."""

from __future__ import annotations

from validators.messages import rules
from xl.setup.machine import Check, Machine, Setting, said

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
# VBAWarnings: signed macros only, none at all
_MACROS: dict[object, str] = {3: "doctor-signed-macros", 4: "doctor-no-macros"}


def checked(machine: Machine, addin: str) -> list[Check]:
    """What is forbidden on the PC, one line each; one good line where nothing is."""
    found = _macros(machine, addin)
    for rule, guid in _RULES.items():
        key, mode = _mode(machine, guid)
        if mode in (_BLOCK, _WARN):
            how = rules()[f"doctor-rule-{'blocks' if mode == _BLOCK else 'warns'}"].text
            asked = _setting(rule, rf"HKLM\{key}\{guid}", mode, excluded=machine.python)
            found.append(said(rule, setting=asked, guid=guid, how=how, python=machine.python))
    if any(addin in _text(value) for value in machine.values("HKCU", _DISABLED)):
        found.append(said("doctor-disabled-item", addin=addin))
    return found or [said("doctor-allowed", good=True)]


def _macros(machine: Machine, addin: str) -> list[Check]:
    def policy(name: str) -> object:
        return machine.registry("HKCU", _SECURITY, name)

    found = []
    key, warnings = _SECURITY, policy("VBAWarnings")
    if warnings is None:
        key, warnings = (
            _OWN_SECURITY,
            machine.registry("HKCU", _OWN_SECURITY, "VBAWarnings"),
        )
    locations = _SECURITY + r"\Trusted Locations"
    if machine.registry("HKCU", locations, "AllLocationsDisabled") == 1:
        kept_out = _MACROS.get(warnings)
        if kept_out:
            asked = _setting(kept_out, rf"HKCU\{locations}\AllLocationsDisabled", 1)
            found.append(said(kept_out, setting=asked, key=key, addin=addin))
    for rule, name in (
        ("doctor-signed-addins", "RequireAddinSig"),
        ("doctor-no-addins", "DisableAllAddins"),
    ):
        if policy(name) == 1:
            asked = _setting(rule, rf"HKCU\{_SECURITY}\{name}", 1)
            found.append(said(rule, setting=asked, key=_SECURITY, addin=addin))
    return found


def _setting(rule: str, key: str, now: object, **params: object) -> Setting:
    """What the administrator is asked for: the policy by its Japanese name and the value wanted."""
    asked = rules()[f"ask-{rule.removeprefix('doctor-')}"]
    wanted = "。".join(part for part in (asked.text.format_map(params), asked.action) if part)
    return Setting(key, asked.title, str(now), wanted)


def _mode(machine: Machine, guid: str) -> tuple[str, str]:
    """Where and how a rule of Defender stands: the strictest of what group policy, Intune and the PC itself say."""
    modes = {str(machine.registry("HKLM", key, guid) or "0"): key for key in _RULE_KEYS}
    listed = str(machine.registry("HKLM", _MANAGER, "ASRRules") or "")
    for entry in listed.split("|"):
        name, _, mode = entry.partition("=")
        if name.strip().strip("{}").upper() == guid:
            modes.setdefault(mode.strip(), rf"{_MANAGER}\ASRRules")
    return next(((modes[mode], mode) for mode in (_BLOCK, _WARN) if mode in modes), ("", "0"))


def _text(value: object) -> str:
    """A binary value of the registry as text: Excel writes the names in it as UTF-16."""
    if not isinstance(value, bytes):
        return str(value)
    return "".join(value.decode(code, "ignore") for code in ("utf-16-le", "latin-1"))
