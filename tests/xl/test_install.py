"""Installer and doctor: the decisions, on folders of the test; Windows itself is only asked through ``Machine``."""

from __future__ import annotations

import hashlib
import struct
import zipfile
from pathlib import Path

import pytest

from validators.problems import Problem
from xl.setup import addin, bundle, embed, hosts, install, paper, policies
from xl.setup.machine import Link, Machine

CHILD = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"
WIN32 = "92E97FA1-2EDF-4476-BDD6-9DD0B4DDDC7B"

REGISTRY: dict[tuple[str, str], object] = {
    (install._OFFICE, "Platform"): "x64",
    (install._OFFICE, "VersionToReport"): "16.0.17928.20114",
}


def machine(
    tmp_path: Path, changes: dict[tuple[str, str], object] | None = None, **more: object
) -> Machine:
    for folder in ("venv", "venv/Scripts", "XLSTART"):
        (tmp_path / folder).mkdir(exist_ok=True)
    for name in install.dll_names():
        (tmp_path / "venv" / name).write_bytes(b"MZ")
    known = {**REGISTRY, **(changes or {})}
    return Machine(
        **{
            "windows": True,
            "python": tmp_path / "venv" / "Scripts",
            "prefix": tmp_path / "venv",
            "start": tmp_path / "XLSTART",
            "registry": lambda hive, key, name: known.get((key, name)),
            **more,
        }
    )  # type: ignore[arg-type]


def test_install_puts_add_in_and_dlls_and_uninstall_removes_every_trace(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    before = set(tmp_path.rglob("*"))
    path = install.install(pc, addin.write)
    assert path == tmp_path / "XLSTART" / "careerup.xlam" and all(
        (pc.python / n).exists() for n in install.dll_names()
    )
    assert (
        str(pc.python / "pythonw.exe")
        in zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    )
    assert len(install.uninstall(pc)) == 3 and set(tmp_path.rglob("*")) == before
    assert install.uninstall(pc) == []


def test_the_doctor_knows_the_other_hosts(tmp_path: Path) -> None:
    """The extension in LibreOffice, and the Python it was made for."""
    pc = machine(tmp_path, office=tmp_path / "libreoffice")
    (none, _) = hosts.checked(pc)
    inside = tmp_path / "libreoffice/4/user/uno_packages/cache/uno_packages/lu1.tmp_/careerup.oxt"
    inside.mkdir(parents=True)
    with zipfile.ZipFile(addin.write_calc(tmp_path)) as archive:
        archive.extract("settings.json", inside)
    (there, server) = hosts.checked(pc)
    assert none.good and there.good and none.seen != there.seen and "Excel" in server.seen
    (inside / "settings.json").write_text('{"python": "/gone/python"}', "utf-8")
    (gone, _) = hosts.checked(pc)
    assert not gone.good and "/gone/python" in gone.seen and gone.todo


def bad(pc: Machine) -> list[str]:
    return [c.seen for c in install.diagnose(pc) if not c.good and "pywin32" not in c.seen]


def test_a_good_pc_has_nothing_to_say(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    install.install(pc, addin.write)
    assert bad(pc) == []


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        (
            {
                (
                    r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe",
                    "",
                ): r"C:\Program Files\WindowsApps\excel.exe"
            },
            "Store",
        ),
        ({(install._OFFICE, "Platform"): None}, "Excel が見つかりません"),
        ({(install._OFFICE, "VersionToReport"): "15.0.1"}, "Excel 15"),
        ({(policies._RULE_KEYS[0], CHILD): "1"}, "子プロセスを起こすことが Defender の規則"),
        ({(policies._RULE_KEYS[0], CHILD): "6"}, "警告"),
        ({(policies._RULE_KEYS[1], CHILD): 1}, "子プロセス"),  # Set-MpPreference
        ({(policies._MANAGER, "ASRRules"): f"{{{CHILD.lower()}}}=6|{WIN32}=2"}, "子プロセス"),
        ({(policies._RULE_KEYS[0], WIN32): 1}, "Win32 API"),
        ({(policies._SECURITY, "RequireAddinSig"): 1}, "署名のあるアドインだけ"),
        ({(policies._SECURITY, "DisableAllAddins"): 1}, "アドインがすべて"),
        (
            {
                (policies._SECURITY, "VBAWarnings"): 3,
                (policies._SECURITY + r"\Trusted Locations", "AllLocationsDisabled"): 1,
            },
            "署名のあるマクロだけ",
        ),
        (
            {
                (policies._OWN_SECURITY, "VBAWarnings"): 4,
                (policies._SECURITY + r"\Trusted Locations", "AllLocationsDisabled"): 1,
            },
            "マクロが会社の設定",
        ),
        (
            {
                (policies._SECURITY, "VBAWarnings"): 4,
                (policies._SECURITY + r"\Trusted Locations", "AllLocationsDisabled"): 1,
            },
            "マクロ",
        ),
    ],
)
def test_the_doctor_names_what_is_wrong(
    changes: dict[tuple[str, str], object], word: str, tmp_path: Path
) -> None:
    pc = machine(tmp_path, changes)
    install.install(pc, addin.write)
    found = bad(pc)
    assert (
        len(found) == 1
        and word in found[0]
        and all(c.todo for c in install.diagnose(pc) if not c.good)
    )


