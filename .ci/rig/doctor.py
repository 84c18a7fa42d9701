"""What an office forbids, put into the registry, and what careerup doctor says of it. Runs in the Python of the kit, on
Wine: it changes the registry, and takes away what it has put there."""

from __future__ import annotations

import contextlib
import winreg

from xl.setup.install import diagnose
from xl.setup.windows import this_machine

CU, LM = winreg.HKEY_CURRENT_USER, winreg.HKEY_LOCAL_MACHINE
OFFICE = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
RULE = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"  # no child processes of Office
DEFENDER = r"Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
GROUP, ELSEWHERE = rf"SOFTWARE\Policies\{DEFENDER}", rf"SOFTWARE\{DEFENDER}"
OFF = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
NOWHERE_TRUSTED = (CU, rf"{OFFICE}\Trusted Locations", "AllLocationsDisabled", 1)
# what it is, the values set, is the PC still good?
CASES = (
    ("nothing is forbidden", (), True),
    (
        "signed macros only, no trusted place",
        ((CU, OFFICE, "VBAWarnings", 3), NOWHERE_TRUSTED),
        False,
    ),
    ("no macros, no trusted place", ((CU, OFFICE, "VBAWarnings", 4), NOWHERE_TRUSTED), False),
    ("no macros, XLSTART trusted", ((CU, OFFICE, "VBAWarnings", 4),), True),
    ("no add-ins", ((CU, OFFICE, "DisableAllAddins", 1),), False),
    ("signed add-ins only", ((CU, OFFICE, "RequireAddinSig", 1),), False),
    ("no child processes, by group policy", ((LM, GROUP, RULE, "1"),), False),
    ("child processes warned of", ((LM, GROUP, RULE, "6"),), False),
    ("no child processes, by Intune", ((LM, ELSEWHERE, RULE.lower(), "1"),), False),
    ("switched off by Excel", ((CU, OFF, "1", b"careerup.xlam"),), False),
)
KINDS = {int: winreg.REG_DWORD, str: winreg.REG_SZ, bytes: winreg.REG_BINARY}


def found() -> set[str]:
    """What the doctor finds wrong."""
    return {check.seen for check in diagnose(this_machine()) if not check.good}


bad = []
always = found()  # there is no Excel here, and everything runs as administrator
for note, values, good in CASES:
    for hive, key, name, value in values:
        with winreg.CreateKeyEx(hive, key, 0, winreg.KEY_WRITE) as opened:
            winreg.SetValueEx(opened, name, 0, KINDS[type(value)], value)
    more = found() - always
    for hive, key, name, _ in values:
        with winreg.OpenKey(hive, key, 0, winreg.KEY_WRITE) as opened, contextlib.suppress(OSError):
            winreg.DeleteValue(opened, name)
    print(note, "" if (not more) == good else "| BAD |", *sorted(more))
    if (not more) != good:
        bad.append(note)
print("all good" if not bad else f"BAD: {len(bad)}")
