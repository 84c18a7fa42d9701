"""The command line on Windows: what only its file names, patterns, shares and locks can break. Runs in the Python of
the kit: python commands.py FOLDER-OF-THE-DEMO NEW-FOLDER

Each line is a command in this process, its console in cp932; at the end "all good".
"""

from __future__ import annotations

import io
import os
import shutil
import stat
import sys
import traceback
from pathlib import Path

from xl import cli

books, folder = (Path(argument) for argument in sys.argv[1:])
GOOD, PLACE = "名簿_正しい見本.xlsx", ("--prefecture", "群馬県")
LEDGER = ("--ledger", "台帳.sqlite")
ISSUER = ("--issuer", "群馬県知事　架空　三郎")
bad: list[str] = []


def judge(line: str, good: bool, said: str = "") -> None:
    """A line of the table."""
    print(line, "" if good else f"| BAD | {said}", flush=True)
    if not good:
        bad.append(line)


def run(note: str, status: int, word: str, *arguments: object) -> None:
    """A command: the exit status and a word of what it says; nothing of it may be lost on a Japanese console."""
    out = [io.TextIOWrapper(io.BytesIO(), "cp932", errors="strict") for _ in range(2)]
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = out
    try:
        found: object = cli.main([str(argument) for argument in arguments])
    except SystemExit as end:
        found = end.code
    except BaseException:
        found = traceback.format_exc()
    finally:
        for stream in out:
            stream.flush()
        sys.stdout, sys.stderr = kept
    said = b"".join(stream.buffer.getvalue() for stream in out).decode("cp932", "replace")
    judge(note, found == status and word in said, f"{found} {said}")


shutil.rmtree(folder, ignore_errors=True)
folder.mkdir(parents=True)
os.chdir(folder)
for name in ("名簿.xlsx", GOOD, "指定台帳.xlsx", "指定申請台帳.xlsx"):
    shutil.copy(books / name, name)
run("a pattern is expanded by us", 1, "名簿.xlsx", "check", "roster", "名簿*.xlsx", *PLACE)
run(
    "a pattern to import",
    0,
    "取り込み",
    "ledger",
    "import",
    "名簿_正*.xlsx",
    *LEDGER,
    "--new",
    *PLACE,
)
run("the same again", 0, "既に", "ledger", "import", GOOD, *LEDGER, *PLACE)
run("a person", 0, "石田", "ledger", "find", "石田", *LEDGER)
run("a copy of the register", 0, "", "ledger", "backup", "--out", "控え.sqlite", *LEDGER)
run("the register verified", 0, "", "ledger", "verify", *LEDGER)
odd = ("--ledger", folder / "台 帳#1%20.sqlite")
run("a register of an odd name", 0, "", "ledger", "import", GOOD, *odd, "--new", *PLACE)
for share in (r"\\server\共有\台帳.sqlite", "//server/share/daicho.sqlite"):
    run(f"a register on {share}", 2, "", "ledger", "import", GOOD, "--ledger", share, *PLACE)
os.environ["ONEDRIVE"] = str(folder / "OneDrive - 県庁")
(folder / "OneDrive - 県庁").mkdir()
synced = ("--ledger", folder / "OneDrive - 県庁" / "台帳.sqlite", "--new")
run("a register that OneDrive copies", 2, "OneDrive", "ledger", "import", GOOD, *synced, *PLACE)
judge("nothing was made there", not any(synced[1].parent.iterdir()))
shutil.copy(GOOD, "大文字.XLSX")
run("an upper-case ending", 0, "", "check", "roster", "大文字.XLSX", *PLACE)
run("a path from the drive's folder", 0, "", "check", "roster", f"C:{GOOD}", *PLACE, "--force")
run("an extended path", 0, "", "check", "roster", f"\\\\?\\{folder / GOOD}", *PLACE, "--force")
run("a share that is not there", 2, "", "check", "roster", r"\\server\共有\名簿.xlsx", *PLACE)
run("a device's name", 2, "", "check", "roster", GOOD, "--out", "CON.xlsx", *PLACE)
run("a colon in a name", 2, "", "check", "roster", GOOD, "--out", "結果:2.xlsx", *PLACE)
deep = folder.joinpath(*("長い道の名" * 9 for _ in range(5)))
deep.mkdir(parents=True)
shutil.copy(GOOD, deep / GOOD)
run(f"a path of {len(str(deep / GOOD))} letters", 0, "", "check", "roster", deep / GOOD, *PLACE)
locked = Path("読み取り専用.xlsx")
shutil.copy(GOOD, locked)
locked.chmod(stat.S_IREAD)
run("a read-only roster", 0, "", "check", "roster", locked, *PLACE)
shutil.copy(GOOD, "結果.xlsx")
Path("結果.xlsx").chmod(stat.S_IREAD)
before = Path("結果.xlsx").read_bytes()
over = ("--out", "結果.xlsx", "--force")
run("--force over a read-only file", 2, "読み取り専用", "check", "roster", GOOD, *over, *PLACE)
judge("which stays", Path("結果.xlsx").read_bytes() == before)
onto = ("--marked", "名簿.XLSX", "--force", "--out", "r.xlsx")
run("a marked copy onto the roster itself", 2, "", "check", "roster", "名簿.xlsx", *onto, *PLACE)
run("certificates", 0, "", "form", "certificate", GOOD, "--out", "様式", *ISSUER)
run("certificates as PDF", 0, "", "form", "certificate", GOOD, "--out", "様式pdf", *ISSUER, "--pdf")
run("letters outside cp932", 0, "", "call", "NAMEKEY", "𠮷野 家")
Path("運用設定.toml").write_text("prefecture = 10\n", "utf-8")
number = ("--profile", "運用設定.toml")
run("prefecture = 10 in the settings", 0, "群馬県", "check", "roster", GOOD, "--force", *number)
left = [path.name for path in folder.iterdir() if path.name.startswith(("~", "."))]
judge("no temporary file is left", not left, str(left))
print("all good" if not bad else f"BAD: {len(bad)}")