@pytest.mark.parametrize(
    "changes",
    [
        {(policies._SECURITY, "VBAWarnings"): 3},  # XLSTART is a trusted location
        {(policies._SECURITY, "VBAWarnings"): 4},
        {(policies._RULE_KEYS[0], CHILD): "2"},  # watched only
        {(policies._MANAGER, "ASRRules"): f"{CHILD}=0|{WIN32}=2"},
    ],
)
def test_what_does_not_stop_the_add_in_is_not_told(
    changes: dict[tuple[str, str], object], tmp_path: Path
) -> None:
    pc = machine(tmp_path, changes)
    install.install(pc, addin.write)
    assert bad(pc) == []


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        ([], 0),
        (["C:\\x\\other.xlam".encode("utf-16-le")], 0),
        ([b"\x02\x00" + "C:\\x\\careerup.xlam".encode("utf-16-le")], 1),
    ],
)
def test_an_add_in_that_excel_has_switched_off(
    listed: list[bytes], told: int, tmp_path: Path
) -> None:
    pc = machine(tmp_path, values=lambda hive, key: listed if "DisabledItems" in key else ())
    install.install(pc, addin.write)
    assert sum("使用できないアイテム" in seen for seen in bad(pc)) == told


def test_missing_dll_elevation_and_other_systems(tmp_path: Path) -> None:
    pc = machine(tmp_path)
    install.install(pc, addin.write)
    (pc.python / install.dll_names()[0]).unlink()
    assert "xlwings64" in bad(pc)[0]
    assert "管理者として" in bad(machine(tmp_path, elevated=True))[-1]
    linux = machine(tmp_path, windows=False)
    assert "Windows" in bad(linux)[0]
    with pytest.raises(Problem, match="Windows"):
        install.install(linux, addin.write)


ASKED = {
    (policies._RULE_KEYS[1], CHILD): 1,
    (policies._SECURITY, "RequireAddinSig"): 1,
}


def test_the_page_for_the_administrator_says_where_and_what(tmp_path: Path) -> None:
    pc = machine(tmp_path, ASKED)
    install.install(pc, addin.write)
    checks = install.diagnose(pc)
    path = tmp_path / paper.FILE
    assert paper.write(path, checks, pc)
    text = path.read_text(encoding="utf-8")
    for told in (
        rf"HKLM\{policies._RULE_KEYS[1]}\{CHILD}",
        rf"HKCU\{policies._SECURITY}\RequireAddinSig",
        "アプリケーション アドインは信頼できる発行元による署名を必要とする",
        "careerup install --served",
        str(pc.python),
        "Python Software Foundation",
    ):
        assert told in text, told
    assert text.count("<tr><td>") == 2 and "<script" not in text


def test_no_page_where_nothing_has_to_be_asked_for(tmp_path: Path) -> None:
    pc = machine(tmp_path, {(install._OFFICE, "Platform"): None})
    assert not paper.write(tmp_path / paper.FILE, install.diagnose(pc), pc)
    assert not (tmp_path / paper.FILE).exists()


def test_every_setting_that_is_asked_for_has_its_words(tmp_path: Path) -> None:
    for number in (3, 4):
        changes = {(policies._SECURITY, "VBAWarnings"): number, **ASKED, **ALL_OFF}
        checks = install.diagnose(machine(tmp_path, changes))
        asked = [c.setting for c in checks if c.setting]
        assert len(asked) == 5 and all(s.key and s.policy and s.now and s.wanted for s in asked)


ALL_OFF: dict[tuple[str, str], object] = {
    (policies._SECURITY + r"\Trusted Locations", "AllLocationsDisabled"): 1,
    (policies._SECURITY, "DisableAllAddins"): 1,
    (policies._RULE_KEYS[0], WIN32): 1,
}


def kit(tmp_path: Path, links: list[Link]) -> Machine:
    """A PC with the self-contained kit."""
    (tmp_path / "careerup" / "python").mkdir(parents=True, exist_ok=True)
    (tmp_path / "careerup" / "careerup.cmd").write_text("@")
    for name in install.dll_names():
        (tmp_path / "careerup" / "python" / name).write_bytes(b"MZ")

    def link(one: Link) -> None:
        one.path.parent.mkdir(parents=True, exist_ok=True)
        one.path.write_text("lnk")
        links.append(one)

    folder = tmp_path / "careerup" / "python"
    programs = tmp_path / "Programs"
    return machine(tmp_path, python=folder, prefix=folder, programs=programs, link=link)


def test_the_kit_has_entries_in_the_start_menu_and_takes_them_away(tmp_path: Path) -> None:
    links: list[Link] = []
    pc = kit(tmp_path, links)
    install.install(pc, addin.write)
    assert [one.path.stem for one in links] == ["診断", "使い方", "取り除く"]
    assert "doctor --paper" in links[0].arguments and links[2].program.endswith("remove.bat")
    removed = install.uninstall(pc)
    assert len(removed) == 4 and not (tmp_path / "Programs" / "キャリアアップ研修").exists()
    assert all((pc.python / name).exists() for name in install.dll_names())  # they go with the kit


def test_a_server_started_at_logon_is_the_one_the_add_in_asks(tmp_path: Path) -> None:
    links: list[Link] = []
    pc = kit(tmp_path, links)
    path = install.install(pc, addin.write, served=True)
    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    assert links[0].path.parent.name == "Startup" and install._CLSID in links[0].arguments
    assert install._CLSID in sheet
    install.uninstall(pc)
    assert not links[0].path.exists()
    sheet = zipfile.ZipFile(install.install(pc, addin.write)).read("xl/worksheets/sheet1.xml")
    assert install._CLSID not in sheet.decode()


def test_a_folder_whose_letters_cannot_be_handed_over(tmp_path: Path) -> None:
    pc = machine(tmp_path, ansi=lambda path: "C:\\KIT~1\\pythonw.exe")
    path = install.install(pc, addin.write)
    sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml").decode()
    assert "C:\\KIT~1\\pythonw.exe" in sheet
    with pytest.raises(Problem, match="ProgramData"):
        install.install(machine(tmp_path, ansi=lambda path: ""), addin.write)


def test_the_kit_needs_its_sources(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="pyproject"):
        bundle.write(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["setup.bat", "remove.bat"])
def test_the_windows_of_the_kit_speak_japanese(name: str) -> None:
    """In the code page of a Japanese Windows; every label is there, every sentence is put in."""
    raw = bundle.batch(name)
    text = raw.decode("cp932")
    lines = text.split("\r\n")
    labels = {line[1:] for line in lines if line.startswith(":")}
    assert {line.split()[-1] for line in lines if "goto" in line} <= labels
    assert "@kit-" not in text and "EXCEL.EXE" in text and "\n" not in text.replace("\r\n", "")
    shown = [line for line in lines if line.startswith("echo ") and line != "echo."]
    assert shown and all(line.endswith("。") for line in shown)
    # cmd.exe would take these for its own signs
    assert not any(sign in line[5:] for line in shown for sign in "|&<>^%()")


def signed_program(flip: int = -1) -> bytes:
    """The smallest program with a signature: head, body, and the digest in the signature."""
    head = bytearray(400)
    head[0x3C:0x40] = struct.pack("<I", 64)
    optional = 64 + 24
    head[optional : optional + 2] = struct.pack("<H", 0x20B)
    entry = optional + 112 + 32
    body = bytes(range(200))
    start = len(head) + len(body)
    kept = bytes(head[: optional + 64]) + bytes(head[optional + 68 : entry])
    kept += bytes(head[entry + 8 :]) + body
    signature = b"0" + hashlib.sha256(kept).digest() + embed.SIGNER.encode()
    head[entry : entry + 8] = struct.pack("<II", start, len(signature))
    program = bytearray(bytes(head) + body + signature)
    if flip >= 0:
        program[flip] ^= 1
    return bytes(program)


def test_a_program_that_is_not_as_it_was_signed_is_found() -> None:
    assert embed.signed(signed_program())
    assert embed.signed(signed_program(64 + 24 + 64))  # the checksum is not part of the digest
    for place in (2, 399, 450, 599):
        assert not embed.signed(signed_program(place))
    assert not embed.signed(b"MZ") and not embed.signed(bytes(1000))
